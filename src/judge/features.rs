//! What is noticed of a candidate: the features that the model weighs.
//!
//! Each group below notices one kind of thing. A name never becomes a feature, only what it names.

use super::candidate::Candidate;
use super::path::Path;
use super::scene::{End, Scene};
use super::sink::{Feature, Sink, number};
use crate::recognize::MentionKind;

/// A candidate that is being looked at.
struct View<'s, 'a> {
    scene: &'s Scene<'a>,
    candidate: &'s Candidate<'s>,
    subject: End,
    object: End,
    /// The types of both ends in one number.
    kinds: u32,
    path: Option<&'s Path>,
    sink: Sink,
}

/// The features of a candidate, sorted.
pub(super) fn features(
    scene: &Scene<'_>,
    candidate: &Candidate<'_>,
    path: Option<&Path>,
) -> Vec<Feature> {
    let (subject, object) = (candidate.subject, candidate.object);
    let kinds = subject.kind.rotate_left(7) ^ object.kind;
    let sink = Sink::default();
    let mut view = View { scene, candidate, subject, object, kinds, path, sink };
    view.ends();
    view.order();
    view.path();
    view.anchored_path();
    view.roles();
    view.between();
    view.around();
    view.sentence();
    view.readings();
    view.sink.take()
}

impl View<'_, '_> {
    /// What the ends are and how they refer.
    fn ends(&mut self) {
        let (subject, object, kinds) = (self.subject, self.object, self.kinds);
        self.sink.add(1, &[]);
        self.sink.add(2, &[subject.kind]);
        self.sink.add(3, &[object.kind]);
        self.sink.add(4, &[kinds]);
        self.sink.add(5, &[subject.manner, object.manner]);
        if let (Some(one), Some(other)) = (subject.entity, object.entity) {
            let known = self.scene.facts.of(one, other);
            let back = self.scene.facts.of(other, one);
            self.sink.add(192, &[known]);
            self.sink.add(193, &[known, kinds, object.unsaid]);
            self.sink.add(194, &[back, kinds]);
        }
        self.sink.add(190, &[object.unsaid]);
        self.sink.add(191, &[object.unsaid, object.kind]);
        for (place, end) in [(300, subject), (310, object)] {
            let [reason, score, flags, margin] = end.surety;
            self.sink.add(place, &[reason]);
            self.sink.add(place + 1, &[reason, end.kind]);
            self.sink.add(place + 2, &[end.manner, score]);
            self.sink.add(place + 3, &[end.manner, flags, end.kind]);
            self.sink.add(place + 4, &[margin, end.kind]);
        }
        self.sink.add(6, &[subject.manner, subject.kind]);
        self.sink.add(7, &[object.manner, object.kind]);
        for (place, end) in [(8, subject), (9, object)] {
            let count = end.entity.map_or(0, |entity| self.scene.mentioned[entity]);
            self.sink.add(place, &[count.min(5), end.kind]);
            self.mention(place, end);
        }
    }

    /// The words of a mention that are no name: "the *commander*", "Iraqi Shiite *militias*", its
    /// title.
    fn mention(&mut self, place: u32, end: End) {
        let Some(mention) = end.mention else { return };
        let scene = self.scene;
        let mention = &scene.context.resolution.mentions[mention].mention;
        if !matches!(mention.kind, MentionKind::Named | MentionKind::Demonym) {
            let word = &scene.words[end.token];
            self.sink.add(10 + place, &[word.lemma]);
            for class in &word.classes {
                self.sink.add(20 + place, &[*class]);
            }
        }
        for token in mention.title.clone().into_iter().flatten() {
            let word = &scene.words[token];
            self.sink.add(30 + place, &[word.norm]);
            for class in &word.classes {
                self.sink.add(40 + place, &[*class]);
            }
        }
    }

    /// Which comes first, and how far apart they are.
    fn order(&mut self) {
        let (subject, object) = (self.subject, self.object);
        let first = u32::from(subject.token < object.token);
        let distance = bucket(subject.token.abs_diff(object.token));
        let scene = self.scene;
        let (low, high) = between(subject, object);
        let ends = scene.ends_in(low + 1..high).len();
        let same = |kind: u32| scene.ends_in(low + 1..high).iter().any(|end| end.kind == kind);
        let is_apart = scene.sentence(subject.token) != scene.sentence(object.token);
        self.sink.add(60, &[first, distance]);
        self.sink.add(61, &[first, self.kinds]);
        self.sink.add(62, &[first, bucket(ends)]);
        self.sink.add(63, &[first, bucket(ends), self.kinds]);
        self.sink.add(64, &[first, same(subject.kind).into(), same(object.kind).into()]);
        self.sink.add(65, &[first, same(object.kind).into(), object.kind]);
        self.sink.add(66, &[is_apart.into()]);
        self.sink.add(67, &[distance, self.kinds]);
    }

    /// The way through the grammar from end to end.
    fn path(&mut self) {
        let Some(path) = self.path else {
            self.sink.add(70, &[]);
            return;
        };
        let scene = self.scene;
        let word = |token: usize| &scene.words[token];
        let labels: Vec<u32> = steps(path).map(|(up, t)| word(t).dep ^ u32::from(up)).collect();
        let lemmas: Vec<u32> = path.inner().map(|token| word(token).lemma).collect();
        let prepositions: Vec<u32> = path
            .inner()
            .filter(|token| scene.clauses.token(*token).pos() == "ADP")
            .map(|token| word(token).lemma)
            .collect();
        let top = word(path.top);
        let sink = &mut self.sink;
        sink.add(71, &labels);
        sink.add(72, &[&*labels, &[self.kinds]].concat());
        sink.add(73, &[&*labels, &*lemmas].concat());
        sink.add(74, &[&*labels, &[top.lemma]].concat());
        sink.add(75, &[&*labels, &*prepositions].concat());
        sink.add(76, &[top.lemma]);
        sink.add(77, &[top.lemma, self.kinds]);
        sink.add(78, &[top.pos, bucket(path.up.len()), bucket(path.down.len())]);
        sink.add(79, &lemmas);
        sink.add(80, &[&*prepositions, &[self.kinds]].concat());
        for class in &top.classes {
            sink.add(81, &[*class]);
            sink.add(82, &[*class, self.kinds]);
            sink.add(83, &[&*labels, &[*class]].concat());
            sink.add(84, &[&*prepositions, &[*class]].concat());
        }
        for token in path.inner() {
            let word = word(token);
            let side = u32::from(path.up.contains(&token)) + 2 * u32::from(token == path.top);
            sink.add(85, &[word.lemma]);
            sink.add(86, &[word.lemma, side]);
            sink.add(87, &[word.lemma, self.subject.kind]);
            sink.add(88, &[word.lemma, self.object.kind]);
            sink.add(89, &[word.dep, side]);
            for class in &word.classes {
                sink.add(90, &[*class]);
                sink.add(91, &[*class, side]);
                sink.add(92, &[*class, self.kinds]);
            }
        }
        for pair in labels.windows(2) {
            sink.add(93, pair);
        }
    }

    /// The same between the tokens that play the parts of the ends.
    fn anchored_path(&mut self) {
        let (subject, object) = (self.subject, self.object);
        let is_same = (subject.anchor, object.anchor) == (subject.token, object.token);
        let scene = self.scene;
        let anchored;
        let path = if is_same {
            self.path
        } else {
            anchored = Path::between(scene, subject.anchor, object.anchor);
            anchored.as_ref()
        };
        let sink = &mut self.sink;
        let Some(path) = path else {
            sink.add(100, &[]);
            return;
        };
        let word = |token: usize| &scene.words[token];
        let labels: Vec<u32> = steps(path).map(|(up, t)| word(t).dep ^ u32::from(up)).collect();
        let lemmas: Vec<u32> = path.inner().map(|token| word(token).lemma).collect();
        sink.add(101, &labels);
        sink.add(102, &[&*labels, &*lemmas].concat());
        sink.add(103, &[&*labels, &[self.kinds]].concat());
        sink.add(104, &[&*labels, &[word(path.top).lemma]].concat());
        sink.add(105, &lemmas);
        for class in &word(path.top).classes {
            sink.add(106, &[&*labels, &[*class]].concat());
            sink.add(107, &[*class, path.up.len() as u32]);
        }
    }

    /// The parts that the ends play for one predicate, or for two that belong together.
    fn roles(&mut self) {
        let scene = self.scene;
        let (subject, object) = (self.subject, self.object);
        let of = |end: End| {
            let own = scene.roles[end.token].iter();
            let anchored = scene.roles[end.anchor].iter().filter(|_| end.anchor != end.token);
            own.chain(anchored).copied().collect::<Vec<_>>()
        };
        let (subject_roles, object_roles) = (of(subject), of(object));
        let sink = &mut self.sink;
        for (place, end, roles) in [(110, subject, &subject_roles), (115, object, &object_roles)] {
            for role in roles {
                let word = &scene.words[role.predicate];
                sink.add(place, &[role.slot, word.lemma]);
                sink.add(place + 1, &[role.slot, end.kind]);
                for class in &word.classes {
                    sink.add(place + 2, &[role.slot, *class]);
                }
            }
        }
        let mut shared = false;
        for one in &subject_roles {
            for other in object_roles.iter().filter(|other| other.predicate == one.predicate) {
                shared = true;
                let word = &scene.words[one.predicate];
                sink.add(120, &[one.slot, other.slot]);
                sink.add(121, &[one.slot, other.slot, word.lemma]);
                sink.add(122, &[one.slot, other.slot, self.kinds]);
                sink.add(123, &[one.slot, other.slot, word.pos]);
                for class in &word.classes {
                    sink.add(124, &[one.slot, other.slot, *class]);
                    sink.add(125, &[one.slot, other.slot, *class, self.kinds]);
                    sink.add(126, &[*class, self.kinds]);
                }
            }
            for other in &object_roles {
                let (above, below) = (one.predicate, other.predicate);
                let is_linked =
                    scene.words[below].head == above || scene.words[above].head == below;
                if above == below || !is_linked {
                    continue;
                }
                let (one_word, other_word) = (&scene.words[above], &scene.words[below]);
                sink.add(130, &[one.slot, other.slot, one_word.lemma, other_word.lemma]);
                sink.add(131, &[one.slot, other.slot, other_word.lemma]);
                for class in &other_word.classes {
                    sink.add(132, &[one.slot, other.slot, *class]);
                }
            }
        }
        // One end is itself the predicate of the other: "commander of X".
        for (place, end, roles) in [(135, object, &subject_roles), (138, subject, &object_roles)] {
            for role in roles {
                if role.predicate == end.token || role.predicate == end.anchor {
                    let word = &scene.words[role.predicate];
                    sink.add(place, &[role.slot, word.lemma]);
                    sink.add(place + 1, &[role.slot, self.kinds]);
                    for class in &word.classes {
                        sink.add(place + 2, &[role.slot, *class]);
                    }
                }
            }
        }
        sink.add(141, &[shared.into()]);
    }

    /// The words between the ends.
    fn between(&mut self) {
        let scene = self.scene;
        let (low, high) = between(self.subject, self.object);
        let first = u32::from(self.subject.token < self.object.token);
        let span = |end: End| {
            end.mention
                .map(|mention| scene.context.resolution.mentions[mention].mention.tokens.clone())
        };
        let (one, other) =
            if first == 1 { (self.subject, self.object) } else { (self.object, self.subject) };
        let start = span(one).map_or(low + 1, |tokens| tokens.end.max(low + 1));
        let end = span(other).map_or(high, |tokens| tokens.start.min(high)).max(start);
        let words = &scene.words[start..end];
        let sink = &mut self.sink;
        if words.len() <= 4 {
            let norms: Vec<u32> = words.iter().map(|word| word.norm).collect();
            sink.add(150, &[&[first], &*norms].concat());
            sink.add(151, &[&[first, self.kinds], &*norms].concat());
        }
        if words.len() <= 12 {
            for word in words.iter().filter(|word| !word.is_name) {
                sink.add(152, &[first, word.lemma]);
                sink.add(153, &[word.lemma, self.kinds]);
                for class in &word.classes {
                    sink.add(154, &[first, *class]);
                    sink.add(155, &[*class, self.kinds, first]);
                }
            }
            for pair in words.windows(2) {
                sink.add(156, &[first, pair[0].norm, pair[1].norm]);
            }
        }
        if let (Some(next), Some(last)) = (words.first(), words.last()) {
            sink.add(157, &[first, next.norm]);
            sink.add(158, &[first, last.norm]);
            sink.add(159, &[first, last.norm, self.kinds]);
        }
    }

    /// The words right before and behind each end.
    fn around(&mut self) {
        let scene = self.scene;
        let none = number("");
        for (place, end) in [(160, self.subject), (165, self.object)] {
            let sentence = scene.sentence(end.token);
            let tokens = end.mention.map_or(end.token..end.token + 1, |mention| {
                scene.context.resolution.mentions[mention].mention.tokens.clone()
            });
            let at = |token: Option<usize>| {
                token.filter(|token| sentence.contains(token)).map_or(none, |t| scene.words[t].norm)
            };
            let before = at(tokens.start.checked_sub(1));
            let two = at(tokens.start.checked_sub(2));
            let behind = at(Some(tokens.end));
            self.sink.add(place, &[before]);
            self.sink.add(place + 1, &[behind]);
            self.sink.add(place + 2, &[before, two]);
            self.sink.add(place + 3, &[before, end.kind]);
            self.sink.add(place + 4, &[scene.words[end.token].dep, end.kind]);
        }
    }

    /// Where the sentence stands, and of what it speaks at all.
    fn sentence(&mut self) {
        let scene = self.scene;
        let sentence = scene.sentence(self.object.token);
        self.sink.add(170, &[u32::from(sentence.start == 0)]);
        let root = &scene.words[scene.tops[self.object.token]];
        self.sink.add(171, &[root.lemma]);
        for class in &root.classes {
            self.sink.add(172, &[*class]);
        }
        let far = sentence.start.max(self.object.token.saturating_sub(40));
        for word in &scene.words[far..sentence.end.min(self.object.token + 40)] {
            for class in &word.classes {
                self.sink.add(173, &[*class]);
                self.sink.add(174, &[*class, self.kinds]);
            }
        }
    }

    /// What the frames read.
    fn readings(&mut self) {
        for reading in &self.candidate.readings {
            let relation = number(&reading.frame.relation);
            self.sink.add(180, &[relation]);
            self.sink.add(181, &[number(&reading.frame.rule)]);
            self.sink.add(182, &[relation, self.kinds]);
            self.sink.add(183, &[relation, self.scene.words[reading.predicate].lemma]);
            let same = reading.ends.0 == self.subject.token;
            let other = reading.ends.1 == Some(self.object.token);
            self.sink.add(184, &[relation, same.into(), other.into()]);
        }
    }
}

/// The steps of a path: whether it is one up, and the token whose label it bears.
fn steps(path: &Path) -> impl Iterator<Item = (bool, usize)> + '_ {
    path.up.iter().map(|token| (true, *token)).chain(path.down.iter().map(|token| (false, *token)))
}

/// The first and the second of two ends in the text.
fn between(one: End, other: End) -> (usize, usize) {
    (one.token.min(other.token), one.token.max(other.token))
}

/// A distance, the finer the smaller.
fn bucket(distance: usize) -> u32 {
    match distance {
        0..=4 => distance as u32,
        5..=6 => 5,
        7..=10 => 6,
        11..=18 => 7,
        _ => 8,
    }
}
