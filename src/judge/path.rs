//! The way through the grammar from one word of a sentence to another.

use super::scene::Scene;

/// The way from one token up to the one above both, and down to the other.
#[derive(Debug, Clone, Default)]
pub(super) struct Path {
    /// From the first token up, without the top.
    pub(super) up: Vec<usize>,
    /// The token above both.
    pub(super) top: usize,
    /// From below the top down to the second token.
    pub(super) down: Vec<usize>,
}

/// The farthest that anything is looked for.
const FARTHEST: usize = 14;

impl Path {
    /// The way between two tokens, if they hang together within some steps.
    pub(super) fn between(scene: &Scene<'_>, from: usize, to: usize) -> Option<Path> {
        let (above, other) = (chain(scene, from), chain(scene, to));
        let (steps, top) = above.iter().enumerate().find(|(_, token)| other.contains(token))?;
        let down = other.iter().take_while(|token| *token != top).copied();
        let mut down: Vec<usize> = down.collect();
        down.reverse();
        Some(Path { up: above[..steps].to_vec(), top: *top, down })
    }

    /// All tokens on the way, in order.
    pub(super) fn tokens(&self) -> impl Iterator<Item = usize> + '_ {
        self.up.iter().copied().chain([self.top]).chain(self.down.iter().copied())
    }

    /// Those between its two ends.
    pub(super) fn inner(&self) -> impl Iterator<Item = usize> + '_ {
        let last = self.up.len() + self.down.len();
        self.tokens().enumerate().filter(move |(i, _)| *i > 0 && *i < last).map(|(_, token)| token)
    }
}

/// A token and those above it.
fn chain(scene: &Scene<'_>, token: usize) -> Vec<usize> {
    let mut chain = vec![token];
    let mut at = token;
    while chain.len() <= FARTHEST {
        let head = scene.words[at].head;
        if head == at {
            break;
        }
        chain.push(head);
        at = head;
    }
    chain
}
