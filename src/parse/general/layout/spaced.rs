//! Numbers set wide, as recognised text has them: `1, 2 5 0, 0 0 0`.

use crate::japanese::fold::fold_char;
use crate::source::Line;

/// The line with such numbers closed up, their right ends where they were. Only what is well grouped by commas then.
#[must_use]
pub fn closed(line: &Line) -> Line {
    let label = label_closed(&line.text);
    let text = label.as_deref().unwrap_or(&line.text);
    match brackets_closed(text).or(label) {
        Some(text) => numbers_closed(&Line {
            text,
            ..line.clone()
        }),
        None => numbers_closed(line),
    }
}

/// The text with the label that it begins with closed up, where that is set wide: `予 算 額　3億円` is `予算額　　3億円`.
/// What stands behind stays in its place. None where there is none.
fn label_closed(text: &str) -> Option<String> {
    const LABELS: [&str; 6] = ["予算額", "要求額", "所要額", "事業費", "事業名", "施策名"];
    let own = text.trim_start();
    // The cheap question first: a blank behind the first character.
    let mut chars = own.chars();
    let first = chars.next()?;
    if !chars.next().is_some_and(char::is_whitespace) {
        return None;
    }
    let label = LABELS.iter().find(|label| label.starts_with(first))?;
    let mut wanted = label.chars().peekable();
    let (mut blanks, mut end) = (String::new(), 0);
    for (at, c) in own.char_indices() {
        if wanted.peek() == Some(&c) {
            wanted.next();
        } else if c.is_whitespace() && blanks.chars().count() < 6 {
            blanks.push(c);
        } else {
            return None;
        }
        end = at + c.len_utf8();
        if wanted.peek().is_none() {
            break;
        }
    }
    let rest = own.get(end..)?;
    let border = rest.starts_with(|c: char| c.is_whitespace() || matches!(c, ':' | '：'));
    let indent = text.get(..text.len() - own.len())?;
    (wanted.peek().is_none() && border).then(|| format!("{indent}{label}{blanks}{rest}"))
}

/// The text with brackets and the dots of numbers closed up that have one blank on either side, as recognised text has
/// them (`( 1 ) 架空灯台 38.6 [ 35.2 ]`, `１ . 港`); what stands behind stays in its place. None where there is none.
fn brackets_closed(text: &str) -> Option<String> {
    // The cheap question first.
    let opens = ["( ", "（ ", "[ ", "［ ", "〔 "]
        .iter()
        .any(|open| text.contains(open));
    let dotted = text.contains(" . ") || text.contains(" ．");
    let ordinal = text.trim_start().starts_with("第 ");
    if !opens && !dotted && !ordinal {
        return None;
    }
    let chars: Vec<char> = text.chars().collect();
    let fold: Vec<char> = chars.iter().copied().map(fold_char).collect();
    let is_blank = |i: usize| fold.get(i) == Some(&' ');
    let mut out = String::with_capacity(text.len());
    let (mut at, mut closed) = (0, false);
    while let Some(c) = chars.get(at) {
        if let Some(close) = close_of_wide(&fold, at) {
            out.push(*c);
            out.extend(chars.get(at + 2..close - 1).unwrap_or_default());
            out.extend(chars.get(close));
            out.push_str("  ");
            (at, closed) = (close + 1, true);
            continue;
        }
        let number = |i: usize| fold.get(i).is_some_and(char::is_ascii_digit);
        if ordinal && *c == '第' && out.trim().is_empty() && number(at + 2) {
            // 第 １ 架空の港
            let digits = (at + 2..).take_while(|i| number(*i)).count();
            out.push('第');
            out.extend(chars.get(at + 2..at + 2 + digits).unwrap_or_default());
            out.push(' ');
            (at, closed) = (at + 2 + digits, true);
            continue;
        }
        let digit = at > 0 && fold.get(at - 1).is_some_and(char::is_ascii_digit);
        let first = fold
            .iter()
            .take(at)
            .all(|c| *c == ' ' || c.is_ascii_digit());
        // `ア . 架空の港`
        let letter = at > 0
            && fold
                .get(at - 1)
                .is_some_and(|c| matches!(c, 'ア'..='ン' | 'a'..='z'))
            && fold.iter().take(at - 1).all(|c| *c == ' ');
        if (digit && first || letter)
            && is_blank(at)
            && fold.get(at + 1) == Some(&'.')
            && is_blank(at + 2)
        {
            out.push_str(".  ");
            (at, closed) = (at + 3, true);
            continue;
        }
        out.push(*c);
        at += 1;
    }
    closed.then_some(out)
}

/// Where a bracket closes that opens there and has one blank on either side of its words, a few of them.
fn close_of_wide(fold: &[char], at: usize) -> Option<usize> {
    let close = match fold.get(at)? {
        '(' => ')',
        '[' => ']',
        _ => return None,
    };
    let blank = |i: usize| fold.get(i) == Some(&' ');
    if !blank(at + 1) || blank(at + 2) {
        return None;
    }
    let end = at
        + 1
        + fold
            .iter()
            .skip(at + 1)
            .take(16)
            .position(|c| *c == close)?;
    (end > at + 3 && blank(end - 1) && !blank(end - 2)).then_some(end)
}

fn numbers_closed(line: &Line) -> Line {
    // The cheap question first: nearly no line has a comma and a digit beside a blank.
    let beside = line.text.as_bytes().windows(3).any(|w| match w {
        [a, b' ', b] => (a.is_ascii_digit() || *a == b',') && b.is_ascii_digit(),
        _ => false,
    });
    if !beside && !line.text.contains('，') {
        return line.clone();
    }
    let chars: Vec<char> = line.text.chars().collect();
    let fold: Vec<char> = chars.iter().copied().map(fold_char).collect();
    // Nearly no line has a blank between two digits.
    let digit = |c: char| c.is_ascii_digit();
    let wide = fold
        .windows(3)
        .any(|w| matches!(w, [a, ' ', b] if (digit(*a) || *a == ',') && digit(*b)));
    if !wide {
        return line.clone();
    }
    let mut out: Vec<char> = Vec::with_capacity(chars.len());
    let mut at = 0;
    while at < fold.len() {
        if apart_behind_comma(&fold, at) {
            // The number keeps its right end.
            let digits = out
                .iter()
                .rev()
                .take_while(|c| fold_char(**c).is_ascii_digit());
            let start = out.len() - digits.count();
            out.insert(start, ' ');
            out.push(',');
            at += 2;
            continue;
        }
        let Some((end, number)) = number_at(&fold, at) else {
            out.extend(chars.get(at));
            at += 1;
            continue;
        };
        let width = end - at;
        out.extend(std::iter::repeat_n(' ', width.saturating_sub(number.len())));
        out.extend(number);
        at = end;
    }
    Line {
        text: out.into_iter().collect(),
        ..line.clone()
    }
}

/// Whether a comma there has a blank behind it within a number that stands alone: `43, 600`.
fn apart_behind_comma(fold: &[char], at: usize) -> bool {
    let digit = |i: usize| fold.get(i).is_some_and(char::is_ascii_digit);
    if fold.get(at) != Some(&',') || fold.get(at + 1) != Some(&' ') {
        return false;
    }
    let behind = (at + 2..at + 6).take_while(|i| digit(*i)).count();
    let before = fold
        .iter()
        .take(at)
        .rev()
        .take(4)
        .take_while(|c| c.is_ascii_digit())
        .count();
    let border = |c: Option<&char>| c.is_none_or(|c| matches!(c, ' ' | '(' | ')' | '[' | ']'));
    let first = at.checked_sub(before + 1).and_then(|i| fold.get(i));
    (1..=3).contains(&before) && behind == 3 && border(first) && border(fold.get(at + 5))
}

/// A number of single digits and commas that stand one blank apart, begun at a border: where it ends, and its characters.
fn number_at(fold: &[char], at: usize) -> Option<(usize, Vec<char>)> {
    let mark = |c: &char| c.is_ascii_digit() || *c == ',';
    let border = at
        .checked_sub(1)
        .and_then(|i| fold.get(i))
        .is_none_or(|c| !mark(c) && *c != '.');
    if !border || !fold.get(at)?.is_ascii_digit() {
        return None;
    }
    let mut number = Vec::new();
    let (mut end, mut gaps) = (at, 0);
    loop {
        match fold.get(end) {
            Some(c) if mark(c) => {
                number.push(*c);
                end += 1;
            }
            Some(' ') if fold.get(end + 1).is_some_and(mark) => {
                gaps += 1;
                end += 1;
            }
            _ => break,
        }
    }
    let text: String = number.iter().collect();
    let mut groups = text.split(',');
    let first = groups.next().unwrap_or_default().len();
    let mut others = groups.peekable();
    let grouped =
        (1..=3).contains(&first) && others.peek().is_some() && others.all(|g| g.len() == 3);
    // Numbers of two columns are no single one: nearly every character stands alone.
    (grouped && gaps * 3 >= number.len()).then_some((end, number))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn closed_text(text: &str) -> String {
        closed(&Line {
            text: text.to_owned(),
            ..Line::default()
        })
        .text
    }

    #[test]
    fn brackets_set_wide_are_closed_and_padded_cells_are_not() {
        assert_eq!(
            closed_text("( 1 ) 架空灯台 38.6 [ 35.2 ]"),
            "(1)   架空灯台 38.6 [35.2]  "
        );
        assert_eq!(closed_text("１ . 架空の港"), "１.  架空の港");
        assert_eq!(closed_text("第 １ 架空の港"), "第１  架空の港");
        assert_eq!(closed_text("架空 1,250 (    950)"), "架空 1,250 (    950)");
        assert_eq!(closed_text("架空 12 ( 8)"), "架空 12 ( 8)");
    }

    #[test]
    fn numbers_set_wide_are_closed_and_columns_are_not() {
        assert_eq!(
            closed_text("架 空  1, 2 5 0, 0 0 0  9 5 0, 0 0 0"),
            "架 空        1,250,000       950,000"
        );
        assert_eq!(closed_text("架空  1,250 950,000"), "架空  1,250 950,000");
        assert_eq!(closed_text("架空 1 2 3"), "架空 1 2 3");
        assert_eq!(
            closed_text("本年度 43, 600 前年度 9,150"),
            "本年度  43,600 前年度 9,150"
        );
        assert_eq!(closed_text("第1, 200人"), "第1, 200人");
    }
}
