//! Numbers that no printed unit makes money, but that stand where rows have their amounts: behind a name, in the cells of a row, alone on a
//! line. They are never read; the last sweep tells of them.

use super::super::amount::kanji_digit;
use crate::japanese::fold::folded;
use crate::source::GridCell;

/// What a row prints in the places of its amounts.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Loose {
    /// Its numbers as printed, without blanks.
    pub(super) numbers: Vec<String>,
    /// One of them has groups of three digits, or 億 or 万 behind it: one such row is enough to be told.
    pub(super) sure: bool,
    /// Words stand before a number.
    pub(super) named: bool,
}

/// What is counted, not paid.
const COUNTERS: &str =
    "人名件台戸棟校園所局回個本枚頁月日年歳時分秒隻機床店社種世泊℃㎡㎞㎝㎜ｔt%kKmMhH";

/// What may stand behind 億 or 万 without 円.
const BEHIND_UNIT: &str = "円圓のをでとにがは程規弱強超余以新継拡皆廃増減うほな内前補";

/// Words of lines whose numbers are of something else.
const ELSEWHERE: [&str; 8] = ["電話", "内線", "TEL", "FAX", "〒", "http", "ページ", "@"];

/// Words of heads whose columns are of something else.
const NOT_MONEY: [&str; 14] = [
    "番号",
    "No",
    "NO",
    "ページ",
    "頁",
    "人",
    "件",
    "率",
    "割合",
    "%",
    "コード",
    "数",
    "面積",
    "順",
];

/// The longest line that may be a row: a longer one is a paragraph.
const LONGEST: usize = 160;

/// The numbers of a line that stand as the amounts of rows do.
pub(super) fn loose_numbers(fold: &[char]) -> Option<Loose> {
    // The cheap questions first.
    let numeral = |c: &char| c.is_ascii_digit() || kanji_digit(*c).is_some();
    if fold.len() > LONGEST || !fold.iter().any(numeral) {
        return None;
    }
    let text: String = fold.iter().collect();
    if ELSEWHERE.iter().any(|word| text.contains(word)) {
        return None;
    }
    let words = fold.iter().any(|c| c.is_alphabetic() && !numeral(c));
    let sentence = fold.contains(&'。');
    let mut found = Loose {
        numbers: Vec::new(),
        sure: false,
        named: false,
    };
    let mut at = 0;
    while at < fold.len() {
        let Some(number) = number_at(fold, at) else {
            at += 1;
            continue;
        };
        let weak = !number.unit && !number.grouped;
        let alone = !words && (number.digits > 2 || !weak);
        let first = fold.iter().take(at).all(|c| matches!(c, ' ' | '(' | '['));
        let stands = if words { !(first && weak) } else { alone };
        // In a sentence a number is of a row where it stands between a blank and a bracket, dots or a blank: `架空灯台 3200(450)・・・灯を点す。`
        let before = at.checked_sub(1).and_then(|i| fold.get(i));
        let blank_before = matches!(before, Some(' ' | '('));
        let behind = fold.get(number.end).copied().unwrap_or(' ');
        let row = number.digits > 2
            && blank_before
            && matches!(behind, '(' | ')' | '[' | '・' | '…' | ' ');
        if stands && (!weak || !sentence || row) && is_apart(fold, at, &number) {
            let before = fold.iter().take(at);
            found.named |= before
                .filter(|c| c.is_alphabetic() && !c.is_ascii())
                .count()
                > 1;
            found.sure |= !weak;
            let own = fold.get(at..number.end).unwrap_or_default();
            found.numbers.push(own.iter().collect());
        }
        at = number.end;
    }
    (!found.numbers.is_empty()).then_some(found)
}

/// The numbers of a row of a table: cells of nothing else, behind a name, in columns whose heads do not say that they count something.
pub(super) fn loose_of_cells(row: &[GridCell], heads: &[&[GridCell]]) -> Option<Loose> {
    let words = |cell: &GridCell| cell.text.chars().filter(|c| c.is_alphabetic()).count() > 1;
    let name = row.iter().position(words)?;
    let mut found = Loose {
        numbers: Vec::new(),
        sure: false,
        named: true,
    };
    for (column, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.copied) {
        // `整理番号 | 12`
        let label = column.checked_sub(1).and_then(|left| row.get(left));
        if label.is_some_and(|label| label.text.trim().ends_with("番号")) {
            continue;
        }
        let Some((number, sure)) = number_of_cell(&cell.text) else {
            continue;
        };
        let counts = heads
            .iter()
            .filter_map(|head| head.get(column))
            .any(|head| NOT_MONEY.iter().any(|word| head.text.contains(word)));
        if !counts && (column > name || number.contains(',')) {
            found.sure |= sure;
            found.numbers.push(number);
        }
    }
    (!found.numbers.is_empty()).then_some(found)
}

/// The number that is all of a cell, and whether it has four digits or more; no year.
fn number_of_cell(text: &str) -> Option<(String, bool)> {
    if !text.contains(|c: char| c.is_numeric()) {
        return None;
    }
    let fold: Vec<char> = folded(text)
        .into_iter()
        .filter(|c| !c.is_whitespace())
        .collect();
    let part = |c: &char| c.is_ascii_digit() || ",.-+▲△()[]".contains(*c);
    if !fold.iter().all(part) {
        return None;
    }
    let digits: String = fold.iter().filter(|c| c.is_ascii_digit()).collect();
    let year = fold.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
    (!digits.is_empty() && !year).then(|| (fold.iter().collect(), digits.len() > 3))
}

/// A number and where it ends.
struct Number {
    end: usize,
    digits: usize,
    /// In groups of three digits.
    grouped: bool,
    /// 億, 万 or 千 ends it.
    unit: bool,
}

fn number_at(fold: &[char], at: usize) -> Option<Number> {
    let digit = |i: usize| fold.get(i).is_some_and(char::is_ascii_digit);
    let large = |i: usize| matches!(fold.get(i), Some('百' | '千' | '万' | '億' | '兆'));
    let mut end = at;
    let mut unit = false;
    if digit(at) {
        while digit(end)
            || matches!(fold.get(end), Some(',' | '.')) && digit(end + 1)
            || end > at && large(end)
        {
            unit |= large(end);
            end += 1;
        }
    } else {
        let kanji = |i: usize| fold.get(i).is_some_and(|c| kanji_digit(*c).is_some());
        if !kanji(at) {
            return None;
        }
        while kanji(end) || matches!(fold.get(end), Some('十')) || large(end) {
            unit |= large(end);
            end += 1;
        }
        // `一般`, `二つ`: a kanji or two is a word's.
        if end - at < 3 {
            return None;
        }
    }
    let own = fold.get(at..end)?;
    let text: String = own.iter().collect();
    let grouped = text.contains(',') && text.split(',').skip(1).all(|g| g.len() >= 3);
    let digits = own
        .iter()
        .filter(|c| c.is_ascii_digit() || kanji_digit(**c).is_some())
        .count();
    Some(Number {
        end,
        digits,
        grouped,
        unit,
    })
}

/// Whether a number is no part of a word, of a date, of a telephone number, and counts nothing.
fn is_apart(fold: &[char], at: usize, number: &Number) -> bool {
    let char_at = |i: usize| fold.get(i).copied().unwrap_or(' ');
    let before = at.checked_sub(1).map_or(' ', char_at);
    let earlier = at.checked_sub(2).map_or(' ', char_at);
    let behind = char_at(number.end);
    let next = char_at(number.end + 1);
    let joins = |c: char| matches!(c, '-' | '/' | ':' | '.' | '~');
    let chained =
        joins(before) && earlier.is_ascii_digit() || joins(behind) && next.is_ascii_digit();
    let weak = !number.unit && !number.grouped;
    if weak && (chained || before.is_alphabetic() || behind.is_alphabetic()) {
        return false;
    }
    let of_word = before.is_ascii_alphabetic() || matches!(before, '第' | '#');
    if of_word || number.unit && behind.is_alphabetic() && !BEHIND_UNIT.contains(behind) {
        return false;
    }
    if number.grouped && !number.unit && behind.is_alphabetic() || behind == '%' {
        return false;
    }
    let own: String = fold
        .get(at..number.end)
        .unwrap_or_default()
        .iter()
        .collect();
    let year = own.len() == 4 && (own.starts_with("19") || own.starts_with("20"));
    let bracket = before == '(' && behind == ')' && number.digits < 3;
    let mut rest = fold.iter().skip(number.end).skip_while(|c| **c == ' ');
    let first = rest.next().copied().unwrap_or(' ');
    // `1,400 か所`
    let places = matches!(first, 'か' | 'カ' | 'ヶ' | 'ヵ' | '箇')
        && matches!(rest.clone().next(), Some('所' | '月' | '国' | '年'));
    let counter = COUNTERS.contains(first) && first != ' ';
    let particle = |c: &char| "にのをはがで".contains(*c) || !c.is_alphabetic();
    let counted =
        matches!(first, '年' | '月') || places || counter && rest.next().is_none_or(particle);
    // `柱 1 架空の港`, `(8’ 9’)`: the number of what stands behind it; a year.
    let label = weak && number.digits < 3 && first.is_alphabetic();
    let prime = matches!(behind, '’' | '\'' | '′');
    // `架空部 - 1`: the number of a page.
    let mut back = fold
        .get(..at)
        .unwrap_or_default()
        .iter()
        .rev()
        .skip_while(|c| **c == ' ');
    let page = weak
        && number.digits < 4
        && back.next() == Some(&'-')
        && fold.iter().skip(number.end).all(|c| matches!(c, ' ' | '-'));
    !(page || weak && (year || bracket) || counted || label || prime)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_stand_as_amounts_are_told_from_others() {
        let numbers = |text: &str| loose_numbers(&folded(text)).map(|l| l.numbers.join(" "));
        for (text, found) in [
            ("架空灯台の改修　120　95", Some("120 95")),
            ("架空灯台;1,200;0", Some("1,200 0")),
            ("架空灯台2億1,500万（1億）", Some("2億1,500万 1億")),
            ("架空灯台　一四二〇〇", Some("一四二〇〇")),
            ("架空灯台 340(290)百万", Some("340 290")),
            ("1,200", Some("1,200")),
            ("・架空灯台 3200(450)・・・灯を点す。", Some("3200 450")),
            // Marks, years, dates, counts, telephones, sentences, pages.
            ("1 架空灯台", None),
            ("(2) 架空灯台", None),
            ("架空灯台　2027", None),
            ("令和9年度 架空庁", None),
            ("架空灯台　12基", None),
            ("架空灯台　1,200 人", None),
            ("架空灯台 03-1234-5678", None),
            ("架空灯台は 3 である。", None),
            ("- 3 -", None),
            ("柱　1　架空の港", None),
            ("〔1〕架空の港", None),
            ("架空部 - 1", None),
            ("架空灯台　1,400 か所", None),
            ("架空灯台　令和 9 年度", None),
            ("架空灯台を 10,000 棟に", None),
        ] {
            assert_eq!(numbers(text).as_deref(), found, "{text}");
        }
    }
}
