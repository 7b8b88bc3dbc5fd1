//! A maxout layer with layer normalization, the building block of the encoder.
//!
//! `y = LayerNorm(max over p of (x · W_p + b_p))`: Goodfellow et al. 2013, "Maxout Networks"
//! (<https://arxiv.org/abs/1302.4389>); Ba et al. 2016, "Layer Normalization"
//! (<https://arxiv.org/abs/1607.06450>); thinc's `Maxout` and `LayerNorm`.

use super::layers::Layer;
use super::matrix::{Matrix, RowView};
use crate::annotate::folder::ModelError;

#[derive(Debug)]
pub(super) struct Maxout {
    /// `inputs` × (`pieces` blocks of `width` columns).
    weights: Matrix,
    bias: Vec<f32>,
    gain: Vec<f32>,
    shift: Vec<f32>,
    pieces: usize,
}

/// Rows multiplied at once: their products (48 × 288 numbers) stay in the second cache level.
const BLOCK: usize = 48;

impl Maxout {
    /// From a `maxout` layer (`W`: outputs, pieces, inputs) and its `layernorm`.
    pub(super) fn new(maxout: Layer<'_>, norm: Layer<'_>) -> Result<Maxout, ModelError> {
        let weights = maxout.tensor("W", 3)?;
        let &[width, pieces, inputs] = &weights.shape[..] else {
            return Err(maxout.error("weights need three dimensions"));
        };
        let bias = maxout.tensor_of("b", &[width, pieces])?;
        Ok(Maxout {
            weights: Matrix::from_outputs(
                &by_piece(&weights.data, width, pieces, inputs),
                width * pieces,
                inputs,
            ),
            bias: by_piece(&bias, width, pieces, 1),
            gain: norm.tensor_of("G", &[width])?,
            shift: norm.tensor_of("b", &[width])?,
            pieces,
        })
    }

    pub(super) fn width(&self) -> usize {
        self.gain.len()
    }

    pub(super) fn inputs(&self) -> usize {
        self.weights.inputs()
    }

    /// Calls `emit(row, values)` with the layer's `width` numbers for each row of `left`.
    pub(super) fn run(
        &self,
        left: RowView<'_>,
        scratch: &mut Vec<f32>,
        mut emit: impl FnMut(usize, &mut [f32]),
    ) {
        let stride = self.weights.out_stride();
        scratch.resize(BLOCK * stride, 0.0);
        for first in (0..left.count).step_by(BLOCK) {
            let count = BLOCK.min(left.count - first);
            let block = RowView { data: &left.data[first * left.stride..], count, ..left };
            self.weights.multiply(block, scratch);
            for (row, products) in scratch.chunks_exact_mut(stride).take(count).enumerate() {
                emit(first + row, self.finish(products));
            }
        }
    }

    /// Bias, maximum over the pieces and normalization, in place; the result stands in front.
    fn finish<'a>(&self, products: &'a mut [f32]) -> &'a mut [f32] {
        let width = self.width();
        let (best, rest) = products.split_at_mut(width);
        for (value, bias) in best.iter_mut().zip(&self.bias) {
            *value += bias;
        }
        for piece in 1..self.pieces {
            let bias = &self.bias[piece * width..];
            let other = &rest[(piece - 1) * width..];
            for ((value, other), bias) in best.iter_mut().zip(other).zip(bias) {
                *value = value.max(other + bias);
            }
        }
        self.normalize(best);
        best
    }

    fn normalize(&self, values: &mut [f32]) {
        let count = values.len() as f32;
        let mean = sum(values, |value| value) / count;
        let variance = sum(values, |value| (value - mean) * (value - mean)) / count + 1e-8;
        let scale = 1.0 / variance.sqrt();
        for ((value, gain), shift) in values.iter_mut().zip(&self.gain).zip(&self.shift) {
            *value = (*value - mean) * scale * gain + shift;
        }
    }
}

/// The sum of `f(value)` over all values, in sixteen interleaved sums that are added pairwise:
/// one order on every machine, and one that vector units can keep.
fn sum(values: &[f32], f: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0.0f32; 16];
    let (chunks, rest) = values.as_chunks::<16>();
    for chunk in chunks {
        for (lane, &value) in lanes.iter_mut().zip(chunk) {
            *lane += f(value);
        }
    }
    for (lane, &value) in lanes.iter_mut().zip(rest) {
        *lane += f(value);
    }
    for half in [8, 4, 2, 1] {
        for i in 0..half {
            lanes[i] += lanes[i + half];
        }
    }
    lanes[0]
}

/// Reorders (outputs, pieces, inputs) to (pieces, outputs, inputs), so that a maximum over the
/// pieces is one over whole vectors.
pub(super) fn by_piece(weights: &[f32], outputs: usize, pieces: usize, inputs: usize) -> Vec<f32> {
    let mut reordered = Vec::with_capacity(weights.len());
    for piece in 0..pieces {
        for output in 0..outputs {
            let row = (output * pieces + piece) * inputs;
            reordered.extend_from_slice(&weights[row..row + inputs]);
        }
    }
    reordered
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_come_first() {
        // Two outputs, three pieces, one input.
        let weights = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0];
        assert_eq!(by_piece(&weights, 2, 3, 1), [1.0, 4.0, 2.0, 5.0, 3.0, 6.0]);
    }

    #[test]
    fn sums_take_every_value_once() {
        for count in [0, 1, 15, 16, 17, 96] {
            let values: Vec<f32> = (1..=count).map(|i| i as f32).collect();
            assert_eq!(sum(&values, |value| value), (count * (count + 1) / 2) as f32);
        }
    }
}
