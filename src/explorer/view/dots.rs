//! The two years of one document: each chapter's base year and request as dots on one logarithmic
//! axis. Dots claim no length from nothing, as bars would; the way between them is the ratio.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::explorer::line::{Line, Role};
use crate::explorer::settings::{Glyphs, Settings};
use crate::explorer::state::State;
use crate::explorer::state::listing::{Entry, Target};
use crate::explorer::view::columns::figure;
use crate::explorer::view::money::{aligned, change_role, change_sign, unit_power};
use crate::explorer::view::spread::tick_name;
use crate::explorer::words::{self, dots};
use crate::lang::Lang;
use crate::ledger::Change;
use crate::model::{Kind, Library, NodeId};
use crate::text::{percent_text, shown, year_text};

/// Columns of an amount, of a change, of a percentage, at least.
const AMOUNT: usize = 10;
const CHANGE: usize = 10;
const PERCENT: usize = 9;
/// Fewest columns of the axis: figures leave them to it.
const DOTS: usize = 12;
/// From so many columns on a row has the percentage, and from so many both amounts.
const WITH_PERCENT: usize = 70;
const WITH_BOTH: usize = 100;
/// From so many columns a decade on the axis has a grid.
const WIDE_DECADE: usize = 3;
/// Fewest decades of the axis.
const FEWEST: i32 = 2;

/// A place with both its years.
struct Pair {
    id: NodeId,
    base: Decimal,
    request: Decimal,
    change: Change,
}

impl Pair {
    fn of(library: &Library, state: &State, id: NodeId) -> Option<Self> {
        let totals = state.figures.totals(library, id, state.settings.counting);
        let compared = &totals.comparable;
        (compared.lines > 0).then(|| Self {
            id,
            base: compared.base,
            request: compared.request,
            change: compared.change(),
        })
    }

    /// How many times more or less, as the length of its line; new money goes first.
    fn ratio(&self) -> f64 {
        match (log(self.base), log(self.request)) {
            (Some(base), Some(request)) => (request - base).abs(),
            (None, None) => 0.0,
            _ => f64::MAX,
        }
    }
}

/// Powers of ten; none of nothing.
fn log(oku: Decimal) -> Option<f64> {
    oku.to_f64().filter(|oku| *oku > 0.0).map(f64::log10)
}

/// The chapters of a document; where it has none what stands below it.
fn pairs(library: &Library, state: &State, root: NodeId) -> Vec<Pair> {
    let chapters = library.subtree(root);
    let chapters = chapters.filter(|id| library.node(*id).kind == Kind::Chapter);
    let mut places: Vec<NodeId> = chapters.collect();
    if places.is_empty() {
        places = library.children(root).collect();
    }
    let pairs = places.into_iter();
    let mut pairs: Vec<Pair> = pairs
        .filter_map(|id| Pair::of(library, state, id))
        .collect();
    pairs.sort_by(|a, b| b.ratio().total_cmp(&a.ratio()).then(a.id.cmp(&b.id)));
    pairs
}

/// Columns of the parts of a row: as wide as what stands in them, or none.
struct Room {
    name: usize,
    base: usize,
    request: usize,
    dots: usize,
    change: usize,
    percent: usize,
}

impl Room {
    /// The most columns of figures that leave the axis its room.
    fn of(library: &Library, state: &State, pairs: &[Pair], root: NodeId) -> Self {
        let columns = columns(state);
        let settings = &state.settings;
        let all = Pair::of(library, state, root);
        let all = || pairs.iter().chain(&all);
        // A blank parts each from what stands before it.
        let widest = |texts: &mut dyn Iterator<Item = String>, least: usize| {
            let widths = texts.map(|text| settings.ruler.width(&text) + 1);
            widths.fold(least, usize::max)
        };
        let figure = |oku| aligned(settings.bare(oku), settings, AMOUNT);
        let (base_head, request_head) = heads(library, root, settings.lang);
        let base = all().map(|pair| figure(pair.base));
        let base = widest(&mut base.chain([base_head]), AMOUNT);
        let request = all().map(|pair| figure(pair.request));
        let request = widest(&mut request.chain([request_head]), AMOUNT);
        let change = |pair: &Pair| aligned(change_sign(&pair.change, settings), settings, CHANGE);
        let change = widest(&mut all().map(change), CHANGE);
        let percents = all().filter_map(|pair| pair.change.percent);
        let percent = widest(&mut percents.map(percent_text), PERCENT);
        let choices = [
            (WITH_BOTH, [36, base, request, change, percent]),
            (WITH_PERCENT, [24, 0, request, change, percent]),
            (WITH_PERCENT, [24, 0, 0, change, percent]),
            (0, [(columns / 3).min(24), 0, 0, change, 0]),
            (0, [columns / 3, 0, 0, 0, 0]),
        ];
        let choices = choices.into_iter().filter(|(from, _)| columns >= *from);
        let rooms = choices.map(|(_, taken)| {
            let [name, base, request, change, percent] = taken;
            Self {
                name,
                base,
                request,
                dots: columns.saturating_sub(taken.into_iter().sum::<usize>() + 4),
                change,
                percent,
            }
        });
        let mut last = Self {
            name: columns,
            base: 0,
            request: 0,
            dots: 0,
            change: 0,
            percent: 0,
        };
        for room in rooms {
            last = room;
            if last.dots >= DOTS {
                break;
            }
        }
        last
    }
}

/// What the columns of the two years are called.
fn heads(library: &Library, root: NodeId, lang: Lang) -> (String, String) {
    let base = library.document_of(root).meta.base_year.as_deref();
    let base = base.map_or(words::BASE.get(lang).into(), |year| year_text(year, lang));
    (
        base.into_owned(),
        figure(library, Some(root), lang).to_owned(),
    )
}

/// The axis: its first decade, how many, and the columns that they have.
struct Axis {
    first: i32,
    decades: i32,
    columns: usize,
}

impl Axis {
    fn of(pairs: &[Pair], columns: usize) -> Self {
        let ends = pairs
            .iter()
            .flat_map(|pair| [log(pair.base), log(pair.request)]);
        let ends: Vec<f64> = ends.flatten().collect();
        let least = ends.iter().copied().fold(f64::INFINITY, f64::min);
        let most = ends.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        if ends.is_empty() {
            return Self {
                first: 0,
                decades: FEWEST,
                columns,
            };
        }
        let first = least.floor() as i32;
        Self {
            first,
            decades: (most.ceil() as i32).saturating_sub(first).max(FEWEST),
            columns,
        }
    }

    fn column(&self, log: f64) -> usize {
        let part = (log - f64::from(self.first)) / f64::from(self.decades);
        let last = self.columns.saturating_sub(1);
        ((part.clamp(0.0, 1.0) * last as f64).round() as usize).min(last)
    }

    fn ticks(&self) -> impl Iterator<Item = (usize, i32)> {
        (0..=self.decades).map(|n| (self.column(f64::from(self.first + n)), self.first + n))
    }

    /// The names of the decades over their columns; one that has no room is left out.
    fn names(&self, settings: &Settings) -> String {
        let mut out = String::new();
        let mut end = 0;
        for (at, decade) in self.ticks() {
            let name = decade_name(decade, settings);
            let width = settings.ruler.width(&name);
            let at = at.min(self.columns.saturating_sub(width));
            if at < end + usize::from(end > 0) {
                continue;
            }
            out.push_str(&" ".repeat(at - end));
            out.push_str(&name);
            end = at + width;
        }
        out
    }

    /// The dots of a place, and the way between them.
    fn draw(&self, pair: &Pair, settings: &Settings) -> Line {
        let [first, second, way, grid] = signs(settings);
        let role = change_role(&pair.change);
        let role = if role == Role::Dim {
            Role::BaseBar
        } else {
            role
        };
        let at = |oku| log(oku).map(|log| self.column(log));
        let (base, request) = (at(pair.base), at(pair.request));
        let between = match (base, request) {
            (Some(a), Some(b)) => a.min(b)..a.max(b),
            _ => 0..0,
        };
        // A grid that stands too close is no measure.
        let is_wide = self.columns >= self.decades.unsigned_abs() as usize * WIDE_DECADE;
        let ticks = self.ticks().filter(|_| is_wide);
        let ticks: Vec<usize> = ticks.map(|(at, _)| at).collect();
        let mut line = Line::new();
        for column in 0..self.columns {
            match column {
                at if Some(at) == request => line.push(second, role),
                at if Some(at) == base => line.push(first, Role::Plain),
                at if between.contains(&at) => line.push(way, role),
                at if ticks.contains(&at) => line.push(grid, Role::Dim),
                _ => line.push(" ", Role::Plain),
            }
        }
        line
    }
}

/// Base year, request, the way between, the grid.
const fn signs(settings: &Settings) -> [&'static str; 4] {
    match (settings.glyphs(), settings.ruler.ambiguous_wide) {
        (Glyphs::Blocks, false) => ["○", "●", "━", "┊"],
        _ => ["o", "*", "-", ":"],
    }
}

/// `0.1`, `1`, `10`, `百`, in the unit of the settings, as the table's axis has it.
fn decade_name(decade: i32, settings: &Settings) -> String {
    tick_name(decade + unit_power(settings), settings.lang)
}

/// What the dots mean, the heads of the columns, and all that can be compared in one row.
#[must_use]
pub fn head(library: &Library, state: &State, root: NodeId) -> Vec<Line> {
    let settings = &state.settings;
    let (ruler, lang) = (settings.ruler, settings.lang);
    let columns = columns(state);
    let pairs = pairs(library, state, root);
    let room = Room::of(library, state, &pairs, root);
    let (base, request) = heads(library, root, lang);
    let [first, second, ..] = signs(settings);
    let mut legend = Line::of(format!("{first} {base}  {second} {request}  "), Role::Plain);
    let note = if columns >= WITH_BOTH {
        dots::LENGTH
    } else {
        dots::SHORT
    };
    legend.push(note.get(lang), Role::Dim);
    let kind = pairs
        .first()
        .map_or(Kind::Chapter, |pair| library.node(pair.id).kind);
    let mut names = ruler.field(words::kind(kind).get(lang), room.name);
    for (text, width) in [(&base, room.base), (&request, room.request)] {
        if width > 0 {
            names.push_str(&ruler.pad_left(text, width));
        }
    }
    let axis = Axis::of(&pairs, room.dots);
    names.push_str(&format!(
        "  {}  ",
        ruler.field(&axis.names(settings), room.dots)
    ));
    for (text, width) in [(words::CHANGE, room.change), (words::PERCENT, room.percent)] {
        if width > 0 {
            names.push_str(&ruler.pad_left(text.get(lang), width));
        }
    }
    let mut out = vec![legend.cut(columns, ruler), Line::of(names, Role::Dim)];
    if let Some(all) = Pair::of(library, state, root) {
        let name = Line::of(ruler.field(dots::WHOLE.get(lang), room.name), Role::Strong);
        let blank = Line::of(" ".repeat(room.dots), Role::Plain);
        out.push(row(state, &room, &all, name, blank));
    }
    out
}

/// One row a chapter, the largest ratio first.
#[must_use]
pub fn entries(library: &Library, state: &State, root: NodeId) -> Vec<Entry> {
    let pairs = pairs(library, state, root);
    let room = Room::of(library, state, &pairs, root);
    let axis = Axis::of(&pairs, room.dots);
    let ruler = state.settings.ruler;
    let entries = pairs.iter().map(|pair| {
        let node = library.node(pair.id);
        let label = format!("{} ", shown(&node.label));
        let left = room.name.saturating_sub(ruler.width(&label) + 1);
        let title = ruler.cut(&shown(&node.title), left);
        let name = Line::of(label, Role::Label).with(ruler.field(&title, left + 1), Role::Plain);
        let drawn = axis.draw(pair, &state.settings);
        Entry {
            line: row(state, &room, pair, name, drawn),
            target: Target::Node(pair.id),
            ..Entry::default()
        }
    });
    entries.collect()
}

fn columns(state: &State) -> usize {
    usize::from(state.size.0).saturating_sub(2)
}

fn row(state: &State, room: &Room, pair: &Pair, name: Line, drawn: Line) -> Line {
    let settings = &state.settings;
    let ruler = settings.ruler;
    let mut line = name;
    for (oku, width) in [(pair.base, room.base), (pair.request, room.request)] {
        if width > 0 {
            let text = aligned(settings.bare(oku), settings, width);
            line.push(ruler.pad_left(&text, width), Role::Amount);
        }
    }
    line.push("  ", Role::Plain);
    line = line.and(drawn.parts);
    let role = change_role(&pair.change);
    line.push("  ", Role::Plain);
    if room.change > 0 {
        let text = aligned(change_sign(&pair.change, settings), settings, room.change);
        line.push(ruler.pad_left(&text, room.change), role);
    }
    if let Some(percent) = pair.change.percent.filter(|_| room.percent > 0) {
        line.push(ruler.pad_left(&percent_text(percent), room.percent), role);
    }
    line
}
