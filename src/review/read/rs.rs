//! The tables of the RS system: rows of several tables with one ID and year are one sheet.

use std::io::{BufRead, Read};

use csv::StringRecord;

use super::super::Yen;
use super::super::sheet::{Column, Figures, Origin, PayeeKind, Sheet};
use super::ending::Ending;
use super::header::{AGGREGATE, Header, Table, plain, table};
use super::line::{one_line, prose};
use super::payees::payee;
use super::{Gathered, ReadError, YEARS};

/// Adds every row.
pub(super) fn read<R: BufRead>(
    gathered: &mut Gathered,
    file: &str,
    text: R,
) -> Result<(), ReadError> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(Ending::of(text));
    let mut row = StringRecord::new();
    next(&mut reader, &mut row)?;
    let names: Vec<String> = row.iter().map(plain).collect();
    let table = table(&names).ok_or_else(|| ReadError::cut_off(1))?;
    let header = Header::new(&names, table);
    let places = places(gathered, file, &header)?;
    let width = names.len();
    let mut pass = Pass {
        file,
        header: &header,
        places,
        width,
        last: None,
    };
    let mut short = None;
    while next(&mut reader, &mut row)? {
        let line = row.position().map_or(0, csv::Position::line);
        let lines = reader.position().line().saturating_sub(line);
        short = (row.len() != width).then_some(line);
        if short.is_some() && lines > MOST_LINES {
            return Err(unclosed(line, lines));
        }
        pass.row(gathered, &row, line);
        gathered.row_read();
    }
    match short {
        Some(line) if !reader.get_ref().is_at_line_end() => Err(ReadError::cut_off(line)),
        _ => Ok(()),
    }
}

/// A row of another width than the header's that takes more lines than this has a quote too many or too few, and those
/// lines are other rows.
const MOST_LINES: u64 = 20;

fn unclosed(line: u64, lines: u64) -> ReadError {
    ReadError::new(
        line,
        format!(
            "引用符が合わず、ここから{lines}行が1行につながっています。もう一度入手してください"
        ),
        format!(
            "has a quote too many or too few: {lines} lines from here are one row; get it again"
        ),
    )
}

fn next<R: Read>(reader: &mut csv::Reader<R>, row: &mut StringRecord) -> Result<bool, ReadError> {
    let read = reader.read_record(row);
    read.map_err(|why| {
        // What cannot be unpacked has no place: it is behind the last row.
        let line = why.position().unwrap_or(reader.position()).line();
        match why.kind() {
            csv::ErrorKind::Utf8 { .. } => ReadError::new(
                line,
                "UTF-8でない文字があります。もう一度入手してください",
                "has bytes that are not UTF-8; get it again",
            ),
            csv::ErrorKind::Io(why) => ReadError::unread(line, why),
            _ => ReadError::cut_off(line),
        }
    })
}

/// Where the columns of every table stand.
#[derive(Clone, Copy, Debug)]
struct Places {
    year: Option<usize>,
    id: usize,
    name: usize,
    kind: Option<usize>,
    order: Option<usize>,
    ministry: Option<usize>,
    body: Option<usize>,
    bureau: Option<usize>,
    division: Option<usize>,
    section: Option<usize>,
    room: Option<usize>,
}

fn places(gathered: &mut Gathered, file: &str, header: &Header) -> Result<Places, ReadError> {
    let need = |name: &str| {
        header.place(name).ok_or_else(|| {
            ReadError::new(
                1,
                format!("「{name}」の列がないため、行の事業が分かりません。RSシステムのCSVをもう一度入手してください"),
                format!("lacks the column {name}, so that its rows belong to no programme; get the CSV again"),
            )
        })
    };
    if header.table == Table::Money {
        need("予算年度")?;
    }
    let found = Places {
        year: header.place("事業年度"),
        id: need("予算事業ID")?,
        name: need("事業名")?,
        kind: header.place("シート種別"),
        order: header.place("府省庁の建制順").or(header.place("建制順")),
        ministry: header
            .place("政策所管府省庁")
            .or(header.place("所管府省庁")),
        body: header.place("府省庁"),
        bureau: header.place("局・庁"),
        division: header.place("部"),
        section: header.place("課"),
        room: header.place("室"),
    };
    for name in &header.missing {
        let notice = (
            format!("「{name}」の列がありません。その値は不明とし、ほかの列は読みます"),
            format!("lacks the column {name}; its values are unknown, the other columns are read"),
        );
        gathered.notice(file, 1, true, notice);
    }
    for name in &header.unknown {
        let notice = (
            format!("「{name}」は知らない列です。ほかの列は読みます"),
            format!("column {name} is not known; the other columns are read"),
        );
        gathered.notice(file, 1, false, notice);
    }
    Ok(found)
}

/// One pass over a table's rows.
struct Pass<'a> {
    file: &'a str,
    header: &'a Header,
    places: Places,
    width: usize,
    /// The programme of the last row, as rows of one stand together.
    last: Option<((u16, u32), usize)>,
}

impl Pass<'_> {
    fn row(&mut self, gathered: &mut Gathered, row: &StringRecord, line: u64) {
        if row.len() != self.width {
            let notice = (
                format!(
                    "列が{}あり、見出しの{}と合いません。この行を除いて続けます",
                    row.len(),
                    self.width
                ),
                format!(
                    "row has {} cells, the header {}; left out",
                    row.len(),
                    self.width
                ),
            );
            gathered.notice(self.file, line, true, notice);
            return;
        }
        // Sheets of funds follow other rules.
        let kind = at(row, self.places.kind);
        if !kind.is_empty() && !kind.contains("レビューシート") || kind.contains("基金") {
            return;
        }
        let year = number(at(row, self.places.year)).filter(|year| YEARS.contains(year));
        let id = at(row, Some(self.places.id)).trim().parse::<u32>().ok();
        let (Some(year), Some(id)) = (year, id) else {
            let notice = (
                "事業年度か予算事業IDが、年や数ではありません。この行を除いて続けます".to_owned(),
                "year or ID is none; row left out".to_owned(),
            );
            gathered.notice(self.file, line, true, notice);
            return;
        };
        let index = self.sheet(gathered, row, (year, id), line);
        match self.header.table {
            Table::Money => self.money(gathered, index, row, line),
            Table::Outline => self.outline(gathered, index, row),
            Table::Organisation => self.organisation(gathered, index, row),
            Table::Payees => self.payee(gathered, index, row),
            Table::Other => self.policy(gathered, index, row),
        }
    }

    /// The sheet of a row, begun where it is new.
    fn sheet(
        &mut self,
        gathered: &mut Gathered,
        row: &StringRecord,
        key: (u16, u32),
        line: u64,
    ) -> usize {
        if let Some((_, index)) = self.last.filter(|(last, _)| *last == key) {
            return index;
        }
        let name = one_line(at(row, Some(self.places.name)));
        if let Some(index) = gathered.rs.get(&key).copied() {
            self.last = Some((key, index));
            let other = gathered.reviews.sheets.get(index);
            let known = other
                .map(|sheet| sheet.name.to_string())
                .unwrap_or_default();
            if known != name {
                let notice = (
                    format!(
                        "予算事業ID {}は「{known}」の番号です。「{name}」の行も同じ事業として数えます",
                        key.1
                    ),
                    format!(
                        "ID {} is that of '{known}'; rows of '{name}' count as the same",
                        key.1
                    ),
                );
                gathered.notice(self.file, line, true, notice);
            }
            return index;
        }
        let ministry = gathered.shared(at(row, self.places.ministry).trim());
        if let Some(order) = number(at(row, self.places.order))
            && !gathered
                .reviews
                .order
                .iter()
                .any(|(known, _)| *known == ministry)
        {
            gathered.reviews.order.push((ministry.clone(), order));
        }
        let office = [self.places.division, self.places.section, self.places.room]
            .map(|place| one_line(at(row, place)))
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
        let sheet = Sheet {
            origin: Origin::Rs,
            year: key.0,
            id: Some(key.1),
            number: "".into(),
            name: name.into(),
            ministry,
            body: gathered.shared(at(row, self.places.body).trim()),
            bureau: gathered.shared(&one_line(at(row, self.places.bureau))),
            office: gathered.shared(&office),
            policy: gathered.shared(""),
            measure: gathered.shared(""),
            accounts: Vec::new(),
            start: None,
            end: None,
            division: "".into(),
            purpose: "".into(),
            outline: "".into(),
            years: Vec::new(),
            payees: Vec::new(),
            works: "".into(),
            responsible: "".into(),
        };
        let index = gathered.reviews.sheets.len();
        gathered.reviews.sheets.push(sheet);
        gathered.rs.insert(key, index);
        self.last = Some((key, index));
        index
    }

    fn cell<'r>(&self, row: &'r StringRecord, name: &str) -> &'r str {
        at(row, self.header.place(name))
    }

    /// An aggregate row, told by its first amount; rows of the accounts are in it already.
    fn money(&self, gathered: &mut Gathered, index: usize, row: &StringRecord, line: u64) {
        self.account(gathered, index, row);
        let year = number(self.cell(row, "予算年度")).filter(|year| YEARS.contains(year));
        let mut figures = Figures::new(year.unwrap_or_default());
        let mut unreadable = Vec::new();
        if AGGREGATE
            .iter()
            .all(|(name, _)| self.cell(row, name).trim().is_empty())
        {
            return;
        }
        if year.is_none() {
            unreadable.push("予算年度");
        }
        for (name, column) in AGGREGATE {
            let printed = self.cell(row, name).trim();
            let figure = Yen::from_yen(printed);
            if figure.is_none() && !is_nothing(printed) {
                unreadable.push(name);
            }
            figures.set(column, figure);
        }
        if !unreadable.is_empty() {
            let names = unreadable.join("、");
            let notice = (
                format!("数として読めない値があります（{names}）。不明として続けます"),
                format!("values that are no numbers ({names}); taken as unknown"),
            );
            gathered.notice(self.file, line, true, notice);
        }
        let (Some(year), Some(sheet)) = (year, gathered.reviews.sheets.get_mut(index)) else {
            return;
        };
        // Printed as 0 while the year is not over.
        if year >= sheet.year && figures.get(Column::Executed) == Some(Yen(0)) {
            figures.set(Column::Executed, None);
        }
        let name = sheet.name.to_string();
        let Some(kept) = sheet.figures_mut(year) else {
            return;
        };
        if !kept.is_known() && !gathered.contested.contains(&(index, year)) {
            *kept = figures;
        } else if *kept != figures {
            *kept = Figures::new(year);
            gathered.contested.push((index, year));
            let notice = (
                format!("「{name}」の{year}年度に違う額の行が2つあります。どちらも数えません"),
                format!("'{name}' has two rows of {year} with different figures; neither counts"),
            );
            gathered.notice(self.file, line, true, notice);
        }
    }

    /// The account that a row of an account names.
    fn account(&self, gathered: &mut Gathered, index: usize, row: &StringRecord) {
        let names = ["会計区分", "会計", "勘定"];
        let names = names.map(|name| gathered.shared(&one_line(self.cell(row, name))));
        if let Some(sheet) = gathered.reviews.sheets.get_mut(index)
            && names.iter().any(|name| !name.is_empty())
            && !sheet.accounts.contains(&names)
        {
            sheet.accounts.push(names);
        }
    }

    /// The policy of 1-3, the first where several are named.
    fn policy(&self, gathered: &mut Gathered, index: usize, row: &StringRecord) {
        let policy = gathered.shared(&one_line(self.cell(row, "政策")));
        let measure = gathered.shared(&one_line(self.cell(row, "施策")));
        if let Some(sheet) = gathered.reviews.sheets.get_mut(index)
            && sheet.policy.is_empty()
            && sheet.measure.is_empty()
        {
            (sheet.policy, sheet.measure) = (policy, measure);
        }
    }

    fn outline(&self, gathered: &mut Gathered, index: usize, row: &StringRecord) {
        let Some(sheet) = gathered.reviews.sheets.get_mut(index) else {
            return;
        };
        // Rows repeat to tell a second 主要経費.
        let fill = |place: &mut Box<str>, text: String| {
            if place.is_empty() {
                *place = text.into();
            }
        };
        fill(&mut sheet.purpose, prose(self.cell(row, "事業の目的")));
        fill(&mut sheet.outline, prose(self.cell(row, "事業の概要")));
        fill(&mut sheet.division, one_line(self.cell(row, "事業区分")));
        sheet.start = sheet.start.or(number(self.cell(row, "事業開始年度")));
        sheet.end = sheet.end.or(number(self.cell(row, "事業終了(予定)年度")));
    }

    fn organisation(&self, gathered: &mut Gathered, index: usize, row: &StringRecord) {
        if let Some(sheet) = gathered.reviews.sheets.get_mut(index)
            && sheet.responsible.is_empty()
        {
            sheet.responsible = one_line(self.cell(row, "作成責任者")).into();
        }
    }

    /// A payee row; the rows of blocks and contracts tell the same money at other grains.
    fn payee(&self, gathered: &mut Gathered, index: usize, row: &StringRecord) {
        let name = one_line(self.cell(row, "支出先名"));
        let paid = self.cell(row, "支出先の合計支出額").trim();
        if name.is_empty() || paid.is_empty() {
            return;
        }
        let number = Some(self.cell(row, "法人番号").trim()).filter(|n| !is_nothing(n));
        let others = self
            .cell(row, "その他支出先")
            .trim()
            .eq_ignore_ascii_case("true");
        let block = self.cell(row, "支出先ブロック番号");
        let found = payee(block, &name, number, others, Yen::from_yen(paid));
        let Some(sheet) = gathered.reviews.sheets.get_mut(index) else {
            return;
        };
        // Without their names persons of one block and sum are alike: they are told apart by what was printed.
        let is_known = match found.kind {
            PayeeKind::Person => {
                let printed = [block, &name, paid].join("\n");
                !gathered.persons.insert((index, printed.into()))
            }
            PayeeKind::Body | PayeeKind::Others => sheet.payees.contains(&found),
        };
        if !is_known {
            sheet.payees.push(found);
        }
    }
}

fn at(row: &StringRecord, place: Option<usize>) -> &str {
    place.and_then(|place| row.get(place)).unwrap_or_default()
}

fn number(printed: &str) -> Option<u16> {
    Yen::from_yen(printed).and_then(|yen| u16::try_from(yen.0).ok())
}

/// Empty, or one of the dashes that mean nothing.
fn is_nothing(printed: &str) -> bool {
    printed
        .chars()
        .all(|c| c.is_whitespace() || matches!(c, '-' | '－' | 'ー' | '―' | '—'))
}
