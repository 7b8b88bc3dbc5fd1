//! How often what happens in the made-up world.

/// How large a world is, and how its reports come to be. Shares are in per cent.
#[derive(Debug, Clone)]
pub(crate) struct Rates {
    pub(crate) seed: u64,
    pub(crate) reports: usize,
    /// Things that are claimed in one event, at most.
    pub(crate) claims: usize,
    /// Reports of one event, at most.
    pub(crate) largest: usize,
    pub(crate) outlets: usize,
    pub(crate) wires: usize,
    /// Houses that own three outlets each.
    pub(crate) owners: usize,
    pub(crate) officials: usize,
    pub(crate) agencies: usize,
    pub(crate) documents: usize,
    pub(crate) groups: usize,
    /// How many know of an event independently: one, two, three, four, five.
    pub(crate) knowing: [usize; 5],
    /// Who knows it: an official, an agency, a document, an unnamed source, a correspondent.
    pub(crate) kinds: [usize; 5],
    /// How reports have it that are not first-hand, in the order of [`How::ALL`].
    pub(crate) ways: [usize; 8],
    /// An origin speaks to one more outlet.
    pub(crate) speaks_twice: usize,
    /// What a wire wrote is not among the reports.
    pub(crate) wire_is_missing: usize,
    /// A word is changed in a copied sentence.
    pub(crate) edited: usize,
    /// A credit leaves out who stands behind the credited outlet.
    pub(crate) short_credit: usize,
    /// A rewrite adds a source of its own.
    pub(crate) adds_own: usize,
    /// A report that is not first-hand leaves out the day of the event.
    pub(crate) without_day: usize,
    /// The same happens again on another day.
    pub(crate) again: usize,
}

impl Default for Rates {
    fn default() -> Rates {
        Rates {
            seed: 2026,
            reports: 5000,
            claims: 5,
            largest: 200,
            outlets: 60,
            wires: 4,
            owners: 4,
            officials: 90,
            agencies: 40,
            documents: 10,
            groups: 150,
            knowing: [45, 25, 15, 10, 5],
            kinds: [45, 20, 8, 22, 5],
            ways: [16, 16, 10, 10, 33, 10, 3, 2],
            speaks_twice: 10,
            wire_is_missing: 10,
            edited: 25,
            short_credit: 50,
            adds_own: 8,
            without_day: 10,
            again: 5,
        }
    }
}

/// How a report has what it tells from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum How {
    Copy,
    CreditedCopy,
    Part,
    CreditedPart,
    Rewrite,
    Quote,
    /// A copy that names another outlet than the one it has it from.
    WrongCopy,
    /// A rewrite that does.
    WrongRewrite,
}

impl How {
    pub(crate) const ALL: [How; 8] = [
        How::Copy,
        How::CreditedCopy,
        How::Part,
        How::CreditedPart,
        How::Rewrite,
        How::Quote,
        How::WrongCopy,
        How::WrongRewrite,
    ];

    pub(crate) fn keeps_words(self) -> bool {
        matches!(
            self,
            How::Copy | How::CreditedCopy | How::Part | How::CreditedPart | How::WrongCopy
        )
    }

    pub(crate) fn keeps_part(self) -> bool {
        matches!(self, How::Part | How::CreditedPart)
    }
}
