//! On and kun readings of single kanji from Unihan.

use std::collections::BTreeMap;
use std::path::Path;

use crate::romaji::Romaji;
use crate::{Class, Result, Words};

/// Takes kJapaneseOn and kJapaneseKun of the kanji of JIS X 0208 out of `Unihan_Readings.txt`.
pub fn extract(source: &Path, target: &Path) -> Result<()> {
    let mut kanji: BTreeMap<char, [Vec<String>; 2]> = BTreeMap::new();
    for line in std::fs::read_to_string(source)?.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let [code, field, value] = fields[..] else { continue };
        let kind = match field {
            "kJapaneseOn" => 0,
            "kJapaneseKun" => 1,
            _ => continue,
        };
        let Some(c) = code
            .strip_prefix("U+")
            .and_then(|hex| u32::from_str_radix(hex, 16).ok())
            .and_then(char::from_u32)
        else {
            continue;
        };
        if euc_row(c).is_none() {
            continue;
        }
        for romaji in value.split(' ') {
            let letters: Vec<char> = romaji.to_lowercase().chars().collect();
            if let Some(kana) = Romaji::get().to_kana(&letters) {
                kanji.entry(c).or_default()[kind].push(kana);
            }
        }
    }
    let mut out = String::from(
        "# kJapaneseOn and kJapaneseKun of Unihan 15.0 for the kanji of JIS X 0208, in hiragana; see NOTICE.\n",
    );
    for (c, [on, kun]) in kanji {
        out.push_str(&format!("{c}\t{}\t{}\n", on.join(" "), kun.join(" ")));
    }
    Ok(std::fs::write(target, out)?)
}

/// Adds the readings of `unihan.tsv` behind those of the dictionary.
pub fn add(source: &Path, words: &mut Words) -> Result<()> {
    for line in std::fs::read_to_string(source)?.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let [kanji, on, kun] = fields[..] else { continue };
        let kanji = crate::normal::normal_string(kanji);
        let readings = words.entry(kanji).or_default();
        for (class, list) in [(Class::On, on), (Class::Kun, kun)] {
            for (n, kana) in list.split(' ').enumerate() {
                readings.push((class, n as i32, kana.to_owned()));
            }
        }
    }
    Ok(())
}

/// The row of the character in JIS X 0208: up to 47 the first level.
pub fn euc_row(c: char) -> Option<u8> {
    let mut buffer = [0; 4];
    let (bytes, _, failed) = encoding_rs::EUC_JP.encode(c.encode_utf8(&mut buffer));
    match (&*bytes, failed) {
        ([first, _], false) if *first >= 0xb0 && *first <= 0xf4 => Some(first - 0xa0),
        _ => None,
    }
}
