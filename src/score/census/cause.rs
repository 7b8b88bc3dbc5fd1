//! The causes, in the order in which a report is read.

/// Why a claim is not right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// No entity of the other side shares a name with an end.
    Name,
    /// An end has a type that the relation does not go with, or that is far from the true one.
    Type,
    /// An end is named in the sentence, but the name was not taken for it there.
    Unseen,
    /// An end is known elsewhere in the report, but no pronoun or description of the sentence was
    /// understood as it.
    Reference,
    /// An end is known elsewhere in the report, and nothing in the sentence could stand for it.
    Elsewhere,
    /// Both ends are understood, but in two of the sentences that we cut.
    Sentence,
    /// The number of a toll was not read.
    Number,
    /// The same two ends, another relation.
    Relation,
    /// The same relation and one of the ends, in the same sentence.
    Argument,
    /// A frame reads it, or the judge thinks of it, but too little.
    Unlikely,
    /// No way through the grammar between the ends, or its word taken for another part of speech.
    Parse,
    /// A word that says it is known, but no frame that reads it here.
    Construction,
    /// No word of the sentence is known to say it.
    Word,
    /// The same was claimed already, of another entity by that name or with another number.
    Twice,
    /// Nothing like it is annotated.
    Nothing,
}

impl Cause {
    /// All of them, in the order in which they are looked for.
    pub const ALL: [Cause; 15] = [
        Cause::Name,
        Cause::Type,
        Cause::Unseen,
        Cause::Reference,
        Cause::Elsewhere,
        Cause::Sentence,
        Cause::Number,
        Cause::Relation,
        Cause::Argument,
        Cause::Unlikely,
        Cause::Parse,
        Cause::Construction,
        Cause::Word,
        Cause::Twice,
        Cause::Nothing,
    ];

    /// What the tables call it.
    pub fn name(self) -> &'static str {
        match self {
            Cause::Name => "name not found",
            Cause::Type => "wrong type",
            Cause::Unseen => "name not seen here",
            Cause::Reference => "reference not resolved",
            Cause::Elsewhere => "not in the sentence",
            Cause::Sentence => "sentence split",
            Cause::Number => "number not read",
            Cause::Relation => "wrong relation",
            Cause::Argument => "wrong argument",
            Cause::Unlikely => "judged unlikely",
            Cause::Parse => "parse wrong",
            Cause::Construction => "construction not covered",
            Cause::Word => "word not known",
            Cause::Twice => "said twice",
            Cause::Nothing => "nothing like it",
        }
    }

    /// What it means, of a claim that was missed.
    pub(super) fn meaning(self) -> &'static str {
        match self {
            Cause::Name => "no entity of the other side shares a name with an end",
            Cause::Type => "an end has a type with which the relation does not go",
            Cause::Unseen => "an end is named in the sentence, but the name was not taken for it",
            Cause::Reference => {
                "an end is known in the report, but no pronoun or description of the sentence was \
                 taken for it"
            }
            Cause::Elsewhere => {
                "an end is known in the report, and nothing in the sentence could stand for it"
            }
            Cause::Sentence => "both ends were understood, but in two of our sentences",
            Cause::Number => "no number of people was read in the sentence",
            Cause::Relation => "the same ends in the same sentence, with another relation",
            Cause::Argument => "the same relation and one of the ends in the same sentence",
            Cause::Unlikely => {
                "a frame reads it or the judge gives it at least 0.1, but less than is asked for"
            }
            Cause::Parse => {
                "no way through the grammar between the ends, or the word for it was taken for another part of speech"
            }
            Cause::Construction => "a word for it is known, but it is not read here",
            Cause::Word => "no word of the sentence is known to say it",
            Cause::Twice => "the same was claimed already: an entity split, or another number",
            Cause::Nothing => "nothing like it is annotated",
        }
    }
}
