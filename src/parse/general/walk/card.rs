//! Cards: a programme whose name and amounts stand behind labels.

use super::super::label::is_sum;
use super::super::layout::Row;
use super::super::outline::mark::mark_of;
use super::super::table::columns::flat::is_head;
use super::super::table::head::is_head_word;
use super::super::table::words::is_tag;
use super::Walk;

impl Walk<'_> {
    /// Whether the card that is open has its amount.
    pub(super) fn card_is_read(&self) -> bool {
        let card = self.card.and_then(|card| self.pieces.get(card));
        card.is_some_and(|p| p.reading.is_some())
    }
}

/// Where the name begins on a line that is labelled as one: `事業名：架空灯台`, `【施策名】架空灯台`, `■ 事業名　　架空灯台`.
pub(super) fn name_label(row: &Row) -> Option<usize> {
    let fold = &row.fold;
    let first = fold.iter().take_while(|c| **c == ' ').count();
    // The cheap question first: the words must end in 名 or 称.
    if !fold
        .iter()
        .skip(first)
        .take(16)
        .any(|c| matches!(c, '名' | '称'))
    {
        return None;
    }
    label_at(row, first).or_else(|| {
        let mark = mark_of(fold)?;
        let blanks = fold.iter().skip(mark.rest).take_while(|c| **c == ' ');
        label_at(row, mark.rest + blanks.count())
    })
}

fn label_at(row: &Row, at: usize) -> Option<usize> {
    const LABELS: [&str; 11] = [
        "施策・事業名",
        "事業の名称",
        "事業名称",
        "事業名",
        "施策名",
        "取組名",
        "事項名",
        "項目名",
        "施策の名称",
        "件名",
        "名称",
    ];
    let fold = &row.fold;
    let boxed = fold.get(at) == Some(&'【');
    let from = at + usize::from(boxed);
    let mut end = from;
    let mut words = String::new();
    while let Some(c) = fold.get(end).filter(|_| end < from + 12) {
        let whole = LABELS.contains(&words.as_str());
        let close = if boxed {
            *c == '】'
        } else {
            matches!(c, ':' | ' ')
        };
        if whole && close {
            break;
        }
        if *c != ' ' {
            words.push(*c);
        }
        end += 1;
    }
    if !LABELS.contains(&words.as_str()) {
        return None;
    }
    let blanks = fold
        .iter()
        .skip(end + 1)
        .take_while(|c| matches!(c, ' ' | ':'));
    let next = end + 1 + blanks.count();
    let rest: String = fold.get(next..)?.iter().collect();
    let colon = boxed || fold.get(end..next)?.contains(&':');
    // Words of a head: `事業名　　予算額　　担当課`.
    let head = || {
        let words = rest.split("  ").map(str::trim).filter(|w| !w.is_empty());
        let boxed = ['【', '】', '(', ')', '<', '>', '〈', '〉', '[', ']'];
        let words: Vec<&str> = words.filter(|w| !is_tag(w.trim_matches(boxed))).collect();
        let short = |word: &&str| word.chars().count() <= 6 || words.len() > 1;
        // `事業名　　令和9年度　　計　　増減`
        let head = |word: &&str| is_head_word(word) && short(word);
        words
            .iter()
            .all(|word| head(word) || words.len() > 2 && is_sum(word))
    };
    let named =
        rest.chars().any(char::is_alphabetic) && (colon || !head() && !is_head(&row.line.text));
    named.then_some(next)
}

/// Where a wide gap ends the name of a card, whose line goes on with another label: `事業名  架空灯台      予算科目  3款`.
pub(super) fn before_gap(fold: &[char], from: usize) -> usize {
    let gap = |i: usize| {
        fold.get(i..i + 4)
            .is_some_and(|w| w.iter().all(|c| *c == ' '))
    };
    (from..fold.len()).find(|i| gap(*i)).unwrap_or(fold.len())
}

/// A line of a card that gives the number of what it is of: `事業番号　２－１－５`, `整理番号：101`.
pub(super) fn is_number_field(fold: &[char]) -> bool {
    const LABELS: [&str; 6] = [
        "事業番号",
        "整理番号",
        "管理番号",
        "施策番号",
        "事業コード",
        "通し番号",
    ];
    // The cheap question first.
    let first = fold.iter().find(|c| **c != ' ');
    if !first.is_some_and(|c| "事整管施通".contains(*c)) {
        return false;
    }
    let text: String = fold.iter().filter(|c| **c != ' ').collect();
    let rest = LABELS.iter().find_map(|label| text.strip_prefix(label));
    rest.is_some_and(|rest| {
        rest.trim_start_matches(':')
            .starts_with(|c: char| c.is_ascii_digit())
    })
}

/// A line of a card that has a label and a blank before its words: `担当課   港湾課      区分   新規`.
pub(super) fn is_card_field(fold: &[char]) -> bool {
    let mut words = fold.split(|c| *c == ' ').filter(|word| !word.is_empty());
    let mut label: Vec<char> = words.next().unwrap_or_default().to_vec();
    // `所　管   港湾課`: a label of two characters set wide.
    if label.len() == 1
        && let Some(second) = words.next().filter(|word| word.len() == 1)
    {
        label.extend(second);
    }
    let more = fold.iter().filter(|c| **c != ' ').count() > label.len();
    (2..=6).contains(&label.len()) && label.iter().all(|c| c.is_alphabetic()) && more
}
