//! What the arguments mean here: language, colour, width, and which front end to start.

use std::env;
use std::ffi::{OsStr, OsString};
use std::io::IsTerminal;
use std::path::Path;

use super::args::Global;
use super::config_file::ConfigFile;
use crate::config::{A11y, AmbiguousWidth, Chosen, Decided, Layer, Source, When, decide};
use crate::lang::Lang;
use crate::output::Look;
use crate::text::{Ruler, shown};

/// The surroundings of the process, read once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// The locale in force and the variable that says it: `LC_ALL`, else `LC_MESSAGES`, else
    /// `LANG`.
    pub locale: Option<(&'static str, String)>,
    /// The variable that wants no colour: `NO_COLOR` set to something, or `CLICOLOR=0`.
    pub no_color: Option<&'static str>,
    /// `TERM=dumb`, or a terminal that does not say what it is.
    pub dumb: bool,
    /// `TERM`.
    pub term: String,
    /// `COLORTERM`.
    pub colorterm: String,
    /// `COLORFGBG`, by which some terminals tell their background.
    pub colorfgbg: String,
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
    /// The configuration file.
    pub config: ConfigFile,
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
                .find_map(|name| Some((name, word(name)?))),
            no_color: word("NO_COLOR").map(|_| "NO_COLOR").or_else(|| {
                let off = word("CLICOLOR").filter(|word| word == "0");
                off.map(|_| "CLICOLOR")
            }),
            dumb: word("TERM").is_some_and(|term| term == "dumb"),
            term: word("TERM").unwrap_or_default(),
            colorterm: word("COLORTERM").unwrap_or_default(),
            colorfgbg: word("COLORFGBG").unwrap_or_default(),
            shisaku_a11y: word("SHISAKU_A11Y"),
            accessible: word("ACCESSIBLE"),
            terminal: std::io::stdout().is_terminal(),
            typing: std::io::stdin().is_terminal(),
            ci: word("CI").is_some_and(|word| accessible_word(&word).is_some()),
            config: ConfigFile::here(),
        }
    }

    /// Whether a person is there to be asked.
    #[must_use]
    pub const fn has_listener(&self) -> bool {
        self.terminal && self.typing && !self.ci
    }

    /// Every setting in force with its source: option, else environment, else configuration
    /// file, else locale (for the language), else the default.
    #[must_use]
    pub fn decide(&self, global: &Global) -> Decided {
        let file = &self.config.config.layer;
        decide(&[&options(global), &self.environment(), file, &self.usual()])
    }

    fn environment(&self) -> Layer {
        let no_color = self
            .no_color
            .map(|variable| Chosen::environment(When::Never, variable));
        let own = self.shisaku_a11y.as_deref().and_then(a11y_word);
        let common = self.accessible.as_deref().and_then(accessible_word);
        Layer {
            color: no_color,
            a11y: own
                .map(|mode| Chosen::environment(mode, "SHISAKU_A11Y"))
                .or_else(|| common.map(|mode| Chosen::environment(mode, "ACCESSIBLE"))),
            ..Layer::default()
        }
    }

    /// The locale is a habit of the whole system, so that what was written down for this
    /// program goes before it.
    fn usual(&self) -> Layer {
        let lang = self.locale.as_ref().map(|(variable, locale)| Chosen {
            value: Lang::from_locale(locale),
            source: Source::Environment(variable),
        });
        Layer {
            language: lang,
            ..Layer::default()
        }
    }

    /// What is wrong with the configuration file and the environment, one line each.
    #[must_use]
    pub fn complaints(&self, lang: Lang) -> Vec<String> {
        let mut out = self.config.complaints(lang);
        if let Some(word) = &self.shisaku_a11y
            && a11y_word(word).is_none()
        {
            let word = shown(word);
            out.push(match lang {
                Lang::Ja => format!(
                    "環境変数 SHISAKU_A11Y は「{word}」にできません。text, tui, off のどれかにしてください（yes, on, 1, true は text、no, 0, false は off と同じ）"
                ),
                Lang::En => format!("SHISAKU_A11Y cannot be '{word}'; use one of text, tui, off (yes, on, 1, true mean text; no, 0, false mean off)"),
            });
        }
        out
    }

    /// The interface's language, known before the arguments are read.
    #[must_use]
    pub fn lang(&self, asked: Option<Lang>) -> Lang {
        let option = Layer {
            language: asked.map(|lang| Chosen::option(lang, "--lang")),
            ..Layer::default()
        };
        let file = &self.config.config.layer;
        decide(&[&option, file, &self.usual()]).language.value
    }

    /// How plain text output looks.
    #[must_use]
    pub fn look(&self, global: &Global) -> Look {
        let decided = self.decide(global);
        let color = !self.dumb
            && match decided.color.value {
                When::Always => true,
                When::Never => false,
                When::Auto => self.terminal,
            };
        let columns = match decided.ambiguous_width.value {
            AmbiguousWidth::Two => 2,
            AmbiguousWidth::Auto | AmbiguousWidth::One => 1,
        };
        let screen = || {
            self.terminal
                .then(crate::tui::terminal_size)
                .and_then(Result::ok)
                .map(|(columns, _)| usize::from(columns).max(20))
        };
        // A kept width is for people: what goes into a pipe stays whole unless asked for here.
        let asked = &decided.columns;
        let explicit = matches!(asked.source, Source::Option(_));
        let width = match asked.value.filter(|_| self.terminal || explicit) {
            Some(columns) => Some(usize::from(columns)),
            None if explicit => None,
            None => screen(),
        };
        Look {
            lang: decided.language.value,
            color,
            width,
            ruler: Ruler::with_ambiguous_width(columns),
            ascii: decided.ascii.value,
        }
    }

    /// What to start when no command is given; a dumb terminal gets the reading mode, no
    /// terminal the outline.
    #[must_use]
    pub fn front_end(&self, global: &Global) -> FrontEnd {
        let a11y = self.decide(global).a11y;
        match a11y.value {
            // Asked for in so many words, it works in a pipe too.
            A11y::Text if matches!(a11y.source, Source::Option(_)) => FrontEnd::Reading,
            _ if !self.terminal => FrontEnd::Outline,
            A11y::Text => FrontEnd::Reading,
            // Nobody types; only a document read from there leaves the terminal's own keys.
            _ if !self.typing && global.document() != Some(Path::new("-")) => FrontEnd::Outline,
            _ if self.dumb => FrontEnd::Reading,
            A11y::Tui => FrontEnd::PlainExplorer,
            A11y::Off => FrontEnd::Explorer,
        }
    }
}

/// What the options say.
fn options(global: &Global) -> Layer {
    fn given<T>(value: Option<T>, name: &'static str) -> Option<Chosen<T>> {
        value.map(|value| Chosen::option(value, name))
    }
    Layer {
        language: given(global.lang.map(Into::into), "--lang"),
        theme: given(global.theme, "--theme"),
        color: given(global.color, "--color"),
        ascii: given(global.ascii.then_some(true), "--ascii"),
        ambiguous_width: given(global.ambiguous_width, "--ambiguous-width"),
        a11y: given(global.text.then_some(A11y::Text), "--text")
            .or_else(|| given(global.a11y, "--a11y")),
        yomi: given(global.yomi.then_some(true), "--yomi"),
        columns: given(global.width.map(|w| Some(w).filter(|w| *w > 0)), "--width"),
        ..Layer::default()
    }
}

fn a11y_word(word: &str) -> Option<A11y> {
    match word.to_ascii_lowercase().as_str() {
        "text" | "1" | "yes" | "y" | "on" | "true" | "はい" => Some(A11y::Text),
        "tui" => Some(A11y::Tui),
        "off" | "0" | "no" | "n" | "false" | "いいえ" => Some(A11y::Off),
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
mod tests;
