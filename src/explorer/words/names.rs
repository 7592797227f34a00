//! Names of orders and themes.

use crate::explorer::settings::{RowBars, ThemeName};
use crate::lang::Text;
use crate::ledger::{LineFilter, LineSort};

/// The name of an order.
#[must_use]
pub const fn sort(sort: LineSort) -> Text {
    match sort {
        LineSort::Document => Text::new("文書順", "document"),
        LineSort::Request => Text::new("要求額順", "request"),
        LineSort::Change => Text::new("増減順", "change"),
        LineSort::Percent => Text::new("増減率順", "percent"),
        LineSort::Rate => Text::new("執行率順", "rate"),
        LineSort::Name => Text::new("五十音順", "name"),
    }
}

/// What a filter holds that the sums beside it do not count so; none where its name says it all.
#[must_use]
pub const fn filter_note(filter: LineFilter) -> Option<Text> {
    Some(match filter {
        LineFilter::New => Text::new("再掲も含む", "relisted ones too"),
        LineFilter::Increased => Text::new("≈・新規・再掲も含む", "≈, new and relisted ones too"),
        LineFilter::Decreased => Text::new("≈・再掲も含む", "≈ and relisted ones too"),
        _ => return None,
    })
}

/// The name of a theme.
#[must_use]
pub const fn theme(theme: ThemeName) -> Text {
    match theme {
        ThemeName::Auto => Text::new("端末の背景に合わせる", "by the terminal's background"),
        ThemeName::Light => Text::new("明るい背景", "light"),
        ThemeName::Dark => Text::new("暗い背景", "dark"),
        ThemeName::HighContrast => Text::new("高コントラスト", "high contrast"),
        ThemeName::ColourBlind => Text::new("色覚の違いに配慮", "colour-blind"),
        ThemeName::Sixteen => Text::new("端末の16色", "16 colours"),
    }
}

/// The bars of the rows.
#[must_use]
pub const fn row_bars(bars: RowBars) -> Text {
    match bars {
        RowBars::Digits => Text::new("桁", "digits"),
        RowBars::Change => Text::new("増減", "change"),
        RowBars::Request => Text::new("要求額", "request"),
        RowBars::None => Text::new("なし", "none"),
    }
}
