//! What the grammar reads: phrases that name days, and what a preposition makes of them.

/// A stretch of days as the text names it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Phrase {
    /// "6 January 2026", "the 12th"
    Day { year: Option<Year>, month: Option<i8>, day: i8 },
    /// "January 6-8", "2 and 3 March"
    Days { year: Option<Year>, month: i8, from: i8, to: i8 },
    /// "January 2026", "last January", "that January"
    Month { year: Option<Year>, month: i8, view: Option<View> },
    /// "2019"
    Year(i16),
    /// "2014-17"
    Years(i16, i16),
    /// "the 1980s"
    Decade(i16),
    /// "the winter of 2024-25", "last summer"; `month` is its first.
    Season { year: Option<i16>, month: i8, view: Option<View> },
    /// "Monday", "last Monday", "Monday of last week"
    Weekday { weekday: i8, view: Option<View>, weeks: Option<i32> },
    /// "last week", "the following year"
    Unit { unit: Unit, view: View },
    /// "the weekend", "last weekend"
    Weekend { view: Option<View> },
    /// "yesterday": -1
    Today(i32),
    /// "overnight"
    Overnight,
    /// "14:40" at the head of a line
    Clock,
    /// "two weeks ago", "three days later"
    Distance { count: i32, unit: Unit, from: Origin },
    /// "over the past two weeks"; the count is below zero for the past.
    Window { count: i32, unit: Unit },
    /// "early May", "the second half of 2023"
    Part { part: Part, of: Box<Phrase> },
    /// "earlier this week": -1; "later this week": 1
    Within { side: i32, of: Box<Phrase> },
    /// "Sunday evening"; `is_night`: "Sunday night"
    Daypart { is_night: bool, of: Box<Phrase> },
}

/// The year of a day or a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Year {
    /// "2026"
    Given(i16),
    /// "last year"
    Seen(View),
}

/// From where one of several like days, months or weeks is picked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum View {
    /// From the day of the report: "last", "this", "next".
    Report(i32),
    /// From the last time that was told: "the previous", "the same", "the following".
    Told(i32),
}

/// Where a distance is counted from, and in which direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// "ago"
    Report(i32),
    /// "earlier", "later"
    Told(i32),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Hour,
    Day,
    Week,
    Month,
    Year,
    Decade,
}

impl Unit {
    /// In the order of their numbers in the lexicon.
    pub(super) const ALL: [Unit; 6] =
        [Unit::Hour, Unit::Day, Unit::Week, Unit::Month, Unit::Year, Unit::Decade];
}

/// A part of a longer time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Early, middle, late: 1, 2, 3.
    Third(i32),
    /// The first or second half.
    Half(i32),
    Quarter(i32),
    /// The nth unit; below zero counted from the end.
    Nth(i32, Unit),
    /// The first (1) or last (-1) units, no number given: "the first days of January".
    Edge(i32),
}

/// A phrase with its preposition.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Reading {
    /// "on Monday", "in January"
    At(Phrase),
    /// "from 3 to 5 March", "2 and 3 March"
    Between(Phrase, Phrase),
    /// "since January"
    Since(Phrase),
    /// "until Monday"
    Until(Phrase),
    /// "by Monday"
    By(Phrase),
    /// "before Monday"
    Before(Phrase),
    /// "after Monday"
    After(Phrase),
}

impl Reading {
    /// The phrase that it ends with.
    pub(super) fn last(&self) -> &Phrase {
        match self {
            Reading::At(phrase) | Reading::Between(_, phrase) => phrase,
            Reading::Since(phrase) | Reading::After(phrase) => phrase,
            Reading::Until(phrase) | Reading::By(phrase) | Reading::Before(phrase) => phrase,
        }
    }
}

impl Phrase {
    /// Whether it names its year itself.
    pub(super) fn has_year(&self) -> bool {
        match self {
            Phrase::Day { year, .. } | Phrase::Days { year, .. } | Phrase::Month { year, .. } => {
                year.is_some()
            }
            Phrase::Season { year, .. } => year.is_some(),
            Phrase::Year(_) | Phrase::Years(..) | Phrase::Decade(_) => true,
            Phrase::Part { of, .. } | Phrase::Daypart { of, .. } => of.has_year(),
            _ => false,
        }
    }

    pub(super) fn is_night(&self) -> bool {
        matches!(self, Phrase::Daypart { is_night: true, .. })
    }

    /// Whether it is seen from the day of the report.
    pub(super) fn is_of_report(&self) -> bool {
        let seen = |view: Option<View>| matches!(view, Some(View::Report(_)));
        match self {
            Phrase::Today(_) | Phrase::Overnight | Phrase::Window { .. } => true,
            Phrase::Weekday { view, .. } | Phrase::Weekend { view } => {
                view.is_none() || seen(*view)
            }
            Phrase::Month { view, .. } | Phrase::Season { view, .. } => seen(*view),
            Phrase::Unit { view, .. } => seen(Some(*view)),
            Phrase::Distance { from, .. } => matches!(from, Origin::Report(_)),
            Phrase::Part { of, .. } | Phrase::Daypart { of, .. } => of.is_of_report(),
            Phrase::Within { of, .. } => of.is_of_report(),
            _ => false,
        }
    }

    /// Whether it is counted from what was told before.
    pub(super) fn is_told(&self) -> bool {
        let told = |view: Option<View>| matches!(view, Some(View::Told(_)));
        match self {
            Phrase::Month { view, .. } | Phrase::Season { view, .. } => told(*view),
            Phrase::Weekday { view, .. } | Phrase::Weekend { view } => told(*view),
            Phrase::Unit { view, .. } => told(Some(*view)),
            Phrase::Distance { from, .. } => matches!(from, Origin::Told(_)),
            Phrase::Part { of, .. } | Phrase::Daypart { of, .. } => of.is_told(),
            _ => false,
        }
    }
}
