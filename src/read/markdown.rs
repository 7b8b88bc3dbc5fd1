//! Reads the front matter of Markdown. The rest stays as it is: spans point into what people see
//! in their editor.

use super::metadata::Metadata;

/// The metadata between the `---` at the top, and the text below them.
///
/// Lines `key: value` are read, with or without quotes; lists and nested values are passed over.
pub(super) fn front_matter(file: &str) -> (Metadata, &str) {
    let mut metadata = Metadata::default();
    let mut lines = file.split_inclusive('\n');
    if lines.next().is_none_or(|line| line.trim_end() != "---") {
        return (metadata, file);
    }
    let mut at = file.find('\n').map_or(file.len(), |end| end + 1);
    for line in lines {
        at += line.len();
        if matches!(line.trim_end(), "---" | "...") {
            return (metadata, &file[at..]);
        }
        if let Some((key, value)) = line.split_once(':') {
            set(&mut metadata, key, value.trim());
        }
    }
    // It was never closed: a thematic break, and all is text.
    (Metadata::default(), file)
}

fn set(metadata: &mut Metadata, key: &str, value: &str) {
    let quoted = |mark| value.strip_prefix(mark)?.strip_suffix(mark);
    let value = quoted('"').or_else(|| quoted('\'')).unwrap_or(value);
    match key {
        "id" | "title" | "publisher" | "published" | "url" | "language" => metadata.set(key, value),
        "date" if metadata.published.is_none() => metadata.set("published", value),
        "lang" => metadata.set("language", value),
        _ => {}
    }
}
