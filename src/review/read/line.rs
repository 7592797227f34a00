//! Texts of a sheet in one line.

/// The text in one line: line breaks fall away, as names are broken anywhere, but for those between English words;
/// blanks of any kind are one.
pub(super) fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut blank, mut broken) = (None, false);
    for c in text.chars() {
        let invisible = matches!(
            c,
            '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}' | '\u{ad}'
        );
        if invisible || matches!(c, '\n' | '\r') {
            broken |= !invisible;
            continue;
        }
        if c.is_whitespace() || c.is_control() {
            blank = Some(if c == '\u{3000}' { c } else { ' ' });
            continue;
        }
        let is_between =
            out.ends_with(|last: char| last.is_ascii_alphabetic()) && c.is_ascii_alphabetic();
        if std::mem::take(&mut broken) && is_between {
            blank = blank.or(Some(' '));
        }
        if let Some(blank) = blank.take().filter(|_| !out.is_empty()) {
            out.push(blank);
        }
        out.push(c);
    }
    out
}

/// The same of running text, whose line breaks part sentences: `／`, as the RS system writes it.
pub(super) fn prose(text: &str) -> String {
    let lines = text.lines().map(one_line).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("／")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_breaks_fall_away_but_between_english_words() {
        for (text, line) in [
            ("架空灯台の\n維持", "架空灯台の維持"),
            ("ABC\r\nDEF Project", "ABC DEF Project"),
            ("ＩＣＴ\nABC\nの整備", "ＩＣＴABCの整備"),
            (" 灯台 \u{3000}の\n", "灯台\u{3000}の"),
        ] {
            assert_eq!(one_line(text), line);
        }
    }
}
