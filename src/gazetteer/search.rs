//! Looks names up: a whole surface, or the longest name at a place in a text.

use std::ops::Range;

use fst::raw::Output;

use super::Gazetteer;
use super::candidate::{Candidate, Tier, is_cased, is_named};
use super::compile::DEMONYM;
use super::descriptors;
use super::fold::{Words, fold};
use super::row::Row;
use super::sound::{likeness, skeleton};
use super::table::{Posting, Table};

/// A name found in a text.
#[derive(Debug, Clone)]
pub struct Match<'g> {
    /// The tokens that it covers.
    pub tokens: Range<usize>,
    /// What it may mean, the likeliest first; never empty.
    pub candidates: Vec<Candidate<'g>>,
}

/// How many tokens a name may have.
const LONGEST: usize = 16;
/// Spellings less alike than this are not one name.
const ALIKE: f32 = 0.62;

impl Gazetteer {
    /// Everything that a surface may mean, the likeliest first.
    ///
    /// Case, marks, apostrophes, hyphens and articles do not matter, but an acronym of four letters or
    /// fewer must be in capitals. Only where nothing has the name are words for the kind taken off
    /// ("Kursk region") and other transliterations tried ("Ketaib Hezbollah").
    pub fn candidates(&self, surface: &str) -> impl Iterator<Item = Candidate<'_>> {
        let folded = fold(surface);
        let mut found = self.named(surface, &folded);
        if found.is_empty()
            && let Some(cut) = folded.strip_prefix("al ")
        {
            found = self.named(surface, cut);
        }
        if found.is_empty() {
            found = self.described(surface);
        }
        if found.is_empty() {
            found = self.sounding(&folded);
        }
        ranked(found).into_iter()
    }

    /// The longest name that begins with the token `at`, given a text and the byte ranges of its tokens.
    ///
    /// Hyphens and apostrophes may be tokens or parts of tokens. A name must have its capital here:
    /// "mission" is not the town of Mission. A word for its kind belongs to it: "Diyala province".
    pub fn longest_match(
        &self,
        text: &str,
        tokens: &[Range<usize>],
        at: usize,
    ) -> Option<Match<'_>> {
        let window = &tokens[at..tokens.len().min(at + LONGEST)];
        let start = window.first()?.start;
        let mut ends = Vec::new();
        for (layer, table) in self.tables.iter().enumerate() {
            walk(table, &text[start..window.last()?.end], start, window, |last, offset| {
                ends.push((last, layer, offset));
            });
        }
        ends.sort_unstable_by(|a, b| b.cmp(a));
        let mut rest = ends.as_slice();
        while let Some(&(last, ..)) = rest.first() {
            let (same, shorter) =
                rest.split_at(rest.iter().take_while(|end| end.0 == last).count());
            let surface = &text[start..window[last].end];
            let postings =
                same.iter().flat_map(|&(_, layer, offset)| self.uses(&self.tables[layer], offset));
            let found = postings
                .filter_map(|(row, posting)| candidate(row, posting, surface))
                .filter(|found| is_named(surface, found.alias));
            let found: Vec<_> = found.collect();
            if !found.is_empty() {
                return Some(self.with_descriptor(text, tokens, at..at + last + 1, ranked(found)));
            }
            rest = shorter;
        }
        None
    }

    /// Rows that bear a folded name.
    fn named(&self, surface: &str, folded: &str) -> Vec<Candidate<'_>> {
        let offsets =
            self.tables.iter().filter_map(|table| Some((table, table.names.get(folded)?)));
        offsets
            .flat_map(|(table, offset)| self.uses(table, offset))
            .filter_map(|(row, posting)| candidate(row, posting, surface))
            .collect()
    }

    /// "Kursk region": provinces and regions that are called Kursk.
    fn described(&self, surface: &str) -> Vec<Candidate<'_>> {
        let Some((core, kinds)) = descriptors::strip(surface) else { return Vec::new() };
        let mut found = self.named(core, &fold(core));
        found.retain(|candidate| {
            !candidate.demonym && kinds.iter().any(|kind| kind == candidate.row.kind())
        });
        found
            .into_iter()
            .map(|found| {
                Candidate::new(
                    found.row,
                    found.alias,
                    Tier::Described,
                    u32::from(found.hazard),
                    1.0,
                )
            })
            .collect()
    }

    /// Rows with a name that sounds like this one.
    fn sounding(&self, folded: &str) -> Vec<Candidate<'_>> {
        let skeleton = skeleton(folded);
        if skeleton.len() < 2 || !folded.is_ascii() {
            return Vec::new();
        }
        let offsets =
            self.tables.iter().filter_map(|table| Some((table, table.sounds.get(&skeleton)?)));
        let uses = offsets.flat_map(|(table, offset)| self.uses(table, offset));
        let found = uses.filter_map(|(row, posting)| {
            let alias = name_of(row, posting);
            let alike = likeness(folded, &fold(alias));
            (alike >= ALIKE).then(|| Candidate::new(row, alias, Tier::Sound, posting.flags, alike))
        });
        found.collect()
    }

    /// The uses of a name in one table, without rows that a later table replaces.
    fn uses<'g>(
        &'g self,
        table: &'g Table,
        offset: u64,
    ) -> impl Iterator<Item = (Row<'g>, Posting)> {
        let alone = self.tables.len() == 1;
        let uses = table
            .postings(offset)
            .map(move |posting| (Row { table, number: posting.row }, posting));
        uses.filter(move |(row, _)| alone || self.row(row.id()) == Some(*row))
    }

    /// Takes in the word behind a name, if it says the kind of something that the name may mean.
    fn with_descriptor<'g>(
        &'g self,
        text: &str,
        tokens: &[Range<usize>],
        found: Range<usize>,
        candidates: Vec<Candidate<'g>>,
    ) -> Match<'g> {
        let plain = Match { tokens: found.clone(), candidates };
        let Some(next) = tokens.get(found.end) else { return plain };
        let Some(kinds) = descriptors::kinds(&text[next.clone()]) else { return plain };
        let fits = |candidate: &&Candidate<'g>| {
            !candidate.demonym && kinds.iter().any(|kind| kind == candidate.row.kind())
        };
        let described: Vec<_> = plain.candidates.iter().filter(fits).cloned().collect();
        if described.is_empty() {
            plain
        } else {
            Match { tokens: found.start..found.end + 1, candidates: described }
        }
    }
}

/// The names at the front of a text: each is told as the token that it ends with and where its uses are.
fn walk(
    table: &Table,
    text: &str,
    start: usize,
    tokens: &[Range<usize>],
    mut found: impl FnMut(usize, u64),
) {
    let names = table.names.as_fst();
    let (mut node, mut output) = (names.root(), Output::zero());
    let mut token = 0;
    for (number, word) in Words::new(text).enumerate() {
        if number == 0 && word.start > 0 {
            return;
        }
        let mut end = |at: usize, node: &fst::raw::Node<'_>, output: Output| {
            while token + 1 < tokens.len() && tokens[token].end < start + at {
                token += 1;
            }
            let rest = text.get(at..tokens[token].end - start);
            if node.is_final() && rest.is_some_and(|rest| !rest.contains(char::is_alphanumeric)) {
                found(token, output.cat(node.final_output()).value());
            }
        };
        let blank = (number > 0).then_some(b' ');
        for (i, byte) in blank.into_iter().chain(word.letters.bytes()).enumerate() {
            if let Some((length, at)) = word.possessed
                && i == length + usize::from(blank.is_some())
            {
                end(at, &node, output);
            }
            let Some(index) = node.find_input(byte) else { return };
            let transition = node.transition(index);
            output = output.cat(transition.out);
            node = names.node(transition.addr);
        }
        end(word.end, &node, output);
    }
}

fn candidate<'g>(row: Row<'g>, posting: Posting, surface: &str) -> Option<Candidate<'g>> {
    let alias = name_of(row, posting);
    let tier = if alias == surface { Tier::Exact } else { Tier::Folded };
    is_cased(surface, alias).then(|| Candidate::new(row, alias, tier, posting.flags, 1.0))
}

/// The name that a posting is of.
fn name_of(row: Row<'_>, posting: Posting) -> &str {
    let name = if posting.flags & DEMONYM != 0 {
        row.demonyms().nth(posting.alias)
    } else if posting.alias == 0 {
        Some(row.name())
    } else {
        row.aliases().nth(posting.alias - 1)
    };
    name.unwrap_or_else(|| row.name())
}

/// The best candidate of each row, the likeliest first.
fn ranked(mut found: Vec<Candidate<'_>>) -> Vec<Candidate<'_>> {
    found.sort_by(|a, b| {
        a.row.id().cmp(b.row.id()).then(a.tier.cmp(&b.tier)).then(b.score.total_cmp(&a.score))
    });
    found.dedup_by(|later, earlier| later.row == earlier.row);
    found.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.row.id().cmp(b.row.id())));
    found
}
