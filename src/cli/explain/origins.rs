//! Who else says so: the origins of a statement as a tree, from those who know it to the reports that tell it.

use std::collections::BTreeSet;
use std::io::{self, Write};

use crate::cli::Error;
use crate::cli::tree::{Branch, Lines};
use crate::cli::wording::shown;
use crate::dossier::{Against, Dossier, Ground, Member, Origin, Said, Side};
use crate::model::Time;
use crate::vocab::cg;

/// The statements that an address means, in full or by its first digits: `statement/0a1b2c3d`. None where
/// it is the address of something else.
pub(super) fn statements(given: &str, dossier: &Dossier<'_>) -> Option<Vec<String>> {
    let (_, digits) = given.rsplit_once("statement/")?;
    let wanted = format!("{}statement/{digits}", dossier.graph.namer().base());
    let known = dossier.all.standings.iter().map(|standing| &standing.statement);
    Some(known.filter(|statement| statement.starts_with(&wanted)).cloned().collect())
}

/// The claims that are counted for some statements.
pub(super) fn claims(statements: &[String], dossier: &Dossier<'_>) -> BTreeSet<String> {
    let sides = statements.iter().flat_map(|statement| {
        [false, true].map(|denied| dossier.all.accounts_of(statement, denied))
    });
    sides.flatten().map(|account| account.claim.clone()).collect()
}

/// The statements of some claims, in the order of their addresses.
pub(super) fn stated<'c>(
    claims: impl Iterator<Item = &'c str>,
    dossier: &Dossier<'_>,
) -> Vec<String> {
    let statements: BTreeSet<String> =
        claims.filter_map(|claim| dossier.link(claim, cg::STATES)).collect();
    statements.into_iter().collect()
}

/// Writes how each statement stands, and a tree of those who say so. Statements of which the same is
/// counted, such as one whose day is not told, are written once.
pub(super) fn write(
    statements: &[String],
    dossier: &Dossier<'_>,
    lines: Lines,
    output: &mut dyn Write,
) -> Result<(), Error> {
    let mut written: Vec<(Ground, Vec<String>)> = Vec::new();
    for statement in statements {
        let Some(ground) = dossier.ground(statement) else { continue };
        let same = |(known, _): &&mut (Ground, Vec<String>)| {
            (&known.asserted, &known.denied) == (&ground.asserted, &ground.denied)
        };
        match written.iter_mut().find(same) {
            Some((_, days)) => days.push(when(statement, dossier)),
            None => written.push((ground, vec![when(statement, dossier)])),
        }
    }
    for (ground, mut days) in written {
        days.sort();
        days.dedup();
        let drawn = draw(&ground, &days, dossier, lines, output);
        drawn.map_err(|error| Error(error.to_string()))?;
    }
    Ok(())
}

/// When a statement is said to have happened; it has one time, whoever claims it.
fn when(statement: &str, dossier: &Dossier<'_>) -> String {
    let accounts = [false, true].map(|denied| dossier.all.accounts_of(statement, denied));
    let own = accounts.iter().flatten().find(|account| account.statement == *statement);
    let time = own.and_then(|account| dossier.said(&account.claim).time);
    let is_dated = |time: &Time| time.start.is_some() || time.end.is_some();
    time.filter(is_dated)
        .map_or_else(|| "on a day that is not told".to_owned(), |time| time.words())
}

fn draw(
    ground: &Ground,
    days: &[String],
    dossier: &Dossier<'_>,
    lines: Lines,
    output: &mut dyn Write,
) -> io::Result<()> {
    let sentence = dossier.statement(&ground.statement).join(" ");
    writeln!(output, "{}", shown(&sentence))?;
    Branch::new(format!("when: {}", shown(&days.join("; ")))).write("  ", lines, output)?;
    let status = format!("status: {}; {}", shown(&ground.word), ground.because);
    Branch::new(status).write("  ", lines, output)?;
    side("asserted", &ground.asserted, dossier, lines).write("  ", lines, output)?;
    side("denied", &ground.denied, dossier, lines).write("  ", lines, output)?;
    if !ground.against.is_empty() {
        let branches = ground.against.iter().map(|found| against(found, lines)).collect();
        let title = format!("contradicted: {} pairs of claims", ground.against.len());
        let title =
            if ground.against.len() == 1 { "contradicted: 1 pair of claims".into() } else { title };
        Branch { branches, ..Branch::new(title) }.write("  ", lines, output)?;
    }
    writeln!(output)
}

/// "asserted in 3 reports, 1 origin", with the origins on it.
fn side(verb: &str, side: &Side, dossier: &Dossier<'_>, lines: Lines) -> Branch {
    if side.reports == 0 {
        return Branch::new(format!("{verb} by nobody"));
    }
    let plural = |number: usize, word: &str| {
        format!("{number} {word}{}", if number == 1 { "" } else { "s" })
    };
    let title = format!(
        "{verb} in {}, {}",
        plural(side.reports, "report"),
        plural(side.origins.len(), "independent origin")
    );
    let origins = side.origins.iter().enumerate();
    let mut branches: Vec<Branch> =
        origins.map(|(place, found)| origin(place + 1, found, dossier, lines)).collect();
    if !side.untraced.is_empty() {
        let members = side.untraced.iter().map(|found| member(found, dossier, lines)).collect();
        let title = "no origin: nobody can say by whose word";
        branches.push(Branch { branches: members, ..Branch::new(title) });
    }
    Branch { branches, ..Branch::new(title) }
}

/// Who knows it, and below, one in the other, those through whom it came to the reports.
fn origin(number: usize, origin: &Origin, dossier: &Dossier<'_>, lines: Lines) -> Branch {
    let unnamed = origin.unnamed.as_ref();
    let unnamed = unnamed.map(|words| format!(", who has it from {}", shown(words)));
    let title = format!("{number}. {}{}", shown(&origin.name), unnamed.unwrap_or_default());
    let members: Vec<Branch> =
        origin.members.iter().map(|found| member(found, dossier, lines)).collect();
    let (counted, others): (Vec<_>, Vec<_>) =
        members.into_iter().zip(&origin.members).partition(|(_, of)| of.adds_none.is_none());
    let mut branches: Vec<Branch> = counted.into_iter().map(|(branch, _)| branch).collect();
    for teller in origin.through.iter().rev() {
        // A report through which another has it stands among the reports.
        let through = Branch::new(format!("through {}", shown(teller)));
        branches = vec![Branch { branches, ..through }];
    }
    branches.extend(others.into_iter().map(|(branch, _)| branch));
    Branch { branches, ..Branch::new(title) }
}

fn member(member: &Member, dossier: &Dossier<'_>, lines: Lines) -> Branch {
    let title = member.report.title.as_deref().map(|title| format!(": {}", shown(title)));
    let head = format!("{}{}", shown(&member.report.label), title.unwrap_or_default());
    let mut below: Vec<String> = Vec::new();
    below.extend(member.adds_none.as_ref().map(|why| format!("adds no origin: {}", shown(why))));
    below.extend(member.claims.iter().map(|claim| told(&dossier.said(claim), lines)));
    Branch { below, ..Branch::new(head) }
}

/// The quotation, with who says it and what makes it less than flat.
fn told(said: &Said, lines: Lines) -> String {
    let [open, close] = lines.quotes;
    let by = if said.tellers.is_empty() { "its own words".to_owned() } else { said.by() };
    let mut parts = vec![by];
    parts.extend(said.circumstances());
    format!("{open}{}{close} ({})", shown(&said.quote), shown(&parts.join("; ")))
}

fn against(found: &Against, lines: Lines) -> Branch {
    let sides = found.claims.iter().map(|said| {
        let verb = if said.denied { "denies" } else { "says" };
        let head = format!(
            "{} {verb}: {}, {}",
            shown(&said.by()),
            shown(&said.sentence()),
            shown(&said.report.label)
        );
        Branch { below: vec![told(said, lines)], ..Branch::new(head) }
    });
    let branches = sides.collect();
    Branch { branches, ..Branch::new(format!("{}, {}", found.kind, found.weight)) }
}
