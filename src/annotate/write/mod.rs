//! Annotations for people and for other programs.

mod conllu;
mod drawing;
mod html;
mod json;
mod labels;
mod sentence;
mod table;
#[cfg(test)]
mod tests;

use std::io::{self, Write};

use super::annotation::Annotation;

pub use conllu::Conllu;
pub use html::Html;
pub use json::Json;
pub use table::Table;

/// One way of writing annotated texts down: what stands before the first, for each, and behind
/// the last.
///
/// All write to any stream and fail only if that does.
pub trait AnnotationWriter {
    /// What stands before the first text.
    fn begin(&mut self, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    /// One annotated text; `name` says where it came from (a path).
    fn document(
        &mut self,
        out: &mut dyn Write,
        name: &str,
        annotation: &Annotation<'_>,
    ) -> io::Result<()>;

    /// What stands behind the last text.
    fn end(&mut self, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}
