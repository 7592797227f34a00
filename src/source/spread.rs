//! Cells with spans → a grid in which every place has its cell.

use super::block::{Grid, GridCell};

/// Most columns that a table may have; what stands to the right of them is left out.
pub const MOST_COLUMNS: usize = 256;

/// Most rows that one cell may span.
const MOST_SPANNED: usize = 4096;

/// Builds a grid row by row, as HTML and word processors describe tables.
#[derive(Debug, Default)]
pub struct Spread {
    grid: Grid,
    row: Vec<Option<GridCell>>,
    open: bool,
    /// Cells that reach further down: column, rows left, the copy.
    hanging: Vec<(usize, usize, GridCell)>,
}

impl Spread {
    /// The table's own title, to be set.
    pub const fn caption(&mut self) -> &mut String {
        &mut self.grid.caption
    }

    /// Ends the row that is open and begins the next.
    pub fn next_row(&mut self) {
        self.end_row();
        self.open = true;
        self.hanging.retain(|(_, left, _)| *left > 0);
        for (column, left, cell) in &mut self.hanging {
            *left -= 1;
            put(&mut self.row, *column, cell.clone());
        }
    }

    /// Puts a cell at the first free place of the row, over as many rows and columns.
    pub fn cell(&mut self, cell: GridCell, rows: usize, columns: usize) {
        if !self.open {
            self.next_row();
        }
        let at = self
            .row
            .iter()
            .position(Option::is_none)
            .unwrap_or(self.row.len());
        let columns = columns.clamp(1, MOST_COLUMNS);
        // HTML: a span of 0 rows reaches to the end of the table.
        let rows = if rows == 0 {
            MOST_SPANNED
        } else {
            rows.min(MOST_SPANNED)
        };
        let copy = GridCell {
            copied: true,
            ..cell.clone()
        };
        for column in at..(at + columns).min(MOST_COLUMNS) {
            if rows > 1 {
                self.hanging.push((column, rows - 1, copy.clone()));
            }
            let first = column == at;
            put(
                &mut self.row,
                column,
                if first { cell.clone() } else { copy.clone() },
            );
        }
    }

    fn end_row(&mut self) {
        if self.open {
            let row = std::mem::take(&mut self.row);
            let row: Vec<GridCell> = row.into_iter().map(Option::unwrap_or_default).collect();
            // A row of copies alone is what is left of a span, and says nothing.
            if row.iter().any(|cell| !cell.copied) {
                self.grid.rows.push(row);
            }
        }
        self.open = false;
    }

    /// The table; every row is as long as the longest.
    #[must_use]
    pub fn finish(mut self) -> Grid {
        self.end_row();
        let width = self.grid.rows.iter().map(Vec::len).max().unwrap_or(0);
        for row in &mut self.grid.rows {
            let (line, page) = row.first().map_or((0, 0), |cell| (cell.line, cell.page));
            row.resize(
                width,
                GridCell {
                    line,
                    page,
                    ..GridCell::default()
                },
            );
        }
        self.grid
    }
}

fn put(row: &mut Vec<Option<GridCell>>, column: usize, cell: GridCell) {
    if column >= MOST_COLUMNS {
        return;
    }
    if row.len() <= column {
        row.resize(column + 1, None);
    }
    if let Some(place) = row.get_mut(column) {
        *place = Some(cell);
    }
}
