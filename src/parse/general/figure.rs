//! Every amount that a document prints, and what became of it. Each gets its number when it is scanned, and
//! its fate is kept beside it: the coverage of the document is then true by construction.

use crate::model::Coverage;

/// Number of an amount of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FigureId(pub u32);

/// What became of an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Part of a programme.
    Programme,
    /// A printed subtotal or total, or a part of one.
    Subtotal,
    /// Surely no programme.
    Text(TextReason),
    /// Not understood.
    Unread(UnreadReason),
}

/// Why an amount is surely no programme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextReason {
    /// It stands in a sentence.
    Sentence,
    /// A note, a caption, a contents page.
    Note,
    /// うち…, 参考 and other memo figures that are part of another.
    Memo,
    /// A summary table repeats what the document lists elsewhere.
    Summary,
    /// A change or rate that the other figures prove.
    Change,
}

/// Why an amount could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnreadReason {
    /// No unit is printed for it.
    UnitUnknown,
    /// No name stands before it.
    NoName,
    /// A table whose columns could not be told.
    Table,
    /// Several readings are possible.
    Ambiguous,
    /// Nothing explains it.
    NotUnderstood,
}

/// One amount as printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// 1-based source line.
    pub line: u32,
    /// 1-based page, or 0.
    pub page: u32,
    /// The amount as printed.
    pub printed: String,
    /// What it may be of, for people: the words before it.
    pub about: String,
    /// What became of it.
    pub fate: Fate,
}

/// All amounts of a document, in the order in which they are scanned.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    all: Vec<Figure>,
}

impl Figures {
    /// Takes in an amount; until something else is said of it, it is not understood.
    pub fn add(&mut self, line: u32, page: u32, printed: String) -> FigureId {
        let id = FigureId(u32::try_from(self.all.len()).unwrap_or(u32::MAX));
        self.all.push(Figure {
            line,
            page,
            printed,
            about: String::new(),
            fate: Fate::Unread(UnreadReason::NotUnderstood),
        });
        id
    }

    /// Says what became of an amount.
    pub fn set(&mut self, id: FigureId, fate: Fate) {
        if let Some(figure) = self.all.get_mut(id.0 as usize) {
            figure.fate = fate;
        }
    }

    /// Says the same of several amounts.
    pub fn set_all(&mut self, ids: &[FigureId], fate: Fate) {
        for id in ids {
            self.set(*id, fate);
        }
    }

    /// Keeps what an amount may be of, for the message of one that is not read.
    pub fn about(&mut self, id: FigureId, name: &str) {
        if let Some(figure) = self.all.get_mut(id.0 as usize) {
            figure.about = name.chars().take(60).collect();
        }
    }

    /// All of them, in order.
    #[must_use]
    pub fn all(&self) -> &[Figure] {
        &self.all
    }

    /// How many amounts have which fate.
    #[must_use]
    pub fn coverage(&self) -> Coverage {
        let mut coverage = Coverage::default();
        for figure in &self.all {
            let count = match figure.fate {
                Fate::Programme => &mut coverage.programmes,
                Fate::Subtotal => &mut coverage.subtotals,
                Fate::Text(_) => &mut coverage.text,
                Fate::Unread(_) => &mut coverage.unread,
            };
            *count += 1;
        }
        coverage
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_amount_is_in_exactly_one_count() {
        let mut figures = Figures::default();
        let first = figures.add(1, 0, "5億円".into());
        let second = figures.add(2, 0, "3億円".into());
        figures.add(3, 0, "1億円".into());
        figures.set(first, Fate::Programme);
        figures.set(second, Fate::Text(TextReason::Sentence));
        let coverage = figures.coverage();
        assert_eq!(
            (coverage.programmes, coverage.text, coverage.unread),
            (1, 1, 1)
        );
        assert_eq!(coverage.amounts(), figures.all().len());
    }
}
