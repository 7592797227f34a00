//! Widths of columns that tree, table and lists share.

/// Columns of one figure.
pub const NUMBER_COLUMNS: usize = 8;
/// Columns of a request, which for a total may have six digits.
pub const REQUEST_COLUMNS: usize = 9;
/// Columns of the mark before a row: selected or marked.
pub const GUTTER: usize = 1;
