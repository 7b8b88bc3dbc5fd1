//! Lists of names as they stand in the text: "Kataib Hezbollah, Harakat al-Nujaba and Badr", whose
//! members the parser often hangs on different words.

use super::Clauses;

/// The most names that a list is followed for to one side.
const MOST: usize = 12;

impl Clauses<'_> {
    /// Adds to what fills a slot the names listed with it. What stands around a noun is no list
    /// of those who act: "Badr and Nujaba vehicles".
    pub(crate) fn add_listed(&self, slot: &str, fillers: &mut Vec<usize>) {
        const AROUND: [&str; 7] =
            ["possessor", "modifier", "self", "head", "hyphen", "appositive", "before"];
        let inner = slot.rsplit('.').next().unwrap_or(slot);
        if AROUND.contains(&inner) {
            return;
        }
        let listed: Vec<usize> =
            fillers.iter().flat_map(|token| self.listed_with(*token)).collect();
        fillers.extend(listed);
    }

    /// The last words of the other names in the list that a name stands in; none if no "and"
    /// says that it is one.
    pub(crate) fn listed_with(&self, name: usize) -> Vec<usize> {
        if !self.is_name(name) {
            return Vec::new();
        }
        let (mut found, mut is_list) = (Vec::new(), false);
        let mut first = self.first_of_name(name);
        while let Some((link, last)) = self.name_before_link(first) {
            is_list |= link;
            found.push(last);
            first = self.first_of_name(last);
            if found.len() >= MOST {
                break;
            }
        }
        let mut last = self.last_of_name(name);
        for _ in 0..MOST {
            let Some((link, next)) = self.name_behind_link(last) else { break };
            // "at Eilat, and Israel answered" goes on with another clause.
            let is_clause = link && self.is(last + 1, ",") && found.is_empty();
            if is_clause {
                break;
            }
            is_list |= link;
            last = self.last_of_name(next);
            found.push(last);
        }
        if is_list { found } else { Vec::new() }
    }

    /// The last word of the name before a comma or "and", and whether it is "and".
    fn name_before_link(&self, first: usize) -> Option<(bool, usize)> {
        let mut at = first.checked_sub(1)?;
        if self.is(at, "the") {
            at = at.checked_sub(1)?;
        }
        let is_and = self.is(at, "and");
        if is_and && self.is(at.checked_sub(1)?, ",") {
            at -= 1;
        }
        if !is_and && !self.is(at, ",") {
            return None;
        }
        let last = at.checked_sub(1)?;
        self.is_name(last).then_some((is_and, last))
    }

    /// The first word of the name behind a comma or "and", and whether it is "and".
    fn name_behind_link(&self, last: usize) -> Option<(bool, usize)> {
        let mut at = last + 1;
        let has_comma = self.is(at, ",");
        if has_comma {
            at += 1;
        }
        let is_and = self.is(at, "and");
        if is_and {
            at += 1;
        }
        if self.is(at, "the") {
            at += 1;
        }
        ((has_comma || is_and) && self.is_name(at)).then_some((is_and, at))
    }

    fn first_of_name(&self, last: usize) -> usize {
        let mut first = last;
        loop {
            let hyphen = first > 1 && self.is(first - 1, "-") && self.is_name(first - 2);
            match first.checked_sub(1) {
                _ if hyphen => first -= 2,
                Some(before) if self.is_name(before) => first = before,
                _ => return first,
            }
        }
    }
}
