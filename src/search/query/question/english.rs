//! Questions in English: what a text begins with tells what is asked.
//!
//! In: a text in small letters without its question mark. Out: the question. Cost: the length of the
//! text for each beginning.

use super::{Asks, Question, ends, numbered};

/// What a text begins with, and what it asks of what follows.
const STARTS: &[(&str, Asks)] = &[
    ("how much money is there for ", Asks::Sum),
    ("how much money for ", Asks::Sum),
    ("how much money goes to ", Asks::Sum),
    ("how much money is spent on ", Asks::Sum),
    ("how much is spent on ", Asks::Sum),
    ("how much is there for ", Asks::Sum),
    ("how much is for ", Asks::Sum),
    ("how much is ", Asks::Sum),
    ("how much for ", Asks::Sum),
    ("how much goes to ", Asks::Sum),
    ("what is the budget for ", Asks::Sum),
    ("what is the budget of ", Asks::Sum),
    ("the budget for ", Asks::Sum),
    ("budget for ", Asks::Sum),
    ("cost of ", Asks::Sum),
    ("how many programmes for ", Asks::Count),
    ("how many programs for ", Asks::Count),
    ("how many programmes on ", Asks::Count),
    ("how many lines for ", Asks::Count),
    ("which ministry is responsible for ", Asks::About),
    ("which ministry runs ", Asks::About),
    ("who is responsible for ", Asks::About),
    ("who runs ", Asks::About),
    ("show me the budget for ", Asks::Sum),
    ("show me the budget of ", Asks::Sum),
    ("i want to know about ", Asks::About),
    ("i would like to know about ", Asks::About),
    ("please tell me about ", Asks::About),
    ("is there anything about ", Asks::About),
    ("is there anything on ", Asks::About),
    ("is there any ", Asks::About),
    ("anything about ", Asks::About),
    ("information on ", Asks::About),
    ("information about ", Asks::About),
    ("show me ", Asks::About),
    ("tell me about ", Asks::About),
    ("what does the document say about ", Asks::About),
    ("what is meant by ", Asks::About),
    ("what is ", Asks::About),
    ("what are ", Asks::About),
    ("what's ", Asks::About),
];

/// Whole questions; a topic may follow with `in` or `for`.
const WHOLE: &[(&str, Asks)] = &[
    ("what increased most", Asks::MostIncreased),
    ("what increased the most", Asks::MostIncreased),
    ("what rose most", Asks::MostIncreased),
    ("what rose the most", Asks::MostIncreased),
    ("what grew most", Asks::MostIncreased),
    ("what grew the most", Asks::MostIncreased),
    ("largest increase", Asks::MostIncreased),
    ("biggest increase", Asks::MostIncreased),
    ("largest increases", Asks::MostIncreased),
    ("biggest increases", Asks::MostIncreased),
    ("largest rises", Asks::MostIncreased),
    ("increases", Asks::MostIncreased),
    ("rises", Asks::MostIncreased),
    ("what decreased most", Asks::MostDecreased),
    ("what decreased the most", Asks::MostDecreased),
    ("what fell most", Asks::MostDecreased),
    ("what fell the most", Asks::MostDecreased),
    ("what was cut most", Asks::MostDecreased),
    ("largest cut", Asks::MostDecreased),
    ("biggest cut", Asks::MostDecreased),
    ("largest cuts", Asks::MostDecreased),
    ("biggest cuts", Asks::MostDecreased),
    ("largest decrease", Asks::MostDecreased),
    ("cuts", Asks::MostDecreased),
    ("decreases", Asks::MostDecreased),
    ("what is largest", Asks::Largest),
    ("what is the largest", Asks::Largest),
    ("what is the biggest", Asks::Largest),
    ("largest programme", Asks::Largest),
    ("biggest programme", Asks::Largest),
    ("largest programmes", Asks::Largest),
    ("biggest programmes", Asks::Largest),
    ("largest budget", Asks::Largest),
    ("biggest budget", Asks::Largest),
    ("largest budgets", Asks::Largest),
    ("biggest budgets", Asks::Largest),
    ("programmes", Asks::Largest),
    ("what is the smallest", Asks::Smallest),
    ("smallest programmes", Asks::Smallest),
    ("smallest budget", Asks::Smallest),
    ("what is new", Asks::New),
    ("what's new", Asks::New),
    ("new programmes", Asks::New),
    ("which programmes are new", Asks::New),
    ("what starts this year", Asks::New),
    ("what ended", Asks::Ended),
    ("what was ended", Asks::Ended),
    ("what was abolished", Asks::Ended),
    ("what was discontinued", Asks::Ended),
    ("discontinued programmes", Asks::Ended),
    ("ended programmes", Asks::Ended),
    ("abolished programmes", Asks::Ended),
    ("what increased", Asks::Increased),
    ("what rose", Asks::Increased),
    ("what went up", Asks::Increased),
    ("what decreased", Asks::Decreased),
    ("what fell", Asks::Decreased),
    ("what went down", Asks::Decreased),
];

/// What says something only behind `top 5`: `cuts` alone is a word.
const AFTER_TOP: &[&str] = &["increases", "rises", "cuts", "decreases", "programmes"];

/// The question that a text is.
pub(super) fn read(text: &str) -> Option<Question> {
    let since = [
        " since last year",
        " from last year",
        " compared with last year",
        " compared to last year",
        " this year",
    ];
    if let Some(question) = did(ends(text, &since).unwrap_or(text)) {
        return Some(question);
    }
    let is_start = WHOLE.iter().any(|(whole, _)| *whole == text);
    let text = ends(text, &since).filter(|_| !is_start).unwrap_or(text);
    let (head, topic) = match text.split_once(" in ").or_else(|| text.split_once(" for ")) {
        Some((head, topic)) => (head, topic),
        None => (text, ""),
    };
    if let Some(question) = top(head, topic) {
        return Some(question);
    }
    if ["how many new programmes", "how many new programs"].contains(&head) {
        let topic = format!("{} 新規", without_article(topic));
        return Some(Question::new(Asks::Count, topic.trim()));
    }
    let whole = WHOLE.iter().find(|(start, _)| *start == head);
    if let Some((_, asks)) = whole.filter(|_| !AFTER_TOP.contains(&head)) {
        return Some(Question::new(*asks, without_article(topic)));
    }
    let (asks, topic) = STARTS
        .iter()
        .find_map(|(start, asks)| Some((*asks, text.strip_prefix(start)?)))?;
    Some(Question::new(asks, without_article(topic)))
}

/// `how much did fire rise`, `why did fire fall`.
fn did(text: &str) -> Option<Question> {
    let up = [" rise", " increase", " grow", " go up"];
    let down = [" fall", " decrease", " shrink", " go down"];
    let why = text.strip_prefix("why did ");
    let rest = why.or_else(|| text.strip_prefix("how much did "))?;
    let (topic, asks) = match (ends(rest, &up), ends(rest, &down)) {
        (Some(topic), _) => (topic, Asks::Increased),
        (None, topic) => (topic?, Asks::Decreased),
    };
    let topic = match without_article(topic) {
        "it" | "budget" | "total" => "",
        topic => topic,
    };
    Some(match why {
        Some(_) => Question {
            why: true,
            ..Question::new(asks, topic)
        },
        None => Question::new(Asks::Change, topic),
    })
}

/// `top 5`, `top 10 cuts in fire`.
fn top(head: &str, topic: &str) -> Option<Question> {
    let rest = head.strip_prefix("top ")?;
    let (number, what) = rest.split_once(' ').unwrap_or((rest, "programmes"));
    let ("", first) = numbered(number)? else {
        return None;
    };
    let (_, asks) = WHOLE.iter().find(|(whole, _)| *whole == what)?;
    let is_ranking = AFTER_TOP.contains(&what);
    is_ranking.then(|| Question {
        first: Some(first),
        ..Question::new(*asks, without_article(topic))
    })
}

fn without_article(topic: &str) -> &str {
    let topic = topic.trim();
    let bare = ["the ", "a ", "an "]
        .iter()
        .find_map(|article| topic.strip_prefix(article));
    let bare = bare.unwrap_or(topic);
    let of_money = ["budget for ", "budget of ", "money for ", "spending on "];
    let topic = of_money.iter().find_map(|head| bare.strip_prefix(head));
    topic.map_or_else(
        || ends(bare, &[" budget", " spending"]).unwrap_or(bare),
        without_article,
    )
}
