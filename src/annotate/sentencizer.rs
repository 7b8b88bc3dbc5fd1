//! Sentences by punctuation alone: spaCy's `sentencizer` (`spacy/pipeline/sentencizer.pyx`).

use std::collections::BTreeSet;

use super::draft::{Boundary, Draft};
use super::folder::{ModelError, ModelFolder};
use super::unicode::is_punctuation;

#[derive(Debug)]
pub(crate) struct Sentencizer {
    end_marks: BTreeSet<String>,
    overwrite: bool,
}

impl Sentencizer {
    pub(crate) fn read(folder: &ModelFolder, component: &str) -> Result<Sentencizer, ModelError> {
        // Written beside the components' folders, not into one of its own.
        let name = format!("{component}.json");
        let error = |problem: &dyn std::fmt::Display| ModelError::new(folder.place(&name), problem);
        let table: serde_json::Value =
            serde_json::from_str(&folder.read_text(&name)?).map_err(|problem| error(&problem))?;
        let marks = table["punct_chars"].as_array().ok_or_else(|| error(&"no `punct_chars`"))?;
        Ok(Sentencizer {
            end_marks: marks.iter().filter_map(|mark| Some(mark.as_str()?.to_owned())).collect(),
            overwrite: table["overwrite"].as_bool().unwrap_or(false),
        })
    }

    /// A sentence begins at the first token behind an end mark that is not punctuation itself.
    pub(crate) fn run(&self, draft: &mut Draft<'_>) {
        let mut seen_end = false;
        for i in 0..draft.len() {
            let text = draft.text_of(i);
            let is_end = self.end_marks.contains(text);
            let follows_end = seen_end && !is_end && !is_punctuation(text);
            let starts = i == 0 || follows_end;
            seen_end = is_end || (seen_end && !follows_end);
            let token = &mut draft.tokens[i];
            if token.boundary == Boundary::Unknown || self.overwrite {
                token.boundary = if starts { Boundary::Start } else { Boundary::Inside };
            }
        }
    }
}
