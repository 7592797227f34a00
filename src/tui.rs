//! The terminal edge of the explorer: events in, frames and effects out.
//!
//! Nothing is decided here; see [`crate::explorer`].

mod a11y;
pub mod arrivals;
mod ask;
pub mod backend;
pub mod canvas;
mod clipboard;
#[cfg(unix)]
pub mod decode;
pub mod draw;
mod editor;
mod fresh;
mod host;
mod input;
pub mod loading;
mod map;
mod options;
mod overlay;
pub mod pouring;
mod signals;
mod terminal;
pub use self::terminal::size as terminal_size;
pub mod text_mode;
pub mod theme;
mod tree;
mod waker;
pub mod watch;

use std::borrow::Cow;
use std::io::{self, Stdout};

use crossterm::event::Event as TerminalEvent;
use ratatui::Terminal;

use self::arrivals::Incoming;
use self::ask::Answers;
pub use self::ask::Ask;
use self::backend::RowBackend;
pub use self::host::{Host, NoHost};
use self::loading::Held;
pub use self::options::Options;
use self::pouring::Inflow;
use self::signals::{Event, Events, Note};
use self::terminal::Guard;
use self::text_mode::TextOptions;
use self::theme::{Screen, Theme};
use self::watch::Watch;
use crate::explorer::{Action, Command, Effect, Hint, Saved, State, update};
use crate::lang::Lang;
use crate::model::Library;
use crate::reading::Ending;
use crate::text::Ruler;

/// How the explorer ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ended {
    /// What is to be kept for the next time.
    pub saved: Saved,
    /// The signal that ended it, if one did.
    pub signal: Option<i32>,
}

/// Runs the explorer on the terminal until the user leaves it or a signal ends it; on the one that
/// is `held`, where documents were long to read.
///
/// # Errors
/// When there is no terminal or it fails. It has been given back in any case.
pub fn run(
    library: &Library,
    options: &Options,
    host: &mut dyn Host,
    held: Option<Held>,
) -> io::Result<Ended> {
    if options.a11y {
        return a11y::run(library, options, host);
    }
    let (guard, mut events) = match held {
        Some(Held { guard, events }) => {
            guard.set_mouse(options.settings.mouse)?;
            (guard, events)
        }
        None => {
            let events = Events::listen()?;
            (Guard::take(options.settings.mouse)?, events)
        }
    };
    // The terminal thinks about its answer while the state is made.
    events.ask(&options.ask)?;
    let mut state = State::new(library, options.settings);
    state.keys = options.keys.clone();
    state.message.clone_from(&options.notice);
    state.sheets.clone_from(&options.sheets);
    state.hint = options.is_first.then(Hint::default);
    match &options.saved {
        Some(saved) if *saved != Saved::default() => state.restore(library, saved),
        _ => {
            let (columns, rows) = terminal::size()?;
            update(library, &mut state, Action::Start(columns, rows));
        }
    }
    let (coming, pouring) = (host.coming(), host.pouring());
    if coming.is_some() || pouring.is_some() {
        let saved = options.saved.as_ref();
        let saved = saved.filter(|saved| **saved != Saved::default());
        state.await_documents(library, saved);
    }
    if let Some(start) = options.start {
        update(library, &mut state, Action::Go(start));
    }
    if let Some((old, new)) = options.compare {
        state.compare(library, old, new);
        update(library, &mut state, Action::Do(Command::Compare));
    }
    let answers = events.answers()?;
    if let Some(columns) = answers.ambiguous_width {
        let ruler = Ruler::with_ambiguous_width(columns);
        update(library, &mut state, Action::Measure(ruler));
    }
    let ruler = state.settings.ruler;
    let backend = RowBackend::new(io::stdout(), terminal::size, ruler);
    // Files are looked after once all of them have been read.
    let watch = match (&coming, &pouring) {
        (Some(_), _) | (_, Some(_)) => None,
        (None, None) => host
            .rereader()
            .map(|rereader| Watch::start(rereader, events.waker())),
    };
    let incoming = coming.map(|coming| Incoming::start(coming, events.waker()));
    let inflow = pouring.map(|pouring| Inflow::start(pouring, events.waker()));
    let mut shell = Shell {
        library: Cow::Borrowed(library),
        state,
        terminal: Terminal::new(backend)?,
        screen: Screen {
            color: options.color,
            depth: options.depth,
            tone: options.tone,
            background: answers.background,
        },
        guard: &guard,
        events,
        host,
        text_options: TextOptions::of(options),
        watch,
        incoming,
        inflow,
        unreadable: false,
    };
    let signal = shell.run()?;
    guard.leave_for_good(&mut shell.events);
    Ok(Ended {
        saved: shell.state.saved(&shell.library),
        signal,
    })
}

/// How many events are taken in between two frames.
const AT_ONCE: usize = 1000;

/// The loop and what it holds.
struct Shell<'a> {
    library: Cow<'a, Library>,
    state: State,
    terminal: Terminal<RowBackend<Stdout>>,
    screen: Screen,
    guard: &'a Guard,
    events: Events,
    host: &'a mut dyn Host,
    text_options: TextOptions,
    /// Reads the documents anew.
    watch: Option<Watch>,
    /// Documents that are still being read.
    incoming: Option<Incoming>,
    /// Review sheets that are.
    inflow: Option<Inflow>,
    /// A document that changed could not be read, and that was said.
    unreadable: bool,
}

/// Whether the loop goes on.
#[derive(PartialEq, Eq)]
enum Flow {
    On,
    Quit(Option<i32>),
}

impl Shell<'_> {
    fn run(&mut self) -> io::Result<Option<i32>> {
        if self.incoming.is_some() {
            // What there is stands before more is taken in, which goes through all documents.
            self.frame()?;
            self.let_readers_go_on();
        }
        loop {
            self.take_fresh();
            self.take_arrivals();
            self.take_pieces();
            self.frame()?;
            // A long search goes on between frames as long as nothing is typed.
            while self.state.is_working() && !self.events.ready()? {
                self.act(Action::Work)?;
                self.frame()?;
            }
            // What has been typed ahead is taken in before the next frame is drawn; where it
            // does not end, the screen is to show some of it.
            for _ in 0..AT_ONCE {
                let event = self.events.next()?;
                if let Flow::Quit(signal) = self.handle(event)? {
                    return Ok(signal);
                }
                if !self.events.ready()? {
                    break;
                }
            }
        }
    }

    fn handle(&mut self, event: Event) -> io::Result<Flow> {
        match event {
            Event::Note(note) => self.on_note(note),
            Event::Input(event) => self.take_event(event),
            Event::Answered(answers) => {
                self.learn(answers)?;
                Ok(Flow::On)
            }
            // The next frame asks for the size itself.
            Event::Resized => Ok(Flow::On),
        }
    }

    /// The explorer has no Alt chords: what looks like one is Escape and a key that came
    /// together, and neither may be lost.
    fn take_event(&mut self, event: TerminalEvent) -> io::Result<Flow> {
        if let Some(keys) = input::escape_and_key(&event) {
            for key in keys {
                if let Flow::Quit(signal) = self.act(Action::Key(key))? {
                    return Ok(Flow::Quit(signal));
                }
            }
            return Ok(Flow::On);
        }
        input::action(event).map_or(Ok(Flow::On), |action| self.act(action))
    }

    /// What the terminal says of itself, over a slow link, after the first frame.
    fn learn(&mut self, answers: Answers) -> io::Result<()> {
        self.screen.background = self.screen.background.or(answers.background);
        if let Some(columns) = answers.ambiguous_width {
            let ruler = Ruler::with_ambiguous_width(columns);
            if ruler != self.state.settings.ruler {
                update(&self.library, &mut self.state, Action::Measure(ruler));
                self.terminal.backend_mut().set_ruler(ruler);
                self.redraw()?;
            }
        }
        Ok(())
    }

    fn frame(&mut self) -> io::Result<()> {
        let mut size = self.terminal.size().map(|size| (size.width, size.height))?;
        loop {
            if self.state.size != size {
                let resize = Action::Resize(size.0, size.1);
                update(&self.library, &mut self.state, resize);
            }
            let view = canvas::View {
                library: &self.library,
                state: &self.state,
                theme: &Theme::of(self.state.settings.theme, &self.screen),
            };
            let drawn = self.terminal.draw(|frame| {
                // The window may have changed since it was asked for its size.
                if (frame.area().width, frame.area().height) == size {
                    let cursor = draw::draw(view, frame.buffer_mut());
                    frame.set_cursor_position(cursor);
                }
            })?;
            let now = (drawn.area.width, drawn.area.height);
            if now == size {
                return Ok(());
            }
            size = now;
        }
    }

    fn act(&mut self, action: Action) -> io::Result<Flow> {
        for effect in update(&self.library, &mut self.state, action) {
            if let Flow::Quit(signal) = self.perform(effect)? {
                return Ok(Flow::Quit(signal));
            }
        }
        Ok(Flow::On)
    }

    fn perform(&mut self, effect: Effect) -> io::Result<Flow> {
        match effect {
            Effect::Quit => return Ok(Flow::Quit(None)),
            Effect::Redraw => self.redraw()?,
            Effect::Suspend => self.suspend()?,
            Effect::Save => {
                let saved = self.state.saved(&self.library);
                // Before what was done ("marked"), which it is about: a narrow line cuts the end.
                let trouble = self.host.save(&saved).unwrap_or_else(|error| {
                    Some(text_mode::not_kept(&error, self.state.settings.lang))
                });
                if let Some(trouble) = trouble {
                    let done = self.state.message.take().into_iter();
                    let said: Vec<String> = std::iter::once(trouble).chain(done).collect();
                    self.tell(said.join(" "));
                }
            }
            Effect::Copy(text) => {
                let lang = self.state.settings.lang;
                let out = self.terminal.backend_mut().writer_mut();
                let said = clipboard::copy(out, &text, lang);
                self.tell(said.unwrap_or_else(|error| error.to_string()));
            }
            Effect::Export(wanted) => {
                let lang = self.state.settings.lang;
                let said = self.host.export(&self.library, &wanted, lang);
                self.tell(said.unwrap_or_else(|error| error.to_string()));
            }
            Effect::Mouse(on) => self.guard.set_mouse(on)?,
            Effect::OpenEditor { source, line } => self.edit(&source, line)?,
            Effect::ReadAloud => return self.read_aloud(),
            Effect::Reread => self.ask_to_reread(),
            Effect::Rearrange(view) => self.rearrange(view),
        }
        Ok(Flow::On)
    }

    /// The reading mode at the same place, and back to the screen that was left.
    fn read_aloud(&mut self) -> io::Result<Flow> {
        self.guard.leave(&mut self.events);
        let away = self.events.away();
        let library: &Library = &self.library;
        let engine = self.state.engine();
        let visit = text_mode::Visit {
            library,
            lang: self.state.settings.lang,
            text_options: self.text_options,
            finder: engine.as_ref(),
            compare: self
                .state
                .comparison
                .as_ref()
                .map(|both| (both.old, both.new)),
        };
        let ending = text_mode::visit(&visit, &mut self.state, self.host)?;
        drop(away);
        if ending != Ending::Screen {
            return Ok(Flow::Quit(None));
        }
        self.guard.enter()?;
        self.redraw()?;
        Ok(Flow::On)
    }

    fn tell(&mut self, text: String) {
        update(&self.library, &mut self.state, Action::Tell(text));
    }

    fn on_note(&mut self, note: Note) -> io::Result<Flow> {
        match note {
            Note::Leave(signal) => {
                self.perform(Effect::Save)?;
                return Ok(Flow::Quit(Some(signal)));
            }
            Note::Suspend => self.suspend()?,
            Note::Continued => {
                // The shell may have taken the terminal's modes back meanwhile.
                self.guard.enter()?;
                self.redraw()?;
            }
        }
        Ok(Flow::On)
    }

    fn redraw(&mut self) -> io::Result<()> {
        self.terminal.backend_mut().forget();
        self.terminal.clear()
    }

    fn suspend(&mut self) -> io::Result<()> {
        self.guard.leave(&mut self.events);
        signals::stop();
        self.guard.enter()?;
        self.redraw()
    }

    /// Opens the source: the file itself where there is one, else a copy of what was read.
    fn edit(&mut self, source: &str, line: u32) -> io::Result<()> {
        self.guard.leave(&mut self.events);
        let away = self.events.away();
        let result = self.edit_outside(source, line);
        drop(away);
        self.guard.enter()?;
        self.redraw()?;
        if let Err(error) = result {
            self.tell(error.to_string());
        }
        self.reread_after_editor();
        Ok(())
    }

    fn edit_outside(&self, source: &str, line: u32) -> io::Result<()> {
        let lang = self.state.settings.lang;
        if let Some(path) = self.host.source_path(source) {
            return editor::run(&path, line, lang);
        }
        match self.host.source_text(source) {
            Some(text) => editor::run_on_copy(&text, line, lang),
            None => Err(io::Error::other(match lang {
                Lang::Ja => format!("{source}: 開くファイルがありません"),
                Lang::En => format!("{source}: there is no file to open"),
            })),
        }
    }
}

#[cfg(test)]
mod tests;
