//! The query language: space is and, `|` or, `'exact`, `^prefix`, `suffix$`, `!not`, facets.

use thiserror::Error;

use super::facet::Facet;
use super::matched::Unwritten;
use crate::lang::Text;
use crate::model::Kind;

/// What may stand in a query, with what it means: the same rows in the manual and wherever else
/// the language is explained. A test sees to it that each is a query.
pub const SYNTAX: &[(&str, Text)] = &[
    (
        "消防 新規",
        Text::new("空白はすべて当たること", "a space: all of them"),
    ),
    ("消防|救急", Text::new("どれかに当たること", "any of them")),
    ("'消防", Text::new("書かれたとおり", "as it is written")),
    ("^消防", Text::new("その語で始まる", "begins with it")),
    ("経費$", Text::new("その語で終わる", "ends with it")),
    ("!再掲", Text::new("当たらないこと", "not")),
    ("章:14", Text::new("その章の中", "within that chapter")),
    (
        "kind:measure",
        Text::new("その階層だけ（種別: 施策、予算など）", "only of that kind"),
    ),
    (
        ">10億",
        Text::new("要求額で（< も、単位は億・百万・円）", "by request, also <"),
    ),
    ("新規", Text::new("前年度になかったもの", "new this year")),
    ("増", Text::new("増えたもの", "increased")),
    ("減", Text::new("減ったもの", "decreased")),
    (
        "再掲",
        Text::new("ほかの所にも載っている行", "listed again"),
    ),
    (
        "内数",
        Text::new("より大きな額の一部", "within a larger sum"),
    ),
    (
        "事項要求",
        Text::new("額を示さない要求", "requested without an amount"),
    ),
    ("財投", Text::new("財政投融資", "fiscal loans")),
    (
        "比較不可",
        Text::new("増減の言えない行", "no change can be told"),
    ),
];

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
}

/// Why a query is none. `Display` is one Japanese line; see also [`QueryError::english`].
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum QueryError {
    /// An unknown facet key.
    #[error(
        "検索条件「{given}」の種類がわかりません。{}（語として探すなら '{given}）",
        meant(nearest, "", ":", "使えるのは 章: kind: です")
    )]
    Key {
        /// What was typed.
        given: String,
        /// The nearest key.
        nearest: String,
    },
    /// An unknown kind of node.
    #[error(
        "検索条件「{given}」の階層がわかりません。{}",
        meant(nearest, "kind:", "", "kind:measure のように書きます")
    )]
    Kind {
        /// What was typed.
        given: String,
        /// The nearest kind.
        nearest: String,
    },
    /// A chapter that is no number.
    #[error("検索条件「{given}」の章が数字ではありません。「章:14」のように書きます")]
    Chapter {
        /// What was typed.
        given: String,
    },
    /// An amount that cannot be read.
    #[error(
        "検索条件「{given}」の金額が読めません。「{nearest}」ではありませんか（単位は 兆・億・百万円）"
    )]
    Amount {
        /// What was typed.
        given: String,
        /// The same with a unit.
        nearest: String,
    },
    /// More words than anyone types.
    #[error(
        "検索語が多すぎます（{count}語、上限{MOST_WORDS}語）。「{given}」から後を減らしてください"
    )]
    Words {
        /// The first word too many.
        given: String,
        /// How many there are.
        count: usize,
    },
    /// A longer query than anyone types.
    #[error("検索の文が長すぎます（{count}文字、上限{MOST_LETTERS}文字）。短くしてください")]
    Letters {
        /// Its beginning.
        given: String,
        /// How long it is.
        count: usize,
    },
}

/// Most words and conditions of a query: each costs a search of its own.
pub const MOST_WORDS: usize = 100;

/// Longest query, in characters.
pub const MOST_LETTERS: usize = 2000;
/// 「…」ではありませんか, or what there is where nothing near was found.
fn meant(nearest: &str, before: &str, after: &str, otherwise: &str) -> String {
    match nearest {
        "" => otherwise.to_owned(),
        near => format!("「{before}{near}{after}」ではありませんか"),
    }
}

impl QueryError {
    /// The message in English.
    #[must_use]
    pub fn english(&self) -> String {
        match self {
            Self::Key { given, nearest } if nearest.is_empty() => format!(
                "unknown facet `{given}`: there are `chapter:` and `kind:` (to look for the word itself: '{given})"
            ),
            Self::Kind { given, nearest } if nearest.is_empty() => {
                format!("unknown kind in `{given}`: write `kind:measure`, say")
            }
            Self::Key { given, nearest } => format!(
                "unknown facet `{given}`: did you mean `{nearest}:`? (to look for the word itself: '{given})"
            ),
            Self::Kind { given, nearest } => {
                format!("unknown kind in `{given}`: did you mean `kind:{nearest}`?")
            }
            Self::Chapter { given } => {
                format!("the chapter in `{given}` is not a number: write `章:14`")
            }
            Self::Amount { given, nearest } => format!(
                "cannot read the amount in `{given}`: did you mean `{nearest}`? (units: 兆, 億, 百万円)"
            ),
            Self::Words { given, count } => format!(
                "too many words ({count}, limit {MOST_WORDS}); leave out those from `{given}` on"
            ),
            Self::Letters { count, .. } => format!(
                "the query is too long ({count} characters, limit {MOST_LETTERS}); make it shorter"
            ),
        }
    }

    /// The part of the query that is wrong, as typed.
    #[must_use]
    pub fn given(&self) -> &str {
        match self {
            Self::Key { given, .. }
            | Self::Kind { given, .. }
            | Self::Chapter { given }
            | Self::Words { given, .. }
            | Self::Letters { given, .. }
            | Self::Amount { given, .. } => given,
        }
    }
}

impl Query {
    /// Reads a query. Only a malformed facet is an error, or more than anyone types.
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        within_bounds(text)?;
        let mut groups: Vec<Vec<Atom>> = Vec::new();
        let mut or = false;
        for token in text.split_whitespace() {
            if token == "|" || token == "｜" {
                or = !groups.is_empty();
                continue;
            }
            // `a|b` without blanks is an or as well.
            for (n, part) in token.split(['|', '｜']).enumerate() {
                or |= n > 0 && !groups.is_empty();
                let Some(atom) = Atom::parse(part)? else {
                    continue;
                };
                match groups.last_mut() {
                    Some(group) if or => group.push(atom),
                    _ => groups.push(vec![atom]),
                }
                or = false;
            }
        }
        Ok(Self {
            text: text.to_owned(),
            groups,
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
        }
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
        let instead = |part: &str| {
            let word = part
                .trim_start_matches(['^', '＾'])
                .trim_end_matches(['$', '＄']);
            let found = unwritten.iter().find(|one| one.typed == word)?;
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
        let parts = |token: &str| -> String {
            let parts = token.split(['|', '｜']);
            let parts: Vec<String> = parts
                .map(|part| instead(part).unwrap_or_else(|| part.to_owned()))
                .collect();
            parts.join("|")
        };
        let tokens: Vec<String> = self.text.split_whitespace().map(parts).collect();
        tokens.join(" ")
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
        self.groups
            .iter()
            .any(|atoms| super::results::wants_budget(atoms))
    }

    /// Whether nothing is asked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }
}

impl Atom {
    fn parse(token: &str) -> Result<Option<Self>, QueryError> {
        let (negated, rest) = match strip_any(token, &['!', '！']) {
            Some(rest) => (true, rest),
            None => (false, token),
        };
        if rest.is_empty() {
            return Ok(None);
        }
        if let Some(exact) = strip_any(rest, &['\'', '’', '‘', '＇']) {
            return Ok(Self::word(negated, exact, Anchor::Exact));
        }
        let prefix = strip_any(rest, &['^', '＾']);
        let body = prefix.unwrap_or(rest);
        let suffix = body.strip_suffix(['$', '＄']);
        let anchor = match (prefix, suffix) {
            (Some(_), Some(_)) => Anchor::Whole,
            (Some(_), None) => Anchor::Prefix,
            (None, Some(_)) => Anchor::Suffix,
            (None, None) => Anchor::Free,
        };
        if anchor == Anchor::Free
            && let Some(facet) = Facet::parse(rest)?
        {
            return Ok(Some(Self {
                negated,
                what: What::Facet(facet),
            }));
        }
        Ok(Self::word(negated, suffix.unwrap_or(body), anchor))
    }

    fn word(negated: bool, text: &str, anchor: Anchor) -> Option<Self> {
        let empty = super::normal::normal_string(text).is_empty();
        (!empty).then(|| Self {
            negated,
            what: What::Word(Word {
                text: text.to_owned(),
                anchor,
            }),
        })
    }
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

fn strip_any<'a>(text: &'a str, signs: &[char]) -> Option<&'a str> {
    text.strip_prefix(signs)
}

#[cfg(test)]
mod tests;
