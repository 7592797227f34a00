//! From the bytes of a file to review sheets: which table it is, told by its header, and its rows.
//!
//! Bounds: 4 GB unfolded, 1 GB in another encoding than UTF-8, 64 MB of one line of JSON; what is larger is refused. Work
//! and memory grow with the file's text; one row is held at a time.

mod ending;
mod header;
mod judgit;
mod line;
mod payees;
mod rs;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::fmt;
use std::io::{self, BufRead, BufReader, Cursor, Read, Seek, SeekFrom};
use std::sync::Arc;

use flate2::read::MultiGzDecoder;
use zip::ZipArchive;

use self::ending::Bounded;
use super::sheet::{Notice, Reviews};
use crate::source::encoding;

pub use header::Table;

/// Most bytes that a file may unfold to.
const MOST: u64 = 4 * 1024 * 1024 * 1024;

/// Most bytes of a file in another encoding than UTF-8, which is held whole.
const MOST_DECODED: u64 = 1024 * 1024 * 1024;

/// Years of sheets and budgets. Another one is a slip, and would be the newest of all.
const YEARS: std::ops::RangeInclusive<u16> = 2000..=2100;

/// What is looked at to tell a file.
const HEAD: u64 = 64 * 1024;

/// Why a file of review data could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError {
    /// 1-based line; 0 where it is of the file as a whole.
    pub line: u64,
    /// What is wrong and how to mend it, in Japanese.
    pub ja: String,
    /// The same in English.
    pub en: String,
}

impl ReadError {
    fn new(line: u64, ja: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            line,
            ja: ja.into(),
            en: en.into(),
        }
    }

    fn cut_off(line: u64) -> Self {
        Self::new(
            line,
            "壊れているか、途中で切れています。もう一度入手してください",
            "is damaged or cut off; get it again",
        )
    }

    /// Why bytes do not come.
    fn unread(line: u64, why: &io::Error) -> Self {
        match why.kind() {
            io::ErrorKind::FileTooLarge => Self::new(
                line,
                "大きすぎます（展開して4GB、UTF-8でなければ1GBまで）。年ごとのファイルに分けてください",
                "is too large (4 GB unfolded, 1 GB where it is not UTF-8); divide it, such as by years",
            ),
            _ => Self::cut_off(line),
        }
    }
}

/// What a file of review data is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recognised {
    /// A table of the RS system.
    Rs(Table),
    /// JUDGIT's sheets, one a line.
    Judgit,
}

/// How the text is wrapped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wrap {
    Bare,
    Gzip,
    Zip,
}

/// Tells by its beginning what a file is; none where it is no review data. Leaves the file at its start.
///
/// # Errors
/// Where it cannot be read.
pub fn recognise<R: Read + Seek>(file: &mut R) -> io::Result<Option<Recognised>> {
    let (wrap, head) = head_of(file)?;
    file.seek(SeekFrom::Start(0))?;
    // Plain text is decoded only where it is short of being UTF-8 for more than its cut end.
    Ok(of_head(&head).filter(|_| wrap != Wrap::Zip || !head.is_empty()))
}

fn head_of<R: Read + Seek>(file: &mut R) -> io::Result<(Wrap, Vec<u8>)> {
    let mut start = [0_u8; 4];
    let mut got = 0;
    while let Some(rest) = start.get_mut(got..).filter(|rest| !rest.is_empty()) {
        match file.read(rest)? {
            0 => break,
            more => got += more,
        }
    }
    file.seek(SeekFrom::Start(0))?;
    let mut head = Vec::new();
    let wrap = if start.starts_with(&[0x1f, 0x8b]) {
        // What a damaged end gives is still a beginning.
        let _ = MultiGzDecoder::new(&mut *file)
            .take(HEAD)
            .read_to_end(&mut head);
        Wrap::Gzip
    } else if start == *b"PK\x03\x04" {
        if let Ok(mut zip) = ZipArchive::new(&mut *file)
            && let Some(at) = table_in(&mut zip)
            && let Ok(part) = zip.by_index(at)
        {
            let _ = part.take(HEAD).read_to_end(&mut head);
        }
        Wrap::Zip
    } else {
        // Room for all of it: else it is read in a dozen pieces.
        head.reserve_exact(usize::try_from(HEAD).unwrap_or_default());
        file.take(HEAD).read_to_end(&mut head)?;
        Wrap::Bare
    };
    Ok((wrap, head))
}

/// The entry of a zip that is a table: the only one, or the one that is named like one. Its name may be
/// in Shift_JIS without saying so; only its end counts.
fn table_in<R: Read + Seek>(zip: &mut ZipArchive<R>) -> Option<usize> {
    let mut tables = Vec::new();
    for at in 0..zip.len() {
        let part = zip.by_index_raw(at).ok()?;
        let name = part.name_raw().to_ascii_lowercase();
        if !part.is_dir() && (name.ends_with(b".csv") || name.ends_with(b".ndjson")) {
            tables.push(at);
        }
    }
    match tables[..] {
        [only] => Some(only),
        [] if zip.len() == 1 => Some(0),
        _ => None,
    }
}

fn of_head(head: &[u8]) -> Option<Recognised> {
    let text = match simdutf8::compat::from_utf8(head) {
        Ok(text) => Cow::Borrowed(text),
        Err(cut) if cut.error_len().is_none() => {
            let whole = head.get(..cut.valid_up_to())?;
            String::from_utf8_lossy(whole)
        }
        // The end may be cut inside a character, which is no sign of damage.
        Err(_) => Cow::Owned(encoding::decode(first_line(head))?.text),
    };
    let text = text.trim_start_matches('\u{feff}');
    if text.starts_with('{') {
        let line = text.lines().next()?;
        let ours = ["\"公開年度\"", "\"事業名\"", "\"府省庁\"", "\"予算\""];
        return ours
            .iter()
            .all(|key| line.contains(key))
            .then_some(Recognised::Judgit);
    }
    header::table(&header::names(text)?).map(Recognised::Rs)
}

fn first_line(head: &[u8]) -> &[u8] {
    head.split(|b| *b == b'\n').next().unwrap_or_default()
}

/// Adds what a file has to the sheets that are there. Sheets that belong together (same source, year and
/// ID) become one, in whatever order their files come.
///
/// # Errors
/// Where the file cannot be read to its end as what it is, or lacks a column that tells a row's programme.
pub fn read<R: Read + Seek>(
    gathered: &mut Gathered,
    name: &str,
    mut file: R,
    what: Recognised,
) -> Result<(), ReadError> {
    let damaged = |_: io::Error| ReadError::cut_off(0);
    let (wrap, head) = head_of(&mut file).map_err(damaged)?;
    file.seek(SeekFrom::Start(0)).map_err(damaged)?;
    let utf8 = match std::str::from_utf8(&head) {
        Ok(_) => true,
        Err(cut) => cut.error_len().is_none(),
    };
    match wrap {
        Wrap::Bare => rows(gathered, name, file, what, utf8),
        Wrap::Gzip => rows(gathered, name, MultiGzDecoder::new(file), what, utf8),
        Wrap::Zip => {
            let broken = |_| ReadError::cut_off(0);
            let mut zip = ZipArchive::new(file).map_err(broken)?;
            let at = table_in(&mut zip).ok_or_else(|| ReadError::cut_off(0))?;
            let part = zip.by_index(at).map_err(broken)?;
            rows(gathered, name, part, what, utf8)
        }
    }
}

fn rows<R: Read>(
    gathered: &mut Gathered,
    name: &str,
    text: R,
    what: Recognised,
    utf8: bool,
) -> Result<(), ReadError> {
    let text = Bounded::of(text, if utf8 { MOST } else { MOST_DECODED });
    if utf8 {
        return table(
            gathered,
            name,
            BufReader::with_capacity(1 << 18, text),
            what,
        );
    }
    let mut bytes = Vec::new();
    BufReader::new(text)
        .read_to_end(&mut bytes)
        .map_err(|why| ReadError::unread(0, &why))?;
    let decoded = encoding::decode(&bytes).ok_or_else(|| ReadError::cut_off(0))?;
    drop(bytes);
    gathered.notice(
        name,
        0,
        false,
        (
            format!("{}で書かれたファイルとして読みました", decoded.encoding),
            format!("read as {}", decoded.encoding),
        ),
    );
    table(gathered, name, Cursor::new(decoded.text.into_bytes()), what)
}

fn table<R: BufRead>(
    gathered: &mut Gathered,
    name: &str,
    text: R,
    what: Recognised,
) -> Result<(), ReadError> {
    match what {
        Recognised::Judgit => judgit::read(gathered, name, text),
        Recognised::Rs(_) => rs::read(gathered, name, text),
    }
}

/// Sheets being gathered from several files.
#[derive(Debug, Default)]
pub struct Gathered {
    reviews: Reviews,
    names: HashMap<Box<str>, Arc<str>>,
    rs: HashMap<(u16, u32), usize>,
    judgit: HashMap<(u16, Arc<str>, Box<str>), usize>,
    /// Figures told twice and differently: a figure of them is not surely right.
    contested: Vec<(usize, u16)>,
    /// Persons of sheets as their rows print them: a file that is read twice counts them once.
    persons: HashSet<(usize, Box<str>)>,
    rows: u32,
    watcher: Option<Watcher>,
}

/// Who looks at what has been read so far.
struct Watcher(Box<dyn FnMut(&Gathered) + Send>);

impl fmt::Debug for Watcher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Watcher")
    }
}

/// After so many rows it is looked at.
const ROWS_BETWEEN: u32 = 256;

fn ordered(mut reviews: Reviews) -> Reviews {
    let order: HashMap<Arc<str>, u16> = reviews.order.iter().cloned().collect();
    let place = |ministry: &Arc<str>| order.get(ministry).copied().unwrap_or(u16::MAX);
    reviews.sheets.sort_by_key(|sheet| place(&sheet.ministry));
    reviews
}

/// Notices kept of one file; what is beyond is the same over and over, and only counted.
const MOST_NOTICES: usize = 40;

impl Gathered {
    /// Sheets at which `look` is called again and again while files are read.
    #[must_use]
    pub fn watched(look: impl FnMut(&Self) + Send + 'static) -> Self {
        Self {
            watcher: Some(Watcher(Box::new(look))),
            ..Self::default()
        }
    }

    /// The sheets, in the government's order of ministries.
    #[must_use]
    pub fn finish(self) -> Reviews {
        ordered(self.reviews)
    }

    /// The same of what has been read so far; they share the sheets, so that this costs little.
    #[must_use]
    pub fn so_far(&self) -> Reviews {
        ordered(self.reviews.clone())
    }

    /// That a row was read.
    fn row_read(&mut self) {
        self.rows += 1;
        if self.rows >= ROWS_BETWEEN {
            self.rows = 0;
            if let Some(mut watcher) = self.watcher.take() {
                (watcher.0)(self);
                self.watcher = Some(watcher);
            }
        }
    }

    /// The one copy of a name that stands on many sheets.
    fn shared(&mut self, text: &str) -> Arc<str> {
        if let Some(known) = self.names.get(text) {
            return Arc::clone(known);
        }
        let fresh: Arc<str> = text.into();
        self.names.insert(text.into(), Arc::clone(&fresh));
        fresh
    }

    fn notice(&mut self, file: &str, line: u64, matters: bool, (ja, en): (String, String)) {
        let of_it = self.reviews.notices.iter().filter(|n| n.file == file);
        let is_full = of_it.count() >= MOST_NOTICES;
        if is_full {
            self.reviews.more_notices += 1;
            // What figures are missing for is kept before the rest.
            let rest = |n: &Notice| n.file == file && !n.matters;
            match self.reviews.notices.iter().rposition(rest) {
                Some(at) if matters => drop(self.reviews.notices.remove(at)),
                _ => return,
            }
        }
        self.reviews.notices.push(Notice {
            file: file.to_owned(),
            line,
            ja,
            en,
            matters,
        });
    }
}
