//! The words that tell what a name is, and the nouns that refer without naming.

use std::collections::{HashMap, HashSet};

use super::phrases::Phrases;
use super::rows::{LexiconError, Row, rows};
use super::words::Words;
use super::{EntityType, Gender};

/// Trigger words, titles, and nouns for people and groups: the tables under `data/lexicon/`.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    /// What a name that begins so is.
    pub(crate) first: Phrases<EntityType>,
    /// What a name that ends so is.
    pub(crate) last: Phrases<EntityType>,
    /// Given names of people, at the front of a name.
    pub(crate) given: HashSet<String>,
    /// What a common noun says.
    pub(crate) nouns: Phrases<EntityType>,
    /// Common nouns that refer only to a name that ends in them: "the front".
    pub(crate) echoes: Phrases<EntityType>,
    /// Words that a possessive mark does not end a name behind.
    pub(crate) possessive: HashSet<String>,
    /// Words that say how many or which: no part of what a group is called.
    pub(crate) vague: HashSet<String>,
    /// No names of anything by themselves.
    pub(crate) none: HashSet<String>,
    /// Words for one person.
    pub(crate) titles: Phrases<Title>,
    /// Words for groups and several people.
    pub(crate) groups: Phrases<Group>,
    /// Words for what a state has, each with its usual noun's place in `body_names`, and its type.
    bodies: Phrases<(u32, EntityType)>,
    body_names: Vec<String>,
    surroundings: HashMap<Place, HashMap<String, Vec<(EntityType, f32)>>>,
}

/// Where a word stands that tells something of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Place {
    Preposition,
    Of,
    Possessed,
    Modified,
    Subject,
    Object,
    Before,
}

/// A word for one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Title {
    /// `Official` or `Person`.
    pub(crate) kind: EntityType,
    pub(crate) gender: Option<Gender>,
    pub(crate) before_name: bool,
    pub(crate) alone: bool,
    /// Whether it is an office of a state: "president", "foreign minister".
    pub(crate) of_state: bool,
}

/// A noun for a group or for several people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Group {
    /// Whether the singular is one person, "fighter", and only the plural a group.
    pub(crate) people: bool,
    pub(crate) sort: Sort,
}

/// What a group is to the state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    Armed,
    State,
    Civil,
}

impl Lexicon {
    /// The words that come with the crate.
    pub fn shipped() -> Lexicon {
        let types = include_str!("../../data/lexicon/types.tsv");
        let titles = include_str!("../../data/lexicon/titles.tsv");
        let collectives = include_str!("../../data/lexicon/collectives.tsv");
        let surroundings = include_str!("../../data/lexicon/surroundings.tsv");
        let bodies = include_str!("../../data/lexicon/bodies.tsv");
        let lexicon = Lexicon::read(types, titles, collectives, surroundings, bodies);
        lexicon.expect("a test reads the shipped tables")
    }

    /// Reads the tables `types.tsv`, `titles.tsv`, `collectives.tsv`, `surroundings.tsv`, `bodies.tsv`.
    ///
    /// # Errors
    /// If a row has too few columns or a word that the head of its table does not explain.
    pub fn read(
        types: &str,
        titles: &str,
        collectives: &str,
        surroundings: &str,
        bodies: &str,
    ) -> Result<Lexicon, LexiconError> {
        let mut lexicon = Lexicon::default();
        for row in rows("types.tsv", types) {
            lexicon.add_type(&row?)?;
        }
        for row in rows("titles.tsv", titles) {
            lexicon.add_title(&row?)?;
        }
        for row in rows("collectives.tsv", collectives) {
            lexicon.add_group(&row?)?;
        }
        for row in rows("surroundings.tsv", surroundings) {
            lexicon.add_surroundings(&row?)?;
        }
        for row in rows("bodies.tsv", bodies) {
            lexicon.add_body(&row?)?;
        }
        Ok(lexicon)
    }

    /// What a noun is to a state: "soldiers" are its "army".
    pub(crate) fn body(
        &self,
        words: &Words<'_>,
        start: usize,
        end: usize,
    ) -> Option<(usize, &str, EntityType)> {
        let (length, (index, kind)) = self.bodies.ending(words, start, end)?;
        Some((length, &self.body_names[index as usize], kind))
    }

    /// What a word at a place beside a name says of the name's type.
    pub(crate) fn surroundings(&self, place: Place, word: &str) -> &[(EntityType, f32)] {
        self.surroundings.get(&place).and_then(|words| words.get(word)).map_or(&[], Vec::as_slice)
    }

    fn add_type(&mut self, row: &Row<'_>) -> Result<(), LexiconError> {
        let [place, kind, word] = row.cells;
        let table = match place {
            "none" | "possessive" | "vague" => {
                let words = match place {
                    "none" => &mut self.none,
                    "possessive" => &mut self.possessive,
                    _ => &mut self.vague,
                };
                words.insert(word.to_lowercase());
                return Ok(());
            }
            "given" => {
                self.given.insert(word.to_lowercase());
                return Ok(());
            }
            "first" => &mut self.first,
            "last" => &mut self.last,
            "noun" => &mut self.nouns,
            "echo" => &mut self.echoes,
            _ => return Err(row.error(format!("no such place in a name: {place}"))),
        };
        table.add(word, row.entity_type(kind)?);
        Ok(())
    }

    fn add_title(&mut self, row: &Row<'_>) -> Result<(), LexiconError> {
        let [word, kind, more] = row.cells;
        let (gender, place) = more.split_once('\t').unwrap_or((more, "both"));
        let gender = match gender {
            "m" => Some(Gender::Male),
            "f" => Some(Gender::Female),
            "-" => None,
            _ => return Err(row.error(format!("no such gender: {gender}"))),
        };
        let (place, of) = place.split_once('\t').unwrap_or((place, ""));
        let of_state = of == "state";
        let (before_name, alone) = match place {
            "title" => (true, false),
            "noun" => (false, true),
            "both" => (true, true),
            _ => return Err(row.error(format!("no such place of a title: {place}"))),
        };
        let kind = row.entity_type(kind)?;
        self.titles.add(word, Title { kind, gender, before_name, alone, of_state });
        Ok(())
    }

    fn add_group(&mut self, row: &Row<'_>) -> Result<(), LexiconError> {
        let [noun, number, sort] = row.cells;
        let sort = match sort {
            "armed" => Sort::Armed,
            "state" => Sort::State,
            "civil" => Sort::Civil,
            _ => return Err(row.error(format!("no such sort of people: {sort}"))),
        };
        self.groups.add(noun, Group { people: number == "people", sort });
        Ok(())
    }

    fn add_body(&mut self, row: &Row<'_>) -> Result<(), LexiconError> {
        let [noun, body, kind] = row.cells;
        let kind = row.entity_type(kind)?;
        let known = self.body_names.iter().position(|name| name == body);
        let index = known.unwrap_or_else(|| {
            self.body_names.push(body.to_owned());
            self.body_names.len() - 1
        });
        self.bodies.add(noun, (index as u32, kind));
        Ok(())
    }

    fn add_surroundings(&mut self, row: &Row<'_>) -> Result<(), LexiconError> {
        let [place, word, scores] = row.cells;
        let place = match place {
            "preposition" => Place::Preposition,
            "of" => Place::Of,
            "possessed" => Place::Possessed,
            "modified" => Place::Modified,
            "subject" => Place::Subject,
            "object" => Place::Object,
            "before" => Place::Before,
            _ => return Err(row.error(format!("no such place beside a name: {place}"))),
        };
        let mut all = Vec::new();
        for score in scores.split_whitespace() {
            all.extend(row.scores(score)?);
        }
        self.surroundings.entry(place).or_default().insert(word.to_owned(), all);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_tables_can_be_read() {
        let lexicon = Lexicon::shipped();
        assert!(lexicon.none.contains("monday"));
    }

    #[test]
    fn a_bad_row_is_named_by_table_and_line() {
        let error = Lexicon::read("# head\nfirst\tArmy\tLiwa\n", "", "", "", "").unwrap_err();
        assert_eq!(error.to_string(), "types.tsv:2: no such type: Army");
    }
}
