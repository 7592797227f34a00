//! Ctrl-C cancels only the line being typed.
//!
//! The terminal itself drops the line when it sends the signal; what is left to do is to say so
//! and to show the prompt again.

use std::io::{self, Write};
use std::sync::Arc;
use std::thread::JoinHandle;

use signal_hook::consts::SIGINT;
use signal_hook::iterator::{Handle, Signals};

use crate::lang::{Lang, Text};
use crate::reading::Waiting;

/// Handles interrupts until it is dropped.
#[derive(Debug)]
pub struct Interrupts {
    handle: Handle,
    thread: Option<JoinHandle<()>>,
}

impl Drop for Interrupts {
    fn drop(&mut self) {
        self.handle.close();
        if let Some(thread) = self.thread.take() {
            // A panic there has already been reported by its own thread.
            let _ = thread.join();
        }
    }
}

/// From now on an interrupt (Ctrl-C) says on standard output that the line is cancelled and
/// shows the prompt again, instead of ending the program.
///
/// # Errors
/// When the signal cannot be handled.
pub fn cancel_line_on_interrupt(waiting: Arc<Waiting>, lang: Lang) -> io::Result<Interrupts> {
    let mut signals = Signals::new([SIGINT])?;
    let handle = signals.handle();
    let said = Text::new("取り消しました。", "Line cancelled.").get(lang);
    // It waits for signals, while the line editor waits for a line.
    let thread = std::thread::spawn(move || {
        for _ in signals.forever() {
            if let Some(prompt) = waiting.prompt() {
                let mut out = io::stdout().lock();
                let text = format!("\n{said}\n{prompt}");
                // Nobody is left to tell where standard output is gone.
                let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
            }
        }
    });
    Ok(Interrupts {
        handle,
        thread: Some(thread),
    })
}
