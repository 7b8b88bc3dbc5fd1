//! A row of the gazetteer, seen through its columns.

use super::record::COLUMNS;
use super::table::Table;

/// One thing that the gazetteer knows.
#[derive(Clone, Copy)]
pub struct Row<'g> {
    pub(crate) table: &'g Table,
    pub(crate) number: u32,
}

/// A post that a person holds or held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Office<'g> {
    /// "Commander of the Quds Force".
    pub role: &'g str,
    /// The organisation's id, empty if it has none.
    pub organization: &'g str,
    /// First day, month or year, empty if unknown.
    pub from: &'g str,
    /// Last day, month or year; empty while the person holds it, `?` if the end is not known.
    pub to: &'g str,
}

/// One side of a border crossing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Side<'g> {
    /// The place there.
    pub place: &'g str,
    /// The province's id, empty if unknown.
    pub province: &'g str,
    /// The country's id.
    pub country: &'g str,
}

impl<'g> Row<'g> {
    /// The slug that is unique over all files: "quds-force".
    pub fn id(self) -> &'g str {
        self.cell(const { column("id") })
    }

    /// The type of the annotation guidelines: "Militia".
    pub fn kind(self) -> &'g str {
        self.cell(const { column("type") })
    }

    /// The usual full English name.
    pub fn name(self) -> &'g str {
        self.cell(const { column("name") })
    }

    /// Its other names, in all scripts.
    pub fn aliases(self) -> impl Iterator<Item = &'g str> {
        self.parts(const { column("aliases") })
    }

    /// The words for a country's people and things: "Iraqi", "Iraqis".
    pub fn demonyms(self) -> impl Iterator<Item = &'g str> {
        self.parts(const { column("demonyms") })
    }

    /// The id of the organisation that it is a part of.
    pub fn parent(self) -> Option<&'g str> {
        self.filled(const { column("parent") })
    }

    /// The id of the province or country that a place is in.
    pub fn located_in(self) -> Option<&'g str> {
        self.filled(const { column("located_in") })
    }

    /// The id of the country that it belongs to; a country's own id.
    pub fn country(self) -> Option<&'g str> {
        if self.kind() == "Country" {
            Some(self.id())
        } else {
            self.filled(const { column("country") })
        }
    }

    /// The id of a country's capital.
    pub fn capital(self) -> Option<&'g str> {
        self.filled(const { column("capital") })
    }

    /// The two sides of a border crossing.
    pub fn sides(self) -> impl Iterator<Item = Side<'g>> {
        self.cell(const { column("sides") }).split(';').filter_map(|side| {
            let mut parts = side.split('|');
            Some(Side { place: parts.next()?, province: parts.next()?, country: parts.next()? })
        })
    }

    /// All posts that a person holds or held.
    pub fn offices(self) -> impl Iterator<Item = Office<'g>> {
        self.cell(const { column("roles") }).split(';').filter_map(|office| {
            let mut parts = office.split('|');
            Some(Office {
                role: parts.next()?,
                organization: parts.next()?,
                from: parts.next()?,
                to: parts.next()?,
            })
        })
    }

    /// An outlet's web domain.
    pub fn domain(self) -> Option<&'g str> {
        self.filled(const { column("domain") })
    }

    /// Whose an outlet is.
    pub fn owner(self) -> Option<&'g str> {
        self.filled(const { column("owner") })
    }

    /// Latitude and longitude in degrees.
    pub fn position(self) -> Option<(f64, f64)> {
        Some((
            self.cell(const { column("lat") }).parse().ok()?,
            self.cell(const { column("lon") }).parse().ok()?,
        ))
    }

    /// How many people live there.
    pub fn population(self) -> Option<u64> {
        self.cell(const { column("population") }).parse().ok()
    }

    /// A country's two-letter code.
    pub fn iso2(self) -> Option<&'g str> {
        self.filled(const { column("iso2") })
    }

    /// The Wikidata item: "Q57336".
    pub fn wikidata(self) -> Option<&'g str> {
        self.filled(const { column("wikidata") })
    }

    /// The GeoNames number.
    pub fn geonames(self) -> Option<&'g str> {
        self.filled(const { column("geonames") })
    }

    /// Where the row comes from.
    pub fn source(self) -> &'g str {
        self.cell(const { column("source") })
    }

    fn parts(self, column: usize) -> impl Iterator<Item = &'g str> {
        self.cell(column).split('|').map(str::trim).filter(|part| !part.is_empty())
    }

    fn filled(self, column: usize) -> Option<&'g str> {
        Some(self.cell(column)).filter(|cell| !cell.is_empty())
    }

    fn cell(self, column: usize) -> &'g str {
        self.table.cell(self.number, column)
    }
}

/// Where a column stands; a column that does not exist does not compile.
const fn column(name: &str) -> usize {
    let mut number = 0;
    while !is_equal(COLUMNS[number].as_bytes(), name.as_bytes()) {
        number += 1;
    }
    number
}

const fn is_equal(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let mut at = 0;
    while at < a.len() {
        if a[at] != b[at] {
            return false;
        }
        at += 1;
    }
    true
}

impl PartialEq for Row<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.table, other.table) && self.number == other.number
    }
}

impl std::fmt::Debug for Row<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Row")
            .field("id", &self.id())
            .field("kind", &self.kind())
            .field("name", &self.name())
            .finish()
    }
}
