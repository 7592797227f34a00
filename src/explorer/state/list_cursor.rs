//! The place in a list of rows, the same for tree, table, lists and the pages for screen readers.
//!
//! It knows no rows: how many there are, and how many the screen has, is said with each move.

/// The row under the cursor and the first row on the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListCursor {
    /// Index of the row under the cursor.
    pub cursor: usize,
    /// Index of the first row on the screen.
    pub offset: usize,
}

impl ListCursor {
    /// Goes to that row, or to the last of `len`.
    pub fn go_to(&mut self, row: usize, len: usize) {
        self.cursor = row.min(len.saturating_sub(1));
    }

    /// Goes that many rows down, up where negative, stopping at the ends of `len` rows.
    pub fn step(&mut self, by: isize, len: usize) {
        self.go_to(self.cursor.saturating_add_signed(by), len);
    }

    /// Scrolls no further than needed for the cursor to be among `height` rows.
    pub fn reveal(&mut self, height: usize) {
        let height = height.max(1);
        self.offset = self
            .offset
            .min(self.cursor)
            .max((self.cursor + 1).saturating_sub(height));
    }

    /// The same, and leaves no row of the screen empty while there are others above.
    pub fn settle(&mut self, height: usize, len: usize) {
        self.reveal(height);
        self.offset = self.offset.min(len.saturating_sub(height.max(1)));
    }

    /// Scrolls by that many rows; the cursor is taken along at the edge.
    pub fn scroll(&mut self, by: isize, height: usize, len: usize) {
        let offset = self.offset.saturating_add_signed(by);
        self.offset = offset.min(len.saturating_sub(height));
        let last = (self.offset + height).saturating_sub(1);
        let cursor = self.cursor.clamp(self.offset, last.max(self.offset));
        self.go_to(cursor, len);
    }

    /// The row of the screen that the cursor is on, counted from 0.
    #[must_use]
    pub const fn row_on_screen(&self) -> usize {
        self.cursor.saturating_sub(self.offset)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cursor_stays_on_the_screen_and_among_the_rows() {
        let mut place = ListCursor::default();
        for (by, cursor, offset) in [(3, 3, 0), (1, 4, 1), (99, 9, 6), (-2, 7, 6), (-9, 0, 0)] {
            place.step(by, 10);
            place.settle(4, 10);
            assert_eq!((place.cursor, place.offset), (cursor, offset), "{by}");
        }
        place.go_to(5, 0);
        place.settle(0, 0);
        assert_eq!(place, ListCursor::default());
    }

    #[test]
    fn the_wheel_takes_the_cursor_along_at_the_edge() {
        let mut place = ListCursor::default();
        place.scroll(3, 4, 10);
        assert_eq!((place.cursor, place.offset), (3, 3));
        place.scroll(99, 4, 10);
        assert_eq!((place.cursor, place.offset), (6, 6));
        place.go_to(9, 10);
        place.scroll(-1, 4, 10);
        assert_eq!(
            (place.cursor, place.offset, place.row_on_screen()),
            (8, 5, 3)
        );
    }
}
