//! Names of kinds, orders, themes and filters.

use crate::explorer::settings::ThemeName;
use crate::lang::Text;
use crate::ledger::{LineFilter, LineSort};
use crate::model::Kind;

/// The name of a level.
#[must_use]
pub const fn kind(kind: Kind) -> Text {
    match kind {
        Kind::Document => Text::new("文書", "document"),
        Kind::Pillar => Text::new("柱", "pillar"),
        Kind::Chapter => Text::new("章", "chapter"),
        Kind::Theme => Text::new("テーマ", "theme"),
        Kind::Measure => Text::new("施策", "measure"),
        Kind::Sub => Text::new("小施策", "sub-measure"),
        Kind::Budget => Text::new("予算", "budget line"),
    }
}

/// The name of an order.
#[must_use]
pub const fn sort(sort: LineSort) -> Text {
    match sort {
        LineSort::Document => Text::new("文書順", "document"),
        LineSort::Request => Text::new("要求額順", "request"),
        LineSort::Change => Text::new("増減順", "change"),
        LineSort::Percent => Text::new("増減率順", "percent"),
        LineSort::Name => Text::new("五十音順", "name"),
    }
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

/// The name of a filter.
#[must_use]
pub const fn filter(filter: LineFilter) -> Text {
    match filter {
        LineFilter::New => Text::new("新規", "new"),
        LineFilter::Increased => Text::new("増", "increased"),
        LineFilter::Decreased => Text::new("減", "decreased"),
        LineFilter::Unspecified => Text::new("事項要求", "no amount"),
        LineFilter::Within => Text::new("内数", "within"),
        LineFilter::Relisted => Text::new("再掲", "relisted"),
        LineFilter::Filp => Text::new("財投", "FILP"),
    }
}
