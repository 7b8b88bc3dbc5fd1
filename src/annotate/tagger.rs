//! One label for each token from its vector: tagger, morphologizer and sentence recognizer.
//!
//! A linear layer over the tok2vec; the label with the highest score wins
//! (`spacy/pipeline/tagger.pyx`, `morphologizer.pyx`, `senter.pyx`).

use serde_json::Value;

use super::draft::{Boundary, Draft, DraftToken};
use super::folder::{ModelError, ModelFolder};
use super::listener::{Listener, Reading};
use super::names::{Name, Names};
use super::network::{Layer, Matrix, ModelFile, RowView, argmax};
use super::words::Words;

#[derive(Debug)]
pub(crate) struct Tagger {
    weights: Matrix,
    bias: Vec<f32>,
    labels: Vec<Label>,
    /// Whether a value that another component has set is replaced.
    overwrite: bool,
}

/// What a label says of a token.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Label {
    Tag(Name),
    Morph { morph: Name, pos: Name },
    Boundary(Boundary),
}

impl Tagger {
    /// Reads a `tagger`.
    pub(crate) fn read_tagger(
        folder: &ModelFolder,
        component: &str,
        names: &mut Names,
    ) -> Result<(Tagger, ModelFile), ModelError> {
        let settings = Settings::read(folder, component)?;
        let labels =
            settings.table["labels"].as_array().ok_or_else(|| settings.error("no labels"))?;
        let tag = |label: &Value| label.as_str().map(|label| Label::Tag(names.add(label)));
        let labels = labels.iter().map(tag).collect::<Option<Vec<Label>>>();
        let labels = labels.ok_or_else(|| settings.error("a label is no string"))?;
        Tagger::new(folder, component, labels, &settings)
    }

    /// Reads a `morphologizer`, whose labels stand for features and a part of speech.
    pub(crate) fn read_morphologizer(
        folder: &ModelFolder,
        component: &str,
        names: &mut Names,
    ) -> Result<(Tagger, ModelFile), ModelError> {
        let settings = Settings::read(folder, component)?;
        if settings.table["extend"].as_bool() == Some(true) {
            return Err(settings.error("`extend = true` is not supported"));
        }
        // The order of the labels is that of `labels_morph`; `labels_pos` numbers the parts of
        // speech by spaCy's symbols.
        let table = settings.table["labels_morph"].as_object();
        let table = table.ok_or_else(|| settings.error("no `labels_morph`"))?;
        let labels = table.iter().map(|(label, morph)| Label::Morph {
            morph: names.add(morph.as_str().unwrap_or_default()),
            pos: names.add(part_of_speech(label)),
        });
        let labels = labels.collect();
        Tagger::new(folder, component, labels, &settings)
    }

    /// Reads a `senter`.
    pub(crate) fn read_senter(
        folder: &ModelFolder,
        component: &str,
    ) -> Result<(Tagger, ModelFile), ModelError> {
        let settings = Settings::read(folder, component)?;
        let labels = vec![Label::Boundary(Boundary::Inside), Label::Boundary(Boundary::Start)];
        Tagger::new(folder, component, labels, &settings)
    }

    fn new(
        folder: &ModelFolder,
        component: &str,
        labels: Vec<Label>,
        settings: &Settings,
    ) -> Result<(Tagger, ModelFile), ModelError> {
        let model = ModelFile::read(folder, &format!("{component}/model"))?;
        let file = model.decode()?;
        let layers = Layer::list(&file)?;
        let Some(softmax) = layers.iter().find(|layer| layer.name == "softmax") else {
            return Err(settings.error("the model has no output layer `softmax`"));
        };
        let inputs = softmax.tensor("W", 2)?.shape[1];
        let weights = softmax.tensor_of("W", &[labels.len(), inputs])?;
        let bias = softmax.tensor_of("b", &[labels.len()])?;
        let weights = Matrix::from_outputs(&weights, labels.len(), inputs);
        let overwrite = settings.table["overwrite"].as_bool().unwrap_or(false);
        drop(layers);
        drop(file);
        Ok((Tagger { weights, bias, labels, overwrite }, model))
    }

    fn set(&self, token: &mut DraftToken, label: Label) {
        let set = |value: &mut Name, new| {
            if *value == Name::EMPTY || self.overwrite {
                *value = new;
            }
        };
        match label {
            Label::Tag(tag) => set(&mut token.tag, tag),
            Label::Morph { morph, pos } => {
                set(&mut token.morph, morph);
                set(&mut token.pos, pos);
            }
            Label::Boundary(boundary) => {
                if token.boundary == Boundary::Unknown || self.overwrite {
                    token.boundary = boundary;
                }
            }
        }
    }
}

impl Listener for Tagger {
    fn inputs(&self) -> usize {
        self.weights.inputs()
    }

    fn reading(&self) -> Box<dyn Reading + Send + '_> {
        Box::new(Tagging { tagger: self, next: 0, scores: Vec::new() })
    }
}

struct Tagging<'a> {
    tagger: &'a Tagger,
    next: usize,
    scores: Vec<f32>,
}

impl Reading for Tagging<'_> {
    fn begin(&mut self, _draft: &Draft<'_>) {
        self.next = 0;
    }

    fn read(&mut self, vectors: &[f32], draft: &mut Draft<'_>, _words: &Words) {
        let Tagger { weights, bias, labels, .. } = self.tagger;
        let (stride, out_stride) = (weights.inputs(), weights.out_stride());
        let count = vectors.len() / stride;
        self.scores.resize(count * out_stride, 0.0);
        weights.multiply(RowView { data: vectors, stride, count }, &mut self.scores);
        for scores in self.scores.chunks_exact_mut(out_stride).take(count) {
            let scores = &mut scores[..labels.len()];
            for (score, bias) in scores.iter_mut().zip(bias) {
                *score += bias;
            }
            if let Some(best) = argmax(scores, |_| true) {
                self.tagger.set(&mut draft.tokens[self.next], labels[best]);
            }
            self.next += 1;
        }
    }

    fn finish(&mut self, _draft: &mut Draft<'_>, _words: &Words) {}
}

/// The component's file `cfg`.
struct Settings {
    place: String,
    table: Value,
}

impl Settings {
    fn read(folder: &ModelFolder, component: &str) -> Result<Settings, ModelError> {
        let name = format!("{component}/cfg");
        let place = folder.place(&name);
        let table = serde_json::from_str(&folder.read_text(&name)?);
        let table = table.map_err(|error| ModelError::new(&*place, error))?;
        Ok(Settings { place, table })
    }

    fn error(&self, problem: impl std::fmt::Display) -> ModelError {
        ModelError::new(&*self.place, problem)
    }
}

/// The part of speech in a morphologizer's label ("Number=Sing|POS=NOUN").
fn part_of_speech(label: &str) -> &str {
    label.split('|').find_map(|feature| feature.strip_prefix("POS=")).unwrap_or_default()
}
