//! What the roles of text look like.
//!
//! Colours only ever repeat what a sign or a word says already, so that everything can be read
//! without them.

use ratatui::style::{Color, Modifier, Style};

use crate::explorer::line::Role;

/// The looks of the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Theme {
    /// Whether colours may be used; else only bold, dim, underline and reverse.
    pub color: bool,
}

impl Theme {
    /// The style of a role.
    #[must_use]
    pub const fn style(self, role: Role) -> Style {
        let plain = Style::new();
        let style = match role {
            Role::Plain | Role::Amount | Role::Bar => plain,
            Role::Dim => plain.add_modifier(Modifier::DIM),
            Role::Strong => plain.add_modifier(Modifier::BOLD),
            Role::Match => plain.add_modifier(Modifier::BOLD.union(Modifier::UNDERLINED)),
            Role::Link => plain.add_modifier(Modifier::UNDERLINED),
            Role::Warning => plain.add_modifier(Modifier::BOLD),
            Role::Label | Role::Rise | Role::Fall | Role::Tag | Role::BaseBar | Role::Hatch => {
                plain
            }
        };
        if !self.color {
            return style;
        }
        // Blue and yellow rather than green and red: told apart by colour-blind eyes too.
        match role {
            Role::Label => style.fg(Color::Cyan),
            Role::Rise | Role::Bar => style.fg(Color::Blue),
            Role::Fall | Role::Warning => style.fg(Color::Yellow),
            Role::Tag => style.fg(Color::Magenta),
            Role::BaseBar | Role::Hatch => style.fg(Color::DarkGray),
            Role::Match => style.fg(Color::Green),
            _ => style,
        }
    }

    /// The style laid over the selected row of the pane that has the keys.
    #[must_use]
    pub const fn selected(self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    /// The style of the head line of a pane.
    #[must_use]
    pub const fn head(self, focused: bool) -> Style {
        if focused {
            Style::new().add_modifier(Modifier::UNDERLINED.union(Modifier::BOLD))
        } else {
            Style::new().add_modifier(Modifier::UNDERLINED)
        }
    }

    /// The style of the status line.
    #[must_use]
    pub const fn status(self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }
}
