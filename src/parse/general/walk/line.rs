//! One line: its mark, the entries on it, or a heading, or a name that waits.

use super::super::amount::moneys;
use super::super::entry::interpret::interpret;
use super::super::entry::judge::{is_programme, torn};
use super::super::entry::name::{Name, name_of};
use super::super::entry::tail::{Tail, only};
use super::super::entry::token::{Tag, Token, closing};
use super::super::figure::{Fate, TextReason, UnreadReason};
use super::super::label::is_sum;
use super::super::layout::Row;
use super::super::piece::{Money, Piece, Role, Style};
use super::begin::Begin;
use super::card::{before_gap, is_card_field, is_number_field};
use super::shape::{
    amount_before_name, before_about, before_fund, before_sentence, ends_as_clause, ends_sentence,
    heads, is_date, is_field, is_remark, is_told_of, role_of, strip_close, title_of,
};
use super::{Open, Walk};

impl Walk<'_> {
    /// A line of an amount and its name behind, where the document sets them so.
    fn reversed(&mut self, row: &Row, begin: &Begin) -> bool {
        let Some((end, from)) = amount_before_name(row).filter(|_| self.census.is_reversed())
        else {
            return false;
        };
        let open = self
            .open
            .as_ref()
            .and_then(|open| self.pieces.get(open.piece));
        // A name with a mark that waits takes the amount; one without stands over the list.
        if open.is_some_and(|p| p.role == Role::Item && p.reading.is_none() && !p.label.is_empty())
        {
            return false;
        }
        let amount = row.printed.get(..end).zip(row.fold.get(..end));
        let tail = amount.and_then(|(printed, fold)| only(printed, fold, self.lens(false)));
        let Some(tail) = tail.filter(|tail| tail.tokens.len() == 1) else {
            return false;
        };
        let mut name = name_of(row.printed.get(from..).unwrap_or_default());
        name.led = true;
        if self.waits()
            && let Some(piece) = self
                .open
                .as_ref()
                .and_then(|open| self.pieces.get_mut(open.piece))
        {
            piece.role = Role::Heading(Style::Bare);
        }
        self.entry(row, begin, name, &tail, true)
    }

    /// A line that is not only figures.
    pub(super) fn entries(&mut self, row: &Row) {
        let begin = Begin::of(row, &self.census);
        if !begin.marked() && self.reversed(row, &begin) {
            return;
        }
        let mut tails = self.tails(row, &begin);
        let mut spans = Vec::new();
        let mut from = begin.from;
        let mut any = false;
        let gives = begin.marked() && self.census.gives();
        let given_to = gives.then(|| super::given::name_end(&row.fold)).flatten();
        for tail in std::mem::take(&mut tails) {
            let mut before = row.printed.get(from..tail.start).unwrap_or_default();
            let mut fold = row.fold.get(from..tail.start).unwrap_or_default();
            let given = given_to.and_then(|end| end.checked_sub(from));
            if let Some(end) = given {
                let words = before.get(..end).unwrap_or_default();
                before = words
                    .get(..super::given::before_wave(words))
                    .unwrap_or_default();
                fold = fold.get(..before.len()).unwrap_or_default();
            }
            // `・架空灯台　約5億円`
            let about = begin.marked().then(|| before_about(fold)).flatten();
            if let Some(end) = about {
                before = before.get(..end).unwrap_or_default();
                fold = fold.get(..end).unwrap_or_default();
            }
            let mut name = name_of(strip_close(before));
            name.led |= about.is_some();
            name.led |= tail.start > 0
                && row
                    .printed
                    .get(tail.start - 1)
                    .is_some_and(|c| matches!(c, '\u{3000}' | '\t'));
            name.led |= given.is_some();
            let gap = before
                .iter()
                .rev()
                .take_while(|c| c.is_whitespace())
                .count();
            let behind_sentence = ends_sentence(fold) && gap > 1;
            name.budget = name.budget.or(begin.budget);
            // `架空灯台：各地の灯を点します。予算 5億円`: the name stands before the colon, and a label before the figures.
            if begin.marked()
                && matches!(tail.tokens.first(), Some(Token::Label(_)))
                && let Some(head) = before_sentence(fold)
            {
                name = name_of(before.get(..head).unwrap_or_default());
                name.led = true;
            }
            if let Some(own) =
                before_fund(row.printed.get(from..tail.start).unwrap_or_default(), &tail)
            {
                name = name_of(own);
                name.led = true;
            }
            let marked = begin.marked()
                || !name.signs.is_empty()
                || (any && begin.marked())
                || !name.tags.is_empty();
            // `9億、別0.0…1億円`: where a part of a line is no amount, none of it is sure.
            let rest = row.fold.get(tail.end..).unwrap_or_default();
            // Behind a budget mark an amount ends in 円: `【予算】架空灯台 0.5億【新規】` has a slip in it.
            let cut = |token: &Token| match token {
                Token::Money { span, .. } => {
                    let last = row.fold.get(span.1.saturating_sub(1));
                    last.is_some_and(|c| matches!(c, '兆' | '億' | '万'))
                }
                _ => false,
            };
            // 【予算額】 and an amount alone are the open name's, whatever stands behind them.
            if name.text.is_empty()
                && name.budget.is_some()
                && begin.style.is_none()
                && !any
                && self.fill(row, &tail)
            {
                spans.push((tail.start, tail.end));
                from = tail.end;
                continue;
            }
            // `（架空事業で実施）　（3億円）`: a remark, and the bracket of the entry above.
            if is_remark(&name.text)
                && matches!(tail.tokens.first(), Some(Token::Open))
                && !any
                && self.fill(row, &tail)
            {
                spans.push((tail.start, tail.end));
                from = tail.end;
                continue;
            }
            let slip = name.budget.is_some() && tail.tokens.iter().any(cut);
            let programme = is_programme(fold, &name, marked) && !is_told_of(row, &name);
            if !slip && programme && !torn(rest) {
                if self.entry(row, &begin, name, &tail, any) {
                    any = true;
                }
                spans.push((tail.start, tail.end));
            } else if (behind_sentence || ends_sentence(fold) && name.led) && self.fill(row, &tail)
            {
                // A sentence about the open name, and then its figures.
                spans.push((tail.start, tail.end));
            } else {
                self.bare_unread(row, &tail);
            }
            from = tail.end;
        }
        if any {
            self.text_figures(row, &spans, Some(TextReason::Note));
            self.waits_behind(row, from);
            return;
        }
        self.text_figures(row, &spans, None);
        if spans.is_empty() {
            self.without_figures(row, &begin);
        }
    }

    /// One entry: a name and its figures. False where the figures have no one reading.
    pub(super) fn entry(
        &mut self,
        row: &Row,
        begin: &Begin,
        name: Name,
        tail: &Tail,
        later: bool,
    ) -> bool {
        let ids = self.register(row, tail);
        let mut tags = name.tags.clone();
        if self.evidence.star.is_some_and(|star| {
            name.signs.contains(&star) || begin.style == Some(Style::Sign(star))
        }) {
            tags.push(Tag::New);
        }
        let joined = self
            .continued(begin, row)
            .filter(|_| !later && !is_sum(&name.text));
        let text = match &joined {
            Some((_, before)) => format!("{before}{}", name.text),
            None => name.text.clone(),
        };
        for id in &ids {
            self.figures.about(*id, &text);
        }
        let Some(mut reading) = interpret(&tail.tokens, &tags, self.evidence) else {
            self.figures
                .set_all(&ids, Fate::Unread(UnreadReason::Ambiguous));
            let mut piece = Piece::new(Role::Item, &text, row.line.number, row.line.page);
            piece.lines.clone_from(&row.numbers);
            self.pieces.push(piece);
            self.open = Some(Open {
                piece: self.pieces.len() - 1,
                tokens: tail.tokens.clone(),
                tags,
                figures: ids,
                joinable: false,
                fresh: true,
            });
            return true;
        };
        if name.budget == Some(true) {
            reading.request = Money::None;
        }
        reading.figures.clone_from(&ids);
        let of_card = !begin.named && self.card_is_read();
        let role = match begin.style {
            // What stands on a card behind its own amount is a part of it.
            _ if of_card => Role::Memo,
            Some(style) if !later && !self.census.is_item(style) && heads(style) => {
                Role::Heading(style)
            }
            _ if reading.request == Money::None => Role::Memo,
            _ => Role::Item,
        };
        let mut piece = Piece::new(role, &text, row.line.number, row.line.page);
        piece.lines.clone_from(&row.numbers);
        if role_of(&piece).is_some() && !later {
            piece.label.clone_from(&begin.label);
        }
        piece.reading = Some(reading);
        piece.mark = begin.style.filter(|_| !later);
        if let Some((index, _)) = joined {
            if let Some(old) = self.pieces.get_mut(index) {
                let mut lines = old.lines.clone();
                lines.append(&mut piece.lines);
                piece.lines = lines;
                if matches!(old.role, Role::Heading(_)) {
                    piece.role = old.role.clone();
                    piece.label.clone_from(&old.label);
                }
                *old = piece;
            }
            self.reopen(index, tail, tags, ids);
            return true;
        }
        self.pieces.push(piece);
        self.reopen(self.pieces.len() - 1, tail, tags, ids);
        true
    }

    fn reopen(&mut self, piece: usize, tail: &Tail, tags: Vec<Tag>, figures: Vec<super::FigureId>) {
        self.open = Some(Open {
            piece,
            tokens: tail.tokens.clone(),
            tags,
            figures,
            joinable: false,
            fresh: true,
        });
    }

    /// A line without an entry: a heading, a name that waits, or text.
    fn without_figures(&mut self, row: &Row, begin: &Begin) {
        let end = if begin.named {
            before_gap(&row.fold, begin.from)
        } else {
            begin.close.unwrap_or(row.printed.len())
        };
        let words = row.printed.get(begin.from..end).unwrap_or_default();
        let name = name_of(words);
        let money = !moneys(&row.fold).is_empty();
        let length = name.text.chars().count();
        let named = name.text.chars().any(char::is_alphabetic) && !is_remark(&name.text);
        let sentence = row.text().ends_with('。') || length > 60 || !named || money;
        let number =
            matches!(begin.style, Some(style) if !matches!(style, Style::Sign(_) | Style::Bold));
        // `事業番号　　２－１－５`: neither a name nor the end of one.
        if begin.style.is_none() && is_number_field(&row.fold) {
            self.push_text(row);
            return;
        }
        if !money && self.unit_unknown(row, begin) {
            return;
        }
        let annex = !sentence && (name.text.starts_with("別表") || name.text.starts_with("別紙"));
        match begin.style {
            _ if annex => self.heading(row, begin, Style::Annex, &name),
            None if begin.named && !sentence => {
                self.wait(row, &name, true);
                self.card = self.pieces.len().checked_sub(1);
                if end < row.printed.len()
                    && let Some(open) = &mut self.open
                {
                    open.joinable = false;
                }
            }
            // Fields between a name and its figures do not end the name.
            None if begin.budget.is_none()
                && (is_field(&row.fold) || self.card.is_some() && is_card_field(&row.fold))
                && self.waits() =>
            {
                self.stale();
                self.push_text(row);
            }
            Some(style)
                if !sentence && (number || self.census.is_heading(style)) && heads(style) =>
            {
                self.heading(row, begin, style, &name);
            }
            Some(style) if !sentence => {
                self.wait(row, &name, true);
                if let Some(piece) = self.pieces.last_mut() {
                    piece.mark = Some(style);
                }
            }
            None if begin.budget.is_some() && !money => {
                self.wait(row, &name, true);
                if let Some(piece) = self.pieces.last_mut() {
                    piece.budget = true;
                }
            }
            None if !sentence
                && length <= 40
                && !name.text.contains('、')
                && !is_date(&row.fold) =>
            {
                let joins = self.continued(begin, row);
                if let Some((index, before)) = joins {
                    if let Some(piece) = self.pieces.get_mut(index) {
                        piece.name = format!("{before}{}", name.text);
                        piece.lines.extend(&row.numbers);
                    }
                    return;
                }
                // Prose between a marked name and its figures does not end the name.
                // Under a heading only what ends as a clause is prose: a name ends in a noun, and the figures below are its own.
                let clause = ends_as_clause(&name.text);
                let marked_waits = self.open.as_ref().is_some_and(|o| {
                    self.pieces.get(o.piece).is_some_and(|p| {
                        let heading = matches!(p.role, Role::Heading(_));
                        p.reading.is_none() && !p.label.is_empty() && (clause || !heading)
                    })
                });
                // `■ 架空の港` over `[継続]架空灯台の改修`: what has a tag before it is a name of its own.
                let tagged = !name.tags.is_empty()
                    && row
                        .fold
                        .iter()
                        .find(|c| **c != ' ')
                        .is_some_and(|c| closing(*c).is_some());
                // So does what is said of an unmarked name whose number closes its section.
                if marked_waits && !tagged || self.closes(row) && self.waits() {
                    self.stale();
                    self.push_text(row);
                } else {
                    // What a tag stands before is a name, whatever is said below it.
                    self.wait(row, &name, tagged);
                    if let Some(open) = self.open.as_mut().filter(|_| tagged) {
                        open.joinable = false;
                    }
                }
            }
            _ => {
                self.stale();
                self.push_text(row);
            }
        }
    }

    fn heading(&mut self, row: &Row, begin: &Begin, style: Style, name: &Name) {
        let style = if name.text.starts_with("別表") || name.text.starts_with("別紙") {
            Style::Annex
        } else {
            style
        };
        // `■健康・福祉■`: the sign stands on both sides.
        let text = match style {
            Style::Sign(sign) => name.text.trim_end_matches(sign).trim_end(),
            _ => &name.text,
        };
        let mut piece = Piece::new(
            Role::Heading(style),
            title_of(text),
            row.line.number,
            row.line.page,
        );
        piece.label.clone_from(&begin.label);
        piece.lines.clone_from(&row.numbers);
        // A heading that a page repeats goes on, with what is open under it.
        let again = row.top
            && self
                .pieces
                .iter()
                .rev()
                .find(|p| p.role == piece.role)
                .is_some_and(|p| p.name == piece.name && p.label == piece.label);
        if again {
            piece.role = Role::Text;
            self.pieces.push(piece);
            return;
        }
        self.heading.clone_from(&piece.name);
        (self.card, self.years) = (None, None);
        self.pieces.push(piece);
        self.open = Some(Open {
            piece: self.pieces.len() - 1,
            tokens: Vec::new(),
            tags: name.tags.clone(),
            figures: Vec::new(),
            joinable: false,
            fresh: true,
        });
    }

    /// A name without figures yet.
    pub(super) fn wait(&mut self, row: &Row, name: &Name, marked: bool) {
        let mut piece = Piece::new(Role::Item, &name.text, row.line.number, row.line.page);
        piece.lines.clone_from(&row.numbers);
        if marked {
            piece.label = "・".to_owned();
        }
        let mut tags = name.tags.clone();
        if self
            .evidence
            .star
            .is_some_and(|star| name.signs.contains(&star))
        {
            tags.push(Tag::New);
        }
        self.pieces.push(piece);
        self.open = Some(Open {
            piece: self.pieces.len() - 1,
            tokens: Vec::new(),
            tags,
            figures: Vec::new(),
            joinable: marked,
            fresh: true,
        });
    }
}
