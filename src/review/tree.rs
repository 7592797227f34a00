//! One budget year of the reviews as a document like any other: ministry, bureau, office, programme.
//!
//! A programme is a measure with its purpose, outline, years and payees as text, and one budget line: the
//! chosen figure of the chosen year, compared with the same figure of the year before. A programme that has no
//! such figure has no line. Figures are exact to the yen.

mod before;
mod findings;
mod words;

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use self::before::{FirstTold, first_told, is_new};
pub use self::findings::counted_elsewhere;
use self::findings::findings;
use self::words::{payees, span};
use super::places::{By, Place, Places, Steps, View};
use super::sheet::{Column, Reviews, Sheet};
use super::{Programme, Programmes, Yen};
use crate::model::{
    Account, Amount, Base, BudgetLine, Document, FigureName, Kind, LineRange, Meta, Node, NodeId,
    RelistedOn, Request, Spending, TextLine,
};

/// A document, and the text that its lines are lines of.
#[derive(Clone, Debug)]
pub struct Tree {
    /// The document.
    pub document: Document,
    /// Its text.
    pub text: String,
    /// What each node is of, with the figures of all years.
    pub places: Places,
}

/// The years that some programme has a figure of, the earliest first.
#[must_use]
pub fn years(programmes: &Programmes) -> Vec<u16> {
    let years = programmes.all.iter().flat_map(|p| &p.years);
    let mut years: Vec<u16> = years.filter(|f| f.has_budget()).map(|f| f.year).collect();
    years.sort_unstable();
    years.dedup();
    years
}

/// Builds the tree of a view. Work and memory grow with the programmes.
#[must_use]
pub fn tree(reviews: &Reviews, programmes: &Programmes, view: View, source: &str) -> Tree {
    let name = view.column.name().ja;
    let title = format!("行政事業レビュー {}年度 {name}", view.year);
    let mut build = Build::new(reviews, view, false);
    let nodes = build.root(&title, programmes);
    let places = Places::new(view, std::mem::take(&mut build.of), reviews, programmes);
    let before = view.year.checked_sub(1);
    let document = Document {
        meta: Meta {
            title,
            fiscal_year: Some(format!("{}年度", view.year)),
            base_year: before.map(|before| format!("{before}年度")),
            source: source.to_owned(),
            figure: Some(FigureName {
                before: before.map_or_else(Vec::new, |year| places.headings(year)),
                ..figure_name(view.column.amount(), view.by)
            }),
        },
        nodes,
        body_from: 1,
        diagnostics: findings(reviews, programmes, view, build.without),
        coverage: None,
    };
    Tree {
        document,
        text: build.text,
        places,
    }
}

/// Every programme of every year below the ministry, bureau and office of its newest sheet, with one budget line
/// for each budget year: its initial budget, compared with that of the year before.
#[derive(Clone, Debug)]
pub struct Whole {
    /// The document.
    pub document: Document,
    /// For each budget line, in document order, the place of its programme in [`Programmes::all`] and its year.
    pub lines: Vec<(usize, u16)>,
    /// Whether the officials who signed the sheets are named.
    pub persons: bool,
}

/// Builds that. Work and memory grow with the programmes' years.
#[must_use]
pub fn whole(reviews: &Reviews, programmes: &Programmes, source: &str, persons: bool) -> Whole {
    let view = View {
        year: programmes.newest,
        column: Column::Initial,
        by: By::Ministry,
        persons,
    };
    let title = "行政事業レビュー".to_owned();
    let mut build = Build::new(reviews, view, true);
    let nodes = build.root(&title, programmes);
    let document = Document {
        meta: Meta {
            title,
            fiscal_year: None,
            base_year: None,
            source: source.to_owned(),
            figure: Some(figure_name(view.column, view.by)),
        },
        nodes,
        body_from: 1,
        diagnostics: Vec::new(),
        coverage: None,
    };
    Whole {
        document,
        lines: build.lines,
        persons,
    }
}

/// What the figures of a document of review sheets are.
pub(crate) fn figure_name(column: Column, by: By) -> FigureName {
    let name = column.name();
    FigureName {
        ja: name.ja,
        en: name.en,
        is_spent: column == Column::Executed,
        levels: by.levels(),
        before: Vec::new(),
    }
}

/// Programmes below the last heading above them.
type Members<'a> = Vec<(usize, &'a Programme)>;
/// Second and third headings in the order of their names.
type Below<'a> = BTreeMap<Arc<str>, BTreeMap<Arc<str>, Members<'a>>>;

struct Build<'a> {
    reviews: &'a Reviews,
    view: View,
    nodes: Vec<Node>,
    text: String,
    line: u32,
    of: Vec<Place>,
    without: usize,
    /// The first budget year that sheets of a source and year tell.
    first_told: FirstTold,
    /// Whether every year of a programme has a line, not that of the view alone.
    all_years: bool,
    lines: Vec<(usize, u16)>,
}

impl<'a> Build<'a> {
    fn new(reviews: &'a Reviews, view: View, all_years: bool) -> Self {
        Self {
            reviews,
            view,
            nodes: Vec::new(),
            text: String::new(),
            line: 0,
            of: Vec::new(),
            without: 0,
            first_told: first_told(reviews),
            all_years,
            lines: Vec::new(),
        }
    }

    fn root(&mut self, title: &str, programmes: &'a Programmes) -> Vec<Node> {
        let root = self.open(Kind::Document, None, (0, String::new()), title, Place::None);
        self.groups(root, programmes);
        self.close(root);
        std::mem::take(&mut self.nodes)
    }

    /// How many programmes have no figure to show.
    fn sheet(&self, programme: &Programme) -> Option<&'a Sheet> {
        programme.sheet_of(self.reviews, self.view.year)
    }

    fn write(&mut self, text: &str) -> u32 {
        self.text.push_str(text);
        self.text.push('\n');
        self.line += 1;
        self.line
    }

    fn next(&self) -> NodeId {
        NodeId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX))
    }

    fn open(
        &mut self,
        kind: Kind,
        parent: Option<NodeId>,
        (ordinal, label): (u32, String),
        title: &str,
        of: Place,
    ) -> NodeId {
        let id = self.next();
        let mut node = Node::new(kind, parent);
        node.ordinal = ordinal;
        node.label = label;
        title.clone_into(&mut node.title);
        node.implied = title.is_empty();
        if !node.implied && kind != Kind::Budget {
            node.heading_lines = vec![self.write(title)];
        }
        let first = self.line.max(1);
        node.lines = Some(LineRange { first, last: first });
        self.nodes.push(node);
        self.of.push(of);
        id
    }

    fn close(&mut self, id: NodeId) {
        let (end, last) = (self.next(), self.line);
        if let Some(node) = self.nodes.get_mut(id.index()) {
            node.end = end;
            if let Some(lines) = &mut node.lines {
                lines.last = last.max(lines.first);
            }
        }
    }

    /// The first headings in the order in which they come, which is that of the government.
    fn groups(&mut self, root: NodeId, programmes: &'a Programmes) {
        let mut order: Vec<Arc<str>> = Vec::new();
        let mut below: Vec<Below<'a>> = Vec::new();
        for (at, programme) in programmes.all.iter().enumerate() {
            let known = match self.all_years {
                true => !programme.years.is_empty(),
                false => programme.counted(self.view.year).is_some(),
            };
            let Some(sheet) = self.sheet(programme).filter(|_| known) else {
                continue;
            };
            let Steps(first, second, third) = self.view.by.steps(sheet);
            let place = order.iter().position(|name| *name == first);
            let place = place.unwrap_or_else(|| {
                order.push(first);
                below.push(Below::new());
                order.len() - 1
            });
            if let Some(seconds) = below.get_mut(place) {
                let thirds = seconds.entry(second).or_default();
                thirds.entry(third).or_default().push((at, programme));
            }
        }
        let mut chapter = 0;
        for ((first, seconds), number) in order.into_iter().zip(below).zip(1..) {
            let label = crate::model::to_roman(number);
            let steps = Place::Group(vec![Arc::clone(&first)]);
            let pillar = self.open(Kind::Pillar, Some(root), (number, label), &first, steps);
            for (second, thirds) in seconds {
                chapter += 1;
                let steps = Place::Group(vec![Arc::clone(&first), Arc::clone(&second)]);
                let label = (chapter, chapter.to_string());
                let node = self.open(Kind::Chapter, Some(pillar), label, &second, steps);
                for ((third, members), ordinal) in thirds.into_iter().zip(1..) {
                    let steps = [&first, &second, &third].map(Arc::clone);
                    let steps = Place::Group(steps.to_vec());
                    let label = (ordinal, "・".to_owned());
                    let theme = self.open(Kind::Theme, Some(node), label, &third, steps);
                    for ((at, programme), ordinal) in members.into_iter().zip(1..) {
                        self.programme(theme, ordinal, at, programme);
                    }
                    self.close(theme);
                }
                self.close(node);
            }
            self.close(pillar);
        }
    }

    fn programme(&mut self, theme: NodeId, ordinal: u32, at: usize, programme: &Programme) {
        let Some(sheet) = self.sheet(programme) else {
            return;
        };
        let label = format!("({ordinal})");
        let name = if sheet.name.is_empty() {
            "（名称なし）"
        } else {
            &sheet.name
        };
        let of = Place::Programme(at);
        let measure = self.open(Kind::Measure, Some(theme), (ordinal, label), name, of);
        let mut said: Vec<String> = Vec::new();
        let mut say = |label: &str, text: &str| {
            if !text.is_empty() {
                said.push(format!("{label}：{text}"));
            }
        };
        say("目的", &sheet.purpose);
        say("概要", &sheet.outline);
        say(
            "番号",
            &format!(
                "{} {} {}年のシート",
                sheet.origin.word(),
                sheet.mark(),
                sheet.year
            ),
        );
        say("年", &span(sheet));
        for figures in programme.all_years() {
            let parts: Vec<String> = Column::ALL
                .into_iter()
                .filter_map(|column| {
                    let yen = figures
                        .get(column)
                        .filter(|yen| *yen != Yen(0) || column == Column::Initial)?;
                    Some(format!("{} {}億円", column.japanese(), yen.oku()))
                })
                .collect();
            say(&format!("{}年度", figures.year), &parts.join("、"));
        }
        say("支出先", &payees(sheet));
        if self.view.persons {
            say("作成責任者", &sheet.responsible);
        }
        let mut text = Vec::with_capacity(said.len());
        for line in said {
            text.push(TextLine {
                line: self.write(&line),
                text: line.into(),
            });
        }
        if let Some(node) = self.nodes.get_mut(measure.index()) {
            node.text = text;
        }
        if self.all_years {
            for (figures, ordinal) in programme.years.iter().zip(1..) {
                self.money(measure, (at, programme), (figures.year, ordinal), name);
            }
        } else if programme
            .counted(self.view.year)
            .is_some_and(|figures| figures.get(self.view.column.amount()).is_some())
        {
            self.money(measure, (at, programme), (self.view.year, 1), name);
        } else {
            self.without += 1;
        }
        self.close(measure);
    }

    /// The line of a budget year.
    fn money(
        &mut self,
        measure: NodeId,
        (at, programme): (usize, &Programme),
        (year, ordinal): (u16, u32),
        name: &str,
    ) {
        let column = self.view.column.amount();
        let figure = programme.counted(year).and_then(|f| f.get(column));
        let before = year.checked_sub(1);
        let base = before.and_then(|year| programme.get(year, column));
        let base = match base {
            Some(yen) => Base::Amount(exact(yen)),
            None if is_new(programme, self.reviews, &self.first_told, year) => Base::New,
            None => Base::None,
        };
        let printed = figure.map_or_else(
            || format!("【予算】{name}"),
            |yen| format!("【予算】{name} {}億円", yen.oku()),
        );
        let line = self.write(&printed);
        let label = (ordinal, "【予算】".to_owned());
        let id = self.open(
            Kind::Budget,
            Some(measure),
            label,
            name,
            Place::Programme(at),
        );
        if let Some(node) = self.nodes.get_mut(id.index()) {
            node.budget = Some(Box::new(BudgetLine {
                request: figure.map_or(Request::Unspecified, |yen| Request::Amount(exact(yen))),
                base,
                supplementary: None,
                account: Account::General,
                relisted_on: RelistedOn::None,
                original: None,
                line,
                source_lines: vec![line],
                spending: spending(programme, year).map(Box::new),
            }));
        }
        self.close(id);
        self.lines.push((at, year));
    }
}

/// What was spent of what could be, in that year and in the one before; none where nothing is known of either.
fn spending(programme: &Programme, year: u16) -> Option<Spending> {
    let spent = |year| programme.figures(year)?.spent();
    let (now, before) = (spent(year), year.checked_sub(1).and_then(spent));
    (now.is_some() || before.is_some()).then(|| Spending {
        now: now.unwrap_or_default(),
        before: before.unwrap_or_default(),
    })
}

/// A figure that nobody rounded.
fn exact(yen: Yen) -> Amount {
    Amount {
        oku: yen.oku(),
        half_unit: Decimal::ZERO,
    }
}
