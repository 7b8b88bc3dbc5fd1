//! What the gazetteer knows of the words of a text.

use std::ops::Range;

use super::EntityType;
use super::words::Words;
use crate::gazetteer::{Gazetteer, Row, Tier};

/// The gazetteer, asked about stretches of a text.
pub(crate) struct Known<'a> {
    gazetteer: &'a Gazetteer,
}

/// A record that bears a name.
#[derive(Debug, Clone)]
pub(crate) struct Candidate {
    pub(crate) id: String,
    pub(crate) kind: EntityType,
    /// How likely it is meant among those of the same name.
    pub(crate) weight: f32,
}

/// So many records of one name are looked at.
const MOST: usize = 8;
/// A record whose name only sounds alike must be at least so likely.
const SOUNDS: f32 = 0.45;

impl<'a> Known<'a> {
    pub(crate) fn new(gazetteer: &'a Gazetteer) -> Known<'a> {
        Known { gazetteer }
    }

    /// How many tokens the longest known name at the front of a stretch has.
    pub(crate) fn longest(&self, words: &Words<'_>, tokens: Range<usize>) -> Option<usize> {
        let found = self.at(words, tokens)?;
        found.candidates.iter().any(|candidate| !candidate.demonym).then_some(found.tokens.len())
    }

    /// The records that a stretch names.
    pub(crate) fn candidates(&self, words: &Words<'_>, tokens: Range<usize>) -> Vec<Candidate> {
        self.named(&words.joined(tokens))
    }

    /// The records that bear a name.
    pub(crate) fn named(&self, name: &str) -> Vec<Candidate> {
        let several = name.contains(' ');
        let sure = |tier: Tier, score: f32| tier != Tier::Sound || several && score > SOUNDS;
        let found = self.gazetteer.candidates(name);
        let found = found.filter(|found| !found.demonym && sure(found.tier, found.score));
        let candidate = |found: crate::gazetteer::Candidate<'_>| Candidate {
            id: found.row.id().to_owned(),
            kind: kind(found.row),
            weight: found.score,
        };
        found.take(MOST).map(candidate).collect()
    }

    /// How many tokens the adjective or name of a nation at the front of a stretch has.
    pub(crate) fn nation(&self, words: &Words<'_>, tokens: Range<usize>) -> Option<usize> {
        let found = self.at(words, tokens)?;
        let nation = found
            .candidates
            .iter()
            .any(|found| found.demonym || kind(found.row) == EntityType::Country);
        nation.then_some(found.tokens.len())
    }

    /// The country that a demonym or a country's name means, by id; the largest of several.
    pub(crate) fn nation_of(&self, name: &str) -> Option<&'a str> {
        let found = self.gazetteer.candidates(name);
        let exact = found.filter(|found| matches!(found.tier, Tier::Exact | Tier::Folded));
        let nations = exact.filter(|found| found.demonym || kind(found.row) == EntityType::Country);
        Some(nations.map(|found| found.row).max_by_key(|row| row.population())?.id())
    }

    /// Whether a stretch is an adjective of a nation, not its name.
    pub(crate) fn is_demonym(&self, words: &Words<'_>, tokens: Range<usize>) -> bool {
        self.gazetteer.candidates(&words.joined(tokens)).next().is_some_and(|first| first.demonym)
    }

    pub(crate) fn name(&self, id: &str) -> Option<&'a str> {
        Some(self.gazetteer.row(id)?.name())
    }

    /// The other names of a record that are written in Latin letters.
    pub(crate) fn aliases(&self, id: &str) -> impl Iterator<Item = &'a str> {
        let row = self.gazetteer.row(id);
        row.into_iter().flat_map(Row::aliases).filter(|alias| is_latin(alias))
    }

    pub(crate) fn kind(&self, id: &str) -> Option<EntityType> {
        Some(kind(self.gazetteer.row(id)?))
    }

    /// The type of a record as the gazetteer has it, which may be one that only a user knows.
    pub(crate) fn kind_name(&self, id: &str) -> Option<&'a str> {
        Some(self.gazetteer.row(id)?.kind())
    }

    /// The adjective of a country: "Iraqi".
    pub(crate) fn demonym(&self, id: &str) -> Option<&'a str> {
        self.gazetteer.row(id)?.demonyms().find(|demonym| is_latin(demonym))
    }

    /// The country whose capital a name is.
    pub(crate) fn capital_of(&self, name: &str) -> Option<&'a str> {
        Some(self.gazetteer.country_of_capital(name)?.id())
    }

    /// The capital of a country, by id.
    pub(crate) fn capital(&self, country: &str) -> Option<&'a str> {
        self.gazetteer.row(country)?.capital()
    }

    /// The country that something belongs to, by id.
    pub(crate) fn country(&self, id: &str) -> Option<&'a str> {
        Some(self.gazetteer.country_of(self.gazetteer.row(id)?)?.id())
    }

    /// Who holds an office on a day (`2026-01-08`), by id: "Iran's foreign minister".
    pub(crate) fn holder(&self, title: &str, day: &str) -> Option<String> {
        Some(self.gazetteer.office_holder(title, day)?.id().to_owned())
    }

    /// The longest known name at the front of a stretch that does not reach behind it.
    fn at(&self, words: &Words<'_>, tokens: Range<usize>) -> Option<crate::gazetteer::Match<'a>> {
        if tokens.is_empty() {
            return None;
        }
        let text = words.annotation().text();
        self.gazetteer.longest_match(text, &words.spans()[..tokens.end], tokens.start)
    }
}

/// The type of a record; what only a user knows counts as the nearest that we know.
fn kind(row: Row<'_>) -> EntityType {
    EntityType::named(row.kind()).unwrap_or(match row.position() {
        Some(_) => EntityType::Site,
        None => EntityType::Organization,
    })
}

/// Whether a name has letters of Latin script only.
fn is_latin(name: &str) -> bool {
    let latin = |letter: char| matches!(letter as u32, 0..0x250 | 0x1E00..0x1F00);
    name.chars().filter(|letter| letter.is_alphabetic()).all(latin)
}
