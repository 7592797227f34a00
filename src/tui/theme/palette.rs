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
    /// Text and background of what the search matched; none where only letters are coloured.
    pub hit: Option<(Rgb, Rgb)>,
    /// The grounds of planes; none where the theme has no tints.
    pub tints: Option<&'static Tints>,
}

/// Grounds a little beside the background, and those of the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tints {
    /// Behind the side panel.
    pub panel: Rgb,
    /// Behind an open pillar's row.
    pub band: Rgb,
    /// Behind the map's row of pillars and what was taken out of its scale.
    pub stub: Rgb,
    /// Behind blocks of the map, from the largest fall to the largest rise, with the text on them.
    pub change: [(Rgb, Rgb); 7],
}

const INK: Rgb = Rgb::hex(0xf0_f3f7);
const WHITE: Rgb = Rgb::hex(0xff_ffff);
const BLACK: Rgb = Rgb::hex(0x1d_2128);

const DARK_TINTS: Tints = Tints {
    panel: Rgb::hex(0x1b_2027),
    band: Rgb::hex(0x20_262f),
    stub: Rgb::hex(0x2a_303a),
    change: [
        (WHITE, Rgb::hex(0xa6_5a12)),
        (WHITE, Rgb::hex(0x7d_4b19)),
        (INK, Rgb::hex(0x55_3d25)),
        (INK, Rgb::hex(0x39_414e)),
        (INK, Rgb::hex(0x26_405c)),
        (WHITE, Rgb::hex(0x25_558c)),
        (WHITE, Rgb::hex(0x2a_6bb8)),
    ],
};

const LIGHT_TINTS: Tints = Tints {
    panel: Rgb::hex(0xf3_f0e8),
    band: Rgb::hex(0xeb_e7dc),
    stub: Rgb::hex(0xe9_e5da),
    change: [
        (WHITE, Rgb::hex(0xa8_550f)),
        (BLACK, Rgb::hex(0xf0_bb86)),
        (BLACK, Rgb::hex(0xf9_e2c8)),
        (BLACK, Rgb::hex(0xde_dace)),
        (BLACK, Rgb::hex(0xd3_e4f5)),
        (BLACK, Rgb::hex(0x9c_c4ec)),
        (WHITE, Rgb::hex(0x2a_69b0)),
    ],
};

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
            Role::Mode => self.background,
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
    background: Rgb::hex(0x14_171c),
    text: Rgb::hex(0xe6_e9ee),
    dim: Rgb::hex(0xa2_abb9),
    strong: Rgb::hex(0xff_ffff),
    label: Rgb::hex(0x83_cfc2),
    rise: Rgb::hex(0x6f_b6ff),
    fall: Rgb::hex(0xf5_a860),
    tag: Rgb::hex(0xf0_c3f8),
    matched: Rgb::hex(0x14_171c),
    link: Rgb::hex(0x6f_b6ff),
    base_bar: Rgb::hex(0x76_839a),
    warning: Rgb::hex(0xff_d75f),
    selected: (Rgb::hex(0xff_ffff), Rgb::hex(0x2a_4a78)),
    status: (Rgb::hex(0xe6_e9ee), Rgb::hex(0x0f_1216)),
    hit: Some((Rgb::hex(0x14_171c), Rgb::hex(0xf2_cf63))),
    tints: Some(&DARK_TINTS),
};

const LIGHT: Palette = Palette {
    background: Rgb::hex(0xfb_f9f4),
    text: Rgb::hex(0x1d_2128),
    dim: Rgb::hex(0x57_5d68),
    strong: Rgb::hex(0x0d_1117),
    label: Rgb::hex(0x0b_6259),
    rise: Rgb::hex(0x0b_58a8),
    fall: Rgb::hex(0x96_4300),
    tag: Rgb::hex(0x83_00e0),
    matched: Rgb::hex(0x1d_2128),
    link: Rgb::hex(0x0b_58a8),
    base_bar: Rgb::hex(0x7f_8592),
    warning: Rgb::hex(0x7a_5200),
    selected: (Rgb::hex(0x0d_1117), Rgb::hex(0xcf_e1f8)),
    status: (Rgb::hex(0x1d_2128), Rgb::hex(0xe6_e2d6)),
    hit: Some((Rgb::hex(0x1d_2128), Rgb::hex(0xff_dc73))),
    tints: Some(&LIGHT_TINTS),
};

const HIGH_CONTRAST_DARK: Palette = Palette {
    background: Rgb::hex(0x00_0000),
    text: Rgb::hex(0xff_ffff),
    dim: Rgb::hex(0xcf_d4dc),
    strong: Rgb::hex(0xff_ffff),
    label: Rgb::hex(0x87_ffff),
    rise: Rgb::hex(0x8f_c8ff),
    fall: Rgb::hex(0xff_bd7a),
    tag: Rgb::hex(0xff_d0ff),
    matched: Rgb::hex(0xaf_ff87),
    link: Rgb::hex(0x8f_c8ff),
    base_bar: Rgb::hex(0xaa_b2c0),
    warning: Rgb::hex(0xff_d75f),
    selected: (Rgb::hex(0x00_0000), Rgb::hex(0xff_ffff)),
    status: (Rgb::hex(0xff_ffff), Rgb::hex(0x00_0000)),
    hit: None,
    tints: None,
};

const HIGH_CONTRAST_LIGHT: Palette = Palette {
    background: Rgb::hex(0xff_ffff),
    text: Rgb::hex(0x00_0000),
    dim: Rgb::hex(0x3d_4249),
    strong: Rgb::hex(0x00_0000),
    label: Rgb::hex(0x00_4552),
    rise: Rgb::hex(0x00_3f8a),
    fall: Rgb::hex(0x5f_2600),
    tag: Rgb::hex(0x64_00ac),
    matched: Rgb::hex(0x00_4b00),
    link: Rgb::hex(0x00_3f8a),
    base_bar: Rgb::hex(0x5e_6470),
    warning: Rgb::hex(0x5f_2600),
    selected: (Rgb::hex(0xff_ffff), Rgb::hex(0x00_0000)),
    status: (Rgb::hex(0x00_0000), Rgb::hex(0xff_ffff)),
    hit: None,
    tints: None,
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
    status: (Rgb::hex(0xe6_e9ee), Rgb::hex(0x0f_1216)),
    hit: None,
    tints: Some(&DARK_TINTS),
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
    status: (Rgb::hex(0x1d_2128), Rgb::hex(0xe6_e2d6)),
    hit: None,
    tints: Some(&LIGHT_TINTS),
};
