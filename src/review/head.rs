//! What the sheets of a group are of: names, ministries, sources and years.

use std::sync::Arc;

use super::name::{former_names, key};
use super::sheet::{Origin, Reviews};

/// What the sheets of a group are of.
pub(super) struct Head {
    /// The group.
    pub(super) group: usize,
    /// What it was called, as keys, each once.
    pub(super) names: Vec<String>,
    /// What its names say that it was called before.
    pub(super) former: Vec<String>,
    /// Its ministries.
    pub(super) ministries: Vec<Arc<str>>,
    /// Whether it has sheets of JUDGIT, and of the RS system.
    pub(super) origins: (bool, bool),
    /// First year of the programme.
    pub(super) start: Option<u16>,
    /// Year of the first sheet.
    pub(super) first: u16,
    /// That of the last.
    pub(super) last: u16,
    /// The sheet of the first year, as a place.
    pub(super) oldest: usize,
    /// That of the last.
    pub(super) newest: usize,
}

impl Head {
    /// Of the sheets of a group, as places.
    pub(super) fn of(group: usize, sheets: &[usize], reviews: &Reviews) -> Self {
        let mut head = Self {
            group,
            names: Vec::new(),
            former: Vec::new(),
            ministries: Vec::new(),
            origins: (false, false),
            start: None,
            first: u16::MAX,
            last: 0,
            oldest: 0,
            newest: 0,
        };
        for (at, sheet) in sheets
            .iter()
            .filter_map(|at| Some((*at, reviews.sheets.get(*at)?)))
        {
            if sheet.year < head.first {
                head.oldest = at;
            }
            if sheet.year > head.last {
                head.newest = at;
            }
            head.names.push(key(&sheet.name));
            head.former
                .extend(former_names(&sheet.name).iter().map(|name| key(name)));
            if !head.ministries.contains(&sheet.ministry) {
                head.ministries.push(Arc::clone(&sheet.ministry));
            }
            match sheet.origin {
                Origin::Judgit => head.origins.0 = true,
                Origin::Rs => head.origins.1 = true,
            }
            head.start = head.start.or(sheet.start);
            head.first = head.first.min(sheet.year);
            head.last = head.last.max(sheet.year);
        }
        head.names.sort_unstable();
        head.names.dedup();
        head
    }

    /// Whether every sheet is of that source.
    pub(super) fn is_all(&self, origin: Origin) -> bool {
        match origin {
            Origin::Judgit => self.origins == (true, false),
            Origin::Rs => self.origins == (false, true),
        }
    }

    /// Whether the first years do not tell them apart.
    pub(super) fn may_start_with(&self, other: &Self) -> bool {
        self.start.zip(other.start).is_none_or(|(a, b)| a == b)
    }
}
