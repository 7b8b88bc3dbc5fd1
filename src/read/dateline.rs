//! Reads datelines: `BAGHDAD, Jan 6 (Reuters) -` says who published a report, and when.

use super::date::{self, Day};

/// What a dateline says: at least one of the two is there.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Dateline {
    pub(super) agency: Option<String>,
    pub(super) day: Option<Day>,
}

/// Bytes of a line in which its dateline ends.
const LONGEST: usize = 120;

/// The dateline with which a line begins.
///
/// Reads `BAGHDAD/DUBAI, Jan 7 (Reuters) - About`, `SANAA (AP) — The`, `NEW DELHI, Oct 31 (PTI)
/// Indian`, `BASRA, Jan 14 2026 — Iraqi`. Leaves `Hashd al-Shaabi (PMF) - an umbrella` alone, which
/// could be any apposition, and `September 27, 2020 - Azerbaijan`, an entry of a timeline.
pub(super) fn parse(line: &str) -> Option<Dateline> {
    let end = (0..=LONGEST.min(line.len())).rev().find(|end| line.is_char_boundary(*end))?;
    let start = &line[..end];
    let parentheses = start.match_indices('(').filter_map(|(open, _)| {
        let (agency, after) = start[open + 1..].split_once(')')?;
        with_agency(start[..open].trim(), agency.trim(), after.trim_start())
    });
    parentheses.into_iter().next().or_else(|| without_agency(start))
}

fn with_agency(head: &str, agency: &str, after: &str) -> Option<Dateline> {
    let (place, day) = split(head);
    let dashed = dash(after.trim_start_matches('.'));
    // Indian agencies do without the dash; the day then says that this is a dateline.
    if !is_agency(agency) || !(dashed || day.is_some() && is_capital(place)) {
        return None;
    }
    let named = is_capital(place) || agency.contains('.') || (day.is_some() && is_place(place));
    (named || (place.is_empty() && dashed))
        .then(|| Dateline { agency: Some(agency.to_owned()), day })
}

fn without_agency(start: &str) -> Option<Dateline> {
    let ends = start.char_indices().filter(|(at, c)| {
        let rest = &start[at + c.len_utf8()..];
        matches!(c, '–' | '—') || (matches!(c, '-' | '.' | ':') && rest.starts_with([' ', '-']))
    });
    let heads = ends.map(|(at, _)| start[..at].trim());
    // "BEIRUT, Dec. 2 — Iran-backed" ends at the dash, not at the abbreviation.
    let heads = heads.chain((start.len() < LONGEST).then(|| start.trim()));
    heads.filter_map(dated).next_back()
}

fn dated(head: &str) -> Option<Dateline> {
    let (place, day) = split(head);
    (is_place(place) && day.is_some()).then_some(Dateline { agency: None, day })
}

/// The place and the day of `BEIRUT, Lebanon, Dec. 2, 2024`.
fn split(head: &str) -> (&str, Option<Day>) {
    let commas = head.match_indices(',').map(|(at, _)| (&head[..at], &head[at + 1..]));
    let splits = std::iter::once(("", head)).chain(commas);
    let dated = splits.filter_map(|(place, rest)| Some((place, date::day(rest)?))).next();
    dated.map_or((head, None), |(place, day)| (place.trim(), Some(day)))
}

/// `PORT-AU-PRINCE`, `SURIN, Thailand`, `QAYYARAH (Iraq)`: the first word is in capitals.
fn is_capital(place: &str) -> bool {
    let first = place.split([' ', ',', '/']).next().unwrap_or_default();
    let letters = first.chars().filter(|c| c.is_alphabetic());
    letters.clone().count() >= 2 && letters.clone().all(char::is_uppercase) && is_place(place)
}

/// A few words with capital letters.
fn is_place(place: &str) -> bool {
    const SMALL: [&str; 8] = ["al", "as", "de", "el", "la", "of", "on", "the"];
    let words = place.split(|c: char| !c.is_alphanumeric() && !"'’ʿʾ.".contains(c));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let is_name = |word: &&str| SMALL.contains(word) || word.starts_with(char::is_uppercase);
    !words.is_empty() && words.len() <= 7 && words.iter().all(is_name)
}

/// One to three words that are not a day: `(Wednesday)`, `(20 March 2025)` name no agency.
fn is_agency(text: &str) -> bool {
    let words = text.split_whitespace().count();
    let starts_well = text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let is_weekday = text.to_ascii_lowercase().ends_with("day");
    let is_dated = text.split_whitespace().any(|word| word.parse::<u32>().is_ok());
    (1..=3).contains(&words) && starts_well && !is_weekday && !is_dated && text.len() <= 40
}

fn dash(text: &str) -> bool {
    text.starts_with(['-', '–', '—', '―'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agencies_and_days_are_read() {
        for (line, agency, day) in [
            ("BAGHDAD, Jan 6 (Reuters) - Iraqi", "Reuters", Some((None, 1, 6))),
            ("BAGHDAD/DUBAI, Jan 7 (Reuters) - About", "Reuters", Some((None, 1, 7))),
            ("SANAA (AP) — The", "AP", None),
            ("SURIN, Thailand (AP) — Ar", "AP", None),
            ("KYIV, Ukraine, Nov 21, 2025 (AFP) - Ukraine", "AFP", Some((Some(2025), 11, 21))),
            ("QAYYARAH (Iraq), Oct 30, 2016 (AFP) - Iraq", "AFP", Some((Some(2016), 10, 30))),
            ("ANKARA, Feb. 29 (Xinhua) -- A", "Xinhua", Some((None, 2, 29))),
            ("NEW DELHI, Oct 31 (PTI) Indian", "PTI", Some((None, 10, 31))),
            ("Bogotá, Jan 21 (EFE).- The", "EFE", Some((None, 1, 21))),
            ("Baghdad (IraqiNews.com) – A", "IraqiNews.com", None),
            ("Jan 6 (Reuters) - Iraqi", "Reuters", Some((None, 1, 6))),
            ("(Reuters) - Iraqi", "Reuters", None),
            ("BASRA, Jan 14 2026 — Iraqi", "", Some((Some(2026), 1, 14))),
            ("BEIRUT, Dec. 2 — Iran-backed", "", Some((None, 12, 2))),
            ("PESHAWAR, March 4, 2025 - Guards", "", Some((Some(2025), 3, 4))),
            ("YEREVAN, 19 January. Toivo", "", Some((None, 1, 19))),
            ("Bishkek, 17 September 2022", "", Some((Some(2022), 9, 17))),
        ] {
            let read = parse(line).unwrap_or_else(|| panic!("{line}"));
            let found = read.day.map(|day| (day.year, day.month, day.day));
            assert_eq!((read.agency.unwrap_or_default().as_str(), found), (agency, day), "{line}");
        }
    }

    #[test]
    fn other_beginnings_are_left_alone() {
        for line in [
            "",
            "Hashd al-Shaabi (PMF) - an umbrella of militias",
            "The IRGC (Islamic Revolutionary Guard Corps) - a force",
            "September 27, 2020 - Azerbaijan attacks",
            "May 28 — Second Lieutenant Suon Roun dies",
            "CHOMAN — It began with a pass. On 14 March, with the snow still deep",
            "MANDERA, Wednesday — Quarry workers",
            "SANA'A, 20 Ramadan 1446 AH (20 March 2025) - In the name",
            "Fighters crossed on January 6, 2026 - nobody stopped them",
        ] {
            assert_eq!(parse(line), None, "{line}");
        }
    }
}
