//! Scores of a transition system's moves: spaCy's `TransitionBasedParser`.
//!
//! A state is described by a few tokens (top of the stack, front of the buffer …). Each token
//! has one vector for each of these roles; a state's score is a small network over their sum.
//! Computing a token's role vectors once, not at every step, is the "precomputation trick" of
//! Chen and Manning 2014 (<https://aclanthology.org/D14-1082/>), after Kiperwasser and Goldberg
//! 2016 (<https://arxiv.org/abs/1603.04351>); `spacy/ml/parser_model.pyx`.

use super::layers::Layer;
use super::matrix::{Matrix, RowView};
use super::maxout::by_piece;
use crate::annotate::folder::ModelError;

#[derive(Debug)]
pub(crate) struct Scorer {
    /// Token vector → hidden vector.
    hidden: Matrix,
    hidden_bias: Vec<f32>,
    /// Hidden vector → role vectors: (roles, pieces, state width) numbers.
    roles: Matrix,
    role_count: usize,
    /// Role vectors of a token that is not there.
    padding: Vec<f32>,
    /// Added to the sum of role vectors: (pieces, state width).
    bias: Vec<f32>,
    pieces: usize,
    /// State vector → scores, and its bias; without it the state vector is the scores.
    upper: Option<(Matrix, Vec<f32>)>,
}

/// The vectors of the tokens that a state may still ask for.
///
/// Hidden vectors are kept until they are released, role vectors (sixteen times as long) only
/// for the latest tokens, and made again in the rare case that an older one is wanted. So memory
/// follows the width of the open part of a parse, not the length of the text.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    /// Where a token's hidden vector stands, by token; `GONE` after its release.
    slots: Vec<u32>,
    hidden: Vec<f32>,
    free: Vec<u32>,
    /// Role vectors, at (token modulo `RECENT`), and whose they are.
    recent: Vec<f32>,
    owners: Vec<u32>,
    scratch: Vec<f32>,
    sum: Vec<f32>,
}

/// No token: its role is played by the padding.
pub(crate) const NOBODY: u32 = u32::MAX;
const GONE: u32 = u32::MAX;
const RECENT: usize = 1024;

impl Scorer {
    /// From the layers of a model file: `linear`, `precomputable_affine` and, if the model has
    /// an upper layer, another `linear`.
    ///
    /// Fails unless it has `role_count` roles and `move_count` scores.
    pub(crate) fn new(
        layers: &[Layer<'_>],
        role_count: usize,
        move_count: usize,
    ) -> Result<Scorer, ModelError> {
        let Some(&lower) = layers.iter().find(|layer| layer.name == "precomputable_affine") else {
            return Err(layers[0].error("the model has no lower layer"));
        };
        let weights = lower.tensor("W", 4)?;
        let &[roles, width, pieces, inputs] = &weights.shape[..] else {
            return Err(lower.error("weights need four dimensions"));
        };
        if roles != role_count {
            let problem = format!("the model has {roles} state features, expected {role_count}");
            return Err(lower.error(problem));
        }
        let reorder = |weights: &[f32], inputs: usize| -> Vec<f32> {
            let one = weights.len() / roles;
            weights
                .chunks_exact(one)
                .flat_map(|role| by_piece(role, width, pieces, inputs))
                .collect()
        };
        let padding = lower.tensor_of("pad", &[1, roles, width, pieces])?;
        let bias = lower.tensor_of("b", &[width, pieces])?;
        let (hidden, upper) = linear_layers(layers, lower, inputs)?;
        let upper = upper.map(|layer| linear(layer, &[move_count, width])).transpose()?;
        if upper.is_none() && width != move_count {
            let problem =
                format!("the model scores {width} moves, but the component has {move_count}");
            return Err(lower.error(problem));
        }
        let (hidden, hidden_bias) = hidden;
        Ok(Scorer {
            hidden,
            hidden_bias,
            roles: Matrix::from_outputs(
                &reorder(&weights.data, inputs),
                roles * width * pieces,
                inputs,
            ),
            role_count,
            padding: reorder(&padding, 1),
            bias: by_piece(&bias, width, pieces, 1),
            pieces,
            upper,
        })
    }

    /// Length of the token vectors that it takes.
    pub(crate) fn inputs(&self) -> usize {
        self.hidden.inputs()
    }

    /// Adds the next tokens, given their vectors.
    pub(crate) fn extend(&self, rows: &mut Rows, vectors: &[f32]) {
        let width = self.hidden.outputs();
        let count = vectors.len() / self.inputs();
        let left = RowView { data: vectors, stride: self.inputs(), count };
        let mut hidden = std::mem::take(&mut rows.scratch);
        hidden.resize(count * self.hidden.out_stride(), 0.0);
        self.hidden.multiply(left, &mut hidden);
        let first = rows.slots.len();
        for row in hidden.chunks_exact_mut(self.hidden.out_stride()).take(count) {
            for (value, bias) in row.iter_mut().zip(&self.hidden_bias) {
                *value += bias;
            }
            rows.keep(&row[..width]);
        }
        // The newest tokens are the next to be asked for.
        let newest = count.saturating_sub(RECENT);
        self.remember(
            rows,
            first + newest,
            &hidden[newest * self.hidden.out_stride()..],
            count - newest,
        );
        rows.scratch = hidden;
    }

    /// The scores of the moves in a state that is described by `roles` (tokens or `NOBODY`).
    pub(crate) fn score(&self, rows: &mut Rows, roles: &[u32], scores: &mut Vec<f32>) {
        debug_assert_eq!(roles.len(), self.role_count, "a token for each role");
        let length = self.bias.len();
        let mut sum = std::mem::take(&mut rows.sum);
        sum.clear();
        sum.resize(length, 0.0);
        for (role, &token) in roles.iter().enumerate() {
            let place = role * length..(role + 1) * length;
            let vector = if token == NOBODY {
                &self.padding[place]
            } else {
                &self.role_vectors(rows, token)[place]
            };
            for (sum, value) in sum.iter_mut().zip(vector) {
                *sum += value;
            }
        }
        for (sum, bias) in sum.iter_mut().zip(&self.bias) {
            *sum += bias;
        }
        self.finish(&mut sum, scores);
        rows.sum = sum;
    }

    /// Maximum over the pieces, then the upper layer.
    fn finish(&self, sum: &mut [f32], scores: &mut Vec<f32>) {
        let width = sum.len() / self.pieces;
        let (state, rest) = sum.split_at_mut(width);
        for piece in rest.chunks_exact(width) {
            for (value, other) in state.iter_mut().zip(piece) {
                *value = value.max(*other);
            }
        }
        let Some((weights, bias)) = &self.upper else {
            scores.clear();
            scores.extend_from_slice(state);
            return;
        };
        scores.resize(weights.out_stride(), 0.0);
        weights.multiply(RowView { data: state, stride: width, count: 1 }, scores);
        scores.truncate(weights.outputs());
        for (score, bias) in scores.iter_mut().zip(bias) {
            *score += bias;
        }
    }

    fn role_vectors<'a>(&self, rows: &'a mut Rows, token: u32) -> &'a [f32] {
        let place = token as usize % RECENT;
        if rows.owners[place] != token {
            let width = self.hidden.outputs();
            let slot = rows.slots[token as usize] as usize;
            let hidden = rows.hidden[slot * width..][..width].to_vec();
            self.remember(rows, token as usize, &hidden, 1);
        }
        let stride = self.roles.out_stride();
        &rows.recent[place * stride..][..stride]
    }

    /// Computes the role vectors of `count` tokens from `first` on.
    fn remember(&self, rows: &mut Rows, first: usize, hidden: &[f32], count: usize) {
        let stride = self.roles.out_stride();
        rows.recent.resize(RECENT * stride, 0.0);
        rows.owners.resize(RECENT, NOBODY);
        let mut done = 0;
        while done < count {
            // Up to the end of the ring, then from its beginning.
            let place = (first + done) % RECENT;
            let run = (count - done).min(RECENT - place);
            let row = if count == 1 { 0 } else { self.hidden.out_stride() };
            let left = RowView { data: &hidden[done * row..], stride: row, count: run };
            self.roles.multiply(left, &mut rows.recent[place * stride..]);
            for (i, owner) in rows.owners[place..place + run].iter_mut().enumerate() {
                *owner = (first + done + i) as u32;
            }
            done += run;
        }
    }
}

impl Rows {
    /// Forgets all tokens; the memory is kept for the next text.
    pub(crate) fn clear(&mut self) {
        self.slots.clear();
        self.hidden.clear();
        self.free.clear();
        self.owners.fill(NOBODY);
    }

    /// How many tokens there are, released ones included.
    pub(crate) fn len(&self) -> usize {
        self.slots.len()
    }

    /// Declares that no state will ask for this token again.
    pub(crate) fn release(&mut self, token: u32) {
        let slot = std::mem::replace(&mut self.slots[token as usize], GONE);
        if slot != GONE {
            self.free.push(slot);
        }
    }

    fn keep(&mut self, hidden: &[f32]) {
        let slot = match self.free.pop() {
            Some(slot) => {
                self.hidden[slot as usize * hidden.len()..][..hidden.len()].copy_from_slice(hidden);
                slot
            }
            None => {
                self.hidden.extend_from_slice(hidden);
                (self.hidden.len() / hidden.len() - 1) as u32
            }
        };
        self.slots.push(slot);
    }
}

/// The place of the greatest score among those allowed; the first of equals.
pub(crate) fn argmax(scores: &[f32], allowed: impl Fn(usize) -> bool) -> Option<usize> {
    let mut best: Option<usize> = None;
    for (i, score) in scores.iter().enumerate() {
        if allowed(i) && best.is_none_or(|best| *score > scores[best]) {
            best = Some(i);
        }
    }
    best
}

type Linear = (Matrix, Vec<f32>);

/// The hidden layer, which leads to `inputs` numbers, and the upper one if there is one. thinc
/// writes them in either order, by how deep the tok2vec's own layers are.
fn linear_layers<'a>(
    layers: &[Layer<'a>],
    lower: Layer<'a>,
    inputs: usize,
) -> Result<(Linear, Option<Layer<'a>>), ModelError> {
    let linears: Vec<Layer<'_>> =
        layers.iter().filter(|layer| layer.name == "linear").copied().collect();
    let (hidden, upper) = match linears[..] {
        [hidden] => (hidden, None),
        // The upper layer is a direct child of the model and so comes first.
        [upper, hidden] => (hidden, Some(upper)),
        _ => return Err(lower.error("expected one or two linear layers in the model")),
    };
    let width = hidden.tensor("W", 2)?.shape[1];
    Ok((linear(hidden, &[inputs, width])?, upper))
}

fn linear(layer: Layer<'_>, shape: &[usize; 2]) -> Result<Linear, ModelError> {
    let weights = layer.tensor_of("W", shape)?;
    let bias = layer.tensor_of("b", &shape[..1])?;
    Ok((Matrix::from_outputs(&weights, shape[0], shape[1]), bias))
}
