//! After every action what is shown is what a fresh reading of the state shows: nothing that was
//! worked out before outlives what it was worked out from.

use super::support::Bench;
use crate::explorer::keys::keymap::{Context, TABLE};
use crate::explorer::state::figures::Figures;
use crate::explorer::state::listing::ListKind;
use crate::explorer::state::table::TableView;
use crate::explorer::view::{entries, panel, rows, status, table, why};
use crate::explorer::{Action, Command, Key, Mouse, MouseKind};
use crate::ledger::Scope;
use crate::model::NodeId;

/// All that is on the screen, as text.
fn shown(bench: &Bench) -> Vec<String> {
    let (library, state) = (bench.library, &bench.state);
    let mut out = vec![
        rows::head(library, state, 66).text(),
        crate::explorer::view::crumbs::breadcrumb_line(library, state, 120).text(),
        status::status_line(library, state, 120).text(),
        panel::head(library, state, 50).text(),
    ];
    let height = state.left_rows();
    let tree = state
        .tree
        .rows()
        .iter()
        .skip(state.tree.place.offset)
        .take(height);
    let room = rows::FigureColumns::of(library, state);
    out.extend(tree.map(|id| rows::row(library, state, *id, 66, room).text()));
    if let Some(view) = &state.table {
        let window = view.rows.iter().skip(view.place.offset).take(height);
        let room = table::Columns::of(library, state, 100);
        out.extend(window.map(|id| table::row(library, state, *id, room).text()));
    }
    if let Some(listing) = state.listing() {
        out.extend(listing.head.iter().map(crate::explorer::line::Line::text));
        let entries = listing
            .entries
            .iter()
            .map(|e| (e.line.text(), e.right.text()));
        out.extend(entries.map(|(line, right)| line + &right));
    }
    out.extend(bench.panel().lines().map(str::to_owned));
    out
}

/// Works everything out anew that the state keeps.
fn refresh(bench: &mut Bench) {
    let library = bench.library;
    let state = &mut bench.state;
    state.changed();
    *state.map_cache.borrow_mut() = None;
    let passes = |id: &NodeId| {
        let by_facet = state.facets.iter().any(|facet| facet.matches(library, *id));
        state.facets.is_empty() || by_facet
    };
    if state.is_filtered() {
        let all = match &state.narrowed {
            Some(query) => state.finder.lines(library, query, state.match_rule),
            None => library.budget_lines(NodeId(0)).collect(),
        };
        state.passing = all.into_iter().filter(passes).collect();
        state.passing.sort_unstable();
    } else {
        state.passing.clear();
    }
    let only = state.is_filtered().then(|| state.passing.clone());
    let mut figures = Figures::default();
    figures.set_scope(Scope::new(library, only, &state.taken_out));
    state.figures = figures;
    let cursor = state.tree.cursor();
    state.tree.rebuild(library, &state.figures);
    assert_eq!(state.tree.cursor(), cursor);
    if let Some(view) = &state.table {
        let arrangement = &state.tree.arrangement;
        let passing = state.is_filtered().then_some(&state.passing[..]);
        let order = (arrangement.sort, arrangement.turned);
        let mut fresh = TableView::new(library, passing, &state.figures, order, None);
        fresh.place = view.place;
        state.table = Some(fresh);
    }
    let Some(listing) = state.listing() else {
        return;
    };
    let fresh = entries::entries(library, state, listing.kind, listing.typed());
    let head = match listing.kind {
        ListKind::Why(id) => Some(why::head(library, state, id)),
        _ => None,
    };
    if let crate::explorer::Overlay::List(listing) = &mut state.overlay {
        listing.entries = fresh;
        listing.head = head.unwrap_or_else(|| std::mem::take(&mut listing.head));
    }
}

/// Does the action and compares.
#[track_caller]
fn act(bench: &mut Bench, action: Action) {
    let said = format!("{action:?} at {}", bench.place());
    bench.act(action);
    let kept = shown(bench);
    refresh(bench);
    let fresh = shown(bench);
    for (kept, fresh) in kept.iter().zip(&fresh) {
        assert_eq!(kept, fresh, "after {said}");
    }
    assert_eq!(kept.len(), fresh.len(), "after {said}");
}

/// Every key of the table that means something in the list on top, then out of it.
fn in_overlay(bench: &mut Bench) {
    let contexts = bench.state.contexts();
    if contexts == [Context::Main] {
        return;
    }
    let stays = |command| !matches!(command, Command::Escape | Command::Accept);
    for binding in TABLE.iter().filter(|b| contexts.contains(&b.context)) {
        if stays(binding.command)
            && let Some(key) = binding.keys.first()
        {
            act(bench, Action::Key(*key));
        }
    }
    for _ in 0..4 {
        if bench.state.contexts() != [Context::Main] {
            act(bench, Action::Do(Command::Escape));
        }
    }
}

/// From this state on every action of the key table, one after the other.
/// Lists are walked through too where `deep`.
fn walk(bench: &mut Bench, step: usize, deep: bool) {
    let main: Vec<_> = TABLE
        .iter()
        .filter(|b| matches!(b.context, Context::Main | Context::Copying))
        .collect();
    // Every action once: a step that has no divisor with their number leaves none out.
    let shares =
        |step: &usize| (2..=*step).any(|n| step.is_multiple_of(n) && main.len().is_multiple_of(n));
    let step = (step..).find(|step| !shares(step)).unwrap_or(1);
    for at in (0..main.len()).map(|i| i * step % main.len()) {
        let Some(binding) = main.get(at) else {
            continue;
        };
        match binding.keys.first() {
            Some(key) if binding.context == Context::Main => act(bench, Action::Key(*key)),
            _ => act(bench, Action::Do(binding.command)),
        }
        if deep {
            in_overlay(bench);
        } else if bench.state.contexts() != [Context::Main] {
            act(bench, Action::Do(Command::Escape));
        }
    }
}

#[test]
fn every_action_shows_what_a_fresh_reading_of_the_state_shows() {
    let from = [
        ("", 1, true),
        ("6:14<enter>", 7, false),
        ("Tss", 11, false),
        ("f <enter>", 13, false),
        ("/消防<tab>", 17, true),
        (":11.2.1#1<enter>-g", 19, false),
        (":14.1<enter>-f jj <enter>sW", 23, true),
        (":1.2.1#1<enter>m'eメモ<enter><esc>L", 29, false),
    ];
    for (script, step, deep) in from {
        let mut bench = Bench::new().keys(script);
        walk(&mut bench, step, deep);
    }
}

#[test]
fn a_mouse_a_new_size_and_a_jump_show_it_too() {
    let mut bench = Bench::new().keys("6f <enter>");
    for (column, row) in [(2, 5), (20, 8), (80, 12), (80, 3)] {
        for kind in [MouseKind::Press, MouseKind::WheelDown, MouseKind::WheelUp] {
            act(&mut bench, Action::Mouse(Mouse { kind, column, row }));
        }
    }
    for (columns, rows) in [(80, 24), (40, 12), (150, 50), (120, 40)] {
        act(&mut bench, Action::Resize(columns, rows));
    }
    for address in ["14.1.1#1", "3", "11.2.1#1"] {
        let node = bench.node(address);
        act(&mut bench, Action::Go(node));
        act(&mut bench, Action::Key(Key::char('-')));
    }
    let marks = vec![bench.node("14")];
    let place = bench.node("3");
    act(&mut bench, Action::TakeOver { place, marks });
}

#[test]
fn an_order_turned_round_turns_the_panel_too() {
    let names = |bench: &Bench| -> Vec<String> {
        let panel = bench.panel();
        let shares = super::support::shares(&panel).into_iter();
        shares.map(str::to_owned).collect()
    };
    let bench = Bench::new().keys("s<tab>");
    let largest_first = names(&bench);
    let bench = bench.keys("S");
    let mut turned = names(&bench);
    turned.reverse();
    assert_eq!(turned, largest_first);
}
