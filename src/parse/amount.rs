//! Amounts and base years in their printed forms: the grammar of one budget entry's tail.
//!
//! Works on folded characters (see [`fold_char`](crate::japanese::fold::fold_char)), so that places found
//! here are places in the original line.

mod printed;

use rustc_hash::FxHashSet;

pub use printed::has_unread_amount;

use crate::model::{Amount, Base, Part, Request};

/// What stands behind a programme's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tail {
    /// The request.
    pub request: Request,
    /// The base year's figure, if it is printed here.
    pub base: Option<BaseFigures>,
    /// 再掲 stands behind the amount.
    pub relisted: bool,
    /// Where the tail ends, in characters.
    pub end: usize,
}

/// What a base-year bracket says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseFigures {
    /// The figure itself.
    pub base: Base,
    /// A supplementary budget beside it.
    pub supplementary: Option<Part>,
    /// The year as printed: `元年度`; none for 新規.
    pub year: Option<String>,
}

/// Labels that only fiscal loans have.
const LOAN_LABELS: [&str; 4] = ["産業投資", "政府保証", "財政融資", "財政投融資"];

/// A reader of folded characters.
#[derive(Clone, Copy)]
pub struct Cursor<'a> {
    chars: &'a [char],
    at: usize,
}

impl<'a> Cursor<'a> {
    /// Starts at a place.
    #[must_use]
    pub fn new(chars: &'a [char], at: usize) -> Self {
        Self { chars, at }
    }

    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn blanks(&mut self) {
        while self.peek() == Some(' ') {
            self.at += 1;
        }
    }

    fn eat(&mut self, word: &str) -> bool {
        let mut at = self.at;
        for c in word.chars() {
            if self.chars.get(at) != Some(&c) {
                return false;
            }
            at += 1;
        }
        self.at = at;
        true
    }

    fn eat_any(&mut self, words: &[&str]) -> bool {
        words.iter().any(|word| self.eat(word))
    }

    /// Whether only blanks are left.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.chars.iter().skip(self.at).all(|c| *c == ' ')
    }

    /// An amount and whether it is 「の内数」.
    fn amount_or_within(&mut self) -> Option<(Amount, bool)> {
        let amount = self.amount()?;
        let before = *self;
        self.blanks();
        if self.eat("の内数") || self.eat("(の内数)") || self.eat("内数") {
            return Some((amount, true));
        }
        *self = before;
        Some((amount, false))
    }

    /// `産業投資450億円、政府保証270億円`.
    fn parts(&mut self) -> Option<Vec<Part>> {
        let mut parts = Vec::new();
        let mut ahead = *self;
        while let Some(part) = ahead.part() {
            parts.push(part);
            *self = ahead;
            ahead.blanks();
            if !ahead.eat_any(&["、", ",", "・", "及び", "/"]) {
                break;
            }
            ahead.blanks();
        }
        let loans = parts.iter().any(|p| is_loan_label(&p.label));
        (loans || parts.len() > 1).then_some(parts)
    }

    fn part(&mut self) -> Option<Part> {
        let rest = self.chars.get(self.at..)?;
        let label = rest.iter().take(13).take_while(|c| {
            !c.is_ascii_digit() && !matches!(c, ' ' | '、' | ',' | '(' | ')' | '【' | '】' | ':')
        });
        let length = label.count();
        if !(1..=12).contains(&length) {
            return None;
        }
        // Without an amount or a colon behind it, it is no label: told before anything is copied.
        let behind = rest.iter().skip(length).find(|c| **c != ' ')?;
        if !behind.is_ascii_digit() && *behind != ':' {
            return None;
        }
        let label = rest.get(..length)?;
        if !printed::may_label(label) {
            return None;
        }
        self.at += length;
        self.blanks();
        let _ = self.eat(":");
        self.blanks();
        let amount = self.amount()?;
        let label = printed::text_of(label);
        Some(Part { label, amount })
    }

    fn request(&mut self) -> Option<Request> {
        if self.peek() == Some('事') && self.eat("事項要求") {
            return Some(Request::Unspecified);
        }
        if self.peek().is_some_and(|c| c.is_ascii_digit()) {
            let (amount, within) = self.amount_or_within()?;
            return Some(if within {
                Request::Within(amount)
            } else {
                Request::Amount(amount)
            });
        }
        self.parts().map(Request::Parts)
    }

    /// `元年度`, `令和2年度`, `30年度`, `前年度`; converters put blanks around the number. Given back without them.
    fn year(&mut self) -> Option<String> {
        let start = self.at;
        if matches!(self.peek()?, '令' | '平' | '昭' | 'R' | 'H' | 'S') {
            let _ = self.eat_any(&["令和", "平成", "昭和", "R", "H", "S"]);
        }
        self.blanks();
        if !self.eat("元") && !self.eat("前") {
            let digits = self
                .chars
                .iter()
                .skip(self.at)
                .take_while(|c| c.is_ascii_digit())
                .count();
            if !(1..=4).contains(&digits) {
                return None;
            }
            self.at += digits;
            self.blanks();
        }
        if !self.eat("年度") {
            return None;
        }
        Some(printed::text_of(self.chars.get(start..self.at)?))
    }

    /// `（元年度 2.0億円 平成30年度補正 14.5億円）`, `【新規】`, `（新規）`, bare `新規`.
    #[must_use]
    pub fn base(&mut self) -> Option<BaseFigures> {
        let close = match self.peek()? {
            '(' => ")",
            '【' => "】",
            '[' => "]",
            _ => {
                let new = self.eat("新規");
                return new.then_some(new_base());
            }
        };
        self.at += 1;
        self.blanks();
        if self.eat("新規") {
            self.blanks();
            return self.eat(close).then_some(new_base());
        }
        let mut figures = BaseFigures {
            base: Base::None,
            supplementary: None,
            year: None,
        };
        loop {
            self.year_item(&mut figures)?;
            self.blanks();
            if self.eat(close) {
                return Some(figures);
            }
            let _ = self.eat_any(&["、", ",", "・", "/", "+"]);
            self.blanks();
        }
    }

    /// One year with its figure, inside the bracket.
    fn year_item(&mut self, figures: &mut BaseFigures) -> Option<()> {
        let start = self.at;
        let year = self.year()?;
        let mut supplementary = false;
        loop {
            self.blanks();
            if !matches!(
                self.peek()?,
                '補' | '第' | '当' | '予' | '額' | '要' | 'は' | ':'
            ) {
                break;
            }
            if self.eat("補正後") {
            } else if self.eat("補正") {
                supplementary = true;
            } else if !self.eat_any(&["第1次", "第2次", "当初", "予算", "額", "要求", "は", ":"])
            {
                break;
            }
        }
        if supplementary {
            // `平成 30 年度補正` of a text with blanks between scripts.
            let label = printed::text_of(self.chars.get(start..self.at)?);
            let label = label.trim_end_matches(':').to_owned();
            figures.supplementary = Some(Part {
                label,
                amount: self.amount()?,
            });
            return Some(());
        }
        figures.base = if self.eat_any(&["事項要求", "なし", "-", "―", "—"]) {
            Base::None
        } else if self.peek()?.is_ascii_digit() {
            let (amount, within) = self.amount_or_within()?;
            if within {
                Base::Within(amount)
            } else {
                Base::Amount(amount)
            }
        } else {
            Base::Parts(self.parts()?)
        };
        figures.year.get_or_insert(year);
        Some(())
    }

    /// The request and what follows it, as far as it goes.
    fn tail(&mut self) -> Option<Tail> {
        let request = self.request()?;
        let mut tail = Tail {
            request,
            base: None,
            relisted: false,
            end: self.at,
        };
        loop {
            let mut ahead = *self;
            ahead.blanks();
            let may_be = matches!(ahead.peek(), Some('(' | '【' | '[' | '再'));
            if may_be && ahead.eat_any(&["(再掲)", "【再掲】", "[再掲]", "再掲"]) {
                tail.relisted = true;
            } else if let (None, Some(base)) = (&tail.base, ahead.base()) {
                tail.base = Some(base);
            } else {
                break;
            }
            *self = ahead;
        }
        tail.end = self.at;
        Some(tail)
    }
}

fn new_base() -> BaseFigures {
    BaseFigures {
        base: Base::New,
        supplementary: None,
        year: None,
    }
}

/// Whether parts with such a label are fiscal loans.
#[must_use]
pub fn is_loan_label(label: &str) -> bool {
    LOAN_LABELS.iter().any(|known| label.contains(known))
}

/// A name's end and the tail behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures {
    /// Where the name starts, in characters.
    pub name_start: usize,
    /// Where the name ends.
    pub name_end: usize,
    /// What follows.
    pub tail: Tail,
}

/// The longest line that can be a budget entry, in characters: the longest real one has 120.
const LONGEST_ENTRY: usize = 1_000;

/// Reads a line as one or more entries that fill it to its end; none if it is anything else.
///
/// The earliest place from which the rest of the line is figures ends the name, so that digits
/// inside a name (`ローカル10,000プロジェクト`) stay in it.
#[must_use]
pub fn figures(chars: &[char]) -> Option<Vec<Figures>> {
    // There are none without a digit but 事項要求.
    let may_be = |c: &char| c.is_ascii_digit() || *c == '事';
    if chars.len() > LONGEST_ENTRY || !chars.iter().any(may_be) {
        return None;
    }
    figures_from(chars, 0, &mut FxHashSet::default())
}

/// `failed` holds the starts from which the line cannot be read, so that none is tried twice.
fn figures_from(
    chars: &[char],
    start: usize,
    failed: &mut FxHashSet<usize>,
) -> Option<Vec<Figures>> {
    if failed.contains(&start) {
        return None;
    }
    for at in start..chars.len() {
        if !may_start(chars, start, at) {
            continue;
        }
        let Some(tail) = Cursor::new(chars, at).tail() else {
            continue;
        };
        let mut rest = Cursor::new(chars, tail.end);
        rest.blanks();
        let _ = rest.eat_any(&["、", ",", "。", "/"]);
        rest.blanks();
        let end = rest.at;
        let note = rest.peek() == Some('※') || (rest.eat("等") && rest.is_done());
        let here = Figures {
            name_start: start,
            name_end: at,
            tail,
        };
        if end >= chars.len() || note {
            return Some(vec![here]);
        }
        // A second entry on the line is believed only behind a complete first one.
        if here.tail.base.is_some()
            && let Some(mut more) = figures_from(chars, end, failed)
            && more.first().is_some_and(|f| f.name_end > f.name_start)
        {
            more.insert(0, here);
            return Some(more);
        }
    }
    failed.insert(start);
    None
}

fn may_start(chars: &[char], start: usize, at: usize) -> bool {
    let Some(c) = chars.get(at) else { return false };
    let before = at
        .checked_sub(1)
        .filter(|b| *b >= start)
        .and_then(|b| chars.get(b));
    if c.is_ascii_digit() {
        return printed::may_begin(chars, start, at);
    }
    *c == '事' || before.is_none_or(|b| *b == ' ')
}

#[cfg(test)]
mod tests;
