//! How single kanji are read beside other kanji, for reading aloud: `compounds.tsv`.
//!
//! A kanji alone is mostly a word of its own (力 ちから), within a compound it has an on reading
//! (力学, 学力). Which one is counted in the two-kanji words of IPADIC, at the head and behind it.
//! What IPADIC knows as a prefix, a suffix, a counter or a noun alone has its own column.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use crate::{Result, Words, normal};

/// Readings of one kanji: at the head of a compound, behind it, as prefix, suffix, counter and
/// as a noun.
type Row = [String; 6];

const HEAD: usize = 0;
const TAIL: usize = 1;
const PREFIX: usize = 2;
const SUFFIX: usize = 3;
const COUNTER: usize = 4;
const NOUN: usize = 5;

/// Where the cheapest entry of IPADIC is not the usual one in official texts.
const MENDED: [(char, usize, &str); 2] = [('月', COUNTER, "がつ"), ('中', SUFFIX, "ちゅう")];

/// Writes the table, without kanji whose readings are all the dictionary's first.
pub fn write(rows: &[Vec<String>], words: &Words, unihan: &Path, target: &Path) -> Result<()> {
    let on = on_readings(&std::fs::read_to_string(unihan)?);
    let mut table: BTreeMap<char, Row> = BTreeMap::new();
    let counted = count(rows, &on);
    for (kanji, readings) in &on {
        let row = table.entry(*kanji).or_default();
        for place in [HEAD, TAIL] {
            // Where no word tells, the other place does, then Unihan's first.
            let best = [place, TAIL - place]
                .iter()
                .find_map(|p| most(&counted, *kanji, *p, readings))
                .or_else(|| readings.first().cloned());
            row[place] = best.unwrap_or_default();
        }
    }
    for (kanji, place, reading) in entries(rows) {
        table.entry(kanji).or_default()[place] = reading;
    }
    for (kanji, place, reading) in MENDED {
        table.entry(kanji).or_default()[place] = reading.to_owned();
    }
    let mut out = String::from(
        "# Kanji, and how it is read at the head of a compound, behind it, as prefix, suffix, counter, noun; made by the tool.\n",
    );
    for (kanji, row) in table {
        let known = words.get(&kanji.to_string()).and_then(|readings| readings.iter().min());
        let first = known.map_or("", |(_, _, kana)| kana);
        if row.iter().all(|reading| reading.is_empty() || reading == first) {
            continue;
        }
        out.push_str(&format!("{kanji}\t{}\n", row.join("\t")));
    }
    Ok(std::fs::write(target, out)?)
}

fn on_readings(text: &str) -> BTreeMap<char, Vec<String>> {
    let mut out = BTreeMap::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split('\t');
        let (Some(kanji), Some(on)) = (fields.next(), fields.next()) else { continue };
        let Some(kanji) = normal::normal_string(kanji).chars().next() else { continue };
        let on: Vec<String> = on.split(' ').filter(|r| !r.is_empty()).map(str::to_owned).collect();
        if !on.is_empty() {
            out.entry(kanji).or_insert(on);
        }
    }
    out
}

/// How often each kanji has each on reading at the head and at the end of a two-kanji noun.
fn count(
    rows: &[Vec<String>],
    on: &BTreeMap<char, Vec<String>>,
) -> HashMap<(char, usize, String), u32> {
    let mut counted = HashMap::new();
    for row in rows {
        let noun = row.get(4).is_some_and(|p| p == "名詞") && row.get(5).is_some_and(|p| p != "固有名詞");
        let (Some(surface), Some(reading), true) = (row.first(), row.get(11), noun) else { continue };
        let letters: Vec<char> = normal::normal_string(surface).chars().collect();
        let [head, tail] = letters[..] else { continue };
        let reading = normal::normal_string(reading);
        let (Some(heads), Some(tails)) = (on.get(&head), on.get(&tail)) else { continue };
        for (h, t) in heads.iter().flat_map(|h| tails.iter().map(move |t| (h, t))) {
            if reading == format!("{h}{t}") || reading == format!("{}{t}", doubled(h)) {
                *counted.entry((head, HEAD, h.clone())).or_default() += 1;
                *counted.entry((tail, TAIL, t.clone())).or_default() += 1;
            }
        }
    }
    counted
}

/// がく before か is がっ.
fn doubled(reading: &str) -> String {
    let mut letters: Vec<char> = reading.chars().collect();
    if letters.len() > 1 && matches!(letters.last(), Some('く' | 'つ' | 'ち' | 'き')) {
        letters.pop();
        letters.push('っ');
    }
    letters.into_iter().collect()
}

fn most(
    counted: &HashMap<(char, usize, String), u32>,
    kanji: char,
    place: usize,
    readings: &[String],
) -> Option<String> {
    let times = |reading: &&String| counted.get(&(kanji, place, (*reading).clone())).copied();
    // The first of equals, in Unihan's order.
    let best = readings.iter().rev().max_by_key(times)?;
    times(&best).map(|_| best.clone())
}

/// The cheapest reading of each kanji as prefix, suffix, counter and noun.
fn entries(rows: &[Vec<String>]) -> Vec<(char, usize, String)> {
    let mut best: BTreeMap<(char, usize), (i32, String)> = BTreeMap::new();
    for row in rows {
        let field = |n: usize| row.get(n).map_or("", String::as_str);
        let place = match (field(4), field(5), field(6)) {
            ("接頭詞", ..) => PREFIX,
            ("名詞", "接尾", "助数詞") => COUNTER,
            ("名詞", "接尾", _) => SUFFIX,
            ("名詞", "固有名詞" | "数", _) => continue,
            ("名詞", ..) => NOUN,
            _ => continue,
        };
        let letters: Vec<char> = normal::normal_string(field(0)).chars().collect();
        let ([kanji], Ok(cost)) = (&letters[..], field(3).parse::<i32>()) else { continue };
        if !normal::is_han(*kanji) {
            continue;
        }
        let found = (cost, normal::normal_string(field(11)));
        let kept = best.entry((*kanji, place)).or_insert_with(|| found.clone());
        *kept = kept.clone().min(found);
    }
    best.into_iter().map(|((kanji, place), (_, reading))| (kanji, place, reading)).collect()
}
