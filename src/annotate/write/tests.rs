//! Small annotated texts, made by hand, for the tests of the writers.

use super::AnnotationWriter;
use crate::annotate::annotation::{Annotation, EntityRecord, Span, TokenRecord};
use crate::annotate::names::{Excerpt, Name, Names};
use crate::annotate::unicode;

/// One token: its text, lemma, part of speech, tag, relation, head and features.
pub(super) type Row<'r> = (&'r str, &'r str, &'r str, &'r str, &'r str, usize, &'r str);

/// A text with its tokens, the first tokens of its sentences and its names
/// (first token, token behind, label).
pub(super) fn annotated<'t>(
    text: &'t str,
    rows: &[Row<'_>],
    sentences: &[usize],
    names: &[(u32, u32, &str)],
) -> Annotation<'t> {
    let mut known = Names::new();
    for &(_, lemma, pos, tag, dep, _, morph) in rows {
        for value in [lemma, pos, tag, dep, morph] {
            known.add(value);
        }
    }
    let labels: Vec<Name> = names.iter().map(|name| known.add(name.2)).collect();
    let all = known.clone();
    let mut excerpt = Excerpt::of(&all);
    let mut take = |value: &str| excerpt.take(known.add(value));
    let mut end = 0;
    let mut tokens = Vec::new();
    for (index, &(word, lemma, pos, tag, dep, head, morph)) in rows.iter().enumerate() {
        let start = end + text[end..].find(word).expect("the token is in the text");
        end = start + word.len();
        let is_space = word.chars().all(unicode::is_space);
        let space_after = text[end..].starts_with(' ');
        end += usize::from(space_after);
        tokens.push(TokenRecord {
            span: Span { start, end: start + word.len() },
            head: head as u32,
            norm: take(""),
            tag: take(tag),
            pos: take(pos),
            morph: take(morph),
            lemma: take(lemma),
            dep: take(dep),
            space_after,
            sentence_start: sentences.contains(&index),
            is_space,
        });
    }
    let entities = names
        .iter()
        .zip(labels)
        .map(|(&(first, end, _), label)| EntityRecord {
            tokens: first..end,
            label: excerpt.take(label),
        })
        .collect();
    Annotation { text, tokens, entities, noun_chunks: Vec::new(), strings: excerpt.into_strings() }
}

/// All that a writer writes for some texts.
pub(super) fn written(
    mut writer: impl AnnotationWriter,
    documents: &[(&str, &Annotation<'_>)],
) -> String {
    let mut out = Vec::new();
    let done = writer
        .begin(&mut out)
        .and_then(|()| {
            documents
                .iter()
                .try_for_each(|(name, annotation)| writer.document(&mut out, name, annotation))
        })
        .and_then(|()| writer.end(&mut out));
    done.expect("a list of bytes takes all that is written");
    String::from_utf8(out).expect("writers write UTF-8")
}

/// "Fighters crossed into Iran on Monday." and a reply after an empty line.
pub(super) fn crossing() -> Annotation<'static> {
    let rows = [
        ("Fighters", "fighter", "NOUN", "NNS", "nsubj", 1, "Number=Plur"),
        ("crossed", "cross", "VERB", "VBD", "ROOT", 1, "Tense=Past|VerbForm=Fin"),
        ("into", "into", "ADP", "IN", "prep", 1, ""),
        ("Iran", "Iran", "PROPN", "NNP", "pobj", 2, "Number=Sing"),
        (".", ".", "PUNCT", ".", "punct", 1, "PunctType=Peri"),
        ("\n\n", "\n\n", "SPACE", "_SP", "dep", 4, ""),
        ("Nobody", "nobody", "PRON", "NN", "nsubj", 7, "Number=Sing"),
        ("saw", "see", "VERB", "VBD", "ROOT", 7, "Tense=Past"),
        ("the", "the", "DET", "DT", "det", 9, "Definite=Def"),
        ("convoy", "convoy", "NOUN", "NN", "dobj", 7, "Number=Sing"),
    ];
    let text = "Fighters crossed into Iran.\n\nNobody saw the convoy";
    annotated(text, &rows, &[0, 6], &[(3, 4, "GPE"), (8, 10, "ORG")])
}
