//! Words about what is worked out of very many lines while keys are answered.

use crate::lang::Text;

words! {
    /// Status: in place of a sum that is not known yet.
    ADDING_UP: "集計中…", "adding up…";
    /// Table: beside the strip of which the first 20,000 lines are drawn.
    FIRST_LINES: "先頭2万", "1st 20k";
    /// Status: before the query whose lines are being chosen.
    NARROWING: "絞り込んでいます…", "narrowing…";
    /// Status: before the order that is being made.
    BEING_ORDERED: "並べ替え中", "being put in order";
}
