//! One page to look at: texts with their names marked, and every sentence's grammar drawn.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Write};
use std::ops::Range;

use super::AnnotationWriter;
use super::drawing::Drawing;
use super::labels::{colour, meaning};
use super::sentence::{EntityCursor, SentenceId, text, words};
use crate::annotate::annotation::{Annotation, Entity, Span};
use crate::annotate::unicode;

/// An HTML page that needs nothing but itself: no script, no font, no network.
///
/// Each sentence stands there with its names marked and, below, drawn with an arc from every
/// word to those that depend on it. Sentences of more than 80 tokens are not drawn. The page
/// follows the reader's choice of light or dark, and can be printed.
#[derive(Debug, Default)]
pub struct Html;

/// Sentences of more tokens than this are not drawn.
const DRAWN: usize = 80;

/// Drawings that are wider than this may have to be scrolled, which the keyboard must be able to.
const SCROLLED: i32 = 600;

const HEAD: &str = concat!(
    r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Annotated texts</title>
<style>
"#,
    include_str!("page.css"),
    r#"</style>
</head>
<body>
<svg width="0" height="0" style="position:absolute" aria-hidden="true"><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 .5 7.5 4 0 7.5 1.5 4z"/></marker></svg>
<header>Names are marked with their kind. An arrow leads from a word to one that depends on it.</header>
<main>
"#
);

const TAIL: &str = "</main>\n</body>\n</html>\n";

impl AnnotationWriter for Html {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(HEAD.as_bytes())
    }

    fn document(
        &mut self,
        out: &mut dyn Write,
        name: &str,
        annotation: &Annotation<'_>,
    ) -> io::Result<()> {
        writeln!(out, "<article>\n<h1 dir=\"auto\">{}</h1>", Escaped(name))?;
        write_count(out, annotation)?;
        write_legend(out, annotation)?;
        let mut entities = EntityCursor::new(annotation.entities());
        for (number, sentence) in (1..).zip(sentences(annotation)) {
            write_anchor(out, &SentenceId(name, number).to_string(), number)?;
            write_text(out, annotation, sentence.clone(), &mut entities)?;
            write_drawing(out, annotation, sentence)?;
            writeln!(out, "</div></section>")?;
        }
        writeln!(out, "</article>")
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(TAIL.as_bytes())
    }
}

/// The sentences that are more than white space.
fn sentences(annotation: &Annotation<'_>) -> impl Iterator<Item = Range<usize>> {
    let is_word = |index| !annotation.token(index).is_space();
    annotation.sentences().filter(move |sentence| sentence.clone().any(is_word))
}

fn write_count(out: &mut dyn Write, annotation: &Annotation<'_>) -> io::Result<()> {
    let count = |count: usize, noun: &str| match count {
        1 => format!("1 {noun}"),
        _ => format!("{count} {noun}s"),
    };
    let words = annotation.tokens().filter(|token| !token.is_space()).count();
    let sentences = count(sentences(annotation).count(), "sentence");
    let names = count(annotation.entities().len(), "name");
    writeln!(out, "<p class=\"count\">{sentences}, {}, {names}</p>", count(words, "word"))
}

/// Begins a sentence, with a link to itself.
fn write_anchor(out: &mut dyn Write, id: &str, number: usize) -> io::Result<()> {
    // A link's target is decoded once before it is looked for.
    let target = id.replace('%', "%25");
    write!(out, "<section class=\"sentence\" id=\"{}\">", Escaped(id))?;
    write!(out, "<a class=\"number\" href=\"#{}\" ", Escaped(&target))?;
    writeln!(out, "aria-label=\"Sentence {number}\">{number}</a><div>")
}

/// The labels that occur in a text, what they mean and how often they do.
fn write_legend(out: &mut dyn Write, annotation: &Annotation<'_>) -> io::Result<()> {
    let mut counts = BTreeMap::new();
    for entity in annotation.entities() {
        *counts.entry(entity.label()).or_insert(0) += 1;
    }
    if counts.is_empty() {
        return Ok(());
    }
    write!(out, "<ul class=\"legend\">")?;
    for (label, count) in counts {
        write!(out, "<li>{}", Tag(label))?;
        if let Some(meaning) = meaning(label) {
            write!(out, "{meaning}, ")?;
        }
        write!(out, "{count}×</li>")?;
    }
    writeln!(out, "</ul>")
}

/// A sentence with its names marked.
fn write_text<'a>(
    out: &mut dyn Write,
    annotation: &'a Annotation<'_>,
    mut rest: Range<usize>,
    entities: &mut EntityCursor<'a, impl Iterator<Item = Entity<'a>>>,
) -> io::Result<()> {
    let text = annotation.text();
    let Span { start: mut written, end } = annotation.span(rest.clone());
    // The language is not known; that of the page is not it.
    write!(out, "<p class=\"text\" dir=\"auto\" lang=\"\">")?;
    while let Some(index) = rest.next() {
        let Some(entity) = entities.at(index) else {
            continue;
        };
        // What stands in another sentence is marked there.
        let behind = entity.tokens().end.min(rest.end);
        let span = annotation.span(index..behind);
        write!(out, "{}", Escaped(&text[written..span.start]))?;
        let (colour, tag) = (colour(entity.label()), Tag(entity.label()));
        write!(out, "<mark class=\"k{colour}\">{}{tag}</mark>", Escaped(span.of(text)))?;
        written = span.end;
        rest.start = behind;
    }
    writeln!(out, "{}</p>", Escaped(&text[written..end]))
}

fn write_drawing(
    out: &mut dyn Write,
    annotation: &Annotation<'_>,
    sentence: Range<usize>,
) -> io::Result<()> {
    let set = |index| !annotation.token(index).dep().is_empty();
    if !sentence.clone().any(set) {
        return Ok(());
    }
    if sentence.len() > DRAWN {
        let count = sentence.len();
        let note = format_args!("Too long to be drawn: {count} tokens; the limit is {DRAWN}.");
        return writeln!(out, "<p class=\"note\">{note}</p>");
    }
    let words = words(annotation, sentence);
    let text = text(annotation, &words);
    let mut drawing = Drawing::new(&words);
    write!(out, "<div class=\"drawing\"")?;
    if drawing.width() > SCROLLED {
        write!(out, " tabindex=\"0\"")?;
    }
    if runs_left(text) {
        drawing.mirror();
        write!(out, " dir=\"rtl\"")?;
    }
    writeln!(out, ">")?;
    drawing.write(out, text)?;
    writeln!(out, "</div>")
}

/// Whether a text is written from right to left, which its first letter decides.
fn runs_left(text: &str) -> bool {
    text.chars().find(|c| c.is_alphabetic()).is_some_and(|c| {
        matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}'
            | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
    })
}

/// A label as a small sign in its colour.
struct Tag<'a>(&'a str);

impl fmt::Display for Tag<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The direction keeps the tag out of what `dir="auto"` looks at.
        write!(f, "<b class=\"k{}\" dir=\"ltr\">{}</b>", colour(self.0), Escaped(self.0))
    }
}

/// A text in HTML, within elements or quoted attributes. Control and non-characters, which HTML
/// forbids, become U+FFFD, or a blank if they are white space.
pub(super) struct Escaped<'a>(pub(super) &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut written = 0;
        for (start, c) in self.0.char_indices() {
            let escape = match c {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\'' => "&#39;",
                c if c.is_control() && unicode::is_space(c) => " ",
                c if c.is_control() || is_noncharacter(c) => "\u{FFFD}",
                _ => continue,
            };
            f.write_str(&self.0[written..start])?;
            f.write_str(escape)?;
            written = start + c.len_utf8();
        }
        f.write_str(&self.0[written..])
    }
}

/// One of the 66 code points that Unicode will never make characters.
fn is_noncharacter(c: char) -> bool {
    matches!(c, '\u{FDD0}'..='\u{FDEF}') || u32::from(c) & 0xFFFE == 0xFFFE
}

#[cfg(test)]
mod tests {
    use super::super::tests::{annotated, crossing, written};
    use super::*;

    /// What stands between the page's head and its end.
    fn body(name: &str, annotation: &Annotation<'_>) -> String {
        let page = written(Html, &[(name, annotation)]);
        let body = page.strip_prefix(HEAD).and_then(|page| page.strip_suffix(TAIL));
        body.expect("a page has head and tail").to_owned()
    }

    #[test]
    fn a_text_its_legend_and_its_sentences() {
        let body = body("the news/1.txt", &crossing());
        let heading = "\
<article>
<h1 dir=\"auto\">the news/1.txt</h1>
<p class=\"count\">2 sentences, 9 words, 2 names</p>
<ul class=\"legend\">\
<li><b class=\"k3\" dir=\"ltr\">GPE</b>countries, cities, states, 1×</li>\
<li><b class=\"k2\" dir=\"ltr\">ORG</b>companies, agencies, groups, 1×</li></ul>
<section class=\"sentence\" id=\"the%20news%2F1.txt-1\">\
<a class=\"number\" href=\"#the%2520news%252F1.txt-1\" aria-label=\"Sentence 1\">1</a><div>
<p class=\"text\" dir=\"auto\" lang=\"\">Fighters crossed into \
<mark class=\"k3\">Iran<b class=\"k3\" dir=\"ltr\">GPE</b></mark>.  </p>
<div class=\"drawing\">
<svg role=\"img\" aria-label=\"Fighters crossed into Iran.\" ";
        assert!(body.starts_with(heading), "{body}");
        let end = "the convoy<b class=\"k2\" dir=\"ltr\">ORG</b></mark></p>";
        assert!(body.contains(end), "{body}");
        assert_eq!(body.matches("</section>").count(), 2);
    }

    #[test]
    fn nothing_in_a_text_becomes_markup() {
        let word = "<script>&\"'\u{0}\u{1b}\u{ffff}";
        let rows = [(word, "", word, "", word, 0, "")];
        let body = body(word, &annotated(word, &rows, &[0], &[(0, 1, word)]));
        let escaped = "&lt;script&gt;&amp;&quot;&#39;\u{fffd}\u{fffd}\u{fffd}";
        assert_eq!(body.matches(escaped).count(), 8, "{body}");
        assert!(!body.contains("<script") && !body.contains('\u{1b}'), "{body}");
    }

    #[test]
    fn arabic_runs_from_right_to_left() {
        let rows = [("غادر", "", "", "", "ROOT", 0, ""), ("حسين", "", "", "", "nsubj", 0, "")];
        let arabic = body("a", &annotated("غادر حسين", &rows, &[0], &[]));
        assert!(arabic.contains("<div class=\"drawing\" dir=\"rtl\">"), "{arabic}");
        assert!(!body("a", &crossing()).contains("rtl"));
    }

    #[test]
    fn long_sentences_are_not_drawn() {
        let body = |count: usize| {
            let rows = vec![("a", "", "", "", "ROOT", 0, ""); count];
            body("a", &annotated(&"a ".repeat(count), &rows, &[0], &[]))
        };
        assert!(body(80).contains("<svg"));
        assert!(!body(81).contains("<svg"));
        assert!(body(81).contains("Too long to be drawn: 81 tokens; the limit is 80."));
    }

    #[test]
    fn without_a_parser_there_is_nothing_to_draw() {
        let body = body("a", &annotated("a", &[("a", "", "NOUN", "", "", 0, "")], &[0], &[]));
        assert!(!body.contains("<svg"), "{body}");
    }

    #[test]
    fn nothing_of_nothing() {
        let expected = "\
<article>
<h1 dir=\"auto\">a</h1>
<p class=\"count\">0 sentences, 0 words, 0 names</p>
</article>
";
        assert_eq!(body("a", &annotated("", &[], &[], &[])), expected);
        let blank = annotated("\n\n", &[("\n\n", "", "", "", "ROOT", 0, "")], &[0], &[]);
        assert_eq!(body("a", &blank), expected);
    }

    #[test]
    fn an_entity_may_go_on_in_the_next_sentence() {
        let rows = [("a", "", "", "", "", 0, ""), ("b", "", "", "", "", 1, "")];
        let body = body("a", &annotated("a b", &rows, &[0, 1], &[(0, 2, "ORG")]));
        let mark = |word| format!(">{}<b class=\"k2\" dir=\"ltr\">ORG</b></mark></p>", word);
        assert!(body.contains(&mark("a")) && body.contains(&mark("b")), "{body}");
    }

    #[test]
    fn the_page_needs_nothing_but_itself() {
        for outside in ["http:", "https:", "src=", "@import", "<script", "<link"] {
            assert!(!HEAD.contains(outside), "{outside}");
        }
    }
}
