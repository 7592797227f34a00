//! The words of the two years of one document side by side.

use crate::lang::Text;

words! {
    /// Its head.
    TITLE: "年度を比べる({enter} で木へ、変わった割合の順)", "Two years ({enter} goes there; by ratio)";
    /// Before the row of all that can be compared.
    WHOLE: "全体（比べられるもの）", "all that is comparable";
    /// What the line between the dots is.
    LENGTH: "目盛は対数: 線の長さが倍率。右へ伸びれば増、左へ伸びれば減", "logarithmic: a line's length is the ratio; to the right it rose";
    /// The same in few columns.
    SHORT: "対数、線の長さが倍率", "logarithmic: length is ratio";
}
