//! What becomes of documents that were read anew: the explorer goes on with them where it was.

use std::borrow::Cow;

use super::Shell;
use super::watch::{Outcome, Watch};
use crate::explorer::{reread, words};

impl Shell<'_> {
    /// Has the documents read anew for somebody who waits for an answer.
    pub(super) fn ask_to_reread(&mut self) {
        let asked = self.watch.as_ref().is_some_and(|watch| watch.ask(true));
        let word = if asked {
            words::REREADING
        } else {
            words::NO_FILE
        };
        self.tell(word.get(self.state.settings.lang).to_owned());
    }

    /// Has them read anew after the editor, which may have changed them.
    pub(super) fn reread_after_editor(&self) {
        if let Some(watch) = &self.watch {
            // Where nobody reads, the document stays as it is.
            let _ = watch.ask(false);
        }
    }

    /// Takes in what was read anew meanwhile.
    pub(super) fn take_fresh(&mut self) {
        while let Some(outcome) = self.watch.as_ref().and_then(Watch::take) {
            self.take_outcome(outcome);
        }
    }

    fn take_outcome(&mut self, outcome: Outcome) {
        let lang = self.state.settings.lang;
        let fresh = match outcome.result {
            Ok(fresh) => fresh,
            Err(trouble) => {
                // Each write to a file that stays unreadable is no news.
                if outcome.asked || !self.unreadable {
                    let stays = words::OLD_STAYS.get(lang);
                    self.tell(format!("{} ({stays})", trouble.get(lang)));
                }
                self.unreadable = true;
                return;
            }
        };
        let back = std::mem::take(&mut self.unreadable);
        if !self.host.take_fresh(fresh.texts) {
            match (back, outcome.asked) {
                (true, _) => self.tell(words::READABLE_AGAIN.get(lang).to_owned()),
                (false, true) => self.tell(words::NOT_CHANGED.get(lang).to_owned()),
                // What an editor left as it was is no news.
                (false, false) => {}
            }
            return;
        }
        let old = std::mem::replace(&mut self.library, Cow::Owned(fresh.library));
        reread(&old, &self.library, &mut self.state);
        self.engine = None;
        if let Cow::Owned(old) = old {
            // Giving back the memory of a large document takes time.
            drop(std::thread::Builder::new().spawn(move || drop(old)));
        }
    }
}
