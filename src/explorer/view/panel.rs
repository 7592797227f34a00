//! The side panel: everything about one node as lines that are already wrapped.

mod breakdown;
mod changes;
mod columns;
mod sheets;
mod short;
mod sums;
mod text;
pub use self::sums::footnote;
pub(super) use self::sums::printed_text;
mod waterfall;

use std::rc::Rc;

use crate::cite;
use crate::explorer::line::{Line, Role};
use crate::explorer::state::figures::{Money, Summary};
use crate::explorer::state::layout::{TWO_PANES, WIDE};
use crate::explorer::state::{PanelMode, State};
use crate::explorer::view::arriving;
use crate::explorer::view::money::{change_words, full_text, signed};
use crate::explorer::words;
use crate::lang::{Lang, Text};
use crate::ledger::Totals;
use crate::model::{Kind, Library, NodeId};
use crate::text::{shown, wrap_with};

/// The panel's lines for the current node, each at most `panel_columns` wide; made once after
/// each change of the state.
#[must_use]
pub fn lines(library: &Library, state: &State) -> Rc<Vec<Line>> {
    let made = || {
        let page = state.current().map(|node| Page::new(library, state, node));
        Rc::new(page.map(Page::build).unwrap_or_default())
    };
    Rc::clone(state.panel_lines.get_or_init(made))
}

/// The panel's head line. Under the tree it says what a page of its own says in rows.
#[must_use]
pub fn head(library: &Library, state: &State, columns: usize) -> Line {
    let lang = state.settings.lang;
    let ruler = state.settings.ruler;
    let Some(id) = state.current() else {
        return Line::of(format!(" {}", words::PANEL.get(lang)), Role::Strong);
    };
    let mut line = Line::new();
    let mode = match state.panel_mode {
        PanelMode::Overview => None,
        PanelMode::Waterfall => Some(words::WATERFALL),
        PanelMode::Became => Some(words::BECAME),
    };
    if let Some(mode) = mode {
        line.push(format!(" {} ", mode.get(lang)), Role::Strong);
    }
    let kind = words::kind(library.node(id).kind).get(lang);
    line.push(format!(" {kind}"), Role::Strong);
    if library.node(id).kind != Kind::Document {
        line.push(format!(" {}", library.address(id)), Role::Label);
    }
    let pages = cite::pages_text(library, id, lang);
    let total = lines(library, state).len();
    let rows = state.panel_rows();
    let mut right = Line::new();
    if total > rows {
        let last = (state.panel_offset + rows).min(total);
        right.push(format!(" {last}/{total} "), Role::Dim);
    } else if let Some(page) = pages.as_ref().filter(|_| !state.is_compact()) {
        right.push(format!(" {page} "), Role::Dim);
    }
    if state.is_compact() {
        if let Some(page) = &pages {
            line.push(format!(" {page}"), Role::Dim);
        }
        let page = Page::new(library, state, id);
        let taken = right.width(ruler);
        let room = columns.saturating_sub(line.width(ruler) + taken);
        line.parts.extend(page.in_short(room).parts);
    }
    line.with_right(right, columns, ruler)
}

/// One panel being written.
struct Page<'a> {
    library: &'a Library,
    state: &'a State,
    node: NodeId,
    columns: usize,
    lang: Lang,
    out: Vec<Line>,
}

impl<'a> Page<'a> {
    fn new(library: &'a Library, state: &'a State, node: NodeId) -> Self {
        Self {
            library,
            state,
            node,
            columns: state.panel_columns(),
            lang: state.settings.lang,
            out: Vec::new(),
        }
    }

    fn build(mut self) -> Vec<Line> {
        if let Some(word) = arriving::word(self.library, self.node) {
            let source = &self.library.document_of(self.node).meta.source;
            self.wrapped(&shown(source), Role::Strong, 0);
            self.wrapped(self.word(word), Role::Dim, 0);
            if let Some(why) = &self.library.document_of(self.node).refusal {
                let why = match self.lang {
                    Lang::Ja => &why.ja,
                    Lang::En => &why.en,
                };
                self.wrapped(&format!("! {}", shown(why)), Role::Warning, 2);
            }
            self.blank();
            self.scope();
            return self.out;
        }
        if self.state.panel_mode == PanelMode::Became {
            self.title();
            self.became();
            return self.out;
        }
        let is_line = self.library.node(self.node).kind == Kind::Budget;
        if self.state.is_compact() && is_line {
            let title = shown(&self.library.node(self.node).title);
            self.wrapped(&title, Role::Strong, 0);
            self.note();
            self.line_of_years();
            self.breakdown();
            self.relisting();
            self.supplementary(self.node, 0);
            return self.out;
        }
        if self.state.is_compact() {
            self.note();
            self.scope();
            self.printed();
            self.line_of_years();
            self.changes();
            self.breakdown();
            self.left_out();
            self.text();
            return self.out;
        }
        if self.state.panel_mode == PanelMode::Waterfall {
            // Where rows are few, head and top line have said where this is.
            if self.state.size.0 < WIDE {
                self.note();
            } else {
                self.heading();
            }
            self.scope();
            self.waterfall();
            return self.out;
        }
        self.heading();
        let summary = self.summary(self.node);
        if self.library.node(self.node).kind == Kind::Budget {
            self.own_money(&summary);
            for (text, role) in
                crate::explorer::view::compare::became(self.library, self.state, self.node)
            {
                self.wrapped(&text, role, 4);
            }
            self.relisting();
            self.became_hint();
            self.years_table();
            if summary.out {
                self.wrapped(self.word(words::IN_NO_SUM), Role::Tag, 0);
                self.blank();
            } else {
                self.scope();
                self.breakdown();
            }
        } else {
            self.scope();
            self.totals();
            self.years_table();
            self.changes();
            self.breakdown();
            self.left_out();
            self.new_lines();
        }
        self.text();
        self.out
    }

    fn word(&self, text: Text) -> &'static str {
        text.get(self.lang)
    }

    /// The key of an action as a hint behind a label, ` [w]`; nothing where it has none.
    fn key(&self, action: &str) -> String {
        let key = self.state.keys.key_of(action);
        key.map_or_else(String::new, |key| format!(" [{key}]"))
    }

    fn summary(&self, id: NodeId) -> Summary {
        self.state
            .figures
            .summary(self.library, id, self.state.settings.counting)
    }

    fn node_totals(&self) -> Rc<Totals> {
        let settings = &self.state.settings;
        self.state
            .figures
            .totals(self.library, self.node, settings.counting)
    }

    fn blank(&mut self) {
        self.out.push(Line::new());
    }

    /// Adds text, wrapped; lines after the first are indented by `indent` columns.
    fn wrapped(&mut self, text: &str, role: Role, indent: usize) {
        let ruler = self.state.settings.ruler;
        let columns = self.columns.saturating_sub(indent).max(1);
        for (i, row) in wrap_with(text, columns, ruler).into_iter().enumerate() {
            let pad = if i == 0 { 0 } else { indent };
            let line = Line::of(" ".repeat(pad), Role::Plain).with(row, role);
            self.out.push(line);
        }
    }

    /// Adds a line, or where it is too long its text, wrapped.
    fn fitted(&mut self, line: Line) {
        let ruler = self.state.settings.ruler;
        if line.width(ruler) <= self.columns {
            self.out.push(line);
            return;
        }
        // Figures under each other give way to a row that is whole.
        let mut close = Line::new();
        for part in &line.parts {
            let words: Vec<&str> = part.text.split_whitespace().collect();
            let gap = if close.parts.is_empty() { "" } else { " " };
            close.push(format!("{gap}{}", words.join(" ")), part.role);
        }
        if close.width(ruler) <= self.columns {
            self.out.push(close);
            return;
        }
        let role = line
            .parts
            .iter()
            .map(|part| part.role)
            .find(|role| *role != Role::Dim);
        let text = line.text();
        let words: Vec<&str> = text.split_whitespace().collect();
        self.wrapped(&words.join(" "), role.unwrap_or(Role::Plain), 2);
    }

    /// The printed label and the title.
    fn title(&mut self) {
        let node = self.library.node(self.node);
        // The head says already what a budget line is marked with.
        let label = if node.label.is_empty() || node.kind == Kind::Budget {
            String::new()
        } else {
            format!("{} ", shown(&node.label))
        };
        self.wrapped(&format!("{label}{}", shown(&node.title)), Role::Strong, 0);
    }

    fn heading(&mut self) {
        let library = self.library;
        let node = library.node(self.node);
        self.title();
        if let Some(body) = &node.body_title {
            let text = format!("{}: {}", self.word(words::BODY_TITLE), shown(body));
            self.wrapped(&text, Role::Dim, 2);
        }
        // On a small screen the line at the top says the path, and figures need the rows.
        let is_small = self.state.size.0 < TWO_PANES;
        let path =
            crate::explorer::view::crumbs::path_line(library, self.state, self.node, self.columns);
        if !path.parts.is_empty() && !is_small {
            // The steps are told apart by the line at the top; here a click goes one up.
            // Among steps the cursor stops only at steps.
            let is_steps = self.state.panel_mode == PanelMode::Waterfall;
            let parent = library.parent(self.node).filter(|_| !is_steps);
            self.out.push(Line {
                target: parent,
                ..path
            });
        }
        let place = self.place();
        if !place.is_empty() {
            self.wrapped(&place, Role::Dim, 0);
        }
        self.note();
        if !is_small {
            self.blank();
        }
    }

    /// Address, page and source lines.
    fn place(&self) -> String {
        let library = self.library;
        let page = cite::pages_text(library, self.node, self.lang);
        let mut parts: Vec<String> = page.into_iter().collect();
        if let Some((first, last)) = cite::source_lines(library, self.node) {
            let source = self.word(words::SOURCE_LINES);
            let range = if first == last {
                first.to_string()
            } else {
                format!("{first}-{last}")
            };
            parts.push(match self.lang {
                Lang::Ja => format!("{source} {range}行"),
                Lang::En => format!("{source} line {range}"),
            });
        }
        if library.documents().len() > 1 {
            parts.push(shown(&library.document_of(self.node).meta.source).into_owned());
        }
        parts.join("  ")
    }

    fn own_money(&mut self, summary: &Summary) {
        let settings = &self.state.settings;
        let (year, base_year) = self.years();
        self.wrapped(
            &format!("{year}  {}", full_text(&summary.request, settings)),
            Role::Amount,
            4,
        );
        if summary.base != Money::New {
            self.wrapped(
                &format!("{base_year}  {}", full_text(&summary.base, settings)),
                Role::Amount,
                4,
            );
        }
        self.supplementary(self.node, 0);
        let (text, role) = change_words(summary, settings);
        self.wrapped(&text, role, 4);
        if let Some(change) = &summary.change
            && !summary.is_new
            && change.low != change.high
        {
            let (low, high) = change.ends();
            let text = format!("{} … {}", signed(low, settings), signed(high, settings));
            let text = match self.lang {
                Lang::Ja => format!("(端数を考えた増減の幅 {text})"),
                Lang::En => format!("(the true change lies in {text})"),
            };
            self.wrapped(&text, Role::Dim, 2);
        }
        if summary.filp {
            let text = self.word(words::WHY_FILP);
            self.wrapped(text, Role::Dim, 2);
        }
        self.blank();
    }

    /// The original of a relisted line, or where this line is listed again.
    fn relisting(&mut self) {
        let library = self.library;
        let Some(line) = library.budget(self.node) else {
            return;
        };
        let start = self.out.len();
        if let Some(original) = line.original {
            self.link(words::ORIGINAL, original);
        } else if library.node(self.node).relisted {
            self.wrapped(self.word(words::NO_ORIGINAL), Role::Warning, 0);
        }
        for again in library.relistings(self.node) {
            self.link(words::RELISTINGS, *again);
        }
        if self.out.len() > start {
            self.blank();
        }
    }

    /// A line that leads to another node, with the key that does so.
    fn link(&mut self, label: Text, to: NodeId) {
        let library = self.library;
        let chapter = library
            .enclosing(to, Kind::Measure)
            .map(|id| shown(&library.node(id).title).into_owned())
            .unwrap_or_default();
        let text = format!(
            "{}{}: {} {chapter}",
            self.word(label),
            self.key("original"),
            library.address(to)
        );
        let start = self.out.len();
        self.wrapped(&text, Role::Link, 2);
        for line in self.out.iter_mut().skip(start) {
            line.target = Some(to);
        }
    }
}
