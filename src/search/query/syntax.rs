//! The query language: space is and, `|` or, `'exact`, `^prefix`, `suffix$`, `!not`, facets, brackets.

mod reader;

use super::error::{MOST_LETTERS, MOST_WORDS, QueryError};
use super::facet::Facet;
use super::question::Question;
use crate::japanese::normal::is_han;
use crate::model::Kind;
use crate::search::answer::{MatchRule, Unwritten};

/// How a word must stand in a field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Anchor {
    /// Anywhere, by spelling, reading, abbreviation or with one typing error.
    #[default]
    Free,
    /// `'word`: anywhere, by its spelling.
    Exact,
    /// `^word`: the field begins with it.
    Prefix,
    /// `word$`: the field ends with it.
    Suffix,
    /// `^word$`: the whole field.
    Whole,
}

/// A word to look for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Word {
    /// As it was typed, signs of the language left out.
    pub text: String,
    /// How it must stand.
    pub anchor: Anchor,
}

impl Word {
    /// Whether it is to be found as it is written, and by its reading only where nothing is written
    /// so: who typed kanji or a capital letter (AI, 5G) has said how it is written.
    pub(crate) fn means_what_is_written(&self) -> bool {
        let says = |c: char| is_han(c) || c.is_uppercase();
        self.anchor != Anchor::Exact && self.text.chars().any(says)
    }
}

/// A word or a facet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A word.
    Word(Word),
    /// A facet.
    Facet(Facet),
}

/// One condition of the query, perhaps negated by `!`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Atom {
    /// Whether it must not hold.
    pub negated: bool,
    /// What must or must not hold.
    pub what: What,
}

/// A parsed query: every group must hold, of a group any atom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    text: String,
    groups: Vec<Vec<Atom>>,
    question: Option<Question>,
    idle: Vec<Idle>,
    leaves_out: MatchRule,
}

/// A sign of the language, as typed, that says nothing where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Idle {
    /// An operator with nothing before it.
    Before(String),
    /// One with nothing behind it.
    Behind(String),
    /// A bracket that nothing closes.
    Unclosed(String),
    /// One that nothing opened.
    Unopened(String),
}

impl Query {
    /// Reads a query. Only a malformed facet is an error, brackets that ask for more than groups of
    /// alternatives can say, or more than anyone types.
    ///
    /// ```
    /// use shisaku::search::Query;
    ///
    /// let query = Query::parse("移住 | ijuu 新規 >10億")?;
    /// assert_eq!(query.groups().len(), 3);
    /// assert!(query.asks_for_lines());
    /// assert!(Query::parse("章:十四番目").is_err());
    /// # Ok::<(), shisaku::search::QueryError>(())
    /// ```
    ///
    /// # Errors
    /// When a facet's value cannot be read, or the query is longer than its bounds.
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        within_bounds(text)?;
        let question = Question::parse(text);
        let asked = question.as_ref().map(Question::asked);
        let (groups, idle) = reader::read(asked.as_deref().unwrap_or(text))?;
        Ok(Self {
            text: text.to_owned(),
            groups,
            question,
            idle,
            leaves_out: MatchRule::default(),
        })
    }

    /// A query of words alone: no sign of the language and no condition means anything.
    #[must_use]
    pub fn of_words(text: &str) -> Self {
        let words = text.split_whitespace();
        let atoms = words.filter_map(|word| Atom::word(false, word, Anchor::Free));
        Self {
            text: text.to_owned(),
            groups: atoms.map(|atom| vec![atom]).collect(),
            question: None,
            idle: Vec::new(),
            leaves_out: MatchRule::default(),
        }
    }

    /// The same query, of whose hits a word that must not be there leaves out the lines that the
    /// word takes in by this rule.
    #[must_use]
    pub(crate) fn leaving_out(mut self, rule: MatchRule) -> Self {
        self.leaves_out = rule;
        self
    }

    /// By which rule words that must not be there leave out lines.
    pub(crate) const fn leaves_out(&self) -> MatchRule {
        self.leaves_out
    }

    /// The question that it is; none for words and conditions. What answers it is what answers
    /// its topic.
    #[must_use]
    pub const fn question(&self) -> Option<&Question> {
        self.question.as_ref()
    }

    /// The query as typed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Every group must hold; of a group, any atom.
    #[must_use]
    pub fn groups(&self) -> &[Vec<Atom>] {
        &self.groups
    }

    /// The same question asked of nodes of these kinds alone; of all where none is named.
    #[must_use]
    pub fn narrowed_to(&self, kinds: &[Kind]) -> Self {
        let mut query = self.clone();
        let kind = |kind: &Kind| Atom {
            negated: false,
            what: What::Facet(Facet::Kind(*kind)),
        };
        if !kinds.is_empty() {
            let words: Vec<String> = kinds.iter().map(|k| format!("kind:{}", k.word())).collect();
            query.text = format!("{} {}", self.text, words.join("|"));
            query.groups.push(kinds.iter().map(kind).collect());
        }
        query
    }

    /// The text of the same query, with what was found instead in place of words that nothing
    /// has as typed: `'政策` for `製作`.
    #[must_use]
    pub fn taking_in(&self, unwritten: &[Unwritten]) -> String {
        let words_for = |found: &Unwritten| {
            let plain =
                |text: &&String| !text.contains(|c: char| c.is_whitespace() || "|｜".contains(c));
            let words: Vec<String> = found
                .instead
                .iter()
                .filter(plain)
                .map(|text| format!("'{text}"))
                .collect();
            (!words.is_empty()).then(|| words.join("|"))
        };
        let instead = |part: &str| {
            let word = part
                .trim_start_matches(['^', '＾'])
                .trim_end_matches(['$', '＄']);
            let is_typed =
                |one: &&Unwritten| one.typed == word || one.typed == word.replace('-', " ");
            words_for(unwritten.iter().find(is_typed)?)
        };
        // Words that are one: `fire fighting`.
        let text: Vec<&str> = self.text.split_whitespace().collect();
        let mut text = format!(" {} ", text.join(" "));
        for phrase in unwritten.iter().filter(|one| one.typed.contains(' ')) {
            if let Some(words) = words_for(phrase) {
                text = text.replace(&format!(" {} ", phrase.typed), &format!(" {words} "));
            }
        }
        let parts = |token: &str| -> String {
            let parts = token.split(['|', '｜']);
            let parts: Vec<String> = parts
                .map(|part| instead(part).unwrap_or_else(|| part.to_owned()))
                .collect();
            parts.join("|")
        };
        let tokens: Vec<String> = text.split_whitespace().map(parts).collect();
        tokens.join(" ")
    }

    /// Whether it looks for this word, and not only for what does not have it.
    #[must_use]
    pub(crate) fn looks_for(&self, word: &Word) -> bool {
        let mut atoms = self.groups.iter().flatten();
        atoms.any(|atom| !atom.negated && matches!(&atom.what, What::Word(one) if one == word))
    }

    /// Whether it looks for words, and not only for conditions.
    #[must_use]
    pub fn has_words(&self) -> bool {
        let atoms = self.groups.iter().flatten();
        atoms
            .into_iter()
            .any(|atom| !atom.negated && matches!(atom.what, What::Word(_)))
    }

    /// Whether it has a condition that only budget lines can meet, so that its words may stand
    /// above them.
    #[must_use]
    pub fn asks_for_lines(&self) -> bool {
        self.groups.iter().any(|atoms| needs_budget_lines(atoms))
    }

    /// The signs in it that say nothing where they stand.
    pub(super) fn idle_signs(&self) -> &[Idle] {
        &self.idle
    }

    /// Whether nothing is asked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }
}

impl Atom {
    pub(super) fn word(negated: bool, text: &str, anchor: Anchor) -> Option<Self> {
        let empty = crate::japanese::normal::normal_string(text).is_empty();
        (!empty).then(|| Self {
            negated,
            what: What::Word(Word {
                text: text.to_owned(),
                anchor,
            }),
        })
    }
}

/// Whether the atoms ask for words and nothing else, so that their hits make the list.
pub(crate) fn asks_for_words(atoms: &[Atom]) -> bool {
    atoms
        .iter()
        .all(|a| !a.negated && matches!(a.what, What::Word(_)))
}

/// Whether one of the atoms is a condition that only budget lines can meet.
pub(crate) fn needs_budget_lines(atoms: &[Atom]) -> bool {
    atoms.iter().any(|a| match &a.what {
        What::Facet(facet) => facet.of_budget() || *facet == Facet::Kind(Kind::Budget),
        What::Word(_) => false,
    })
}

/// Time and memory of a search grow with its words.
fn within_bounds(text: &str) -> Result<(), QueryError> {
    let count = text.chars().count();
    if count > MOST_LETTERS {
        return Err(QueryError::Letters {
            given: text.chars().take(20).collect(),
            count,
        });
    }
    let words = || {
        let words = text.split(|c: char| c.is_whitespace() || matches!(c, '|' | '｜'));
        words.filter(|word| !word.is_empty())
    };
    match words().nth(MOST_WORDS) {
        Some(given) => Err(QueryError::Words {
            given: given.to_owned(),
            count: words().count(),
        }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests;
