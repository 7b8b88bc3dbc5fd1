//! Text to tokens: spaCy's rule-based tokenizer (`spacy/tokenizer.pyx`).
//!
//! A text is cut at white space; from each piece prefixes and suffixes are stripped until an
//! exception or nothing more is found, then what remains is a URL or is cut at infixes. Last,
//! exceptions that span several tokens (":-)") are put back together.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::folder::{ModelError, ModelFolder};
use super::msgpack::{Packed, PackedFile};
use super::names::Names;
use super::pattern::Pattern;
use super::unicode::is_space;
use super::words::{Norms, WordId, Words};

/// The rules of a language, as the file `tokenizer` of a pipeline has them.
#[derive(Debug)]
pub(crate) struct Tokenizer {
    prefix: Option<Pattern>,
    suffix: Option<Pattern>,
    infix: Option<Pattern>,
    token_match: Option<Pattern>,
    url_match: Option<Pattern>,
    exceptions: HashMap<Box<str>, Vec<ExceptionToken>, FixedState>,
    /// Length in bytes of the longest exception: nothing longer need be looked up.
    longest_exception: usize,
    merges: Merges,
    norms: Norms,
}

/// One token of an exception's fixed tokenization.
#[derive(Debug, Clone)]
struct ExceptionToken {
    text: Box<str>,
    norm: Option<Box<str>>,
}

/// A token: how many bytes it takes, which word it is, whether one blank follows.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Piece {
    pub(crate) length: usize,
    pub(crate) word: WordId,
    pub(crate) space_after: bool,
    /// Whether it was put back together. At the start of a text, spaCy then forgets that a
    /// sentence begins there.
    pub(crate) is_merged: bool,
}

/// What one reader remembers of the pieces between blanks that it has cut up.
#[derive(Debug, Default)]
pub(crate) struct TokenizerCache {
    known: HashMap<Box<str>, (u32, u32), FixedState>,
    pieces: Vec<Piece>,
}

/// Longer pieces between blanks are rare, and not worth remembering.
const LONGEST_KNOWN: usize = 64;

/// What a call needs besides the rules: the growing word list and the memory of past pieces.
pub(crate) struct Vocabulary<'a> {
    pub(crate) words: &'a mut Words,
    pub(crate) names: &'a mut Names,
    pub(crate) cache: &'a mut TokenizerCache,
}

impl TokenizerCache {
    /// How many pieces between blanks it remembers.
    pub(crate) fn len(&self) -> usize {
        self.known.len()
    }
}

impl Tokenizer {
    pub(crate) fn read(folder: &ModelFolder) -> Result<Tokenizer, ModelError> {
        const FILE: &str = "tokenizer";
        let bytes = folder.read(FILE)?;
        let file = PackedFile::decode(&bytes, folder, FILE)?;
        let root = file.root();
        let mut tokenizer = Tokenizer {
            prefix: pattern(root, "prefix_search")?,
            suffix: pattern(root, "suffix_search")?,
            infix: pattern(root, "infix_finditer")?,
            token_match: pattern(root, "token_match")?,
            url_match: pattern(root, "url_match")?,
            exceptions: HashMap::default(),
            longest_exception: 0,
            merges: Merges::default(),
            norms: Norms::read(folder)?,
        };
        for (text, tokens) in root.field("exceptions")?.entries()? {
            let text = text.text()?;
            let tokens = tokens.items()?.map(exception_token);
            let tokens = tokens.collect::<Result<Vec<ExceptionToken>, ModelError>>()?;
            if !tokens.iter().flat_map(|token| token.text.chars()).eq(text.chars()) {
                return Err(root.error(format!("exception {text:?} does not add up")));
            }
            tokenizer.longest_exception = tokenizer.longest_exception.max(text.len());
            tokenizer.exceptions.insert(text.into(), tokens);
        }
        let faster = root.find("faster_heuristics").and_then(Packed::flag).unwrap_or(true);
        tokenizer.merges = tokenizer.find_merges(faster);
        Ok(tokenizer)
    }

    /// The tokens of `text`, in order: their lengths and blanks add up to the text.
    pub(crate) fn run(&self, text: &str, vocabulary: &mut Vocabulary<'_>) -> Vec<Piece> {
        let mut pieces = Vec::with_capacity(text.len() / 5);
        for (chunk, blank_after) in chunks(text) {
            self.add_chunk(chunk, vocabulary, &mut pieces);
            if let Some(last) = pieces.last_mut() {
                last.space_after = blank_after;
            }
        }
        self.merge(text, pieces, vocabulary)
    }

    /// Appends the tokens of a piece between blanks, from memory if it is there.
    fn add_chunk(&self, chunk: &str, vocabulary: &mut Vocabulary<'_>, pieces: &mut Vec<Piece>) {
        if let Some(&(first, count)) = vocabulary.cache.known.get(chunk) {
            let known = first as usize..(first + count) as usize;
            pieces.extend_from_slice(&vocabulary.cache.pieces[known]);
            return;
        }
        let before = pieces.len();
        for part in self.split(chunk, true) {
            self.add_part(part, vocabulary, pieces);
        }
        if chunk.len() <= LONGEST_KNOWN {
            let TokenizerCache { known, pieces: memory } = &mut *vocabulary.cache;
            let count = (pieces.len() - before) as u32;
            known.insert(chunk.into(), (memory.len() as u32, count));
            memory.extend_from_slice(&pieces[before..]);
        }
    }

    fn add_part(&self, part: Part<'_>, vocabulary: &mut Vocabulary<'_>, pieces: &mut Vec<Piece>) {
        let Vocabulary { words, names, .. } = vocabulary;
        let mut add = |text: &str, word| {
            pieces.push(Piece { length: text.len(), word, space_after: false, is_merged: false });
        };
        match part {
            Part::Text(text) => add(text, words.add(text, &self.norms, names)),
            Part::Exception(tokens) => {
                for ExceptionToken { text, norm } in tokens {
                    add(
                        text,
                        match norm {
                            Some(norm) => words.add_with_norm(text, norm, names),
                            None => words.add(text, &self.norms, names),
                        },
                    );
                }
            }
        }
    }

    /// Splits a piece between blanks. Without `exceptions`, as if there were none.
    fn split<'a>(&'a self, chunk: &'a str, exceptions: bool) -> Vec<Part<'a>> {
        let exception = |text: &str| if exceptions { self.exception(text) } else { None };
        let (mut parts, mut suffixes) = (Vec::new(), Vec::new());
        let mut rest = chunk;
        while !rest.is_empty() && !self.is_token(rest) && exception(rest).is_none() {
            let prefix = self.prefix.as_ref().map_or(0, |pattern| pattern.prefix_len(rest));
            let (head, tail) = rest.split_at(prefix);
            if prefix > 0 && !tail.is_empty() && exception(tail).is_some() {
                parts.push(Part::Text(head));
                rest = tail;
                break;
            }
            let suffix = self.suffix.as_ref().map_or(0, |pattern| pattern.suffix_len(tail));
            let (shorter, end) = rest.split_at(rest.len() - suffix);
            if suffix > 0 && !shorter.is_empty() && exception(shorter).is_some() {
                suffixes.push(Part::Text(end));
                rest = shorter;
                break;
            }
            if prefix == 0 && suffix == 0 {
                break;
            }
            if prefix > 0 {
                parts.push(Part::Text(head));
            }
            if suffix > 0 {
                suffixes.push(Part::Text(end));
            }
            rest = &rest[prefix..rest.len() - suffix];
        }
        if !rest.is_empty() {
            match exception(rest) {
                Some(tokens) => parts.push(Part::Exception(tokens)),
                None => self.split_infixes(rest, &mut parts),
            }
        }
        parts.extend(suffixes.into_iter().rev());
        parts
    }

    /// What remains between prefixes and suffixes: one token, or cut at its infixes.
    fn split_infixes<'a>(&self, text: &'a str, parts: &mut Vec<Part<'a>>) {
        let is_url = || self.url_match.as_ref().is_some_and(|pattern| pattern.is_match(text));
        let infixes = match &self.infix {
            Some(pattern) if !self.is_token(text) && !is_url() => pattern.find_all(text),
            _ => Vec::new(),
        };
        let mut start = 0;
        for infix in infixes.into_iter().filter(|infix| infix.start > 0) {
            for range in [start..infix.start, infix.clone()] {
                if !range.is_empty() {
                    parts.push(Part::Text(&text[range]));
                }
            }
            start = infix.end;
        }
        if start < text.len() {
            parts.push(Part::Text(&text[start..]));
        }
    }

    fn is_token(&self, text: &str) -> bool {
        self.token_match.as_ref().is_some_and(|pattern| pattern.is_match(text))
    }

    fn exception(&self, text: &str) -> Option<&[ExceptionToken]> {
        if text.len() > self.longest_exception {
            return None;
        }
        self.exceptions.get(text).map(Vec::as_slice)
    }

    /// The exceptions that the affix rules would take apart, as the tokens they would leave.
    fn find_merges(&self, only_if_cut: bool) -> Merges {
        let mut merges = Merges::default();
        for text in self.exceptions.keys() {
            let cut = |pattern: &Option<Pattern>| {
                pattern.as_ref().is_some_and(|pattern| pattern.search(text).is_some())
            };
            let affixes = [&self.prefix, &self.infix, &self.suffix];
            if !only_if_cut || text.contains(' ') || affixes.into_iter().any(cut) {
                let parts = chunks(text).flat_map(|(chunk, _)| self.split(chunk, false));
                merges.add(parts.filter_map(|part| match part {
                    Part::Text(text) => Some(text),
                    Part::Exception(_) => None,
                }));
            }
        }
        merges
    }

    /// Puts exceptions back together that were cut, because something stood beside them.
    fn merge(&self, text: &str, pieces: Vec<Piece>, vocabulary: &mut Vocabulary<'_>) -> Vec<Piece> {
        let runs = self.merges.find(text, &pieces);
        if runs.is_empty() {
            return pieces;
        }
        let mut merged = Vec::with_capacity(pieces.len());
        let mut next = 0;
        for run in runs {
            let Some(tokens) = self.exceptions.get(&text[run.bytes.clone()]) else {
                continue; // The same tokens, but with blanks between them.
            };
            merged.extend_from_slice(&pieces[next..run.first]);
            let first = merged.len();
            self.add_part(Part::Exception(tokens), vocabulary, &mut merged);
            merged[first..].iter_mut().for_each(|piece| piece.is_merged = true);
            if let Some(last) = merged.last_mut() {
                last.space_after = pieces[run.end - 1].space_after;
            }
            next = run.end;
        }
        merged.extend_from_slice(&pieces[next..]);
        merged
    }
}

/// A stretch of a piece between blanks.
enum Part<'a> {
    Text(&'a str),
    Exception(&'a [ExceptionToken]),
}

/// A text's runs of white space and of anything else, and whether one blank was swallowed
/// behind them: a blank between two runs is not a token of its own, but part of the one before.
fn chunks(text: &str) -> impl Iterator<Item = (&str, bool)> {
    let mut rest = text;
    // Only behind a blank that was swallowed may a run of white space be empty.
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let in_space = is_space(first);
        let end = rest.find(|c| is_space(c) != in_space).unwrap_or(rest.len());
        let (chunk, behind) = rest.split_at(end);
        let blank = if in_space { None } else { behind.strip_prefix(' ') };
        rest = blank.unwrap_or(behind);
        Some((chunk, blank.is_some()))
    })
}

/// Token sequences that are to be looked for, as a tree.
#[derive(Debug, Default)]
struct Merges {
    nodes: Vec<MergeNode>,
    /// First bytes of the sequences' first tokens: most tokens cannot begin one.
    first_bytes: Vec<u8>,
}

#[derive(Debug, Default)]
struct MergeNode {
    children: HashMap<Box<str>, usize, FixedState>,
    is_end: bool,
}

/// Tokens `first..end` that are to be put together, and the bytes they take.
#[derive(Debug, Clone)]
struct Run {
    first: usize,
    end: usize,
    bytes: std::ops::Range<usize>,
}

impl Merges {
    fn add<'a>(&mut self, tokens: impl Iterator<Item = &'a str>) {
        if self.nodes.is_empty() {
            self.nodes.push(MergeNode::default());
        }
        let mut node = 0;
        for token in tokens {
            if node == 0 {
                self.first_bytes.extend(token.bytes().next());
            }
            let fresh = self.nodes.len();
            node = *self.nodes[node].children.entry(token.into()).or_insert(fresh);
            if node == fresh {
                self.nodes.push(MergeNode::default());
            }
        }
        self.first_bytes.sort_unstable();
        self.first_bytes.dedup();
        self.nodes[node].is_end = true;
    }

    /// The longest sequences in a text, the leftmost of equals, none overlapping another.
    fn find(&self, text: &str, pieces: &[Piece]) -> Vec<Run> {
        let mut found = Vec::new();
        let mut start = 0;
        for (first, piece) in pieces.iter().enumerate() {
            if self.first_bytes.binary_search(&text.as_bytes()[start]).is_ok() {
                self.find_from(text, pieces, first, start, &mut found);
            }
            start += piece.length + usize::from(piece.space_after);
        }
        found.sort_by_key(|run| (std::cmp::Reverse(run.end - run.first), run.first));
        let mut taken = if found.is_empty() { Vec::new() } else { vec![false; pieces.len()] };
        found.retain(|run| {
            let free = !taken[run.first] && !taken[run.end - 1];
            // As in spaCy, a sequence that is dropped still bars shorter ones.
            taken[run.first..run.end].fill(true);
            free
        });
        found.sort_by_key(|run| run.first);
        found
    }

    fn find_from(
        &self,
        text: &str,
        pieces: &[Piece],
        first: usize,
        start: usize,
        found: &mut Vec<Run>,
    ) {
        let mut node = 0;
        let mut next = start;
        for (i, piece) in pieces.iter().enumerate().skip(first) {
            let end = next + piece.length;
            match self.nodes[node].children.get(&text[next..end]) {
                Some(&child) => node = child,
                None => return,
            }
            if self.nodes[node].is_end {
                found.push(Run { first, end: i + 1, bytes: start..end });
            }
            next = end + usize::from(piece.space_after);
        }
    }
}

fn pattern(root: Packed<'_>, key: &str) -> Result<Option<Pattern>, ModelError> {
    let Some(source) = root.find(key).filter(|value| !value.is_nil()) else {
        return Ok(None);
    };
    let pattern = Pattern::new(source.text()?);
    pattern.map(Some).map_err(|error| root.error(format!("pattern `{key}`: {error}")))
}

/// An exception's token: a map from attribute ids to strings.
fn exception_token(token: Packed<'_>) -> Result<ExceptionToken, ModelError> {
    const ORTH: u64 = 65;
    const NORM: u64 = 67;
    let (mut text, mut norm): (Box<str>, _) = ("".into(), None);
    for (attribute, value) in token.entries()? {
        match attribute.number()? {
            ORTH => text = value.text()?.into(),
            NORM => norm = Some(value.text()?.into()),
            other => return Err(token.error(format!("exception sets attribute {other}"))),
        }
    }
    if text.is_empty() {
        return Err(token.error("exception token without text"));
    }
    Ok(ExceptionToken { text, norm })
}

#[cfg(test)]
mod tests {
    use super::chunks;

    #[test]
    fn one_blank_is_swallowed_and_more_are_a_token() {
        let cut = |text| chunks(text).collect::<Vec<_>>();
        assert_eq!(cut("a b"), [("a", true), ("b", false)]);
        assert_eq!(cut("a  b "), [("a", true), (" ", false), ("b", true)]);
        assert_eq!(cut(" a\n b"), [(" ", false), ("a", false), ("\n ", false), ("b", false)]);
        assert_eq!(cut(""), []);
    }
}
