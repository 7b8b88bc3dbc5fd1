//! Points and upright boxes.

/// A point, to the right and downward.
pub(super) type Point = (f64, f64);

/// An upright box.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Frame {
    /// The box around boxes.
    pub(super) fn around(frames: impl Iterator<Item = Frame>) -> Option<Frame> {
        frames.reduce(|a, b| Frame {
            left: a.left.min(b.left),
            top: a.top.min(b.top),
            right: a.right.max(b.right),
            bottom: a.bottom.max(b.bottom),
        })
    }

    /// The same box elsewhere.
    pub(super) fn moved(&self, x: f64, y: f64) -> Frame {
        let (left, right) = (self.left + x, self.right + x);
        Frame { left, right, top: self.top + y, bottom: self.bottom + y }
    }

    /// The box with a rim.
    pub(super) fn wider(&self, by: f64) -> Frame {
        let (left, right) = (self.left - by, self.right + by);
        Frame { left, right, top: self.top - by, bottom: self.bottom + by }
    }

    /// How far two boxes lie over each other, across and down.
    pub(super) fn overlap(&self, other: &Frame) -> Option<(f64, f64)> {
        let across = self.right.min(other.right) - self.left.max(other.left);
        let down = self.bottom.min(other.bottom) - self.top.max(other.top);
        (across > 0.0 && down > 0.0).then_some((across, down))
    }
}
