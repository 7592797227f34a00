//! The words of the live search.

use crate::lang::Text;

words! {
    /// Heading: nodes that have the words in their title or name.
    TITLES: "題名・事業名", "titles and names";
    /// Heading: nodes that have the words in their text.
    TEXTS: "本文", "text";
    /// Heading: nodes that have every word, in title, name or text.
    EVERY_WORD: "すべての語に当たるもの", "with every word";
    /// Heading: nodes that meet conditions, where no word is asked for.
    CONDITIONS: "条件に当たるもの", "that meet the conditions";
    /// Beside a heading: what is below is in no sum.
    OUTSIDE: "合計の外", "outside the sum";
    /// The same where a key takes them in, as no line has every word.
    OUTSIDE_YET: "合計の外 ({field-table} で取り込む)", "outside the sum ({field-table} takes them in)";
    /// Beside the heading of what stands in texts: the key that takes it into the sum.
    TAKE_IN: "合計の外  {field-match} で入れる", "outside the sum; {field-match} takes it in";
    /// Beside the same heading: it is in the sum.
    INSIDE: "合計に入る  {field-match} で戻す", "in the sum; {field-match} takes it out";
    /// The same where there is no room for more.
    TAKE_OUT: "{field-match} で戻す", "{field-match} takes it out";
    /// Before the count and sum of the lines that the query is about.
    LINES: "予算", "lines";
    /// Before the same, where the lines of the bands above are in it too.
    WITH_ABOVE: "上と合わせて ", "with those above, ";
    /// Beside a count that is not yet final.
    SO_FAR: "途中", "so far";
    /// Before the place among hits that have less than every word.
    BELOW: "その下", "below";
    /// A node that has no money.
    NO_MONEY: "−", "−";
}
