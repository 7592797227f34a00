//! The loop of a visit: a line in, an answer out. Documents that are still being read at its start
//! come in between two answers.

use std::io::{self, Write};
use std::rc::Rc;

use super::input::{LONGEST_COMMAND, Lines};
use super::{
    Command, Ending, Line, Options, Outcome, Place, ReadingState, Session, Shape, came_words,
    desk_of, documents_line, first_line, session_of, tell, unread_line,
};
use crate::lang::Lang;
use crate::model::{Library, NodeId, Shift};
use crate::text::{Harmless, Ruler};

/// Documents that are still being read while a visit goes on.
pub trait Arrivals {
    /// All of them, once all have been read; nothing before, nor again.
    fn take(&self) -> Option<Came>;
}

/// Documents that have come.
#[derive(Clone, Debug)]
pub struct Came {
    /// All documents as they are now.
    pub library: Rc<Library>,
    /// Where the nodes are in it.
    pub shift: Shift,
}

/// Runs the reading mode on lines from anywhere, such as a line editor.
///
/// # Errors
/// When input cannot be read or output not written.
pub fn run_with(
    library: &Library,
    options: &Options<'_>,
    input: &mut dyn Lines,
    output: impl Write,
) -> io::Result<Outcome> {
    let mut visit = Visit {
        options,
        input,
        output,
    };
    let reading = desk_of(library, options);
    let first = std::iter::once(first_line(&reading, options));
    let first = first.chain(documents_line(&reading, options));
    let first: Vec<Line> = first.chain(unread_line(&reading, options)).collect();
    visit.tell(&first)?;
    let Some(mut session) = session_of(&reading, options) else {
        let en = "No document is open.";
        let words = reading.say("開いている文書がありません。", en);
        visit.tell(&[words.into()])?;
        return Ok(Outcome {
            place: None,
            marks: Vec::new(),
            verbosity: options.verbosity,
            ending: Ending::Quit,
        });
    };
    let (mut own, mut typed): (Option<Rc<Library>>, _) = (None, None);
    loop {
        let reading = desk_of(own.as_deref().unwrap_or(library), options);
        match visit.go_on(&reading, &mut session, typed.take())? {
            Stop::Ended(outcome) => return Ok(outcome),
            Stop::Came(line, came) => {
                session.moved(&came.shift);
                own = Some(came.library);
                typed = Some(line);
            }
        }
    }
}

/// What a visit talks through.
struct Visit<'a, 'b, W> {
    options: &'a Options<'b>,
    input: &'a mut dyn Lines,
    output: W,
}

/// Why the loop stopped.
enum Stop {
    Ended(Outcome),
    /// Documents have come; the line that was typed is to be answered with them.
    Came(String, Came),
}

impl<W: Write> Visit<'_, '_, W> {
    fn tell(&mut self, lines: &[Line]) -> io::Result<()> {
        tell(&mut self.output, &shape(self.options), lines)
    }

    /// The next line; none at the end of the input.
    fn line(&mut self, reading: &ReadingState<'_>, at: &Session) -> io::Result<Option<String>> {
        let prompt = shape(self.options).prompt(&reading.prompt(at.place()));
        let prompt = Harmless::line(&prompt).to_string();
        if self.options.prompt && !self.input.shows_prompt() {
            self.output.write_all(prompt.as_bytes())?;
        }
        self.output.flush()?;
        if let Some(waiting) = self.options.waiting {
            waiting.begin(&prompt);
        }
        let line = self.input.next_line(&prompt);
        if let Some(waiting) = self.options.waiting {
            waiting.end();
        }
        line
    }

    /// Answers until the visit ends or documents have come; first the line that was `typed` when
    /// they came, which is told with the answer.
    fn go_on(
        &mut self,
        reading: &ReadingState<'_>,
        session: &mut Session,
        mut typed: Option<String>,
    ) -> io::Result<Stop> {
        let options = self.options;
        let mut kept = outcome(reading.library, session);
        while session.ending() == Ending::None {
            let came = typed.is_some();
            let line = match typed.take() {
                Some(line) => Some(line),
                None => self.line(reading, session)?,
            };
            let Some(line) = line else {
                if options.prompt {
                    self.output.write_all(b"\n")?;
                    let words = reading.say("終わります。", "Leaving.");
                    self.tell(&[words.into()])?;
                }
                break;
            };
            if !came && let Some(came) = options.arrivals.and_then(Arrivals::take) {
                return Ok(Stop::Came(line, came));
            }
            let mut answer = if line.len() > LONGEST_COMMAND {
                vec![too_long(reading)]
            } else {
                session.answer(reading, &Command::parse(&line))
            };
            let now = outcome(reading.library, session);
            if let Some(keep) = options.keep.filter(|_| now != kept) {
                answer.extend(keep(&now).map(Line::Ear));
            }
            kept = now;
            if came {
                answer.push(Line::Ear(came_words(reading.library, reading.lang)));
            }
            self.tell(&answer)?;
        }
        self.output.flush()?;
        Ok(Stop::Ended(Outcome {
            ending: match kept.ending {
                Ending::None => Ending::Quit,
                ending => ending,
            },
            ..kept
        }))
    }
}

fn shape<'a>(options: &Options<'a>) -> Shape<'a> {
    Shape {
        lang: options.lang,
        columns: options.columns.or_else(|| options.screen?()),
        ruler: Ruler::default(),
        yomi: options.yomi,
    }
}

fn too_long(reading: &ReadingState<'_>) -> Line {
    Line::Ear(match reading.lang {
        Lang::Ja => format!(
            "行が長すぎるため、何もしていません。命令は{LONGEST_COMMAND}バイトまでにしてください。"
        ),
        Lang::En => format!(
            "The line is too long, so nothing was done; a command has at most {LONGEST_COMMAND} bytes."
        ),
    })
}

fn outcome(library: &Library, session: &Session) -> Outcome {
    let place = |id: &NodeId| Place::of(library, *id);
    Outcome {
        place: Some(place(&session.place())),
        marks: session.marks().iter().map(place).collect(),
        verbosity: session.verbosity(),
        ending: session.ending(),
    }
}
