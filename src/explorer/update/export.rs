//! What is written to a file, and its name.

use super::say;
use crate::cite;
use crate::explorer::keys::command::{Command, Effect, Export, Exported, Form};
use crate::explorer::keys::input::Input;
use crate::explorer::line::{Line, Role};
use crate::explorer::settings::ThemeName;
use crate::explorer::state::listing::{ListKind, Listing};
use crate::explorer::state::{Overlay, State};
use crate::explorer::view::{status, table};
use crate::explorer::words;
use crate::model::{Library, NodeId};
use crate::text::shown;

/// The names that the fields begin with.
const LINES_FILE: &str = "shisaku.csv";
const MARKS_FILE: &str = "shisaku-marks.md";
const CARD_FILE: &str = "shisaku.svg";

/// Asks for the file's name, under what is going to be written.
pub(super) fn open(library: &Library, state: &mut State, command: Command) {
    let settings = &state.settings;
    let lang = settings.lang;
    let (kind, name, what, form) = if command == Command::Card {
        let Some(id) = state.current() else { return };
        let address = library.address(id).to_string().replace('#', "-");
        let address = address.trim_matches('.');
        let name = if address.is_empty() {
            CARD_FILE.to_owned()
        } else {
            format!("shisaku-{address}.svg")
        };
        let title = shown(&library.node(id).title).into_owned();
        (ListKind::Card(id), name, title, words::CARD_FORM)
    } else if command == Command::Report {
        if state.marks.is_empty() {
            return say(state, words::NO_MARKS);
        }
        let what = format!("{} {}", words::MARK_COUNT.get(lang), state.marks.len());
        (
            ListKind::Report,
            MARKS_FILE.to_owned(),
            what,
            words::REPORT_FORM,
        )
    } else {
        let Shown {
            lines,
            scope,
            about,
        } = shown_lines(library, state);
        if lines.is_empty() {
            return say(state, words::NOTHING_TO_EXPORT);
        }
        let without = cite::without(library, state.figures.scope().without(), lang);
        let place = scope.map(|scope| library.address(scope).to_string());
        let about = [place.unwrap_or(about), without];
        let about: Vec<String> = about.into_iter().filter(|text| !text.is_empty()).collect();
        let sum = table::sum(library, state, &lines);
        let what = format!("{sum}  {}", about.join("  "));
        (
            ListKind::Export,
            LINES_FILE.to_owned(),
            what,
            words::EXPORT_FORMS,
        )
    };
    let mut listing = Listing::new(kind);
    listing.field = Some(Input::of(&name));
    listing.head = vec![
        Line::of(what, Role::Plain),
        Line::of(form.get(lang), Role::Dim),
    ];
    state.overlay = Overlay::List(Box::new(listing));
}

/// Budget lines on the screen, in their order.
struct Shown {
    lines: Vec<NodeId>,
    /// The node that they were taken as all lines below.
    scope: Option<NodeId>,
    /// How they were chosen; empty where all of the scope were.
    about: String,
}

/// The budget lines on the screen less those taken out of the sums, and how they were chosen: the
/// table's, those that pass the filter, else those at or below the selected node.
fn shown_lines(library: &Library, state: &State) -> Shown {
    let mut shown = lines_on_screen(library, state);
    shown.lines = state.figures.scope().kept(library, &shown.lines);
    shown
}

fn lines_on_screen(library: &Library, state: &State) -> Shown {
    let about = status::filters(state);
    let chosen = |lines| Shown {
        lines,
        scope: None,
        about,
    };
    if let Some(table) = &state.table {
        return chosen(table.rows.clone());
    }
    if state.is_filtered() {
        return chosen(state.passing.clone());
    }
    let Some(here) = state.selected() else {
        return chosen(Vec::new());
    };
    Shown {
        lines: library.budget_lines(here).collect(),
        scope: Some(here),
        about: String::new(),
    }
}

/// Takes the name; the field stays open under a name that will not do.
pub(super) fn accept(library: &Library, state: &mut State) -> Vec<Effect> {
    let Some(listing) = state.listing() else {
        return Vec::new();
    };
    let (kind, path) = (listing.kind, listing.typed().trim().to_owned());
    let form = Form::of(&path);
    let (what, wrong) = if let ListKind::Card(node) = kind {
        let dark = state.settings.theme == ThemeName::Dark;
        (Exported::Card { node, dark }, words::CARD_FORM)
    } else if kind == ListKind::Report {
        let what = Exported::Marks {
            marks: state.marks.clone(),
            sums: state.figures.scope().clone(),
            about: status::scope(library, state).join("  "),
        };
        (what, words::REPORT_FORM)
    } else {
        let Shown {
            lines,
            scope,
            about,
        } = shown_lines(library, state);
        let what = Exported::Lines {
            lines,
            scope,
            about,
            without: state.figures.scope().without().to_vec(),
        };
        (what, words::EXPORT_FORMS)
    };
    match form {
        Some(form) if is_form_of(kind, form) => {
            state.overlay = Overlay::None;
            vec![Effect::Export(Export { path, form, what })]
        }
        _ => {
            say(state, wrong);
            Vec::new()
        }
    }
}

/// Whether what the list asks a name for can be written in that form.
fn is_form_of(kind: ListKind, form: Form) -> bool {
    match kind {
        ListKind::Card(_) => form == Form::Svg,
        ListKind::Report => form == Form::Markdown,
        _ => form != Form::Svg,
    }
}
