//! The words of the change step by step, of two nodes side by side and of the table's head.

use crate::lang::Text;

words! {
    /// In which order the steps stand.
    ORDER: "変わり方の大きい順", "largest first";
    /// Under lines whose request is not decided.
    UNDECIDED: "要求額がまだ決まっていないので、この図にも合計にも入りません", "No amount is asked for yet: in no step and in no sum";
    /// What the sign of a step that rounding may have made means.
    ROUNDED: "公表の数字は四捨五入です。≈ は端数の範囲で増とも減とも言えないもの", "Printed figures are rounded; ≈ may be a rise or a fall";
    /// Two nodes: the amount of the line in the middle.
    MEDIAN: "1件の中央", "median line";
}
