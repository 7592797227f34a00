//! Reading and finding: text, source, budget lines, search.

use super::line::Line;
use super::listing::{Current, ListKind};
use super::mistakes::{heard, plain_command};
use super::operand::{Part, Verbosity};
use super::session::Session;
use super::speech::sentences;
use super::state::{Found, ReadingState};
use super::vocabulary::nearest;
use crate::lang::Lang;
use crate::ledger::{LineFilter, LineSort, sort_lines_turned};
use crate::model::NodeId;
use crate::names;
use crate::search::Query;

impl Session {
    pub(super) fn read(&mut self, reading: &ReadingState<'_>, part: Part) -> Vec<Line> {
        let id = self.place;
        let figures = || -> Vec<Line> {
            let lines = reading.figures(id, self.verbosity).into_iter();
            lines.map(Line::Ear).collect()
        };
        let head = |ja: &str, en: &str| -> Line {
            let address = reading.address(id);
            Line::Ear(match reading.lang {
                Lang::Ja => format!("{address}の{ja}。"),
                Lang::En => format!("{en} of {address}."),
            })
        };
        let reference = || -> Vec<Line> {
            let full = self.verbosity == Verbosity::Full;
            let lines = full.then(|| reading.reference(id)).into_iter().flatten();
            lines.map(Line::Ear).collect()
        };
        match part {
            Part::All | Part::Start => {
                if part == Part::Start {
                    self.reached.remove(&id);
                }
                let stop = reading.say("。", ".");
                let title = format!(
                    "{}{stop}",
                    reading.join(&[reading.address(id), reading.name(id)])
                );
                let mut head = vec![Line::Ear(title)];
                if !self.reached.contains_key(&id) || reading.page == 0 {
                    head.extend(figures());
                    head.extend(reference());
                }
                self.tell_text(reading, head, id)
            }
            Part::Figures => {
                let mut lines = vec![head("金額", "Figures")];
                lines.extend(figures());
                lines
            }
            Part::Text => {
                let mut head = vec![head("本文", "Text")];
                head.extend(reference());
                self.tell_text(reading, head, id)
            }
            Part::Source => {
                let head = vec![head("原文", "Source")];
                self.deliver(reading, head, source(reading, id), false)
            }
        }
    }

    pub(super) fn budget(
        &mut self,
        reading: &ReadingState<'_>,
        filter: Option<LineFilter>,
    ) -> Vec<Line> {
        let (head, lines) = reading.budget_list(self.place, filter);
        let noted = lines.into_iter().map(|id| (id, String::new())).collect();
        let list = Current {
            changes: goes_by_change(filter),
            ..Current::of(ListKind::Places, head, noted)
        };
        self.tell_current(reading, Vec::new(), list)
    }

    pub(super) fn search(&mut self, reading: &ReadingState<'_>, words: &str) -> Vec<Line> {
        let found = reading.finder.find(reading.library, words, reading.lang);
        if let Some(fault) = found.fault {
            return vec![Line::Ear(fault)];
        }
        let said = reading.heard(&heard(words));
        self.results = Some((said, found));
        self.tell_results(reading)
    }

    /// The answer to what is no command and reads as a question, or as a Japanese word that is near to no
    /// command and is found: as of a search, which is said behind the count. Else none, and nothing changes.
    pub(super) fn searched(
        &mut self,
        reading: &ReadingState<'_>,
        typed: &str,
    ) -> Option<Vec<Line>> {
        let is_question = Query::parse(typed).is_ok_and(|query| query.question().is_some());
        let is_found = || {
            let word = typed.split_whitespace().next().unwrap_or_default();
            let is_word =
                !word.is_ascii() && nearest(word).is_none() && plain_command(typed).is_none();
            is_word
                && reading
                    .finder
                    .find(reading.library, typed, reading.lang)
                    .total
                    > 0
        };
        if !is_question && !is_found() {
            return None;
        }
        let mut lines = self.search(reading, typed);
        let en = "That is no command, so it was searched for.";
        let said = reading.say("命令ではないので、検索しました。", en);
        lines.insert(lines.len().min(1), said.into());
        Some(lines)
    }

    pub(super) fn tell_results(&mut self, reading: &ReadingState<'_>) -> Vec<Line> {
        let Some((_, found)) = &self.results else {
            let en = "Nothing has been searched yet. Type search and words.";
            let ja = "まだ検索していません。検索のあとに言葉を続けます。";
            return vec![reading.say(ja, en).into()];
        };
        let sum = reading.sum_found(found).map(Line::Ear);
        self.take_results(reading);
        match self.list.take() {
            Some(list) => self.tell_current(reading, sum.into_iter().collect(), list),
            None => Vec::new(),
        }
    }

    /// Makes the hits of the last search the current list.
    pub(super) fn take_results(&mut self, reading: &ReadingState<'_>) {
        let Some((words, found)) = &self.results else {
            return;
        };
        let head = reading.hits_words(words, found);
        self.list = Some(Current::of(ListKind::Hits, head, found.hits.clone()));
    }
}

/// Whether a list goes by the change, so that it is told whatever the verbosity.
const fn goes_by_change(filter: Option<LineFilter>) -> bool {
    matches!(filter, Some(LineFilter::Decreased | LineFilter::Increased))
}

impl ReadingState<'_> {
    /// How many hits there are in all, of which the best `told` follow; what to do where there
    /// is none.
    #[must_use]
    pub fn hits_words(&self, words: &str, found: &Found) -> String {
        let (listed, total) = (found.hits.len(), found.total);
        let count = self.count_words(words, listed, total);
        // A sentence in English keeps its points: only the document's marks become pauses.
        let notes = found.notes.iter().map(|note| match (self.lang, self.yomi) {
            (Lang::Ja, _) => self.heard(note),
            (Lang::En, Some(yomi)) => yomi(note),
            (Lang::En, None) => note.clone(),
        });
        let all: Vec<String> = std::iter::once(count).chain(notes).collect();
        all.join(self.say("", " "))
    }

    fn count_words(&self, words: &str, listed: usize, total: usize) -> String {
        match (self.lang, listed) {
            (Lang::Ja, 0) => {
                format!("{words}の検索は、0件です。短い言葉か、別の言葉で探してください。")
            }
            (Lang::En, 0) => format!("{words}: no hits. Try a shorter or another word."),
            (Lang::Ja, _) if listed < total => {
                format!("{words}の検索は、{total}件。上位{listed}件を並べます。")
            }
            (Lang::En, _) if listed < total => {
                format!("{words}: {total} hits, the best {listed} follow.")
            }
            (Lang::Ja, _) => format!("{words}の検索は、{total}件。"),
            (Lang::En, _) => format!("{words}: {total} hits."),
        }
    }

    /// How many marks there are.
    #[must_use]
    pub fn marks_words(&self, count: usize) -> String {
        match self.lang {
            Lang::Ja => format!("印は{count}件です。"),
            Lang::En => format!("Marks: {count}."),
        }
    }

    /// The budget lines at or below a place, of one sort or all, and the sentence that says how
    /// many: falls and rises the largest first, others as printed.
    #[must_use]
    pub fn budget_list(&self, place: NodeId, filter: Option<LineFilter>) -> (String, Vec<NodeId>) {
        let mut lines: Vec<NodeId> = self
            .library
            .budget_lines(place)
            .filter(|id| filter.is_none_or(|filter| filter.matches(self.library, *id)))
            .collect();
        let mut order = "";
        if let Some(LineFilter::Decreased | LineFilter::Increased) = filter {
            let no_names = |_| "".into();
            sort_lines_turned(self.library, &mut lines, LineSort::Change, false, &no_names);
            order = self.say("増え幅の大きい順", "largest rise first");
        }
        if filter == Some(LineFilter::Decreased) {
            lines.reverse();
            order = self.say("減り幅の大きい順", "largest fall first");
        }
        let what = match filter {
            Some(LineFilter::Decreased) => self.say("減った予算", "falls"),
            Some(LineFilter::Increased) => self.say("増えた予算", "rises"),
            Some(LineFilter::New) => self.say("新規の予算", "new lines"),
            Some(LineFilter::Unspecified) => self.say("事項要求", "lines without an amount"),
            Some(LineFilter::Within) => self.say("内数の予算", "lines within larger sums"),
            Some(LineFilter::Relisted) => self.say("再掲の予算", "lines listed again"),
            Some(LineFilter::Filp) => names::FILP.get(self.lang),
            None => self.say("予算", "budget lines"),
        };
        if lines.len() < 2 {
            order = "";
        }
        let (address, count) = (self.address(place), lines.len());
        let head = match self.lang {
            Lang::Ja => self.join(&[format!("{address}の{what}、{count}件"), order.to_owned()]),
            Lang::En => self.join(&[format!("{address}, {what}: {count}"), order.to_owned()]),
        };
        (format!("{head}{}", self.say("。", ".")), lines)
    }
}

/// The place's own text, one sentence a line.
pub(super) fn text(reading: &ReadingState<'_>, id: NodeId) -> Vec<Line> {
    let node = reading.library.node(id);
    let mut spoken: Vec<String> = Vec::new();
    let mut short = String::new();
    for line in &node.text {
        for sentence in sentences(&reading.heard(&line.text)) {
            // A caption of a few letters goes with what follows it.
            if short.is_empty() && sentence.chars().count() >= 4 {
                spoken.push(sentence);
                continue;
            }
            let joined = [short.as_str(), sentence.as_str()].into_iter();
            let joined: Vec<&str> = joined.filter(|part| !part.is_empty()).collect();
            short = joined.join("、");
            if short.chars().count() >= 4 {
                spoken.push(std::mem::take(&mut short));
            }
        }
    }
    if !short.is_empty() {
        spoken.push(format!("{}{short}", reading.say("最後に、", "Last: ")));
    }
    if spoken.is_empty() {
        let en = "There is no text of its own here.";
        spoken.push(reading.say("ここに本文はありません。", en).to_owned());
    }
    spoken.into_iter().map(Line::Ear).collect()
}

/// The source lines of the place, unchanged.
fn source(reading: &ReadingState<'_>, id: NodeId) -> Vec<Line> {
    let node = reading.library.node(id);
    let document = reading.library.document_index(id);
    let mut numbers: Vec<u32> = match (&node.budget, node.lines) {
        (Some(budget), _) => budget.source_lines.clone(),
        (None, Some(lines)) => (lines.first..=lines.last).collect(),
        (None, None) => Vec::new(),
    };
    numbers.dedup();
    let printed = |number: u32| -> Option<String> {
        match reading.source {
            Some(source) => source(document, number).filter(|line| !line.trim().is_empty()),
            None => {
                let own = node.text.iter().find(|line| line.line == number);
                own.map(|line| line.text.to_string())
            }
        }
    };
    let lines: Vec<Line> = numbers
        .into_iter()
        .filter_map(|number| Some(Line::Source(number, printed(number)?)))
        .collect();
    if lines.is_empty() {
        let en = "The source lines of this place are not at hand.";
        return vec![reading.say("ここの原文は手元にありません。", en).into()];
    }
    lines
}
