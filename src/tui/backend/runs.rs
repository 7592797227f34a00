//! Which parts of a row are written.

/// Up to so many columns that did not change are written again rather than jumped over: the jump
/// and the style after it would take as many bytes.
const CHEAPER_THAN_A_JUMP: usize = 4;

/// One character of a row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    /// Its first column.
    pub(super) x: usize,
    /// Its columns.
    pub(super) width: usize,
    /// Whether the terminal shows something else there.
    pub(super) changed: bool,
    /// Whether nothing is seen of it but its background.
    pub(super) blank: bool,
    /// Whether every terminal gives it the same columns.
    pub(super) sure: bool,
}

/// The runs of a row that are to be written, as ranges of its characters: what changed, with the
/// rest of the phrase that it stands in, so that a screen reader hears whole words and figures; two
/// blanks end a phrase. Behind a character that terminals measure each in their own way nothing is
/// jumped to: the row is written from its start.
pub(super) fn runs(glyphs: &[Glyph]) -> Vec<std::ops::Range<usize>> {
    let mut runs: Vec<std::ops::Range<usize>> = Vec::new();
    let is_blank = |at: Option<usize>| {
        let glyph = at.and_then(|at| glyphs.get(at));
        glyph.is_none_or(|glyph| glyph.blank)
    };
    let is_gap = |left: Option<usize>, right: Option<usize>| is_blank(left) && is_blank(right);
    let unsure = glyphs.iter().position(|glyph| !glyph.sure);
    let end_of = |at: usize| glyphs.get(at).map_or(0, |glyph| glyph.x + glyph.width);
    for at in 0..glyphs.len() {
        if !glyphs.get(at).is_some_and(|glyph| glyph.changed) {
            continue;
        }
        if runs.last().is_some_and(|run| run.end > at) {
            continue;
        }
        let (mut start, mut end) = (at, at + 1);
        while start > 0 && !is_gap(start.checked_sub(1), start.checked_sub(2)) {
            start -= 1;
        }
        while end < glyphs.len() && !is_gap(Some(end), end.checked_add(1)) {
            end += 1;
        }
        if unsure.is_some_and(|unsure| unsure < start) {
            start = 0;
        }
        let from = glyphs.get(start).map_or(0, |glyph| glyph.x);
        match runs.last_mut() {
            Some(last)
                if start <= last.end || from - end_of(last.end - 1) <= CHEAPER_THAN_A_JUMP =>
            {
                last.start = last.start.min(start);
                last.end = end;
            }
            _ => runs.push(start..end),
        }
    }
    runs
}

/// Whether all terminals give the character the columns that the ruler does: letters, what is
/// printed in Japanese, and the few signs of the program itself, whose width the terminal is asked.
pub(super) fn is_sure(symbol: &str) -> bool {
    let mut chars = symbol.chars();
    let only = chars.next().filter(|_| chars.next().is_none());
    match only {
        Some(c) => matches!(c,
            ' '..='~' | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' | '\u{2010}'..='\u{2027}' | '\u{2190}'..='\u{22ff}'
            | '\u{2460}'..='\u{25ff}' | '\u{2800}'..='\u{28ff}' | '\u{3000}'..='\u{30ff}'
            | '\u{3220}'..='\u{33ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
            | '\u{ff01}'..='\u{ff9d}' | '\u{ffe0}'..='\u{ffe6}'),
        None => symbol.is_empty(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Characters of one column; `old` is what the terminal shows.
    fn written(old: &str, new: &str) -> Vec<String> {
        let glyphs: Vec<Glyph> = old
            .chars()
            .zip(new.chars())
            .enumerate()
            .map(|(x, (old, new))| Glyph {
                x,
                width: 1,
                changed: old != new,
                blank: new == ' ',
                sure: new != '?',
            })
            .collect();
        let text =
            |run: std::ops::Range<usize>| new.chars().skip(run.start).take(run.len()).collect();
        runs(&glyphs).into_iter().map(text).collect()
    }

    #[test]
    fn what_changed_is_written_with_its_phrase() {
        assert_eq!(
            written("one two  12    abc", "one tWo  12    abc"),
            ["one tWo"]
        );
        assert_eq!(
            written("one  12       abc", "oNe  12       aBc"),
            ["oNe", "aBc"]
        );
        assert_eq!(written("one  12   abc", "oNe  13   abc"), ["oNe  13"]);
        assert_eq!(written("abc", "abc"), [""; 0]);
    }

    #[test]
    fn behind_a_character_of_unsure_width_nothing_is_jumped_to() {
        assert_eq!(written("a?b      12", "a?b      13"), ["a?b      13"]);
        assert_eq!(written("one      1?", "oNe      1?"), ["oNe"]);
    }

    #[test]
    fn a_character_of_a_document_may_be_unsure() {
        assert!(is_sure("予") && is_sure("▖") && is_sure("ｱ") && is_sure("│"));
        assert!(!is_sure("か\u{3099}") && !is_sure("👍") && !is_sure("☎️"));
    }
}
