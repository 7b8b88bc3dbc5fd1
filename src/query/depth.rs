//! How deep a query goes: what is nested without end would exhaust the stack that it is read on.

use super::QueryError;

/// Brackets within brackets, which the parser descends into one by one.
const DEEPEST: usize = 64;

/// Words and signs that each make the tree of a query one level deeper: `A UNION B UNION C`.
const MOST_STEPS: usize = 2_000;

/// Variables in a query, each time that one is named: patterns are put in order by comparing each with
/// all others.
const MOST_VARIABLES: usize = 2_000;

/// The longest query that is read.
const LONGEST: usize = 1 << 20;

/// Refuses a query that goes deeper than any that people write.
///
/// # Errors
/// If its brackets are nested too deeply, if it has too many operators, or if it is too long.
pub(super) fn check(sparql: &str) -> Result<(), QueryError> {
    if sparql.len() > LONGEST {
        return Err(QueryError(format!("the query is longer than {} MB", LONGEST >> 20)));
    }
    let (mut depth, mut steps, mut variables): (usize, usize, usize) = (0, 0, 0);
    let mut rest = sparql;
    while let Some(first) = rest.chars().next() {
        let length = token(rest, first);
        let token = &rest[..length];
        rest = &rest[length..];
        match token {
            "{" | "(" | "[" => depth += 1,
            "}" | ")" | "]" => depth = depth.saturating_sub(1),
            "!" | "|" | "&" | "+" | "-" | "*" | "/" | "^" | "=" | "<" | ">" => steps += 1,
            word if word.starts_with(['?', '$']) => variables += 1,
            word if makes_a_level(word) => steps += 1,
            _ => {}
        }
        if depth > DEEPEST {
            let problem = format!("brackets are nested more than {DEEPEST} times in the query");
            return Err(QueryError(problem));
        }
        if variables > MOST_VARIABLES {
            return Err(QueryError(format!("the query names variables {MOST_VARIABLES} times")));
        }
        if steps > MOST_STEPS {
            let problem = format!("the query has more than {MOST_STEPS} operators");
            return Err(QueryError(format!("{problem}; take VALUES for long lists")));
        }
    }
    Ok(())
}

fn makes_a_level(word: &str) -> bool {
    const WORDS: [&str; 11] = [
        "UNION", "OPTIONAL", "MINUS", "FILTER", "BIND", "GRAPH", "VALUES", "SELECT", "NOT",
        "LATERAL", "SERVICE",
    ];
    WORDS.iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// How many bytes the next token has: a comment, string, address or word, or a single sign.
fn token(rest: &str, first: char) -> usize {
    let until = |end: &dyn Fn(char) -> bool| rest.find(end).unwrap_or(rest.len());
    match first {
        '#' => until(&|c| c == '\n'),
        '"' | '\'' => string(rest, first),
        '<' => address(rest),
        c if is_of_word(c) => {
            let end = until(&|c| !is_of_word(c));
            // In a prefixed name a hyphen is no minus: `e:kataib-hezbollah`.
            let is_name = !matches!(c, '?' | '$') && rest[..end].contains(':');
            if is_name { until(&|c| !is_of_word(c) && c != '-') } else { end }
        }
        c => c.len_utf8(),
    }
}

/// A prefixed name counts as one word; so does a number.
fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | ':' | '?' | '$' | '%' | '.' | '\\' | '@')
}

fn address(rest: &str) -> usize {
    let end = rest.find(|c: char| c == '>' || c.is_whitespace() || "\"{}|^`".contains(c));
    match end {
        Some(end) if rest[end..].starts_with('>') => end + 1,
        _ => 1,
    }
}

fn string(rest: &str, quote: char) -> usize {
    let long = [quote; 3].iter().collect::<String>();
    let end = if rest.starts_with(&long) { long } else { quote.to_string() };
    let mut at = end.len();
    while at < rest.len() {
        let left = &rest[at..];
        if left.starts_with(&end) {
            return at + end.len();
        }
        let mut characters = left.chars();
        let first = characters.next().map_or(1, char::len_utf8);
        let escaped = if left.starts_with('\\') { characters.next() } else { None };
        at += first + escaped.map_or(0, char::len_utf8);
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn what_people_write_is_let_through() {
        let rows: String =
            (0..20_000).map(|row| format!("(<http://x/-/{row}> \"(((\") ")).collect();
        assert!(check(&format!("SELECT * {{ VALUES (?a ?b) {{ {rows} }} }}")).is_ok());
        let names = "e:kataib-hezbollah ".repeat(5_000);
        assert!(check(&format!("SELECT * {{ VALUES ?a {{ {names} }} }}")).is_ok());
        assert!(check("SELECT * { ?s a/<b>* ?o . FILTER(?o < 3 && ?o > 1) } # ((((").is_ok());
        assert!(check("SELECT * { ?s ?p \"\"\"it's \\\" {{{\"\"\" , 'a\\'((' }").is_ok());
    }

    #[test]
    fn what_would_exhaust_the_stack_is_refused() {
        for part in ["{", "(", "[ a "] {
            assert!(check(&format!("SELECT * {{ {}", part.repeat(100_000))).is_err(), "{part}");
        }
        for part in [
            "{} UNION ",
            "OPTIONAL {} ",
            "!",
            "- ",
            "/<a>",
            "FILTER(1) ",
            "?a||",
            "?a-1",
            "?a ?b ?c . ",
        ] {
            assert!(check(&format!("SELECT * {{ {}", part.repeat(100_000))).is_err(), "{part}");
        }
    }
}
