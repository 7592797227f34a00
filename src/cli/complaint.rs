//! The argument parser's many-line complaints as one line with the mend.

use std::path::Path;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::help;
use crate::lang::Lang;

/// What is wrong with the arguments and what mends it, in one line.
#[must_use]
pub fn one_line(error: &clap::Error, lang: Lang) -> String {
    let said = |kind| error.get(kind).map(words).filter(|text| !text.is_empty());
    let argument = said(ContextKind::InvalidArg).unwrap_or_default();
    let value = said(ContextKind::InvalidValue).unwrap_or_default();
    let what = match error.kind() {
        ErrorKind::UnknownArgument => match lang {
            Lang::Ja => format!("「{argument}」という引数はありません"),
            Lang::En => format!("there is no argument '{argument}'"),
        },
        ErrorKind::InvalidSubcommand => {
            let command = said(ContextKind::InvalidSubcommand).unwrap_or_default();
            match lang {
                Lang::Ja => format!("「{command}」という命令はありません"),
                Lang::En => format!("there is no command '{command}'"),
            }
        }
        ErrorKind::InvalidValue if value.is_empty() => match lang {
            Lang::Ja => format!("{argument} に値がありません"),
            Lang::En => format!("{argument} needs a value"),
        },
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => match lang {
            Lang::Ja => format!("{argument} の値「{value}」は使えません"),
            Lang::En => format!("{argument} cannot be '{value}'"),
        },
        ErrorKind::MissingRequiredArgument => match lang {
            Lang::Ja => format!("{argument} がありません"),
            Lang::En => format!("{argument} is missing"),
        },
        ErrorKind::ArgumentConflict => match lang {
            Lang::Ja => format!("{argument} は一度だけ、または単独で指定してください"),
            Lang::En => format!("give {argument} only once, or alone"),
        },
        _ => first_line(error),
    };
    let meant = (error.kind() == ErrorKind::UnknownArgument)
        .then(|| meant(&argument, lang))
        .flatten();
    format!("{what}{}", meant.unwrap_or_else(|| mend(error, lang)))
}

fn mend(error: &clap::Error, lang: Lang) -> String {
    let suggestion = [
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
    ]
    .into_iter()
    .find_map(|kind| error.get(kind))
    .map(nearest);
    let valid = error.get(ContextKind::ValidValue).map(words);
    let valid = valid.or_else(|| values(error));
    let why = std::error::Error::source(error);
    if why.is_some_and(|why| why.is::<std::num::ParseIntError>()) {
        return match lang {
            Lang::Ja => "。1以上の数にしてください".to_owned(),
            Lang::En => "; use a number of 1 or more".to_owned(),
        };
    }
    match (suggestion, valid.filter(|v| !v.is_empty()), lang) {
        (Some(near), None, Lang::Ja) => format!("。「{near}」ではありませんか（shisaku --help）"),
        (Some(near), None, Lang::En) => format!("; did you mean '{near}'? (shisaku --help)"),
        (_, Some(valid), Lang::Ja) => format!("。{valid} のどれかにしてください"),
        (_, Some(valid), Lang::En) => format!("; use one of {valid}"),
        (None, None, Lang::Ja) => "（使い方は shisaku --help）".to_owned(),
        (None, None, Lang::En) => " (see shisaku --help)".to_owned(),
    }
}

/// What a value may be, as its own parser says.
fn values(error: &clap::Error) -> Option<String> {
    let why = std::error::Error::source(error)?;
    let list = why.to_string();
    (error.kind() == ErrorKind::ValueValidation && list.contains(", ")).then_some(list)
}

/// What was meant by a word that is no argument: a document that stands behind its command, or an option
/// without its dashes.
fn meant(typed: &str, lang: Lang) -> Option<String> {
    if Path::new(typed).exists() {
        return Some(behind(typed, lang));
    }
    let command = help::command(lang);
    let mut options = command
        .get_subcommands()
        .flat_map(clap::Command::get_arguments);
    let is_option = options.any(|option| option.get_long() == Some(typed));
    is_option.then(|| match lang {
        Lang::Ja => format!("。「--{typed}」ではありませんか（shisaku --help）"),
        Lang::En => format!("; did you mean '--{typed}'? (shisaku --help)"),
    })
}

/// That documents stand before the command.
#[must_use]
pub fn behind(path: &str, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("。文書は命令の前に書きます: shisaku {path} …"),
        Lang::En => format!("; documents stand before the command: shisaku {path} …"),
    }
}

/// Of several the likest, which stands last.
fn nearest(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(list) => list.last().cloned().unwrap_or_default(),
        other => words(other),
    }
}

fn words(value: &ContextValue) -> String {
    match value {
        ContextValue::None => String::new(),
        ContextValue::Strings(list) => list.join(", "),
        other => other.to_string(),
    }
}

fn first_line(error: &clap::Error) -> String {
    let text = error.to_string();
    let line = text.lines().next().unwrap_or_default();
    line.strip_prefix("error: ").unwrap_or(line).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complaint(words: &str, lang: Lang) -> String {
        let words = std::iter::once("shisaku").chain(words.split_whitespace());
        one_line(
            &help::command(lang).try_get_matches_from(words).unwrap_err(),
            lang,
        )
    }

    #[test]
    fn complaints_are_one_line_with_the_mend() {
        for (words, ja, en) in [
            (
                "outlin",
                "「outlin」という命令はありません。「outline」ではありませんか（shisaku --help）",
                "there is no command 'outlin'; did you mean 'outline'? (shisaku --help)",
            ),
            (
                "lines --sot request",
                "「--sot」という引数はありません。「--sort」ではありませんか（shisaku --help）",
                "there is no argument '--sot'; did you mean '--sort'? (shisaku --help)",
            ),
            (
                "totals --format xml",
                "--format <FORMAT> の値「xml」は使えません。text, json, csv のどれかにしてください",
                "--format <FORMAT> cannot be 'xml'; use one of text, json, csv",
            ),
            (
                "show",
                "<ADDRESS> がありません（使い方は shisaku --help）",
                "<ADDRESS> is missing (see shisaku --help)",
            ),
            (
                "outline --depth 0",
                "--depth <N> の値「0」は使えません。1以上の数にしてください",
                "--depth <N> cannot be '0'; use a number of 1 or more",
            ),
            (
                "--bracket foo lines",
                "--bracket <MEANING> の値「foo」は使えません。base, change のどれかにしてください",
                "--bracket <MEANING> cannot be 'foo'; use one of base, change",
            ),
            (
                "cache clear",
                "「clear」という引数はありません。「--clear」ではありませんか（shisaku --help）",
                "there is no argument 'clear'; did you mean '--clear'? (shisaku --help)",
            ),
            (
                "read Cargo.toml",
                "「Cargo.toml」という引数はありません。文書は命令の前に書きます: shisaku Cargo.toml …",
                "there is no argument 'Cargo.toml'; documents stand before the command: shisaku Cargo.toml …",
            ),
        ] {
            assert_eq!(complaint(words, Lang::Ja), ja);
            assert_eq!(complaint(words, Lang::En), en);
        }
    }
}
