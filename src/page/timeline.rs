//! A timeline: above the line when statements are said to have happened, below it when claims were published.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::html::Html;
use super::scope::{ORDER, Subject, class};

/// Bars at the most.
const BARS: i32 = 110;

/// How far before the first and after the last day of publication events are drawn, in days.
const AROUND: i32 = 45;

const LEFT: f64 = 44.0;
const WIDTH: f64 = 948.0;
const HEIGHT: f64 = 110.0;
/// Room for the days between the bars above and below.
const AXIS: f64 = 24.0;
/// Room for a day.
const ROOM: f64 = 78.0;
/// Room for a heading over the bars.
const TOP: f64 = 22.0;

/// The days that are drawn, in bars of some days each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Scale {
    first: Date,
    last: Date,
    days: i32,
}

/// Heights of the parts of each bar.
type Bars<const PARTS: usize> = BTreeMap<i32, [usize; PARTS]>;

pub(super) fn write(subject: &Subject<'_>, page: &mut Html) {
    let published: Vec<Date> = subject.accounts().filter_map(|account| account.published).collect();
    let happened: Vec<(Date, usize)> = happened(subject);
    let Some(scale) = Scale::of(&published, &happened) else { return };
    let mut events: Bars<6> = BTreeMap::new();
    let mut outside: Vec<Date> = Vec::new();
    for (day, status) in happened {
        match scale.bar(day) {
            Some(bar) => events.entry(bar).or_default()[status] += 1,
            None => outside.push(day),
        }
    }
    let mut claims: Bars<2> = BTreeMap::new();
    for account in subject.accounts() {
        if let Some(bar) = account.published.and_then(|day| scale.bar(day)) {
            claims.entry(bar).or_default()[usize::from(account.denied)] += 1;
        }
    }
    page.raw("<section id=\"timeline\">\n<h2>Timeline</h2>\n");
    draw(&scale, &events, &claims, page);
    legend(subject, &events, page);
    notes(subject, &scale, &outside, page);
    page.raw("</section>\n");
}

/// The first day of each statement with a time, and how the statement stands.
fn happened(subject: &Subject<'_>) -> Vec<(Date, usize)> {
    let statements = subject.statements();
    let place = |status| ORDER.iter().position(|known| *known == status).unwrap_or_default();
    let day = |window: &crate::corroborate::Window| window.start.or(window.end);
    statements
        .filter_map(|stated| Some((day(&stated.account.window)?, place(stated.standing.status))))
        .collect()
}

impl Scale {
    fn of(published: &[Date], happened: &[(Date, usize)]) -> Option<Scale> {
        let (first, last) = match (published.iter().min(), published.iter().max()) {
            (Some(first), Some(last)) => (*first, *last),
            _ => {
                let days = || happened.iter().map(|(day, _)| *day);
                (days().min()?, days().max()?)
            }
        };
        let is_near =
            |day: &Date| (-AROUND..=between(first, last) + AROUND).contains(&between(first, *day));
        let days = || happened.iter().map(|(day, _)| *day).filter(is_near);
        let first_day = days().min().map_or(first, |day| day.min(first));
        let last_day = days().max().map_or(last, |day| day.max(last));
        let days = between(first_day, last_day) / BARS + 1;
        Some(Scale { first: first_day, last: last_day, days })
    }

    /// The bar of a day; none for one that is not drawn.
    fn bar(&self, day: Date) -> Option<i32> {
        (self.first..=self.last).contains(&day).then(|| between(self.first, day) / self.days)
    }

    fn bars(&self) -> i32 {
        between(self.first, self.last) / self.days + 1
    }

    /// The left end of a bar and its width.
    fn place(&self, bar: i32) -> (f64, f64) {
        let step = WIDTH / f64::from(self.bars().max(14));
        (LEFT + f64::from(bar) * step, step)
    }

    fn day(&self, bar: i32) -> Date {
        let days = jiff::Span::new().try_days(i64::from(bar * self.days)).unwrap_or_default();
        self.first.checked_add(days).unwrap_or(self.last)
    }
}

fn between(first: Date, last: Date) -> i32 {
    first.until(last).map_or(0, |span| span.get_days())
}

fn draw(scale: &Scale, events: &Bars<6>, claims: &Bars<2>, page: &mut Html) {
    let (axis, height) = (TOP + HEIGHT, 2.0 * (TOP + HEIGHT) + AXIS);
    page.markup(format_args!(
        "<svg class=\"timeline\" viewBox=\"0 0 1000 {height}\" role=\"img\" "
    ));
    page.raw("aria-label=\"Statements by the day of the event, and claims by the day of publication\">\n");
    page.markup(format_args!(
        "<text class=\"lane\" x=\"{LEFT}\" y=\"13\">said to have happened (statements)</text>\n"
    ));
    let low = height - 5.0;
    page.markup(format_args!(
        "<text class=\"lane\" x=\"{LEFT}\" y=\"{low}\">published (claims)</text>\n"
    ));
    let classes = ORDER.map(class);
    bars(scale, events, classes, |sum, part| axis - sum - part, page);
    bars(scale, claims, ["asserts", "denies"], |sum, _| axis + AXIS + sum, page);
    for y in [axis, axis + AXIS] {
        let right = LEFT + WIDTH;
        page.markup(format_args!(
            "<line class=\"axis\" x1=\"{LEFT}\" x2=\"{right}\" y1=\"{y}\" y2=\"{y}\"/>\n"
        ));
    }
    days(scale, axis + AXIS / 2.0 + 4.0, page);
    height_of_one(most(events), axis - HEIGHT, page);
    height_of_one(most(claims), axis + AXIS + HEIGHT, page);
    page.raw("</svg>\n");
}

fn most<const PARTS: usize>(bars: &Bars<PARTS>) -> usize {
    bars.values().map(|parts| parts.iter().sum()).max().unwrap_or(0)
}

/// Draws bars part by part; `top` says where a part begins that stands on others.
fn bars<const PARTS: usize>(
    scale: &Scale,
    bars: &Bars<PARTS>,
    classes: [&str; PARTS],
    top: impl Fn(f64, f64) -> f64,
    page: &mut Html,
) {
    let most = most(bars).max(1) as f64;
    for (bar, parts) in bars {
        let (x, step) = scale.place(*bar);
        let width = (step - 2.0).clamp(1.5, 40.0);
        let mut sum = 0.0;
        for (number, class) in parts.iter().zip(classes).filter(|(number, _)| **number > 0) {
            let part = HEIGHT * *number as f64 / most;
            let (y, day) = (top(sum, part), scale.day(*bar));
            page.markup(format_args!(
                "<rect class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{part:.1}\">\
                 <title>{day}: {number}</title></rect>\n"
            ));
            sum += part;
        }
    }
}

/// Days between the bars, as many as there is room for.
fn days(scale: &Scale, y: f64, page: &mut Html) {
    let (_, step) = scale.place(0);
    let every = (ROOM / step).ceil().max(1.0) as i32;
    for bar in (0..scale.bars()).step_by(usize::try_from(every).unwrap_or(1)) {
        let (x, _) = scale.place(bar);
        // The last one must not be cut at the edge.
        if x + ROOM <= 1000.0 {
            let day = scale.day(bar);
            page.markup(format_args!("<text class=\"day\" x=\"{x:.1}\" y=\"{y}\">{day}</text>\n"));
        }
    }
}

/// A number at the height of the highest bar.
fn height_of_one(most: usize, y: f64, page: &mut Html) {
    if most > 0 {
        let (x, baseline, right) = (LEFT - 6.0, y + 4.0, LEFT + WIDTH);
        page.markup(format_args!(
            "<line class=\"grid\" x1=\"{LEFT}\" x2=\"{right}\" y1=\"{y}\" y2=\"{y}\"/>\n"
        ));
        page.markup(format_args!(
            "<text class=\"day\" x=\"{x}\" y=\"{baseline}\" text-anchor=\"end\">{most}</text>\n"
        ));
    }
}

fn legend(subject: &Subject<'_>, events: &Bars<6>, page: &mut Html) {
    page.raw("<p class=\"legend\">");
    for (place, status) in ORDER.into_iter().enumerate() {
        if events.values().any(|parts| parts[place] > 0) {
            page.markup(format_args!("<span class=\"key {}\"></span>", class(status)));
            page.text(&subject.word(status)).raw(" ");
        }
    }
    page.raw("<span class=\"key asserts\"></span>asserted <span class=\"key denies\"></span>denied</p>\n");
}

fn notes(subject: &Subject<'_>, scale: &Scale, outside: &[Date], page: &mut Html) {
    let mut notes = vec!["What lasted several days stands at its first.".to_owned()];
    if scale.days > 1 {
        notes.push(format!("A bar is {} days.", scale.days));
    }
    let timeless = subject.statements().filter(|stated| stated.when().is_none()).count();
    if timeless > 0 {
        notes.push(format!("Without a time of their own: {timeless} statements."));
    }
    if let (Some(first), Some(last)) = (outside.iter().min(), outside.iter().max()) {
        let number = outside.len();
        notes.push(format!("Outside these days: {number}, from {first} to {last}."));
    }
    page.raw("<p class=\"note\">").text(&notes.join(" ")).raw("</p>\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().expect("a day")
    }

    #[test]
    fn a_few_days_are_a_bar_each_and_years_before_are_left_out() {
        let published = [day("2026-01-07"), day("2026-01-14")];
        let scale = Scale::of(&published, &[(day("2019-03-05"), 0), (day("2026-01-05"), 0)]);
        let scale = scale.expect("days");
        assert_eq!(
            (scale.first, scale.last, scale.days),
            (day("2026-01-05"), day("2026-01-14"), 1)
        );
        assert_eq!(scale.bar(day("2026-01-07")), Some(2));
        assert_eq!(scale.bar(day("2019-03-05")), None);
    }

    #[test]
    fn years_are_drawn_in_as_many_bars_as_there_is_room_for() {
        let scale = Scale::of(&[day("2020-01-01"), day("2026-01-01")], &[]).expect("days");
        assert!(scale.bars() <= BARS + 1 && scale.bar(day("2026-01-01")) < Some(scale.bars()));
    }
}
