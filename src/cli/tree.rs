//! Trees in a terminal: a line for each branch, wrapped to its width.

use std::io::{self, Write};

use console::{Term, measure_text_width};

/// Columns where no terminal says how many there are.
const WIDTH: usize = 104;

/// Columns that words have at the least, however deep the branch.
const LEAST: usize = 24;

/// A line and what hangs on it.
#[derive(Debug, Clone, Default)]
pub(super) struct Branch {
    pub(super) text: String,
    /// Lines of its own below the first, such as a quotation.
    pub(super) below: Vec<String>,
    pub(super) branches: Vec<Branch>,
}

/// What the lines of a tree are made of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lines {
    fork: &'static str,
    last: &'static str,
    on: &'static str,
    off: &'static str,
    /// What opens and closes a quotation.
    pub(super) quotes: [&'static str; 2],
}

impl Lines {
    /// Lines of letters that every terminal knows, or of those that join.
    pub(super) fn of(ascii: bool) -> Lines {
        if ascii {
            let [fork, last, on, off] = ["|-- ", "`-- ", "|   ", "    "];
            Lines { fork, last, on, off, quotes: ["\"", "\""] }
        } else {
            let [fork, last, on, off] = ["├─ ", "└─ ", "│  ", "   "];
            Lines { fork, last, on, off, quotes: ["“", "”"] }
        }
    }
}

impl Branch {
    /// A line with nothing on it yet.
    pub(super) fn new(text: impl Into<String>) -> Branch {
        Branch { text: text.into(), ..Branch::default() }
    }

    /// Writes the branch and all that hangs on it, behind `indent` on the left.
    pub(super) fn write(
        &self,
        indent: &str,
        lines: Lines,
        output: &mut dyn Write,
    ) -> io::Result<()> {
        let width = Term::stdout().size_checked().map_or(WIDTH, |(_, columns)| columns.into());
        self.draw([indent, indent], lines, width, output)
    }

    fn draw(
        &self,
        [first, other]: [&str; 2],
        lines: Lines,
        width: usize,
        output: &mut dyn Write,
    ) -> io::Result<()> {
        // What goes on below the first line is under the line that leads to the branches.
        let inner = if self.branches.is_empty() { lines.off } else { lines.on };
        let under = format!("{other}{inner}");
        let room = |prefix: &str| width.saturating_sub(measure_text_width(prefix)).max(LEAST);
        let mut prefix = first;
        for line in wrapped(&self.text, room(&under)) {
            writeln!(output, "{}", format!("{prefix}{line}").trim_end())?;
            prefix = &under;
        }
        for text in &self.below {
            for line in wrapped(text, room(&under)) {
                writeln!(output, "{}", format!("{under}{line}").trim_end())?;
            }
        }
        for (place, branch) in self.branches.iter().enumerate() {
            let is_last = place + 1 == self.branches.len();
            let [fork, on] = if is_last { [lines.last, lines.off] } else { [lines.fork, lines.on] };
            let prefixes = [format!("{other}{fork}"), format!("{other}{on}")];
            branch.draw([&prefixes[0], &prefixes[1]], lines, width, output)?;
        }
        Ok(())
    }
}

/// A text in lines of at most so many columns; a word that is longer stays whole.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if measure_text_width(line) + 1 + measure_text_width(word) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(ascii: bool, width: usize) -> String {
        let leaf =
            Branch { below: vec!["a quotation of some length".into()], ..Branch::new("one") };
        let tree = Branch {
            branches: vec![leaf, Branch::new("another branch with many words")],
            ..Branch::new("root")
        };
        let mut bytes = Vec::new();
        tree.draw(["  ", "  "], Lines::of(ascii), width, &mut bytes).expect("memory");
        String::from_utf8(bytes).expect("UTF-8")
    }

    #[test]
    fn a_tree_is_wrapped_and_its_lines_go_on() {
        let wanted = "  root\n  ├─ one\n  │     a quotation of some\n  │     length\n  \
            └─ another branch with many\n        words\n";
        assert_eq!(drawn(false, 32), wanted);
    }

    #[test]
    fn a_tree_can_be_drawn_with_the_letters_of_every_terminal() {
        assert!(drawn(true, 60).is_ascii());
        assert!(drawn(true, 60).contains("\n  `-- another branch with many words\n"));
    }
}
