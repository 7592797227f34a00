//! Which command does what: one arm for each, and no other place to look.
//!
//! A command means something over the panes, in a list, or in both; [`panes`] and [`listed`] say
//! which. The match has no arm for all others, so that a new command does not compile until it
//! is said here what it does.

use super::lists::Accepted;
use super::moving::Stride;
use super::{arrange, copy, export, lists, marking, moving, opening, search, sheets, toggles};
use crate::explorer::keys::command::{Command, Effect};
use crate::explorer::keys::input::Input;
use crate::explorer::state::listing::ListKind;
use crate::explorer::state::{Overlay, State};
use crate::explorer::view::copied::Copied;
use crate::model::Library;

/// Does a command and returns what the terminal edge has to do.
pub(super) fn perform(library: &Library, state: &mut State, command: Command) -> Vec<Effect> {
    match command {
        Command::Quit => return vec![Effect::Save, Effect::Quit],
        Command::Suspend => return vec![Effect::Suspend],
        Command::Redraw => return vec![Effect::Redraw],

        Command::Up => stride(library, state, Stride::Rows(-1)),
        Command::Down => stride(library, state, Stride::Rows(1)),
        Command::HalfUp => stride(library, state, Stride::Halves(-1)),
        Command::HalfDown => stride(library, state, Stride::Halves(1)),
        Command::PageUp => stride(library, state, Stride::Pages(-1)),
        Command::PageDown => stride(library, state, Stride::Pages(1)),
        Command::First => stride(library, state, Stride::First),
        Command::Last => stride(library, state, Stride::Last),
        Command::Escape => leave(library, state),

        Command::NextSibling => panes(state, |s| moving::sibling(library, s, true)),
        Command::PreviousSibling => panes(state, |s| moving::sibling(library, s, false)),
        Command::Enter => panes(state, |s| moving::enter(library, s)),
        Command::In => panes(state, |s| {
            moving::step_in(library, s);
        }),
        Command::Out => panes(state, |s| moving::step_out(library, s)),
        Command::Toggle => panes(state, |s| moving::toggle(library, s)),
        Command::Level(level) => panes(state, |s| moving::open_to_level(library, s, level)),
        Command::OpenBelow => panes(state, |s| moving::set_below(library, s, true)),
        Command::CloseBelow => panes(state, |s| moving::set_below(library, s, false)),
        Command::OtherPane if in_list(state) => lists::other_side(state),
        Command::OtherPane => panes(state, toggles::other_pane),
        Command::ToggleMap => panes(state, toggles::map),
        Command::MapHere => panes(state, |s| toggles::map_here(library, s)),
        Command::TogglePanel => panes(state, toggles::panel),
        Command::NextArrangement => return panes(state, sheets::arrangement),
        Command::Became => panes(state, sheets::became),
        Command::Confirm => return panes(state, |s| sheets::say_of_link(library, s, true)),
        Command::Reject => return panes(state, |s| sheets::say_of_link(library, s, false)),
        Command::LaterYear => return panes(state, |s| sheets::year(s, true)),
        Command::EarlierYear => return panes(state, |s| sheets::year(s, false)),
        Command::NextFigure => return panes(state, |s| sheets::figure(s, None)),
        Command::Figure(column) => return panes(state, |s| sheets::figure(s, Some(column))),
        Command::Follow => panes(state, |s| moving::follow(library, s)),
        Command::Back => panes(state, |s| super::back(library, s)),
        Command::Forward => panes(state, |s| super::forward(library, s)),

        Command::Search => panes(state, search::open),
        Command::NextHit => panes(state, |s| search::step(library, s, true)),
        Command::PreviousHit => panes(state, |s| search::step(library, s, false)),
        Command::NextMatchRule if in_list(state) => search::next_rule(library, state),
        Command::NextMatchRule => panes(state, |s| search::next_rule(library, s)),
        Command::OnlyHits => panes(state, |s| arrange::toggle_only_hits(library, s)),
        Command::HitsTable => listed(state, |s| search::narrow_to_query(library, s, true)),
        Command::HitsTree => listed(state, |s| search::narrow_to_query(library, s, false)),
        Command::OlderQuery => listed(state, |s| lists::older_query(library, s)),

        Command::Sort => panes(state, |s| arrange::next_order(library, s)),
        Command::Turn => panes(state, |s| arrange::turn(library, s)),
        Command::Table => panes(state, |s| arrange::toggle_table(library, s)),
        Command::TakeOut => panes(state, |s| arrange::take_out(library, s)),
        Command::PutBack => panes(state, |s| arrange::put_back(library, s)),
        Command::Counting => panes(state, |s| arrange::next_counting(library, s)),

        Command::Scale => panes(state, |s| s.settings.scale = s.settings.scale.next()),
        Command::RowBars => panes(state, toggles::row_bars),
        Command::Waterfall => panes(state, toggles::waterfall),
        Command::Unit => panes(state, toggles::unit),
        Command::Language => panes(state, toggles::language),
        Command::NextTheme => panes(state, |s| toggles::theme(s, s.settings.theme.next())),
        Command::Theme(name) => panes(state, |s| toggles::theme(s, name)),
        Command::Mouse => return panes(state, toggles::mouse),

        Command::Help => panes(state, |s| opening::open(library, s, ListKind::Help)),
        Command::Palette => panes(state, |s| opening::open(library, s, ListKind::Palette)),
        Command::Marks => panes(state, |s| opening::open_marks(library, s)),
        Command::Filter => panes(state, |s| opening::open(library, s, ListKind::Filter)),
        Command::Why => panes(state, |s| opening::open_here(library, s, ListKind::Why)),
        Command::Elsewhere => panes(state, |s| opening::open_here(library, s, ListKind::Places)),
        Command::Compare => panes(state, |s| opening::open_comparison(library, s)),
        Command::Findings => panes(state, |s| opening::open(library, s, ListKind::Findings)),

        Command::Mark => return panes(state, |s| marking::toggle(library, s)),
        Command::UndoMark if in_list(state) => return marking::undo_in_list(library, state),
        Command::UndoMark => return panes(state, marking::undo),
        Command::Note => listed(state, lists::note),
        Command::DeleteMark => return listed(state, |s| marking::delete(library, s)),

        Command::Copy => panes(state, |s| s.overlay = Overlay::Copying),
        Command::CopyText => return copied(library, state, Copied::Text),
        Command::CopyAddress => return copied(library, state, Copied::Address),
        Command::CopyAmount => return copied(library, state, Copied::Amount),
        Command::CopyCitation => return copied(library, state, Copied::Citation),
        Command::Edit if in_list(state) => return lists::edit(library, state),
        Command::Edit => return panes(state, |s| copy::edit(library, s)),
        Command::Export => panes(state, |s| export::open_lines(library, s)),
        Command::Report if in_list(state) => export::open_marks(state),
        Command::Report => panes(state, export::open_marks),
        Command::Card => panes(state, |s| export::open_card(library, s)),
        Command::Pair => panes(state, |s| opening::pair(library, s)),
        Command::ReadAloud => return panes(state, |_| vec![Effect::ReadAloud]),
        Command::Reread => return panes(state, |_| vec![Effect::Reread]),

        Command::Accept => return listed(state, |s| accept(library, s)),
        Command::Pick => listed(state, |s| _ = lists::pick(library, s)),
        Command::Erase => listed(state, |s| lists::erase(library, s)),
        Command::EraseNext => listed(state, |s| lists::edit_field(library, s, Input::delete)),
        Command::EraseWord => listed(state, |s| lists::edit_field(library, s, Input::delete_word)),
        Command::EraseAll => listed(state, |s| lists::edit_field(library, s, Input::clear)),
        Command::CaretLeft => listed(state, |s| lists::move_caret(s, Input::left)),
        Command::CaretRight => listed(state, |s| lists::move_caret(s, Input::right)),
        Command::CaretHome => listed(state, |s| lists::move_caret(s, Input::home)),
        Command::CaretEnd => listed(state, |s| lists::move_caret(s, Input::end)),
    }
    Vec::new()
}

/// Takes the row of the list under the cursor, and does the command that it is of.
pub(super) fn accept(library: &Library, state: &mut State) -> Vec<Effect> {
    match lists::accept(library, state) {
        Accepted::Done(effects) => effects,
        Accepted::Perform(command) => perform(library, state, command),
    }
}

fn copied(library: &Library, state: &mut State, what: Copied) -> Vec<Effect> {
    panes(state, |s| copy::perform(library, s, what))
}

const fn in_list(state: &State) -> bool {
    matches!(state.overlay, Overlay::List(_))
}

/// Does what is meant for the panes; nothing while a list lies over them. The question what to
/// copy is dropped.
fn panes<T: Default>(state: &mut State, deed: impl FnOnce(&mut State) -> T) -> T {
    if in_list(state) {
        return T::default();
    }
    state.overlay = Overlay::None;
    deed(state)
}

/// Does what is meant for a list; nothing without one, but the question what to copy is dropped.
fn listed<T: Default>(state: &mut State, deed: impl FnOnce(&mut State) -> T) -> T {
    if in_list(state) {
        return deed(state);
    }
    state.overlay = Overlay::None;
    T::default()
}

/// Moves up or down in whatever the keys go to.
fn stride(library: &Library, state: &mut State, stride: Stride) {
    if in_list(state) {
        lists::stride(library, state, stride);
    } else {
        panes(state, |s| moving::stride(library, s, stride));
    }
}

/// One step back: out of the list, the question what to copy, or the panes' latest view.
fn leave(library: &Library, state: &mut State) {
    match state.overlay {
        Overlay::List(_) => lists::close(state),
        Overlay::Copying => state.overlay = Overlay::None,
        Overlay::None => super::escape(library, state),
    }
}
