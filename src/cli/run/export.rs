//! What `export` and the explorer write to files, and which budget lines are chosen.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use directories::BaseDirs;

use super::Opened;
use super::query;
use super::target;
use crate::cli::args::{Choice, ExportFormat};
use crate::error::{Error, Usage};
use crate::explorer::{Export, Exported, Form};
use crate::lang::Lang;
use crate::ledger::{LineSort, Scope, sort_lines_turned};
use crate::model::{Library, NodeId};
use crate::output::chart::{self, Ground, Picture};
use crate::output::rows::Cells;
use crate::output::{About, Look, Selection, handout, json, markdown, rows, xlsx};
use crate::search::{Engine, MatchRule, Query, Question};
use crate::store::files;

/// Most names tried beside one that is taken.
const MOST_NAMES: u32 = 1000;

/// What was chosen, and what it is of.
#[derive(Clone, Debug)]
pub struct Chosen {
    /// The lines with what stands above them.
    pub selection: Selection,
    /// How they were chosen.
    pub about: About,
    /// The question that chose them, where it asks for an order.
    question: Option<Question>,
}

impl Chosen {
    /// The lines in that order; where none is named, in the one that a question asks for, else in that
    /// of the document.
    pub fn in_order(
        &self,
        opened: &Opened,
        (sort, turned): (Option<LineSort>, bool),
    ) -> Vec<NodeId> {
        let asked = self.question.as_ref().and_then(Question::order);
        let asked = asked.filter(|_| sort.is_none()).unwrap_or_default();
        let (sort, turned) = (sort.unwrap_or(asked.0), asked.1 != turned);
        let library = &opened.library;
        let mut lines = self.selection.lines(library);
        sort_lines_turned(library, &mut lines, sort, turned, &opened.names());
        lines
    }

    /// How they were chosen, with the order that a question asks for.
    fn about_in_order(&self, lang: Lang) -> About {
        let order = self.question.as_ref().and_then(Question::in_order);
        About {
            chosen: order.map_or_else(String::new, |order| order.get(lang).to_owned()),
            ..self.about.clone()
        }
    }
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

/// The lines at or below the node that are of any of the sorts asked for and that the query is
/// about by its rule; everything where neither is given; less what is at or below the addresses
/// taken out.
///
/// # Errors
/// For a query that cannot be read, or that no line answers.
pub fn choose(opened: &Opened, scope: NodeId, choice: &Choice) -> Result<Chosen, Error> {
    let library = &opened.library;
    let without = less(opened, &choice.without.without)?;
    let only = &choice.only;
    let asked = choice.query.as_deref().map(query::parsed).transpose()?;
    let question = asked.as_ref().and_then(Query::question).cloned();
    let chosen = |sums: Scope| Chosen {
        question: question.clone(),
        about: About {
            scope: Some(scope),
            query: choice.query.clone().map(|typed| (typed, choice.rule)),
            only: only.clone(),
            without: sums.without().to_vec(),
            ..About::default()
        },
        selection: Selection::of(scope, sums),
    };
    if only.is_empty() && choice.query.is_none() {
        return Ok(chosen(without));
    }
    let span = scope..library.node(scope).end;
    let passes = |id: &NodeId| {
        let of_sort = only.iter().any(|sort| sort.matches(library, *id));
        span.contains(id) && (only.is_empty() || of_sort)
    };
    let Some(asked) = &asked else {
        let lines: Vec<NodeId> = library.budget_lines(scope).filter(passes).collect();
        if lines.is_empty() {
            return Err(query::none_of(opened, only));
        }
        return Ok(chosen(Scope::new(library, Some(lines), without.without())));
    };
    let engine = Engine::new();
    let lines = |rule: MatchRule| -> Vec<NodeId> {
        let lines = engine.lines(library, asked, rule);
        lines.into_iter().filter(passes).collect()
    };
    let found = lines(choice.rule);
    if found.is_empty() {
        let wider = lines(MatchRule::All).len();
        return Err(no_lines(opened, &engine, asked, choice.rule, wider));
    }
    Ok(chosen(Scope::new(library, Some(found), without.without())))
}

/// Why no line answers a query: nothing is written as typed, or only farther above than the rule
/// goes, or there is nothing at all.
fn no_lines(
    opened: &Opened,
    engine: &Engine,
    query: &Query,
    rule: MatchRule,
    wider: usize,
) -> Error {
    let unwritten = engine.search(&opened.library, query, Some(0)).unwritten;
    let (typed, path) = (query.text(), opened.source.path.clone());
    if !unwritten.is_empty() {
        let unwritten_text = |lang| -> String {
            let each: Vec<String> = unwritten.iter().map(|one| one.text(lang)).collect();
            each.join(" / ")
        };
        let (mut ja, mut en) = (unwritten_text(Lang::Ja), unwritten_text(Lang::En));
        let instead = query.taking_in(&unwritten);
        if instead != typed {
            ja.push_str(&format!("（その行なら --query \"{instead}\" とします）"));
            en.push_str(&format!(" (for those lines: --query \"{instead}\")"));
        }
        return Error::NothingAsTyped { path, ja, en };
    }
    if wider > 0 {
        let (ja, en) = (rule.text().ja, rule.text().en);
        return Error::NothingAsTyped {
            path,
            ja: format!("「{typed}」に当たる行は、{ja}にはありません（--match all なら{wider}件）"),
            en: format!("no line matches '{typed}' by {en} (--match all: {wider})"),
        };
    }
    opened.nothing_answers(query, typed)
}

/// Every budget line less what stands at or below these addresses.
///
/// # Errors
/// For an address that is none, that the document does not have, or that is the whole document.
pub fn less(opened: &Opened, without: &[String]) -> Result<Scope, Error> {
    let mut sums = Scope::all();
    for typed in without {
        let node = opened.find(Some(typed))?;
        if node == opened.root() {
            return Err(Error::Usage(Usage::WithoutAll));
        }
        sums.take_out(&opened.library, node);
    }
    Ok(sums)
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
    let Chosen {
        selection, about, ..
    } = chosen;
    let lines = chosen.in_order(opened, (None, false));
    let without = about.without.as_slice();
    let raw = shape.raw;
    let table = |out: &mut dyn Write, tabs| {
        target::begin(out, shape.bom)?;
        rows::write_cells(out, library, &lines, without, Cells { tabs, raw })
    };
    match shape.format {
        ExportFormat::Json => json::write_selection(out, library, selection, about),
        ExportFormat::Jsonl => rows::write_jsonl(out, library, &lines, without),
        ExportFormat::Csv => table(out, false),
        ExportFormat::Tsv => table(out, true),
        ExportFormat::Markdown => markdown::write_selection(out, look, library, selection, about),
        ExportFormat::Xlsx => xlsx::write(
            out,
            look,
            library,
            &lines,
            &chosen.about_in_order(look.lang),
        ),
        ExportFormat::Parquet => rows::write_parquet(out, library, &lines, without),
    }
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
    let failure = |path: &Path, why: io::Error| {
        let path = path.display();
        let text = match lang {
            Lang::Ja => {
                format!("書き出せません: {path}: {why}。場所・権限・空き容量を確かめてください")
            }
            Lang::En => {
                format!("Cannot write {path}: {why}; check folder, permissions and free space")
            }
        };
        io::Error::new(why.kind(), text)
    };
    let path = files::create(names(&asked), |out| fill(out, &look, library, wanted))
        .map_err(|why| failure(&asked, why))?;
    let count = match &wanted.what {
        Exported::Lines { lines, .. } => lines.len(),
        Exported::Marks { marks, .. } => marks.len(),
        Exported::Card { .. } => 1,
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
        Exported::Card { node, dark } => {
            let ground = if *dark { Ground::Dark } else { Ground::Light };
            let card = chart::svg(look, library, *node, Picture::Card, ground)?;
            out.write_all(card.as_bytes())
        }
        Exported::Marks { marks, sums, about } => {
            let marks: Vec<(NodeId, String)> =
                marks.iter().map(|m| (m.node, m.note.clone())).collect();
            handout::write_marks(out, look, library, &marks, (sums, about))
        }
        Exported::Lines {
            lines,
            scope,
            about,
            without,
        } => {
            let about = About {
                scope: *scope,
                chosen: about.clone(),
                without: without.clone(),
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
    let without = about.without.as_slice();
    match form {
        Form::Csv | Form::Tsv => {
            let (tabs, raw) = (form == Form::Tsv, false);
            target::begin(out, true)?;
            rows::write_cells(out, library, lines, without, Cells { tabs, raw })
        }
        Form::Jsonl => rows::write_jsonl(out, library, lines, without),
        Form::Json => json::write_value(out, &rows::rows(library, lines, without)),
        Form::Xlsx => xlsx::write(out, look, library, lines, about),
        // Lines are no picture; the field does not take such a name.
        Form::Markdown | Form::Svg => handout::write_lines(out, look, library, lines, about),
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

/// The name asked for, and the same with numbers.
fn names(asked: &Path) -> impl Iterator<Item = PathBuf> {
    let stem = asked.file_stem().unwrap_or_default().to_string_lossy();
    let ending = asked.extension().unwrap_or_default().to_string_lossy();
    let numbered = move |number| asked.with_file_name(format!("{stem}-{number}.{ending}"));
    std::iter::once(asked.to_owned()).chain((2..MOST_NAMES).map(numbered))
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
                without: Vec::new(),
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
    fn what_was_taken_out_stands_in_the_file() {
        let directory = tempfile::tempdir().unwrap();
        let out = vec![node(&SEED, "11.2.1#1")];
        let write = |name: &str, form, what| {
            let path = directory.path().join(name);
            let wanted = Export {
                path: path.display().to_string(),
                form,
                what,
            };
            save(&SEED, &Look::default(), &wanted, Lang::Ja).unwrap();
            std::fs::read_to_string(path).unwrap()
        };
        let lines = Exported::Lines {
            scope: None,
            lines: vec![node(&SEED, "1.2.1#1")],
            about: String::new(),
            without: out.clone(),
        };
        let csv = write("a.csv", Form::Csv, lines.clone());
        assert!(csv.trim_end().ends_with(",11.2.1#1"), "{csv}");
        let json = write("a.json", Form::Json, lines);
        assert!(json.contains("\"without\": ["), "{json}");
        let sums = Scope::new(&SEED, None, &out);
        let marks = Exported::Marks {
            marks: vec![crate::explorer::Mark::new(&SEED, node(&SEED, "III"))],
            about: crate::cite::without(&SEED, sums.without(), Lang::Ja),
            sums,
        };
        let report = write("a.md", Form::Markdown, marks);
        let citation = report.lines().find(|line| line.starts_with("- 出典: "));
        let citation = citation.unwrap();
        assert!(citation.contains("、2.1億円、"), "{citation}");
        assert!(citation.contains("番地 III（「地方交付税"), "{citation}");
        assert!(!report.contains("168,002.1"), "{report}");
    }

    #[test]
    fn the_home_directory_has_its_sign() {
        let path = at_home("~/a.csv");
        assert!(path.is_absolute() && path.ends_with("a.csv"), "{path:?}");
        assert_eq!(at_home("~a.csv"), Path::new("~a.csv"));
    }
}
