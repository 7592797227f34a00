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
//! about    TOPIC とは|って何|について|はどんな事業|の担当は|を知りたい …
//! ```

mod english;
mod japanese;
mod words;

use unicode_normalization::UnicodeNormalization;

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
    /// What it is: the topic is searched, no more.
    About,
}

impl Asks {
    /// The condition that the budget lines asked for must meet.
    pub(super) const fn condition(self) -> Option<&'static str> {
        match self {
            Self::New => Some("新規"),
            Self::MostIncreased | Self::Increased => Some("増"),
            Self::MostDecreased | Self::Decreased => Some("減"),
            Self::Largest | Self::Smallest => Some("kind:budget"),
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
}

impl Question {
    fn new(asks: Asks, topic: impl Into<String>) -> Self {
        Self {
            asks,
            topic: topic.into(),
            first: None,
        }
    }

    /// The words and conditions that it asks for, as a query.
    #[must_use]
    pub fn asked(&self) -> String {
        let condition = self.asks.condition().unwrap_or_default();
        format!("{} {condition}", self.topic).trim().to_owned()
    }

    /// The question that a text is; none for what is no question of the grammar.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let plain: String = text.nfkc().collect();
        let plain = plain.trim().trim_end_matches(['?', '。', '.', '!']).trim();
        let lower = plain.to_lowercase();
        let found = english::read(&lower).or_else(|| japanese::read(plain))?;
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
mod tests {
    use super::*;

    #[track_caller]
    fn asked(text: &str) -> (Asks, String) {
        let question = Question::parse(text).expect(text);
        (question.asks, question.topic)
    }

    #[test]
    fn questions_about_money() {
        for text in [
            "消防の予算はいくら",
            "消防の予算はいくらですか？",
            "消防はいくら",
            "消防にいくら使う",
            "消防にいくらかかる",
            "消防の要求額は？",
            "消防の予算は",
            "消防の金額は何億円",
            "消防の予算を教えて",
            "消防の予算の合計",
        ] {
            assert_eq!(asked(text), (Asks::Sum, "消防".to_owned()), "{text}");
        }
        assert_eq!(asked("how much for fire?").1, "fire");
    }

    #[test]
    fn questions_about_extremes_and_what_is_new() {
        let all = String::new;
        for (text, asks, topic) in [
            ("一番増えたのは", Asks::MostIncreased, all()),
            ("一番増えたのはどれ？", Asks::MostIncreased, all()),
            ("最も減った事業は何ですか", Asks::MostDecreased, all()),
            ("一番大きい予算は", Asks::Largest, all()),
            ("予算が一番多いのは", Asks::Largest, all()),
            ("消防で一番増えたのは", Asks::MostIncreased, "消防".into()),
            ("消防の中で最も高い事業は", Asks::Largest, "消防".into()),
            ("新規はどれ", Asks::New, all()),
            ("新しい事業は何", Asks::New, all()),
            ("消防の新規事業は", Asks::New, "消防".into()),
            ("増えたのはどれ", Asks::Increased, all()),
            ("減った事業は", Asks::Decreased, all()),
            ("what increased most", Asks::MostIncreased, all()),
        ] {
            assert_eq!(asked(text), (asks, topic), "{text}");
        }
    }

    #[test]
    fn questions_about_what_something_is() {
        for text in ["恩給とは", "恩給って何", "恩給とは何ですか", "恩給について"]
        {
            assert_eq!(asked(text), (Asks::About, "恩給".to_owned()), "{text}");
        }
    }

    #[test]
    fn questions_in_other_words() {
        let all = String::new;
        let fire = || "消防".to_owned();
        for (text, asks, topic) in [
            ("今年から始まる事業", Asks::New, all()),
            ("今年度から始まる事業は何ですか", Asks::New, all()),
            ("新たに始まる施策", Asks::New, all()),
            ("来年度から新しく始まる事業は", Asks::New, all()),
            ("消防の予算を知りたい", Asks::Sum, fire()),
            ("消防にいくら払っている", Asks::Sum, fire()),
            ("新規事業の一覧", Asks::New, all()),
            ("消防で今年から始まる事業", Asks::New, fire()),
            ("増額の大きい順", Asks::MostIncreased, all()),
            ("減額の大きい順", Asks::MostDecreased, all()),
            ("消防の予算の大きい順", Asks::Largest, fire()),
            ("金額の少ない順", Asks::Smallest, all()),
            ("増えた順に", Asks::MostIncreased, all()),
            ("予算額ランキング", Asks::Largest, all()),
            ("何が増えた", Asks::Increased, all()),
            ("消防で何が減ったの", Asks::Decreased, fire()),
            ("どの事業が一番大きいですか", Asks::Largest, all()),
            ("予算が増えた事業", Asks::Increased, all()),
            ("大幅に減った事業は", Asks::MostDecreased, all()),
            ("削減された事業はどれですか", Asks::Decreased, all()),
            ("消防に使うお金は", Asks::Sum, fire()),
            ("消防への予算は", Asks::Sum, fire()),
            ("消防予算は？", Asks::Sum, fire()),
            ("消防は全部でいくら", Asks::Sum, fire()),
            ("新規は何件", Asks::Count, "新規".into()),
            ("消防の新規事業はいくつ", Asks::Count, "消防 新規".into()),
            ("消防の事業は何件ありますか", Asks::Count, fire()),
            ("消防はどの省庁", Asks::About, fire()),
            ("消防の担当はどこですか", Asks::About, fire()),
            ("消防はどんな事業ですか", Asks::About, fire()),
            ("how many programmes for fire", Asks::Count, "fire".into()),
            ("biggest cuts", Asks::MostDecreased, all()),
            ("what went up in fire?", Asks::Increased, "fire".into()),
            (
                "which ministry runs the census",
                Asks::About,
                "census".into(),
            ),
            ("budget for pension", Asks::Sum, "pension".into()),
        ] {
            assert_eq!(asked(text), (asks, topic), "{text}");
        }
    }

    #[test]
    fn how_many_are_to_be_named() {
        for (text, asks, topic, first) in [
            ("トップ5", Asks::Largest, "", 5),
            ("予算トップ１０", Asks::Largest, "", 10),
            ("増額トップ5", Asks::MostIncreased, "", 5),
            ("消防の予算の上位3", Asks::Largest, "消防", 3),
            ("top 5", Asks::Largest, "", 5),
            ("top 10 cuts in fire", Asks::MostDecreased, "fire", 10),
        ] {
            let question = Question::parse(text).expect(text);
            assert_eq!(question.first, Some(first), "{text}");
            assert_eq!(asked(text), (asks, topic.to_owned()), "{text}");
        }
    }

    #[test]
    fn what_is_no_question_stays_words() {
        for text in [
            "消防",
            "消防の予算",
            "新規",
            "一番",
            "とは",
            "いくら",
            "増",
            "地方 移住",
            "にほんは",
            "消防は",
            "ちほうとか",
            "what",
            "",
            "五十音順",
            "番号順",
            "トップ",
            "cuts",
            "top",
            "上位",
            "事業",
            "新規事業",
            "伸び率トップ5の",
        ] {
            assert_eq!(Question::parse(text), None, "{text}");
        }
    }
}
