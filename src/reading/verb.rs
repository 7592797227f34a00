//! What can be asked for in the reading mode, one verb for each command word.

/// The commands without what follows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verb {
    /// The items of this place.
    List,
    /// The sibling after.
    Next,
    /// The sibling before.
    Previous,
    /// An item by number or address.
    Open,
    /// The parent.
    Up,
    /// The document.
    Top,
    /// One sentence about the place.
    Where,
    /// Figures and text.
    Read,
    /// Budget lines at or below the place.
    Budget,
    /// Search.
    Search,
    /// The hits again.
    Results,
    /// What a total holds and leaves out.
    Why,
    /// The largest changes.
    Changes,
    /// What became of the programmes of an earlier document.
    Compare,
    /// What became of the money, by review sheets.
    Trace,
    /// Leave the current list.
    Close,
    /// From what is listed again to its original.
    Original,
    /// The place left last.
    Back,
    /// The last answer again.
    Again,
    /// The rest of a long answer.
    More,
    /// Mark or unmark the place.
    Mark,
    /// The marked places.
    Marks,
    /// How much is told.
    Verbosity,
    /// Back to the full screen.
    Screen,
    /// Explanations.
    Help,
    /// The end.
    Quit,
}
