//! What the readers of lines and of tables both give: headings, programmes, sums and text, in document order.

use super::figure::FigureId;
use crate::model::{Amount, Part};

/// A style of heading: the kind of its mark, never its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    /// 第1章, 第1部.
    Chapter,
    /// 第1節.
    Section,
    /// 第1.
    Dai,
    /// Ⅰ, I.
    Roman,
    /// 一、.
    Kanji,
    /// 1, 1., １．, 1-2 by its parts.
    Number(u8),
    /// (1).
    Paren,
    /// 1).
    RightParen,
    /// ①.
    Circled,
    /// ア, ア．.
    Kata,
    /// (ア).
    ParenKata,
    /// A, a., (a).
    Alpha,
    /// A word and a number: 施策一, 柱1.
    Word(char),
    /// 【…】, 《…》, 〈…〉: the opening bracket.
    Boxed(char),
    /// A sign: ■, ○, ・.
    Sign(char),
    /// Markup level.
    Level(u8),
    /// A bold line.
    Bold,
    /// A short line without any mark.
    Bare,
    /// Numbers that count again within another style of numbers: `1.` of a list under `## 1 港`.
    Listed,
    /// 別表, 別紙: back to the root.
    Annex,
    /// A category cell of a table, by its column from the left.
    Column(u8),
    /// A sheet of a workbook.
    Sheet,
}

impl Style {
    /// The style of an item of a list that has no mark of its own; one within another item has another
    /// sign, which no printed line has: folding makes `-` of it.
    #[must_use]
    pub const fn of_item(depth: u8) -> Self {
        Self::Sign(match depth {
            0 => '-',
            1 => '\u{2010}',
            _ => '\u{2011}',
        })
    }

    /// How many items such an item stands within.
    #[must_use]
    pub const fn depth_of_item(self) -> Option<u8> {
        match self {
            Self::Sign('-') => Some(0),
            Self::Sign('\u{2010}') => Some(1),
            Self::Sign('\u{2011}') => Some(2),
            _ => None,
        }
    }

    /// Whether it is a bare sign before the points of a list.
    #[must_use]
    pub const fn is_point(self) -> bool {
        self.depth_of_item().is_some() || matches!(self, Self::Sign('・' | '*' | '•'))
    }
}

/// Money of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Money {
    /// Nothing is printed.
    #[default]
    None,
    /// A plain amount.
    Amount(Amount),
    /// At most this, within a larger sum (の内数).
    Within(Amount),
    /// Requested without an amount (事項要求).
    Unspecified,
    /// There was none (新規, 皆増), exactly 0. Of a base only.
    New,
}

/// How a piece is listed again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Relisted {
    /// It is not.
    #[default]
    No,
    /// 再掲.
    Whole,
    /// 一部再掲.
    Partly,
}

/// What the figures of a line or row say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The year of the document.
    pub request: Money,
    /// The year before.
    pub base: Money,
    /// Supplementary budget beside them.
    pub supplementary: Option<Part>,
    /// Listed again.
    pub relisted: Relisted,
    /// The base comes from a bracket of which no word says what it means.
    pub unsure: bool,
    /// Every figure that this reading explains.
    pub figures: Vec<FigureId>,
}

/// What a piece is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// A heading; with a reading where it carries an amount of its own.
    Heading(Style),
    /// A programme, as far as its line or row can tell.
    Item,
    /// 計, 小計, 合計: a printed sum.
    Sum,
    /// A member that is neither: うち…, （参考）.
    Memo,
    /// Anything else that is printed.
    Text,
}

/// One heading, programme, sum or line of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What it is.
    pub role: Role,
    /// Printed label of a heading (`(1)`, `第1章`), empty where none is.
    pub label: String,
    /// Title, name, or the text.
    pub name: String,
    /// Its money.
    pub reading: Option<Reading>,
    /// 1-based source lines that it is printed on, first to last.
    pub lines: Vec<u32>,
    /// 1-based page, or 0.
    pub page: u32,
    /// The mark that its line begins with, if any.
    pub mark: Option<Style>,
    /// A budget mark (【予算】) stands before it: figures must follow.
    pub budget: bool,
    /// Its place among the tables of the document, for rows of a table: rows of one table are summed together.
    pub table: Option<u32>,
}

impl Piece {
    /// A piece of one line.
    #[must_use]
    pub fn new(role: Role, name: &str, line: u32, page: u32) -> Self {
        Self {
            role,
            label: String::new(),
            name: name.to_owned(),
            reading: None,
            lines: vec![line],
            page,
            mark: None,
            budget: false,
            table: None,
        }
    }
}
