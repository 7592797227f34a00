//! Words with what they mean, as places in a space: words used alike lie near each other.
//!
//! In: the PyPI wheel `ja-ginza` 5.3.0, which carries 20,000 vectors of chiVe with the words that
//! belong to each, the most frequent first. Out: `words.fst` (words in normal form, in order, each
//! with its number), `rows.bin` (the row of each) and `vectors.bin` (see README). 300 dimensions
//! become [`DIMENSIONS`] by principal components, and each number four bits.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs::File;
use std::io::Read;
use std::path::Path;

use nalgebra::{DMatrix, SymmetricEigen};

use crate::{Result, normal};

/// Numbers kept of each vector.
const DIMENSIONS: usize = 40;
/// Words kept, the most frequent of the source first.
const WORDS: usize = 60_000;
/// The longest word kept, in characters.
const LONGEST: usize = 8;
/// Steps of a number of four bits.
const STEPS: f64 = 15.0;
/// Where numbers are cut off, in standard deviations.
const REACH: f64 = 3.0;

/// Writes the files into `target`. Names of `people` are left out.
pub fn write(wheel: &Path, people: &HashSet<String>, target: &Path) -> Result<()> {
    let mut archive = zip::ZipArchive::new(File::open(wheel)?)?;
    let mut part = |name: &str| -> Result<Vec<u8>> {
        let path = format!("ja_ginza/ja_ginza-5.3.0/vocab/{name}");
        let mut bytes = Vec::new();
        archive.by_name(&path)?.read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    let vectors = matrix(&part("vectors")?)?;
    let strings: Vec<String> = serde_json::from_slice(&part("strings.json")?)?;
    let words = words(&strings, &part("key2row")?, people)?;

    // Only rows that a kept word belongs to are kept, in the order of the words.
    let mut kept: HashMap<usize, u64> = HashMap::new();
    let mut order: Vec<usize> = Vec::new();
    let mut table: BTreeMap<String, u64> = BTreeMap::new();
    for (word, row) in words {
        let row = *kept.entry(row).or_insert_with(|| {
            order.push(row);
            order.len() as u64 - 1
        });
        table.insert(word, row);
    }
    // Numbers that grow with the words let a word be found by its number.
    let map = fst::Map::from_iter(table.keys().zip(0..))?;
    let mut rows: Vec<u8> = Vec::new();
    for row in table.values() {
        rows.extend(u16::try_from(*row)?.to_le_bytes());
    }
    let bytes = reduced(&vectors, &order);
    println!(
        "{} words in {} bytes, {} vectors in {} bytes",
        table.len(),
        map.as_fst().as_bytes().len(),
        order.len(),
        bytes.len()
    );
    std::fs::create_dir_all(target)?;
    std::fs::write(target.join("words.fst"), map.as_fst().as_bytes())?;
    std::fs::write(target.join("rows.bin"), rows)?;
    std::fs::write(target.join("vectors.bin"), bytes)?;
    Ok(())
}

/// The numbers of an NPY file of 32-bit floats, a row a vector, each brought to length 1.
fn matrix(npy: &[u8]) -> Result<DMatrix<f64>> {
    let head = u16::from_le_bytes([npy[8], npy[9]]) as usize;
    let text = std::str::from_utf8(&npy[10..10 + head])?;
    if !text.contains("'<f4'") || text.contains("'fortran_order': True") {
        return Err(format!("not a plain matrix of floats: {text}").into());
    }
    let shape = text.split_once("'shape': (").ok_or("no shape")?.1;
    let mut sides = shape.split([',', ')']).map(|n| n.trim().parse::<usize>());
    let (rows, columns) = (sides.next().ok_or("no rows")??, sides.next().ok_or("no columns")??);
    let numbers = npy[10 + head..].chunks_exact(4);
    let numbers = numbers.map(|b| f64::from(f32::from_le_bytes([b[0], b[1], b[2], b[3]])));
    let mut matrix = DMatrix::from_row_iterator(rows, columns, numbers);
    for mut row in matrix.row_iter_mut() {
        let length = row.norm();
        row /= length;
    }
    Ok(matrix)
}

/// Words in normal form with their rows, the most frequent first.
fn words(strings: &[String], key2row: &[u8], people: &HashSet<String>) -> Result<Vec<(String, usize)>> {
    let spelled: HashMap<u64, &str> = strings.iter().map(|s| (hash(s.as_bytes()), s.as_str())).collect();
    let table = rmpv::decode::read_value(&mut &key2row[..])?;
    let mut out: Vec<(String, usize)> = Vec::new();
    let mut seen = HashSet::new();
    for (key, row) in table.as_map().ok_or("key2row is no map")? {
        let (Some(key), Some(row)) = (key.as_u64(), row.as_u64()) else { continue };
        let Some(word) = spelled.get(&key).filter(|w| is_kept(w) && !people.contains(**w)) else { continue };
        let word = normal::normal_string(word);
        if word.chars().count() >= 2 && seen.insert(word.clone()) {
            out.push((word, usize::try_from(row)?));
        }
        if out.len() == WORDS {
            break;
        }
    }
    Ok(out)
}

/// Words of kanji and kana that are not hiragana alone, and words of Latin letters.
fn is_kept(word: &str) -> bool {
    let japanese = |c: char| matches!(c, 'ぁ'..='ん' | 'ァ'..='ヴ' | 'ー' | '々' | '一'..='鿿');
    let latin = |c: char| c.is_ascii_alphabetic();
    let letters = word.chars().count();
    (2..=LONGEST).contains(&letters)
        && (word.chars().all(japanese) || word.chars().all(latin))
        && word.chars().any(|c| !matches!(c, 'ぁ'..='ん' | 'ー'))
}

/// The principal components of the rows: first the reach of each dimension as a 32-bit float, then
/// for each row two dimensions a byte, the first in the low half.
fn reduced(vectors: &DMatrix<f64>, order: &[usize]) -> Vec<u8> {
    let mean = vectors.row_mean();
    let mut centred = vectors.clone();
    for mut row in centred.row_iter_mut() {
        row -= &mean;
    }
    let eigen = SymmetricEigen::new(centred.transpose() * &centred);
    let mut axes: Vec<usize> = (0..eigen.eigenvalues.len()).collect();
    axes.sort_by(|a, b| eigen.eigenvalues[*b].total_cmp(&eigen.eigenvalues[*a]));
    axes.truncate(DIMENSIONS);
    let mut placed = &centred * eigen.eigenvectors.select_columns(&axes);
    for mut row in placed.row_iter_mut() {
        let length = row.norm();
        row /= length;
    }
    let reach: Vec<f64> = placed.column_iter().map(|c| REACH * c.variance().sqrt()).collect();
    let mut out: Vec<u8> = Vec::new();
    for reach in &reach {
        out.extend((*reach as f32).to_le_bytes());
    }
    let step = |row: usize, n: usize| {
        let part = (placed[(row, n)] / reach[n] + 1.0) / 2.0;
        (part * STEPS).round().clamp(0.0, STEPS) as u8
    };
    for row in order {
        out.extend((0..DIMENSIONS).step_by(2).map(|n| step(*row, n) | step(*row, n + 1) << 4));
    }
    out
}

/// The key of a word in the source's tables: `MurmurHash64A` with seed 1.
fn hash(bytes: &[u8]) -> u64 {
    const M: u64 = 0xc6a4_a793_5bd1_e995;
    let mut h = 1 ^ (bytes.len() as u64).wrapping_mul(M);
    let mut eights = bytes.chunks_exact(8);
    for eight in &mut eights {
        let mut k = u64::from_le_bytes(eight.try_into().unwrap_or_default()).wrapping_mul(M);
        k ^= k >> 47;
        h = (h ^ k.wrapping_mul(M)).wrapping_mul(M);
    }
    let tail = eights.remainder();
    if !tail.is_empty() {
        let mut last = [0; 8];
        last[..tail.len()].copy_from_slice(tail);
        h = (h ^ u64::from_le_bytes(last)).wrapping_mul(M);
    }
    h ^= h >> 47;
    h = h.wrapping_mul(M);
    h ^ h >> 47
}
