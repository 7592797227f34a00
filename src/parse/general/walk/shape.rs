//! What the characters of a line say before it is read: units, pairs, numbers at its end, its title.

use super::super::amount::{Unit, is_unit_word, money_at, number_at, unit_in};
use super::super::entry::name::Name;
use super::super::entry::tail::Tail;
use super::super::entry::token::Token;
use super::super::layout::Row;
use super::super::piece::{Piece, Role, Style};

/// Where the name ends of words that go on with sentences behind a colon: `架空灯台：各地の灯を点します。`
pub(super) fn before_sentence(fold: &[char]) -> Option<usize> {
    let at = fold.iter().take(40).position(|c| *c == ':')?;
    let name = fold.get(..at)?;
    let short =
        name.iter().any(|c| c.is_alphabetic()) && !name.contains(&'。') && !name.contains(&'、');
    (short && ends_sentence(fold)).then_some(at)
}

/// Whether words end as a sentence does.
pub(super) fn ends_sentence(fold: &[char]) -> bool {
    fold.iter().rev().find(|c| **c != ' ') == Some(&'。')
}

/// Whether words end as a clause does, in kana that no name ends in: `老朽化した水路を直す`, `～心を一つに～`.
pub(super) fn ends_as_clause(text: &str) -> bool {
    // 見直し, 建替え, 支払い, まちづくり are nouns.
    let mut behind = text.chars().rev();
    let (last, before) = (behind.next().unwrap_or(' '), behind.next().unwrap_or(' '));
    let noun = "きぎしちびみりいえけげせめべれ".contains(last) && matches!(before, '一'..='鿿');
    if noun
        || ["づくり", "まつり", "くらし", "ふれあい", "にぎわい"]
            .iter()
            .any(|w| text.ends_with(w))
    {
        return false;
    }
    text.ends_with(|c| {
        matches!(
            c,
            'ぁ'..='ん' | '~' | '〜' | '\u{ff5e}' | '！' | '!' | '：' | ':'
        )
    })
}

/// Whether a line holds `n（m）` or `n　（－）`.
pub(super) fn pairs(fold: &[char]) -> bool {
    let visible = |c: &&char| **c != ' ';
    let mut brackets = fold
        .iter()
        .enumerate()
        .filter(|(_, c)| matches!(c, '(' | '['));
    brackets.any(|(at, _)| {
        let before = fold.get(..at).unwrap_or_default();
        let mut inner = fold.iter().skip(at + 1).filter(visible);
        let number = before.iter().rfind(visible);
        number.is_some_and(char::is_ascii_digit)
            && match inner.next() {
                Some('-' | '―' | '—' | '─') => matches!(inner.next(), Some(')' | ']')),
                Some(c) => c.is_ascii_digit(),
                None => false,
            }
    })
}

/// The unit behind the last bracket or bare number of a line: `120（95）百万円`.
pub(super) fn trailing_unit(fold: &[char]) -> Option<Unit> {
    let mut end = fold
        .iter()
        .rposition(|c| !matches!(c, ' ' | '】' | ']' | '》' | '〉'))?
        + 1;
    // `120（95）百万円の内数`
    if fold.get(..end)?.ends_with(&['の', '内', '数']) {
        end -= 3;
    }
    let from = fold
        .iter()
        .take(end)
        .rposition(|c| matches!(c, ')' | ']' | '】'))?
        + 1;
    let words = fold.get(from..end)?;
    (words.len() <= 5 && is_unit_word(words)).then(|| unit_in(words))?
}

/// Where the unit begins that stands in a bracket at the end of a line, behind words without figures: `柱1 架空の港　（百万円）`.
pub(super) fn unit_behind(fold: &[char]) -> Option<usize> {
    let end = fold.iter().rposition(|c| *c != ' ')?;
    if !matches!(fold.get(end), Some(')' | ']')) {
        return None;
    }
    // The bracket may hold another: `（金額は百万円、（　）は前年度）`.
    let mut depth = 0_usize;
    let from = (0..=end).rev().find(|i| {
        match fold.get(*i) {
            Some(')' | ']') => depth += 1,
            Some('(' | '[') => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0
    })?;
    let words = fold.get(from..=end)?;
    let text: String = words.iter().filter(|c| **c != ' ').collect();
    let told = ["単位", "金額"].iter().any(|w| text.contains(w));
    let unit = is_unit_word(words) || told && text.chars().count() < 32;
    let before = fold.get(..from)?;
    let named = before.iter().any(|c| c.is_alphabetic());
    (unit && named && super::moneys(before).is_empty() && unit_in(words).is_some()).then_some(from)
}

/// Numbers at the end of a line after wide gaps, behind a name.
pub(super) fn trailing_numbers(row: &Row) -> Vec<String> {
    // Nearly no line ends in a number.
    let last = row.fold.iter().rfind(|c| **c != ' ');
    let tag = |cell: &&str| super::super::table::words::is_tag(cell);
    let may = |c: &char| {
        c.is_ascii_digit()
            || matches!(
                c,
                ')' | '-' | '―' | '—' | '規' | '増' | '減' | '止' | '了' | '充' | '続'
            )
    };
    if !last.is_some_and(may) {
        return Vec::new();
    }
    let text: String = row.fold.iter().collect();
    let mut cells: Vec<&str> = text
        .split("  ")
        .map(str::trim)
        .filter(|c| !c.is_empty())
        .collect();
    // `架空灯台   897   0   897   皆増`: the words behind the numbers say what they are.
    while cells.len() > 2 && cells.last().is_some_and(tag) {
        cells.pop();
    }
    let number = |cell: &str| {
        let chars: Vec<char> = cell.chars().collect();
        number_at(&chars, 0).is_some_and(|n| n.end == chars.len() || pairs(&chars))
    };
    let numbers: Vec<String> = cells
        .iter()
        .rev()
        .take_while(|c| number(c))
        .map(|c| (*c).to_owned())
        .collect();
    let named = numbers.len() < cells.len()
        && cells
            .first()
            .is_some_and(|c| c.chars().any(char::is_alphabetic));
    let word = cells.first().is_some_and(|c| {
        ["電話", "内線", "人口", "頁", "ページ"]
            .iter()
            .any(|w| c.contains(w))
    });
    if named && !word { numbers } else { Vec::new() }
}

/// Where the amount ends and the name begins, on a line of an amount with its unit, a wide gap and a name: `5,280万円   架空灯台の改修`.
pub(super) fn amount_before_name(row: &Row) -> Option<(usize, usize)> {
    let first = row.fold.iter().take_while(|c| **c == ' ').count();
    // The cheap question first.
    if !row.fold.get(first)?.is_ascii_digit() {
        return None;
    }
    let money = money_at(&row.fold, first)?;
    let own = row.fold.get(money.end.checked_sub(1)?) == Some(&'円');
    let blanks = row
        .fold
        .iter()
        .skip(money.end)
        .take_while(|c| **c == ' ')
        .count();
    let wide = blanks > 1 || row.printed.get(money.end) == Some(&'\u{3000}');
    let name = row.fold.get(money.end + blanks..)?;
    let words = name.first().is_some_and(|c| c.is_alphabetic())
        && name.iter().filter(|c| c.is_alphabetic()).count() > 2
        && name.len() <= 50
        && !name.iter().any(|c| matches!(c, '。' | '円' | '→' | '⇒'))
        && !name.windows(2).any(|w| w == ['年', '度'])
        && !super::fields::is_field_at(name, 0);
    (own && wide && words).then_some((money.end, money.end + blanks))
}

/// The name before the fund of which it is a part: `架空灯台　　架空基金 5億円の内数`.
pub(super) fn before_fund<'a>(words: &'a [char], tail: &Tail) -> Option<&'a [char]> {
    let within = tail
        .tokens
        .iter()
        .all(|t| !matches!(t, Token::Money { within: false, .. }));
    let end = words.iter().rposition(|c| !c.is_whitespace())? + 1;
    let wide = |i: usize| {
        let next = words.get(i + 1).is_some_and(|c| c.is_whitespace());
        matches!(words.get(i), Some('\u{3000}' | ' ')) && next
    };
    let gap = (0..end).rev().find(|i| wide(*i))?;
    let name = words.get(..gap)?;
    let fund = end - gap > 3 && name.iter().filter(|c| c.is_alphabetic()).count() > 2;
    (within && fund).then_some(name)
}

/// Whether words are one round bracket and nothing else.
pub(super) fn is_remark(text: &str) -> bool {
    let inner = text
        .strip_prefix(['（', '('])
        .and_then(|text| text.strip_suffix(['）', ')']));
    inner.is_some_and(|inner| !inner.is_empty() && !inner.contains(['（', '(', '）', ')']))
}

/// Whether the last of several names with amounts on a line goes on as a sentence: `- 村税 4億円、交付税 15億円を見込んでいます。` Then the
/// others are of it as well.
pub(super) fn is_told(fold: &[char], tails: &[Tail]) -> bool {
    let Some(last) = tails.last() else {
        return false;
    };
    // The cheap question first.
    if !fold.ends_with(&['。']) || fold.get(last.end.wrapping_sub(1)) != Some(&'、') {
        return false;
    }
    let rest = fold.get(last.end..).unwrap_or_default();
    super::moneys(rest).iter().any(|money| {
        let blank = money.start > 0 && rest.get(money.start - 1) == Some(&' ');
        blank && matches!(rest.get(money.end), Some('を' | 'と' | 'が' | 'は'))
    })
}

/// Whether a line is a sentence with a subject and a pause before its amount: `- 入館者数は 3,412千人、入館料は一般 1,000円です。`
pub(super) fn is_told_of(row: &Row, name: &Name) -> bool {
    ends_sentence(&row.fold) && name.text.contains('、') && name.text.contains(['は', 'が'])
}

/// Where the words end before a blank and 約 at their end.
pub(super) fn before_about(fold: &[char]) -> Option<usize> {
    let last = fold.iter().rposition(|c| *c != ' ')?;
    let apart = fold.get(last) == Some(&'約') && last > 0 && fold.get(last - 1) == Some(&' ');
    apart.then(|| last - 1)
}

/// A line that begins with a date: `令和8年12月　港湾庁`, `2027年2月16日`.
pub(super) fn is_date(fold: &[char]) -> bool {
    // The cheap question first.
    let mut words = fold.iter().copied().filter(|c| *c != ' ').take(12);
    let first = words.next().unwrap_or(' ');
    if !(matches!(first, '令' | '平' | 'R' | '(') || first.is_ascii_digit()) {
        return false;
    }
    if !words.any(|c| c == '年') {
        return false;
    }
    let mut days = words.skip_while(char::is_ascii_digit).peekable();
    days.peek() == Some(&'月')
}

/// A line that says one thing of the entry above: `担当課：架空課`, `概　要：灯台を直す`.
pub(super) fn is_field(fold: &[char]) -> bool {
    let first = fold.iter().take_while(|c| **c == ' ').count();
    let Some(length) = fold.iter().skip(first).take(10).position(|c| *c == ':') else {
        return false;
    };
    let words: Vec<char> = fold
        .iter()
        .skip(first)
        .take(length)
        .copied()
        .filter(|c| *c != ' ')
        .collect();
    let more = fold.iter().skip(first + length + 1).any(|c| *c != ' ');
    (2..=6).contains(&words.len()) && words.iter().all(|c| c.is_alphabetic()) && more
}

/// A style that heads others; a bare sign of a list does not.
pub(super) const fn heads(style: Style) -> bool {
    !(style.is_point() || matches!(style, Style::Sign('※' | '→')))
}

pub(super) fn role_of(piece: &Piece) -> Option<Style> {
    match piece.role {
        Role::Heading(style) => Some(style),
        _ => None,
    }
}

/// The words before the figures, without the closing bracket of a boxed title.
pub(super) fn strip_close(words: &[char]) -> &[char] {
    let end = words
        .iter()
        .rposition(|c| !c.is_whitespace())
        .map_or(0, |i| i + 1);
    let last = end.checked_sub(1).and_then(|i| words.get(i));
    let opened = |open: char| words.contains(&open);
    let lone = match last {
        Some('】') => !opened('【'),
        Some('》') => !opened('《'),
        Some('〉') => !opened('〈'),
        _ => false,
    };
    words.get(..end - usize::from(lone)).unwrap_or_default()
}

/// A title without a bracket that explains the figures below it: `（かっこの中は増減）`.
pub(super) fn title_of(text: &str) -> &str {
    let Some((title, rest)) = text.split_once(['（', '(', '［', '[']) else {
        return text;
    };
    let explains = [
        "増減",
        "前年",
        "単位",
        "予算",
        "かっこ",
        "括弧",
        "億円",
        "千円",
        "万円",
        "要求",
        "再掲",
        "計数",
        "▲",
        "△",
    ]
    .iter()
    .any(|w| rest.contains(w));
    if explains && !title.trim().is_empty() {
        title.trim()
    } else {
        text
    }
}
