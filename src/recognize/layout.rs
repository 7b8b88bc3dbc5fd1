//! Where words stand on the page, and what the model says of each: datelines, bylines, headings.

use std::collections::HashMap;
use std::ops::Range;

use super::Lexicon;
use super::words::Words;

/// What stands where in a text.
#[derive(Debug)]
pub(super) struct Layout {
    /// For each token the model's name that covers it, by number; the label beside it.
    name: Vec<Option<u32>>,
    labels: Vec<Label>,
    /// First words of sentences, quotations and list items.
    initial: Vec<bool>,
    /// Datelines, bylines and words that are no names.
    skipped: Vec<bool>,
    /// In a line with capitals throughout, where a capital says nothing.
    title_case: Vec<bool>,
    /// Words that the text also writes with a capital inside a sentence.
    repeated: Vec<bool>,
    /// Line breaks and the like in front of a token.
    breaks: Vec<bool>,
}

/// What the model holds a name for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    Person,
    Organization,
    Place,
    Nation,
    Facility,
    Landscape,
    /// A product, a law, an event, a language.
    Other,
    /// A date, a number.
    Quantity,
}

impl Layout {
    pub(super) fn new(words: &Words<'_>, lexicon: &Lexicon) -> Layout {
        let count = words.len();
        let mut layout = Layout {
            name: vec![None; count],
            labels: Vec::new(),
            initial: vec![false; count],
            skipped: vec![false; count],
            title_case: vec![false; count],
            repeated: vec![false; count],
            breaks: vec![false; count],
        };
        layout.read_names(words);
        layout.read_starts(words);
        layout.read_lines(words);
        layout.read_words(words, lexicon);
        layout
    }

    /// What the model holds a token for.
    pub(super) fn label(&self, token: usize) -> Option<Label> {
        self.name[token].map(|name| self.labels[name as usize])
    }

    /// Whether the model sees a name (no date, no number) at a token.
    pub(super) fn names_at(&self, token: usize) -> bool {
        self.label(token).is_some_and(|label| label != Label::Quantity)
    }

    /// Whether the model holds two tokens for parts of one name.
    pub(super) fn one_name(&self, a: usize, b: usize) -> bool {
        b < self.name.len()
            && self.name[a].is_some()
            && self.name[a] == self.name[b]
            && self.names_at(a)
    }

    pub(super) fn is_initial(&self, token: usize) -> bool {
        self.initial[token] || self.title_case[token]
    }

    pub(super) fn is_skipped(&self, token: usize) -> bool {
        self.skipped[token]
    }

    pub(super) fn is_title_case(&self, token: usize) -> bool {
        self.title_case[token]
    }

    pub(super) fn is_repeated(&self, token: usize) -> bool {
        self.repeated[token]
    }

    /// Whether a line ends before a token.
    pub(super) fn breaks(&self, token: usize) -> bool {
        self.breaks[token]
    }

    fn read_names(&mut self, words: &Words<'_>) {
        for (number, entity) in words.annotation().entities().enumerate() {
            self.labels.push(label(entity.label()));
            self.name[entity.tokens()].fill(Some(number as u32));
        }
    }

    /// A sentence begins behind white space, and behind quotes, bullets and numbers too.
    fn read_starts(&mut self, words: &Words<'_>) {
        let mut open = true;
        for at in 0..words.len() {
            let token = words.token(at);
            self.breaks[at] = at > 0 && words.token(at - 1).is_space();
            let line_break = token.is_space() && token.text().contains('\n');
            let opening =
                line_break || token.is_sentence_start() || matches!(token.text(), ":" | "•" | "“");
            open |= opening;
            let word = token.text().chars().any(char::is_alphabetic);
            self.initial[at] = open && word;
            let quote_ends = matches!(token.text(), "\"" | "“");
            open = (open && !word) || quote_ends || opening && !word;
        }
    }

    fn read_lines(&mut self, words: &Words<'_>) {
        let mut start = 0;
        for at in 0..=words.len() {
            let ends =
                at == words.len() || words.token(at).is_space() && words.text(at).contains('\n');
            if ends {
                self.read_line(words, start..at);
                start = at + 1;
            }
        }
    }

    fn read_line(&mut self, words: &Words<'_>, line: Range<usize>) {
        if let Some(end) = dateline(words, line.clone()).or_else(|| byline(words, line.clone())) {
            self.skipped[line.start..end].fill(true);
            if end < line.end {
                self.initial[end] = true;
            }
        }
        if is_title_case(words, line.clone()) {
            self.title_case[line].fill(true);
        }
    }

    /// Whether no capital stands beside a word, with which it could be one name.
    fn is_alone(&self, words: &Words<'_>, at: usize) -> bool {
        let beside = |other: usize| words.is_capital(other) && words.tag(other).starts_with("NNP");
        let person = || self.label(at) == Some(Label::Person) && self.one_name(at - 1, at);
        !(beside(at + 1) || at > 0 && beside(at - 1) && (!self.initial[at - 1] || person()))
    }

    /// Words that are no names, and words that the text repeats with a capital.
    fn read_words(&mut self, words: &Words<'_>, lexicon: &Lexicon) {
        let mut inside: HashMap<&str, bool> = HashMap::new();
        for at in 0..words.len() {
            let inner = !self.is_initial(at) || at > 0 && words.is_capital(at - 1);
            if words.is_capital(at)
                && inner
                && words.tag(at).starts_with("NNP")
                && !self.skipped[at]
            {
                inside.insert(words.text(at), true);
            }
            let quantity =
                self.label(at) == Some(Label::Quantity) && !words.tag(at).starts_with("NNP");
            let date = quantity
                || words.is_capital(at)
                    && self.is_alone(words, at)
                    && lexicon.none.contains(words.lower(at));
            self.skipped[at] |= date && words.is_capital(at);
        }
        for at in 0..words.len() {
            self.repeated[at] = inside.contains_key(words.text(at));
        }
    }
}

/// The end of a dateline, "BAGHDAD/KUWAIT, April 3 (Reuters) -", if the line begins with one.
fn dateline(words: &Words<'_>, line: Range<usize>) -> Option<usize> {
    let head = line.start..line.end.min(line.start + 16);
    let shouts = |at: usize| {
        let text = words.text(at);
        text.chars().filter(|letter| letter.is_alphabetic()).count() > 2
            && !text.chars().any(char::is_lowercase)
    };
    let dash = head
        .clone()
        .find(|&at| matches!(words.text(at), "-" | "–" | "—" | "--") && !words.is_glued(at))?;
    let agency = (line.start..dash).any(|at| words.text(at) == "(") && words.text(dash - 1) == ")";
    let quiet = (line.start..dash).all(|at| !matches!(words.token(at).pos(), "VERB" | "AUX"));
    (quiet && dash > line.start && (shouts(line.start) || agency)).then_some(dash + 1)
}

/// The end of a byline, "By Nour Haddad in Beirut", which is the whole of a short line.
fn byline(words: &Words<'_>, line: Range<usize>) -> Option<usize> {
    let short = !line.is_empty() && line.len() < 16 && words.text(line.end - 1) != ".";
    (short && words.text(line.start) == "By" && words.is_capital(line.start + 1))
        .then_some(line.end)
}

/// Whether nearly every long word of a line has a capital.
fn is_title_case(words: &Words<'_>, line: Range<usize>) -> bool {
    let long =
        |&at: &usize| words.text(at).chars().filter(|letter| letter.is_alphabetic()).count() > 3;
    let all = line.clone().filter(long).count();
    let capital = line.filter(long).filter(|&at| words.is_capital(at)).count();
    all > 3 && capital * 10 >= all * 8
}

fn label(name: &str) -> Label {
    match name {
        "PERSON" => Label::Person,
        "ORG" => Label::Organization,
        "GPE" => Label::Place,
        "NORP" => Label::Nation,
        "FAC" => Label::Facility,
        "LOC" => Label::Landscape,
        "PRODUCT" | "LAW" | "EVENT" | "LANGUAGE" | "WORK_OF_ART" => Label::Other,
        _ => Label::Quantity,
    }
}
