//! The document's text as it should be heard: marks become words, a pause, or nothing.

use unicode_normalization::UnicodeNormalization;

use crate::japanese::common_form;
use crate::model::yen;
use crate::text::escape::is_unsafe;

/// Stands for a pause while text is cleaned; never part of the result.
const PAUSE: char = '\u{1}';

/// Whether a screen reader would name the character by its shape, or be silent about it: arrows,
/// mathematical triangles, boxes, bars, geometric shapes, dingbats, braille patterns, private
/// characters and emoji.
#[must_use]
pub const fn is_noise(c: char) -> bool {
    matches!(c,
        '\u{2190}'..='\u{21ff}'
        | '\u{2400}'..='\u{243f}'
        | '\u{2500}'..='\u{27bf}'
        | '\u{2800}'..='\u{28ff}'
        | '\u{2900}'..='\u{297f}'
        | '\u{2b00}'..='\u{2bff}'
        | '\u{e000}'..='\u{f8ff}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{1f000}'..='\u{1faff}'
        | '\u{f0000}'..='\u{10ffff}')
}

/// The line without characters that a terminal may act on or a reader stumbles over: the last
/// gate before anything is printed.
#[must_use]
pub fn harmless(line: &str) -> String {
    line.chars()
        .map(|c| if c == '\t' { ' ' } else { c })
        .filter(|c| !is_unsafe(*c) && !is_noise(*c))
        .collect()
}

/// One line of the document for the ear: `【予算】` → `予算、`, `10~20年` → `10年から20年`,
/// `3/20` → `20分の3`, `▲3.2%` → `マイナス3.2パーセント`; bullets, quotes, `※` and markup go.
#[must_use]
pub fn clean(text: &str) -> String {
    let mut line = text.trim_start();
    line = line.strip_prefix("- ").unwrap_or(line);
    if line.starts_with('#') {
        // A heading mark is followed by a blank; `#7119` is a telephone number.
        let rest = line.trim_start_matches('#');
        line = if rest.starts_with(' ') { rest } else { line };
    }
    let folded: Vec<char> = fold(line).chars().collect();
    let mut out = String::with_capacity(line.len());
    let mut at = 0;
    let mut address = false;
    while let Some(c) = folded.get(at) {
        let before = out.chars().next_back();
        at += match c {
            '/' => slash(&folded, at, &mut out, &mut address),
            c => say(&folded, at, *c, before, &mut out),
        };
        address &= !out.ends_with([' ', PAUSE]);
    }
    let spoken = join_pauses(&out);
    if !spoken.is_empty() || text.trim().is_empty() {
        spoken
    } else {
        harmless(text.trim())
    }
}

/// Half-width letters and digits, full-width kana; circled numbers keep a pause.
fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut raw = String::new();
    for c in text.replace("（※）", "").replace("(※)", "").chars() {
        // What compatibility folding would turn into something that reads differently.
        let kept = match c {
            '①'..='⑳' => {
                raw.push(PAUSE);
                raw.push(c);
                PAUSE
            }
            '…' | '‥' => PAUSE,
            '～' | '〜' => '~',
            '−' | '－' => '-',
            _ if is_unsafe(c) => continue,
            // Synthesisers leave out 戰, 增 and 灾, or name their parts.
            _ => common_form(c),
        };
        raw.push(kept);
    }
    out.extend(raw.nfkc());
    unspaced(&out)
}

/// `N B C災害` → `NBC災害`: three and more single letters, of which the first is none of a number,
/// are one word that was set wide.
fn unspaced(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let ascii = |at: usize| letters.get(at).is_some_and(char::is_ascii_alphanumeric);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(c) = letters.get(at) {
        let mut end = at;
        let starts = c.is_ascii_uppercase() && !(at > 0 && ascii(at - 1)) && !ascii(at + 1);
        while starts && letters.get(end + 1) == Some(&' ') && ascii(end + 2) && !ascii(end + 3) {
            end += 2;
        }
        if end < at + 4 {
            end = at;
        }
        out.extend(
            letters
                .iter()
                .take(end + 1)
                .skip(at)
                .filter(|c| at == end || **c != ' '),
        );
        at = end + 1;
    }
    out
}

/// Says the character at `at`; returns how many characters that took.
fn say(text: &[char], at: usize, c: char, before: Option<char>, out: &mut String) -> usize {
    let next = text.get(at + 1).copied();
    let after_word = before.is_some_and(|b| b.is_alphanumeric());
    let number_follows = next.is_some_and(|n| n.is_ascii_digit());
    let ascii = |c: char| c.is_ascii_alphanumeric();
    let japanese = |c: char| c.is_alphanumeric() && !c.is_ascii();
    if let Some(length) = minus(text, at, c, out) {
        out.push_str("マイナス");
        return length;
    }
    match c {
        '「' | '」' | '『' | '』' | '"' | '“' | '”' | '*' | '`' | '_' => {}
        // 災害（土砂災害等）時: what hangs on to the word before is no new one.
        ')' if next.is_some_and(|n| "時後中用型級系".contains(n)) => {}
        '(' | ')' | '【' | '】' | '[' | ']' | '〔' | '〕' | '〈' | '〉' | '《' | '》' | '<'
        | '>' | '{' | '}' | '|' | '※' | '—' | '―' | '•' | '←' | '↓' => out.push(PAUSE),
        // Inside a name it is no pause: 復旧・復興.
        '・' if after_word && next.is_some_and(char::is_alphanumeric) => out.push(' '),
        '×' if before.is_some_and(|b| b.is_ascii_digit()) && number_follows => {
            out.push_str("かける");
        }
        '×' if after_word && next.is_some_and(char::is_alphanumeric) => out.push('と'),
        '×' => out.push(PAUSE),
        '・' => out.push(PAUSE),
        // 直接効果:17名: but neither 10:30 nor an address of the web.
        ':' if !(before.is_some_and(ascii) && next.is_some_and(|n| ascii(n) || n == '/')) => {
            out.push(PAUSE);
        }
        // 経済センサス - 活動調査.
        '-' if out.trim_end().ends_with(japanese)
            && text
                .iter()
                .skip(at + 1)
                .find(|n| **n != ' ')
                .is_some_and(|n| japanese(*n)) =>
        {
            out.push(PAUSE);
        }
        '+' => out.push_str("プラス"),
        '±' => out.push_str("プラスマイナス"),
        '%' => out.push_str("パーセント"),
        '#' if number_follows => out.push_str("シャープ"),
        '→' | '⇒' | '➡' => {
            while out.ends_with([PAUSE, ' ']) {
                out.pop();
            }
            out.push_str(if out.is_empty() { "" } else { "から" });
        }
        '↔' | '⇔' => out.push('と'),
        '~' => range(text, at, before, out),
        PAUSE | ' ' => out.push(c),
        _ if is_noise(c) => out.push(PAUSE),
        _ if c.is_whitespace() => out.push(' '),
        _ => out.push(c),
    }
    1
}

/// A source line with a word for the triangles that mean minus: a reader is silent about them, and
/// a fall would be heard as a rise.
#[must_use]
pub fn with_minus(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(c) = letters.get(at) {
        match Some(*c)
            .filter(|c| *c != '-')
            .and_then(|c| minus(&letters, at, c, &out))
        {
            Some(length) => {
                out.push_str("マイナス");
                at += length;
            }
            None => {
                out.push(*c);
                at += 1;
            }
        }
    }
    out
}

/// How many letters a minus takes: a number follows, at once or behind blanks, a closing bracket or
/// 約. None where it is none; a dash is one before a number at once, and behind a word only where
/// that is the particle that leads to a number: 収支は－38億円, but 統計 - 2020年.
fn minus(text: &[char], at: usize, c: char, out: &str) -> Option<usize> {
    if !matches!(c, '▲' | '△' | '▼' | '-') {
        return None;
    }
    let rest = text.get(at + 1..).unwrap_or_default();
    let between = |c: &&char| matches!(c, ' ' | '\u{3000}' | ')' | ']' | '約');
    let number = rest.iter().find(|c| !between(c))?;
    let word_before = |out: &str| out.chars().next_back().filter(|b| b.is_alphanumeric());
    let at_once = || rest.first() == Some(number) && word_before(out).is_none();
    let behind_particle = || {
        let before = word_before(out.trim_end_matches([' ', PAUSE]));
        before.is_none_or(|b| "はがもをで".contains(b))
    };
    let is_digit = matches!(number, '0'..='9' | '０'..='９');
    let is_minus = is_digit && (c != '-' || at_once() || behind_particle());
    is_minus.then(|| {
        1 + rest
            .iter()
            .take_while(|c| between(c) && **c != '約')
            .count()
    })
}

/// `10~20年` → `10年から20年`; between other words `から`, elsewhere a pause.
fn range(text: &[char], at: usize, before: Option<char>, out: &mut String) {
    let rest = text.get(at + 1..).unwrap_or_default();
    let digits = |c: &&char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let number = rest.iter().take_while(digits).count();
    if before.is_some_and(|b| b.is_ascii_digit()) && number > 0 {
        out.push_str(unit_of(rest.get(number..).unwrap_or_default()));
        out.push_str("から");
    } else if before.is_some_and(char::is_alphanumeric) && rest.first().is_some_and(is_word) {
        out.push_str("から");
    } else {
        out.push(PAUSE);
    }
}

/// The unit that a number begins with, the longest first.
fn unit_of(text: &[char]) -> &'static str {
    const COUNTERS: [&str; 17] = [
        "年度", "年間", "か月", "時間", "年", "月", "日", "円", "人", "名", "件", "割", "倍", "回",
        "歳", "台", "%",
    ];
    let money = yen::UNITS.into_iter().map(|unit| unit.name);
    let unit = money.chain(COUNTERS).find(|unit| {
        unit.chars()
            .eq(text.iter().copied().take(unit.chars().count()))
    });
    match unit {
        Some("%") => "パーセント",
        Some(unit) => unit,
        None => "",
    }
}

/// `3/20` → `20分の3`; in an `address` of the web it stays; between words and other numbers it is a
/// pause: nobody hears 2019/20年度 as a fraction.
fn slash(text: &[char], at: usize, out: &mut String, address: &mut bool) -> usize {
    let rest = text.get(at + 1..).unwrap_or_default();
    if *address || out.ends_with("http:") || out.ends_with("https:") {
        *address = true;
        out.push('/');
        return 1;
    }
    let of_number = |c: &char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let below: String = rest.iter().copied().take_while(of_number).collect();
    let before = out.trim_end_matches(|c: char| of_number(&c)).len();
    let above = out.split_off(before);
    let behind = rest.get(below.len());
    let alone = !matches!(behind, Some('/' | '年' | '月' | '日')) && !out.ends_with(PAUSE);
    let whole = |number: &str| number.parse::<u16>().ok().filter(|n| *n < 1000);
    if let (Some(part), Some(all)) = (whole(&above), whole(&below))
        && part < all
        && alone
    {
        out.push_str(&format!("{below}分の{above}"));
        return 1 + below.len();
    }
    out.push_str(&above);
    out.push(PAUSE);
    1
}

/// Pauses become `、`, never two together, never at an end or beside other punctuation.
fn join_pauses(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut waiting: Option<char> = None;
    for c in text.chars() {
        if c == PAUSE || c == ' ' {
            waiting = Some(if c == PAUSE {
                PAUSE
            } else {
                waiting.unwrap_or(' ')
            });
            continue;
        }
        let before = out.chars().next_back();
        let beside = before.is_none_or(is_stop) || is_stop(c);
        match waiting.take() {
            Some(PAUSE) if !beside => out.push('、'),
            Some(' ') if !beside => out.push(' '),
            _ => {}
        }
        out.push(c);
    }
    out
}

const fn is_stop(c: char) -> bool {
    matches!(c, '、' | '。' | ',' | ':' | ';' | '！' | '？' | '!' | '?')
}

fn is_word(c: &char) -> bool {
    c.is_alphanumeric()
}

/// The text cut after each 。, shorter bits joined to what follows, since readers take a new
/// line of one to three characters for a typed echo and are silent about it.
#[must_use]
pub fn sentences(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut carried = String::new();
    for piece in text.split_inclusive('。') {
        carried.push_str(piece.trim());
        if carried.chars().count() >= 4 {
            out.push(std::mem::take(&mut carried));
        }
    }
    if !carried.is_empty() {
        match out.last_mut() {
            Some(last) => last.push_str(&carried),
            None => out.push(carried),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_words_or_a_pause() {
        for (printed, heard) in [
            ("- ・地域との多様な関わり", "地域との多様な関わり"),
            ("【重点】防災・減災/復旧", "重点、防災 減災、復旧"),
            ("## デジタル・ガバメント", "デジタル ガバメント"),
            ("#7119の全国展開", "シャープ7119の全国展開"),
            ("「異能vation」 プログラム", "異能vation プログラム"),
            ("**ＡＩ・ＩｏＴ**（仮称）", "AI IoT、仮称"),
            ("復旧・復興", "復旧 復興"),
            ("直接効果：17名", "直接効果、17名"),
            ("：交換拠点", "交換拠点"),
            ("10:30から", "10:30から"),
            ("企画-実査 - 公表", "企画、実査、公表"),
            ("4K-TVとe-Gov", "4K-TVとe-Gov"),
            ("Ｎ Ｂ Ｃ災害、P D C Aの", "NBC災害、PDCAの"),
            ("G 2 0 サミット、1 2 3 4、A B", "G20 サミット、1 2 3 4、A B"),
            ("産業×地域", "産業と地域"),
            ("4K×2台、3×5", "4Kと2台、3かける5"),
            ("戰略の增加と灾害", "戦略の増加と災害"),
            ("▲3.2%の減", "マイナス3.2パーセントの減"),
            ("－38億円", "マイナス38億円"),
            ("収支は▲ 38億円", "収支はマイナス38億円"),
            (
                "差は△約3割、収支は－ 5",
                "差はマイナス約3割、収支はマイナス5",
            ),
            ("歳入は (▲) 3億円", "歳入は、マイナス3億円"),
            ("統計 - 2020年", "統計 - 2020年"),
            ("増減 -3、4-5", "増減 マイナス3、4-5"),
            ("10~20年", "10年から20年"),
            ("８月10日～28日", "8月10日から28日"),
            ("約3～5%", "約3パーセントから5パーセント"),
            ("全体の3/20を占める", "全体の20分の3を占める"),
            ("達成率は0.5/1.2", "達成率は0.5、1.2"),
            ("10,000/1,000人、3/2", "10,000、1,000人、3、2"),
            ("2019/20年度、3/31日", "2019、20年度、3、31日"),
            ("https://example.jp/a", "https://example.jp/a"),
            ("https://a.jp/b/1/2 復旧/3", "https://a.jp/b/1/2 復旧、3"),
            (
                "※オリンピック→パラリンピック",
                "オリンピックからパラリンピック",
            ),
            ("①案件発掘②案件提案", "1、案件発掘、2、案件提案"),
            ("ｶﾞｲﾄﾞ", "ガイド"),
            ("災害（※）を、支援", "災害を、支援"),
            ("■□◆見出し☞次", "見出し、次"),
            ("&<陽圧>", "&、陽圧"),
        ] {
            assert_eq!(clean(printed), heard, "{printed}");
        }
    }

    #[test]
    fn triangles_of_a_source_line_are_named() {
        let line = "| 432 | △ 79 | ▲15.5 | △印 | 4-5";
        let heard = "| 432 | マイナス79 | マイナス15.5 | △印 | 4-5";
        assert_eq!(with_minus(line), heard);
    }

    #[test]
    fn only_whole_sentences_are_lines() {
        assert_eq!(
            sentences("はい。推進する。概要。終わり"),
            ["はい。推進する。", "概要。終わり"]
        );
        assert_eq!(sentences("支援を実施。"), ["支援を実施。"]);
        assert_eq!(sentences("概要"), ["概要"]);
        assert!(sentences("").is_empty());
    }

    #[test]
    fn nothing_that_acts_gets_through() {
        assert_eq!(harmless("a\u{1b}[2J\r\u{202e}■→😀b\u{e000}"), "a[2Jb");
    }
}
