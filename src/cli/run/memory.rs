//! What the reading mode keeps: place, marks and verbosity from one start to the next, and the
//! documents as they come.

use std::cell::RefCell;
use std::io;
use std::rc::Rc;
use std::sync::mpsc::TryRecvError;
use std::sync::{Arc, Mutex, PoisonError};

use super::{NOT_KEPT, Opened};
use crate::cli::door::warn;
use crate::explorer::{Arrived, Settings, State, arrive};
use crate::lang::Lang;
use crate::marks::split_document;
use crate::model::{Library, Presence};
use crate::reading::{self, Arrivals, Came, Finder, Found, Outcome, Place};
use crate::search::Engine;
use crate::store::{Kept, Store, Warning};
use crate::text::Harmless;
use crate::tui::arrivals::{Arrival, Coming};
use crate::tui::text_mode;

/// What is kept from one start to the next. It goes through the explorer's own state, so that
/// what only the explorer knows (open nodes, queries, notes) stays as it is.
pub(super) struct Memory<'a> {
    opened: &'a Opened,
    /// The documents as they are, where others came since they were opened.
    library: RefCell<Option<Rc<Library>>>,
    /// Those that are still being read, and those that have been.
    coming: RefCell<Option<Coming>>,
    waiting: RefCell<Vec<Arrival>>,
    /// What could not be read or kept of those that came, a sentence each.
    troubles: RefCell<Vec<String>>,
    late: Option<Arc<Mutex<Vec<Warning>>>>,
    engine: RefCell<Rc<Engine>>,
    store: RefCell<Store>,
    pub(super) state: RefCell<State>,
    kept: RefCell<Kept>,
    /// Whether the place and the verbosity of the last time hold.
    resumes: bool,
    failure: RefCell<Option<io::Error>>,
}

impl<'a> Memory<'a> {
    pub(super) fn load(opened: &'a Opened, resumes: bool) -> Self {
        let gradual = opened.gradual.take();
        let (mut store, coming, late) = match gradual {
            Some(own) => (own.store, own.coming, Some(own.warnings)),
            None => (opened.store(), None, None),
        };
        let loaded = store.load(opened.look.lang);
        for warning in &loaded.warnings {
            warn(&Harmless::line(&format!("shisaku: {}", warning.long())));
        }
        let kept = loaded.kept;
        let mut state = State::new(&opened.library, Settings::default());
        state.sheets.clone_from(&opened.sheets);
        state.restore(&opened.library, &kept.saved);
        if coming.is_some() {
            state.await_documents(&opened.library, Some(&kept.saved));
        }
        let place = kept.saved.place.clone().filter(|_| resumes);
        let memory = Self {
            opened,
            library: RefCell::new(None),
            coming: RefCell::new(coming),
            waiting: RefCell::default(),
            troubles: RefCell::default(),
            late,
            engine: RefCell::new(Rc::new(Engine::new())),
            store: RefCell::new(store),
            state: RefCell::new(state),
            kept: RefCell::new(kept),
            resumes,
            failure: RefCell::new(None),
        };
        if let Some((document, _)) = place.as_deref().and_then(split_document) {
            memory.wait_for(document);
        }
        memory
    }

    /// The documents, where others came since they were opened.
    pub(super) fn library(&self) -> Option<Rc<Library>> {
        self.library.borrow().clone()
    }

    fn with_library<T>(&self, ask: impl FnOnce(&Library) -> T) -> T {
        let own = self.library();
        ask(own.as_deref().unwrap_or(&self.opened.library))
    }

    /// Waits until the document is there in which the place of the last time is.
    fn wait_for(&self, document: usize) {
        let is_coming = self.with_library(|library| {
            let info = library.documents().get(document);
            info.is_some_and(|info| info.presence == Presence::Coming)
        });
        if !is_coming {
            return;
        }
        if let Some(coming) = &*self.coming.borrow() {
            while let Ok(arrival) = coming.arrivals.recv() {
                let is_it = arrival.document == document;
                self.waiting.borrow_mut().push(arrival);
                if is_it {
                    break;
                }
            }
        }
        self.take_in();
    }

    /// Takes in what has been read.
    fn take_in(&self) -> Came {
        let lang = self.opened.look.lang;
        let mut arrived = Vec::new();
        for arrival in self.waiting.take() {
            let mut why = None;
            let read = arrival.result.map_err(|trouble| {
                let mut troubles = self.troubles.borrow_mut();
                troubles.push(trouble.get(lang).to_owned());
                why = Some(trouble.refusal());
            });
            // That of the first has more in it, and is there from the start.
            if arrival.document > 0 {
                self.store.borrow_mut().put(arrival.document, arrival.home);
            }
            arrived.push(Arrived {
                document: arrival.document,
                read: read.ok(),
                why,
                marks: arrival.marks,
            });
        }
        // Nobody else has those that came before, but for a session that began with them.
        let own = self.library.borrow_mut().take();
        let own = own.map(|own| Rc::try_unwrap(own).unwrap_or_else(|own| Library::clone(&own)));
        let mut library = own.unwrap_or_else(|| self.opened.library.clone());
        let shift = arrive(&mut library, &mut self.state.borrow_mut(), arrived);
        let library = Rc::new(library);
        *self.library.borrow_mut() = Some(Rc::clone(&library));
        *self.engine.borrow_mut() = Rc::new(Engine::new());
        Came { library, shift }
    }

    pub(super) fn start(&self) -> Option<Place> {
        let place = self.state.borrow().selected().filter(|_| self.resumes)?;
        self.with_library(|library| {
            let is_here = library.document_of(place).presence == Presence::Here;
            is_here.then(|| Place::of(library, place))
        })
    }

    pub(super) fn marks(&self) -> Vec<Place> {
        let state = self.state.borrow();
        let places = state.marks.iter();
        self.with_library(|library| places.map(|mark| Place::of(library, mark.node)).collect())
    }

    pub(super) fn verbosity(&self) -> reading::Verbosity {
        if self.resumes {
            self.kept.borrow().verbosity
        } else {
            reading::Verbosity::default()
        }
    }

    /// Keeps what has changed. Returns what is to be told where marks are not kept.
    pub(super) fn take(&self, outcome: &Outcome) -> Option<String> {
        let library = self.library();
        let library = library.as_deref().unwrap_or(&self.opened.library);
        let lang = self.opened.look.lang;
        let mut state = self.state.borrow_mut();
        let before = self.kept.borrow().clone();
        text_mode::take(library, &mut state, outcome);
        let saved = state.saved(library);
        let now = if self.resumes {
            Kept {
                saved,
                verbosity: outcome.verbosity,
            }
        } else {
            let mut now = before.clone();
            now.saved.marks = saved.marks;
            now
        };
        if now == before {
            return None;
        }
        let marked = now.saved.marks != before.saved.marks;
        let done = self.store.borrow_mut().save(&now);
        *self.kept.borrow_mut() = now;
        match done {
            Ok(unkept) => {
                *self.failure.borrow_mut() = None;
                let unkept = unkept.filter(|_| marked)?;
                Some(unkept.get(lang).to_owned())
            }
            Err(why) => {
                let notice = marked.then(|| text_mode::not_kept(&why, lang));
                *self.failure.borrow_mut() = Some(why);
                notice
            }
        }
    }

    /// Says once, at the end, what could not be read or kept.
    pub(super) fn complain(&self) {
        for line in &*self.troubles.borrow() {
            warn(&Harmless::line(&format!("shisaku: {line}")));
        }
        let late = self.late.as_ref();
        let late = late.map(|late| late.lock().unwrap_or_else(PoisonError::into_inner));
        for warning in late.iter().flat_map(|late| late.iter()) {
            warn(&Harmless::line(&format!("shisaku: {}", warning.long())));
        }
        if let Some(why) = &*self.failure.borrow() {
            let text = NOT_KEPT.get(self.opened.look.lang);
            warn(&Harmless::line(&format!("shisaku: {text}: {why}")));
        }
    }
}

impl Arrivals for Memory<'_> {
    fn take(&self) -> Option<Came> {
        loop {
            let next = self.coming.borrow().as_ref()?.arrivals.try_recv();
            match next {
                Ok(arrival) => self.waiting.borrow_mut().push(arrival),
                Err(TryRecvError::Empty) => return None,
                Err(TryRecvError::Disconnected) => break,
            }
        }
        self.coming.take();
        Some(self.take_in())
    }
}

impl Finder for Memory<'_> {
    fn find(&self, library: &Library, words: &str, lang: Lang) -> Found {
        let engine = Rc::clone(&self.engine.borrow());
        engine.find(library, words, lang)
    }
}
