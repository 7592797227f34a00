//! Reads review data on a thread of its own, while what has been read of it is shown already.
//!
//! Each piece has all that stands before it; the next one is made when the reading has taken twice as long, so
//! that all of them together take no longer than the last.

use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::{Duration, Instant};

use super::data::{self, Asked};
use super::loading::trouble;
use super::waiting::Waiting;
use crate::cli::input::Source;
use crate::error::Error;
use crate::explorer::{Data, Sheets};
use crate::lang::Lang;
use crate::review::tree::years;
use crate::review::{Gathered, Programmes, Reviews};
use crate::tui::pouring::{News, Piece, Pouring};

/// What is read in so short a time is shown whole.
const PATIENCE: Duration = Duration::from_millis(50);

/// The sheets of which the first have been read.
pub(super) struct Begun {
    /// The document of them.
    pub(super) source: Source,
    /// What is not in it.
    pub(super) sheets: Sheets,
    /// What was not understood, where all have been read.
    pub(super) notices: Vec<String>,
    /// Those that are still being read.
    pub(super) pouring: Option<Pouring>,
}

/// Begins to read, and gives back what is there when the first sheets have been read. They will be the document
/// of that index.
///
/// # Errors
/// As [`data::load`], where it comes to that before anything can be shown.
pub(super) fn begin(
    asked: &Asked,
    lang: Lang,
    waiting: &Waiting,
    document: usize,
) -> Result<Begun, Error> {
    let (tell, pieces) = mpsc::channel();
    let own = asked.clone();
    let work = move || read(&own, lang, &tell);
    let reader = thread::Builder::new().name("sheets".into()).spawn(work);
    let first = waiting.data(asked.path(), || {
        if let Ok(Ok(piece)) = pieces.recv() {
            return Ok(piece);
        }
        // Why, as the program ends of it.
        let ended = reader.ok().and_then(|reader| reader.join().ok());
        match ended {
            Some(Err(why)) => Err(why),
            // Without a thread it takes as long as it takes.
            Some(Ok(())) | None => at_once(asked, lang),
        }
    })?;
    Ok(begun(asked, first, pieces, document))
}

fn begun(asked: &Asked, first: Piece, pieces: Receiver<News>, document: usize) -> Begun {
    let view = first.tree.places.view;
    let (source, places) = data::source(asked, first.tree);
    let sheets = Sheets::new(first.data, document, places);
    match first.end {
        Some(notices) => Begun {
            source,
            sheets,
            notices,
            pouring: None,
        },
        None => Begun {
            source,
            sheets: sheets.so_far(),
            notices: Vec::new(),
            pouring: Some(Pouring { pieces, view }),
        },
    }
}

/// Reads to the end and tells of it on the way.
fn read(asked: &Asked, lang: Lang, tell: &Sender<News>) -> Result<(), Error> {
    let looks = |asked: &Asked| Looks {
        asked: asked.clone(),
        tell: tell.clone(),
        start: Instant::now(),
        next: PATIENCE,
    };
    let mut looks_again = looks(asked);
    let into = Gathered::watched(move |so_far| looks_again.at(|| so_far.so_far()));
    let mut kept = looks(asked);
    let mut look = |so_far: &Reviews| kept.at(|| so_far.clone());
    let read = data::gathered(asked, into, None, &mut look);
    let made = read.and_then(|read| Ok((data::made(asked, read.reviews, lang)?, read.keep)));
    match made {
        Ok(((data, year, notices), keep)) => {
            let data = Arc::new(data);
            let piece = Piece {
                tree: asked.tree(&data, year),
                data: Arc::clone(&data),
                end: Some(notices),
            };
            // Nobody waits for what is kept for the next time.
            let _ = tell.send(Ok(piece));
            data::keep(keep, &data.reviews);
            Ok(())
        }
        Err(why) => {
            let _ = tell.send(Err(trouble(&why)));
            Err(why)
        }
    }
}

fn at_once(asked: &Asked, lang: Lang) -> Result<Piece, Error> {
    let read = data::gathered(asked, Gathered::default(), None, &mut |_| ())?;
    data::keep(read.keep, &read.reviews);
    let (data, year, notices) = data::made(asked, read.reviews, lang)?;
    Ok(Piece {
        tree: asked.tree(&data, year),
        data: Arc::new(data),
        end: Some(notices),
    })
}

/// Looks at what has been read, and sends a piece where it is time.
struct Looks {
    asked: Asked,
    tell: Sender<News>,
    start: Instant,
    next: Duration,
}

impl Looks {
    fn at(&mut self, so_far: impl FnOnce() -> Reviews) {
        if self.start.elapsed() < self.next {
            return;
        }
        let reviews = so_far();
        let programmes = Programmes::of(&reviews);
        let known = years(&programmes);
        // The year that is asked for may be still to come.
        if let Ok(year) = self.asked.year(&known) {
            let data = Data {
                years: known,
                reviews,
                programmes,
            };
            let piece = Piece {
                tree: self.asked.tree(&data, year),
                data: Arc::new(data),
                end: None,
            };
            // Who does not listen any more has left.
            let _ = self.tell.send(Ok(piece));
        }
        self.next = self.start.elapsed().saturating_mul(2);
    }
}
