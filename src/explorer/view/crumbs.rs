//! The path to where we are: the line at the top, and the path above a node.

use crate::explorer::line::{Line, Role};
use crate::explorer::state::State;
use crate::explorer::state::layout::TWO_PANES;
use crate::explorer::view::node_entry::whole_text;
use crate::explorer::view::{arriving, table};
use crate::explorer::words;
use crate::lang::Lang;
use crate::model::{Kind, Library, Meta, NodeId};
use crate::text::{shown, year_text};

/// One step of the path at the top.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crumb {
    /// The node it leads to.
    pub node: NodeId,
    /// Its first column.
    pub column: usize,
    /// What it says.
    pub text: String,
}

/// The path to the current node, shortened to fit.
#[must_use]
pub fn breadcrumb(library: &Library, state: &State, columns: usize) -> Vec<Crumb> {
    let Some(current) = state.current().filter(|_| !table::has_title(state)) else {
        return Vec::new();
    };
    let columns = columns.saturating_sub(unit(library, state).width(state.settings.ruler));
    let mut crumbs = crumbs(library, state, &library.path(current), 1, columns);
    if let [whole] = &mut crumbs[..] {
        let room = columns.saturating_sub(whole.column);
        whole.text = state
            .settings
            .ruler
            .cut(&whole_text(library, current, state.settings.lang), room);
    }
    crumbs
}

/// The path as a line.
#[must_use]
pub fn breadcrumb_line(library: &Library, state: &State, columns: usize) -> Line {
    if table::has_title(state) {
        let (unit, ruler) = (unit(library, state), state.settings.ruler);
        let room = columns.saturating_sub(unit.width(ruler));
        let line = table::title(library, state, room);
        return line.with_right(unit, columns, ruler);
    }
    let mut line = Line::of(" ", Role::Dim);
    let crumbs = breadcrumb(library, state, columns);
    let last = crumbs.len().saturating_sub(1);
    for (i, crumb) in crumbs.into_iter().enumerate() {
        if i > 0 {
            line.push(state.settings.glyphs().step(), Role::Dim);
        }
        let role = if i == last { Role::Strong } else { Role::Dim };
        line.push(crumb.text, role);
    }
    line.with_right(unit(library, state), columns, state.settings.ruler)
}

/// What every figure of the screen is: the year asked for beside the one it is compared with,
/// where the whole document is shown, and the unit.
fn unit(library: &Library, state: &State) -> Line {
    let settings = &state.settings;
    let (lang, name) = (settings.lang, settings.unit_name());
    let mut line = Line::new();
    if let Some(so_far) = arriving::so_far(library, state) {
        line.push(format!("  {so_far}"), Role::Tag);
    }
    let root = state
        .current()
        .filter(|id| library.node(*id).kind == Kind::Document);
    let base = root.and_then(|id| library.document_of(id).meta.base_year.as_deref());
    if let Some(base) = base.filter(|_| state.size.0 >= TWO_PANES) {
        let base = year_text(base, lang);
        line.push(
            match lang {
                Lang::Ja => format!("  {base}と比べて"),
                Lang::En => format!("  compared with {base}"),
            },
            Role::Dim,
        );
    }
    let label = words::UNIT.get(lang);
    let label = if state.size.0 >= TWO_PANES { label } else { "" };
    line.push(format!("  {label}{name} "), Role::Dim);
    line
}

/// The path above a node, for the panel.
#[must_use]
pub fn path_line(library: &Library, state: &State, id: NodeId, columns: usize) -> Line {
    let mut path = library.path(id);
    path.pop();
    if library.documents().len() == 1 && !path.is_empty() {
        path.remove(0);
    }
    let step = state.settings.glyphs().step();
    let crumbs = crumbs(library, state, &path, 0, columns);
    let texts: Vec<&str> = crumbs.iter().map(|crumb| crumb.text.as_str()).collect();
    Line::of(texts.join(step), Role::Dim)
}

/// Lays the steps of a path out. Where titles do not fit, those of the upper steps go first and
/// their labels stay; the last step keeps what room is left.
fn crumbs(
    library: &Library,
    state: &State,
    path: &[NodeId],
    margin: usize,
    columns: usize,
) -> Vec<Crumb> {
    const READABLE: usize = 12;
    let (ruler, lang) = (state.settings.ruler, state.settings.lang);
    let step = ruler.width(state.settings.glyphs().step());
    let room = |path: &[NodeId]| {
        let gaps = step * path.len().saturating_sub(1) + margin;
        columns.saturating_sub(gaps)
    };
    let labels_only = room(path) / path.len().max(1) < READABLE;
    // A bullet alone says nothing, nor does the only document.
    let path: Vec<NodeId> = path
        .iter()
        .copied()
        .filter(|id| {
            let node = library.node(*id);
            let is_only = node.kind == Kind::Document && library.documents().len() == 1;
            let is_last = path.last() == Some(id);
            is_last || !labels_only || !(is_only || is_bullet(&node.label))
        })
        .collect();
    let mut left = room(&path);
    let mut column = margin;
    let mut out = Vec::new();
    for (i, id) in path.iter().enumerate() {
        let rest = path.len() - i;
        let text = if labels_only && rest > 1 {
            crumb_label(library, *id, lang)
        } else {
            crumb_text(library, *id, lang)
        };
        // What the steps before did not use goes to those after them.
        let text = ruler.cut(&text, left / rest);
        let width = ruler.width(&text);
        left -= width;
        out.push(Crumb {
            node: *id,
            column,
            text,
        });
        column += width + step;
    }
    out
}

fn crumb_text(library: &Library, id: NodeId, lang: Lang) -> String {
    let node = library.node(id);
    let title = shown(&node.title);
    match node.kind {
        Kind::Document => match &library.document_of(id).meta {
            Meta {
                fiscal_year: Some(year),
                ..
            } => year_text(year, lang).into_owned(),
            // What is not there has no other name.
            meta if title.is_empty() => shown(&meta.source).into_owned(),
            _ => title.into_owned(),
        },
        // What the mark before a budget line says, its place in the path says too.
        Kind::Budget => title.into_owned(),
        _ if node.label.is_empty() || is_bullet(&node.label) => title.into_owned(),
        _ => format!("{} {title}", shown(&node.label)),
    }
}

/// A label that names nothing.
fn is_bullet(label: &str) -> bool {
    !label.is_empty() && !label.chars().any(char::is_alphanumeric)
}

/// The label alone, or for want of one its address.
fn crumb_label(library: &Library, id: NodeId, lang: Lang) -> String {
    let node = library.node(id);
    if node.kind == Kind::Document {
        crumb_text(library, id, lang)
    } else if node.label.is_empty() {
        library.address(id).to_string()
    } else {
        shown(&node.label).into_owned()
    }
}
