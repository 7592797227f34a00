//! The answer to a question about money: a sum with its rule, or the lines in their order.
//!
//! In: a query that is a question, and the rule by which lines count. Out: a [`Reply`]. Cost: that
//! of the query's budget lines. Invariant: the sum is that of the same query's table.

mod tried;

pub use tried::Tried;

use rustc_hash::FxHashMap;

use crate::lang::{Lang, Text};
use crate::ledger::{Change, LineSort, Totals, change, sort_lines_turned, totals_of};
use crate::model::{Library, NodeId};
use crate::search::answer::{MatchRule, Results};
use crate::search::engine::Engine;
use crate::search::query::{Asks, Query, Question};
use crate::search::rank::named::named;
use crate::text::{Unit, oku_text, percent_text, shown, signed_oku_text};

/// Lines that a sentence names where nothing is said of how many.
const NAMED: usize = 3;

/// What answers a question about money.
#[derive(Clone, Debug)]
pub struct Reply {
    /// The question.
    pub question: Question,
    /// By which rule lines count.
    pub rule: MatchRule,
    /// The budget lines that it is about; for a question about the most or the largest in that
    /// order, without those listed again.
    pub lines: Vec<NodeId>,
    /// What they sum to.
    pub totals: Totals,
    /// The heading of review sheets that the question names: the lines are all below it.
    pub named: Option<NodeId>,
    /// Where there are no lines: what else was tried.
    pub tried: Tried,
}

impl Engine {
    /// The answer to the question that the query is; none for a query that is none, or that asks
    /// only what something is: its hits tell that.
    #[must_use]
    pub fn reply(&self, library: &Library, query: &Query, rule: MatchRule) -> Option<Reply> {
        let mut question = query.question()?.clone();
        if question.asks == Asks::About {
            return None;
        }
        let (mut lines, instead) = self.lines_meant(library, query, rule);
        if let Some(instead) = instead {
            question.topic = format!("{} → {instead}", question.topic);
        }
        let tried = match lines.as_slice() {
            [] => self.tried(library, &question, rule),
            _ => Tried::Nothing,
        };
        let totals = totals_of(library, lines.iter().copied());
        if let Some((sort, turned)) = question.order() {
            lines.retain(|id| !library.node(*id).relisted);
            sort_lines_turned(library, &mut lines, sort, turned, &|_| "".into());
        }
        Some(Reply {
            question,
            rule,
            lines,
            totals,
            named: named(library, query).filter(|_| rule == MatchRule::default()),
            tried,
        })
    }

    /// Hits as [`search_by`](Self::search_by) gives them, with the answer where the query is a
    /// question about money. Where that is of lines in their order, the hits stand in it too, and
    /// the lines that are listed again behind the others. The rule is that of both; where none is
    /// given, hits may stand below whatever has the words, and the answer is of the usual lines.
    #[must_use]
    pub fn search_answered(
        &self,
        library: &Library,
        query: &Query,
        limit: Option<usize>,
        rule: Option<MatchRule>,
    ) -> (Results, Option<Reply>) {
        let reply = self.reply(library, query, rule.unwrap_or_default());
        let found = |limit: Option<usize>| match rule {
            Some(rule) => self.search_by(library, query, limit, rule),
            None => self.search(library, query, limit),
        };
        let Some(ranked) = reply.as_ref().filter(|reply| reply.in_order().is_some()) else {
            return (found(limit), reply);
        };
        let mut results = found(None);
        ranked.arrange(&mut results.hits, |hit| hit.node);
        results.hits.truncate(limit.unwrap_or(usize::MAX));
        (results, reply)
    }
}

impl Reply {
    /// The answer of those of its lines that are kept; none where that is none of them.
    #[must_use]
    pub fn of_kept(mut self, library: &Library, kept: impl Fn(NodeId) -> bool) -> Option<Self> {
        self.lines.retain(|line| kept(*line));
        self.totals = totals_of(library, self.lines.iter().copied());
        (!self.lines.is_empty()).then_some(self)
    }

    /// Puts what belongs to its lines into their order, and the rest behind that as it is; nothing
    /// moves where the lines have none.
    pub fn arrange<T>(&self, items: &mut [T], node: impl Fn(&T) -> NodeId) {
        if self.in_order().is_none() {
            return;
        }
        let places = self.lines.iter().zip(0_usize..);
        let places: FxHashMap<NodeId, usize> = places.map(|(id, n)| (*id, n)).collect();
        items.sort_by_key(|item| places.get(&node(item)).copied().unwrap_or(usize::MAX));
    }

    /// The answer in one line.
    #[must_use]
    pub fn text(&self, library: &Library, lang: Lang) -> String {
        let topic = match self.question.topic.as_str() {
            "" => Text::new("全体", "the whole").get(lang).to_owned(),
            topic => shown(topic).into_owned(),
        };
        if self.lines.is_empty() {
            return self.none(&topic, lang);
        }
        let said = match self.question.asks {
            Asks::Sum => self.sum(library, &topic, lang),
            Asks::Count => self.count(library, &topic, lang),
            Asks::Change => self.change(&topic, lang),
            _ => self.ranked(library, &topic, lang),
        };
        let joint = Text::new("。", "; ").get(lang);
        let reason = self.reason().map(|text| joint.to_owned() + text.get(lang));
        said + &reason.unwrap_or_default()
    }

    /// That figures do not tell why something rose or fell, where that was asked.
    #[must_use]
    pub fn reason(&self) -> Option<Text> {
        self.question.why.then_some(Text::new(
            "なぜかは額からは分かりません（各行の施策の本文を読んでください）",
            "figures do not tell why (read the text of each measure)",
        ))
    }

    /// By how much the lines that can be compared rose or fell together.
    fn change(&self, topic: &str, lang: Lang) -> String {
        let comparable = &self.totals.comparable;
        if comparable.lines == 0 {
            return match lang {
                Lang::Ja => format!("{topic}: 前年度と比べられる行はありません"),
                Lang::En => format!("{topic}: no line can be compared with the year before"),
            };
        }
        let change = comparable.change();
        let by = signed(&change, lang);
        let percent = change.percent.map_or_else(String::new, percent_text);
        let from = oku_text(comparable.base, lang, Unit::Oku);
        let to = oku_text(comparable.request, lang, Unit::Oku);
        let rule = self.by_rule(lang);
        let lines = comparable.lines;
        match lang {
            Lang::Ja => format!(
                "{topic}: 増減 {by} {percent}（{from} → {to}、{rule}前年度と比べられる{lines}行、再掲は一度だけ）"
            ),
            Lang::En => format!(
                "{topic}: change {by} {percent} ({from} → {to}; {lines} comparable lines {rule}, each counted once)"
            ),
        }
    }

    /// Which lines count, before or behind their number: those below the heading that is named, or by the rule.
    fn by_rule(&self, lang: Lang) -> String {
        let rule = self.rule.text().get(lang);
        match (self.named, lang) {
            (Some(_), Lang::Ja) => "その下の".to_owned(),
            (Some(_), Lang::En) => "below it".to_owned(),
            (None, Lang::Ja) if self.question.asks == Asks::Change => format!("{rule}に当たり"),
            (None, Lang::Ja) => format!("{rule}に当たる"),
            (None, Lang::En) => format!("by {rule}"),
        }
    }

    /// What the lines add up to, by the name of the figure: of review sheets with its year.
    fn total(&self, library: &Library, lang: Lang) -> String {
        let total = oku_text(self.totals.request_total, lang, Unit::Oku);
        let meta = self.lines.first().map(|id| &library.document_of(*id).meta);
        let figure = meta.and_then(|meta| {
            let year = meta.fiscal_year.as_deref().unwrap_or_default();
            Some((meta.figure.as_ref()?, shown(year)))
        });
        match (figure, lang) {
            (Some((figure, year)), Lang::Ja) => format!("{year} {}の合計 {total}", figure.ja),
            (Some((figure, year)), Lang::En) => {
                format!("{} {} {total}", year.trim_end_matches("年度"), figure.en)
            }
            (None, Lang::Ja) => format!("要求額の合計 {total}"),
            (None, Lang::En) => format!("{total} requested"),
        }
    }

    /// The sum with its rule, and what is not in it.
    fn sum(&self, library: &Library, topic: &str, lang: Lang) -> String {
        let counts = &self.totals.counts;
        let (total, rule) = (self.total(library, lang), self.by_rule(lang));
        let left = counts.within + counts.unspecified + counts.filp;
        let counted = counts.counted;
        match lang {
            Lang::Ja => {
                let left = match left {
                    0 => String::new(),
                    n => format!("。額に入らないもの {n}行（内数・事項要求・財投）"),
                };
                format!("{topic}: {total}（{rule}{counted}行、再掲は一度だけ{left}）")
            }
            Lang::En => {
                let left = match left {
                    0 => String::new(),
                    n => format!("; {n} lines without an amount of their own"),
                };
                format!("{topic}: {total} ({counted} lines {rule}, each counted once{left})")
            }
        }
    }

    /// How many lines there are by which rule, and what those that have one request together.
    fn count(&self, library: &Library, topic: &str, lang: Lang) -> String {
        let counts = &self.totals.counts;
        let all = counts.counted + counts.within + counts.unspecified + counts.filp;
        let (total, rule) = (self.total(library, lang), self.by_rule(lang));
        match lang {
            Lang::Ja => format!("{topic}: {all}行（{rule}もの、再掲は一度だけ）、{total}"),
            Lang::En => format!("{topic}: {all} lines {rule}, each counted once; {total}"),
        }
    }

    /// The first lines in their order.
    fn ranked(&self, library: &Library, topic: &str, lang: Lang) -> String {
        let all = self.lines.len();
        let first = self.question.first.unwrap_or(NAMED);
        let named = self.lines.iter().take(first).zip(1..);
        let named: Vec<String> = named
            .map(|(id, rank)| {
                let figure = self.figure(library, *id, lang);
                let title = shown(&library.node(*id).title).into_owned();
                let address = library.address(*id);
                match lang {
                    Lang::Ja => format!("{rank} {title} {figure}（{address}）"),
                    Lang::En => format!("{rank} {title} {figure} ({address})"),
                }
            })
            .collect();
        let named = named.join(Text::new("、", ", ").get(lang));
        let what = self.in_order().map_or("", |text| text.get(lang));
        match lang {
            Lang::Ja => format!("{topic}、{what}（{all}行、再掲を除く）: {named}"),
            Lang::En => format!("{topic}, {what} ({all} lines, none twice): {named}"),
        }
    }

    /// The order of the lines in a few words; none for a sum.
    #[must_use]
    pub const fn in_order(&self) -> Option<Text> {
        self.question.in_order()
    }

    /// The figure that the order goes by.
    fn figure(&self, library: &Library, line: NodeId, lang: Lang) -> String {
        let Some(budget) = library.budget(line) else {
            return String::new();
        };
        if let Some((LineSort::Change, _)) = self.question.order() {
            let change = change(budget);
            return change.map_or_else(String::new, |change| signed(&change, lang));
        }
        let request = crate::ledger::plain_request(budget, false);
        request.map_or_else(String::new, |amount| oku_text(amount.oku, lang, Unit::Oku))
    }
}

/// A change with its sign; one that rounding may have made is about so much.
fn signed(change: &Change, lang: Lang) -> String {
    let about = Some("≈").filter(|_| change.is_within_rounding());
    let by = signed_oku_text(change.oku, lang, Unit::Oku);
    about.unwrap_or_default().to_owned() + &by
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::tests::seeds;

    #[track_caller]
    pub(super) fn answer(text: &str) -> String {
        let library = seeds();
        let query = Query::parse(text).unwrap();
        let reply = Engine::new().reply(&library, &query, MatchRule::default());
        reply.expect(text).text(&library, Lang::Ja)
    }

    #[test]
    fn the_sum_is_that_of_the_same_words() {
        let library = seeds();
        let engine = Engine::new();
        let lines = |text: &str| {
            let query = Query::parse(text).unwrap();
            engine.lines(&library, &query, MatchRule::default())
        };
        let lines = lines("消防");
        let total = totals_of(&library, lines.iter().copied()).request_total;
        let said = answer("消防の予算はいくら");
        assert!(
            said.contains(&oku_text(total, Lang::Ja, Unit::Oku)),
            "{said}"
        );
        assert!(said.contains("名・施策の題"), "{said}");
    }

    #[test]
    fn the_most_stand_first_and_none_twice() {
        let library = seeds();
        for text in [
            "一番増えたのは",
            "一番減ったのは",
            "一番大きい予算は",
            "新規はどれ",
        ] {
            let query = Query::parse(text).unwrap();
            let reply = Engine::new().reply(&library, &query, MatchRule::default());
            let lines = reply.unwrap().lines;
            assert!(!lines.is_empty(), "{text}");
            assert!(lines.iter().all(|id| !library.node(*id).relisted), "{text}");
            // The hits stand in the same order.
            let (found, _) = Engine::new().search_answered(&library, &query, Some(3), None);
            let hits: Vec<NodeId> = found.hits.iter().map(|hit| hit.node).collect();
            assert_eq!(hits, lines[..3], "{text}");
        }
        assert!(answer("地域運営組織で一番増えたのは").contains("≈+0.1"));
        assert!(answer("一番増えたのは").contains('+'));
        assert!(answer("一番減ったのは").contains('−'));
    }

    #[test]
    fn an_english_topic_is_asked_for_in_japanese_and_that_is_said() {
        let said = answer("how much for pension");
        assert!(said.contains("pension → 恩給"), "{said}");
        for typed in ["how much for fire fighting", "how much for fire-fighting"] {
            let said = answer(typed);
            assert!(said.contains("→ 消防: 要求額の合計"), "{said}");
        }
        assert!(said.contains("億円"), "{said}");
    }

    #[test]
    fn what_has_ended_is_told_also_where_nothing_has() {
        let library = seeds();
        let query = Query::parse("廃止された事業").unwrap();
        let missing = query.missing(&library, Lang::Ja).join("");
        assert!(missing.contains("皆減"), "{missing}");
        assert!(answer("廃止された事業").contains("ありません"));
        let text = "# 施策\n\n## 1 安全\n\n消防\n\n## (1) 消防団の充実\n\n\
            【予算】消防車 0億円（2年度 1.5億円）\n\n【予算】無線 2.0億円（2年度 1.5億円）\n";
        let library = Library::new(vec![crate::parse::parse("fire.txt", text).unwrap()]);
        let engine = Engine::new();
        let (found, reply) = engine.search_answered(&library, &query, Some(9), None);
        assert_eq!(found.total, 1);
        assert!(query.missing(&library, Lang::Ja).is_empty());
        let said = reply.unwrap().text(&library, Lang::Ja);
        assert!(said.contains("消防車") && said.contains("−1.5"), "{said}");
    }

    #[test]
    fn by_how_much_something_changed_is_said_of_what_can_be_compared() {
        let library = seeds();
        let query = Query::parse("消防").unwrap();
        let lines = Engine::new().lines(&library, &query, MatchRule::default());
        let change = totals_of(&library, lines).comparable.change();
        let said = answer("消防はいくら増えた");
        assert!(
            said.contains(&signed_oku_text(change.oku, Lang::Ja, Unit::Oku)),
            "{said}"
        );
        assert!(answer("いくら減った").starts_with("全体: 増減"));
        assert!(answer("なぜ増えた").contains("額からは分かりません"));
    }

    #[test]
    fn the_rule_that_is_given_is_that_of_hits_and_answer() {
        let library = seeds();
        let query = Query::parse("消防の予算はいくら").unwrap();
        let of = |rule: Option<MatchRule>| {
            let (found, reply) = Engine::new().search_answered(&library, &query, None, rule);
            (found.total, reply.unwrap())
        };
        let (_, reply) = of(Some(MatchRule::Own));
        let lines = Engine::new().lines(&library, &query, MatchRule::Own);
        assert_eq!((reply.rule, reply.lines), (MatchRule::Own, lines));
        assert_eq!(of(None).1.rule, MatchRule::default());
    }

    #[test]
    fn what_is_no_question_about_money_has_no_reply() {
        let library = seeds();
        for text in ["恩給とは", "消防", "新規"] {
            let query = Query::parse(text).unwrap();
            let reply = Engine::new().reply(&library, &query, MatchRule::default());
            assert!(reply.is_none(), "{text}");
        }
    }
}
