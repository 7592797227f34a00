//! How the programmes are arranged, and what each node of the tree is of.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rust_decimal::Decimal;

use super::sheet::{Column, Reviews, Sheet};
use super::sums::Sums;
use super::{Programme, Programmes};
use crate::lang::Text;

/// What stands above a programme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum By {
    /// 府省庁 → 局・庁 → 課室.
    #[default]
    Ministry,
    /// 政策 → 施策 → 府省庁.
    Policy,
    /// 会計区分 → 会計 → 勘定.
    Account,
}

/// Three headings above a programme.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Steps(pub Arc<str>, pub Arc<str>, pub Arc<str>);

const NO_ACCOUNT: &str = "（会計の記載なし）";

/// The name, or what stands for none.
fn named(name: &Arc<str>, none: &str) -> Arc<str> {
    if name.is_empty() {
        none.into()
    } else {
        Arc::clone(name)
    }
}

impl By {
    /// The headings of a sheet; an empty one stands for none.
    pub(super) fn steps(self, sheet: &Sheet) -> Steps {
        match self {
            Self::Ministry => Steps(
                Arc::clone(&sheet.ministry),
                Arc::clone(&sheet.bureau),
                Arc::clone(&sheet.office),
            ),
            Self::Policy => Steps(
                named(&sheet.policy, "（政策の記載なし）"),
                Arc::clone(&sheet.measure),
                Arc::clone(&sheet.ministry),
            ),
            Self::Account => match sheet.accounts.as_slice() {
                [[kind, account, part]] => Steps(
                    named(kind, NO_ACCOUNT),
                    Arc::clone(account),
                    Arc::clone(part),
                ),
                [] => Steps(NO_ACCOUNT.into(), "".into(), "".into()),
                // A sheet does not say by year how its money is divided.
                several => {
                    let mut kinds: Vec<&str> = several.iter().map(|[kind, ..]| &**kind).collect();
                    kinds.dedup();
                    Steps("（複数の会計）".into(), kinds.join("・").into(), "".into())
                }
            },
        }
    }

    /// What the headings and the programmes below them are, in Japanese and English.
    #[must_use]
    pub(super) const fn levels(self) -> [(&'static str, &'static str); 4] {
        const PROGRAMME: (&str, &str) = ("事業", "programme");
        const MINISTRY: (&str, &str) = ("府省庁", "ministry");
        match self {
            Self::Ministry => [
                MINISTRY,
                ("局・庁", "bureau"),
                ("課室", "office"),
                PROGRAMME,
            ],
            Self::Policy => [("政策", "policy"), ("施策", "measure"), MINISTRY, PROGRAMME],
            Self::Account => [
                ("会計区分", "account class"),
                ("会計", "account"),
                ("勘定", "part"),
                PROGRAMME,
            ],
        }
    }

    /// The next one.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Ministry => Self::Policy,
            Self::Policy => Self::Account,
            Self::Account => Self::Ministry,
        }
    }

    /// What people read.
    #[must_use]
    pub const fn name(self) -> Text {
        match self {
            Self::Ministry => Text::new("府省庁→局・庁→課室", "ministry, bureau, office"),
            Self::Policy => Text::new("政策→施策→府省庁", "policy, measure, ministry"),
            Self::Account => Text::new("会計区分→会計→勘定", "kind of account, account, part"),
        }
    }
}

/// What of the sheets a tree shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct View {
    /// Budget year.
    pub year: u16,
    /// Figure of each programme; the change is that of the same figure against the year before.
    pub column: Column,
    /// What stands above the programmes.
    pub by: By,
    /// Whether the officials who signed the sheets are named.
    pub persons: bool,
}

/// What a node is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// All sheets.
    None,
    /// What stands below these headings.
    Group(Vec<Arc<str>>),
    /// A programme, by its place in [`Programmes::all`].
    Programme(usize),
}

/// What the nodes of a tree are of, and what groups of programmes had in every year: also in years in which
/// programmes were in them that are in no line of the tree's year.
#[derive(Clone, Debug)]
pub struct Places {
    /// What the tree shows.
    pub view: View,
    of: Vec<Place>,
    groups: HashMap<Vec<Arc<str>>, BTreeMap<u16, Sums>>,
}

impl Places {
    pub(super) fn new(
        view: View,
        of: Vec<Place>,
        reviews: &Reviews,
        programmes: &Programmes,
    ) -> Self {
        let mut groups: HashMap<Vec<Arc<str>>, BTreeMap<u16, Sums>> = HashMap::new();
        groups.insert(Vec::new(), BTreeMap::new());
        for place in &of {
            if let Place::Group(steps) = place {
                groups.insert(steps.clone(), BTreeMap::new());
            }
        }
        for programme in &programmes.all {
            for figures in &programme.years {
                let Some(sheet) = programme.sheet_of(reviews, figures.year) else {
                    continue;
                };
                let Steps(first, second, third) = view.by.steps(sheet);
                let steps = [first, second, third];
                for depth in 0..=steps.len() {
                    let own = steps.get(..depth).and_then(|steps| groups.get_mut(steps));
                    if let Some(years) = own {
                        years.entry(figures.year).or_default().add(figures);
                    }
                }
            }
        }
        Self { view, of, groups }
    }

    /// The programme of a node, by its index within its document; none for headings above programmes.
    #[must_use]
    pub fn programme(&self, node: usize) -> Option<usize> {
        match self.of.get(node)? {
            Place::Programme(at) => Some(*at),
            Place::None | Place::Group(_) => None,
        }
    }

    /// Of each node here the node that is of the same in another tree: the same heading with all that stand above
    /// it, or the same programme, whose place there `same` tells.
    #[must_use]
    pub fn counterparts(
        &self,
        other: &Self,
        same: impl Fn(usize) -> Option<usize>,
    ) -> Vec<Option<usize>> {
        let mut groups: HashMap<&[Arc<str>], usize> = HashMap::new();
        let mut programmes: HashMap<usize, Vec<usize>> = HashMap::new();
        for (node, place) in other.of.iter().enumerate() {
            match place {
                Place::None => {}
                Place::Group(steps) => {
                    groups.entry(steps).or_insert(node);
                }
                Place::Programme(at) => programmes.entry(*at).or_default().push(node),
            }
        }
        let mut nth: HashMap<usize, usize> = HashMap::new();
        let found = self.of.iter().map(|place| match place {
            Place::None => Some(0),
            Place::Group(steps) => groups.get(steps.as_slice()).copied(),
            Place::Programme(at) => {
                // The programme itself, then its line.
                let nth = nth.entry(*at).and_modify(|nth| *nth += 1).or_insert(0);
                programmes.get(&same(*at)?)?.get(*nth).copied()
            }
        });
        found.collect()
    }

    /// The first node of each programme that the tree has.
    #[must_use]
    pub fn nodes(&self) -> HashMap<usize, usize> {
        let mut nodes = HashMap::new();
        for (node, place) in self.of.iter().enumerate() {
            if let Place::Programme(at) = place {
                nodes.entry(*at).or_insert(node);
            }
        }
        nodes
    }

    /// What each heading had of the figure shown in a year, in 億円, by its index, the first first; those that had
    /// nothing known left out.
    pub(super) fn headings(&self, year: u16) -> Vec<(usize, Decimal)> {
        let column = self.view.column.amount();
        let of = self.of.iter().enumerate();
        of.filter_map(|(node, place)| {
            let steps: &[Arc<str>] = match place {
                Place::None => &[],
                Place::Group(steps) => steps,
                Place::Programme(_) => return None,
            };
            let sums = self.groups.get(steps)?.get(&year)?;
            Some((node, sums.get(column)?.oku()))
        })
        .collect()
    }

    /// What the node had in each year that is known, the earliest first.
    #[must_use]
    pub fn years(&self, programmes: &Programmes, node: usize) -> Vec<(u16, Sums)> {
        let steps: &[Arc<str>] = match self.of.get(node) {
            Some(Place::Programme(at)) => return own_years(programmes.all.get(*at)),
            Some(Place::Group(steps)) => steps,
            Some(Place::None) => &[],
            None => return Vec::new(),
        };
        let years = self.groups.get(steps);
        years.map_or_else(Vec::new, |years| {
            years
                .iter()
                .map(|(year, sums)| (*year, sums.clone()))
                .collect()
        })
    }
}

/// Of one programme also the years whose money others count.
fn own_years(programme: Option<&Programme>) -> Vec<(u16, Sums)> {
    let years = programme.into_iter().flat_map(Programme::all_years);
    years
        .map(|figures| {
            let mut sums = Sums::default();
            sums.add(figures);
            (figures.year, sums)
        })
        .collect()
}
