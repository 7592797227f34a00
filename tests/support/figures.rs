//! What a programme asks for, in a few letters that tests compare.

use shisaku::model::{Base, BudgetLine, Request};

/// Request and base: `5 4`, `<5 new`, `? -`.
pub fn figures(budget: &BudgetLine) -> String {
    let request = match &budget.request {
        Request::Amount(a) => a.oku.normalize().to_string(),
        Request::Within(a) => format!("<{}", a.oku.normalize()),
        Request::Unspecified => "?".to_owned(),
        Request::Parts(_) => "parts".to_owned(),
    };
    let base = match &budget.base {
        Base::Amount(a) => a.oku.normalize().to_string(),
        Base::Within(a) => format!("<{}", a.oku.normalize()),
        Base::New => "new".to_owned(),
        Base::Parts(_) => "parts".to_owned(),
        Base::None => "-".to_owned(),
    };
    format!("{request} {base}")
}
