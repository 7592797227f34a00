//! What was typed, understood: a word or its letter, a number, an address.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::verb::Verb;
use super::vocabulary::{COMMANDS, verb_of};
use crate::ledger::LineFilter;
use crate::model::Address;

/// What `open` is to open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// The number that was heard in the last list.
    Number(u32),
    /// A place anywhere in the document.
    Address(Address),
}

/// What `read` is to read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// Figures, then text.
    #[default]
    All,
    /// Figures alone.
    Figures,
    /// Text alone.
    Text,
    /// The source lines, unchanged.
    Source,
}

/// How much an answer tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verbosity {
    /// Name and amount.
    Brief,
    /// Change and position too.
    #[default]
    Normal,
    /// Page, address, source lines and hints too.
    Full,
}

/// One understood line of input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// A command that takes nothing, or was given nothing.
    Plain(Verb),
    /// `open N`, a number or an address alone.
    Open(Target),
    /// `read …`.
    Read(Part),
    /// `budget …`: only lines of that sort.
    Budget(LineFilter),
    /// `search WORDS`.
    Search(String),
    /// `results N`.
    Result(u32),
    /// `verbosity …`.
    Verbosity(Verbosity),
    /// `help COMMAND`.
    Help(Verb),
    /// The command is known, what follows it is not.
    BadOperand(Verb, String),
    /// Nothing that is known; the line as it was typed.
    Unknown(String),
}

impl Command {
    /// Understands one line of input. Letters, digits and blanks may be full width; Enter alone
    /// is `next`.
    #[must_use]
    pub fn parse(line: &str) -> Self {
        let folded: String = line.nfkc().collect();
        let typed = folded.trim();
        if typed.is_empty() {
            return Self::Plain(Verb::Next);
        }
        if let Some(words) = typed.strip_prefix('/') {
            return Self::with_operand(Verb::Search, words.trim());
        }
        let (word, rest) = typed.split_once(char::is_whitespace).unwrap_or((typed, ""));
        let rest = rest.trim();
        if let Some(verb) = verb_of(&word.to_lowercase()) {
            return Self::with_operand(verb, rest);
        }
        if let Some(target) = target(typed) {
            return Self::Open(target);
        }
        match glued(typed) {
            Some((verb, rest)) => Self::with_operand(verb, rest),
            None => Self::Unknown(typed.to_owned()),
        }
    }

    fn with_operand(verb: Verb, operand: &str) -> Self {
        if operand.is_empty() {
            return Self::Plain(verb);
        }
        let understood = match verb {
            Verb::Open => target(operand).map(Self::Open),
            Verb::Read => part(operand).map(Self::Read),
            Verb::Budget => filter(operand).map(Self::Budget),
            Verb::Search => Some(Self::Search(operand.to_owned())),
            Verb::Results => operand.parse().ok().map(Self::Result),
            Verb::Verbosity => verbosity(operand).map(Self::Verbosity),
            Verb::Help => verb_of(&operand.to_lowercase()).map(Self::Help),
            _ => None,
        };
        understood.unwrap_or_else(|| Self::BadOperand(verb, operand.to_owned()))
    }
}

/// A Japanese command word with its operand written on to it: `検索半導体`, `開く3`.
fn glued(typed: &str) -> Option<(Verb, &str)> {
    COMMANDS
        .iter()
        .filter(|entry| !entry.operand.ja.is_empty() && entry.verb != Verb::Help)
        .find_map(|entry| Some((entry.verb, typed.strip_prefix(entry.ja)?.trim_start())))
}

/// A number or an address in any of the spellings that are heard or printed.
fn target(text: &str) -> Option<Target> {
    let close: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if let Ok(number) = close.parse() {
        return Some(Target::Number(number));
    }
    let lower = close.to_lowercase();
    let pillar = lower
        .strip_prefix("pillar")
        .or_else(|| lower.strip_prefix('第').and_then(|t| t.strip_suffix('部')));
    if let Some(number) = pillar.and_then(|number| number.parse().ok()) {
        return Some(Target::Address(Address::Pillar(number)));
    }
    let chapter = ["chapter", "ch."]
        .iter()
        .find_map(|word| lower.strip_prefix(word));
    let spelled = chapter
        .unwrap_or(&close)
        .replace("章の", "章")
        .replace("の予算", "#")
        .replace("予算", "#")
        .replace("budget", "#");
    spelled.parse().ok().map(Target::Address)
}

fn part(word: &str) -> Option<Part> {
    Some(match word.to_lowercase().as_str() {
        "all" | "a" | "全部" | "ぜんぶ" | "すべて" => Part::All,
        "figures" | "f" | "金額" | "きんがく" => Part::Figures,
        "text" | "t" | "本文" | "ほんぶん" => Part::Text,
        "source" | "s" | "原文" | "げんぶん" => Part::Source,
        _ => return None,
    })
}

fn filter(word: &str) -> Option<LineFilter> {
    Some(match word.to_lowercase().as_str() {
        "falls" | "fall" | "decreased" | "減" | "減額" | "げん" => LineFilter::Decreased,
        "rises" | "rise" | "increased" | "増" | "増額" | "ぞう" => LineFilter::Increased,
        "new" | "新規" | "しんき" => LineFilter::New,
        "unspecified" | "事項要求" | "じこうようきゅう" => LineFilter::Unspecified,
        "within" | "内数" | "うちすう" => LineFilter::Within,
        "relisted" | "再掲" | "さいけい" => LineFilter::Relisted,
        "filp" | "財投" | "ざいとう" => LineFilter::Filp,
        _ => return None,
    })
}

fn verbosity(word: &str) -> Option<Verbosity> {
    Some(match word.to_lowercase().as_str() {
        "brief" | "b" | "短く" | "短い" | "みじかく" => Verbosity::Brief,
        "normal" | "n" | "普通" | "ふつう" => Verbosity::Normal,
        "full" | "f" | "詳しく" | "詳しい" | "くわしく" => Verbosity::Full,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(steps: &[u32], budget: Option<u32>) -> Command {
        Command::Open(Target::Address(Address::Path(steps.to_vec(), budget)))
    }

    #[test]
    fn addresses_are_read_in_every_spelling() {
        for typed in [
            "14の2",
            "14.2",
            "14-2",
            "１４．２",
            "第14章2",
            "第14章の2",
            "14 の 2",
            "open 14の2",
            "開く 14の2",
            "開く14の2",
            "ｏｐｅｎ　１４－２",
            "o 14.2",
            "chapter 14.2",
        ] {
            assert_eq!(Command::parse(typed), path(&[14, 2], None), "{typed}");
        }
        for typed in ["第14章", "14章", "chapter 14", "開く 第１４章"] {
            assert_eq!(Command::parse(typed), path(&[14], None), "{typed}");
        }
        for typed in [
            "14の1の2の予算3",
            "14.1.2#3",
            "14.1.2 budget 3",
            "14の1の2予算3",
        ] {
            assert_eq!(Command::parse(typed), path(&[14, 1, 2], Some(3)), "{typed}");
        }
        for typed in ["IV", "第4部", "Ⅳ", "pillar 4"] {
            let pillar = Command::Open(Target::Address(Address::Pillar(4)));
            assert_eq!(Command::parse(typed), pillar, "{typed}");
        }
    }

    #[test]
    fn words_letters_and_numbers_are_commands() {
        for (typed, command) in [
            ("", Command::Plain(Verb::Next)),
            ("　", Command::Plain(Verb::Next)),
            ("n", Command::Plain(Verb::Next)),
            ("Ｎ", Command::Plain(Verb::Next)),
            ("次", Command::Plain(Verb::Next)),
            ("３", Command::Open(Target::Number(3))),
            ("open 3", Command::Open(Target::Number(3))),
            ("res", Command::Plain(Verb::Results)),
            ("results 2", Command::Result(2)),
            ("検索　半導体 支援", Command::Search("半導体 支援".into())),
            ("検索半導体", Command::Search("半導体".into())),
            ("/5G", Command::Search("5G".into())),
            ("/ 5G", Command::Search("5G".into())),
            ("予算 減", Command::Budget(LineFilter::Decreased)),
            ("read figures", Command::Read(Part::Figures)),
            ("読む 本文", Command::Read(Part::Text)),
            ("v full", Command::Verbosity(Verbosity::Full)),
            ("詳しさ 短く", Command::Verbosity(Verbosity::Brief)),
            ("help open", Command::Help(Verb::Open)),
            (
                "v loud",
                Command::BadOperand(Verb::Verbosity, "loud".into()),
            ),
            ("wrong", Command::Unknown("wrong".into())),
        ] {
            assert_eq!(Command::parse(typed), command, "{typed}");
        }
    }
}
