//! Review sheets and what stands on them.

use std::sync::Arc;

use super::Yen;
use crate::lang::Text;
use crate::model::Spent;

/// Who published a sheet. A later one wins where both tell the same budget year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// JUDGIT's database, sheets of 2015 to 2023.
    Judgit,
    /// The RS system, sheets since 2024.
    Rs,
}

impl Origin {
    /// The name that people know it by.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Judgit => "JUDGIT",
            Self::Rs => "RS",
        }
    }
}

/// A figure of a budget year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// 当初予算.
    #[default]
    Initial,
    /// 補正予算, all of the year; negative where the budget was cut.
    Supplementary,
    /// 前年度から繰越し.
    Carried,
    /// 予備費等.
    Reserve,
    /// 計: what could be spent. JUDGIT subtracts what is carried over, the RS system does not.
    Total,
    /// 執行額.
    Executed,
    /// 翌年度へ繰越し.
    CarriedOn,
    /// 翌年度要求額: asked for the year after.
    NextRequest,
    /// 執行率: no money, but how much of what could be spent was. It is worked out, never stored.
    Rate,
}

impl Column {
    /// All amounts, in the order of the sheets.
    pub const ALL: [Self; 8] = [
        Self::Initial,
        Self::Supplementary,
        Self::Carried,
        Self::Reserve,
        Self::Total,
        Self::Executed,
        Self::CarriedOn,
        Self::NextRequest,
    ];

    /// What may be chosen to be shown, in the order of the explorer's key: what is asked about most first.
    pub const SHOWN: [Self; 9] = [
        Self::Initial,
        Self::Supplementary,
        Self::Total,
        Self::Executed,
        Self::Rate,
        Self::NextRequest,
        Self::Carried,
        Self::Reserve,
        Self::CarriedOn,
    ];

    /// The word of `--column` and of exports.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Initial => "initial",
            Self::Supplementary => "supplementary",
            Self::Carried => "carried",
            Self::Reserve => "reserve",
            Self::Total => "total",
            Self::Executed => "executed",
            Self::CarriedOn => "carried-on",
            Self::NextRequest => "request",
            Self::Rate => "rate",
        }
    }

    /// The sheets' own word.
    #[must_use]
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::Initial => "当初予算",
            Self::Supplementary => "補正予算",
            Self::Carried => "前年度から繰越し",
            Self::Reserve => "予備費等",
            Self::Total => "歳出予算現額",
            Self::Executed => "執行額",
            Self::CarriedOn => "翌年度へ繰越し",
            Self::NextRequest => "翌年度要求額",
            Self::Rate => "執行率",
        }
    }

    /// What people read above it.
    #[must_use]
    pub const fn name(self) -> Text {
        let english = match self {
            Self::Initial => "initial budget",
            Self::Supplementary => "supplementary budget",
            Self::Carried => "carried over",
            Self::Reserve => "reserve",
            Self::Total => "total to spend",
            Self::Executed => "executed",
            Self::CarriedOn => "carried on",
            Self::NextRequest => "next request",
            Self::Rate => "execution rate",
        };
        Text::new(self.japanese(), english)
    }

    /// The amount that stands in sums: of a rate what was executed.
    #[must_use]
    pub const fn amount(self) -> Self {
        match self {
            Self::Rate => Self::Executed,
            other => other,
        }
    }

    const fn index(self) -> usize {
        self as usize
    }
}

/// What a sheet says of one budget year. Each figure is known or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figures {
    /// Budget year.
    pub year: u16,
    known: u8,
    yen: [i64; 8],
}

impl Figures {
    /// A year of which nothing is known yet.
    #[must_use]
    pub const fn new(year: u16) -> Self {
        Self {
            year,
            known: 0,
            yen: [0; 8],
        }
    }

    /// The figure, where it is known.
    #[must_use]
    pub fn get(&self, column: Column) -> Option<Yen> {
        let yen = self.yen.get(column.index())?;
        let known = self.known & (1 << column.index()) != 0;
        known.then_some(Yen(*yen))
    }

    /// Writes a figure down; none where it is not known.
    pub fn set(&mut self, column: Column, figure: Option<Yen>) {
        if column == Column::Rate {
            return;
        }
        let bit = 1 << column.index();
        if let (Some(cell), Some(Yen(yen))) = (self.yen.get_mut(column.index()), figure) {
            *cell = yen;
            self.known |= bit;
        } else {
            self.known &= !bit;
        }
    }

    /// What was spent of what could be; none where either is not known.
    #[must_use]
    pub fn spent(&self) -> Option<Spent> {
        Some(Spent {
            executed: self.get(Column::Executed)?.oku(),
            of: self.get(Column::Total)?.oku(),
        })
    }

    /// Whether anything but the next year's request is known.
    #[must_use]
    pub const fn has_budget(&self) -> bool {
        self.known & !(1 << Column::NextRequest.index()) != 0
    }

    /// Whether a figure is more or less than nothing.
    #[must_use]
    pub fn has_money(&self) -> bool {
        let asked = self.get(Column::NextRequest);
        self.has_budget_money() || asked.is_some_and(|yen| yen != Yen(0))
    }

    /// The same of any but the next year's request.
    #[must_use]
    pub(super) fn has_budget_money(&self) -> bool {
        let columns = Column::ALL.into_iter();
        let mut budget = columns.filter(|column| *column != Column::NextRequest);
        budget.any(|column| self.get(column).is_some_and(|yen| yen != Yen(0)))
    }

    /// What of them the sheets of that very year could not tell: those tell the budget as it began, and not what was
    /// spent. None where nothing is left; all where the money came later in the year.
    #[must_use]
    pub(super) fn told_later(&self) -> Option<Self> {
        if self.get(Column::Initial).is_none_or(|yen| yen == Yen(0)) {
            return Some(*self);
        }
        let mut later = *self;
        for column in [Column::Initial, Column::Total, Column::NextRequest] {
            later.set(column, None);
        }
        later.is_known().then_some(later)
    }

    /// Whether anything at all is known.
    #[must_use]
    pub const fn is_known(&self) -> bool {
        self.known != 0
    }
}

/// What a payee is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PayeeKind {
    /// A corporation, a public body, or a body abroad.
    Body,
    /// 「その他」: several small ones together.
    Others,
    /// A person: counted, never named.
    Person,
}

/// Who was paid out of a programme in the year before the sheet's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payee {
    /// The block it stands in. Blocks are paid out of blocks: they do not add up.
    pub block: Box<str>,
    /// Its name; empty for a person.
    pub name: Box<str>,
    /// 法人番号, 13 digits; none where the source has none or another.
    pub number: Option<Box<str>>,
    /// What it is.
    pub kind: PayeeKind,
    /// What it was paid.
    pub paid: Option<Yen>,
}

/// One sheet: one programme as one ministry reported it in one year.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Who published it.
    pub origin: Origin,
    /// Year of the sheet.
    pub year: u16,
    /// 予算事業ID of the RS system: the same over the years.
    pub id: Option<u32>,
    /// JUDGIT's 事業番号: of this year alone.
    pub number: Box<str>,
    /// 事業名, in one line.
    pub name: Box<str>,
    /// 政策所管府省庁: the ministry that sums and trees go by.
    pub ministry: Arc<str>,
    /// 府省庁: finer, such as 国税庁.
    pub body: Arc<str>,
    /// 局・庁; may be empty.
    pub bureau: Arc<str>,
    /// 部, 課, 室 in one; may be empty.
    pub office: Arc<str>,
    /// 政策 that it belongs to; may be empty.
    pub policy: Arc<str>,
    /// 施策 of that policy; may be empty.
    pub measure: Arc<str>,
    /// 会計区分, 会計 and 勘定 that its money is in, each once.
    pub accounts: Vec<[Arc<str>; 3]>,
    /// First year of the programme.
    pub start: Option<u16>,
    /// Its planned last year.
    pub end: Option<u16>,
    /// 事業区分 of the RS system, such as 新規要求事業.
    pub division: Box<str>,
    /// 事業の目的.
    pub purpose: Box<str>,
    /// 事業の概要.
    pub outline: Box<str>,
    /// Figures by budget year, the earliest first.
    pub years: Vec<Figures>,
    /// Who was paid.
    pub payees: Vec<Payee>,
    /// What payees did, in the sheet's words; cut at some 2,000 characters.
    pub works: Box<str>,
    /// 作成責任者: a person's name, shown only where it is asked for.
    pub responsible: Box<str>,
}

impl Sheet {
    /// The figures of a budget year.
    #[must_use]
    pub fn figures(&self, year: u16) -> Option<&Figures> {
        self.years.iter().find(|figures| figures.year == year)
    }

    /// One figure of a budget year.
    #[must_use]
    pub fn get(&self, year: u16, column: Column) -> Option<Yen> {
        self.figures(year)?.get(column)
    }

    /// The figures of a budget year, to be written.
    pub(super) fn figures_mut(&mut self, year: u16) -> Option<&mut Figures> {
        let at = match self.years.binary_search_by_key(&year, |f| f.year) {
            Ok(at) => at,
            Err(at) => {
                self.years.insert(at, Figures::new(year));
                at
            }
        };
        self.years.get_mut(at)
    }

    /// What identifies it beside its year: the RS system's ID, else JUDGIT's number.
    #[must_use]
    pub fn mark(&self) -> String {
        self.id
            .map_or_else(|| self.number.to_string(), |id| id.to_string())
    }
}

/// Something about a file that a person may want to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The file, as it was named.
    pub file: String,
    /// 1-based line; 0 where it is of the file as a whole.
    pub line: u64,
    /// What it is, in Japanese.
    pub ja: String,
    /// The same in English.
    pub en: String,
    /// Whether figures are missing for it.
    pub matters: bool,
}

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

/// All sheets of the files that were read.
#[derive(Clone, Debug, Default)]
pub struct Reviews {
    /// The sheets, ministries in the government's order where a file says it, else as they came.
    pub sheets: SheetList,
    /// What the files have that is not understood.
    pub notices: Vec<Notice>,
    /// How many more there were than are kept.
    pub more_notices: u64,
    /// 建制順 of the ministries that a file tells it of.
    pub order: Vec<(Arc<str>, u16)>,
}
