//! Tables of which nothing but single blanks is left between the cells, as recognised text and plain converters have them: a head, and
//! below it a name, its numbers and what is remarked.

use super::super::row::marked;
use super::super::value::{is_number_like, value};
use super::super::words::is_tag;
use super::serial::is_number_mark;
use super::{Chunk, chunks, head, is_blank, is_head_word};
use crate::japanese::fold::{fold_char, folded};
use crate::parse::general::amount::Unit;
use crate::parse::general::table::head::{Column, Columns, year_in};
use crate::source::{Grid, GridCell, Line};

/// Longest head, in characters.
const LONGEST: usize = 80;

/// Fewest rows.
const FEWEST: usize = 3;

/// Words of heads that are set wide, longest first.
const SPACED: [&str; 20] = [
    "事業名",
    "施策名",
    "事項名",
    "予算額",
    "要求額",
    "増減額",
    "担当課",
    "前年度",
    "本年度",
    "計上額",
    "事項",
    "項目",
    "区分",
    "比較",
    "備考",
    "増減",
    "摘要",
    "内容",
    "科目",
    "説明",
];

/// Whether a line is nothing but words of a head, three at least, however wide it is set.
#[must_use]
pub fn is_head(text: &str) -> bool {
    let runs = chunks(text, false);
    let word = |run: &Chunk| {
        run.text.chars().count() <= 8 && is_head_word(&run.text) && !is_tag(&run.text)
    };
    runs.len() > 2 && runs.iter().all(word) || may_be_head(text)
}

/// Whether a line may be a head of single blanks: a look at its letters, and only then at its words.
pub(super) fn may_be_head(text: &str) -> bool {
    let text = text.trim();
    let wide = text.contains("  ") || text.contains(['\u{3000}', '\t']);
    let money = text.contains(['額', '円']) || text.contains("予算") || text.contains("年度");
    money && !wide && text.contains(' ') && head_words(text).is_some()
}

/// The words of a head, where all its words are such.
fn head_words(text: &str) -> Option<Vec<String>> {
    let text = text.trim();
    if text.chars().count() > LONGEST || text.contains(['。', '、']) {
        return None;
    }
    let parts: Vec<&str> = text.split(' ').collect();
    let mut words: Vec<String> = Vec::new();
    let mut at = 0;
    while let Some(part) = parts.get(at) {
        let rest = parts.get(at..).unwrap_or_default();
        let spaced = SPACED.iter().find(|word| {
            let count = word.chars().count();
            let own = rest.get(..count);
            own.is_some_and(|own| {
                own.iter()
                    .copied()
                    .eq(word.split("").filter(|c| !c.is_empty()))
            })
        });
        match spaced {
            Some(word) => {
                words.push((*word).to_owned());
                at += word.chars().count();
            }
            None if is_head_word(part) && !is_number_like(part) => {
                words.push((*part).to_owned());
                at += 1;
            }
            None => return None,
        }
    }
    (words.len() > 1).then_some(words)
}

/// Where the columns of a head are: the name, the numbers, what is behind them.
struct Head {
    width: usize,
    columns: Columns,
    words: Vec<String>,
    name: usize,
    numbers: Vec<usize>,
    remark: Option<usize>,
}

impl Head {
    fn of(words: Vec<String>) -> Option<Self> {
        let columns = head::columns(&words, &vec![true; words.len()])?;
        let money = |n: &usize| {
            columns
                .roles
                .get(*n)
                .is_some_and(|role| role.is_money() || *role == Column::Rate)
        };
        let first_money = (0..words.len()).find(money)?;
        let last = (0..words.len()).rfind(money)?;
        // Years before those two that are compared: `令和7年度 令和8年度 令和9年度`.
        let older = words.get(..first_money)?.iter().rev();
        let first = first_money - older.take_while(|word| year_in(word).is_some()).count();
        let name = columns
            .roles
            .iter()
            .position(|role| *role == Column::Name)?;
        (name + 1 == first).then(|| Self {
            width: words.len(),
            numbers: (first..=last).collect(),
            remark: (last + 1 < words.len()).then_some(last + 1),
            name,
            columns,
            words,
        })
    }

    /// The same with the words of a line below it: one for each column, or for the first ones behind the names
    /// (`要求額 予算額` below `事項 令和９年度 令和８年度 増減`). None where that tells no columns.
    fn with(&self, below: &[String]) -> Option<Self> {
        let first = if below.len() == self.width {
            0
        } else {
            self.name + 1
        };
        let mut words = self.words.clone();
        for (nth, word) in below.iter().enumerate() {
            words.get_mut(first + nth)?.push_str(word);
        }
        Self::of(words)
    }

    /// The name, the numbers and the rest of a line. None where it has no numbers, or more readings than one.
    fn row(&self, words: &[String]) -> Option<(String, Vec<String>, String)> {
        let count = self.numbers.len();
        let number = |word: &String| is_number_like(word);
        let mut found: Vec<usize> = Vec::new();
        for (at, window) in words.windows(count).enumerate().skip(1) {
            let named = words.get(..at).is_some_and(|name| {
                name.iter()
                    .any(|word| word.chars().any(char::is_alphabetic))
            });
            if named && window.iter().all(number) {
                found.push(at);
            }
        }
        // `架空灯台 － － 412 皆増`: a name holds no number, and what is behind the columns is a remark.
        if found.len() > 1 {
            let lost = |at: usize| words.iter().take(at).skip(1).any(&number);
            found.retain(|at| !lost(*at));
        }
        if found.len() > 1 {
            found.retain(|at| self.proves(words.get(*at..at + count).unwrap_or_default()));
        }
        let [at] = found.as_slice() else { return None };
        let name = match words.get(..*at)? {
            // The blank is what makes it a mark: `1 架空の港`.
            [mark, name @ ..] if is_number_mark(mark) => format!("{mark} {}", name.concat()),
            name => name.concat(),
        };
        let rest = words.get(at + count..)?.join(" ");
        // Numbers left over in the name are lost cells.
        let lost = words.get(..*at)?.iter().skip(1).any(number);
        (!lost).then(|| {
            (
                name,
                words.get(*at..at + count).unwrap_or_default().to_vec(),
                rest,
            )
        })
    }

    /// Whether the change of a row is the difference of its request and base.
    fn proves(&self, numbers: &[String]) -> bool {
        let of = |role: Column| {
            let at = self.columns.roles.iter().position(|own| *own == role)?;
            let nth = self.numbers.iter().position(|n| *n == at)?;
            value(numbers.get(nth)?, Some(Unit::OKU)).signed()
        };
        match (of(Column::Request), of(Column::Base), of(Column::Change)) {
            (Some(request), Some(base), Some(change)) => request.checked_sub(base) == Some(change),
            _ => false,
        }
    }
}

/// The words of a line, a minus set apart joined to its number. None where wide gaps show its columns.
fn words_of(text: &str) -> Option<Vec<String>> {
    let text = text.trim();
    if text.contains("  ") || text.contains('\t') {
        return None;
    }
    let mut words: Vec<String> = Vec::new();
    for word in text
        .split(|c| fold_char(c) == ' ')
        .filter(|word| !word.is_empty())
    {
        match words.last_mut() {
            Some(last) if matches!(last.as_str(), "△" | "▲") => last.push_str(word),
            _ => words.push(word.to_owned()),
        }
    }
    Some(words)
}

/// The head that begins with the first line, and how many lines it takes.
fn head_of(lines: &[&Line]) -> Option<(Head, usize)> {
    let mut head = Head::of(head_words(&lines.first()?.text)?)?;
    let mut taken = 1;
    for line in lines.iter().skip(1).take(2) {
        let below = head_words(&line.text).filter(|words| words.len() <= head.width);
        let Some(more) = below.and_then(|words| head.with(&words)) else {
            break;
        };
        head = more;
        taken += 1;
    }
    Some((head, taken))
}

/// How long the longest name of the rows is, without its mark: as long as its column is wide, where names are broken.
fn longest_name(head: &Head, lines: &[&Line]) -> usize {
    let names = lines.iter().take(super::MOST_LINES).filter_map(|line| {
        let (name, ..) = head.row(&words_of(&line.text)?)?;
        Some(marked(&name).2.chars().count())
    });
    names.max().unwrap_or(0)
}

/// Whether a line without numbers is the rest of the name in the row above: that one has a mark and fills its column.
fn goes_on(rows: &[Vec<GridCell>], name: usize, text: &str, longest: usize) -> bool {
    let above = rows.last().and_then(|row| row.get(name));
    above.is_some_and(|cell| {
        let (mark, _, words) = marked(&cell.text);
        mark.is_some() && words.chars().count() >= longest && text.chars().count() <= LONGEST / 2
    })
}

pub(super) fn grid_of(lines: &[&Line]) -> Option<(Grid, usize)> {
    let first = lines.first()?;
    if !may_be_head(&first.text) {
        return None;
    }
    let (head, head_lines) = head_of(lines)?;
    let longest = longest_name(&head, lines.get(head_lines..)?);
    let cell = |line: &Line, text: &str| GridCell {
        text: text.to_owned(),
        line: line.number,
        page: line.page,
        ..GridCell::default()
    };
    let mut rows = vec![
        head.words
            .iter()
            .map(|word| cell(first, word))
            .collect::<Vec<_>>(),
    ];
    let (mut read, mut torn, mut wide, mut taken) = (0_usize, 0_usize, 0_usize, 0);
    let mut blanks = 0;
    for (n, line) in lines.iter().enumerate().skip(head_lines) {
        let text = line.text.trim();
        if is_blank(line) {
            blanks += 1;
            if blanks > super::MOST_BLANKS {
                break;
            }
            continue;
        }
        blanks = 0;
        let fold = folded(text);
        if text == first.text.trim() || text.contains("単位") && text.chars().count() < 20 {
            continue;
        }
        if text.contains('。') || fold.first() == Some(&'※') || line.hint.level.is_some() {
            break;
        }
        let Some(words) = words_of(text) else {
            wide += 1;
            if wide > 2 {
                break;
            }
            continue;
        };
        let mut row = vec![cell(line, ""); head.width];
        let mut set = |at: usize, text: &str| {
            if let Some(cell) = row.get_mut(at) {
                text.clone_into(&mut cell.text);
            }
        };
        let numbers = words
            .iter()
            .skip(1)
            .filter(|word| is_number_like(word))
            .count();
        match head.row(&words) {
            Some((name, values, rest)) => {
                let (tag, name) = split_tag(&head, &words, name);
                set(head.name, &name);
                if let Some(at) = head.name.checked_sub(1) {
                    set(at, &tag);
                }
                for (at, value) in head.numbers.iter().zip(&values) {
                    set(*at, value);
                }
                if let Some(at) = head.remark {
                    set(at, &rest);
                }
                read += 1;
                taken = n + 1;
            }
            // What lost its cells is said to be unread, with its name.
            None if numbers > 0 => {
                set(head.name, &words.join(" "));
                torn += 1;
            }
            None if numbers == 0 && n == taken && goes_on(&rows, head.name, text, longest) => {
                if let Some(name) = rows.last_mut().and_then(|row| row.get_mut(head.name)) {
                    name.text.push_str(text);
                }
                taken = n + 1;
                continue;
            }
            None if is_title(text) => set(head.name, text),
            None => break,
        }
        rows.push(row);
    }
    // What stands behind the last row is of the text below.
    let last = lines
        .get(taken.checked_sub(1)?)
        .map_or(0, |line| line.number);
    rows.retain(|row| row.first().is_some_and(|cell| cell.line <= last));
    let grid = Grid {
        caption: String::new(),
        rows,
    };
    (read >= FEWEST && torn * 3 <= read).then_some((grid, taken))
}

/// A tag or serial number before the name is of the column left of the names.
fn split_tag(head: &Head, words: &[String], name: String) -> (String, String) {
    let Some(first) = words.first().filter(|_| head.name > 0) else {
        return (String::new(), name);
    };
    if !is_tag(first) && !is_number_mark(first) {
        return (String::new(), name);
    }
    match name.strip_prefix(first.as_str()) {
        Some(rest) if !rest.is_empty() => (first.clone(), rest.trim_start().to_owned()),
        _ => (String::new(), name),
    }
}

/// A line without numbers that heads rows: an office, a title in brackets or behind a mark.
fn is_title(text: &str) -> bool {
    let boxed = text.starts_with(['【', '《', '〈', '＜', '■', '◆', '●']);
    let office =
        text.ends_with(['課', '部', '局', '室', '費', '款', '項']) || text.ends_with("委員会");
    text.chars().count() <= 30 && (boxed || office || marked(text).0.is_some())
}
