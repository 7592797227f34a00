//! The words of the hint at the first start.

use crate::lang::Text;

words! {
    /// Its head.
    HEAD: "はじめに", "To begin with";
    /// The key that puts it away.
    CLOSE: " {escape} で消す", " {escape} puts this away";
    /// What the keys that move do.
    MOVE: "動く・開く（矢印キーでも）", "move and open (arrow keys too)";
    /// What the search finds.
    SEARCH: "さがす（漢字・かな・ローマ字）", "search: kanji, kana, romaji";
    /// What help shows.
    HELP: "キーのすべて", "all keys";
    /// All of it in one row.
    IN_A_ROW: "はじめに  {down} {up} {in} 動く・開く  {search} さがす  {table} 一覧  {help} キー", "{down} {up} {in} move, open  {search} search  {table} table  {help} keys";
}
