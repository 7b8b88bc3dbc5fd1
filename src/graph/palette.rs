//! A colour for each class, the same in every network.

use std::collections::BTreeMap;

use crate::ontology::Ontology;

/// Classes with their colours. A class without one has that of the nearest class above it.
const COLOURS: &str = include_str!("../../data/export/colours.csv");

/// What has no class with a colour.
const OTHER: [u8; 3] = [0x9e, 0x9e, 0x9e];

/// The colours of an ontology's classes.
pub(super) struct Palette(BTreeMap<String, [u8; 3]>);

impl Palette {
    pub(super) fn of(ontology: &Ontology) -> Palette {
        let mut colours: BTreeMap<String, [u8; 3]> = COLOURS.lines().filter_map(row).collect();
        for (class, _) in ontology.classes() {
            let above: Vec<(&String, [u8; 3])> = colours
                .iter()
                .filter(|(known, _)| ontology.is_a(class, known))
                .map(|(known, colour)| (known, *colour))
                .collect();
            let is_nearest = |one: &String| {
                !above.iter().any(|(other, _)| *other != one && ontology.is_a(other, one))
            };
            let nearest = above.iter().find(|(known, _)| is_nearest(known));
            if let Some(&(_, colour)) = nearest {
                colours.insert(class.to_owned(), colour);
            }
        }
        Palette(colours)
    }

    pub(super) fn colour(&self, class: &str) -> [u8; 3] {
        self.0.get(class).copied().unwrap_or(OTHER)
    }
}

/// `Militia,#c0392b`; the header is no such row.
fn row(line: &str) -> Option<(String, [u8; 3])> {
    let (class, colour) = line.split_once(",#")?;
    let part = |from: usize| u8::from_str_radix(colour.get(from..from + 2)?, 16).ok();
    Some((class.to_owned(), [part(0)?, part(2)?, part(4)?]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_of_the_ontology_has_a_colour_of_its_own() {
        let ontology = Ontology::built_in().expect("the built-in ontology");
        let palette = Palette::of(&ontology);
        let things = ["Actor", "Place"];
        let mut seen = BTreeMap::new();
        for (class, _) in ontology.classes() {
            if things.iter().any(|above| ontology.is_a(class, above)) {
                let before = seen.insert(palette.colour(class), class.to_owned());
                assert_eq!(before, None, "{class} looks like another class");
                assert_ne!(palette.colour(class), OTHER, "{class}");
            }
        }
        assert_eq!(palette.colour("Nothing"), OTHER);
    }
}
