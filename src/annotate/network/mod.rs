//! The neural network: what thinc's layers compute, for inference only.
//!
//! Everything here is a pure function of weights and input, and gives the same bits on every
//! machine: sums run in one fixed order, products are fused (IEEE 754 `fusedMultiplyAdd`), and a
//! wider vector unit only computes more of them at once.

mod embed;
mod encoder;
mod layers;
mod matrix;
mod maxout;
mod scorer;
mod tok2vec;

pub(crate) use embed::WordFeatures;
pub(crate) use layers::{Layer, ModelFile};
pub(crate) use matrix::{Matrix, RowView};
pub(crate) use scorer::{NOBODY, Rows, Scorer, argmax};
pub(crate) use tok2vec::{CHUNK, Tok2Vec, VectorStream};
