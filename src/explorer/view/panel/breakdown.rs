//! The breakdown: each child in one row with one bar, on one printed scale.

use rust_decimal::Decimal;

use super::Page;
use super::columns::{Columns, LONGEST_BAR};
use crate::explorer::line::{Line, Role};
use crate::explorer::settings::Scale;
use crate::explorer::state::figures::{Money, Summary};
use crate::explorer::view::bars::fraction;
use crate::explorer::view::columns::figure;
use crate::explorer::view::money::{aligned, change_text, parts_text, percent_of};
use crate::explorer::view::rows::tags;
use crate::explorer::view::tooth::{self, Bar};
use crate::explorer::words;
use crate::ledger::{LineSort, ranked};
use crate::model::{Kind, NodeId};
use crate::text::shown;

impl Page<'_> {
    /// The breakdown of the node, or of a budget line alone, with the scale in use.
    pub(super) fn breakdown(&mut self) {
        let items = self.items();
        if items.is_empty() {
            return;
        }
        let full = self.full_length(&items);
        if self.library.node(self.node).kind == Kind::Budget {
            if !full.is_zero() {
                self.scale_line(full);
            }
            self.alone(self.node, full);
            self.blank();
            return;
        }
        let requests = items
            .iter()
            .filter_map(|id| self.summary(*id).request.length());
        let widest = requests.fold(full, Decimal::max);
        let columns = Columns::of(self.columns, widest, &self.state.settings);
        self.breakdown_head(columns, full);
        for item in &items {
            self.item(*item, columns, full);
        }
        self.bar_legend(&items);
        self.blank();
    }

    /// What the rows are, in which order, what stands in their columns, and the ruler of the bars:
    /// in one row where there is room for it.
    fn breakdown_head(&mut self, columns: Columns, full: Decimal) {
        let ruler = self.state.settings.ruler;
        let (order, turned) = self.order();
        let mut order = words::sort(order).get(self.lang).to_owned();
        if turned {
            order.push_str(words::TURNED.get(self.lang));
        }
        let left = Line::of(format!("{} ", self.word(words::BREAKDOWN)), Role::Strong);
        let left = left.with(order, Role::Dim);
        let mut right = Line::new();
        let mut column = |text: &str, width: usize| {
            if width > 0 {
                let text = ruler.pad_left(text, width);
                right.push(format!(" {text}"), Role::Dim);
            }
        };
        let figure = figure(self.library, Some(self.node), self.lang);
        column(figure, columns.request);
        column(self.word(words::CHANGE), columns.change);
        column(self.word(words::SHARE_HEAD), columns.share);
        // Where nothing has a bar there is nothing to measure.
        if full.is_zero() {
            self.out.push(left.with_right(right, self.columns, ruler));
            return;
        }
        // That the longest bar is first is seen; another order is said.
        let plain = Line::of(self.word(words::BREAKDOWN), Role::Strong);
        let is_usual = self.state.tree.arrangement.is_document_order();
        let heads = [Some(left.clone()), Some(plain).filter(|_| is_usual)];
        let measured = heads.into_iter().flatten().find_map(|head| {
            let head = head.with(format!("  {}", self.ruler_words(full)), Role::Dim);
            let fits = head.width(ruler) + right.width(ruler) <= self.columns;
            fits.then_some(head)
        });
        if let Some(head) = measured {
            self.out.push(head.with_right(right, self.columns, ruler));
        } else {
            self.out.push(left.with_right(right, self.columns, ruler));
            self.scale_line(full);
        }
    }

    /// The ruler of the bars in short: `棒 0–56.2`, `棒 対数 0.05–56.2`, `棒 割合 100%=89.2`.
    fn ruler_words(&self, full: Decimal) -> String {
        let settings = &self.state.settings;
        let (bars, end) = (self.word(words::BAR), settings.bare(full));
        match settings.scale {
            Scale::Linear => format!("{bars} 0–{end}"),
            Scale::Logarithmic => {
                let (name, start) = (self.word(words::LOGARITHMIC), Decimal::new(5, 2));
                format!("{bars} {name} {}–{end}", settings.bare(start))
            }
            Scale::Share => format!("{bars} {} 100%={end}", self.word(words::SHARE)),
        }
    }

    /// The order of the children: that of the tree, or where that is the document's, by money.
    fn order(&self) -> (LineSort, bool) {
        let arrangement = &self.state.tree.arrangement;
        if arrangement.sort == LineSort::Document {
            (LineSort::Request, false)
        } else {
            (arrangement.sort, arrangement.turned)
        }
    }

    /// What is drawn: the line itself, or the children with money, ranked.
    fn items(&self) -> Vec<NodeId> {
        let library = self.library;
        if library.node(self.node).kind == Kind::Budget {
            return vec![self.node];
        }
        let figures = &self.state.figures;
        let (sort, turned) = self.order();
        let mut items: Vec<NodeId> = library
            .children(self.node)
            .flat_map(|id| self.shown_for(id))
            .filter(|id| figures.scope().chosen(library, *id).next().is_some())
            .collect();
        let key = |id: NodeId| self.summary(id).sort_key(sort);
        items.sort_by(|a, b| match sort {
            LineSort::Name => figures.by_name(library, *a, *b, turned),
            _ => ranked(key(*a), key(*b), turned).then(a.cmp(b)),
        });
        items
    }

    /// A child as it stands in a row; for a theme without a label of its own what is below it,
    /// which says more.
    fn shown_for(&self, id: NodeId) -> Vec<NodeId> {
        let node = self.library.node(id);
        let is_labelled = node.label.chars().any(char::is_alphanumeric);
        let below: Vec<NodeId> = self.library.children(id).collect();
        if node.kind == Kind::Theme && !is_labelled && !below.is_empty() {
            below
        } else {
            vec![id]
        }
    }

    /// The amount of a full bar, in 億円.
    fn full_length(&self, items: &[NodeId]) -> Decimal {
        let settings = &self.state.settings;
        match settings.scale {
            Scale::Share => {
                let whole = self.whole();
                let totals = self
                    .state
                    .figures
                    .totals(self.library, whole, settings.counting);
                totals.request_total
            }
            // A line alone is measured with those beside it; children have a ruler of their own.
            Scale::Linear if self.library.node(self.node).kind != Kind::Budget => {
                let figures = &self.state.figures;
                figures.ruler_of(self.library, items, settings.counting)
            }
            Scale::Linear | Scale::Logarithmic => {
                let figures = &self.state.figures;
                let below = figures.shared_measure(self.library, self.node, settings.counting);
                below.request.longest
            }
        }
    }

    /// The node whose total is the whole of a share: this node, or a budget line's parent.
    fn whole(&self) -> NodeId {
        let node = self.library.node(self.node);
        match node.kind {
            Kind::Budget => self.library.parent(self.node).unwrap_or(self.node),
            _ => self.node,
        }
    }

    fn scale_line(&mut self, full: Decimal) {
        let settings = &self.state.settings;
        let name = self.word(match settings.scale {
            Scale::Linear => words::LINEAR,
            Scale::Logarithmic => words::LOGARITHMIC,
            Scale::Share => words::SHARE,
        });
        let start = match settings.scale {
            Scale::Logarithmic => settings.bare(Decimal::new(5, 2)),
            Scale::Linear | Scale::Share => "0".to_owned(),
        };
        let end = settings.amount(full);
        let range = match settings.scale {
            Scale::Share => format!("100% = {end}"),
            Scale::Linear | Scale::Logarithmic => format!("{start} … {end}"),
        };
        let label = self.word(words::SCALE);
        let key = self.key("scale");
        self.wrapped(&format!("{label}{key}: {name}  {range}"), Role::Dim, 2);
    }

    /// A line alone: one bar with last year's place as a tooth, and both figures behind it; or the
    /// words for what has no bar.
    fn alone(&mut self, id: NodeId, full: Decimal) {
        let settings = &self.state.settings;
        let ruler = settings.ruler;
        let summary = self.summary(id);
        if let Some(share) = self.share(id, &summary) {
            let text = format!(" {} {share}", self.word(words::SHARE));
            let right = Line::of(text, Role::Amount);
            self.out
                .push(Line::new().with_right(right, self.columns, ruler));
        }
        let figure = match (&summary.request, &summary.base) {
            (Money::Exact(request), Money::Exact(base)) => {
                let arrow = settings.glyphs().arrow();
                let (base, request) = (settings.bare(*base), settings.bare(*request));
                format!(" {base} {arrow} {request}")
            }
            (Money::Exact(request), _) => format!(" {}", settings.bare(*request)),
            (Money::Within(most), _) => {
                format!(" {} {}", self.word(words::WITHIN_TAG), settings.bare(*most))
            }
            (Money::Unspecified, _) => {
                self.wrapped(self.word(words::UNSPECIFIED), Role::Tag, 2);
                return;
            }
            (Money::Parts(parts), _) => {
                self.wrapped(&parts_text(parts, settings), Role::Tag, 2);
                return;
            }
            (Money::None | Money::New, _) => return,
        };
        // Figures have room first: a bar that is shorter than these says nothing anyway.
        let taken = ruler.width(&figure).max(self.longest_figures(full));
        let room = self.columns.saturating_sub(taken).min(LONGEST_BAR);
        let mut line = match &summary.request {
            Money::Within(most) => {
                let bar = Bar {
                    request: fraction(*most, full, settings.scale),
                    whole: Some(Role::Hatch),
                    ..Bar::default()
                };
                tooth::draw(bar, room, settings)
            }
            _ => self.item_bar(&summary, room, full),
        };
        line.push(figure, Role::Amount);
        self.out.push(line);
        self.beyond(&summary);
    }

    /// Columns of two figures as long as the ruler's end, so that among siblings a bar of one
    /// length is of one amount.
    fn longest_figures(&self, full: Decimal) -> usize {
        let settings = &self.state.settings;
        let width = settings.ruler.width(&settings.bare(full));
        (width * 2 + 4).min(self.columns / 2)
    }

    /// A child in one row: name, bar, request, change; below it what has no room in a row.
    fn item(&mut self, id: NodeId, columns: Columns, full: Decimal) {
        let ruler = self.state.settings.ruler;
        let summary = self.summary(id);
        let start = self.out.len();
        let mut line = self.item_name(id, &summary, columns.name);
        match self.instead(id, &summary) {
            None => {
                line.push(" ", Role::Plain);
                line.parts
                    .extend(self.item_bar(&summary, columns.bar, full).parts);
                line.parts
                    .extend(self.item_figures(id, &summary, columns).parts);
                self.out.push(line);
            }
            // A word in place of figures takes their room, or a row of its own.
            Some((text, role)) => {
                let room = self.columns.saturating_sub(columns.name + 1);
                let fits = ruler.width(&text) <= room;
                if fits {
                    let right = Line::of(text.as_str(), role);
                    line = line.with_right(right, self.columns, ruler);
                }
                self.out.push(line);
                if !fits {
                    self.wrapped(&format!("  {text}"), role, 4);
                }
            }
        }
        self.supplementary(id, 2);
        self.beyond(&summary);
        for line in self.out.iter_mut().skip(start) {
            line.target = Some(id);
        }
    }

    /// What a row has in place of a plain figure.
    fn instead(&self, id: NodeId, summary: &Summary) -> Option<(String, Role)> {
        let settings = &self.state.settings;
        Some(match &summary.request {
            Money::Exact(_) => return None,
            Money::Within(oku) => {
                let word = self.word(words::WITHIN_TAG);
                (format!("{word} {}", settings.bare(*oku)), Role::Tag)
            }
            Money::Unspecified => (self.word(words::UNSPECIFIED).to_owned(), Role::Tag),
            Money::Parts(parts) => (parts_text(parts, settings), Role::Tag),
            Money::None | Money::New => (self.outside(id).join(self.comma()), Role::Dim),
        })
    }

    fn item_bar(&self, summary: &Summary, columns: usize, full: Decimal) -> Line {
        let settings = &self.state.settings;
        let Money::Exact(request) = &summary.request else {
            return Line::new();
        };
        let is_sure = summary
            .change
            .as_ref()
            .is_some_and(|c| !c.is_within_rounding());
        let beyond = fraction(summary.beyond, full, settings.scale);
        let is_small = settings.scale != Scale::Logarithmic && !tooth::is_seen(beyond, columns);
        let base = match &summary.base {
            Money::Exact(base) if is_sure && (is_small || summary.beyond.is_zero()) => Some(*base),
            _ => None,
        };
        let bar = Bar {
            request: fraction(*request, full, settings.scale),
            base: base.map(|base| fraction(base, full, settings.scale)),
            whole: summary.is_new.then_some(Role::Tag),
            broken: settings.scale == Scale::Linear && *request > full,
        };
        tooth::draw(bar, columns, settings)
    }

    fn item_figures(&self, id: NodeId, summary: &Summary, columns: Columns) -> Line {
        let settings = &self.state.settings;
        let ruler = settings.ruler;
        let Money::Exact(request) = &summary.request else {
            return Line::new();
        };
        let mut line = Line::new();
        let mut column = |text: &str, width: usize, role: Role| {
            if width > 0 {
                let text = if ruler.width(text) > width { "" } else { text };
                line.push(format!(" {}", ruler.pad_left(text, width)), role);
            }
        };
        let role = if summary.relisted || summary.out {
            Role::Dim
        } else {
            Role::Amount
        };
        let figure = aligned(settings.bare(*request), settings, columns.request);
        column(&figure, columns.request, role);
        let (change, role) = change_text(summary, settings);
        let change = aligned(change, settings, columns.change);
        column(&change, columns.change, role);
        let share = self.share(id, summary).unwrap_or_default();
        column(&share, columns.share, Role::Dim);
        line
    }

    /// The part of a request that has no comparable base.
    fn beyond(&mut self, summary: &Summary) {
        if summary.beyond.is_zero() || summary.change.is_none() {
            return;
        }
        let text = format!(
            "  {} {}",
            self.word(words::BEYOND),
            self.state.settings.amount(summary.beyond)
        );
        self.wrapped(&text, Role::Dim, 4);
    }

    /// The share of what counts in the whole; of what does not count there is none.
    fn share(&self, id: NodeId, summary: &Summary) -> Option<String> {
        let (library, counting) = (self.library, self.state.settings.counting);
        let counts = library.budget(id).is_none()
            || counting.request(library, id).is_some() && self.state.figures.counts(library, id);
        let whole = self
            .state
            .figures
            .totals(library, self.whole(), counting)
            .request_total;
        match &summary.request {
            Money::Exact(oku) if counts => percent_of(*oku, whole),
            _ => None,
        }
    }

    /// The name of a child in exactly `columns`, its state words behind it.
    fn item_name(&self, id: NodeId, summary: &Summary, columns: usize) -> Line {
        let ruler = self.state.settings.ruler;
        let node = self.library.node(id);
        let mut label = String::new();
        if node.kind != Kind::Budget && node.label.chars().any(char::is_alphanumeric) {
            label = format!("{} ", shown(&node.label));
        }
        let mut tags = tags(summary, self.lang);
        // What stands in place of the figures is not said twice.
        if !matches!(summary.request, Money::Exact(_)) {
            tags.retain(|tag| *tag == words::RELISTED.get(self.lang));
        }
        let words: String = tags.iter().map(|tag| format!(" {tag}")).collect();
        let room = columns.saturating_sub(ruler.width(&label) + ruler.width(&words));
        let title = ruler.field(&ruler.cut(&shown(&node.title), room), room);
        Line::of(label, Role::Label)
            .with(title, Role::Plain)
            .with(words, Role::Tag)
    }
}
