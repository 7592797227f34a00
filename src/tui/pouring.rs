//! Review sheets that are read while those read so far are looked at: taken in between two frames.

use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, TryRecvError};

use super::Shell;
use super::waker::Waker;
use super::watch::{Fresh, Trouble};
use crate::explorer::{Data, Poured, break_off, pour, words};
use crate::review::View;
use crate::review::tree::Tree;

/// All sheets that have been read so far.
#[derive(Debug)]
pub struct Piece {
    /// The sheets.
    pub data: Arc<Data>,
    /// The document of them.
    pub tree: Tree,
    /// Where they are all that there are, what was not understood, a line each.
    pub end: Option<Vec<String>>,
}

/// What comes from the thread that reads.
pub type News = Result<Piece, Trouble>;

/// Sheets that are still being read.
#[derive(Debug)]
pub struct Pouring {
    /// Each piece as it stands.
    pub pieces: Receiver<News>,
    /// What the document of the first one shows.
    pub view: View,
}

/// The same seen from the event loop.
#[derive(Debug)]
pub(super) struct Inflow {
    pieces: Receiver<News>,
    /// The last piece; it has what those before it have.
    waiting: Option<Piece>,
    /// What the last document showed before the user chose.
    before: View,
}

impl Inflow {
    /// Begins to listen.
    pub(super) fn start(pouring: Pouring, waker: Waker) -> Self {
        let (tell, pieces) = mpsc::channel();
        let Pouring { pieces: all, view } = pouring;
        let work = move || {
            for piece in all {
                if tell.send(piece).is_err() {
                    return;
                }
                waker.wake();
            }
        };
        drop(
            std::thread::Builder::new()
                .name("sheets".into())
                .spawn(work),
        );
        Self {
            pieces,
            waiting: None,
            before: view,
        }
    }

    /// Hears what has come; why no more can.
    fn listen(&mut self) -> Option<Trouble> {
        loop {
            match self.pieces.try_recv() {
                Ok(Ok(piece)) => self.waiting = Some(piece),
                Ok(Err(trouble)) => return Some(trouble),
                Err(TryRecvError::Empty | TryRecvError::Disconnected) => return None,
            }
        }
    }
}

impl Shell<'_> {
    /// Takes in the sheets that have been read meanwhile, where that disturbs nothing.
    pub(super) fn take_pieces(&mut self) {
        let Some(inflow) = &mut self.inflow else {
            return;
        };
        let trouble = inflow.listen();
        let is_all = inflow.waiting.as_ref().is_some_and(|p| p.end.is_some());
        let is_ready = trouble.is_some() || self.state.takes_in(&self.library, is_all);
        if let Some(piece) = inflow.waiting.take_if(|_| is_ready) {
            self.take_piece(piece);
        }
        if let Some(trouble) = trouble {
            self.inflow = None;
            break_off(self.library.to_mut(), &mut self.state);
            let lang = self.state.settings.lang;
            let text = trouble.get(lang);
            self.tell(format!("{}: {text}", words::UNREADABLE.get(lang)));
            self.host.broken_off(text.to_owned());
            self.watch_files();
        }
    }

    fn take_piece(&mut self, piece: Piece) {
        let Some(inflow) = &mut self.inflow else {
            return;
        };
        let view = piece.tree.places.view;
        let poured = Poured {
            data: piece.data,
            tree: piece.tree,
            before: std::mem::replace(&mut inflow.before, view),
            is_whole: piece.end.is_some(),
        };
        let made = pour(self.library.to_mut(), &mut self.state, poured);
        if let Some(made) = made {
            self.host.take_text(Fresh {
                name: made.source,
                text: made.text,
            });
        }
        let Some(notices) = piece.end else {
            return;
        };
        self.inflow = None;
        if !notices.is_empty() {
            self.tell(notices.join(" "));
        }
        for notice in notices {
            self.host.missing(notice);
        }
        self.watch_files();
    }
}
