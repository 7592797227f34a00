//! Pages of review sheets.

use super::{Bench, SEED};
use crate::model::Library;
use crate::review::tree::figure_name;
use crate::review::{By, Column};

#[test]
fn of_review_sheets_the_ministries_come_first() {
    let plain = Bench::new((80, 24));
    let mut document = crate::parse::parse("seed", SEED).unwrap();
    document.meta.figure = Some(figure_name(Column::Initial, By::Ministry));
    let mut sheets = Bench::new((80, 24));
    sheets.library = Library::new(vec![document]);
    let top = |bench: &Bench| bench.bytes(&[]).concat();
    assert!(top(&plain).contains("20章中1章目"), "{}", top(&plain));
    assert!(top(&sheets).contains("5件中1件目"), "{}", top(&sheets));
    // Below one its own, and back on its row.
    let below = sheets.bytes(&["Down", "Enter", "Left"]).concat();
    assert!(
        below.contains("第2部") && below.contains("件中1件目"),
        "{below}"
    );
}
