//! The flat table of budget lines.

use crate::explorer::line::{Line, Role};
use crate::explorer::settings::Settings;
use crate::explorer::state::State;
use crate::explorer::state::figures::{Money, Summary};
use crate::explorer::state::layout::{TWO_PANES, WIDE};
use crate::explorer::state::table::TableView;
use crate::explorer::view::columns::{self, GUTTER, REQUEST_COLUMNS};
use crate::explorer::view::money::{
    aligned, change_sign, change_text, request_text, short_percent,
};
use crate::explorer::view::over_years::over_years;
use crate::explorer::view::row_bar::{self, Rulers};
use crate::explorer::view::rows::{FigureColumns, LEAST_NAME, is_marked_under_cursor, tags};
use crate::explorer::view::years;
use crate::explorer::words;
use crate::lang::Lang;
use crate::ledger::{LineSort, Totals, counted};
use crate::model::{Kind, Library, NodeId};

/// Which columns there is room for, and how wide those of figures are: the same for all rows of a
/// frame.
#[derive(Clone, Copy, Debug)]
pub struct Columns {
    /// Columns of a whole row.
    width: usize,
    address: bool,
    /// Columns of the file's name, where several are open.
    document: Option<usize>,
    base: bool,
    percent: bool,
    measure: bool,
    /// Columns of the request, which the base year has too; none where it is left out.
    request: Option<usize>,
    /// Columns of the change; none where it is left out.
    change: Option<usize>,
}

impl Columns {
    /// Those of a row of so many columns: no figure is cut, and names are still read. Looks at
    /// every document.
    #[must_use]
    pub fn of(library: &Library, state: &State, columns: usize) -> Self {
        let settings = &state.settings;
        let widest = FigureColumns::of(library, state);
        let (head, _) = years::dated_figure(library, state, state.current());
        let head = settings.ruler.width(&head) + 1;
        let mut out = Self {
            width: columns,
            address: columns >= 60,
            document: columns::documents(library, settings.ruler),
            base: columns >= 90,
            percent: columns >= 52,
            measure: columns >= 132,
            request: Some(widest.request.max(head)),
            change: Some(widest.change.max(CHANGE_COLUMNS)),
        };
        let bar = row_bar::in_table(settings, columns).map_or(0, |bar| bar + 1);
        let fits = |out: &Self| columns >= out.taken() + bar + LEAST_NAME;
        if !fits(&out) {
            out.measure = false;
        }
        if !fits(&out) {
            out.base = false;
        }
        if !fits(&out) {
            out.document = None;
        }
        if !fits(&out) {
            // What the rows are in order by is seen.
            match state.tree.arrangement.sort {
                LineSort::Request => out.change = None,
                _ => out.request = None,
            }
        }
        out
    }

    /// Columns of all but names and bars.
    fn taken(&self) -> usize {
        let request = self.request.map_or(0, |columns| columns + 1);
        let mut taken = request + self.change.map_or(0, |columns| columns + 1);
        if self.address {
            taken += ADDRESS_COLUMNS;
        }
        taken += self.document.map_or(0, |columns| columns + 1);
        if self.base {
            taken += request;
        }
        if self.percent {
            taken += PERCENT_COLUMNS + 1;
        }
        if self.measure {
            taken += MEASURE_COLUMNS + 1;
        }
        taken
    }
}

const ADDRESS_COLUMNS: usize = 12;
const CHANGE_COLUMNS: usize = 9;
/// Columns of a percentage, which may have four digits and a decimal.
const PERCENT_COLUMNS: usize = 9;
/// Columns of the title of a line's measure.
const MEASURE_COLUMNS: usize = 34;

/// The head of the table at that width.
#[must_use]
pub fn head(library: &Library, state: &State, columns: usize) -> Line {
    let settings = &state.settings;
    let arrangement = &state.tree.arrangement;
    let named = |name, sort| columns::named(name, sort, arrangement, settings.lang);
    let role = |sort| {
        if arrangement.sort == sort {
            Role::Strong
        } else {
            Role::Dim
        }
    };
    let ruler = settings.ruler;
    let shown = Columns::of(library, state, columns.saturating_sub(GUTTER));
    let mut left = Line::new();
    left.push(" ", Role::Dim);
    if shown.address {
        let address = ruler.field(words::ADDRESS.get(settings.lang), ADDRESS_COLUMNS);
        left.push(address, Role::Dim);
    }
    if let Some(room) = shown.document {
        let text = words::kind(Kind::Document).get(settings.lang);
        left.push(ruler.field(text, room + 1), Role::Dim);
    }
    left.push(named(words::NAME, LineSort::Name), role(LineSort::Name));
    let mut right = Line::new();
    if shown.measure {
        let text = words::kind(Kind::Measure).get(settings.lang);
        right.push(" ", Role::Dim);
        right.push(ruler.field(text, MEASURE_COLUMNS), Role::Dim);
    }
    if let Some(room) = row_bar::in_table(settings, columns.saturating_sub(GUTTER)) {
        right.push(" ", Role::Dim);
        let head = row_bar::head(settings, room, rulers(state));
        right.parts.extend(head.parts);
    }
    let mut column = |text: &str, columns: usize, role: Role| {
        right.push(ruler.pad_left(text, columns + 1), role);
    };
    let sorted = |name, sort| (named(name, sort), role(sort));
    let (figure, sort) = years::dated_figure(library, state, state.current());
    let text = columns::named_as(&figure, sort, arrangement);
    if let Some(room) = shown.request {
        column(&text, room, role(sort));
        if shown.base {
            column(&base_name(library, settings), room, Role::Dim);
        }
    }
    if let Some(room) = shown.change {
        let (text, role) = sorted(words::CHANGE, LineSort::Change);
        column(&text, room, role);
    }
    if shown.percent {
        let (text, role) = sorted(words::PERCENT, LineSort::Percent);
        column(&text, PERCENT_COLUMNS, role);
    }
    left.with_right(right, columns, ruler)
}

/// What the base year is called at the head of a column; the general word where its name has no
/// room there, or where there are several documents.
fn base_name(library: &Library, settings: &Settings) -> String {
    let [document] = library.documents() else {
        return words::BASE.get(settings.lang).to_owned();
    };
    let name = document.meta.base_year.as_deref().map(crate::text::shown);
    let fits = |name: &str| settings.ruler.width(name) <= REQUEST_COLUMNS;
    match name.filter(|name| settings.lang == Lang::Ja && fits(name)) {
        Some(name) => name.into_owned(),
        None => words::BASE.get(settings.lang).to_owned(),
    }
}

/// Whether the line at the top is the table's: what it holds, and in which order.
#[must_use]
pub fn has_title(state: &State) -> bool {
    state.table.is_some() && state.listing().is_none()
}

/// Whether that line tells what the lines add up to, because the last row has no room for both
/// keys and sum.
#[must_use]
pub fn tells_sum(state: &State) -> bool {
    has_title(state) && state.size.0 < WIDE
}

/// The line at the top over a table: how many lines it holds and in which order they are; on a
/// narrow screen what they add up to.
#[must_use]
pub fn title(library: &Library, state: &State, columns: usize) -> Line {
    let settings = &state.settings;
    let lang = settings.lang;
    let rows = state.table.as_ref().map_or(&[][..], |table| &table.rows);
    let mut line = if tells_sum(state) {
        let mut text = format!(" {}", sum_when_known(library, state, rows, sum_bare));
        // A figure is whole or absent.
        for end in [" (", " "] {
            if settings.ruler.width(&text) > columns
                && let Some((kept, _)) = text.rsplit_once(end)
            {
                text = kept.to_owned();
            }
        }
        let line = Line::of(text, Role::Strong);
        if state.size.0 < TWO_PANES {
            return line;
        }
        line
    } else {
        let name = format!(" {} ", words::TABLE.get(lang));
        let step = settings.glyphs().step().trim_start();
        let count = match lang {
            Lang::Ja => format!("{}件", rows.len()),
            Lang::En => rows.len().to_string(),
        };
        Line::of(format!("{name}{step}"), Role::Dim).with(count, Role::Strong)
    };
    let arrangement = &state.tree.arrangement;
    let order = words::sort(arrangement.sort).get(lang);
    line.push(format!("  {order}"), Role::Dim);
    if arrangement.turned {
        line.push(words::TURNED.get(lang), Role::Dim);
    }
    let is_being_ordered = state.table.as_ref().is_some_and(TableView::is_working);
    if is_being_ordered && !arrangement.is_document_order() {
        line.push(format!("  {}", words::BEING_ORDERED.get(lang)), Role::Tag);
    }
    line
}

/// One row of the table, without the mark of the selection.
#[must_use]
pub fn row(library: &Library, state: &State, id: NodeId, shown: Columns) -> Line {
    let settings = &state.settings;
    let ruler = settings.ruler;
    let summary = state.figures.summary(library, id, settings.counting);
    let node = library.node(id);
    let mut left = Line::new();
    let is_marked = is_marked_under_cursor(state, id);
    if shown.address {
        let address = library.address(id).to_string();
        left.push(ruler.field(&address, ADDRESS_COLUMNS - 1), Role::Label);
        left.push(if is_marked { "*" } else { " " }, Role::Plain);
    } else if is_marked {
        left.push("*", Role::Plain);
    }
    if let Some(room) = shown.document {
        let source = crate::text::shown(&library.document_of(id).meta.source);
        let source = ruler.cut(&source, room);
        left.push(ruler.field(&source, room + 1), Role::Dim);
    }
    // What is listed again stands back behind its original.
    let role = match summary.relisted || summary.out {
        true => Role::Dim,
        false => Role::Plain,
    };
    left.push(crate::text::shown(&node.title), role);
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
    if let Some(room) = row_bar::in_table(settings, shown.width) {
        right.push(" ", Role::Plain);
        match rulers(state) {
            Some(rulers) => {
                let bar = row_bar::draw(&summary, rulers, settings, room);
                right.parts.extend(bar.parts);
            }
            // They are being worked out.
            None => right.push(" ".repeat(room), Role::Plain),
        }
    }
    let figures = match years::shows_rate(library, state, Some(id)) {
        true => rates(&summary, settings, shown),
        false => figures(&summary, settings, shown),
    };
    right.parts.extend(figures.parts);
    left.with_right(right, shown.width, ruler).to(id)
}

/// The rulers of the rows' bars, as soon as they are known.
fn rulers(state: &State) -> Option<Rulers> {
    let measure = state.table.as_ref().and_then(|table| table.measure);
    measure.map(|measure| Rulers {
        measure,
        of_parent: false,
    })
}

/// The rate of execution in place of the figure, that of the year before, and the points between them.
fn rates(summary: &Summary, settings: &Settings, shown: Columns) -> Line {
    let ruler = settings.ruler;
    let mut right = Line::new();
    let mut column = |text: &str, columns: usize| {
        right.push(format!(" {}", ruler.pad_left(text, columns)), Role::Amount);
    };
    if let Some(room) = shown.request {
        column(&years::rate_text(summary), room);
    }
    if let Some(room) = shown.request.filter(|_| shown.base) {
        let before = summary.spending.before.rate();
        let before = before.map_or_else(|| "−".to_owned(), crate::text::share_text);
        column(&before, room);
    }
    if let Some(room) = shown.change {
        column(&years::rate_change(summary), room);
    }
    if shown.percent {
        column("", PERCENT_COLUMNS);
    }
    right
}

fn figures(summary: &Summary, settings: &Settings, shown: Columns) -> Line {
    let ruler = settings.ruler;
    let mut right = Line::new();
    let mut column = |text: String, columns: usize, role: Role| {
        let text = aligned(text, settings, columns);
        right.push(" ", Role::Plain);
        right.push(ruler.pad_left(&text, columns), role);
    };
    if let Some(room) = shown.request {
        let (request, role) = request_text(summary, settings);
        column(request, room, role);
    }
    if let Some(room) = shown.request.filter(|_| shown.base) {
        let (base, role) = match &summary.base {
            Money::Exact(oku) | Money::Within(oku) => (settings.bare(*oku), Role::Dim),
            Money::New => (words::NEW.get(settings.lang).to_owned(), Role::Tag),
            Money::None | Money::Unspecified | Money::Parts(_) => ("−".to_owned(), Role::Dim),
        };
        column(base, room, role);
    }
    // That it is new stands in the base year's column, or else in that of the rate.
    let is_said = shown.base || shown.percent;
    let new_change = summary
        .change
        .as_ref()
        .filter(|_| summary.is_new && is_said);
    let (change, role) = match new_change {
        Some(change) => (change_sign(change, settings), Role::Tag),
        None => change_text(summary, settings),
    };
    let role = match summary.relisted && !summary.is_new {
        true => Role::Dim,
        false => role,
    };
    if let Some(room) = shown.change {
        column(change, room, role);
    }
    if shown.percent {
        let percent = summary.change.as_ref().and_then(|c| c.percent);
        let percent = percent.filter(|_| !summary.is_new);
        let text = match percent {
            Some(percent) => short_percent(percent, PERCENT_COLUMNS, ruler),
            None if summary.is_new && !shown.base => words::NEW.get(settings.lang).to_owned(),
            None => String::new(),
        };
        right.push(format!(" {}", ruler.pad_left(&text, PERCENT_COLUMNS)), role);
    }
    right
}

/// How many lines these are and what they add up to, for the status line; what was taken out is
/// in neither.
#[must_use]
pub fn sum(library: &Library, state: &State, rows: &[NodeId]) -> String {
    let settings = &state.settings;
    let kept = state.figures.scope().kept(library, rows);
    let over = over_years(library, rows, settings.lang);
    sum_text(&counted(library, kept, settings.counting), settings) + &over
}

/// The number of lines and their sum: `12件 合計34.5億円 (+6.7)`.
#[must_use]
pub fn sum_text(counted: &Totals, settings: &Settings) -> String {
    sum_of(counted, settings.amount(counted.request_total), settings)
}

/// The same without the unit, which stands at the other end of the row.
fn sum_bare(counted: &Totals, settings: &Settings) -> String {
    sum_of(counted, settings.bare(counted.request_total), settings)
}

fn sum_of(counted: &Totals, sum: String, settings: &Settings) -> String {
    let count = counted.counts.lines;
    let mut text = match settings.lang {
        Lang::Ja => format!("{count}件 合計{sum}"),
        Lang::En if count == 1 => format!("1 line, sum {sum}"),
        Lang::En => format!("{count} lines, sum {sum}"),
    };
    if counted.comparable.lines > 0 {
        let change = counted.comparable.change();
        let change = crate::explorer::view::money::change_sign(&change, settings);
        text.push_str(&format!(" ({change})"));
    }
    text
}

/// The same of all lines that are shown; of very many nothing but their number at first.
#[must_use]
pub fn shown_sum(library: &Library, state: &State, rows: &[NodeId]) -> String {
    sum_when_known(library, state, rows, sum_text)
}

fn sum_when_known(
    library: &Library,
    state: &State,
    rows: &[NodeId],
    said: fn(&Totals, &Settings) -> String,
) -> String {
    let settings = &state.settings;
    let totals = state.figures.of_shown(library, rows, settings.counting);
    if let Some(totals) = totals {
        return said(&totals, settings) + &over_years(library, rows, settings.lang);
    }
    uncounted(rows, settings.lang)
}

/// How many lines these are, while they are being added up.
#[must_use]
pub fn uncounted(rows: &[NodeId], lang: Lang) -> String {
    let (count, said) = (rows.len(), words::ADDING_UP.get(lang));
    match lang {
        Lang::Ja => format!("{count}件 {said}"),
        Lang::En => format!("{count} lines {said}"),
    }
}

/// Whether the node is one that the table can show.
#[must_use]
pub fn holds(library: &Library, id: NodeId) -> bool {
    library.node(id).kind == Kind::Budget
}
