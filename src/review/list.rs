//! Many sheets, of which a copy costs little: what has been read so far is looked at while the rest is read.

use std::sync::Arc;

use super::sheet::Sheet;

/// Sheets by their places. A copy shares them; one that is changed afterwards is copied then.
#[derive(Clone, Debug, Default)]
pub struct SheetList(Vec<Arc<Sheet>>);

impl SheetList {
    /// How many there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The sheet at a place.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<&Sheet> {
        self.0.get(at).map(|sheet| &**sheet)
    }

    /// The same, to be changed.
    pub fn get_mut(&mut self, at: usize) -> Option<&mut Sheet> {
        self.0.get_mut(at).map(Arc::make_mut)
    }

    /// Puts a sheet behind the others.
    pub fn push(&mut self, sheet: Sheet) {
        self.0.push(Arc::new(sheet));
    }

    /// All of them in their order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Sheet> + ExactSizeIterator + Clone {
        self.0.iter().map(|sheet| &**sheet)
    }

    /// Puts them in the order of that key; those with one key stay in theirs.
    pub fn sort_by_key<K: Ord>(&mut self, mut key: impl FnMut(&Sheet) -> K) {
        self.0.sort_by_key(|sheet| key(sheet));
    }
}

impl FromIterator<Sheet> for SheetList {
    fn from_iter<I: IntoIterator<Item = Sheet>>(sheets: I) -> Self {
        Self(sheets.into_iter().map(Arc::new).collect())
    }
}
