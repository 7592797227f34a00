//! `export --partition-by document`: every document of files and folders as a file of its rows, in a folder
//! of its own that says which document it is, as DuckDB and Spark read it.
//!
//! One document at a time is held on each processor. What is there already is left, so that a run that was
//! broken off goes on where it was; a document that cannot be read is told, and the others are written.

use std::collections::{HashMap, HashSet};
use std::io::Write;
use std::path::{Path, PathBuf};

use super::loading::is_of_folder;
use super::opened::at_once;
use super::target;
use super::unread;
use crate::cli::args::{Command, ExportFormat, Global};
use crate::cli::door::warn;
use crate::cli::input::Source;
use crate::cli::named::documents_in;
use crate::error::Error;
use crate::lang::Lang;
use crate::model::{Library, NodeId};
use crate::output::rows;
use crate::store::files::{self, Access};
use crate::text::{Harmless, shown};

/// What became of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Done {
    /// With what is to be said of its rows.
    Written(Vec<String>),
    /// Its file was there.
    Left,
}

/// Writes the files. False where the command asks for no such thing.
///
/// # Errors
/// For what does not fit together; and, when all others are written, of the first document that could
/// not be read or written.
pub(super) fn own(
    out: &mut dyn Write,
    command: Option<&Command>,
    global: &Global,
    lang: Lang,
) -> Result<bool, Error> {
    let Some(Command::Export {
        address,
        partition_by: Some(_),
        format,
        output,
        ..
    }) = command
    else {
        return Ok(false);
    };
    let format = format.unwrap_or(ExportFormat::Jsonl);
    if !matches!(format, ExportFormat::Jsonl | ExportFormat::Parquet) {
        return Err(Error::usage(
            "--partition-by で書けるのは jsonl と parquet です",
            "--partition-by writes jsonl or parquet",
        ));
    }
    target::is_written(format)?;
    let Some(folder) = output
        .output
        .as_deref()
        .filter(|_| !target::is_standard_output(output))
    else {
        return Err(Error::usage(
            "--partition-by には書く先のフォルダーが要ります: -o OUT/",
            "--partition-by needs a folder to write to: -o OUT/",
        ));
    };
    let documents = documents(global, address.as_deref())?;
    let places = places(&documents, folder, format);
    let jobs: Vec<(&PathBuf, PathBuf)> = documents.iter().zip(places).collect();
    let said = global.reading_choice();
    let done = at_once(&jobs, |(document, place)| -> Result<Done, Error> {
        if place.is_file() && !output.force {
            return Ok(Done::Left);
        }
        let source = Source::read(Some(document.as_path()), said)?;
        let library = Library::new(vec![source.document()?]);
        let path = source.path.clone();
        drop(source);
        write(&library, place, format).map_err(|why| Error::Unwritable {
            path: Some(place.display().to_string()),
            why,
        })?;
        let said = unread::beside_rows(&path, &library, lang);
        Ok(Done::Written(said))
    });
    let (mut written, mut left) = (0_usize, 0_usize);
    let (mut refused, mut notes) = (Vec::new(), Vec::new());
    for done in done {
        match done {
            Ok(Done::Written(said)) => {
                written += 1;
                notes.extend(said);
            }
            Ok(Done::Left) => left += 1,
            Err(why) => refused.push(why),
        }
    }
    let place = folder.to_string_lossy();
    let (place, unread) = (shown(&place), refused.len());
    match lang {
        Lang::Ja => writeln!(
            out,
            "{place}: {written}件を書き出しました。すでにあったもの{left}件、できなかったもの{unread}件"
        )?,
        Lang::En => writeln!(
            out,
            "{place}: {written} written, {left} were there, {unread} could not be"
        )?,
    }
    out.flush()?;
    for said in notes {
        warn(&Harmless::line(&said));
    }
    let mut refused = refused.into_iter();
    match refused.next() {
        None => Ok(true),
        Some(first) => {
            for why in refused {
                warn(&Harmless::line(&format!("shisaku: {}", why.describe(lang))));
            }
            Err(first)
        }
    }
}

/// The files that are named, before the command or behind it, and all documents of the folders.
fn documents(global: &Global, behind: Option<&str>) -> Result<Vec<PathBuf>, Error> {
    let named = |file: &&PathBuf| !is_of_folder(global, Some(file));
    let files = global.file.iter().filter(named);
    let mut documents: Vec<PathBuf> = files.cloned().collect();
    let folders = global.folders.iter().map(|named| named.path.clone());
    for path in folders.chain(behind.map(PathBuf::from)) {
        match documents_in(&path) {
            // A pipe may never end.
            Some(all) => documents.extend(all.into_iter().filter(|file| file.is_file())),
            None => documents.push(path),
        }
    }
    documents.sort();
    // Under two names it is one document still: who reads the folder would add its money twice.
    let mut seen = HashSet::new();
    documents.retain(|path| seen.insert(path.canonicalize().unwrap_or_else(|_| path.clone())));
    if documents.is_empty() {
        return Err(Error::usage(
            "--partition-by には文書かフォルダーが要ります: shisaku export フォルダー --partition-by document -o OUT/",
            "--partition-by needs documents or a folder: shisaku export FOLDER --partition-by document -o OUT/",
        ));
    }
    Ok(documents)
}

/// `OUT/document=NAME/lines.jsonl`: by the file's name, or by its path where two are called the same.
fn places(documents: &[PathBuf], folder: &Path, format: ExportFormat) -> Vec<PathBuf> {
    let name = |path: &Path| {
        path.file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned()
    };
    let mut names: HashMap<String, usize> = HashMap::new();
    for path in documents {
        *names.entry(name(path)).or_default() += 1;
    }
    let place = |path: &PathBuf| {
        let own = name(path);
        let own = match names.get(&own) {
            Some(1) => own,
            _ => path.display().to_string(),
        };
        let file = format!("lines.{}", format.word());
        folder
            .join(format!("document={}", encoded(&own)))
            .join(file)
    };
    documents.iter().map(place).collect()
}

/// The value of a partition as a name of a folder: what Hive's readers decode again.
fn encoded(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_control() || "\"#%'*/:=?\\{}[]^<>|".contains(c) {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                out.push_str(&format!("%{byte:02X}"));
            }
        } else {
            out.push(c);
        }
    }
    out
}

fn write(library: &Library, place: &Path, format: ExportFormat) -> std::io::Result<()> {
    let lines: Vec<NodeId> = library.budget_lines(NodeId(0)).collect();
    if let Some(folder) = place.parent() {
        std::fs::create_dir_all(folder)?;
    }
    files::replace(place, Access::Usual, |out| match format {
        ExportFormat::Parquet => rows::write_parquet(out, library, &lines, &[]),
        _ => rows::write_jsonl(out, library, &lines, &[]),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_say_which_document_they_are() {
        let documents = ["a/令和2年度 100%.txt", "a/x.txt", "b/x.txt"].map(PathBuf::from);
        let places = places(&documents, Path::new("out"), ExportFormat::Jsonl);
        let names: Vec<String> = places.iter().map(|p| p.display().to_string()).collect();
        assert_eq!(
            names,
            [
                "out/document=令和2年度 100%25.txt/lines.jsonl",
                "out/document=a%2Fx.txt/lines.jsonl",
                "out/document=b%2Fx.txt/lines.jsonl",
            ]
        );
    }
}
