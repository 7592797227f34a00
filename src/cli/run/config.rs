//! `shisaku config`: the settings in force, and changes to the file that keeps them.

use std::io::Write;

use serde::Serialize;

use crate::cli::args::{ConfigFormat, Global};
use crate::cli::config_file::{ChangeError, ConfigFile};
use crate::cli::env::Surroundings;
use crate::config::{Complaint, EditError, NAMES, Name, Source, Wrong};
use crate::error::{Error, Usage};
use crate::lang::{Lang, Text};
use crate::output::json;
use crate::text::{Ruler, shown};

/// What was asked for.
pub struct Asked<'a> {
    /// Only the file's path.
    pub path: bool,
    /// Settings to keep, `name=value`.
    pub set: &'a [String],
    /// Settings to take out.
    pub unset: &'a [String],
    /// Form of the output.
    pub format: ConfigFormat,
}

const FILE: Text = Text::new("設定ファイル", "configuration file");
const MISSING: Text = Text::new("まだありません", "not there yet");
const NOWHERE: Text = Text::new("（置き場所がありません）", "(no place for it here)");
const KEYS: Text = Text::new("変えたキー", "rebound keys");
const NO_KEYS: Text = Text::new("（キーなし）", "(no key)");

/// Prints or changes the settings.
///
/// # Errors
/// When a wish makes no sense or the file cannot be written.
pub fn run(
    out: &mut dyn Write,
    asked: &Asked<'_>,
    global: &Global,
    surroundings: &Surroundings,
) -> Result<u8, Error> {
    let lang = surroundings.decide(global).language.value;
    let file = &surroundings.config;
    if !asked.set.is_empty() || !asked.unset.is_empty() {
        change(file, asked, lang)?;
        let path = file.path.as_deref().unwrap_or_else(|| "".as_ref());
        writeln!(out, "{}", shown(&path.to_string_lossy()))?;
        out.flush()?;
        return Ok(0);
    }
    if asked.path {
        // As it is, for other programs.
        let path = file.path.as_deref().unwrap_or_else(|| "".as_ref());
        writeln!(out, "{}", path.display())?;
        out.flush()?;
        return Ok(0);
    }
    match asked.format {
        ConfigFormat::Text => write_text(out, global, surroundings, lang)?,
        ConfigFormat::Json => write_json(out, global, surroundings, lang)?,
    }
    out.flush()?;
    // As for arguments that make no sense: what is in force has been printed all the same.
    Ok(if file.is_wrong() { 2 } else { 0 })
}

fn change(file: &ConfigFile, asked: &Asked<'_>, lang: Lang) -> Result<(), Error> {
    let mut wishes = Vec::new();
    for wish in asked.set {
        let (key, word) = wish.split_once('=').ok_or_else(|| no_value(wish, lang))?;
        wishes.push((name(key.trim(), lang)?, Some(word.trim().to_owned())));
    }
    for key in asked.unset {
        wishes.push((name(key.trim(), lang)?, None));
    }
    file.change(&wishes).map_err(|why| match why {
        ChangeError::Io(why) => Error::Unwritable {
            path: file.path.as_ref().map(|p| p.to_string_lossy().into_owned()),
            why,
        },
        ChangeError::Edit(why @ EditError::Value(..)) => usage(why.complaint().describe(lang)),
        ChangeError::Edit(why) => usage(file.line(&why.complaint(), lang)),
    })
}

fn usage(message: String) -> Error {
    Error::Usage(Usage::Arguments(message))
}

fn no_value(wish: &str, lang: Lang) -> Error {
    usage(match lang {
        Lang::Ja => format!("--set は 名前=値 の形にしてください（「{wish}」。例 a11y=text）"),
        Lang::En => format!("--set takes NAME=VALUE, such as a11y=text, not '{wish}'"),
    })
}

fn name(key: &str, lang: Lang) -> Result<Name, Error> {
    Name::of(key).ok_or_else(|| {
        let wrong = Wrong::UnknownSetting(key.to_owned());
        usage(Complaint { line: 0, wrong }.describe(lang))
    })
}

/// Where a setting comes from, for people.
fn source_text(source: &Source, lang: Lang) -> String {
    match (source, lang) {
        (Source::Option(name), Lang::Ja) => format!("引数 {name}"),
        (Source::Option(name), Lang::En) => format!("option {name}"),
        (Source::Environment(name), Lang::Ja) => format!("環境変数 {name}"),
        (Source::Environment(name), Lang::En) => format!("environment {name}"),
        (Source::File(line), Lang::Ja) => format!("設定ファイル {line}行目"),
        (Source::File(line), Lang::En) => format!("file, line {line}"),
        (Source::Default, Lang::Ja) => "既定".to_owned(),
        (Source::Default, Lang::En) => "default".to_owned(),
    }
}

fn write_text(
    out: &mut dyn Write,
    global: &Global,
    surroundings: &Surroundings,
    lang: Lang,
) -> Result<(), Error> {
    let ruler = Ruler::default();
    let file = &surroundings.config;
    let path = file.path.as_ref().map(|path| path.to_string_lossy());
    let path = path.map_or_else(|| NOWHERE.get(lang).to_owned(), |p| shown(&p).into_owned());
    let missing = match (file.exists, lang) {
        (true, _) => String::new(),
        (false, Lang::Ja) => format!("（{}）", MISSING.get(lang)),
        (false, Lang::En) => format!(" ({})", MISSING.get(lang)),
    };
    writeln!(out, "{}: {path}{missing}", FILE.get(lang))?;
    writeln!(out)?;
    let decided = surroundings.decide(global);
    for (name, value, source) in decided.entries() {
        let what = NAMES.iter().find(|(known, _, _)| *known == name);
        let what = what.map_or("", |(_, _, text)| text.get(lang));
        writeln!(
            out,
            "{} {} {} {what}",
            ruler.field(name.key(), 15),
            ruler.field(&value, 13),
            ruler.field(&source_text(source, lang), 24),
        )?;
    }
    let rebound = &file.config.keys;
    if rebound.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{}", KEYS.get(lang))?;
    let keymap = file.config.keymap();
    for row in keymap.rows().iter().filter(|row| row.rebound) {
        let line = rebound.iter().find(|r| r.action == row.binding.word);
        let source = Source::File(line.map_or(0, |r| r.line));
        let keys = match row.key_names() {
            names if names.is_empty() => NO_KEYS.get(lang).to_owned(),
            names => names,
        };
        writeln!(
            out,
            "{} {} {} {}",
            ruler.field(row.binding.word, 15),
            ruler.field(&keys, 13),
            ruler.field(&source_text(&source, lang), 24),
            row.binding.text.get(lang),
        )?;
    }
    Ok(())
}

#[derive(Serialize)]
struct Report {
    path: Option<String>,
    exists: bool,
    settings: Vec<Setting>,
    keys: Vec<Rebound>,
    diagnostics: Vec<Diagnostic>,
}

#[derive(Serialize)]
struct Setting {
    name: &'static str,
    value: String,
    source: Origin,
}

#[derive(Serialize)]
struct Origin {
    kind: &'static str,
    name: Option<&'static str>,
    line: Option<usize>,
}

#[derive(Serialize)]
struct Rebound {
    action: &'static str,
    keys: Vec<String>,
    line: usize,
}

#[derive(Serialize)]
struct Diagnostic {
    line: Option<usize>,
    message: String,
}

impl From<&Source> for Origin {
    fn from(source: &Source) -> Self {
        let (kind, name, line) = match source {
            Source::Option(name) => ("option", Some(*name), None),
            Source::Environment(name) => ("environment", Some(*name), None),
            Source::File(line) => ("file", None, Some(*line)),
            Source::Default => ("default", None, None),
        };
        Self { kind, name, line }
    }
}

fn write_json(
    out: &mut dyn Write,
    global: &Global,
    surroundings: &Surroundings,
    lang: Lang,
) -> Result<(), Error> {
    let file = &surroundings.config;
    let decided = surroundings.decide(global);
    let settings = decided.entries().map(|(name, value, source)| Setting {
        name: name.key(),
        value,
        source: source.into(),
    });
    let keymap = file.config.keymap();
    let keys = keymap.rows().iter().filter(|row| row.rebound);
    let keys = keys.map(|row| Rebound {
        action: row.binding.word,
        keys: row.keys.iter().map(ToString::to_string).collect(),
        line: {
            let found = file.config.keys.iter();
            let mut found = found.filter(|r| r.action == row.binding.word);
            found.next().map_or(0, |rebound| rebound.line)
        },
    });
    let unreadable = file.unreadable.iter().map(|why| Diagnostic {
        line: None,
        message: why.clone(),
    });
    let complaints = file.config.complaints.iter().map(|complaint| Diagnostic {
        line: Some(complaint.line),
        message: complaint.describe(lang),
    });
    let report = Report {
        path: file.path.as_ref().map(|p| p.to_string_lossy().into_owned()),
        exists: file.exists,
        settings: settings.collect(),
        keys: keys.collect(),
        diagnostics: unreadable.chain(complaints).collect(),
    };
    json::write_value(out, &report)?;
    Ok(())
}
