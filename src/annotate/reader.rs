//! The annotator, shared by all threads, and a reader, of which each thread has its own.

use std::path::Path;

use super::annotation::{Annotation, Span};
use super::draft::{Boundary, Draft};
use super::folder::{ModelError, ModelFolder};
use super::names::Names;
use super::paragraphs;
use super::pipeline::{Pipeline, PipelineState};
use super::tokenizer::{TokenizerCache, Vocabulary};
use super::words::Words;

/// A pipeline, loaded once and shared by any number of readers and threads.
#[derive(Debug)]
pub struct Annotator {
    pipeline: Pipeline,
}

/// Reads texts, one after the other, and remembers the words it has met.
///
/// What it remembers makes it faster, and changes nothing of what it says.
pub struct Reader<'a> {
    pipeline: &'a Pipeline,
    memory: Memory,
    state: PipelineState<'a>,
}

#[derive(Debug)]
struct Memory {
    names: Names,
    words: Words,
    tokenizer: TokenizerCache,
}

/// A reader that remembers more than this forgets it all before its next text: words, pieces
/// between blanks (few words make many of them: "1-1", "1-2" …), and bytes of strings (a word
/// may be a megabyte).
const MOST_WORDS: usize = 50_000;
const MOST_CHUNKS: usize = 4 * MOST_WORDS;
const MOST_BYTES: usize = 16 << 20;

impl Annotator {
    /// Loads any pipeline.
    ///
    /// # Errors
    /// If a file is missing or damaged, or the pipeline has something that this runtime does not
    /// know: the message names the file and what it is.
    pub fn load(folder: &ModelFolder) -> Result<Annotator, ModelError> {
        Ok(Annotator { pipeline: Pipeline::read(folder)? })
    }

    /// Loads the pipeline in a folder on disk.
    ///
    /// # Errors
    /// See [`Annotator::load`].
    pub fn open(folder: &Path) -> Result<Annotator, ModelError> {
        Annotator::load(&ModelFolder::from(folder))
    }

    /// A new reader, which has not met any words yet.
    pub fn reader(&self) -> Reader<'_> {
        let pipeline = &self.pipeline;
        Reader { pipeline, memory: Memory::new(pipeline), state: pipeline.state() }
    }
}

impl Reader<'_> {
    /// Reads one text. Every text can be read; the empty one has no tokens.
    pub fn annotate<'t>(&mut self, text: &'t str) -> Annotation<'t> {
        self.read(text, |_| {})
    }

    /// Reads one text of which it is known that no sentence goes on behind an empty line, behind a
    /// dateline, or into an item of a list: these end without a full stop.
    pub fn annotate_paragraphs<'t>(&mut self, text: &'t str) -> Annotation<'t> {
        self.read(text, |draft| {
            for token in 0..draft.len() {
                let before = token.checked_sub(1).map(|before| draft.text_of(before));
                if !before.is_none_or(|before| paragraphs::begins(before, draft.text_of(token))) {
                    continue;
                }
                draft.tokens[token].boundary = Boundary::Start;
                let words = (token..draft.len()).map(|token| draft.text_of(token));
                let behind = paragraphs::dateline(words).map(|length| token + length);
                if let Some(first) = behind.and_then(|behind| draft.tokens.get_mut(behind)) {
                    first.boundary = Boundary::Start;
                }
            }
        })
    }

    fn read<'t>(&mut self, text: &'t str, prepare: impl FnOnce(&mut Draft<'t>)) -> Annotation<'t> {
        if self.memory.is_full() {
            self.memory = Memory::new(self.pipeline);
            self.state = self.pipeline.state();
        }
        let Memory { names, words, tokenizer: cache } = &mut self.memory;
        let pieces = self.pipeline.tokenizer.run(text, &mut Vocabulary { words, names, cache });
        let mut start = 0;
        let spans = pieces.iter().map(|piece| {
            let span = Span { start, end: start + piece.length };
            start = span.end + usize::from(piece.space_after);
            span
        });
        let spans = spans.collect();
        let keys = pieces.iter().map(|piece| piece.word * 2 + u32::from(piece.space_after));
        let mut draft = Draft::new(text, spans, keys.collect());
        if pieces.first().is_some_and(|piece| !piece.is_merged) {
            draft.tokens[0].boundary = Boundary::Start;
        }
        drop(pieces);
        prepare(&mut draft);
        self.pipeline.run(&mut draft, words, names, &mut self.state);
        self.pipeline.finish(&draft, words, names)
    }
}

impl Memory {
    fn new(pipeline: &Pipeline) -> Memory {
        let names = pipeline.names.clone();
        Memory { names, words: Words::default(), tokenizer: TokenizerCache::default() }
    }

    fn is_full(&self) -> bool {
        self.words.len() > MOST_WORDS
            || self.tokenizer.len() > MOST_CHUNKS
            || self.names.bytes() > MOST_BYTES
    }
}
