//! How a report stands to what it says: the texts in `tests/cases/stance.tsv`.

use claimgraph::annotate::{Annotator, Reader};
use claimgraph::extract::stance::{Stance, StanceLexicon, Stances};
use claimgraph::model::{Certainty, Polarity};

/// A line of the table.
struct Case<'t> {
    number: usize,
    text: String,
    /// Where the marked predicate begins, in bytes.
    predicate: usize,
    expected: [&'t str; 4],
    publisher: Option<&'t str>,
    /// Why we get it wrong.
    wrong: Option<&'t str>,
}

#[test]
fn stances_are_as_the_table_says() {
    let annotator = Annotator::english().expect("the built-in pipeline loads");
    let lexicon = StanceLexicon::english().expect("the built-in lexicon loads");
    let mut reader = annotator.reader();
    let cases = cases(include_str!("cases/stance.tsv"));
    assert!(cases.len() >= 120, "only {} cases", cases.len());
    let failures: Vec<String> =
        cases.iter().filter_map(|case| check(case, &mut reader, &lexicon)).collect();
    assert!(failures.is_empty(), "{} cases\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn a_bad_row_is_reported_by_file_and_line() {
    let table = "# word\tpos\tclass\teffect\nsay\tverb\tsya\n";
    let error = StanceLexicon::parse(&[("attribution.tsv", table)]).expect_err("`sya` is no class");
    assert_eq!(error.to_string(), "data/lexicon/attribution.tsv:2: unknown class `sya`");
}

#[test]
fn any_text_has_stances() {
    let annotator = Annotator::english().expect("the built-in pipeline loads");
    let lexicon = StanceLexicon::english().expect("the built-in lexicon loads");
    let mut reader = annotator.reader();
    for text in [
        "",
        "\n",
        ":",
        "said",
        "\"",
        "(",
        "X: \"",
        "per",
        "by X said, he",
        "“\n\n“ said",
        "1/ 1/\n2/\n3/",
    ] {
        let annotation = reader.annotate(text);
        let stances = Stances::new(&annotation, &lexicon, Some(""));
        for token in 0..annotation.len() {
            stances.of(token);
            stances.told(token);
            stances.explain(token);
        }
    }
}

/// What is wrong with a case, if anything is.
fn check(case: &Case<'_>, reader: &mut Reader<'_>, lexicon: &StanceLexicon) -> Option<String> {
    let annotation = reader.annotate(&case.text);
    let predicate = annotation.tokens().find(|token| token.span().end > case.predicate)?.index();
    let stances = Stances::new(&annotation, lexicon, case.publisher);
    let stance = stances.of(predicate);
    let names =
        stance.attribution.iter().map(|link| annotation.span(link.tokens.clone()).of(&case.text));
    let names: Vec<&str> = names.collect();
    let found = describe(&stance, &names.join(" < "));
    let is_right = found == case.expected.map(str::to_owned);
    match (is_right, case.wrong) {
        (true, None) | (false, Some(_)) => None,
        (true, Some(_)) => Some(format!("line {}: is right now; take out `wrong`", case.number)),
        (false, None) => Some(format!(
            "line {}: {}\n  expected {:?}\n  found    {found:?}\n  because  {:?}",
            case.number,
            case.text,
            case.expected,
            stances.explain(predicate)
        )),
    }
}

fn describe(stance: &Stance, names: &str) -> [String; 4] {
    let polarity = match stance.polarity {
        Polarity::Asserted => "asserted",
        Polarity::Denied => "denied",
    };
    let certainty = match stance.certainty {
        _ if stance.hypothetical => "none",
        Certainty::Certain => "certain",
        Certainty::Probable => "probable",
        Certainty::Possible => "possible",
    };
    let planned = if stance.planned { "planned" } else { "-" };
    let names = if names.is_empty() { "-" } else { names };
    [polarity, certainty, planned, names].map(str::to_owned)
}

fn cases(table: &str) -> Vec<Case<'_>> {
    let rows =
        table.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.is_empty());
    rows.map(|(number, line)| case(number + 1, line)).collect()
}

fn case(number: usize, line: &str) -> Case<'_> {
    let columns: Vec<&str> = line.split('\t').collect();
    let column =
        |index: usize| columns.get(index).copied().filter(|text| !text.is_empty() && *text != "-");
    let marked = columns[0].replace("\\n", "\n");
    let predicate = marked.find('«').unwrap_or_else(|| panic!("line {number} marks no predicate"));
    let expected = [1, 2, 3, 4].map(|index| columns.get(index).copied().unwrap_or("-"));
    let text = marked.replace(['«', '»'], "");
    Case { number, text, predicate, expected, publisher: column(5), wrong: column(6) }
}
