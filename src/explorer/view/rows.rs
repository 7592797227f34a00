//! Rows of the tree: marker, label, title, state words, and figures at the right edge.

use crate::explorer::line::{Line, Role, highlighted};
use crate::explorer::settings::{Scale, Settings};
use crate::explorer::state::State;
use crate::explorer::state::figures::{FEW, Length, Measure, Money, Summary, Widths};
use crate::explorer::state::forest::Forest;
use crate::explorer::view::columns::{self, GUTTER, NUMBER_COLUMNS, REQUEST_COLUMNS};
use crate::explorer::view::money::{aligned, figure_texts, short_percent};
use crate::explorer::view::row_bar::{self, Rulers};
use crate::explorer::view::{arriving, years};
use crate::explorer::words;
use crate::japanese::fold::wording;
use crate::lang::Lang;
use crate::ledger::LineSort;
use crate::model::{Kind, Library, NodeId};
use crate::text::shown;

/// From this width on each level is indented by two columns, before it by one.
const WIDE_INDENT: usize = 50;

/// The head of the tree at that width, unit included.
#[must_use]
pub fn head(library: &Library, state: &State, columns: usize) -> Line {
    let settings = &state.settings;
    let lang = settings.lang;
    let ruler = settings.ruler;
    let mut left = Line::of(format!(" {}", words::TREE.get(lang)), Role::Strong);
    if state.is_filtered() {
        left.push(format!("  {}", words::FILTERED.get(lang)), Role::Tag);
    }
    let mut right = Line::new();
    let room = FigureColumns::of(library, state);
    let arrangement = &state.tree.arrangement;
    let named = |name, sort, columns| {
        let text = columns::named(name, sort, arrangement, lang);
        ruler.pad_left(&text, columns)
    };
    let (figure, sort) = years::dated_figure(library, state, state.current());
    let request = columns::named_as(&figure, sort, arrangement);
    let request = ruler.pad_left(&request, room.request + 1);
    let inner = columns.saturating_sub(GUTTER);
    if let Some(room) = years::spark_columns(library, state, inner) {
        let text = ruler.pad_left(words::BY_YEAR.get(lang), room + 1);
        right.push(text, Role::Dim);
    }
    if years::has_rate(state, inner) {
        let text = columns::named(words::RATE, LineSort::Rate, arrangement, lang);
        let text = ruler.pad_left(&text, years::RATE_COLUMNS);
        right.push(text, Role::Dim);
    }
    if let Some(room) = bar_columns(library, state, inner) {
        right.push(" ", Role::Dim);
        let rulers = row_bar::needs_rulers(settings).then(|| rulers(library, state, None));
        right
            .parts
            .extend(row_bar::head(settings, room, rulers).parts);
    }
    right.push(request, Role::Dim);
    if room.has_change(inner) {
        let change = named(words::CHANGE, LineSort::Change, room.change + 1);
        right.push(change, Role::Dim);
    }
    if has_percent(columns.saturating_sub(GUTTER)) {
        let percent = named(words::PERCENT, LineSort::Percent, PERCENT_COLUMNS + 1);
        right.push(percent, Role::Dim);
    }
    left.with_right(right, columns, ruler)
}

/// First column of the marker of a node, counted from the left edge of the tree.
#[must_use]
pub fn marker_column(library: &Library, id: NodeId, columns: usize) -> usize {
    GUTTER + Forest::depth(library, id) * indent(columns)
}

const fn indent(columns: usize) -> usize {
    if columns >= WIDE_INDENT { 2 } else { 1 }
}

/// One row of the tree, without the mark of the selection, in exactly `columns`. `room` is that
/// of all rows.
#[must_use]
pub fn row(
    library: &Library,
    state: &State,
    id: NodeId,
    columns: usize,
    room: FigureColumns,
) -> Line {
    let settings = &state.settings;
    let node = library.node(id);
    let glyphs = settings.glyphs();
    let mut left = Line::new();
    left.push(
        " ".repeat(marker_column(library, id, columns) - GUTTER),
        Role::Plain,
    );
    let marker = if Forest::is_fixed(library, id) || !state.tree.can_open(library, id) {
        " "
    } else if state.tree.is_open(id) {
        glyphs.open()
    } else {
        glyphs.closed()
    };
    if is_marked_under_cursor(state, id) {
        left.push(marker, Role::Dim);
        left.push("*", Role::Plain);
    } else {
        left.push(format!("{marker} "), Role::Dim);
    }
    if !node.label.is_empty() {
        left.push(format!("{} ", label(&node.label)), Role::Label);
    }
    if node.kind == Kind::Document && library.documents().len() > 1 {
        // Two years' documents often have one title.
        let meta = &library.document_of(id).meta;
        let year = meta.fiscal_year.as_deref();
        // What the title begins with takes its room once.
        let is_there = arriving::word(library, id).is_none();
        let begins = |name: &str| is_there && wording(&node.title).starts_with(&wording(name));
        let year = year.filter(|year| !begins(year));
        let source = Some(&*meta.source).filter(|source| !begins(source));
        for name in year.into_iter().chain(source) {
            left.push(format!("{} ", shown(name)), Role::Label);
        }
    }
    if let Some(word) = arriving::word(library, id) {
        left.push(word.get(settings.lang), Role::Dim);
        let whole = left.with_right(Line::new(), columns, settings.ruler);
        return whole.to(id);
    }
    let role = match node.kind {
        Kind::Document | Kind::Pillar => Role::Strong,
        _ => Role::Plain,
    };
    left.parts
        .extend(highlighted(&shown(&node.title), &matches(state, id), role));
    let summary = state.figures.summary(library, id, settings.counting);
    let right = figures(library, state, id, &summary, (columns, room));
    left.with_right(right, columns, settings.ruler).to(id)
}

/// The printed label without its brackets: `【予算】` stands before every programme and would take
/// the room of its name.
fn label(printed: &str) -> String {
    let bare = printed.trim_matches(['【', '】']);
    shown(bare).into_owned()
}

/// Where the last search matched the node's title, while its hits are being stepped through.
fn matches(state: &State, id: NodeId) -> Vec<(usize, usize)> {
    let hit = state.search.hits.iter().find(|hit| hit.node == id);
    hit.map(|hit| hit.title_matches.clone()).unwrap_or_default()
}

fn figures(
    library: &Library,
    state: &State,
    id: NodeId,
    summary: &Summary,
    (columns, room): (usize, FigureColumns),
) -> Line {
    let settings = &state.settings;
    let ruler = settings.ruler;
    let mut right = Line::new();
    let mut words = tags(summary, settings.lang);
    if library.node(id).relisted && !summary.relisted {
        words.insert(0, words::RELISTED.get(settings.lang));
    }
    if summary.request == Money::None && words.is_empty() {
        let counts = state.figures.totals(library, id, settings.counting).counts;
        let taken_out = state.figures.scope().taken_out(library, id);
        let instead = [
            (counts.relisted, words::RELISTED),
            (counts.within, words::WITHIN_TAG),
            (taken_out, words::TAKEN_OUT),
        ];
        let has = instead.into_iter().filter(|(n, _)| *n > 0);
        words.extend(has.map(|(_, word)| word.get(settings.lang)));
    }
    for word in words {
        right.push(format!(" {word}"), Role::Tag);
    }
    if let Some(room) = years::spark_columns(library, state, columns) {
        right.push(" ", Role::Plain);
        right = right.and(years::spark(library, state, id, room).parts);
    }
    if years::has_rate(state, columns) {
        let rate = ruler.pad_left(&years::rate_text(summary), years::RATE_COLUMNS);
        right.push(rate, Role::Plain);
    }
    if let Some(columns) = bar_columns(library, state, columns) {
        let rulers = rulers(library, state, Some(id));
        let bar = row_bar::draw(summary, rulers, settings, columns);
        right.push(" ", Role::Plain);
        right.parts.extend(bar.parts);
    }
    let is_rate = years::shows_rate(library, state, Some(id));
    let [request, change] = figure_texts(library, id, summary, settings);
    let (request, role) = match is_rate {
        true => (years::rate_text(summary), Role::Amount),
        false => request,
    };
    right.push(" ", Role::Plain);
    let request = aligned(request, settings, room.request);
    right.push(ruler.pad_left(&request, room.request), role);
    let (change, role) = match is_rate {
        true => (years::rate_change(summary), Role::Amount),
        false => change,
    };
    if room.has_change(columns) {
        right.push(" ", Role::Plain);
        let change = aligned(change, settings, room.change);
        right.push(ruler.pad_left(&change, room.change), role);
    }
    if has_percent(columns) {
        let percent = summary.change.as_ref().and_then(|change| change.percent);
        let percent = percent.filter(|_| !summary.is_new && !is_rate);
        let text = percent.map(|p| short_percent(p, PERCENT_COLUMNS, ruler));
        let text = ruler.pad_left(&text.unwrap_or_default(), PERCENT_COLUMNS);
        right.push(format!(" {text}"), role);
    }
    right
}

/// Columns of a row's bar; none where there is no room, also none where the years have it.
fn bar_columns(library: &Library, state: &State, columns: usize) -> Option<usize> {
    const WITH_BOTH: usize = 100;
    let has_years = years::spark_columns(library, state, columns).is_some();
    row_bar::in_tree(&state.settings, columns).filter(|_| !has_years || columns >= WITH_BOTH)
}

/// Columns that a name has at least, whatever figures stand beside it.
pub const LEAST_NAME: usize = 12;

/// Nodes of documents whose figures are looked at in one part, between key presses.
const PART: usize = 30_000;

/// Columns of a percentage in the tree.
const PERCENT_COLUMNS: usize = 6;

/// Whether a row of the tree has room for a percentage too.
const fn has_percent(columns: usize) -> bool {
    columns >= 78
}

/// Columns of the figures of a row: those of the documents' totals, so that none is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FigureColumns {
    /// Of requests.
    pub request: usize,
    /// Of changes.
    pub change: usize,
}

impl FigureColumns {
    /// Whether a row of so many columns has room for the change beside a name: a figure that has
    /// none is left out.
    const fn has_change(self, columns: usize) -> bool {
        columns >= self.request + self.change + 2 + LEAST_NAME
    }

    /// Those of all rows. A document is looked at once, however many frames are drawn; of a large
    /// library those on the screen are looked at for its frame, the others between key presses
    /// ([`Self::look_on`]).
    #[must_use]
    pub fn of(library: &Library, state: &State) -> Self {
        Self::settle(state);
        if library.len() <= FEW {
            Self::look_at(library, state, usize::MAX);
        } else {
            let (rows, from) = match &state.table {
                Some(table) => (&table.rows[..], table.place.offset),
                None => (state.tree.rows(), state.tree.place.offset),
            };
            let mut last = None;
            for id in rows.iter().skip(from).take(state.left_rows()) {
                let document = library.document_index(*id);
                if last.replace(document) != Some(document) {
                    Self::look_at_one(library, state, document);
                }
            }
        }
        let mut widths = state.figures.widths().borrow_mut();
        widths.is_due = widths.next < library.documents().len();
        let (request, change) = widths.columns;
        Self { request, change }
    }

    /// Looks at more documents of a large library; true where all have been looked at.
    pub fn look_on(library: &Library, state: &State) -> bool {
        Self::settle(state);
        Self::look_at(library, state, PART)
    }

    fn settle(state: &State) {
        let mut widths = state.figures.widths().borrow_mut();
        if widths.settings != Some(state.settings) {
            *widths = Widths {
                settings: Some(state.settings),
                columns: (REQUEST_COLUMNS, NUMBER_COLUMNS),
                ..Widths::default()
            };
        }
    }

    /// Looks at documents until so many of their nodes have been.
    fn look_at(library: &Library, state: &State, nodes: usize) -> bool {
        let widths = state.figures.widths();
        let (mut at, mut seen) = (widths.borrow().next, 0_usize);
        while seen < nodes {
            let Some(document) = library.documents().get(at) else {
                break;
            };
            if Self::look_at_one(library, state, at) {
                seen = seen.saturating_add(
                    library.node(document.root).end.index() - document.root.index(),
                );
            }
            at += 1;
        }
        let is_done = at >= library.documents().len();
        let mut widths = widths.borrow_mut();
        widths.next = at;
        widths.is_due = !is_done;
        is_done
    }

    /// Looks at a document; false where it has been, or is not there yet.
    fn look_at_one(library: &Library, state: &State, place: usize) -> bool {
        let settings = &state.settings;
        let Some(document) = library.documents().get(place) else {
            return false;
        };
        if arriving::word(library, document.root).is_some() {
            return false;
        }
        let mut widths = state.figures.widths().borrow_mut();
        if !widths
            .seen
            .insert(NodeId(u32::try_from(place).unwrap_or(u32::MAX)))
        {
            return false;
        }
        let summary = state
            .figures
            .summary(library, document.root, settings.counting);
        let [request, change] = figure_texts(library, document.root, &summary, settings);
        let width = |text: String| settings.ruler.width(&text);
        let (head, _) = years::dated_figure(library, state, Some(document.root));
        // Its order is an arrow more.
        let head = match document.meta.figure {
            Some(_) => width(head) + 1,
            None => 0,
        };
        let request = width(request.0).max(head);
        let change = width(change.0);
        let (before, change_before) = widths.columns;
        widths.columns = (before.max(request), change_before.max(change));
        true
    }
}

/// The rulers of the rows' bars, the same for all of them; only a share is one of the total of
/// what the row stands below.
fn rulers(library: &Library, state: &State, id: Option<NodeId>) -> Rulers {
    let (figures, settings) = (&state.figures, &state.settings);
    let counting = settings.counting;
    let mut measure = match row_bar::needs_rulers(settings) {
        true => figures.tree_measure(library, counting),
        false => Measure::default(),
    };
    let parent = id.map(|id| library.parent(id).unwrap_or(id));
    if let (Scale::Share, Some(parent)) = (settings.scale, parent) {
        let total = figures.totals(library, parent, counting).request_total;
        measure.request = Length::whole(total);
    }
    Rulers {
        measure,
        of_parent: true,
    }
}

/// The state words of a budget line beside its figures.
#[must_use]
pub fn tags(summary: &Summary, lang: Lang) -> Vec<&'static str> {
    let mut words = Vec::new();
    if summary.out {
        words.push(words::TAKEN_OUT.get(lang));
    }
    if summary.relisted {
        words.push(words::RELISTED.get(lang));
    }
    if matches!(summary.request, Money::Within(_)) {
        words.push(words::WITHIN_TAG.get(lang));
    }
    if summary.filp && !matches!(summary.request, Money::Parts(_)) {
        words.push(words::FILP_TAG.get(lang));
    }
    // The change column says 新規 where there is a change to show.
    if summary.is_new && summary.change.is_none() {
        words.push(words::NEW.get(lang));
    }
    words
}

/// Whether the row's mark has no place before it, as the cursor stands there: it is said within.
#[must_use]
pub fn is_marked_under_cursor(state: &State, id: NodeId) -> bool {
    state.current() == Some(id) && state.is_marked(id)
}

/// The mark before a row: selected, marked or neither.
#[must_use]
pub fn gutter(state: &State, id: NodeId, selected: bool) -> &'static str {
    match (selected, state.is_marked(id)) {
        (true, _) => state.settings.glyphs().cursor(),
        (false, _) if state.paired == Some(id) => "=",
        (false, true) => "*",
        (false, false) => " ",
    }
}

/// The whole of a settings line: how amounts are counted and shown.
#[must_use]
pub fn counting_word(settings: &Settings) -> &'static str {
    match settings.counting {
        crate::ledger::Counting::Once => words::ONCE.get(settings.lang),
        crate::ledger::Counting::AsPrinted => words::AS_PRINTED.get(settings.lang),
    }
}
