//! What a name may mean, and how strongly.

use super::compile::{CUT, DEMONYM, HAZARD};
use super::row::Row;

/// One thing that a name may mean.
#[derive(Debug, Clone)]
pub struct Candidate<'g> {
    /// The thing.
    pub row: Row<'g>,
    /// Which of its names matched, as the gazetteer writes it.
    pub alias: &'g str,
    /// How the two names are equal.
    pub tier: Tier,
    /// Whether the name is of a kind that needs context: an English word, a short acronym, a name of several things.
    pub hazard: bool,
    /// Whether the name is an adjective of the country, such as "Iraqi".
    pub demonym: bool,
    /// How likely it is meant before the context is known, from 0 to 1.
    pub score: f32,
}

/// How a surface and an alias are equal, the closest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// Letter by letter.
    Exact,
    /// But for case, marks, apostrophes, hyphens and articles.
    Folded,
    /// But for a word that says what it is: "Kursk region", "the city of Basra".
    Described,
    /// As another transliteration: "Ketaib Hezbollah".
    Sound,
}

impl<'g> Candidate<'g> {
    pub(crate) fn new(
        row: Row<'g>,
        alias: &'g str,
        tier: Tier,
        flags: u32,
        likeness: f32,
    ) -> Candidate<'g> {
        let (hazard, demonym) = (flags & HAZARD != 0, flags & DEMONYM != 0);
        let trust = match tier {
            Tier::Exact => 1.0,
            Tier::Folded => 0.97,
            Tier::Described => 0.9,
            Tier::Sound => 0.6 * likeness,
        };
        let doubt = [(hazard, 0.8), (flags & CUT != 0, 0.85)]
            .into_iter()
            .filter(|(holds, _)| *holds)
            .fold(1.0, |all, (_, one)| all * one);
        Candidate { row, alias, tier, hazard, demonym, score: prior(row) * trust * doubt }
    }
}

/// How often such a thing is in the news: countries and large cities before villages.
fn prior(row: Row<'_>) -> f32 {
    match row.kind() {
        "Country" => 1.0,
        "City" => {
            row.population().map_or(0.3, |people| 0.3 + 0.08 * (people.max(1) as f32).log10())
        }
        "Province" if row.source().contains("general knowledge") => 0.78,
        "Province" => 0.7,
        "Region" => 0.78,
        "BorderCrossing" | "Base" => 0.7,
        "Site" => 0.65,
        _ if row.source().starts_with("Phoenix") => 0.5,
        "Official" | "Person" => 0.85,
        _ => 0.9,
    }
}

/// Whether a surface is written as the alias asks: an acronym in capitals, a name with its capital.
pub(crate) fn is_cased(surface: &str, alias: &str) -> bool {
    let capitals = |text: &str| text.chars().filter(|c| c.is_uppercase()).count();
    let letters = alias.chars().filter(|c| c.is_alphanumeric()).count();
    let wanted = capitals(alias);
    if letters <= 4 && wanted >= 2 {
        return capitals(surface) >= wanted;
    }
    true
}

/// Whether a surface begins with a capital where the alias does, articles aside; scripts without case always do.
pub(crate) fn is_named(surface: &str, alias: &str) -> bool {
    first_capital(surface) || !first_capital(alias)
}

fn first_capital(text: &str) -> bool {
    let mut words = text
        .split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .filter(|word| !word.is_empty());
    let first = words.find(|word| {
        !matches!(
            word.to_lowercase().as_str(),
            "the" | "al" | "el" | "as" | "ash" | "ad" | "an" | "ar" | "at" | "az" | "de" | "la"
        )
    });
    let first = first.unwrap_or(text).trim_start_matches(|c: char| !c.is_alphanumeric());
    first.chars().next().is_some_and(|c| c.is_uppercase() || !c.is_lowercase())
}
