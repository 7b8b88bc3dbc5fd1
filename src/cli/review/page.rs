//! A question on a page: what is asked, the words of the reports, what each answer does.

use std::io::{self, Write};

use serde_json::{Value, json};

use crate::cli::wording::shown;
use crate::decide::{Decision, Doubt, Side};
use crate::store::Store;

/// The question for people.
pub(super) fn text(
    number: usize,
    doubt: &Doubt,
    store: &Store,
    output: &mut dyn Write,
) -> io::Result<()> {
    let claims =
        if doubt.touches == 1 { "1 claim".to_owned() } else { format!("{} claims", doubt.touches) };
    let (question, ground) = (doubt.question(), doubt.ground.words());
    writeln!(output, "{number}. {question}  ({ground}; {claims})")?;
    let base = store.namer().base();
    for side in &doubt.sides {
        let kind = if side.kind.is_empty() { String::new() } else { format!(", {}", side.kind) };
        let end = side.iri.trim_start_matches(base);
        writeln!(output, "   {}{kind} [{end}]", shown(&side.name))?;
        for quote in &side.quotes {
            writeln!(output, "     {}", shown(quote))?;
        }
    }
    for (key, yes) in [('y', true), ('n', false)] {
        let Decision { word, a, b, .. } = doubt.decision(yes, "", "");
        let ends = [&a, &b].map(|iri| iri.trim_start_matches(base)).join(" ");
        writeln!(output, "   {key}: {word} {}", ends.trim_end())?;
    }
    writeln!(output, "   s: skip  q: stop\n")
}

/// The question for programs, in one line.
pub(super) fn json(doubt: &Doubt, output: &mut dyn Write) -> io::Result<()> {
    let sides: Vec<Value> = doubt.sides.iter().map(side).collect();
    let [yes, no] = [true, false].map(|yes| {
        let Decision { word, a, b, about, .. } = doubt.decision(yes, "", "");
        json!({ "decision": word.word(), "a": a, "b": b, "about": about })
    });
    let object = json!({
        "question": doubt.question(), "ground": doubt.ground.words(), "touches": doubt.touches,
        "sides": sides, "yes": yes, "no": no,
    });
    writeln!(output, "{object}")
}

fn side(side: &Side) -> Value {
    let Side { iri, name, kind, claims, quotes } = side;
    json!({ "iri": iri, "name": name, "kind": kind, "claims": claims, "quotes": quotes })
}
