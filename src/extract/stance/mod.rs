//! How a report stands to what it says: who says it, how surely, whether it is so, or yet to be.
//!
//! [`Stances`] reads the reporting structure of a text once (`cue`: who says which words;
//! `memory`: who "he" is). For a predicate, `manner` then walks up the sentence and gathers
//! what denies or hedges it, and the cues around it give the chain of tellers.

mod citing;
mod content;
mod cue;
mod effect;
mod known;
mod lexicon;
mod manner;
mod memory;
mod name;
mod noun;
mod quotation;
mod reach;
mod setting;
mod speaker;
mod subject;
mod teller;
mod tree;
mod turns;
mod verb;

use std::ops::Range;

pub use lexicon::{StanceLexicon, StanceLexiconError};

use crate::annotate::{Annotation, Span};
use crate::model::{Certainty, Polarity};
use cue::{Context, Cue};
use effect::Effect;
use lexicon::Class;
use manner::Reason;
use tree::Tree;

/// How a report stands to one predicate.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stance {
    /// Whether it is said to be so.
    pub polarity: Polarity,
    /// How surely.
    pub certainty: Certainty,
    /// Whether it is yet to happen.
    pub planned: bool,
    /// Whether it is only asked or supposed ("if", "whether"): no claim at all.
    pub hypothetical: bool,
    /// Who says it, from the outermost to the innermost; empty in the report's own voice.
    pub attribution: Vec<Link>,
}

/// One who says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The words by which he should be named: "an Iraqi border official", "Iran International".
    pub tokens: Range<usize>,
    /// The noun that they are about.
    pub head: usize,
    /// What he is, as far as the words tell; else his entity says it.
    pub kind_hint: Option<Kind>,
    /// The word that makes him the teller: "said", "according".
    pub cue: Span,
}

/// What a teller is, where his noun phrase says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Somebody without a name: "two residents".
    Anonymous,
    /// Something written or shown: "a leaked letter".
    Document,
}

/// The reporting structure of a text.
///
/// ```
/// use claimgraph::annotate::Annotator;
/// use claimgraph::extract::stance::{StanceLexicon, Stances};
/// use claimgraph::model::Certainty;
///
/// let lexicon = StanceLexicon::english()?;
/// let annotator = Annotator::english()?;
/// let annotation = annotator.reader().annotate("Fighters crossed into Iran, two officials said.");
/// let stance = Stances::new(&annotation, &lexicon, None).of(1);
/// assert_eq!(stance.certainty, Certainty::Probable);
/// let teller = annotation.span(stance.attribution[0].tokens.clone());
/// assert_eq!(teller.of(annotation.text()), "two officials");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Stances<'a> {
    tree: Tree<'a>,
    lexicon: &'a StanceLexicon,
    cues: Vec<Cue>,
    links: Vec<Vec<Link>>,
    /// For each token the cues that it is told by, the outermost first.
    told_by: Vec<Vec<u32>>,
}

impl<'a> Stances<'a> {
    /// Reads a text; `publisher` is whose report it is.
    pub fn new(
        annotation: &'a Annotation<'a>,
        lexicon: &'a StanceLexicon,
        publisher: Option<&str>,
    ) -> Stances<'a> {
        let tree = Tree::new(annotation);
        let publisher = publisher.map(cue::plain).filter(|publisher| !publisher.is_empty());
        let context = Context { tree: &tree, lexicon, publisher };
        let cues = cue::cues(&context);
        let told_by = told_by(&tree, &cues);
        let links = memory::links(&context, &cues, |token| !told_by[token].is_empty());
        Stances { lexicon, cues, links, told_by, tree }
    }

    /// How the report stands to the predicate at a token.
    ///
    /// # Panics
    /// If there is no such token.
    pub fn of(&self, predicate: usize) -> Stance {
        let tellings = self.tellings(predicate);
        let own = manner::reasons(&self.tree, self.lexicon, predicate, !tellings.is_empty());
        self.stance(own, &tellings)
    }

    /// Why: one line for each word that has a say in it.
    ///
    /// # Panics
    /// If there is no such token.
    pub fn explain(&self, predicate: usize) -> Vec<String> {
        let text = self.tree.annotation.text();
        let tellings = self.tellings(predicate);
        let mut reasons =
            manner::reasons(&self.tree, self.lexicon, predicate, !tellings.is_empty());
        reasons.extend(self.effects(&tellings));
        let effects = reasons.iter().map(|reason| {
            format!(
                "{} ({}): {}",
                self.tree.token(reason.token).text(),
                reason.token,
                reason.effect
            )
        });
        let tellers = self.chain(&tellings).into_iter().map(|link| {
            let name = self.tree.annotation.span(link.tokens).of(text);
            format!("{}: told by {name}", link.cue.of(text))
        });
        effects.chain(tellers).collect()
    }

    /// How the report stands to what a word of telling tells, whether or not the sentence has a
    /// predicate for it: "Tehran *denied* it". `None` if the word tells nothing.
    pub fn told(&self, cue: usize) -> Option<Stance> {
        let number = self.cues.binary_search_by_key(&cue, |cue| cue.token).ok()?;
        let mut tellings = self.tellings(cue);
        tellings.push(number as u32);
        Some(self.stance(Vec::new(), &tellings))
    }

    /// Whether a token is one of the words of a telling ("two officials said on Monday") rather
    /// than of what is told.
    ///
    /// # Panics
    /// If there is no such token.
    pub fn is_telling(&self, token: usize) -> bool {
        let sentence = self.tree.sentence(token);
        let first = self.cues.partition_point(|cue| cue.token < sentence.start);
        let here = self.cues[first..].iter().take_while(|cue| cue.token < sentence.end);
        here.into_iter().any(|cue| cue.own.contains(&token))
    }

    fn stance(&self, mut reasons: Vec<Reason>, tellings: &[u32]) -> Stance {
        reasons.extend(self.effects(tellings));
        let effect = reasons.iter().fold(Effect::default(), |all, reason| all.and(reason.effect));
        let attribution = self.chain(tellings);
        let is_unnamed = attribution.iter().any(|link| link.kind_hint == Some(Kind::Anonymous));
        let certainty = if is_unnamed { Certainty::Probable } else { Certainty::Certain };
        Stance {
            polarity: if effect.denied { Polarity::Denied } else { Polarity::Asserted },
            certainty: effect.certainty.max(certainty),
            planned: effect.planned,
            hypothetical: effect.hypothetical,
            attribution,
        }
    }

    /// What the cues do to what they tell.
    fn effects(&self, tellings: &[u32]) -> impl Iterator<Item = Reason> {
        let cues = tellings.iter().map(|&cue| &self.cues[cue as usize]);
        cues.map(|cue| Reason { token: cue.token, effect: cue.effect })
    }

    /// The tellers, from the outermost to the innermost.
    fn chain(&self, tellings: &[u32]) -> Vec<Link> {
        let mut chain: Vec<Link> = Vec::new();
        for link in tellings.iter().flat_map(|&cue| &self.links[cue as usize]) {
            if chain.iter().all(|other| other.tokens != link.tokens) {
                chain.push(link.clone());
            }
        }
        chain
    }

    /// The cues that tell a predicate, the outermost first. A rumour that is denied is told by
    /// nobody but the denier.
    fn tellings(&self, predicate: usize) -> Vec<u32> {
        if known::is_known(&self.tree, self.lexicon, predicate) {
            return Vec::new();
        }
        let mut tellings = self.told_by[predicate].clone();
        if let Some(aside) = known::aside(&self.tree, predicate) {
            tellings.retain(|&cue| aside.contains(&self.cues[cue as usize].token));
        }
        let denial = tellings.iter().position(|&cue| self.cues[cue as usize].class == Class::Deny);
        if let Some(denial) = denial {
            let is_rumour = |&cue: &u32| self.cues[cue as usize].class == Class::Telling;
            let rest = tellings.split_off(denial + 1);
            tellings.extend(rest.into_iter().filter(|cue| !is_rumour(cue)));
        }
        tellings
    }
}

/// The most tellers around one word.
const DEEPEST: usize = 8;

/// For each token the cues that it is told by, the outermost first.
fn told_by(tree: &Tree<'_>, cues: &[Cue]) -> Vec<Vec<u32>> {
    let mut told_by: Vec<Vec<u32>> = vec![Vec::new(); tree.len()];
    for (number, cue) in cues.iter().enumerate() {
        for range in &cue.scope {
            for token in range.clone().filter(|token| !cue.own.contains(token)) {
                let tellers = &mut told_by[token];
                if tellers.len() < DEEPEST && tellers.last() != Some(&(number as u32)) {
                    tellers.push(number as u32);
                }
            }
        }
    }
    // Whoever is told of by another stands inside.
    let depth: Vec<usize> = cues.iter().map(|cue| told_by[cue.token].len()).collect();
    for tellers in &mut told_by {
        tellers.sort_by_key(|&cue| depth[cue as usize]);
    }
    told_by
}
