//! Content negotiation: which of the formats that we have a client wants most
//! (<https://www.rfc-editor.org/rfc/rfc9110#name-accept>).

/// The best of the `offers` (media types, the one that we prefer first) for an `Accept` header;
/// none if the client takes none of them. Without a header it is the first.
pub(super) fn best<'o>(accept: Option<&str>, offers: &[&'o str]) -> Option<&'o str> {
    let Some(accept) = accept.filter(|accept| !accept.trim().is_empty()) else {
        return offers.first().copied();
    };
    let ranges: Vec<Range<'_>> = accept.split(',').filter_map(Range::parse).collect();
    let mut best: Option<(&str, f32)> = None;
    for offer in offers {
        let quality = quality(&ranges, offer);
        if quality > best.map_or(0.0, |(_, quality)| quality) {
            best = Some((offer, quality));
        }
    }
    best.map(|(offer, _)| offer)
}

/// One of the things that a client takes: `text/*;q=0.5`.
struct Range<'a> {
    kind: &'a str,
    subtype: &'a str,
    quality: f32,
}

impl<'a> Range<'a> {
    fn parse(text: &'a str) -> Option<Range<'a>> {
        let mut parts = text.split(';').map(str::trim);
        let media = parts.next()?;
        // Java's old clients write `*` for `*/*`.
        let (kind, subtype) = if media == "*" { ("*", "*") } else { media.split_once('/')? };
        let quality = parts.find_map(|part| {
            let (name, value) = part.split_once('=')?;
            name.trim().eq_ignore_ascii_case("q").then(|| value.trim().parse::<f32>().ok())?
        });
        let quality = quality.filter(|quality| quality.is_finite()).unwrap_or(1.0);
        Some(Range { kind: kind.trim(), subtype: subtype.trim(), quality: quality.clamp(0.0, 1.0) })
    }

    /// How exactly this names a media type: 3 by name, 2 by its kind, 1 as anything.
    fn names(&self, kind: &str, subtype: &str) -> Option<u8> {
        if self.kind.eq_ignore_ascii_case(kind) {
            if self.subtype.eq_ignore_ascii_case(subtype) {
                return Some(3);
            }
            return (self.subtype == "*").then_some(2);
        }
        (self.kind == "*" && self.subtype == "*").then_some(1)
    }
}

/// What the most exact of the ranges says of a media type; nothing is wanted that none names.
fn quality(ranges: &[Range<'_>], offer: &str) -> f32 {
    let (kind, subtype) = offer.split_once('/').unwrap_or((offer, ""));
    let named =
        ranges.iter().filter_map(|range| Some((range.names(kind, subtype)?, range.quality)));
    let most_exact = named.max_by(|one, other| one.0.cmp(&other.0).then(one.1.total_cmp(&other.1)));
    most_exact.map_or(0.0, |(_, quality)| quality)
}

#[cfg(test)]
mod tests {
    use super::best;

    #[test]
    fn the_best_offer_is_that_of_the_most_exact_range_with_the_highest_quality() {
        let offers = ["application/json", "application/xml", "text/csv"];
        let best = |accept: &str| best(Some(accept), &offers).unwrap_or("none");
        assert_eq!(best("*/*"), "application/json");
        assert_eq!(best(""), "application/json");
        assert_eq!(best("text/csv"), "text/csv");
        assert_eq!(best("TEXT/CSV; charset=utf-8"), "text/csv");
        assert_eq!(best("text/html, application/xml;q=0.9, */*;q=0.8"), "application/xml");
        assert_eq!(best("application/json;q=0.1, text/*;q=0.2"), "text/csv");
        assert_eq!(best("*/*;q=0.5, application/json;q=0"), "application/xml");
        assert_eq!(best("application/xml;q=0.5, text/csv;q=0.5"), "application/xml");
        assert_eq!(best("image/png"), "none");
        assert_eq!(best("*/*;q=0"), "none");
        assert_eq!(best("nonsense, ;;, text/csv;q=much"), "text/csv");
    }
}
