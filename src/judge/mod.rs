//! The judge: weighs everything that a text might claim, and says how likely each claim is.
//!
//! The relations' frames propose, the judge disposes. Its candidates are every two entities of a
//! sentence, every number of people with whom it may be of, and all that the frames read. Features
//! of a candidate (the way through the grammar between its ends, the parts that they play, the
//! words around them, the frames' verdict) are weighed by a model that was learnt from annotated
//! reports; calibration makes a probability of the sum. Nothing here names a relation: they come
//! from the ontology and from the annotations.

mod calibrate;
mod candidate;
mod company;
mod evaluate;
mod exp;
mod facts;
mod features;
mod learn;
mod lesson;
mod model;
mod path;
mod read;
mod roles;
mod scene;
mod second;
mod sink;
mod tied;
mod train;
mod trigger;
mod unsaid;
mod weights;

pub use learn::Account;
pub(crate) use lesson::{Lesson, lesson};
pub use model::BadModel;

use crate::extract::{Context, FrameIndex};
use crate::model::{Claim, Document};
use crate::ontology::Ontology;
use model::Model;

/// What decides which candidates are claims.
#[derive(Debug, Clone, PartialEq)]
pub struct Judge {
    model: Model,
}

impl Judge {
    /// The judge inside the program.
    ///
    /// # Errors
    /// Never, unless the program was built from damaged files.
    pub fn built_in() -> Result<Judge, BadModel> {
        Judge::from_bytes(include_bytes!("../../data/models/judge/model.bin"))
    }

    /// The judge in the bytes of a file.
    ///
    /// # Errors
    /// If they are no model, or a damaged one.
    pub fn from_bytes(bytes: &[u8]) -> Result<Judge, BadModel> {
        Ok(Judge { model: Model::from_bytes(bytes)? })
    }

    /// The bytes of its file.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.model.to_bytes()
    }

    /// A judge that has learnt from lessons, and an account of it.
    pub(crate) fn learn(
        lessons: &[Lesson],
        relations: &[String],
        precision: f64,
    ) -> (Judge, Account) {
        let (model, account) = learn::learn(lessons, relations, precision);
        (Judge { model }, account)
    }

    /// The claims of a text in its order, each once and with its confidence: those that are at
    /// least so sure, or as sure as the model holds right.
    pub(crate) fn claims(
        &self,
        context: &Context<'_>,
        frames: &FrameIndex<'_>,
        least: Option<f64>,
    ) -> Vec<Claim> {
        read::claims(&self.model, context, frames, least)
    }
}

/// The relations of an ontology of which the annotations have enough claims to learn from.
pub(crate) fn learnable<'d>(
    ontology: &Ontology,
    documents: impl Iterator<Item = &'d Document>,
) -> Vec<String> {
    let claims = documents.flat_map(|document| &document.claims);
    let claims: Vec<&str> = claims.map(|claim| claim.relation.as_str()).collect();
    learn::learnable(ontology.relations().map(|relation| relation.name.as_str()), &claims)
}
