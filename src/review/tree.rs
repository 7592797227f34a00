//! One budget year of the reviews as a document like any other: ministry, bureau, office, programme.
//!
//! A programme is a measure with its purpose, outline, years and payees as text, and one budget line: the
//! chosen figure of the chosen year, compared with the same figure of the year before. A programme that has no
//! such figure has no line. Figures are exact to the yen.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::sheet::{Column, PayeeKind, Reviews, Sheet};
use super::{Programme, Programmes, Yen};
use crate::model::{
    Account, Amount, Base, BudgetLine, Diagnostic, Document, Kind, LineRange, Meta, Node, NodeId,
    RelistedOn, Request, Severity, TextLine,
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
    /// For each budget line, in document order, its place in [`Programmes::all`].
    pub programmes: Vec<usize>,
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

/// Builds the tree of a year and figure. Work and memory grow with the programmes of that year.
#[must_use]
pub fn tree(
    reviews: &Reviews,
    programmes: &Programmes,
    (year, column): (u16, Column),
    source: &str,
) -> Tree {
    let mut build = Build {
        reviews,
        year,
        column,
        nodes: Vec::new(),
        text: String::new(),
        line: 0,
        programmes: Vec::new(),
        without: 0,
    };
    let title = format!("行政事業レビュー {year}年度 {}", column.japanese());
    let root = build.open(Kind::Document, None, 0, String::new(), &title);
    let mut places: BTreeMap<usize, Bureaus> = BTreeMap::new();
    let mut order: Vec<Arc<str>> = Vec::new();
    for (at, programme) in programmes.all.iter().enumerate() {
        let known = programme.figures(year).is_some();
        let Some(sheet) = build.sheet(programme).filter(|_| known) else {
            continue;
        };
        let ministry = order
            .iter()
            .position(|m| *m == sheet.ministry)
            .unwrap_or_else(|| {
                order.push(Arc::clone(&sheet.ministry));
                order.len() - 1
            });
        let bureaus = places.entry(ministry).or_default();
        let offices = bureaus.entry(Arc::clone(&sheet.bureau)).or_default();
        offices
            .entry(Arc::clone(&sheet.office))
            .or_default()
            .push((at, programme));
    }
    let mut chapter = 0;
    for (ministry, bureaus) in places {
        let name = order.get(ministry).cloned().unwrap_or_else(|| "".into());
        build.ministry(root, ministry, &name, bureaus, &mut chapter);
    }
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
                column.japanese(),
                build.without
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
            },
            nodes: build.nodes,
            body_from: 1,
            diagnostics,
            coverage: None,
        },
        text: build.text,
        programmes: build.programmes,
    }
}

type Offices<'a> = BTreeMap<Arc<str>, Vec<(usize, &'a Programme)>>;
type Bureaus<'a> = BTreeMap<Arc<str>, Offices<'a>>;

struct Build<'a> {
    reviews: &'a Reviews,
    year: u16,
    column: Column,
    nodes: Vec<Node>,
    text: String,
    line: u32,
    programmes: Vec<usize>,
    without: usize,
}

impl<'a> Build<'a> {
    fn sheet(&self, programme: &Programme) -> Option<&'a Sheet> {
        programme.sheet_of(self.reviews, self.year)
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
        ordinal: u32,
        label: String,
        title: &str,
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

    fn ministry(
        &mut self,
        root: NodeId,
        at: usize,
        name: &str,
        bureaus: Bureaus<'_>,
        chapter: &mut u32,
    ) {
        let number = u32::try_from(at + 1).unwrap_or(u32::MAX);
        let label = crate::model::to_roman(number);
        let pillar = self.open(Kind::Pillar, Some(root), number, label, name);
        for (bureau, offices) in bureaus {
            *chapter += 1;
            let chapter = self.open(
                Kind::Chapter,
                Some(pillar),
                *chapter,
                chapter.to_string(),
                &bureau,
            );
            for ((office, programmes), ordinal) in offices.into_iter().zip(1..) {
                let theme = self.open(Kind::Theme, Some(chapter), ordinal, "・".into(), &office);
                for ((at, programme), ordinal) in programmes.into_iter().zip(1..) {
                    self.programme(theme, ordinal, at, programme);
                }
                self.close(theme);
            }
            self.close(chapter);
        }
        self.close(pillar);
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
        let measure = self.open(Kind::Measure, Some(theme), ordinal, label, name);
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
        self.money(measure, at, programme, name);
        self.close(measure);
    }

    fn money(&mut self, measure: NodeId, at: usize, programme: &Programme, name: &str) {
        let Some(yen) = programme.get(self.year, self.column) else {
            self.without += 1;
            return;
        };
        let before = self.year.checked_sub(1);
        let base = before.and_then(|year| programme.get(year, self.column));
        let first = programme
            .years
            .iter()
            .all(|figures| figures.year >= self.year);
        let base = match base {
            Some(yen) => Base::Amount(exact(yen)),
            None if first => Base::New,
            None => Base::None,
        };
        let printed = format!("【予算】{name} {}億円", yen.oku());
        let line = self.write(&printed);
        let id = self.open(Kind::Budget, Some(measure), 1, "【予算】".into(), name);
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
        self.programmes.push(at);
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
