//! The two hashes on which a spaCy model is built: of strings, and of strings' numbers.

use std::collections::HashMap;
use std::sync::LazyLock;

/// spaCy's number for a string: its place in the symbol table if it has one ("nsubj", "NORM",
/// "" is 0), else MurmurHash64A with seed 1 over its UTF-8 bytes.
///
/// Source: `spacy/strings.pyx`, `spacy/symbols.pyx`.
pub(crate) fn string_id(text: &str) -> u64 {
    if text.is_empty() {
        return 0;
    }
    let symbol = if text.len() <= LONGEST_SYMBOL { SYMBOLS.get(text) } else { None };
    symbol.copied().unwrap_or_else(|| murmur64a(text.as_bytes(), 1))
}

/// The four rows of a hash embedding that a number selects, before the modulo by the table's
/// length: MurmurHash3_x86_128 of its eight bytes, as thinc's `NumpyOps.hash` specialises it.
pub(crate) fn embedding_rows(number: u64, seed: u32) -> [u32; 4] {
    let seed = u64::from(seed);
    let mut h1 = number
        .wrapping_mul(0x87c3_7b91_1142_53d5)
        .rotate_left(31)
        .wrapping_mul(0x4cf5_ad43_2745_937f);
    h1 = (h1 ^ seed ^ 8).wrapping_add(seed ^ 8);
    let mut h2 = (seed ^ 8).wrapping_add(h1);
    h1 = mix(h1);
    h2 = mix(h2);
    h1 = h1.wrapping_add(h2);
    h2 = h2.wrapping_add(h1);
    [h1 as u32, (h1 >> 32) as u32, h2 as u32, (h2 >> 32) as u32]
}

/// MurmurHash64A (Austin Appleby, public domain).
fn murmur64a(bytes: &[u8], seed: u64) -> u64 {
    const M: u64 = 0xc6a4_a793_5bd1_e995;
    let mut hash = seed ^ (bytes.len() as u64).wrapping_mul(M);
    let (blocks, rest) = bytes.as_chunks::<8>();
    for block in blocks {
        let mut k = u64::from_le_bytes(*block).wrapping_mul(M);
        k ^= k >> 47;
        hash = (hash ^ k.wrapping_mul(M)).wrapping_mul(M);
    }
    if !rest.is_empty() {
        for (i, &byte) in rest.iter().enumerate() {
            hash ^= u64::from(byte) << (8 * i);
        }
        hash = hash.wrapping_mul(M);
    }
    hash ^= hash >> 47;
    hash = hash.wrapping_mul(M);
    hash ^ (hash >> 47)
}

/// The finalizer of MurmurHash3.
fn mix(mut hash: u64) -> u64 {
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ (hash >> 33)
}

/// Names that spaCy numbers by hand; a word that happens to be one of them ("det", "LAW")
/// gets that number too, and so another row of the embeddings than its hash would select.
static SYMBOLS: LazyLock<HashMap<&str, u64>> = LazyLock::new(|| {
    include_str!("../../data/annotate/symbols.tsv")
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .filter_map(|(id, symbol)| Some((symbol, id.parse().ok()?)))
        .collect()
});

const LONGEST_SYMBOL: usize = 17;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_have_spacys_numbers() {
        assert_eq!(string_id(""), 0);
        assert_eq!(string_id("IS_ALPHA"), 1);
        assert_eq!(string_id("punct"), 445);
        assert_eq!(string_id("coffee"), 3_197_928_453_018_144_401);
        assert_eq!(SYMBOLS.keys().map(|s| s.len()).max(), Some(LONGEST_SYMBOL));
    }

    #[test]
    fn numbers_select_thincs_rows() {
        assert_eq!(embedding_rows(1, 8), [1161550108, 2247783286, 1742325162, 1224191281]);
        let rows = embedding_rows(12_345_678_901_234_567, 8);
        assert_eq!(rows, [1519880696, 3764588297, 132337396, 3499398798]);
    }
}
