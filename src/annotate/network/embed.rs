//! Vectors of words from their features: spaCy's `MultiHashEmbed`.
//!
//! Each feature (lower-cased norm, prefix, shape …) selects four rows of a small table, which
//! are added; the features' vectors are joined and mixed by a maxout layer. Serrà and Karatzoglou
//! 2017, "Getting deep recommenders fit: Bloom embeddings for sparse binary input/output
//! networks" (<https://arxiv.org/abs/1706.03993>); Miranda et al. 2022, "Multi hash embeddings
//! in spaCy" (<https://arxiv.org/abs/2212.09255>).

use super::layers::Layer;
use super::matrix::RowView;
use super::maxout::Maxout;
use crate::annotate::folder::ModelError;
use crate::annotate::hash::embedding_rows;

/// What the embedding knows of a word: spaCy's string ids, and yes-or-no properties.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct WordFeatures {
    pub(crate) orth: u64,
    pub(crate) lower: u64,
    pub(crate) norm: u64,
    pub(crate) prefix: u64,
    pub(crate) suffix: u64,
    pub(crate) shape: u64,
    pub(crate) is_space: bool,
    pub(crate) is_alpha: bool,
    pub(crate) is_ascii: bool,
    pub(crate) is_digit: bool,
    pub(crate) is_lower: bool,
    pub(crate) is_upper: bool,
    pub(crate) is_title: bool,
    pub(crate) is_punct: bool,
}

/// A column of the features: a word's value in it.
type Feature = fn(&WordFeatures) -> u64;

/// The columns under spaCy's names for them. `SPACY`, whether a blank follows, is no property of
/// the word; its column is filled where the word stands.
const FEATURES: [(&str, Feature); 15] = [
    ("ORTH", |word| word.orth),
    ("LOWER", |word| word.lower),
    ("NORM", |word| word.norm),
    ("PREFIX", |word| word.prefix),
    ("SUFFIX", |word| word.suffix),
    ("SHAPE", |word| word.shape),
    (SPACY, |_| 0),
    ("IS_SPACE", |word| word.is_space.into()),
    ("IS_ALPHA", |word| word.is_alpha.into()),
    ("IS_ASCII", |word| word.is_ascii.into()),
    ("IS_DIGIT", |word| word.is_digit.into()),
    ("IS_LOWER", |word| word.is_lower.into()),
    ("IS_UPPER", |word| word.is_upper.into()),
    ("IS_TITLE", |word| word.is_title.into()),
    ("IS_PUNCT", |word| word.is_punct.into()),
];
const SPACY: &str = "SPACY";

#[derive(Debug)]
pub(super) struct Embed {
    tables: Vec<Table>,
    mix: Maxout,
}

/// The table of one feature.
#[derive(Debug)]
struct Table {
    name: &'static str,
    feature: Feature,
    seed: u32,
    /// Rows of `width` numbers.
    rows: Vec<f32>,
    row_count: u32,
    width: usize,
}

/// Vectors of the words met so far, since a word's vector never changes.
#[derive(Debug, Default)]
pub(crate) struct EmbedCache {
    /// Where a word's vector stands in `vectors`, by word number and space; `ABSENT` if nowhere.
    places: Vec<u32>,
    vectors: Vec<f32>,
}

const ABSENT: u32 = u32::MAX;
/// More words than a month of news has; a text that goes beyond starts the cache anew.
const MOST_VECTORS: usize = 32_768;

impl Embed {
    pub(super) fn new(
        features: Layer<'_>,
        tables: &[Layer<'_>],
        mix: Maxout,
    ) -> Result<Embed, ModelError> {
        let columns = features.names("columns")?;
        if columns.len() != tables.len() {
            return Err(features.error("not one embedding table for each feature"));
        }
        let tables = columns.iter().zip(tables).map(|(column, &layer)| {
            let found = FEATURES.iter().find(|(name, _)| name == column);
            let &(name, feature) = found.ok_or_else(|| {
                let known = FEATURES.map(|(name, _)| name).join(", ");
                features.error(format!("feature {column} is not supported; supported are {known}"))
            })?;
            Table::new(name, feature, layer)
        });
        let tables = tables.collect::<Result<Vec<Table>, ModelError>>()?;
        if tables.iter().map(|table| table.width).sum::<usize>() != mix.inputs() {
            return Err(features.error("embedding tables and mixing layer do not fit"));
        }
        Ok(Embed { tables, mix })
    }

    pub(super) fn width(&self) -> usize {
        self.mix.width()
    }

    /// Makes sure that `cache` has the vectors of all `keys` (word number × 2 + space after).
    pub(super) fn learn(&self, keys: &[u32], words: &[WordFeatures], cache: &mut EmbedCache) {
        if cache.vectors.len() > MOST_VECTORS * self.width() {
            *cache = EmbedCache::default();
        }
        if cache.places.len() < words.len() * 2 {
            cache.places.resize(words.len() * 2, ABSENT);
        }
        let mut next = (cache.vectors.len() / self.width()) as u32;
        let mut inputs = Vec::new();
        for &key in keys {
            let place = &mut cache.places[key as usize];
            if *place == ABSENT {
                *place = next;
                next += 1;
                self.gather(&words[key as usize / 2], key % 2 == 1, &mut inputs);
            }
        }
        let stride = self.mix.inputs();
        let left = RowView { data: &inputs, stride, count: inputs.len() / stride };
        let vectors = &mut cache.vectors;
        self.mix.run(left, &mut Vec::new(), |_, row| vectors.extend_from_slice(row));
    }

    /// Appends the joined vectors of a word's features.
    fn gather(&self, word: &WordFeatures, space_after: bool, inputs: &mut Vec<f32>) {
        for table in &self.tables {
            let start = inputs.len();
            inputs.resize(start + table.width, 0.0);
            let number = match table.name {
                SPACY => u64::from(space_after),
                _ => (table.feature)(word),
            };
            for row in embedding_rows(number, table.seed) {
                let row = (row % table.row_count) as usize * table.width;
                for (sum, value) in inputs[start..].iter_mut().zip(&table.rows[row..]) {
                    *sum += value;
                }
            }
        }
    }
}

impl Table {
    fn new(name: &'static str, feature: Feature, layer: Layer<'_>) -> Result<Table, ModelError> {
        let tensor = layer.tensor("E", 2)?;
        let seed = u32::try_from(layer.number("seed")?);
        let row_count = u32::try_from(tensor.shape[0]);
        Ok(Table {
            name,
            feature,
            seed: seed.map_err(|_| layer.error("seed too large"))?,
            row_count: row_count.map_err(|_| layer.error("too many rows"))?,
            width: tensor.shape[1],
            rows: tensor.data,
        })
    }
}

impl EmbedCache {
    /// The vector of a word that was learnt.
    pub(super) fn vector(&self, key: u32, width: usize) -> &[f32] {
        &self.vectors[self.places[key as usize] as usize * width..][..width]
    }
}
