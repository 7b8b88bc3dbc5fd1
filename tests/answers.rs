//! What the reports say together, answered: shipped questions, the tree of `explain`, and the page, about
//! reports that are written here.

#[path = "common/program.rs"]
mod program;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use serde_json::{Value, json};

/// A wire story that another outlet copies without a word, a third names, and an eyewitness tells besides; a
/// ministry denies it. The wire tells another number of dead two days later.
fn reports() -> Vec<Value> {
    let words = "The men of the Bor Brigade walked across the ford below the old mill in the dark, a miller said.";
    let wire = format!("{words} Four people died.");
    let copy = format!("Rain fell all day in the hills. {words}");
    let miller = json!([{"name": "a miller", "kind": "anonymous"}]);
    let named = json!([{"name": "Orlo Wire", "kind": "outlet"}]);
    let eyes = json!([{"name": "Ana Veld", "kind": "person"}]);
    let ministry = json!([{"name": "Ministry of Fords", "kind": "organization"}]);
    vec![
        report(
            "wire",
            "Orlo Wire",
            "2031-03-02",
            &wire,
            &[claim("asserted", &miller, words), toll(4, "Four people died")],
        ),
        report("copy", "Hill Post", "2031-03-03", &copy, &[claim("asserted", &miller, words)]),
        report(
            "named",
            "Dale Courier",
            "2031-03-03",
            "The brigade crossed, Orlo Wire said.",
            &[claim("asserted", &named, "The brigade crossed")],
        ),
        report(
            "eyes",
            "Mill Gazette",
            "2031-03-04",
            "I saw the brigade cross, Ana Veld said.",
            &[claim("asserted", &eyes, "I saw the brigade cross")],
        ),
        report(
            "no",
            "Capital Daily",
            "2031-03-05",
            "Nobody crossed, the Ministry of Fords said.",
            &[claim("denied", &ministry, "Nobody crossed")],
        ),
        report(
            "later",
            "Orlo Wire",
            "2031-03-06",
            "Nine people died at the ford, not four.",
            &[toll(9, "Nine people died at the ford")],
        ),
        // Two that write of the brigade, and say nothing of the ford.
        report(
            "other-1",
            "Valley Times",
            "2031-03-05",
            "The Bor Brigade is part of the Hill Army.",
            &[part()],
        ),
        report(
            "other-2",
            "Valley Times",
            "2031-03-06",
            "The Bor Brigade is still part of the Hill Army.",
            &[part()],
        ),
    ]
}

fn report(id: &str, publisher: &str, day: &str, text: &str, claims: &[Value]) -> Value {
    json!({
        "id": id, "title": format!("About the ford ({id})"), "publisher": publisher, "published": day,
        "url": format!("https://{id}.example.org/"), "text": text, "claims": claims,
        "entities": [
            {"key": "bor", "type": "Militia", "name": "Bor Brigade"},
            {"key": "ford", "type": "BorderCrossing", "name": "Mill Ford"},
            {"key": "army", "type": "ArmedGroup", "name": "Hill Army"},
        ],
    })
}

fn claim(polarity: &str, tellers: &Value, quote: &str) -> Value {
    json!({
        "relation": "crossedVia", "subject": "bor", "object": "ford", "polarity": polarity,
        "certainty": "certain", "attribution": tellers, "quote": quote,
        "time": {"start": "2031-03-01", "end": "2031-03-01", "text": "on Saturday"},
    })
}

fn toll(number: u64, quote: &str) -> Value {
    json!({
        "relation": "killed", "subject": "ford", "polarity": "asserted", "certainty": "certain",
        "attribution": [], "quote": quote, "time": {"start": "2031-03-01", "end": "2031-03-01"},
        "strength": {"min": number, "max": number, "unit": "people"},
    })
}

fn part() -> Value {
    json!({
        "relation": "partOf", "subject": "bor", "object": "army", "polarity": "asserted",
        "certainty": "certain", "attribution": [], "quote": "part of the Hill Army",
    })
}

/// A store of these reports, built anew.
fn built(name: &str, reports: &[Value]) -> PathBuf {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.jsonl"));
    let lines: Vec<String> = reports.iter().map(ToString::to_string).collect();
    fs::write(&file, lines.join("\n")).expect("written");
    program::store(name, &[file.to_str().expect("a path in UTF-8")])
}

fn store() -> &'static Path {
    static STORE: OnceLock<PathBuf> = OnceLock::new();
    STORE.get_or_init(|| built("answers", &reports()))
}

/// The store of the example reports.
fn examples() -> &'static Path {
    static STORE: OnceLock<PathBuf> = OnceLock::new();
    STORE.get_or_init(|| program::store("answers-examples", &["examples/reports"]))
}

/// The rows of an answer as people see them, without the header and the number of rows.
fn asked(arguments: &[&str]) -> Vec<String> {
    let csv = program::run(&[&["query"], arguments, &["--format", "csv"]].concat(), store());
    csv.lines().skip(1).map(str::to_owned).collect()
}

fn has(rows: &[String], parts: &[&str]) -> bool {
    rows.iter().any(|row| parts.iter().all(|part| row.contains(part)))
}

/// The page of something, and of everything where nothing is named.
fn page(store: &Path, about: &[&str]) -> String {
    program::run(&[&["report", "--html", "-"], about].concat(), store)
}

#[test]
fn copies_and_credits_are_in_the_graph() {
    let rows = asked(&["who-copies-whom"]);
    assert!(has(&rows, &["hill-post", "orlo-wire", "repeats its words,1,1"]), "{rows:#?}");
    assert!(has(&rows, &["dale-courier", "orlo-wire", "names it,1,1"]), "{rows:#?}");
    assert!(
        !has(&rows, &["mill-gazette"])
            && !has(&rows, &["orlo-wire,https://w3id.org/claimgraph/id/entity/outlet/hill-post"])
    );
    let copies = "ASK { ?copy cg:copies ?wire ; cg:id 'copy' . ?wire cg:id 'wire' . \
        ?claim cg:statedIn ?copy ; prov:wasDerivedFrom ?wire }";
    assert_eq!(program::run(&["query", copies], store()), "yes\n");
}

#[test]
fn silence_is_of_those_who_write_of_it_and_say_nothing() {
    let rows = asked(&["silence", "subject=Bor Brigade"]);
    assert!(has(&rows, &["valley-times,2,", "crossedVia", "mill-ford,4,2031-03-02"]), "{rows:#?}");
    assert!(!has(&rows, &["hill-post"]) && !has(&rows, &["capital-daily"]), "{rows:#?}");
    assert!(asked(&["silence", "usually=3"]).is_empty());
    let statement = rows[0].rsplit(',').next().expect("a statement").to_owned();
    let one = asked(&["silence", &format!("statement={statement}")]);
    assert_eq!(one, rows[..1]);
}

#[test]
fn what_changed_since_a_day_is_told_and_what_was_before_is_not() {
    let rows = asked(&["changed-since", "day=2031-03-05"]);
    assert!(has(&rows, &["2031-03-05,denied", "crossedVia", "ministry-of-fords"]), "{rows:#?}");
    assert!(
        has(&rows, &["2031-03-06,told again", "partOf"]) && has(&rows, &["told first", "partOf"])
    );
    assert!(!has(&rows, &["2031-03-0", "told first", "crossedVia"]), "{rows:#?}");
}

#[test]
fn numbers_are_told_in_the_order_of_publication() {
    let rows = asked(&["toll-over-time", "where=Mill Ford"]);
    assert!(rows.len() == 2 && rows[0].contains("2031-03-02,4,people"), "{rows:#?}");
    assert!(rows[1].contains("2031-03-06,9,people"));
    let single = asked(&["single-origin"]);
    assert!(
        has(&single, &["partOf", "valley-times"]) && !has(&single, &["crossedVia"]),
        "{single:#?}"
    );
    let several = asked(&["corroborated", "least=2"]);
    assert!(has(&several, &["2,4,1,", "Disputed", "crossedVia"]), "{several:#?}");
    assert!(!has(&several, &["partOf"]));
}

#[test]
fn an_edge_is_explained_by_its_origins() {
    let tree = program::run(&["explain", "Bor Brigade", "crossedVia", "Mill Ford"], store());
    let tree = tree.split("\n\n").next().expect("a tree");
    let wanted = "\
Bor Brigade crossed via Mill Ford
  when: 2031-03-01
  status: disputed; asserted in 4 reports (2 independent origins); denied in 1 report
  asserted in 4 reports, 2 independent origins
  ├─ 1. Ana Veld
  │  └─ Mill Gazette 2031-03-04: About the ford (eyes)
  │        “I saw the brigade cross” (Ana Veld; 2031-03-01)
  └─ 2. Orlo Wire, who has it from a miller
     ├─ Orlo Wire 2031-03-02: About the ford (wire)
";
    assert!(tree.starts_with(wanted), "{tree}");
    assert!(tree.contains("├─ Dale Courier 2031-03-03: About the ford (named)\n     │     adds no origin: has it from Orlo Wire, too"), "{tree}");
    assert!(tree.contains("Hill Post 2031-03-03: About the ford (copy)\n           adds no origin: repeats the words of Orlo Wire 2031-03-02"), "{tree}");
    assert!(
        tree.contains("denied in 1 report, 1 independent origin\n  └─ 1. Ministry of Fords"),
        "{tree}"
    );
    assert!(tree.contains("contradicted: 1 pair of claims\n  └─ denial, strong"), "{tree}");
}

#[test]
fn a_statement_is_explained_by_its_address_and_in_ascii() {
    let rows = asked(&["corroborated", "subject=Bor Brigade"]);
    let statement = rows[0].rsplit(',').next().expect("a statement").to_owned();
    let all = program::run(&["explain", &statement, "--ascii"], store());
    let (tree, claims) = all.split_once("\n\n").expect("a tree and claims");
    assert!(tree.is_ascii() && tree.contains("|-- 1. Ana Veld"), "{tree}");
    assert_eq!(claims.matches("  claim     ").count(), 5, "{claims}");
    let digits = statement.rsplit('/').next().expect("digits");
    let short = format!("statement/{}", &digits[..8]);
    assert_eq!(program::run(&["explain", &short, "--ascii"], store()), all);
    let mut unknown = Command::new(env!("CARGO_BIN_EXE_claimgraph"));
    unknown.args(["explain", "statement/0000000000", "--store"]).arg(store());
    let refused = unknown.output().expect("the program runs");
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("no such statement in the store"));
}

/// The numbers of each statement are those of the tree, in all examples.
#[test]
fn every_number_of_the_examples_is_listed() {
    let rows = program::run(&["query", "corroborated", "least=0", "--format", "csv"], examples());
    let mut reader = csv::Reader::from_reader(rows.as_bytes());
    let mut checked = 0;
    for row in reader.records().map(|row| row.expect("CSV")).step_by(7) {
        let tree = program::run(&["explain", &row[9], "--ascii"], examples());
        let tree = tree.split("\n\n").next().expect("a tree");
        let [origins, reports, denials] =
            [&row[0], &row[1], &row[2]].map(|n| n.parse::<usize>().expect("a number"));
        let plural = |n: usize, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
        let asserted = format!(
            "asserted in {}, {}",
            plural(reports, "report"),
            plural(origins, "independent origin")
        );
        assert!(reports == 0 || tree.contains(&asserted), "{asserted} is not in {tree}");
        assert!(
            denials == 0 || tree.contains(&format!("denied in {}", plural(denials, "report"))),
            "{tree}"
        );
        // One that counts below each origin, and no more.
        let asserting = tree.split("\n  denied").next().expect("a side");
        let listed = asserting
            .lines()
            .filter(|line| line.contains(" 2026-01-") && line.contains("-- "))
            .count();
        assert!(listed >= reports, "{listed} of {reports} in {tree}");
        checked += 1;
    }
    assert!(checked > 5, "{checked}");
}

#[test]
fn a_page_tells_all_and_needs_nothing() {
    let page = page(store(), &["Bor Brigade"]);
    for part in [
        "id=\"timeline\"",
        "id=\"statements\"",
        "id=\"contradictions\"",
        "id=\"sources\"",
        "id=\"claims\"",
    ] {
        assert!(page.contains(part), "{part}");
    }
    for words in [
        "I saw the brigade cross",
        "Nobody crossed",
        "adds no origin: <bdi",
        "href=\"https://wire.example.org/\"",
    ] {
        assert!(page.contains(words), "{words}");
    }
    assert!(!page.contains("<script") && !page.contains("src=") && !page.contains("url("));
    assert!(!page.contains("Nine people died"), "the ford's dead are not the brigade's");
    let links = page.matches("href=\"#s-").count();
    assert!(links >= 2);
    for link in page.split("href=\"#").skip(1) {
        let anchor = link.split('"').next().expect("an anchor");
        assert!(page.contains(&format!("id=\"{anchor}\"")), "{anchor}");
    }
}

#[test]
fn a_page_is_well_formed_and_the_same_again() {
    for (store, about) in
        [(store(), &["Mill Ford"][..]), (examples(), &[]), (examples(), &["Kataib Hezbollah"])]
    {
        let page = page(store, about);
        assert_eq!(page, self::page(store, about));
        // But for the line with the document type and its empty elements the page is XML, too.
        let body =
            page.split_once("<body>").expect("a body").1.split_once("</body>").expect("its end").0;
        let body = format!("<body>{body}</body>");
        let mut reader = quick_xml::Reader::from_str(&body);
        while !matches!(reader.read_event().expect("well formed"), quick_xml::events::Event::Eof) {}
    }
}

#[test]
fn places_are_drawn_with_a_scale() {
    let page = page(examples(), &[]);
    let map = page.split("id=\"map\"").nth(1).expect("a map");
    assert!(
        map.contains("\u{2068}Ahvaz\u{2069}")
            && map.contains(" km</text>")
            && map.contains("°E</text>")
    );
    assert!(map.contains("class=\"land\" d=\"M") && map.contains("Outside the map: "));
}

#[test]
fn hostile_and_foreign_names_are_text() {
    let mut hostile = reports();
    hostile[0]["entities"][0]["name"] = json!("<img src=x onerror=alert(1)> \u{202e}Brigade");
    hostile[0]["entities"][1]["name"] = json!("معبر الشلامجة");
    hostile[0]["publisher"] = json!("\"><script>alert(2)</script>");
    hostile[0]["title"] = json!("</title><svg onload=alert(3)>");
    hostile[0]["url"] = json!("javascript:alert(4)");
    hostile[0]["claims"][0]["quote"] = json!("]]></q><iframe src='//x'>");
    let page = page(&built("hostile-page", &hostile), &[]);
    for bad in ["<img", "<script", "<svg onload", "<iframe", "javascript:alert(4)\"", "href=\"java"]
    {
        assert!(!page.contains(bad), "{bad}");
    }
    assert!(page.contains("&lt;img src=x onerror=alert(1)&gt;"));
    assert!(page.contains("<bdi dir=\"auto\">معبر الشلامجة</bdi>"));
}

#[test]
fn a_page_of_nobody_is_refused_and_no_file_is_left() {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("nobody.html");
    let mut command = Command::new(env!("CARGO_BIN_EXE_claimgraph"));
    command.args(["report", "Nobody At All", "--html"]).arg(&file).arg("--store").arg(store());
    let output = command.output().expect("the program runs");
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("query entities"));
    assert!(!file.exists());
}

/// However much is claimed, the page stays as long as its rules say.
#[test]
fn a_page_is_bounded() {
    let many = (0..400).map(|number: u32| {
        let mut report = report(
            &format!("r{number}"),
            "Orlo Wire",
            "2031-03-02",
            &format!("Text {number}."),
            &[part()],
        );
        report["entities"][2]["name"] = json!(format!("Army of Hill {number}"));
        report
    });
    let store = built("bounded", &many.collect::<Vec<_>>());
    let page = page(&store, &["Bor Brigade"]);
    let rows = page.matches("<tr class=\"single\">").count();
    assert_eq!(rows, claimgraph::page::STATEMENTS);
    assert!(
        page.contains(&format!("{} more statements", 400 - rows)) && page.len() < 400_000,
        "{}",
        page.len()
    );
}
