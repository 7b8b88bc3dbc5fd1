//! What a reader sees in a sentence: who does what to whom, in which words.
//!
//! Run it with `cargo run --release --example annotate`. It prints
//!
//! ```text
//! crossed  ← fighters (nsubj), into (prep), via (prep), on (prep)
//! said     ← crossed (ccomp), official (nsubj)
//!
//! names: About 200 (CARDINAL) · Iran (GPE) · Mehran (ORG) · Monday (DATE) · Iraqi (NORP)
//! in full: About 200 fighters · Iran · the Mehran crossing · Monday · a senior Iraqi border official
//! ```
//!
//! and is about all that there is to know of the interface: load an annotator, take a reader,
//! annotate, walk over tokens.

use claimgraph::annotate::{Annotation, Annotator, ModelError, Token};

const REPORT: &str = "About 200 fighters crossed into Iran via the Mehran crossing on Monday, \
                      a senior Iraqi border official said.";

fn main() -> Result<(), ModelError> {
    // The pipeline is inside the program. It is loaded once and can be shared between threads …
    let annotator = Annotator::english()?;
    // … of which each takes a reader of its own, for as many texts as it likes.
    let annotation = annotator.reader().annotate(REPORT);

    // Every token knows its head, so a verb's partners are the tokens that it is the head of.
    for verb in annotation.tokens().filter(|token| token.pos() == "VERB") {
        let partners: Vec<String> = partners(&annotation, verb)
            .map(|partner| format!("{} ({})", partner.text(), partner.dep()))
            .collect();
        println!("{:8} ← {}", verb.text(), partners.join(", "));
    }

    // Names are found with their kind; noun phrases say what the words around a noun belong to.
    let names = annotation.entities().map(|name| format!("{} ({})", name.text(), name.label()));
    println!("\nnames: {}", names.collect::<Vec<_>>().join(" · "));
    let phrases = annotation.noun_chunks().map(|phrase| annotation.span(phrase).of(REPORT));
    println!("in full: {}", phrases.collect::<Vec<_>>().join(" · "));
    Ok(())
}

/// The words that depend on a verb, marks of punctuation left out.
fn partners<'a>(
    annotation: &'a Annotation<'_>,
    verb: Token<'a>,
) -> impl Iterator<Item = Token<'a>> {
    let depends = move |token: &Token<'_>| token.head().index() == verb.index();
    annotation
        .tokens()
        .filter(move |token| depends(token) && token.index() != verb.index())
        .filter(|token| token.pos() != "PUNCT")
}
