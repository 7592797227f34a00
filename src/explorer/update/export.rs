//! What is written to a file, and its name.

use super::say;
use crate::cite;
use crate::explorer::keys::command::{Effect, Export, Exported, Form};
use crate::explorer::keys::input::Input;
use crate::explorer::line::{Line, Role};
use crate::explorer::settings::ThemeName;
use crate::explorer::state::listing::{ListKind, Listing};
use crate::explorer::state::{Overlay, State};
use crate::explorer::view::{status, table};
use crate::explorer::words;
use crate::lang::Text;
use crate::model::{Library, NodeId};
use crate::text::shown;

/// The names that the fields begin with.
const LINES_FILE: &str = "shisaku.csv";
const MARKS_FILE: &str = "shisaku-marks.md";
const CARD_FILE: &str = "shisaku.svg";

/// Asks for the name of the file that takes the lines on the screen.
pub(super) fn open_lines(library: &Library, state: &mut State) {
    if state.current().is_none() {
        return;
    }
    let Shown {
        lines,
        scope,
        about,
    } = shown_lines(library, state);
    if lines.is_empty() {
        return say(state, words::NOTHING_TO_EXPORT);
    }
    let without = state.figures.scope().without();
    let without = cite::without(library, without, state.settings.lang);
    let place = scope.map(|scope| library.address(scope).to_string());
    let about = [place.unwrap_or(about), without];
    let about: Vec<String> = about.into_iter().filter(|text| !text.is_empty()).collect();
    let sum = table::sum(library, state, &lines);
    let what = format!("{sum}  {}", about.join("  "));
    ask(
        state,
        ListKind::Export,
        LINES_FILE,
        what,
        words::EXPORT_FORMS,
    );
}

/// Asks for the name of the file that takes the report of the marks.
pub(super) fn open_marks(state: &mut State) {
    if state.marks.is_empty() {
        return say(state, words::NO_MARKS);
    }
    let count = words::MARK_COUNT.get(state.settings.lang);
    let what = format!("{count} {}", state.marks.len());
    ask(
        state,
        ListKind::Report,
        MARKS_FILE,
        what,
        words::REPORT_FORM,
    );
}

/// Asks for the name of the file that takes a card of the node.
pub(super) fn open_card(library: &Library, state: &mut State) {
    let Some(id) = state.current() else { return };
    let address = library.address(id).to_string().replace('#', "-");
    let address = address.trim_matches('.');
    let name = if address.is_empty() {
        CARD_FILE.to_owned()
    } else {
        format!("shisaku-{address}.svg")
    };
    let title = shown(&library.node(id).title).into_owned();
    ask(state, ListKind::Card(id), &name, title, words::CARD_FORM);
}

/// Asks for a file's name, under what is going to be written and its forms.
fn ask(state: &mut State, kind: ListKind, name: &str, what: String, forms: Text) {
    let mut listing = Listing::new(kind);
    listing.field = Some(Input::of(name));
    listing.head = vec![
        Line::of(what, Role::Plain),
        Line::of(forms.get(state.settings.lang), Role::Dim),
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
        return chosen(table.rows.to_vec());
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

/// Takes the name for the lines on the screen.
pub(super) fn accept_lines(library: &Library, state: &mut State) -> Vec<Effect> {
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
    accept(state, what, words::EXPORT_FORMS, |form| form != Form::Svg)
}

/// Takes the name for the report of the marks.
pub(super) fn accept_marks(library: &Library, state: &mut State) -> Vec<Effect> {
    let what = Exported::Marks {
        marks: state.marks.clone(),
        sums: state.figures.scope().clone(),
        about: status::scope(library, state).join("  "),
    };
    accept(state, what, words::REPORT_FORM, |form| {
        form == Form::Markdown
    })
}

/// Takes the name for the card of the node.
pub(super) fn accept_card(state: &mut State, node: NodeId) -> Vec<Effect> {
    let dark = state.settings.theme == ThemeName::Dark;
    let what = Exported::Card { node, dark };
    accept(state, what, words::CARD_FORM, |form| form == Form::Svg)
}

/// Takes the name that was typed; the field stays open under one that will not do.
fn accept(
    state: &mut State,
    what: Exported,
    forms: Text,
    can_be: impl FnOnce(Form) -> bool,
) -> Vec<Effect> {
    let typed = state
        .listing()
        .map(|listing| listing.typed().trim().to_owned());
    let path = typed.unwrap_or_default();
    let form = Form::of(&path).filter(|form| can_be(*form));
    let Some(form) = form else {
        say(state, forms);
        return Vec::new();
    };
    state.overlay = Overlay::None;
    vec![Effect::Export(Export { path, form, what })]
}
