//! A pattern as a tree, and what can be known about it without a text.

use super::charset::CharSet;

/// Where a set of characters stands in [`Syntax::sets`](super::syntax::Syntax::sets).
pub(super) type SetId = u32;

#[derive(Debug)]
pub(super) enum Node {
    /// One character out of a set.
    Char(SetId),
    /// One after the other; without items it matches the empty text.
    Concat(Vec<Node>),
    /// The first that leads to a match wins.
    Alternate(Vec<Node>),
    Repeat(Repeat),
    Anchor(Anchor),
    /// Holds where `node` matches (or, negated, does not), and takes no text.
    Look {
        behind: bool,
        negated: bool,
        node: Box<Node>,
    },
}

#[derive(Debug)]
pub(super) struct Repeat {
    pub(super) node: Box<Node>,
    pub(super) min: u32,
    pub(super) max: Option<u32>,
    pub(super) greedy: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    /// `^` and `\A`, which are the same as long as the flag `m` is refused.
    Start,
    /// `$`: at the end, or before a newline that ends the text.
    End,
    /// `\Z`
    VeryEnd,
    /// `\b`
    WordEdge,
    /// `\B`
    NotWordEdge,
}

impl Node {
    /// The fewest and the most characters a match can have; `None` is no limit.
    pub(super) fn width(&self) -> (usize, Option<usize>) {
        match self {
            Node::Char(_) => (1, Some(1)),
            Node::Anchor(_) | Node::Look { .. } => (0, Some(0)),
            Node::Concat(nodes) => {
                nodes.iter().map(Node::width).fold((0, Some(0)), |sum, width| {
                    (
                        sum.0.saturating_add(width.0),
                        sum.1.zip(width.1).map(|(a, b)| a.saturating_add(b)),
                    )
                })
            }
            Node::Alternate(nodes) => nodes
                .iter()
                .map(Node::width)
                .reduce(|a, b| (a.0.min(b.0), a.1.zip(b.1).map(|(a, b)| a.max(b))))
                .unwrap_or((0, Some(0))),
            Node::Repeat(repeat) => repeat.width(),
        }
    }

    /// Whether every match begins where the text begins.
    pub(super) fn starts_anchored(&self) -> bool {
        match self {
            Node::Anchor(anchor) => *anchor == Anchor::Start,
            Node::Concat(nodes) => nodes.first().is_some_and(Node::starts_anchored),
            Node::Alternate(nodes) => nodes.iter().all(Node::starts_anchored),
            _ => false,
        }
    }

    /// Whether every match ends where the text ends (or before its last newline).
    pub(super) fn ends_anchored(&self) -> bool {
        match self {
            Node::Anchor(anchor) => matches!(anchor, Anchor::End | Anchor::VeryEnd),
            Node::Concat(nodes) => nodes.last().is_some_and(Node::ends_anchored),
            Node::Alternate(nodes) => nodes.iter().all(Node::ends_anchored),
            _ => false,
        }
    }

    /// The ASCII characters that every match contains, a bit for each.
    pub(super) fn required(&self, sets: &[CharSet]) -> u128 {
        match self {
            Node::Char(set) => {
                sets[*set as usize].single().filter(|c| *c < 128).map_or(0, |c| 1 << c)
            }
            Node::Concat(nodes) => nodes.iter().fold(0, |all, node| all | node.required(sets)),
            Node::Alternate(nodes) => {
                nodes.iter().map(|node| node.required(sets)).reduce(|a, b| a & b).unwrap_or(0)
            }
            Node::Repeat(repeat) if repeat.min > 0 => repeat.node.required(sets),
            Node::Repeat(_) | Node::Anchor(_) | Node::Look { .. } => 0,
        }
    }

    /// The sets one after the other, if the node is nothing but a sequence of characters.
    pub(super) fn as_chars(&self) -> Option<Vec<SetId>> {
        match self {
            Node::Char(set) => Some(vec![*set]),
            Node::Concat(nodes) => nodes
                .iter()
                .map(|node| if let Node::Char(set) = node { Some(*set) } else { None })
                .collect(),
            _ => None,
        }
    }
}

impl Repeat {
    fn width(&self) -> (usize, Option<usize>) {
        let (least, most) = self.node.width();
        let max = match (most, self.max) {
            (Some(0), _) | (_, Some(0)) => Some(0),
            (Some(most), Some(max)) => Some(most.saturating_mul(max as usize)),
            _ => None,
        };
        (least.saturating_mul(self.min as usize), max)
    }
}
