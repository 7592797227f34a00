//! The one place where the reading mode meets the search engine.

use super::state::{Finder, Found};
use crate::lang::{Lang, Text};
use crate::model::Library;
use crate::search::{Engine, FieldKind, Hit, MatchRule, Query, Reply, Results};

/// Hits kept for listening: more than anyone hears through.
const MOST: usize = 200;
/// With what stands below it an answer is no longer than what is heard at once.
const MOST_BELOW: usize = 10;

impl Finder for Engine {
    fn find(&self, library: &Library, words: &str, lang: Lang) -> Found {
        let query = match Query::parse(words) {
            Ok(query) => query,
            Err(error) => {
                let fault = match lang {
                    Lang::Ja => error.to_string(),
                    Lang::En => error.english(),
                };
                return Found {
                    fault: Some(fault),
                    ..Found::default()
                };
            }
        };
        let (mut results, reply) = self.search_answered(library, &query, Some(MOST), None);
        if !is_named(&results.hits) {
            let left = MOST_BELOW.saturating_sub(results.hits.len());
            results.below = self.below(library, &query, &results.hits, results.total, left);
        }
        let mut found = Found::answered(&results, reply.as_ref(), lang);
        found.summed(self, library, &query, lang);
        if found.lines.is_empty() && !results.below.is_empty() {
            const HOW: Text = Text::new(
                "その下の予算は、結果 予算で取り込みます。",
                "Type results budget to take in the lines below them.",
            );
            found.notes.push(HOW.get(lang).to_owned());
        }
        if results.total == 0 {
            let missing = query.missing(library, lang).into_iter();
            found.notes.extend(missing.map(|said| sentence(said, lang)));
        }
        found
    }
}

/// A text as a sentence of its own; what stands in brackets is heard behind a comma.
fn sentence(text: String, lang: Lang) -> String {
    match lang {
        Lang::Ja => text + "。",
        Lang::En => {
            let mut letters = text.chars();
            let first = letters.next().map(|c| c.to_ascii_uppercase());
            let text: String = first.into_iter().chain(letters).collect();
            text.replace(" (", ", ").replace(')', "") + "."
        }
    }
}

/// A sentence without the signs that it quotes behind their names: what is heard of かっこ「(」 is かっこ.
fn without_signs(said: &str) -> String {
    let quoted = [
        "「(」",
        "「（」",
        "「)」",
        "「）」",
        "「|」",
        "「｜」",
        "「!」",
        "「！」",
    ];
    quoted
        .iter()
        .fold(said.to_owned(), |said, sign| said.replace(sign, ""))
}

/// Whether a hit has the words in its name or title. Who has named what is wanted hears that alone:
/// what stands below is seen at a glance and heard for minutes.
fn is_named(hits: &[Hit]) -> bool {
    hits.iter().any(|hit| hit.field != FieldKind::Body)
}

/// What stands below an answer, of each tier how many.
fn below_words(below: &[Hit], lang: Lang) -> Option<String> {
    let tiers: Vec<String> = below
        .chunk_by(|a, b| a.tier == b.tier)
        .filter_map(|hits| {
            let heading = hits.first()?.tier.heading()?.get(lang);
            let count = hits.len();
            Some(match lang {
                Lang::Ja => format!("{heading}{count}件"),
                Lang::En => format!("{count} {heading}"),
            })
        })
        .collect();
    (!tiers.is_empty()).then(|| match lang {
        Lang::Ja => format!("続けて、{}を並べます。", tiers.join("、")),
        Lang::En => format!("Below: {}.", tiers.join(", ")),
    })
}

impl Found {
    /// The budget lines that are summed for the query, and first which of its signs say nothing. Where they have not its words but what
    /// was found instead, as a question's answer may, that is said.
    pub fn summed(&mut self, engine: &Engine, library: &Library, query: &Query, lang: Lang) {
        let (lines, instead) = engine.lines_meant(library, query, MatchRule::Measure);
        self.lines = lines;
        let idle = query.idle(lang).into_iter();
        let idle = idle.map(|said| sentence(without_signs(&said), lang));
        self.notes.splice(0..0, idle);
        self.notes.extend(instead.map(|words| match lang {
            Lang::Ja => format!("合計は、{}の予算についてです。", words.replace('・', "、")),
            Lang::En => format!("The sum is of {}.", words.replace('・', ", ")),
        }));
    }

    /// The hits for the ear, and first in which order they answer a question.
    #[must_use]
    pub fn answered(results: &Results, reply: Option<&Reply>, lang: Lang) -> Self {
        let mut found = Self::of(results, lang);
        if let Some(reason) = reply.and_then(Reply::reason) {
            found
                .notes
                .insert(0, sentence(reason.get(lang).to_owned(), lang));
        }
        found.is_ranked = reply.is_some_and(|reply| reply.question.asks.picks_one());
        let ordered = reply.filter(|reply| !reply.lines.is_empty());
        if let Some(order) = ordered.and_then(Reply::in_order) {
            let order = order.get(lang);
            let said = match lang {
                Lang::Ja => format!("答えは{order}です。"),
                Lang::En => format!("In order: {order}."),
            };
            found.notes.insert(0, said);
        }
        found
    }

    /// The hits for the ear: how they were found is said once where it is the same for all.
    #[must_use]
    pub fn of(results: &Results, lang: Lang) -> Self {
        let comma = Text::new("、", ", ").get(lang);
        let stop = Text::new("。", ".").get(lang);
        let note = |hit: &Hit| hit.reached.texts(lang).join(comma);
        let mut notes: Vec<String> = results
            .unwritten
            .iter()
            .map(|one| format!("{}{stop}", one.heard(lang)))
            .collect();
        let first = results.hits.first().map(note).unwrap_or_default();
        let alike = results.hits.len() > 1 && results.hits.iter().all(|hit| note(hit) == first);
        if alike && !first.is_empty() {
            notes.push(match lang {
                Lang::Ja => format!("どれも{first}{stop}"),
                Lang::En => format!("All found {first}{stop}"),
            });
        }
        let below = match is_named(&results.hits) {
            true => &[],
            false => results.below.as_slice(),
        };
        notes.extend(below_words(below, lang));
        let own = |hit: &Hit| match hit.tier.heading() {
            Some(heading) => heading.get(lang).to_owned(),
            None if alike => String::new(),
            None => note(hit),
        };
        Self {
            hits: results
                .hits
                .iter()
                .chain(below)
                .map(|hit| (hit.node, own(hit)))
                .collect(),
            total: results.total,
            notes,
            lines: Vec::new(),
            is_ranked: false,
            fault: None,
        }
    }
}
