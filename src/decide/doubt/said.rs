//! Who is spoken of, how often, and in which words.

use std::collections::{BTreeMap, BTreeSet};

use super::Side;
use crate::model::{Claim, Reading};

/// How many words of reports are shown for each side.
const QUOTES: usize = 2;

/// Among how many claims these are looked for.
const NEAR: usize = 16;

/// What readings say, by the addresses of entities and claims.
pub(super) struct Said<'r> {
    /// The claims about each entity or by its word.
    entities: BTreeMap<&'r str, Vec<(&'r Reading, &'r Claim)>>,
    claims: BTreeMap<&'r str, (&'r Reading, &'r Claim)>,
}

impl<'r> Said<'r> {
    /// What counts of all readings.
    pub(super) fn of(readings: &'r [Reading]) -> Said<'r> {
        let mut said = Said { entities: BTreeMap::new(), claims: BTreeMap::new() };
        for reading in readings {
            let document = &reading.document;
            let entities = document.entities.iter();
            let by_key: BTreeMap<&str, &str> =
                entities.filter_map(|it| Some((it.key.as_str(), it.iri.as_deref()?))).collect();
            let tellers = document.tellers.iter();
            let tellers: BTreeMap<&String, &str> =
                tellers.filter_map(|it| Some((&it.key, it.iri.as_deref()?))).collect();
            for claim in document.claims.iter().filter(|claim| claim.counts()) {
                let ends = std::iter::once(&claim.subject).chain(&claim.object);
                let tellers = claim.attribution.iter().filter_map(|link| tellers.get(&link.key()));
                let ends = ends.filter_map(|key| by_key.get(key.as_str()));
                let about: BTreeSet<&str> = ends.chain(tellers).copied().collect();
                for iri in about {
                    said.entities.entry(iri).or_default().push((reading, claim));
                }
                if let Some(iri) = &claim.iri {
                    said.claims.insert(iri, (reading, claim));
                }
            }
        }
        said
    }

    /// How many claims are about an entity or by its word.
    pub(super) fn count(&self, entity: &str) -> usize {
        self.entities.get(entity).map_or(0, Vec::len)
    }

    /// How surely a claim was read, where somebody has weighed it and nobody judged it; none for further
    /// tellings.
    pub(super) fn confidence(&self, claim: &str) -> Option<f64> {
        let (_, claim) = self.claims.get(claim)?;
        claim.confidence.filter(|_| claim.verdict.is_none())
    }

    pub(super) fn entity(&self, iri: &str, name: &str, kind: &str) -> Side {
        let claims = self.entities.get(iri).map_or(&[][..], Vec::as_slice);
        let mut quotes: Vec<String> = Vec::new();
        for quote in claims.iter().take(NEAR).map(|(reading, claim)| quote(reading, claim)) {
            if quotes.len() < QUOTES && !quotes.contains(&quote) {
                quotes.push(quote);
            }
        }
        Side {
            iri: iri.to_owned(),
            name: name.to_owned(),
            kind: kind.to_owned(),
            claims: claims.len(),
            quotes,
        }
    }

    /// A claim; none for further tellings.
    pub(super) fn claim(&self, iri: &str) -> Option<Side> {
        let (reading, claim) = self.claims.get(iri)?;
        let entities = &reading.document.entities;
        let name = |key: &String| {
            let entity = entities.iter().find(|entity| entity.key == *key);
            entity.map_or_else(|| key.clone(), |entity| entity.name.clone())
        };
        let object = claim.object.as_ref().map(name).unwrap_or_default();
        let denied = if claim.polarity == crate::model::Polarity::Denied { "NOT " } else { "" };
        let says = format!("{} {denied}{} {object}", name(&claim.subject), claim.relation);
        let sure = claim.confidence.map(|sure| format!("read rightly with probability {sure:.2}"));
        Some(Side {
            iri: iri.to_owned(),
            name: says.trim_end().to_owned(),
            kind: sure.unwrap_or_default(),
            claims: 1,
            quotes: vec![quote(reading, claim)],
        })
    }
}

/// The sentence with the words that show a claim between brackets, and its report.
fn quote(reading: &Reading, claim: &Claim) -> String {
    let document = &reading.document;
    let known = [&document.publisher, &document.published].into_iter().flatten();
    let known: Vec<&str> = known.map(String::as_str).collect();
    let report = if known.is_empty() { document.id.clone() } else { known.join(" ") };
    let place = claim.start.zip(claim.end).filter(|(start, end)| start < end);
    let sentence = place.and_then(|(start, end)| sentence(&reading.text, start, end));
    format!("“{}” ({report})", sentence.as_deref().unwrap_or(&claim.quote))
}

/// What stands around the quoted words up to the ends of the sentence, as far as a full stop or a new
/// line shows them; places are in code points.
fn sentence(text: &str, start: usize, end: usize) -> Option<String> {
    let byte = |place: usize| {
        let mut places = text.char_indices().map(|(byte, _)| byte).chain([text.len()]);
        places.nth(place)
    };
    let (before, after) = (&text[..byte(start)?], &text[byte(end)?..]);
    let quote = &text[before.len()..text.len() - after.len()];
    let begin = [". ", ".” ", "? ", "! ", "\n"]
        .iter()
        .filter_map(|stop| Some(before.rfind(stop)? + stop.len()))
        .max()
        .unwrap_or(0);
    let is_stop = |(place, c): (usize, char)| {
        let next = after[place + c.len_utf8()..].chars().next();
        match c {
            '\n' => Some(place),
            '.' | '?' | '!' if next.is_none_or(|c| c.is_whitespace() || c == '”') => {
                Some(place + 1)
            }
            _ => None,
        }
    };
    // A quote that has its full stop is the whole of it.
    let is_whole = quote.ends_with(['.', '?', '!']);
    let stop =
        if is_whole { 0 } else { after.char_indices().find_map(is_stop).unwrap_or(after.len()) };
    let (before, after) = (&before[begin..], &after[..stop]);
    Some(format!("{}⟦{quote}⟧{}", before.trim_start(), after.trim_end()))
}

#[cfg(test)]
mod tests {
    use super::sentence;

    #[test]
    fn a_quote_is_shown_in_its_sentence() {
        let text =
            "It rained. Señor Adil said that no one had crossed, at 3.30 p.m. He left.\nNext";
        let place = |words: &str| text[..text.find(words).expect("there")].chars().count();
        let shown = |words: &str| {
            sentence(text, place(words), place(words) + words.chars().count()).expect("in the text")
        };
        assert_eq!(
            shown("no one had crossed"),
            "Señor Adil said that ⟦no one had crossed⟧, at 3.30 p.m."
        );
        assert_eq!(shown("He left."), "⟦He left.⟧");
        assert_eq!(shown("It rained"), "⟦It rained⟧.");
        assert_eq!(shown("Next"), "⟦Next⟧");
        assert_eq!(sentence(text, 5, 1000), None);
    }
}
