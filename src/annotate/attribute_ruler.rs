//! Rules that set attributes: spaCy's `attribute_ruler` (`spacy/pipeline/attributeruler.py`).
//!
//! It turns fine tags into parts of speech and features, and mends special cases ("ai" before
//! "n't" is a form of "be"). All rules are matched before any is applied; later rules win.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::draft::{Draft, DraftToken};
use super::folder::{ModelError, ModelFolder};
use super::msgpack::{Packed, PackedFile};
use super::names::{Name, Names};
use super::pattern::Pattern;
use super::words::Words;

#[derive(Debug)]
pub(crate) struct AttributeRuler {
    rules: Vec<Rule>,
    /// Rules whose first token must have a certain tag, by that tag.
    by_tag: HashMap<Name, Vec<usize>, FixedState>,
    /// The same by the word in lower case.
    by_lower: HashMap<Name, Vec<usize>, FixedState>,
    /// All other rules.
    rest: Vec<usize>,
}

/// One sequence of tokens, and what is set on one of them.
#[derive(Debug)]
struct Rule {
    /// Rules are applied in the order of their number; alternatives share one.
    number: usize,
    tokens: Vec<Vec<Test>>,
    target: usize,
    values: Vec<(Attribute, Name)>,
}

/// What one attribute of a token must be.
#[derive(Debug)]
struct Test {
    attribute: Attribute,
    condition: Condition,
}

#[derive(Debug)]
enum Condition {
    Is(Name),
    In(Vec<Name>),
    NotIn(Vec<Name>),
    Matches(Box<Pattern>),
    /// Of `IS_SPACE`.
    Flag(bool),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Attribute {
    Orth,
    Lower,
    Norm,
    Tag,
    Pos,
    Morph,
    Lemma,
    Dep,
    IsSpace,
}

impl AttributeRuler {
    pub(crate) fn read(
        folder: &ModelFolder,
        component: &str,
        names: &mut Names,
    ) -> Result<AttributeRuler, ModelError> {
        let name = format!("{component}/patterns");
        let bytes = folder.read(&name)?;
        let file = PackedFile::decode(&bytes, folder, &name)?;
        let mut ruler = AttributeRuler {
            rules: Vec::new(),
            by_tag: HashMap::default(),
            by_lower: HashMap::default(),
            rest: Vec::new(),
        };
        for (number, entry) in file.root().items()?.enumerate() {
            for tokens in entry.field("patterns")?.items()? {
                ruler.rules.push(rule(number, entry, tokens, names)?);
            }
        }
        ruler.index();
        Ok(ruler)
    }

    pub(crate) fn run(&self, draft: &mut Draft<'_>, words: &Words, names: &Names) {
        let mut found: Vec<(usize, usize, usize)> = Vec::new();
        for first in 0..draft.len() {
            let token = &draft.tokens[first];
            let by_tag = self.by_tag.get(&token.tag);
            let by_lower = self.by_lower.get(&words.get(draft.word(first)).lower);
            let candidates = by_tag.into_iter().chain(by_lower).chain([&self.rest]);
            for &candidate in candidates.flatten() {
                let rule = &self.rules[candidate];
                if rule.matches(draft, first, words, names) {
                    found.push((rule.number, first, candidate));
                }
            }
        }
        found.sort_unstable();
        for (_, first, candidate) in found {
            let rule = &self.rules[candidate];
            rule.apply(&mut draft.tokens[first + rule.target]);
        }
    }

    /// Sorts the rules by what their first token must be, so that few are tried at each token.
    fn index(&mut self) {
        for (i, rule) in self.rules.iter().enumerate() {
            let must_be = |attribute| {
                let mut tests = rule.tokens[0].iter().filter(|test| test.attribute == attribute);
                tests.find_map(|test| match test.condition {
                    Condition::Is(name) => Some(name),
                    _ => None,
                })
            };
            if let Some(tag) = must_be(Attribute::Tag) {
                self.by_tag.entry(tag).or_default().push(i);
            } else if let Some(lower) = must_be(Attribute::Lower) {
                self.by_lower.entry(lower).or_default().push(i);
            } else {
                self.rest.push(i);
            }
        }
    }
}

impl Rule {
    fn matches(&self, draft: &Draft<'_>, first: usize, words: &Words, names: &Names) -> bool {
        let holds = |(i, tests): (usize, &Vec<Test>)| {
            let token = first + i;
            token < draft.len() && tests.iter().all(|test| test.holds(draft, token, words, names))
        };
        self.tokens.iter().enumerate().all(holds)
    }

    fn apply(&self, token: &mut DraftToken) {
        for &(attribute, value) in &self.values {
            match attribute {
                Attribute::Tag => token.tag = value,
                Attribute::Pos => token.pos = value,
                Attribute::Morph => token.morph = value,
                Attribute::Lemma => token.lemma = value,
                Attribute::Dep => token.dep = value,
                // The loader lets no others through.
                Attribute::Orth | Attribute::Lower | Attribute::Norm | Attribute::IsSpace => {}
            }
        }
    }
}

impl Test {
    fn holds(&self, draft: &Draft<'_>, token: usize, words: &Words, names: &Names) -> bool {
        let DraftToken { tag, pos, morph, lemma, dep, .. } = draft.tokens[token];
        let word = words.get(draft.word(token));
        let value = match self.attribute {
            Attribute::Lower => word.lower,
            Attribute::Norm => word.norm,
            Attribute::Tag => tag,
            Attribute::Pos => pos,
            Attribute::Morph => morph,
            Attribute::Lemma => lemma,
            Attribute::Dep => dep,
            Attribute::Orth => return self.holds_for(draft.text_of(token), names),
            Attribute::IsSpace => {
                let is_space = draft.is_space(token, words);
                return matches!(self.condition, Condition::Flag(wanted) if wanted == is_space);
            }
        };
        match &self.condition {
            Condition::Is(name) => value == *name,
            Condition::In(list) => list.contains(&value),
            Condition::NotIn(list) => !list.contains(&value),
            Condition::Matches(pattern) => pattern.search(names.get(value)).is_some(),
            Condition::Flag(_) => false,
        }
    }

    fn holds_for(&self, text: &str, names: &Names) -> bool {
        let is = |name: &Name| names.get(*name) == text;
        match &self.condition {
            Condition::Is(name) => is(name),
            Condition::In(list) => list.iter().any(is),
            Condition::NotIn(list) => !list.iter().any(is),
            Condition::Matches(pattern) => pattern.search(text).is_some(),
            Condition::Flag(_) => false,
        }
    }
}

fn rule(
    number: usize,
    entry: Packed<'_>,
    tokens: Packed<'_>,
    names: &mut Names,
) -> Result<Rule, ModelError> {
    let mut rule = Rule { number, tokens: Vec::new(), target: 0, values: Vec::new() };
    for token in tokens.items()? {
        let tests = token.entries()?.map(|(key, value)| test(key, value, names));
        rule.tokens.push(tests.collect::<Result<Vec<Test>, ModelError>>()?);
    }
    rule.target = match entry.find("index") {
        Some(index) => index.number()? as usize,
        None => 0,
    };
    if rule.target >= rule.tokens.len() {
        return Err(entry.error(format!("rule {number} sets a token that it does not match")));
    }
    for (key, value) in entry.field("attrs")?.entries()? {
        let attribute = attribute(key)?;
        let value = match (attribute, value.text()?) {
            (Attribute::Morph, features) => names.add(&normalized(features)),
            (Attribute::Orth | Attribute::Lower | Attribute::Norm | Attribute::IsSpace, _) => {
                return Err(key.error(format!("rule {number} sets an attribute of words")));
            }
            (_, value) => names.add(value),
        };
        rule.values.push((attribute, value));
    }
    Ok(rule)
}

fn test(key: Packed<'_>, value: Packed<'_>, names: &mut Names) -> Result<Test, ModelError> {
    let attribute = attribute(key)?;
    if let Some(flag) = value.flag() {
        return Ok(Test { attribute, condition: Condition::Flag(flag) });
    }
    if let Ok(text) = value.text() {
        return Ok(Test { attribute, condition: Condition::Is(names.add(text)) });
    }
    let mut conditions = value.entries()?;
    let (Some((operator, operand)), None) = (conditions.next(), conditions.next()) else {
        return Err(value.error("a rule's condition must have one operator"));
    };
    let mut list = || -> Result<Vec<Name>, ModelError> {
        operand.items()?.map(|name| Ok(names.add(name.text()?))).collect()
    };
    let condition = match operator.text()? {
        "IN" => Condition::In(list()?),
        "NOT_IN" => Condition::NotIn(list()?),
        "REGEX" => {
            let pattern = Pattern::new(operand.text()?);
            Condition::Matches(Box::new(pattern.map_err(|error| operand.error(error))?))
        }
        other => return Err(operator.error(format!("operator `{other}` is not supported"))),
    };
    Ok(Test { attribute, condition })
}

fn attribute(key: Packed<'_>) -> Result<Attribute, ModelError> {
    Ok(match key.text()? {
        "ORTH" | "TEXT" => Attribute::Orth,
        "LOWER" => Attribute::Lower,
        "NORM" => Attribute::Norm,
        "TAG" => Attribute::Tag,
        "POS" => Attribute::Pos,
        "MORPH" => Attribute::Morph,
        "LEMMA" => Attribute::Lemma,
        "DEP" => Attribute::Dep,
        "IS_SPACE" => Attribute::IsSpace,
        other => return Err(key.error(format!("attribute `{other}` in a rule is not supported"))),
    })
}

/// Features in spaCy's order; "_" stands for none.
fn normalized(features: &str) -> String {
    let mut features: Vec<&str> = features.split('|').filter(|feature| *feature != "_").collect();
    features.sort_unstable();
    features.join("|")
}
