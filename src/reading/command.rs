//! What was typed, understood: a word or its letter, a number, an address.

use unicode_normalization::UnicodeNormalization;

use super::became::Became;
use super::operand::{Part, Setting, Target};
use super::spelled::{became, changes, filter, part, setting, target};
use super::verb::Verb;
use super::vocabulary::{COMMANDS, verb_of};
use crate::ledger::LineFilter;

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
    /// `changes …`: only falls or rises, at most so many.
    Changes(Option<LineFilter>, Option<usize>),
    /// `compare …`: only what became that.
    Compare(Became),
    /// `search WORDS`.
    Search(String),
    /// `results N`.
    Result(u32),
    /// `results budget`: the lines that the search's sum is of.
    ResultLines,
    /// `verbosity …`.
    Verbosity(Setting),
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
            // What cannot follow the command is no operand of it: 「予算が一番増えたのは」 asks something.
            Some((verb, rest)) => match Self::with_operand(verb, rest) {
                Self::BadOperand(..) => Self::Unknown(typed.to_owned()),
                command => command,
            },
            None => Self::alone(typed).unwrap_or_else(|| Self::Unknown(typed.to_owned())),
        }
    }

    /// A word that answers say, without the command that takes it: 内数 lists what a total leaves
    /// out as such, 本文 reads it, 項目 lists.
    fn alone(word: &str) -> Option<Self> {
        const LISTED: [&str; 7] = ["項目", "テーマ", "施策", "小施策", "章", "部", "目次"];
        // `f` and `no` are likelier slips than words that were heard.
        if word.is_ascii() && word.len() < 3 {
            return None;
        }
        if LISTED.contains(&word) {
            return Some(Self::Plain(Verb::List));
        }
        match word {
            "資料" => return Some(Self::Plain(Verb::Top)),
            "合計" | "内訳" => return Some(Self::Plain(Verb::Why)),
            _ => {}
        }
        let read = || part(word).filter(|part| *part != Part::Start);
        filter(word)
            .map(Self::Budget)
            .or_else(|| read().map(Self::Read))
            .or_else(|| setting(word).map(Self::Verbosity))
            .or_else(|| became(word).map(Self::Compare))
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
            Verb::Changes => changes(operand).map(|(sort, top)| Self::Changes(sort, top)),
            Verb::Compare => became(operand).map(Self::Compare),
            Verb::Results => match operand {
                "budget" | "予算" | "よさん" => Some(Self::ResultLines),
                number => number.parse().ok().map(Self::Result),
            },
            Verb::Verbosity => setting(operand).map(Self::Verbosity),
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

#[cfg(test)]
mod tests {
    use super::super::operand::Verbosity;
    use super::*;
    use crate::model::Address;

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
            "14ノ2",
            "十四の二",
            "第十四章の二",
            "第一四章2",
            "第十四章二",
        ] {
            assert_eq!(Command::parse(typed), path(&[14, 2], None), "{typed}");
        }
        for typed in [
            "第14章",
            "14章",
            "chapter 14",
            "開く 第１４章",
            "第十四章",
            "十四章",
        ] {
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
        for typed in ["第一〇四章", "第百四章", "第一百四章"] {
            assert_eq!(Command::parse(typed), path(&[104], None), "{typed}");
        }
        for typed in ["第百二十章", "120章"] {
            assert_eq!(Command::parse(typed), path(&[120], None), "{typed}");
        }
        for typed in ["IV", "第4部", "4部", "４部", "第四部", "Ⅳ", "pillar 4"] {
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
            (
                "v full",
                Command::Verbosity(Setting::Verbosity(Verbosity::Full)),
            ),
            (
                "詳しさ 短く",
                Command::Verbosity(Setting::Verbosity(Verbosity::Brief)),
            ),
            (
                "詳しさ 位置なし",
                Command::Verbosity(Setting::Position(false)),
            ),
            ("予算 財政投融資", Command::Budget(LineFilter::Filp)),
            ("予算 減った予算", Command::Budget(LineFilter::Decreased)),
            ("予算 再掲の予算", Command::Budget(LineFilter::Relisted)),
            ("changes --top 5", Command::Changes(None, Some(5))),
            (
                "増減 減 上位3件",
                Command::Changes(Some(LineFilter::Decreased), Some(3)),
            ),
            ("なぜ", Command::Plain(Verb::Why)),
            ("compare renamed", Command::Compare(Became::Renamed)),
            ("比較 新設", Command::Compare(Became::New)),
            ("結果 予算", Command::ResultLines),
            ("読む 始め", Command::Read(Part::Start)),
            ("close", Command::Plain(Verb::Close)),
            ("help open", Command::Help(Verb::Open)),
            (
                "v loud",
                Command::BadOperand(Verb::Verbosity, "loud".into()),
            ),
            ("内数", Command::Budget(LineFilter::Within)),
            ("再掲", Command::Budget(LineFilter::Relisted)),
            ("減った予算", Command::Budget(LineFilter::Decreased)),
            ("本文", Command::Read(Part::Text)),
            (
                "短く",
                Command::Verbosity(Setting::Verbosity(Verbosity::Brief)),
            ),
            ("改称", Command::Compare(Became::Renamed)),
            ("項目", Command::Plain(Verb::List)),
            ("合計", Command::Plain(Verb::Why)),
            ("資料", Command::Plain(Verb::Top)),
            ("up 3", Command::BadOperand(Verb::Up, "3".into())),
            ("xy", Command::Unknown("xy".into())),
            (
                "予算が一番増えたのは",
                Command::Unknown("予算が一番増えたのは".into()),
            ),
            ("予算 ろ", Command::BadOperand(Verb::Budget, "ろ".into())),
            ("wrong", Command::Unknown("wrong".into())),
        ] {
            assert_eq!(Command::parse(typed), command, "{typed}");
        }
    }
}
