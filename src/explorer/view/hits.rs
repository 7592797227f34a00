//! The rows of the live search: hits under the headings of what they have of the query, with the
//! sentence that has the words where the title has not.
//!
//! Headings and sentences are rows on which the cursor is not. Their order is the engine's.

use std::ops::Range;

use crate::explorer::line::{Line, Role, highlighted};
use crate::explorer::state::State;
use crate::explorer::state::finder::Found;
use crate::explorer::state::listing::{Entry, Target};
use crate::explorer::state::working::Adding;
use crate::explorer::view::columns::NUMBER_COLUMNS;
use crate::explorer::view::lit::Lit;
use crate::explorer::view::money::{aligned, request_text};
use crate::explorer::view::over_years::over_years;
use crate::explorer::view::table;
use crate::explorer::words::{self, hits as texts};
use crate::lang::{Lang, Text};
use crate::model::Library;
use crate::search::{Match, MatchRule, Query, Tier};
use crate::text::{Ruler, shown};

/// Widest address that makes others wait for it.
const ADDRESS_COLUMNS: usize = 10;
/// Words beside the query that was found instead, at most.
const MOST_INSTEAD: usize = 3;
/// Hits that are looked at for them.
const LOOKED_AT: usize = 50;

/// Hits under one heading.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Band {
    heading: Text,
    /// Their places among the hits.
    hits: Range<usize>,
    /// How many there are in all; none where that is not known yet.
    count: Option<usize>,
    tier: Tier,
    /// They have the words in their texts alone.
    in_texts: bool,
}

/// The rows of the search.
#[must_use]
pub fn entries(library: &Library, state: &State) -> Vec<Entry> {
    let hits = &state.search.hits;
    let query = Query::parse(&state.search.query).unwrap_or_default();
    let lit = Lit::of(&query);
    let addresses = hits.iter().map(|hit| library.address(hit.node).to_string());
    let widest = addresses.map(|address| address.len()).max().unwrap_or(0);
    let columns = widest.min(ADDRESS_COLUMNS);
    let ruler = state.settings.ruler;
    let mut out = Vec::new();
    let bands = bands(state, &query);
    // The sum is of all that counts: it stands by the last band that is in it.
    let counts = |band: &Band| {
        band.tier == Tier::All && (!band.in_texts || state.match_rule == MatchRule::All)
    };
    let summed = bands.iter().rposition(counts);
    for (at, band) in bands.into_iter().enumerate() {
        let members = hits.get(band.hits.clone()).unwrap_or_default();
        let same = same_for_all(members, state.settings.lang);
        let sum = match summed {
            Some(last) if last == at && at > 0 => Some(Some(texts::WITH_ABOVE)),
            Some(last) if last == at => Some(None),
            _ => None,
        };
        out.push(heading(library, state, &band, (sum, &same)));
        for hit in members {
            let told = if same.is_empty() {
                hit.reached.texts(state.settings.lang)
            } else {
                Vec::new()
            };
            out.push(row(library, state, hit, &lit, (columns, &told)));
            if let Some(snippet) = &hit.snippet {
                let line = Line::of(" ".repeat(columns + 1), Role::Plain);
                let room = state
                    .listing_area()
                    .map_or(80, |area| usize::from(area.width));
                let room = room.saturating_sub(columns + 3);
                let (text, ranges) = around(&shown(snippet), &hit.matches, room, ruler);
                let parts = highlighted(&text, &ranges, Role::Dim);
                out.push(Entry::under(line.and(parts)));
            }
        }
    }
    out
}

/// A text from where its first match is among so many columns, and its matches there. What goes
/// before it is cut off at the beginning.
fn around(
    text: &str,
    matches: &[(usize, usize)],
    columns: usize,
    ruler: Ruler,
) -> (String, Vec<(usize, usize)>) {
    let until = |end: usize| ruler.width(&text.chars().take(end).collect::<String>());
    let Some((from, to)) = matches.first().copied() else {
        return (text.to_owned(), Vec::new());
    };
    // A third of the row leads up to it; one cell is for the sign that more follows.
    if until(to) < columns {
        return (text.to_owned(), matches.to_vec());
    }
    let lead = columns / 3;
    let skipped = (0..=from).find(|skip| until(from) - until(*skip) < lead);
    let skipped = skipped.unwrap_or(from);
    let rest: String = text.chars().skip(skipped).collect();
    let ranges = matches.iter().filter(|(from, _)| *from >= skipped);
    let ranges = ranges.map(|(from, to)| (from + 1 - skipped, to + 1 - skipped));
    (format!("…{rest}"), ranges.collect())
}

/// Hits that have every word stand apart by what has them, where the engine's order leaves them
/// together; below them those that have less.
fn bands(state: &State, query: &Query) -> Vec<Band> {
    let search = &state.search;
    let hits = &search.hits;
    let every = hits.partition_point(|hit| hit.tier == Tier::All);
    let in_title = |hit: &Found| !hit.in_text;
    let titles = hits.iter().take(every).take_while(|hit| in_title(hit));
    let titles = titles.count();
    let is_parted = hits.iter().take(every).skip(titles).all(|h| !in_title(h));
    let all_loaded = every == search.progress.total;
    let mut out = Vec::new();
    let mut push = |heading, hits: Range<usize>, count, in_texts| {
        if !hits.is_empty() {
            out.push(Band {
                heading,
                tier: Tier::All,
                hits,
                count,
                in_texts,
            });
        }
    };
    let whole = Some(search.progress.total).filter(|_| search.progress.complete);
    if !query.has_words() {
        push(texts::CONDITIONS, 0..every, whole, false);
    } else if is_parted {
        // What is not loaded is of the last kind or of both.
        let known = (titles < every || all_loaded) && search.progress.complete;
        let lit = |hit: &Found| !hit.title_matches.is_empty() || hit.snippet.is_some();
        // An amount, a page or an address may stand for a word.
        let heading = match hits.iter().take(titles).any(lit) {
            true => texts::TITLES,
            false => texts::CONDITIONS,
        };
        push(heading, 0..titles, known.then_some(titles), false);
        let rest = search.progress.total.saturating_sub(titles);
        push(
            texts::TEXTS,
            titles..every,
            all_loaded
                .then_some(rest)
                .filter(|_| search.progress.complete),
            true,
        );
    } else {
        push(texts::EVERY_WORD, 0..every, whole, false);
    }
    let mut from = every;
    for tier in hits
        .get(every..)
        .unwrap_or_default()
        .chunk_by(|a, b| a.tier == b.tier)
    {
        let until = from + tier.len();
        if let Some((first, heading)) = tier.first().and_then(|h| Some((h, h.tier.heading()?))) {
            out.push(Band {
                heading,
                hits: from..until,
                count: Some(tier.len()),
                tier: first.tier,
                in_texts: false,
            });
        }
        from = until;
    }
    out
}

/// The heading of a band: what it has, whether that is in the sum, and how many there are. `sum` is
/// there where the sum ends, with what else it is of.
fn heading(
    library: &Library,
    state: &State,
    band: &Band,
    (sum, same): (Option<Option<Text>>, &str),
) -> Entry {
    let lang = state.settings.lang;
    let mut line = Line::of(band.heading.get(lang), Role::Strong);
    if !same.is_empty() {
        line.push(format!("  {same}"), Role::Tag);
    }
    let lines = &state.search.lines;
    if let Some(with) = sum.filter(|_| !lines.is_empty()) {
        let with = with.map_or("", |with| with.get(lang));
        let sum = match &state.search.sum {
            Adding::Done(None) => table::sum(library, state, lines),
            Adding::Done(Some(totals)) => {
                table::sum_text(totals, &state.settings) + &over_years(library, lines, lang)
            }
            _ => table::uncounted(lines, lang),
        };
        line.push(
            format!("  {with}{} {sum}", texts::LINES.get(lang)),
            Role::Dim,
        );
    }
    let beside = match (band.tier, band.in_texts) {
        (Tier::All, false) => None,
        (Tier::All, true) if state.match_rule == MatchRule::All => Some(texts::INSIDE),
        (Tier::All, true) => Some(texts::TAKE_IN),
        _ if lines.is_empty() => Some(texts::OUTSIDE_YET),
        _ => Some(texts::OUTSIDE),
    };
    let right = band.count.map_or_else(String::new, |n| counted(n, lang));
    let right = Line::of(format!(" {right}"), Role::Dim);
    // Whole, or without the key, or not at all.
    let ruler = state.settings.ruler;
    let area = state.layout().and_then(|layout| layout.left);
    let columns = area.map_or(0, |area| usize::from(area.width));
    let taken = line.width(ruler) + right.width(ruler) + 1;
    let fits = |text: &String| taken + ruler.width(text) <= columns;
    let short = beside.map(|text| match text {
        texts::INSIDE => texts::TAKE_OUT,
        _ => texts::OUTSIDE,
    });
    let choices = [beside, short].into_iter().flatten();
    let mut told = choices.map(|text| format!("  {}", state.keys.filled(text.get(lang))));
    if let Some(text) = told.find(fits) {
        line.push(text, Role::Dim);
    }
    Entry::heading(line, right)
}

/// So many hits: `16件`.
fn counted(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("{count}{}", words::LINES.get(lang)),
        Lang::En if count == 1 => "1 hit".to_owned(),
        Lang::En => format!("{count} hits"),
    }
}

/// How all of these came to be hits, where that is the same for all and not simply as typed.
fn same_for_all(hits: &[Found], lang: Lang) -> String {
    let Some(first) = hits.first().map(|hit| hit.reached) else {
        return String::new();
    };
    let told = first.texts(lang);
    let is_same = hits.iter().all(|hit| hit.reached.texts(lang) == told);
    match is_same {
        true => told.join(" "),
        false => String::new(),
    }
}

fn row(
    library: &Library,
    state: &State,
    hit: &Found,
    lit: &Lit,
    (columns, told): (usize, &[&str]),
) -> Entry {
    let settings = &state.settings;
    let node = library.node(hit.node);
    let address = library.address(hit.node).to_string();
    let address_role = match lit.is_place() {
        true => Role::Match,
        false => Role::Label,
    };
    let gap = (columns + 1).saturating_sub(address.len()).max(1);
    let mut line = Line::of(address, address_role).with(" ".repeat(gap), Role::Plain);
    let title = shown(&node.title);
    line = line.and(highlighted(&title, &hit.title_matches, Role::Plain));
    let mut right = Line::new();
    for tag in told {
        right.push(format!(" {tag}"), Role::Tag);
    }
    let summary = state.figures.summary(library, hit.node, settings.counting);
    for text in lit.beside(library, hit.node, settings) {
        right.push(" ", Role::Plain);
        right.push(text, Role::Match);
    }
    let (request, role) = request_text(&summary, settings);
    let (request, role) = match request.is_empty() {
        true => (texts::NO_MONEY.get(settings.lang).to_owned(), Role::Dim),
        false if lit.has_request(&summary.request) => (request, Role::Match),
        false => (request, role),
    };
    let ruler = settings.ruler;
    let request = aligned(request, settings, NUMBER_COLUMNS + 1);
    let padding = (NUMBER_COLUMNS + 1).saturating_sub(ruler.width(&request));
    right.push(" ".repeat(padding), Role::Plain);
    right.push(request, role);
    Entry {
        line,
        right,
        target: Target::Node(hit.node),
        ..Entry::default()
    }
}

/// What stands beside the query: what was found for it where that is not as typed, and how many
/// hits there are.
#[must_use]
pub fn beside_query(library: &Library, state: &State) -> (String, String) {
    let search = &state.search;
    let lang = state.settings.lang;
    if search.query.trim().is_empty() || search.hits.is_empty() && !search.progress.complete {
        return Default::default();
    }
    let mut count = counted(search.progress.total, lang);
    if !search.progress.complete {
        count = format!("{count} {}", texts::SO_FAR.get(lang));
    }
    let instead = instead(library, state);
    let found = match instead.is_empty() {
        true => String::new(),
        false => format!("{} {}", state.settings.glyphs().arrow(), instead.join(" ")),
    };
    (found, count)
}

/// The words that a query of one word was found by, the best first.
fn instead(library: &Library, state: &State) -> Vec<String> {
    let search = &state.search;
    let mut out: Vec<String> = Vec::new();
    if search.query.split_whitespace().count() != 1 {
        return out;
    }
    let hits = search.hits.iter().take(LOOKED_AT);
    for hit in hits.filter(|hit| hit.tier == Tier::All && hit.reached.how != Match::Exact) {
        let title = &library.node(hit.node).title;
        let (text, ranges) = match &hit.snippet {
            Some(snippet) => (snippet, &hit.matches),
            None => (title, &hit.title_matches),
        };
        let [(from, to)] = ranges.as_slice() else {
            continue;
        };
        let word: String = text.chars().skip(*from).take(to - from).collect();
        let word = shown(&word).into_owned();
        if word != search.query && !out.contains(&word) && out.len() < MOST_INSTEAD {
            out.push(word);
        }
    }
    out
}
