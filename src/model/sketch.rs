//! Sketches of sentences and quotations: a few numbers by which copied words are found again without
//! comparing each text with each.
//!
//! A sentence is the set of its runs of three words (shingles); its sketch holds, for each of twelve
//! hash functions, the least hash of them (MinHash, A. Broder, "On the resemblance and containment of
//! documents", 1997). Two sketches agree in about that share of places which the sets have in common.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// How many hash functions there are.
pub const PLACES: usize = 12;

/// What is left of a sentence or a quotation to find its copies by.
///
/// In JSON and RDF it is a word of hexadecimal digits: four for each place, then the number of words,
/// and a `q` at the end of what is quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sketch {
    /// Sixteen bits of the least hash of its shingles, for each hash function.
    pub least: [u16; PLACES],
    /// How many words it has.
    pub words: u16,
    /// Whether it stands between quotation marks.
    pub is_quoted: bool,
}

/// Sentences with fewer words say too little to show a copy.
const LEAST_WORDS: usize = 9;

/// Quotations with fewer words are what anybody may have heard.
const LEAST_QUOTED: usize = 7;

/// The sketches of all sentences and quotations of a text that are long enough, sorted, each once.
pub fn sketches(text: &str) -> Vec<Sketch> {
    let sentences = sentences(text).filter_map(|sentence| sketch(sentence, LEAST_WORDS, false));
    let quotations = quotations(text).filter_map(|words| sketch(words, LEAST_QUOTED, true));
    let mut sketches: Vec<Sketch> = sentences.chain(quotations).collect();
    sketches.sort_unstable();
    sketches.dedup_by(|a, b| a.least == b.least);
    sketches
}

impl Sketch {
    /// Whether two sketches are of nearly the same words.
    pub fn is_alike(&self, other: &Sketch) -> bool {
        let same = self.least.iter().zip(&other.least).filter(|(a, b)| a == b).count();
        same * 4 >= PLACES * 3
    }

    /// The sketch that [`to_string`](ToString::to_string) wrote.
    pub fn parse(text: &str) -> Option<Sketch> {
        let digits = text.strip_suffix('q');
        let is_quoted = digits.is_some();
        let digits = digits.unwrap_or(text);
        let (places, words) = digits.split_at_checked(PLACES * 4)?;
        let mut least = [0; PLACES];
        for (place, value) in least.iter_mut().enumerate() {
            *value = u16::from_str_radix(places.get(place * 4..place * 4 + 4)?, 16).ok()?;
        }
        Some(Sketch { least, words: u16::from_str_radix(words, 16).ok()?, is_quoted })
    }
}

impl fmt::Display for Sketch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.least.iter().try_for_each(|place| write!(f, "{place:04x}"))?;
        write!(f, "{:x}{}", self.words, if self.is_quoted { "q" } else { "" })
    }
}

impl Serialize for Sketch {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Sketch {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Sketch, D::Error> {
        let text = String::deserialize(deserializer)?;
        Sketch::parse(&text).ok_or_else(|| de::Error::custom(format!("`{text}` is no sketch")))
    }
}

fn sketch(text: &str, least_words: usize, is_quoted: bool) -> Option<Sketch> {
    let words: Vec<u64> = words(text).map(|word| hash(word.as_bytes())).collect();
    if words.len() < least_words {
        return None;
    }
    let shingles = words
        .windows(3)
        .map(|run| run.iter().fold(0, |mixed: u64, word| mix(mixed.rotate_left(21) ^ word)));
    let mut least = [u16::MAX; PLACES];
    let mut best = [u64::MAX; PLACES];
    for shingle in shingles {
        for (place, best) in best.iter_mut().enumerate() {
            let value = mix(shingle ^ SEEDS[place]);
            if value < *best {
                *best = value;
                least[place] = (value >> 7) as u16;
            }
        }
    }
    Some(Sketch { least, words: u16::try_from(words.len()).unwrap_or(u16::MAX), is_quoted })
}

/// The sentences of a text, cut where a full stop, question mark or line break is; for finding copies it
/// does not matter that "Dec. 2" is cut, since it is cut alike everywhere.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split(['.', '?', '!', '\n', ':', ';']).map(str::trim).filter(|part| !part.is_empty())
}

/// What stands between quotation marks.
fn quotations(text: &str) -> impl Iterator<Item = &str> {
    let curly =
        text.split('“').skip(1).filter_map(|rest| rest.split_once('”').map(|(quoted, _)| quoted));
    let straight = text.split('\n').flat_map(|line| line.split('"').skip(1).step_by(2));
    curly.chain(straight)
}

/// Words in lower case, without what is no letter or digit.
fn words(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’');
    let plain = words.map(|word| word.trim_matches(['\'', '’']).to_lowercase());
    plain.filter(|word| !word.is_empty())
}

/// FNV-1a (<http://www.isthe.com/chongo/tech/comp/fnv/>): the same on every machine.
fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The finalizer of SplitMix64 (<https://prng.di.unimi.it/splitmix64.c>).
fn mix(mut value: u64) -> u64 {
    value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

/// One number for each hash function: the multiples of the golden ratio.
const SEEDS: [u64; PLACES] = {
    let mut seeds = [0; PLACES];
    let mut place = 0;
    while place < PLACES {
        seeds[place] = (place as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        place += 1;
    }
    seeds
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copied_sentence_is_found_however_it_is_spelt_and_another_is_not() {
        let one =
            sketches("The two men crossed the river at night on a raft of oil drums, he said.");
        let copy =
            sketches("“The two men crossed the river at night on a raft of oil drums”, He said");
        let other =
            sketches("The three men crossed a street at noon in a car full of oil, she added.");
        assert_eq!(one.len(), 1);
        assert!(copy.iter().any(|copy| copy.is_alike(&one[0])));
        assert!(!other.iter().any(|other| other.is_alike(&one[0])));
    }

    #[test]
    fn a_quotation_of_one_line_counts_by_itself() {
        let all = sketches("He said \"nobody will stay in the desert this winter\" then.");
        assert!(all.iter().any(|sketch| sketch.is_quoted && sketch.words == 8));
        assert!(sketches("Ja. Nein.").is_empty());
    }

    #[test]
    fn a_sketch_is_read_as_it_is_written() {
        let all = sketches("He said \"nobody will stay in the desert this winter\" then.");
        for sketch in &all {
            assert_eq!(Sketch::parse(&sketch.to_string()).as_ref(), Some(sketch));
        }
        assert!(all.len() == 2 && Sketch::parse("é00").is_none());
    }
}
