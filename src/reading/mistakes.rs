//! What is said to a line that is no command: what was heard, and what is near to it.

use super::line::Line;
use super::state::ReadingState;
use super::verb::Verb;
use super::vocabulary::{entry_of, nearest};
use crate::lang::{Lang, Text};

/// Says what was heard and what is near to it; changes nothing, not even `again`.
pub(super) fn unknown(reading: &ReadingState<'_>, typed: &str) -> Vec<Line> {
    let heard = heard(typed);
    let word = typed.split_whitespace().next().unwrap_or_default();
    if let Some(plain) = plain_command(typed) {
        return vec![plain.get(reading.lang).into()];
    }
    let near = nearest(&word.to_lowercase());
    vec![Line::Ear(match (reading.lang, near) {
        (Lang::Ja, Some(entry)) => format!(
            "{heard}、という命令はありません。近いのは、{}、または {} です。一覧は、ヘルプ、または help。",
            entry.ja, entry.en
        ),
        (Lang::Ja, None) => format!(
            "{heard}、という命令はありません。言葉を探すには、検索 {heard}。一覧は、ヘルプ、または help。"
        ),
        (Lang::En, Some(entry)) => format!(
            "There is no command {heard}. The nearest is {}. For all of them, type help.",
            entry.en
        ),
        (Lang::En, None) => format!(
            "There is no command {heard}. To search, type search {heard}. For all commands, type help."
        ),
    })]
}

/// Where that is done which the reading mode does not do: files and notes are written elsewhere.
pub(super) fn plain_command(typed: &str) -> Option<Text> {
    let begins = |words: &[&str]| {
        words
            .iter()
            .any(|word| typed.to_lowercase().starts_with(word))
    };
    if begins(&["書き出", "かきだ", "保存", "export", "save"]) {
        return Some(Text::new(
            "ファイルへの書き出しは、終了してから、shisaku export 14 -o 14.csv のように打ちます。14は章の番号です。",
            "To write a file, leave with quit and type shisaku export 14 -o 14.csv, where 14 is the chapter.",
        ));
    }
    if begins(&["undo", "取り消", "取消", "元に戻"]) {
        return Some(Text::new(
            "移る前の場所へは、戻る、と打ちます。印は、もう一度、印、でなくなります。",
            "To return to the place before, type back. A mark goes when mark is typed again.",
        ));
    }
    begins(&["覚え書き", "覚書", "おぼえがき", "メモ", "注記", "note", "memo"]).then_some(Text::new(
        "覚え書きは、ここでは書けません。全画面で、印の一覧から書きます。書いた覚え書きは、印一覧、で聞けます。",
        "A note cannot be written here: the full screen writes it, in the list of marks. Type marks to hear it.",
    ))
}

/// Says what may follow the command in place of what did.
pub(super) fn bad_operand(reading: &ReadingState<'_>, verb: Verb, operand: &str) -> Vec<Line> {
    let heard = heard(operand);
    let Some(entry) = entry_of(verb) else {
        return unknown(reading, operand);
    };
    vec![Line::Ear(match (reading.lang, entry.operand.ja) {
        (Lang::Ja, "") => {
            format!(
                "{}のあとの、{heard}、は分かりません。{}だけで打ちます。",
                entry.ja, entry.ja
            )
        }
        (Lang::Ja, operand) => format!(
            "{}のあとの、{heard}、は分かりません。続けられるのは、{operand}です。",
            entry.ja
        ),
        (Lang::En, "") => {
            format!(
                "{heard} after {} is not known. Type {} alone.",
                entry.en, entry.en
            )
        }
        (Lang::En, _) => format!(
            "{heard} after {} is not known. It takes: {}.",
            entry.en, entry.operand.en
        ),
    })]
}

pub(super) fn missing_operand(reading: &ReadingState<'_>, verb: Verb) -> Vec<Line> {
    let words = match verb {
        Verb::Search => reading.say(
            "何を探しますか。検索のあとに言葉を続けます。",
            "Search for what? Type search and words.",
        ),
        _ => reading.say(
            "どれを開きますか。開くのあとに番号か番地を続けます。",
            "Open which? Type open and a number or an address.",
        ),
    };
    vec![words.into()]
}

/// What was typed, short and harmless enough to be said back.
pub(super) fn heard(typed: &str) -> String {
    const LONGEST: usize = 60;
    let mut out: String = super::speech::clean(typed).chars().take(LONGEST).collect();
    if typed.chars().count() > LONGEST {
        out.push_str("、など");
    }
    out
}
