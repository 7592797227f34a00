//! Cells with spans → a grid in which every place has its cell.

use super::block::{Grid, GridCell};

/// Most columns that a table may have; what stands to the right of them is left out.
pub const MOST_COLUMNS: usize = 256;

/// Most rows that one cell may span.
const MOST_SPANNED: usize = 4096;

/// Most places that the tables of a document may have together, filled or not.
pub const MOST_PLACES: usize = 4_000_000;

/// Most bytes of all copies that spans make, and of one: a copy is a department or a heading.
const MOST_COPIED: usize = 32 * 1024 * 1024;
const LONGEST_COPY: usize = 400;

/// What the tables of a document may still take.
#[derive(Debug)]
pub struct Room {
    places: usize,
    copied: usize,
    full: bool,
}

impl Default for Room {
    fn default() -> Self {
        Self {
            places: MOST_PLACES,
            copied: MOST_COPIED,
            full: false,
        }
    }
}

impl Room {
    /// Whether something was left out for want of room.
    #[must_use]
    pub const fn full(&self) -> bool {
        self.full
    }

    /// What to say of it.
    #[must_use]
    pub fn notice() -> String {
        format!("表が大きすぎるため、{MOST_PLACES}個より後のセルは読みませんでした")
    }

    /// Takes so many places, if there are any left.
    pub const fn take(&mut self, places: usize) -> bool {
        if places > self.places {
            self.full = true;
            return false;
        }
        self.places -= places;
        true
    }

    /// The copy of a cell that a span puts elsewhere; without its text where that is long.
    pub fn copy(&mut self, cell: &GridCell) -> GridCell {
        let text = if cell.text.len() <= LONGEST_COPY.min(self.copied) {
            self.copied -= cell.text.len();
            cell.text.clone()
        } else {
            String::new()
        };
        GridCell {
            text,
            copied: true,
            ..*cell
        }
    }

    /// Makes all rows as long as the longest; rows for which there is no room are left out.
    pub fn even(&mut self, rows: &mut Vec<Vec<GridCell>>) {
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        let mut kept = 0;
        for row in rows.iter_mut() {
            if !self.take(width - row.len()) {
                break;
            }
            let (line, page) = row.first().map_or((0, 0), |cell| (cell.line, cell.page));
            row.resize_with(width, || GridCell {
                line,
                page,
                ..GridCell::default()
            });
            kept += 1;
        }
        rows.truncate(kept);
    }
}

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
    pub fn next_row(&mut self, room: &mut Room) {
        self.end_row();
        self.open = true;
        self.hanging.retain(|(_, left, _)| *left > 0);
        for (column, left, cell) in &mut self.hanging {
            *left -= 1;
            if room.take(1) {
                put(&mut self.row, *column, room.copy(cell));
            }
        }
    }

    /// Puts a cell at the first free place of the row, over as many rows and columns.
    pub fn cell(&mut self, cell: GridCell, rows: usize, columns: usize, room: &mut Room) {
        if !self.open {
            self.next_row(room);
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
        for column in at..(at + columns).min(MOST_COLUMNS) {
            if !room.take(1) {
                return;
            }
            if rows > 1 {
                self.hanging.push((column, rows - 1, room.copy(&cell)));
            }
            let here = if column == at {
                cell.clone()
            } else {
                room.copy(&cell)
            };
            put(&mut self.row, column, here);
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
    pub fn finish(mut self, room: &mut Room) -> Grid {
        self.end_row();
        room.even(&mut self.grid.rows);
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
