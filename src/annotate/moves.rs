//! The file `moves` of a parser or entity recognizer: its moves in the order of their scores.

use std::collections::BTreeMap;

use super::folder::{ModelError, ModelFolder};
use super::msgpack::PackedFile;

pub(crate) struct MoveFile {
    place: String,
    /// (kind, label), in the order in which the model scores them.
    pub(crate) moves: Vec<(usize, String)>,
}

impl MoveFile {
    pub(crate) fn read(folder: &ModelFolder, component: &str) -> Result<MoveFile, ModelError> {
        let name = format!("{component}/moves");
        let bytes = folder.read(&name)?;
        let file = PackedFile::decode(&bytes, folder, &name)?;
        let root = file.root();
        let table = root.field("moves")?.text()?;
        let table: BTreeMap<usize, BTreeMap<String, i64>> =
            serde_json::from_str(table).map_err(|error| root.error(error))?;
        Ok(MoveFile { place: folder.place(&name), moves: in_order(table) })
    }

    pub(crate) fn error(&self, problem: impl std::fmt::Display) -> ModelError {
        ModelError::new(&*self.place, problem)
    }
}

/// By kind, then by falling frequency and label; labels that were added to a trained model have
/// negative "frequencies" and come last, for all kinds together
/// (`initialize_actions` in `transition_system.pyx`).
fn in_order(table: BTreeMap<usize, BTreeMap<String, i64>>) -> Vec<(usize, String)> {
    let mut moves = Vec::new();
    let mut added: Vec<(i64, String)> = Vec::new();
    let mut kinds_of: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (kind, labels) in table {
        let mut labels: Vec<(i64, String)> = labels.into_iter().map(|(l, f)| (f, l)).collect();
        labels.sort_by(|a, b| b.cmp(a));
        for (frequency, label) in labels {
            if frequency < 0 {
                kinds_of.entry(label.clone()).or_default().push(kind);
                added.push((frequency, label));
            } else {
                moves.push((kind, label));
            }
        }
    }
    added.sort_by(|a, b| b.cmp(a));
    for (_, label) in added {
        for &kind in &kinds_of[&label] {
            let found = (kind, label.clone());
            if !moves.contains(&found) {
                moves.push(found);
            }
        }
    }
    moves
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frequent_moves_first_added_ones_last() {
        let kind = |labels: &[(&str, i64)]| {
            labels.iter().map(|(label, frequency)| (label.to_string(), *frequency)).collect()
        };
        let table = BTreeMap::from([
            (1, kind(&[("ORG", 5), ("DATE", 9), ("GPE", 5), ("BASE", -1)])),
            (2, kind(&[("ORG", 3), ("BASE", -1)])),
        ]);
        let order: Vec<String> =
            in_order(table).iter().map(|(kind, label)| format!("{kind}-{label}")).collect();
        assert_eq!(order, ["1-DATE", "1-ORG", "1-GPE", "2-ORG", "1-BASE", "2-BASE"]);
    }
}
