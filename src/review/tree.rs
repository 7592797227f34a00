//! One budget year of the reviews as a document like any other: ministry, bureau, office, programme.
//!
//! A programme is a measure with its purpose, outline, years and payees as text, and one budget line: the
//! chosen figure of the chosen year, compared with the same figure of the year before. A programme that has no
//! such figure has no line. Figures are exact to the yen.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::places::{Place, Places, Steps, View};
use super::sheet::{Column, PayeeKind, Reviews, Sheet};
use super::{Programme, Programmes, Yen};
use crate::model::{
    Account, Amount, Base, BudgetLine, Diagnostic, Document, FigureName, Kind, LineRange, Meta,
    Node, NodeId, RelistedOn, Request, Severity, TextLine,
};

/// Most payees named below a programme.
const MOST_PAYEES: usize = 10;

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
    let View { year, column, .. } = view;
    let mut build = Build {
        reviews,
        view,
        nodes: Vec::new(),
        text: String::new(),
        line: 0,
        of: Vec::new(),
        without: 0,
    };
    let name = column.name();
    let title = format!("行政事業レビュー {year}年度 {}", name.ja);
    let root = build.open(
        Kind::Document,
        None,
        (0, String::new()),
        &title,
        Place::None,
    );
    build.groups(root, programmes);
    build.close(root);
    let mut diagnostics = Vec::new();
    if build.without > 0 {
        diagnostics.push(Diagnostic {
            severity: Severity::Info,
            code: "no-figure",
            line: 1,
            page: None,
            message: format!(
                "{year}年度の{}が分からない事業が{}件あり、見出しだけを載せています",
                name.ja, build.without
            ),
        });
    }
    Tree {
        document: Document {
            meta: Meta {
                title,
                fiscal_year: Some(format!("{year}年度")),
                base_year: year.checked_sub(1).map(|before| format!("{before}年度")),
                source: source.to_owned(),
                figure: Some(FigureName {
                    ja: name.ja,
                    en: name.en,
                }),
            },
            nodes: build.nodes,
            body_from: 1,
            diagnostics,
            coverage: None,
        },
        text: build.text,
        places: Places::new(view, build.of, reviews, programmes),
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
}

impl<'a> Build<'a> {
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
            let known = programme.figures(self.view.year).is_some();
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
        for figures in &programme.years {
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
        let mut text = Vec::with_capacity(said.len());
        for line in said {
            text.push(TextLine {
                line: self.write(&line),
                text: line,
            });
        }
        if let Some(node) = self.nodes.get_mut(measure.index()) {
            node.text = text;
        }
        self.money(measure, (at, programme), name);
        self.close(measure);
    }

    fn money(&mut self, measure: NodeId, (at, programme): (usize, &Programme), name: &str) {
        let View { year, column, .. } = self.view;
        let Some(yen) = programme.get(year, column) else {
            self.without += 1;
            return;
        };
        let before = year.checked_sub(1);
        let base = before.and_then(|year| programme.get(year, column));
        let first = programme.years.iter().all(|figures| figures.year >= year);
        let base = match base {
            Some(yen) => Base::Amount(exact(yen)),
            None if first => Base::New,
            None => Base::None,
        };
        let printed = format!("【予算】{name} {}億円", yen.oku());
        let line = self.write(&printed);
        let label = (1, "【予算】".to_owned());
        let of = Place::Programme(at);
        let id = self.open(Kind::Budget, Some(measure), label, name, of);
        if let Some(node) = self.nodes.get_mut(id.index()) {
            node.budget = Some(Box::new(BudgetLine {
                request: Request::Amount(exact(yen)),
                base,
                supplementary: None,
                account: Account::General,
                relisted_on: RelistedOn::None,
                original: None,
                line,
                source_lines: vec![line],
            }));
        }
        self.close(id);
    }
}

/// A figure that nobody rounded.
fn exact(yen: Yen) -> Amount {
    Amount {
        oku: yen.oku(),
        half_unit: Decimal::ZERO,
    }
}

fn span(sheet: &Sheet) -> String {
    match (sheet.start, sheet.end) {
        (Some(start), Some(end)) => format!("{start}年度から{end}年度まで"),
        (Some(start), None) => format!("{start}年度から"),
        (None, Some(end)) => format!("{end}年度まで"),
        (None, None) => String::new(),
    }
}

/// The bodies that were paid; persons as a number, never by name.
fn payees(sheet: &Sheet) -> String {
    let bodies = sheet
        .payees
        .iter()
        .filter(|payee| payee.kind == PayeeKind::Body);
    let mut parts: Vec<String> = bodies
        .take(MOST_PAYEES)
        .map(|payee| match payee.paid {
            Some(paid) => format!("{} {}億円", payee.name, paid.oku()),
            None => payee.name.to_string(),
        })
        .collect();
    let persons = sheet
        .payees
        .iter()
        .filter(|p| p.kind == PayeeKind::Person)
        .count();
    if persons > 0 {
        parts.push(format!("個人{persons}件"));
    }
    parts.join("、")
}
