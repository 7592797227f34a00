//! Money in damaged documents: thousands of texts, made in a fixed order, in which amounts are
//! huge, tiny, cut, doubled, misread or torn apart. Nothing may panic, and no figure may come out
//! that does not stand in the text as a whole.

use shisaku::japanese::fold::fold_char;
use shisaku::ledger::{self, EVERYTHING};
use shisaku::model::{Amount, Base, Library, NodeId, Part, Request};
use shisaku::output::{About, Look, json, markdown, rows, totals, xlsx};
use shisaku::parse::parse;

const SEED: &str = include_str!("../../seeds/000_3bd7bf674129a828.txt");

/// How many damaged documents are read.
const DOCUMENTS: u64 = 2_040;

/// How many threads share them; each has its own row of numbers, whichever runs first.
const PARTS: u64 = 4;

/// How many lines of the real document are in each, and how many lines of money.
const EXCERPT: usize = 6;
const MONEY: usize = 3;

/// A fixed row of numbers (xorshift), so that every run reads the same texts.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap() % limit.max(1)
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }

    fn digits(&mut self, count: usize) -> String {
        let digit = |dice: &mut Self| char::from(b'0' + u8::try_from(dice.below(10)).unwrap());
        (0..count).map(|_| digit(self)).collect()
    }

    fn number(&mut self) -> String {
        let whole = [1, 1, 2, 3, 4, 8, 12, 13, 20, 28, 29, 31, 60][self.below(13)];
        let places = [0, 0, 1, 1, 1, 2, 8, 9, 27, 28, 29, 40][self.below(12)];
        let mut text = match self.below(6) {
            0 => format!("0.{}1", "0".repeat(places)),
            1 => format!("{},{}", self.digits(whole.min(3)), self.digits(3)),
            2 => [
                "79228162514264337593543950335",
                "9999999999999999999999999990.5",
                "8,1",
                "1.2.3",
            ][self.below(4)]
            .to_owned(),
            3 => "9".repeat(whole),
            _ => self.digits(whole),
        };
        if places > 0 && !text.contains('.') {
            text.push('.');
            text.push_str(&self.digits(places));
        }
        text
    }

    fn amount(&mut self) -> String {
        let parts = 1 + self.below(3);
        let mut text = String::new();
        for _ in 0..parts {
            text.push_str(&self.number());
            text.push_str(self.of(&[
                "億", "万", "兆", "百万", "千万", "千", " 億", "l", "億三", "、",
            ]));
        }
        if self.below(2) == 0 {
            text = self.number();
            text.push_str(self.of(&["億", "億", "兆", "百万", "千"]));
        }
        text.push_str(self.of(&["円", "円", "円", "円", "", "円の内数", "円、", "円）"]));
        text
    }

    fn line(&mut self) -> String {
        let (request, base) = (self.amount(), self.amount());
        let name = self.of(&[
            "甲事業",
            "乙の整備",
            "ローカル10,000事業",
            "丙 2",
            "丁30万人計画 ",
            "",
        ]);
        match self.below(6) {
            0 => format!("【予算】{name}{request}（元年度 {base}）"),
            4 => {
                format!("【予算】**【予算】**{name} {request}（（元年度 {base}）【予算】（再掲））")
            }
            1 => format!("【予算】{name} {request}【新規】"),
            2 => format!("【予算】{name}\n{request}\n（元年度 {base}）"),
            3 => format!("{name} {request}（元年度 {base}）（再掲）"),
            _ => format!("【予算（財投等）】産業投資{request}、政府保証{base}"),
        }
    }
}

/// Some lines of the real document with money of the dice among them, damaged. They are few, so
/// that many such documents are read in a few seconds.
fn damaged(dice: &mut Dice) -> String {
    let all: Vec<&str> = SEED.split('\n').skip(160).collect();
    let from = dice.below(all.len() - EXCERPT);
    let mut lines: Vec<String> = ["# 施策", "## 1 章", "主題", "## (1) 施策"]
        .iter()
        .chain(&all[from..from + EXCERPT])
        .map(|line| (*line).to_owned())
        .collect();
    for _ in 0..MONEY {
        let at = 4 + dice.below(lines.len() - 4);
        let line = dice.line();
        lines.insert(at, line);
    }
    for _ in 0..dice.below(6) {
        let (at, other) = (dice.below(lines.len()), dice.below(lines.len()));
        let size = dice.below(40);
        match dice.below(7) {
            0 => drop(lines.remove(at)),
            1 => lines.insert(other, lines[at].clone()),
            2 => lines.swap(at, other),
            3 => lines[at] = lines[at].chars().take(size).collect(),
            4 => lines[at] = lines[at].chars().skip(size).collect(),
            5 => {
                let tail = lines[other].clone();
                lines[at].push_str(&tail);
            }
            _ => lines[at] = bytes_hit(dice, &lines[at]),
        }
        if lines.len() < 6 {
            break;
        }
    }
    lines.join("\n")
}

/// One byte of the line replaced; what is no text any more reads as U+FFFD.
fn bytes_hit(dice: &mut Dice, line: &str) -> String {
    let mut bytes = line.as_bytes().to_vec();
    let at = dice.below(bytes.len());
    if let Some(byte) = bytes.get_mut(at) {
        *byte = u8::try_from(dice.below(256)).unwrap();
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// 10⁻¹² 億円.
fn worth(unit: &str) -> Option<i128> {
    Some(match unit {
        "兆" => 10_i128.pow(16),
        "億" => 10_i128.pow(12),
        "千万" => 10_i128.pow(11),
        "百万" => 10_i128.pow(10),
        "万" => 10_i128.pow(8),
        "千" => 10_i128.pow(7),
        "" => 10_i128.pow(4),
        _ => return None,
    })
}

/// A number in 10⁻¹² of its unit, by hand; none where it does not fit.
fn by_hand(number: &str, worth: i128) -> Option<i128> {
    let number = number.replace(',', "");
    let (whole, fraction) = number.split_once('.').unwrap_or((&number, ""));
    let scale = 10_i128.checked_pow(u32::try_from(fraction.len()).ok()?)?;
    let digits: i128 = format!("{whole}{fraction}").parse().ok()?;
    let product = digits.checked_mul(worth)?;
    (product % scale == 0).then_some(product / scale)
}

/// What the characters print from `at` to 円, read as one amount; 円 may be left out after 兆 and
/// 億 where nothing goes on.
fn printed_at(chars: &[char], mut at: usize) -> Option<i128> {
    let mut sum = 0_i128;
    loop {
        let take = |at: &mut usize, wanted: &dyn Fn(char) -> bool| -> String {
            let run: String = chars[*at..].iter().take_while(|c| wanted(**c)).collect();
            *at += run.chars().count();
            run
        };
        take(&mut at, &|c| c == ' ');
        let number = take(&mut at, &|c| c.is_ascii_digit() || c == '.' || c == ',');
        take(&mut at, &|c| c == ' ');
        let unit = take(&mut at, &|c| "兆億千百万".contains(c));
        sum = sum.checked_add(by_hand(&number, worth(&unit)?)?)?;
        let goes_on = |c: char| c.is_alphanumeric() || "億兆万千百.".contains(c);
        let may_end = unit == "億" || unit == "兆";
        match chars.get(at) {
            Some('円') => return Some(sum),
            None => return may_end.then_some(sum),
            Some(c) if may_end && !goes_on(*c) => return Some(sum),
            Some(_) => {}
        }
    }
}

/// Every amount that stands in the lines as a whole: nothing of a number or of a larger amount
/// goes before it.
fn printed(text: &str) -> Vec<i128> {
    // The one kanji digit of the dice: `6億三円` prints three yen.
    let text = text.replace("三円", "3円");
    let chars: Vec<char> = text
        .chars()
        .filter(|c| *c != '*' && *c != '\\')
        .map(|c| if c == '\n' { ' ' } else { fold_char(c) })
        .collect();
    (0..chars.len())
        .filter(|at| chars[*at].is_ascii_digit())
        .filter(|at| {
            at.checked_sub(1).is_none_or(|before| {
                !chars[before].is_ascii_digit() && !".,兆億千百万".contains(chars[before])
            })
        })
        .filter_map(|at| printed_at(&chars, at))
        .collect()
}

fn amounts(library: &Library, id: NodeId) -> Vec<Amount> {
    let Some(line) = library.budget(id) else {
        return Vec::new();
    };
    let of = |parts: &[Part]| parts.iter().map(|part| part.amount).collect::<Vec<_>>();
    let mut all = match &line.request {
        Request::Amount(amount) | Request::Within(amount) => vec![*amount],
        Request::Parts(parts) => of(parts),
        Request::Unspecified => Vec::new(),
    };
    match &line.base {
        Base::Amount(amount) | Base::Within(amount) => all.push(*amount),
        Base::Parts(parts) => all.extend(of(parts)),
        Base::New | Base::None => {}
    }
    all.extend(line.supplementary.iter().map(|part| part.amount));
    all
}

/// Every amount of the library stands in its lines of the text.
fn nothing_made_up(library: &Library, text: &str) -> usize {
    let lines: Vec<&str> = text.split('\n').collect();
    let mut seen = 0;
    for id in library.budget_lines(library.documents()[0].root) {
        let source = library.budget(id).unwrap().source_lines.iter();
        let own: Vec<&str> = source
            .filter_map(|line| lines.get(usize::try_from(*line).unwrap() - 1).copied())
            .collect();
        let own = html_escape::decode_html_entities(&own.join("\n")).into_owned();
        let printed = printed(&own);
        for amount in amounts(library, id) {
            let exact = by_hand(&amount.oku.to_string(), 10_i128.pow(12)).unwrap();
            assert!(
                printed.contains(&exact),
                "{}億円 is not in:\n{own}",
                amount.oku
            );
            seen += 1;
        }
    }
    seen
}

/// Everything that is written of a library, into nothing.
fn write_all(library: &Library, round: u64) {
    let (look, root) = (Look::default(), library.documents()[0].root);
    let lines: Vec<NodeId> = library.budget_lines(root).collect();
    let mut out = std::io::sink();
    json::write(&mut out, library, root).unwrap();
    if !round.is_multiple_of(4) {
        return;
    }
    rows::write_jsonl(&mut out, library, &lines, &[]).unwrap();
    markdown::write(&mut out, &look, library, root).unwrap();
    totals::write_text(&mut out, &look, library, &EVERYTHING, root, None).unwrap();
    for id in library.subtree(root) {
        let _ = ledger::totals(library, id).comparable.change();
    }
    if round.is_multiple_of(40) {
        let about = About::all(root);
        xlsx::write(&mut out, &look, library, &lines, &about).unwrap();
    }
}

/// Reads the documents of that part of the run; how many were read, and how many amounts of
/// theirs were looked up.
fn read_part(part: u64) -> (u64, usize) {
    let mut dice = Dice(0x5eed_2026_0000_0001 + part);
    let (mut read, mut seen) = (0, 0);
    for round in 0..DOCUMENTS / PARTS {
        let text = damaged(&mut dice);
        let Ok(document) = parse("damaged", &text) else {
            continue;
        };
        read += 1;
        let library = Library::new(vec![document]);
        seen += nothing_made_up(&library, &text);
        write_all(&library, round);
    }
    (read, seen)
}

#[test]
fn damaged_money_never_panics_and_is_never_made_up() {
    let parts: Vec<(u64, usize)> = std::thread::scope(|scope| {
        let started: Vec<_> = (0..PARTS)
            .map(|part| scope.spawn(move || read_part(part)))
            .collect();
        started
            .into_iter()
            .map(|part| part.join().unwrap())
            .collect()
    });
    let read: u64 = parts.iter().map(|(read, _)| read).sum();
    let seen: usize = parts.iter().map(|(_, seen)| seen).sum();
    println!("{DOCUMENTS} damaged documents, {read} read, {seen} amounts, each in its text");
    // The damage must leave something to look at.
    assert!(read >= 2_000 && seen > 1_000, "{read} read, {seen} amounts");
}

#[test]
fn the_whole_document_prints_what_is_read_of_it() {
    let library = Library::new(vec![parse("seed", SEED).unwrap()]);
    assert!(nothing_made_up(&library, SEED) > 300);
}

/// One line of money in an otherwise sound document.
fn one(line: &str) -> Library {
    let text = format!(
        "# 施策\n\n## 1 章\n\n主題\n\n## (1) 施策\n\n【予算】甲 1.0億円（元年度 0.5億円）\n\n{line}\n"
    );
    Library::new(vec![parse("one", &text).unwrap()])
}

#[test]
fn what_does_not_fit_is_a_finding_and_in_no_sum() {
    for amount in [
        "0.0000000000000000000000000001億円",
        "79228162514264337593543950335億円",
        "9999999999999999999999999990.5億円",
        "99999999999999999999999999999999999兆円",
        "8,1億円",
        "2億1千3百万円",
    ] {
        for line in [
            format!("【予算】乙 {amount}（元年度 0.5億円）"),
            format!("【予算】乙 3.0億円（元年度 {amount}）"),
            format!("乙 {amount}【新規】"),
        ] {
            let library = one(&line);
            let root = library.documents()[0].root;
            let totals = ledger::totals(&library, root);
            assert_eq!(totals.request_total.to_string(), "1.0", "{line}");
            let said = library.document_of(root).diagnostics.iter();
            let said: Vec<_> = said.filter(|d| d.code.starts_with("unread-")).collect();
            assert!(said.iter().any(|d| d.line == 11), "{line}: {said:?}");
        }
    }
    let mixed = one("【予算】乙 2億1,130万円【新規】");
    let root = mixed.documents()[0].root;
    let totals = ledger::totals(&mixed, root);
    assert_eq!(totals.request_total.to_string(), "3.113");
}
