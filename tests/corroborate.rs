//! Who else says so: what should follow from the annotated reports of `../shared/gold/dev` and `seeds`.
//!
//! The annotated claims are the input, so that this stage alone is tested. Without the folder the tests
//! say so and pass.

#[path = "common/annotated.rs"]
mod common;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::OnceLock;

use claimgraph::corroborate::{Account, Corroboration, Fate, Input, Policy, Support, fates};
use claimgraph::model::Reading;
use claimgraph::pipeline::Knowledge;

struct World {
    readings: Vec<Reading>,
    corroboration: Corroboration,
}

/// What the annotated reports say together, without the version that a correction replaces.
fn world() -> Option<&'static World> {
    static WORLD: OnceLock<Option<World>> = OnceLock::new();
    WORLD.get_or_init(|| {
        let gold = Path::new("../shared/gold");
        if !gold.is_dir() {
            eprintln!("skipped: {} is not there", gold.display());
            return None;
        }
        let knowledge = Knowledge::built_in().expect("built in");
        let folders = [gold.join("dev"), gold.join("seeds")];
        let mut readings = common::annotated(&folders, &knowledge);
        readings.retain(|reading| reading.document.id != "lar-ambush-makran-wire");
        let all: Vec<&Reading> = readings.iter().collect();
        let corroboration = Corroboration::of(Input {
            readings: &all,
            left_out: &[],
            ontology: knowledge.ontology(),
            namer: knowledge.namer(),
            policy: &Policy::default(),
        });
        Some(World { readings, corroboration })
    });
    WORLD.get().and_then(Option::as_ref)
}

impl World {
    /// The address of an entity by its key in a report.
    fn iri(&self, report: &str, key: &str) -> String {
        let reading = self.readings.iter().find(|reading| reading.document.id == report);
        let entities = reading.into_iter().flat_map(|reading| &reading.document.entities);
        let entity = entities.into_iter().find(|entity| entity.key == key);
        entity.and_then(|entity| entity.iri.clone()).unwrap_or_else(|| panic!("{report}: {key}"))
    }

    /// The accounts of "SUBJECT RELATION OBJECT", with keys of a report.
    fn accounts(&self, report: &str, said: &str, denied: bool) -> Vec<&Account> {
        let parts: Vec<&str> = said.split_whitespace().collect();
        let subject = self.iri(report, parts[0]);
        let object = parts.get(2).map(|key| self.iri(report, key)).unwrap_or_default();
        let ends = |account: &&Account| {
            let what = &account.what;
            let relation = what.relation.ends_with(&format!("#{}", parts[1]));
            let straight = what.subject == subject && what.object == object;
            let reversed = what.subject == object && what.object == subject;
            relation && (straight || reversed)
        };
        let found = self.corroboration.accounts.iter().filter(ends);
        let statements: BTreeSet<&str> = found.map(|account| account.statement.as_str()).collect();
        let mut accounts: Vec<&Account> = statements
            .into_iter()
            .flat_map(|statement| self.corroboration.accounts_of(statement, denied))
            .collect();
        accounts.sort_by_key(|account| &account.claim);
        accounts.dedup_by_key(|account| &account.claim);
        accounts
    }

    fn support(&self, report: &str, said: &str, denied: bool) -> Support {
        self.corroboration.support(&self.accounts(report, said, denied))
    }

    fn names(&self, support: &Support) -> Vec<&str> {
        let names = support.reports.iter().map(|place| self.readings[*place].document.id.as_str());
        names.collect()
    }
}

const HT: &str = "bukamal-harbour-times";
const LD: &str = "bukamal-levant-dispatch";
const JM: &str = "bukamal-jazira-monitor";
const TP: &str = "pmf-denial-tigris-post";
const S1: &str = "iran-foreign-militias";
const S2: &str = "fox-foreign-fighters";

/// Rows of one section: whose keys, what is said, whether it is denied, reports, origins.
type Rows = &'static [(&'static str, &'static str, bool, usize, usize)];

fn holds(rows: Rows) {
    let Some(world) = world() else { return };
    let mut wrong = Vec::new();
    for (report, said, denied, reports, origins) in rows {
        let support = world.support(report, said, *denied);
        if (support.reports.len(), support.origins()) != (*reports, *origins) {
            let names = world.names(&support);
            wrong.push(format!(
                "{said} (denied: {denied}): expected {reports} reports, {origins} origins, \
                 found {names:?}, {:?}",
                support.ways
            ));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

#[test]
fn iraqi_fighters_into_syria() {
    holds(&[
        (HT, "fighters crossedInto syria", false, 4, 2),
        (HT, "nujaba crossedInto syria", false, 4, 2),
        (HT, "badr crossedInto syria", false, 4, 1),
        (HT, "badr crossedInto syria", true, 2, 2),
        (HT, "nujaba crossedInto syria", true, 1, 1),
        (HT, "fighters crossedInto syria", true, 1, 1),
        (HT, "fighters crossedVia track", false, 4, 1),
        (HT, "badr crossedVia track", false, 4, 1),
        (HT, "nujaba crossedVia track", false, 4, 1),
        (JM, "fighters crossedVia hari", false, 1, 1),
        (HT, "fighters crossedVia albu", true, 4, 1),
        (HT, "badr crossedVia albu", true, 4, 1),
        (HT, "nujaba crossedVia albu", true, 4, 1),
        (HT, "fighters crossedVia albu", false, 0, 0),
        (HT, "fighters deployedTo front", false, 2, 1),
        (HT, "fighters deployedTo khanasir", false, 2, 1),
        (HT, "hezbollah deployedTo syria", true, 2, 1),
        (HT, "hezbollah deployedTo syria", false, 0, 0),
        (HT, "hts captured aleppo", false, 2, 1),
        (HT, "coalition captured aleppo", false, 2, 1),
        (HT, "golani commands hts", false, 2, 1),
        (HT, "araghchi metWith assad", false, 2, 1),
        (HT, "araghchi visited damascus", false, 2, 1),
        (HT, "araghchi visited ankara", false, 2, 1),
        (HT, "resistance supports syria", false, 2, 1),
        (HT, "araghchi metWith fidan", false, 1, 1),
        (HT, "hezbollah supports assad", false, 2, 1),
        (HT, "fighters supports assad", false, 1, 1),
        (HT, "militias supports assad", false, 1, 1),
        (LD, "fighters supports syria", false, 1, 1),
        (TP, "badr supports assad", true, 1, 1),
        (TP, "nujaba supports assad", true, 1, 1),
        (TP, "badr supports assad", false, 0, 0),
        (JM, "fighters assembledAt ia", false, 1, 1),
        (TP, "kh deployedTo syria", true, 1, 1),
        (TP, "kh deployedTo syria", false, 0, 0),
        (TP, "govf deployedTo syria", false, 1, 1),
        (TP, "some crossedInto syria", false, 1, 1),
    ]);
}

#[test]
fn figures_of_the_crossing_have_their_own_origins() {
    let Some(world) = world() else { return };
    let told = world.accounts(HT, "fighters crossedInto syria", false);
    let with = |min: u64| -> Support {
        let told = told.iter().filter(|account| {
            account.strength.as_ref().is_some_and(|strength| strength.min == Some(min))
        });
        world.corroboration.support(&told.copied().collect::<Vec<_>>())
    };
    let (three_hundred, fewer) = (with(300), with(180));
    assert_eq!((three_hundred.reports.len(), three_hundred.origins()), (4, 1));
    assert_eq!((fewer.reports.len(), fewer.origins()), (1, 1));
}

#[test]
fn iraqi_fighters_into_iran() {
    holds(&[
        (S1, "hezbollah crossedInto iran", false, 2, 1),
        (S1, "iraqi_militias supports iran_security", false, 2, 2),
        (S1, "hezbollah supports iran_security", false, 2, 1),
        (S1, "iraqi_fighters supports iran_security", false, 1, 1),
        (S2, "foreign_fighters supports iran_security", false, 1, 1),
        (S2, "qf_fighters supports iran_security", false, 1, 1),
        (S1, "badr partOf pmf", false, 2, 2),
        (S1, "nujaba partOf pmf", false, 2, 2),
        (S1, "kh partOf pmf", false, 1, 1),
        (S1, "kss partOf pmf", false, 1, 1),
        ("crossings-frontier-desk", "kh crossedVia shal", false, 1, 1),
        ("crossings-frontier-desk", "imam crossedVia shal", false, 1, 1),
    ]);
}

#[test]
fn qaani_and_what_several_reports_say() {
    holds(&[
        (S1, "qaani visited baghdad", false, 2, 2),
        ("sitrep-zagros-watch", "qaani visited ahvaz", false, 1, 1),
        ("meetings-two-rivers-review", "qaani metWith kaabi", true, 1, 1),
        ("meetings-two-rivers-review", "qaani metWith sudani", true, 1, 1),
        (JM, "qf partOf irgc", false, 1, 1),
        ("sitrep-zagros-watch", "basij recruited afghan", false, 1, 1),
    ]);
    let Some(world) = world() else { return };
    let reports = |report, said| world.support(report, said, false).reports.len();
    assert_eq!(reports(S1, "qaani commands qf"), 3);
    assert_eq!(reports(HT, "assad holdsPostAt syria"), 4);
    assert_eq!(reports(HT, "araghchi holdsPostAt iran"), 3);
    assert_eq!(reports(TP, "sudani holdsPostAt iraq"), 2);
    assert_eq!(reports("meetings-two-rivers-review", "hussein holdsPostAt iraq"), 2);
    let supports = world.support(HT, "iran supports militias", false);
    assert_eq!(supports.origins(), 1);
}

/// What several statements say together, whoever is named: militiamen, fighters, their groups.
#[test]
fn what_is_said_in_several_ways_has_the_origins_of_all() {
    let Some(world) = world() else { return };
    let together = |said: &[(&str, &str)], denied: bool| -> (usize, usize) {
        let accounts: Vec<&Account> = said
            .iter()
            .flat_map(|(report, said)| world.accounts(report, said, denied))
            .filter(|account| !account.what.planned)
            .collect();
        let support = world.corroboration.support(&accounts);
        (support.reports.len(), support.origins())
    };
    let (cf, sr, me) =
        ("crossings-frontier-desk", "sitrep-zagros-watch", "meetings-two-rivers-review");
    let militias = [
        (S1, "iraqi_militias crossedInto iran"),
        (S1, "iraqi_militias deployedTo iran"),
        (S1, "iraqi_fighters deployedTo iran"),
        (cf, "militiamen crossedInto iran"),
        (sr, "militiamen crossedInto iran"),
    ];
    assert_eq!(together(&militias, false), (4, 4));
    let sheeb = [(cf, "nujaba crossedVia sheeb"), (sr, "militiamen crossedVia sheeb")];
    assert_eq!(together(&sheeb, false), (2, 2));
    let zurbatiyah = [(cf, "badr crossedVia zm"), (sr, "militiamen crossedVia zurb")];
    assert_eq!(together(&zurbatiyah, false), (2, 2));
    let base = [(S1, "iraqi_fighters assembledAt base"), (S2, "iraqi_militias assembledAt base")];
    assert_eq!(together(&base, false), (2, 1));
    let leaders = [
        (S1, "qaani metWith faction_leaders"),
        (me, "qaani metWith amiri"),
        (me, "qaani metWith khazali"),
        (me, "qaani metWith walai"),
    ];
    assert_eq!(together(&leaders, false), (2, 2));
}

/// The ambush at Lar: what the correction makes of the first version.
#[test]
fn a_correction_withdraws_what_it_says_and_no_more() {
    let gold = Path::new("../shared/gold");
    if !gold.is_dir() {
        eprintln!("skipped: {} is not there", gold.display());
        return;
    }
    let knowledge = Knowledge::built_in().expect("built in");
    let readings = common::annotated(&[gold.join("dev")], &knowledge);
    let by_id = |id: &str| readings.iter().find(|it| it.document.id == id).expect("a report");
    let before = by_id("lar-ambush-makran-wire");
    let after = by_id("lar-ambush-makran-wire-corrected");
    let fates = fates(before, &[after], knowledge.ontology());
    let mut lost: Vec<String> = before
        .document
        .claims
        .iter()
        .zip(fates)
        .filter(|(_, fate)| *fate != Fate::Kept)
        .map(|(claim, fate)| {
            let object = claim.object.as_deref().unwrap_or("-");
            format!("{fate:?} {} {} {object}", claim.subject, claim.relation)
        })
        .collect();
    lost.sort();
    let expected = [
        "LeftOut jaish locatedIn sb",
        "LeftOut momeni metWith hamid",
        "LeftOut movahedi accused pakistan",
        "LeftOut reinf deployedTo road",
        "LeftOut us sanctioned jaish",
        "Superseded irgc wounded -",
        "TakenBack haghighat commands bn",
        "TakenBack irgc killed -",
    ];
    assert_eq!(lost, expected);
}

/// Two sides of a gate, a group and the people of its country: said of the one, not of the other.
#[test]
fn narrower_statements_lead_to_broader_ones() {
    let Some(world) = world() else { return };
    let leads = |narrow: (&str, &str), broad: (&str, &str)| {
        let of = |(report, said)| -> BTreeSet<String> {
            let accounts = world.accounts(report, said, false);
            accounts.into_iter().map(|account| account.statement.clone()).collect()
        };
        let (narrow, broad) = (of(narrow), of(broad));
        assert!(!narrow.is_empty() && !broad.is_empty());
        let all = &world.corroboration.broader;
        all.iter().any(|(one, other)| narrow.contains(one) && broad.contains(other))
    };
    let (cf, sr) = ("crossings-frontier-desk", "sitrep-zagros-watch");
    assert!(leads((cf, "nujaba crossedInto iran"), (cf, "militiamen crossedInto iran")));
    assert!(leads((HT, "badr crossedInto syria"), (HT, "fighters crossedInto syria")));
    assert!(!leads((cf, "militiamen crossedInto iran"), (cf, "nujaba crossedInto iran")));
    assert!(!leads((cf, "nujaba crossedVia sheeb"), (sr, "militiamen crossedVia zurb")));
}

/// Kind, weight, and the two claims with the reports that make them.
#[test]
fn contradictions_are_those_that_a_person_sees() {
    let Some(world) = world() else { return };
    let all = &world.corroboration;
    let local = |iri: &str| iri.rsplit(['/', '#']).next().unwrap_or_default().to_owned();
    let mut found: Vec<String> = all
        .contradictions
        .iter()
        .map(|found| {
            let [a, b] = found.between.map(|place| &all.accounts[place]);
            let report = |account: &Account| &world.readings[account.reading].document.id;
            let what = &a.what;
            let said = [&what.subject, &what.relation].map(|iri| local(iri)).join(" ");
            let mut reports = [report(a), report(b)];
            reports.sort();
            let [a, b] = reports;
            format!("{} {}: {said}: {a} / {b}", found.weight.word(), found.kind.word())
        })
        .map(|line| line.replace("-3f0ba194584a06de", "").replace("-5d742fd166a0e513", ""))
        .collect();
    found.sort();
    found.dedup();
    let expected = [
        "moderate denial: badr-organization crossedInto: bukamal-harbour-times / bukamal-jazira-monitor",
        "moderate denial: badr-organization crossedInto: bukamal-harbour-times / pmf-denial-tigris-post",
        "moderate denial: rwandan-army deployedTo: uvira-great-lakes-courier / uvira-great-lakes-courier",
        "moderate denial: rwandan-army supports: uvira-great-lakes-courier / uvira-great-lakes-courier",
        "moderate number: iraqi-fighters crossedInto: bukamal-harbour-times / bukamal-jazira-monitor",
        "moderate number: uvira-cd killed: uvira-great-lakes-courier / uvira-great-lakes-courier",
        "strong denial: demonstrators captured: sitrep-zagros-watch / sitrep-zagros-watch",
        "strong denial: gunmen crossedInto: lar-ambush-makran-wire-corrected / lar-ambush-makran-wire-corrected",
        "strong denial: harakat-al-nujaba crossedInto: bukamal-jazira-monitor / pmf-denial-tigris-post",
        "strong denial: iraqi-fighters crossedInto: bukamal-jazira-monitor / pmf-denial-tigris-post",
        "strong denial: iraqi-militiamen crossedInto: crossings-frontier-desk / sitrep-zagros-watch",
        "strong denial: iraqi-militiamen crossedInto: sitrep-zagros-watch / sitrep-zagros-watch",
        "strong denial: m23 withdrewFrom: uvira-great-lakes-courier / uvira-great-lakes-courier",
        "strong number: ilam-province killed: sitrep-zagros-watch / sitrep-zagros-watch",
        "strong office: abu-alaa-al-walai commands: meetings-two-rivers-review / sitrep-zagros-watch",
        "strong place: esmail-qaani visited: iran-foreign-militias / sitrep-zagros-watch",
        "weak denial: iraqi-shiite-militias deployedTo: fox-foreign-fighters / iran-foreign-militias",
        "weak denial: pjak attacked: sitrep-zagros-watch / sitrep-zagros-watch",
    ];
    let office = |line: &String| line.contains(" office: ");
    for line in found.iter_mut().filter(|line| office(line)) {
        *line = line.replace("falah-al-rubaie", "abu-alaa-al-walai");
    }
    assert_eq!(found, expected);
}
