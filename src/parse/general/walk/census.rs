//! Which signs stand before entries and which before headings, counted over the whole document.

use std::collections::{HashMap, HashSet};

use super::super::entry::tail::{find, only};
use super::super::entry::token::{Lens, bracketed_tags, closing};
use super::super::layout::{Flow, Row};
use super::super::outline::mark::mark_of;
use super::super::piece::Style;
use super::shape::{amount_before_name, trailing_numbers};

/// What the lines of a sign carry.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    lines: usize,
    figures: usize,
    long: usize,
}

/// The signs of a document.
#[derive(Clone, Debug, Default)]
pub struct Census {
    counts: HashMap<Style, Count>,
    /// Signs whose lines carry sums of the lines below them.
    over: Vec<Style>,
    /// Lines of a name, a wide gap and one bare number.
    listed: usize,
    /// Marked lines of a name, に and one amount at the end.
    given: usize,
    /// Names in corner brackets that sentences give amounts to.
    quoted: usize,
    /// Such with the amount of the year before.
    paired: usize,
    /// Lines of an amount, a wide gap and a name.
    reversed: usize,
    /// A line names a unit of bare numbers, somewhere.
    has_unit: bool,
    /// Lines whose numbers count within another form of numbers.
    inner: HashSet<u32>,
}

/// A form of single numbers: with a level of the markup, with a dot behind.
type Form = (bool, bool);

impl Census {
    /// Counts the signs of a document.
    #[must_use]
    pub fn of(flow: &[Flow], lens: Lens) -> Self {
        let rows: Vec<&Row> = flow
            .iter()
            .filter_map(|item| match item {
                Flow::Row(row) if !row.blank && !row.aside => Some(row),
                _ => None,
            })
            .collect();
        let mut census = Self {
            inner: inner_numbers(&rows),
            has_unit: lens.unit.is_some(),
            ..Self::default()
        };
        let mut order: Vec<(Style, bool)> = Vec::new();
        for (i, row) in rows.iter().enumerate() {
            census.listed += usize::from(trailing_numbers(row).len() == 1);
            let quoted = super::quoted::quoted(&row.fold);
            census.quoted += quoted.len();
            census.paired += quoted.iter().filter(|one| one.paired).count();
            census.reversed += usize::from(amount_before_name(row).is_some());
            let Some(style) = census.style_of(row) else {
                continue;
            };
            census.given += usize::from(super::given::is_given(&row.fold));
            if !is_sign(style) || row.fold.len() > 400 {
                continue;
            }
            let here = find(&row.printed, &row.fold, 1, lens, true).is_some();
            let next = rows.get(i + 1..).unwrap_or_default().iter().take(3);
            let below = next
                .take_while(|next| style_of(next).is_none() && !is_tagged(next))
                .any(|next| only(&next.printed, &next.fold, lens).is_some_and(|t| t.has_value()));
            let count = census.counts.entry(style).or_default();
            count.lines += 1;
            count.figures += usize::from(here || below);
            let text = row.text();
            count.long += usize::from(text.ends_with('。') || text.chars().count() > 60);
            order.push((style, here || below));
        }
        census.learn_sums(&order);
        census
    }

    /// Whether bare numbers may be money, as far as the document names a unit anywhere.
    #[must_use]
    pub const fn has_unit(&self) -> bool {
        self.has_unit
    }

    /// The style of a row's mark, where numbers of two forms are two styles.
    #[must_use]
    pub fn style_of(&self, row: &Row) -> Option<Style> {
        style_of(row).map(|style| self.own(row, style))
    }

    /// A style as that of a row: numbers of the inner form are a style of their own.
    #[must_use]
    pub fn own(&self, row: &Row, style: Style) -> Style {
        if style == Style::Number(1) && self.inner.contains(&row.line.number) {
            Style::Listed
        } else {
            style
        }
    }

    /// A sign with figures that comes first, twice at least, and each time before the same more frequent sign,
    /// stands before headings that carry sums.
    fn learn_sums(&mut self, order: &[(Style, bool)]) {
        let styles: Vec<Style> = self.counts.keys().copied().collect();
        for style in styles {
            let mut followers: HashMap<Style, usize> = HashMap::new();
            let mut times = 0;
            for pair in order.windows(2) {
                if let [(first, true), (second, figures)] = pair
                    && *first == style
                {
                    times += 1;
                    if *second != style && *figures {
                        *followers.entry(*second).or_default() += 1;
                    }
                }
            }
            let most = followers.iter().max_by_key(|(_, n)| **n);
            let Some((follower, n)) = most else { continue };
            let own = self.counts.get(&style).map_or(0, |c| c.lines);
            let theirs = self.counts.get(follower).map_or(0, |c| c.lines);
            let first = order.iter().find(|(s, _)| *s == style || s == follower);
            // A block over points is one where it comes once.
            let block = matches!(style, Style::Sign('■' | '□' | '◆' | '◇' | '▶' | '▼'));
            let points = matches!(follower, Style::Sign('・' | '-' | '•'));
            if (times >= 2 || block && points)
                && n * 10 >= times * 8
                && theirs > own
                && first.is_some_and(|(s, _)| *s == style)
            {
                self.over.push(style);
            }
        }
    }

    /// Whether names with one bare number behind a wide gap make a list: three at least.
    #[must_use]
    pub const fn lists_numbers(&self) -> bool {
        self.listed >= 3
    }

    /// Whether marked lines give amounts to what they name (`・架空灯台に5億円`): three at least.
    #[must_use]
    pub const fn gives(&self) -> bool {
        self.given >= 3
    }

    /// Whether sentences tell the programmes: three names in corner brackets at least that they give amounts to, and more than there are
    /// entries behind signs, or three with the amount of the year before.
    #[must_use]
    pub fn is_speech(&self) -> bool {
        let entries = self.counts.values().map(|count| count.figures);
        self.paired >= 3 || self.quoted >= 3 && self.quoted > entries.sum()
    }

    /// Whether names stand behind their amounts: on three lines at least.
    #[must_use]
    pub const fn is_reversed(&self) -> bool {
        self.reversed >= 3
    }

    /// Whether lines of that style are entries: figures on them, or on the next lines, in a third.
    #[must_use]
    pub fn is_item(&self, style: Style) -> bool {
        if !is_sign(style) {
            return false;
        }
        let count = self.counts.get(&style).copied().unwrap_or_default();
        count.figures * 3 >= count.lines && count.figures > 0 && !self.over.contains(&style)
    }

    /// Whether lines of that sign are headings: no figures, and short.
    #[must_use]
    pub fn is_heading(&self, style: Style) -> bool {
        let count = self.counts.get(&style).copied().unwrap_or_default();
        !is_sign(style) || (!self.is_item(style) && count.long * 2 <= count.lines)
    }
}

/// The style of a row's mark; an item of a list without a mark has the sign `-`.
#[must_use]
pub fn style_of(row: &Row) -> Option<Style> {
    mark_of(&row.fold).map(|mark| mark.style).or(of_list(row))
}

/// The style of an item of a list, by how deep it stands.
#[must_use]
pub fn of_list(row: &Row) -> Option<Style> {
    let hint = row.line.hint;
    hint.item.then_some(Style::of_item(hint.depth))
}

/// A name with a tag in brackets before it: `[新規]架空灯台`.
fn is_tagged(row: &Row) -> bool {
    let first = row.fold.iter().take_while(|c| **c == ' ').count();
    let tags = row
        .fold
        .get(first)
        .and_then(|c| closing(*c))
        .and_then(|_| bracketed_tags(&row.fold, first));
    let rest = tags
        .and_then(|(_, end)| row.fold.get(end..))
        .unwrap_or_default();
    rest.iter().filter(|c| c.is_alphabetic()).count() > 2
}

const fn is_sign(style: Style) -> bool {
    matches!(style, Style::Sign(_))
}

/// Lines of the inner one of two forms of numbers: `1.` that begins again under each `1 港`, or under each heading of the markup
/// that has a number of its own. None where the document has one form alone, or nothing tells which is inside.
fn inner_numbers(rows: &[&Row]) -> HashSet<u32> {
    let mut forms: HashMap<Form, (usize, usize, usize)> = HashMap::new();
    let mut of_rows: Vec<(u32, Form)> = Vec::new();
    for (nth, row) in rows.iter().enumerate() {
        let Some(mark) = mark_of(&row.fold).filter(|m| m.style == Style::Number(1)) else {
            continue;
        };
        let dotted = mark.label.ends_with(['.', '、', ':']);
        let form = (row.line.hint.level.is_some(), dotted);
        let one = mark.label.trim_end_matches(['.', '、', ':']) == "1";
        let entry = forms.entry(form).or_insert((nth, 0, 0));
        entry.1 += usize::from(one);
        entry.2 += 1;
        of_rows.push((row.line.number, form));
    }
    let [(a, x), (b, y)] = forms.iter().collect::<Vec<_>>()[..] else {
        return HashSet::new();
    };
    let inner = match (a.0, b.0) {
        (true, false) => b,
        (false, true) => a,
        _ if x.1 > y.1 && y.0 < x.0 => a,
        _ if y.1 > x.1 && x.0 < y.0 => b,
        _ => return HashSet::new(),
    };
    let own = of_rows.iter().filter(|(_, form)| form == inner);
    own.map(|(line, _)| *line).collect()
}
