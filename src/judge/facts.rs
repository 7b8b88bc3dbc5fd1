//! What the gazetteer knows of two entities: a witness beside the words, never a claim by itself.

use crate::gazetteer::{Gazetteer, Row};
use crate::model::Entity;

/// What is known of each entity of a text.
pub(super) struct Facts<'a> {
    gazetteer: &'a Gazetteer,
    rows: Vec<Option<Row<'a>>>,
}

impl<'a> Facts<'a> {
    pub(super) fn new(gazetteer: &'a Gazetteer, entities: &[Entity]) -> Facts<'a> {
        let rows = entities.iter().map(|entity| gazetteer.row(&entity.key)).collect();
        Facts { gazetteer, rows }
    }

    /// How one entity is known to belong to another, as a set of bits; 0 if nothing is known.
    pub(super) fn of(&self, one: usize, other: usize) -> u32 {
        let (Some(one), Some(other)) = (self.rows[one], self.rows[other]) else { return 0 };
        let is_other = |id: &str| id == other.id();
        let office = one.offices().any(|office| is_other(office.organization));
        let within = self.gazetteer.parents(one).any(|parent| is_other(parent.id()));
        let around = self.gazetteer.places_around(one).any(|place| is_other(place.id()));
        1 | u32::from(office) << 1
            | u32::from(within) << 2
            | u32::from(around) << 3
            | u32::from(self.is_country_of(one, other)) << 4
    }

    /// Whether somebody is known to be of a country.
    pub(super) fn is_of_country(&self, one: usize, country: usize) -> bool {
        let rows = self.rows[one].zip(self.rows[country]);
        rows.is_some_and(|(one, country)| self.is_country_of(one, country))
    }

    /// Whether a row is of a country, by itself or by its offices.
    fn is_country_of(&self, one: Row<'a>, country: Row<'a>) -> bool {
        let is = |row: Row<'a>| self.gazetteer.country_of(row).is_some_and(|of| of == country);
        let offices = one.offices().filter_map(|office| self.gazetteer.row(office.organization));
        is(one) || offices.into_iter().any(is)
    }
}
