//! When something happened and how many it concerns, from what is known of an event.

use super::report::Node;
use crate::model::{Strength, Time};
use crate::vocab::{cg, xsd};

/// The times that an event may have been claimed with, the likeliest first. A statement's address
/// tells which it was.
pub(super) fn times(event: Node<'_>) -> Vec<Option<Time>> {
    let days = |property| -> Vec<Option<String>> {
        let days = event.typed(property, xsd::DATE).map(|day| Some(day.to_owned()));
        days.chain([None]).collect()
    };
    let text = event.text(cg::TIME_TEXT).map(str::to_owned);
    let (starts, ends) = (days(cg::EARLIEST), days(cg::LATEST));
    let mut times = Vec::new();
    for start in &starts {
        for end in &ends {
            times.push(Some(Time { start: start.clone(), end: end.clone(), text: text.clone() }));
        }
    }
    let says_nothing = starts.len() == 1 && ends.len() == 1 && text.is_none();
    let place = if says_nothing { 0 } else { times.len() };
    times.insert(place, None);
    times
}

/// How many people an event concerns, if it says so.
pub(super) fn strength(event: Node<'_>) -> Option<Strength> {
    let number = |property| event.typed(property, xsd::INTEGER).find_map(|text| text.parse().ok());
    let strength = Strength {
        min: number(cg::STRENGTH_MIN),
        max: number(cg::STRENGTH_MAX),
        approximate: is_true(event, cg::STRENGTH_APPROXIMATE),
        unit: event.text(cg::STRENGTH_UNIT).unwrap_or_default().to_owned(),
    };
    (strength != Strength::default()).then_some(strength)
}

/// Whether a property says "true".
pub(super) fn is_true(node: Node<'_>, property: &'static str) -> bool {
    node.typed(property, xsd::BOOLEAN).any(|value| value == "true")
}
