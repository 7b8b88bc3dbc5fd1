//! What all reports say together, as quads: counts at the statements, contradictions, plain edges of the
//! views. Nothing of it comes from one report alone, and all of it is made anew when reports come or go.

use oxigraph::model::{GraphName, NamedNode, Quad};

use super::quads::{Quads, node};
use super::{CORROBORATED, Encoder, REPORTED, UNDISPUTED};
use crate::corroborate::{Account, Because, Contradiction, Corroboration, Standing, Status};
use crate::vocab::{NAMESPACE, cg, prov, rdf, xsd};

impl Encoder<'_> {
    /// All quads of what readings say together; an edge that several statements have stands there several
    /// times.
    pub fn derived(&self, corroboration: &Corroboration) -> Vec<Quad> {
        let mut quads = Quads::default();
        for standing in &corroboration.standings {
            counts(standing, &mut quads);
            borrowings(standing, corroboration, &mut quads);
            self.edges(standing, corroboration, &mut quads);
        }
        for contradiction in &corroboration.contradictions {
            self.contradiction(contradiction, corroboration, &mut quads);
        }
        for (narrower, broader) in &corroboration.broader {
            quads.link(&node(narrower), cg::BROADER, broader);
        }
        quads.finish()
    }

    fn edges(&self, standing: &Standing, of: &Corroboration, quads: &mut Quads) {
        let asserting = of.accounts_of(&standing.statement, false);
        let is_its_own = |account: &&&Account| {
            account.statement == standing.statement
                && !account.what.object.is_empty()
                && !account.what.planned
        };
        // A statement that is asserted in the words of others alone has no edge of its own.
        let Some(account) = asserting.iter().find(is_its_own) else { return };
        let views: &[&str] = match standing.status {
            Status::Denied | Status::Planned => &[],
            Status::Disputed => &[REPORTED],
            Status::SingleOrigin | Status::Untraced => &[REPORTED, UNDISPUTED],
            Status::Corroborated => &[REPORTED, UNDISPUTED, CORROBORATED],
        };
        let what = &account.what;
        let ends = [&what.subject, &what.relation, &what.object].map(|iri| node(iri));
        quads.extend(views.iter().map(|view| self.edge(ends.clone(), view)));
    }

    fn edge(&self, [subject, relation, object]: [NamedNode; 3], view: &str) -> Quad {
        Quad::new(subject, relation, object, GraphName::NamedNode(node(&self.namer.view(view))))
    }

    fn contradiction(&self, found: &Contradiction, of: &Corroboration, quads: &mut Quads) {
        let accounts = found.between.map(|place| &of.accounts[place]);
        let [a, b] = accounts.map(|account| account.claim.as_str());
        let mut claims = [a, b];
        claims.sort_unstable();
        let iri = node(&self.namer.contradiction(found.kind.name(), claims));
        quads.link(&iri, rdf::TYPE, cg::CONTRADICTION);
        quads.link(&iri, cg::KIND, &format!("{NAMESPACE}{}", found.kind.name()));
        quads.text(&iri, cg::WEIGHT, found.weight.word());
        claims.iter().for_each(|claim| quads.link(&iri, cg::BETWEEN, claim));
        let [one, other] = accounts.map(|account| account.statement.as_str());
        if one != other {
            quads.link(&node(one), cg::CONTRADICTS, other);
            quads.link(&node(other), cg::CONTRADICTS, one);
        }
    }
}

fn counts(standing: &Standing, quads: &mut Quads) {
    let statement = node(&standing.statement);
    quads.number(&statement, cg::REPORTS, standing.asserted.reports.len() as u64);
    quads.number(&statement, cg::ORIGINS, standing.asserted.origins() as u64);
    quads.number(&statement, cg::DENIALS, standing.denied.reports.len() as u64);
    if standing.asserted.untraced > 0 {
        quads.number(&statement, cg::UNTRACED, standing.asserted.untraced as u64);
    }
    quads.link(&statement, cg::STATUS, &format!("{NAMESPACE}{}", standing.status.name()));
    let days = [(cg::FIRST_CLAIMED, standing.first), (cg::LAST_CLAIMED, standing.last)];
    for (property, day) in days {
        if let Some(day) = day {
            quads.typed(&statement, property, &day.to_string(), xsd::DATE);
        }
    }
}

/// From which reports others have what they say.
fn borrowings(standing: &Standing, of: &Corroboration, quads: &mut Quads) {
    for borrowing in standing.asserted.borrowed.iter().chain(&standing.denied.borrowed) {
        let [report, from] = [borrowing.report, borrowing.from].map(|place| &of.reports[place]);
        quads.link(&node(&borrowing.claim), prov::WAS_DERIVED_FROM, from);
        if borrowing.because == Because::Copies {
            quads.link(&node(report), cg::COPIES, from);
        }
    }
}
