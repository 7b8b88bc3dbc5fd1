//! What the first rows of a table claim, for people.

use std::io::{self, Write};

use crate::cli::wording::{circumstances, shown, statement};
use crate::gazetteer::Gazetteer;
use crate::import::{Row, RowReader, RowReading, Table};
use crate::model::{Document, Entity};

/// Writes the claims of the first rows, and how the names were understood.
pub(super) fn write(
    table: &Table,
    reader: &RowReader<'_>,
    gazetteer: &Gazetteer,
    most: usize,
    output: &mut dyn Write,
) -> io::Result<()> {
    for row in table.rows().iter().take(most) {
        match reader.read(row) {
            Ok(Some(read)) => claimed(row, read, gazetteer, output)?,
            Ok(None) => writeln!(output, "{}: left out by the mapping", heading(row))?,
            Err(reason) => writeln!(output, "{}: refused: {}", heading(row), shown(&reason))?,
        }
        writeln!(output)?;
    }
    let rows = table.rows();
    let (mut claimed, mut refused, mut skipped) = (0, 0, 0);
    for row in rows {
        match reader.read(row) {
            Ok(Some(_)) => claimed += 1,
            Ok(None) => skipped += 1,
            Err(_) => refused += 1,
        }
    }
    let skipped = if skipped > 0 { format!(", {skipped} left out") } else { String::new() };
    let are = if refused == 1 { "is" } else { "are" };
    let count = rows.len();
    writeln!(output, "{count} rows: {claimed} can be claimed, {refused} {are} refused{skipped}")
}

/// "row 2, line 2".
fn heading(row: &Row) -> String {
    format!("row {}, line {}", row.number, row.line)
}

fn claimed(
    row: &Row,
    read: RowReading,
    gazetteer: &Gazetteer,
    output: &mut dyn Write,
) -> io::Result<()> {
    writeln!(output, "{}: “{}”", heading(row), shown(&read.text))?;
    let entities: Vec<Entity> =
        read.entities.iter().map(|(entity, _)| (**entity).clone()).collect();
    let document = Document { entities, ..Document::default() };
    let place = |key: &str| document.entities.iter().find(|it| it.key == key).map(|it| &it.name);
    for claim in &read.claims {
        writeln!(output, "  {}", statement(claim, &document))?;
        let mut circumstances = circumstances(claim);
        if let Some(place) = claim.place.as_deref().and_then(place) {
            circumstances.push_str(&format!(" · at {}", shown(place)));
        }
        writeln!(output, "      {circumstances}")?;
        for telling in &claim.also {
            let tellers = telling.attribution.iter().rev();
            let tellers: Vec<String> = tellers.map(|teller| shown(&teller.name)).collect();
            writeln!(output, "      also says {}", tellers.join(", through "))?;
        }
    }
    for (entity, mention) in &read.entities {
        let what = match gazetteer.row(&entity.key).filter(|row| row.name() == entity.name) {
            Some(row) => format!("{}, {} of the gazetteer", entity.kind, row.id()),
            None => format!("{}, not in the gazetteer", entity.kind),
        };
        let words = shown(&mention.text);
        writeln!(output, "  “{words}” is {} ({what})", shown(&entity.name))?;
    }
    Ok(())
}
