//! What the reader makes of a sentence: its names, the claims, and why there are none.

use std::io::{self, Write};

use super::claim::others;
use crate::cli::wording::{claims, shown};
use crate::explain::look;
use crate::model::Report;
use crate::pipeline::Knowledge;

/// Writes the names of a text with what they were taken for, and its claims.
pub(super) fn write(
    knowledge: &Knowledge,
    report: &Report,
    output: &mut dyn Write,
) -> io::Result<()> {
    let mut reader = knowledge.reader();
    let document = reader.read(report);
    claims(&document, output)?;
    let look = look(&mut reader, report);
    writeln!(output, "names")?;
    for name in &look.names {
        let words = shown(&name.text);
        match &name.meant {
            Some(meaning) => writeln!(
                output,
                "  “{words}” {} is {} ({}; {}, {:.2})",
                name.refers,
                shown(&meaning.name),
                meaning.class,
                name.reason,
                meaning.score
            )?,
            None => writeln!(output, "  “{words}” {}: {}", name.refers, name.reason)?,
        }
        if !name.alternatives.is_empty() {
            writeln!(output, "    or else {}", others(name))?;
        }
    }
    if look.names.is_empty() {
        writeln!(output, "  none")?;
    }
    if look.silences.is_empty() {
        return if document.claims.is_empty() {
            writeln!(
                output,
                "\nno word in it is known to say a relation; the relation files list those that are"
            )
        } else {
            Ok(())
        };
    }
    writeln!(output, "\nnot claimed")?;
    for silence in &look.silences {
        writeln!(output, "  “{}” for {}: {}", silence.word, silence.relation, silence.reason)?;
    }
    Ok(())
}
