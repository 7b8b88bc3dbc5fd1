//! Components that listen to a tok2vec: they get each token's vector, some tokens at a time.

use super::draft::Draft;
use super::words::Words;

/// A component's weights and settings, shared between threads.
pub(crate) trait Listener: Send + Sync + std::fmt::Debug {
    /// Length of the vectors that it takes.
    fn inputs(&self) -> usize;

    /// A place to work, which one reader keeps from text to text.
    fn reading(&self) -> Box<dyn Reading + Send + '_>;
}

/// A component at work on one text after the other.
pub(crate) trait Reading {
    /// A new text begins.
    fn begin(&mut self, draft: &Draft<'_>);

    /// Takes the vectors of the next tokens, in order.
    fn read(&mut self, vectors: &[f32], draft: &mut Draft<'_>, words: &Words);

    /// The text is at its end: what is left to do is done now.
    fn finish(&mut self, draft: &mut Draft<'_>, words: &Words);
}
