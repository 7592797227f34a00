//! Heads of tables → what each column holds.
//!
//! Words decide first, years second, arithmetic last: no list of words is ever complete.

mod kinds;
mod letters;
mod triples;
mod words;
mod years;

use self::kinds::{only_one, parts_of_total};
use self::letters::{is_letters, without_formula};
use self::words::{REQUEST, Says, says};
pub use self::years::{named_by_year, without_later_years};
use crate::japanese::fold::folded;
use crate::parse::BaseColumn;
use crate::parse::general::amount::{Unit, is_unit_word, unit_in};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// The programme's name.
    Name,
    /// A category: each of its texts is a heading.
    Category,
    /// The amount of the document's year.
    Request,
    /// The amount of the year before.
    Base,
    /// Request − base.
    Change,
    /// A rate, in percent.
    Rate,
    /// A part of another column (うち…), or money of another kind (財源).
    Part,
    /// A supplementary budget.
    Supplementary,
    /// 備考, 区分: words that may say new, ended.
    Remark,
    /// Serial numbers, page numbers, and what is not understood.
    Other,
}

impl Column {
    /// Holds money.
    #[must_use]
    pub const fn is_money(self) -> bool {
        matches!(
            self,
            Self::Request | Self::Base | Self::Change | Self::Part | Self::Supplementary
        )
    }
}

/// The columns of a table as its head (or arithmetic) tells them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// What each holds, from the left.
    pub roles: Vec<Column>,
    /// Units printed in the head, by column.
    pub units: Vec<Option<Unit>>,
    /// Label of the supplementary column.
    pub supplementary: Option<String>,
    /// Request and base could not be told apart by words, years or arithmetic.
    pub unsure: bool,
    /// The request is what a supplementary budget adds, or takes away.
    pub adds: bool,
    /// Prose stands below the names in their cells: the width of the widest line there.
    pub told_below: Option<usize>,
}

/// The text of a head cell without blanks, folded.
fn plain(text: &str) -> String {
    folded(text).into_iter().filter(|c| *c != ' ').collect()
}

/// The year that a text names: 令和9年度, R9, 9年度, 2027年度, 27年度.
#[must_use]
pub fn year_in(text: &str) -> Option<i32> {
    let chars: Vec<char> = plain(text).chars().collect();
    let mut at = 0;
    while at < chars.len() {
        let before = at
            .checked_sub(1)
            .and_then(|i| chars.get(i))
            .copied()
            .unwrap_or(' ');
        let rest = chars.get(at..).unwrap_or_default();
        if rest.starts_with(&['元', '年']) {
            return Some(era(before, 1));
        }
        let digits: String = rest.iter().take_while(|c| c.is_ascii_digit()).collect();
        if digits.is_empty() {
            at += 1;
            continue;
        }
        let after: String = chars.iter().skip(at + digits.len()).take(2).collect();
        let number: i32 = digits.parse().unwrap_or(0);
        // `中学3年生`, `3年間` count years; `令和8年12月` is a date.
        let counted = after.chars().nth(1).is_some_and(|c| {
            after.starts_with('年') && (c.is_ascii_digit() || "生目間以前後毎".contains(c))
        });
        let named = after.starts_with('年') && !counted
            || matches!(before, 'R' | 'H')
            // `令和9` and nothing behind it.
            || matches!(before, '和' | '成') && after.is_empty()
            || after.starts_with("当")
            || after.starts_with("要");
        match digits.len() {
            4 if (1990..2100).contains(&number) && named => return Some(number),
            1 | 2 if named && number > 0 => return Some(era(before, number)),
            _ => {}
        }
        at += digits.len();
    }
    None
}

/// A year of an era as a western one. Without an era it is Reiwa: the years are only compared.
const fn era(before: char, number: i32) -> i32 {
    if matches!(before, 'H' | '成') {
        1988 + number
    } else {
        2018 + number
    }
}

/// Whether a head's text says nothing but what the rows are of.
#[must_use]
pub fn names(text: &str) -> bool {
    says(text) == Says::Role(Column::Name)
}

/// Whether a head's text tells that money stands below it, or beside it: `令和９年度要求額`, `前年度予算額`.
#[must_use]
pub fn tells_money(text: &str) -> bool {
    match says(text) {
        Says::Role(role) => matches!(role, Column::Request | Column::Base),
        Says::Year(_) | Says::Money => plain(text).contains(['額', '費', '算', '求']),
        Says::Nothing => false,
    }
}

/// Whether a text is letters that say how a column is reckoned: `(A)`, `(B)-(A)`.
pub(super) fn is_formula(text: &str) -> bool {
    is_letters(&plain(text))
}

/// Whether a text is one that heads of tables have.
#[must_use]
pub fn is_head_word(text: &str) -> bool {
    let plain = plain(text);
    // `予算額 8,640(3,600)` is no head, nor is `後継者不在率は57.4%（令和7年調査）`.
    let chars: Vec<char> = plain.chars().collect();
    let figure = chars.windows(3).any(|w| match w {
        [a, ',' | '(' | '.' | '/', b] => a.is_ascii_digit() && b.is_ascii_digit(),
        _ => false,
    });
    let figure = figure
        || chars
            .windows(2)
            .any(|w| matches!(w, [a, '%'] if a.is_ascii_digit()));
    let short = !figure
        && plain.chars().count() <= 24
        && !plain.contains('。')
        && !plain.contains("事項要求")
        && !plain.starts_with(['※', ')', '。']);
    short && (says(text) != Says::Nothing || is_unit_word(&folded(text)) || is_letters(&plain))
}

/// The columns that a head tells, its texts joined downwards; `numeric` says which columns hold
/// numbers below. None where no column of money can be told.
#[must_use]
pub fn columns(texts: &[String], numeric: &[bool]) -> Option<Columns> {
    let said: Vec<Says> = without_formula(texts)
        .iter()
        .map(|text| says(text))
        .collect();
    let holds = |n: usize| numeric.get(n).copied().unwrap_or(false);
    let mut years: Vec<i32> = said
        .iter()
        .filter_map(|s| {
            if let Says::Year(y) = s {
                Some(*y)
            } else {
                None
            }
        })
        .collect();
    years.sort_unstable();
    years.dedup();
    let latest = years.last().copied();
    let before = years.iter().rev().nth(1).copied();
    let any_request = said.contains(&Says::Role(Column::Request));
    let any_base = said.contains(&Says::Role(Column::Base));
    let mut columns = Columns::default();
    for (n, (said, text)) in said.iter().zip(texts).enumerate() {
        let asks = REQUEST.iter().any(|word| plain(text).contains(word));
        let role = match *said {
            Says::Role(role) if role.is_money() || role == Column::Rate => role,
            Says::Role(role) => role,
            Says::Year(year) if Some(year) == latest && before.is_some() => Column::Request,
            // One year alone: it is the request unless another column asks for it.
            Says::Year(_) if before.is_none() && (any_request && !asks) => Column::Base,
            Says::Year(_) if before.is_none() => Column::Request,
            Says::Year(year) if Some(year) == before && !any_base => Column::Base,
            Says::Year(_) => Column::Other,
            Says::Money if !any_request && latest.is_none() => Column::Request,
            Says::Money if any_request && !any_base && latest.is_none() => Column::Base,
            Says::Money | Says::Nothing => Column::Other,
        };
        columns.roles.push(role);
        columns.units.push(unit_in(&folded(text)));
        if role == Column::Supplementary {
            columns.supplementary = Some(plain(text));
        }
        let _ = n;
    }
    // One unit in a head is that of all its money.
    let mut known: Vec<Unit> = columns.units.iter().flatten().copied().collect();
    known.dedup();
    if let [only] = known.as_slice() {
        columns
            .units
            .iter_mut()
            .for_each(|unit| *unit = Some(*only));
    }
    // A table of a supplementary budget alone: what it adds is what is asked for.
    let money = |role: &Column| role.is_money() && *role != Column::Part;
    let added = |(role, text): (&Column, &String)| {
        let text = plain(text);
        let own = || {
            text.contains("補正予算") && text.ends_with(['額', '案']) && year_in(&text).is_none()
        };
        *role == Column::Supplementary && (text.contains("補正額") || own())
    };
    if columns.roles.iter().filter(|role| money(role)).count() == 1
        && let Some(n) = columns.roles.iter().zip(texts).position(added)
        && let Some(role) = columns.roles.get_mut(n)
    {
        *role = Column::Request;
        columns.adds = true;
    }
    // `国費` alone: what the state pays is all that the paper asks for.
    if columns.roles.iter().filter(|role| role.is_money()).count() == 1
        && let Some(n) = columns.roles.iter().zip(texts).position(|(role, text)| {
            *role == Column::Part && matches!(plain(text).as_str(), "国費" | "国費額" | "国費(案)")
        })
        && let Some(role) = columns.roles.get_mut(n)
    {
        *role = Column::Request;
    }
    parts_of_total(&mut columns.roles, texts);
    only_one(&mut columns.roles, Column::Request, &holds);
    only_one(&mut columns.roles, Column::Base, &holds);
    let has_request = columns.roles.contains(&Column::Request);
    if !has_request {
        return None;
    }
    texts_of(&mut columns.roles, &holds, texts);
    Some(columns)
}

/// Which column is the name, which are categories left of it, which are prose.
fn texts_of(roles: &mut [Column], holds: &dyn Fn(usize) -> bool, texts: &[String]) {
    let money = roles
        .iter()
        .position(|role| role.is_money())
        .unwrap_or(roles.len());
    let named: Vec<usize> = (0..roles.len())
        .filter(|n| roles.get(*n) == Some(&Column::Name))
        .collect();
    let explicit = |n: &usize| {
        texts.get(*n).is_some_and(|t| {
            let t = plain(t);
            t.contains("事業") || t.contains("事項") || t.contains("名称") || t.contains("件名")
        })
    };
    // 区分 or 内容 may be all the name that there is.
    let free = |n: &usize| {
        !holds(*n)
            && matches!(
                roles.get(*n),
                Some(Column::Other | Column::Remark | Column::Category)
            )
    };
    let name = named
        .iter()
        .copied()
        .rfind(explicit)
        .or_else(|| named.last().copied())
        .or_else(|| {
            (0..money)
                .rev()
                .find(|n| free(n) && roles.get(*n) == Some(&Column::Other))
        })
        .or_else(|| (0..money).rev().find(free))
        .or_else(|| (0..roles.len()).find(free));
    let Some(name) = name else { return };
    for (n, role) in roles.iter_mut().enumerate() {
        if n == name {
            *role = Column::Name;
        } else if *role == Column::Category && n > name {
            // 担当課 behind the name heads nothing.
            *role = Column::Remark;
        } else if *role == Column::Name || *role == Column::Other && !holds(n) {
            *role = if n < name {
                Column::Category
            } else {
                Column::Remark
            };
        }
    }
}

/// Two columns of numbers of which the user says which is the base year's.
#[must_use]
pub fn by_word(
    rows: &[Vec<Option<rust_decimal::Decimal>>],
    width: usize,
    base: BaseColumn,
) -> Option<Columns> {
    let numeric: Vec<usize> = (0..width)
        .filter(|n| {
            let filled = rows
                .iter()
                .filter(|row| row.get(*n).is_some_and(Option::is_some));
            filled.count() * 2 > rows.len()
        })
        .collect();
    let [left, right] = numeric.as_slice() else {
        return None;
    };
    if *left == 0 {
        return None;
    }
    let (base, request) = match base {
        BaseColumn::Left => (*left, *right),
        BaseColumn::Right => (*right, *left),
    };
    let mut roles = vec![Column::Other; width];
    for (at, role) in [(request, Column::Request), (base, Column::Base)] {
        if let Some(place) = roles.get_mut(at) {
            *place = role;
        }
    }
    texts_of(
        &mut roles,
        &|n| numeric.contains(&n),
        &vec![String::new(); width],
    );
    Some(Columns {
        units: vec![None; width],
        roles,
        ..Columns::default()
    })
}

/// Columns that only arithmetic tells: in at least half of the rows one column is the difference of the
/// two before it.
#[must_use]
pub fn by_arithmetic(rows: &[Vec<Option<rust_decimal::Decimal>>], width: usize) -> Option<Columns> {
    let numeric: Vec<usize> = (0..width)
        .filter(|n| {
            let filled = rows
                .iter()
                .filter(|row| row.get(*n).is_some_and(Option::is_some))
                .count();
            filled * 2 > rows.len()
        })
        .collect();
    if numeric.len() > 3 {
        match triples::proofs(rows, &numeric).as_slice() {
            [] => {}
            [one] => return Some(roles_of(width, *one, &numeric)),
            // `要求額 うち財政融資 うち政府保証`: the parts add up as well.
            _ => return None,
        }
    }
    let [a, b, c, ..] = numeric.as_slice() else {
        return None;
    };
    let of = |row: &[Option<rust_decimal::Decimal>], n: usize| row.get(n).copied().flatten();
    let (mut forward, mut backward, mut complete) = (0, 0, 0);
    for row in rows {
        let (Some(x), Some(y), Some(z)) = (of(row, *a), of(row, *b), of(row, *c)) else {
            continue;
        };
        complete += 1;
        forward += usize::from(x.checked_sub(y) == Some(z) && !z.is_zero());
        backward += usize::from(y.checked_sub(x) == Some(z) && !z.is_zero());
    }
    if complete == 0 || forward.max(backward) * 2 < complete || forward.max(backward) < 1 || *a == 0
    {
        return None;
    }
    let (request, base) = if forward >= backward {
        (*a, *b)
    } else {
        (*b, *a)
    };
    Some(roles_of(width, (request, base, *c), &numeric))
}

/// The columns where request, base and change are known.
fn roles_of(
    width: usize,
    (request, base, change): (usize, usize, usize),
    numeric: &[usize],
) -> Columns {
    let mut roles = vec![Column::Other; width];
    for (at, role) in [
        (request, Column::Request),
        (base, Column::Base),
        (change, Column::Change),
    ] {
        if let Some(place) = roles.get_mut(at) {
            *place = role;
        }
    }
    let holds = |n: usize| numeric.contains(&n);
    texts_of(&mut roles, &holds, &vec![String::new(); width]);
    Columns {
        units: vec![None; width],
        roles,
        ..Columns::default()
    }
}
