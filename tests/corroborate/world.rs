//! A made-up world of officials, outlets and reports, of which it is known who has what from whom.

use std::collections::{BTreeMap, BTreeSet};

use claimgraph::model::{Attribution, Teller};
use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::dice::Dice;
use super::rates::{How, Rates};
use super::truth::TrueLineage;
use super::words;

/// What is stated, and when it happened.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Said {
    pub(crate) subject: String,
    pub(crate) relation: &'static str,
    pub(crate) object: String,
    pub(crate) day: Date,
}

/// An outlet; those of one owner are one house.
#[derive(Debug, Clone)]
pub(crate) struct Outlet {
    pub(crate) name: String,
    pub(crate) owner: Option<String>,
}

impl Outlet {
    pub(crate) fn house(&self) -> &str {
        self.owner.as_deref().unwrap_or(&self.name)
    }
}

/// A sentence of a report, and what it tells.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sentence {
    pub(crate) words: String,
    pub(crate) tells: Option<Telling>,
}

/// What a sentence tells: which statement, and by whose word.
#[derive(Debug, Clone, Default)]
pub(crate) struct Telling {
    pub(crate) statement: usize,
    pub(crate) chain: Vec<Attribution>,
    pub(crate) has_day: bool,
    pub(crate) certain: bool,
    /// Another who tells it in the same report.
    pub(crate) also: Vec<Attribution>,
}

/// One report, before anybody has read it.
#[derive(Debug, Clone)]
pub(crate) struct Story {
    pub(crate) outlet: usize,
    pub(crate) published: Date,
    pub(crate) sentences: Vec<Sentence>,
    pub(crate) is_missing: bool,
}

/// All of it.
#[derive(Debug, Default)]
pub(crate) struct World {
    pub(crate) outlets: Vec<Outlet>,
    pub(crate) statements: Vec<Said>,
    /// Who really has each statement from whom.
    pub(crate) lineages: Vec<TrueLineage>,
    pub(crate) stories: Vec<Story>,
    officials: Vec<Attribution>,
    agencies: Vec<Attribution>,
    documents: Vec<Attribution>,
    groups: Vec<String>,
}

/// Who really knows something: a name, and how a report says so.
type Origin = (String, Vec<Attribution>);

const RELATIONS: [(&str, &str); 8] = [
    ("crossedInto", "crossed into"),
    ("deployedTo", "deployed to"),
    ("withdrewFrom", "pulled out of"),
    ("captured", "took"),
    ("attacked", "fell upon"),
    ("supports", "stood by"),
    ("visited", "called at"),
    ("assembledAt", "gathered at"),
];

impl World {
    /// The world of some rates; always the same.
    pub(crate) fn of(rates: &Rates) -> World {
        let mut dice = Dice(rates.seed);
        let mut world = World::people(rates, &mut dice);
        while world.stories.iter().filter(|story| !story.is_missing).count() < rates.reports {
            world.event(rates, &mut dice);
        }
        world
    }

    fn people(rates: &Rates, dice: &mut Dice) -> World {
        let mut taken = BTreeSet::new();
        let mut new = |dice: &mut Dice| loop {
            let name = words::name(dice);
            if taken.insert(name.clone()) {
                return name;
            }
        };
        let link = |name: String, kind| Attribution { name, kind };
        let mut world = World::default();
        for number in 0..rates.outlets + rates.wires {
            let kind = if number < rates.wires { "Agency" } else { "Post" };
            let owner = number.checked_sub(rates.wires).filter(|place| place / 3 < rates.owners);
            let owner = owner.map(|place| format!("Owner {}", place / 3));
            world.outlets.push(Outlet { name: format!("{} {kind}", new(dice)), owner });
        }
        let people = (0..rates.officials).map(|_| format!("{} {}", new(dice), new(dice)));
        world.officials = people.map(|name| link(name, Teller::Person)).collect();
        let bodies = (0..rates.agencies).map(|_| format!("Ministry of {}", new(dice)));
        world.agencies = bodies.map(|name| link(name, Teller::Organization)).collect();
        let papers = (0..rates.documents).map(|_| format!("the {} Report", new(dice)));
        world.documents = papers.map(|name| link(name, Teller::Document)).collect();
        world.groups = (0..rates.groups).map(|_| format!("{} Brigade", new(dice))).collect();
        world
    }

    /// Something happens, some know of it, and it is reported.
    fn event(&mut self, rates: &Rates, dice: &mut Dice) {
        let day = date(2025, 1, 1) + (dice.below(700) as i64).days();
        let statements: Vec<usize> =
            (0..1 + dice.below(rates.claims)).map(|_| self.statement(day, rates, dice)).collect();
        // Few reports of most events, and many of a few.
        let size = (2.0 / (1.0 - dice.unit()).powf(0.85)) as usize;
        let size = size.clamp(1, rates.largest);
        let first = self.stories.len();
        self.first_hand(&statements, day, rates, dice);
        while self.stories.len() - first < size {
            self.derived(first, rates, dice);
        }
        self.lose_a_wire(first, rates, dice);
        for place in first..self.stories.len() {
            let story = &self.stories[place];
            let house = self.outlets[story.outlet].house().to_owned();
            for sentence in story.sentences.iter().filter(|_| !story.is_missing) {
                if let Some(telling) = &sentence.tells {
                    self.lineages[telling.statement].houses.insert(house.clone());
                }
            }
        }
    }

    fn statement(&mut self, day: Date, rates: &Rates, dice: &mut Dice) -> usize {
        let known: BTreeSet<&Said> = self.statements.iter().rev().take(200).collect();
        let mut said = Said {
            subject: dice.pick(&self.groups).clone(),
            relation: dice.pick(&RELATIONS).0,
            object: format!("{} Valley", words::name(dice)),
            day,
        };
        if dice.percent(rates.again) && !self.statements.is_empty() {
            let before = dice.pick(&self.statements);
            let far = before.day.until(day).map_or(0, |span| span.get_days().abs()) > 40;
            let again = Said { day, ..before.clone() };
            if far && !known.contains(&again) {
                said = again;
            }
        }
        self.statements.push(said);
        self.lineages.push(TrueLineage::default());
        self.statements.len() - 1
    }

    /// The reports of those to whom somebody spoke who knows it.
    fn first_hand(&mut self, statements: &[usize], day: Date, rates: &Rates, dice: &mut Dice) {
        let mut outlets = BTreeSet::new();
        for _ in 0..=dice.share(&rates.knowing) {
            let outlet = self.reporter(rates, dice);
            let (name, chain) = self.origin(outlet, rates, dice);
            self.report(statements, outlet, (name.clone(), chain.clone()), day, dice);
            outlets.insert(outlet);
            let is_public = chain.last().is_some_and(|link| link.kind != Teller::Anonymous);
            if is_public && dice.percent(rates.speaks_twice) {
                let other = self.reporter(rates, dice);
                self.report(statements, other, (name, chain), day, dice);
            }
        }
    }

    /// An outlet that has something first-hand, one of three times a wire.
    fn reporter(&self, rates: &Rates, dice: &mut Dice) -> usize {
        if dice.percent(35) {
            dice.below(rates.wires)
        } else {
            rates.wires + dice.below(rates.outlets)
        }
    }

    /// Somebody who knows it and speaks to an outlet.
    fn origin(&self, outlet: usize, rates: &Rates, dice: &mut Dice) -> Origin {
        let house = self.outlets[outlet].house();
        let unnamed = ["two border officials", "a colonel", "an aide", "a security source"];
        match dice.share(&rates.kinds) {
            0..=2 if rates.officials == 0 => (format!("own {house}"), Vec::new()),
            0 => known(dice.pick(&self.officials)),
            1 => known(dice.pick(&self.agencies)),
            2 => known(dice.pick(&self.documents)),
            3 => {
                let name = (*dice.pick(&unnamed)).to_owned();
                let link = Attribution { name, kind: Teller::Anonymous };
                (format!("source of {house}"), vec![link])
            }
            _ => (format!("own {house}"), Vec::new()),
        }
    }

    fn report(
        &mut self,
        statements: &[usize],
        outlet: usize,
        (name, chain): Origin,
        day: Date,
        dice: &mut Dice,
    ) {
        let mut told: Vec<usize> =
            statements.iter().copied().filter(|_| dice.percent(80)).collect();
        if told.is_empty() {
            told.push(statements[0]);
        }
        let mut sentences = Vec::new();
        for statement in told {
            let telling = Telling {
                statement,
                chain: chain.clone(),
                has_day: true,
                certain: chain.last().is_none_or(|link| link.kind != Teller::Anonymous),
                also: Vec::new(),
            };
            sentences.push(self.sentence(telling, dice));
            let house = self.outlets[outlet].house().to_owned();
            let lineage = &mut self.lineages[statement];
            lineage.from.insert((house, name.clone()));
            lineage.origins.insert(name.clone());
        }
        let quoted = words::quotation(dice);
        sentences.insert(1, Sentence { words: format!("\"{quoted},\" it was said"), tells: None });
        let colour = 1 + dice.below(4);
        sentences.extend((0..colour).map(|_| Sentence { words: words::colour(dice), tells: None }));
        let published = day + (dice.below(2) as i64).days();
        self.stories.push(Story { outlet, published, sentences, is_missing: false });
    }

    /// A sentence in own words.
    fn sentence(&self, telling: Telling, dice: &mut Dice) -> Sentence {
        let said = &self.statements[telling.statement];
        let verb = RELATIONS.iter().find(|(name, _)| *name == said.relation).map_or("", |it| it.1);
        let plain = format!("the {} {verb} {}", said.subject, said.object);
        let tail = match telling.chain.first() {
            Some(teller) => format!(", {} said", teller.name),
            None => String::new(),
        };
        let words = format!("{}{tail}", words::telling(dice, &plain));
        Sentence { words, tells: Some(telling) }
    }

    /// A report that has all of it from another report of the same event.
    fn derived(&mut self, first: usize, rates: &Rates, dice: &mut Dice) {
        let parents = self.stories.len() - first;
        // The earlier ones and the wires are those that others have it from.
        let parent = (0..4)
            .map(|_| first + dice.below(parents))
            .min_by_key(|place| (self.stories[*place].outlet >= rates.wires, *place));
        let parent = self.stories[parent.unwrap_or(first)].clone();
        let outlet = rates.wires + dice.below(rates.outlets);
        let how = How::ALL[dice.share(&rates.ways)];
        let wrong = dice.below(rates.wires);
        let credited = match how {
            How::Copy | How::Part | How::Quote => None,
            How::WrongCopy | How::WrongRewrite => Some(wrong),
            _ => Some(parent.outlet),
        };
        let has_day = !dice.percent(rates.without_day);
        let mut sentences = Vec::new();
        for sentence in &parent.sentences {
            let mut sentence = sentence.clone();
            let is_left_out = how.keeps_part() && dice.percent(50);
            if is_left_out && !(sentence.tells.is_some() && sentences.is_empty()) {
                continue;
            }
            if let Some(telling) = &mut sentence.tells {
                let short = dice.percent(rates.short_credit);
                let chain = credited.map(|outlet| self.credit(outlet, &telling.chain, short));
                let chain = chain.unwrap_or_else(|| telling.chain.clone());
                *telling = Telling {
                    chain,
                    has_day: telling.has_day && has_day,
                    also: Vec::new(),
                    ..telling.clone()
                };
                self.lineage(telling.statement, outlet, parent.outlet);
            }
            sentences.extend(self.passed_on(sentence, how, rates, dice));
        }
        if how == How::Rewrite && dice.percent(rates.adds_own) {
            self.add_own(&mut sentences, outlet, rates, dice);
        }
        if how.keeps_part() || !how.keeps_words() {
            sentences.push(Sentence { words: words::colour(dice), tells: None });
        }
        let published = parent.published + (dice.below(3) as i64).days();
        self.stories.push(Story { outlet, published, sentences, is_missing: false });
    }

    /// How a sentence of another report stands in one that has it from there.
    fn passed_on(
        &self,
        sentence: Sentence,
        how: How,
        rates: &Rates,
        dice: &mut Dice,
    ) -> Option<Sentence> {
        if how.keeps_words() {
            let is_edited = dice.percent(rates.edited);
            let words =
                if is_edited { words::edited(dice, &sentence.words) } else { sentence.words };
            return Some(Sentence { words, ..sentence });
        }
        match sentence.tells {
            Some(telling) => Some(self.sentence(telling, dice)),
            None if how == How::Quote && sentence.words.starts_with('"') => Some(sentence),
            None => None,
        }
    }

    /// What a report calls those whom it has something from.
    fn credit(&self, outlet: usize, before: &[Attribution], is_short: bool) -> Vec<Attribution> {
        let name = self.outlets[outlet].name.clone();
        let mut chain = vec![Attribution { name, kind: Teller::Outlet }];
        let behind = before.iter().filter(|link| link.kind != Teller::Outlet);
        chain.extend(behind.filter(|_| !is_short).cloned());
        chain
    }

    fn lineage(&mut self, statement: usize, outlet: usize, parent: usize) {
        let [house, other] = [outlet, parent].map(|it| self.outlets[it].house().to_owned());
        if house != other {
            self.lineages[statement].from.insert((house, other));
        }
    }

    /// One more teller, of whom only this report knows.
    fn add_own(&mut self, told: &mut [Sentence], outlet: usize, rates: &Rates, dice: &mut Dice) {
        let (name, chain) = self.origin(outlet, rates, dice);
        let telling = told.iter_mut().find_map(|sentence| sentence.tells.as_mut());
        if let Some(telling) = telling.filter(|_| !chain.is_empty()) {
            telling.also = chain;
            let house = self.outlets[outlet].house().to_owned();
            let lineage = &mut self.lineages[telling.statement];
            lineage.from.insert((house, name.clone()));
            lineage.origins.insert(name);
        }
    }

    /// Nobody has collected what a wire wrote, only what others made of it.
    fn lose_a_wire(&mut self, first: usize, rates: &Rates, dice: &mut Dice) {
        let count = self.stories.len() - first;
        let story = &mut self.stories[first];
        if count > 1 && story.outlet < rates.wires && dice.percent(rates.wire_is_missing) {
            story.is_missing = true;
        }
    }

    /// The reports that somebody has collected.
    pub(crate) fn reports(&self) -> impl Iterator<Item = &Story> {
        self.stories.iter().filter(|story| !story.is_missing)
    }

    /// The number of true origins of each statement that somebody tells.
    pub(crate) fn truth(&self) -> BTreeMap<usize, usize> {
        let told = self.lineages.iter().enumerate().filter(|(_, it)| !it.houses.is_empty());
        told.map(|(statement, lineage)| (statement, lineage.independent())).collect()
    }
}

fn known(link: &Attribution) -> Origin {
    (link.name.clone(), vec![link.clone()])
}
