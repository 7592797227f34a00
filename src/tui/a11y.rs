//! The full screen for screen readers (`--a11y tui`): one column of plain rows.
//!
//! A move writes no text at all, only the cursor goes to the row, whose text tells its position;
//! scrolling writes one new row. Bytes are made here and sent in one write, since a library that
//! sends differences of cells would have readers speak fragments. Place and marks are those of
//! the explorer's state; the sentences are those of the reading mode.

mod documents;
mod keys;
mod pages;
mod paint;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::io::{self, Write};
use std::time::Duration;

use crossterm::event::Event as TerminalEvent;

use self::keys::Turn;
use self::pages::{Pages, Request};
use self::paint::Painter;
use super::arrivals::{Arrival, Incoming};
use super::ask::Ask;
use super::fresh::{News, as_seen, news, take_some};
use super::signals::{self, Event, Events, Note};
use super::terminal::{self, Guard};
use super::text_mode::{self, TextOptions};
use super::watch::{Anew, Fresh, Outcome, Reread, Watch};
use super::{Ended, Host, Options};
use crate::explorer::{Action, Key, State, rearrange, reread, update, words};
use crate::lang::Text;
use crate::ledger::EVERYTHING;
use crate::model::{Library, NodeId};
use crate::reading::{Ending, ReadingState, coming_words};
use crate::review::View;
use crate::text::{Harmless, Ruler, wrap_words_with};

/// Between two writes that a reader takes for two. TDSR looks at the cursor 20 milliseconds after
/// a key, VTE tells Orca what changed after about 50.
const MOMENT: Duration = Duration::from_millis(150);

/// Runs it until the user leaves it or a signal ends it.
///
/// # Errors
/// When there is no terminal or it fails. It has been given back in any case.
pub fn run(library: &Library, options: &Options, host: &mut dyn Host) -> io::Result<Ended> {
    let ruler = options.settings.ruler;
    let mut events = Events::listen()?;
    let guard = Guard::take(false)?;
    let mut state = State::new(library, options.settings);
    state.sheets.clone_from(&options.sheets);
    if let Some(saved) = &options.saved {
        state.restore(library, saved);
    }
    let mut coming = host
        .coming()
        .map(|coming| Incoming::start(coming, events.waker()));
    if coming.is_some() {
        if let Some(here) = documents::first_here(library, &state) {
            update(library, &mut state, Action::Go(here));
        }
        state.await_documents(library, options.saved.as_ref());
    }
    // Files are looked after once all of them have been read.
    let mut watch = None;
    let text_options = TextOptions::of(options);
    let (mut painter, mut unreadable) = (Painter::new(ruler), false);
    let mut library = Cow::Borrowed(library);
    let mut place = options
        .start
        .or_else(|| documents::first_here(&library, &state));
    let mut notice = options.notice.clone();
    if let Some(more) = coming_words(&library, options.settings.lang) {
        notice = Some(notice.map_or(more.clone(), |notice| notice + " " + &more));
    }
    // Once for the documents as they are, and again whenever they have been read anew.
    loop {
        if watch.is_none() && coming.is_none() {
            let rereader = host.rereader();
            watch = rereader.map(|rereader| Watch::start(rereader, events.waker()));
        }
        let engine = state.engine();
        let joined = state.joined();
        let became = text_mode::became(&library, joined.as_ref(), options.settings.lang);
        let reading = ReadingState {
            library: &library,
            sums: &EVERYTHING,
            finder: engine.as_ref(),
            yomi: text_options.reader(),
            source: None,
            became: joined.is_some().then_some(&became),
            lang: options.settings.lang,
            page: 0,
            has_screen: false,
            compare: options
                .compare
                .and_then(|_| documents::compared(&library, state.sheets.is_some())),
            year_before: options.year_before,
        };
        let marks = marks_of(&state);
        let mut shell = Shell {
            pages: Pages::new(&reading, place.unwrap_or(NodeId(0)), marks, ruler)
                .for_braille(options.braille),
            reading,
            painter: &mut painter,
            guard: &guard,
            events: &mut events,
            ask: options.ask,
            host: &mut *host,
            state: &mut state,
            text_options,
            watch: watch.as_ref(),
            coming: coming.as_mut(),
            unreadable: &mut unreadable,
        };
        shell.hand_notes();
        if let Some(notice) = notice.take() {
            shell.pages.tell(&notice);
        }
        let stop = shell.run()?;
        shell.settle_state();
        let left_at = shell.pages.whereabouts(&reading);
        match stop {
            Stop::Left(signal) => {
                let saved = state.saved(&library);
                guard.leave_for_good(&mut events);
                drop(guard);
                // On a terminal that is gone nobody hears it; place and marks are kept all the same.
                let _ = say_last(&reading, &left_at, ruler);
                return Ok(Ended { saved, signal });
            }
            Stop::Fresh(fresh) => {
                drop(became);
                let fresh = as_seen(&library, *fresh, &state, host);
                notice = Some(documents::heard(&library, &fresh, options.settings.lang));
                reread(&library, &fresh, &mut state);
                place = state.selected();
                library = Cow::Owned(fresh);
            }
            Stop::Came(batch) => {
                drop(became);
                coming = None;
                notice = documents::take(&mut library, &mut state, batch, host);
                place = state.selected();
            }
            Stop::Anew(anew) => {
                drop(became);
                notice = take_some(&mut library, &mut state, anew);
                place = state.selected();
            }
            Stop::View(view) => {
                drop(became);
                let made = show(&library, &mut state, view, host);
                place = state.selected();
                notice = state.message.take();
                library = made.map_or(library, Cow::Owned);
            }
        }
    }
}

/// Shows other review data.
fn show(library: &Library, state: &mut State, view: View, host: &mut dyn Host) -> Option<Library> {
    let made = rearrange(library, state, view)?;
    host.take_text(Fresh {
        name: made.source,
        text: made.text,
    });
    Some(made.library)
}

/// The view that the key asks for, or why there is none.
fn turned(state: &State, turn: Turn) -> Result<View, Text> {
    let sheets = state.sheets.as_ref().ok_or(words::NO_SHEETS)?;
    match turn {
        Turn::Earlier => sheets.other_year(false).ok_or(words::NO_EARLIER_YEAR),
        Turn::Later => sheets.other_year(true).ok_or(words::NO_LATER_YEAR),
        Turn::Figure => Ok(sheets.next_figure()),
        Turn::Arrangement => Ok(sheets.next_arrangement()),
    }
}

fn marks_of(state: &State) -> Vec<NodeId> {
    state.marks.iter().map(|mark| mark.node).collect()
}

/// A sentence on the ordinary screen, so that the shell's prompt is not the only thing heard. It is
/// broken between words: the terminal would break it anywhere.
fn say_last(reading: &ReadingState<'_>, left_at: &str, ruler: Ruler) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let words = reading.say("終わりました。最後にいた場所は、", "Left at: ");
    let sentence = format!("{words}{left_at}");
    let size = terminal::size().ok();
    let lines = match size.and_then(|(columns, _)| text_mode::fitted(columns)) {
        Some(columns) => wrap_words_with(&sentence, columns, ruler),
        None => vec![sentence],
    };
    for line in lines {
        writeln!(out, "{}", Harmless::line(&line))?;
    }
    out.flush()
}

struct Shell<'a> {
    reading: ReadingState<'a>,
    pages: Pages,
    painter: &'a mut Painter,
    guard: &'a Guard,
    events: &'a mut Events,
    /// What the terminal is asked for a sign of life.
    ask: Ask,
    host: &'a mut dyn Host,
    /// What is kept for the next start; place and marks are its pages' until the end.
    state: &'a mut State,
    text_options: TextOptions,
    /// Reads the documents anew.
    watch: Option<&'a Watch>,
    /// Documents that are still being read.
    coming: Option<&'a mut Incoming>,
    /// A document that changed could not be read, and that was said.
    unreadable: &'a mut bool,
}

/// Why the loop stopped.
enum Stop {
    /// The user left, or a signal came.
    Left(Option<i32>),
    /// The documents have been read anew.
    Fresh(Box<Library>),
    /// Those of many that are others now.
    Anew(Vec<Anew>),
    /// All that were still being read have come.
    Came(Vec<Arrival>),
    /// Other review data is to be shown.
    View(View),
}

/// Whether the loop goes on.
enum Flow {
    On,
    View(View),
    Quit(Option<i32>),
}

impl Shell<'_> {
    fn run(&mut self) -> io::Result<Stop> {
        loop {
            if let Some(stop) = self.fresh() {
                return Ok(stop);
            }
            self.paint()?;
            self.paint_rest()?;
            match self.events.next()? {
                Event::Note(Note::Leave(signal)) => return Ok(Stop::Left(Some(signal))),
                Event::Note(Note::Suspend) => self.suspend()?,
                Event::Note(Note::Continued) => {
                    self.guard.enter()?;
                    self.painter.forget();
                }
                Event::Input(event) => match self.act(event)? {
                    Flow::On => {}
                    Flow::View(view) => return Ok(Stop::View(view)),
                    Flow::Quit(signal) => return Ok(Stop::Left(signal)),
                },
                // It asks nothing; and the next frame asks for the size itself.
                Event::Answered(_) | Event::Resized => {}
            }
        }
    }

    /// The documents, where they are others now. What is being typed is typed to its end first.
    fn fresh(&mut self) -> Option<Stop> {
        if self.pages.is_typing() {
            return None;
        }
        if let Some(batch) = self.coming.as_mut().and_then(|coming| coming.all()) {
            return Some(Stop::Came(batch));
        }
        while let Some(outcome) = self.watch?.take() {
            let outcome = match outcome.result {
                Ok(Reread::Some(anew)) if anew.is_empty() => {
                    if outcome.asked {
                        let text = words::NOT_CHANGED.get(self.reading.lang);
                        self.pages.tell_alone(text);
                    }
                    continue;
                }
                Ok(Reread::Some(anew)) => return Some(Stop::Anew(anew)),
                result => Outcome { result, ..outcome },
            };
            match news(outcome, self.host, self.unreadable, self.reading.lang) {
                News::Nothing => {}
                News::Say(text) => self.pages.tell_alone(&text),
                News::Fresh(library) => return Some(Stop::Fresh(Box::new(library))),
            }
        }
        None
    }

    /// One frame in one write; nothing where nothing changed.
    fn paint(&mut self) -> io::Result<()> {
        let (columns, rows) = terminal::size()?;
        self.pages.resize(&self.reading, columns, rows);
        let bytes = self
            .painter
            .frame(&self.pages.view(&self.reading), columns, rows);
        terminal::write_at_once(bytes.as_bytes())
    }

    /// What readers hear better after a moment: rows that changed with the news; after an arrow
    /// to the side news, and the row that the cursor is on in a new page, unless a key came first.
    ///
    /// TDSR says nothing of what is written after an arrow until something is typed, and takes the
    /// terminal's answer to a question for that.
    fn paint_rest(&mut self) -> io::Result<()> {
        if self.painter.is_behind() {
            self.events.ready_within(MOMENT)?;
            self.paint()?;
        }
        if self.pages.owes() {
            // A terminal that never answered is not asked again.
            if !self.events.is_awaiting() {
                self.events.ask(&self.ask)?;
            }
            let hurried = self.events.ready_within(MOMENT)?;
            if !hurried {
                self.events.answers()?;
            }
            self.pages.pay(&self.reading, hurried);
            self.paint()?;
        }
        Ok(())
    }

    fn act(&mut self, event: TerminalEvent) -> io::Result<Flow> {
        // While a search is typed there are no Alt chords: Escape and a key came together.
        if self.pages.is_typing()
            && let Some([escape, key]) = super::input::escape_and_key(&event)
        {
            self.press(escape)?;
            return self.press(key);
        }
        let key = match super::input::action(event) {
            Some(Action::Key(key)) => key,
            Some(Action::Paste(text)) => {
                self.pages.paste(&text);
                return Ok(Flow::On);
            }
            _ => return Ok(Flow::On),
        };
        self.press(key)
    }

    fn press(&mut self, key: Key) -> io::Result<Flow> {
        let marks = self.pages.marks().to_vec();
        let request = self.pages.press(&self.reading, key);
        if self.pages.marks() != marks {
            self.keep();
        }
        match request {
            Request::Nothing => {}
            Request::Redraw => self.painter.forget(),
            Request::Reread => {
                if !self.watch.is_some_and(|watch| watch.ask(true)) {
                    self.pages.tell(words::NO_FILE.get(self.reading.lang));
                }
            }
            Request::Sheets(turn) => match turned(self.state, turn) {
                Ok(view) => return Ok(Flow::View(view)),
                Err(why) => self.pages.tell(why.get(self.reading.lang)),
            },
            Request::Suspend => self.suspend()?,
            Request::Quit => return Ok(Flow::Quit(None)),
            Request::Text => return self.text(),
        }
        Ok(Flow::On)
    }

    /// Keeps changed marks at once; what stands in the way is said at the bottom.
    fn keep(&mut self) {
        self.settle_state();
        self.hand_notes();
        let saved = self.state.saved(self.reading.library);
        let trouble = self.host.save(&saved);
        let lang = self.reading.lang;
        if let Some(text) = trouble.unwrap_or_else(|why| Some(text_mode::not_kept(&why, lang))) {
            self.pages.tell_first(&text);
        }
    }

    /// The pages have the notes that the state has.
    fn hand_notes(&mut self) {
        let marks = self.state.marks_ever();
        let notes = marks.map(|mark| (mark.node, mark.note.clone())).collect();
        self.pages.take_notes(notes, self.state.lost.clone());
    }

    fn suspend(&mut self) -> io::Result<()> {
        self.guard.leave(self.events);
        signals::stop();
        self.guard.enter()?;
        self.painter.forget();
        Ok(())
    }

    /// The reading mode at the same place, and back.
    fn text(&mut self) -> io::Result<Flow> {
        self.guard.leave(self.events);
        let away = self.events.away();
        self.settle_state();
        let visit = text_mode::Visit {
            library: self.reading.library,
            lang: self.reading.lang,
            text_options: self.text_options,
            finder: self.reading.finder,
            compare: self.reading.compare,
        };
        let ending = text_mode::visit(&visit, self.state, self.host)?;
        drop(away);
        let marks = marks_of(self.state);
        if let Some(place) = self.state.selected() {
            self.pages.take_over(&self.reading, place, marks);
            self.hand_notes();
        }
        if ending != Ending::Screen {
            return Ok(Flow::Quit(None));
        }
        self.guard.enter()?;
        self.painter.forget();
        Ok(Flow::On)
    }

    /// Place and marks of the pages go into the state.
    fn settle_state(&mut self) {
        let place = self.pages.selected(&self.reading);
        let marks = self.pages.marks().to_vec();
        let library = self.reading.library;
        update(library, self.state, Action::TakeOver { place, marks });
    }
}
