//! The keys to begin with, shown at the first start at the foot of the panel.

use crate::explorer::line::{Line, Role};
use crate::explorer::state::{Overlay, State};
use crate::explorer::words::first;
use crate::lang::{Lang, Text};
use crate::model::{Kind, Library};

/// A panel with fewer rows has room for one line of it.
const TALL: usize = 16;
/// Columns of a key.
const KEY_COLUMNS: usize = 8;

/// The hint in so many columns of a panel of so many rows; nothing where none is due.
#[must_use]
pub fn lines(library: &Library, state: &State, columns: usize, rows: usize) -> Vec<Line> {
    let is_clear = matches!(state.overlay, Overlay::None);
    if state.hint.is_none() || !is_clear {
        return Vec::new();
    }
    let (lang, ruler) = (state.settings.lang, state.settings.ruler);
    let filled = |text: Text| state.keys.filled(text.get(lang));
    if rows < TALL {
        let line = Line::of(filled(first::IN_A_ROW), Role::Plain);
        let close = Line::of(filled(first::CLOSE), Role::Dim);
        return vec![line.with_right(close, columns, ruler)];
    }
    let head = Line::of(filled(first::HEAD), Role::Strong);
    let close = Line::of(filled(first::CLOSE), Role::Dim);
    let nodes = library.nodes().iter();
    let count = nodes.filter(|node| node.kind == Kind::Budget).count();
    let table = match lang {
        Lang::Ja => format!("予算{count}件を一覧、{{sort}} で並べ替え"),
        Lang::En => format!("all {count} budget lines; {{sort}} sorts"),
    };
    let row = |keys: &str, text: &str| {
        let keys = state.keys.filled(keys);
        Line::of(ruler.field(&keys, KEY_COLUMNS), Role::Label)
            .with(state.keys.filled(text), Role::Plain)
    };
    vec![
        head.with_right(close, columns, ruler),
        row("{down} {up} {in}", first::MOVE.get(lang)),
        row("{search}", first::SEARCH.get(lang)),
        row("{table}", &table),
        row("{help}", first::HELP.get(lang)),
    ]
}
