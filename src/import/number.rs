//! Numbers of people and degrees as cells have them.

use super::cells::{Cells, shortened};
use super::mapping::StrengthRule;
use crate::model::Strength;

/// How many people a row says it concerns; none where its cells say nothing.
///
/// A `best` number alone is exact, unless its cell says otherwise ("~800", "490+", "24-30"). With
/// `min` and `max` these are the bounds, and `best` lies between.
///
/// # Errors
/// If a cell is no number, or the bounds are not in order.
pub(super) fn strength(rule: &StrengthRule, cells: Cells<'_>) -> Result<Option<Strength>, String> {
    let unit = cells.maybe(rule.unit.as_ref())?.unwrap_or_else(|| "people".to_owned());
    let read = |value: &Option<_>| -> Result<Option<Strength>, String> {
        let cell = cells.maybe(value.as_ref())?;
        cell.map(|cell| amount(&cell).ok_or_else(|| no_number(&cell))).transpose()
    };
    let (best, min, max) = (read(&rule.best)?, read(&rule.min)?, read(&rule.max)?);
    let low = min.as_ref().or(best.as_ref()).and_then(|amount| amount.min);
    let high = max.as_ref().or(best.as_ref()).and_then(|amount| amount.max);
    if best.is_none() && min.is_none() && max.is_none() {
        return Ok(None);
    }
    let inside = best.as_ref().and_then(|best| best.min).unwrap_or(low.unwrap_or_default());
    if low.is_some_and(|low| inside < low || high.is_some_and(|high| low > high))
        || high.is_some_and(|high| inside > high)
    {
        let shown = |number: Option<u64>| number.map_or("none".to_owned(), |n| n.to_string());
        let (low, high) = (shown(low), shown(high));
        return Err(format!("the numbers are not in order: min {low}, best {inside}, max {high}"));
    }
    let approximate = best.is_some_and(|best| best.approximate);
    Ok(Some(Strength { min: low, max: high, approximate, unit }))
}

fn no_number(cell: &str) -> String {
    format!(
        "`{}` is no number of people; write digits, such as 24, ~800, 490+ or 24-30",
        shortened(cell)
    )
}

/// "24", "1,200", "12.0", "~800", "about 800", "490+", "24-30".
fn amount(text: &str) -> Option<Strength> {
    let about = ["~", "≈", "about ", "around ", "approximately ", "ca. ", "c. "];
    let lower = text.trim().to_lowercase();
    let rest = about.iter().find_map(|word| lower.strip_prefix(word));
    let (approximate, rest) = (rest.is_some(), rest.unwrap_or(&lower).trim());
    let exact = |min, max| Strength { min, max, approximate, unit: String::new() };
    if let Some(least) = rest.strip_suffix('+').or_else(|| rest.strip_prefix("at least ")) {
        return Some(exact(Some(whole(least)?), None));
    }
    if let Some((low, high)) = rest.split_once(['-', '–']) {
        let (low, high) = (whole(low)?, whole(high)?);
        return (low <= high).then(|| exact(Some(low), Some(high)));
    }
    let number = Some(whole(rest)?);
    Some(exact(number, number))
}

/// A whole number; thousands may be apart by commas or blanks.
fn whole(text: &str) -> Option<u64> {
    let text = text.trim();
    let text = text.strip_suffix(".0").unwrap_or(text);
    let groups: Vec<&str> = text.split([',', ' ', '\u{a0}', '\u{202f}']).collect();
    let (first, rest) = groups.split_first()?;
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let apart = rest.is_empty() || first.len() <= 3;
    let right = apart && !first.is_empty() && rest.iter().all(|part| part.len() == 3);
    (right && groups.iter().all(|part| digits(part))).then(|| groups.concat().parse().ok())?
}

/// Latitude and longitude of a place, both or none.
///
/// # Errors
/// If one is no number of degrees, or is missing.
pub(super) fn position(
    lat: Option<String>,
    lon: Option<String>,
) -> Result<Option<[f64; 2]>, String> {
    let degrees = |text: &str, most: f64| {
        // Half of Europe writes a comma.
        let number = text.trim().replace(',', ".").parse::<f64>().ok();
        let inside = number.filter(|number| number.is_finite() && number.abs() <= most);
        inside.ok_or_else(|| format!("`{}` is no number of degrees up to {most}", shortened(text)))
    };
    match (lat, lon) {
        (Some(lat), Some(lon)) => Ok(Some([degrees(&lat, 90.0)?, degrees(&lon, 180.0)?])),
        (None, None) => Ok(None),
        (lat, _) => {
            let missing = if lat.is_some() { "longitude" } else { "latitude" };
            Err(format!("the {missing} is missing"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        let read = |text: &str| amount(text).map(|n| (n.min, n.max, n.approximate));
        assert_eq!(read("24"), Some((Some(24), Some(24), false)));
        assert_eq!(read("1,200"), Some((Some(1200), Some(1200), false)));
        assert_eq!(read("12.0"), Some((Some(12), Some(12), false)));
        assert_eq!(read("~800"), Some((Some(800), Some(800), true)));
        assert_eq!(read("490+"), Some((Some(490), None, false)));
        assert_eq!(read("24–30"), Some((Some(24), Some(30), false)));
        for text in ["", "many", "1.200", "12,5", "-3", "30-24", "1,2,3", "99999999999999999999"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn degrees_are_on_the_globe() {
        let read = |lat: &str, lon: &str| position(Some(lat.into()), Some(lon.into()));
        assert_eq!(read("34,60", "43.68"), Ok(Some([34.6, 43.68])));
        assert!(read("91", "0").is_err() && read("x", "0").is_err() && read("NaN", "0").is_err());
        assert!(position(Some("1".into()), None).is_err());
    }
}
