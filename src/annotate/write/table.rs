//! A table for people: each sentence, and below it a row for every token.

use std::borrow::Cow;
use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::AnnotationWriter;
use super::sentence::{EntityCursor, cut, pieces};
use crate::annotate::annotation::{Annotation, Entity, Token};
use crate::annotate::unicode;

/// Every sentence on a line and then a row for every token: its number in the sentence, letters,
/// lemma, part of speech, tag, relation, head (`2:crossed`), name (`B-GPE`, `I-GPE`) and features.
///
/// Columns that a pipeline does not fill are left out, long values are cut. White space shows as
/// a sign, and what would steer a terminal (control characters, changes of writing direction) as
/// `\u{1b}`; so a hostile text can be looked at. `== path ==` stands before each text.
#[derive(Debug, Default)]
pub struct Table;

/// Wider values are cut, so that one long word does not push all others off the screen.
const WIDEST: usize = 32;

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
        write!(out, "== ")?;
        write_line(out, name)?;
        writeln!(out, " ==\n")?;
        let filled = filled(annotation);
        // A sentence is gone through twice, so that no rows need to be kept.
        let mut measured = EntityCursor::new(annotation.entities());
        let mut shown = EntityCursor::new(annotation.entities());
        for sentence in annotation.sentences() {
            if write_line(out, annotation.span(sentence.clone()).of(annotation.text()))? {
                writeln!(out)?;
            }
            let row = |index, entity| row(annotation.token(index), sentence.start, entity);
            let rows = sentence.clone().map(|index| row(index, measured.at(index)));
            let widths = widths(rows);
            for index in sentence.clone() {
                write_row(out, &filled, &widths, &row(index, shown.at(index)))?;
            }
            writeln!(out)?;
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
fn filled<'a>(annotation: &'a Annotation<'a>) -> [bool; COLUMNS] {
    let any = |value: fn(Token<'a>) -> &'a str| annotation.tokens().any(|t| !value(t).is_empty());
    let entities = annotation.entities().len() > 0;
    let dep = any(Token::dep);
    let (lemma, pos, tag, morph) =
        (any(Token::lemma), any(Token::pos), any(Token::tag), any(Token::morph));
    [true, true, lemma, pos, tag, dep, dep, entities, morph]
}

/// A token's row in a sentence that begins at `start`.
fn row(token: Token<'_>, start: usize, entity: Option<Entity<'_>>) -> Row {
    let label = entity.map(|entity| {
        let begins = entity.tokens().start == token.index();
        format!("{}-{}", if begins { "B" } else { "I" }, entity.label())
    });
    [
        (token.index() - start + 1).to_string(),
        shown(token.text()),
        shown(token.lemma()),
        shown(token.pos()),
        shown(token.tag()),
        shown(token.dep()),
        head(token, start),
        shown(&label.unwrap_or_default()),
        token.morph().chars().map(sign).collect(),
    ]
}

/// `2:crossed`; nothing at the top of a sentence. A head in another sentence has a number too:
/// the token before this sentence is 0, those behind it go on counting.
fn head(token: Token<'_>, start: usize) -> String {
    let head = token.head();
    if head.index() == token.index() {
        return String::new();
    }
    let number = head.index() as i64 - start as i64 + 1;
    format!("{number}:{}", shown(head.text()))
}

fn widths(rows: impl Iterator<Item = Row>) -> [usize; COLUMNS] {
    rows.fold([0; COLUMNS], |widths, row| {
        std::array::from_fn(|column| widths[column].max(row[column].width()))
    })
}

fn write_row(
    out: &mut dyn Write,
    filled: &[bool; COLUMNS],
    widths: &[usize; COLUMNS],
    row: &Row,
) -> io::Result<()> {
    // Numbers stand to the right; blanks are owed until a value needs them, so that none
    // stand at a line's end.
    write!(out, "{:>1$}", row[0], widths[0])?;
    let mut owed = 2;
    for column in (1..COLUMNS).filter(|&column| filled[column]) {
        let value = &row[column];
        if !value.is_empty() {
            write!(out, "{:owed$}{value}", "")?;
            owed = 0;
        }
        owed += widths[column] - value.width() + 2;
    }
    writeln!(out)
}

/// A value as the table shows it: no white space, nothing that steers a terminal, not too wide.
fn shown(value: &str) -> String {
    // It is cut before, as it may be very long, and again, as some signs are wider.
    let signs: String = cut(value, WIDEST).chars().map(sign).collect();
    cut(&signs, WIDEST).into_owned()
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

#[cfg(test)]
mod tests {
    use super::super::tests::{annotated, crossing, written};
    use super::*;

    #[test]
    fn sentences_and_their_tokens() {
        let expected = "\
== news.txt ==

Fighters crossed into Iran.
1  Fighters  fighter  NOUN   NNS  nsubj  2:crossed         Number=Plur
2  crossed   cross    VERB   VBD  ROOT                     Tense=Past|VerbForm=Fin
3  into      into     ADP    IN   prep   2:crossed
4  Iran      Iran     PROPN  NNP  pobj   3:into     B-GPE  Number=Sing
5  .         .        PUNCT  .    punct  2:crossed         PunctType=Peri
6  ␤␤        ␤␤       SPACE  _SP  dep    5:.

Nobody saw the convoy
1  Nobody  nobody  PRON  NN   nsubj  2:saw            Number=Sing
2  saw     see     VERB  VBD  ROOT                    Tense=Past
3  the     the     DET   DT   det    4:convoy  B-ORG  Definite=Def
4  convoy  convoy  NOUN  NN   dobj   2:saw     I-ORG  Number=Sing

";
        let annotation = crossing();
        assert_eq!(written(Table, &[("news.txt", &annotation)]), expected);
        let both = [("news.txt", &annotation), ("news.txt", &annotation)];
        assert_eq!(written(Table, &both), expected.repeat(2));
    }

    #[test]
    fn columns_stand_below_each_other_in_every_script() {
        let rows = [
            ("دمشق", "", "NOUN", "", "", 0, ""),
            ("東京", "", "NOUN", "", "", 1, ""),
            ("e\u{301}te\u{301}", "", "NOUN", "", "", 2, ""),
            ("👨‍👩‍👧", "", "SYM", "", "", 3, ""),
            ("\t \u{3000}", "", "SPACE", "", "", 4, ""),
        ];
        let annotation = annotated("دمشق 東京 e\u{301}te\u{301} 👨‍👩‍👧 \t \u{3000}", &rows, &[0], &[]);
        let expected = "\
== ar ==

دمشق 東京 e\u{301}te\u{301} 👨‍👩‍👧
1  دمشق        NOUN
2  東京        NOUN
3  e\u{301}te\u{301}         NOUN
4  👨‍👩‍👧          SYM
5  ⇥␠\\u{3000}  SPACE

";
        assert_eq!(written(Table, &[("ar", &annotation)]), expected);
    }

    #[test]
    fn no_order_reaches_the_terminal() {
        let rows = [("\u{1b}[2J\u{202e}\u{9b}", "\u{1b}", "", "", "", 0, "A=\u{1b}")];
        let annotation = annotated("\u{1b}[2J\u{202e}\u{9b}", &rows, &[0], &[(0, 1, "\u{7}")]);
        let expected = "\
== a\\u{1b} b ==

\\u{1b}[2J\\u{202e}\\u{9b}
1  \\u{1b}[2J\\u{202e}\\u{9b}  \\u{1b}  B-\\u{7}  A=\\u{1b}

";
        assert_eq!(written(Table, &[("a\u{1b}\nb", &annotation)]), expected);
    }

    #[test]
    fn long_words_are_cut() {
        let widths = |word: &str| (shown(word).width(), shown(word).chars().count());
        assert_eq!(shown(&"x".repeat(32)), "x".repeat(32));
        assert_eq!(shown(&"x".repeat(33)), "x".repeat(31) + "…");
        assert_eq!(widths(&"東".repeat(1000)), (31, 16));
        assert_eq!(widths(&"e\u{301}".repeat(1000)), (32, 63));
        assert_eq!(widths(&"\u{301}".repeat(1000)), (1, 129));
    }

    #[test]
    fn nothing_of_nothing() {
        let empty = annotated("", &[], &[], &[]);
        assert_eq!(written(Table, &[("a", &empty)]), "== a ==\n\n");
        let blank = annotated("\n\n", &[("\n\n", "", "", "", "", 0, "")], &[0], &[]);
        assert_eq!(written(Table, &[("a", &blank)]), "== a ==\n\n1  ␤␤\n\n");
    }
}
