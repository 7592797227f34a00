//! One walk over the text with one open name: lines to headings, programmes, sums, text.

mod begin;
mod below;
mod card;
pub mod census;
mod closing;
mod counted;
mod fields;
mod given;
mod joined;
mod line;
mod loose;
mod quoted;
mod settle;
mod shape;
mod speech;
mod tables;
mod tails;
mod titles;
mod total;
mod unknown;
mod unseen;

use std::collections::HashSet;

use super::amount::{Unit, moneys, unit_in};
use super::entry::interpret::interpret;
use super::entry::judge::{is_note, is_sentence};
use super::entry::tail::{Tail, only};
use super::entry::token::{Lens, Tag, Token};
use super::evidence::Evidence;
use super::figure::{Fate, FigureId, Figures, TextReason, UnreadReason};
use super::gather::{is_legend, unit_line};
use super::layout::{Flow, Row};
use super::piece::{Piece, Role, Style};
use super::table::head::Columns;
use super::table::{self, Around};
use census::Census;
use tables::{first_unit, two_labels, two_values};

/// A name that waits for its figures, or an entry that may get more of them.
struct Open {
    piece: usize,
    tokens: Vec<Token>,
    tags: Vec<Tag>,
    figures: Vec<FigureId>,
    /// Nothing but asides stood between: the next line may continue the name.
    joinable: bool,
    /// No text stood between since the last figure.
    fresh: bool,
}

/// The walk over one document.
pub struct Walk<'a> {
    evidence: &'a Evidence,
    census: Census,
    figures: Figures,
    pieces: Vec<Piece>,
    unit: Option<Unit>,
    open: Option<Open>,
    tables: u32,
    heading: String,
    /// The piece of a card that a label names: `事業名：架空灯台`, till the next heading.
    card: Option<usize>,
    /// Bare numbers are of the names above them, past what is said of these.
    closing: Option<u32>,
    /// Labels of two years on lines of their own, till the next heading: `8年度` over `9年度`.
    years: Option<(Token, Token)>,
    /// Columns of the last table, for one that goes on without a head.
    columns: Option<Columns>,
    /// Lines whose numbers count something that is no money.
    counted: HashSet<u32>,
    /// A note tells that the lower of two rows is of the year before.
    lower_is_base: bool,
}

/// Reads the text of a document: its pieces in order, and all its amounts.
#[must_use]
pub fn read(flow: &[Flow], evidence: &Evidence) -> (Vec<Piece>, Figures) {
    let mut walk = Walk {
        evidence,
        census: Census::of(
            flow,
            Lens {
                unit: evidence.unit.or_else(|| first_unit(flow)),
                near: evidence.request_year,
                added: evidence.added,
            },
        ),
        figures: Figures::default(),
        pieces: Vec::new(),
        unit: None,
        open: None,
        tables: 0,
        heading: String::new(),
        card: None,
        closing: closing::numbers_close(flow),
        years: None,
        columns: None,
        counted: HashSet::new(),
        lower_is_base: flow.iter().any(|item| match item {
            Flow::Row(row) => row.fold.contains(&'段') && table::two_rows::tells(&row.text()),
            Flow::Grid(grid) => {
                let mut cells = grid.rows.iter().take(6).flatten();
                cells.any(|cell| table::two_rows::tells(&cell.text))
            }
            Flow::Sheet(_) => false,
        }),
    };
    let mut at = 0;
    while let Some(item) = flow.get(at) {
        at += match item {
            Flow::Grid(grid) => {
                walk.grid(grid);
                1
            }
            Flow::Sheet(name) => {
                walk.open = None;
                walk.unit = None;
                let mut piece = Piece::new(Role::Heading(Style::Sheet), name, 0, 0);
                piece.lines.clear();
                walk.pieces.push(piece);
                1
            }
            Flow::Row(row) if row.aside => {
                walk.text_figures(row, &[], Some(TextReason::Note));
                1
            }
            Flow::Row(row) if row.blank => {
                if let Some(open) = &mut walk.open {
                    open.joinable = false;
                }
                1
            }
            Flow::Row(row) if walk.speech(row) => 1,
            Flow::Row(row) => walk
                .counted(flow, at)
                .or_else(|| walk.table_lines(flow, at))
                .unwrap_or_else(|| {
                    walk.row(row);
                    1
                }),
        };
    }
    walk.settle();
    walk.unseen(flow);
    walk.loose(flow);
    (walk.pieces, walk.figures)
}

/// What a row prints from one place to another.
fn printed_of(row: &Row, span: (usize, usize)) -> String {
    let words = row.printed.get(span.0..span.1);
    words.unwrap_or_default().iter().collect()
}

impl<'a> Walk<'a> {
    fn around(&self) -> Around<'a> {
        Around {
            evidence: self.evidence,
            unit: self.unit.or(self.evidence.unit),
            heading: "",
            number: self.tables,
        }
    }

    fn lens(&self, bare: bool) -> Lens {
        Lens {
            unit: self.unit.or(self.evidence.unit).filter(|_| bare),
            near: self.evidence.request_year,
            added: self.evidence.added,
        }
    }

    fn take_table(&mut self, mut pieces: Vec<Piece>) {
        for piece in &mut pieces {
            piece.table = Some(self.tables);
        }
        self.pieces.append(&mut pieces);
    }

    fn row(&mut self, row: &Row) {
        if let Some(cut) = shape::unit_behind(&row.fold)
            && let Some(words) = row.fold.get(cut..)
            && let Some(unit) = unit_in(words)
        {
            // `柱1 架空の港　　（百万円）`: a heading that names the unit of what is below it.
            self.unit = Some(unit);
            // `主な事業　予算額（億円）` is a head of nothing but its words.
            let head: String = row.fold.iter().take(cut).collect();
            if head.contains(' ')
                && head
                    .split(' ')
                    .filter(|w| !w.is_empty())
                    .all(table::head::is_head_word)
            {
                self.open = None;
                self.push_text(row);
                return;
            }
            let mut row = row.clone();
            row.printed.truncate(cut);
            row.fold.truncate(cut);
            self.row(&row);
            return;
        }
        if let Some(unit) = unit_line(row).filter(|_| moneys(&row.fold).is_empty()) {
            self.unit = Some(unit);
            self.push_text(row);
            return;
        }
        if is_note(&row.fold) || is_legend(&row.fold) {
            self.text_figures(row, &[], Some(TextReason::Note));
            self.push_text(row);
            return;
        }
        if row.fold.len() > 400 {
            self.text_figures(row, &[], None);
            self.push_text(row);
            return;
        }
        if self.fills_open(row) || self.fills_before_field(row) {
            return;
        }
        // Bare numbers alone on a line that no name waits for.
        // `１　補正予算額`: the number is its mark.
        let numbered = || {
            let mark = super::outline::mark::mark_of(&row.fold);
            mark.is_some_and(|m| matches!(m.style, Style::Number(_) | Style::Paren))
        };
        if let Some(tail) = only(&row.printed, &row.fold, self.lens(true))
            && !numbered()
            && self.bare_unread(row, &tail)
        {
            self.push_text(row);
            return;
        }
        if self.unit.or(self.evidence.unit).is_none() && self.waits_for_unit(row) {
            self.push_text(row);
            return;
        }
        if !self.tags_below(row) {
            self.entries(row);
        }
    }

    /// A line of nothing but figures goes to the open name.
    fn fills_open(&mut self, row: &Row) -> bool {
        let mut lens = self.lens(true);
        lens.unit = shape::trailing_unit(&row.fold).or(lens.unit);
        // A heading of a tag alone (新規事業) heads what is below it.
        let tail = only(&row.printed, &row.fold, lens);
        tail.filter(|t| row.line.hint.level.is_none() || t.has_value())
            .is_some_and(|tail| self.fill(row, &tail))
    }

    /// Gives the figures of a tail to the open name, if it waits for figures or for more of them.
    fn fill(&mut self, row: &Row, tail: &Tail) -> bool {
        let Some(open) = &self.open else { return false };
        let read = self
            .pieces
            .get(open.piece)
            .is_some_and(|p| p.reading.is_some());
        let adds = matches!(
            tail.tokens.first(),
            Some(Token::Open | Token::Label(_) | Token::Arrow | Token::Tag(_) | Token::Nothing)
        );
        let adds = adds || matches!(open.tokens.last(), Some(Token::Label(_) | Token::Arrow));
        let pointless = tail.tokens.iter().all(|t| matches!(t, Token::Nothing));
        // Behind a budget mark an amount ends in 円.
        let marked = self.pieces.get(open.piece).is_some_and(|p| p.budget);
        let cut = |token: &Token| match token {
            Token::Money { span, .. } => {
                let last = row.fold.get(span.1.saturating_sub(1));
                last.is_some_and(|c| matches!(c, '兆' | '億' | '万'))
            }
            _ => false,
        };
        // Bare numbers between two names without marks may be of either: the one above, or the one below, set in the middle of its cell.
        let bare = || {
            let own = moneys(&row.fold);
            tail.tokens.iter().any(|token| match token {
                Token::Money { span, .. } => {
                    !own.iter().any(|m| m.start < span.1 && span.0 < m.end)
                }
                _ => false,
            })
        };
        let unmarked = self.pieces.get(open.piece).is_some_and(|p| {
            p.role == Role::Item && p.label.is_empty() && p.mark.is_none() && !p.budget
        });
        // `【概算要求額　3,015（2,870）百万円】` has its unit, and says what it is.
        let label = matches!(tail.tokens.first(), Some(Token::Label(label)) if *label != super::entry::token::Label::Change);
        let told = || label || shape::trailing_unit(&row.fold).is_some();
        if unmarked && !read && bare() && !told() && !self.closes(row) {
            return false;
        }
        if marked && tail.tokens.iter().any(cut) {
            return false;
        }
        // `架空灯台　【補正予算】 2億円` over `5億円` and `（4億円）`: the request is still to come.
        let added = self.pieces.get(open.piece).is_some_and(|p| {
            let only = |r: &super::piece::Reading| {
                r.request == super::piece::Money::None && r.supplementary.is_some()
            };
            p.reading.as_ref().is_some_and(only)
        });
        let label = self.year_of(open, tail);
        let adds = adds || added || label.is_some();
        if pointless || (read && !(adds && open.fresh)) {
            return false;
        }
        let Some(mut open) = self.open.take() else {
            return false;
        };
        let before = open.tokens.len();
        let ids = self.register(row, tail);
        match two_labels(&open.tokens).zip(two_values(&tail.tokens)) {
            // Each label is of the value below it.
            Some(((a, b), (x, y))) => open.tokens = vec![a, x, b, y],
            None => {
                open.tokens.extend(label);
                open.tokens.extend(&tail.tokens);
            }
        }
        self.years = two_labels(&open.tokens).or(self.years);
        let reading = interpret(&open.tokens, &open.tags, self.evidence);
        if reading.is_none() && read {
            // A second reading that fails leaves the first as it is; a label or arrow waits for its amount.
            if !ids.is_empty() {
                open.tokens.truncate(before);
            }
        } else if let Some(piece) = self.pieces.get_mut(open.piece) {
            if added && piece.role == Role::Memo {
                piece.role = Role::Item;
            }
            open.figures.extend(&ids);
            piece.reading = reading.map(|mut reading| {
                reading.figures.clone_from(&open.figures);
                reading
            });
            piece.lines.extend(&row.numbers);
        }
        if let Some(piece) = self.pieces.get(open.piece) {
            for id in &ids {
                self.figures.about(*id, &piece.name);
            }
        }
        open.fresh = true;
        self.open = Some(open);
        true
    }

    /// Takes the amounts of a tail into the figures.
    fn register(&mut self, row: &Row, tail: &Tail) -> Vec<FigureId> {
        let mut ids = Vec::new();
        for token in &tail.tokens {
            if let Token::Skipped(span) = token {
                self.skipped(row, *span);
            }
            if let Token::Money { span, .. } = token {
                let printed = printed_of(row, (span.0, span.1));
                ids.push(self.figures.add(
                    row.line.number,
                    row.line.page,
                    printed.trim().to_owned(),
                ));
            }
        }
        ids
    }

    /// Says that the bare numbers of a tail are not read; those with a unit of their own are told elsewhere. Whether there are any.
    fn bare_unread(&mut self, row: &Row, tail: &Tail) -> bool {
        let own = moneys(&row.fold);
        let mut any = false;
        for token in &tail.tokens {
            let Token::Money { span, .. } = token else {
                continue;
            };
            if own.iter().any(|m| m.start < span.1 && span.0 < m.end) {
                continue;
            }
            let printed = printed_of(row, (span.0, span.1));
            let id = self.figures.add(row.line.number, row.line.page, printed);
            self.figures.set(id, Fate::Unread(UnreadReason::NoName));
            // A number alone on its line is told with the words above it.
            let words = |p: &&Piece| p.name.chars().filter(|c| c.is_alphabetic()).count() > 1;
            let above = self.pieces.iter().rev().take(12).find(words);
            if let Some(piece) = above.filter(|_| !row.fold.iter().any(|c| c.is_alphabetic())) {
                self.figures.about(id, &piece.name);
            }
            any = true;
        }
        any
    }

    /// Amounts in a bracket that is passed over: うち…, 総事業費….
    fn skipped(&mut self, row: &Row, span: (usize, usize)) {
        for money in moneys(&row.fold)
            .iter()
            .filter(|m| span.0 <= m.start && m.end <= span.1)
        {
            let printed = printed_of(row, (money.start, money.end));
            let id = self.figures.add(row.line.number, row.line.page, printed);
            self.figures.set(id, Fate::Text(TextReason::Memo));
        }
    }

    /// Takes the amounts of a line that stand outside of `spans` as running text, or as unread where the
    /// words around them are no sentence.
    fn text_figures(&mut self, row: &Row, spans: &[(usize, usize)], reason: Option<TextReason>) {
        let text: String = row.fold.iter().collect();
        for money in moneys(&row.fold) {
            if spans.iter().any(|s| money.start < s.1 && s.0 < money.end) {
                continue;
            }
            let printed = printed_of(row, (money.start, money.end));
            let id = self.figures.add(row.line.number, row.line.page, printed);
            let fate = match reason {
                Some(reason) => Fate::Text(reason),
                None if is_sentence(&text) => Fate::Text(TextReason::Sentence),
                None => Fate::Unread(UnreadReason::NotUnderstood),
            };
            self.figures.set(id, fate);
            let about = self.waiting_name(fate).map_or_else(
                || text.trim().to_owned(),
                |name| format!("{name}: {}", text.trim()),
            );
            self.figures.about(id, &about);
        }
    }

    /// The name that waits, for which an amount that is not read may be meant.
    fn waiting_name(&self, fate: Fate) -> Option<&str> {
        let open = self
            .open
            .as_ref()
            .filter(|_| matches!(fate, Fate::Unread(_)))?;
        let piece = self.pieces.get(open.piece)?;
        (piece.role == Role::Item && piece.reading.is_none()).then_some(piece.name.as_str())
    }

    fn push_text(&mut self, row: &Row) {
        let mut piece = Piece::new(Role::Text, &row.text(), row.line.number, row.line.page);
        piece.lines.clone_from(&row.numbers);
        self.pieces.push(piece);
    }
}
