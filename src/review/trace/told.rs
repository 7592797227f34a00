//! What became of a line, in words.

use rust_decimal::Decimal;

use super::{
    Became, Evidence, Grade, Link, Outcome, Relation, Shown, Trace, Turn, outcome, sheets,
};
use crate::lang::{Lang, Text};
use crate::review::sheet::{Column, Reviews};
use crate::review::sums::Sums;
use crate::review::{Programmes, Yen};

/// The evidence in data: always in English, as keys are.
#[must_use]
pub fn code(evidence: &Evidence) -> String {
    let share = |percent: &u32| format!("{}.{:02}", percent / 100, percent % 100);
    match evidence {
        Evidence::Name(percent) => format!("name {}", share(percent)),
        Evidence::Heading(percent) => format!("heading {}", share(percent)),
        Evidence::Request(year) => format!("request {year} agrees"),
        Evidence::Base(year) => format!("base {year} agrees"),
        Evidence::Words(percent) => format!("words {}", share(percent)),
        Evidence::AddsUp(year) => format!("adds up to request {year}"),
        Evidence::OwnSheet(year) => format!("own sheet since {year}"),
        Evidence::Beside => "stands among parts".to_owned(),
        Evidence::Quoted => "alone names what the text quotes".to_owned(),
        Evidence::Relists => "relists".to_owned(),
        Evidence::Confirmed => "confirmed".to_owned(),
    }
}

/// A joined line to be told.
pub struct Told<'a> {
    /// The sheets.
    pub reviews: &'a Reviews,
    /// The programmes.
    pub programmes: &'a Programmes,
    /// Language of the words; names stay as they are.
    pub lang: Lang,
    /// How an amount in 億円 is written.
    pub amount: &'a dyn Fn(Decimal) -> String,
}

impl std::fmt::Debug for Told<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Told")
            .field("lang", &self.lang)
            .finish_non_exhaustive()
    }
}

const NO_SHEET: Text = Text::new("当たるシートは見つかりません", "no sheet found");
const REJECTED: Text = Text::new("違うとされたシート", "you said that it is not");

impl Told<'_> {
    fn text(&self, text: Text) -> &'static str {
        text.get(self.lang)
    }

    /// An amount to a hundredth of 億円.
    fn yen(&self, yen: Yen) -> String {
        (self.amount)(yen.hundredths())
    }

    /// Everything, a line each: the sheet with grade and evidence, money, years, end, payees. Names are as the
    /// sheets have them, not made harmless.
    #[must_use]
    pub fn lines(&self, trace: &Trace) -> Vec<String> {
        let Some(link) = &trace.link else {
            let mut told = vec![self.text(NO_SHEET).to_owned()];
            if let Some(rejected) = &trace.rejected {
                let names = self.names(trace, rejected);
                told.push(format!("{}: {names}", self.text(REJECTED)));
            }
            return told;
        };
        let mut told = vec![self.linked(trace, link)];
        told.extend(trace.became.as_ref().map(|became| self.became(became)));
        let outcome = outcome(link, trace.year, self.reviews, self.programmes);
        let Some(outcome) = outcome else {
            return told;
        };
        told.push(self.money(trace, &outcome));
        told.push(self.years(&outcome));
        told.push(self.goes_on(&outcome, &str::to_owned));
        if !outcome.payees.is_empty() {
            let payees: Vec<String> = outcome
                .payees
                .iter()
                .map(|(name, paid)| match paid {
                    Some(paid) => format!("{name} {}", self.yen(*paid)),
                    None => name.to_string(),
                })
                .collect();
            let label = match (self.lang, outcome.paid_in) {
                (Lang::Ja, Some(year)) => format!("{year}年度の支出先"),
                (Lang::En, Some(year)) => format!("paid to in {year}"),
                (Lang::Ja, None) => "支出先".to_owned(),
                (Lang::En, None) => "paid to".to_owned(),
            };
            told.push(format!("{label}: {}", payees.join("、")));
        }
        told
    }

    /// The same for the ear, in one sentence: what it is joined to, granted, spent, whether it goes on. `heard` makes the
    /// sheets' own words such as are heard; of a Japanese sentence all of it is.
    #[must_use]
    pub fn sentence(&self, trace: &Trace, heard: &dyn Fn(&str) -> String) -> String {
        let said = self.said(trace, heard);
        match self.lang {
            Lang::Ja => heard(&said),
            // Names are without brackets by now; these are the sentence's own.
            Lang::En => said
                .replace(" (", ", ")
                .replace(')', "")
                .replace(" + ", " and "),
        }
    }

    /// The same as it is written.
    #[must_use]
    pub fn said(&self, trace: &Trace, heard: &dyn Fn(&str) -> String) -> String {
        let Some(link) = &trace.link else {
            return match self.lang {
                Lang::Ja => format!("{}。", self.text(NO_SHEET)),
                Lang::En => format!("{}.", self.text(NO_SHEET)),
            };
        };
        let names = self.names_by(trace, link, heard);
        let grade = self.text(grade(link.grade));
        let year = trace.year;
        let became = trace
            .became
            .as_ref()
            .map(|became| self.became_by(became, heard));
        let became = became.map_or_else(String::new, |said| match self.lang {
            Lang::Ja => format!("{said}。"),
            Lang::En => format!(" {said}."),
        });
        let outcome = outcome(link, year, self.reviews, self.programmes);
        let Some(outcome) = outcome else {
            return match self.lang {
                Lang::Ja => {
                    format!("{grade}、{names}です。この行だけの執行は分かりません。{became}")
                }
                Lang::En => {
                    format!("{grade} {names}. What was spent on it alone is not known.{became}")
                }
            };
        };
        let unknown = self.text(Text::new("不明", "not known"));
        let amount = |yen: Option<Yen>| yen.map_or_else(|| unknown.to_owned(), |yen| self.yen(yen));
        let (granted, spent) = (amount(outcome.granted), amount(outcome.executed));
        // What was asked for is often paid so, and then the budget is small or nothing.
        let before = outcome.before.filter(|yen| *yen > Yen(0));
        let before = before.map_or_else(String::new, |yen| match self.lang {
            Lang::Ja => format!("、前年度の補正{}", self.yen(yen)),
            Lang::En => format!(", supplementary of the year before {}", self.yen(yen)),
        });
        let (link, on) = (
            self.text(relation(link.relation)),
            self.goes_on(&outcome, heard),
        );
        match self.lang {
            Lang::Ja => format!(
                "{grade}、{link}、{names}。{year}年度の当初予算{granted}{before}、執行{spent}。{on}。{became}"
            ),
            Lang::En => format!(
                "{grade}, {link}: {names}. {year}: initial budget {granted}{before}, spent {spent}. {on}.{became}"
            ),
        }
    }

    /// Whether it goes on, by the sheets.
    fn goes_on(&self, outcome: &Outcome, heard: &dyn Fn(&str) -> String) -> String {
        let last = outcome.last.unwrap_or_default();
        let now = outcome.called.as_ref().map(|name| heard(name));
        let now = now.map(|name| match self.lang {
            Lang::Ja => format!("「{name}」"),
            Lang::En => format!(" as {name}"),
        });
        let now = now.unwrap_or_default();
        let is_gone = last < self.programmes.newest;
        match (self.lang, outcome.ended) {
            (Lang::Ja, true) if is_gone => format!("{last}年のシート{now}が最後"),
            (Lang::En, true) if is_gone => format!("Last sheet: {last}{now}"),
            (lang, true) => {
                let money = outcome.last_money;
                let money = money.map_or_else(String::new, |year| match lang {
                    Lang::Ja => format!("、予算か執行があるのは{year}年度が最後"),
                    Lang::En => format!("; last budget or spending: {year}"),
                });
                match lang {
                    Lang::Ja => {
                        format!(
                            "終了: {last}年のシート{now}に当年度の当初予算も翌年度の要求もありません{money}"
                        )
                    }
                    Lang::En => {
                        format!(
                            "Ended: the sheet of {last}{now} has no initial budget and no request for the next year{money}"
                        )
                    }
                }
            }
            (Lang::Ja, false) => format!("{last}年のシート{now}にもあり、続いています"),
            (Lang::En, false) => format!("Goes on: it has a sheet of {last}{now}"),
        }
    }

    /// `分割: 2022年のシートから A＋B（後のシートの名称による）`.
    fn became(&self, became: &Became) -> String {
        self.became_by(became, &str::to_owned)
    }

    fn became_by(&self, became: &Became, heard: &dyn Fn(&str) -> String) -> String {
        let names = became.into.iter();
        let names = names.filter_map(|at| self.programmes.all.get(*at));
        let names: Vec<String> = names.map(|programme| heard(&programme.name)).collect();
        let names = names.join(" + ");
        let why = self.shown(became.shown);
        let since = became
            .since
            .map_or_else(String::new, |year| match self.lang {
                Lang::Ja => format!("{year}年のシートから "),
                Lang::En => format!("since the sheets of {year} "),
            });
        match (self.lang, became.turn, became.since) {
            (Lang::Ja, Turn::Split, _) => format!("分割: {since}{names}（{why}）"),
            (Lang::Ja, Turn::Merged, None) => {
                format!("統合: 要求の複数の行が1枚のシート {names}（{why}）")
            }
            (Lang::Ja, Turn::Merged, Some(_)) => {
                format!("統合: {since}ほかのシートと {names}（{why}）")
            }
            (Lang::En, Turn::Split, _) => format!("split: {since}into {names} ({why})"),
            (Lang::En, Turn::Merged, None) => {
                format!("merged: several lines are one sheet, {names} ({why})")
            }
            (Lang::En, Turn::Merged, Some(_)) => {
                format!("merged: {since}with another sheet into {names} ({why})")
            }
        }
    }

    fn shown(&self, shown: Shown) -> String {
        match (shown, self.lang) {
            (Shown::AddsUp(year), Lang::Ja) => format!("合わせると{year}年度の要求額に一致"),
            (Shown::AddsUp(year), Lang::En) => format!("together they are the request of {year}"),
            (Shown::Named, Lang::Ja) => "後のシートが名称で旧事業と言う".to_owned(),
            (Shown::Named, Lang::En) => "later names tell the earlier one".to_owned(),
            (Shown::Budgets(year), Lang::Ja) => {
                format!(
                    "{}年度と{year}年度の当初予算の和が一致",
                    year.saturating_sub(1)
                )
            }
            (Shown::Budgets(year), Lang::En) => {
                let before = year.saturating_sub(1);
                format!("initial budgets of {before} and {year} add up")
            }
        }
    }

    /// Initial budget and spending of each year, without the years before the first that has anything: sheets
    /// print 0 there.
    fn years(&self, outcome: &Outcome) -> String {
        let is_nothing = |sums: &Sums| {
            let figures = Column::ALL.iter().filter_map(|column| sums.get(*column));
            figures.into_iter().all(|yen| yen == Yen(0))
        };
        let is_told = |sums: &Sums| {
            let columns = [Column::Initial, Column::Executed];
            columns.iter().any(|column| sums.get(*column).is_some())
        };
        let years: Vec<String> = outcome
            .years
            .iter()
            .skip_while(|(_, sums)| is_nothing(sums))
            .filter(|(_, sums)| is_told(sums))
            .map(|(year, sums)| {
                let figure = |column| {
                    sums.get(column)
                        .map_or_else(|| "–".to_owned(), |yen: Yen| yen.hundredths().to_string())
                };
                let (initial, spent) = (figure(Column::Initial), figure(Column::Executed));
                format!("{year}: {initial}/{spent}")
            })
            .collect();
        match self.lang {
            Lang::Ja => format!("年度: 当初予算/執行（億円） {}", years.join("  ")),
            Lang::En => format!("year: initial/spent (100M yen) {}", years.join("  ")),
        }
    }

    /// The sheets by name; of a part 「SHEET（n億円）の一部」, as its figures are not the line's.
    fn names(&self, trace: &Trace, link: &Link) -> String {
        self.names_by(trace, link, &str::to_owned)
    }

    fn names_by(&self, trace: &Trace, link: &Link, heard: &dyn Fn(&str) -> String) -> String {
        let sheets = sheets(link, trace.year, self.reviews, self.programmes);
        let named = sheets.iter().map(|(sheet, programme)| {
            let name = heard(&sheet.name);
            if link.relation != Relation::Part {
                let (ministry, mark) = (&sheet.ministry, sheet.mark());
                return match self.lang {
                    Lang::Ja => format!("{name}（{ministry} {mark}）"),
                    Lang::En => format!("{name} ({ministry} {mark})"),
                };
            }
            let before = trace.year.checked_sub(1);
            let whole = before.and_then(|year| programme.get(year, Column::NextRequest));
            let whole = whole.map(|yen| match self.lang {
                Lang::Ja => format!("（{}）", self.yen(yen)),
                Lang::En => format!(" ({})", self.yen(yen)),
            });
            let whole = whole.unwrap_or_default();
            match self.lang {
                Lang::Ja => format!("{name}{whole}の一部"),
                Lang::En => format!("part of {name}{whole}"),
            }
        });
        named.collect::<Vec<_>>().join(" + ")
    }

    /// The link in one line, with grade and evidence.
    #[must_use]
    pub fn linked(&self, trace: &Trace, link: &Link) -> String {
        let evidence: Vec<String> = link.evidence.iter().map(|e| self.evidence(e)).collect();
        format!(
            "{}［{}・{}］ {}: {}",
            self.text(Text::new("シート", "sheet")),
            self.text(grade(link.grade)),
            self.text(relation(link.relation)),
            self.names(trace, link),
            evidence.join(self.text(Text::new("、", ", ")))
        )
    }

    fn evidence(&self, evidence: &Evidence) -> String {
        match (evidence, self.lang) {
            (Evidence::Confirmed, Lang::En) => "confirmed by you".to_owned(),
            (_, Lang::En) => code(evidence),
            (Evidence::Name(100), Lang::Ja) => "事業名が一致".to_owned(),
            (Evidence::Name(p), Lang::Ja) => format!("事業名の類似{p}%"),
            (Evidence::Heading(p), Lang::Ja) => format!("見出しの類似{p}%"),
            (Evidence::Request(year), Lang::Ja) => format!("{year}年度要求額が一致"),
            (Evidence::Base(year), Lang::Ja) => format!("{year}年度当初予算が一致"),
            (Evidence::Words(p), Lang::Ja) => format!("事業名の語の{p}%がシートにある"),
            (Evidence::AddsUp(year), Lang::Ja) => format!("合計が{year}年度要求額と一致"),
            (Evidence::OwnSheet(year), Lang::Ja) => {
                format!("{year}年から同じ課に単独のシートがある")
            }
            (Evidence::Beside, Lang::Ja) => "並ぶ行がこのシートの一部".to_owned(),
            (Evidence::Quoted, Lang::Ja) => "本文の「」の名が、このシートにだけある".to_owned(),
            (Evidence::Relists, Lang::Ja) => "再掲".to_owned(),
            (Evidence::Confirmed, Lang::Ja) => "あなたが確認".to_owned(),
        }
    }

    fn money(&self, trace: &Trace, outcome: &Outcome) -> String {
        let unknown = self.text(Text::new("不明", "not known"));
        let amount = |yen: Option<Yen>| yen.map_or_else(|| unknown.to_owned(), |yen| self.yen(yen));
        let nonzero = |yen: Option<Yen>| yen.filter(|yen| *yen != Yen(0));
        let year = trace.year;
        let mut parts = vec![match self.lang {
            Lang::Ja => format!("{year}年度 当初予算 {}", amount(outcome.granted)),
            Lang::En => format!("{year}: initial {}", amount(outcome.granted)),
        }];
        for (yen, name) in [
            (outcome.supplementary, Text::new("補正", "supplementary")),
            (
                outcome.carried,
                Text::new("前年度から繰越し", "carried over"),
            ),
            (
                outcome.before,
                Text::new("前年度の補正", "supplementary of the year before"),
            ),
        ] {
            if let Some(yen) = nonzero(yen) {
                parts.push(format!("{} {}", self.text(name), self.yen(yen)));
            }
        }
        let spent = self.text(Text::new("執行", "spent"));
        parts.push(format!("{spent} {}", amount(outcome.executed)));
        let next = outcome.years.iter().find(|(known, _)| *known == year);
        let next = next.and_then(|(_, sums)| sums.get(Column::NextRequest));
        if let Some(yen) = nonzero(next) {
            parts.push(match self.lang {
                Lang::Ja => format!("{}年度の要求 {}", year + 1, self.yen(yen)),
                Lang::En => format!("asked for {}: {}", year + 1, self.yen(yen)),
            });
        }
        parts.join(self.text(Text::new("、", ", ")))
    }
}

const fn grade(grade: Grade) -> Text {
    match grade {
        Grade::Sure => Text::new("確実", "sure"),
        Grade::Probable => Text::new("おそらく", "probably"),
        Grade::Possible => Text::new("かもしれない", "possibly"),
    }
}

const fn relation(relation: Relation) -> Text {
    match relation {
        Relation::Same => Text::new("同じ事業", "same"),
        Relation::Renamed => Text::new("名称変更", "renamed"),
        Relation::Sum => Text::new("複数シートの合計", "sum of sheets"),
        Relation::Part => Text::new("一部", "part"),
    }
}
