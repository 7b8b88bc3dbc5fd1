//! A weaker key for names out of Arabic and Persian: what is left when transliterations differ.
//!
//! "Kata'ib", "Ketaib" and "Qataeb" have one skeleton of consonants. A skeleton is shared by much that is
//! not the same name, so that `likeness` has the last word.

/// The consonants of a folded name by class, without the articles: "kataib hizballah" is "ktbhzbl".
pub(crate) fn skeleton(folded: &str) -> String {
    let classes = classes(folded);
    let mut skeleton = String::new();
    for (i, c) in classes.char_indices() {
        if i == 0 && is_vowel(c) {
            skeleton.push('a');
        } else if !is_vowel(c) && !skeleton.ends_with(c) {
            skeleton.push(c);
        }
    }
    skeleton
}

/// How alike two folded names sound, from 0 to 1; short ones must sound the same to be alike at all.
pub(crate) fn likeness(a: &str, b: &str) -> f32 {
    let (a, b) = (classes(a), classes(b));
    if a == b {
        return 1.0;
    }
    let consonants = a.chars().filter(|&c| !is_vowel(c)).count();
    if consonants < 4 {
        return 0.0;
    }
    let longest = a.chars().count().max(b.chars().count());
    1.0 - distance(&a, &b) as f32 / longest as f32
}

/// Every sound as the letter of its class; vowels are a, i and u.
fn classes(folded: &str) -> String {
    let mut classes = String::new();
    for word in folded.split(' ').filter(|&word| word != "al") {
        let word = word.strip_suffix('h').unwrap_or(word);
        let mut letters = word.chars().peekable();
        while let Some(letter) = letters.next() {
            let digraph = letters.peek() == Some(&'h');
            let class = match (letter, digraph) {
                ('k', true) => 'x',
                ('g', true) => 'k',
                ('s' | 'c', true) => 'c',
                ('t', true) => 's',
                ('d', true) => 'd',
                ('p', true) => 'f',
                _ => single(letter),
            };
            if digraph && matches!(letter, 'k' | 'g' | 's' | 'c' | 't' | 'd' | 'p') {
                letters.next();
            }
            push_class(&mut classes, class);
        }
    }
    classes
}

fn single(letter: char) -> char {
    match letter {
        'q' | 'k' | 'c' => 'k',
        'g' | 'j' => 'j',
        'p' | 'b' => 'b',
        'e' | 'i' | 'y' => 'i',
        'o' | 'u' | 'w' | 'v' => 'u',
        other => other,
    }
}

/// Double letters count once, and of two vowels the closer one is heard: "ai" is "i", "ou" is "u".
fn push_class(classes: &mut String, class: char) {
    if classes.ends_with(class) {
        return;
    }
    if is_vowel(class) && class != 'a' && classes.ends_with('a') && classes.len() > 1 {
        classes.pop();
    }
    if !classes.ends_with(class) {
        classes.push(class);
    }
}

fn is_vowel(class: char) -> bool {
    matches!(class, 'a' | 'i' | 'u')
}

/// Levenshtein's distance.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, &y) in b.iter().enumerate() {
            let change = corner + usize::from(x != y);
            corner = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(corner + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transliterations_share_a_skeleton() {
        for (a, b) in [
            ("kataib hizballah", "ketaib hezbollah"),
            ("qaani", "ghaani"),
            ("mohammad", "muhamed"),
            ("fatemiyoun", "fatimiyun"),
            ("shalamcheh", "shalamche"),
        ] {
            assert_eq!(skeleton(a), skeleton(b), "{a} {b}");
            assert!(likeness(a, b) > 0.6, "{a} {b}: {}", likeness(a, b));
        }
    }

    #[test]
    fn short_names_must_sound_the_same() {
        assert_eq!(likeness("kan", "qena"), 0.0);
        assert_eq!(likeness("qaani", "ghaani"), 1.0);
    }
}
