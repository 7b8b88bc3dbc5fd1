//! A picture of a small network: every name can be read, and none lies on another.
//!
//! The layout says where things stand; here they move apart until no name overlaps another, and the
//! words on edges go where there is room, or are left out.

mod discs;
mod frame;
mod links;
#[cfg(feature = "png")]
mod png;
mod svg;
mod text;

#[cfg(feature = "png")]
pub use png::png;
pub use svg::svg;

use std::fmt;

/// More nodes than this are a ball of wool.
const MOST_NODES: usize = 200;

/// Why a network is not drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TooLarge {
    nodes: usize,
}

impl fmt::Display for TooLarge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} nodes are too many for a picture that can be read ({MOST_NODES})", self.nodes)
    }
}

impl std::error::Error for TooLarge {}
