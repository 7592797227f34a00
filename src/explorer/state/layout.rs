//! Where things stand on the screen, in cells. Drawing and mouse both ask here.

/// Fewest columns that the explorer draws on.
pub const LEAST_COLUMNS: u16 = 30;
/// Fewest rows that the explorer draws on.
pub const LEAST_ROWS: u16 = 8;
/// From this many columns on, both panes are shown: under each other.
pub const TWO_PANES: u16 = 80;
/// From this many columns on they stand side by side.
pub const WIDE: u16 = 110;
/// Fewest rows of a screen on which they stand under each other; with fewer, side by side.
const STACKED_ROWS: u16 = 18;
/// Fewest rows of a screen that has rows to spare for strips around the table.
const STRIP_ROWS: u16 = 20;
const CHART_ROWS: u16 = 30;
/// Fewest rows of a narrow screen that has one to spare for the selected node.
const SUMMARY_ROWS: u16 = 12;

/// A rectangle of cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// First column.
    pub x: u16,
    /// First row.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

impl Area {
    /// Whether the cell lies in it.
    #[must_use]
    pub const fn contains(self, column: u16, row: u16) -> bool {
        column >= self.x
            && column < self.x.saturating_add(self.width)
            && row >= self.y
            && row < self.y.saturating_add(self.height)
    }

    /// The first row, for a head.
    #[must_use]
    pub const fn head(self) -> Self {
        Self { height: 1, ..self }
    }

    /// What is below the head.
    #[must_use]
    pub const fn body(self) -> Self {
        Self {
            y: self.y + 1,
            height: self.height.saturating_sub(1),
            ..self
        }
    }
}

/// Which of the two panes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Pane {
    /// Tree, table or search results.
    #[default]
    Left,
    /// The side panel.
    Right,
}

/// The places of one screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The path line at the top.
    pub breadcrumb: Area,
    /// The map strip; no rows where there is no room.
    pub map: Area,
    /// How the table's lines are spread, above it.
    pub chart: Option<Area>,
    /// Tree, table or search results, head included.
    pub left: Option<Area>,
    /// Whether the head of the left pane is left out, where every row is needed.
    pub is_headless: bool,
    /// Side panel, head included.
    pub right: Option<Area>,
    /// What the table's line under the cursor says, below it.
    pub detail: Option<Area>,
    /// Column of the rule between the panes; none where they stand under each other.
    pub divider: Option<u16>,
    /// The status line at the bottom.
    pub status: Area,
}

impl Layout {
    /// The rows of the left pane below its head.
    #[must_use]
    pub fn left_body(&self) -> Option<Area> {
        let left = self.left?;
        Some(if self.is_headless { left } else { left.body() })
    }

    /// Whether the panel stands under the other pane.
    #[must_use]
    pub const fn is_stacked(&self) -> bool {
        self.left.is_some() && self.right.is_some() && self.divider.is_none()
    }
}

/// What is to be on the screen, if there is room.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wishes {
    /// The panel.
    pub panel: bool,
    /// The map strip.
    pub map: bool,
    /// The map in place of everything else.
    pub full_map: bool,
    /// The table in the tree's place.
    pub table: bool,
    /// A line about the selected node where the panel has no room.
    pub summary: bool,
    /// The pane that has the keys, which gets the larger part.
    pub focus: Pane,
}

/// The places on a screen of that size; none if it is too small to draw on.
#[must_use]
pub fn layout(columns: u16, rows: u16, wishes: Wishes) -> Option<Layout> {
    if columns < LEAST_COLUMNS || rows < LEAST_ROWS {
        return None;
    }
    let line = |y| Area {
        x: 0,
        y,
        width: columns,
        height: 1,
    };
    let height = if wishes.map {
        map_rows(columns, rows)
    } else {
        0
    };
    let middle = Area {
        x: 0,
        y: 1 + height,
        width: columns,
        height: rows - 2 - height,
    };
    let mut layout = Layout {
        breadcrumb: line(0),
        map: Area { height, ..line(1) },
        chart: None,
        left: None,
        is_headless: false,
        right: None,
        detail: None,
        divider: None,
        status: line(rows - 1),
    };
    let is_left = wishes.focus == Pane::Left;
    if wishes.full_map {
        layout.map = middle;
    } else if wishes.table && is_left && columns >= TWO_PANES {
        with_strips(&mut layout, middle, rows, wishes.panel);
    } else if columns >= TWO_PANES && wishes.panel {
        if columns >= WIDE || rows < STACKED_ROWS {
            side_by_side(&mut layout, middle, is_left);
        } else {
            stacked(&mut layout, middle, is_left);
        }
    } else if is_left {
        with_summary(&mut layout, middle, rows, wishes.summary && wishes.panel);
        // Of twelve rows three are taken: the one about the node says what the columns are.
        layout.is_headless = layout.detail.is_some() && rows == SUMMARY_ROWS && !wishes.table;
    } else {
        layout.right = Some(middle);
    }
    Some(layout)
}

/// The pane that has the keys is the wider one.
fn side_by_side(layout: &mut Layout, middle: Area, is_left: bool) {
    let columns = middle.width;
    let left = match (columns >= WIDE, is_left) {
        // Rows of the tree hold title, bar and figures side by side.
        (true, true) => columns / 2 + columns / 8 + columns / 120,
        (true, false) => columns / 3 + columns / 20,
        (false, _) => columns / 2 + columns / 16,
    };
    layout.left = Some(Area {
        width: left,
        ..middle
    });
    layout.divider = Some(left);
    layout.right = Some(Area {
        x: left + 1,
        width: columns - left - 1,
        ..middle
    });
}

/// The pane that has the keys is the higher one.
fn stacked(layout: &mut Layout, middle: Area, is_left: bool) {
    let upper = if is_left {
        middle.height - (middle.height / 3).clamp(6, 12)
    } else {
        (middle.height / 3).max(5)
    };
    layout.left = Some(Area {
        height: upper,
        ..middle
    });
    layout.right = Some(Area {
        y: middle.y + upper,
        height: middle.height - upper,
        ..middle
    });
}

/// The table has all columns; above it how its lines are spread, below it its line in full.
fn with_strips(layout: &mut Layout, middle: Area, rows: u16, wanted: bool) {
    let mut rest = middle;
    if wanted && rows >= CHART_ROWS && middle.width >= TWO_PANES {
        layout.chart = Some(Area {
            height: 3,
            ..middle
        });
        rest.y += 3;
        rest.height -= 3;
    }
    if wanted && rows >= STRIP_ROWS && middle.width >= TWO_PANES {
        layout.detail = Some(take_foot(&mut rest, 4));
    }
    layout.left = Some(rest);
}

/// Takes the last rows of an area for another.
const fn take_foot(rest: &mut Area, height: u16) -> Area {
    rest.height -= height;
    Area {
        y: rest.y + rest.height,
        height,
        ..*rest
    }
}

/// One pane, and under it a line about the selected node.
fn with_summary(layout: &mut Layout, middle: Area, rows: u16, wanted: bool) {
    let mut rest = middle;
    if wanted && middle.width < TWO_PANES && rows >= SUMMARY_ROWS {
        layout.detail = Some(take_foot(&mut rest, 1));
    }
    layout.left = Some(rest);
}

/// Rows of the map: with a caption where the screen is large.
const fn map_rows(columns: u16, rows: u16) -> u16 {
    match (columns, rows) {
        (WIDE.., 34..) => 5,
        (TWO_PANES.., 20..) => 2,
        (36.., 12..) => 1,
        _ => 0,
    }
}

/// The place of a list across the screen.
/// It stands at the bottom, as high as it needs to be, so that the rows above stay in sight.
#[must_use]
pub fn sheet(columns: u16, rows: u16, needed: usize) -> Area {
    let most = rows.saturating_sub(2);
    let height = u16::try_from(needed).unwrap_or(most).min(most);
    Area {
        x: 0,
        y: 1 + most - height,
        width: columns,
        height,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_panel(columns: u16, rows: u16, focus: Pane) -> Option<Layout> {
        let wishes = Wishes {
            panel: true,
            focus,
            ..Wishes::default()
        };
        layout(columns, rows, wishes)
    }

    #[test]
    fn wide_screens_show_both_panes_side_by_side() {
        let places = with_panel(120, 24, Pane::Left).unwrap();
        let (left, right) = (places.left.unwrap(), places.right.unwrap());
        assert_eq!(left.width + 1 + right.width, 120);
        assert_eq!(left.height, 22);
        assert!(left.width > right.width);
        let places = with_panel(120, 24, Pane::Right).unwrap();
        assert!(places.left.unwrap().width < places.right.unwrap().width);
    }

    #[test]
    fn from_80_columns_they_stand_under_each_other() {
        let places = with_panel(80, 24, Pane::Left).unwrap();
        let (left, right) = (places.left.unwrap(), places.right.unwrap());
        assert!(places.is_stacked());
        assert_eq!((left.width, right.width), (80, 80));
        assert_eq!(left.height + right.height, 22);
        assert_eq!(right.y, left.y + left.height);
        assert!(left.height > right.height);
        let places = with_panel(80, 24, Pane::Right).unwrap();
        assert!(places.left.unwrap().height < places.right.unwrap().height);
    }

    #[test]
    fn narrow_screens_show_one_and_tiny_ones_none() {
        let places = with_panel(79, 24, Pane::Right).unwrap();
        assert!(places.left.is_none() && places.right.is_some());
        assert_eq!(with_panel(29, 24, Pane::Left), None);
        assert_eq!(with_panel(80, 7, Pane::Left), None);
    }

    #[test]
    fn the_table_has_strips_where_there_are_rows_for_them() {
        let at = |columns, rows| {
            let wishes = Wishes {
                panel: true,
                table: true,
                summary: true,
                ..Wishes::default()
            };
            let places = layout(columns, rows, wishes).unwrap();
            (places.chart.is_some(), places.detail.is_some())
        };
        assert_eq!(at(120, 40), (true, true));
        assert_eq!(at(80, 24), (false, true));
        assert_eq!(at(40, 12), (false, true));
        assert_eq!(at(40, 11), (false, false));
    }

    #[test]
    fn a_sheet_stands_at_the_bottom() {
        let area = sheet(80, 24, 9);
        assert_eq!((area.y, area.height), (14, 9));
        assert_eq!(sheet(80, 24, 1000).height, 22);
    }
}
