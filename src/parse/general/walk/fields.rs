//! Lines of an amount with a field of the entry behind it, below the entry's name.

use super::super::amount::moneys;
use super::super::entry::tail::only;
use super::super::figure::TextReason;
use super::super::layout::Row;
use super::Walk;

/// What fields behind an amount begin with.
const FIELDS: [&str; 13] = [
    "担当",
    "所管",
    "問合",
    "問い合",
    "お問",
    "財源",
    "電話",
    "TEL",
    "事業主体",
    "実施主体",
    "事業期間",
    "実施場所",
    "場所",
];

/// What names of offices end in.
const OFFICES: [&str; 8] = [
    "課",
    "室",
    "係",
    "局",
    "本部",
    "センター",
    "委員会",
    "事務所",
];

/// Where a field begins behind a wide gap and an amount: `予算額　75万円　　担当　架空課`.
pub(super) fn field_behind(fold: &[char]) -> Option<usize> {
    // The cheap question first.
    let yen = fold.iter().position(|c| *c == '円')?;
    let gap = fold.get(yen..)?.windows(2).position(|w| w == [' ', ' '])? + yen;
    let blanks = fold.iter().skip(gap).take_while(|c| **c == ' ').count();
    is_field_at(fold, gap + blanks).then_some(gap + blanks)
}

/// Whether a field begins there, perhaps in a bracket.
pub(super) fn is_field_at(fold: &[char], at: usize) -> bool {
    let open = usize::from(matches!(fold.get(at), Some('(' | '[' | '【' | '〈')));
    let words: String = fold.iter().skip(at + open).take(5).collect();
    FIELDS.iter().any(|field| words.starts_with(field)) || is_office_at(fold, at)
}

/// Whether an office and perhaps its telephone are all that stands there: `架空課　☎00-0001`.
fn is_office_at(fold: &[char], at: usize) -> bool {
    let office: String = fold.iter().skip(at).take_while(|c| **c != ' ').collect();
    let length = office.chars().count();
    let named =
        OFFICES.iter().any(|end| office.ends_with(end)) && office.chars().all(char::is_alphabetic);
    let mut behind = fold.iter().skip(at + length).filter(|c| **c != ' ');
    let phone = |c: &char| {
        c.is_ascii_digit() || matches!(c, '-' | '(' | ')' | '☎' | '℡' | '内' | '線' | '電' | '話')
    };
    named && (2..=14).contains(&length) && behind.all(phone)
}

impl Walk<'_> {
    /// The amount before a field goes to the name that waits above it; amounts of the field are a remark.
    pub(super) fn fills_before_field(&mut self, row: &Row) -> bool {
        // A title that has no amount yet waits as well.
        let waits = self.open.as_ref().is_some_and(|open| {
            let piece = self.pieces.get(open.piece);
            piece.is_some_and(|p| p.reading.is_none() && p.table.is_none())
        });
        let Some(field) = field_behind(&row.fold).filter(|_| waits) else {
            return false;
        };
        let mut own = row.clone();
        own.printed.truncate(field);
        own.fold.truncate(field);
        let Some(tail) = only(&own.printed, &own.fold, self.lens(false)) else {
            return false;
        };
        if !self.fill(&own, &tail) {
            return false;
        }
        if !moneys(&row.fold).iter().all(|money| money.end <= field) {
            self.text_figures(row, &[(0, field)], Some(TextReason::Memo));
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::japanese::fold::folded;

    #[test]
    fn fields_behind_amounts() {
        let rest = |text: &str| {
            let fold = folded(text);
            field_behind(&fold).map(|at| fold.iter().skip(at).collect::<String>())
        };
        assert_eq!(
            rest("　予算額　75万円　　担当　架空課").as_deref(),
            Some("担当 架空課")
        );
        let office = rest("　［2億円］　　架空課　☎00-0001");
        assert_eq!(office.as_deref(), Some("架空課 ☎00-0001"));
        assert_eq!(rest("　75万円　架空灯台の改修"), None);
        assert_eq!(rest("　75万円　　架空灯台の改修"), None);
    }
}
