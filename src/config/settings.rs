//! The settings in force, each with where it comes from.
//!
//! Options, environment and file are layers of one shape; [`decide`] is the only place that
//! says which of them wins.

use super::values::{A11y, AmbiguousWidth, NAMES, Name, When, Word};
use crate::explorer::{Scale, ThemeName};
use crate::lang::Lang;
use crate::ledger::Counting;
use crate::text::Unit;

/// Where a setting comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Source {
    /// An option, as it is typed.
    Option(&'static str),
    /// An environment variable, by its name.
    Environment(&'static str),
    /// The configuration file, at that 1-based line.
    File(usize),
    /// Nobody said anything.
    #[default]
    Default,
}

/// A value and where it comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chosen<T> {
    /// The value.
    pub value: T,
    /// Where it comes from.
    pub source: Source,
}

macro_rules! settings {
    ($($(#[$doc:meta])* $field:ident: $kind:ty;)*) => {
        /// What one source says; most settings are not mentioned.
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct Layer {
            $($(#[$doc])* pub $field: Option<Chosen<$kind>>,)*
        }

        /// What is in force.
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct Decided {
            $($(#[$doc])* pub $field: Chosen<$kind>,)*
        }

        /// The first layer that mentions a setting decides it, else its default holds.
        #[must_use]
        pub fn decide(layers: &[&Layer]) -> Decided {
            Decided {
                $($field: layers
                    .iter()
                    .find_map(|layer| layer.$field.clone())
                    .unwrap_or_else(|| Chosen {
                        value: Decided::usual().$field,
                        source: Source::Default,
                    }),)*
            }
        }

        /// The defaults.
        struct Usual {
            $($field: $kind,)*
        }
    };
}

settings! {
    /// Language of the interface.
    language: Lang;
    /// Colours of the explorer.
    theme: ThemeName;
    /// When to use colour.
    color: When;
    /// Bar scale.
    scale: Scale;
    /// Unit of amounts in the explorer.
    unit: Unit;
    /// How relisted money counts.
    counting: Counting;
    /// Whether only ASCII is drawn.
    ascii: bool;
    /// Columns of ambiguous characters.
    ambiguous_width: AmbiguousWidth;
    /// Whether the mouse is listened to.
    mouse: bool;
    /// The accessible interface.
    a11y: A11y;
    /// Whether the reading mode gives names in kana.
    yomi: bool;
    /// Whether the base year is called the year before where it is to be heard.
    year_before: bool;
    /// Columns to wrap at; none leaves it to the terminal.
    columns: Option<u16>;
}

impl<T> Chosen<T> {
    /// A value from an option.
    pub const fn option(value: T, name: &'static str) -> Self {
        Self {
            value,
            source: Source::Option(name),
        }
    }

    /// A value from the environment.
    pub const fn environment(value: T, name: &'static str) -> Self {
        Self {
            value,
            source: Source::Environment(name),
        }
    }
}

impl Decided {
    const fn usual() -> Usual {
        Usual {
            language: Lang::Ja,
            theme: ThemeName::Auto,
            color: When::Auto,
            scale: Scale::Linear,
            unit: Unit::Oku,
            counting: Counting::Once,
            ascii: false,
            ambiguous_width: AmbiguousWidth::Auto,
            mouse: true,
            a11y: A11y::Off,
            yomi: false,
            year_before: false,
            columns: None,
        }
    }

    /// The word of a setting's value, and where it comes from. Columns that nobody set are
    /// `auto`.
    #[must_use]
    pub fn entry(&self, name: Name) -> (String, &Source) {
        fn of<T: Word>(chosen: &Chosen<T>) -> (String, &Source) {
            (chosen.value.word().to_owned(), &chosen.source)
        }
        match name {
            Name::Language => of(&self.language),
            Name::Theme => of(&self.theme),
            Name::Color => of(&self.color),
            Name::Scale => of(&self.scale),
            Name::Unit => of(&self.unit),
            Name::Counting => of(&self.counting),
            Name::Ascii => of(&self.ascii),
            Name::AmbiguousWidth => of(&self.ambiguous_width),
            Name::Mouse => of(&self.mouse),
            Name::A11y => of(&self.a11y),
            Name::Yomi => of(&self.yomi),
            Name::YearBefore => of(&self.year_before),
            Name::Columns => (
                self.columns
                    .value
                    .map_or_else(|| "auto".to_owned(), |n| n.to_string()),
                &self.columns.source,
            ),
        }
    }

    /// Every setting in the order of [`NAMES`], with its value's word and its source.
    pub fn entries(&self) -> impl Iterator<Item = (Name, String, &Source)> {
        NAMES.iter().map(|(name, _, _)| {
            let (value, source) = self.entry(*name);
            (*name, value, source)
        })
    }
}
