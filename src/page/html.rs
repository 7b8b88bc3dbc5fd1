//! Writing HTML in which nothing that came from a report can be anything but text.

use std::fmt::{self, Write as _};

/// A page as it is written.
#[derive(Debug, Default)]
pub(super) struct Html(String);

impl Html {
    /// Our own markup, as it is.
    pub(super) fn raw(&mut self, markup: &str) -> &mut Html {
        self.0.push_str(markup);
        self
    }

    /// Our own markup with numbers in it; no word of a report may be among them.
    pub(super) fn markup(&mut self, markup: fmt::Arguments<'_>) -> &mut Html {
        // Writing to a string cannot fail.
        let _ = self.0.write_fmt(markup);
        self
    }

    /// Words, escaped.
    pub(super) fn text(&mut self, text: &str) -> &mut Html {
        for letter in text.chars() {
            match letter {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                '\n' | '\t' => self.0.push(' '),
                letter if letter.is_control() => {}
                letter => self.0.push(letter),
            }
        }
        self
    }

    /// A name in whatever direction its script is written, without an effect on what stands beside it.
    pub(super) fn name(&mut self, name: &str) -> &mut Html {
        self.raw("<bdi dir=\"auto\">").text(name).raw("</bdi>")
    }

    /// Words between quotation marks, in their own direction.
    pub(super) fn quote(&mut self, quote: &str) -> &mut Html {
        self.raw("<q dir=\"auto\">").text(quote).raw("</q>")
    }

    /// A name in a drawing, where there are no elements for directions: between the isolates of Unicode.
    pub(super) fn drawn(&mut self, name: &str) -> &mut Html {
        let plain: String = name.chars().filter(|letter| !is_override(*letter)).collect();
        self.text(&format!("\u{2068}{plain}\u{2069}"))
    }

    /// Words that lead to an address on the web; what is no such address leads nowhere.
    pub(super) fn link(&mut self, url: Option<&str>, text: &str) -> &mut Html {
        let is_web = |url: &&str| {
            let url = url.to_ascii_lowercase();
            url.starts_with("https://") || url.starts_with("http://")
        };
        match url.filter(is_web) {
            Some(url) => {
                self.raw("<a rel=\"noreferrer nofollow\" href=\"").text(url).raw("\">");
                self.name(text).raw("</a>")
            }
            None => self.name(text),
        }
    }

    pub(super) fn finish(self) -> String {
        self.0
    }
}

/// Whether a letter turns the direction of what follows, whatever its script.
fn is_override(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_report_becomes_markup() {
        let mut html = Html::default();
        html.name("<script>\u{7}\"x\" & 'y'</script>").link(Some("javascript:alert(1)"), "a");
        html.link(Some("https://example.org/?a=1&b=\"><i>"), "b").drawn("\u{202e}c");
        let page = html.finish();
        assert!(!page.contains("<script") && !page.contains("javascript") && !page.contains("<i>"));
        assert!(page.contains("&lt;script&gt;&quot;x&quot; &amp; &#39;y&#39;"), "{page}");
        assert!(page.contains("href=\"https://example.org/?a=1&amp;b=&quot;&gt;&lt;i&gt;\""));
        assert!(!page.contains('\u{202e}') && page.contains("\u{2068}c\u{2069}"));
    }
}
