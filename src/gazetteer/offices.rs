//! Who held a post on a day: "Quds Force commander" on 2026-01-08 is Esmail Qaani.

use std::collections::HashSet;

use super::Gazetteer;
use super::fold::fold;
use super::row::{Office, Row};

impl Gazetteer {
    /// The people with an office at an organisation on a day (`2026-01-08`), and which; ends that are not known count as later.
    pub fn holders<'g>(
        &'g self,
        organization: &'g str,
        day: &'g str,
    ) -> impl Iterator<Item = (Row<'g>, Office<'g>)> {
        let key = format!("office:{organization}");
        let offsets: Vec<_> =
            self.tables.iter().filter_map(|table| Some((table, table.names.get(&key)?))).collect();
        let rows = offsets.into_iter().flat_map(|(table, offset)| {
            table.postings(offset).map(move |posting| Row { table, number: posting.row })
        });
        let live = rows.filter(|row| self.tables.len() == 1 || self.row(row.id()) == Some(*row));
        live.flat_map(move |row| {
            row.offices()
                .filter(move |office| office.organization == organization && covers(office, day))
                .map(move |office| (row, office))
        })
    }

    /// The one person whom a title with an organisation or country in it means on a day: "Iran's foreign minister",
    /// "commander of the Quds Force". Nobody, if it may mean several.
    pub fn office_holder<'g>(&'g self, title: &str, day: &'g str) -> Option<Row<'g>> {
        let words: Vec<&str> = title.split_whitespace().collect();
        let mut parts: Vec<(usize, usize)> = (0..words.len())
            .flat_map(|start| (start + 1..=words.len()).map(move |end| (start, end)))
            .collect();
        parts.sort_by_key(|&(start, end)| (std::cmp::Reverse(end - start), start));
        for (start, end) in parts {
            let name = words[start..end].join(" ");
            let role = role_words(&[&words[..start], &words[end..]].concat().join(" "));
            let name = name.strip_suffix("'s").or_else(|| name.strip_suffix("’s")).unwrap_or(&name);
            if role.is_empty()
                || !name.starts_with(|c: char| !c.is_lowercase()) && !name.starts_with("the ")
            {
                continue;
            }
            let meant = self
                .candidates(name)
                .filter(|candidate| candidate.tier < super::Tier::Described)
                .map(|candidate| candidate.row);
            let ids: HashSet<&str> = meant
                .filter(|row| !matches!(row.kind(), "Official" | "Person"))
                .map(Row::id)
                .collect();
            let mut people = self.matching(&ids, &role, day);
            people.dedup();
            match people.as_slice() {
                [] => {}
                [person] => return Some(*person),
                _ => return None,
            }
        }
        None
    }

    /// The people whose office at one of these organisations, or in one of these countries, has the role's words.
    fn matching<'g>(
        &'g self,
        ids: &HashSet<&'g str>,
        role: &HashSet<String>,
        day: &'g str,
    ) -> Vec<Row<'g>> {
        let mut found: Vec<Row<'g>> = Vec::new();
        for &id in ids {
            let here = self.row(id).into_iter().filter(|row| row.kind() == "Country");
            let bodies = here.flat_map(|country| self.bodies_of(country)).map(Row::id).chain([id]);
            for body in bodies {
                let holders = self
                    .holders(body, day)
                    .filter(|(_, office)| role.is_subset(&role_words(office.role)));
                let certain: Vec<_> =
                    holders.filter(|(_, office)| office.to != "?" || day < "2023").collect();
                // "UN Secretary-General" is not his spokesman: the office with the fewest words beside the title's.
                let named = self
                    .row(body)
                    .map(|row| {
                        role_words(
                            &std::iter::once(row.name())
                                .chain(row.aliases())
                                .collect::<Vec<_>>()
                                .join(" "),
                        )
                    })
                    .unwrap_or_default();
                let beside = |office: &Office<'_>| {
                    role_words(office.role)
                        .iter()
                        .filter(|word| !role.contains(*word) && !named.contains(*word))
                        .count()
                };
                let fewest = certain.iter().map(|(_, office)| beside(office)).min();
                found.extend(
                    certain
                        .iter()
                        .filter(|(_, office)| Some(beside(office)) == fewest)
                        .map(|(row, _)| *row),
                );
            }
        }
        found.sort_by_key(|row| row.id());
        found
    }

    /// A country's government, ministries, presidency and forces, by the pattern of their ids.
    fn bodies_of<'g>(&'g self, country: Row<'g>) -> impl Iterator<Item = Row<'g>> {
        let short = match country.id() {
            "united-states" => "us",
            "united-kingdom" => "uk",
            "saudi-arabia" => "saudi",
            "united-arab-emirates" => "uae",
            other => other,
        };
        [
            "gov",
            "presidency",
            "pmo",
            "mfa",
            "mod",
            "moi",
            "finance",
            "armed-forces",
            "army",
            "state-department",
            "dod",
        ]
        .into_iter()
        .filter_map(move |body| self.row(&format!("{short}-{body}")))
    }
}

/// Whether a day lies in the time of an office; years and months stand for all their days.
fn covers(office: &Office<'_>, day: &str) -> bool {
    let before = |bound: &str| bound.get(..bound.len().min(day.len())).unwrap_or(bound) <= day;
    let after =
        office.to.is_empty() || office.to == "?" || office.to >= day || day.starts_with(office.to);
    !office.role.starts_with("Former") && before(office.from) && after
}

/// The words that matter of a role, with one word for those that mean the same.
fn role_words(role: &str) -> HashSet<String> {
    let words = fold(role).replace("secretary general", "head");
    let plain = words.split(' ').filter_map(|word| {
        Some(match word {
            "of" | "the" | "for" | "and" | "in" | "to" | "at" | "affairs" | "then" | "s" => {
                return None;
            }
            "commander" | "chief" | "leader" | "head" | "chairman" | "director" => "head",
            "defense" => "defence",
            "spokesman" | "spokeswoman" => "spokesperson",
            "pm" | "premier" => "prime",
            other => other,
        })
    });
    plain.map(str::to_owned).collect()
}
