//! The words of the screen while documents are read.

use crate::lang::Text;

words! {
    /// After the name of the one document that is read.
    READING_ONE: "を読んでいます", "is being read";
    /// After the number of documents that are read.
    READING_MANY: "文書を読んでいます", "documents are being read";
    /// Mode word.
    MODE: "読込", "Reading";
    /// Head of the column of names.
    DOCUMENT: "文書", "document";
    /// Head of the column of budget lines.
    LINES: "予算", "lines";
    /// Head of the column of what was noticed.
    FINDINGS: "知らせ", "diagnostics";
    /// How many could not be read.
    REFUSED: "読めない文書", "not readable";
    /// Before the names of what is being read now.
    NOW: "いま", "now";
    /// What can be done while more than one is read.
    KEYS_MANY: "Esc 止めて、読めた分だけ使う  q 終了", "Esc stops and uses what was read  q quits";
    /// The same where there is little room.
    KEYS_SHORT: "Esc 止める  q 終了", "Esc stops  q quits";
    /// What can be done while one is read.
    KEYS_ONE: "q 終了", "q quits";
    /// Said once reading stops.
    STOPPING: "止めています: 読みかけの文書を読み終えるまで", "stopping: what was begun is read to its end";
}
