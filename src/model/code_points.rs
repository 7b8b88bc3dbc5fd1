//! Where bytes stand in a text, counted in code points.

/// Looks up how many code points stand before a byte, instead of counting them anew each time.
#[derive(Debug)]
pub(crate) struct CodePoints<'t> {
    text: &'t str,
    /// Bytes at least [`STEP`] apart where characters begin, each with the code points before it.
    marks: Vec<(usize, usize)>,
}

const STEP: usize = 512;

impl<'t> CodePoints<'t> {
    pub(crate) fn new(text: &'t str) -> CodePoints<'t> {
        let mut marks = vec![(0, 0)];
        for (count, (byte, _)) in text.char_indices().enumerate() {
            if byte >= marks.len() * STEP {
                marks.push((byte, count));
            }
        }
        CodePoints { text, marks }
    }

    /// How many code points stand before a byte.
    pub(crate) fn before(&self, byte: usize) -> usize {
        let mark = self.marks.partition_point(|(start, _)| *start <= byte) - 1;
        let (start, count) = self.marks[mark];
        count + self.text[start..byte].chars().count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_look_up_gives_what_counting_gives() {
        let text = "Kyïv, كتائب and Şırnak. ".repeat(100);
        let points = CodePoints::new(&text);
        for (byte, _) in text.char_indices() {
            assert_eq!(points.before(byte), text[..byte].chars().count());
        }
    }
}
