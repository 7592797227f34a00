//! Why a query cannot be read, said so that it can be mended.

use thiserror::Error;

/// Most words and conditions of a query: each costs a search of its own.
pub const MOST_WORDS: usize = 100;

/// Longest query, in characters.
pub const MOST_LETTERS: usize = 2000;

/// Why a query is none. `Display` is one Japanese line; see also [`QueryError::english`].
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum QueryError {
    /// An unknown facet key.
    #[error(
        "検索条件「{given}」の種類がわかりません。{}（語として探すなら '{given}）",
        meant(nearest, "", ":", "使えるのは 章: 柱: 頁: 番地: kind: です")
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
    /// Brackets that groups of alternatives cannot say.
    #[error(
        "検索条件「{given}」のかっこは使えません。かっこの中には OR で並べた語だけを書いてください（例: (消防 OR 救急) 新規）"
    )]
    Brackets {
        /// What was typed.
        given: String,
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
                "unknown facet `{given}`: there are `chapter:`, `pillar:`, `page:`, `at:` and `kind:` (to look for the word itself: '{given})"
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
            Self::Brackets { given } => format!(
                "cannot use the brackets at `{given}`: put only words joined by OR in them, as in (消防 OR 救急) 新規"
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
            | Self::Brackets { given }
            | Self::Words { given, .. }
            | Self::Letters { given, .. }
            | Self::Amount { given, .. } => given,
        }
    }
}
