//! Lists over the panes, and the repair of what their left edge cuts through.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::widgets::{Clear, Widget};
use unicode_segmentation::UnicodeSegmentation;

use super::canvas::{View, put, put_text, rect, relight, select};
use super::theme::Plane;
use crate::explorer::line::{Line, Role};
use crate::explorer::state::layout::Area;
use crate::explorer::state::listing::{ListKind, Listing, Stand};
use crate::explorer::view::{empty, hits, pair};
use crate::text::width;

/// Draws a list; the cursor belongs at the caret of its field, or on its selected row.
pub fn draw(view: View<'_>, listing: &Listing, area: Area, buffer: &mut Buffer) -> Position {
    clear(buffer, rect(area));
    buffer.set_style(rect(area), view.theme.base());
    // One column of air on both sides keeps the list apart from what is under it.
    let inner = Area {
        x: area.x + 1,
        width: area.width.saturating_sub(2),
        ..area
    };
    let columns = usize::from(inner.width);
    let ruler = view.state.settings.ruler;
    let mut row = 0;
    buffer.set_style(rect(area.head()), view.theme.status());
    if listing.has_title() {
        let title = title(view, listing).with_right(counter(listing), columns, ruler);
        put(view, buffer, inner, 0, &title);
        row += 1;
    }
    let mut cursor = Position::new(area.x, area.y);
    if let Some(field) = &listing.field {
        let prompt = "/ ";
        let prompt = if listing.kind == ListKind::Search {
            prompt
        } else {
            "> "
        };
        let caret = field.caret_column(ruler) + width(prompt);
        // A long query slides under the left edge so that its caret can be seen.
        let hidden = (caret + 1).saturating_sub(columns);
        let text = tail(field.text(), hidden, ruler);
        let mut line = Line::of(prompt, Role::Strong).with(text, Role::Plain);
        if listing.kind == ListKind::Search {
            let (found, count) = hits::beside_query(view.library, view.state);
            // The field is cut by nothing that stands beside it.
            let room = columns.saturating_sub(line.width(ruler) + 2);
            let found =
                Line::of(found, Role::Tag).with_right(Line::of(count, Role::Strong), room, ruler);
            line.push("  ", Role::Plain);
            line = line.and(found.parts);
        }
        put(view, buffer, inner, row, &line);
        let caret = u16::try_from(caret - hidden).unwrap_or(0);
        cursor = Position::new(inner.x + caret, inner.y + row);
        row += 1;
    }
    let room = area.height.saturating_sub(row);
    for line in listing.head.iter().take(usize::from(room)) {
        put(view, buffer, inner, row, line);
        row += 1;
    }
    let rows = area.height.saturating_sub(row);
    if listing.entries.is_empty() {
        for (row, line) in (row..row + rows).zip(empty::listing(view.state, listing)) {
            put(view, buffer, inner, row, &line);
        }
        return cursor;
    }
    let shown = listing
        .entries
        .iter()
        .enumerate()
        .skip(listing.place.offset);
    for (at, (i, entry)) in (row..row + rows).zip(shown) {
        let selected = i == listing.place.cursor;
        let y = area.y + at;
        if entry.stand == Stand::Heading {
            buffer.set_style(
                Rect::new(area.x, y, area.width, 1),
                view.theme.plane(Plane::Band),
            );
        }
        let mark = if selected {
            view.state.settings.glyphs().cursor()
        } else {
            " "
        };
        let line = entry
            .line
            .clone()
            .with_right(entry.right.clone(), columns, ruler);
        put(view, buffer, inner, at, &line);
        if selected {
            let place = Rect::new(area.x, y, area.width, 1);
            select(view, buffer, place);
            relight(view, buffer, inner, at, &line);
        }
        let x = match listing.kind {
            ListKind::Pair(..) if listing.on_right => area.x + pair::right_side(area.width),
            _ => area.x,
        };
        put_text(buffer, x, y, mark, Style::new(), view);
        if selected && listing.field.is_none() {
            cursor = Position::new(x, y);
        }
    }
    cursor
}

fn title(view: View<'_>, listing: &Listing) -> Line {
    let title = listing.kind.title().get(view.state.settings.lang);
    Line::of(view.state.keys.filled(title), Role::Strong)
}

/// The place in the list: `3/12`.
fn counter(listing: &Listing) -> Line {
    if listing.entries.is_empty() {
        return Line::new();
    }
    let at = listing.count(listing.place.cursor) + 1;
    let total = listing.count(listing.entries.len());
    Line::of(format!(" {at}/{total}"), Role::Plain)
}

/// The text without as much of its beginning as `columns`, cut between characters.
fn tail(text: &str, columns: usize, ruler: crate::text::Ruler) -> String {
    let hidden = ruler.fit(text, columns);
    let rest = text.get(hidden.len()..).unwrap_or_default();
    let gap = columns - ruler.width(hidden);
    if gap == 0 {
        return rest.to_owned();
    }
    // Half of a wide character hangs over the edge: it goes, a blank stands for its rest.
    let character = rest.graphemes(true).next().map_or(0, str::len);
    format!(" {}", rest.get(character..).unwrap_or_default())
}

/// Empties an area. A wide character that reaches over its left edge would swallow the first
/// column, so that it is taken off too.
pub fn clear(buffer: &mut Buffer, area: Rect) {
    if area.x > 0 {
        for y in area.top()..area.bottom() {
            let Some(cell) = buffer.cell_mut((area.x - 1, y)) else {
                continue;
            };
            if width(cell.symbol()) > 1 {
                cell.set_symbol(" ");
            }
        }
    }
    Clear.render(area, buffer);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wide_character_under_the_left_edge_is_taken_off() {
        let mut buffer = Buffer::with_lines(["あいうえ"]);
        clear(&mut buffer, Rect::new(3, 0, 3, 1));
        buffer.set_string(3, 0, "|x|", Style::new());
        assert_eq!(buffer, Buffer::with_lines(["あ |x|え"]));
    }

    #[test]
    fn a_long_query_slides_under_the_edge() {
        let ruler = crate::text::Ruler::default();
        assert_eq!(tail("量子暗号", 0, ruler), "量子暗号");
        assert_eq!(tail("量子暗号", 2, ruler), "子暗号");
        assert_eq!(tail("量子暗号", 3, ruler), " 暗号");
        // A voiced mark goes with its letter.
        assert_eq!(tail("か\u{3099}き", 1, ruler), " き");
    }
}
