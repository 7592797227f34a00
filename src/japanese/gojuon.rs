//! The order of a Japanese index: names by their reading, 五十音順.
//!
//! As in JIS X 4061, simplified: names are compared by their bare kana first (が as か, っ as つ,
//! ー as the vowel before it), and only where these agree by voicing, size and spelling.
//! Digits come before Latin letters, these before kana; signs count for nothing.
//!
//! In: a name. Out: a key to compare as text. Cost: that of reading the name aloud; keep the key.

use crate::japanese::normal::normal_string;
use crate::japanese::yomi;

/// Kana with the bare kana that they are put in order by.
const BARE: &[(&str, char)] = &[
    ("ぁ", 'あ'),
    ("ぃ", 'い'),
    ("ぅゔ", 'う'),
    ("ぇ", 'え'),
    ("ぉ", 'お'),
    ("がゕ", 'か'),
    ("ぎ", 'き'),
    ("ぐ", 'く'),
    ("げゖ", 'け'),
    ("ご", 'こ'),
    ("ざ", 'さ'),
    ("じ", 'し'),
    ("ず", 'す'),
    ("ぜ", 'せ'),
    ("ぞ", 'そ'),
    ("だ", 'た'),
    ("ぢ", 'ち'),
    ("づっ", 'つ'),
    ("で", 'て'),
    ("ど", 'と'),
    ("ばぱ", 'は'),
    ("びぴ", 'ひ'),
    ("ぶぷ", 'ふ'),
    ("べぺ", 'へ'),
    ("ぼぽ", 'ほ'),
    ("ゃ", 'や'),
    ("ゅ", 'ゆ'),
    ("ょ", 'よ'),
    ("ゎ", 'わ'),
];

/// Bare kana by the vowel that they end in.
const VOWELS: &[(&str, char)] = &[
    ("あかさたなはまやらわ", 'あ'),
    ("いきしちにひみりゐ", 'い'),
    ("うくすつぬふむゆる", 'う'),
    ("えけせてねへめれゑ", 'え'),
    ("おこそとのほもよろを", 'お'),
];

/// What a name is put in order by: to be compared as text.
#[must_use]
pub fn gojuon(name: &str) -> String {
    let reading = normal_string(&yomi(name));
    let mut key = String::with_capacity(reading.len() * 2 + name.len() + 2);
    let mut before = None;
    for c in reading.chars() {
        let bare = match c {
            'ー' => before.and_then(|b| of(VOWELS, b)).unwrap_or(c),
            _ => of(BARE, c).unwrap_or(c),
        };
        key.push(bare);
        before = Some(bare);
    }
    // Less than every character of a name, so that the shorter of two names comes first.
    key.push('\0');
    key.push_str(&reading);
    key.push('\0');
    key.push_str(name);
    key
}

fn of(table: &[(&str, char)], c: char) -> Option<char> {
    let found = table.iter().find(|(kana, _)| kana.contains(c));
    found.map(|(_, bare)| *bare)
}

#[cfg(test)]
mod tests {
    use super::gojuon;

    #[test]
    fn names_stand_as_in_an_index() {
        let sorted = [
            "5G基盤",
            "ICT利活用",
            "アジア展開",
            "医療情報",
            "カード",
            "火災予防",
            "学校",
            "郡部",
            "高度化",
            "コーディング",
            "サーバー",
            "消防団",
            "情報通信",
            "地方創生",
            "データ活用",
            "ハッカソン",
            "放送",
        ];
        let mut mixed: Vec<&str> = sorted.iter().rev().copied().collect();
        mixed.sort_by_key(|name| gojuon(name));
        assert_eq!(mixed, sorted);
    }

    #[test]
    fn voicing_and_length_only_break_ties() {
        assert!(gojuon("はん") < gojuon("ばん"));
        assert!(gojuon("ばん") < gojuon("はんい"));
        assert!(gojuon("カード") < gojuon("かい"));
        assert_eq!(gojuon("カード").split('\0').next(), Some("かあと"));
        assert!(gojuon("(1) あ") < gojuon("い"));
    }
}
