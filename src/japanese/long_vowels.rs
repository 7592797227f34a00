//! Which kana stand for each other: long vowels, small and large kana, voiced twins.
//!
//! In: a kana as typed, and the one before it. Out: the kana that may be meant, with the points
//! that each is less likely. Cost: small tables.

/// Points off for a long vowel that is not typed.
pub(crate) const LONG: i32 = 14;
/// Points off for a long vowel that is written another way.
const OTHER_LONG: i32 = 2;
/// Points off for a kana of the same sound.
const SAME_SOUND: i32 = 4;
/// Points off for a small kana typed large, or the other way round.
const OTHER_SIZE: i32 = 8;

/// Kana of the same sound.
const SOUNDS: [(char, char); 3] = [('ず', 'づ'), ('じ', 'ぢ'), ('を', 'お')];
/// Small kana and the large ones.
const SIZES: [(char, char); 9] = [
    ('ぃ', 'い'),
    ('ゃ', 'や'),
    ('ゅ', 'ゆ'),
    ('ょ', 'よ'),
    ('っ', 'つ'),
    ('ぁ', 'あ'),
    ('ぅ', 'う'),
    ('ぇ', 'え'),
    ('ぉ', 'お'),
];

/// The row of a kana by its vowel: あ い う え お.
fn vowel(kana: char) -> Option<char> {
    const ROWS: [(&str, char); 5] = [
        ("あかさたなはまやらわがざだばぱぁゃゎ", 'あ'),
        ("いきしちにひみりぎじぢびぴぃゐ", 'い'),
        ("うくすつぬふむゆるぐずづぶぷぅゅゔ", 'う'),
        ("えけせてねへめれげぜでべぺぇゑ", 'え'),
        ("おこそとのほもよろをごぞどぼぽぉょ", 'お'),
    ];
    ROWS.iter()
        .find(|(row, _)| row.contains(kana))
        .map(|(_, vowel)| *vowel)
}

/// The kana that may be written where this one is typed, and the points each costs: the
/// particles は and へ are typed as they sound, too.
pub(crate) fn written_ways(before: char, typed: char) -> Vec<(char, i32)> {
    let mut out = ways(before, typed);
    match typed {
        'わ' => out.push(('は', SAME_SOUND)),
        'え' => out.push(('へ', SAME_SOUND)),
        _ => {}
    }
    out
}

/// The kana that may be read where this one is typed, and the points each costs.
pub(crate) fn ways(before: char, typed: char) -> Vec<(char, i32)> {
    let mut out = vec![(typed, 0)];
    let mut also = |kana: char, cost: i32| {
        if !out.iter().any(|(k, _)| *k == kana) {
            out.push((kana, cost));
        }
    };
    let row = vowel(before);
    let lengthens = match (row, typed) {
        (Some(_), 'ー') => true,
        (Some('お'), 'う') | (Some('え'), 'い') => true,
        (Some(v), t) => t == v,
        _ => false,
    };
    if lengthens {
        for (kana, _) in lengthenings(before) {
            also(kana, OTHER_LONG);
        }
    }
    for (pairs, cost) in [(&SOUNDS[..], SAME_SOUND), (&SIZES[..], OTHER_SIZE)] {
        for (a, b) in pairs {
            if *a == typed {
                also(*b, cost);
            } else if *b == typed {
                also(*a, cost);
            }
        }
    }
    out
}

/// Kana without those that only lengthen the one before, as they are often typed in romaji: きょと for
/// きょうと.
pub(crate) fn shortened(kana: &[char]) -> String {
    let mut out = String::with_capacity(3 * kana.len());
    let mut before = None;
    for letter in kana.iter().copied() {
        let row = before.and_then(vowel);
        let lengthens = match letter {
            'ー' => true,
            'う' => matches!(row, Some('う' | 'お')),
            'お' => row == Some('お'),
            _ => false,
        };
        if !lengthens {
            out.push(letter);
            before = Some(letter);
        }
    }
    out
}

/// The kana that may lengthen the one before, and the points for leaving it out.
pub(crate) fn lengthenings(before: char) -> Vec<(char, i32)> {
    match vowel(before) {
        Some('お') => vec![('う', LONG), ('ー', LONG), ('お', LONG + 4)],
        Some('え') => vec![('い', LONG), ('ー', LONG), ('え', LONG + 4)],
        Some(v) => vec![('ー', LONG), (v, LONG + 4)],
        None => Vec::new(),
    }
}
