//! How things are shown: language, unit, scale, signs.

use rust_decimal::Decimal;

use crate::lang::Lang;
use crate::ledger::Counting;
use crate::text::{Ruler, Unit};

/// How bar lengths follow from amounts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Scale {
    /// Length in proportion.
    #[default]
    Linear,
    /// Each factor of ten takes the same length.
    Logarithmic,
    /// The parent's total is the whole length.
    Share,
}

impl Scale {
    /// The next one.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Linear => Self::Logarithmic,
            Self::Logarithmic => Self::Share,
            Self::Share => Self::Linear,
        }
    }
}

/// What bar a row of the tree or the table shows where there is room for one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum RowBars {
    /// The request on one ruler for all rows, a segment for each digit before the point.
    #[default]
    Digits,
    /// The change, to the left for a fall, to the right for a rise.
    Change,
    /// The request, with a tooth at the base year's amount.
    Request,
    /// None; the room is the title's.
    None,
}

impl RowBars {
    /// The next one.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Digits => Self::Change,
            Self::Change => Self::Request,
            Self::Request => Self::None,
            Self::None => Self::Digits,
        }
    }
}

/// The colours asked for. What they are is the terminal edge's business.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ThemeName {
    /// Light or dark, by the terminal's background.
    #[default]
    Auto,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// Contrast of 7:1 and more.
    HighContrast,
    /// Rise, fall, state words and matches told apart by every kind of colour vision.
    ColourBlind,
    /// The terminal's own 16 colours.
    Sixteen,
}

impl ThemeName {
    /// All of them, in the order in which the key goes through them.
    pub const ALL: [Self; 6] = [
        Self::Auto,
        Self::Light,
        Self::Dark,
        Self::HighContrast,
        Self::ColourBlind,
        Self::Sixteen,
    ];

    /// The next one.
    #[must_use]
    pub fn next(self) -> Self {
        let mut after = Self::ALL.into_iter().skip_while(|name| *name != self);
        after.nth(1).unwrap_or_default()
    }
}

/// The signs that bars, markers and rules are drawn with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Glyphs {
    /// Block elements and small triangles.
    #[default]
    Blocks,
    /// ASCII only.
    Ascii,
}

impl Glyphs {
    /// Marker of an open node, one column.
    #[must_use]
    pub const fn open(self) -> &'static str {
        match self {
            Self::Blocks => "▾",
            Self::Ascii => "v",
        }
    }

    /// Marker of a closed node, one column.
    #[must_use]
    pub const fn closed(self) -> &'static str {
        match self {
            Self::Blocks => "▸",
            Self::Ascii => ">",
        }
    }

    /// Mark before the selected row, one column.
    #[must_use]
    pub const fn cursor(self) -> &'static str {
        match self {
            Self::Blocks => "▌",
            Self::Ascii => ">",
        }
    }

    /// From one figure to another.
    #[must_use]
    pub const fn arrow(self) -> &'static str {
        match self {
            Self::Blocks => "→",
            Self::Ascii => "->",
        }
    }

    /// Rule between the panes, one column.
    #[must_use]
    pub const fn divider(self) -> &'static str {
        match self {
            Self::Blocks => "│",
            Self::Ascii => "|",
        }
    }

    /// A horizontal rule, one column.
    #[must_use]
    pub const fn rule(self) -> &'static str {
        match self {
            Self::Blocks => "─",
            Self::Ascii => "-",
        }
    }

    /// Between the steps of a path.
    #[must_use]
    pub const fn step(self) -> &'static str {
        match self {
            Self::Blocks => " › ",
            Self::Ascii => " > ",
        }
    }
}

/// How things are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Language of the interface.
    pub lang: Lang,
    /// Unit of amounts.
    pub unit: Unit,
    /// Scale of the bars.
    pub scale: Scale,
    /// The bar of a row.
    pub row_bars: RowBars,
    /// How relisted money counts.
    pub counting: Counting,
    /// Whether only ASCII may be drawn besides the document's own text.
    pub ascii: bool,
    /// How wide the terminal draws ambiguous characters.
    pub ruler: Ruler,
    /// The colours.
    pub theme: ThemeName,
    /// Whether clicks and the wheel are listened to.
    pub mouse: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            lang: Lang::default(),
            unit: Unit::default(),
            scale: Scale::default(),
            row_bars: RowBars::default(),
            counting: Counting::default(),
            ascii: false,
            ruler: Ruler::default(),
            theme: ThemeName::default(),
            mouse: true,
        }
    }
}

impl Settings {
    /// The signs to draw with: block elements are ambiguous, so that a terminal which draws
    /// those two columns wide gets ASCII.
    #[must_use]
    pub const fn glyphs(&self) -> Glyphs {
        if self.ascii || self.ruler.ambiguous_wide {
            Glyphs::Ascii
        } else {
            Glyphs::Blocks
        }
    }

    /// The signs of bars that have a twin in braille, which is one column wide everywhere.
    #[must_use]
    pub const fn bar_glyphs(&self) -> Glyphs {
        if self.ascii {
            Glyphs::Ascii
        } else {
            Glyphs::Blocks
        }
    }

    /// An amount with its unit.
    #[must_use]
    pub fn amount(&self, oku: Decimal) -> String {
        crate::text::oku_text(oku, self.lang, self.unit)
    }

    /// An amount without its unit, for columns.
    #[must_use]
    pub fn bare(&self, oku: Decimal) -> String {
        crate::text::number::bare(oku, self.lang, self.unit)
    }

    /// The unit's name.
    #[must_use]
    pub const fn unit_name(&self) -> &'static str {
        crate::text::number::unit_name(self.lang, self.unit)
    }
}
