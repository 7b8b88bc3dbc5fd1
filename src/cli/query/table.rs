//! Answers for people: names instead of addresses, in columns that fit the terminal.

use std::io::{self, Write};

use comfy_table::{ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle, Width};
use console::Term as Terminal;
use oxigraph::model::Term;

use crate::cli::wording::shown;
use crate::query::Answer;

/// Columns where no terminal says how many there are.
const WIDTH: u16 = 104;

/// Writes an answer as a table of what its terms are called, and below it how many rows it has.
pub(super) fn write(
    answer: &Answer,
    named: &dyn Fn(&Term) -> String,
    output: &mut dyn Write,
) -> io::Result<()> {
    let answer = match answer {
        Answer::Truth(is_so) => return writeln!(output, "{}", if *is_so { "yes" } else { "no" }),
        Answer::Triples(_) => {
            let problem = "this query answers with triples; take --format ttl or nt";
            return Err(io::Error::other(problem));
        }
        Answer::Table(table) => table,
    };
    let cell = |term: &Option<Term>| term.as_ref().map(|term| shown(&named(term)));
    let rows: Vec<Vec<String>> = answer
        .rows
        .iter()
        .map(|row| row.iter().map(|term| cell(term).unwrap_or_default()).collect())
        .collect();
    let header: Vec<String> =
        answer.variables.iter().map(|variable| variable.as_str().replace('_', " ")).collect();
    let width = Terminal::stdout().size_checked().map_or(WIDTH, |(_, columns)| columns);
    let mut table = Table::new();
    let line = LineStyle::none().fill('─').junction('─');
    table.load_style(TableStyle::new().header_separator(line));
    table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    table.set_header(&header).add_rows(&rows);
    keep_words_whole(&mut table, width, std::iter::once(&header).chain(&rows));
    for line in table.lines() {
        writeln!(output, "{}", line.trim_end())?;
    }
    let rows = answer.rows.len();
    writeln!(output, "{rows} {}", if rows == 1 { "row" } else { "rows" })
}

/// Makes each column as wide as its longest word, if there is room for that.
fn keep_words_whole<'a>(
    table: &mut Table,
    width: u16,
    rows: impl Iterator<Item = &'a Vec<String>>,
) {
    // A blank on either side, and one between columns.
    const PADDING: u16 = 3;
    let mut longest: Vec<u16> = Vec::new();
    for row in rows {
        longest.resize(row.len(), 0);
        for (cell, longest) in row.iter().zip(&mut longest) {
            let words = cell.split(' ').map(console::measure_text_width);
            *longest = (*longest).max(words.max().unwrap_or(0).try_into().unwrap_or(u16::MAX));
        }
    }
    let needed = longest.iter().map(|word| word.saturating_add(PADDING));
    if needed.fold(0, u16::saturating_add) <= width {
        let constraints = longest.iter().map(|word| {
            ColumnConstraint::LowerBoundary(Width::Fixed(word.saturating_add(PADDING - 1)))
        });
        table.set_constraints(constraints);
    }
}
