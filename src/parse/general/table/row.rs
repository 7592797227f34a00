//! One row of a table → headings and a programme, sum or memo.

mod mark;

mod prose;

mod reading;

mod sums;

pub(super) use self::mark::marked;
mod category;

use self::category::{category, row_spans, spans_on};
use self::mark::rank;
pub(super) use self::prose::{is_bracketed, text, unread};
use self::prose::{prose, prose_as, swallowed, text_of, unread_number};
use self::sums::ends_in_dash;

use super::Around;
use super::head::{Column, Columns};
use super::told_below::name_in;
use super::two_rows::goes_on;
use super::value::{Value, value};
use super::words::{Tags, before_points, counts, is_year, joined, name_of};
use crate::parse::general::amount::Unit;
use crate::parse::general::figure::{Fate, FigureId, Figures, TextReason, UnreadReason};
use crate::parse::general::label::{is_memo, is_sum};
use crate::parse::general::piece::{Piece, Role, Style};
use crate::source::GridCell;

/// Reads rows under a head.
pub(super) struct Reader<'a> {
    pub(super) columns: &'a Columns,
    pub(super) unit: Option<Unit>,
    pub(super) around: &'a Around<'a>,
    pub(super) below: Option<&'a [GridCell]>,
    pub(super) above: Option<&'a [GridCell]>,
    /// Some row of the table has its request without a bracket.
    pub(super) plain: bool,
}

/// The money cells of a row.
#[derive(Default)]
struct Cells {
    request: Option<Value>,
    base: Option<Value>,
    change: Option<Value>,
    supplementary: Option<Value>,
    figures: Vec<FigureId>,
    /// The figure of the change, which the others prove or not.
    of_change: Option<FigureId>,
    no_unit: bool,
    /// The request stands in brackets, where those of other rows do not: a part of the row above.
    bracketed: bool,
    /// `23,500（－）`: nothing before.
    dash_in_bracket: bool,
    /// A figure stands in the cell of the base, which nothing explains.
    base_unread: bool,
    tags: Tags,
}

impl Reader<'_> {
    /// The pieces of a row. `open` holds the category texts that are open.
    pub(super) fn read(
        &self,
        row: &[GridCell],
        open: &mut Vec<String>,
        figures: &mut Figures,
    ) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let (mut name, mut named_at) = (String::new(), None);
        let mut category_sum = None;
        for (n, cell) in row.iter().enumerate() {
            match self.role(n) {
                Column::Name if name.is_empty() => {
                    let words = match self.columns.told_below {
                        Some(widest) => name_in(&cell.text, widest),
                        None => &cell.text,
                    };
                    name = joined(before_points(words));
                    named_at = Some(n);
                }
                Column::Remark | Column::Other
                    if named_at.is_none() && is_sum(&joined(&cell.text)) && !cell.copied =>
                {
                    category_sum = Some(joined(&cell.text));
                }
                // A cell that spans more columns is of the first of them.
                Column::Category if spans_on(row, n) => {}
                Column::Category => {
                    let text = joined(&cell.text);
                    // 一般会計 over several rows is what they belong to.
                    let below = self.below.and_then(|row| row.get(n));
                    let over = below.is_some_and(|below| below.copied && below.text == cell.text);
                    if is_sum(&text) && !cell.copied && !over {
                        category_sum = Some(text);
                    } else if let Some(piece) = category(n, cell, open) {
                        pieces.push(piece);
                    }
                }
                _ => {}
            }
        }
        let copied = named_at
            .and_then(|n| row.get(n))
            .is_some_and(|cell| cell.copied);
        let cells = self.cells(row, &name, figures);
        let place = named_at.and_then(|n| row.get(n)).or_else(|| row.first());
        let (line, page) = place.map_or((0, 0), |cell| (cell.line, cell.page));
        let about = if name.is_empty() {
            open.last().cloned().unwrap_or_default()
        } else {
            name.clone()
        };
        for id in &cells.figures {
            figures.about(*id, &about);
        }
        if let Some(sum) = category_sum
            .filter(|_| name.is_empty() || copied || is_sum(&name) || row_spans(row, &name))
        {
            pieces.push(self.piece(Role::Sum, &sum, cells, (line, page), figures));
            return pieces;
        }
        // A category cell with money and no name under it, or one that spans the name too and stays open over the rows
        // below: a heading with its own sum.
        let heads = matches!(pieces.last(), Some(piece) if matches!(piece.role, Role::Heading(_)))
            && copied
            && self.stays_open(row, &name);
        if heads || name.trim().is_empty() {
            self.without_name(row, cells, (line, page), &mut pieces, figures);
            return pieces;
        }
        // A second row of figures under one name: nothing tells what they are.
        let again = copied && self.above.is_some_and(|above| goes_on(above, row));
        if again && !cells.figures.is_empty() {
            figures.set_all(&cells.figures, Fate::Unread(UnreadReason::Ambiguous));
            pieces.push(text_of(row, (line, page)));
            return pieces;
        }
        pieces.extend(self.named(&name, copied, cells, (line, page), figures));
        pieces
    }

    /// Whether the row below leaves the column empty in which that text begins: `第2款　総務費` over all columns, over a row
    /// that is set in.
    fn stays_open(&self, row: &[GridCell], name: &str) -> bool {
        let first = row.iter().position(|cell| joined(&cell.text) == name);
        let below = first.and_then(|n| self.below?.get(n));
        below.is_some_and(|cell| joined(&cell.text).trim().is_empty())
    }

    fn role(&self, n: usize) -> Column {
        self.columns.roles.get(n).copied().unwrap_or(Column::Other)
    }

    fn cells(&self, row: &[GridCell], name: &str, figures: &mut Figures) -> Cells {
        let mut cells = Cells::default();
        cells.tags.add_name(name);
        let counted = counts(name);
        for (n, cell) in row.iter().enumerate() {
            let role = match self.role(n) {
                role if counted && role.is_money() => Column::Other,
                role => role,
            };
            if !role.is_money() {
                match role {
                    Column::Remark | Column::Rate | Column::Other | Column::Category => {
                        cells.tags.add_beside(&cell.text)
                    }
                    _ => {}
                }
                if !cell.copied
                    && matches!(
                        role,
                        Column::Remark | Column::Other | Column::Name | Column::Category
                    )
                {
                    prose(cell, figures);
                }
                continue;
            }
            let unit = self.columns.units.get(n).copied().flatten().or(self.unit);
            let value = if cell.copied {
                Value::Blank
            } else {
                value(&cell.text, unit)
            };
            if matches!(value, Value::Words | Value::Unspecified) {
                cells.tags.add(&cell.text);
            } else if role == Column::Request && cell.text.contains(['（', '(', '［', '[']) {
                // 2.4億円（新規）
                cells.tags.add_bracket(&cell.text);
                cells.dash_in_bracket |= ends_in_dash(&cell.text);
            }
            cells.bracketed |= self.plain && role == Column::Request && is_bracketed(&cell.text);
            if value.is_figure() {
                let id = figures.add(cell.line, cell.page, joined(&cell.text));
                match role {
                    Column::Part => figures.set(id, Fate::Text(TextReason::Memo)),
                    Column::Change => cells.of_change = Some(id),
                    _ => cells.figures.push(id),
                }
            } else if value == Value::Words && !cell.copied {
                let unread = Fate::Unread(UnreadReason::Ambiguous);
                let mut ids = prose_as(cell, unread, figures);
                ids.extend(unread_number(cell, role, figures));
                cells.base_unread |= role == Column::Base && !ids.is_empty();
                for id in ids {
                    figures.about(id, name);
                }
            }
            cells.no_unit |=
                matches!(value, Value::NoUnit(_)) && matches!(role, Column::Request | Column::Base);
            let slot = match role {
                Column::Request => &mut cells.request,
                Column::Base => &mut cells.base,
                Column::Change => &mut cells.change,
                Column::Supplementary => &mut cells.supplementary,
                _ => continue,
            };
            if slot.is_none() {
                *slot = Some(value);
            }
        }
        cells
    }

    fn without_name(
        &self,
        row: &[GridCell],
        cells: Cells,
        place: (u32, u32),
        pieces: &mut Vec<Piece>,
        figures: &mut Figures,
    ) {
        if cells.figures.is_empty() {
            if let Some(id) = cells.of_change {
                figures.set(id, Fate::Unread(UnreadReason::NoName));
            }
            if pieces.is_empty() {
                pieces.push(text(row, place.0, place.1, figures));
            }
            return;
        }
        let of = cells.figures.clone();
        let reading = self.reading(&cells);
        self.prove(&cells, figures);
        match pieces.last_mut() {
            Some(heading) if matches!(heading.role, Role::Heading(_)) => {
                figures.set_all(&of, Fate::Subtotal);
                heading.reading = reading;
                heading.table = Some(self.around.number);
            }
            _ => {
                figures.set_all(&of, Fate::Unread(UnreadReason::NoName));
                pieces.push(text_of(row, place));
            }
        }
    }

    fn named(
        &self,
        name: &str,
        copied: bool,
        cells: Cells,
        place: (u32, u32),
        figures: &mut Figures,
    ) -> Option<Piece> {
        let bare = name_of(name);
        if is_sum(&bare) {
            return Some(self.piece(Role::Sum, &bare, cells, place, figures));
        }
        let blank =
            cells.figures.is_empty() && cells.of_change.is_none() && self.reading(&cells).is_none();
        let (style, label, title) = marked(name);
        let title = name_of(&title);
        if blank {
            if copied {
                return None;
            }
            if swallowed(&title, place, figures) {
                return Some(Piece::new(Role::Text, &title, place.0, place.1));
            }
            let long = title.chars().count() > 40 || title.contains('。');
            let role = match style {
                Some(style) if !long => Role::Heading(style),
                None if !long
                    && self.columns.roles.iter().filter(|r| r.is_money()).count() > 0
                    && !title.starts_with(['※', '注', '（', '(']) =>
                {
                    Role::Heading(Style::Column(u8::MAX))
                }
                _ => Role::Text,
            };
            let mut piece = Piece::new(role, &title, place.0, place.1);
            piece.label = label;
            return Some(piece);
        }
        // `令和４年度  13,120`: a row of a history.
        if is_year(&title) {
            figures.set_all(&cells.figures, Fate::Text(TextReason::Summary));
            return Some(Piece::new(Role::Text, &title, place.0, place.1));
        }
        // Figures alone name nothing: a form, or a table whose columns were not understood.
        if !copied && !title.is_empty() && !title.chars().any(char::is_alphabetic) {
            figures.set_all(&cells.figures, Fate::Unread(UnreadReason::NoName));
            return Some(Piece::new(Role::Text, &title, place.0, place.1));
        }
        if is_memo(name) {
            figures.set_all(&cells.figures, Fate::Text(TextReason::Memo));
            let mut piece = self.piece(Role::Memo, &title, cells, place, figures);
            piece.reading = None;
            return Some(piece);
        }
        let role = match style {
            Some(style) if self.opens(style, name) => Role::Heading(style),
            _ => Role::Item,
        };
        let mut piece = self.piece(role, &title, cells, place, figures);
        if matches!(piece.role, Role::Heading(_)) {
            piece.label = label;
        }
        Some(piece)
    }

    /// Whether a marked row is a heading of those below it: the next named row has another mark or none.
    fn opens(&self, style: Style, name: &str) -> bool {
        if matches!(style, Style::Sign(_)) {
            return false;
        }
        let Some(below) = self.below.and_then(|row| self.name_in(row)) else {
            return false;
        };
        let (next, _, rest) = marked(&below);
        if is_sum(&name_of(&rest)) || is_memo(&below) {
            return false;
        }
        let before = self
            .above
            .and_then(|row| self.name_in(row))
            .and_then(|above| marked(&above).0);
        let depth = |text: &str| text.chars().take_while(|c| c.is_whitespace()).count();
        match next {
            Some(next) if next == style => false,
            Some(next) if rank(next).is_some() && rank(style).is_some() => rank(next) > rank(style),
            // Back up to the mark of the row before, or higher: this one had nothing below it.
            // `〇 安全` without money below heads other rows, and is not headed by this one.
            Some(Style::Sign(_)) if !self.below_has_money() => false,
            // `・架空灯台` below `第２の柱　災害に備える`, whatever stands above it.
            Some(Style::Sign(_)) if rank(style).is_some_and(|rank| rank <= 1) => true,
            Some(next) => before != Some(next) || depth(&below) > depth(name),
            None => self.below_has_money(),
        }
    }

    fn below_has_money(&self) -> bool {
        let cells = self.below.unwrap_or_default().iter().enumerate();
        let mut money = cells.filter(|(n, _)| self.role(*n).is_money());
        money.any(|(_, cell)| !cell.text.trim().is_empty())
    }

    fn name_in(&self, row: &[GridCell]) -> Option<String> {
        let at = self
            .columns
            .roles
            .iter()
            .position(|role| *role == Column::Name)?;
        row.get(at)
            .map(|cell| joined(&cell.text))
            .filter(|text| !text.trim().is_empty())
    }

    /// A piece with its money, the fates set that are sure.
    fn piece(
        &self,
        role: Role,
        name: &str,
        cells: Cells,
        place: (u32, u32),
        figures: &mut Figures,
    ) -> Piece {
        let is_item = role == Role::Item;
        let mut piece = Piece::new(role.clone(), name, place.0, place.1);
        piece.table = Some(self.around.number);
        self.prove(&cells, figures);
        let mut reading = self.reading(&cells);
        let fate = match (&reading, cells.no_unit, role) {
            (_, true, _) => Fate::Unread(UnreadReason::UnitUnknown),
            (None, ..) => Fate::Unread(UnreadReason::Ambiguous),
            (_, _, Role::Sum) => Fate::Subtotal,
            (_, _, Role::Memo) => Fate::Text(TextReason::Memo),
            _ => Fate::Programme,
        };
        figures.set_all(&cells.figures, fate);
        if cells.no_unit {
            reading = None;
        }
        if let Some(reading) = &mut reading {
            reading.figures = cells.figures;
        }
        // What could not be read is no programme.
        if reading.is_none() && is_item {
            piece.role = Role::Text;
        }
        piece.reading = reading;
        piece
    }
}
