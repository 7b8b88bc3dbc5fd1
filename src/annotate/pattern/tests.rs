//! What patterns match, each construct in its smallest example; and how long they may take.
//!
//! Whole languages' tokenizers were compared with Python's `re` when this was written.
//! Here stands what each construct means, so that a change says what it breaks.

use super::Pattern;
use super::search::{Goal, Search};

#[test]
fn characters_and_classes() {
    check(&[
        ("ab", "abcab", "‹ab›c‹ab›"),
        ("a.c", "abc a\nc aéc", "‹abc› a\nc ‹aéc›"),
        ("(?s)a.c", "a\nc", "‹a\nc›"),
        ("[abx-z]", "abcyz", "‹a›‹b›c‹y›‹z›"),
        ("[^a-c]", "abcd\né", "abc‹d›‹\n›‹é›"),
        ("[]a]", "]a[", "‹]›‹a›["),
        ("[^]a]", "]a[", "]a‹[›"),
        ("[[a]", "[a]", "‹[›‹a›]"),
        ("[a-]", "a-b", "‹a›‹-›b"),
        (r"[\]\-\\]", r"]-\a", r"‹]›‹-›‹\›a"),
        ("[α-ω]+", "Αλφα και", "Α‹λφα› ‹και›"),
        ("[а-я][a-z]", "дa aд", "‹дa› aд"),
    ]);
}

#[test]
fn escapes() {
    check(&[
        (r"\.\*\[\-\'", ".*[-'", "‹.*[-'›"),
        (r"\x41\u00e9\U0001F600", "Aé😀", "‹Aé😀›"),
        (r"[\x41-\u0043]+", "ABCD", "‹ABC›D"),
        (r"\t\n\r\f\v\a", "\t\n\r\u{c}\u{b}\u{7}", "‹\t\n\r\u{c}\u{b}\u{7}›"),
        (r"\0[\1\b]\101", "\0\u{8}A", "‹\0\u{8}A›"),
        // A surrogate can be named, and is never there.
        (r"[a\ud800-\udfff]", "ab", "‹a›b"),
    ]);
}

#[test]
fn categories_are_those_of_python() {
    check(&[
        (r"\w+", "aé_日1٣²Ⅷ-", "‹aé_日1٣²Ⅷ›-"),
        // A vowel sign is a mark, and no mark is alphanumeric.
        (r"\w+", "की", "‹क›ी"),
        (r"\d+", "19٣²", "‹19٣›²"),
        (r"\s", "a\u{a0}\u{3000}\u{1c}\u{200b}", "a‹\u{a0}›‹\u{3000}›‹\u{1c}›\u{200b}"),
        (r"\W|\D", "a1-", "‹a›1‹-›"),
        (r"\S+", "a b", "‹a› ‹b›"),
        (r"[\w\-.]+", "a-b.c@d", "‹a-b.c›@‹d›"),
        (r"[^\W\d]+", "ab12c", "‹ab›12‹c›"),
        (r"[^\s]", " a", " ‹a›"),
    ]);
}

#[test]
fn the_first_alternative_wins() {
    check(&[
        ("a|ab", "ab", "‹a›b"),
        ("ab|a", "ab aa", "‹ab› ‹a›‹a›"),
        ("(?:a|ab)(?:c|bcd)", "abcd", "‹abcd›"),
        ("x|", "xy", "‹x›‹›y‹›"),
        // Enough of them for a table by next character.
        ("a|b|ca|c|d|e|ef", "acacef", "‹a›‹ca›‹c›‹e›f"),
        ("(?:a|b|cd|c|d|e|ef|)f", "cdf ef f", "‹cdf› ‹ef› ‹f›"),
    ]);
}

#[test]
fn quantifiers() {
    check(&[
        ("a?b", "ab b", "‹ab› ‹b›"),
        ("ab*", "abbb a", "‹abbb› ‹a›"),
        ("ab+?", "abbb", "‹ab›bb"),
        ("a{2}", "aaaaa", "‹aa›‹aa›a"),
        ("a{2,}", "a aaaa", "a ‹aaaa›"),
        ("a{1,2}", "aaa", "‹aa›‹a›"),
        ("a{,2}b", "aaab", "a‹aab›"),
        ("a{1,3}?", "aa", "‹a›‹a›"),
        ("a{,}b", "aab", "‹aab›"),
        ("<.+?>", "<a><b>", "‹<a>›‹<b>›"),
        ("(?:ab){2}", "ababab", "‹abab›ab"),
    ]);
}

#[test]
fn a_brace_that_counts_nothing_is_a_character() {
    check(&[
        ("{", "a{", "a‹{›"),
        ("a{}", "a{}", "‹a{}›"),
        ("a{x}", "a{x}", "‹a{x}›"),
        ("a{1", "a{1", "‹a{1›"),
        ("a{1,x}+", "a{1,x}}", "‹a{1,x}}›"),
    ]);
}

#[test]
fn groups() {
    check(&[
        ("(a)(?:b)(?P<name>c)", "abc", "‹abc›"),
        ("a(?#comment)+", "aa", "‹aa›"),
        ("()", "a", "‹›a‹›"),
    ]);
}

#[test]
fn an_iteration_without_text_is_the_last() {
    check(&[
        ("(?:b||a)+", "ba", "‹b›‹›‹a›‹›"),
        ("(?:|a)*", "aa", "‹›‹a›‹›‹a›‹›"),
        ("(?:a|b*)*", "abba", "‹abba›‹›"),
        ("(?:a?){2,3}b", "aaab", "‹aaab›"),
        ("(?:(?=a)|b)*", "bab", "‹b›‹›a‹b›‹›"),
        ("(?:a*?)*?b", "aab", "‹aab›"),
    ]);
}

#[test]
fn anchors() {
    check(&[
        ("^a", "aa", "‹a›a"),
        (r"\Aa|b", "aab", "‹a›a‹b›"),
        ("a$", "aa", "a‹a›"),
        ("a$", "a\n", "‹a›\n"),
        ("a$", "a\n\n", "a\n\n"),
        ("$", "a\n", "a‹›\n‹›"),
        (r"a\Z", "a\n", "a\n"),
        (r"\n\Z", "a\n", "a‹\n›"),
        (r"\b\w", "ab, cd", "‹a›b, ‹c›d"),
        (r"\w\B", "ab, cd", "‹a›b, ‹c›d"),
        (r"\b", "", ""),
        (r"\B", "", ""),
        ("^n'?t$", "n't", "‹n't›"),
        ("^n'?t$", "can't", "can't"),
    ]);
}

#[test]
fn lookahead() {
    check(&[
        ("a(?=b)", "ab ac", "‹a›b ac"),
        ("a(?!b)", "ab ac a", "ab ‹a›c ‹a›"),
        (r"-(?=[a-z]{2})", "-a -ab", "-a ‹-›ab"),
        ("(?!)", "a", "a"),
        ("(?=a)", "ba", "b‹›a"),
        ("(?=(?:a|bc)d)[a-c]", "ad bd bcd", "‹a›d bd ‹b›cd"),
        ("(?=a(?!b))a", "ab ac", "ab ‹a›c"),
        // As far as the text goes: answered by one look over all of it.
        ("a(?=.*x)", "aaxa", "‹a›‹a›xa"),
        ("a(?!.*x)", "aaxa", "aax‹a›"),
        ("a(?=[^;]*(?!x);)", "aa;a", "‹a›‹a›;a"),
    ]);
}

#[test]
fn lookbehind() {
    check(&[
        ("(?<=a)b", "ab cb", "a‹b› cb"),
        ("(?<!a)b", "ab cb b", "ab c‹b› ‹b›"),
        ("(?<=[0-9])(?:km|m)", "5km m 5m", "5‹km› m 5‹m›"),
        ("(?<=ab|cd)x", "abx bx cdx", "ab‹x› bx cd‹x›"),
        ("(?<=(?<!a)b)c", "abc bc", "abc b‹c›"),
        ("(?<=^a)b", "abab", "a‹b›ab"),
        ("(?<=é)é", "ééé", "é‹é›‹é›"),
        ("(?<=(?:a|b){70})c", &format!("{}c", "ab".repeat(35)), &format!("{}‹c›", "ab".repeat(35))),
    ]);
}

#[test]
fn flags() {
    check(&[
        ("(?u)a", "a", "‹a›"),
        ("(?i)strasse|[k-m]", "STRASSE K\u{212a}n", "‹STRASSE› ‹K›‹\u{212a}›n"),
        ("(?i)[^a]", "aAb", "aA‹b›"),
        ("(?i)ſ", "sSſ", "‹s›‹S›‹ſ›"),
        ("(?is).a", "\nA", "‹\nA›"),
    ]);
}

#[test]
fn threads_can_share_a_pattern() {
    fn shared<T: Send + Sync>() {}
    shared::<Pattern>();
}

#[test]
fn match_begins_at_the_start() {
    let pattern = compiled("(?:b|ab)c*");
    assert!(pattern.is_match("abx"));
    assert!(!pattern.is_match("xab"));
    assert!(compiled("").is_match(""));
}

#[test]
fn lengths_at_both_ends() {
    let prefix = compiled(r#"^\(|^"|^\.\.+|^\$|^US\$|^\+(?![0-9])"#);
    let suffix = compiled(r"\)$|'s$|\.\.+$|(?<=[0-9])(?:km|m|m²)$|(?<=[a-z][a-z])\.$|,$|;$");
    for (text, before, after) in [
        ("(word)", 1, 1),
        ("...and...", 3, 3),
        ("US$5km", 3, 2),
        ("+5m²", 0, 3),
        ("+m", 1, 0),
        ("it's", 0, 2),
        ("no.", 0, 1),
        ("O.", 0, 0),
        ("x)\n", 0, 1),
        ("", 0, 0),
    ] {
        assert_eq!(prefix.prefix_len(text), before, "prefix of {text:?}");
        assert_eq!(suffix.suffix_len(text), after, "suffix of {text:?}");
        assert_eq!(suffix.search(text).map_or(0, |range| range.len()), after, "{text:?}");
    }
    // Patterns of another form are searched for, as Python would.
    assert_eq!(compiled("b|^a").prefix_len("xab"), 1);
    assert_eq!(compiled("ab?|b$").suffix_len("xabb"), 2);
    // What is cut off is as many characters, wherever they were found.
    assert_eq!(compiled("b").prefix_len("äb"), 2);
    assert_eq!(compiled("a").suffix_len("aä"), 2);
}

#[test]
fn errors_name_what_and_where() {
    for (pattern, message) in [
        ("a)", "unbalanced parenthesis, at character 1 of the pattern"),
        ("é(a", "missing ), unterminated subpattern, at character 1 of the pattern"),
        ("[a", "unterminated character set, at character 0 of the pattern"),
        ("[b-a]", "bad character range, at character 1 of the pattern"),
        ("a|*", "nothing to repeat, at character 2 of the pattern"),
        ("^*", "nothing to repeat, at character 1 of the pattern"),
        ("a**", "multiple repeat, at character 2 of the pattern"),
        ("a{2,1}", "min repeat greater than max repeat, at character 1 of the pattern"),
        (r"\q", r"bad escape \q, at character 0 of the pattern"),
        (r"\u12", "incomplete escape, at character 0 of the pattern"),
        ("(?<=a*)b", "look-behind requires fixed-width pattern, at character 0 of the pattern"),
        (r"(a)\1", "unsupported syntax: a backreference, at character 3 of the pattern"),
        ("(?P<x>a)(?P=x)", "unsupported syntax: a backreference, at character 11 of the pattern"),
        ("a++", "unsupported syntax: a possessive quantifier, at character 2 of the pattern"),
        ("(?>a)", "unsupported syntax: an atomic group, at character 0 of the pattern"),
        ("(a)(?(1)b)", "unsupported syntax: a conditional group, at character 3 of the pattern"),
        ("(?um)a", "unsupported syntax: the flag m, at character 3 of the pattern"),
        (
            "a(?i)",
            "unsupported syntax: flags after the start of the pattern, at character 1 of the pattern",
        ),
        (
            "(?:(?:a{999}){999}){999}",
            "the pattern is too large once its repetitions are written out",
        ),
    ] {
        let error = Pattern::new(pattern).expect_err(pattern);
        assert_eq!(error.to_string(), message, "{pattern}");
    }
    let deep = format!("{}a{}", "(".repeat(100_000), ")".repeat(100_000));
    assert!(Pattern::new(&deep).is_err());
}

#[test]
fn work_grows_with_the_text_and_no_faster() {
    let url = r"^(?:\w{2,}://)?(?:\S+(?::\S*)?@)?(?:(?!10\.|127\.)\d{1,3}(?:\.\d{1,3}){3}|(?:[a-z0-9][\w-]{0,62}\.)+[a-z]{2,63})(?::\d+)?(?:/\S*)?$";
    for pattern in [
        url,
        r"\.\.+|(?<=[a-z])-(?=[a-z])|(?<=[0-9])[:/](?=[0-9])",
        // Backtracking would take exponential time.
        "(?:a|a|ab)*c",
        "(?:a*)*b",
        // Each match needs a look at the whole rest.
        "a*b|a",
        "(?:a.)*x|a.*y|-|a",
        "a(?=.*b)|a(?!.*@)",
    ] {
        for unit in ["a", "a.", "a-", "://", "@", "a:b@", "1.", "é"] {
            let (short, long) = (visits(pattern, unit, 2_000), visits(pattern, unit, 4_000));
            assert!(long <= 2 * short + 1_000, "{pattern} on {unit:?}: {short}, then {long}");
        }
    }
}

#[test]
fn affixes_cost_what_they_are_long() {
    let long = format!("{}x{}", "(".repeat(300_000), ")".repeat(300_000));
    let (prefix, suffix) = (compiled(r"^\(|^\(x"), compiled(r"\)$|(?<=x\))\)$"));
    let mut rest = long.as_str();
    // Reading all of the text each time would take hours here.
    while prefix.prefix_len(rest) > 0 {
        rest = &rest[prefix.prefix_len(rest)..];
    }
    while suffix.suffix_len(rest) > 0 {
        rest = &rest[..rest.len() - suffix.suffix_len(rest)];
    }
    assert_eq!(rest, "x");
}

/// Checks all matches of each pattern in a text; ‹› enclose them in the expected answer.
#[track_caller]
fn check(cases: &[(&str, &str, &str)]) {
    for (source, text, expected) in cases {
        let pattern = compiled(source);
        let found = pattern.find_all(text);
        let mut marked = String::new();
        let mut end = 0;
        for range in &found {
            marked += &format!("{}‹{}›", &text[end..range.start], &text[range.clone()]);
            end = range.end;
        }
        marked += &text[end..];
        assert_eq!(marked, *expected, "{source}");
        assert_eq!(pattern.search(text).as_ref(), found.first(), "{source}");
    }
}

#[track_caller]
fn compiled(source: &str) -> Pattern {
    Pattern::new(source).unwrap_or_else(|error| panic!("{source}: {error}"))
}

/// How many instructions it takes to find all matches in a unit repeated.
fn visits(source: &str, unit: &str, times: usize) -> u64 {
    let pattern = compiled(source);
    let text = unit.repeat(times);
    let mut search = Search::new(&pattern.program, &text).remembering_failures();
    pattern.all_matches(&mut search);
    search.run(&pattern.forward(false, Goal::Any));
    search.visits
}
