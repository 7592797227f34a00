//! Money and changes in figures and words.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::explorer::line::Role;
use crate::explorer::settings::Settings;
use crate::explorer::state::figures::{Money, Summary};
use crate::explorer::words;
use crate::lang::Lang;
use crate::ledger::{Change, Direction};
use crate::model::yen::hundredths;
use crate::model::{Library, NodeId, Part};
use crate::text::number::{percent_text, signed_as, signed_bare, signed_oku_text};
use crate::text::{Ruler, Unit};

/// The request for a column: the bare figure, or the word that stands for it.
#[must_use]
pub fn request_text(summary: &Summary, settings: &Settings) -> (String, Role) {
    let lang = settings.lang;
    match &summary.request {
        Money::Exact(oku) if summary.relisted || summary.out => (settings.bare(*oku), Role::Dim),
        Money::Exact(oku) => (settings.bare(*oku), Role::Amount),
        Money::Within(oku) => (settings.bare(*oku), Role::Dim),
        Money::Unspecified => (words::UNSPECIFIED.get(lang).to_owned(), Role::Tag),
        Money::Parts(_) => (words::FILP_TAG.get(lang).to_owned(), Role::Tag),
        Money::None | Money::New => (String::new(), Role::Dim),
    }
}

/// The change for a column: `+3.0`, `−3.0`, `≈+0.1`, `新規`, `比較不可`.
#[must_use]
pub fn change_text(summary: &Summary, settings: &Settings) -> (String, Role) {
    change_text_as(summary, settings, |oku| oku)
}

/// The same with the figure rounded; sign and colour are those of the exact change.
#[must_use]
pub fn change_text_as(
    summary: &Summary,
    settings: &Settings,
    round: impl FnOnce(Decimal) -> Decimal,
) -> (String, Role) {
    let lang = settings.lang;
    match &summary.change {
        Some(_) if summary.is_new => (words::NEW.get(lang).to_owned(), Role::Tag),
        Some(change) => {
            let rounded = round(change.oku);
            (sign_as(change, rounded, settings), change_role(change))
        }
        None if matches!(summary.request, Money::Exact(_)) => {
            (words::INCOMPARABLE_SHORT.get(lang).to_owned(), Role::Dim)
        }
        None => (String::new(), Role::Dim),
    }
}

/// `+3.0`, `−3.0`, `≈+0.1` where rounding alone could make it, `≈±0.0`.
#[must_use]
pub fn change_sign(change: &Change, settings: &Settings) -> String {
    sign_as(change, change.oku, settings)
}

fn sign_as(change: &Change, rounded: Decimal, settings: &Settings) -> String {
    let figure = signed_as(change.oku, rounded, settings.lang, settings.unit);
    if change.is_within_rounding() {
        format!("≈{figure}")
    } else {
        figure
    }
}

/// Which way the change goes, or neither where rounding alone could make it.
#[must_use]
pub fn change_role(change: &Change) -> Role {
    match change.direction() {
        _ if change.is_within_rounding() => Role::Dim,
        Direction::Increased => Role::Rise,
        Direction::Decreased => Role::Fall,
        Direction::Unchanged => Role::Dim,
    }
}

/// The change in a word, a figure and a rate: `増 +3.0億円 (+58.8%)`.
#[must_use]
pub fn change_words(summary: &Summary, settings: &Settings) -> (String, Role) {
    let lang = settings.lang;
    let Some(change) = &summary.change else {
        return (words::INCOMPARABLE.get(lang).to_owned(), Role::Dim);
    };
    if summary.is_new {
        return (words::NEW.get(lang).to_owned(), Role::Tag);
    }
    let (word, figure, _) = change_parts(change, settings);
    let mut text = word.to_owned();
    if !change.oku.is_zero() {
        text.push_str(&format!(" {figure}"));
        if let Some(percent) = change.percent {
            text.push_str(&format!(" ({})", percent_text(percent)));
        }
    }
    if change.is_within_rounding() {
        text.push_str(&format!(" ≈{}", words::ROUNDING.get(lang)));
    }
    (text, change_role(change))
}

/// A change in its word, its figure and what else is to be said: `増`, `+3.0億円`, ` +58.8%`.
#[must_use]
pub fn change_parts(change: &Change, settings: &Settings) -> (&'static str, String, String) {
    let lang = settings.lang;
    let word = words::direction(change.direction());
    let is_undecided = change.is_within_rounding();
    let mut figure = if is_undecided { "≈" } else { "" }.to_owned();
    if change.oku.is_zero() {
        figure.push_str(&format!("±{}", settings.amount(change.oku)));
    } else {
        figure.push_str(&signed_oku_text(change.oku, lang, settings.unit));
    }
    let mut rest = String::new();
    if let Some(percent) = change.percent.filter(|_| !change.oku.is_zero()) {
        rest.push_str(&format!(" {}", percent_text(percent)));
    }
    if is_undecided {
        rest.push_str(&format!(" {}", words::ROUNDING.get(lang)));
    }
    (word.get(lang), figure, rest)
}

/// Money in full: `8.1億円`, `78.5億円の内数`, `事項要求`, `産業投資450億円、政府保証270億円`.
#[must_use]
pub fn full_text(money: &Money, settings: &Settings) -> String {
    let lang = settings.lang;
    match money {
        Money::Exact(oku) => settings.amount(*oku),
        Money::Within(oku) => match lang {
            Lang::Ja => format!("{}の内数", settings.amount(*oku)),
            Lang::En => format!("within {}", settings.amount(*oku)),
        },
        Money::Unspecified => words::UNSPECIFIED.get(lang).to_owned(),
        Money::New => words::NEW.get(lang).to_owned(),
        Money::Parts(parts) => parts_text(parts, settings),
        Money::None => "-".to_owned(),
    }
}

/// Labelled parts: `産業投資450億円、政府保証270億円`.
#[must_use]
pub fn parts_text(parts: &[Part], settings: &Settings) -> String {
    let one = |part: &Part| format!("{}{}", part.label, settings.amount(part.amount.oku));
    let texts: Vec<String> = parts.iter().map(one).collect();
    texts.join("、")
}

/// A rounded change in bare figures, with the sign of the exact one.
#[must_use]
pub fn signed_rounded(exact: Decimal, rounded: Decimal, settings: &Settings) -> String {
    signed_as(exact, rounded, settings.lang, settings.unit)
}

/// A change in bare figures with its sign.
#[must_use]
pub fn signed(oku: Decimal, settings: &Settings) -> String {
    signed_bare(oku, settings.lang, settings.unit)
}

/// The power of ten that one 億円 is in the unit of the settings.
#[must_use]
pub const fn unit_power(settings: &Settings) -> i32 {
    match (settings.lang, settings.unit) {
        (Lang::Ja, Unit::Oku) => 0,
        (Lang::En, Unit::Oku) => -1,
        (_, Unit::Million) => 2,
        (_, Unit::Yen) => 8,
    }
}

/// A figure without a decimal, moved so that its digits stand under those of its neighbours: no
/// digit is added. Left as it is where there is no room.
#[must_use]
pub fn aligned(figure: String, settings: &Settings, columns: usize) -> String {
    let is_whole = figure.ends_with(|c: char| c.is_ascii_digit()) && !figure.contains('.');
    let fits = settings.ruler.width(&figure) + 2 <= columns;
    if settings.unit == Unit::Oku && settings.lang == Lang::Ja && is_whole && fits {
        figure + "  "
    } else {
        figure
    }
}

/// A percentage that loses its decimal before it loses a digit, rounded: `+179%`; nothing where even that
/// has no room.
#[must_use]
pub fn short_percent(percent: Decimal, columns: usize, ruler: Ruler) -> String {
    let text = percent_text(percent);
    if ruler.width(&text) <= columns {
        return text;
    }
    let whole = whole_percent(percent);
    if ruler.width(&whole) <= columns {
        whole
    } else {
        String::new()
    }
}

/// A percentage without its decimal, rounded half away from zero: `+407%` of 406.7.
#[must_use]
pub fn whole_percent(percent: Decimal) -> String {
    let strategy = RoundingStrategy::MidpointAwayFromZero;
    let whole = percent.round_dp_with_strategy(0, strategy);
    if whole.is_zero() && !percent.is_zero() {
        // A fall of less than half a percent is no `±0%`.
        return String::new();
    }
    percent_text(whole)
}

/// Request and change as a row shows them: of figures that are exact to the yen the hundredths of
/// 億円, with sign and colour of the exact change.
pub fn figure_texts(
    library: &Library,
    id: NodeId,
    summary: &Summary,
    settings: &Settings,
) -> [(String, Role); 2] {
    if library.document_of(id).meta.figure.is_none() {
        return [
            request_text(summary, settings),
            change_text(summary, settings),
        ];
    }
    let request = match &summary.request {
        Money::Exact(oku) => request_text(
            &Summary {
                request: Money::Exact(hundredths(*oku)),
                ..summary.clone()
            },
            settings,
        ),
        _ => request_text(summary, settings),
    };
    [request, change_text_as(summary, settings, hundredths)]
}
