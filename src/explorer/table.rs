//! The flat table of budget lines.

use super::line::{Line, Role};
use super::money::{change_text, request_text};
use super::row_bar::{self, Measure};
use super::rows::{GUTTER, NUMBER_COLUMNS, tags};
use super::settings::Settings;
use super::state::State;
use super::words;
use crate::explorer::state::figures::{Counting, Figures, Money, Summary, counted};
use crate::lang::Lang;
use crate::ledger::{LineSort, NameKey, Scope, Totals, sort_lines_turned};
use crate::model::{Kind, Library, NodeId};

/// The lines of the table and the place in it.
#[derive(Clone, Debug, Default)]
pub struct TableView {
    /// Budget lines that pass the filter, in order.
    pub rows: Vec<NodeId>,
    /// Index of the selected row.
    pub cursor: usize,
    /// Index of the first row on the screen.
    pub offset: usize,
    /// The scale of the rows' bars, the same for all of them.
    pub measure: Measure,
}

impl TableView {
    /// The lines that the filter lets through, in that order; the cursor stays on its line. Bars
    /// are on the scale of those in `scope`.
    #[must_use]
    pub fn new(
        library: &Library,
        passes: impl Fn(NodeId) -> bool,
        scope: &Scope,
        (sort, turned): (LineSort, bool),
        names: NameKey<'_>,
        stay: Option<NodeId>,
    ) -> Self {
        let mut rows: Vec<NodeId> = library
            .documents()
            .iter()
            .flat_map(|document| library.budget_lines(document.root))
            .filter(|id| passes(*id))
            .collect();
        sort_lines_turned(library, &mut rows, sort, turned, names);
        let below =
            |id: &NodeId| stay.is_some_and(|stay| (stay..library.node(stay).end).contains(id));
        let cursor = rows.iter().position(below).unwrap_or(0);
        let measure = measure(library, &scope.kept(library, &rows));
        Self {
            rows,
            cursor,
            offset: 0,
            measure,
        }
    }

    /// The selected line.
    #[must_use]
    pub fn selected(&self) -> Option<NodeId> {
        self.rows.get(self.cursor).copied()
    }

    /// Scrolls so that the cursor is among `height` rows.
    pub fn scroll_to_cursor(&mut self, height: usize) {
        let height = height.max(1);
        self.offset = self
            .offset
            .min(self.cursor)
            .max((self.cursor + 1).saturating_sub(height))
            .min(self.rows.len().saturating_sub(height));
    }
}

/// The largest figures among these lines, in 億円.
fn measure(library: &Library, rows: &[NodeId]) -> Measure {
    let figures = Figures::default();
    let mut measure = Measure::default();
    for id in rows {
        let summary = figures.summary(library, *id, Counting::AsPrinted);
        for money in [&summary.request, &summary.base] {
            measure.request = measure.request.max(money.length().unwrap_or_default());
        }
        let change = summary.change.map(|c| c.oku.abs());
        measure.change = measure.change.max(change.unwrap_or_default());
    }
    measure
}

/// Which columns there is room for.
#[derive(Clone, Copy, Debug)]
struct Columns {
    address: bool,
    base: bool,
    percent: bool,
    measure: bool,
}

impl Columns {
    const fn for_width(columns: usize) -> Self {
        Self {
            address: columns >= 60,
            base: columns >= 70,
            percent: columns >= 52,
            measure: columns >= 132,
        }
    }
}

const ADDRESS_COLUMNS: usize = 12;
/// Columns of the title of a line's measure.
const MEASURE_COLUMNS: usize = 34;

/// The head of the table at that width.
#[must_use]
pub fn head(settings: &Settings, columns: usize) -> Line {
    let ruler = settings.ruler;
    let shown = Columns::for_width(columns.saturating_sub(GUTTER));
    let mut left = Line::new();
    left.push(" ", Role::Dim);
    if shown.address {
        let address = ruler.field(words::ADDRESS.get(settings.lang), ADDRESS_COLUMNS);
        left.push(address, Role::Dim);
    }
    left.push(words::NAME.get(settings.lang), Role::Dim);
    let mut right = Line::new();
    if shown.measure {
        let text = words::kind(Kind::Measure).get(settings.lang);
        right.push(" ", Role::Dim);
        right.push(ruler.field(text, MEASURE_COLUMNS), Role::Dim);
    }
    if let Some(room) = row_bar::in_table(settings, columns.saturating_sub(GUTTER)) {
        right.push(" ", Role::Dim);
        right.parts.extend(row_bar::head(settings, room).parts);
    }
    let mut column = |text: &str| {
        right.push(ruler.pad_left(text, NUMBER_COLUMNS + 1), Role::Dim);
    };
    column(words::REQUEST.get(settings.lang));
    if shown.base {
        column(words::BASE.get(settings.lang));
    }
    column(words::CHANGE.get(settings.lang));
    if shown.percent {
        column(words::PERCENT.get(settings.lang));
    }
    left.with_right(right, columns, ruler)
}

/// One row of the table, without the mark of the selection.
#[must_use]
pub fn row(library: &Library, state: &State, id: NodeId, columns: usize) -> Line {
    let settings = &state.settings;
    let ruler = settings.ruler;
    let shown = Columns::for_width(columns);
    let summary = state.figures.summary(library, id, settings.counting);
    let node = library.node(id);
    let mut left = Line::new();
    if shown.address {
        let address = library.address(id).to_string();
        left.push(ruler.field(&address, ADDRESS_COLUMNS - 1), Role::Label);
        left.push(" ", Role::Plain);
    }
    left.push(crate::text::shown(&node.title), Role::Plain);
    let mut right = Line::new();
    for tag in tags(&summary, settings.lang) {
        right.push(format!(" {tag}"), Role::Tag);
    }
    if shown.measure {
        let measure = library.enclosing(id, Kind::Measure);
        let title = measure.map(|m| crate::text::shown(&library.node(m).title));
        let title = ruler.cut(&title.unwrap_or_default(), MEASURE_COLUMNS);
        right.push(" ", Role::Plain);
        right.push(ruler.field(&title, MEASURE_COLUMNS), Role::Dim);
    }
    if let (Some(room), Some(table)) = (row_bar::in_table(settings, columns), &state.table) {
        let bar = row_bar::draw(&summary, table.measure, settings, room);
        right.push(" ", Role::Plain);
        right.parts.extend(bar.parts);
    }
    right.parts.extend(figures(&summary, settings, shown).parts);
    left.with_right(right, columns, ruler).to(id)
}

fn figures(summary: &Summary, settings: &Settings, shown: Columns) -> Line {
    let ruler = settings.ruler;
    let mut right = Line::new();
    let mut column = |text: &str, role: Role| {
        right.push(" ", Role::Plain);
        right.push(ruler.pad_left(text, NUMBER_COLUMNS), role);
    };
    let (request, role) = request_text(summary, settings);
    column(&request, role);
    if shown.base {
        let base = match &summary.base {
            Money::Exact(oku) | Money::Within(oku) => settings.bare(*oku),
            Money::New => words::NEW.get(settings.lang).to_owned(),
            Money::None | Money::Unspecified | Money::Parts(_) => "-".to_owned(),
        };
        column(&base, Role::Amount);
    }
    let (change, role) = change_text(summary, settings);
    column(&change, role);
    if shown.percent {
        let percent = summary.change.and_then(|c| c.percent);
        let text = percent.map(crate::text::percent_text).unwrap_or_default();
        column(&text, role);
    }
    right
}

/// How many lines these are and what they add up to, for the status line; what was taken out is
/// in neither.
#[must_use]
pub fn sum(library: &Library, state: &State, rows: &[NodeId]) -> String {
    let settings = &state.settings;
    let kept = state.figures.scope().kept(library, rows);
    sum_text(&counted(library, kept, settings.counting), settings)
}

/// The number of lines and their sum: `12件 合計34.5億円 (+6.7)`.
#[must_use]
pub fn sum_text(counted: &Totals, settings: &Settings) -> String {
    let (count, sum) = (counted.counts.lines, settings.amount(counted.request_total));
    let mut text = match settings.lang {
        Lang::Ja => format!("{count}件 合計{sum}"),
        Lang::En if count == 1 => format!("1 line, sum {sum}"),
        Lang::En => format!("{count} lines, sum {sum}"),
    };
    if counted.comparable.lines > 0 {
        let change = counted.comparable.change();
        let change = super::money::change_sign(&change, settings);
        text.push_str(&format!(" ({change})"));
    }
    text
}

/// Whether the node is one that the table can show.
#[must_use]
pub fn holds(library: &Library, id: NodeId) -> bool {
    library.node(id).kind == Kind::Budget
}
