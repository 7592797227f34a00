//! What every format of a document becomes: lines, tables, page ends.

/// A document as its format gives it, before anything is understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// Title that the format itself gives (HTML `title`, docx and PDF properties), if any.
    pub title: Option<String>,
    /// Lines and tables in reading order.
    pub blocks: Vec<Block>,
    /// What could not be read as it stands, for people, with the source line that it is about.
    pub notices: Vec<(u32, String)>,
}

/// One piece of a document in reading order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A line of text.
    Line(Line),
    /// A table whose cells are known: Markdown pipes, HTML, spreadsheet, word processor, ruled PDF.
    Grid(Grid),
    /// A page ends here: a form feed, or the end of a PDF page.
    Page,
    /// A sheet of a workbook begins here, with its name.
    Sheet(String),
}

/// A line of text as printed. Blank lines are kept: they separate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// 1-based line of the source text; for formats without lines, a running number that only rises.
    pub number: u32,
    /// 1-based page, or 0 where the format has no pages.
    pub page: u32,
    /// The text without markup, blanks kept (they tell columns), entities decoded, not folded.
    pub text: String,
    /// What the format says of the line beyond its text.
    pub hint: Hint,
}

/// What markup, style or type size say of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hint {
    /// Level of a heading, 1 the highest: `#`, `h1`, `Heading 1`, or rank by type size.
    pub level: Option<u8>,
    /// The whole line is bold.
    pub bold: bool,
    /// The line is an item of a list: `-`, `<li>`, a numbered or bulleted paragraph.
    pub item: bool,
    /// How many other items of lists an item stands within: 0 in an outermost list, or where the format does not say.
    pub depth: u8,
}

/// A table with its cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    /// Title of the table, where the format has one apart from the text before it.
    pub caption: String,
    /// Rows from the top; each has as many cells as the table has columns.
    pub rows: Vec<Vec<GridCell>>,
}

/// One cell of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GridCell {
    /// Its text; lines within the cell are separated by `\n`.
    pub text: String,
    /// A span put this copy here: the text is that of the cell above or to the left, and a
    /// figure in it is not counted again.
    pub copied: bool,
    /// 1-based source line, as in [`Line::number`].
    pub line: u32,
    /// 1-based page, or 0.
    pub page: u32,
    /// The cell is bold or a head cell (`th`).
    pub bold: bool,
}
