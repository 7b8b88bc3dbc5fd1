//! Vectors of words in their context: spaCy's `MaxoutWindowEncoder`.
//!
//! Each layer looks at a window of neighbours and adds what it finds to the word's vector:
//! `h ← h + LayerNorm(maxout(h[i-w] … h[i+w]))`. A residual convolution after Strubell et al.
//! 2017 (<https://arxiv.org/abs/1702.02098>) and spaCy's `spacy/ml/models/tok2vec.py`.

use super::matrix::RowView;
use super::maxout::Maxout;

#[derive(Debug)]
pub(super) struct Encoder {
    layers: Vec<Maxout>,
    /// Neighbours that a layer sees on each side.
    window: usize,
}

/// Room for intermediate results, kept between calls.
#[derive(Debug, Default)]
pub(crate) struct EncoderScratch {
    pub(super) rows: Vec<f32>,
    next: Vec<f32>,
    products: Vec<f32>,
}

impl Encoder {
    pub(super) fn new(layers: Vec<Maxout>, window: usize) -> Encoder {
        Encoder { layers, window }
    }

    /// How many neighbours on each side a vector depends on.
    pub(super) fn reach(&self) -> usize {
        self.layers.len() * self.window
    }

    /// Encodes `scratch.rows`, which hold `count` words' vectors of `width` numbers and `reach()`
    /// more on each side: neighbours, or zeros beyond the text's ends. Afterwards the words'
    /// rows are encoded, and those at the sides are not to be used.
    ///
    /// Each layer computes the rows whose whole window the layer before has computed, so the
    /// result is the same however a text is cut into pieces.
    pub(super) fn run(&self, scratch: &mut EncoderScratch, count: usize, width: usize) {
        let EncoderScratch { rows, next, products } = scratch;
        let total = count + 2 * self.reach();
        next.resize(total * width, 0.0);
        for (depth, layer) in self.layers.iter().enumerate() {
            let first = (depth + 1) * self.window;
            let left = RowView {
                data: &rows[depth * self.window * width..],
                stride: width,
                count: total - 2 * first,
            };
            let (before, after) = (&rows[first * width..], &mut next[first * width..]);
            layer.run(left, products, |row, found| {
                let place = row * width..(row + 1) * width;
                let residual = before[place.clone()].iter().zip(&*found);
                for (new, (old, found)) in after[place].iter_mut().zip(residual) {
                    *new = old + found;
                }
            });
            std::mem::swap(rows, next);
        }
    }
}
