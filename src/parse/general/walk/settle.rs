//! After the walk: which names are headings, sums or text after all.

use super::super::amount::{Money, moneys};
use super::super::label::{is_memo, is_sum};
use super::super::piece::{Piece, Role, Style};
use std::collections::HashMap;

use super::super::figure::{Fate, UnreadReason};
use super::super::layout::Flow;
use super::Walk;
use crate::japanese::fold::folded;

impl Walk<'_> {
    /// A number grouped by commas that stands like one of a column, or an amount with its unit, that nothing above took for a figure, is
    /// said to be unread: no amount of a table that was not recognised, or that a cell lost, goes in silence.
    pub(super) fn unseen(&mut self, flow: &[Flow]) {
        let mut known: HashMap<u32, Vec<String>> = HashMap::new();
        for figure in self.figures.all() {
            let text = plain(&folded(&figure.printed));
            known.entry(figure.line).or_default().push(text);
        }
        let told = |numbers: &[u32], amount: &str| {
            let near = numbers.iter().flat_map(|n| n.saturating_sub(3)..=n + 3);
            near.filter_map(|n| known.get(&n))
                .flatten()
                .any(|text| text.contains(amount))
        };
        let mut words = String::new();
        for item in flow {
            match item {
                Flow::Row(row) if row.aside || row.blank => {}
                Flow::Row(row) => {
                    // A number alone on its line is told with the words above it.
                    if row.fold.iter().any(|c| c.is_alphabetic()) {
                        words = row.text();
                    }
                    for amount in amounts_of(&row.fold) {
                        if !told(&row.numbers, &amount) {
                            self.say_unseen((row.line.number, row.line.page), amount, &words);
                        }
                    }
                }
                Flow::Grid(grid) => {
                    for cell in grid.rows.iter().flatten().filter(|cell| !cell.copied) {
                        let fold = folded(&cell.text);
                        for amount in moneys(&fold).iter().map(|m| printed(&fold, m)) {
                            if !told(&[cell.line], &amount) {
                                self.say_unseen((cell.line, cell.page), amount, cell.text.trim());
                            }
                        }
                    }
                }
                Flow::Sheet(_) => {}
            }
        }
    }

    fn say_unseen(&mut self, (line, page): (u32, u32), amount: String, about: &str) {
        let unit = self.evidence.unit.or(self.unit);
        let own = amount.ends_with(|c: char| !c.is_ascii_digit());
        let id = self.figures.add(line, page, amount);
        self.figures.about(id, about);
        let reason = match (own, unit) {
            (true, _) => UnreadReason::NotUnderstood,
            (false, None) => UnreadReason::UnitUnknown,
            (false, Some(_)) => UnreadReason::Table,
        };
        self.figures.set(id, Fate::Unread(reason));
    }

    /// Names that never got figures are text; bare lines between two headings are headings.
    pub(super) fn settle(&mut self) {
        self.promote();
        for piece in &mut self.pieces {
            if piece.role == Role::Item {
                if piece.reading.is_none() {
                    piece.role = Role::Text;
                } else if is_sum(&piece.name) {
                    piece.role = Role::Sum;
                } else if is_memo(&piece.name) {
                    piece.role = Role::Memo;
                }
            }
        }
        self.offices();
        self.titles();
        let heading =
            |piece: Option<&Piece>| piece.is_some_and(|p| matches!(p.role, Role::Heading(_)));
        let bare: Vec<usize> = (1..self.pieces.len())
            .filter(|i| {
                let own = self.pieces.get(*i);
                // Below an entry with figures a bare line tells of it.
                let before = self.pieces.get(i - 1);
                heading(before)
                    && before.is_some_and(|p| p.reading.is_none())
                    && heading(self.pieces.get(i + 1))
                    && own.is_some_and(|p| {
                        p.role == Role::Text && p.table.is_none() && is_title(&p.name)
                    })
            })
            .collect();
        for i in bare {
            if let Some(piece) = self.pieces.get_mut(i) {
                piece.role = Role::Heading(Style::Bare);
            }
        }
    }
}

impl Walk<'_> {
    /// A sign of entries that here and there stands without figures over entries of another sign heads those:
    /// then all its lines are of one level.
    fn promote(&mut self) {
        let waits = |p: &Piece| p.role == Role::Item && p.reading.is_none() && p.mark.is_some();
        let mut signs = Vec::new();
        let mut over = Vec::new();
        for (i, piece) in self.pieces.iter().enumerate().filter(|(_, p)| waits(p)) {
            let next = self
                .pieces
                .iter()
                .skip(i + 1)
                .find(|p| p.role != Role::Text);
            let heads = next.is_some_and(|n| {
                n.role == Role::Item
                    && n.mark.is_some()
                    && n.mark != piece.mark
                    && n.reading.is_some()
            });
            let listed = piece.mark.is_some_and(Style::is_point);
            // An item of a list over items within it is what they are listed under.
            let depth = |p: &Piece| p.mark.and_then(Style::depth_of_item);
            let within = next.and_then(depth) > depth(piece) && depth(piece).is_some();
            if heads && (!listed || within) && is_title(&piece.name) {
                over.push(i);
                signs.extend(piece.mark);
            }
        }
        for (i, piece) in self.pieces.iter_mut().enumerate() {
            if let Some(style) = piece
                .mark
                .filter(|s| signs.contains(s) && piece.role == Role::Item)
                && (piece.reading.is_some() || over.contains(&i))
            {
                piece.role = Role::Heading(style);
            }
        }
    }
}

impl Walk<'_> {
    /// Offices alone on their lines, two at least, each over headings or entries, head them: `総務部` over `(1) 危機管理`.
    fn offices(&mut self) {
        let office = |p: &Piece| {
            let name = p
                .name
                .trim_matches(['＜', '＞', '【', '】', '[', ']', '<', '>']);
            let length = name.chars().count();
            p.role == Role::Text
                && p.table.is_none()
                && (3..=14).contains(&length)
                && name.chars().all(|c| c.is_alphabetic() || c == '・')
                && (name.ends_with(['部', '局', '課', '室', '庁']) || name.ends_with("委員会"))
        };
        let over: Vec<usize> = (0..self.pieces.len())
            .filter(|i| {
                let next = self.pieces.get(i + 1);
                self.pieces.get(*i).is_some_and(office)
                    && next.is_some_and(|n| n.role != Role::Text && n.role != Role::Sum)
            })
            .collect();
        let mut names: Vec<&str> = over
            .iter()
            .filter_map(|i| self.pieces.get(*i))
            .map(|p| p.name.as_str())
            .collect();
        names.sort_unstable();
        let repeated = names
            .windows(2)
            .any(|pair| matches!(pair, [a, b] if a == b));
        if over.len() < 2 || repeated {
            return;
        }
        for i in over {
            if let Some(piece) = self.pieces.get_mut(i) {
                piece.role = Role::Heading(Style::Bare);
            }
        }
    }
}

/// A short line without the marks of a sentence.
pub(super) fn is_title(text: &str) -> bool {
    let length = text.chars().count();
    (1..=30).contains(&length)
        && !text.contains(['。', '、', '※', ':', '：'])
        && !text.starts_with(['(', '（', '[', '［'])
        && !["ます", "する", "です", "いる", "ある", "現在"]
            .iter()
            .any(|w| text.ends_with(w))
}

/// Amounts with their unit, and numbers of columns, as printed without blanks. Most lines have neither.
fn amounts_of(fold: &[char]) -> Vec<String> {
    let mut found = columns_numbers(fold);
    if fold.iter().any(|c| matches!(c, '円' | '億' | '兆')) {
        found.extend(moneys(fold).iter().map(|money| printed(fold, money)));
    }
    found
}

fn printed(fold: &[char], money: &Money) -> String {
    plain(fold.get(money.start..money.end).unwrap_or_default())
}

/// Without blanks and signs.
fn plain(fold: &[char]) -> String {
    let blank = |c: &&char| !matches!(c, ' ' | '+' | '▲' | '△' | '▼' | '-');
    fold.iter().filter(blank).collect()
}

/// Numbers of four digits or more without commas behind wide gaps or at the beginning: of a sheet that prints them so.
fn wide_numbers(fold: &[char]) -> Vec<String> {
    let blanks = |end: usize| {
        let before = fold.iter().take(end).rev();
        before.take_while(|c| **c == ' ').count()
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < fold.len() {
        let digits = fold.iter().skip(at).take_while(|c| c.is_ascii_digit());
        let end = at + digits.count();
        let behind = fold.get(end).copied().unwrap_or(' ');
        let apart = blanks(at) > 1 || blanks(at) == at;
        if end - at > 3 && apart && !matches!(behind, ',' | '.' | '年' | '-' | '/' | '(') {
            found.push(fold.iter().skip(at).take(end - at).collect());
        }
        at = end.max(at) + 1;
    }
    found
}

/// Numbers grouped by commas with a gap or bracket before them and a gap, a bracket or nothing behind; and numbers of four digits or more,
/// where several of a line stand behind wide gaps.
fn columns_numbers(fold: &[char]) -> Vec<String> {
    let mut found = wide_numbers(fold);
    if found.len() < 2 {
        found.clear();
    }
    let mut at = 0;
    let digit = |i: usize| fold.get(i).is_some_and(|c| c.is_ascii_digit());
    while at < fold.len() {
        if !digit(at) {
            at += 1;
            continue;
        }
        let mut end = at;
        while digit(end) || fold.get(end) == Some(&',') && digit(end + 1) {
            end += 1;
        }
        let text: String = fold.iter().skip(at).take(end - at).collect();
        let before = at
            .checked_sub(1)
            .and_then(|i| fold.get(i))
            .copied()
            .unwrap_or(' ');
        let earlier = at
            .checked_sub(2)
            .and_then(|i| fold.get(i))
            .copied()
            .unwrap_or(' ');
        let behind = fold.get(end).copied().unwrap_or(' ');
        let next = fold.get(end + 1).copied().unwrap_or(' ');
        // One of several that only one blank keeps apart stands in a column as well.
        let number = |c: char| c.is_ascii_digit() || matches!(c, '-' | '―' | '—' | '△' | '▲' | '(');
        let row = before == ' ' && (earlier.is_ascii_digit() || number(next))
            || behind == ' ' && number(next);
        let rest: String = fold.iter().skip(end).filter(|c| **c != ' ').collect();
        let last = rest.is_empty()
            || rest.chars().count() < 4 && super::super::table::words::is_tag(&rest);
        let row = row || last && before == ' ';
        let led = before == ' ' && (earlier == ' ' || behind == '(' || row)
            || matches!(before, '(' | '[' | '△' | '▲' | ':');
        let ends = behind == ' ' && (next == ' ' || row) || matches!(behind, '(' | ')' | '[' | ']');
        let groups = text.split(',').skip(1).all(|group| group.len() == 3);
        if text.contains(',') && groups && led && ends {
            found.push(text);
        }
        at = end.max(at + 1);
    }
    found
}
