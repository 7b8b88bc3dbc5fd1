//! Invented names and sentences, enough of them that no two people write the same by chance.

use super::dice::Dice;

const ONSETS: [&str; 24] = [
    "b", "br", "d", "dr", "f", "g", "gh", "h", "j", "k", "kh", "l", "m", "n", "p", "q", "r", "s",
    "sh", "t", "tr", "v", "y", "z",
];
const VOWELS: [&str; 8] = ["a", "e", "i", "o", "u", "aa", "ei", "ou"];
const ENDS: [&str; 10] = ["n", "r", "sh", "d", "l", "m", "z", "ran", "vik", "tan"];

/// A name of two or three syllables.
pub(crate) fn name(dice: &mut Dice) -> String {
    let syllables = 2 + dice.below(2);
    let mut name = String::new();
    for _ in 0..syllables {
        name.push_str(dice.pick::<&str>(&ONSETS));
        name.push_str(dice.pick::<&str>(&VOWELS));
    }
    name.push_str(dice.pick::<&str>(&ENDS));
    name[..1].to_uppercase() + &name[1..]
}

const WHEN: [&str; 12] = [
    "Before dawn",
    "After a night of rain",
    "In the second week of the month",
    "Around midday",
    "While talks went on elsewhere",
    "Under cover of fog",
    "Days after a truce had lapsed",
    "As the harvest began",
    "With the roads still open",
    "Against the advice of elders",
    "Without a word to neighbours",
    "Shortly before the fair",
];
const THINGS: [&str; 24] = [
    "lorries",
    "pickups",
    "radios",
    "tents",
    "rifles",
    "fuel drums",
    "mules",
    "ambulances",
    "maps",
    "field kitchens",
    "mortars",
    "generators",
    "banners",
    "boats",
    "motorcycles",
    "sandbags",
    "water tanks",
    "blankets",
    "cables",
    "searchlights",
    "wagons",
    "drones",
    "ladders",
    "flour sacks",
];
const MANNERS: [&str; 20] = [
    "slowly",
    "in haste",
    "in two groups",
    "in good order",
    "for the third time",
    "quietly",
    "with little resistance",
    "by side roads",
    "in broad daylight",
    "under escort",
    "on foot",
    "from three sides",
    "as planned",
    "to everybody's surprise",
    "in small parties",
    "by night",
    "with engines off",
    "through the orchards",
    "along the canal",
    "past the old mill",
];
const NOUNS: [&str; 28] = [
    "bridge",
    "market",
    "school",
    "well",
    "clinic",
    "mosque",
    "station",
    "ridge",
    "depot",
    "square",
    "quarry",
    "ferry",
    "barracks",
    "orchard",
    "customs post",
    "granary",
    "cemetery",
    "dam",
    "tower",
    "garage",
    "bakery",
    "stadium",
    "ford",
    "brickworks",
    "pumping house",
    "tannery",
    "inn",
    "court",
];
const PEOPLE: [&str; 20] = [
    "shopkeepers",
    "teachers",
    "drivers",
    "herdsmen",
    "nurses",
    "farmers",
    "pilgrims",
    "masons",
    "students",
    "traders",
    "fishermen",
    "widows",
    "boatmen",
    "clerks",
    "millers",
    "tailors",
    "bakers",
    "beekeepers",
    "weavers",
    "porters",
];
const DEEDS: [&str; 20] = [
    "closed their shutters",
    "counted what was left",
    "moved their cattle",
    "waited for news",
    "filled the wells",
    "buried a cousin",
    "kept their children at home",
    "asked for bread",
    "hid the harvest",
    "lit fires",
    "mended a fence",
    "took the early bus",
    "sold their sheep",
    "looked for signals",
    "left their keys",
    "wrote to relatives",
    "cut the wires",
    "gathered wood",
    "sang until late",
    "paid their debts",
];

/// A sentence that tells something in somebody's own words.
pub(crate) fn telling(dice: &mut Dice, said: &str) -> String {
    let (when, thing, manner) = (*dice.pick(&WHEN), *dice.pick(&THINGS), *dice.pick(&MANNERS));
    let (noun, village) = (*dice.pick(&NOUNS), name(dice));
    let count = 3 + dice.below(60);
    match dice.below(5) {
        0 => {
            format!("{when}, {said} {manner}, with {count} {thing} left at the {noun} of {village}")
        }
        1 => format!("{said} {manner} near the {noun} in {village}, and {count} {thing} followed"),
        2 => {
            format!("{when} and {manner}, with {thing} in tow from {village}, {said} by the {noun}")
        }
        3 => format!("From {village}, where {count} {thing} stood at the {noun}, {said} {manner}"),
        _ => format!("{said} {manner}; {count} {thing} were seen by the {noun} outside {village}"),
    }
}

/// A sentence that says nothing about anybody.
pub(crate) fn colour(dice: &mut Dice) -> String {
    let (people, deed, noun) = (*dice.pick(&PEOPLE), *dice.pick(&DEEDS), *dice.pick(&NOUNS));
    let (village, manner) = (name(dice), *dice.pick(&MANNERS));
    match dice.below(3) {
        0 => format!("In {village} {people} at the {noun} {deed} {manner} and spoke to nobody"),
        1 => format!("{manner}, the {people} of {village} {deed} where the {noun} had once been"),
        _ => format!("At the {noun} behind {village} some {people} {deed}, others left {manner}"),
    }
}

/// What somebody says word for word.
pub(crate) fn quotation(dice: &mut Dice) -> String {
    let (thing, noun, manner) = (*dice.pick(&THINGS), *dice.pick(&NOUNS), *dice.pick(&MANNERS));
    let (people, deed, village) = (*dice.pick(&PEOPLE), *dice.pick(&DEEDS), name(dice));
    match dice.below(3) {
        0 => format!(
            "We saw the {thing} pass the {noun} of {village} {manner} while {people} {deed}"
        ),
        1 => format!(
            "Nobody in {village} will forget how the {people} {deed} {manner} at the {noun}"
        ),
        _ => {
            format!("They came {manner} with {thing} and the {people} of {village} {deed} at once")
        }
    }
}

/// The same with one word changed, as an editor does.
pub(crate) fn edited(dice: &mut Dice, sentence: &str) -> String {
    let mut words: Vec<&str> = sentence.split(' ').collect();
    let place = dice.below(words.len());
    words[place] = *dice.pick(&["some", "several", "reportedly", "local", "armed"]);
    words.join(" ")
}
