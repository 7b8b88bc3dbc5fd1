//! Turns records into the compact form: two automata over names, and rows that are decoded on demand.
//!
//! The build script compiles this file too and puts its result into the program, where it is used in place:
//! nothing is parsed or copied when the program starts. `table.rs` reads what this file writes.

use std::collections::{BTreeMap, HashMap, HashSet};

use fst::MapBuilder;

use super::fold::fold;
use super::record::{BadRow, COLUMNS, Record};
use super::sound::skeleton;

/// The alias needs context before it is linked.
pub(crate) const HAZARD: u32 = 1;
/// The alias is an adjective of the country: "Iraqi".
pub(crate) const DEMONYM: u32 = 2;
/// The alias was cut short: "Nujaba" of "al-Nujaba".
pub(crate) const CUT: u32 = 4;
/// Which of the columns' cells repeat, so that they are kept once, in a pool: type, located_in, country, source.
pub(crate) const COLUMN_POOLED: [bool; COLUMNS.len()] = {
    let mut pooled = [false; COLUMNS.len()];
    (pooled[1], pooled[6], pooled[7], pooled[20]) = (true, true, true, true);
    pooled
};

/// The sections of the compact form.
#[derive(Debug, Default)]
pub(crate) struct Compiled {
    /// Folded name → offset into `postings`.
    pub(crate) names: Vec<u8>,
    /// Skeleton → offset into `postings`.
    pub(crate) sounds: Vec<u8>,
    /// Runs of a count and that many pairs: row, alias number × 8 + flags.
    pub(crate) postings: Vec<u8>,
    /// Where each row begins in `rows`; the rows are in the order of their ids.
    pub(crate) offsets: Vec<u8>,
    /// For each row a bit set of its columns and then their cells.
    pub(crate) rows: Vec<u8>,
    /// Where each pooled cell begins, and the cells.
    pub(crate) pool_offsets: Vec<u8>,
    pub(crate) pool: Vec<u8>,
}

/// Compiles records. `hazards` are folded aliases that need context.
pub(crate) fn compile(
    mut records: Vec<Record>,
    hazards: &HashSet<String>,
) -> Result<Compiled, Vec<BadRow>> {
    records.sort_by(|a, b| (a.cell("id"), &a.file, a.line).cmp(&(b.cell("id"), &b.file, b.line)));
    let doubles: Vec<BadRow> = records
        .windows(2)
        .filter(|pair| pair[0].cell("id") == pair[1].cell("id"))
        .map(double)
        .collect();
    if !doubles.is_empty() {
        return Err(doubles);
    }
    let mut compiled = Compiled::default();
    write_rows(&records, &mut compiled);
    compiled.names = index(names(&records, hazards), &mut compiled.postings);
    compiled.sounds = index(sounds(&records), &mut compiled.postings);
    Ok(compiled)
}

type Keys = Vec<(String, [u32; 2])>;

/// Every folded name with the row and alias that it is of; also "domain:…" of outlets and "office:…" of officials.
fn names(records: &[Record], hazards: &HashSet<String>) -> Keys {
    let mut keys = Keys::new();
    for (row, record) in records.iter().enumerate() {
        let row = row as u32;
        let mut seen = HashSet::new();
        for (number, alias) in
            std::iter::once(record.cell("name")).chain(record.parts("aliases")).enumerate()
        {
            let folded = fold(alias);
            let hazard = if hazards.contains(&folded) { HAZARD } else { 0 };
            if let Some(cut) =
                folded.strip_prefix("al ").filter(|cut| is_telling(cut, record, hazards))
            {
                keys.push((cut.to_owned(), [row, (number as u32) << 3 | CUT]));
            }
            if !folded.is_empty() {
                seen.insert(folded.clone());
                keys.push((folded, [row, (number as u32) << 3 | hazard]));
            }
        }
        for (number, demonym) in record.parts("demonyms").enumerate() {
            let folded = fold(demonym);
            let hazard = if hazards.contains(&folded) { HAZARD } else { 0 };
            if !seen.contains(&folded) {
                keys.push((folded, [row, (number as u32) << 3 | DEMONYM | hazard]));
            }
        }
        if !record.cell("domain").is_empty() {
            keys.push((format!("domain:{}", record.cell("domain")), [row, 0]));
        }
        let offices: HashSet<&str> = record
            .cell("roles")
            .split(';')
            .filter_map(|role| role.split('|').nth(1))
            .filter(|id| !id.is_empty())
            .collect();
        keys.extend(offices.into_iter().map(|id| (format!("office:{id}"), [row, 0])));
    }
    keys
}

/// Whether a name without its article still tells what is meant: "Nujaba", not "Ain"; no villages.
fn is_telling(cut: &str, record: &Record, hazards: &HashSet<String>) -> bool {
    let large = record.cell("type") != "City"
        || record.cell("population").parse::<u32>().is_ok_and(|people| people >= 20_000);
    cut.chars().count() >= 4 && large && !hazards.contains(cut)
}

/// The skeletons of names in Latin letters, of rows that come out of another script.
fn sounds(records: &[Record]) -> Keys {
    let mut keys = Keys::new();
    for (row, record) in records.iter().enumerate() {
        if !is_transliterated(record) {
            continue;
        }
        for (number, alias) in
            std::iter::once(record.cell("name")).chain(record.parts("aliases")).enumerate()
        {
            let folded = fold(alias);
            let skeleton = skeleton(&folded);
            if folded.is_ascii() && skeleton.len() >= 2 && alias.chars().any(char::is_lowercase) {
                keys.push((skeleton, [row as u32, (number as u32) << 3]));
            }
        }
    }
    keys
}

/// Whether the row has a name in Arabic letters, and is no village.
fn is_transliterated(record: &Record) -> bool {
    let arabic = record.cell("aliases").chars().any(|c| ('\u{0620}'..='\u{06ff}').contains(&c));
    let near = matches!(
        record.cell("country"),
        "iran"
            | "iraq"
            | "syria"
            | "lebanon"
            | "yemen"
            | "palestine"
            | "jordan"
            | "saudi-arabia"
            | "united-arab-emirates"
            | "qatar"
            | "bahrain"
            | "kuwait"
            | "oman"
            | "egypt"
            | "sudan"
            | "libya"
            | "tunisia"
            | "algeria"
            | "morocco"
            | "afghanistan"
            | "pakistan"
            | "tajikistan"
            | "somalia"
    );
    let large = record.cell("type") != "City"
        || record.cell("population").parse::<u32>().is_ok_and(|people| people >= 5_000);
    (near || arabic && record.cell("type") != "City" && record.cell("type") != "Country") && large
}

/// Writes the postings of sorted keys, and the automaton that finds them.
fn index(mut keys: Keys, postings: &mut Vec<u8>) -> Vec<u8> {
    keys.sort_unstable();
    keys.dedup();
    let mut map = MapBuilder::memory();
    let mut rest = keys.as_slice();
    while let Some((key, _)) = rest.first() {
        let count = rest.iter().take_while(|(other, _)| other == key).count();
        map.insert(key, postings.len() as u64).expect("the keys are sorted and differ");
        postings.extend((count as u32).to_le_bytes());
        for (_, [row, alias]) in &rest[..count] {
            postings.extend(row.to_le_bytes());
            postings.extend(alias.to_le_bytes());
        }
        rest = &rest[count..];
    }
    map.into_inner().expect("memory does not fail")
}

fn write_rows(records: &[Record], compiled: &mut Compiled) {
    let mut pool: HashMap<&str, u32> = HashMap::new();
    let mut numbers: BTreeMap<u32, &str> = BTreeMap::new();
    for record in records {
        compiled.offsets.extend((compiled.rows.len() as u32).to_le_bytes());
        let set = record
            .cells
            .iter()
            .enumerate()
            .filter(|(_, cell)| !cell.is_empty())
            .fold(0u32, |set, (i, _)| set | 1 << i);
        compiled.rows.extend(set.to_le_bytes());
        for (pooled, cell) in
            COLUMN_POOLED.iter().zip(&record.cells).filter(|(_, cell)| !cell.is_empty())
        {
            if *pooled {
                let next = pool.len() as u32;
                let number = *pool.entry(cell).or_insert(next);
                numbers.insert(number, cell);
                write_number(&mut compiled.rows, number);
            } else {
                write_number(&mut compiled.rows, cell.len() as u32);
                compiled.rows.extend(cell.bytes());
            }
        }
    }
    for cell in numbers.values() {
        compiled.pool_offsets.extend((compiled.pool.len() as u32).to_le_bytes());
        compiled.pool.extend(cell.bytes());
    }
    compiled.pool_offsets.extend((compiled.pool.len() as u32).to_le_bytes());
}

/// Seven bits a byte, the highest bit says that more follow.
fn write_number(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn double(pair: &[Record]) -> BadRow {
    BadRow {
        file: pair[1].file.clone(),
        line: pair[1].line,
        message: format!(
            "the id `{}` is in {}:{} already",
            pair[1].cell("id"),
            pair[0].file,
            pair[0].line
        ),
        hint: Some("give one of the two another id".to_owned()),
    }
}
