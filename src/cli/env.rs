//! What the arguments mean here: language, colour, width, and which front end to start.

use std::env;
use std::ffi::{OsStr, OsString};
use std::io::IsTerminal;
use std::path::Path;

use super::args::{A11y, AmbiguousWidth, Global, When};
use crate::lang::Lang;
use crate::output::Look;
use crate::text::Ruler;

/// The surroundings of the process, read once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// The locale in force: `LC_ALL`, else `LC_MESSAGES`, else `LANG`; empty where none is set.
    pub locale: String,
    /// `NO_COLOR` is set to something, or `CLICOLOR` to 0.
    pub no_color: bool,
    /// `TERM=dumb`, or a terminal that does not say what it is.
    pub dumb: bool,
    /// `SHISAKU_A11Y`.
    pub shisaku_a11y: Option<String>,
    /// `ACCESSIBLE`.
    pub accessible: Option<String>,
    /// Standard output is a terminal.
    pub terminal: bool,
    /// Standard input is a terminal.
    pub typing: bool,
    /// `CI` is set: whatever the terminal, nobody is at it.
    pub ci: bool,
}

/// Which front end answers when no command is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrontEnd {
    /// The full-screen explorer.
    Explorer,
    /// The full-screen explorer in one column, without borders and bars.
    PlainExplorer,
    /// The line-based reading mode.
    Reading,
    /// The outline, for a pipe.
    Outline,
}

impl Surroundings {
    /// Those of this process.
    #[must_use]
    pub fn here() -> Self {
        let word = |name: &str| {
            env::var_os(name)
                .filter(|value| !value.is_empty())
                .map(|value| value.to_string_lossy().into_owned())
        };
        Self {
            locale: ["LC_ALL", "LC_MESSAGES", "LANG"]
                .into_iter()
                .find_map(word)
                .unwrap_or_default(),
            no_color: word("NO_COLOR").is_some() || word("CLICOLOR").is_some_and(|w| w == "0"),
            dumb: word("TERM").is_some_and(|term| term == "dumb"),
            shisaku_a11y: word("SHISAKU_A11Y"),
            accessible: word("ACCESSIBLE"),
            terminal: std::io::stdout().is_terminal(),
            typing: std::io::stdin().is_terminal(),
            ci: word("CI").is_some_and(|word| accessible_word(&word).is_some()),
        }
    }

    /// Whether a person is there to be asked.
    #[must_use]
    pub const fn has_listener(&self) -> bool {
        self.terminal && self.typing && !self.ci
    }

    /// The interface's language: `--lang`, else the locale.
    #[must_use]
    pub fn lang(&self, asked: Option<Lang>) -> Lang {
        asked.unwrap_or_else(|| Lang::from_locale(&self.locale))
    }

    /// How plain text output looks.
    #[must_use]
    pub fn look(&self, global: &Global) -> Look {
        let color = !self.dumb
            && match global.color {
                When::Always => true,
                When::Never => false,
                When::Auto => self.terminal && !self.no_color,
            };
        let columns = match global.ambiguous_width {
            AmbiguousWidth::Two => 2,
            AmbiguousWidth::Auto | AmbiguousWidth::One => 1,
        };
        let width = global.columns().or_else(|| {
            let asks = self.terminal && global.width.is_none();
            asks.then(crossterm::terminal::size)
                .and_then(Result::ok)
                .map(|(columns, _)| usize::from(columns).max(20))
        });
        Look {
            lang: self.lang(global.lang.map(Into::into)),
            color,
            width,
            ruler: Ruler::with_ambiguous_width(columns),
            ascii: global.ascii,
        }
    }

    /// What to start when no command is given: `--text`, `--a11y`, `SHISAKU_A11Y`, `ACCESSIBLE`
    /// in this order; a dumb terminal gets the reading mode, no terminal the outline.
    #[must_use]
    pub fn front_end(&self, global: &Global) -> FrontEnd {
        let asked = global
            .text
            .then_some(A11y::Text)
            .or(global.a11y)
            .or_else(|| self.shisaku_a11y.as_deref().and_then(a11y_word))
            .or_else(|| self.accessible.as_deref().and_then(accessible_word));
        match asked {
            // Asked for in so many words, it works in a pipe too.
            Some(A11y::Text) if global.text || global.a11y.is_some() => FrontEnd::Reading,
            _ if !self.terminal => FrontEnd::Outline,
            Some(A11y::Text) => FrontEnd::Reading,
            // Nobody types; only a document read from there leaves the terminal's own keys.
            _ if !self.typing && global.document() != Some(Path::new("-")) => FrontEnd::Outline,
            _ if self.dumb => FrontEnd::Reading,
            Some(A11y::Tui) => FrontEnd::PlainExplorer,
            Some(A11y::Off) | None => FrontEnd::Explorer,
        }
    }
}

fn a11y_word(word: &str) -> Option<A11y> {
    match word.to_ascii_lowercase().as_str() {
        "text" | "1" => Some(A11y::Text),
        "tui" => Some(A11y::Tui),
        "off" | "0" => Some(A11y::Off),
        _ => None,
    }
}

/// `ACCESSIBLE=1` is what other programs read; `0` and the like say no.
fn accessible_word(word: &str) -> Option<A11y> {
    match word.to_ascii_lowercase().as_str() {
        "0" | "false" | "no" | "off" => None,
        _ => Some(A11y::Text),
    }
}

/// The language that the raw arguments ask for, needed before they are parsed so that help and
/// errors speak it.
#[must_use]
pub fn lang_in(arguments: &[OsString]) -> Option<Lang> {
    let word = |text: &OsStr| match text.to_str() {
        Some("ja") => Some(Lang::Ja),
        Some("en") => Some(Lang::En),
        _ => None,
    };
    let mut found = None;
    let mut arguments = arguments.iter().take_while(|a| *a != "--").peekable();
    while let Some(argument) = arguments.next() {
        if argument == "--lang" {
            found = arguments.peek().and_then(|next| word(next)).or(found);
        } else if let Some(value) = argument.to_str().and_then(|a| a.strip_prefix("--lang=")) {
            found = word(OsStr::new(value)).or(found);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::cli::args::Arguments;

    fn global(arguments: &str) -> Global {
        let words = std::iter::once("shisaku").chain(arguments.split_whitespace());
        Arguments::try_parse_from(words).unwrap().global
    }

    fn terminal() -> Surroundings {
        Surroundings {
            terminal: true,
            typing: true,
            ..Surroundings::default()
        }
    }

    #[test]
    fn the_front_end_follows_terminal_and_wishes() {
        let dumb = Surroundings {
            dumb: true,
            ..terminal()
        };
        let accessible = Surroundings {
            accessible: Some("1".into()),
            ..terminal()
        };
        let pipe = Surroundings::default();
        let fed = Surroundings {
            typing: false,
            ..terminal()
        };
        for (surroundings, arguments, front_end) in [
            (&terminal(), "", FrontEnd::Explorer),
            (&terminal(), "--text", FrontEnd::Reading),
            (&terminal(), "--a11y tui", FrontEnd::PlainExplorer),
            (&dumb, "", FrontEnd::Reading),
            (&dumb, "--a11y tui", FrontEnd::Reading),
            (&accessible, "", FrontEnd::Reading),
            (&accessible, "--a11y off", FrontEnd::Explorer),
            (&fed, "", FrontEnd::Outline),
            (&fed, "--a11y tui", FrontEnd::Outline),
            (&fed, "--file -", FrontEnd::Explorer),
            (&pipe, "", FrontEnd::Outline),
            (&pipe, "--text", FrontEnd::Reading),
        ] {
            assert_eq!(
                surroundings.front_end(&global(arguments)),
                front_end,
                "{arguments} {surroundings:?}"
            );
        }
    }

    #[test]
    fn only_a_person_at_a_terminal_is_asked() {
        assert!(terminal().has_listener());
        for change in [
            |s: &mut Surroundings| s.terminal = false,
            |s: &mut Surroundings| s.typing = false,
            |s: &mut Surroundings| s.ci = true,
        ] {
            let mut surroundings = terminal();
            change(&mut surroundings);
            assert!(!surroundings.has_listener(), "{surroundings:?}");
        }
    }

    #[test]
    fn colour_obeys_no_color_and_dumb_terminals() {
        let no_color = Surroundings {
            no_color: true,
            ..terminal()
        };
        let dumb = Surroundings {
            dumb: true,
            ..terminal()
        };
        for (surroundings, arguments, color) in [
            (&terminal(), "", true),
            (&terminal(), "--color never", false),
            (&no_color, "", false),
            (&no_color, "--color always", true),
            (&dumb, "--color always", false),
            (&Surroundings::default(), "", false),
            (&Surroundings::default(), "--color always", true),
        ] {
            assert_eq!(surroundings.look(&global(arguments)).color, color);
        }
    }

    #[test]
    fn the_language_is_known_before_parsing() {
        let lang = |words: &str| {
            let words: Vec<OsString> = words.split_whitespace().map(Into::into).collect();
            lang_in(&words)
        };
        assert_eq!(lang("show 1 --lang en"), Some(Lang::En));
        assert_eq!(lang("--lang=ja outline"), Some(Lang::Ja));
        assert_eq!(lang("search -- --lang en"), None);
        assert_eq!(lang("--lang"), None);
    }
}
