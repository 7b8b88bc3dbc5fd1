//! What the labels of entities mean, and which colour they have on a page.

/// How many colours `page.css` has, `.k0` to `.k9`.
const COLOURS: usize = 10;

/// Label, colour, meaning: OntoNotes 5, of English pipelines, and the four labels of most
/// others. Labels of one colour are of one kind (numbers, times); the tag tells them apart.
const LABELS: [(&str, usize, &str); 20] = [
    ("CARDINAL", 6, "numbers of no other kind"),
    ("DATE", 5, "dates and periods"),
    ("EVENT", 8, "battles, wars, storms, games"),
    ("FAC", 4, "buildings, airports, roads, bridges"),
    ("GPE", 3, "countries, cities, states"),
    ("LANGUAGE", 9, "languages"),
    ("LAW", 8, "laws and treaties"),
    ("LOC", 4, "regions, mountains, waters"),
    ("MISC", 9, "other names"),
    ("MONEY", 7, "sums of money"),
    ("NORP", 1, "nationalities, religions, parties"),
    ("ORDINAL", 6, "first, second, third"),
    ("ORG", 2, "companies, agencies, groups"),
    ("PER", 0, "people"),
    ("PERCENT", 7, "percentages"),
    ("PERSON", 0, "people"),
    ("PRODUCT", 9, "vehicles, weapons, goods"),
    ("QUANTITY", 6, "weights and distances"),
    ("TIME", 5, "times of day"),
    ("WORK_OF_ART", 9, "books, songs, films"),
];

/// The number of a label's colour; one that we do not know always gets the same, too.
pub(super) fn colour(label: &str) -> usize {
    let sum = || label.bytes().map(usize::from).sum::<usize>();
    known(label).map_or_else(|| sum() % COLOURS, |known| known.1)
}

/// What a label stands for, if we know.
pub(super) fn meaning(label: &str) -> Option<&'static str> {
    known(label).map(|known| known.2)
}

fn known(label: &str) -> Option<&'static (&'static str, usize, &'static str)> {
    LABELS.iter().find(|known| known.0 == label)
}
