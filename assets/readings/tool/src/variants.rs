//! Old and variant kanji: yosina's table, `forms.txt`, and Unihan_Variants for what JIS X 0208
//! lacks.

use std::collections::BTreeMap;
use std::path::Path;

use crate::Result;
use crate::unihan::euc_row;

/// In the order in which they are believed.
const FIELDS: [&str; 5] = [
    "kTraditionalVariant",
    "kZVariant",
    "kSemanticVariant",
    "kSpecializedSemanticVariant",
    "kSimplifiedVariant",
];

/// Writes pairs, variant then common form.
pub fn write(yosina: &Path, cjk: &Path, target: &Path) -> Result<()> {
    let mut pairs = old_to_new(&yosina.join("src/transliterators/kanji_old_new.rs"))?;
    forms(&target.with_file_name("forms.txt"), &mut pairs)?;
    unihan(&cjk.join("unihan_data/Unihan_Variants.txt"), &mut pairs)?;
    let mut out = String::new();
    for (n, from) in pairs.keys().enumerate() {
        // 龜 → 亀 may go over several steps; stop where one comes round again.
        let mut to = pairs[from];
        for _ in 0..4 {
            to = pairs.get(&to).copied().filter(|next| next != from).unwrap_or(to);
        }
        if to != *from {
            out.push(*from);
            out.push(to);
        }
        if n % 40 == 39 {
            out.push('\n');
        }
    }
    out.push('\n');
    println!("{} variants", pairs.len());
    Ok(std::fs::write(target, out)?)
}

fn old_to_new(source: &Path) -> Result<BTreeMap<char, char>> {
    let text = std::fs::read_to_string(source)?;
    let mut strings = text.split('"').skip(1).step_by(2);
    let mut pairs = BTreeMap::new();
    while let (Some(from), Some(to)) = (strings.next(), strings.next()) {
        let bare = |s: &str| -> Option<char> {
            let mut chars = s.split("\\u{e01").next()?.chars();
            let first = chars.next()?;
            chars.next().is_none().then_some(first)
        };
        if let (Some(from), Some(to)) = (bare(from), bare(to))
            && from != to
        {
            pairs.insert(from, to);
        }
    }
    Ok(pairs)
}

/// Forms that people's names and old texts have, pairs between blanks; they are believed before
/// Unihan, which links many of them in one direction only or not at all.
fn forms(source: &Path, pairs: &mut BTreeMap<char, char>) -> Result<()> {
    for pair in std::fs::read_to_string(source)?.split_whitespace() {
        let mut letters = pair.chars();
        if let (Some(from), Some(to)) = (letters.next(), letters.next())
            && from != to
        {
            pairs.entry(from).or_insert(to);
        }
    }
    Ok(())
}

fn unihan(source: &Path, pairs: &mut BTreeMap<char, char>) -> Result<()> {
    let mut best: BTreeMap<char, ((bool, bool, usize, usize), char)> = BTreeMap::new();
    for line in std::fs::read_to_string(source)?.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let [code, field, values] = fields[..] else { continue };
        let Some(order) = FIELDS.iter().position(|f| *f == field) else { continue };
        let Some(from) = parse(code) else { continue };
        if pairs.contains_key(&from) || euc_row(from).is_some() {
            continue;
        }
        for (n, value) in values.split(' ').enumerate() {
            let Some(to) = parse(value.split('<').next().unwrap_or(value)) else { continue };
            let Some(row) = euc_row(to) else { continue };
            // What a dictionary vouches for, then first-level kanji.
            let rank = (!value.contains('<'), row > 47, order, n);
            if to != from && best.get(&from).is_none_or(|(known, _)| rank < *known) {
                best.insert(from, (rank, to));
            }
        }
    }
    pairs.extend(best.into_iter().map(|(from, (_, to))| (from, to)));
    Ok(())
}

fn parse(code: &str) -> Option<char> {
    char::from_u32(u32::from_str_radix(code.strip_prefix("U+")?, 16).ok()?)
}
