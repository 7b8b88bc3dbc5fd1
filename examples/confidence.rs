//! Writes the page and the picture on what confidence means, `docs/confidence.md` and
//! `docs/confidence.svg`, from annotated reports:
//!
//! ```console
//! $ cargo run --release --example confidence -- data/gold docs
//! ```
//!
//! The same program, model and reports give the same bytes.

use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use claimgraph::pipeline::Knowledge;
use claimgraph::score::reliability::{Point, Reliability, asked_for};
use claimgraph::score::{Count, GoldReport, GoldSet, score};

/// A set with what was measured on it.
struct Measured {
    set: &'static str,
    color: &'static str,
    about: &'static str,
    /// Of all claims that are worth a look.
    all: Reliability,
    /// Of those that are told if nobody asks for more or fewer.
    told: Reliability,
    count: Count,
}

const SETS: [(&str, &str, &str); 2] = [
    (
        "plain",
        "#1d4ed8",
        "Everyday news that nothing was learnt from: what to expect of wire reports.",
    ),
    (
        "check",
        "#c2410c",
        "Reports that nothing was learnt from and that are hard on purpose: what to expect at worst.",
    ),
];

/// Claims of less confidence are hardly ever right, and very many.
const LEAST: f64 = 0.05;

fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    let mut arguments = std::env::args().skip(1).map(PathBuf::from);
    let gold = arguments.next().unwrap_or_else(|| "data/gold".into());
    let docs = arguments.next().unwrap_or_else(|| "docs".into());
    let plain = Knowledge::built_in()?;
    let generous = Knowledge::built_in()?.with_least_confidence(LEAST);
    let mut sets = Vec::new();
    for (set, color, about) in SETS {
        sets.push(measure(&gold, (set, color, about), &plain, &generous)?);
    }
    fs::write(docs.join("confidence.md"), page(&sets))?;
    fs::write(docs.join("confidence.svg"), picture(&sets))?;
    Ok(())
}

fn measure(
    gold: &Path,
    (name, color, about): (&'static str, &'static str, &'static str),
    plain: &Knowledge,
    generous: &Knowledge,
) -> Result<Measured, Box<dyn Error + Send + Sync>> {
    let set = GoldSet::open(&gold.join(name))?;
    let by = |knowledge: &Knowledge, report: &GoldReport| {
        Some(knowledge.reader().read(&report.report().ok()?))
    };
    Ok(Measured {
        set: name,
        color,
        about,
        all: Reliability::of(&set, |report| by(generous, report)),
        told: Reliability::of(&set, |report| by(plain, report)),
        count: score(&set, |report| by(plain, report)).all(),
    })
}

// The page.

const HEAD: &str = "\
# What confidence means

Every claim carries a confidence from 0 to 1: how likely it is that a person who reads the report by the
annotation guidelines would write the same claim. `--min-confidence` on `extract` and `build` asks for claims of at
least so much. This page says what that gives, on annotated reports. It is made by `docs/confidence.sh`; do not edit it.

![Confidence against the share that is right, and precision against recall](confidence.svg)

Left: of the claims of each tenth of confidence, how many are right; on the diagonal, confidence is what it says.
Right: what share of the claims is right (precision) and what share of all claims is found (recall), from
the surest claims alone to nearly everything; the dot is what is told without the option.
";

fn page(sets: &[Measured]) -> String {
    let mut page = String::from(HEAD);
    for measured in sets {
        section(&mut page, measured).expect("a string takes everything");
    }
    page
}

fn section(page: &mut String, measured: &Measured) -> Result<(), std::fmt::Error> {
    let Measured { set, about, all, told, count, .. } = measured;
    writeln!(page, "\n## {set}\n\n{about}\n")?;
    writeln!(page, "| you want | `--min-confidence` | precision | recall | F1 |")?;
    writeln!(page, "|---|---:|---:|---:|---:|")?;
    row(page, "what is told without the option", "", *count)?;
    for (wanted, point) in asked_for(all) {
        match point {
            Some(Point { least, count }) => row(page, wanted, &format!("{least:.2}"), count)?,
            None => writeln!(page, "| {wanted} | not reached | | | |")?,
        }
    }
    writeln!(page, "\n| confidence | claims | mean confidence | share right |")?;
    writeln!(page, "|---|---:|---:|---:|")?;
    for (index, tenth) in all.tenths.iter().enumerate() {
        let from = if index == 0 { LEAST } else { index as f64 / 10.0 };
        let (to, mean, share) = ((index + 1) as f64 / 10.0, tenth.mean(), tenth.share());
        writeln!(page, "| {from} to {to} | {} | {mean:.3} | {share:.3} |", tenth.claims)?;
    }
    let (all_error, told_error) = (all.error(), told.error());
    writeln!(
        page,
        "\nExpected calibration error: {all_error:.3} over all these claims, {told_error:.3} over \
         those that are told without the option."
    )?;
    writeln!(page, "\n| `--min-confidence` | precision | recall | F1 | claims |")?;
    writeln!(page, "|---:|---:|---:|---:|---:|")?;
    for Point { least, count } in all.curve.iter().skip(5).step_by(5) {
        let (p, r, f) = (count.precision(), count.recall(), count.f1());
        writeln!(page, "| {least:.2} | {p:.3} | {r:.3} | {f:.3} | {} |", count.predicted)?;
    }
    Ok(())
}

fn row(page: &mut String, wanted: &str, least: &str, count: Count) -> std::fmt::Result {
    let (p, r, f) = (count.precision(), count.recall(), count.f1());
    writeln!(page, "| {wanted} | {least} | {p:.3} | {r:.3} | {f:.3} |")
}

// The picture: two square panels of one unit each way.

const SIDE: f64 = 300.0;
const TOP: f64 = 40.0;
const LEFTS: [f64; 2] = [60.0, 440.0];

fn picture(sets: &[Measured]) -> String {
    let mut svg = String::from(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 780 400\" \
         font-family=\"sans-serif\" font-size=\"12\">\n\
         <title>Confidence against the share that is right, and precision against recall</title>\n\
         <rect width=\"780\" height=\"400\" fill=\"white\"/>\n",
    );
    panel(&mut svg, LEFTS[0], "Reliability", "confidence", "share right");
    panel(&mut svg, LEFTS[1], "Precision and recall", "recall", "precision");
    let [(x, y), (end_x, end_y)] = [place(LEFTS[0], (0.0, 0.0)), place(LEFTS[0], (1.0, 1.0))];
    svg += &format!(
        "<line x1=\"{x:.1}\" y1=\"{y:.1}\" x2=\"{end_x:.1}\" y2=\"{end_y:.1}\" \
         stroke=\"#888\" stroke-dasharray=\"4 4\"/>\n"
    );
    for (index, Measured { set, color, all, count, .. }) in sets.iter().enumerate() {
        let tenths = all.tenths.iter().filter(|tenth| tenth.claims > 0);
        let tenths: Vec<(f64, f64)> = tenths.map(|tenth| (tenth.mean(), tenth.share())).collect();
        line(&mut svg, LEFTS[0], color, &tenths);
        tenths.iter().for_each(|at| dot(&mut svg, LEFTS[0], color, *at, 3.0));
        let said = all.curve.iter().filter(|point| point.least >= LEAST);
        let said = said.filter(|point| point.count.predicted > 0).map(|point| point.count);
        let curve: Vec<(f64, f64)> =
            said.map(|count| (count.recall(), count.precision())).collect();
        line(&mut svg, LEFTS[1], color, &curve);
        dot(&mut svg, LEFTS[1], color, (count.recall(), count.precision()), 5.0);
        let (x, y) = (LEFTS[0] + 15.0, TOP + 20.0 + 18.0 * index as f64);
        svg += &format!("<text x=\"{x:.1}\" y=\"{y:.1}\" fill=\"{color}\">{set}</text>\n");
    }
    svg + "</svg>\n"
}

/// A frame with its lines at every fifth.
fn panel(svg: &mut String, left: f64, title: &str, below: &str, beside: &str) {
    let (middle, bottom) = (left + SIDE / 2.0, TOP + SIDE);
    *svg += &format!(
        "<text x=\"{middle:.1}\" y=\"24\" text-anchor=\"middle\" font-size=\"15\">{title}</text>\n"
    );
    for fifth in 0..=5 {
        let value = f64::from(fifth) / 5.0;
        let (x, y) = place(left, (value, value));
        let (right, tick, under) = (left + SIDE, left - 6.0, bottom + 16.0);
        *svg += &format!(
            "<path d=\"M{x:.1} {TOP:.1}V{bottom:.1}M{left:.1} {y:.1}H{right:.1}\" stroke=\"#ddd\"/>\n\
             <text x=\"{x:.1}\" y=\"{under:.1}\" text-anchor=\"middle\">{value:.1}</text>\n\
             <text x=\"{tick:.1}\" y=\"{:.1}\" text-anchor=\"end\">{value:.1}</text>\n",
            y + 4.0
        );
    }
    let (under, beside_x, center) = (bottom + 36.0, left - 36.0, TOP + SIDE / 2.0);
    *svg += &format!(
        "<text x=\"{middle:.1}\" y=\"{under:.1}\" text-anchor=\"middle\">{below}</text>\n\
         <text x=\"{beside_x:.1}\" y=\"{center:.1}\" text-anchor=\"middle\" \
         transform=\"rotate(-90 {beside_x:.1} {center:.1})\">{beside}</text>\n"
    );
}

fn line(svg: &mut String, left: f64, color: &str, points: &[(f64, f64)]) {
    let points = points.iter().map(|point| place(left, *point));
    let points: Vec<String> = points.map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
    *svg += &format!(
        "<polyline points=\"{}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"2\"/>\n",
        points.join(" ")
    );
}

fn dot(svg: &mut String, left: f64, color: &str, point: (f64, f64), radius: f64) {
    let (x, y) = place(left, point);
    *svg += &format!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius}\" fill=\"{color}\"/>\n");
}

fn place(left: f64, (x, y): (f64, f64)) -> (f64, f64) {
    (left + SIDE * x, TOP + SIDE * (1.0 - y))
}
