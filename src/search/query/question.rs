//! Questions: 「消防の予算はいくら」, 「一番増えたのは」, 「新規はどれ」, 「恩給とは」.
//!
//! In: what was typed. Out: what is asked and of which topic; none for what is no question of this
//! small grammar, which is then searched by its words. Cost: the length of the text.
//!
//! ```text
//! sum      TOPIC (の? MONEY)? (は|に) HOW-MUCH     TOPIC (の|への|に使う) MONEY は
//!          TOPIC の MONEY を教えて                   TOPIC の予算の合計
//! count    TOPIC (の 新規)? は 何件|いくつ
//! extreme  (TOPIC (の|で|のうち))? 一番|最も CHANGED-OR-LARGE (の|事業|予算)? は? WHICH?
//! ranking  (TOPIC の)? (増額|減額|予算)? (の 大きい|少ない …)? 順|トップ5|上位10|ランキング
//! new      (TOPIC (の|で))? 新規|新しい (の|事業|予算)? は WHICH?
//!          今年(度)?から|新たに 始まる|できた … 事業   新規(事業) の? 一覧
//! changed  (TOPIC (の|で))? 増えた|減った (の|事業|予算) は WHICH?   何が 増えた|減った
//!          TOPIC? (は|で)? 去年|前年度 … より 増えた|減った
//! ended    (TOPIC (の|で))? 廃止された|終了した|なくなった|打ち切られた … (の|事業) は? WHICH?
//! change   (TOPIC は)? いくら|どれだけ 増えた|減った
//! why      (TOPIC は)? なぜ|どうして 増えた|減った   what changed, and that figures tell no reason
//!          なぜ TOPIC は 増えた|減った              TOPIC が 増えた|減った のはなぜ|理由は
//! bare     TOPIC の予算   TOPIC予算                 TOPIC は|の予算が 増えた|減った
//! TOPIC    loses の予算, の事業, 関係, について … at its end
//! about    TOPIC とは|って何|について|はどんな事業|の担当は …
//! wish     … を知りたい|を教えてください|はありますか … falls away
//! ```

mod english;
mod japanese;
mod topic;
mod words;

use unicode_normalization::UnicodeNormalization;

use crate::lang::Text;
use crate::ledger::LineSort;

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Asks {
    /// How much money.
    Sum,
    /// How many budget lines.
    Count,
    /// What rose most.
    MostIncreased,
    /// What fell most.
    MostDecreased,
    /// What is largest.
    Largest,
    /// What is smallest.
    Smallest,
    /// What is new.
    New,
    /// What rose.
    Increased,
    /// What fell.
    Decreased,
    /// What has ended.
    Ended,
    /// By how much it rose or fell.
    Change,
    /// What it is: the topic is searched, no more.
    About,
}

impl Asks {
    /// Whether one of many is asked for: what is largest, or rose most.
    #[must_use]
    pub const fn picks_one(self) -> bool {
        matches!(
            self,
            Self::MostIncreased | Self::MostDecreased | Self::Largest | Self::Smallest
        )
    }

    /// The condition that the budget lines asked for must meet.
    pub(super) const fn condition(self) -> Option<&'static str> {
        match self {
            Self::New => Some("新規"),
            Self::MostIncreased | Self::Increased => Some("増"),
            Self::MostDecreased | Self::Decreased => Some("減"),
            Self::Ended => Some("皆減"),
            Self::Largest | Self::Smallest | Self::Change => Some("kind:budget"),
            Self::Sum | Self::Count | Self::About => None,
        }
    }
}

/// A question that was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What is asked.
    pub asks: Asks,
    /// Of what, in words; empty for the whole document.
    pub topic: String,
    /// How many lines are to be named, where that is said: 5 in トップ5.
    pub first: Option<usize>,
    /// It asks why: figures do not tell that.
    pub why: bool,
}

impl Question {
    fn new(asks: Asks, topic: impl Into<String>) -> Self {
        Self {
            asks,
            topic: topic.into(),
            first: None,
            why: false,
        }
    }

    /// The words and conditions that it asks for, as a query.
    #[must_use]
    pub fn asked(&self) -> String {
        let condition = self.asks.condition().unwrap_or_default();
        format!("{} {condition}", self.topic).trim().to_owned()
    }

    /// The order of the lines that answer it in a few words; none for a sum.
    #[must_use]
    pub const fn in_order(&self) -> Option<Text> {
        Some(match self.asks {
            Asks::MostIncreased => Text::new("増えた順", "largest rises"),
            Asks::MostDecreased => Text::new("減った順", "largest falls"),
            Asks::Largest => Text::new("要求額の大きい順", "largest requests"),
            Asks::Smallest => Text::new("要求額の小さい順", "smallest requests"),
            Asks::New => Text::new("新規", "new"),
            Asks::Increased => Text::new("増えたもの", "risen"),
            Asks::Decreased => Text::new("減ったもの", "fallen"),
            Asks::Ended => Text::new("皆減（要求額が0になったもの）", "cut to nothing"),
            Asks::Sum | Asks::Count | Asks::Change | Asks::About => return None,
        })
    }

    /// What the lines that answer it are put in order by, and whether the smallest comes first; none
    /// for a sum.
    #[must_use]
    pub const fn order(&self) -> Option<(LineSort, bool)> {
        Some(match self.asks {
            Asks::MostIncreased | Asks::Increased => (LineSort::Change, false),
            Asks::MostDecreased | Asks::Decreased | Asks::Ended => (LineSort::Change, true),
            Asks::Largest | Asks::New => (LineSort::Request, false),
            Asks::Smallest => (LineSort::Request, true),
            Asks::Sum | Asks::Count | Asks::Change | Asks::About => return None,
        })
    }

    /// The question that a text is; none for what is no question of the grammar.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let plain: String = text.nfkc().collect();
        let plain = plain.trim().trim_end_matches(['?', '。', '.', '!']).trim();
        // Letters of ASCII alone, so that places stay: a topic keeps its capitals, which match as written.
        let lower = plain.to_ascii_lowercase();
        let english = english::read(&lower).map(|mut found| {
            let at = lower.rfind(&found.topic);
            let typed = at.and_then(|at| plain.get(at..at + found.topic.len()));
            found.topic = typed.map_or(found.topic, str::to_owned);
            found
        });
        let found = english.or_else(|| japanese::read(plain))?;
        let needs_topic = matches!(found.asks, Asks::Sum | Asks::Count | Asks::About);
        (!needs_topic || !found.topic.is_empty()).then_some(found)
    }
}

/// What stands before the first of the words that ends a text.
fn ends<'a>(text: &'a str, words: &[&str]) -> Option<&'a str> {
    words.iter().find_map(|word| text.strip_suffix(word))
}

/// A text without the number at its end, and the number; none where it ends with none, or one that
/// nobody asks for.
fn numbered(text: &str) -> Option<(&str, usize)> {
    let rest = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = text.get(rest.len()..)?.parse().ok()?;
    (1..=MOST_NAMED).contains(&number).then_some((rest, number))
}

/// The most lines that an answer names.
const MOST_NAMED: usize = 100;

#[cfg(test)]
mod tests;
