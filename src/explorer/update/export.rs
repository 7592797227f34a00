//! What is written to a file, and its name.

use super::say;
use crate::cite;
use crate::explorer::keys::command::{Command, Effect, Export, Exported, Form};
use crate::explorer::keys::input::Input;
use crate::explorer::line::{Line, Role};
use crate::explorer::state::listing::{ListKind, Listing};
use crate::explorer::state::{Overlay, State};
use crate::explorer::view::{status, table};
use crate::explorer::words;
use crate::model::{Library, NodeId};

/// The names that the fields begin with.
const LINES_FILE: &str = "shisaku.csv";
const MARKS_FILE: &str = "shisaku-marks.md";

/// Asks for the file's name, under what is going to be written.
pub(super) fn open(library: &Library, state: &mut State, command: Command) {
    let settings = &state.settings;
    let lang = settings.lang;
    let (kind, name, what, form) = if command == Command::Report {
        if state.marks.is_empty() {
            return say(state, words::NO_MARKS);
        }
        let what = format!("{} {}", words::MARK_COUNT.get(lang), state.marks.len());
        (ListKind::Report, MARKS_FILE, what, words::REPORT_FORM)
    } else {
        let (lines, about) = shown_lines(library, state);
        if lines.is_empty() {
            return say(state, words::NOTHING_TO_EXPORT);
        }
        let what = format!("{}  {about}", table::sum(library, state, &lines));
        (ListKind::Export, LINES_FILE, what, words::EXPORT_FORMS)
    };
    let mut listing = Listing::new(kind);
    listing.field = Some(Input::of(name));
    listing.head = vec![
        Line::of(what, Role::Plain),
        Line::of(form.get(lang), Role::Dim),
    ];
    state.overlay = Overlay::List(Box::new(listing));
}

/// The budget lines on the screen in their order, less those taken out of the sums, and how they
/// were chosen: the table's, those that pass the filter, else those at or below the selected node.
fn shown_lines(library: &Library, state: &State) -> (Vec<NodeId>, String) {
    let scope = state.figures.scope();
    let (lines, about) = lines_on_screen(library, state);
    let without = cite::without(library, scope.without(), state.settings.lang);
    let about = [about, without].into_iter().filter(|text| !text.is_empty());
    let about = about.collect::<Vec<_>>().join("  ");
    (scope.kept(library, &lines), about)
}

fn lines_on_screen(library: &Library, state: &State) -> (Vec<NodeId>, String) {
    let about = status::filters(state);
    if let Some(table) = &state.table {
        return (table.rows.clone(), about);
    }
    if state.is_filtered() {
        return (state.passing.clone(), about);
    }
    let Some(here) = state.selected() else {
        return (Vec::new(), about);
    };
    let lines = library.budget_lines(here).collect();
    (lines, library.address(here).to_string())
}

/// Takes the name; the field stays open under a name that will not do.
pub(super) fn accept(library: &Library, state: &mut State) -> Vec<Effect> {
    let Some(listing) = state.listing() else {
        return Vec::new();
    };
    let (kind, path) = (listing.kind, listing.typed().trim().to_owned());
    let form = Form::of(&path);
    let (what, wrong) = if kind == ListKind::Report {
        let what = Exported::Marks {
            marks: state.marks.clone(),
            sums: state.figures.scope().clone(),
            about: status::scope(library, state).join("  "),
        };
        (what, words::REPORT_FORM)
    } else {
        let (lines, about) = shown_lines(library, state);
        let without = state.figures.scope().without().to_vec();
        let what = Exported::Lines {
            lines,
            about,
            without,
        };
        (what, words::EXPORT_FORMS)
    };
    match form {
        Some(form) if kind == ListKind::Export || form == Form::Markdown => {
            state.overlay = Overlay::None;
            vec![Effect::Export(Export { path, form, what })]
        }
        _ => {
            say(state, wrong);
            Vec::new()
        }
    }
}
