//! What the roles of text look like.
//!
//! Colours only ever repeat what a sign or a word says already, so that everything can be read
//! without them. Nothing is dimmed: how dark a terminal's dim is, nobody knows; text of less
//! weight has a colour of its own whose contrast is measured.

mod marks;
mod palette;
mod rgb;

use ratatui::style::{Color, Modifier, Style};

pub use self::marks::is_marks;
use self::marks::sixteen;
pub use self::palette::{Palette, Tints};
pub use self::rgb::Rgb;
use crate::explorer::ThemeName;
use crate::explorer::line::Role;

/// Least contrast of text and background, by WCAG 2.2.
pub const LEAST_CONTRAST: f64 = 4.5;

/// Whether the terminal's background is light or dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// How many colours the terminal can show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Depth {
    /// Its own 16.
    #[default]
    Sixteen,
    /// 256.
    Indexed,
    /// Any.
    True,
}

impl Depth {
    /// What `TERM` and `COLORTERM` promise.
    #[must_use]
    pub fn of(term: &str, colorterm: &str) -> Self {
        if matches!(colorterm, "truecolor" | "24bit") || term.ends_with("-direct") {
            Self::True
        } else if term.contains("256color") {
            Self::Indexed
        } else {
            Self::Sixteen
        }
    }
}

/// The background that `COLORFGBG` tells, such as `15;0` or `0;default;15`; the Linux console is
/// dark.
#[must_use]
pub fn tone_of(term: &str, colorfgbg: &str) -> Option<Tone> {
    if term == "linux" {
        return Some(Tone::Dark);
    }
    let (_, background) = colorfgbg.rsplit_once(';')?;
    match background.parse().ok()? {
        7 | 9..=15 => Some(Tone::Light),
        0..=6 | 8 => Some(Tone::Dark),
        _ => None,
    }
}

/// What is known of the terminal's colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Screen {
    /// Whether colours may be used; else only bold, underline and reverse.
    pub color: bool,
    /// How many there are.
    pub depth: Depth,
    /// What the environment tells of the background.
    pub tone: Option<Tone>,
    /// The background that the terminal told.
    pub background: Option<Rgb>,
}

impl Screen {
    fn tone(&self) -> Option<Tone> {
        let tone = self.background.map(|background| {
            if background.is_light() {
                Tone::Light
            } else {
                Tone::Dark
            }
        });
        tone.or(self.tone)
    }
}

/// A plane of the screen that is told from others by its ground.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plane {
    /// The side panel.
    Panel,
    /// The row of an open pillar.
    Band,
    /// The map's pillars.
    Stub,
    /// A block of the map: 0 for the largest fall, 3 for none, 6 for the largest rise.
    Change(u8),
}

/// The looks of the screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Theme {
    colors: Colors,
    /// Grounds of panel, band and stub.
    grounds: [Option<Rgb>; 3],
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Colors {
    /// None at all.
    #[default]
    None,
    /// The terminal's own 16, on a background that may be known.
    Sixteen(Option<Tone>, Paint),
    /// A palette.
    Palette(&'static Palette, Depth, Paint),
}

/// Whether the theme paints its own background or leaves the terminal's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Paint {
    Own,
    Terminal,
}

/// Whether the theme looks different on different backgrounds, so that the terminal's is worth
/// asking for.
#[must_use]
pub const fn depends_on_background(name: ThemeName, depth: Depth) -> bool {
    !matches!(name, ThemeName::Light | ThemeName::Dark) || matches!(depth, Depth::Sixteen)
}

impl Theme {
    /// The theme of that name on that screen.
    #[must_use]
    pub fn of(name: ThemeName, screen: &Screen) -> Self {
        if !screen.color {
            return Self::default();
        }
        let tone = match name {
            ThemeName::Light => Some(Tone::Light),
            ThemeName::Dark => Some(Tone::Dark),
            _ => screen.tone(),
        };
        let palette = match (name, tone) {
            // A guess would make half of all terminals dazzle; their own colours never do.
            (ThemeName::Auto, None) => None,
            _ => Palette::named(name, tone.unwrap_or(Tone::Dark)),
        };
        let colors = match palette {
            Some(palette) if screen.depth != Depth::Sixteen => {
                let own = name != ThemeName::Auto || !suits(palette, screen.background);
                let paint = if own { Paint::Own } else { Paint::Terminal };
                Colors::Palette(palette, screen.depth, paint)
            }
            Some(_) if tone != screen.tone() => Colors::Sixteen(tone, Paint::Own),
            _ => Colors::Sixteen(tone, Paint::Terminal),
        };
        let grounds = match &colors {
            // The nearest of 256 colours is too far for grounds that are so near to each other.
            Colors::Palette(palette, Depth::True, paint) => match palette.tints {
                None => [None; 3],
                Some(tints) => {
                    let background = screen.background.filter(|_| *paint == Paint::Terminal);
                    match background {
                        Some(background) => mixed(palette, tints, background),
                        None => [tints.panel, tints.band, tints.stub].map(Some),
                    }
                }
            },
            Colors::Palette(..) | Colors::None | Colors::Sixteen(..) => [None; 3],
        };
        Self { colors, grounds }
    }

    /// The style under everything.
    #[must_use]
    pub fn base(&self) -> Style {
        let style = match &self.colors {
            Colors::Palette(palette, depth, paint) => {
                let style = Style::new().fg(shown(palette.of(Role::Plain), *depth));
                match paint {
                    Paint::Own => style.bg(shown(palette.background, *depth)),
                    Paint::Terminal => style,
                }
            }
            Colors::Sixteen(Some(Tone::Light), Paint::Own) => {
                Style::new().fg(Color::Black).bg(Color::White)
            }
            Colors::Sixteen(Some(Tone::Dark), Paint::Own) => {
                Style::new().fg(Color::White).bg(Color::Black)
            }
            Colors::None | Colors::Sixteen(..) => Style::new(),
        };
        // From nothing, so that what was drawn before shines through nowhere.
        Style::reset().patch(style)
    }

    /// The style of a role, over the style under everything.
    #[must_use]
    pub fn style(&self, role: Role) -> Style {
        let style = Style::new().add_modifier(match role {
            Role::Strong | Role::Warning => Modifier::BOLD,
            Role::Match => Modifier::BOLD.union(Modifier::UNDERLINED),
            Role::Link => Modifier::UNDERLINED,
            _ => Modifier::empty(),
        });
        let color = match &self.colors {
            Colors::None => None,
            Colors::Sixteen(tone, _) => sixteen(role, *tone),
            Colors::Palette(palette, depth, _) => Some(shown(palette.of(role), *depth)),
        };
        if role == Role::Mode {
            let style = Style::new().add_modifier(Modifier::BOLD);
            return match &self.colors {
                Colors::Palette(palette, depth, _) => style
                    .fg(shown(palette.background, *depth))
                    .bg(shown(palette.of(Role::Rise), *depth)),
                // The line is reversed already.
                Colors::None | Colors::Sixteen(..) => style,
            };
        }
        if let (Role::Match, Colors::Palette(palette, depth, _)) = (role, &self.colors)
            && let Some((text, ground)) = palette.hit
        {
            return Style::new()
                .add_modifier(Modifier::BOLD)
                .fg(shown(text, *depth))
                .bg(shown(ground, *depth));
        }
        color.map_or(style, |color| style.fg(color))
    }

    /// The style of a part of a line: of its role, or of a mark where it is drawn of marks alone.
    /// Letters in a colour that nobody knows the ground of may not be read; a bar is seen, and its
    /// figure stands beside it.
    #[must_use]
    pub fn part(&self, text: &str, role: Role) -> Style {
        let is_unknown = matches!(self.colors, Colors::Sixteen(None, _));
        if !is_unknown || !is_marks(text) {
            return self.style(role);
        }
        // Of the 16 these keep most contrast on black and on white in the usual palettes.
        let color = match role {
            Role::Rise | Role::Bar => Color::LightBlue,
            Role::Fall => Color::LightRed,
            Role::Tag => Color::LightMagenta,
            _ => return self.style(role),
        };
        Style::new().fg(color)
    }

    /// The ground of a plane, with the colour of text on it where that is another; nothing where
    /// the theme has no tints.
    #[must_use]
    pub fn plane(&self, plane: Plane) -> Style {
        let Colors::Palette(palette, depth, _) = &self.colors else {
            return Style::new();
        };
        let Some(tints) = palette.tints else {
            return Style::new();
        };
        let [panel, band, stub] = self.grounds;
        let ground = |rgb: Option<Rgb>| rgb.map_or(Style::new(), |rgb| Style::new().bg(rgb.into()));
        match plane {
            Plane::Panel => ground(panel),
            Plane::Band => ground(band),
            Plane::Stub => ground(stub),
            Plane::Change(_) if !self.has_planes() => Style::new(),
            Plane::Change(step) => {
                let (text, block) = tints
                    .change
                    .get(usize::from(step))
                    .copied()
                    .unwrap_or((palette.of(Role::Plain), palette.background));
                Style::new()
                    .fg(shown(text, *depth))
                    .bg(shown(block, *depth))
            }
        }
    }

    /// Whether planes have grounds of their own.
    #[must_use]
    pub const fn has_planes(&self) -> bool {
        match &self.colors {
            Colors::Palette(palette, Depth::True, _) => palette.tints.is_some(),
            Colors::Palette(..) | Colors::None | Colors::Sixteen(..) => false,
        }
    }

    /// Whether the panel has a ground of its own, so that nothing else need part it from the tree.
    #[must_use]
    pub const fn has_panel(&self) -> bool {
        self.grounds[0].is_some()
    }

    /// That style with letters in the colour of the background, for a gap between planes.
    #[must_use]
    pub fn paper(&self, over: Style) -> Style {
        match &self.colors {
            Colors::Palette(palette, depth, _) if self.has_planes() => {
                over.fg(shown(palette.background, *depth))
            }
            _ => over,
        }
    }

    /// The style of the line at the top.
    #[must_use]
    pub fn bar(&self) -> Style {
        match &self.colors {
            Colors::Palette(palette, Depth::True, _) if palette.tints.is_some() => {
                Style::new().bg(palette.status.1.into())
            }
            _ => Style::new(),
        }
    }

    /// The style of the cursor's edge, at the left of the selected row.
    #[must_use]
    pub fn edge(&self) -> Style {
        match &self.colors {
            // Where the row's ground stands out by itself an edge would only be lost on it.
            Colors::Palette(palette, ..)
                if palette.selected.1.contrast(palette.background) >= 3.0 =>
            {
                Style::new()
            }
            Colors::Palette(palette, depth, _) => {
                Style::new().fg(shown(palette.of(Role::Rise), *depth))
            }
            Colors::None | Colors::Sixteen(..) => Style::new(),
        }
    }

    /// Whether what the search matched has a ground of its own, which holds on any row.
    #[must_use]
    pub const fn has_lit_ground(&self) -> bool {
        match &self.colors {
            Colors::Palette(palette, ..) => palette.hit.is_some(),
            Colors::None | Colors::Sixteen(..) => false,
        }
    }

    /// The style laid over the selected row of the pane that has the keys.
    #[must_use]
    pub fn selected(&self) -> Style {
        self.block(|palette| palette.selected)
    }

    /// The style of the head line of a pane.
    #[must_use]
    pub const fn head(&self, focused: bool) -> Style {
        match (&self.colors, focused) {
            // The colours of the roles tell it: bright where the keys go, else dim.
            (Colors::Palette(..), true) => Style::new().add_modifier(Modifier::BOLD),
            (Colors::Palette(..), false) => Style::new(),
            (_, true) => Style::new().add_modifier(Modifier::UNDERLINED.union(Modifier::BOLD)),
            (_, false) => Style::new().add_modifier(Modifier::UNDERLINED),
        }
    }

    /// The style of the status line and of the heads of lists.
    #[must_use]
    pub fn status(&self) -> Style {
        self.block(|palette| palette.status)
    }

    fn block(&self, colors: impl Fn(&Palette) -> (Rgb, Rgb)) -> Style {
        match &self.colors {
            Colors::Palette(palette, depth, _) => {
                let (text, background) = colors(palette);
                let style = Style::new().fg(shown(text, *depth));
                style.bg(shown(background, *depth))
            }
            Colors::None | Colors::Sixteen(..) => Style::new().add_modifier(Modifier::REVERSED),
        }
    }
}

/// Whether every role of the palette can be read on that background.
fn suits(palette: &Palette, background: Option<Rgb>) -> bool {
    background.is_some_and(|background| {
        Role::ALL
            .iter()
            .filter(|role| **role != Role::Mode)
            .filter(|role| **role != Role::Match || palette.hit.is_none())
            .all(|role| palette.of(*role).contrast(background) >= role_contrast(*role))
    })
}

/// Text needs the contrast of text, a mark that of a mark.
const fn role_contrast(role: Role) -> f64 {
    match role {
        Role::Bar | Role::BaseBar | Role::Hatch => 3.0,
        _ => LEAST_CONTRAST,
    }
}

/// The grounds of planes on the terminal's own background: as far from it as they are from the
/// palette's; one on which something could not be read is left out.
fn mixed(palette: &Palette, tints: &Tints, background: Rgb) -> [Option<Rgb>; 3] {
    let moved = |tint: Rgb| tint.moved(palette.background, background);
    let read = |tint: &Rgb| suits(palette, Some(*tint));
    // On the stub only plain text stands.
    let is_plain_read = |tint: &Rgb| palette.of(Role::Plain).contrast(*tint) >= LEAST_CONTRAST;
    [
        Some(moved(tints.panel)).filter(read),
        Some(moved(tints.band)).filter(read),
        Some(moved(tints.stub)).filter(is_plain_read),
    ]
}

fn shown(rgb: Rgb, depth: Depth) -> Color {
    match depth {
        Depth::True => rgb.into(),
        Depth::Indexed | Depth::Sixteen => rgb.indexed(),
    }
}

#[cfg(test)]
mod tests;
