//! How wide words are, and how a name fits on two lines.

use unicode_width::UnicodeWidthChar;

/// The widths of DejaVu Sans (and nearly those of Verdana, the widest of the usual fonts) from the
/// blank to the tilde, in thousandths of the size.
const WIDTHS: [u16; 95] = [
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636,
    636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632,
    575, 775, 752, 295, 295, 656, 557, 863, 748, 787, 603, 787, 695, 635, 611, 732, 684, 989, 685,
    611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579,
    278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
];

/// About how wide a text is at a size.
pub(super) fn width(text: &str, size: f64) -> f64 {
    let of = |c: char| match c.width().unwrap_or(0) {
        0 => 0,
        2 => 1000,
        _ => {
            let known = (c as usize).checked_sub(32).and_then(|place| WIDTHS.get(place));
            known.copied().unwrap_or(700)
        }
    };
    text.chars().map(|c| f64::from(of(c))).sum::<f64>() / 1000.0 * size
}

/// A name on at most two lines that are at most so wide; what does not fit is cut off.
pub(super) fn wrap(name: &str, size: f64, widest: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in name.split(' ').filter(|word| !word.is_empty()) {
        match lines.last_mut() {
            Some(line) if width(line, size) + width(" ", size) + width(word, size) <= widest => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    if lines.len() > 2 {
        lines.truncate(2);
        lines[1].push('…');
    }
    lines.into_iter().map(|line| cut(line, size, widest)).collect()
}

fn cut(mut line: String, size: f64, widest: f64) -> String {
    if width(&line, size) <= widest * 1.1 {
        return line;
    }
    while width(&line, size) > widest && line.pop().is_some() {}
    line + "…"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_take_two_lines_and_no_more() {
        let lines = |name: &str| wrap(name, 10.0, 100.0);
        assert_eq!(lines("Badr"), ["Badr"]);
        assert_eq!(lines("Popular Mobilization Forces").len(), 2);
        assert_eq!(lines("كتائب حزب الله"), ["كتائب حزب الله"]);
        let long = lines("Islamic Revolutionary Guard Corps of the Islamic Republic of Iran");
        assert!(long.len() == 2 && long[1].ends_with('…'), "{long:?}");
        let word = lines("Donaudampfschifffahrtsgesellschaft");
        assert!(word.len() == 1 && word[0].ends_with('…') && width(&word[0], 10.0) < 111.0);
        assert!(lines("").is_empty());
    }
}
