//! From a full screen to the reading mode at the same place, on the ordinary screen.

use std::cell::RefCell;
use std::io;
use std::sync::Arc;

use super::{Host, Options};
use crate::explorer::{Action, Joined, State, update};
use crate::japanese;
use crate::lang::Lang;
use crate::ledger::Scope;
use crate::model::{Library, NodeId};
use crate::reading::{self, Ending, Finder, Outcome, Place, Reason, Waiting};

/// What the options say about the reading mode.
#[derive(Clone, Copy, Debug, Default)]
pub struct TextOptions {
    /// Widest line in cells; none leaves long lines to the terminal.
    pub columns: Option<usize>,
    /// Whether names are given in kana.
    pub yomi: bool,
    /// Whether the base year is called the year before.
    pub year_before: bool,
}

impl TextOptions {
    /// As the full screen was started.
    #[must_use]
    pub const fn of(options: &Options) -> Self {
        Self {
            columns: options.columns,
            yomi: options.yomi,
            year_before: options.year_before,
        }
    }

    /// What turns Japanese into kana, where that is asked for.
    #[must_use]
    pub fn reader(self) -> Option<&'static dyn Fn(&str) -> String> {
        let reader: &'static dyn Fn(&str) -> String = &japanese::yomi;
        self.yomi.then_some(reader)
    }
}

/// The widest line, in cells, for a terminal of so many columns: its last cell stays free. None
/// where the terminal does not know its width and says 0.
#[must_use]
pub fn fitted(columns: u16) -> Option<usize> {
    (columns > 0).then(|| usize::from(columns).saturating_sub(1).max(20))
}

/// What the reading mode takes over. The terminal must have been given back before.
pub struct Visit<'a> {
    /// The open documents.
    pub library: &'a Library,
    /// Language of the interface.
    pub lang: Lang,
    /// What the options say.
    pub text_options: TextOptions,
    /// The search engine.
    pub finder: &'a dyn Finder,
    /// The roots of the earlier and the later document, where two are compared.
    pub compare: Option<(NodeId, NodeId)>,
}

impl std::fmt::Debug for Visit<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Visit")
            .field("lang", &self.lang)
            .field("text_options", &self.text_options)
            .finish_non_exhaustive()
    }
}

/// Runs the reading mode at the selected node until `screen`, `quit` or the end of input. Place,
/// marks and verbosity go into the state and the host's keeping after each command, so that a
/// terminal that is closed meanwhile loses nothing.
///
/// # Errors
/// When input or output fails.
pub fn visit(visit: &Visit<'_>, state: &mut State, host: &mut dyn Host) -> io::Result<Ending> {
    let library = visit.library;
    let start = state.selected().map(|id| Place::of(library, id));
    let marks: Vec<Place> = state
        .marks
        .iter()
        .map(|mark| Place::of(library, mark.node))
        .collect();
    let (notes, lost) = (notes(library, state), state.lost.clone());
    let texts: Vec<Option<String>> = library
        .documents()
        .iter()
        .map(|document| host.source_text(&document.meta.source))
        .collect();
    let source = |document: usize, line: u32| {
        let text = texts.get(document)?.as_deref()?;
        let index = usize::try_from(line).ok()?.checked_sub(1)?;
        text.lines().nth(index).map(str::to_owned)
    };
    let verbosity = host.verbosity();
    // The ear hears the sums that the screen showed; it knows no filter.
    let sums = Scope::new(library, None, state.figures.scope().without());
    let joined = state.joined();
    let became = became(library, joined.as_ref(), visit.lang);
    let held = RefCell::new((state, host));
    let keep = |outcome: &Outcome| {
        let (state, host) = &mut *held.borrow_mut();
        let before = state.marks.clone();
        take(library, state, outcome);
        host.set_verbosity(outcome.verbosity);
        let marked = state.marks != before;
        match host.save(&state.saved(library)) {
            Ok(unkept) => unkept.filter(|_| marked),
            Err(why) => Some(not_kept(&why, visit.lang)),
        }
    };
    let waiting = Arc::new(Waiting::default());
    #[cfg(unix)]
    let _interrupts =
        crate::prompt::cancel_line_on_interrupt(Arc::clone(&waiting), visit.lang).ok();
    let screen: &dyn Fn() -> Option<usize> = &|| {
        let (columns, _) = super::terminal::size().ok()?;
        fitted(columns)
    };
    let options = reading::Options {
        lang: visit.lang,
        columns: visit.text_options.columns,
        yomi: visit.text_options.reader(),
        year_before: visit.text_options.year_before,
        verbosity,
        reason: &Reason::Screen,
        start: start.as_ref(),
        marks: &marks,
        notes: &notes,
        lost: &lost,
        has_screen: true,
        sums: &sums,
        finder: visit.finder,
        source: Some(&source),
        became: joined.is_some().then_some(&became),
        waiting: Some(&waiting),
        compare: visit.compare,
        screen: visit.text_options.columns.is_none().then_some(screen),
        keep: Some(&keep),
        ..reading::Options::default()
    };
    // Standard output is not locked: an interrupt writes to it from another thread.
    let outcome = reading::run(library, &options, io::stdin().lock(), io::stdout())?;
    Ok(outcome.ending)
}

/// What became of a node by the review sheets, for the reading mode.
pub fn became<'a>(
    library: &'a Library,
    joined: Option<&'a Joined>,
    lang: Lang,
) -> impl Fn(NodeId, reading::Heard<'_>) -> Vec<String> + 'a {
    move |id, heard| {
        let words = |oku| reading::speech::amount_words(oku, lang);
        joined.map_or_else(Vec::new, |joined| {
            joined.became_aloud(library, id, (lang, &words), heard)
        })
    }
}

/// That marks could not be kept, and why.
#[must_use]
pub fn not_kept(why: &io::Error, lang: Lang) -> String {
    let why = why.to_string();
    let why = crate::text::shown(&why);
    match lang {
        Lang::Ja => format!("印を保存できません({why})。空き容量と権限を確かめてください。"),
        Lang::En => format!("Marks cannot be kept ({why}); check free space and permissions."),
    }
}

/// The notes of the marks that have one, for the reading mode.
#[must_use]
pub fn notes(library: &Library, state: &State) -> Vec<(Place, String)> {
    let noted = state.marks.iter().filter(|mark| !mark.note.is_empty());
    noted
        .map(|mark| (Place::of(library, mark.node), mark.note.clone()))
        .collect()
}

/// Place and marks of a visit, as the explorer's state has them from now on.
pub fn take(library: &Library, state: &mut State, outcome: &Outcome) {
    let Some(place) = outcome.place.as_ref().and_then(|p| p.node(library)) else {
        return;
    };
    let marks: Vec<NodeId> = outcome
        .marks
        .iter()
        .filter_map(|place| place.node(library))
        .collect();
    update(library, state, Action::TakeOver { place, marks });
}

#[cfg(test)]
mod tests {
    use super::fitted;

    #[test]
    fn a_terminal_that_does_not_know_its_width_fits_no_lines() {
        assert_eq!([0, 1, 80].map(fitted), [None, Some(20), Some(79)]);
    }
}
