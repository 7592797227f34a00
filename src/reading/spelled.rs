//! The spellings of what follows a command: places, sorts, parts, settings.

use super::became::Became;
use super::operand::{Part, Setting, Target, Verbosity};
use crate::japanese::numerals::in_digits_where;
use crate::ledger::LineFilter;
use crate::model::Address;

/// A number or an address in any of the spellings that are heard or printed: `14の2`, `14ノ2`,
/// `第十四章の二`, `4部`.
pub(super) fn target(text: &str) -> Option<Target> {
    let close: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    // 第十四章, 第一〇四章, 四部.
    let close = in_digits_where(&close, |_| true).unwrap_or(close);
    if let Ok(number) = close.parse() {
        return Some(Target::Number(number));
    }
    let lower = close.to_lowercase();
    let pillar = lower
        .strip_prefix("pillar")
        .or_else(|| lower.strip_suffix('部').map(|t| t.trim_start_matches('第')));
    if let Some(number) = pillar.and_then(|number| number.parse().ok()) {
        return Some(Target::Address(Address::Pillar(number)));
    }
    let chapter = ["chapter", "ch."]
        .iter()
        .find_map(|word| lower.strip_prefix(word));
    let spelled = chapter
        .unwrap_or(&close)
        .replace(['ノ', '乃'], "の")
        .replace("章の", "章")
        .replace("の予算", "#")
        .replace("予算", "#")
        .replace("budget", "#");
    spelled.parse().ok().map(Target::Address)
}

pub(super) fn part(word: &str) -> Option<Part> {
    Some(match word.to_lowercase().as_str() {
        "all" | "a" | "全部" | "ぜんぶ" | "すべて" => Part::All,
        "figures" | "f" | "金額" | "きんがく" => Part::Figures,
        "text" | "t" | "本文" | "ほんぶん" => Part::Text,
        "source" | "s" | "原文" | "げんぶん" => Part::Source,
        "start" | "beginning" | "始め" | "はじめ" | "初め" | "最初" => Part::Start,
        _ => return None,
    })
}

/// A sort of budget line, by every word that the program itself says for it.
pub(super) fn filter(word: &str) -> Option<LineFilter> {
    let word = word.to_lowercase();
    let word = word.trim_end_matches("予算").trim_end_matches('の');
    Some(match word {
        "falls" | "fall" | "decreased" | "減" | "減額" | "げん" | "減った" | "へった" | "減り"
        | "down" => LineFilter::Decreased,
        "rises" | "rise" | "increased" | "増" | "増額" | "ぞう" | "増えた" | "ふえた" | "増え"
        | "up" => LineFilter::Increased,
        "new" | "新規" | "しんき" => LineFilter::New,
        "unspecified" | "事項要求" | "じこうようきゅう" => LineFilter::Unspecified,
        "within" | "内数" | "うちすう" => LineFilter::Within,
        "relisted" | "再掲" | "さいけい" => LineFilter::Relisted,
        "filp" | "財投" | "ざいとう" | "財政投融資" | "ざいせいとうゆうし" => {
            LineFilter::Filp
        }
        _ => return None,
    })
}

/// What follows `changes`: a sort, how many (`5`, `--top 5`, `上位5`), or both.
pub(super) fn changes(words: &str) -> Option<(Option<LineFilter>, Option<usize>)> {
    let (mut sort, mut top) = (None, None);
    for word in words.split_whitespace() {
        let number = word.trim_start_matches("--top=").trim_start_matches("上位");
        let number = number.trim_end_matches('件');
        if matches!(word, "--top" | "top" | "上位") {
            continue;
        }
        match (number.parse().ok(), filter(word)) {
            (Some(number), _) => top = Some(number),
            (None, Some(found @ (LineFilter::Decreased | LineFilter::Increased))) => {
                sort = Some(found);
            }
            _ => return None,
        }
    }
    Some((sort, top))
}

pub(super) fn became(word: &str) -> Option<Became> {
    Some(match word.to_lowercase().as_str() {
        "new" | "新設" | "新規" | "しんせつ" | "しんき" => Became::New,
        "dropped" | "廃止" | "はいし" => Became::Dropped,
        "renamed" | "改称" | "かいしょう" => Became::Renamed,
        "other" | "otherwise" | "変更" | "へんこう" => Became::Other,
        word => match filter(word) {
            Some(LineFilter::Increased) => Became::Risen,
            Some(LineFilter::Decreased) => Became::Fallen,
            _ if word == "risen" => Became::Risen,
            _ if word == "fallen" => Became::Fallen,
            _ => return None,
        },
    })
}

pub(super) fn setting(word: &str) -> Option<Setting> {
    let close: String = word.to_lowercase().split_whitespace().collect();
    Some(match close.as_str() {
        "brief" | "b" | "短く" | "短い" | "みじかく" => {
            Setting::Verbosity(Verbosity::Brief)
        }
        "normal" | "n" | "普通" | "ふつう" => Setting::Verbosity(Verbosity::Normal),
        "full" | "f" | "詳しく" | "詳しい" | "くわしく" => {
            Setting::Verbosity(Verbosity::Full)
        }
        "positionoff" | "nopositions" | "noposition" | "位置なし" | "いちなし" => {
            Setting::Position(false)
        }
        "position" | "positionon" | "位置" | "位置あり" | "いちあり" => {
            Setting::Position(true)
        }
        "前年度" | "ぜんねんど" | "yearbefore" => Setting::YearBefore(true),
        "年度の名前" | "年度名" | "ねんどめい" | "yearname" => {
            Setting::YearBefore(false)
        }
        _ => return None,
    })
}
