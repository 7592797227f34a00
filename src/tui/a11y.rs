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
use super::{Ended, Host, Options, text_mode};
use crate::explorer::{Action, Mark, State, update};
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
    let desk = Desk {
        library,
        finder: &engine,
        yomi: None,
        source: None,
        lang: options.settings.lang,
        page: 0,
        has_screen: false,
    };
    let place = options.start.or_else(|| state.selected());
    let marks = state.marks.iter().map(|mark| mark.node).collect();
    let mut shell = Shell {
        book: Book::new(&desk, place.unwrap_or(NodeId(0)), marks),
        desk,
        painter: Painter::default(),
        guard: &guard,
        events,
        host,
    };
    let signal = shell.run()?;
    let (place, marks) = (shell.book.selected(&desk), shell.book.marks().to_vec());
    let left_at = shell.book.whereabouts(&desk);
    drop(guard);
    say_last(&left_at)?;
    update(library, &mut state, Action::Go(place));
    keep_marks(&mut state, &marks);
    Ok(Ended {
        saved: state.saved(library),
        signal,
    })
}

/// One line on the ordinary screen, so that the shell's prompt is not the only thing heard.
fn say_last(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{text}")?;
    out.flush()
}

/// Takes the marks over; those that were there keep their notes.
fn keep_marks(state: &mut State, marks: &[NodeId]) {
    state.marks.retain(|mark| marks.contains(&mark.node));
    for node in marks {
        if !state.is_marked(*node) {
            state.marks.push(Mark {
                node: *node,
                note: String::new(),
            });
        }
    }
}

struct Shell<'a> {
    desk: Desk<'a>,
    book: Book,
    painter: Painter,
    guard: &'a Guard,
    events: Events,
    host: &'a mut dyn Host,
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
        let visit = text_mode::visit(&text_mode::Visit {
            library: self.desk.library,
            lang: self.desk.lang,
            finder: self.desk.finder,
            place: self.book.selected(&self.desk),
            marks: self.book.marks(),
            host: self.host,
        });
        let outcome = visit?;
        if outcome.ending != Ending::Screen {
            self.book.take_over(&self.desk, &outcome);
            return Ok(Flow::Quit(None));
        }
        self.guard.enter()?;
        self.painter.forget();
        self.book.take_over(&self.desk, &outcome);
        Ok(Flow::On)
    }
}
