//! Texts of a sheet in one line.

/// The text in one line: line breaks fall away, as names are broken anywhere; blanks of any kind are one.
pub(super) fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = None;
    for c in text.chars() {
        let invisible = matches!(
            c,
            '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}' | '\u{ad}'
        );
        if invisible || matches!(c, '\n' | '\r') {
            continue;
        }
        if c.is_whitespace() || c.is_control() {
            blank = Some(if c == '\u{3000}' { c } else { ' ' });
            continue;
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
