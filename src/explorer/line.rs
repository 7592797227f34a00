//! Styled text as plain data: what a line says and what each part of it means.
//!
//! The terminal edge turns a [`Role`] into colours; nothing here depends on colour to be read.

use std::borrow::Cow;

use crate::model::NodeId;
use crate::text::{Ruler, shown};

/// What a part of a line means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Role {
    /// Ordinary text.
    #[default]
    Plain,
    /// Of less weight: labels, hints, guides.
    Dim,
    /// Titles and heads.
    Strong,
    /// A printed label or an address.
    Label,
    /// A figure.
    Amount,
    /// A rise; the text carries `+` or a word.
    Rise,
    /// A fall; the text carries `−` or a word.
    Fall,
    /// A state word: 新規, 再掲, 事項要求, 内数.
    Tag,
    /// Letters that the search matched.
    Match,
    /// Something to follow.
    Link,
    /// Bar of the request.
    Bar,
    /// Bar of the base year.
    BaseBar,
    /// Bar of an upper bound that is never added.
    Hatch,
    /// The mode in the status line: dark on the accent's ground.
    Mode,
    /// A warning.
    Warning,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 15] = [
        Self::Plain,
        Self::Dim,
        Self::Strong,
        Self::Label,
        Self::Amount,
        Self::Rise,
        Self::Fall,
        Self::Tag,
        Self::Match,
        Self::Link,
        Self::Bar,
        Self::BaseBar,
        Self::Hatch,
        Self::Mode,
        Self::Warning,
    ];
}

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The text; never holds control characters.
    pub text: String,
    /// What it means.
    pub role: Role,
}

/// One line of the screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Its parts from left to right.
    pub parts: Vec<Part>,
    /// Where a click on it leads.
    pub target: Option<NodeId>,
    /// From which column on it leads elsewhere, and where, where two rows stand side by side.
    pub beside: Option<(usize, NodeId)>,
}

impl Line {
    /// An empty line.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A line of one part.
    #[must_use]
    pub fn of(text: impl Into<String>, role: Role) -> Self {
        Self::new().with(text, role)
    }

    /// The line with one part more.
    #[must_use]
    pub fn with(mut self, text: impl Into<String>, role: Role) -> Self {
        self.push(text, role);
        self
    }

    /// The line with those of another behind it.
    #[must_use]
    pub fn with_parts(mut self, other: Self) -> Self {
        self.parts.extend(other.parts);
        self
    }

    /// The line leading to that node.
    #[must_use]
    pub fn to(mut self, node: NodeId) -> Self {
        self.target = Some(node);
        self
    }

    /// The line with another beside it, from that column on.
    #[must_use]
    pub fn beside(mut self, other: Self, column: usize, ruler: Ruler) -> Self {
        let gap = column.saturating_sub(self.width(ruler));
        self.push(" ".repeat(gap), Role::Plain);
        self.parts.extend(other.parts);
        self.beside = other.target.map(|node| (column, node));
        self
    }

    /// Where a click in that column leads.
    #[must_use]
    pub fn target_at(&self, column: usize) -> Option<NodeId> {
        match self.beside {
            Some((from, node)) if column >= from => Some(node),
            _ => self.target,
        }
    }

    /// The text of the part in that column, without blanks around it.
    #[must_use]
    pub fn part_at(&self, column: usize, ruler: Ruler) -> Option<&str> {
        let mut end = 0;
        for part in &self.parts {
            end += ruler.width(&part.text);
            if column < end {
                return Some(part.text.trim());
            }
        }
        None
    }

    /// Adds a part, made harmless whatever it comes from.
    pub fn push(&mut self, text: impl Into<String>, role: Role) {
        let text = text.into();
        let text = match shown(&text) {
            Cow::Borrowed(_) => text,
            Cow::Owned(harmless) => harmless,
        };
        if !text.is_empty() {
            self.parts.push(Part { text, role });
        }
    }

    /// Width in columns.
    #[must_use]
    pub fn width(&self, ruler: Ruler) -> usize {
        self.parts.iter().map(|part| ruler.width(&part.text)).sum()
    }

    /// Its words alone.
    #[must_use]
    pub fn text(&self) -> String {
        self.parts.iter().map(|part| part.text.as_str()).collect()
    }

    /// The line cut with `…` to at most `columns`.
    #[must_use]
    pub fn cut(self, columns: usize, ruler: Ruler) -> Self {
        if self.width(ruler) <= columns {
            return self;
        }
        let mut out = Self {
            parts: Vec::new(),
            target: self.target,
            beside: self.beside,
        };
        let mut left = columns;
        let mut parts = self.parts.into_iter().peekable();
        while let Some(part) = parts.next() {
            let rest: usize = parts.peek().map_or(0, |next| ruler.width(&next.text));
            let width = ruler.width(&part.text);
            // The mark of the cut needs room in this part if what follows does not fit.
            if width < left || (width == left && rest == 0) {
                left -= width;
                out.push(part.text, part.role);
            } else {
                let text = format!("{}…", part.text);
                out.push(ruler.cut(&text, left), part.role);
                break;
            }
        }
        out
    }

    /// The line in exactly `columns`, `right` standing at the right edge and the rest cut.
    #[must_use]
    pub fn with_right(self, right: Self, columns: usize, ruler: Ruler) -> Self {
        let right = right.cut(columns, ruler);
        let room = columns.saturating_sub(right.width(ruler));
        let mut out = self.cut(room, ruler);
        let gap = room.saturating_sub(out.width(ruler));
        out.push(" ".repeat(gap), Role::Plain);
        out.parts.extend(right.parts);
        out
    }
}

/// Splits text into parts so that the given character ranges stand out.
///
/// Ranges are half-open, in characters, ascending.
#[must_use]
pub fn highlighted(text: &str, ranges: &[(usize, usize)], role: Role) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for (i, c) in text.chars().enumerate() {
        let hit = ranges.iter().any(|(from, to)| (*from..*to).contains(&i));
        let role = if hit { Role::Match } else { role };
        match parts.last_mut() {
            Some(last) if last.role == role => last.text.push(c),
            _ => parts.push(Part {
                text: c.to_string(),
                role,
            }),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_right_side_keeps_its_place() {
        let ruler = Ruler::default();
        let line = Line::of("地域おこし協力隊", Role::Plain).with_right(
            Line::of("8.1", Role::Amount),
            12,
            ruler,
        );
        assert_eq!(line.text(), "地域おこ…8.1");
        assert_eq!(line.width(ruler), 12);
    }

    #[test]
    fn a_cut_shows_its_mark() {
        let ruler = Ruler::default();
        let line = Line::of("ab", Role::Plain).with("cd", Role::Dim);
        assert_eq!(line.clone().cut(4, ruler).text(), "abcd");
        assert_eq!(line.clone().cut(3, ruler).text(), "ab…");
        assert_eq!(line.cut(2, ruler).text(), "a…");
    }

    #[test]
    fn matches_stand_out() {
        let parts = highlighted("地域おこし", &[(0, 2)], Role::Plain);
        assert_eq!(parts[0].text, "地域");
        assert_eq!(parts[0].role, Role::Match);
        assert_eq!(parts[1].text, "おこし");
    }
}
