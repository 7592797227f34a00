//! A cell's number as the decimal that was meant.

use rust_decimal::Decimal;

/// Workbooks keep numbers in binary, so that `0.3` may be stored as 0.30000000000000004. Fifteen
/// digits, as spreadsheets themselves show them, give back what was typed.
#[must_use]
pub fn plain(number: f64) -> String {
    if !number.is_finite() {
        return String::new();
    }
    let text = format!("{number:.14e}");
    Decimal::from_scientific(&text).map_or_else(
        |_| number.to_string(),
        |decimal| decimal.normalize().to_string(),
    )
}
