//! Named entities: spaCy's transition-based recognizer.
//!
//! Each token begins an entity, continues it, ends it, is one by itself, or is outside (BILUO,
//! Ratinov and Roth 2009, <https://aclanthology.org/W09-1119/>). Entities do not cross sentence
//! boundaries, so what sets those runs first. `spacy/pipeline/_parser_internals/ner.pyx`.

use super::draft::Draft;
use super::folder::{ModelError, ModelFolder};
use super::listener::{Listener, Reading};
use super::moves::MoveFile;
use super::names::{Name, Names};
use super::network::{Layer, ModelFile, NOBODY, Rows, Scorer, argmax};
use super::words::Words;

#[derive(Debug)]
pub(crate) struct EntityRecognizer {
    scorer: Scorer,
    moves: Vec<Move>,
    role_count: usize,
}

#[derive(Debug, Clone, Copy)]
enum Move {
    Begin(Name),
    In(Name),
    Last(Name),
    Unit(Name),
    Out,
    /// Of training only ("U-" without a label).
    Never,
}

impl EntityRecognizer {
    pub(crate) fn read(
        folder: &ModelFolder,
        component: &str,
        extra_state_tokens: bool,
        names: &mut Names,
    ) -> Result<(EntityRecognizer, ModelFile), ModelError> {
        let file = MoveFile::read(folder, component)?;
        let mut moves = Vec::new();
        for (number, label) in &file.moves {
            let name = names.add(label);
            moves.push(match number {
                1..=4 if label.is_empty() => Move::Never,
                1 => Move::Begin(name),
                2 => Move::In(name),
                3 => Move::Last(name),
                4 => Move::Unit(name),
                5 => Move::Out,
                _ => return Err(file.error(format!("unknown move {number}"))),
            });
        }
        let role_count = if extra_state_tokens { 6 } else { 3 };
        let model = ModelFile::read(folder, &format!("{component}/model"))?;
        let scorer = Scorer::new(&Layer::list(&model.decode()?)?, role_count, moves.len())?;
        Ok((EntityRecognizer { scorer, moves, role_count }, model))
    }
}

impl Listener for EntityRecognizer {
    fn inputs(&self) -> usize {
        self.scorer.inputs()
    }

    fn reading(&self) -> Box<dyn Reading + Send + '_> {
        Box::new(Recognizing {
            recognizer: self,
            rows: Rows::default(),
            open: None,
            next: 0,
            released: 0,
            scores: Vec::new(),
        })
    }
}

struct Recognizing<'a> {
    recognizer: &'a EntityRecognizer,
    rows: Rows,
    /// First token and label of the entity that has begun and not ended.
    open: Option<(u32, Name)>,
    next: u32,
    /// Tokens before this one are not needed any more.
    released: u32,
    scores: Vec<f32>,
}

impl Reading for Recognizing<'_> {
    fn begin(&mut self, _draft: &Draft<'_>) {
        self.rows.clear();
        (self.open, self.next, self.released) = (None, 0, 0);
    }

    fn read(&mut self, vectors: &[f32], draft: &mut Draft<'_>, words: &Words) {
        self.recognizer.scorer.extend(&mut self.rows, vectors);
        while (self.next as usize) < self.rows.len() {
            self.step(draft, words);
        }
    }

    fn finish(&mut self, _draft: &mut Draft<'_>, _words: &Words) {}
}

impl Recognizing<'_> {
    fn step(&mut self, draft: &mut Draft<'_>, words: &Words) {
        let token = self.next;
        let mut roles = [NOBODY; 6];
        self.roles(&mut roles[..self.recognizer.role_count]);
        let roles = &roles[..self.recognizer.role_count];
        self.recognizer.scorer.score(&mut self.rows, roles, &mut self.scores);
        let situation = Situation {
            open: self.open.map(|(_, label)| label),
            is_last: token as usize + 1 == draft.len(),
            next_starts_sentence: draft.starts_sentence(token as usize + 1),
            is_space: draft.is_space(token as usize, words),
        };
        let moves = &self.recognizer.moves;
        let best = argmax(&self.scores, |i| situation.allows(moves[i]));
        match best.map(|best| moves[best]) {
            Some(Move::Begin(label)) => self.open = Some((token, label)),
            Some(Move::Unit(label)) => draft.entities.push((token..token + 1, label)),
            Some(Move::Last(_)) => {
                let entity = self.open.take().map(|(start, label)| (start..token + 1, label));
                draft.entities.extend(entity);
            }
            Some(Move::In(_) | Move::Out | Move::Never) | None => {}
        }
        self.next += 1;
        let needed = self.open.map_or(self.next, |(start, _)| start);
        (self.released..needed).for_each(|token| self.rows.release(token));
        self.released = needed;
    }

    /// The tokens that describe the state: the next one and, in an entity, its first and the
    /// one before the next; or, in the larger model, the next and the entity's first five.
    fn roles(&self, roles: &mut [u32]) {
        roles[0] = self.next;
        let Some((start, _)) = self.open else { return };
        if roles.len() == 3 {
            roles[1..].copy_from_slice(&[start, self.next - 1]);
            return;
        }
        for (role, token) in roles[1..].iter_mut().zip(start..self.next) {
            *role = token;
        }
    }
}

/// What decides which moves are allowed.
struct Situation {
    open: Option<Name>,
    is_last: bool,
    next_starts_sentence: bool,
    is_space: bool,
}

impl Situation {
    fn allows(&self, found: Move) -> bool {
        let ends_here = self.is_last || self.next_starts_sentence;
        match found {
            Move::Begin(_) => self.open.is_none() && !ends_here && !self.is_space,
            Move::In(label) => self.open == Some(label) && !ends_here,
            Move::Last(label) => self.open == Some(label),
            Move::Unit(_) => self.open.is_none() && !self.is_space,
            Move::Out => self.open.is_none(),
            Move::Never => false,
        }
    }
}
