//! Makes `variants.txt`, `unihan.tsv` (on request), `words.fst`, `readings.bin` and
//! `compounds.tsv`.
//!
//! `cargo run --manifest-path assets/readings/tool/Cargo.toml`
//! With `--unihan FILE` also `unihan.tsv` from a `Unihan_Readings.txt`; with `--vectors WHEEL` only
//! the files of `assets/near`.

#![allow(dead_code)]

mod compounds;
mod ipadic;
#[path = "../../../../src/japanese/normal.rs"]
mod normal;
#[path = "../../../../src/japanese/romaji.rs"]
mod romaji;
mod unihan;
mod variants;
mod vectors;

use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// What a reading comes from; smaller is more likely meant.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Class {
    Word = 0,
    Name = 1,
    On = 2,
    Kun = 3,
}

/// Readings of each surface: class, cost, hiragana.
type Words = BTreeMap<String, Vec<(Class, i32, String)>>;

/// The longest reading that fits its length field.
const LONGEST: usize = 31;
/// How many readings of one class a surface keeps.
const KEPT: usize = 4;

fn main() -> Result<()> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let assets = here.parent().ok_or("no parent directory")?;
    let args: Vec<String> = std::env::args().collect();
    let crates = crate_directories(&here.join("Cargo.toml"))?;
    let find = |name: &str| crates.get(name).ok_or(format!("crate {name} not fetched"));

    if let Some(at) = args.iter().position(|a| a == "--vectors") {
        let wheel = args.get(at + 1).ok_or("--vectors needs a wheel")?;
        let people = ipadic::people(&ipadic::rows(find("lindera-ipadic")?)?);
        return vectors::write(Path::new(wheel), &people, &assets.join("../near"));
    }
    variants::write(find("yosina")?, find("cjk")?, &assets.join("variants.txt"))?;
    if let Some(at) = args.iter().position(|a| a == "--unihan") {
        let file = args.get(at + 1).ok_or("--unihan needs a file")?;
        unihan::extract(Path::new(file), &assets.join("unihan.tsv"))?;
    }
    let rows = ipadic::rows(find("lindera-ipadic")?)?;
    let mut words = ipadic::words(&rows);
    unihan::add(&assets.join("unihan.tsv"), &mut words)?;
    write(&words, assets)?;
    compounds::write(&rows, &words, &assets.join("unihan.tsv"), &assets.join("compounds.tsv"))
}

/// Where cargo keeps the sources of each dependency.
fn crate_directories(manifest: &Path) -> Result<HashMap<String, PathBuf>> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--manifest-path"])
        .arg(manifest)
        .output()?;
    let json: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    let packages = json["packages"].as_array().ok_or("no packages")?;
    Ok(packages
        .iter()
        .filter_map(|p| {
            let dir = Path::new(p["manifest_path"].as_str()?).parent()?;
            Some((p["name"].as_str()?.to_owned(), dir.to_owned()))
        })
        .collect())
}

/// Writes the surfaces as an fst whose values are offsets into the blob of readings.
fn write(words: &Words, assets: &Path) -> Result<()> {
    let mut blob: Vec<u8> = Vec::new();
    let mut known: HashMap<Vec<u8>, u64> = HashMap::new();
    let mut builder = fst::MapBuilder::memory();
    for (surface, readings) in words {
        let entry = encode(readings);
        if entry.is_empty() {
            continue;
        }
        let offset = *known.entry(entry.clone()).or_insert_with(|| {
            let at = blob.len() as u64;
            blob.extend(&entry);
            at
        });
        builder.insert(surface, offset)?;
    }
    let map = builder.into_inner()?;
    println!("{} surfaces, fst {} bytes, readings {} bytes", words.len(), map.len(), blob.len());
    std::fs::write(assets.join("words.fst"), map)?;
    std::fs::write(assets.join("readings.bin"), blob)?;
    Ok(())
}

/// Readings, best first. Each: one byte of (last, class, length), then one byte a kana.
fn encode(readings: &[(Class, i32, String)]) -> Vec<u8> {
    let mut sorted = readings.to_vec();
    sorted.sort();
    let mut chosen: Vec<(Class, Vec<u8>)> = Vec::new();
    for (class, _, kana) in sorted {
        let Some(bytes) = kana.chars().map(kana_byte).collect::<Option<Vec<u8>>>() else {
            continue;
        };
        let full = chosen.iter().filter(|(c, _)| *c == class).count() >= KEPT;
        if full || bytes.is_empty() || bytes.len() > LONGEST || chosen.iter().any(|(_, b)| *b == bytes) {
            continue;
        }
        chosen.push((class, bytes));
    }
    let count = chosen.len();
    let mut out = Vec::new();
    for (n, (class, bytes)) in chosen.into_iter().enumerate() {
        let last = if n + 1 == count { 0x80 } else { 0 };
        out.push(last | ((class as u8) << 5) | bytes.len() as u8);
        out.extend(bytes);
    }
    out
}

/// Hiragana ぁ…ゖ as 1…86, ー as 87.
fn kana_byte(c: char) -> Option<u8> {
    match c {
        '\u{3041}'..='\u{3096}' => u8::try_from(u32::from(c) - 0x3040).ok(),
        'ー' => Some(87),
        _ => None,
    }
}
