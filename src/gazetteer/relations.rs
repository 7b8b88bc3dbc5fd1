//! How rows belong together: places in provinces in countries, demonyms, capitals, the outlet of an address.

use super::Gazetteer;
use super::row::Row;

impl Gazetteer {
    /// The country of a row; a crossing is in the country of its first side.
    pub fn country_of<'g>(&'g self, row: Row<'g>) -> Option<Row<'g>> {
        let side = row.sides().next().map(|side| side.country);
        self.row(row.country().or(side)?)
    }

    /// The places around a place, from the inside out: Mehran, Ilam, Iran.
    pub fn places_around<'g>(&'g self, row: Row<'g>) -> impl Iterator<Item = Row<'g>> {
        // A user's rows may point at each other in a circle; no real chain is this long.
        std::iter::successors(row.located_in().and_then(|id| self.row(id)), |around| {
            self.row(around.located_in()?)
        })
        .take(8)
    }

    /// The organisations around an organisation, from the inside out: the Quds Force, the IRGC.
    pub fn parents<'g>(&'g self, row: Row<'g>) -> impl Iterator<Item = Row<'g>> {
        std::iter::successors(row.parent().and_then(|id| self.row(id)), |parent| {
            self.row(parent.parent()?)
        })
        .take(8)
    }

    /// The countries whose people and things a word is for: Iraq for "Iraqi", two countries for "Congolese".
    pub fn countries_of_demonym(&self, word: &str) -> impl Iterator<Item = Row<'_>> {
        self.candidates(word).filter(|candidate| candidate.demonym).map(|candidate| candidate.row)
    }

    /// The country that a name is the capital of: Iran for "Tehran".
    pub fn country_of_capital(&self, name: &str) -> Option<Row<'_>> {
        self.candidates(name).find_map(|candidate| {
            let country = self.row(candidate.row.country()?)?;
            (country.capital() == Some(candidate.row.id())).then_some(country)
        })
    }

    /// The outlet behind an address: `https://www.bbc.com/persian/iran-1` is BBC Persian, not the BBC.
    pub fn outlet_at(&self, url: &str) -> Option<Row<'_>> {
        let address = url.split_once("://").map_or(url, |(_, rest)| rest);
        let address = address
            .split(['?', '#'])
            .next()
            .unwrap_or(address)
            .trim_end_matches('/')
            .to_lowercase();
        let mut address = address.strip_prefix("www.").unwrap_or(&address);
        loop {
            let known = self
                .tables
                .iter()
                .rev()
                .find_map(|table| Some((table, table.names.get(format!("domain:{address}"))?)));
            if let Some((table, offset)) = known {
                return table
                    .postings(offset)
                    .map(|posting| Row { table, number: posting.row })
                    .next();
            }
            // First the path gets shorter, then the host's own parts go: arabic.rt.com is RT.
            address = match (address.rsplit_once('/'), address.split_once('.')) {
                (Some((shorter, _)), _) => shorter,
                (None, Some((_, rest))) if rest.contains('.') => rest,
                _ => return None,
            };
        }
    }
}
