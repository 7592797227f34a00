//! Words about review sheets.

use crate::lang::Text;

/// Message: no review sheets are open.
pub const NO_SHEETS: Text = Text::new(
    "行政事業レビューのデータを開いていません( shisaku 2-1….csv )",
    "No review data is open (shisaku 2-1….csv)",
);
/// Message, and beside answers: more sheets are being read.
pub const SHEETS_COMING: Text = Text::new(
    "シートをまだ全部は読んでいません",
    "Not all sheets have been read yet",
);
/// Column head: of what could be spent how much was.
pub const RATE: Text = Text::new("執行率", "rate");
/// Column head.
pub const YEAR: Text = Text::new("年度", "year");
/// Above the years of review sheets.
pub const BY_YEAR: Text = Text::new("年度別", "By year");
/// Message: there is no year after.
pub const NO_LATER_YEAR: Text = Text::new("これより後の年度はありません", "There is no later year");
/// Message: there is no year before.
pub const NO_EARLIER_YEAR: Text =
    Text::new("これより前の年度はありません", "There is no earlier year");
/// Message: the line has no link that could be right or wrong.
pub const NO_LINK: Text = Text::new(
    "この行に結び付いたシートはありません",
    "No sheet is joined to this line",
);
/// Message: the link is right.
pub const LINK_RIGHT: Text = Text::new(
    "シートを確認済みにしました({link-right} で取り消し)",
    "The sheet is confirmed ({link-right} takes it back)",
);
/// Message: the link is wrong.
pub const LINK_WRONG: Text = Text::new(
    "シートを違うとしました({link-wrong} で取り消し)",
    "The sheet is said to be wrong ({link-wrong} takes it back)",
);
/// Message: nothing is said of the link any more.
pub const LINK_OPEN: Text = Text::new(
    "シートについての確認を取り消しました",
    "What was said of the sheet is taken back",
);
/// Head of the panel that tells what became of a line.
pub const BECAME: Text = Text::new("その後", "What became of it");
/// In that panel: the document says no year.
pub const NO_REQUEST_YEAR: Text = Text::new(
    "どの年度の要求か分からない文書なので、シートと結び付けられません",
    "The document does not say which year it asks for, so that no sheet can be joined to it",
);
/// In that panel: there is no budget line.
pub const NO_LINE_HERE: Text =
    Text::new("ここに予算の行はありません", "There is no budget line here");
/// In that panel: no line of the request document leads to this programme.
pub const NO_LINE_LEADS: Text = Text::new(
    "開いている要求の文書に、この事業に当たる行はありません",
    "No line of the request documents that are open leads to this programme",
);
/// In that panel: the keys that confirm and reject.
pub const LINK_KEYS: Text = Text::new(
    "{link-right} 正しい  {link-wrong} 違う  {became} 元の表示へ",
    "{link-right} right  {link-wrong} wrong  {became} back",
);

/// The same where nothing was joined.
pub const NO_LINK_KEYS: Text = Text::new("{became} 元の表示へ", "{became} back");
/// In that panel: more lines are not told.
pub const MORE_LINES: Text = Text::new("ほかの行", "more lines");
/// Title of the list that answers a ready question, and its sign in the palette.
pub const QUESTION: Text = Text::new("問い", "question");
