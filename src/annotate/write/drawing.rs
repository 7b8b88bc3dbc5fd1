//! A sentence as a drawing: its words in a row, above them an arc from each word to every word
//! that depends on it.

use std::borrow::Cow;
use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::html::Escaped;
use super::sentence::{Word, cut};

/// Longer words are cut.
const WIDEST: usize = 24;

// All in pixels; `page.css` has the sizes of letters to which they belong.
const MARGIN: i32 = 16;
const BETWEEN_WORDS: i32 = 14;
const BETWEEN_ENDS: i32 = 8;
const LEVEL: i32 = 24;
const CORNER: i32 = 7;
const BESIDE_RELATION: i32 = 5;
const BELOW_ARCS: i32 = 46;

/// The words of a sentence and the arcs between them, each in its place.
pub(super) struct Drawing<'a> {
    slots: Vec<Slot<'a>>,
    /// From the shortest to the longest.
    arcs: Vec<Arc<'a>>,
    levels: usize,
    width: i32,
}

/// A word's place in the row.
struct Slot<'a> {
    word: Cow<'a, str>,
    class: &'a str,
    half_width: i32,
    middle: i32,
}

struct Arc<'a> {
    /// Places in the row. At the top of the sentence both are the same, and the "arc" is an
    /// arrow from above.
    head: usize,
    dependent: usize,
    relation: Cow<'a, str>,
    level: usize,
    /// Where it ends, seen from the middle of the word.
    at_head: i32,
    at_dependent: i32,
}

impl<'a> Drawing<'a> {
    pub(super) fn new(words: &[Word<'a>]) -> Drawing<'a> {
        let mut arcs = arcs(words);
        let levels = raise(&mut arcs, words.len());
        let counts = spread(&mut arcs, words.len());
        let mut slots: Vec<Slot<'a>> =
            words.iter().zip(counts).map(|(word, count)| Slot::new(word, count)).collect();
        let width = place(&mut slots, &arcs);
        Drawing { slots, arcs, levels, width }
    }

    pub(super) fn width(&self) -> i32 {
        self.width
    }

    /// Lets the row run from right to left.
    pub(super) fn mirror(&mut self) {
        for slot in &mut self.slots {
            slot.middle = self.width - slot.middle;
        }
        for arc in &mut self.arcs {
            arc.at_head = -arc.at_head;
            arc.at_dependent = -arc.at_dependent;
        }
    }

    /// Writes it as SVG; `name` says what it shows to those who cannot see it.
    pub(super) fn write(&self, out: &mut dyn Write, name: &str) -> io::Result<()> {
        let (width, height) = (self.width, self.floor() + BELOW_ARCS);
        write!(out, "<svg role=\"img\" aria-label=\"{}\" ", Escaped(name))?;
        writeln!(out, "width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\">")?;
        for arc in &self.arcs {
            self.write_line(out, arc)?;
        }
        let relations = self.arcs.iter().map(|arc| {
            let middle = (self.start(arc) + self.end(arc)) / 2;
            (middle, self.height(arc) + 4, &*arc.relation)
        });
        write_texts(out, "relations", relations)?;
        let floor = self.floor();
        let words = self.slots.iter().map(|slot| (slot.middle, floor + 20, &*slot.word));
        write_texts(out, "words", words)?;
        let classes = self.slots.iter().map(|slot| (slot.middle, floor + 37, slot.class));
        write_texts(out, "classes", classes.filter(|class| !class.2.is_empty()))?;
        out.write_all(b"</svg>")
    }

    /// Up from the head, along, and down to the dependent; for the top of the sentence, only down.
    fn write_line(&self, out: &mut dyn Write, arc: &Arc<'_>) -> io::Result<()> {
        let (start, end) = (self.start(arc), self.end(arc));
        let (height, floor) = (self.height(arc), self.floor());
        if arc.head == arc.dependent {
            return writeln!(out, "<path d=\"M{end} {}V{floor}\"/>", height + 8);
        }
        let (round, below) = ((end - start).signum() * CORNER, height + CORNER);
        write!(out, "<path d=\"M{start} {floor}V{below}q0 -{CORNER} {round} -{CORNER}")?;
        writeln!(out, "H{}q{round} 0 {round} {CORNER}V{floor}\"/>", end - round)
    }

    /// Where arcs meet their words.
    fn floor(&self) -> i32 {
        (self.levels as i32) * LEVEL + 12
    }

    fn height(&self, arc: &Arc<'_>) -> i32 {
        self.floor() - arc.level as i32 * LEVEL
    }

    fn start(&self, arc: &Arc<'_>) -> i32 {
        if arc.head == arc.dependent {
            return self.end(arc);
        }
        self.slots[arc.head].middle + arc.at_head
    }

    fn end(&self, arc: &Arc<'_>) -> i32 {
        self.slots[arc.dependent].middle + arc.at_dependent
    }
}

impl<'a> Slot<'a> {
    /// A place that is wide enough for a word and for `arcs` that end there.
    fn new(word: &Word<'a>, arcs: i32) -> Slot<'a> {
        let class = word.token.pos();
        let word = cut(word.token.text(), WIDEST);
        let letters = wide(&word, 15).max(wide(class, 11));
        let half_width = letters.max((arcs - 1) * BETWEEN_ENDS) / 2 + 1;
        Slot { word, class, half_width, middle: 0 }
    }
}

impl Arc<'_> {
    fn left(&self) -> usize {
        self.head.min(self.dependent)
    }

    fn right(&self) -> usize {
        self.head.max(self.dependent)
    }

    /// How far apart its ends have to be, for its relation to be read.
    fn least(&self) -> i32 {
        wide(&self.relation, 11) + 2 * (CORNER + BESIDE_RELATION)
    }
}

/// The arcs of a sentence, the shortest first; none without a parser.
fn arcs<'a>(words: &[Word<'a>]) -> Vec<Arc<'a>> {
    let related = words.iter().enumerate().filter(|(_, word)| !word.token.dep().is_empty());
    let mut arcs: Vec<Arc<'a>> = related
        .map(|(dependent, word)| Arc {
            head: word.head.unwrap_or(dependent),
            dependent,
            relation: cut(word.token.dep(), WIDEST),
            level: 0,
            at_head: 0,
            at_dependent: 0,
        })
        .collect();
    arcs.sort_by_key(|arc| (arc.right() - arc.left(), arc.left()));
    arcs
}

/// Puts every arc above the arcs below it, as low as it can be; arrows from above begin over
/// all. Says how many levels there are.
fn raise(arcs: &mut [Arc<'_>], words: usize) -> usize {
    // How high the arcs reach so far, between each word and the next. As shorter arcs come
    // first, arcs that cross are on two levels, too.
    let mut heights = vec![0; words];
    let (arrows, arcs): (Vec<_>, Vec<_>) =
        arcs.iter_mut().partition(|arc| arc.head == arc.dependent);
    for arc in arcs {
        let below = &mut heights[arc.left()..arc.right()];
        arc.level = 1 + below.iter().max().unwrap_or(&0);
        below.fill(arc.level);
    }
    let levels = heights.iter().max().unwrap_or(&0) + usize::from(!arrows.is_empty());
    for arrow in arrows {
        arrow.level = levels;
    }
    levels
}

/// Sets the ends of arcs side by side above their words; says how many each word has.
fn spread(arcs: &mut [Arc<'_>], words: usize) -> Vec<i32> {
    let mut ends: Vec<Vec<(isize, &mut i32)>> = (0..words).map(|_| Vec::new()).collect();
    for arc in arcs {
        // From left to right: arcs that go left, the shortest first, the arrow from above, arcs
        // that go right, the longest first. So no arc crosses another only to reach its place.
        let far = words as isize;
        let order = |step: isize| step.signum() * (far - step.abs());
        let step = arc.dependent as isize - arc.head as isize;
        if step != 0 {
            ends[arc.head].push((order(step), &mut arc.at_head));
        }
        ends[arc.dependent].push((order(-step), &mut arc.at_dependent));
    }
    let spread = |mut ends: Vec<(isize, &mut i32)>| {
        ends.sort_by_key(|end| end.0);
        let count = ends.len() as i32;
        for (place, (_, end)) in (0..).zip(ends) {
            *end = (2 * place + 1 - count) * BETWEEN_ENDS / 2;
        }
        count
    };
    ends.into_iter().map(spread).collect()
}

/// Puts the words into a row, far enough from each other for letters and relations; says how
/// wide it becomes.
fn place(slots: &mut [Slot<'_>], arcs: &[Arc<'_>]) -> i32 {
    let mut free = MARGIN;
    for index in 0..slots.len() {
        let mut middle = free + slots[index].half_width;
        for arc in arcs.iter().filter(|arc| arc.right() == index && arc.left() < index) {
            let (left, right) = match arc.head < arc.dependent {
                true => (arc.at_head, arc.at_dependent),
                false => (arc.at_dependent, arc.at_head),
            };
            middle = middle.max(slots[arc.left()].middle + left + arc.least() - right);
        }
        slots[index].middle = middle;
        free = middle + slots[index].half_width + BETWEEN_WORDS;
    }
    free - BETWEEN_WORDS + MARGIN
}

/// How wide a text may be in letters of some size, in most fonts. Capitals take more.
fn wide(text: &str, size: i32) -> i32 {
    let capitals = text.chars().filter(|c| c.is_uppercase()).count() as i32;
    (text.width() as i32 * 58 + capitals * 12) * size / 100
}

fn write_texts<'a>(
    out: &mut dyn Write,
    class: &str,
    texts: impl Iterator<Item = (i32, i32, &'a str)>,
) -> io::Result<()> {
    write!(out, "<g class=\"{class}\">")?;
    for (x, y, text) in texts {
        write!(out, "<text x=\"{x}\" y=\"{y}\">{}</text>", Escaped(text))?;
    }
    writeln!(out, "</g>")
}

#[cfg(test)]
mod tests {
    use super::super::sentence::words;
    use super::super::tests::{Row, annotated, crossing};
    use super::*;

    /// Levels of arcs as `head>dependent:level`, the shortest arc first.
    fn levels(heads: &[usize]) -> String {
        let rows: Vec<Row<'_>> =
            heads.iter().map(|&head| ("a", "", "", "", "dep", head, "")).collect();
        let text = "a ".repeat(heads.len());
        let annotation = annotated(&text, &rows, &[0], &[]);
        let drawing = Drawing::new(&words(&annotation, 0..heads.len()));
        let arc = |arc: &Arc<'_>| format!("{}>{}:{}", arc.head, arc.dependent, arc.level);
        drawing.arcs.iter().map(arc).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn arcs_go_as_low_as_those_below_them_allow() {
        assert_eq!(levels(&[0]), "0>0:1");
        assert_eq!(levels(&[1, 1, 1]), "1>1:2 1>0:1 1>2:1");
        assert_eq!(levels(&[1, 3, 1, 3]), "3>3:3 1>0:1 1>2:1 3>1:2");
        assert_eq!(levels(&[0, 3, 0, 2]), "0>0:3 2>3:1 0>2:1 3>1:2"); // the last two cross
    }

    #[test]
    fn ends_stand_side_by_side() {
        let rows = [
            ("a", "", "", "", "dep", 1, ""),
            ("b", "", "", "", "ROOT", 1, ""),
            ("c", "", "", "", "dep", 1, ""),
            ("d", "", "", "", "dep", 1, ""),
        ];
        let annotation = annotated("a b c d", &rows, &[0], &[]);
        let drawing = Drawing::new(&words(&annotation, 0..4));
        // To "a", from above, to "d", to "c".
        let ends = |arc: &Arc<'_>| (arc.dependent, arc.at_head, arc.at_dependent);
        let ends: Vec<_> = drawing.arcs.iter().map(ends).collect();
        assert_eq!(ends, [(1, 0, -4), (0, -12, 0), (2, 12, 0), (3, 4, 0)]);
    }

    #[test]
    fn relations_have_room_between_the_ends_of_their_arcs() {
        let annotation = crossing();
        for sentence in [0..6, 6..10] {
            let mut drawing = Drawing::new(&words(&annotation, sentence));
            for _ in 0..2 {
                for arc in drawing.arcs.iter().filter(|arc| arc.head != arc.dependent) {
                    let wide = (drawing.start(arc) - drawing.end(arc)).abs();
                    assert!(wide >= arc.least(), "{}: {wide}", arc.relation);
                }
                drawing.mirror();
            }
        }
    }

    #[test]
    fn two_words() {
        let rows =
            [("He", "", "PRON", "", "nsubj", 1, ""), ("left", "", "VERB", "", "ROOT", 1, "")];
        let annotation = annotated("He left", &rows, &[0], &[]);
        let mut out = Vec::new();
        let drawing = Drawing::new(&words(&annotation, 0..2));
        drawing.write(&mut out, "He left").expect("a list of bytes takes all that is written");
        let expected = r#"<svg role="img" aria-label="He left" width="125" height="106" viewBox="0 0 125 106">
<path d="M95 20V60"/>
<path d="M87 60V43q0 -7 -7 -7H39q-7 0 -7 7V60"/>
<g class="relations"><text x="95" y="16">ROOT</text><text x="59" y="40">nsubj</text></g>
<g class="words"><text x="32" y="80">He</text><text x="91" y="80">left</text></g>
<g class="classes"><text x="32" y="97">PRON</text><text x="91" y="97">VERB</text></g>
</svg>"#;
        assert_eq!(String::from_utf8(out).expect("UTF-8"), expected);
    }
}
