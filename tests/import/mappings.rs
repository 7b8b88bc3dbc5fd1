//! A mapping that cannot be meant is refused: with its line, and what to do.

use crate::case::{SIMPLE, read};

const TABLE: &[u8] = b"who,did,where,when,n\nDawn Brigade,went,Tikrit,2026-01-06,3\n";

fn error(mapping: &str) -> String {
    let error = read("t.csv", TABLE, mapping).expect_err(mapping);
    assert!(!error.contains('\n'), "{error}");
    error
}

/// A mapping with one line of the simple one changed.
fn changed(from: &str, to: &str) -> String {
    assert!(SIMPLE.contains(from), "{from}");
    SIMPLE.replacen(from, to, 1)
}

#[test]
fn what_is_wrong_is_said_with_its_line() {
    for (mapping, wanted) in [
        ("claim = [".to_owned(), "m.toml:1: it is no TOML"),
        (String::new(), "m.toml:1: it makes no claim; write a table such as [claim.clash]"),
        (
            changed("[entity.who]", "[entities.who]"),
            "m.toml:2: no field is called `entities`; there are `table`, `report`, `entity`",
        ),
        (
            changed("name = \"who\"", "nam = \"who\""),
            "m.toml:3: no field is called `nam`; did you mean `name`?",
        ),
        (
            changed("time = \"when\"", "happened = \"when\""),
            "m.toml:12: no field is called `happened`; there are `when`, `subject`, `relation`, `object`",
        ),
        (changed("type = \"Militia\"", ""), "m.toml:2: [entity.who] has no `type`"),
        (
            changed("\"Militia\"", "\"Milita\""),
            "m.toml:4: `Milita` is no class of actors or places; did you mean `Militia`?",
        ),
        (changed("\"Militia\"", "\"Claim\""), "m.toml:4: `Claim` is no class of actors or places"),
        (
            changed("subject = \"who\"", "subject = \"whom\""),
            "m.toml:9: no entity of the mapping is called `whom`; did",
        ),
        (changed("\"deployedTo\"", "\"deployed\""), "m.toml:10: `deployed` is no relation"),
        (
            changed("\"deployedTo\"", "\"metWith\""),
            "m.toml:10: the object of `metWith` is no City, but some Actor",
        ),
        (
            changed("\"deployedTo\"", "\"killed\""),
            "m.toml:10: `killed` counts people; leave `object` out",
        ),
        (changed("object = \"where\"", ""), "m.toml:10: `deployedTo` needs an `object`"),
        (
            changed("time = \"when\"", "time = { precision = \"day\" }"),
            "m.toml:12: `time` has neither `start` nor",
        ),
        (
            changed("time = \"when\"", "certainty = \"sure\""),
            "m.toml:12: `certainty` is never `sure`; there are `certain`, `probable` and `possible`",
        ),
        (
            changed("time = \"when\"", "attribution = { names = \"who\" }"),
            "a link of `attribution` has no `kind`",
        ),
        (
            changed("time = \"when\"", "strength = { unit = \"men\" }"),
            "m.toml:12: `strength` has no number",
        ),
        (changed("time = \"when\"", "time = \"whem\""), "m.toml:12: "),
        (
            changed("time = \"when\"", "when = { dit = \"went\" }"),
            "has no column `dit`; did you mean `did`?",
        ),
        (format!("[table]\ndates = [\"%Q\"]\n{SIMPLE}"), "m.toml:2: `%Q` is no way to write days"),
        (
            format!("[table]\ndates = \"%m/%Y\"\n{SIMPLE}"),
            "m.toml:2: `%m/%Y` is no way to write days",
        ),
        (
            format!("[table]\nseparator = \"::\"\n{SIMPLE}"),
            "m.toml:2: `separator` must be one character",
        ),
        (format!("[report]\npublished = \"today\"\n{SIMPLE}"), "m.toml:2: `today` is no day"),
        (
            format!("[[skip]]\nwhen = {{ did = {{ is = \"went\" }} }}\n{SIMPLE}"),
            "m.toml:2: no field is called `is`",
        ),
        (
            changed("name = \"where\"", "name = { values = { a = \"b\" } }"),
            "neither `column` nor `value`",
        ),
        (
            changed("name = \"where\"", "name = \"where\"\nlat = \"n\""),
            "[entity.where] has no `lon`",
        ),
    ] {
        let error = error(&mapping);
        assert!(error.contains(wanted), "{wanted}\n{error}");
    }
}

#[test]
fn a_mapping_that_is_not_there_is_refused_with_advice() {
    let ontology = claimgraph::ontology::Ontology::built_in().expect("the ontology");
    let open = |path: &str| claimgraph::import::Mapping::open(path.as_ref(), &ontology);
    let error = open("nowhere.toml").expect_err("no file").to_string();
    assert!(
        error.starts_with("nowhere.toml: there is no such file") && error.contains("--suggest"),
        "{error}"
    );
}

#[test]
fn comments_and_blanks_are_no_part_of_a_mapping() {
    let one = read("t.csv", TABLE, SIMPLE).expect("a table");
    let other = SIMPLE.replace("[claim", "# a comment\n\n  [claim").replace(" = ", "  =   ");
    let other = read("t.csv", TABLE, &other).expect("a table");
    assert_eq!(one.version, other.version);
    let third = changed("\"deployedTo\"", "\"visited\"");
    assert_ne!(read("t.csv", TABLE, &third).expect("a table").version, one.version);
}
