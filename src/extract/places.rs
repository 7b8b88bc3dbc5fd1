//! Where tokens and bytes stand: in which sentence, behind how many code points.

use std::ops::Range;

use crate::annotate::Annotation;
use crate::model::CodePoints;

/// Sentences and code points of a text, looked up instead of counted anew for each claim.
#[derive(Debug)]
pub struct Places<'a> {
    code_points: CodePoints<'a>,
    /// First tokens of the sentences, and the number of tokens.
    starts: Vec<usize>,
}

impl<'a> Places<'a> {
    /// The places of an annotated text.
    pub fn new(annotation: &Annotation<'a>) -> Places<'a> {
        let mut starts: Vec<usize> = annotation.sentences().map(|tokens| tokens.start).collect();
        starts.push(annotation.len());
        Places { code_points: CodePoints::new(annotation.text()), starts }
    }

    /// The tokens of the sentence that a token stands in.
    pub(crate) fn sentence(&self, token: usize) -> Range<usize> {
        let behind = self.starts.partition_point(|start| *start <= token);
        match (behind.checked_sub(1), self.starts.get(behind)) {
            (Some(before), Some(&end)) => self.starts[before]..end,
            _ => token..token + 1,
        }
    }

    /// How many code points stand before a byte.
    pub(crate) fn code_points(&self, byte: usize) -> usize {
        self.code_points.before(byte)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::Annotator;

    #[test]
    fn places_are_those_that_counting_gives() {
        let annotator = Annotator::english().expect("the built-in pipeline loads");
        let text = "Fighters of the كتائب left Kyïv. They came back. ".repeat(60);
        let annotation = annotator.reader().annotate(&text);
        let places = Places::new(&annotation);
        for token in annotation.tokens() {
            let byte = token.span().start;
            assert_eq!(places.code_points(byte), text[..byte].chars().count());
            assert!(places.sentence(token.index()).contains(&token.index()));
        }
        let sentences: Vec<_> = annotation.sentences().collect();
        assert_eq!(places.sentence(sentences[1].start), sentences[1]);
    }
}
