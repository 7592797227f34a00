//! The mark that a line begins with: a number, a letter, a sign, a bracket around it.

use super::super::entry::name::budget_mark;
use super::super::entry::sign::is_mark_sign;
use super::super::entry::token::{account, bracketed_tags, closing};
use super::super::piece::Style;
use crate::japanese::fold::is_blank;

/// A mark at the beginning of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Its kind.
    pub style: Style,
    /// As printed, without blanks.
    pub label: String,
    /// Where the text after it begins.
    pub rest: usize,
    /// Where the title ends, for a title in brackets: before the closing one.
    pub close: Option<usize>,
}

/// The mark of a line of folded characters.
#[must_use]
pub fn mark_of(fold: &[char]) -> Option<Mark> {
    let at = fold.iter().take_while(|c| is_blank(**c)).count();
    let c = *fold.get(at)?;
    chapter(fold, at)
        .or_else(|| numbered(fold, at))
        .or_else(|| bracketed_number(fold, at))
        .or_else(|| lettered(fold, at))
        .or_else(|| boxed(fold, at))
        .or_else(|| round(fold, at))
        .or_else(|| {
            let next = fold.get(at + 1).copied().unwrap_or(' ');
            let style = match c {
                // The kanji zero and the large circle stand for ○.
                '〇' | '◯'
                    if next != ' ' && !is_kanji_number(next) && !"〇百千万億円".contains(next) =>
                {
                    Style::Sign('○')
                }
                '〇' | '◯' if fold.get(at + 2).is_some_and(|c| !is_kanji_number(*c)) => {
                    Style::Sign('○')
                }
                '①'..='⑳' | '㉑'..='㉟' | '❶'..='❿' | '⓪' | '⓵'..='⓾' => {
                    Style::Circled
                }
                '⑴'..='⒇' | '㈠'..='㈩' => Style::Paren,
                '⒈'..='⒛' => Style::Number(1),
                _ if is_mark_sign(c) && fold.get(at + 1).is_some_and(|n| *n != c) => Style::Sign(c),
                '-' | '―' | '—' if fold.get(at + 1) == Some(&' ') => Style::Sign('-'),
                '▲' | '△' | '▼'
                    if fold
                        .iter()
                        .skip(at + 1)
                        .find(|n| **n != ' ')
                        .is_some_and(|n| {
                            !n.is_ascii_digit()
                                && (fold.get(at + 1) != Some(&' ') || n.is_alphabetic())
                        }) =>
                {
                    Style::Sign(c)
                }
                _ => return None,
            };
            let mut mark = found(fold, at, at + 1, style);
            // `■重点１　架空の港`: the word and number are its label.
            if matches!(style, Style::Sign(sign) if !matches!(sign, '-' | '・' | '*' | '•' | '※' | '→'))
                && let Some(end) = worded(fold, mark.rest)
            {
                let from = mark.rest;
                mark = found(fold, from, end, style);
            }
            Some(mark)
        })
}

/// The label that stands between two places, without blanks and what ends it.
fn label_of(fold: &[char], from: usize, to: usize) -> String {
    let words = fold.get(from..to).unwrap_or_default();
    let label: String = words.iter().filter(|c| !is_blank(**c)).collect();
    label.trim_end_matches(':').to_owned()
}

fn found(fold: &[char], from: usize, to: usize, style: Style) -> Mark {
    let blanks = fold.iter().skip(to).take_while(|c| is_blank(**c)).count();
    Mark {
        style,
        label: label_of(fold, from, to),
        rest: to + blanks,
        close: None,
    }
}

fn is_kanji_number(c: char) -> bool {
    "一二三四五六七八九十".contains(c)
}

fn run(fold: &[char], at: usize, of: impl Fn(char) -> bool) -> usize {
    at + fold.iter().skip(at).take(4).take_while(|c| of(**c)).count()
}

/// 第1章, 第一節, 第1.
fn chapter(fold: &[char], at: usize) -> Option<Mark> {
    if fold.get(at) != Some(&'第') {
        return None;
    }
    let first = at + 1 + usize::from(fold.get(at + 1) == Some(&' '));
    let end = run(fold, first, |c| c.is_ascii_digit() || is_kanji_number(c));
    if end == first {
        return None;
    }
    let blank = end + usize::from(fold.get(end) == Some(&' '));
    let c = fold.get(blank).copied().unwrap_or(' ');
    let (style, to) = match c {
        '章' => (Style::Chapter, blank + 1),
        // 第1部 over 第1章.
        '部' | '編' => (Style::Word(c), blank + 1),
        '節' => (Style::Section, blank + 1),
        // 第2款, 第1項, 第1目 of budget books.
        '款' | '項' | '目' => (Style::Word(c), blank + 1),
        // 第1の柱
        'の' if pillar(fold, blank + 1).is_some() => (Style::Word(c), pillar(fold, blank + 1)?),
        // `第 3 分団の車庫`: where blanks stand around numbers anyway, one parts nothing.
        _ => match fold.get(end)? {
            ' ' if first > at + 1 && fold.get(end + 1) != Some(&' ') => return None,
            ' ' | '、' | '.' | ':' => (Style::Dai, end + 1),
            _ => return None,
        },
    };
    Some(found(fold, at, to, style))
}

/// Past a short word that a blank or colon ends: 柱 of `第1の柱　架空の港`.
fn pillar(fold: &[char], at: usize) -> Option<usize> {
    let end = run(fold, at, |c| matches!(c, '一'..='鿿'));
    (end > at && matches!(fold.get(end), Some(' ' | ':'))).then_some(end)
}

/// 1, 1., 1、, 1-2, Ⅰ, 一、, ア．, A., 施策一.
fn numbered(fold: &[char], at: usize) -> Option<Mark> {
    let c = *fold.get(at)?;
    if c.is_ascii_digit() {
        return book(fold, at).or_else(|| arabic(fold, at));
    }
    // №1, No.1
    if let Some(from) = serial(fold, at) {
        let end = run(fold, from, |c| c.is_ascii_digit());
        let apart = matches!(fold.get(end), Some(' ' | '.' | ':' | '、'));
        // They count through the document, whatever it numbers its headings with.
        return (end > from && apart).then(|| found(fold, at, end, Style::Listed));
    }
    let separator = |i: usize| matches!(fold.get(i), Some('.' | '、' | ' ' | ':' | ',' | ')'));
    if matches!(c, 'Ⅰ'..='Ⅻ' | 'ⅰ'..='ⅻ') {
        let to = at + 1 + usize::from(separator(at + 1));
        return Some(found(fold, at, to, Style::Roman));
    }
    let end = run(fold, at, |c| "IVX".contains(c));
    if end > at && separator(end) {
        return Some(found(fold, at, end + 1, Style::Roman));
    }
    let end = run(fold, at, is_kanji_number);
    if end > at && matches!(fold.get(end), Some('、' | '.' | ' ')) {
        return Some(found(fold, at, end + 1, Style::Kanji));
    }
    // 施策一, 柱2: one to four characters and a number, then a blank or colon.
    worded(fold, at).map(|end| found(fold, at, end, Style::Word(c)))
}

/// `2款　総務費`, `1項 …`, `3目 …` of budget books.
fn book(fold: &[char], at: usize) -> Option<Mark> {
    let end = run(fold, at, |c| c.is_ascii_digit());
    let level = *fold.get(end)?;
    let apart = matches!(fold.get(end + 1), Some(' ' | ':'));
    (matches!(level, '款' | '項' | '目') && apart)
        .then(|| found(fold, at, end + 1, Style::Word(level)))
}

/// Past the words and number of a label that one blank or colon keeps from its title: `施策一`, `柱2`, `施策1-2`, `施策(1)`, and the blank.
fn worded(fold: &[char], at: usize) -> Option<usize> {
    let separator = |i: usize| matches!(fold.get(i), Some('.' | '、' | ' ' | ':' | ','));
    let word = run(fold, at, |c| {
        matches!(c, '一'..='鿿') && !is_kanji_number(c)
    });
    let mut number = run(fold, word, |c| c.is_ascii_digit() || is_kanji_number(c));
    // 施策1-2
    while number > word && matches!(fold.get(number), Some('-' | '.')) {
        let next = run(fold, number + 1, |c| c.is_ascii_digit());
        if next == number + 1 {
            break;
        }
        number = next;
    }
    // 施策(1)
    if number == word && fold.get(word) == Some(&'(') {
        let end = run(fold, word + 1, |c| c.is_ascii_digit() || is_kanji_number(c));
        if end > word + 1 && fold.get(end) == Some(&')') {
            number = end + 1;
        }
    }
    let words: String = fold.iter().skip(at).take(word - at).collect();
    let label = ![
        "令和", "平成", "資料", "別表", "表", "図", "第", "注", "約", "計", "昭和", "参考", "別紙",
        "様式", "頁",
    ]
    .contains(&words.as_str());
    (word > at && number > word && separator(number) && label).then_some(number + 1)
}

/// Where the number of `№1`, `No.1`, `No 1` begins.
fn serial(fold: &[char], at: usize) -> Option<usize> {
    if fold.get(at) == Some(&'№') {
        return Some(at + 1);
    }
    let word: String = fold.iter().skip(at).take(2).collect();
    if !matches!(word.as_str(), "No" | "NO") {
        return None;
    }
    let skip = fold
        .iter()
        .skip(at + 2)
        .take_while(|c| matches!(c, '.' | ' '))
        .count();
    Some(at + 2 + skip)
}

fn arabic(fold: &[char], at: usize) -> Option<Mark> {
    let mut end = run(fold, at, |c| c.is_ascii_digit());
    if end - at > 2 {
        return None;
    }
    // `1⃣ 架空の港`: a key cap.
    if matches!(fold.get(end), Some('\u{20e3}' | '\u{fe0f}')) {
        end = run(fold, end, |c| matches!(c, '\u{20e3}' | '\u{fe0f}'));
        return Some(found(fold, at, end, Style::Number(1)));
    }
    let mut parts = 1_u8;
    while matches!(fold.get(end), Some('.' | '-')) && parts < 5 {
        let next = run(fold, end + 1, |c| c.is_ascii_digit());
        if next == end + 1 || next - end > 3 {
            break;
        }
        end = next;
        parts += 1;
    }
    let c = fold.get(end).copied()?;
    if c == ')' && parts == 1 {
        return Some(found(fold, at, end + 1, Style::RightParen));
    }
    let gap = fold.iter().skip(end).take_while(|c| is_blank(**c)).count();
    let next = fold.get(end + gap).copied().unwrap_or(' ');
    // `0.9 億円`, `3 月`, `2025 年度`: a number and its counter, no mark.
    let counter = is_counter(next, fold.get(end + gap + 1).copied().unwrap_or(' '));
    match c {
        '.' | '、' | ':' if !counter || parts == 1 => {
            let digit = fold.get(end + 1).is_some_and(char::is_ascii_digit);
            (!digit).then(|| found(fold, at, end + 1, Style::Number(parts)))
        }
        _ if gap > 0
            && !counter
            && !next.is_ascii_digit()
            && next != ' '
            && !matches!(next, '(' | '-' | '▲' | '△') =>
        {
            Some(found(fold, at, end, Style::Number(parts)))
        }
        _ => None,
    }
}

/// Whether a character behind a number and a blank counts it: 月 of `3 月の`, 年 of `2025 年度`; not 歳 of `1 歳出`, 基 of `2 基盤`,
/// which begin words of their own.
fn is_counter(c: char, next: char) -> bool {
    if "月億万千百円兆%割倍、".contains(c) {
        return true;
    }
    if "か箇ヶカ".contains(c) {
        return "所月年国".contains(next);
    }
    // `3 人と自然の共生`, `2 人に優しい町`: 人 begins words of its own.
    if c == '人' && matches!(next, 'と' | 'に' | 'や') {
        return false;
    }
    let kanji = matches!(next, '一'..='鿿');
    "年日人件社台本名戸区号点冊回歳つ立校度級種等条所室隻棟基機".contains(c)
        && (!kanji || "度間目前後以末分".contains(next))
}

/// `（総務費）` alone on its line: a title in round brackets. Not what explains figures or goes on from a page before.
fn round(fold: &[char], at: usize) -> Option<Mark> {
    if fold.get(at) != Some(&'(') || bracketed_tags(fold, at).is_some() {
        return None;
    }
    let length = fold.iter().skip(at + 1).take(16).position(|c| *c == ')')?;
    let end = at + 1 + length;
    let words: String = fold.iter().skip(at + 1).take(length).collect();
    let alone = fold.iter().skip(end + 1).all(|c| is_blank(*c));
    let plain = words
        .chars()
        .all(|c| c.is_alphabetic() || matches!(c, '・' | ' '));
    let explains = [
        "単位",
        "前年",
        "年度",
        "円",
        "内は",
        "書き",
        "つづき",
        "続き",
        "再掲",
        "参考",
        "注",
        "備考",
        "仮称",
        "案",
        "うち",
        "内訳",
        "予算",
        "要求",
        "増減",
        "税",
        "予定",
        "見込",
        "かっこ",
        "括弧",
        "同額",
        "所要額",
        "で実施",
        "で計上",
        "に計上",
    ];
    (alone && plain && length >= 2 && !explains.iter().any(|w| words.contains(w))).then(|| Mark {
        style: Style::Boxed('('),
        label: String::new(),
        rest: at + 1,
        close: Some(end),
    })
}

/// (1), (ア), (a), ［1］.
fn bracketed_number(fold: &[char], at: usize) -> Option<Mark> {
    let close = match fold.get(at)? {
        '(' => ')',
        '[' => ']',
        _ => return None,
    };
    let from = at + 1;
    let digits = run(fold, from, |c| {
        c.is_ascii_digit() || is_kanji_number(c) || c == '-'
    });
    let (end, style) = if digits > from {
        (digits, Style::Paren)
    } else {
        let c = *fold.get(from)?;
        match c {
            'ア'..='ン' | 'ｱ'..='ﾝ' | 'あ'..='ん' => (from + 1, Style::ParenKata),
            _ if c.is_ascii_alphabetic() => {
                (run(fold, from, |c| c.is_ascii_alphabetic()), Style::Alpha)
            }
            _ => return None,
        }
    };
    (fold.get(end) == Some(&close)).then(|| found(fold, at, end + 1, style))
}

/// ア, ア．, A., a).
fn lettered(fold: &[char], at: usize) -> Option<Mark> {
    let c = *fold.get(at)?;
    let style = match c {
        'ア'..='ン' => Style::Kata,
        _ if c.is_ascii_alphabetic() => Style::Alpha,
        _ => return None,
    };
    // A-1, B-12: a number below a letter.
    if style == Style::Alpha && fold.get(at + 1) == Some(&'-') {
        let end = run(fold, at + 2, |c| c.is_ascii_digit());
        let ends = matches!(fold.get(end), Some(' ' | '.' | ':'));
        return (end > at + 2 && ends).then(|| found(fold, at, end, Style::Number(2)));
    }
    match fold.get(at + 1)? {
        '.' | '、' | ' ' | ')' | ':' => Some(found(fold, at, at + 2, style)),
        _ => None,
    }
}

/// 【…】, 《…》, 〈…〉 around the title, not around a tag or a budget mark.
fn boxed(fold: &[char], at: usize) -> Option<Mark> {
    let open = *fold.get(at)?;
    if !matches!(open, '【' | '《' | '〈' | '<' | '≪' | '[' | '「' | '『') {
        return None;
    }
    let close = match open {
        '『' => '』',
        _ => closing(open)?,
    };
    // 【非公共】 alone on its line heads what is below it.
    let heads =
        account(fold, at, close).is_some_and(|end| fold.iter().skip(end).all(|c| is_blank(*c)));
    // 『新規事業』 alone on its line as well.
    let last = fold.iter().rfind(|c| !is_blank(**c));
    let heads = heads || open == '『' && last == Some(&'』');
    if !heads && (bracketed_tags(fold, at).is_some() || budget_mark(fold, at).is_some()) {
        return None;
    }
    let length = fold
        .iter()
        .skip(at + 1)
        .take(60)
        .position(|c| *c == close)?;
    let end = at + 1 + length;
    let rest = fold.iter().skip(end + 1).find(|c| !is_blank(**c));
    // 【重点政策1】 before its title.
    let words = fold.get(at + 1..end)?;
    let numbered = words.last().is_some_and(char::is_ascii_digit)
        && words.len() <= 8
        && words.iter().filter(|c| matches!(c, '一'..='鿿')).count() >= 1
        && !words.contains(&'年');
    if numbered && rest.is_some_and(|c| c.is_alphabetic()) {
        let mut mark = found(fold, at, end + 1, Style::Boxed(open));
        mark.label = words.iter().filter(|c| !is_blank(**c)).collect();
        return Some(mark);
    }
    // A bracket before more words is a part of them; before figures it is the title with its sum.
    let alone =
        rest.is_none_or(|c| c.is_ascii_digit() || matches!(c, '(' | '…' | '・' | '-' | '[' | '※'));
    // `＜柱１　架空の港＞`
    let inner = worded(fold, at + 1).filter(|from| *from < end);
    let label = inner.map_or_else(String::new, |from| label_of(fold, at + 1, from));
    (alone && length > 1).then(|| Mark {
        style: Style::Boxed(open),
        label,
        rest: inner.unwrap_or(at + 1),
        close: Some(end),
    })
}

#[cfg(test)]
mod tests;
