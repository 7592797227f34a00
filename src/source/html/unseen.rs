//! An element that hides what stands in it, and where it ends. Many pages leave end tags away.

use super::element::{ends_before, ends_within, is_container};

/// An element whose text nobody sees.
pub(super) struct Unseen {
    by: String,
    /// Whether the page says of this very element that it is hidden.
    told: bool,
    /// Elements of that name that are open, itself among them.
    open: u32,
    /// Elements that are open within it and may hold others of its name.
    inner: u32,
}

/// What the end of an element leaves.
pub(super) enum After {
    /// Text is hidden still.
    Hidden,
    /// It was the hidden element's own end.
    Seen,
    /// An element around it has ended, and the hidden one with it.
    SeenBefore,
}

impl Unseen {
    pub(super) fn new(by: &str, told: bool) -> Self {
        Self {
            by: by.to_owned(),
            told,
            open: 1,
            inner: 0,
        }
    }

    /// Whether it hides what is no text at all, and what stands behind can then not be told.
    pub(super) fn raw(&self) -> Option<&str> {
        matches!(self.by.as_str(), "script" | "style").then_some(&self.by)
    }

    /// Takes the begin of an element within; true where that ends this one.
    pub(super) fn ends_before(&mut self, name: &str) -> bool {
        if self.raw().is_some() {
            return false;
        }
        // A menu that nobody closed does not hide the paper itself.
        if matches!(name, "main" | "article" | "table") && !self.told {
            return true;
        }
        if self.inner == 0 && ends_before(&self.by, name) {
            return true;
        }
        if self.by == name {
            self.open += 1;
        } else if is_container(name) {
            self.inner += 1;
        }
        false
    }

    pub(super) fn close(&mut self, name: &str) -> After {
        if self.by == name {
            self.open -= 1;
            return if self.open == 0 {
                After::Seen
            } else {
                After::Hidden
            };
        }
        if self.inner > 0 {
            if is_container(name) {
                self.inner -= 1;
            }
            return After::Hidden;
        }
        if ends_within(&self.by, name) {
            After::SeenBefore
        } else {
            After::Hidden
        }
    }
}
