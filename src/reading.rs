//! The line-based reading mode: a prompt on plain lines for screen readers, braille displays and
//! terminals that can do nothing else.
//!
//! Append only: no cursor movement, no colour, no carriage return, and nothing is printed until
//! a command asks. [`Session::answer`] is pure; [`run`] is a thin loop around it. This module
//! knows neither files nor the terminal; the line editor of `--edit` and Ctrl-C are `prompt`'s.

mod announced;
mod became;
mod command;
mod compare;
mod current;
mod figures;
mod find;
mod help;
mod input;
mod levels;
mod line;
mod listing;
mod mistakes;
pub mod oneshot;
mod operand;
mod place;
mod relisted;
mod render;
mod sentences;
mod session;
pub mod speech;
mod spelled;
mod state;
mod sums;
mod texts;
mod trace;
mod verb;
mod visit;
mod vocabulary;
mod waiting;
mod walk;

use std::io::{self, BufRead, Write};

pub use announced::{Position, RowLayout, Telling};
pub use became::Became;
pub use command::Command;
pub use compare::Difference;
pub use input::{LONGEST_COMMAND, Lines, PlainLines};
pub use line::Line;
pub use operand::{Part, Setting, Target, Verbosity};
pub use place::Place;
pub use relisted::originals;
pub use render::{Shape, render};
pub use session::{Ending, Session};
pub use state::{Finder, Found, Heard, PROMPT_CELLS, ReadingState};
pub use verb::Verb;
pub use visit::{Arrivals, Came, run_with};
pub use vocabulary::{COMMANDS, Entry};
pub use waiting::Waiting;

use self::state::{Aloud, NoFinder};
use crate::lang::Lang;
use crate::ledger::{EVERYTHING, Scope};
use crate::marks;
use crate::model::{DocumentInfo, Library, NodeId, Presence};
use crate::text::Harmless;

/// Why the reading mode is on; its first line says so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Reason {
    /// `shisaku read`.
    #[default]
    Command,
    /// An option such as `--text` or `--a11y text`.
    Option(String),
    /// An environment variable, by its name.
    Environment(String),
    /// The configuration file.
    Config,
    /// The terminal can only print lines (`TERM=dumb`).
    DumbTerminal,
    /// Standard input or output is no terminal.
    NoTerminal,
    /// Asked for from the full screen.
    Screen,
}

/// Keeps what a command has changed, and returns what is to be told about it.
pub type Keep<'a> = &'a dyn Fn(&Outcome) -> Option<String>;

/// How the reading mode runs.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// Language of the interface.
    pub lang: Lang,
    /// Widest line in cells; none leaves long lines to the terminal.
    pub columns: Option<usize>,
    /// Lines of a long answer told at once; 0 tells all.
    pub page: usize,
    /// Whether to print the prompt: off where no person is typing.
    pub prompt: bool,
    /// How much is told at first.
    pub verbosity: Verbosity,
    /// Why the mode is on.
    pub reason: &'a Reason,
    /// Where to start; none is the top of the first document.
    pub start: Option<&'a Place>,
    /// Places marked before.
    pub marks: &'a [Place],
    /// Notes of marked places.
    pub notes: &'a [(Place, String)],
    /// Kept marks that the documents do not have now.
    pub lost: &'a [marks::Entry],
    /// Whether `screen` can return to a full screen.
    pub has_screen: bool,
    /// What sums are of.
    pub sums: &'a Scope,
    /// The search engine.
    pub finder: &'a dyn Finder,
    /// Turns Japanese into kana, where `--yomi` asks for it.
    pub yomi: Option<&'a dyn Fn(&str) -> String>,
    /// Whether the base year is called the year before at first.
    pub year_before: bool,
    /// The unchanged source line: index of the document, 1-based line.
    pub source: Option<&'a dyn Fn(usize, u32) -> Option<String>>,
    /// What became of a node by review sheets, a sentence for each budget line; none where none are open.
    pub became: Option<Aloud<'a>>,
    /// Told while a line is awaited, so that an interrupt can say the prompt again.
    pub waiting: Option<&'a Waiting>,
    /// The roots of the earlier and the later document, where two are compared.
    pub compare: Option<(NodeId, NodeId)>,
    /// How wide the terminal is now, where lines are to be fitted to it; asked for each answer.
    pub screen: Option<&'a dyn Fn() -> Option<usize>>,
    /// Documents that are still being read.
    pub arrivals: Option<&'a dyn Arrivals>,
    /// Called after each command that changed place, marks or verbosity.
    pub keep: Option<Keep<'a>>,
}

impl std::fmt::Debug for Options<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Options")
            .field("lang", &self.lang)
            .field("columns", &self.columns)
            .field("page", &self.page)
            .field("prompt", &self.prompt)
            .field("verbosity", &self.verbosity)
            .field("reason", &self.reason)
            .field("start", &self.start)
            .finish_non_exhaustive()
    }
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self {
            lang: Lang::Ja,
            columns: None,
            page: 10,
            prompt: true,
            verbosity: Verbosity::Normal,
            reason: &Reason::Command,
            start: None,
            marks: &[],
            notes: &[],
            lost: &[],
            has_screen: false,
            sums: &EVERYTHING,
            finder: &NoFinder,
            yomi: None,
            year_before: false,
            source: None,
            became: None,
            waiting: None,
            compare: None,
            screen: None,
            arrivals: None,
            keep: None,
        }
    }
}

/// How a visit ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Where it ended; none where nothing was open.
    pub place: Option<Place>,
    /// The marked places.
    pub marks: Vec<Place>,
    /// How much was told last, to be kept for the next visit.
    pub verbosity: Verbosity,
    /// `quit` (or the end of input), or `screen`.
    pub ending: Ending,
}

/// Runs the reading mode on plain lines until `quit` or the end of input.
///
/// # Errors
/// When input cannot be read or output not written.
pub fn run(
    library: &Library,
    options: &Options<'_>,
    input: impl BufRead,
    output: impl Write,
) -> io::Result<Outcome> {
    run_with(library, options, &mut PlainLines(input), output)
}

fn desk_of<'a>(library: &'a Library, options: &Options<'a>) -> ReadingState<'a> {
    ReadingState {
        library,
        sums: options.sums,
        finder: options.finder,
        yomi: options.yomi,
        source: options.source,
        became: options.became,
        lang: options.lang,
        page: options.page,
        has_screen: options.has_screen,
        compare: options.compare,
        year_before: false,
    }
}

fn session_of(reading: &ReadingState<'_>, options: &Options<'_>) -> Option<Session> {
    let mut documents = reading.library.documents().iter();
    let here = |document: &&DocumentInfo| document.presence == Presence::Here;
    let root = documents.clone().find(here).or(documents.next())?.root;
    let start = options.start.and_then(|place| place.node(reading.library));
    let marked = options.marks.iter();
    let marked = marked
        .filter_map(|place| place.node(reading.library))
        .collect();
    let notes = options.notes.iter();
    let notes =
        notes.filter_map(|(place, note)| Some((place.node(reading.library)?, note.clone())));
    let session = Session::new(start.unwrap_or(root), marked, options.verbosity)
        .with_year_before(options.year_before);
    Some(session.with_notes(notes.collect(), options.lost.to_vec()))
}

/// One write for each answer, so that a reader meets it whole.
fn tell(output: &mut impl Write, shape: &Shape<'_>, lines: &[Line]) -> io::Result<()> {
    let mut text = String::new();
    for line in lines.iter().flat_map(|line| render(line, shape)) {
        text.push_str(Harmless::line(&line).as_str());
        text.push('\n');
    }
    output.write_all(text.as_bytes())?;
    output.flush()
}

/// Documents named at the start; of more the number says enough.
const MOST_NAMED: usize = 20;

/// How many documents are there and how many are still being read; nothing where all are there.
#[must_use]
pub fn coming_words(library: &Library, lang: Lang) -> Option<String> {
    let coming = library.coming();
    let here = library.documents().len() - coming;
    (coming > 0).then(|| match lang {
        Lang::Ja => {
            format!("文書を{here}件読みました。ほかの{coming}件は、読み終わりしだい入ります。")
        }
        Lang::En => format!(
            "Documents read so far: {here}. The other {coming} come when they have been read."
        ),
    })
}

/// That those are there as well.
#[must_use]
pub fn came_words(library: &Library, lang: Lang) -> String {
    let all = library.documents().len();
    match lang {
        Lang::Ja => format!("残りの文書も読みました。文書は全部で{all}件です。"),
        Lang::En => format!("All documents are there now: {all}."),
    }
}

/// Which documents are open; the full screen has said so.
fn documents_line(reading: &ReadingState<'_>, options: &Options<'_>) -> Option<Line> {
    let documents = reading.library.documents();
    let asked = *options.reason != Reason::Screen;
    let first = documents.first().filter(|_| asked)?;
    let stop = reading.say("。", ".");
    if let Some(coming) = coming_words(reading.library, reading.lang) {
        return Some(Line::Ear(coming));
    }
    if documents.len() > 1 {
        let named = documents.iter().take(MOST_NAMED);
        let mut names: Vec<String> = named.map(|d| reading.document_name(d.root)).collect();
        if documents.len() > MOST_NAMED {
            names.push(reading.say("など", "and others").to_owned());
        }
        let names = reading.join(&names);
        return Some(Line::Ear(match reading.lang {
            Lang::Ja => format!(
                "文書は{}件、{names}。いまは最初のものです。全体で、上、または up と打つと並べます。",
                documents.len()
            ),
            Lang::En => format!(
                "{} documents: {names}. This is the first; up at the top lists them.",
                documents.len()
            ),
        }));
    }
    let parts = [
        reading.name(first.root),
        reading.years(first.root).request,
        reading.children_words(first.root),
    ];
    Some(Line::Ear(match reading.lang {
        Lang::Ja => format!("文書は、{}{stop}", reading.join(&parts)),
        Lang::En => format!("The document: {}{stop}", reading.join(&parts)),
    }))
}

/// How many lines of money could not be read, so that sums may be short; nothing where all was
/// read, or where the full screen has said so.
fn unread_line(reading: &ReadingState<'_>, options: &Options<'_>) -> Option<Line> {
    let documents = reading.library.documents().iter();
    let count: usize = documents.map(|d| d.unread_lines().len()).sum();
    if count == 0 || matches!(options.reason, Reason::Screen) {
        return None;
    }
    Some(Line::Ear(match reading.lang {
        Lang::Ja => format!("読み取れない金額が{count}行あり、合計に入っていません。"),
        Lang::En => format!("Money on {count} lines could not be read and is in no sum."),
    }))
}

fn first_line(reading: &ReadingState<'_>, options: &Options<'_>) -> Line {
    let why = match (options.reason, reading.lang) {
        (Reason::Command, Lang::Ja) => "read の命令で始まりました".to_owned(),
        (Reason::Command, Lang::En) => "on by the command read".to_owned(),
        (Reason::Option(name), Lang::Ja) => format!("{name} の指定で始まりました"),
        (Reason::Option(name), Lang::En) => format!("on by the option {name}"),
        (Reason::Environment(name), Lang::Ja) => format!("環境変数 {name} で始まりました"),
        (Reason::Environment(name), Lang::En) => format!("on by the environment variable {name}"),
        (Reason::Config, Lang::Ja) => "設定ファイルの指定で始まりました".to_owned(),
        (Reason::Config, Lang::En) => "on by the configuration file".to_owned(),
        (Reason::DumbTerminal, Lang::Ja) => "端末が行の表示だけなので始まりました".to_owned(),
        (Reason::DumbTerminal, Lang::En) => "on because the terminal only prints lines".to_owned(),
        (Reason::NoTerminal, Lang::Ja) => "入出力が端末でないので始まりました".to_owned(),
        (Reason::NoTerminal, Lang::En) => "on because this is no terminal".to_owned(),
        (Reason::Screen, Lang::Ja) => {
            "画面から移りました。戻るには、画面、または screen".to_owned()
        }
        (Reason::Screen, Lang::En) => {
            "come from the full screen; to return, type screen".to_owned()
        }
    };
    let on = left_at(reading, options);
    Line::Ear(match reading.lang {
        Lang::Ja => format!(
            "読み上げモードです。{why}。終わるには、終了、または quit。命令の一覧は、ヘルプ、または help。{on}"
        ),
        Lang::En => {
            format!("Reading mode, {why}. To leave, type quit; for the commands, help.{on}")
        }
    })
}

/// That the visit goes on where an earlier one ended; empty where it begins at the top, or where
/// the listener comes from a screen and knows the place.
fn left_at(reading: &ReadingState<'_>, options: &Options<'_>) -> String {
    let place = options.start.and_then(|place| place.node(reading.library));
    let known = |id: &NodeId| reading.library.node(*id).parent.is_some();
    let Some(place) = place.filter(known) else {
        return String::new();
    };
    let address = reading.address(place);
    match (options.reason, reading.lang) {
        (Reason::Screen, _) => String::new(),
        (_, Lang::Ja) => format!("前回の続き、{address}から始めます。"),
        (_, Lang::En) => format!(" Going on where you left off, at {address}."),
    }
}
