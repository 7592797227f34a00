//! What a question is taken to mean where no line has its topic as typed, and what is said where
//! nothing helps: that there is none is said only where no word of the topic has a line either.
//!
//! In: a question without lines. Out: lines of what was found instead, and how that is said. Cost:
//! a search for each word of the topic.

use super::Reply;
use crate::lang::Lang;
use crate::model::{Library, NodeId};
use crate::search::answer::{Match, MatchRule};
use crate::search::engine::Engine;
use crate::search::query::{Asks, Query, Question};
use crate::text::shown;

/// What was tried where no line answers a question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Tried {
    /// Nothing, or nothing that has a line.
    #[default]
    Nothing,
    /// Titles and texts above the lines have the topic: so many lines are below these.
    Above(usize),
    /// The topic without what is asked of it, or some of its words: each with its lines.
    Words(Vec<(String, usize)>),
}

impl Engine {
    /// The budget lines that a query is about; where it is a question and none has its topic as
    /// typed, those that have what was found instead of it, or all of its words. With these goes
    /// what was found instead: `消防・火災`.
    #[must_use]
    pub fn lines_meant(
        &self,
        library: &Library,
        query: &Query,
        rule: MatchRule,
    ) -> (Vec<NodeId>, Option<String>) {
        let lines = self.lines(library, query, rule);
        let Some(question) = asks_for_money(query).filter(|_| lines.is_empty()) else {
            return (lines, None);
        };
        let instead = self
            .taken_in(library, query)
            .or_else(|| self.in_words(library, question));
        let Some((words, taken)) = instead else {
            return (lines, None);
        };
        let lines = self.lines(library, &taken, rule);
        let said = (!lines.is_empty()).then_some(words);
        (lines, said)
    }

    /// What was found instead of the words of a question, and the same question of that; none where
    /// its words are there as typed, or nothing is there instead. What a typing error or an
    /// abbreviation found is no sum's: nobody asked for it.
    fn taken_in(&self, library: &Library, query: &Query) -> Option<(String, Query)> {
        let question = query.question()?;
        let mut unwritten = self.search(library, query, Some(0)).unwritten;
        unwritten.retain(|one| !matches!(one.how, Match::Typo | Match::Abbreviation));
        let plain = Query::parse(&question.asked()).ok()?;
        let taken = plain.taking_in(&unwritten);
        if taken == plain.text() {
            return None;
        }
        let instead: Vec<&str> = unwritten
            .iter()
            .flat_map(|one| one.instead.iter().map(String::as_str))
            .collect();
        Some((instead.join("・"), Query::parse(&taken).ok()?))
    }

    /// The words that a question's topic is made of, and the same question of these; none where
    /// they are not all of it.
    fn in_words(&self, library: &Library, question: &Question) -> Option<(String, Query)> {
        let words = self.every_word_of(library, &question.topic);
        if words.len() < 2 {
            return None;
        }
        let topic = words.join(" ");
        let taken = asked_of(question, &topic)?;
        Some((topic, taken))
    }

    /// What the words of a topic find each alone, or the whole topic without what is asked of it.
    pub(super) fn tried(&self, library: &Library, question: &Question, rule: MatchRule) -> Tried {
        let counted = |word: String| {
            let query = Query::parse(&word).ok()?;
            let count = self.lines(library, &query, rule).len();
            (count > 0).then_some((word, count))
        };
        // Lines of its own say more than those below a title above them.
        if let Some(whole) = counted(question.topic.clone()) {
            return Tried::Words(vec![whole]);
        }
        let above = asked_of(question, &question.topic).filter(|_| rule != MatchRule::All);
        let above = above.map_or(0, |query| self.lines(library, &query, MatchRule::All).len());
        if above > 0 {
            return Tried::Above(above);
        }
        let words = self.words_of(library, &question.topic).into_iter();
        let words: Vec<(String, usize)> = words.filter_map(counted).collect();
        match words.is_empty() {
            true => Tried::Nothing,
            false => Tried::Words(words),
        }
    }
}

/// The question that a query is, where figures answer it.
fn asks_for_money(query: &Query) -> Option<&Question> {
    query
        .question()
        .filter(|question| question.asks != Asks::About)
}

/// The same question of another topic.
fn asked_of(question: &Question, topic: &str) -> Option<Query> {
    let other = Question {
        topic: topic.to_owned(),
        ..question.clone()
    };
    Query::parse(&other.asked()).ok()
}

impl Reply {
    /// That no line answers, and which words of the topic have lines.
    pub(super) fn none(&self, topic: &str, lang: Lang) -> String {
        let what = self.in_order().map(|text| text.get(lang));
        let rule = self.rule.text().get(lang);
        let words = match (&self.tried, lang) {
            (Tried::Nothing, Lang::Ja) => return format!("{topic}: 当たる予算の行はありません"),
            (Tried::Nothing, Lang::En) => return format!("{topic}: no budget line answers that"),
            (Tried::Above(count), Lang::Ja) => {
                let what = what.map(|what| format!("、{what}")).unwrap_or_default();
                return format!(
                    "{topic}{what}: {rule}に当たる予算の行はありません（上の題・本文に当たる行は{count}行）"
                );
            }
            (Tried::Above(count), Lang::En) => {
                let what = what.map(|what| format!(", {what}")).unwrap_or_default();
                return format!(
                    "{topic}{what}: no budget line by {rule} (by titles and text above: {count})"
                );
            }
            (Tried::Words(words), _) => words,
        };
        let words: Vec<String> = words
            .iter()
            .map(|(word, count)| match lang {
                Lang::Ja => format!("{}は{count}行", shown(word)),
                Lang::En => format!("{}: {count}", shown(word)),
            })
            .collect();
        match (lang, what) {
            (Lang::Ja, Some(what)) => {
                format!("{topic}、{what}: 行はありません（{}）", words.join("、"))
            }
            (Lang::Ja, None) => {
                format!(
                    "{topic}: すべての語に当たる行はありません（{}）",
                    words.join("、")
                )
            }
            (Lang::En, Some(what)) => {
                format!(
                    "{topic}, {what}: no such line (lines with {})",
                    words.join(", ")
                )
            }
            (Lang::En, None) => {
                format!(
                    "{topic}: no line has every word (lines with {})",
                    words.join(", ")
                )
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::search::reply::tests::answer;

    #[test]
    fn a_topic_with_lines_is_never_said_to_have_none() {
        let sum = answer("消防はいくら");
        for text in [
            "消防の予算",
            "消防予算",
            "消防の予算はいくら",
            "消防関係はいくら",
            "消防についての予算はいくら",
        ] {
            assert_eq!(answer(text), sum, "{text}");
        }
        for text in [
            "消防の予算はなぜ減った",
            "消防の予算で一番増えたのは",
            "恩給の予算はなぜ減ったのですか",
            "消防の新規事業の予算はいくら",
            "なぜ消防の予算は増えた",
            "消防の予算は減った",
            "消防の予算が減ったのはなぜ",
            "どうして消防は減った",
        ] {
            let said = answer(text);
            assert!(!said.contains("当たる予算の行はありません"), "{said}");
        }
        let said = answer("消防とうどんはいくら");
        assert!(said.contains("消防は") && said.contains('行'), "{said}");
        let said = answer("子育てはいくら");
        assert!(said.contains("上の題・本文に当たる行は"), "{said}");
        for text in [
            "消防うどんはいくら",
            "消防団印はいくら",
            "量子暗号 うどんはいくら",
        ] {
            let said = answer(text);
            assert!(!said.contains("合計"), "{said}");
        }
        assert!(answer("防災ロボットはいくら").contains("合計"));
        // None rose, which is not that there is none.
        let said = answer("ドローンの予算でいちばん増えたのは");
        assert!(
            said.contains("増えた順: 行はありません（ドローンは"),
            "{said}"
        );
        let said = answer("うどんはいくら");
        assert!(said.ends_with("当たる予算の行はありません"), "{said}");
    }
}
