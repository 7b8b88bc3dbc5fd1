//! CoNLL-U, the format of Universal Dependencies: ten columns, a line for every word.

use std::fmt::{self, Write as _};
use std::io::{self, Write};
use std::mem;

use super::AnnotationWriter;
use super::sentence::{EntityCursor, SentenceId, Word, pieces, text, words};
use crate::annotate::annotation::{Annotation, Entity, Token};
use crate::annotate::unicode;

/// [CoNLL-U](https://universaldependencies.org/format.html), as other programs accept it.
///
/// The format knows neither white-space tokens nor sentences without a tree. So white space
/// becomes `SpaceAfter=No`, `SpacesAfter=\n\n` or `SpacesBefore=` beside a word, from which the
/// text can be put together again, in the escapes of UDPipe (`\s \t \n \r`) and as `\u00a0` for
/// white space that has none there. What depends on white space depends on the word above that
/// instead. Where a sentence has several roots, the first is its root, and the others depend on
/// it as `dep`; without a parser, all words depend on the first in this way.
///
/// Tags, features and relations are those of the pipeline. The official validator finds the
/// format in order, but does not know relations that Universal Dependencies do not have, such
/// as the `pobj` of English pipelines.
///
/// Entities stand in the last column, as `NER=B-GPE`. `sent_id` is the text's name, with `/`,
/// `%` and white space in percent-encoding, and the sentence's number.
#[derive(Debug, Default)]
pub struct Conllu;

impl AnnotationWriter for Conllu {
    fn document(
        &mut self,
        out: &mut dyn Write,
        name: &str,
        annotation: &Annotation<'_>,
    ) -> io::Result<()> {
        let mut entities = EntityCursor::new(annotation.entities());
        let sentences = annotation
            .sentences()
            .map(|sentence| words(annotation, sentence))
            .filter(|words| !words.is_empty());
        for (index, words) in sentences.enumerate() {
            write_comments(out, name, index, text(annotation, &words))?;
            let before = before(annotation, index, &words);
            write_words(out, annotation, &words, before, &mut entities)?;
            writeln!(out)?;
        }
        Ok(())
    }
}

/// A line for every word of a sentence; `before` is white space that stands before the first.
fn write_words<'a>(
    out: &mut dyn Write,
    annotation: &'a Annotation<'_>,
    words: &[Word<'a>],
    mut before: &str,
    entities: &mut EntityCursor<'a, impl Iterator<Item = Entity<'a>>>,
) -> io::Result<()> {
    let root = words.iter().position(|word| word.head.is_none()).unwrap_or(0);
    let mut latest = None;
    for (index, word) in words.iter().enumerate() {
        let entity = entities.at(word.token.index());
        let first = entity.map(|entity| entity.tokens().start);
        // An entity may begin with white space, which is left out, or in the sentence before:
        // it always has a `B-`.
        let begins = first != mem::replace(&mut latest, first);
        let label = entity.map(|entity| Label(begins, entity.label()));
        write_word(out, index, word, root)?;
        write_misc(out, label, mem::take(&mut before), behind(annotation, word.token))?;
    }
    Ok(())
}

/// The lines above a text's sentence at `index`.
fn write_comments(out: &mut dyn Write, name: &str, index: usize, text: &str) -> io::Result<()> {
    if index == 0 {
        let key = if name.is_empty() { "# newdoc" } else { "# newdoc id = " };
        write_line(out, key, name)?;
    }
    writeln!(out, "# sent_id = {}", SentenceId(name, index + 1))?;
    write_line(out, "# text = ", text)
}

/// A key and a value, on one line.
fn write_line(out: &mut dyn Write, key: &str, value: &str) -> io::Result<()> {
    write!(out, "{key}")?;
    for (index, piece) in pieces(value).enumerate() {
        let blank = if index == 0 { "" } else { " " };
        write!(out, "{blank}{piece}")?;
    }
    writeln!(out)
}

/// The white space before the first word of a text.
fn before<'t>(annotation: &Annotation<'t>, sentence: usize, words: &[Word<'_>]) -> &'t str {
    let end = if sentence == 0 { words[0].token.span().start } else { 0 };
    &annotation.text()[..end]
}

/// The white space between a word and the next one, be it of another sentence.
fn behind<'t>(annotation: &Annotation<'t>, token: Token<'_>) -> &'t str {
    let mut rest = (token.index() + 1..annotation.len()).map(|index| annotation.token(index));
    let next = rest.find(|token| !token.is_space());
    let end = next.map_or(annotation.text().len(), |next| next.span().start);
    &annotation.text()[token.span().end..end]
}

/// The first nine columns.
fn write_word(out: &mut dyn Write, index: usize, word: &Word<'_>, root: usize) -> io::Result<()> {
    let token = word.token;
    let (head, relation) = match word.head {
        _ if index == root => (0, "root"),
        Some(head) => (head + 1, relation(token.dep())),
        None => (root + 1, "dep"),
    };
    write!(
        out,
        "{}\t{}\t{}\t{}\t{}\t{}\t{head}\t{}\t_\t",
        index + 1,
        Value(token.text()),
        Value(token.lemma()),
        Value(token.pos()),
        Value(token.tag()),
        Value(&features(token.morph())),
        Value(relation),
    )
}

/// A relation to another word; only the one without a head may be `root`.
fn relation(dep: &str) -> &str {
    if dep.is_empty() || dep.eq_ignore_ascii_case("root") {
        return "dep";
    }
    dep
}

/// Features in the order that the format demands: upper and lower case are one.
fn features(morph: &str) -> String {
    let mut features: Vec<&str> = morph.split('|').collect();
    features.sort_by_key(|feature| feature.to_lowercase());
    features.join("|")
}

fn write_misc(
    out: &mut dyn Write,
    label: Option<Label<'_>>,
    before: &str,
    behind: &str,
) -> io::Result<()> {
    let mut misc = Vec::new();
    misc.extend(label.map(|label| format!("NER={label}")));
    match behind {
        " " => {}
        "" => misc.push("SpaceAfter=No".to_owned()),
        _ => misc.push(format!("SpacesAfter={}", Spaces(behind))),
    }
    if !before.is_empty() {
        misc.push(format!("SpacesBefore={}", Spaces(before)));
    }
    writeln!(out, "{}", Value(&misc.join("|")))
}

/// A column's value: `_` if there is none, and in place of white space.
struct Value<'a>(&'a str);

/// Whether a word is the first of its entity, and the entity's label.
struct Label<'a>(bool, &'a str);

/// White space with the escapes of UDPipe.
struct Spaces<'a>(&'a str);

impl fmt::Display for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_char('_');
        }
        for (index, piece) in self.0.split(unicode::is_space).enumerate() {
            f.write_str(if index == 0 { "" } else { "_" })?;
            f.write_str(piece)?;
        }
        Ok(())
    }
}

impl fmt::Display for Label<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Label(begins, label) = self;
        f.write_str(if *begins { "B-" } else { "I-" })?;
        f.write_str(&label.replace('|', "_"))
    }
}

impl fmt::Display for Spaces<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                ' ' => f.write_str("\\s")?,
                '\t' => f.write_str("\\t")?,
                '\n' => f.write_str("\\n")?,
                '\r' => f.write_str("\\r")?,
                c => write!(f, "\\u{:04x}", u32::from(c))?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{annotated, crossing, written};
    use super::*;

    #[test]
    fn words_in_ten_columns() {
        let annotation = crossing();
        let expected = "\
# newdoc id = the news/1.txt
# sent_id = the%20news%2F1.txt-1
# text = Fighters crossed into Iran.
1 Fighters fighter NOUN NNS Number=Plur 2 nsubj _ _
2 crossed cross VERB VBD Tense=Past|VerbForm=Fin 0 root _ _
3 into into ADP IN _ 2 prep _ _
4 Iran Iran PROPN NNP Number=Sing 3 pobj _ NER=B-GPE|SpaceAfter=No
5 . . PUNCT . PunctType=Peri 2 punct _ SpacesAfter=\\n\\n

# sent_id = the%20news%2F1.txt-2
# text = Nobody saw the convoy
1 Nobody nobody PRON NN Number=Sing 2 nsubj _ _
2 saw see VERB VBD Tense=Past 0 root _ _
3 the the DET DT Definite=Def 4 det _ NER=B-ORG
4 convoy convoy NOUN NN Number=Sing 2 dobj _ NER=I-ORG|SpaceAfter=No

";
        assert_eq!(blanks("the news/1.txt", &annotation), expected);
    }

    #[test]
    fn white_space_goes_beside_the_words() {
        let rows = [
            ("\t\n", "", "", "", "", 1, ""),
            ("a", "", "", "", "", 1, "b=1|C=2|A=3"),
            ("\u{a0}\r", "", "", "", "", 1, ""),
            ("b", "b\u{a0}b c", "", "", "x y", 2, ""),
            ("\n", "", "", "", "ROOT", 4, ""),
            ("\u{2028}", "", "", "", "ROOT", 5, ""),
        ];
        let annotation =
            annotated("\t\na \u{a0}\rb\n \u{2028}", &rows, &[0, 4, 5], &[(0, 4, "A B|C")]);
        let expected = "\
# newdoc
# sent_id = 1
# text = a b
1 a _ _ _ A=3|b=1|C=2 0 root _ NER=B-A_B_C|SpacesAfter=\\s\\u00a0\\r|SpacesBefore=\\t\\n
2 b b_b_c _ _ _ 1 x_y _ NER=I-A_B_C|SpacesAfter=\\n\\s\\u2028

";
        assert_eq!(blanks("", &annotation), expected);
    }

    #[test]
    fn every_sentence_is_one_tree() {
        let rows = [
            ("a", "", "", "", "root", 1, ""),  // not at the top: no root
            ("b", "", "", "", "nsubj", 9, ""), // below another sentence: the first root
            ("c", "", "", "", "ROOT", 2, ""),  // another root
            ("d", "", "", "", "", 2, ""),
            ("e", "", "", "", "", 4, ""), // a sentence without a parser
            ("f", "", "", "", "", 5, ""),
            ("g", "", "", "", "", 6, ""),
        ];
        let mut rows = rows.to_vec();
        rows.extend([("h", "", "", "", "", 7, ""); 3]);
        let annotation = annotated("a b c d e f g h h h", &rows, &[0, 4, 7], &[]);
        let lines = blanks("", &annotation);
        let heads = lines.lines().filter_map(|line| {
            let columns: Vec<&str> = line.split(' ').collect();
            (columns.len() == 10).then(|| format!("{}<{}:{}", columns[1], columns[6], columns[7]))
        });
        let expected =
            "a<2:dep b<0:root c<2:dep d<3:dep e<0:root f<1:dep g<1:dep h<0:root h<1:dep h<1:dep";
        assert_eq!(heads.collect::<Vec<_>>().join(" "), expected);
    }

    #[test]
    fn nothing_of_nothing() {
        assert_eq!(blanks("a", &annotated("", &[], &[], &[])), "");
        let rows = [("\n \n", "", "", "", "", 0, "")];
        assert_eq!(blanks("a", &annotated("\n \n", &rows, &[0], &[])), "");
    }

    /// The tabs between columns become blanks, which are better to read here.
    fn blanks(name: &str, annotation: &Annotation<'_>) -> String {
        written(Conllu, &[(name, annotation)]).replace('\t', " ")
    }
}
