//! Review sheets that have been read, as bytes and back, a thousand sheets a block: neither writing
//! nor reading holds more than one block beside the sheets. What is changed here raises [`VERSION`].

use std::collections::HashMap;
use std::io::{self, Read, Write};
use std::sync::Arc;

use super::checksum;
use super::reader::Reader;
use super::writer::Writer;
use crate::review::{
    Column, Figures, Notice, Origin, Payee, PayeeKind, Reviews, Sheet, SheetList, Yen,
};

/// Goes up with every change of the form or of what is read out of the files.
const VERSION: u32 = 2;

/// What the bytes begin with.
const MAGIC: &[u8] = b"shisaku sheets\n";

/// Sheets of a block.
const AT_ONCE: usize = 1024;

/// No block is larger.
const LARGEST: u32 = 256 * 1024 * 1024;

/// Writes the sheets with all that is known of them.
///
/// # Errors
/// What `out` says.
pub fn write_reviews(reviews: &Reviews, out: &mut impl Write) -> io::Result<()> {
    out.write_all(MAGIC)?;
    out.write_all(&VERSION.to_le_bytes())?;
    let Reviews {
        sheets,
        notices,
        more_notices,
        order,
    } = reviews;
    let mut head = Writer::new();
    head.number(sheets.len().div_ceil(AT_ONCE) as u128);
    head.number(order.len() as u128);
    for (name, place) in order {
        head.text(name);
        head.number((*place).into());
    }
    head.number((*more_notices).into());
    head.number(notices.len() as u128);
    for notice in notices {
        let Notice {
            file,
            line,
            ja,
            en,
            matters,
        } = notice;
        head.text(file);
        head.number((*line).into());
        head.text(ja);
        head.text(en);
        head.number((*matters).into());
    }
    write_block(&head.into_bytes(), out)?;
    let mut names = Names::default();
    let all: Vec<&Sheet> = sheets.iter().collect();
    for sheets in all.chunks(AT_ONCE) {
        let known = names.all.len();
        let mut body = Writer::new();
        body.number(sheets.len() as u128);
        for sheet in sheets {
            write_sheet(sheet, &mut names, &mut body);
        }
        // What names these sheets have that no block before has.
        let fresh = names.all.get(known..).unwrap_or_default();
        let mut block = Writer::new();
        block.number(fresh.len() as u128);
        fresh.iter().for_each(|name| block.text(name));
        let mut block = block.into_bytes();
        block.extend(body.into_bytes());
        write_block(&block, out)?;
    }
    Ok(())
}

fn write_block(bytes: &[u8], out: &mut impl Write) -> io::Result<()> {
    let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
    out.write_all(&length.to_le_bytes())?;
    out.write_all(&checksum(bytes).to_le_bytes())?;
    out.write_all(bytes)
}

/// What [`write_reviews`] has written; none where it is damaged, cut off or of another version. After each
/// block `look` sees what has been read so far.
#[must_use]
pub fn read_reviews(input: &mut impl Read, look: &mut dyn FnMut(&Reviews)) -> Option<Reviews> {
    let mut start = [0; MAGIC.len()];
    input.read_exact(&mut start).ok()?;
    let mut version = [0; 4];
    input.read_exact(&mut version).ok()?;
    if start != *MAGIC || u32::from_le_bytes(version) != VERSION {
        return None;
    }
    let mut block = Vec::new();
    read_block(input, &mut block)?;
    let mut head = Reader::new(&block);
    let blocks: usize = head.number()?;
    let order = many(&mut head, |head| Some((shared(head)?, head.number()?)))?;
    let more_notices = head.number()?;
    let notices = many(&mut head, read_notice)?;
    if !head.is_at_end() {
        return None;
    }
    let mut reviews = Reviews {
        sheets: SheetList::default(),
        notices,
        more_notices,
        order,
    };
    let mut names: Vec<Arc<str>> = Vec::new();
    for _ in 0..blocks {
        read_block(input, &mut block)?;
        let mut body = Reader::new(&block);
        names.extend(many(&mut body, shared)?);
        for _ in 0..body.count()? {
            reviews.sheets.push(read_sheet(&mut body, &names)?);
        }
        if !body.is_at_end() {
            return None;
        }
        look(&reviews);
    }
    let ends = input.read(&mut [0]).ok()? == 0;
    ends.then_some(reviews)
}

fn read_block(input: &mut impl Read, block: &mut Vec<u8>) -> Option<()> {
    let (mut length, mut sum) = ([0; 4], [0; 8]);
    input.read_exact(&mut length).ok()?;
    input.read_exact(&mut sum).ok()?;
    let length = u32::from_le_bytes(length);
    if length > LARGEST {
        return None;
    }
    block.clear();
    let got = input.take(length.into()).read_to_end(block).ok()?;
    let is_whole = u32::try_from(got).ok()? == length;
    (is_whole && u64::from_le_bytes(sum) == checksum(block)).then_some(())
}

fn many<T>(
    input: &mut Reader<'_>,
    mut one: impl FnMut(&mut Reader<'_>) -> Option<T>,
) -> Option<Vec<T>> {
    (0..input.count()?).map(|_| one(input)).collect()
}

/// Names that stand on many sheets, each written once.
#[derive(Default)]
struct Names {
    places: HashMap<Arc<str>, u32>,
    all: Vec<Arc<str>>,
}

impl Names {
    fn place(&mut self, name: &Arc<str>) -> u32 {
        if let Some(place) = self.places.get(name) {
            return *place;
        }
        let place = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        self.places.insert(Arc::clone(name), place);
        self.all.push(Arc::clone(name));
        place
    }

    fn write(&mut self, name: &Arc<str>, out: &mut Writer) {
        out.number(self.place(name).into());
    }
}

fn name(input: &mut Reader<'_>, names: &[Arc<str>]) -> Option<Arc<str>> {
    let place: usize = input.number()?;
    names.get(place).cloned()
}

fn shared(input: &mut Reader<'_>) -> Option<Arc<str>> {
    input.text().map(Into::into)
}

fn boxed(input: &mut Reader<'_>) -> Option<Box<str>> {
    input.text().map(Into::into)
}

/// A number that may not be known: 0, or one more than it is.
fn perhaps(number: Option<u32>, out: &mut Writer) {
    out.number(number.map_or(0, |number| u128::from(number) + 1));
}

fn read_perhaps<T: TryFrom<u64>>(input: &mut Reader<'_>) -> Option<Option<T>> {
    let number: u64 = input.number()?;
    match number.checked_sub(1) {
        None => Some(None),
        Some(number) => T::try_from(number).ok().map(Some),
    }
}

/// Small whichever its sign.
fn write_yen(Yen(yen): Yen, out: &mut Writer) {
    let folded = (yen << 1) ^ (yen >> 63);
    out.number(u128::from(folded.cast_unsigned()));
}

fn read_yen(input: &mut Reader<'_>) -> Option<Yen> {
    let folded: u64 = input.number()?;
    let sign = 0_i64.wrapping_sub((folded & 1).cast_signed());
    Some(Yen((folded >> 1).cast_signed() ^ sign))
}

fn write_sheet(sheet: &Sheet, names: &mut Names, out: &mut Writer) {
    let Sheet {
        origin,
        year,
        id,
        number,
        name,
        ministry,
        body,
        bureau,
        office,
        policy,
        measure,
        accounts,
        start,
        end,
        division,
        purpose,
        outline,
        years,
        payees,
        works,
        responsible,
    } = sheet;
    out.number(match origin {
        Origin::Judgit => 0,
        Origin::Rs => 1,
    });
    out.number((*year).into());
    perhaps(*id, out);
    out.text(number);
    out.text(name);
    for name in [ministry, body, bureau, office, policy, measure] {
        names.write(name, out);
    }
    out.number(accounts.len() as u128);
    for name in accounts.iter().flatten() {
        names.write(name, out);
    }
    perhaps(start.map(Into::into), out);
    perhaps(end.map(Into::into), out);
    for text in [division, purpose, outline] {
        out.text(text);
    }
    out.number(years.len() as u128);
    years.iter().for_each(|figures| write_figures(figures, out));
    out.number(payees.len() as u128);
    payees.iter().for_each(|payee| write_payee(payee, out));
    out.text(works);
    out.text(responsible);
}

fn read_sheet(input: &mut Reader<'_>, names: &[Arc<str>]) -> Option<Sheet> {
    Some(Sheet {
        origin: match input.number::<u8>()? {
            0 => Origin::Judgit,
            1 => Origin::Rs,
            _ => return None,
        },
        year: input.number()?,
        id: read_perhaps(input)?,
        number: boxed(input)?,
        name: boxed(input)?,
        ministry: name(input, names)?,
        body: name(input, names)?,
        bureau: name(input, names)?,
        office: name(input, names)?,
        policy: name(input, names)?,
        measure: name(input, names)?,
        accounts: many(input, |input| {
            Some([
                name(input, names)?,
                name(input, names)?,
                name(input, names)?,
            ])
        })?,
        start: read_perhaps(input)?,
        end: read_perhaps(input)?,
        division: boxed(input)?,
        purpose: boxed(input)?,
        outline: boxed(input)?,
        years: many(input, read_figures)?,
        payees: many(input, read_payee)?,
        works: boxed(input)?,
        responsible: boxed(input)?,
    })
}

/// The year, a bit for each figure that is known, and those figures.
fn write_figures(figures: &Figures, out: &mut Writer) {
    out.number(figures.year.into());
    let bits = Column::ALL.iter().rev().fold(0_u8, |bits, column| {
        bits << 1 | u8::from(figures.get(*column).is_some())
    });
    out.number(bits.into());
    for yen in Column::ALL.iter().filter_map(|column| figures.get(*column)) {
        write_yen(yen, out);
    }
}

fn read_figures(input: &mut Reader<'_>) -> Option<Figures> {
    let mut figures = Figures::new(input.number()?);
    let bits: u8 = input.number()?;
    for (at, column) in Column::ALL.into_iter().enumerate() {
        if bits >> at & 1 == 1 {
            figures.set(column, Some(read_yen(input)?));
        }
    }
    Some(figures)
}

fn write_payee(payee: &Payee, out: &mut Writer) {
    let Payee {
        block,
        name,
        number,
        kind,
        paid,
    } = payee;
    out.number(match kind {
        PayeeKind::Body => 0,
        PayeeKind::Others => 1,
        PayeeKind::Person => 2,
    });
    out.text(block);
    out.text(name);
    // A number has thirteen digits.
    out.text(number.as_deref().unwrap_or_default());
    out.number(paid.is_some().into());
    if let Some(paid) = paid {
        write_yen(*paid, out);
    }
}

fn read_payee(input: &mut Reader<'_>) -> Option<Payee> {
    Some(Payee {
        kind: match input.number::<u8>()? {
            0 => PayeeKind::Body,
            1 => PayeeKind::Others,
            2 => PayeeKind::Person,
            _ => return None,
        },
        block: boxed(input)?,
        name: boxed(input)?,
        number: boxed(input).map(|number| Some(number).filter(|n| !n.is_empty()))?,
        paid: match input.number::<u8>()? {
            0 => None,
            1 => Some(read_yen(input)?),
            _ => return None,
        },
    })
}

fn read_notice(input: &mut Reader<'_>) -> Option<Notice> {
    Some(Notice {
        file: input.text()?.to_owned(),
        line: input.number()?,
        ja: input.text()?.to_owned(),
        en: input.text()?.to_owned(),
        matters: match input.number::<u8>()? {
            0 => false,
            1 => true,
            _ => return None,
        },
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

    use super::*;
    use crate::review::{Gathered, read, recognise};

    fn reviews() -> Reviews {
        let mut gathered = Gathered::default();
        let data = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/reviews");
        let mut files: Vec<_> = std::fs::read_dir(data)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        files.sort();
        for path in files {
            let mut file = std::fs::File::open(&path).unwrap();
            let what = recognise(&mut file).unwrap().unwrap();
            read(&mut gathered, &path.display().to_string(), file, what).unwrap();
        }
        gathered.finish()
    }

    #[test]
    fn sheets_come_back_as_they_were() {
        let mut reviews = reviews();
        reviews.more_notices = 7;
        for yen in [0, -1, 1, i64::MAX, i64::MIN] {
            let mut figures = Figures::new(1999);
            figures.set(Column::Supplementary, Some(Yen(yen)));
            reviews.sheets.get_mut(0).unwrap().years.push(figures);
        }
        // More than one block.
        while reviews.sheets.len() < 2 * AT_ONCE {
            let more = reviews.sheets.clone();
            more.iter().for_each(|s| reviews.sheets.push(s.clone()));
        }
        let mut bytes = Vec::new();
        write_reviews(&reviews, &mut bytes).unwrap();
        let mut seen = Vec::new();
        let mut look = |so_far: &Reviews| seen.push(so_far.sheets.len());
        let back = read_reviews(&mut &bytes[..], &mut look).unwrap();
        assert_eq!(format!("{back:?}"), format!("{reviews:?}"));
        assert_eq!(seen[..2], [AT_ONCE, 2 * AT_ONCE]);
    }

    #[test]
    fn damaged_bytes_are_no_sheets() {
        let mut bytes = Vec::new();
        write_reviews(&reviews(), &mut bytes).unwrap();
        for at in 0..bytes.len() {
            assert!(
                read_reviews(&mut &bytes[..at], &mut |_| ()).is_none(),
                "cut at {at}"
            );
            let mut damaged = bytes.clone();
            damaged[at] ^= 0x11;
            assert!(
                read_reviews(&mut &damaged[..], &mut |_| ()).is_none(),
                "damaged at {at}"
            );
        }
        bytes.push(0);
        assert!(read_reviews(&mut &bytes[..], &mut |_| ()).is_none());
    }
}
