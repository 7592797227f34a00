//! Marks before the name of a row.

use crate::japanese::fold::folded;
use crate::parse::general::piece::Style;

/// Usual order of marks of official documents; only for the question whether a row can be below another.
pub(super) const fn rank(style: Style) -> Option<u8> {
    Some(match style {
        Style::Chapter | Style::Dai | Style::Word('の') => 0,
        Style::Roman | Style::Kanji => 1,
        Style::Number(_) => 2,
        Style::Paren | Style::RightParen => 3,
        Style::Circled => 4,
        Style::Kata | Style::ParenKata => 5,
        Style::Alpha => 6,
        _ => return None,
    })
}

/// The mark that a cell's text begins with, its label, and the rest.
pub(in super::super) fn marked(text: &str) -> (Option<Style>, String, String) {
    let trimmed = text.trim_start();
    let chars: Vec<char> = folded(trimmed);
    let printed: Vec<char> = trimmed.chars().collect();
    let Some((style, mut end)) = mark(&chars) else {
        return (None, String::new(), text.trim().to_owned());
    };
    let label: String = printed.iter().take(end).collect();
    while chars
        .get(end)
        .is_some_and(|c| matches!(c, ' ' | '.' | '、'))
    {
        end += 1;
    }
    let rest: String = printed.iter().skip(end).collect();
    if rest.trim().is_empty() {
        return (None, String::new(), text.trim().to_owned());
    }
    (Some(style), label.trim().to_owned(), rest.trim().to_owned())
}

pub(super) fn mark(chars: &[char]) -> Option<(Style, usize)> {
    let first = *chars.first()?;
    let second = chars.get(1).copied().unwrap_or(' ');
    let run =
        |from: usize, of: fn(char) -> bool| chars.iter().skip(from).take_while(|c| of(**c)).count();
    let digit = |c: char| c.is_ascii_digit();
    let kanji = |c: char| "一二三四五六七八九十".contains(c);
    let ends = |at: usize| matches!(chars.get(at), Some('.' | '、' | ' ' | ')'));
    match first {
        '第' => {
            let count = run(1, digit).max(run(1, kanji));
            if let Some(level @ ('款' | '項' | '目')) = chars.get(count + 1).copied()
                && count > 0
            {
                return Some((Style::Word(level), count + 2));
            }
            if count > 0 && chars.get(count + 1).is_some_and(|c| "章部編".contains(*c)) {
                return Some((Style::Chapter, count + 2));
            }
            // `第1の柱　架空の港`
            if count > 0 && chars.get(count + 1) == Some(&'の') {
                let word = run(count + 2, |c| matches!(c, '一'..='鿿'));
                let end = count + 2 + word;
                let pillar = (1..=3).contains(&word) && chars.get(end) == Some(&' ');
                return pillar.then_some((Style::Word('の'), end));
            }
            // `第2灯台の撤去` is a name.
            (count > 0 && ends(count + 1)).then_some((Style::Dai, count + 1))
        }
        'Ⅰ'..='Ⅻ' => Some((Style::Roman, run(0, |c| ('Ⅰ'..='Ⅻ').contains(&c)))),
        'I' | 'V' | 'X' => {
            let count = run(0, |c| matches!(c, 'I' | 'V' | 'X'));
            ends(count).then_some((Style::Roman, count))
        }
        '①'..='⑳' => Some((Style::Circled, 1)),
        '(' | '[' => {
            let end = if first == '(' { ')' } else { ']' };
            let close = chars
                .iter()
                .position(|c| *c == end)
                .filter(|close| *close <= 4)?;
            let inner: String = chars.get(1..close)?.iter().collect();
            if !inner.is_empty() && inner.chars().all(|c| c.is_ascii_digit()) {
                Some((Style::Paren, close + 1))
            } else if inner.chars().count() == 1
                && inner.chars().all(|c| ('ア'..='ン').contains(&c))
            {
                Some((Style::ParenKata, close + 1))
            } else if inner.chars().count() == 1 && inner.chars().all(|c| c.is_ascii_lowercase()) {
                Some((Style::Alpha, close + 1))
            } else {
                None
            }
        }
        '1'..='9' => {
            let count = run(0, digit);
            let parts = chars
                .iter()
                .skip(count)
                .take(4)
                .filter(|c| **c == '-')
                .count();
            let parts = u8::try_from(parts).unwrap_or(1) + 1;
            if count > 2 {
                return None;
            }
            // `2款　総務費`
            if let Some(level @ ('款' | '項' | '目')) = chars.get(count).copied()
                && chars.get(count + 1) == Some(&' ')
            {
                return Some((Style::Word(level), count + 1));
            }
            if chars.get(count) == Some(&')') {
                return Some((Style::RightParen, count + 1));
            }
            let point = chars.get(count) == Some(&'.')
                && chars.get(count + 1).is_some_and(char::is_ascii_digit);
            (ends(count) && !point && parts == 1).then_some((Style::Number(1), count))
        }
        'ア'..='ン' if ends(1) => Some((Style::Kata, 1)),
        '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' => {
            let count = run(0, kanji);
            matches!(chars.get(count), Some('、' | '.')).then_some((Style::Kanji, count))
        }
        '■' | '□' | '◆' | '◇' | '●' | '○' | '◎' | '・' | '▼' | '▽' | '▪' | '◯' | '〇' | '•'
            if second != '\0' =>
        {
            Some((Style::Sign(first), 1))
        }
        _ => None,
    }
}
