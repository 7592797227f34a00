//! Review sheets: the years of a node, and what became of the lines of a request document.

use super::Page;
use crate::explorer::line::{Line, Role};
use crate::explorer::view::money::{full_text, request_text};
use crate::explorer::view::years;
use crate::explorer::words;
use crate::model::{Kind, Library, NodeId};
use crate::review::trace::{Told, Trace};
use crate::text::shown;

/// Most lines that are told of a heading.
const MOST: usize = 40;

impl Page<'_> {
    /// Of review sheets the chosen figure of all years.
    pub(super) fn line_of_years(&mut self) {
        if let Some(text) = years::line_of_years(self.library, self.state, self.node) {
            self.wrapped(&text, Role::Plain, 2);
        }
    }

    /// Of review sheets the figures of all years.
    pub(super) fn years_table(&mut self) {
        let table = years::table(self.library, self.state, self.node, self.columns);
        if !table.is_empty() {
            self.out.extend(table);
            self.blank();
        }
    }

    /// Of a line of a request document, while review sheets are open, the key that tells what became of it.
    pub(super) fn became_hint(&mut self) {
        let sheets = self.state.sheets.as_ref();
        let is_other = |document| self.library.document_index(self.node) != document;
        if sheets.is_some_and(|sheets| is_other(sheets.document)) {
            let text = format!("{}{}", self.word(words::BECAME), self.key("became"));
            self.wrapped(&text, Role::Dim, 2);
            self.blank();
        }
    }

    /// What became of the node: of a line everything, of a heading a sentence for each line below it.
    pub(super) fn became(&mut self) {
        let Some(sheets) = &self.state.sheets else {
            return;
        };
        let (library, data) = (self.library, &sheets.data);
        let is_own = library.document_index(self.node) == sheets.document;
        if !sheets.is_whole {
            return self.wrapped(self.word(words::SHEETS_COMING), Role::Dim, 0);
        }
        let traces = self.state.joined();
        let Some(traces) = traces.and_then(|joined| joined.traced(library, self.node)) else {
            let why = if is_own {
                words::NO_LINE_LEADS
            } else {
                words::NO_REQUEST_YEAR
            };
            return self.wrapped(self.word(why), Role::Dim, 0);
        };
        if traces.is_empty() {
            let why = if is_own {
                words::NO_LINE_LEADS
            } else {
                words::NO_LINE_HERE
            };
            return self.wrapped(self.word(why), Role::Dim, 0);
        }
        let settings = self.state.settings;
        let amount = |oku| settings.amount(oku);
        let told = Told {
            reviews: &data.reviews,
            programmes: &data.programmes,
            lang: self.lang,
            amount: &amount,
        };
        if let [only] = traces.as_slice() {
            return self.one(only, &told);
        }
        for trace in traces.iter().take(MOST) {
            let start = self.out.len();
            self.asked(trace.line);
            self.wrapped(&shown(&told.said(trace, &str::to_owned)), Role::Plain, 2);
            for line in self.out.iter_mut().skip(start) {
                line.target = Some(trace.line);
            }
        }
        if traces.len() > MOST {
            let more = format!("{} {}", self.word(words::MORE_LINES), traces.len() - MOST);
            self.wrapped(&more, Role::Dim, 0);
        }
    }

    fn one(&mut self, trace: &Trace, told: &Told<'_>) {
        if trace.line != self.node {
            self.asked(trace.line);
        } else if !self.state.is_compact() {
            // Under the tree the head has the request, and the rows are for what came of it.
            let summary = self.summary(trace.line);
            let (year, _) = self.years();
            let request = full_text(&summary.request, &self.state.settings);
            let text = format!("{year} {} {request}", self.word(words::REQUEST));
            self.wrapped(&text, Role::Amount, 2);
        }
        for (row, text) in told.lines(trace).into_iter().enumerate() {
            let role = if row == 0 { Role::Strong } else { Role::Plain };
            self.wrapped(&shown(&text), role, 2);
        }
        self.blank();
        let keys = match (&trace.link, &trace.rejected) {
            (None, None) => words::NO_LINK_KEYS,
            _ => words::LINK_KEYS,
        };
        let keys = self.state.keys.filled(self.word(keys));
        self.wrapped(&keys, Role::Dim, 0);
    }

    /// The line itself: address, name, what it asked for.
    fn asked(&mut self, line: NodeId) {
        let text = name_and_request(self.library, self, line);
        self.out.push(text);
    }
}

fn name_and_request(library: &Library, page: &Page<'_>, line: NodeId) -> Line {
    let settings = &page.state.settings;
    let summary = page.summary(line);
    let (request, role) = request_text(&summary, settings);
    let left = Line::of(format!("{} ", library.address(line)), Role::Label)
        .with(shown(&library.node(line).title), Role::Strong);
    let right = Line::of(format!(" {request}"), role);
    debug_assert_eq!(library.node(line).kind, Kind::Budget);
    left.with_right(right, page.columns, settings.ruler)
}
