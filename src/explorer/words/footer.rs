//! The words of the last row: what the keys do in the list that is open.

use crate::lang::Text;

words! {
    /// A list's row leads to a place.
    GO: "{list-accept} 行く", "{list-accept} go";
    /// A list's row is a switch.
    PICK: "{list-pick} 選ぶ", "{list-pick} switch";
    /// A list's row is a question.
    ANSWER: "{list-accept} 答えを見る", "{list-accept} answer";
    /// A list's row is a command.
    DO: "{list-accept} 行う", "{list-accept} do it";
    /// More rows.
    NEXT: "{list-down} 次へ", "{list-down} next";
    /// Out of a list.
    CLOSE: "{list-close} 閉じる", "{list-close} close";
    /// The same four, where there is a field.
    FIELD_GO: "{field-accept} 行く", "{field-accept} go";
    /// A question, under a field.
    FIELD_ANSWER: "{field-accept} 答えを見る", "{field-accept} answer";
    /// A command, under a field.
    FIELD_DO: "{field-accept} 行う", "{field-accept} do it";
    /// More rows under a field.
    FIELD_NEXT: "{field-down} 次へ", "{field-down} next";
    /// Out of a list with a field.
    FIELD_CLOSE: "{field-close} 閉じる", "{field-close} close";
    /// Out of a field, leaving all as it was.
    FIELD_CANCEL: "{field-close} やめる", "{field-close} cancel";
    /// What is typed is the note of a mark.
    FIELD_NOTE: "{field-accept} 書き留める", "{field-accept} keep note";
    /// What is typed is the name of a file.
    FIELD_WRITE: "{field-accept} 書き出す", "{field-accept} write file";
    /// Out of the search.
    BACK: "{field-close} 戻る", "{field-close} back";
    /// The tree of what was found.
    HITS_TREE: "{field-tree} 木をしぼる", "{field-tree} narrow";
    /// The table of what was found.
    HITS_TABLE: "{field-table} 一覧", "{field-table} table";
    /// The note of a mark.
    MARK_NOTE: "{mark-note} 覚え書き", "{mark-note} note";
    /// A mark goes.
    MARK_DELETE: "{mark-delete} 印を外す", "{mark-delete} delete";
    /// All marks as a file.
    MARK_REPORT: "{mark-report} 報告書", "{mark-report} report";
    /// The source of a finding.
    FINDING_EDIT: "{finding-edit} 原文を開く", "{finding-edit} source";
    /// The right one of two nodes.
    RIGHT_SIDE: "{list-side} 右側へ", "{list-side} right side";
    /// The left one of two nodes.
    LEFT_SIDE: "{list-side} 左側へ", "{list-side} left side";
}
