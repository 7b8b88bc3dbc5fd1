//! Turns elements into paragraphs of text.

use dom_query::NodeRef;

/// One paragraph, heading, list item or row of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Paragraph {
    pub(super) text: String,
    /// How many of its bytes are links.
    linked: usize,
}

/// Characters, and words among them, of a sentence that is one.
const SENTENCE: (usize, usize) = (40, 6);

impl Paragraph {
    /// Whether somebody tells something here: a sentence, and not mostly links.
    pub(super) fn is_prose(&self) -> bool {
        let (characters, words) = SENTENCE;
        let is_word = |word: &&str| word.starts_with(char::is_alphabetic) && !word.contains('/');
        // Chinese and Thai do not separate words.
        let is_worded = self.text.split_whitespace().filter(is_word).count() >= words
            || self.text.chars().filter(|c| c.is_alphabetic() && *c > '\u{e00}').count()
                > characters;
        self.text.chars().count() >= characters
            && is_worded
            && ends_a_sentence(&self.text)
            && self.linked * 2 < self.text.len()
    }

    /// Whether this only leads elsewhere.
    pub(super) fn is_link(&self) -> bool {
        self.linked * 10 > self.text.len() * 9
    }
}

/// The paragraphs in an element. White space counts as in a browser; `<br>` is a line's end.
pub(super) fn of(root: NodeRef<'_>) -> Vec<Paragraph> {
    let mut writer = Writer::default();
    writer.walk(root, false);
    writer.end();
    writer.done
}

/// The paragraphs of a text that has no elements.
pub(super) fn of_text(text: &str) -> Vec<Paragraph> {
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|text| !text.is_empty()).map(|text| Paragraph { text, linked: 0 }).collect()
}

/// Whether a sentence ends in a text: not the dot in `example.org`.
fn ends_a_sentence(text: &str) -> bool {
    text.split_whitespace().any(|word| {
        let word = word.trim_end_matches(['"', '”', '’', '\'', '»', ')', ']']);
        word.ends_with(['.', '!', '?', '؟', '۔', '।']) || word.contains(['。', '！', '？'])
    })
}

#[derive(Default)]
struct Writer {
    done: Vec<Paragraph>,
    open: Paragraph,
    /// Whether lines end where they end in the source, as in `<pre>`.
    preformatted: bool,
}

impl Writer {
    fn walk(&mut self, node: NodeRef<'_>, linked: bool) {
        if node.is_text() {
            return if self.preformatted {
                self.write_lines(&node.text(), linked);
            } else {
                self.write(&node.text(), linked);
            };
        }
        let name = node.node_name().unwrap_or_default();
        let name = &*name;
        if UNREAD.contains(&name) {
            return;
        }
        if name == "br" {
            return self.end_line();
        }
        let is_block = BLOCKS.contains(&name);
        if is_block {
            self.end();
        }
        let preformatted = self.preformatted;
        self.preformatted |= name == "pre";
        for child in node.children_it(false) {
            self.walk(child, linked || name == "a");
        }
        self.preformatted = preformatted;
        if is_block {
            self.end();
        } else if matches!(name, "td" | "th") {
            self.write(" ", false);
        }
    }

    /// Writes lines as they stand; an empty one ends a paragraph.
    fn write_lines(&mut self, text: &str, linked: bool) {
        for (number, line) in text.split('\n').enumerate() {
            match number {
                0 => {}
                _ if self.open.text.ends_with('\n') => self.end(),
                _ => self.end_line(),
            }
            self.write(line, linked);
        }
    }

    fn write(&mut self, text: &str, linked: bool) {
        let before = self.open.text.len();
        // Soft hyphens and zero-width spaces say where a word may be broken, not that it is.
        let chars = text.chars().filter(|c| !matches!(c, '\u{ad}' | '\u{200b}' | '\u{feff}'));
        for c in chars {
            let spaced = self.open.text.is_empty() || self.open.text.ends_with([' ', '\n']);
            if !c.is_whitespace() {
                self.open.text.push(c);
            } else if !spaced {
                self.open.text.push(' ');
            }
        }
        self.open.linked += if linked { self.open.text.len() - before } else { 0 };
    }

    fn end_line(&mut self) {
        self.open.text.truncate(self.open.text.trim_end().len());
        if !self.open.text.is_empty() {
            self.open.text.push('\n');
        }
    }

    fn end(&mut self) {
        let mut paragraph = std::mem::take(&mut self.open);
        paragraph.text.truncate(paragraph.text.trim_end().len());
        if !paragraph.text.is_empty() {
            self.done.push(paragraph);
        }
    }
}

/// Elements that begin and end a paragraph.
const BLOCKS: [&str; 36] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "tr",
    "ul",
];

/// Elements whose text is not shown.
const UNREAD: [&str; 12] = [
    "button", "head", "iframe", "noscript", "object", "option", "script", "select", "style", "svg",
    "template", "textarea",
];
