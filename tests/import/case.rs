//! A table and a mapping, and what comes of them.

use std::fs;
use std::path::{Path, PathBuf};

use claimgraph::gazetteer::Gazetteer;
use claimgraph::import::{Import, Mapping, RowReader, Table, rejected_table};
use claimgraph::model::Reading;
use claimgraph::naming::Namer;
use claimgraph::ontology::Ontology;

/// What an import would bring.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Told {
    pub(crate) rows: usize,
    pub(crate) claimed: usize,
    pub(crate) skipped: usize,
    /// The refused rows: line and reason.
    pub(crate) refused: Vec<(u64, String)>,
    pub(crate) readings: Vec<Reading>,
    pub(crate) version: String,
    /// The table of the rejected rows.
    pub(crate) rejected: String,
}

/// A mapping for `who,did,where,when`, with a source and a number.
pub(crate) const SIMPLE: &str = r#"
[entity.who]
name = "who"
type = "Militia"
[entity.where]
name = "where"
type = "City"
[claim.move]
subject = "who"
relation = { column = "did", values = { went = "deployedTo", left = "withdrewFrom" } }
object = "where"
time = "when"
"#;

/// What a file with these bytes and a mapping bring, or why they bring nothing.
pub(crate) fn read(name: &str, bytes: &[u8], mapping: &str) -> Result<Told, String> {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = folder.path().join(name);
    fs::write(&path, bytes).expect("a file can be written");
    of_file(&path, mapping)
}

/// The same of a file that is there.
pub(crate) fn of_file(path: &Path, mapping: &str) -> Result<Told, String> {
    let ontology = Ontology::built_in().expect("the ontology");
    let (gazetteer, namer) = (Gazetteer::built_in(), Namer::default());
    let say = |error: claimgraph::import::ImportError| error.to_string();
    let mapping = Mapping::parse("m", "m.toml", mapping, &ontology).map_err(say)?;
    let table = Table::open(path, Some(&mapping)).map_err(say)?;
    let reader = RowReader::new(&mapping, &table, &gazetteer, &ontology, &namer).map_err(say)?;
    let import = Import::plan(&reader, None);
    let rejected = rejected_table(&table, &import).map_err(say)?;
    let lines = |(place, reason): &(usize, String)| (table.rows()[*place].line, reason.clone());
    Ok(Told {
        rows: table.rows().len(),
        claimed: import.claimed,
        skipped: import.skipped,
        refused: import.refused.iter().map(lines).collect(),
        readings: (0..import.len()).map(|part| import.reading(part)).collect(),
        version: import.version.version.clone(),
        rejected: String::from_utf8(rejected).expect("UTF-8"),
    })
}

/// Claims as "subject relation object", in the order of their text.
pub(crate) fn claims(told: &Told) -> Vec<String> {
    let mut claims = Vec::new();
    for document in told.readings.iter().map(|reading| &reading.document) {
        let name = |key: &str| {
            let entity = document.entities.iter().find(|entity| entity.key == key);
            entity.expect("an entity for each end").name.clone()
        };
        claims.extend(document.claims.iter().map(|claim| {
            let object = claim.object.as_deref().map(name).unwrap_or_default();
            format!("{} {} {object}", name(&claim.subject), claim.relation).trim_end().to_owned()
        }));
    }
    claims
}

/// Everything in a reading points to what the text has there, and every row is somewhere.
pub(crate) fn check(told: &Told) {
    assert_eq!(told.rows, told.claimed + told.refused.len() + told.skipped);
    let mut lines = 0;
    for reading in &told.readings {
        let text: Vec<char> = reading.text.chars().collect();
        let at = |start: usize, end: usize| text[start..end].iter().collect::<String>();
        for claim in &reading.document.claims {
            let place = claim.start.zip(claim.end).expect("a place");
            assert_eq!(at(place.0, place.1), claim.quote);
            assert!(claim.cells.as_ref().is_some_and(|cells| cells.starts_with("cell=")));
            assert!(claim.rule.as_ref().is_some_and(|rule| rule.starts_with("import/")));
            for telling in &claim.also {
                let place = telling.start.zip(telling.end).expect("a place");
                assert_eq!(at(place.0, place.1), telling.quote);
            }
        }
        for entity in &reading.document.entities {
            for mention in &entity.mentions {
                assert_eq!(at(mention.start, mention.end), mention.text);
            }
        }
        // The first line says the mapping.
        lines += reading.text.lines().count() - 1;
    }
    assert_eq!(lines, told.claimed);
    let header_and_rows = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(told.rejected.as_bytes())
        .records()
        .count();
    assert!(told.refused.is_empty() || header_and_rows >= 2);
}

/// A fresh folder for a test.
pub(crate) fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}
