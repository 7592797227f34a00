//! Where things stand on the screen, in cells. Drawing and mouse both ask here.

/// Fewest columns that the explorer draws on.
pub const LEAST_COLUMNS: u16 = 30;
/// Fewest rows that the explorer draws on.
pub const LEAST_ROWS: u16 = 8;
/// From this many columns on, tree and panel stand side by side.
pub const TWO_PANES: u16 = 80;

/// From this many columns on, the tree has room for bars, and more of the screen than the panel.
pub const WIDE: u16 = 110;

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
    /// Tree, table or search results, head included.
    pub left: Option<Area>,
    /// Side panel, head included.
    pub right: Option<Area>,
    /// Column of the rule between the panes.
    pub divider: Option<u16>,
    /// The status line at the bottom.
    pub status: Area,
}

/// The places on a screen of that size; none if it is too small to draw on.
#[must_use]
pub fn layout(
    columns: u16,
    rows: u16,
    panel_on: bool,
    map_on: bool,
    focus: Pane,
) -> Option<Layout> {
    if columns < LEAST_COLUMNS || rows < LEAST_ROWS {
        return None;
    }
    let line = |y| Area {
        x: 0,
        y,
        width: columns,
        height: 1,
    };
    let map = Area {
        x: 0,
        y: 1,
        width: columns,
        height: if map_on { map_rows(columns, rows) } else { 0 },
    };
    let middle = Area {
        x: 0,
        y: 1 + map.height,
        width: columns,
        height: rows - 2 - map.height,
    };
    let mut layout = Layout {
        breadcrumb: line(0),
        map,
        left: None,
        right: None,
        divider: None,
        status: line(rows - 1),
    };
    if columns >= TWO_PANES && panel_on {
        let left = left_columns(columns);
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
    } else if focus == Pane::Right {
        layout.right = Some(middle);
    } else {
        layout.left = Some(middle);
    }
    Some(layout)
}

/// Rows of the map: with a caption where the screen is large.
const fn map_rows(columns: u16, rows: u16) -> u16 {
    match (columns, rows) {
        (WIDE.., 34..) => 5,
        (TWO_PANES.., 24..) => 2,
        _ => 0,
    }
}

/// A little more than half for the tree, whose rows hold title and figures side by side.
const fn left_columns(columns: u16) -> u16 {
    if columns >= WIDE {
        return columns / 2 + columns / 8 + columns / 120;
    }
    columns / 2 + columns / 16
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

    #[test]
    fn wide_screens_show_both_panes() {
        let places = layout(80, 24, true, false, Pane::Left).unwrap();
        let (left, right) = (places.left.unwrap(), places.right.unwrap());
        assert_eq!(left.width + 1 + right.width, 80);
        assert_eq!(left.height, 22);
    }

    #[test]
    fn narrow_screens_show_one_and_tiny_ones_none() {
        let places = layout(79, 24, true, false, Pane::Right).unwrap();
        assert!(places.left.is_none() && places.right.is_some());
        assert_eq!(layout(29, 24, true, false, Pane::Left), None);
        assert_eq!(layout(80, 7, true, false, Pane::Left), None);
    }

    #[test]
    fn a_sheet_stands_at_the_bottom() {
        let area = sheet(80, 24, 9);
        assert_eq!((area.y, area.height), (14, 9));
        assert_eq!(sheet(80, 24, 1000).height, 22);
    }
}
