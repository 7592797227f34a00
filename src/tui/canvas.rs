//! What all drawing draws with: lines and text put into ratatui's cells.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use unicode_segmentation::UnicodeSegmentation;

use super::theme::{Theme, is_marks};
use crate::explorer::Settings;
use crate::explorer::line::{Line, Role};
use crate::explorer::state::State;
use crate::explorer::state::layout::Area;
use crate::model::Library;
use crate::text::Ruler;

/// What drawing needs to know.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The documents.
    pub library: &'a Library,
    /// The state.
    pub state: &'a State,
    /// The looks.
    pub theme: &'a Theme,
}

/// Writes a line into a row of an area, cut at its right edge.
pub fn put(view: View<'_>, buffer: &mut Buffer, area: Area, row: u16, line: &Line) {
    let look = (&view.state.settings, view.theme);
    put_line(buffer, area, row, line, look);
}

/// The same for who has no state.
pub fn put_line(
    buffer: &mut Buffer,
    area: Area,
    row: u16,
    line: &Line,
    (settings, theme): (&Settings, &Theme),
) {
    let line = line.clone().cut(usize::from(area.width), settings.ruler);
    let mut x = area.x;
    for part in &line.parts {
        let style = theme.part(&part.text, part.role);
        x = put_cells(buffer, (x, area.y + row), &part.text, style, settings);
    }
}

/// Writes text and returns the column after it.
pub fn put_text(
    buffer: &mut Buffer,
    x: u16,
    y: u16,
    text: &str,
    style: Style,
    view: View<'_>,
) -> u16 {
    put_cells(buffer, (x, y), text, style, &view.state.settings)
}

/// Lays the look of the selected row over it.
pub fn select(view: View<'_>, buffer: &mut Buffer, row: Rect) {
    buffer.set_style(row, view.theme.selected());
    turn_back(view, buffer, row);
}

/// Where the selected row is reversed, bars that have colours are not: their ground would be the
/// colour, and they themselves would be holes in it.
pub fn turn_back(view: View<'_>, buffer: &mut Buffer, row: Rect) {
    let is_reversed = view
        .theme
        .selected()
        .add_modifier
        .contains(Modifier::REVERSED);
    let has_colours = view.theme.part("▄", Role::Rise).fg.is_some();
    if !is_reversed || !has_colours {
        return;
    }
    let ink = view.theme.base().fg.unwrap_or_default();
    // The first column is the cursor's edge.
    for at in row.positions().skip(1) {
        if let Some(cell) = buffer.cell_mut(at)
            && is_marks(cell.symbol())
            && cell.fg != ink
        {
            cell.modifier.remove(Modifier::REVERSED);
        }
    }
}

/// Draws what the search matched of a line once more, so that it is lit on the selected row too.
pub fn relight(view: View<'_>, buffer: &mut Buffer, area: Area, row: u16, line: &Line) {
    if !view.theme.has_lit_ground() {
        return;
    }
    let settings = &view.state.settings;
    let line = line.clone().cut(usize::from(area.width), settings.ruler);
    let mut x = area.x;
    for part in &line.parts {
        let width = settings.ruler.width(&part.text);
        if part.role == Role::Match {
            let style = view.theme.style(Role::Match);
            put_cells(buffer, (x, area.y + row), &part.text, style, settings);
        }
        x = x.saturating_add(u16::try_from(width).unwrap_or(u16::MAX));
    }
}

fn put_cells(
    buffer: &mut Buffer,
    (x, y): (u16, u16),
    text: &str,
    style: Style,
    settings: &Settings,
) -> u16 {
    let text = cells(text, settings.ascii, settings.ruler);
    let narrow = Ruler::default();
    if text.chars().all(|c| narrow.plain(c).is_some()) {
        return put_plain(buffer, (x, y), &text, style);
    }
    buffer.set_string(x, y, &text, style);
    let width = u16::try_from(crate::text::width(&text)).unwrap_or(u16::MAX);
    x.saturating_add(width)
}

/// [`Buffer::set_string`] for text of [plain](Ruler::plain) characters, which need no cutting into clusters.
fn put_plain(buffer: &mut Buffer, (mut x, y): (u16, u16), text: &str, style: Style) -> u16 {
    let right = buffer.area.right();
    let mut is_full = false;
    for c in text.chars() {
        let columns = if Ruler::default().plain(c) == Some(2) {
            2
        } else {
            1
        };
        let next = x.saturating_add(columns);
        is_full |= next > right;
        if !is_full {
            if let Some(cell) = buffer.cell_mut((x, y)) {
                cell.set_char(c).set_style(style);
            }
            // What the character covers.
            if columns > 1
                && let Some(cell) = buffer.cell_mut((x + 1, y))
            {
                cell.reset();
            }
        }
        x = next;
    }
    x
}

/// The text as cells: signs replaced where only ASCII is wanted, and a blank cell after each
/// ambiguous character that the terminal draws two columns wide, which the backend skips.
#[must_use]
pub fn cells(text: &str, ascii: bool, ruler: Ruler) -> Cow<'_, str> {
    if !ascii && !ruler.ambiguous_wide || text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for grapheme in text.graphemes(true) {
        match (ascii, grapheme) {
            (true, "…") => out.push('~'),
            (true, "−") => out.push('-'),
            (true, "≈") => out.push('~'),
            (true, "±") => out.push('='),
            (true, "↓") => out.push('v'),
            (true, "↑") => out.push('^'),
            // Of a document's text, whose columns are counted already; the program writes `->`.
            (true, "→") => out.push('>'),
            (true, "–") => out.push('-'),
            (true, "›") => out.push('>'),
            (true, "¥") => out.push('Y'),
            _ => {
                out.push_str(grapheme);
                if ruler.ambiguous_wide && Ruler::is_ambiguous(grapheme) {
                    out.push(' ');
                }
            }
        }
    }
    Cow::Owned(out)
}

/// The explorer's area as ratatui's.
#[must_use]
pub const fn rect(area: Area) -> Rect {
    Rect::new(area.x, area.y, area.width, area.height)
}
