//! The types of entities that recognizing and resolving reason about.

use std::fmt;

/// What kind of thing an entity is; the classes of the annotation guidelines.
///
/// The gazetteer may know more classes than these. They reach the output under their own name;
/// while names are weighed against each other, such a class counts as the nearest one here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are those of the ontology, which describes them")]
pub enum EntityType {
    Militia,
    StateForce,
    ArmedGroup,
    Party,
    GovernmentBody,
    Outlet,
    InternationalBody,
    Organization,
    Official,
    Person,
    Country,
    Province,
    City,
    BorderCrossing,
    Base,
    Site,
    Region,
    Collective,
}

use EntityType::*;

impl EntityType {
    /// All of them, in the order of the guidelines.
    pub const ALL: [EntityType; 18] = [
        Militia,
        StateForce,
        ArmedGroup,
        Party,
        GovernmentBody,
        Outlet,
        InternationalBody,
        Organization,
        Official,
        Person,
        Country,
        Province,
        City,
        BorderCrossing,
        Base,
        Site,
        Region,
        Collective,
    ];

    /// Its name in the ontology: `BorderCrossing`.
    pub fn name(self) -> &'static str {
        match self {
            Militia => "Militia",
            StateForce => "StateForce",
            ArmedGroup => "ArmedGroup",
            Party => "Party",
            GovernmentBody => "GovernmentBody",
            Outlet => "Outlet",
            InternationalBody => "InternationalBody",
            Organization => "Organization",
            Official => "Official",
            Person => "Person",
            Country => "Country",
            Province => "Province",
            City => "City",
            BorderCrossing => "BorderCrossing",
            Base => "Base",
            Site => "Site",
            Region => "Region",
            Collective => "Collective",
        }
    }

    /// The type of this name, if there is one.
    pub fn named(name: &str) -> Option<EntityType> {
        EntityType::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether it is one human being.
    pub fn is_person(self) -> bool {
        matches!(self, Official | Person)
    }

    /// Whether it is somewhere that one can go.
    pub fn is_place(self) -> bool {
        matches!(self, Country | Province | City | BorderCrossing | Base | Site | Region)
    }

    /// Whether it has members: a group, a body, an outlet; not a [`EntityType::Collective`].
    pub fn is_organization(self) -> bool {
        !self.is_person() && !self.is_place() && self != Collective
    }

    /// Whether it carries arms: a militia, an army, any other armed group.
    pub fn is_force(self) -> bool {
        matches!(self, Militia | StateForce | ArmedGroup)
    }

    /// Whether two names of these types can be names of one thing.
    pub fn fits(self, other: EntityType) -> bool {
        self == other
            || (self.is_person() && other.is_person())
            || (self.is_organization() && other.is_organization())
            || (self.is_site() && other.is_site())
            || (self.is_land() && other.is_land())
    }

    /// Whether it is a part of a country: a province or a region.
    pub fn is_land(self) -> bool {
        matches!(self, Province | Region)
    }

    /// A place smaller than a town, or one that a town may be called after.
    fn is_site(self) -> bool {
        matches!(self, City | BorderCrossing | Base | Site)
    }
}

impl fmt::Display for EntityType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
