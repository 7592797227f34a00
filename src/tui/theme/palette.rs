//! The colours of the themes. Every contrast that they promise is measured by a test.

use super::Tone;
use super::rgb::Rgb;
use crate::explorer::ThemeName;
use crate::explorer::line::Role;

/// One theme's colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// Behind everything.
    pub background: Rgb,
    text: Rgb,
    dim: Rgb,
    strong: Rgb,
    label: Rgb,
    rise: Rgb,
    fall: Rgb,
    tag: Rgb,
    matched: Rgb,
    link: Rgb,
    base_bar: Rgb,
    warning: Rgb,
    /// Text and background of the selected row.
    pub selected: (Rgb, Rgb),
    /// Text and background of the status line and the heads of lists.
    pub status: (Rgb, Rgb),
}

impl Palette {
    /// The colour of a role.
    #[must_use]
    pub const fn of(&self, role: Role) -> Rgb {
        match role {
            Role::Plain | Role::Amount => self.text,
            Role::Dim => self.dim,
            Role::Strong => self.strong,
            Role::Label => self.label,
            Role::Rise | Role::Bar => self.rise,
            Role::Fall => self.fall,
            Role::Tag => self.tag,
            Role::Match => self.matched,
            Role::Link => self.link,
            Role::BaseBar | Role::Hatch => self.base_bar,
            Role::Warning => self.warning,
        }
    }

    /// The colours of a theme; none for the terminal's own 16.
    #[must_use]
    pub const fn named(name: ThemeName, tone: Tone) -> Option<&'static Self> {
        Some(match (name, tone) {
            (ThemeName::Sixteen, _) => return None,
            (ThemeName::Light, _) | (ThemeName::Auto, Tone::Light) => &LIGHT,
            (ThemeName::Dark, _) | (ThemeName::Auto, Tone::Dark) => &DARK,
            (ThemeName::HighContrast, Tone::Light) => &HIGH_CONTRAST_LIGHT,
            (ThemeName::HighContrast, Tone::Dark) => &HIGH_CONTRAST_DARK,
            (ThemeName::ColourBlind, Tone::Light) => &COLOUR_BLIND_LIGHT,
            (ThemeName::ColourBlind, Tone::Dark) => &COLOUR_BLIND_DARK,
        })
    }
}

const DARK: Palette = Palette {
    background: Rgb::hex(0x14_161a),
    text: Rgb::hex(0xd8_dce2),
    dim: Rgb::hex(0xa3_abb8),
    strong: Rgb::hex(0xff_ffff),
    label: Rgb::hex(0x6c_c7d9),
    rise: Rgb::hex(0x6d_b3ff),
    fall: Rgb::hex(0xf2_c14e),
    tag: Rgb::hex(0xe3_9bf0),
    matched: Rgb::hex(0x8e_e07a),
    link: Rgb::hex(0x9d_b8ff),
    base_bar: Rgb::hex(0x8b_94a3),
    warning: Rgb::hex(0xff_a657),
    selected: (Rgb::hex(0x10_1216), Rgb::hex(0x9c_c4f2)),
    status: (Rgb::hex(0xf0_f2f5), Rgb::hex(0x3a_4150)),
};

const LIGHT: Palette = Palette {
    background: Rgb::hex(0xff_ffff),
    text: Rgb::hex(0x1c_1f24),
    dim: Rgb::hex(0x56_5d68),
    strong: Rgb::hex(0x00_0000),
    label: Rgb::hex(0x00_5f6e),
    rise: Rgb::hex(0x00_50b3),
    fall: Rgb::hex(0x8a_4b00),
    tag: Rgb::hex(0x86_198f),
    matched: Rgb::hex(0x1b_6b00),
    link: Rgb::hex(0x1d_4fbf),
    base_bar: Rgb::hex(0x63_6b78),
    warning: Rgb::hex(0x9a_3b00),
    selected: (Rgb::hex(0xff_ffff), Rgb::hex(0x1f_4e8c)),
    status: (Rgb::hex(0x14_171c), Rgb::hex(0xd3_dae6)),
};

const HIGH_CONTRAST_DARK: Palette = Palette {
    background: Rgb::hex(0x00_0000),
    text: Rgb::hex(0xff_ffff),
    dim: Rgb::hex(0xd7_d7d7),
    strong: Rgb::hex(0xff_ffff),
    label: Rgb::hex(0x87_ffff),
    rise: Rgb::hex(0xaf_d7ff),
    fall: Rgb::hex(0xff_d700),
    tag: Rgb::hex(0xff_afff),
    matched: Rgb::hex(0xaf_ff87),
    link: Rgb::hex(0xd7_d7ff),
    base_bar: Rgb::hex(0xc6_c6c6),
    warning: Rgb::hex(0xff_af5f),
    selected: (Rgb::hex(0x00_0000), Rgb::hex(0xff_ff00)),
    status: (Rgb::hex(0x00_0000), Rgb::hex(0xff_ffff)),
};

const HIGH_CONTRAST_LIGHT: Palette = Palette {
    background: Rgb::hex(0xff_ffff),
    text: Rgb::hex(0x00_0000),
    dim: Rgb::hex(0x3a_3a3a),
    strong: Rgb::hex(0x00_0000),
    label: Rgb::hex(0x00_4552),
    rise: Rgb::hex(0x00_00af),
    fall: Rgb::hex(0x87_0000),
    tag: Rgb::hex(0x5f_0087),
    matched: Rgb::hex(0x00_4b00),
    link: Rgb::hex(0x00_0087),
    base_bar: Rgb::hex(0x44_4444),
    warning: Rgb::hex(0x87_0000),
    selected: (Rgb::hex(0xff_ffff), Rgb::hex(0x00_0087)),
    status: (Rgb::hex(0xff_ffff), Rgb::hex(0x00_0000)),
};

// Rise, fall, state words and matches were chosen by a search for the largest least distance
// between them under normal vision, protanopia, deuteranopia and tritanopia, among the colours
// that terminals of 256 have.
const COLOUR_BLIND_DARK: Palette = Palette {
    background: Rgb::hex(0x14_161a),
    text: Rgb::hex(0xe4_e4e4),
    dim: Rgb::hex(0xa3_abb8),
    strong: Rgb::hex(0xff_ffff),
    label: Rgb::hex(0xe4_e4e4),
    rise: Rgb::hex(0x5f_87af),
    fall: Rgb::hex(0xd7_875f),
    tag: Rgb::hex(0xaf_5fff),
    matched: Rgb::hex(0x87_ff00),
    link: Rgb::hex(0xe4_e4e4),
    base_bar: Rgb::hex(0x8b_94a3),
    warning: Rgb::hex(0xff_ffff),
    selected: (Rgb::hex(0x10_1216), Rgb::hex(0xe4_e4e4)),
    status: (Rgb::hex(0xf0_f2f5), Rgb::hex(0x3a_4150)),
};

const COLOUR_BLIND_LIGHT: Palette = Palette {
    background: Rgb::hex(0xff_ffff),
    text: Rgb::hex(0x1c_1c1c),
    dim: Rgb::hex(0x56_5d68),
    strong: Rgb::hex(0x00_0000),
    label: Rgb::hex(0x1c_1c1c),
    rise: Rgb::hex(0x00_00ff),
    fall: Rgb::hex(0xd7_0087),
    tag: Rgb::hex(0x87_00af),
    matched: Rgb::hex(0x00_5f00),
    link: Rgb::hex(0x1c_1c1c),
    base_bar: Rgb::hex(0x63_6b78),
    warning: Rgb::hex(0x00_0000),
    selected: (Rgb::hex(0xff_ffff), Rgb::hex(0x1c_1c1c)),
    status: (Rgb::hex(0x14_171c), Rgb::hex(0xd3_dae6)),
};
