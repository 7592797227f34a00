//! Kanji read aloud: the likeliest reading of a whole text, for listening and for braille.
//!
//! The text is cut into the fewest and best known words of the dictionary. What is left over as
//! a single kanji is read by its place: as counter behind a number, as suffix or prefix of its
//! neighbours, with the reading that it has in compounds, or as a word of its own.
//!
//! In: any text. Out: the same text without kanji. Cost: the words of the dictionary that begin at
//! each kanji. Invariant: no kanji is left, and what is no kanji stays as it was.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::japanese::mended::{MENDED, NOUNS, SUFFIXES};
use crate::japanese::normal::{self, Script, Unit, is_han};
use crate::japanese::readings::{Class, Dictionary, kana_of};

/// Kanji that are read otherwise beside other kanji than alone; see the tool that makes it.
static COMPOUNDS: &str = include_str!("../../assets/readings/compounds.tsv");

/// The text with every kanji replaced by its likeliest reading; all else stays as it is.
///
/// Kanji that no dictionary knows are left out, so that the result holds none.
#[must_use]
pub fn yomi(text: &str) -> String {
    let original: Vec<char> = text.chars().collect();
    let units = normal::normal(text);
    let line = Line {
        letters: units.iter().map(|u| u.letter).collect(),
        units: &units,
        original: &original,
    };
    let pieces = line.best_pieces();
    let mut out = String::with_capacity(text.len());
    let (mut at, mut n) = (0, 0);
    while let (Some(piece), Some(first)) = (pieces.get(n), units.get(n)) {
        let last = units.get(n + piece.length - 1).unwrap_or(first);
        let (from, to) = (first.start as usize, last.end as usize);
        push_plain(&mut out, original.get(at..from.max(at)));
        match &piece.kana {
            Some(kana) => out.push_str(kana),
            None => push_plain(&mut out, original.get(from.max(at)..to.max(from))),
        }
        at = at.max(to);
        n += piece.length;
    }
    push_plain(&mut out, original.get(at..));
    out
}

fn push_plain(out: &mut String, chars: Option<&[char]>) {
    out.extend(chars.unwrap_or_default().iter().filter(|c| !is_han(**c)));
}

/// How one kanji is read by its place; empty where nothing is known.
#[derive(Clone, Copy, Debug, Default)]
struct Sounds {
    head: &'static str,
    tail: &'static str,
    prefix: &'static str,
    suffix: &'static str,
    counter: &'static str,
    noun: &'static str,
}

impl Sounds {
    fn of(kanji: char) -> Self {
        static TABLE: OnceLock<HashMap<char, Sounds>> = OnceLock::new();
        let table = TABLE.get_or_init(|| COMPOUNDS.lines().filter_map(Self::read).collect());
        let mut sounds = table.get(&kanji).copied().unwrap_or_default();
        let of = |list: &[(char, &'static str)]| {
            let found = list.iter().find(|(own, _)| *own == kanji);
            found.map(|(_, kana)| *kana)
        };
        sounds.suffix = of(SUFFIXES).unwrap_or(sounds.suffix);
        sounds.noun = of(NOUNS).unwrap_or(sounds.noun);
        sounds
    }

    fn read(line: &'static str) -> Option<(char, Self)> {
        let mut fields = line.split('\t');
        let kanji = fields.next()?.chars().next().filter(|c| is_han(*c))?;
        let mut next = || fields.next().unwrap_or_default();
        let sounds = Self {
            head: next(),
            tail: next(),
            prefix: next(),
            suffix: next(),
            counter: next(),
            noun: next(),
        };
        Some((kanji, sounds))
    }
}

/// What starts at a place on the best way through a text.
#[derive(Clone, Debug)]
struct Piece {
    length: usize,
    kana: Option<String>,
    cost: u32,
}

/// No word is longer, in letters: what is looked up is no longer either.
const LONGEST_WORD: usize = 64;
/// What every word costs, so that few long words are better than many short ones.
const WORD: u32 = 10;
/// A proper name, beyond that: any words are likelier.
const NAME: u32 = 4;
/// A kanji that is no word, suffix or prefix.
const COMPOUND: u32 = 9;
/// A word of one kanji.
const ALONE: u32 = 6;
const PREFIX: u32 = 4;
/// A suffix with words behind it. At the end it is a little dearer: 実効性 向上 rather than
/// 実効 性向 上. One that is no on reading stands mostly at the end: 事業 者 rather than 事 業者.
const SUFFIX: u32 = 2;
const SUFFIX_AT_END: u32 = 3;
const SUFFIX_KUN: u32 = 6;
/// A word that begins with the counter of the number before it: 40年 頃 rather than 40 年頃.
const TAKES_COUNTER: u32 = 15;
/// What the stem of a verb ends in, い left out: 大きい方.
const STEM_ENDINGS: &str = "きしちにみりぎびえけせてめれべげ";
/// Kana that end a verb's stem and are no particle.
const ENDINGS: &str = "てけげえせべめれりきぎちびみ";
/// A kanji without a reading.
const UNKNOWN: u32 = 1000;

/// Whether the letter is part of a number, or stands for one.
fn is_number(letter: char) -> bool {
    letter.is_ascii_digit() || "一二三四五六七八九十百千万億兆数何".contains(letter)
}

/// A text as it is cut.
struct Line<'a> {
    letters: Vec<char>,
    units: &'a [Unit],
    original: &'a [char],
}

impl Line<'_> {
    /// The way with the fewest and best known pieces, worked out from the end.
    fn best_pieces(&self) -> Vec<Piece> {
        let mut best: Vec<Piece> = Vec::with_capacity(self.letters.len());
        // The costs of what follows, the text's end last; built backwards like the pieces.
        for n in (0..self.letters.len()).rev() {
            let cost_from = |at: usize| {
                let from_end = self.letters.len().checked_sub(at + 1);
                from_end.and_then(|i| best.get(i)).map_or(0, |p| p.cost)
            };
            // What follows is the piece made last.
            let lonely = best.last().is_some_and(|piece| piece.length == 1);
            let here = self
                .pieces_at(n, lonely)
                .into_iter()
                .map(|piece| Piece {
                    cost: piece.cost + cost_from(n + piece.length),
                    ..piece
                })
                // The longest of equals.
                .min_by_key(|piece| (piece.cost, std::cmp::Reverse(piece.length)));
            best.extend(here);
        }
        best.reverse();
        best
    }

    fn pieces_at(&self, n: usize, lonely: bool) -> Vec<Piece> {
        let Some(letter) = self.letters.get(n).copied() else {
            return Vec::new();
        };
        if !is_han(letter) {
            return vec![Piece {
                length: 1,
                kana: None,
                cost: 1,
            }];
        }
        let word = self.word_from(n);
        let mut pieces = vec![self.single(n, letter, lonely)];
        let known = Dictionary::get()
            .map(|d| d.prefixes(word))
            .unwrap_or_default();
        let counter = self.counter_at(n, letter);
        // 災害時に: behind a word it is a suffix and no 時に of its own.
        let hangs_on =
            SUFFIXES.iter().any(|(own, _)| *own == letter) && self.before(n).is_some_and(is_han);
        let with_kana = |length: usize| {
            word.get(1..length)
                .is_some_and(|w| w.iter().all(|c| normal::is_kana(*c)))
        };
        for (surface, kana) in MENDED.iter().filter(|(own, _)| own.starts_with(letter)) {
            let length = surface.chars().count();
            let fits = word
                .get(..length)
                .is_some_and(|w| w.iter().copied().eq(surface.chars()));
            // 自治体間に is no あいだに.
            if fits && !(hangs_on && letter == '間') {
                pieces.push(Piece {
                    length,
                    kana: Some((*kana).to_owned()),
                    cost: WORD - 1,
                });
            }
        }
        for (length, place) in known.into_iter().filter(|(length, _)| *length > 1) {
            if hangs_on && with_kana(length) {
                continue;
            }
            let Some(reading) = Dictionary::at(place).next() else {
                continue;
            };
            let kana: String = reading.kana.iter().map(|b| kana_of(*b)).collect();
            let name = if reading.class == Class::Word {
                0
            } else {
                NAME
            };
            let takes = counter.is_some_and(|counter| !kana.starts_with(counter));
            // 貸付け, 埋立て: the kana behind is the end of the word, that the dictionary reads
            // without it.
            let ended = word.get(length).is_some_and(|next| {
                ENDINGS.contains(*next)
                    && kana.ends_with(*next)
                    && word
                        .get(..length)
                        .is_some_and(|w| w.iter().all(|c| is_han(*c)))
            });
            pieces.push(Piece {
                length: length + usize::from(ended),
                kana: Some(kana),
                cost: WORD + name + if takes { TAKES_COUNTER } else { 0 },
            });
        }
        pieces
    }

    /// The letters that a word from there may take: it reaches neither over signs that the
    /// normal form leaves out nor over katakana, which are no ending of a kanji word.
    fn word_from(&self, n: usize) -> &[char] {
        let joined = |m: &usize| self.touches(*m) && !self.is_katakana(*m);
        let rest = (n + 1..self.letters.len()).take(LONGEST_WORD - 1);
        let run = rest.take_while(joined).count();
        self.letters.get(n..=n + run).unwrap_or_default()
    }

    /// Whether the letter stands directly behind the one before it.
    fn touches(&self, n: usize) -> bool {
        let before = n.checked_sub(1).and_then(|m| self.units.get(m));
        matches!((before, self.units.get(n)), (Some(b), Some(u)) if u.start <= b.end)
    }

    fn written(&self, n: usize) -> Option<char> {
        let at = usize::try_from(self.units.get(n)?.start).ok()?;
        self.original.get(at).copied()
    }

    /// Katakana, but for those that stand within words of kanji: 3ヶ月, 霞ヶ関.
    fn is_katakana(&self, n: usize) -> bool {
        let written = self.written(n);
        let within = |c| matches!(c, 'ヶ' | 'ヵ' | 'ノ' | 'ツ' | 'ー');
        written.is_some_and(|c| Script::of(c) == Script::Katakana && !within(c))
    }

    /// The letter directly before, if any.
    fn before(&self, n: usize) -> Option<char> {
        let m = n.checked_sub(1).filter(|_| self.touches(n))?;
        self.letters.get(m).copied()
    }

    /// How the kanji is read as counter, where a number stands before it.
    fn counter_at(&self, n: usize, letter: char) -> Option<&'static str> {
        let before = self.before(n)?;
        let sounds = Sounds::of(letter);
        let known = |kana: &'static str| Some(kana).filter(|kana| !kana.is_empty());
        // 1,000万円, 数万人: no 万国.
        if letter == '万' && is_number(before) {
            return Some("まん");
        }
        let far = n.checked_sub(1).and_then(|m| self.before(m));
        let large = "万億兆".contains(before) && far.is_some_and(is_number);
        if before.is_ascii_digit() || large {
            return known(sounds.counter).or_else(|| known(sounds.suffix));
        }
        // 3か月, 5か国, 十か所: not がつ, くに, ところ.
        if matches!(before, 'か' | 'ゖ' | 'ゕ') && far.is_some_and(is_number) {
            return known(sounds.head);
        }
        None
    }

    /// One kanji for itself, read by its place. `lonely` tells whether what follows is such a
    /// kanji too: the two are then a compound that no dictionary has.
    fn single(&self, n: usize, letter: char, lonely: bool) -> Piece {
        let sounds = Sounds::of(letter);
        let before = self.before(n);
        let next = self.letters.get(n + 1).copied();
        let next = next.filter(|_| self.touches(n + 1));
        let kanji_behind = next.is_some_and(is_han);
        // 的 ends what it belongs to: 革新的 光ネットワーク.
        let kanji_before = before.is_some_and(|c| is_han(c) && c != '的');
        let after_word = kanji_before
            || before.is_some_and(|c| !is_han(c) && !normal::is_kana(c))
            || (before.is_some() && n.checked_sub(1).is_some_and(|m| self.is_katakana(m)));
        let before_word = kanji_behind || (next.is_some() && self.is_katakana(n + 1));
        let suffix = match (kanji_behind, sounds.suffix == sounds.tail && kanji_before) {
            (true, true) => SUFFIX,
            (true, false) => SUFFIX_KUN,
            (false, _) => SUFFIX_AT_END,
        };
        // 働き方, 進め方: behind the stem of a verb it is no direction.
        let way = letter == '方' && before.is_some_and(|c| STEM_ENDINGS.contains(c));
        let some = letter == '数' && next.is_some_and(|c| is_number(c) || "かゖゕ".contains(c));
        let ways = [
            (way, "かた", SUFFIX),
            (some, "すう", 0),
            (true, self.counter_at(n, letter).unwrap_or_default(), 0),
            (after_word, sounds.suffix, suffix),
            (before_word, sounds.prefix, PREFIX),
            (kanji_behind && lonely, sounds.head, COMPOUND),
            (kanji_before, sounds.tail, COMPOUND),
            (true, sounds.noun, ALONE),
            (true, sounds.head, COMPOUND),
        ];
        let mut fitting = ways
            .into_iter()
            .filter(|(fits, kana, _)| *fits && !kana.is_empty());
        if let Some((_, kana, extra)) = fitting.next() {
            return Piece {
                length: 1,
                kana: Some(kana.to_owned()),
                cost: WORD + extra,
            };
        }
        let mut buffer = [0; 4];
        let surface: &str = letter.encode_utf8(&mut buffer);
        let reading = Dictionary::get().and_then(|d| d.of(surface).next());
        Piece {
            length: 1,
            kana: reading.map(|r| r.kana.iter().map(|b| kana_of(*b)).collect()),
            cost: match reading.map(|r| r.class) {
                Some(Class::Word | Class::Name) => WORD + ALONE,
                Some(Class::On | Class::Kun) => WORD + COMPOUND,
                None => UNKNOWN,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_aloud() {
        for (text, wanted) in [
            (
                "地方への新しい人の流れの創出",
                "ちほうへのあたらしいひとのながれのそうしゅつ",
            ),
            ("量子暗号", "りょうしあんごう"),
            (
                "テレワーク・サテライトオフィスの推進",
                "テレワーク・サテライトオフィスのすいしん",
            ),
            ("5G等の携帯電話", "5Gとうのけいたいでんわ"),
        ] {
            assert_eq!(yomi(text), wanted);
        }
    }

    #[test]
    fn a_kanji_is_read_by_its_place() {
        for (text, wanted) in [
            ("防災・減災対策", "ぼうさい・げんさいたいさく"),
            ("地域防災力の整備", "ちいきぼうさいりょくのせいび"),
            ("強い力で", "つよいちからで"),
            ("競争力強化", "きょうそうりょくきょうか"),
            ("実効性向上", "じっこうせいこうじょう"),
            ("災害時の伝達", "さいがいじのでんたつ"),
            ("その時の", "そのときの"),
            ("利用型キャッシュレス", "りようがたキャッシュレス"),
            ("多言語翻訳", "たげんごほんやく"),
            ("危険物施設", "きけんぶつしせつ"),
            ("異システム間", "いシステムかん"),
            ("高経年化", "こうけいねんか"),
            ("新型実火災", "しんがたじつかさい"),
            ("地方創生", "ちほうそうせい"),
            ("事業者の光通信", "じぎょうしゃのひかりつうしん"),
            ("働き方改革", "はたらきかたかいかく"),
            ("ひつ迫対策", "ひつはくたいさく"),
            ("共聴施設", "きょうちょうしせつ"),
            ("革新的光ネットワーク", "かくしんてきひかりネットワーク"),
        ] {
            assert_eq!(yomi(text), wanted, "{text}");
        }
    }

    #[test]
    fn a_counter_follows_its_number() {
        for (text, wanted) in [
            ("2020年東京オリンピック", "2020ねんとうきょうオリンピック"),
            ("2040年頃を", "2040ねんごろを"),
            ("令和2年度", "れいわ2ねんど"),
            ("8月10日", "8がつ10にち"),
            ("貸付け、埋立ての申立て", "かしつけ、うめたてのもうしたて"),
            ("3か月間、5ヶ国", "3かげつかん、5ヶこく"),
            (
                "1,000万円、数万人、万国",
                "1,000まんえん、すうまんにん、ばんこく",
            ),
            ("20人の人", "20にんのひと"),
            ("119番通報", "119ばんつうほう"),
        ] {
            assert_eq!(yomi(text), wanted, "{text}");
        }
    }

    #[test]
    fn katakana_are_no_ending_of_a_kanji_word() {
        assert_eq!(yomi("光ファイバ"), "ひかりファイバ");
        assert_eq!(yomi("光ケーブル化"), "ひかりケーブルか");
        assert_eq!(yomi("光り輝く"), "ひかりかがやく");
    }

    #[test]
    fn a_word_does_not_reach_over_a_sign() {
        assert!(yomi("地・方").starts_with("ち・"));
    }

    proptest! {
        #[test]
        fn no_kanji_is_left(text in "[一-龠々ぁ-んァ-ヶa-z0-9・（）]{0,30}") {
            prop_assert!(!yomi(&text).chars().any(is_han));
        }

        #[test]
        fn what_is_no_kanji_stays(text in "[ぁ-んァ-ヶa-z0-9・（）]{0,30}") {
            prop_assert_eq!(yomi(&text), text);
        }

        #[test]
        fn yomi_never_panics(text in "\\PC{0,30}") {
            let _ = yomi(&text);
        }
    }
}
