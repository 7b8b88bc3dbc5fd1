//! Which reports have their words from one another, or from one text that neither names.

use jiff::civil::Date;

use super::window::days_between;
use crate::model::{PLACES, Sketch};

/// Words that are in reports further apart are a habit, no copy.
const NEAR_DAYS: u32 = 21;

/// A report, as far as copies are concerned.
#[derive(Debug, Clone, Copy)]
pub(super) struct Text<'t> {
    /// Its sketches.
    pub(super) sketches: &'t [Sketch],
    /// The day on which it was published.
    pub(super) published: Option<Date>,
    /// Who published it: a house's habits are no copies.
    pub(super) publisher: usize,
}

/// For each report those that share words with it, sorted.
pub(super) fn links(texts: &[Text<'_>]) -> Vec<Vec<usize>> {
    let mut pairs = pairs(texts);
    pairs.sort_unstable();
    let mut links = vec![Vec::new(); texts.len()];
    for shared in pairs.chunk_by(|one, other| one.0 == other.0) {
        let (a, b) = shared[0].0;
        if shared.iter().map(|(_, weight)| weight).sum::<usize>() >= ENOUGH {
            links[a].push(b);
            links[b].push(a);
        }
    }
    links.iter_mut().for_each(|linked| linked.sort_unstable());
    links
}

/// One long sentence or quotation is enough, or two shorter ones.
const ENOUGH: usize = 2;

/// Bands of a sketch: three places that must all be the same.
const BAND: usize = 3;

/// Pairs of reports with a sentence in common, and how much it says.
fn pairs(texts: &[Text<'_>]) -> Vec<((usize, usize), usize)> {
    let mut bands: Vec<(u64, u32, u32)> = Vec::new();
    for (report, text) in texts.iter().enumerate() {
        for (number, sketch) in text.sketches.iter().enumerate() {
            for band in 0..PLACES / BAND {
                bands.push((key(sketch, band), report as u32, number as u32));
            }
        }
    }
    bands.sort_unstable();
    let mut found: Vec<(u32, u32, u32)> = Vec::new();
    for bucket in bands.chunk_by(|a, b| a.0 == b.0) {
        in_bucket(bucket, texts, &mut found);
    }
    found.sort_unstable();
    found.dedup();
    let weight = |report: u32, number: u32| {
        let sketch = &texts[report as usize].sketches[number as usize];
        if sketch.words >= 12 || sketch.is_quoted { ENOUGH } else { 1 }
    };
    let pair = |(a, b, number): (u32, u32, u32)| ((a as usize, b as usize), weight(a, number));
    found.into_iter().map(pair).collect()
}

/// How many of the reports before it each report of a bucket is compared with. A wire story that a
/// thousand print links each of them with the ones before it, which is enough to make them one.
const COMPARED: usize = 24;

fn in_bucket(bucket: &[(u64, u32, u32)], texts: &[Text<'_>], found: &mut Vec<(u32, u32, u32)>) {
    if bucket.len() < 2 {
        return;
    }
    let mut members: Vec<(Option<Date>, u32, u32)> = bucket
        .iter()
        .map(|&(_, report, number)| (texts[report as usize].published, report, number))
        .collect();
    members.sort_unstable();
    members.dedup();
    for (place, &(published, report, number)) in members.iter().enumerate() {
        let text = &texts[report as usize];
        for &(day, other, theirs) in members[..place].iter().rev().take(COMPARED) {
            let is_near = days_between(day, published).is_none_or(|days| days <= NEAR_DAYS);
            let same_house = texts[other as usize].publisher == text.publisher;
            if other == report || !is_near || same_house {
                continue;
            }
            let alike = &texts[other as usize].sketches[theirs as usize];
            if text.sketches[number as usize].is_alike(alike) {
                let first =
                    if other < report { (other, report, theirs) } else { (report, other, number) };
                found.push(first);
            }
        }
    }
}

fn key(sketch: &Sketch, band: usize) -> u64 {
    let places = &sketch.least[band * BAND..(band + 1) * BAND];
    places.iter().fold(band as u64, |key, place| (key << 16) | u64::from(*place))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sketches;

    const WIRE: &str =
        "A colonel said that nobody of the convoy would stay in the desert for the winter.";

    fn linked(texts: &[(&str, &str, usize)]) -> Vec<Vec<usize>> {
        let sketches: Vec<Vec<Sketch>> = texts.iter().map(|(text, ..)| sketches(text)).collect();
        let texts: Vec<Text<'_>> = sketches
            .iter()
            .zip(texts)
            .map(|(sketches, (_, day, publisher))| Text {
                sketches,
                published: day.parse().ok(),
                publisher: *publisher,
            })
            .collect();
        links(&texts)
    }

    #[test]
    fn a_sentence_in_two_houses_links_their_reports() {
        let own = format!("Rain fell in the hills. {WIRE} More rain is expected.");
        let found = linked(&[(WIRE, "2026-01-02", 0), (&own, "2026-01-03", 1), ("Rain.", "", 2)]);
        assert_eq!(found, [vec![1], vec![0], vec![]]);
    }

    #[test]
    fn a_house_that_repeats_itself_and_a_habit_of_years_are_no_copies() {
        assert_eq!(
            linked(&[(WIRE, "2026-01-02", 0), (WIRE, "2026-01-03", 0)]),
            [Vec::<usize>::new(), Vec::new()]
        );
        assert_eq!(
            linked(&[(WIRE, "2024-01-02", 0), (WIRE, "2026-01-03", 1)]),
            [Vec::<usize>::new(), Vec::new()]
        );
    }
}
