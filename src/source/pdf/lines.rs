//! Rows of glyphs → lines of text: blanks keep the columns, what the edge of the column broke is joined.

use unicode_width::UnicodeWidthStr;

use super::content::Glyph;
use super::rows::{Column, Piece, Row};
use crate::source::block::Hint;

/// Lines with a blank one where the distance says so.
pub(super) fn lay(rows: Vec<Row>, column: Column, pieces: &mut Vec<Piece>) {
    let mut above: Option<Row> = None;
    for row in rows {
        if let Some(above) = &above
            && row.y - above.y > 2.2 * above.size.max(row.size)
        {
            pieces.push(Piece::Text {
                text: String::new(),
                size: 0.0,
                hint: Hint::default(),
            });
        }
        let text = text(&row.glyphs, column.left, column.unit);
        match (&above, pieces.last_mut()) {
            (Some(above), Some(Piece::Text { text: open, .. }))
                if goes_on(above, &row, column, open, text.trim_start()) =>
            {
                append(open, text.trim_start());
            }
            _ => pieces.push(Piece::Text {
                text,
                size: row.size,
                hint: Hint {
                    bold: is_bold(&row),
                    ..Hint::default()
                },
            }),
        }
        above = Some(row);
    }
}

fn printed(row: &Row) -> impl DoubleEndedIterator<Item = &Glyph> {
    row.glyphs.iter().filter(|g| !g.text.trim().is_empty())
}

fn is_bold(row: &Row) -> bool {
    printed(row).all(|g| g.bold)
}

/// Whether a row goes on the one above: that ends where not even the first word of the row had room, in the
/// same type, and neither ends in figures or a sentence's end nor is followed by a mark of its own.
fn goes_on(above: &Row, row: &Row, column: Column, open: &str, text: &str) -> bool {
    let (Some(start), Some(end)) = (printed(above).next(), printed(above).next_back()) else {
        return false;
    };
    let Some(next) = printed(row).next() else {
        return false;
    };
    let size = above.size;
    let alike = (row.size - size).abs() < 0.15 * size && is_bold(row) == is_bold(above);
    let near = row.y - above.y < 2.0 * size;
    let long = end.right - column.left > 0.6 * (column.right - column.left);
    let full = column.right - end.right < first_word(row) + 0.8 * size;
    let below = next.x > start.x - 3.0 * size && next.x < start.x + 3.0 * size;
    let closed = !is_open(open);
    let done = open
        .trim_end()
        .ends_with(['。', '円', '%', '％', '】', '：', ':', '；'])
        || (closed && open.trim_end().ends_with([')', '）']) && open.contains('円'));
    let chunks = above.glyphs.windows(2).any(|pair| match pair {
        [a, b] => b.x - a.right > 1.4 * a.size,
        _ => false,
    });
    alike && near && long && full && below && !done && !(chunks && closed) && !begins_anew(text)
}

/// Width of the first word of a row: what a line break may not part.
fn first_word(row: &Row) -> f64 {
    let mut glyphs = printed(row).peekable();
    let Some(first) = glyphs.next() else {
        return 0.0;
    };
    let latin = |g: &Glyph| g.text.chars().all(|c| c.is_ascii_graphic());
    let no_start = |g: &Glyph| {
        g.text
            .chars()
            .all(|c| "、。，．）」』】〕）)ー・々っゃゅょッャュョ".contains(c))
    };
    let mut right = first.right;
    while let Some(next) = glyphs
        .next_if(|g| g.x - right < 0.2 * g.size && ((latin(first) && latin(g)) || no_start(g)))
    {
        right = next.right;
    }
    right - first.x
}

/// Whether a bracket is open at the end.
fn is_open(text: &str) -> bool {
    let count = |signs: &[char]| text.chars().filter(|c| signs.contains(c)).count();
    count(&['(', '（']) > count(&[')', '）']) || count(&['【']) > count(&['】'])
}

/// Whether a line begins with a mark or a number of its own.
fn begins_anew(text: &str) -> bool {
    let chars: Vec<char> = text.chars().take(6).collect();
    let Some(first) = chars.first().copied() else {
        return true;
    };
    if matches!(first, '①'..='⑳' | '⑴'..='⒇' | 'Ⅰ'..='Ⅻ')
        || "・•‣●○◎■□◆◇▽▼△▲★☆※➢✓【《〈〔〇☞→⇒|".contains(first)
    {
        return true;
    }
    let labelled = matches!(first, '(' | '（')
        && chars
            .iter()
            .skip(1)
            .take(3)
            .any(|c| matches!(c, ')' | '）'));
    let digits = chars.iter().take_while(|c| c.is_numeric()).count();
    let numbered = (1..=2).contains(&digits)
        && matches!(
            chars.get(digits),
            Some('.' | '．' | '、' | ' ' | '\u{3000}' | ')' | '）')
        )
        && !chars.get(digits + 1).is_some_and(|c| c.is_numeric());
    labelled || numbered
}

/// Between Japanese a broken line has no blank, between Latin words it has one.
fn append(text: &mut String, more: &str) {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    if latin(text.chars().next_back()) && latin(more.chars().next()) {
        text.push(' ');
    }
    text.push_str(more);
}

/// The text of a row of glyphs; gaps become as many blanks as keep the columns of the page.
pub(super) fn text(glyphs: &[Glyph], left: f64, unit: f64) -> String {
    let mut text = String::new();
    let mut right: Option<f64> = None;
    let spread = spread(glyphs);
    for (n, glyph) in glyphs.iter().enumerate() {
        if glyph.text == "\u{3000}" {
            continue;
        }
        let gap = right.map_or(0.0, |right| (glyph.x - right) / glyph.size);
        let within_word = spread.get(n).copied().unwrap_or(false);
        if right.is_none() || (gap > 1.4 && !within_word) {
            let column = whole((glyph.x - left) / unit);
            let least = if right.is_none() { 0 } else { 2 };
            let have = text.width();
            let blanks = column.saturating_sub(have).max(least).min(200);
            text.extend(std::iter::repeat_n(' ', blanks));
        } else if gap > 0.75 && !within_word {
            text.push('\u{3000}');
        } else if gap > 0.12 && !within_word && ends_a_column(&text) && begins_a_cell(glyph) {
            text.push_str("  ");
        } else if gap > 0.22 && !within_word {
            text.push(' ');
        }
        text.push_str(&glyph.text);
        right = Some(glyph.right);
    }
    text
}

/// Whether a text ends in a number of three digits or more behind a wide gap: one set at the right edge of its column, where the next
/// column may begin right behind it.
fn ends_a_column(text: &str) -> bool {
    let number = |c: char| c.is_ascii_digit() || c == ',';
    let before = text.trim_end_matches(number);
    let digits = text.len() - before.len();
    digits > 2 && before.ends_with("  ")
}

/// Whether a glyph may be the first of a cell behind a number: a word, or a dash for nothing.
fn begins_a_cell(glyph: &Glyph) -> bool {
    let first = glyph.text.chars().next();
    first.is_some_and(|c| {
        c.is_alphabetic() && !c.is_ascii() || matches!(c, '－' | '−' | '―' | '—' | '-')
    })
}

/// A distance in columns.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "bounded just before"
)]
fn whole(columns: f64) -> usize {
    columns.round().clamp(0.0, 1000.0) as usize
}

/// For each glyph, whether it goes on a word that was set wide (文　書　配　達): three single glyphs or
/// more with even gaps.
fn spread(glyphs: &[Glyph]) -> Vec<bool> {
    let real: Vec<usize> = (0..glyphs.len())
        .filter(|n| glyphs.get(*n).is_some_and(|g| g.text != "\u{3000}"))
        .collect();
    let gap = |n: usize| {
        let (a, b) = (glyphs.get(*real.get(n)?)?, glyphs.get(*real.get(n + 1)?)?);
        Some((b.x - a.right) / b.size)
    };
    let wide = |gap: f64| gap > 0.28 && gap < 4.5;
    let letter = |n: usize| {
        let glyph = real.get(n).and_then(|at| glyphs.get(*at));
        glyph.is_some_and(|g| g.text.chars().all(|c| c.is_alphabetic() && !c.is_ascii()))
    };
    let mut within = vec![false; glyphs.len()];
    let mut from = 0;
    while from + 1 < real.len() {
        let Some(first) = gap(from).filter(|gap| wide(*gap) && letter(from)) else {
            from += 1;
            continue;
        };
        let mut to = from + 1;
        while letter(to)
            && gap(to).is_some_and(|gap| wide(gap) && (gap - first).abs() < 0.6)
            && letter(to + 1)
        {
            to += 1;
        }
        let alone = from == 0 || gap(from - 1).is_none_or(|before| before > 0.28);
        if alone && letter(to) && to - from >= 2 && gap(to).is_none_or(|after| after > 0.28) {
            for at in real.iter().take(to + 1).skip(from + 1) {
                if let Some(place) = within.get_mut(*at) {
                    *place = true;
                }
            }
        }
        from = to;
    }
    within
}
