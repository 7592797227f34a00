//! The full screen for screen readers (`--a11y tui`): one column of plain rows.
//!
//! A move writes no text at all, only the cursor goes to the row, whose text tells its position;
//! scrolling writes one new row. Bytes are made here and sent in one write, since a library that
//! sends differences of cells would have readers speak fragments. Place and marks are those of
//! the explorer's state; the sentences are those of the reading mode.

mod book;
mod keys;
mod paint;

use std::io::{self, Write};

use crossterm::event::Event;

use self::book::{Book, Wish};
use self::paint::Painter;
use super::signals::{self, Events, Happened, Note};
use super::terminal::{self, Guard};
use super::text_mode::{self, Given};
use super::{Ended, Host, Options};
use crate::explorer::{Action, State, update};
use crate::model::{Library, NodeId};
use crate::reading::{Desk, Ending};
use crate::search::Engine;

/// Runs it until the user leaves it or a signal ends it.
///
/// # Errors
/// When there is no terminal or it fails. It has been given back in any case.
pub fn run(library: &Library, options: &Options, host: &mut dyn Host) -> io::Result<Ended> {
    let events = Events::listen()?;
    let guard = Guard::take(false)?;
    let mut state = State::new(library, options.settings);
    if let Some(saved) = &options.saved {
        state.restore(library, saved);
    }
    let engine = Engine::new(library);
    let given = Given::of(options);
    let desk = Desk {
        library,
        finder: &engine,
        yomi: given.reader(),
        source: None,
        lang: options.settings.lang,
        page: 0,
        has_screen: false,
    };
    let place = options.start.or_else(|| state.selected());
    let marks = marks_of(&state);
    let mut shell = Shell {
        book: Book::new(&desk, place.unwrap_or(NodeId(0)), marks),
        desk,
        painter: Painter::default(),
        guard: &guard,
        events,
        host,
        state,
        given,
    };
    if let Some(notice) = &options.notice {
        shell.book.tell(notice);
    }
    let signal = shell.run()?;
    shell.settle_state();
    let left_at = shell.book.whereabouts(&desk);
    let saved = shell.state.saved(library);
    drop(guard);
    // On a terminal that is gone nobody hears it; place and marks are kept all the same.
    let _ = say_last(&desk, &left_at);
    Ok(Ended { saved, signal })
}

fn marks_of(state: &State) -> Vec<NodeId> {
    state.marks.iter().map(|mark| mark.node).collect()
}

/// One line on the ordinary screen, so that the shell's prompt is not the only thing heard.
fn say_last(desk: &Desk<'_>, left_at: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let words = desk.say("終わりました。最後にいた場所は、", "Left at: ");
    writeln!(out, "{words}{left_at}")?;
    out.flush()
}

struct Shell<'a> {
    desk: Desk<'a>,
    book: Book,
    painter: Painter,
    guard: &'a Guard,
    events: Events,
    host: &'a mut dyn Host,
    /// What is kept for the next start; place and marks are the book's until the end.
    state: State,
    given: Given,
}

/// Whether the loop goes on.
enum Flow {
    On,
    Quit(Option<i32>),
}

impl Shell<'_> {
    fn run(&mut self) -> io::Result<Option<i32>> {
        loop {
            self.paint()?;
            match self.events.next()? {
                Happened::Note(Note::Leave(signal)) => return Ok(Some(signal)),
                Happened::Note(Note::Suspend) => self.suspend()?,
                Happened::Note(Note::Continued) => {
                    self.guard.enter()?;
                    self.painter.forget();
                }
                Happened::Event(event) => {
                    if let Flow::Quit(signal) = self.act(event)? {
                        return Ok(signal);
                    }
                }
                // The next frame asks for the size itself.
                Happened::Resized => {}
            }
        }
    }

    /// One frame in one write; nothing where nothing changed.
    fn paint(&mut self) -> io::Result<()> {
        let (columns, rows) = crossterm::terminal::size()?;
        self.book.resize(&self.desk, columns, rows);
        let bytes = self
            .painter
            .frame(&self.book.view(&self.desk), columns, rows);
        terminal::write_at_once(bytes.as_bytes())
    }

    fn act(&mut self, event: Event) -> io::Result<Flow> {
        let key = match super::input::action(event) {
            Some(Action::Key(key)) => key,
            Some(Action::Paste(text)) => {
                self.book.paste(&text);
                return Ok(Flow::On);
            }
            _ => return Ok(Flow::On),
        };
        match self.book.press(&self.desk, key) {
            Wish::Nothing => {}
            Wish::Redraw => self.painter.forget(),
            Wish::Suspend => self.suspend()?,
            Wish::Quit => return Ok(Flow::Quit(None)),
            Wish::Text => return self.text(),
        }
        Ok(Flow::On)
    }

    fn suspend(&mut self) -> io::Result<()> {
        self.guard.leave();
        signals::stop();
        self.guard.enter()?;
        self.painter.forget();
        Ok(())
    }

    /// The reading mode at the same place, and back.
    fn text(&mut self) -> io::Result<Flow> {
        self.guard.leave();
        let away = self.events.away();
        self.settle_state();
        let visit = text_mode::Visit {
            library: self.desk.library,
            lang: self.desk.lang,
            given: self.given,
            finder: self.desk.finder,
        };
        let ending = text_mode::visit(&visit, &mut self.state, self.host)?;
        drop(away);
        let marks = marks_of(&self.state);
        if let Some(place) = self.state.selected() {
            self.book.take_over(&self.desk, place, marks);
        }
        if ending != Ending::Screen {
            return Ok(Flow::Quit(None));
        }
        self.guard.enter()?;
        self.painter.forget();
        Ok(Flow::On)
    }

    /// Place and marks of the book go into the state.
    fn settle_state(&mut self) {
        let place = self.book.selected(&self.desk);
        let marks = self.book.marks().to_vec();
        let library = self.desk.library;
        update(library, &mut self.state, Action::TakeOver { place, marks });
    }
}
