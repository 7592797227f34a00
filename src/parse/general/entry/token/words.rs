//! The words of tails.

use super::{Label, Tag};

/// Tags, longest first.
pub(super) const TAGS: [(&str, Tag); 58] = [
    ("NEW!", Tag::New),
    ("NEW", Tag::New),
    ("New", Tag::New),
    ("UP", Tag::Other),
    ("Up", Tag::Other),
    ("縮小", Tag::Other),
    ("レベルアップ", Tag::Other),
    ("レ", Tag::Other),
    ("新設", Tag::New),
    ("創設", Tag::New),
    ("充実", Tag::Other),
    ("デジタル庁一括計上", Tag::Other),
    ("充", Tag::Other),
    ("国費", Tag::Other),
    ("一部重要政策推進枠", Tag::Other),
    ("重要政策推進枠", Tag::Other),
    ("優先課題推進枠", Tag::Other),
    ("重点政策推進枠", Tag::Other),
    ("推進枠", Tag::Other),
    ("要望枠", Tag::Other),
    ("特別枠", Tag::Other),
    ("重点枠", Tag::Other),
    ("一部拡充", Tag::Other),
    ("拡大", Tag::Other),
    ("一部再掲", Tag::PartlyRelisted),
    ("再掲", Tag::Relisted),
    ("前年度と同額", Tag::Same),
    ("前年度同額", Tag::Same),
    ("前年同額", Tag::Same),
    ("対前年度同額", Tag::Same),
    ("前年度並み", Tag::Other),
    ("同額", Tag::Same),
    ("新規事業", Tag::New),
    ("新規要求", Tag::New),
    ("一部新規", Tag::Other),
    ("新規", Tag::New),
    ("皆増", Tag::New),
    ("純増", Tag::New),
    ("皆減", Tag::Ended),
    ("廃止", Tag::Ended),
    ("休止", Tag::Ended),
    ("終了", Tag::Ended),
    ("拡充", Tag::Other),
    ("継続", Tag::Other),
    ("組替", Tag::Other),
    ("見直し", Tag::Other),
    ("一部", Tag::Other),
    ("重点", Tag::Other),
    ("既存", Tag::Other),
    ("特会", Tag::Other),
    ("新", Tag::New),
    ("拡", Tag::Other),
    ("継", Tag::Other),
    ("廃", Tag::Ended),
    ("重", Tag::Other),
    ("改", Tag::Other),
    ("増額", Tag::Other),
    ("増減なし", Tag::Same),
];

/// Labels, longest first.
pub(super) const LABELS: [(&str, Label); 54] = [
    ("補正額", Label::Plain),
    ("対前年度比", Label::Change),
    ("対前年度", Label::Change),
    ("対前年", Label::Change),
    ("所要額", Label::Plain),
    ("要望", Label::Plain),
    ("国費", Label::Plain),
    ("同", Label::Previous),
    ("前年度からの増減", Label::Change),
    ("対前年度増減額", Label::Change),
    ("前年度比", Label::Change),
    ("前年比", Label::Change),
    ("増減額", Label::Change),
    ("増△減", Label::Change),
    ("増▲減", Label::Change),
    ("増減", Label::Change),
    ("前年度当初", Label::Previous),
    ("前年度", Label::Previous),
    ("昨年度", Label::Previous),
    ("前年", Label::Previous),
    ("本年度", Label::Current),
    ("今年度", Label::Current),
    ("来年度", Label::Current),
    ("新年度", Label::Current),
    ("補正予算額", Label::Supplementary),
    ("補正予算", Label::Supplementary),
    ("補正後", Label::Plain),
    ("補正", Label::Supplementary),
    ("予算総額", Label::Plain),
    ("要求総額", Label::Plain),
    ("概算要求額", Label::Plain),
    ("概算要求", Label::Plain),
    ("要求額", Label::Plain),
    ("要望額", Label::Plain),
    ("要求・要望額", Label::Plain),
    ("要求", Label::Plain),
    ("当初予算額", Label::Plain),
    ("当初予算案", Label::Plain),
    ("当初予算", Label::Plain),
    ("予算案額", Label::Plain),
    ("予算案", Label::Plain),
    ("予算額", Label::Plain),
    ("予算", Label::Plain),
    ("事業費", Label::Plain),
    ("計上額", Label::Plain),
    ("当初", Label::Plain),
    ("第1号", Label::Plain),
    ("第2号", Label::Plain),
    ("年度", Label::Plain),
    ("額", Label::Plain),
    ("案", Label::Plain),
    ("の", Label::Plain),
    ("は", Label::Plain),
    ("比", Label::Change),
];

/// A word for the budget that is made of its usual parts: 概算決定額, 予算措置額, 政府案, 内示額.
pub(super) fn budget_word(chars: &[char], at: usize) -> Option<usize> {
    let part = |c: &&char| {
        matches!(
            c,
            '予' | '算'
                | '概'
                | '要'
                | '求'
                | '望'
                | '決'
                | '定'
                | '案'
                | '当'
                | '初'
                | '計'
                | '上'
                | '内'
                | '示'
                | '査'
                | '措'
                | '置'
                | '所'
                | '政'
                | '府'
                | '原'
                | '額'
        )
    };
    let run = chars.get(at..)?.iter().take(12);
    let end = at + run.take_while(part).count();
    if end - at < 2 {
        return None;
    }
    let word: String = chars.get(at..end)?.iter().collect();
    let ends = ["額", "案", "予算", "要求", "要望", "決定"];
    ends.iter().any(|w| word.ends_with(w)).then_some(end)
}
