//! Questions: 「消防の予算はいくら」, 「一番増えたのは」, 「新規はどれ」, 「恩給とは」.
//!
//! In: what was typed. Out: what is asked and of which topic; none for what is no question of this
//! small grammar, which is then searched by its words. Cost: the length of the text.
//!
//! ```text
//! sum      TOPIC (の MONEY)? (は|に) HOW-MUCH      TOPIC の MONEY は
//!          TOPIC の MONEY を教えて                   TOPIC の予算の合計
//! extreme  (TOPIC (の|で|のうち))? 一番|最も CHANGED-OR-LARGE (の|事業|予算)? は? WHICH?
//! new      (TOPIC (の|で))? 新規|新しい (の|事業|予算)? は WHICH?
//! changed  (TOPIC (の|で))? 増えた|減った (の|事業|予算) は WHICH?
//! about    TOPIC とは|って何|について|を知りたい …
//! ```

use unicode_normalization::UnicodeNormalization;

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Asks {
    /// How much money.
    Sum,
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
            Self::Sum | Self::About => None,
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
}

impl Question {
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
        let found = english(&lower).or_else(|| japanese(plain))?;
        let needs_topic = matches!(found.asks, Asks::Sum | Asks::About);
        (!needs_topic || !found.topic.is_empty()).then_some(found)
    }
}

const MONEY: [&str; 10] = [
    "予算額",
    "予算",
    "要求額",
    "金額",
    "総額",
    "合計",
    "経費",
    "費用",
    "お金",
    "額",
];
const HOW_MUCH: [&str; 9] = [
    "いくらぐらい",
    "いくらくらい",
    "いくら",
    "どれくらい",
    "どれぐらい",
    "どのくらい",
    "どのぐらい",
    "何億円",
    "何円",
];
const SPENT: [&str; 9] = [
    "使っている",
    "使われている",
    "使われる",
    "使う",
    "かかっている",
    "かかる",
    "かける",
    "つく",
    "出る",
];
const WHICH: [&str; 9] = [
    "どれ",
    "どこ",
    "何",
    "なに",
    "なん",
    "どの事業",
    "どんな事業",
    "何がある",
    "ある",
];
const THINGS: [&str; 6] = ["事業", "予算", "施策", "もの", "項目", "の"];
const MOST: [&str; 5] = ["一番", "いちばん", "1番", "最も", "もっとも"];
const ABOUT: [&str; 12] = [
    "とは何",
    "とはなに",
    "とはなん",
    "とは",
    "って何",
    "ってなに",
    "ってなん",
    "って",
    "について知りたい",
    "について教えて",
    "について",
    "を知りたい",
];
/// Words of change and size with what they ask at their most, and without that.
const CHANGED: [(&str, Asks, Option<Asks>); 16] = [
    ("増えている", Asks::MostIncreased, Some(Asks::Increased)),
    ("増えた", Asks::MostIncreased, Some(Asks::Increased)),
    ("増加した", Asks::MostIncreased, Some(Asks::Increased)),
    ("伸びている", Asks::MostIncreased, Some(Asks::Increased)),
    ("伸びた", Asks::MostIncreased, Some(Asks::Increased)),
    ("減っている", Asks::MostDecreased, Some(Asks::Decreased)),
    ("減った", Asks::MostDecreased, Some(Asks::Decreased)),
    ("減少した", Asks::MostDecreased, Some(Asks::Decreased)),
    ("削られた", Asks::MostDecreased, Some(Asks::Decreased)),
    ("大きい", Asks::Largest, None),
    ("大きな", Asks::Largest, None),
    ("多い", Asks::Largest, None),
    ("高い", Asks::Largest, None),
    ("小さい", Asks::Smallest, None),
    ("少ない", Asks::Smallest, None),
    ("安い", Asks::Smallest, None),
];

fn japanese(text: &str) -> Option<Question> {
    if let Some(topic) = told_to(text) {
        let topic = topic_of(topic);
        return Some(Question {
            asks: Asks::Sum,
            topic,
        });
    }
    let text = polite(text);
    let found = |asks: Asks, topic: &str| {
        Some(Question {
            asks,
            topic: topic_of(topic),
        })
    };
    if let Some(rest) = ends(text, &ABOUT) {
        return found(Asks::About, rest);
    }
    if let Some(rest) = ends(text, &HOW_MUCH).or_else(|| spent(text)) {
        let rest = rest.trim_end();
        let rest = ends(rest, &["には", "は", "に", "って", "が"]).unwrap_or(rest);
        let money = ends(rest, &MONEY).and_then(|rest| ends(rest.trim_end(), &["の"]));
        return found(Asks::Sum, money.unwrap_or(rest));
    }
    // What is asked ends with は or with a word for which; else it is no question.
    let which = ends(text, &WHICH);
    let rest = which.unwrap_or(text).trim_end();
    let subject = ends(rest, &["は", "って", "が"]);
    let is_question = which.is_some() || MOST.iter().any(|most| text.contains(most));
    let rest = match subject {
        Some(rest) => rest,
        None if is_question => rest,
        None => return None,
    };
    if which.is_none()
        && let Some(topic) = ends(rest, &MONEY).and_then(|rest| ends(rest, &["の"]))
        && !MOST.iter().any(|most| topic.contains(most))
    {
        return found(Asks::Sum, topic);
    }
    let of_thing = ends(rest, &THINGS).unwrap_or(rest);
    for rest in [rest, of_thing] {
        if let Some(topic) = ends(
            rest,
            &[
                "新規",
                "新しい",
                "新しく始まる",
                "新しく始まった",
                "今年から始まる",
            ],
        ) {
            return found(Asks::New, topic);
        }
        for (word, most, plain) in CHANGED {
            let Some(before) = rest.strip_suffix(word) else {
                continue;
            };
            let before = ends(
                before.trim_end(),
                &["予算が", "額が", "金額が", "予算の", "額の"],
            )
            .unwrap_or(before);
            if let Some(topic) = ends(before.trim_end(), &MOST) {
                return found(most, topic);
            }
            if let Some(asks) = plain {
                return found(asks, before);
            }
        }
    }
    None
}

/// 「5Gの予算を教えて」, 「統計の予算の合計」: the topic of what is asked for without a question.
fn told_to(text: &str) -> Option<&str> {
    const SUMS: [&str; 6] = [
        "予算の合計",
        "予算の総額",
        "予算合計",
        "予算総額",
        "合計額",
        "要求額の合計",
    ];
    const TELL: [&str; 3] = ["を教えて", "を教えてください", "が知りたい"];
    let rest = match ends(text, &TELL) {
        Some(rest) => ends(rest, &MONEY),
        None => ends(text, &SUMS),
    };
    ends(rest?, &["の"])
}

/// Without the polite end of a question.
fn polite(text: &str) -> &str {
    const ENDS: [&str; 8] = [
        "でしょうか",
        "ですか",
        "ますか",
        "のですか",
        "なの",
        "です",
        "か",
        "を教えて",
    ];
    let rest = ends(text, &ENDS).unwrap_or(text).trim_end();
    // 「カップラーメンか」 asks nothing; neither does what is left of it.
    if rest.is_empty() { text } else { rest }
}

/// 「消防にいくら使う」: how much, and what is done with it.
fn spent(text: &str) -> Option<&str> {
    let rest = ends(text, &SPENT)?;
    let rest = ends(rest.trim_end(), &["を", "が", "も"]).unwrap_or(rest);
    ends(rest.trim_end(), &HOW_MUCH)
}

/// What stands before the first of the words that ends a text.
fn ends<'a>(text: &'a str, words: &[&str]) -> Option<&'a str> {
    words.iter().find_map(|word| text.strip_suffix(word))
}

/// A topic without the particle that joins it to the question.
fn topic_of(text: &str) -> String {
    const JOINTS: [&str; 13] = [
        "の中で一番",
        "のなかで",
        "の中で",
        "のうちで",
        "のうち",
        "関連の",
        "関係の",
        "で",
        "の",
        "は",
        "が",
        "に",
        "、",
    ];
    const WHOLE: [&str; 5] = ["全体", "この文書", "この中", "予算", "事業"];
    let text = text.trim();
    let rest = ends(text, &JOINTS).unwrap_or(text).trim();
    match WHOLE.contains(&rest) {
        true => String::new(),
        false => rest.to_owned(),
    }
}

fn english(text: &str) -> Option<Question> {
    let found = |asks: Asks, topic: &str| {
        let topic = topic.trim();
        let topic = ["the ", "a ", "an "]
            .iter()
            .find_map(|article| topic.strip_prefix(article))
            .unwrap_or(topic);
        Some(Question {
            asks,
            topic: topic.to_owned(),
        })
    };
    for start in [
        "how much money is there for ",
        "how much money for ",
        "how much money goes to ",
        "how much is spent on ",
        "how much is there for ",
        "how much is for ",
        "how much is ",
        "how much for ",
        "how much goes to ",
    ] {
        if let Some(topic) = text.strip_prefix(start) {
            return found(Asks::Sum, topic);
        }
    }
    let (head, topic) = match text.split_once(" in ").or_else(|| text.split_once(" for ")) {
        Some((head, topic)) => (head, topic),
        None => (text, ""),
    };
    let asks = match head {
        "what increased most"
        | "what increased the most"
        | "what rose most"
        | "what rose the most"
        | "largest increase"
        | "biggest increase" => Some(Asks::MostIncreased),
        "what decreased most"
        | "what decreased the most"
        | "what fell most"
        | "what fell the most"
        | "largest cut"
        | "biggest cut"
        | "largest decrease" => Some(Asks::MostDecreased),
        "what is largest" | "what is the largest" | "largest programme" | "biggest programme" => {
            Some(Asks::Largest)
        }
        "what is new" | "what's new" => Some(Asks::New),
        "what increased" | "what rose" => Some(Asks::Increased),
        "what decreased" | "what fell" => Some(Asks::Decreased),
        _ => None,
    };
    if let Some(asks) = asks {
        return found(asks, topic);
    }
    let about = ["what is ", "what are "];
    let topic = about.iter().find_map(|start| text.strip_prefix(start))?;
    found(Asks::About, topic)
}

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
        ] {
            assert_eq!(Question::parse(text), None, "{text}");
        }
    }
}
