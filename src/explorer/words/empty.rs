//! What is said where there is nothing to show, and what to do next.

use crate::lang::Text;

words! {
    /// Message: the documents have no budget line, so that there is no table of them.
    NO_MONEY: "予算の行がない文書です( {search} で本文を探せます)", "These documents have no budget line ({search} searches their text)";
    /// Below the tree of documents without a budget line.
    NO_MONEY_HERE: "金額の付いた予算の行はありません", "There is no budget line with an amount";
    /// Under it.
    NO_MONEY_KEYS: "{search} 本文をさがす  {pane} 本文を読む  {diagnostics} 読み取りで気づいたこと", "{search} search the text  {pane} read it  {diagnostics} what reading found";
    /// Under a filter that leaves nothing.
    FILTER_KEYS: "{filter} 選び直す  {escape} 絞り込みを外す", "{filter} choose again  {escape} take the filter off";
    /// Under a search without hits.
    OTHER_WORDS: "語を減らすか言い換えてください。かな・ローマ字・英語でも探せます", "Use fewer or other words; kana, romaji and English are found too";
    /// Under a field that finds nothing.
    FIELD_KEYS: "{field-erase-all} 消す  {field-close} 戻る", "{field-erase-all} clear  {field-close} back";
    /// Two documents are the same.
    NO_DIFFERENCE: "二つの文書の予算の行に違いはありません", "The budget lines of the two documents do not differ";
    /// A list without a row.
    NOTHING: "何もありません", "nothing here";
    /// How to leave it.
    CLOSE: "{list-close} 閉じる", "{list-close} closes";
}
