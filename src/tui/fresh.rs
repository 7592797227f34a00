//! What becomes of documents that were read anew: the explorer goes on with them where it was.

use std::borrow::Cow;

use super::watch::{Anew, Fresh, Outcome, Reread, Watch};
use super::{Host, Shell};
use crate::explorer::{State, as_shown, rearrange, reread, reread_one, words};
use crate::lang::Lang;
use crate::model::Library;
use crate::review::View;

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
        let outcome = match outcome {
            Outcome {
                asked,
                result: Ok(Reread::Some(anew)),
            } => return self.take_some(anew, asked),
            all => all,
        };
        let library = match news(outcome, self.host, &mut self.unreadable, lang) {
            News::Nothing => return,
            News::Say(text) => return self.tell(text),
            News::Fresh(library) => library,
        };
        let library = as_seen(&self.library, library, &self.state, self.host);
        let old = std::mem::replace(&mut self.library, Cow::Owned(library));
        reread(&old, &self.library, &mut self.state);
        give_back(old);
    }

    /// Takes in those of many documents that are others now; of one that cannot be read any more
    /// what was read stays.
    fn take_some(&mut self, anew: Vec<Anew>, asked: bool) {
        let said = take_some(&mut self.library, &mut self.state, anew);
        let nothing = asked.then(|| words::NOT_CHANGED.get(self.state.settings.lang).to_owned());
        if let Some(said) = said.or(nothing) {
            self.tell(said);
        }
    }

    /// Makes the document of the review sheets anew.
    pub(super) fn rearrange(&mut self, view: View) {
        let made = rearrange(&self.library, &mut self.state, view);
        let Some(made) = made else { return };
        self.host.take_text(Fresh {
            name: made.source,
            text: made.text,
        });
        give_back(std::mem::replace(
            &mut self.library,
            Cow::Owned(made.library),
        ));
    }
}

/// Takes in those of many documents that are others now; what is to be said of it. Of one that
/// cannot be read any more what was read stays.
pub(super) fn take_some(
    library: &mut Cow<'_, Library>,
    state: &mut State,
    anew: Vec<Anew>,
) -> Option<String> {
    let lang = state.settings.lang;
    let (mut said, mut troubles) = (None, Vec::new());
    for one in anew {
        match one.result {
            Ok(Some(document)) => {
                reread_one(library.to_mut(), state, one.document, document);
                said = state.message.take();
            }
            Ok(None) => said = Some(words::READABLE_AGAIN.get(lang).to_owned()),
            Err(trouble) => troubles.push(trouble),
        }
    }
    if let Some(trouble) = troubles.first() {
        let stays = words::OLD_STAYS.get(lang);
        let more = match (troubles.len() - 1, lang) {
            (0, _) => String::new(),
            (n, Lang::Ja) => format!("（ほか{n}件）"),
            (n, Lang::En) => format!(" (and {n} more)"),
        };
        let text = format!("{stays}: {}{more}", trouble.get(lang));
        said = Some(said.map_or(text.clone(), |before| format!("{before}  {text}")));
    }
    said
}

/// Documents that were read anew with the review sheets as they are on the screen, before anything is compared with
/// what was there: the nodes of two views are numbered otherwise.
pub(super) fn as_seen(
    old: &Library,
    fresh: Library,
    state: &State,
    host: &mut dyn Host,
) -> Library {
    match as_shown(old, &fresh, state) {
        Some(made) => {
            host.take_text(Fresh {
                name: made.source,
                text: made.text,
            });
            made.library
        }
        None => fresh,
    }
}

/// Giving back the memory of a large document takes time.
fn give_back(library: Cow<'_, Library>) {
    if let Cow::Owned(old) = library {
        drop(std::thread::Builder::new().spawn(move || drop(old)));
    }
}

/// What a reading means to the user.
#[derive(Debug)]
pub(super) enum News {
    /// Nothing that anybody wants to hear.
    Nothing,
    /// This is to be said.
    Say(String),
    /// The documents are others now.
    Fresh(Library),
}

/// What the outcome of a reading means. `unreadable` is kept from one to the next: a file that
/// stays unreadable is told once.
pub(super) fn news(
    outcome: Outcome,
    host: &mut dyn Host,
    unreadable: &mut bool,
    lang: Lang,
) -> News {
    let fresh = match outcome.result {
        Ok(fresh) => fresh,
        Err(trouble) => {
            let was_said = std::mem::replace(unreadable, true);
            let stays = words::OLD_STAYS.get(lang);
            return match outcome.asked || !was_said {
                true => News::Say(format!("{stays}: {}", trouble.get(lang))),
                false => News::Nothing,
            };
        }
    };
    let back = std::mem::take(unreadable);
    // Those that are read anew one by one were taken by the caller.
    if let Reread::All { library, texts } = fresh
        && host.take_fresh(texts)
    {
        return News::Fresh(library);
    }
    match (back, outcome.asked) {
        (true, _) => News::Say(words::READABLE_AGAIN.get(lang).to_owned()),
        (false, true) => News::Say(words::NOT_CHANGED.get(lang).to_owned()),
        // What an editor left as it was is no news.
        (false, false) => News::Nothing,
    }
}
