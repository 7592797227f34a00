//! Questions in Japanese: what stands at the end of a text tells what is asked, and what stands
//! before that is the topic.
//!
//! In: a text in NFKC without its question mark. Out: the question. Cost: the length of the text
//! for each word of the grammar.

use super::topic::{of_money, of_new, topic_of};
use super::words::{
    ABOUT, BEGINS, BY_HOW_MUCH, CHANGED, ENDED, HOW_MUCH, LAST_YEAR, MEASURES, MONEY, MOST,
    NAMED_BUDGETS, SPENT, THINGS, THIS_YEAR, WHICH, WHY, WISHES,
};
use super::{Asks, Question, ends, numbered};
use crate::japanese::normal::Script;

/// The question that a text is.
pub(super) fn read(text: &str) -> Option<Question> {
    if let Some(topic) = told_to(text) {
        return Some(Question::new(Asks::Sum, topic_of(topic)));
    }
    if let Some(rest) = ends(text, WISHES).or_else(|| ends(polite(text), WISHES)) {
        return wished(rest);
    }
    asked(polite(text))
}

/// What somebody wishes to know, as a question: 「消防団が減った理由を知りたい」 asks why it fell, and of
/// 「消防の予算が知りたい」 the sum. What is no question else is searched for.
fn wished(rest: &str) -> Option<Question> {
    const SAYS_NOTHING: [&str; 10] = [
        "について",
        "に関して",
        "に関する情報",
        "の情報",
        "の理由",
        "理由",
        "の背景",
        "の経緯",
        "のこと",
        "の詳細",
    ];
    let rest = rest.trim_end();
    if let Some(question) = asked(rest) {
        return Some(question);
    }
    let topic = match of_money(rest) {
        Some(topic) => return Some(Question::new(Asks::Sum, topic_of(topic))),
        None => ends(rest, &SAYS_NOTHING).unwrap_or(rest),
    };
    Some(Question::new(Asks::About, topic_of(topic)))
}

/// The question that a text without its polite end is.
fn asked(text: &str) -> Option<Question> {
    if let Some(rest) = ends(text, ABOUT) {
        // 「消防の予算について」 asks for the sum.
        return Some(match of_money(rest) {
            Some(topic) => Question::new(Asks::Sum, topic_of(topic)),
            None => Question::new(Asks::About, topic_of(rest)),
        });
    }
    let straight = count(text)
        .or_else(|| sum(text))
        .or_else(|| ranking(text))
        .or_else(|| begins(text))
        .or_else(|| ended(text))
        .or_else(|| why(text))
        .or_else(|| by_how_much(text))
        .or_else(|| since(text));
    straight
        .or_else(|| chosen(text))
        .or_else(|| said_of(text))
        .or_else(|| its_money(text))
        .or_else(|| bare(text))
}

/// 「消防は」: the topic alone, of which its money is asked. A word in hiragana may end so itself.
fn bare(text: &str) -> Option<Question> {
    let topic = text.strip_suffix('は')?;
    let is_hiragana = |c: char| Script::of(c) == Script::Hiragana;
    let says = topic.chars().count() > 1 && !topic.ends_with(is_hiragana);
    says.then(|| Question::new(Asks::Sum, topic_of(topic)))
}

/// 「廃止された事業」, 「なくなったのは」, 「終了した事業はどれ」: of programmes, as 廃止 alone is a word.
fn ended(text: &str) -> Option<Question> {
    let rest = ends(text, &["の一覧", "一覧", "のリスト", "リスト"]).unwrap_or(text);
    let rest = ends(rest, WHICH).unwrap_or(rest).trim_end();
    let subject = ends(rest, &["は", "って", "が"]);
    let rest = subject.unwrap_or(rest);
    let thing = ends(rest, THINGS);
    let rest = thing.unwrap_or(rest);
    // 「皆減の事業」 as 「皆減事業」.
    let rest = ends(rest, &["の"]).unwrap_or(rest);
    let asks_what = what_did(rest);
    let is_question = subject.is_some() || thing.is_some() || asks_what.is_some();
    let rest = asks_what.as_deref().unwrap_or(rest);
    let topic = of_last_year(ends(rest, ENDED).filter(|_| is_question)?);
    // ハンコを廃止する事業 does not end, and ハンコ廃止 is a name.
    let joins = topic.is_empty() || topic.ends_with(['の', 'で', 'は', '、', '中', 'ち']);
    joins.then(|| Question::new(Asks::Ended, topic_of(topic)))
}

/// 「なぜ増えた」, 「消防はなぜ減ったの」, 「なぜ消防は減った」, 「消防が減ったのはなぜ」: what changed so.
fn why(text: &str) -> Option<Question> {
    const REASON: [&str; 4] = ["理由", "原因", "わけ", "訳"];
    let asked = ends(text, &["は何", "は", "を知りたい"]).unwrap_or(text);
    let (before, after) = match ends(asked, &REASON) {
        Some(before) => (before, ""),
        None => split_at_any(text, WHY)?,
    };
    let (topic, what) = match after {
        "" => (
            "",
            ends(before, &["のは", "のが", "のって", "のは、"]).unwrap_or(before),
        ),
        after => (before, after),
    };
    let what = ends(what, &["の", "んだろう", "のだろう"]).unwrap_or(what);
    let question = changed(what).filter(|question| !by_size(question.asks))?;
    let topic = topic_of(of_last_year(topic.trim_start_matches("今年は")));
    let topic = format!("{topic} {}", topic_of(of_last_year(&question.topic)));
    Some(Question {
        why: true,
        ..Question::new(question.asks, topic.trim())
    })
}

/// Whether it is asked for the size, and not for a change.
const fn by_size(asks: Asks) -> bool {
    matches!(asks, Asks::Largest | Asks::Smallest)
}

/// 「消防の予算は減った」, 「消防は増えた」: said of a topic, and so whether and by how much.
fn said_of(text: &str) -> Option<Question> {
    let question = CHANGED.iter().find_map(|(word, _, plain)| {
        let before = text.strip_suffix(*word)?.trim_end();
        plain.map(|_| before)
    });
    let before = question.map(|before| ends(before, MOST).unwrap_or(before))?;
    let before = of_last_year(before.trim_end());
    let topic = match before
        .strip_suffix('は')
        .or_else(|| before.strip_suffix('も'))
    {
        Some(topic) => topic,
        // 「人口が減った」 is said of what is no money.
        None => of_money(before.strip_suffix('が')?)?,
    };
    let topic = topic_of(topic);
    (!topic.is_empty()).then(|| Question::new(Asks::Change, topic))
}

/// 「消防の予算」, 「消防予算」: the topic and a word for its money alone.
fn its_money(text: &str) -> Option<Question> {
    ends(text, &["予算額", "予算", "要求額"])?;
    let topic = of_money(text)?;
    let is_name = NAMED_BUDGETS.iter().any(|name| topic.ends_with(name));
    let topic = topic_of(topic);
    (!is_name && !topic.is_empty()).then(|| Question::new(Asks::Sum, topic))
}

/// 「いくら減った」, 「消防はどれだけ増えたの」.
fn by_how_much(text: &str) -> Option<Question> {
    let (before, after) = split_at_any(text, BY_HOW_MUCH)?;
    let after = ends(after, &["の"]).unwrap_or(after);
    let is_change = changed(after).filter(|q| q.topic.is_empty() && q.asks != Asks::Largest);
    is_change?;
    let before = ends(of_last_year(before), &["は", "が", "、"]).unwrap_or(before);
    let topic = of_money(before).unwrap_or(before);
    Some(Question::new(Asks::Change, topic_of(topic)))
}

/// 「去年より増えた」, 「消防で前年度から減った事業」.
fn since(text: &str) -> Option<Question> {
    let rest = ends(text, WHICH).unwrap_or(text).trim_end();
    let rest = ends(rest, &["は", "って", "が"]).unwrap_or(rest);
    let rest = ends(rest, THINGS).unwrap_or(rest);
    let (asks, before) = change_in(rest)?;
    Some(Question::new(asks, topic_of(compared(before)?)))
}

/// What stands before a comparison with the year before at a text's end; none where there is none.
fn compared(text: &str) -> Option<&str> {
    let compared = ["よりも", "より", "に比べて", "と比べて", "から", "で", "に"];
    let text = text.trim_end_matches('、').trim_end();
    ends(text, &compared).and_then(|rest| ends(rest, LAST_YEAR))
}

/// A text without a comparison with the year before at its end.
fn of_last_year(text: &str) -> &str {
    compared(text).unwrap_or_else(|| text.trim_end_matches('、').trim_end())
}

/// What stands before and behind the first of the words that a text has.
fn split_at_any<'a>(text: &'a str, words: &[&str]) -> Option<(&'a str, &'a str)> {
    words.iter().find_map(|word| text.split_once(word))
}

/// 「消防の予算はいくら」, 「消防にいくら使う」.
fn sum(text: &str) -> Option<Question> {
    let rest = ends(text, HOW_MUCH).or_else(|| spent(text))?.trim_end();
    let rest = ends(rest, &["全部で", "全体で", "合わせて", "合計で"]).unwrap_or(rest);
    let rest = ends(rest, &["には", "は", "に", "って", "が"]).unwrap_or(rest);
    Some(Question::new(
        Asks::Sum,
        topic_of(of_money(rest).unwrap_or(rest)),
    ))
}

/// 「新規は何件」, 「消防の事業はいくつ」.
fn count(text: &str) -> Option<Question> {
    const HOW_MANY: [&str; 10] = [
        "何件ある",
        "何件あり",
        "いくつある",
        "いくつあり",
        "何本ある",
        "何件",
        "いくつ",
        "何本",
        "何事業",
        "どれだけある",
    ];
    let rest = ends(text, &HOW_MANY)?.trim_end();
    let rest = ends(rest, &["は", "って", "が"]).unwrap_or(rest);
    let rest = ends(rest, THINGS).unwrap_or(rest);
    let topic = match of_new(rest) {
        Some(topic) => format!("{} 新規", topic_of(topic)).trim().to_owned(),
        None => topic_of(rest),
    };
    Some(Question::new(Asks::Count, topic))
}

/// 「増額の大きい順」, 「消防の予算トップ5」, 「金額順」.
fn ranking(text: &str) -> Option<Question> {
    const SIZES: [(&str, bool); 8] = [
        ("大きい", true),
        ("大きさの", true),
        ("多い", true),
        ("高い", true),
        ("小さい", false),
        ("少ない", false),
        ("安い", false),
        ("低い", false),
    ];
    let in_order = ends(text, &["順番", "順に", "順"]);
    let (rest, first) = match (in_order, numbered(text)) {
        (Some(rest), _) => (rest, None),
        (None, Some((rest, number))) => (
            ends(rest, &["トップ", "上位", "ベスト", "top", "TOP"])?,
            Some(number),
        ),
        (None, None) => (ends(text, &["ランキング"])?, None),
    };
    let rest = rest.trim_end();
    let size = SIZES
        .iter()
        .find_map(|(word, large)| Some((rest.strip_suffix(word)?, *large)));
    let (rest, large) = size.unwrap_or((rest, true));
    let rest = ends(rest, &["の", "が"]).unwrap_or(rest);
    let measure = MEASURES
        .iter()
        .find_map(|(word, asks)| Some((rest.strip_suffix(word)?, *asks)));
    let money = ends(rest, MONEY);
    // 「五十音順」 and 「番号順」 are no order of money.
    if in_order.is_some() && size.is_none() && measure.is_none() && money.is_none() {
        return None;
    }
    let (topic, asks) = match (measure, money) {
        (Some((topic, asks)), _) if large => (topic, asks),
        // The smallest rises are nobody's question.
        (Some(_), _) => return None,
        (None, money) => {
            let asks = if large { Asks::Largest } else { Asks::Smallest };
            (money.unwrap_or(rest), asks)
        }
    };
    // No line has a rate to stand by.
    if topic.ends_with('率') {
        return None;
    }
    Some(Question {
        first,
        ..Question::new(asks, topic_of(topic))
    })
}

/// 「今年から始まる事業」, 「新規事業の一覧」.
fn begins(text: &str) -> Option<Question> {
    let list = ends(text, &["の一覧", "一覧", "のリスト", "リスト"]);
    let rest = list.unwrap_or(text);
    let rest = ends(rest, WHICH).unwrap_or(rest).trim_end();
    let rest = ends(rest, &["は", "って"]).unwrap_or(rest);
    let rest = ends(rest, THINGS).unwrap_or(rest);
    let new = of_new(rest).filter(|_| list.is_some());
    let starts = || {
        let mut rest = ends(ends(rest, BEGINS)?, THIS_YEAR)?;
        while let Some(before) = ends(rest, THIS_YEAR) {
            rest = before;
        }
        Some(rest)
    };
    let topic = new.or_else(starts)?;
    Some(Question::new(Asks::New, topic_of(topic)))
}

/// 「一番増えたのは」, 「新規はどれ」, 「何が減った」, 「消防の予算は」.
fn chosen(text: &str) -> Option<Question> {
    let found = |asks: Asks, topic: &str| Some(Question::new(asks, topic_of(topic)));
    let asked = what_did(text);
    let text = asked.as_deref().unwrap_or(text);
    // What is asked ends with は or with a word for which; else it is no question, but for what
    // says of programmes how they changed.
    let which = ends(text, WHICH);
    let rest = which.unwrap_or(text).trim_end();
    let subject = ends(rest, &["は", "って", "が"]);
    let of_programmes = ends(rest, &["事業", "予算", "施策", "もの", "項目"]);
    let is_question =
        asked.is_some() || which.is_some() || MOST.iter().any(|most| text.contains(most));
    let rest = match subject {
        Some(rest) => rest,
        None if is_question => rest,
        None => return changed(of_programmes?),
    };
    if which.is_none()
        && let Some(topic) = of_money(rest)
        && !MOST.iter().any(|most| topic.contains(most))
    {
        return found(Asks::Sum, topic);
    }
    let of_thing = ends(rest, THINGS).unwrap_or(rest);
    for rest in [rest, of_thing] {
        if let Some(topic) = of_new(rest) {
            return found(Asks::New, topic);
        }
        if let Some(question) = changed(rest) {
            return Some(question);
        }
    }
    None
}

/// 「予算が一番増えた」: what changed, and whether most.
fn changed(text: &str) -> Option<Question> {
    change_in(text).map(|(asks, before)| Question::new(asks, topic_of(before)))
}

/// The change that a text ends with, and what stands before it.
fn change_in(text: &str) -> Option<(Asks, &str)> {
    CHANGED.iter().find_map(|(word, most, plain)| {
        let before = text.strip_suffix(*word)?.trim_end();
        let money = ["予算が", "額が", "金額が", "予算の", "額の"];
        let before = ends(before, &money).unwrap_or(before).trim_end();
        if let Some(topic) = ends(before, MOST) {
            return Some((*most, ends(topic.trim_end(), &money).unwrap_or(topic)));
        }
        plain.map(|asks| (asks, before))
    })
}

/// 「消防で何が増えた」 as 「消防で増えた」; none where nothing is asked so.
fn what_did(text: &str) -> Option<String> {
    const WHAT: [&str; 6] = [
        "どの事業が",
        "どの予算が",
        "何が",
        "なにが",
        "どれが",
        "どこが",
    ];
    WHAT.iter().find_map(|what| {
        let (before, after) = text.split_once(what)?;
        let joins = before.is_empty() || before.ends_with(['で', 'は', 'の', '、']);
        (joins && !after.is_empty()).then(|| format!("{before}{after}"))
    })
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
        Some(rest) => ends(rest, MONEY),
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
    let rest = ends(text, SPENT)?;
    let rest = ends(rest.trim_end(), &["を", "が", "も"]).unwrap_or(rest);
    ends(rest.trim_end(), HOW_MUCH)
}
