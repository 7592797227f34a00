//! Cells that hold a name and, on the lines below it, what is said of it: under a head such as `事業名・内容`.

use unicode_width::UnicodeWidthStr;

use crate::japanese::fold::folded;
use crate::source::GridCell;

/// Whether a head tells that its cells hold names and prose: `事業名・内容`, `事業名（概要）`, `施策名及び説明`.
pub(super) fn tells(head: &str) -> bool {
    let plain: String = folded(head).into_iter().filter(|c| *c != ' ').collect();
    ["事業名", "事業の名称", "施策名", "項目名"]
        .iter()
        .any(|word| {
            plain.strip_prefix(word).is_some_and(|rest| {
                let rest = rest.trim_start_matches(['・', '/', '(', '、', '及', 'び', '与', 'と']);
                [
                    "内容",
                    "概要",
                    "説明",
                    "事業内容",
                    "事業概要",
                    "事業の内容",
                    "事業の概要",
                ]
                .iter()
                .any(|word| rest.trim_end_matches(')') == *word)
            })
        })
}

/// The width of the widest line of such cells, in columns of the terminal: where the paper breaks its lines.
pub(super) fn widest<'a>(cells: impl Iterator<Item = &'a GridCell>) -> usize {
    let lines = cells.flat_map(|cell| cell.text.split('\n'));
    lines.map(|line| line.trim().width()).max().unwrap_or(0)
}

/// The lines of a cell that are its name: the first, and the next where the one before fills the cell.
///
/// ```text
/// ごみ集積所の照明と防鳥ネットの設置に対する
/// 自治会への補助
/// 集積所1か所当たり3万円                       no more of the name
/// ```
pub(super) fn name_in(text: &str, widest: usize) -> &str {
    let mut end = 0;
    for line in text.split('\n') {
        end += line.len();
        let full = line.trim().width() * 10 >= widest * 9;
        if !full || line.trim_end().ends_with('。') {
            break;
        }
        end += 1;
    }
    text.get(..end.min(text.len())).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_ends_with_the_first_line_that_leaves_room() {
        assert!(tells("事 業 名・内 容") && tells("事業名（概要）"));
        assert!(!tells("事業名") && !tells("事業内容"));
        assert_eq!(name_in("架空灯台\n灯室を直す", 20), "架空灯台");
        assert_eq!(
            name_in("架空灯台の灯室の\n改修\n灯を点す", 16),
            "架空灯台の灯室の\n改修"
        );
        assert_eq!(name_in("架空灯台", 8), "架空灯台");
    }
}
