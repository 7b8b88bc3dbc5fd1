//! How near a way of counting comes to the truth.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use claimgraph::corroborate::Corroboration;
use claimgraph::model::Reading;

use super::readings::address;
use super::world::World;

/// The first lines of a table of measures.
pub(crate) const HEAD: &str = "\
| counted by | origins | total off | off a statement | exact | false independence | missed independence |
|---|---:|---:|---:|---:|---:|---:|
";

/// What a way of counting makes of all statements.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Measure {
    pub(crate) name: &'static str,
    pub(crate) statements: usize,
    /// True origins of all statements together, and those that were counted.
    pub(crate) truth: usize,
    pub(crate) counted: usize,
    /// The differences of all statements, each without its sign.
    pub(crate) off: usize,
    pub(crate) exact: usize,
    /// Statements with one origin of which several were counted.
    pub(crate) false_independence: usize,
    /// Statements with several origins of which one was counted.
    pub(crate) missed_independence: usize,
}

impl Measure {
    /// How far the total is off, in per cent of the truth.
    pub(crate) fn total_error(&self) -> f64 {
        100.0 * (self.counted as f64 - self.truth as f64) / self.truth as f64
    }

    /// How far a statement is off on average, in per cent of the origins that one has on average.
    pub(crate) fn mean_error(&self) -> f64 {
        100.0 * self.off as f64 / self.truth as f64
    }

    /// How many of a hundred statements seem to have several origins and have one.
    pub(crate) fn false_share(&self) -> f64 {
        100.0 * self.false_independence as f64 / self.statements as f64
    }

    fn add(&mut self, truth: usize, counted: usize) {
        self.statements += 1;
        self.truth += truth;
        self.counted += counted;
        self.off += truth.abs_diff(counted);
        self.exact += usize::from(truth == counted);
        self.false_independence += usize::from(truth == 1 && counted > 1);
        self.missed_independence += usize::from(truth > 1 && counted <= 1);
    }
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let share = |part: usize| 100.0 * part as f64 / self.statements as f64;
        write!(
            f,
            "| {} | {} | {:+.1} % | {:.1} % | {:.1} % | {:.1} % | {:.1} % |",
            self.name,
            self.counted,
            self.total_error(),
            self.mean_error(),
            share(self.exact),
            self.false_share(),
            share(self.missed_independence),
        )
    }
}

/// Our count, and what others would count: articles, outlets, those who are named last.
pub(crate) fn measures(world: &World, readings: &[Reading], of: &Corroboration) -> [Measure; 4] {
    let names = ["origins", "articles", "outlets", "innermost tellers"];
    let mut measures = names.map(|name| Measure { name, ..Measure::default() });
    for (statement, truth) in counted(world, of) {
        let address = address(&world.statements[statement]);
        let Some(standing) = of.standing(&address) else { continue };
        let accounts = of.accounts_of(&address, false);
        let outlets: BTreeSet<&str> = accounts
            .iter()
            .filter_map(|account| readings[account.reading].document.publisher.as_deref())
            .collect();
        let innermost: BTreeSet<String> = accounts
            .iter()
            .map(|account| {
                let document = &readings[account.reading].document;
                let claim = &document.claims[account.index];
                let last = claim.attribution.last().map(|link| link.name.clone());
                last.or_else(|| document.publisher.clone()).unwrap_or_default()
            })
            .collect();
        let counts = [
            standing.asserted.origins(),
            standing.asserted.reports.len(),
            outlets.len(),
            innermost.len(),
        ];
        measures.iter_mut().zip(counts).for_each(|(measure, counted)| measure.add(truth, counted));
    }
    measures
}

/// The statements that stand in the graph, with their true origins.
fn counted(world: &World, of: &Corroboration) -> BTreeMap<usize, usize> {
    let mut truth = world.truth();
    truth.retain(|statement, _| of.standing(&address(&world.statements[*statement])).is_some());
    truth
}
