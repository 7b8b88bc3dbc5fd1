//! RDF/XML (<https://www.w3.org/TR/rdf-syntax-grammar/>): a description for each subject.

use std::borrow::Cow;
use std::io::{self, Write};

use oxigraph::model::{NamedOrBlankNode, Quad, Term};
use quick_xml::escape::partial_escape;

use super::prefixes::Prefixes;
use super::serialize::cannot;
use crate::vocab::xsd;

/// Writes quads in the order of their subjects; graphs are not told apart.
pub(super) struct Xml<'w> {
    output: &'w mut dyn Write,
    prefixes: Prefixes,
    subject: Option<NamedOrBlankNode>,
}

impl<'w> Xml<'w> {
    pub(super) fn new(output: &'w mut dyn Write, prefixes: Prefixes) -> io::Result<Xml<'w>> {
        writeln!(output, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rdf:RDF")?;
        for (prefix, namespace) in prefixes.iter() {
            writeln!(output, "  xmlns:{prefix}=\"{}\"", attribute(namespace))?;
        }
        writeln!(output, ">")?;
        Ok(Xml { output, prefixes, subject: None })
    }

    pub(super) fn take(&mut self, quad: &Quad) -> io::Result<()> {
        if self.subject.as_ref() != Some(&quad.subject) {
            self.close()?;
            let NamedOrBlankNode::NamedNode(subject) = &quad.subject else {
                return Err(cannot(quad, "a subject without an address"));
            };
            let about = attribute(subject.as_str());
            writeln!(self.output, "<rdf:Description rdf:about=\"{about}\">")?;
            self.subject = Some(quad.subject.clone());
        }
        let (tag, declared) = self.tag(quad)?;
        write!(self.output, "  <{tag}{declared}")?;
        match &quad.object {
            Term::NamedNode(node) => {
                writeln!(self.output, " rdf:resource=\"{}\"/>", attribute(node.as_str()))
            }
            Term::Literal(literal) => {
                let kind = match (literal.language(), literal.datatype().as_str()) {
                    (Some(language), _) => format!(" xml:lang=\"{language}\""),
                    (None, xsd::STRING) => String::new(),
                    (None, datatype) => format!(" rdf:datatype=\"{}\"", attribute(datatype)),
                };
                let text = text(literal.value()).ok_or_else(|| {
                    cannot(quad, "its text has a character that XML does not have")
                })?;
                writeln!(self.output, "{kind}>{text}</{tag}>")
            }
            _ => Err(cannot(quad, "RDF/XML has no place for its object")),
        }
    }

    pub(super) fn finish(mut self) -> io::Result<()> {
        self.close()?;
        writeln!(self.output, "</rdf:RDF>")
    }

    fn close(&mut self) -> io::Result<()> {
        if self.subject.is_some() { writeln!(self.output, "</rdf:Description>") } else { Ok(()) }
    }

    /// The tag of a property, and its namespace if that has to be declared with it.
    fn tag(&self, quad: &Quad) -> io::Result<(String, String)> {
        let iri = quad.predicate.as_str();
        if let Some((prefix, name)) = self.prefixes.split(iri).filter(|(_, name)| is_name(name)) {
            return Ok((format!("{prefix}:{name}"), String::new()));
        }
        let (namespace, name) = iri.split_at(iri.rfind(['/', '#', ':']).map_or(0, |at| at + 1));
        if !is_name(name) {
            return Err(cannot(quad, "RDF/XML has no way to write this property"));
        }
        Ok((format!("ns:{name}"), format!(" xmlns:ns=\"{}\"", attribute(namespace))))
    }
}

/// Whether a word may be a tag (<https://www.w3.org/TR/xml-names/#NT-NCName>), on the safe side:
/// older readers of XML know fewer letters.
fn is_name(word: &str) -> bool {
    let starts = word.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    starts && word.chars().all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c))
}

fn attribute(iri: &str) -> Cow<'_, str> {
    quick_xml::escape::escape(iri)
}

/// A text as XML; none if it has a character that XML 1.0 does not
/// (<https://www.w3.org/TR/xml/#charsets>). Readers make a line feed of a carriage return unless it is
/// written by its number.
fn text(value: &str) -> Option<String> {
    let is_allowed = |c: char| !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    value.chars().all(is_allowed).then(|| partial_escape(value).replace('\r', "&#13;"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_comes_back_as_it_was_or_is_refused() {
        assert_eq!(text("a < b & c > d").as_deref(), Some("a &lt; b &amp; c &gt; d"));
        assert_eq!(text("one\r\ntwo\t").as_deref(), Some("one&#13;\ntwo\t"));
        assert_eq!(text("a\u{c}b"), None);
        assert!(is_name("deployedTo") && !is_name("2nd") && !is_name("") && !is_name("a/b"));
    }
}
