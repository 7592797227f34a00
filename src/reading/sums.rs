//! What a search adds up to, what a total holds and leaves out, and the largest changes.

use super::line::Line;
use super::listing::{Current, Item, ListKind};
use super::session::Session;
use super::speech::{amount_words, change_words};
use super::state::{Found, ReadingState};
use crate::lang::{Lang, Text, lines_text};
use crate::ledger::{LineFilter, LineSort, Totals, plain_request, sort_lines_turned, totals_of};
use crate::model::{Account, Kind, NodeId, Request};

impl Session {
    /// What the total holds and leaves out, line by line: that of the search whose hits were
    /// told last, else that of the place.
    pub(super) fn why(&mut self, reading: &ReadingState<'_>) -> Vec<Line> {
        // Once a hit is open it is asked about, not the search.
        let is_unwalked = |list: &Current| list.kind == ListKind::Hits && list.at.is_none();
        let hits = self.list.as_ref().is_some_and(is_unwalked);
        let search = self.results.as_ref().filter(|_| hits);
        let (what, lines) = match search {
            Some((words, found)) if !found.lines.is_empty() => (
                match reading.lang {
                    Lang::Ja => format!("{words}の検索"),
                    Lang::En => format!("the search {words}"),
                },
                found.lines.clone(),
            ),
            _ => {
                let lines = reading.sums.chosen(reading.library, self.place).collect();
                (reading.address(self.place), lines)
            }
        };
        if reading.library.budget(self.place).is_some() && !hits {
            return vec![Line::Ear(reading.why_line(self.place))];
        }
        if lines.is_empty() {
            let en = "There is no budget line here, so there is no total.";
            return vec![
                reading
                    .say("ここに予算はないので、合計もありません。", en)
                    .into(),
            ];
        }
        let head = reading.why_head(&what, &lines);
        let printed = reading.printed_sum(self.place).filter(|_| !hits);
        let (counted, out): (Vec<NodeId>, Vec<NodeId>) = lines
            .into_iter()
            .partition(|id| reading.left_out_why(*id).is_none());
        let ordered = counted.into_iter().chain(out);
        let items = (1..).zip(ordered).map(|(number, node)| Item {
            node,
            number,
            state: Some(reading.why_state(node)),
            note: String::new(),
        });
        let list = Current {
            items: items.collect(),
            ..Current::of(ListKind::Places, head, Vec::new())
        };
        let more = printed.map(Line::Ear).into_iter().collect();
        self.tell_current(reading, more, list)
    }

    /// The largest changes at or below the place.
    pub(super) fn changes(
        &mut self,
        reading: &ReadingState<'_>,
        filter: Option<LineFilter>,
        top: Option<usize>,
    ) -> Vec<Line> {
        let library = reading.library;
        let of = |filter: LineFilter| {
            let lines = reading.sums.lines(library, self.place);
            let lines =
                lines.filter(move |id| filter.matches(library, *id) && !library.node(*id).relisted);
            lines.collect::<Vec<NodeId>>()
        };
        let (rises, falls) = (of(LineFilter::Increased), of(LineFilter::Decreased));
        let (up, down) = (rises.len(), falls.len());
        let mut lines: Vec<NodeId> = match filter {
            Some(LineFilter::Decreased) => falls,
            Some(_) => rises,
            None => rises.into_iter().chain(falls).collect(),
        };
        lines.sort_by_key(|id| {
            let change = library.budget(*id).and_then(crate::ledger::change);
            std::cmp::Reverse(change.map(|change| change.oku.abs()))
        });
        let all = lines.len();
        lines.truncate(top.unwrap_or(usize::MAX));
        let address = reading.address(self.place);
        let listed = lines.len();
        let head = match (reading.lang, listed < all) {
            (Lang::Ja, true) => format!(
                "{address}の増減、増えた予算{up}件、減った予算{down}件。大きい順に、上位{listed}件。"
            ),
            (Lang::Ja, false) => {
                format!("{address}の増減、増えた予算{up}件、減った予算{down}件。大きい順。")
            }
            (Lang::En, true) => format!(
                "Changes of {address}: {up} rises, {down} falls. The {listed} largest follow."
            ),
            (Lang::En, false) => {
                format!("Changes of {address}: {up} rises, {down} falls, the largest first.")
            }
        };
        let nodes = lines.into_iter().map(|id| (id, String::new())).collect();
        let list = Current {
            changes: true,
            ..Current::of(ListKind::Places, head, nodes)
        };
        self.tell_current(reading, Vec::new(), list)
    }

    /// The budget lines that the last search's sum is of, the largest request first. Where no line has
    /// every word, those below the hits are taken in, which is said from then on.
    pub(super) fn result_lines(&mut self, reading: &ReadingState<'_>) -> Vec<Line> {
        let Some((words, mut found)) = self.results.clone() else {
            return self.tell_results(reading);
        };
        let mut more = Vec::new();
        if found.lines.is_empty() && !found.hits.is_empty() {
            found.lines = reading.lines_below(&found.hits);
            if !found.lines.is_empty() {
                let note = reading.say(TAKEN_IN.ja, TAKEN_IN.en).to_owned();
                more.push(Line::Ear(note.clone()));
                more.extend(reading.sum_words(&found.lines).map(Line::Ear));
                found.notes.push(note);
                self.results = Some((words.clone(), found.clone()));
            }
        }
        let mut lines = found.lines;
        let no_names = |_| "".into();
        sort_lines_turned(
            reading.library,
            &mut lines,
            LineSort::Request,
            false,
            &no_names,
        );
        let count = lines.len();
        let head = match reading.lang {
            Lang::Ja => format!("{words}に当たる予算、{count}件。要求の大きい順。"),
            Lang::En => format!("Budget lines for {words}: {count}, the largest first."),
        };
        let nodes = lines.into_iter().map(|id| (id, String::new())).collect();
        let list = Current {
            addresses: true,
            ..Current::of(ListKind::Places, head, nodes)
        };
        self.tell_current(reading, more, list)
    }
}

/// That a sum is of the lines below the hits of a search, as no line has every word.
const TAKEN_IN: Text = Text::new(
    "すべての語に当たる予算はないので、並べたものの下の予算を取り込みました。",
    "No budget line has every word: those below the hits are taken in.",
);

impl ReadingState<'_> {
    /// The budget lines at or below some hits, each once, in document order.
    fn lines_below(&self, hits: &[(NodeId, String)]) -> Vec<NodeId> {
        let each = hits.iter();
        let mut lines: Vec<NodeId> = each
            .flat_map(|(node, _)| self.library.budget_lines(*node))
            .collect();
        lines.sort_unstable();
        lines.dedup();
        lines
    }

    /// What these lines add up to, in one sentence: `予算14件、合計11億円、元年度より14億9千万円減。`;
    /// none where there is no line.
    /// The number is that of the lines in the sum, as `why` tells it.
    /// Lines of several fiscal years have no sum together: each year has a sentence, which begins
    /// with its name.
    #[must_use]
    pub fn sum_words(&self, lines: &[NodeId]) -> Option<String> {
        let years = self.by_year(lines);
        let each = years.iter().filter_map(|(year, lines)| {
            let sum = self.sum_of_year(lines)?;
            Some(match (years.len(), self.lang) {
                (1, _) => sum,
                (_, Lang::Ja) => format!("{year}は、{sum}"),
                (_, Lang::En) => format!("{year}: {sum}"),
            })
        });
        let each: Vec<String> = each.collect();
        (!each.is_empty()).then(|| each.join(self.say("", " ")))
    }

    /// Lines by what their documents call the year of the requests, in the order of the first.
    fn by_year(&self, lines: &[NodeId]) -> Vec<(String, Vec<NodeId>)> {
        let mut out: Vec<(String, Vec<NodeId>)> = Vec::new();
        // Lines come document by document, or nearly so.
        for run in lines.chunk_by(|a, b| self.same_document(*a, *b)) {
            let Some(year) = run.first().map(|id| self.years(*id).request) else {
                continue;
            };
            match out.iter_mut().find(|(known, _)| *known == year) {
                Some((_, lines)) => lines.extend_from_slice(run),
                None => out.push((year, run.to_vec())),
            }
        }
        out
    }

    fn same_document(&self, one: NodeId, other: NodeId) -> bool {
        self.library.document_index(one) == self.library.document_index(other)
    }

    fn sum_of_year(&self, lines: &[NodeId]) -> Option<String> {
        let first = *lines.first()?;
        let lines = self.sums.kept(self.library, lines);
        let sum = totals_of(self.library, lines.iter().copied());
        // As at a node: those that the sum is of; the others are told behind it.
        let count = match sum.counts.counted {
            0 => lines.len(),
            counted => counted,
        };
        let mut parts = vec![self.count(Kind::Budget, count)];
        if sum.counts.counted > 0 {
            let amount = amount_words(sum.request_total, self.lang);
            parts.push(match self.lang {
                Lang::Ja => format!("合計{amount}"),
                Lang::En => format!("{amount} in all"),
            });
        }
        if sum.comparable.lines > 0 {
            let change = change_words(&sum.comparable.change(), &self.years(first).base, self.lang);
            parts.push(
                match (sum.comparable.lines == sum.counts.counted, self.lang) {
                    (true, _) => change,
                    (false, Lang::Ja) => {
                        format!("比べられる{}件では{change}", sum.comparable.lines)
                    }
                    (false, Lang::En) => format!("{change} for {}", sum.comparable.lines),
                },
            );
        }
        let mut text = format!("{}{}", self.join(&parts), self.say("。", "."));
        if let Some(left) = self.left_out(&sum) {
            text.push_str(self.say("", " "));
            text.push_str(&left);
        }
        Some(text)
    }

    /// What the lines of a search add up to; none where one of them is asked for.
    #[must_use]
    pub fn sum_found(&self, found: &Found) -> Option<String> {
        let lines = Some(&found.lines).filter(|_| !found.is_ranked)?;
        self.sum_words(lines)
    }

    fn why_head(&self, what: &str, lines: &[NodeId]) -> String {
        match self.by_year(lines).as_slice() {
            [] | [_] => self.why_of_year(what, lines),
            several => {
                let each = several.iter().map(|(year, lines)| match self.lang {
                    Lang::Ja => self.why_of_year(&format!("{year}、{what}"), lines),
                    Lang::En => self.why_of_year(&format!("{what}, {year},"), lines),
                });
                each.collect::<Vec<String>>().join(self.say("", " "))
            }
        }
    }

    fn why_of_year(&self, what: &str, lines: &[NodeId]) -> String {
        let kept = self.sums.kept(self.library, lines);
        let sum: Totals = totals_of(self.library, kept);
        let (counted, amount) = (
            sum.counts.counted,
            amount_words(sum.request_total, self.lang),
        );
        let none = self.say("入れないものは0件。", "Nothing is left out.");
        let out = self.left_out(&sum).unwrap_or_else(|| none.to_owned());
        match self.lang {
            Lang::Ja => format!("{what}の合計は{amount}、予算{counted}件の和です。{out}"),
            Lang::En => {
                let counted = lines_text(counted, self.lang);
                format!("The total of {what} is {amount}, of {counted}. {out}")
            }
        }
    }

    /// Why a line is not in the total; none if it is.
    fn left_out_why(&self, id: NodeId) -> Option<Text> {
        let line = self.library.budget(id)?;
        if self.sums.taken_out_by(self.library, id).is_some() {
            return Some(Text::new("除いたので", "taken out"));
        }
        if self.library.node(id).relisted {
            return Some(Text::new("再掲なので", "listed again"));
        }
        if plain_request(line, false).is_some() {
            return None;
        }
        Some(match (&line.request, line.account) {
            (Request::Within(_), _) => Text::new("内数なので", "within a larger sum"),
            (Request::Unspecified, _) => Text::new("金額がないので", "without an amount"),
            (_, Account::Filp) | (Request::Parts(_), _) => {
                Text::new("財政投融資なので", "a fiscal loan")
            }
            (Request::Amount(_), Account::General) => Text::new("足せないので", "not added"),
        })
    }

    fn why_state(&self, id: NodeId) -> Vec<String> {
        let request = self
            .library
            .budget(id)
            .map(|line| super::speech::request_words(&line.request, self.lang));
        let why = self.left_out_why(id).map(|why| match self.lang {
            Lang::Ja => format!("{}、入れません", why.get(Lang::Ja)),
            Lang::En => format!("left out: {}", why.get(Lang::En)),
        });
        request.into_iter().chain(why).collect()
    }

    /// Whether a single line counts, in one sentence.
    fn why_line(&self, id: NodeId) -> String {
        match (self.left_out_why(id), self.lang) {
            (None, Lang::Ja) => "この予算は、上の合計に入っています。".to_owned(),
            (None, Lang::En) => "This line is in the totals above it.".to_owned(),
            (Some(why), Lang::Ja) => {
                format!("この予算は、{}、合計に入れません。", why.get(Lang::Ja))
            }
            (Some(why), Lang::En) => {
                format!("This line is in no total: {}.", why.get(Lang::En))
            }
        }
    }

    /// What the issuer printed as the sum of a node, and whether the lines agree.
    fn printed_sum(&self, id: NodeId) -> Option<String> {
        let printed = self.library.node(id).printed.as_ref()?;
        let amount = amount_words(printed.amount.oku, self.lang);
        Some(match (printed.agrees, self.lang) {
            (true, Lang::Ja) => format!("文書の合計は{amount}で、一致します。"),
            (false, Lang::Ja) => format!("文書の合計は{amount}で、一致しません。"),
            (true, Lang::En) => format!("The printed sum is {amount}; the lines agree."),
            (false, Lang::En) => format!("The printed sum is {amount}; the lines do not agree."),
        })
    }
}
