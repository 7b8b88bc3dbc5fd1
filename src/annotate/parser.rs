//! Dependencies: spaCy's arc-eager parser.
//!
//! Tokens move from a buffer to a stack; at each step the best allowed move attaches, shifts or
//! removes one. Nivre 2008 (<https://aclanthology.org/J08-4003/>), non-monotonic after Honnibal
//! and Johnson 2015 (<https://aclanthology.org/D15-1162/>): a token that lost its head goes back
//! to the buffer, and an attachment may be replaced. Sentences begin where `Break` says or where
//! the stack runs empty. `spacy/pipeline/_parser_internals/arc_eager.pyx`, `_state.pxd`.

use super::draft::Draft;
use super::folder::{ModelError, ModelFolder};
use super::listener::{Listener, Reading};
use super::moves::MoveFile;
use super::names::{Name, Names};
use super::network::{Layer, ModelFile, Rows, Scorer};
use super::parse_state::ParseState;
use super::tree;
use super::words::Words;

#[derive(Debug)]
pub(crate) struct Parser {
    scorer: Scorer,
    moves: Vec<Move>,
    /// Moves of one kind stand together; runs of them in order.
    runs: Vec<(MoveKind, std::ops::Range<usize>)>,
    root: Name,
    role_count: usize,
    /// For a decorated label "relcl||dobj": the label proper, and that of the true head.
    decorated: Vec<(Name, Name, Name)>,
}

#[derive(Debug, Clone, Copy)]
struct Move {
    kind: MoveKind,
    label: Name,
}

/// In the order of spaCy's move numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum MoveKind {
    Shift,
    Reduce,
    LeftArc,
    RightArc,
    Break,
}

const KINDS: [MoveKind; 5] =
    [MoveKind::Shift, MoveKind::Reduce, MoveKind::LeftArc, MoveKind::RightArc, MoveKind::Break];

impl Parser {
    pub(crate) fn read(
        folder: &ModelFolder,
        component: &str,
        extra_state_tokens: bool,
        names: &mut Names,
    ) -> Result<(Parser, ModelFile), ModelError> {
        let file = MoveFile::read(folder, component)?;
        let mut moves = Vec::new();
        for (number, label) in &file.moves {
            let Some(&kind) = KINDS.get(*number) else {
                return Err(file.error(format!("unknown move {number}")));
            };
            if label == "subtok" {
                return Err(file.error("parsers that learn tokens (`subtok`) are not supported"));
            }
            moves.push(Move { kind, label: names.add(label) });
        }
        let decorated = file.moves.iter().filter_map(|(_, label)| {
            let (own, head) = label.split_once("||")?;
            Some((names.add(label), names.add(own), names.add(head)))
        });
        let decorated = decorated.collect();
        let role_count = if extra_state_tokens { 13 } else { 8 };
        let model = ModelFile::read(folder, &format!("{component}/model"))?;
        let scorer = Scorer::new(&Layer::list(&model.decode()?)?, role_count, moves.len())?;
        let runs = runs(&moves);
        let root = names.add("ROOT");
        Ok((Parser { scorer, moves, runs, root, role_count, decorated }, model))
    }

    /// The best allowed move, the first of equals; `None` if none is allowed.
    fn choose(&self, state: &ParseState, scores: &[f32]) -> Option<Move> {
        let mut best: Option<usize> = None;
        for (kind, run) in &self.runs {
            if !is_allowed(*kind, state) {
                continue;
            }
            for i in run.clone() {
                if best.is_none_or(|best| scores[i] > scores[best]) {
                    best = Some(i);
                }
            }
        }
        best.map(|best| self.moves[best])
    }
}

impl Listener for Parser {
    fn inputs(&self) -> usize {
        self.scorer.inputs()
    }

    fn reading(&self) -> Box<dyn Reading + Send + '_> {
        Box::new(Parsing {
            parser: self,
            rows: Rows::default(),
            state: ParseState::default(),
            scores: Vec::new(),
        })
    }
}

struct Parsing<'a> {
    parser: &'a Parser,
    rows: Rows,
    state: ParseState,
    scores: Vec<f32>,
}

impl Reading for Parsing<'_> {
    fn begin(&mut self, draft: &Draft<'_>) {
        self.rows.clear();
        self.state.begin(draft);
    }

    /// Goes on as far as the tokens at hand allow: a move looks at two tokens of the buffer.
    fn read(&mut self, vectors: &[f32], draft: &mut Draft<'_>, _words: &Words) {
        self.parser.scorer.extend(&mut self.rows, vectors);
        let known = self.rows.len();
        let all = known == draft.len();
        while !self.state.is_final() && (all || self.state.next_unseen() + 1 < known) {
            self.step();
        }
    }

    fn finish(&mut self, draft: &mut Draft<'_>, words: &Words) {
        for (i, token) in draft.tokens.iter_mut().enumerate() {
            let attachment = self.state.attachment(i as u32);
            (token.head, token.dep) = attachment.unwrap_or((i as u32, self.parser.root));
        }
        draft.is_parsed = true;
        tree::set_edges(draft);
        tree::attach_to_true_heads(draft, &self.parser.decorated, words);
        tree::set_edges(draft);
    }
}

impl Parsing<'_> {
    fn step(&mut self) {
        let state = &mut self.state;
        let mut roles = [0; 13];
        state.roles(&mut roles[..self.parser.role_count]);
        let roles = &roles[..self.parser.role_count];
        self.parser.scorer.score(&mut self.rows, roles, &mut self.scores);
        let Some(Move { kind, label }) = self.parser.choose(state, &self.scores) else {
            return state.give_up();
        };
        let done = match kind {
            MoveKind::Shift => return state.shift(),
            MoveKind::Break => return state.begin_sentence_behind_next(),
            MoveKind::RightArc => return state.attach_right(label),
            MoveKind::Reduce => state.reduce(),
            MoveKind::LeftArc => state.attach_left(label),
        };
        // What depends on a token that is done with will not be looked at again.
        if let Some(token) = done {
            state.each_child(token, |child| self.rows.release(child));
            if !state.has_head(token) {
                self.rows.release(token);
            }
        }
    }
}

/// Whether a move of this kind may be made (`is_valid` in `arc_eager.pyx`).
fn is_allowed(kind: MoveKind, state: &ParseState) -> bool {
    let next = state.buffer(0);
    match kind {
        MoveKind::Shift => {
            state.depth() == 0
                || !(state.buffer_len() < 2 || state.starts_sentence(next) || state.came_back(next))
        }
        MoveKind::Reduce => {
            state.depth() > 0
                && (state.buffer_len() == 0
                    || !(state.depth() == 1 && state.cannot_start_sentence(next)))
        }
        MoveKind::LeftArc | MoveKind::RightArc => {
            state.depth() > 0 && state.buffer_len() > 0 && !state.starts_sentence(next)
        }
        MoveKind::Break => {
            let second = state.buffer(1);
            state.buffer_len() >= 2
                && second == next + 1
                && !state.starts_sentence(second)
                && !state.cannot_start_sentence(second)
        }
    }
}

fn runs(moves: &[Move]) -> Vec<(MoveKind, std::ops::Range<usize>)> {
    let mut runs: Vec<(MoveKind, std::ops::Range<usize>)> = Vec::new();
    for (i, found) in moves.iter().enumerate() {
        match runs.last_mut() {
            Some((kind, run)) if *kind == found.kind => run.end = i + 1,
            _ => runs.push((found.kind, i..i + 1)),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moves_of_one_kind_are_one_run() {
        let of = |kind| Move { kind, label: Name::EMPTY };
        use MoveKind::{LeftArc, Reduce, Shift};
        let runs = runs(&[of(Shift), of(Reduce), of(LeftArc), of(LeftArc), of(Shift)]);
        assert_eq!(runs, [(Shift, 0..1), (Reduce, 1..2), (LeftArc, 2..4), (Shift, 4..5)]);
    }
}
