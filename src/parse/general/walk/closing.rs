//! Names without marks, each over what is said of it and then its number: whose the numbers are when they close each section.

use super::super::layout::{Flow, Row};
use super::super::outline::mark::mark_of;
use super::shape::unit_behind;

impl super::Walk<'_> {
    /// Whether the line stands where bare numbers are of the names above them.
    pub(super) fn closes(&self, row: &Row) -> bool {
        self.closing.is_some_and(|head| row.line.number > head)
    }
}

/// Fewest sections.
const FEWEST: usize = 3;

/// Whether bare numbers stand at the ends of sections alone, three at least, below one head that names their unit: each section as many
/// paragraphs of words as the others, one or two, then its numbers, then a blank line. Then a number is of the name above it: a name set in
/// the middle of its cell would go on below.
/// The line of that head; none where anything stands otherwise.
pub(super) fn numbers_close(flow: &[Flow]) -> Option<u32> {
    let head = flow.iter().position(is_unit_head)?;
    let line = match flow.get(head)? {
        Flow::Row(row) => row.line.number,
        _ => return None,
    };
    sections_close(flow.get(head + 1..)?).then_some(line)
}

fn sections_close(flow: &[Flow]) -> bool {
    let mut sections: Vec<usize> = Vec::new();
    let mut paragraphs = 0;
    let (mut within, mut behind) = (false, false);
    for item in flow {
        let Flow::Row(row) = item else { return false };
        if row.aside {
            continue;
        }
        if row.blank {
            (within, behind) = (false, false);
            continue;
        }
        if is_number(row) {
            // Directly below words, or with no words above: not a section's end of its own.
            if within || paragraphs == 0 && !behind {
                return false;
            }
            if !behind {
                sections.push(paragraphs);
            }
            (paragraphs, behind) = (0, true);
            continue;
        }
        if row.fold.iter().find(|c| **c != ' ') == Some(&'※') {
            break;
        }
        let figures = row.fold.contains(&'円') && row.fold.iter().any(char::is_ascii_digit);
        if behind || figures || mark_of(&row.fold).is_some() {
            return false;
        }
        paragraphs += usize::from(!within);
        within = true;
    }
    let first = sections.first().copied().unwrap_or(0);
    sections.len() >= FEWEST
        && paragraphs == 0
        && (1..=2).contains(&first)
        && sections.iter().all(|count| *count == first)
}

fn is_unit_head(item: &Flow) -> bool {
    matches!(item, Flow::Row(row) if !row.aside && unit_behind(&row.fold).is_some())
}

/// Digits, brackets and signs alone.
fn is_number(row: &Row) -> bool {
    let mut visible = row.fold.iter().filter(|c| **c != ' ');
    visible.clone().any(char::is_ascii_digit)
        && visible.all(|c| {
            c.is_ascii_digit() || matches!(c, ',' | '.' | '(' | ')' | '[' | ']' | '-' | '▲' | '△')
        })
}

#[cfg(test)]
mod tests {
    use super::super::super::layout::row_of;
    use super::*;

    fn rows(text: &str) -> Vec<Flow> {
        text.lines()
            .zip(1..)
            .map(|(line, n)| Flow::Row(row_of(line, n)))
            .collect()
    }

    #[test]
    fn numbers_that_close_all_sections_are_of_the_names_above() {
        let text = "主な事業 予算額(億円)\n\n架空灯台\n\n灯の整備\n\n12\n(10)\n\n架空桟橋\n\n杭の更新\n\n3\n\n架空橋\n\n床の更新\n\n4\n(4)\n";
        assert_eq!(numbers_close(&rows(text)), Some(1));
        // A name that goes on below its number may be set in the middle of its cell.
        assert_eq!(
            None,
            numbers_close(&rows(&text.replace("12\n(10)\n\n", "12\nの整備\n\n")))
        );
        // A heading above one of the names makes the sections unlike.
        assert_eq!(
            None,
            numbers_close(&rows(&text.replace("架空橋", "道路\n\n架空橋")))
        );
    }
}
