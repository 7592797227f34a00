//! Text whose letters are kept once for a whole document.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

/// A piece of a document's text. Pieces that were [shared](Passage::share) are places in one text
/// of all of them: sixteen bytes each, and no allocation of their own.
#[derive(Clone)]
pub struct Passage {
    all: Arc<String>,
    from: u32,
    length: u32,
}

impl Passage {
    /// The piece itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        let from = self.from as usize;
        let until = from.saturating_add(self.length as usize);
        self.all.get(from..until).unwrap_or_default()
    }

    /// A piece of this text as a place in it, without a copy; a text from elsewhere is copied.
    #[must_use]
    pub fn piece(&self, text: &str) -> Self {
        let from = text.as_ptr().addr().wrapping_sub(self.as_ptr().addr());
        let inside = self.get(from..).and_then(|rest| rest.get(..text.len()));
        match (inside, u32::try_from(from), u32::try_from(text.len())) {
            (Some(inside), Ok(from), Ok(length)) if inside.as_ptr() == text.as_ptr() => Self {
                all: Arc::clone(&self.all),
                from: self.from + from,
                length,
            },
            _ => text.into(),
        }
    }

    /// Whether it is a place in a larger text.
    #[cfg(test)]
    pub(crate) fn is_place(&self) -> bool {
        self.all.len() > self.len()
    }

    /// Puts these pieces into one text. Time in proportion to their letters. Where there are more
    /// of them than four gigabytes, they stay as they are.
    pub fn share<'a>(pieces: impl Iterator<Item = &'a mut Self>) {
        let pieces: Vec<&mut Self> = pieces.collect();
        let bytes: usize = pieces.iter().map(|piece| piece.len()).sum();
        if u32::try_from(bytes).is_err() {
            return;
        }
        let mut text = String::with_capacity(bytes);
        for piece in &pieces {
            text.push_str(piece);
        }
        let all = Arc::new(text);
        let mut from = 0;
        for piece in pieces {
            let length = piece.length;
            *piece = Self {
                all: Arc::clone(&all),
                from,
                length,
            };
            from += length;
        }
    }
}

impl From<String> for Passage {
    /// What is beyond four gigabytes is cut off: no source line is that long.
    fn from(text: String) -> Self {
        let length = u32::try_from(text.len()).unwrap_or(0);
        Self {
            all: Arc::new(text),
            from: 0,
            length,
        }
    }
}

impl From<&str> for Passage {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl Deref for Passage {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Debug for Passage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl fmt::Display for Passage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl PartialEq for Passage {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Passage {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_of_a_text_is_a_place_in_it() {
        let whole = Passage::from("岸壁と灯台");
        let lamp = whole.get(9..).unwrap_or_default();
        let piece = whole.piece(lamp);
        assert_eq!(&*piece, "灯台");
        assert!(Arc::ptr_eq(&piece.all, &whole.all));
        let other = whole.piece(&String::from("灯台"));
        assert_eq!(other, piece);
        assert!(!Arc::ptr_eq(&other.all, &whole.all));
    }

    #[test]
    fn shared_pieces_are_the_same_pieces_in_one_text() {
        let texts = ["岸壁", "", "灯台の光", "a"];
        let mut pieces: Vec<Passage> = texts.map(Passage::from).to_vec();
        Passage::share(pieces.iter_mut());
        let seen: Vec<&str> = pieces.iter().map(Passage::as_str).collect();
        assert_eq!(seen, texts);
        assert!(pieces.iter().all(|p| Arc::ptr_eq(&p.all, &pieces[0].all)));
        assert_eq!(
            format!("{:?} {}", pieces[0], pieces[2]),
            "\"岸壁\" 灯台の光"
        );
        assert_eq!(size_of::<Passage>(), 16);
    }
}
