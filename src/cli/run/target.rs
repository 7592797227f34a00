//! Where an answer goes: standard output, or a file, and whether that file may be written.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use super::Opened;
use crate::cli::args::{ExportFormat, Output};
use crate::error::{Error, Usage};
use crate::store::files::{self, Access};

/// Endings that say what a file is; another ending says nothing.
const ENDINGS: [&str; 22] = [
    "parquet", "json", "jsonl", "ndjson", "csv", "tsv", "md", "markdown", "xlsx", "xls", "ods",
    "svg", "png", "pdf", "html", "gif", "jpg", "jpeg", "webp", "bmp", "tiff", "docx",
];

/// The file that is asked for; none for standard output.
fn file(output: &Output) -> Option<&Path> {
    output
        .output
        .as_deref()
        .filter(|path| *path != Path::new("-"))
}

/// Whether the answer goes to standard output.
#[must_use]
pub fn is_standard_output(output: &Output) -> bool {
    file(output).is_none()
}

fn ending(path: &Path) -> Option<String> {
    let ending = path.extension()?.to_string_lossy().to_ascii_lowercase();
    ENDINGS.contains(&ending.as_str()).then_some(ending)
}

/// The form of an export: that of `--format`, or what the file's ending says.
///
/// # Errors
/// Where the two say different things, or the ending is one of a form that is not written here.
pub fn form(asked: Option<ExportFormat>, output: &Output) -> Result<ExportFormat, Error> {
    let Some((path, ending)) = file(output).and_then(|path| Some((path, ending(path)?))) else {
        let form = asked.unwrap_or(ExportFormat::Json);
        return is_written(form).map(|()| form);
    };
    let said = ExportFormat::of_ending(&ending);
    match (said, asked) {
        (Some(said), None) => is_written(said).map(|()| said),
        (Some(said), Some(asked)) if said == asked => is_written(asked).map(|()| asked),
        _ => Err(Error::Usage(Usage::EndingClash {
            path: path.display().to_string(),
            form: asked.map_or("", ExportFormat::word).to_owned(),
        })),
    }
}

/// Refuses a form that this build does not write.
///
/// # Errors
/// As it says.
pub fn is_written(form: ExportFormat) -> Result<(), Error> {
    if form != ExportFormat::Parquet || crate::output::parquet::CAN {
        return Ok(());
    }
    Err(Error::usage(
        "この版は parquet を書けません: jsonl で書くか、--no-default-features を付けずに組み立ててください",
        "this build cannot write parquet: write jsonl, or build without `--no-default-features`",
    ))
}

/// Whether the file's ending asks for a PNG.
#[must_use]
pub fn is_png(output: &Output) -> bool {
    file(output)
        .and_then(ending)
        .is_some_and(|ending| ending == "png")
}

/// Refuses a name whose ending says something else than the only form that there is.
///
/// # Errors
/// As it says.
pub fn only_form(output: &Output, form: &str, endings: &[&str]) -> Result<(), Error> {
    let clash = file(output)
        .filter(|path| ending(path).is_some_and(|ending| !endings.contains(&ending.as_str())));
    match clash {
        Some(path) => Err(Error::Usage(Usage::EndingClash {
            path: path.display().to_string(),
            form: form.to_owned(),
        })),
        None => Ok(()),
    }
}

/// The byte order mark by which spreadsheets know UTF-8.
pub(super) fn begin(out: &mut dyn Write, bom: bool) -> io::Result<()> {
    let mark = if bom { "\u{feff}" } else { "" };
    out.write_all(mark.as_bytes())
}

/// Writes to the file that is asked for, or to standard output where none is. A document that is
/// being read is never replaced, another file only with `--force`.
///
/// # Errors
/// What keeps it from being written.
pub fn to(
    out: &mut dyn Write,
    output: &Output,
    opened: &Opened,
    write: impl Fn(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Error> {
    let Some(path) = file(output) else {
        return Ok(write(out)?);
    };
    let typed = path.display().to_string();
    if opened.paths().any(|read| is_same(path, &read)) {
        return Err(Error::Usage(Usage::IsBeingRead { path: typed }));
    }
    // Devices and pipes are no files that could be lost.
    let is_there = !files::is_of_system(path) && fs::metadata(path).is_ok_and(|f| f.is_file());
    if is_there && !output.force {
        return Err(Error::Usage(Usage::FileExists { path: typed }));
    }
    files::replace(path, Access::Usual, |out| write(out)).map_err(|why| Error::Unwritable {
        path: Some(typed),
        why,
    })
}

/// Whether both names are of one file, by whatever way: links, another spelling, standard input.
#[cfg(unix)]
fn is_same(a: &Path, b: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let read = if b == Path::new("-") {
        Path::new("/dev/stdin")
    } else {
        b
    };
    let of = |path: &Path| {
        let found = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
        Some((found.dev(), found.ino()))
    };
    of(a).is_some_and(|file| of(read) == Some(file))
}

/// Whether both names are of one file.
#[cfg(not(unix))]
fn is_same(a: &Path, b: &Path) -> bool {
    let of = |path: &Path| fs::canonicalize(path).ok();
    of(a).is_some_and(|file| of(b) == Some(file))
}
