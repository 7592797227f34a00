//! Words of mecab-ipadic, as its tarball lies in the crate lindera-ipadic.

use std::collections::HashSet;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::{Class, Result, Words, normal};

/// The lines of the dictionary, cut into fields.
pub fn rows(crate_dir: &Path) -> Result<Vec<Vec<String>>> {
    let tarball = std::fs::read_dir(crate_dir.join("resources"))?
        .filter_map(|e| e.ok().map(|e| e.path()))
        .find(|p| p.extension().is_some_and(|e| e == "gz"))
        .ok_or("no tarball in lindera-ipadic")?;
    let mut archive = tar::Archive::new(flate2::read::GzDecoder::new(File::open(tarball)?));
    let mut rows = Vec::new();
    for entry in archive.entries()? {
        let mut entry = entry?;
        if entry.path()?.extension().is_none_or(|e| e != "csv") {
            continue;
        }
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes)?;
        let (text, _, _) = encoding_rs::EUC_JP.decode(&bytes);
        rows.extend(text.lines().map(|line| line.split(',').map(str::to_owned).collect()));
    }
    Ok(rows)
}

/// Every word that has kanji; names of people and organisations are left out.
pub fn words(rows: &[Vec<String>]) -> Words {
    let mut words = Words::new();
    for row in rows {
        add(row, &mut words);
    }
    words
}

/// Surfaces that are the name of a person and nothing else.
pub fn people(rows: &[Vec<String>]) -> HashSet<String> {
    let is_person = |row: &&Vec<String>| row.get(6).is_some_and(|class| class == "人名");
    let surface = |row: &Vec<String>| row.first().cloned();
    let others: HashSet<String> = rows.iter().filter(|r| !is_person(r)).filter_map(surface).collect();
    let people = rows.iter().filter(is_person).filter_map(surface);
    people.filter(|name| !others.contains(name)).collect()
}

fn add(row: &[String], words: &mut Words) -> Option<()> {
    let fields: Vec<&str> = row.iter().map(String::as_str).collect();
    let (surface, cost) = (fields.first()?, fields.get(3)?.parse().ok()?);
    let class = match (*fields.get(4)?, *fields.get(5)?, *fields.get(6)?) {
        ("記号" | "フィラー", ..) => return None,
        ("名詞", "固有名詞", "人名" | "組織") => return None,
        ("名詞", "固有名詞", _) => Class::Name,
        _ => Class::Word,
    };
    let surface: Vec<char> = normal::normal_string(surface).chars().collect();
    let reading: Vec<char> = normal::normal_string(fields.get(11)?).chars().collect();
    let (surface, reading) = cut(&surface, &reading)?;
    words.entry(surface).or_default().push((class, cost, reading));
    Some(())
}

/// Cuts the word after the first kana behind its last kanji: 支えられ → 支え. What follows is
/// kana in the text too and needs no dictionary.
fn cut(surface: &[char], reading: &[char]) -> Option<(String, String)> {
    let last_han = surface.iter().rposition(|c| normal::is_han(*c))?;
    let keep = (last_han + 2).min(surface.len());
    let tail = &surface[keep..];
    let reading = if reading.ends_with(tail) {
        &reading[..reading.len() - tail.len()]
    } else {
        return Some((surface.iter().collect(), reading.iter().collect()));
    };
    Some((surface[..keep].iter().collect(), reading.iter().collect()))
}
