//! Words about documents that are still being read.

use crate::lang::Text;

words! {
    /// In place of a document that is still being read.
    COMING: "読み込み中…", "being read…";
    /// In place of a document that could not be read.
    UNREADABLE: "読めません", "cannot be read";
    /// Status: the rest of the review sheets could not be read.
    BROKEN_OFF: "残りは読めません", "the rest cannot be read";
    /// Status: before the number of documents that are there, of all.
    READ_SO_FAR: "文書", "documents";
    /// Status: what has been read is shown once the list or the search is left.
    TAKEN_IN_LATER: " 残りは閉じると入ります", " the rest once this is closed";
}
