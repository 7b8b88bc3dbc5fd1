//! A table for people: each sentence, and below it a row for every token.

use std::borrow::Cow;
use std::io::{self, Write};
use std::ops::Range;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::AnnotationWriter;
use super::words::{Names, pieces};
use crate::annotate::annotation::{Annotation, Entity, Token};
use crate::annotate::unicode;

/// Every sentence on a line and then a row for every token: its number in the sentence, letters,
/// lemma, part of speech, tag, relation, head (`2:crossed`), name (`B-GPE`, `I-GPE`) and features.
///
/// Columns that a pipeline does not fill are left out, long values are cut. White space shows as
/// a sign, and what would steer a terminal (control characters, changes of writing direction) as
/// `\u{1b}`; so a hostile text can be looked at. `== path ==` stands before each text.
#[derive(Debug, Default)]
pub struct Table {
    documents: usize,
}

/// Wider values are cut, so that one long word does not push all others off the screen.
const WIDEST: usize = 32;

/// A value may have this many characters, which take no place if they are accents.
const LONGEST: usize = 4 * WIDEST;

const COLUMNS: usize = 9;

/// One row's values.
type Row = [String; COLUMNS];

impl AnnotationWriter for Table {
    fn document(
        &mut self,
        out: &mut dyn Write,
        name: &str,
        annotation: &Annotation<'_>,
    ) -> io::Result<()> {
        if self.documents > 0 {
            writeln!(out)?;
        }
        self.documents += 1;
        write!(out, "== ")?;
        write_line(out, name)?;
        writeln!(out, " ==")?;
        let filled = filled(annotation);
        let mut names = Names::new(annotation.entities());
        for sentence in annotation.sentences() {
            writeln!(out)?;
            if write_line(out, annotation.span(sentence.clone()).of(annotation.text()))? {
                writeln!(out)?;
            }
            let rows = sentence.clone().map(|index| {
                let token = annotation.token(index);
                row(token, &sentence, names.at(index))
            });
            write_rows(out, &filled, &rows.collect::<Vec<Row>>())?;
        }
        Ok(())
    }
}

/// Writes a text on one line and says whether there was any.
fn write_line(out: &mut dyn Write, text: &str) -> io::Result<bool> {
    let mut any = false;
    for piece in pieces(text) {
        if std::mem::replace(&mut any, true) {
            out.write_all(b" ")?;
        }
        let mut written = 0;
        for (start, c) in piece.char_indices().filter(|&(_, c)| steers(c)) {
            out.write_all(&piece.as_bytes()[written..start])?;
            write!(out, "{}", c.escape_unicode())?;
            written = start + c.len_utf8();
        }
        out.write_all(&piece.as_bytes()[written..])?;
    }
    Ok(any)
}

/// Which columns hold something anywhere in the text.
fn filled(annotation: &Annotation<'_>) -> [bool; COLUMNS] {
    let any = |value: fn(Token<'_>) -> &str| annotation.tokens().any(|t| !value(t).is_empty());
    let dep = any(Token::dep);
    let names = annotation.entities().len() > 0;
    let morph = any(Token::morph);
    let (lemma, pos, tag) = (any(Token::lemma), any(Token::pos), any(Token::tag));
    [true, true, lemma, pos, tag, dep, dep, names, morph]
}

fn row(token: Token<'_>, sentence: &Range<usize>, name: Option<Entity<'_>>) -> Row {
    let name = name.map(|name| {
        let begins = name.tokens().start == token.index();
        format!("{}-{}", if begins { "B" } else { "I" }, name.label())
    });
    [
        (token.index() - sentence.start + 1).to_string(),
        shown(token.text()),
        shown(token.lemma()),
        shown(token.pos()),
        shown(token.tag()),
        shown(token.dep()),
        head(token, sentence),
        shown(&name.unwrap_or_default()),
        shown_features(token.morph()),
    ]
}

/// `2:crossed`; nothing at the top of a sentence. Words of other sentences have numbers too:
/// those before it end with 0, those behind it go on counting.
fn head(token: Token<'_>, sentence: &Range<usize>) -> String {
    let head = token.head();
    if head.index() == token.index() {
        return String::new();
    }
    let number = head.index() as i64 - sentence.start as i64 + 1;
    format!("{number}:{}", shown(head.text()))
}

fn write_rows(out: &mut dyn Write, filled: &[bool; COLUMNS], rows: &[Row]) -> io::Result<()> {
    let width = |column: usize| rows.iter().map(|row| row[column].width()).max();
    let widths: [usize; COLUMNS] = std::array::from_fn(|column| width(column).unwrap_or(0));
    for row in rows {
        // Blanks are owed until something stands behind them: lines end with a value.
        let mut owed = widths[0] - row[0].width();
        for column in (0..COLUMNS).filter(|&column| filled[column]) {
            if !row[column].is_empty() {
                write!(out, "{:owed$}{}", "", row[column])?;
                owed = 0;
            }
            // The numbers are set to the right.
            let padding = if column == 0 { 0 } else { widths[column] - row[column].width() };
            owed += if row[column].is_empty() { widths[column] } else { padding } + 2;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// A value as the table shows it: no white space, nothing that steers a terminal, not too wide.
fn shown(value: &str) -> String {
    let (mut shown, mut width, mut length) = (String::new(), 0, 0);
    for c in value.chars() {
        let sign = sign(c);
        let before = shown.len();
        shown.push_str(&sign);
        width += sign.chars().map(|c| c.width().unwrap_or(0)).sum::<usize>();
        length += 1;
        if width > WIDEST || length > LONGEST {
            shown.truncate(before);
            while shown.width() >= WIDEST {
                shown.pop();
            }
            shown.push('…');
            break;
        }
    }
    shown
}

/// Features stand last and need no cutting.
fn shown_features(morph: &str) -> String {
    morph.chars().map(|c| sign(c).into_owned()).collect()
}

fn sign(c: char) -> Cow<'static, str> {
    match c {
        ' ' => "␠".into(),
        '\n' => "␤".into(),
        '\r' => "␍".into(),
        '\t' => "⇥".into(),
        c if steers(c) || unicode::is_space(c) => c.escape_unicode().to_string().into(),
        c => c.to_string().into(),
    }
}

/// Whether a terminal could take a character as an order rather than show it.
fn steers(c: char) -> bool {
    let direction = matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2066}'..='\u{2069}');
    direction || c.is_control()
}
