//! Long texts: told in pages to a person, each with the place that was reached, which survives
//! other commands.

use super::line::Line;
use super::listing::More;
use super::session::Session;
use super::state::ReadingState;
use crate::lang::Lang;
use crate::model::NodeId;

impl Session {
    /// The next page of a node's text, behind `head`.
    pub(super) fn tell_text(
        &mut self,
        reading: &ReadingState<'_>,
        mut head: Vec<Line>,
        id: NodeId,
    ) -> Vec<Line> {
        let body = super::sentences::text(reading, id);
        let of = body.len();
        let from = self.reached.get(&id).copied().unwrap_or(0).min(of);
        if reading.page == 0 || of <= reading.page {
            head.extend(body);
            return head;
        }
        let to = (from + reading.page).min(of);
        if from > 0 {
            head.push(Line::Ear(match reading.lang {
                Lang::Ja => format!("本文{of}行、いま{}行目。", from + 1),
                Lang::En => format!("Text of {of} lines, now line {}.", from + 1),
            }));
        }
        head.extend(body.into_iter().skip(from).take(reading.page));
        if to == of {
            self.reached.remove(&id);
            self.more = None;
            head.push(Line::Ear(match reading.lang {
                Lang::Ja => format!("本文{of}行、終わりです。"),
                Lang::En => format!("End of the text, {of} lines."),
            }));
            return head;
        }
        self.reached.insert(id, to);
        self.more = Some(More::Text(id));
        head.push(Line::Ear(match reading.lang {
            Lang::Ja => format!("本文{of}行、いま{to}行目。続きを聞くには、続き、または more。"),
            Lang::En => format!("Line {to} of {of}; to go on, type more."),
        }));
        head
    }

    /// Goes on with what was broken off.
    pub(super) fn tell_more(&mut self, reading: &ReadingState<'_>) -> Vec<Line> {
        let unfinished = self.reached.contains_key(&self.place);
        let more = self.more.take();
        match more.or_else(|| unfinished.then_some(More::Text(self.place))) {
            Some(More::Lines(rest)) => self.deliver(reading, Vec::new(), rest, true),
            Some(More::Text(id)) => {
                let elsewhere = (id != self.place).then(|| reading.address(id));
                let head = elsewhere.map(|address| match reading.lang {
                    Lang::Ja => Line::Ear(format!("{address}の本文の続きです。")),
                    Lang::En => Line::Ear(format!("Going on with the text of {address}.")),
                });
                self.tell_text(reading, head.into_iter().collect(), id)
            }
            None => vec![
                reading
                    .say("続きはありません。", "There is no more.")
                    .into(),
            ],
        }
    }

    /// The head and the first piece of the body; the rest waits for `more`. Only a person is
    /// told lists in pieces, but hits come ten at a time wherever they go.
    pub(super) fn deliver(
        &mut self,
        reading: &ReadingState<'_>,
        head: Vec<Line>,
        mut body: Vec<Line>,
        ten: bool,
    ) -> Vec<Line> {
        const TEN: usize = 10;
        // What is left of an older list has numbers of its own, which no longer open anything.
        self.more = None;
        let page = match (reading.page, ten) {
            (0, true) => TEN,
            (page, _) => page,
        };
        let mut out = head;
        if page == 0 || body.len() <= page {
            out.append(&mut body);
            return out;
        }
        let rest = body.split_off(page);
        out.append(&mut body);
        let left = rest.len();
        self.more = Some(More::Lines(rest));
        out.push(Line::Ear(match reading.lang {
            Lang::Ja => format!("残り{left}件。続きを聞くには、続き、または more。"),
            Lang::En => format!("{left} more; for them, type more."),
        }));
        out
    }
}
