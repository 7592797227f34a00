//! Ready questions over the years, each with the rule that it counts by.
//!
//! They are asked of a budget year, "this year" in the rules. In that of the newest sheets the initial budget is known,
//! what was spent in it is not yet.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rust_decimal::Decimal;

use super::name::key;
use super::sheet::{Column, Reviews, Sheet};
use super::{Programme, Programmes, Yen};
use crate::lang::Text;

/// A question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Question {
    /// Which requests rise most?
    Rises,
    /// Which fall most?
    Falls,
    /// Which rise most in percent?
    Percent,
    /// What has ended?
    Ended,
    /// What was not spent?
    Unspent,
    /// What was not spent twice in a row?
    UnspentTwice,
    /// What was not spent and is asked for again?
    AskedAgain,
    /// What was spent without a budget of its own?
    NoBudget,
    /// What is new?
    New,
    /// What is only asked for?
    RequestOnly,
    /// What is largest in each ministry?
    Largest,
    /// Where is the supplementary budget larger than the initial, or negative?
    Supplementary,
    /// Which names stand twice in a ministry?
    Twice,
    /// Where was something else granted than asked for?
    Granted,
    /// What was renamed?
    Renamed,
    /// What moved to another ministry?
    Moved,
}

impl Question {
    /// All.
    pub const ALL: [Self; 16] = [
        Self::Rises,
        Self::Falls,
        Self::Percent,
        Self::Ended,
        Self::Unspent,
        Self::UnspentTwice,
        Self::AskedAgain,
        Self::NoBudget,
        Self::New,
        Self::RequestOnly,
        Self::Largest,
        Self::Supplementary,
        Self::Twice,
        Self::Granted,
        Self::Renamed,
        Self::Moved,
    ];

    /// The word that names it on the command line.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Rises => "rises",
            Self::Falls => "falls",
            Self::Percent => "percent",
            Self::Ended => "ended",
            Self::Unspent => "unspent",
            Self::UnspentTwice => "unspent-twice",
            Self::AskedAgain => "asked-again",
            Self::NoBudget => "no-budget",
            Self::New => "new",
            Self::RequestOnly => "request-only",
            Self::Largest => "largest",
            Self::Supplementary => "supplementary",
            Self::Twice => "twice",
            Self::Granted => "granted",
            Self::Renamed => "renamed",
            Self::Moved => "moved",
        }
    }

    /// The question of that word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|question| question.word() == word)
    }

    /// The rule that it counts by.
    #[must_use]
    pub const fn rule(self) -> Text {
        match self {
            Self::Rises => Text::new(
                "翌年度要求額が当初予算を上回る額の大きい順",
                "next request above the initial budget, the largest first",
            ),
            Self::Falls => Text::new(
                "翌年度要求額が当初予算を下回る額の大きい順",
                "next request below the initial budget, the largest first",
            ),
            Self::Percent => Text::new(
                "翌年度要求額の当初予算に対する増加率の高い順（当初予算が0のものを除く）",
                "next request over the initial budget in percent; initial above zero",
            ),
            Self::Ended => Text::new(
                "前年度までに予算か執行があり、今年度の当初予算も翌年度の要求もない",
                "budget or spending before, neither initial budget nor next request now",
            ),
            Self::Unspent => Text::new(
                "前年度の執行額が歳出予算現額の50％未満（現額が0のものを除く）",
                "spent under 50 % of what could be spent in the year before; that above zero",
            ),
            Self::UnspentTwice => Text::new(
                "前年度と前々年度の両方で執行額が歳出予算現額の50％未満",
                "spent under 50 % of what could be spent in both years before",
            ),
            Self::AskedAgain => Text::new(
                "前年度の執行額が現額の50％未満で、翌年度に当初予算以上を要求",
                "spent under 50 % in the year before, and asks for the initial budget or more again",
            ),
            Self::NoBudget => Text::new(
                "前年度の歳出予算現額が0で執行額がある（他事業への一括計上など）",
                "spent in the year before with nothing of its own to spend",
            ),
            Self::New => Text::new(
                "今年度の当初予算があり、前年度までの予算も執行もない",
                "initial budget now, neither budget nor spending before",
            ),
            Self::RequestOnly => Text::new(
                "翌年度の要求だけがあり、今年度までの予算がない",
                "a next request, and no budget yet",
            ),
            Self::Largest => Text::new(
                "府省庁ごとに当初予算の最も大きい事業",
                "the largest initial budget of each ministry",
            ),
            Self::Supplementary => Text::new(
                "前年度の補正予算が当初予算を上回るか、減額",
                "supplementary budget of the year before above the initial, or negative",
            ),
            Self::Twice => Text::new(
                "同じ府省庁・同じ年のシートに同じ事業名が2つ以上",
                "one name on two sheets of a ministry and year",
            ),
            Self::Granted => Text::new(
                "前年度に要求した額と当初予算が異なる（要求と当初予算がともに分かる年）",
                "initial budget differs from what was asked for it; both known",
            ),
            Self::Renamed => Text::new(
                "シートの事業名が年の間で変わった",
                "the name on the sheets changed over the years",
            ),
            Self::Moved => Text::new(
                "シートの府省庁が年の間で変わった",
                "the ministry on the sheets changed over the years",
            ),
        }
    }
}

/// One programme that answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Place in [`Programmes::all`].
    pub programme: usize,
    /// The budget year that it is about.
    pub year: u16,
    /// The figures that it goes by.
    pub figures: Vec<(Column, Yen)>,
    /// The difference, where the question is of one.
    pub change: Option<Yen>,
    /// The rate or rise, to one place.
    pub percent: Option<Decimal>,
    /// What else is to be said: the earlier name or ministry.
    pub note: String,
}

/// The programmes that answer as of a budget year, in the order of the question.
#[must_use]
pub fn answer(
    question: Question,
    (reviews, programmes): (&Reviews, &Programmes),
    year: u16,
) -> Vec<Answer> {
    let asked = Asked {
        reviews,
        programmes,
        year,
    };
    let mut found: Vec<Answer> = match question {
        Question::Twice => asked.twice(),
        Question::Largest => asked.largest(),
        Question::Granted => asked.each(|at, p| asked.granted(at, p)),
        _ => asked.each(|at, p| asked.one(question, at, p).into_iter().collect()),
    };
    match question {
        Question::Rises => found.sort_by_key(|a| std::cmp::Reverse(a.change)),
        Question::Falls => found.sort_by_key(|a| a.change),
        Question::Percent => found.sort_by_key(|a| std::cmp::Reverse(a.percent)),
        Question::Unspent | Question::UnspentTwice | Question::AskedAgain => {
            found.sort_by_key(|a| a.percent);
        }
        _ => {}
    }
    found
}

struct Asked<'a> {
    reviews: &'a Reviews,
    programmes: &'a Programmes,
    year: u16,
}

fn none_of(figure: Option<Yen>) -> bool {
    figure.is_none_or(|yen| yen == Yen(0))
}

impl Asked<'_> {
    fn each(&self, of: impl Fn(usize, &Programme) -> Vec<Answer>) -> Vec<Answer> {
        let all = self.all();
        all.flat_map(|(at, programme)| of(at, programme)).collect()
    }

    /// All programmes but those whose money of the year, or all of it, is counted in others.
    fn all(&self) -> impl Iterator<Item = (usize, &Programme)> {
        let all = self.programmes.all.iter().enumerate();
        all.filter(|(_, programme)| {
            let mut elsewhere = programme.elsewhere.iter();
            elsewhere.len() == 0
                || !programme.years.is_empty() && elsewhere.all(|figures| figures.year != self.year)
        })
    }

    /// Whether a sheet of the year or a later one is of it, so that what is missing is really gone.
    fn current(&self, programme: &Programme) -> bool {
        programme
            .newest(self.reviews)
            .is_some_and(|s| s.year >= self.year)
    }

    /// Its sheets up to the year, the newest first.
    fn until<'s>(&'s self, programme: &'s Programme) -> impl Iterator<Item = &'s Sheet> {
        let sheets = programme.sheets.iter();
        let sheets = sheets.filter_map(|s| self.reviews.sheets.get(*s));
        sheets.filter(|sheet| sheet.year <= self.year)
    }

    fn make(at: usize, programme: &Programme, year: u16, columns: &[Column]) -> Answer {
        let figures = columns
            .iter()
            .filter_map(|c| Some((*c, programme.get(year, *c)?)));
        Answer {
            programme: at,
            year,
            figures: figures.collect(),
            change: None,
            percent: None,
            note: String::new(),
        }
    }

    fn one(&self, question: Question, at: usize, programme: &Programme) -> Option<Answer> {
        use Column::{Executed, Initial, NextRequest, Supplementary, Total};
        let (now, before) = (self.year, self.year.checked_sub(1)?);
        let current = self.current(programme);
        let earlier = |column| {
            let years = programme.years.iter().filter(|figures| figures.year < now);
            years.filter_map(|f| f.get(column)).any(|yen| yen > Yen(0))
        };
        let had = earlier(Initial) || earlier(Executed);
        let make = |year, columns: &[Column]| Self::make(at, programme, year, columns);
        let initial = programme.get(now, Initial);
        let request = programme.get(now, NextRequest);
        match question {
            Question::Rises | Question::Falls | Question::Percent => {
                let (asks, has) = (request?, initial.unwrap_or_default());
                let change = asks.minus(has)?;
                let percent = change.percent_of(has);
                let fits = match question {
                    Question::Rises => change > Yen(0),
                    Question::Falls => change < Yen(0),
                    _ => change > Yen(0) && percent.is_some(),
                };
                let mut answer = make(now, &[Initial, NextRequest]);
                answer.change = Some(change);
                answer.percent = percent;
                (fits && current).then_some(answer)
            }
            Question::Ended => (had && programme.has_ended(self.reviews, now)).then(|| {
                let last = programme.years.iter().rev();
                let mut last = last.filter(|f| f.get(Initial).is_some_and(|yen| yen > Yen(0)));
                make(last.next().map_or(before, |f| f.year), &[Initial, Executed])
            }),
            Question::Unspent => self.unspent(at, programme, before),
            Question::UnspentTwice => {
                let answer = self.unspent(at, programme, before)?;
                self.unspent(at, programme, before.checked_sub(1)?)?;
                Some(answer)
            }
            Question::AskedAgain => {
                let mut answer = self.unspent(at, programme, before)?;
                answer.figures.push((NextRequest, request?));
                (request? > Yen(0) && request >= initial).then_some(answer)
            }
            Question::NoBudget => {
                let spent = programme
                    .get(before, Executed)
                    .is_some_and(|yen| yen > Yen(0));
                let nothing = programme.get(before, Total) == Some(Yen(0));
                (spent && nothing).then(|| make(before, &[Total, Executed]))
            }
            Question::New => {
                let starts = initial.is_some_and(|yen| yen > Yen(0));
                (starts && !had && !earlier(Supplementary))
                    .then(|| make(now, &[Initial, NextRequest]))
            }
            Question::RequestOnly => {
                let asks = request.is_some_and(|yen| yen > Yen(0));
                let never = none_of(initial) && !had && !earlier(Supplementary);
                (asks && never && current).then(|| make(now, &[NextRequest]))
            }
            Question::Supplementary => {
                let more = programme.get(before, Supplementary)?;
                let above = more > programme.get(before, Initial)? && more > Yen(0);
                (above || more < Yen(0)).then(|| make(before, &[Initial, Supplementary]))
            }
            Question::Renamed => self.changed(at, programme, |sheet| &*sheet.name),
            Question::Moved => self.changed(at, programme, |sheet| &*sheet.ministry),
            Question::Largest | Question::Twice | Question::Granted => None,
        }
    }

    fn unspent(&self, at: usize, programme: &Programme, year: u16) -> Option<Answer> {
        let could = programme.get(year, Column::Total)?;
        let spent = programme.get(year, Column::Executed)?;
        // By the figures themselves: 49.999 % is under 50.
        let under = could > Yen(0) && spent.0.checked_mul(2)? < could.0;
        let mut answer = Self::make(at, programme, year, &[Column::Total, Column::Executed]);
        answer.percent = spent.percent_of(could);
        under.then_some(answer)
    }

    fn changed(
        &self,
        at: usize,
        programme: &Programme,
        of: impl Fn(&Sheet) -> &str,
    ) -> Option<Answer> {
        let mut sheets = self.until(programme);
        let newest = sheets.next()?;
        let earlier = sheets.find(|sheet| key(of(sheet)) != key(of(newest)))?;
        let mut answer = Self::make(at, programme, newest.year, &[Column::Initial]);
        answer.note = format!("{} ({})", of(earlier), earlier.year);
        Some(answer)
    }

    fn largest(&self) -> Vec<Answer> {
        let mut best: BTreeMap<Arc<str>, (Yen, usize)> = BTreeMap::new();
        for (at, programme) in self.all() {
            if let Some(yen) = programme
                .get(self.year, Column::Initial)
                .filter(|y| *y > Yen(0))
            {
                let kept = best
                    .entry(programme.sheet_of(self.reviews, self.year).map_or_else(
                        || Arc::clone(&programme.ministry),
                        |sheet| Arc::clone(&sheet.ministry),
                    ))
                    .or_insert((yen, at));
                if yen > kept.0 {
                    *kept = (yen, at);
                }
            }
        }
        let mut all: Vec<(Yen, usize)> = best.into_values().collect();
        all.sort_by_key(|(yen, _)| std::cmp::Reverse(*yen));
        let answers = all.into_iter().filter_map(|(_, at)| {
            let programme = self.programmes.all.get(at)?;
            Some(Self::make(at, programme, self.year, &[Column::Initial]))
        });
        answers.collect()
    }

    /// Ministry and name on its sheet of the year.
    fn named<'s>(&'s self, programme: &'s Programme) -> Option<(&'s str, String)> {
        let sheet = self.until(programme).next()?;
        (sheet.year == self.year).then(|| (&*sheet.ministry, key(&sheet.name)))
    }

    fn twice(&self) -> Vec<Answer> {
        let mut names: HashMap<(&str, String), usize> = HashMap::new();
        for name in self
            .all()
            .filter_map(|(_, programme)| self.named(programme))
        {
            *names.entry(name).or_default() += 1;
        }
        self.each(|at, programme| {
            let count = self.named(programme).and_then(|name| names.get(&name));
            let twice = count.is_some_and(|count| *count > 1);
            let make = || Self::make(at, programme, self.year, &[Column::Initial]);
            twice.then(make).into_iter().collect()
        })
    }

    fn granted(&self, at: usize, programme: &Programme) -> Vec<Answer> {
        let pairs = programme.years.iter().filter_map(|figures| {
            let granted = figures.get(Column::Initial)?;
            let asked = programme.get(figures.year.checked_sub(1)?, Column::NextRequest)?;
            (granted != asked && figures.year <= self.year).then_some((
                figures.year,
                asked,
                granted,
            ))
        });
        let answers = pairs.map(|(year, asked, granted)| Answer {
            programme: at,
            year,
            figures: vec![(Column::NextRequest, asked), (Column::Initial, granted)],
            change: granted.minus(asked),
            percent: granted.minus(asked).and_then(|cut| cut.percent_of(asked)),
            note: String::new(),
        });
        answers.collect()
    }
}
