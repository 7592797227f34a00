//! Tables whose names stand beside the column that the head would have them in.

use super::head::Column;
use super::words::{joined, name_of};
use crate::parse::general::label::is_sum;
use crate::source::GridCell;

/// The column of the names, where the one that the head tells groups rows and the prose beside it names each: `施設 | 整備内容`, with 施設
/// left blank, or spanned, below its first row.
pub(super) fn name_beside(
    roles: &mut [Column],
    name: Option<usize>,
    body: &[&Vec<GridCell>],
) -> Option<usize> {
    let at = name?;
    let prose = roles.get(at + 1) == Some(&Column::Remark);
    let money = roles.iter().position(|role| role.is_money());
    if !prose || money.is_none_or(|money| money < at + 2) {
        return name;
    }
    let own = |cell: Option<&GridCell>| {
        cell.is_some_and(|cell| !cell.copied && !cell.text.trim().is_empty())
    };
    let paid = |row: &&&Vec<GridCell>| {
        row.get(at + 2..)
            .unwrap_or_default()
            .iter()
            .any(|cell| cell.text.chars().any(|c| c.is_numeric()))
    };
    // Sums have a name and no prose.
    let named = |row: &Vec<GridCell>| own(row.get(at));
    let told = |row: &Vec<GridCell>| own(row.get(at + 1));
    let rows = || body.iter().filter(paid);
    let groups = rows().any(|row| !named(row) && told(row));
    let each = rows().all(|row| told(row) || named(row) && is_sum(&joined_of(row.get(at))));
    if groups && each {
        if let Some(role) = roles.get_mut(at) {
            *role = Column::Category;
        }
        if let Some(role) = roles.get_mut(at + 1) {
            *role = Column::Name;
        }
        return Some(at + 1);
    }
    name
}

fn joined_of(cell: Option<&GridCell>) -> String {
    cell.map_or_else(String::new, |cell| name_of(&joined(&cell.text)))
}
