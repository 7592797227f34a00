//! What `export` and the explorer write to files, and which budget lines are chosen.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use directories::BaseDirs;

use super::Opened;
use crate::cli::args::ExportFormat;
use crate::error::Error;
use crate::explorer::{Export, Exported, Form};
use crate::lang::Lang;
use crate::ledger::LineFilter;
use crate::model::{Library, NodeId};
use crate::output::rows::Cells;
use crate::output::{About, Look, Selection, handout, json, markdown, rows, xlsx};
use crate::search::{Engine, Query};

/// Most names tried beside one that is taken.
const MOST_NAMES: u32 = 1000;

/// What was chosen, and what it is of.
#[derive(Clone, Debug)]
pub struct Chosen {
    /// The lines with what stands above them.
    pub selection: Selection,
    /// How they were chosen.
    pub about: About,
}

/// The form that a choice is written in.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// The form itself.
    pub format: ExportFormat,
    /// A byte order mark goes before csv and tsv.
    pub bom: bool,
    /// Their cells stay as they are.
    pub raw: bool,
}

/// The lines at or below the node that are of any of those sorts and that the query is about;
/// everything where neither is given.
///
/// # Errors
/// For a query that cannot be read, or that no line answers.
pub fn choose(
    opened: &Opened,
    scope: NodeId,
    only: &[LineFilter],
    query: Option<&str>,
) -> Result<Chosen, Error> {
    let library = &opened.library;
    let about = About {
        scope: Some(scope),
        query: query.map(str::to_owned),
        only: only.to_vec(),
        ..About::default()
    };
    if only.is_empty() && query.is_none() {
        let selection = Selection::all(scope);
        return Ok(Chosen { selection, about });
    }
    let span = scope..library.node(scope).end;
    let lines: Vec<NodeId> = match query {
        Some(typed) => {
            let parsed = Query::parse(typed).map_err(super::query_error)?;
            Engine::new(library).lines(library, &parsed)
        }
        None => library.budget_lines(scope).collect(),
    };
    let passes = |id: &NodeId| {
        let of_sort = only.iter().any(|sort| sort.matches(library, *id));
        span.contains(id) && (only.is_empty() || of_sort)
    };
    let lines: Vec<NodeId> = lines.into_iter().filter(passes).collect();
    match query {
        Some(typed) if lines.is_empty() => Err(opened.nothing_found(typed)),
        _ => Ok(Chosen {
            selection: Selection::only(scope, lines),
            about,
        }),
    }
}

/// Writes what was chosen in that form.
///
/// # Errors
/// What `out` says.
pub fn write(
    out: &mut dyn Write,
    opened: &Opened,
    chosen: &Chosen,
    shape: Shape,
) -> io::Result<()> {
    let (library, look) = (&opened.library, &opened.look);
    let Chosen { selection, about } = chosen;
    let lines = selection.lines(library);
    let raw = shape.raw;
    let table = |out: &mut dyn Write, tabs| {
        begin(out, shape.bom)?;
        rows::write_cells(out, library, &lines, Cells { tabs, raw })
    };
    match shape.format {
        ExportFormat::Json => json::write_selection(out, library, selection, about),
        ExportFormat::Jsonl => rows::write_jsonl(out, library, &lines),
        ExportFormat::Csv => table(out, false),
        ExportFormat::Tsv => table(out, true),
        ExportFormat::Markdown => markdown::write_selection(out, look, library, selection, about),
        ExportFormat::Xlsx => xlsx::write(out, look, library, &lines, about),
    }
}

/// The byte order mark by which spreadsheets know UTF-8.
fn begin(out: &mut dyn Write, bom: bool) -> io::Result<()> {
    let mark = if bom { "\u{feff}" } else { "" };
    out.write_all(mark.as_bytes())
}

/// Writes the file that the explorer asks for and says in one line what became of it. A file
/// that is there already stays; the new one gets a number.
///
/// # Errors
/// When it could not be written; names the file.
pub fn save(library: &Library, look: &Look, wanted: &Export, lang: Lang) -> io::Result<String> {
    let look = Look {
        lang,
        // A file is as wide as it wants to be, and knows no colour.
        color: false,
        width: None,
        ..*look
    };
    let asked = at_home(&wanted.path);
    let told = |path: &Path, why: io::Error| {
        let path = path.display();
        let text = match lang {
            Lang::Ja => format!("書き出せません: {path}: {why}"),
            Lang::En => format!("Cannot write {path}: {why}"),
        };
        io::Error::new(why.kind(), text)
    };
    let (path, file) = create(&asked).map_err(|why| told(&asked, why))?;
    let mut out = BufWriter::new(file);
    let written = fill(&mut out, &look, library, wanted).and_then(|()| out.flush());
    if let Err(why) = written {
        // Half a file would pass for a whole one.
        drop(std::fs::remove_file(&path));
        return Err(told(&path, why));
    }
    let count = match &wanted.what {
        Exported::Lines { lines, .. } => lines.len(),
        Exported::Marks(marks) => marks.len(),
    };
    let (path, taken) = (path.display(), path != asked);
    Ok(match (lang, taken) {
        (Lang::Ja, false) => format!("{count}件を書き出しました: {path}"),
        (Lang::Ja, true) => {
            format!(
                "{count}件を書き出しました: {path} (同じ名のファイルがあるため番号を付けました)"
            )
        }
        (Lang::En, false) => format!("Wrote {count} to {path}"),
        (Lang::En, true) => format!("Wrote {count} to {path} (numbered: that name was taken)"),
    })
}

fn fill(out: &mut dyn Write, look: &Look, library: &Library, wanted: &Export) -> io::Result<()> {
    match &wanted.what {
        Exported::Marks(marks) => {
            let marks: Vec<(NodeId, String)> =
                marks.iter().map(|m| (m.node, m.note.clone())).collect();
            handout::write_marks(out, look, library, &marks)
        }
        Exported::Lines {
            lines,
            scope,
            about,
        } => {
            let about = About {
                scope: *scope,
                chosen: about.clone(),
                ..About::default()
            };
            fill_lines(out, look, library, (wanted.form, lines), &about)
        }
    }
}

fn fill_lines(
    out: &mut dyn Write,
    look: &Look,
    library: &Library,
    (form, lines): (Form, &[NodeId]),
    about: &About,
) -> io::Result<()> {
    match form {
        Form::Csv | Form::Tsv => {
            let (tabs, raw) = (form == Form::Tsv, false);
            begin(out, true)?;
            rows::write_cells(out, library, lines, Cells { tabs, raw })
        }
        Form::Jsonl => rows::write_jsonl(out, library, lines),
        Form::Json => json::write_value(out, &rows::rows(library, lines)),
        Form::Xlsx => xlsx::write(out, look, library, lines, about),
        Form::Markdown => handout::write_lines(out, look, library, lines, about),
    }
}

/// `~/a.csv` as a shell would read it.
fn at_home(typed: &str) -> PathBuf {
    let home = typed.strip_prefix("~/").zip(BaseDirs::new());
    home.map_or_else(
        || PathBuf::from(typed),
        |(rest, dirs)| dirs.home_dir().join(rest),
    )
}

/// Makes a new file of that name, or where there is one, of that name with a number.
fn create(asked: &Path) -> io::Result<(PathBuf, File)> {
    let stem = asked.file_stem().unwrap_or_default().to_string_lossy();
    let ending = asked.extension().unwrap_or_default().to_string_lossy();
    let mut path = asked.to_owned();
    for number in 2..MOST_NAMES {
        match File::create_new(&path) {
            Err(why) if why.kind() == io::ErrorKind::AlreadyExists => {
                path = asked.with_file_name(format!("{stem}-{number}.{ending}"));
            }
            made => return made.map(|file| (path, file)),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explorer::tests::support::{SEED, node};

    fn wanted(path: &Path, form: Form) -> Export {
        Export {
            path: path.display().to_string(),
            form,
            what: Exported::Lines {
                lines: vec![node(&SEED, "1.2.1#1")],
                scope: None,
                about: "消防".into(),
            },
        }
    }

    #[test]
    fn a_file_that_is_there_stays() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("表.csv");
        let save = || save(&SEED, &Look::default(), &wanted(&path, Form::Csv), Lang::Ja).unwrap();
        assert!(save().ends_with("表.csv"));
        std::fs::write(&path, "mine").unwrap();
        assert!(save().contains("表-2.csv"));
        assert!(save().contains("表-3.csv"));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "mine");
        let written = std::fs::read_to_string(directory.path().join("表-2.csv")).unwrap();
        assert!(written.starts_with("\u{feff}pillar,"), "{written}");
        assert!(written.contains("関係人口創出・拡大事業"));
    }

    #[test]
    fn what_cannot_be_written_is_told_with_its_name() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("none").join("a.md");
        let why = save(
            &SEED,
            &Look::default(),
            &wanted(&path, Form::Markdown),
            Lang::En,
        );
        let why = why.unwrap_err().to_string();
        assert!(
            why.starts_with("Cannot write ") && why.contains("a.md"),
            "{why}"
        );
        assert!(!path.exists());
    }

    #[test]
    fn every_form_is_what_it_says() {
        let directory = tempfile::tempdir().unwrap();
        let of = |form, name: &str| {
            let path = directory.path().join(name);
            save(&SEED, &Look::default(), &wanted(&path, form), Lang::Ja).unwrap();
            std::fs::read(path).unwrap()
        };
        assert!(of(Form::Xlsx, "a.xlsx").starts_with(b"PK"));
        let object: serde_json::Value =
            serde_json::from_slice(&of(Form::Jsonl, "a.jsonl")).unwrap();
        assert_eq!(object["id"], "1.2.1#1");
        let array: serde_json::Value = serde_json::from_slice(&of(Form::Json, "a.json")).unwrap();
        assert_eq!(array[0]["request_oku"], "8.1");
        let markdown = String::from_utf8(of(Form::Markdown, "a.md")).unwrap();
        assert!(markdown.contains("- 選び方: 消防"), "{markdown}");
        assert!(
            markdown.contains(
                "| `1.2.1#1` | 関係人口創出・拡大事業 | 8.1億円 | 5.1億円 | +3.0 | +58.8% |"
            ),
            "{markdown}"
        );
    }

    #[test]
    fn the_home_directory_has_its_sign() {
        let path = at_home("~/a.csv");
        assert!(path.is_absolute() && path.ends_with("a.csv"), "{path:?}");
        assert_eq!(at_home("~a.csv"), Path::new("~a.csv"));
    }
}
