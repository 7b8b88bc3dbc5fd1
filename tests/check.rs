//! `claimgraph check`: what is whole conforms, and every way of breaking it is told.

#[path = "common/program.rs"]
mod program;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use claimgraph::model::Report;
use claimgraph::naming::Namer;
use claimgraph::ontology::{Ontology, SourceFile};
use claimgraph::pipeline::Knowledge;
use claimgraph::shapes::{Shapes, ValidationReport, ValidationResult, quotes};
use claimgraph::store::Graph;
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{GraphNameRef, NamedOrBlankNode, Quad, Term};
use oxigraph::sparql::SparqlEvaluator;
use oxigraph::store::Store as Quads;

const SH: &str = "http://www.w3.org/ns/shacl#";
const TAKEOVERS: [&str; 5] = [
    "examples/takeovers/reports",
    "--ontology",
    "examples/takeovers/ontology",
    "--gazetteer",
    "examples/takeovers/gazetteer",
];

fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}

fn check(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_claimgraph"));
    command.arg("check").args(arguments).current_dir(env!("CARGO_MANIFEST_DIR"));
    command.output().expect("the program runs")
}

fn path(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

/// The shapes that tell something, each with the constraint that does not hold: "Claim-states Class".
fn broken(report: &ValidationReport) -> BTreeSet<String> {
    let results = report.results.iter().map(|result| {
        let source = result.constraint.as_ref().or(result.shape.as_ref()).expect("a shape");
        let component = local(result.component.as_str()).replace("ConstraintComponent", "");
        format!("{} {component}", local(source.to_string().trim_matches(['<', '>'])))
    });
    results.collect()
}

fn local(iri: &str) -> &str {
    iri.rsplit(['#', '/']).next().unwrap_or(iri)
}

fn triples(turtle: &str) -> Vec<Quad> {
    let parser = RdfParser::from_format(RdfFormat::Turtle).for_slice(turtle);
    parser.collect::<Result<_, _>>().expect("Turtle")
}

/// The cases of `tests/cases/shapes.ru`: name, what it breaks, update.
fn cases() -> Vec<(String, BTreeSet<String>, String)> {
    let prefixes = "PREFIX ex: <https://example.org/>\n";
    let text = fs::read_to_string("tests/cases/shapes.ru").expect("the cases");
    let cases = text.split("# case: ").skip(1).map(|case| {
        let (name, rest) = case.split_once('\n').expect("a name");
        let told = rest.lines().filter_map(|line| line.strip_prefix("# breaks "));
        let told = told.flat_map(|line| line.split(", ")).map(str::to_owned);
        (name.to_owned(), told.collect(), format!("{prefixes}{rest}"))
    });
    cases.collect()
}

fn damage(good: &str, update: &str) -> String {
    let store = Quads::new().expect("memory");
    store.load_from_slice(RdfFormat::Turtle, good).expect("what we exported");
    let mut evaluator = SparqlEvaluator::new();
    for (prefix, namespace) in claimgraph::vocab::PREFIXES {
        evaluator = evaluator.with_prefix(prefix, namespace).expect("a prefix");
    }
    let update = evaluator.parse_update(update).unwrap_or_else(|error| panic!("{error}: {update}"));
    update.on_store(&store).execute().expect("damage is done");
    let bytes = store
        .dump_graph_to_writer(GraphNameRef::DefaultGraph, RdfFormat::NTriples, Vec::new())
        .expect("memory");
    String::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn every_damage_is_told_and_nothing_else() {
    let store = program::store("check-damage", &["examples/reports"]);
    let good = program::run(&["export", "--format", "ttl"], &store);
    let ontology = Ontology::built_in().expect("the built-in ontology loads");
    let shapes = Shapes::of(&ontology).expect("the shapes load");
    let file = scratch("check-damaged").join("damaged.nt");
    let told = |data: &str| {
        fs::write(&file, data).expect("written");
        let graph = Graph::of_rdf(std::slice::from_ref(&file), &ontology, &Namer::default());
        broken(&shapes.validate(&graph.expect("RDF")).expect("it can be validated"))
    };
    let cases = cases();
    assert!(cases.len() >= 30, "{} cases", cases.len());
    for (name, wanted, update) in &cases {
        assert_eq!(told(&damage(&good, update)), *wanted, "{name}");
    }
    assert_eq!(told(&damage(&good, "INSERT DATA {}")), BTreeSet::new());
}

/// All constraints in `ontology/shapes.ttl`, as [`broken`] names them.
fn constraints() -> BTreeSet<String> {
    let turtle = fs::read_to_string("ontology/shapes.ttl").expect("the shapes");
    let others = ["path", "message", "property", "prefixes", "select", "declare"];
    let mut constraints = BTreeSet::new();
    for quad in triples(&turtle) {
        let NamedOrBlankNode::NamedNode(shape) = &quad.subject else { continue };
        let Some(name) = quad.predicate.as_str().strip_prefix(SH) else { continue };
        // The parts of an alternative are not told of one by one.
        let shape = local(shape.as_str());
        if others.contains(&name) || name.starts_with("target") || shape.starts_with("Named-") {
            continue;
        }
        let (first, rest) = name.split_at(1);
        let component = first.to_uppercase() + rest;
        constraints.insert(match &quad.object {
            Term::NamedNode(query) if name == "sparql" => {
                format!("{} SPARQL", local(query.as_str()))
            }
            _ => format!("{shape} {component}"),
        });
    }
    constraints
}

#[test]
fn every_constraint_of_every_shape_is_broken_by_some_case() {
    let broken: BTreeSet<String> = cases().into_iter().flat_map(|case| case.1).collect();
    assert!(broken.len() > 100, "{} constraints", broken.len());
    assert_eq!(constraints(), broken);
}

#[test]
fn all_that_is_understood_of_shacl_tells_what_is_wrong_and_no_more() {
    let text = fs::read_to_string("tests/cases/shacl.ttl").expect("the cases");
    let file = PathBuf::from("tests/cases/shacl.ttl");
    let ontology = Ontology::built_in().expect("the built-in ontology loads");
    let graph = Graph::of_rdf(&[file], &ontology, &Namer::default()).expect("Turtle");
    let shapes = Shapes::read(&[SourceFile { name: "shacl.ttl".to_owned(), text: text.clone() }]);
    let report = shapes.expect("the shapes load").validate(&graph).expect("it can be validated");
    let told: BTreeSet<String> =
        report.results.iter().map(|result| result.focus.to_string()).collect();
    let nodes = triples(&text).into_iter().flat_map(|quad| [quad.subject.into(), quad.object]);
    let wrong = nodes.map(|node: Term| node.to_string()).filter(|node| node.ends_with("-wrong>"));
    assert_eq!(told, wrong.collect());
    let messages: Vec<&str> = report.results.iter().map(ValidationResult::message).collect();
    let filled =
        "https://example.org/select-wrong says https://example.org/nothing, which nobody asked";
    assert!(messages.contains(&filled), "{messages:#?}");
    let warnings =
        report.results.iter().filter(|result| result.severity.as_str().ends_with("#Warning"));
    assert_eq!(warnings.count(), 1);
}

#[test]
fn a_path_against_several_properties_goes_back_through_all_of_them() {
    let folder = scratch("check-path");
    let turtle = "@prefix ex: <https://example.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
        ex:a ex:first ex:b . ex:b ex:second ex:c .
        ex:S sh:targetNode ex:b , ex:c ; sh:path [ sh:inversePath ( ex:first ex:second ) ] ; sh:hasValue ex:a .";
    let file = folder.join("path.ttl");
    fs::write(&file, turtle).expect("written");
    let output = check(&["--data", path(&file), "--shapes", path(&file)]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.starts_with("https://example.org/b\n  ^(https://example.org/first/"), "{said}");
    assert!(!said.contains("https://example.org/c\n"), "{said}");
}

#[test]
fn what_is_not_understood_is_refused_by_name() {
    let folder = scratch("check-refused");
    let refused = [
        ("sh:targetClass ex:T ; sh:closed true", "sh:closed is not supported"),
        (
            "sh:targetClass ex:T ; sh:property [ sh:path ex:p ; sh:qualifiedMinCount 1 ]",
            "sh:qualifiedMinCount",
        ),
        (
            "sh:targetClass ex:T ; sh:property [ sh:path [ sh:zeroOrMorePath ex:p ] ]",
            "sh:path is of a kind",
        ),
        ("sh:targetClass ex:T ; sh:sparql [ sh:ask \"ASK {}\" ]", "sh:ask is not supported"),
        (
            "sh:targetClass ex:T ; sh:sparql [ sh:select \"ASK { $this ?p ?o }\" ]",
            "must be a SELECT query",
        ),
        (
            "sh:targetClass ex:T ; sh:sparql [ sh:select \"SELECT ?o { $this ?p ?o }\" ]",
            "does it select $this",
        ),
        ("sh:targetClass ex:T ; sh:sparql [ sh:select \"SELECT $this WHERE\" ]", "is not SPARQL"),
        (
            "sh:targetClass ex:T ; sh:sparql [ sh:select \"SELECT $this { $currentShape ?p $this }\" ]",
            "$currentShape",
        ),
        ("sh:targetClass ex:T ; sh:node ex:S", "refers to itself"),
        ("sh:targetClass ex:T ; sh:minCount 1", "shapes with a sh:path"),
        ("sh:targetClass ex:T ; sh:path ex:p ; sh:minCount \"few\"", "wants a number"),
        ("sh:targetClass ex:T ; sh:pattern \"(\"", "no regular expression"),
        ("sh:targetClass ex:T ; sh:pattern \"a\" ; sh:flags \"q\"", "the flag `q`"),
        ("sh:targetClass ex:T ; sh:in ex:list", "broken off"),
        ("sh:targetClass ex:T ; sh:class \"Militia\"", "an address is wanted"),
        ("sh:targetClass ex:T ; sh:nodeKind sh:Node", "no kind of node"),
        ("sh:target ex:T", "sh:target is not supported"),
        ("sh:class ex:T", "no shape has a target"),
        ("sh:targetClass", "Parser error at line"),
    ];
    for (number, (shape, told)) in refused.iter().enumerate() {
        let file = folder.join(format!("shapes-{number}.ttl"));
        let prefixes =
            "@prefix ex: <https://example.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> .";
        fs::write(&file, format!("{prefixes}\nex:S a sh:NodeShape ; {shape} .")).expect("written");
        let output = check(&["--data", "tests/cases/shacl.ttl", "--shapes", path(&file)]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{shape}: {said}");
        assert!(output.stdout.is_empty(), "{shape}");
        assert!(
            said.contains(told) && said.contains(&format!("shapes-{number}.ttl")),
            "{shape}: {said}"
        );
        assert_eq!(said.lines().count(), 1, "{said}");
    }
}

#[test]
fn stores_that_were_built_conform() {
    let store = program::store("check-example", &["examples/reports"]);
    let said = program::run(&["check"], &store);
    assert!(said.starts_with("conforms (14 shapes, "), "{said}");
    assert!(said.trim_end().ends_with(" quotes held to their texts)"), "{said}");

    let store = program::store("check-takeovers", &TAKEOVERS);
    let said = program::run(&["check"], &store);
    assert!(said.starts_with("conforms (14 shapes, "), "{said}");
}

#[test]
fn a_replaced_version_keeps_its_publisher() {
    let folder = scratch("check-versions");
    let reports = folder.join("versions.jsonl");
    let version = |day: &str, publisher: &str, text: &str| {
        format!(
            r#"{{"id":"{day}","url":"https://example.org/a","published":"{day}","publisher":"{publisher}","text":"{text}"}}"#
        )
    };
    let lines = [
        version("2026-01-01", "The Old Courier", "Badr Organization fighters crossed into Iran."),
        version("2026-01-03", "The New Courier", "Badr Organization fighters left Iran."),
    ];
    fs::write(&reports, lines.join("\n")).expect("written");
    let store = program::store("check-versions-store", &[path(&reports)]);
    let said = program::run(&["check"], &store);
    assert!(said.starts_with("conforms"), "{said}");
    let names =
        "SELECT ?name { ?report prov:invalidatedAtTime ?day ; dct:publisher/skos:prefLabel ?name }";
    let said = program::run(&["query", names, "--format", "csv"], &store);
    assert_eq!(said.lines().collect::<Vec<_>>(), ["name", "The Old Courier"]);
}

#[test]
fn an_ontology_of_ones_own_is_held_to_its_own_domains_and_shapes() {
    let folder = scratch("check-own");
    let ontology = folder.join("ontology");
    fs::create_dir_all(ontology.join("relations")).expect("a folder can be made");
    let takeovers = Path::new("examples/takeovers/ontology");
    for file in ["takeovers.ttl", "relations/acquired.toml", "relations/appointed-head-of.toml"] {
        fs::copy(takeovers.join(file), ontology.join(file)).expect("copied");
    }
    let shape = "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix tk: <https://example.org/takeovers#> .
        tk:OutletsAreNoCompanies a sh:NodeShape ; sh:targetClass tk:Takeover ;
            sh:property [ sh:path tk:buyer ; sh:class tk:Company ; sh:message \"companies buy companies\" ] .";
    fs::write(ontology.join("shapes.ttl"), shape).expect("written");
    let reports = folder.join("reports.jsonl");
    let line = r#"{"id":"a","text":"Ada Berg acquired Baltic Ferries.","entities":[
        {"key":"ada","type":"Person","name":"Ada Berg"},
        {"key":"baltic","type":"Company","name":"Baltic Ferries"}],"claims":[
        {"relation":"acquired","subject":"ada","object":"baltic","quote":"Ada Berg acquired Baltic Ferries"},
        {"relation":"appointedHeadOf","subject":"baltic","object":"baltic","quote":"Baltic Ferries"}]}"#;
    fs::write(&reports, line.replace('\n', " ")).expect("written");
    let arguments = [path(&reports), "--ontology", path(&ontology)];
    let store = program::store("check-own-store", &arguments);
    let output = check(&["--store", path(&store)]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(3), "{said}");
    // A person may buy, says the ontology, but not its own shape; a company is no person to be appointed.
    assert!(said.contains("companies buy companies"), "{said}");
    assert!(
        said.contains(
            "is no https://w3id.org/claimgraph/ns#Person, as https://example.org/takeovers#app"
        ),
        "{said}"
    );
    assert!(
        said.trim_end()
            .lines()
            .last()
            .is_some_and(|line| line.contains("2 things are wrong (15 shapes")),
        "{said}"
    );

    // The same of an export, when it is told what the export speaks of.
    let export = folder.join("export.nq");
    program::run(&["export", "--format", "nq", "-o", path(&export)], &store);
    let output =
        check(&["--data", path(&export), "--ontology", path(&ontology), "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(json["results"].as_array().map(Vec::len), Some(2), "{json:#}");
    assert_eq!(json["quotes"]["withoutText"], 2);
}

#[test]
fn a_report_in_turtle_is_one_of_shacl_and_always_the_same() {
    let folder = scratch("check-turtle");
    let [one, another] = ["one.ttl", "another.ttl"].map(|name| folder.join(name));
    for file in [&one, &another] {
        let shapes = "tests/cases/shacl.ttl";
        let output =
            check(&["--data", shapes, "--shapes", shapes, "--format", "ttl", "-o", path(file)]);
        assert_eq!(output.status.code(), Some(3));
        assert!(output.stdout.is_empty());
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.starts_with("does not conform: 39 things are wrong"), "{said}");
    }
    let turtle = fs::read_to_string(&one).expect("written");
    assert_eq!(turtle, fs::read_to_string(&another).expect("written"));
    let triples = triples(&turtle);
    let count = |property: &str| {
        let property = format!("{SH}{property}");
        triples.iter().filter(|triple| triple.predicate.as_str() == property).count()
    };
    for property in
        ["result", "focusNode", "resultSeverity", "sourceConstraintComponent", "sourceShape"]
    {
        assert_eq!(count(property), 39, "{property}");
    }
    assert_eq!((count("conforms"), count("sourceConstraint"), count("inversePath")), (1, 2, 3));
}

#[test]
fn quotes_are_held_to_their_texts() {
    let knowledge = Knowledge::built_in().expect("the built-in models load");
    let text = "“Kyïv” aside, fighters of Kataib Hezbollah crossed into Iran, Reuters reported.";
    let mut readings = vec![knowledge.reader().reading(Report::new("a", text))];
    let graph = Graph::of_readings(&readings, knowledge.ontology(), knowledge.namer());
    let graph = graph.expect("a graph of readings");
    let found = quotes(&graph, &readings);
    let all = found.checked;
    assert!(all > 0);
    assert_eq!((found.without_text, found.results.len()), (0, 0));

    // Another text of the same length, a text that ends before, no text.
    let told = |text: String, readings: &mut Vec<claimgraph::model::Reading>| {
        readings[0].text = text;
        let found = quotes(&graph, readings);
        (
            found.without_text,
            found.results.iter().map(|result| result.message().to_owned()).collect(),
        )
    };
    let (_, messages): (_, Vec<String>) = told(text.replace("Iran", "Iraq"), &mut readings);
    assert!(
        messages[0].contains("has other words there: “") && messages[0].contains("Iraq"),
        "{messages:?}"
    );
    let (_, messages): (_, Vec<String>) = told("Nothing.".to_owned(), &mut readings);
    assert_eq!(messages, vec!["the text of the report ends before, at 8"; all]);
    let (without, messages): (_, Vec<String>) = told(String::new(), &mut readings);
    assert_eq!((without, messages.len()), (all, 0));
}
