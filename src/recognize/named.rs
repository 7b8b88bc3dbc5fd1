//! From the parts of a run to mentions by name, each with what speaks for its types.

use std::ops::Range;

use super::context::Context;
use super::evidence::Evidence;
use super::known::{Candidate, Known};
use super::layout::{Label, Layout};
use super::runs::is_acronym;
use super::words::Words;
use super::{Agreement, EntityType, Lexicon, Mention, MentionKind, TypeScore};
use EntityType::*;

pub(super) struct Namer<'a> {
    pub(super) words: &'a Words<'a>,
    pub(super) layout: &'a Layout,
    pub(super) lexicon: &'a Lexicon,
    pub(super) known: &'a Known<'a>,
    pub(super) context: &'a Context<'a>,
}

/// What a trigger word in or beside a name counts.
const TRIGGER: f32 = 2.5;
/// What a given name in front of another name counts.
const GIVEN: f32 = 1.6;
/// What the gazetteer counts.
const KNOWN: f32 = 3.0;

impl Namer<'_> {
    /// The mention that a name is, unless it is nothing that has a name.
    pub(super) fn named(&self, core: Range<usize>) -> Option<Mention> {
        let candidates = self.known.candidates(self.words, core.clone());
        let (tokens, beside) = self.extended(core.clone());
        let evidence = self.weigh(core.clone(), &candidates, beside);
        if candidates.is_empty() && self.is_nothing(core.clone(), &evidence) {
            return None;
        }
        let body = self.lexicon.body(self.words, core.start, core.end);
        let body = body.filter(|(length, ..)| candidates.len() != 1 && *length == core.len());
        let refers = self.is_bare_noun(core.clone()) || body.is_some();
        let kind = if refers { MentionKind::Description } else { MentionKind::Named };
        let title = self.context.title(core.start);
        let gender = title.as_ref().and_then(|(_, title)| title.gender);
        let head = self.words.root_of(tokens.clone());
        Some(Mention {
            types: match body {
                Some((_, _, kind)) => vec![TypeScore { kind, score: 2.0 }],
                // Only a longer name can tell what it is: "Toure" for "Mariam Toure".
                None if is_weak(&evidence) => Vec::new(),
                None => evidence.ranked(),
            },
            known: candidates.into_iter().map(|candidate| candidate.id).collect(),
            agreement: Agreement { definite: Some(true), gender, plural: None },
            body: body.map(|(_, body, _)| body.to_owned()),
            acts: self.context.acts(core.clone()),
            title: title.map(|(tokens, _)| tokens),
            core,
            ..Mention::new(self.words, tokens, head, kind)
        })
    }

    /// The mention that the adjective or name of a nation is.
    pub(super) fn nation(&self, tokens: Range<usize>) -> Mention {
        let candidates = self.known.candidates(self.words, tokens.clone());
        let country = candidates.iter().any(|candidate| candidate.kind == Country);
        let named = country && !self.known.is_demonym(self.words, tokens.clone());
        let kind = if named { MentionKind::Named } else { MentionKind::Demonym };
        let plural = self.words.tag(tokens.end - 1).ends_with('S');
        let head = self.words.root_of(tokens.clone());
        Mention {
            types: vec![TypeScore { kind: Country, score: KNOWN }],
            known: candidates.into_iter().map(|candidate| candidate.id).collect(),
            agreement: Agreement { plural: Some(plural), ..Agreement::default() },
            ..Mention::new(self.words, tokens, head, kind)
        }
    }

    /// All that speaks for the types of a name.
    fn weigh(
        &self,
        core: Range<usize>,
        candidates: &[Candidate],
        beside: Option<EntityType>,
    ) -> Evidence {
        let mut evidence = Evidence::default();
        for candidate in candidates {
            evidence.raise(candidate.kind, KNOWN * candidate.weight);
        }
        self.weigh_triggers(core.clone(), &mut evidence);
        self.weigh_label(core.clone(), &mut evidence);
        self.context.weigh(core, &mut evidence);
        if let Some(kind) = beside {
            evidence.add(kind, TRIGGER);
        }
        evidence
    }

    fn weigh_triggers(&self, core: Range<usize>, evidence: &mut Evidence) {
        let words = self.words;
        if let Some((count, kind)) = self.lexicon.last.ending(words, core.start, core.end) {
            evidence.add(kind, if count < core.len() { TRIGGER } else { 1.0 });
        } else if self.lexicon.last.ending(words, core.start, core.end - 1).is_some()
            && !words.is_capital(core.end - 1)
        {
            let before = self.lexicon.last.ending(words, core.start, core.end - 1);
            evidence
                .add_all(&before.map(|(_, kind)| (kind, TRIGGER)).into_iter().collect::<Vec<_>>());
        }
        if let Some((_, kind)) = self.lexicon.first.starting(words, core.start, core.end) {
            evidence.add(kind, TRIGGER);
        }
        if self.begins_with_given_name(core.clone()) {
            evidence.add(Person, GIVEN);
        }
        let shouted = core.len() == 1 && is_acronym(words.text(core.start));
        if shouted {
            evidence.add_all(&[(Organization, 0.5), (ArmedGroup, 0.6)]);
            evidence.add_where(-0.8, |kind| kind.is_person() || kind == City);
        }
    }

    /// "Alain Kiwewa", but not "Hamid Karzai International Airport".
    fn begins_with_given_name(&self, core: Range<usize>) -> bool {
        let words = self.words;
        let ends = self.lexicon.last.ending(words, core.start, core.end).is_some();
        core.len() > 1 && !ends && self.lexicon.given.contains(words.lower(core.start))
    }

    fn weigh_label(&self, core: Range<usize>, evidence: &mut Evidence) {
        let label = core.clone().rev().find_map(|token| self.layout.label(token));
        let several = core.clone().filter(|&token| self.words.is_capital(token)).count() > 1;
        let acronym = is_acronym(self.words.text(core.start));
        let scores: &[(EntityType, f32)] = match label {
            Some(Label::Person) if several => &[(Person, 1.5)],
            Some(Label::Person) => &[(Person, 0.7), (City, 0.4)],
            Some(Label::Organization) if !several && !acronym => {
                &[(Organization, 0.5), (City, 0.4), (Person, 0.2)]
            }
            Some(Label::Organization) => &[(Organization, 0.8), (ArmedGroup, 0.3), (City, 0.2)],
            Some(Label::Place) => &[(City, 1.1), (Province, 0.3), (Country, 0.2)],
            Some(Label::Nation) => &[(ArmedGroup, 0.6), (Organization, 0.2)],
            Some(Label::Facility) => &[(Site, 1.2)],
            Some(Label::Landscape) => &[(Region, 0.9), (Site, 0.5)],
            Some(Label::Other | Label::Quantity) | None => &[(City, 0.1), (Organization, 0.1)],
        };
        evidence.add_all(scores);
    }

    /// A name with the small noun behind it that says what it is: "Shalamcheh crossing".
    fn extended(&self, core: Range<usize>) -> (Range<usize>, Option<EntityType>) {
        let words = self.words;
        let sentence = words.sentence_tokens(words.sentence(core.end - 1));
        let Some((count, kind)) = self.lexicon.nouns.starting(words, core.end, sentence.end) else {
            return (core, None);
        };
        let noun = core.end + count - 1;
        let root = words.root_of(core.clone());
        let beside = words.head(root) == noun && !words.is_capital(noun);
        let part = matches!(words.dep(root), "compound" | "amod" | "nmod");
        if !beside || !part || matches!(words.tag(noun), "NNS") && !kind.is_place() {
            return (core, None);
        }
        if kind.is_place() || kind.is_force() {
            return (core.start..noun + 1, Some(kind));
        }
        (core, Some(kind))
    }

    /// "the Front", "the Committee": a noun that refers, capital or not.
    fn is_bare_noun(&self, core: Range<usize>) -> bool {
        let words = self.words;
        let whole = |found: Option<(usize, EntityType)>| {
            found.is_some_and(|(count, _)| count == core.len())
        };
        let article = core.start > 0 && words.lower(core.start - 1) == "the";
        article && core.len() == 1 && whole(self.lexicon.last.ending(words, core.start, core.end))
    }

    /// Capitals that name nothing: a heading's word, an opening word, a brand.
    fn is_nothing(&self, core: Range<usize>, evidence: &Evidence) -> bool {
        let words = self.words;
        let named = core.clone().any(|token| self.layout.names_at(token));
        let repeated = core.clone().any(|token| self.layout.is_repeated(token));
        let heading = self.layout.is_title_case(core.start) && !named && !repeated;
        let fragment = core.len() == 1
            && words.dep(core.start) == "ROOT"
            && self.layout.is_initial(core.start)
            && !repeated;
        let weak = !repeated && is_weak(evidence);
        let letter = core.len() == 1 && words.text(core.start).chars().count() < 2;
        heading || fragment || weak || letter || self.is_other(core)
    }

    /// What the model holds for a law, a product, a language, and nothing else for a name.
    fn is_other(&self, core: Range<usize>) -> bool {
        let other = |token: usize| self.layout.label(token) == Some(Label::Other);
        core.len() == 1 && other(core.start) && !self.words.tag(core.start).starts_with("NNP")
    }
}

/// Whether hardly anything speaks for any type.
fn is_weak(evidence: &Evidence) -> bool {
    evidence.ranked().first().is_none_or(|best| best.score < 0.35)
}
