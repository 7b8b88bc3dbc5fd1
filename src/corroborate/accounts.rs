//! Every telling of every claim, side by side: who tells what, how surely, and by whose word.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::Date;

use super::window::Window;
use crate::encode::Encoder;
use crate::model::{
    Attribution, Certainty, Claim, Entity, Polarity, Reading, Strength, Teller, Verdict,
};
use crate::naming::publisher_key;

/// One telling of a claim.
#[derive(Debug, Clone)]
pub struct Account {
    /// The address of the claim in the graph.
    pub claim: String,
    /// The address of its statement.
    pub statement: String,
    /// Which reading tells it, by its place in the list.
    pub reading: usize,
    /// Which claim of the reading it is.
    pub index: usize,
    /// The subject, the relation and the object, by their addresses; a toll has no object.
    pub what: What,
    /// Whether it says that it is not so.
    pub denied: bool,
    /// How surely it is told.
    pub certainty: Certainty,
    /// When it is said to have happened.
    pub window: Window,
    /// How many people it is about.
    pub strength: Option<Strength>,
    /// The day on which its report was published.
    pub published: Option<Date>,
    /// Where its words begin in the report, in code points.
    pub start: Option<usize>,
    /// Who knows it, from the report inward.
    pub source: Source,
    /// Whether only an earlier version of the report tells it, and the last neither repeats it nor
    /// takes it back.
    pub left_out: bool,
}

/// What is stated, whoever states it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct What {
    /// The address of the subject.
    pub subject: String,
    /// The address of the relation.
    pub relation: String,
    /// The address of the object; empty where the relation has none.
    pub object: String,
    /// Whether it is yet to happen.
    pub planned: bool,
}

/// By whose word a report tells something.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Source {
    /// Those who say so, by their addresses, from the report inward; the last is the origin. In a
    /// report's own voice it is the publisher, or the report itself where no publisher is known.
    /// Empty where nobody can say: "reports", "western media".
    pub chain: Vec<String>,
    /// Whether it is the report's own voice.
    pub own_voice: bool,
    /// Whether the last of the chain is an outlet that is named: it may have left out who told it.
    pub by_outlet: bool,
    /// How the unnamed ones are described behind the last of the chain: "two border officials".
    pub unnamed: Option<String>,
}

/// What each report calls those who tell something, by their keys, and one address for all outlets of a house.
pub(super) struct Tellers<'r> {
    entities: BTreeMap<&'r str, &'r Entity>,
    publisher: Option<&'r Entity>,
    report: &'r str,
}

/// All accounts of a reading.
pub(super) fn accounts(reading: usize, of: &Reading, encoder: &Encoder<'_>) -> Vec<Account> {
    let tellers = Tellers::of(of);
    let entities: BTreeMap<&str, &str> = of
        .document
        .entities
        .iter()
        .filter_map(|entity| Some((entity.key.as_str(), entity.iri.as_deref()?)))
        .collect();
    let published = of.published();
    let mut accounts = Vec::new();
    for (index, claim) in of.document.claims.iter().enumerate() {
        let (Some(iri), Some(statement)) = (&claim.iri, encoder.statement(claim, &entities)) else {
            continue;
        };
        let first = Account {
            claim: iri.clone(),
            what: What {
                subject: statement.subject.into_string(),
                relation: statement.relation.into_string(),
                object: statement.object.map_or_else(String::new, |it| it.as_str().to_owned()),
                planned: claim.planned,
            },
            statement: statement.iri.into_string(),
            reading,
            index,
            denied: claim.polarity == Polarity::Denied,
            certainty: claim.certainty,
            window: Window::of(claim.time.as_ref()),
            strength: claim.strength.clone(),
            published,
            start: claim.start,
            source: tellers.source(&claim.attribution),
            left_out: false,
        };
        let further = further(claim, &first, &tellers, encoder);
        if claim.verdict != Some(Verdict::Rejected) {
            accounts.push(first);
        }
        accounts.extend(further);
    }
    if of.document.table.is_none() {
        go_on(&mut accounts, &of.document.claims, encoder);
    }
    accounts
}

/// How far a teller's word reaches, in code points: about three sentences.
const REACH: usize = 600;

/// What a report tells in its own voice, but not as certain, right after it has told something by another's
/// word, it has from the same: "The fighters gathered at a base, Iran International said. They were
/// reportedly to be sent on."
fn go_on(accounts: &mut [Account], claims: &[Claim], encoder: &Encoder<'_>) {
    let mut order: Vec<usize> = (0..accounts.len()).collect();
    order.sort_by_key(|place| (accounts[*place].start, *place));
    let mut before: Option<usize> = None;
    for place in order {
        let account = &accounts[place];
        let goes_on = account.source.own_voice
            && account.certainty != Certainty::Certain
            && !account.what.planned;
        let near = before.filter(|other| {
            let distance = account.start.zip(accounts[*other].start).map(|(a, b)| a - b);
            distance.is_some_and(|distance| distance <= REACH)
        });
        if let Some(other) = near.filter(|other| goes_on && !accounts[*other].source.own_voice) {
            accounts[place].source = accounts[other].source.clone();
        }
        if encoder.tells_an_event(&claims[accounts[place].index]) {
            before = Some(place);
        }
    }
}

/// The accounts that a claim's report adds to the first; whose number and time may be others is not said.
fn further(
    claim: &Claim,
    first: &Account,
    tellers: &Tellers<'_>,
    encoder: &Encoder<'_>,
) -> Vec<Account> {
    let counting = claim.also.iter().filter(|also| also.verdict != Some(Verdict::Rejected));
    let tellings = counting.map(|also| Account {
        claim: encoder.telling(&first.claim, also),
        certainty: also.certainty,
        strength: None,
        start: also.start,
        source: tellers.source(&also.attribution),
        ..first.clone()
    });
    tellings.collect()
}

impl<'r> Tellers<'r> {
    fn of(reading: &'r Reading) -> Tellers<'r> {
        let tellers = &reading.document.tellers;
        let entities: BTreeMap<&str, &Entity> =
            tellers.iter().map(|teller| (teller.key.as_str(), teller)).collect();
        let key = reading.document.publisher.as_deref().map(publisher_key);
        let publisher = key.and_then(|key| entities.get(key.as_str()).copied());
        Tellers { entities, publisher, report: &reading.iri }
    }

    /// Who knows what such a chain tells.
    fn source(&self, attribution: &[Attribution]) -> Source {
        let own = || vec![self.publisher.map_or_else(|| self.report.to_owned(), house)];
        if attribution.is_empty() {
            return Source { chain: own(), own_voice: true, ..Source::default() };
        }
        if attribution.iter().any(is_hearsay) {
            return Source::default();
        }
        let named: Vec<&Attribution> =
            attribution.iter().filter(|link| !is_unnamed(link)).collect();
        let chain: Vec<String> = named.iter().filter_map(|link| self.address(link)).collect();
        let last = attribution.last().filter(|link| is_unnamed(link));
        Source {
            by_outlet: named.last().is_some_and(|link| link.kind == Teller::Outlet),
            // Those whom nobody names are known to the one who quotes them, and to nobody else.
            chain: if chain.is_empty() { own() } else { chain },
            own_voice: false,
            unnamed: last.map(|link| link.name.to_lowercase()),
        }
    }

    fn address(&self, link: &Attribution) -> Option<String> {
        if link.kind == Teller::Document {
            return Some(format!("document:{}", crate::recognize::normal(&link.name)));
        }
        self.entities.get(link.key().as_str()).map(|teller| house(teller))
    }
}

/// Whether a teller is known to nobody but the one who quotes them; a document that has a name may be
/// known to many.
fn is_unnamed(link: &Attribution) -> bool {
    match link.kind {
        Teller::Anonymous => true,
        Teller::Document => !link.name.contains(char::is_uppercase),
        _ => false,
    }
}

/// An outlet's house, where its owner is known; anybody else as they are.
fn house(teller: &Entity) -> String {
    let owner = teller.gazetteer.as_ref().and_then(|known| known.owner.as_deref());
    owner.map_or_else(|| teller.iri.clone().unwrap_or_default(), |owner| format!("house:{owner}"))
}

/// Whether nobody can say where such a teller has it from.
fn is_hearsay(link: &Attribution) -> bool {
    let is_unnamed = link.kind == Teller::Anonymous
        || link.kind == Teller::Outlet && !link.name.contains(char::is_uppercase);
    is_unnamed && {
        let description = format!(" {} ", link.name.to_lowercase());
        HEARSAY.iter().any(|noun| description.contains(noun))
    }
}

/// The nouns of hearsay, each between blanks.
static HEARSAY: LazyLock<Vec<String>> = LazyLock::new(|| {
    let lines = include_str!("../../data/lexicon/hearsay.tsv").lines();
    let nouns = lines.filter(|line| !line.starts_with('#') && !line.is_empty());
    nouns.map(|noun| format!(" {noun} ")).collect()
});

/// The house that published a reading, where known.
pub(super) fn publisher(reading: &Reading) -> Option<String> {
    Tellers::of(reading).publisher.map(house)
}
