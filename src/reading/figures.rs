//! Figures and references of a place, one thought a line.

use super::operand::Verbosity;
use super::speech::{amount_words, base_words, change_words, interval_words, parts_words};
use super::state::ReadingState;
use crate::lang::Lang;
use crate::ledger::{Totals, change, in_no_change};
use crate::model::{Account, Base, BudgetLine, Kind, NodeId, RelistedOn};
use crate::names;

impl ReadingState<'_> {
    /// All figures of a place, one thought a line.
    #[must_use]
    pub fn figures(&self, id: NodeId, verbosity: Verbosity) -> Vec<String> {
        match self.library.budget(id) {
            Some(line) => self.budget_figures(id, line, verbosity),
            None => self.total_figures(id, verbosity),
        }
    }

    fn budget_figures(&self, id: NodeId, line: &BudgetLine, verbosity: Verbosity) -> Vec<String> {
        let full_stop = |text: String| format!("{text}{}", self.say("。", "."));
        let years = self.years(id);
        let new = match (line.base == Base::New, verbosity) {
            (true, Verbosity::Normal | Verbosity::Full) => names::NEW.get(self.lang).to_owned(),
            _ => String::new(),
        };
        let mut out = vec![full_stop(self.join(&[self.request(id, line), new]))];
        if verbosity == Verbosity::Brief {
            return out;
        }
        let change = change(line);
        let base = base_words(&line.base, &years.base, self.lang);
        let base = base.filter(|_| line.base != Base::New);
        out.extend(base.map(|base| match &change {
            Some(change) => {
                let change = change_words(change, &years.base, self.lang);
                full_stop(self.join(&[change, base]))
            }
            _ => full_stop(base),
        }));
        if change.is_none() && line.base != Base::None {
            out.push(match self.lang {
                Lang::Ja => format!("{}とは比べられません。", years.base),
                Lang::En => format!("It cannot be compared with {}.", years.base),
            });
        }
        if let Some(part) = &line.supplementary {
            let words = parts_words(std::slice::from_ref(part), self.lang);
            out.push(full_stop(format!(
                "{}{words}",
                self.say("ほかに、", "Besides, ")
            )));
        }
        if line.account == Account::Filp {
            let words = "財政投融資で、合計には入りません。";
            let en = "A fiscal loan, left out of totals.";
            out.push(self.say(words, en).to_owned());
        }
        out.extend(self.relisting(id, line));
        if verbosity == Verbosity::Full {
            let change = change.filter(|_| line.base != Base::New);
            out.extend(change.and_then(|change| interval_words(&change, self.lang)));
        }
        out
    }

    fn relisting(&self, id: NodeId, line: &BudgetLine) -> Vec<String> {
        let mut out = Vec::new();
        if self.library.node(id).relisted {
            let on = match line.relisted_on {
                RelistedOn::None | RelistedOn::Budget => self.say("再掲です", "Listed again"),
                RelistedOn::Measure => self.say("施策ごと再掲です", "Its measure is listed again"),
                RelistedOn::Theme => self.say("テーマごと再掲です", "Its theme is listed again"),
            };
            out.push(match (line.original, self.lang) {
                (Some(original), Lang::Ja) => format!("{on}。元は{}。", self.address(original)),
                (Some(original), Lang::En) => {
                    format!("{on}; the original is {}.", self.address(original))
                }
                (None, Lang::Ja) => format!("{on}。元の予算は見つかりません。"),
                (None, Lang::En) => format!("{on}; no original was found."),
            });
        }
        let again = self.library.relistings(id);
        if !again.is_empty() {
            let places: Vec<String> = again.iter().map(|id| self.address(*id)).collect();
            let places = self.join(&places);
            out.push(match self.lang {
                Lang::Ja => format!("同じ予算が、{places}に再掲されています。"),
                Lang::En => format!("The same money is listed again at {places}."),
            });
        }
        out
    }

    fn total_figures(&self, id: NodeId, verbosity: Verbosity) -> Vec<String> {
        let years = self.years(id);
        let sum = self.sums.totals(self.library, id);
        let taken_out = self.taken_out(id);
        if self.sums.taken_out_by(self.library, id).is_some() {
            return taken_out.into_iter().collect();
        }
        if sum.counts.lines == 0 && taken_out.is_none() {
            let en = "There is no budget line here.";
            return vec![self.say("ここに予算はありません。", en).to_owned()];
        }
        let amount = amount_words(sum.request_total, self.lang);
        let counted = sum.counts.counted;
        let mut out = vec![match self.lang {
            Lang::Ja if counted == 0 => {
                format!("{}に、合計できる予算はありません。", years.subject)
            }
            Lang::En if counted == 0 => {
                format!("{}: no budget line that can be added up.", years.request)
            }
            Lang::Ja => format!("{}は、予算{counted}件、合計{amount}。", years.subject),
            Lang::En => {
                let lines = self.count(Kind::Budget, counted);
                format!("{}: {lines}, {amount} in all.", years.request)
            }
        }];
        out.extend(taken_out);
        if verbosity == Verbosity::Brief {
            return out;
        }
        if sum.comparable.lines > 0 {
            let change = sum.comparable.change();
            let words = change_words(&change, &years.base, self.lang);
            let lines = sum.comparable.lines;
            out.push(match self.lang {
                Lang::Ja => format!("比べられる{lines}件では、{words}。"),
                Lang::En => format!("Of {lines} that can be compared: {words}."),
            });
            if verbosity == Verbosity::Full {
                out.extend(interval_words(&change, self.lang));
            }
        }
        if self.sums.is_all()
            && let Some(left) = in_no_change(self.library, id, sum.comparable.base)
        {
            let left = amount_words(left, self.lang);
            out.push(match self.lang {
                Lang::Ja => format!(
                    "{}にだけここに額がある事業の{left}は、増減に入れません。",
                    years.base
                ),
                Lang::En => format!(
                    "{left} of programmes that are here in {} alone is in no change.",
                    years.base
                ),
            });
        }
        out.extend(self.left_out(&sum));
        out
    }

    /// What was taken out of the sums at or below the node; of a node that is out itself, that.
    fn taken_out(&self, id: NodeId) -> Option<String> {
        let (library, sums) = (self.library, self.sums);
        if sums.taken_out_by(library, id).is_some() {
            let en = "Taken out of all sums.";
            return Some(self.say("合計から除いています。", en).to_owned());
        }
        let some = sums.taken_out(library, id) > 0;
        some.then(|| match self.lang {
            Lang::Ja => format!("{}を除いた合計です。", self.taken_out_names()),
            Lang::En => format!("This is without {}.", self.taken_out_names()),
        })
    }

    /// What was taken out of sums and lists, in one sentence; none where nothing was.
    #[must_use]
    pub fn taken_out_words(&self) -> Option<String> {
        let some = !self.sums.without().is_empty();
        some.then(|| match self.lang {
            Lang::Ja => format!("{}を除いています。", self.taken_out_names()),
            Lang::En => format!("Without {}.", self.taken_out_names()),
        })
    }

    fn taken_out_names(&self) -> String {
        let name = |id: &NodeId| self.join(&[self.address(*id), self.name(*id)]);
        let names: Vec<String> = self.sums.without().iter().map(name).collect();
        names.join(self.say("と、", " and "))
    }

    /// What stands beside a total without being in it: `事項要求1件、内数2件`; empty where all is in it.
    pub(super) fn beside(&self, sum: &Totals) -> String {
        let counts = &sum.counts;
        let parts: Vec<String> = [
            (counts.unspecified, names::UNSPECIFIED),
            (counts.within, names::WITHIN),
            (counts.filp, names::FILP),
            (counts.relisted, names::RELISTED),
        ]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, name)| match self.lang {
            Lang::Ja => format!("{}{count}件", name.ja),
            Lang::En => format!("{} {count}", name.en),
        })
        .collect();
        self.join(&parts)
    }

    /// The same as a sentence.
    pub(super) fn left_out(&self, sum: &Totals) -> Option<String> {
        let list = self.beside(sum);
        (!list.is_empty()).then(|| match self.lang {
            Lang::Ja => format!("合計に入れないものは、{list}。"),
            Lang::En => format!("Left out of the total: {list}."),
        })
    }

    /// Page, address, body title and source lines, for those who want to quote.
    #[must_use]
    pub fn reference(&self, id: NodeId) -> Vec<String> {
        let node = self.library.node(id);
        let mut parts = vec![self.address(id)];
        parts.extend(self.page(id));
        let lines = node.lines.filter(|_| node.budget.is_none());
        parts.extend(lines.map(|lines| match self.lang {
            Lang::Ja => format!("原文は{}行から{}行", lines.first, lines.last),
            Lang::En => format!("source lines {} to {}", lines.first, lines.last),
        }));
        parts.extend(node.budget.as_ref().map(|line| match self.lang {
            Lang::Ja => format!("原文は{}行", line.line),
            Lang::En => format!("source line {}", line.line),
        }));
        let mut out = vec![format!("{}{}", self.join(&parts), self.say("。", "."))];
        if let Some(title) = &node.body_title {
            let title = self.heard(title);
            out.push(match self.lang {
                Lang::Ja => format!("本文での題は、{title}。"),
                Lang::En => format!("Its title in the body: {title}."),
            });
        }
        out
    }
}
