//! Search hits as text, JSON and csv.

use std::io::{self, Write};

use serde::{Deserialize, Serialize};

use super::{Look, json, lines, rows, words};
use crate::lang::Lang;
use crate::model::{Kind, Library, NodeId};
use crate::search::{FieldKind, Hit, Reply, Results, Unwritten, Via};
use crate::text::shown;

/// The JSON of `search`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchJson {
    /// The query as typed.
    pub query: String,
    /// The best hits, best first.
    pub hits: Vec<HitJson>,
    /// How many nodes have every word of the query, listed or not.
    pub total: usize,
    /// Addresses of what was taken out, with the hits there; left out where nothing was.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub without: Vec<String>,
    /// Words that nothing has as typed.
    pub unwritten: Vec<UnwrittenJson>,
    /// What answers a question about money; left out where none is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<AnswerJson>,
}

/// The answer to a question about money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerJson {
    /// What is asked of, in words; empty for the whole document.
    pub topic: String,
    /// In one sentence.
    pub text: String,
    /// The sum of the requests in 億円.
    pub request_total_oku: String,
    /// The rule by which lines count, as `--match` has it.
    pub rule: String,
    /// Addresses of the lines, in the order that was asked for.
    pub lines: Vec<String>,
}

/// One hit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HitJson {
    /// Address.
    pub id: String,
    /// Kind of node.
    pub kind: String,
    /// Title or programme's name.
    pub title: String,
    /// Titles of the nodes above it, from the pillar down.
    pub path: Vec<String>,
    /// Points; more is better.
    pub score: i64,
    /// `title`, `name` or `body`.
    pub field: String,
    /// The text that matched, or the part of it around the match.
    pub snippet: String,
    /// Ranges of characters in `snippet`, end excluded.
    pub matches: Vec<[usize; 2]>,
    /// `all`: it has every word of the query; `some`: some of them; `near`: words of a like
    /// meaning. Hits come in this order.
    pub tier: String,
    /// How it matched: `exact`, `variant` (width, old and new forms, an abbreviation), `reading`
    /// or `typo`.
    #[serde(rename = "match")]
    pub how: String,
    /// What has the words: `own`, or the title or text of its `measure`, `theme`, `chapter`,
    /// `pillar`.
    pub via: String,
    /// That node above it; null where it has them itself.
    pub through: Option<ThroughJson>,
}

/// The node that a hit was found through.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThroughJson {
    /// Address.
    pub id: String,
    /// Title.
    pub title: String,
    /// `title`, or `body` where the words stand in its text.
    pub field: String,
}

/// A word that nothing has as typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnwrittenJson {
    /// The word.
    pub word: String,
    /// How what was found instead is like it.
    #[serde(rename = "match")]
    pub how: String,
    /// What was found instead, the best first; a few.
    pub instead: Vec<String>,
}

/// Writes the hits as JSON.
///
/// # Errors
/// What `out` says.
pub fn write_json(
    out: &mut dyn Write,
    library: &Library,
    (query, reply): (&str, Option<&Reply>),
    results: &Results,
    without: &[NodeId],
) -> io::Result<()> {
    let answer = reply.map(|reply| AnswerJson {
        topic: reply.question.topic.clone(),
        text: reply.text(library, Lang::Ja),
        request_total_oku: reply.totals.request_total.to_string(),
        rule: reply.rule.word().to_owned(),
        lines: json::addresses(library, &reply.lines),
    });
    let hits = results
        .hits
        .iter()
        .chain(&results.below)
        .map(|hit| hit_json(library, hit))
        .collect();
    let value = SearchJson {
        query: query.to_owned(),
        hits,
        total: results.total,
        without: json::addresses(library, without),
        unwritten: results.unwritten.iter().map(unwritten_json).collect(),
        answer,
    };
    json::write_value(out, &value)
}

fn hit_json(library: &Library, hit: &Hit) -> HitJson {
    let node = library.node(hit.node);
    HitJson {
        id: library.address(hit.node).to_string(),
        kind: node.kind.word().to_owned(),
        title: node.title.clone(),
        path: above(library, hit.node)
            .map(|id| library.node(id).title.clone())
            .collect(),
        score: hit.score,
        field: hit.field.word().to_owned(),
        snippet: hit.snippet.clone(),
        matches: hit.matches.iter().map(|(from, to)| [*from, *to]).collect(),
        tier: hit.tier.word().to_owned(),
        how: hit.reached.how.word().to_owned(),
        via: hit.reached.via.word().to_owned(),
        through: hit.reached.through.map(|id| ThroughJson {
            id: library.address(id).to_string(),
            title: library.node(id).title.clone(),
            field: match hit.reached.via {
                Via::MeasureText => FieldKind::Body.word().to_owned(),
                _ => FieldKind::Title.word().to_owned(),
            },
        }),
    }
}

fn unwritten_json(one: &Unwritten) -> UnwrittenJson {
    UnwrittenJson {
        word: one.typed.clone(),
        how: one.how.word().to_owned(),
        instead: one.instead.clone(),
    }
}

/// The nodes above a node from the pillar down.
fn above(library: &Library, id: NodeId) -> impl Iterator<Item = NodeId> {
    let mut path = library.path(id);
    path.pop();
    path.into_iter()
        .filter(|id| library.node(*id).kind != Kind::Document)
        .collect::<Vec<_>>()
        .into_iter()
}

/// Writes the hits as csv; ranges of characters as `3-5;9-11`.
///
/// # Errors
/// What `out` says.
pub fn write_csv(
    out: &mut dyn Write,
    library: &Library,
    results: &Results,
    without: &[NodeId],
) -> io::Result<()> {
    let heads = [
        "id", "kind", "title", "path", "score", "field", "snippet", "matches", "tier", "match",
        "via", "through",
    ];
    let records = results.hits.iter().map(|hit| {
        let hit = hit_json(library, hit);
        let ranges = hit.matches.iter().map(|[from, to]| format!("{from}-{to}"));
        [
            hit.id,
            hit.kind,
            hit.title,
            hit.path.join(" › "),
            hit.score.to_string(),
            hit.field,
            hit.snippet,
            ranges.collect::<Vec<_>>().join(";"),
            hit.tier,
            hit.how,
            hit.via,
            hit.through.map_or_else(String::new, |through| through.id),
        ]
    });
    let (heads, records) = rows::with_without(library, &heads, records, without);
    rows::write_table(out, &heads, records.into_iter())
}

/// Writes the hits for people: what is not written as typed; address and title, how and through
/// what a hit matched where that is not as typed in itself, the text that matched where it is
/// another; at last how many more there are.
///
/// # Errors
/// What `out` says.
pub fn write_text(
    out: &mut dyn Write,
    look: &Look,
    library: &Library,
    (results, reply): (&Results, Option<&Reply>),
    without: &[NodeId],
) -> io::Result<()> {
    if let Some(reply) = reply {
        writeln!(out, "{}", look.bold(&reply.text(library, look.lang)))?;
    }
    for one in &results.unwritten {
        writeln!(out, "{}", shown(&one.text(look.lang)))?;
    }
    hits(out, look, library, &results.hits)?;
    let more = results.total.saturating_sub(results.hits.len());
    if more > 0 {
        let said = match look.lang {
            Lang::Ja => format!(
                "全{}件、ほか{more}件（--limit で増やせます）",
                results.total
            ),
            Lang::En => format!("{} in all, {more} more (raise --limit)", results.total),
        };
        writeln!(out, "{}", look.dim(&said))?;
    }
    for tier in results.below.chunk_by(|a, b| a.tier == b.tier) {
        if let Some(heading) = tier.first().and_then(|hit| hit.tier.heading()) {
            writeln!(out, "{}", look.dim(look.text(heading)))?;
        }
        hits(out, look, library, tier)?;
    }
    lines::write_without(out, look, library, without)
}

fn hits(out: &mut dyn Write, look: &Look, library: &Library, hits: &[Hit]) -> io::Result<()> {
    for hit in hits {
        let mut marks = words::node_marks(look, library, hit.node);
        marks.extend(hit.reached.texts(look.lang));
        let marks = words::bracketed(look, &marks);
        let address = library.address(hit.node).to_string();
        let taken = look.ruler.width(&format!("{address}  {marks}"));
        let title = words::heading(library, hit.node);
        let title = look.cut_after(&title, taken);
        let line = format!("{} {} {marks}", look.dim(&address), look.bold(&title));
        writeln!(out, "{}", line.trim_end())?;
        if hit.field == FieldKind::Body {
            let snippet = shown(&hit.snippet);
            writeln!(out, "    {}", look.cut_after(&snippet, 4))?;
        }
    }
    Ok(())
}
