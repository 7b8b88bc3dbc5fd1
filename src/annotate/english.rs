//! The English pipeline inside the binary: `en_core_web_sm` 3.8.0, its files unmodified.

use super::folder::{ModelError, ModelFolder};
use super::reader::Annotator;

impl Annotator {
    /// Loads the built-in English pipeline; some milliseconds.
    ///
    /// # Errors
    /// Never, unless the program was built from damaged files.
    pub fn english() -> Result<Annotator, ModelError> {
        Annotator::load(&ModelFolder::Embedded(EN_CORE_WEB_SM))
    }
}

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_bytes!(concat!(
            "../../data/models/en_core_web_sm-3.8.0/", $name
        )))),*]
    };
}

/// The files that the runtime reads; those that only training or spaCy itself needs stay out.
static EN_CORE_WEB_SM: &[(&str, &[u8])] = files![
    "config.cfg",
    "tokenizer",
    "vocab/lookups.bin",
    "tok2vec/model",
    "tagger/cfg",
    "tagger/model",
    "parser/moves",
    "parser/model",
    "attribute_ruler/patterns",
    "lemmatizer/lookups/lookups.bin",
    "ner/moves",
    "ner/model",
];
