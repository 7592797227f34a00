//! Ends the event loop's wait for the next thing from another thread.

#[cfg(unix)]
use std::{os::unix::net::UnixStream, sync::Arc};

/// Wakes the event loop: it goes round once, as if the size of the screen had changed. A console
/// without such a pipe cannot be woken; what waits there is seen to with the next key.
#[derive(Clone, Debug)]
#[cfg_attr(not(unix), derive(Default))]
pub struct Waker {
    #[cfg(unix)]
    pipe: Arc<UnixStream>,
}

impl Waker {
    /// The waker of a loop that sleeps on the other end of the pipe.
    #[cfg(unix)]
    #[must_use]
    pub fn of(pipe: UnixStream) -> Self {
        Self {
            pipe: Arc::new(pipe),
        }
    }

    /// Wakes the loop.
    pub fn wake(&self) {
        #[cfg(unix)]
        {
            use std::io::Write;
            // Nobody listens only when the program is about to end.
            let _ = (&*self.pipe).write_all(b"w");
        }
    }
}
