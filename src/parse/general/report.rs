//! What is said of a document: every amount that was not read, sums that do not agree.

use std::collections::BTreeMap;

use super::evidence::Evidence;
use super::figure::{Fate, Figures, TextReason, UnreadReason};
use super::label::is_sum;
use super::piece::{Money, Piece};
use super::tree::Difference;
use super::year::Year;
use crate::japanese::fold::folded;
use crate::model::{Diagnostic, Severity, TOTAL_NOT_READ};
use crate::source::Source;

/// A finding for every amount that is no programme and no sum: a warning for those not understood, a note for those of running text.
pub fn unread(
    figures: &Figures,
    printed: &BTreeMap<u32, String>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for figure in figures.all() {
        let (severity, mut code, reason) = match figure.fate {
            Fate::Programme | Fate::Subtotal => continue,
            Fate::Text(reason) => (Severity::Info, "amount-in-text", text(reason)),
            Fate::Unread(reason) => (Severity::Warning, "unread-amount", unread_words(reason)),
        };
        let page = if figure.page > 0 {
            format!("{}ページ、", figure.page)
        } else {
            String::new()
        };
        // Without a name, the words of its line tell which one it is.
        let line = printed
            .get(&figure.line)
            .map(String::as_str)
            .unwrap_or_default();
        // A figure alone on its line is told with the line above.
        let alone = !line
            .chars()
            .any(|c| c.is_alphabetic() && !"兆億万千百十円".contains(c));
        let above = || printed.range(..figure.line).next_back();
        let above = Some(line).filter(|_| alone).and_then(|_| above());
        let words = match above {
            _ if !figure.about.is_empty() && figure.about != line => &figure.about,
            Some((_, above)) => above,
            None => line,
        };
        let is_of_sum = is_of_sum(words);
        let about = format!("（「{}」）", words.chars().take(60).collect::<String>());
        let mut message = format!("{page}「{}」{about}: {reason}", figure.printed.trim());
        if is_of_sum && matches!(figure.fate, Fate::Unread(_)) {
            code = TOTAL_NOT_READ;
            message.push_str("。小計・合計の行なので、予算の合計は欠けません");
        }
        diagnostics.push(Diagnostic {
            severity,
            code,
            line: figure.line,
            page: Some(figure.page).filter(|p| *p > 0),
            message,
        });
    }
}

/// Whether words before figures, or a line of them, are the label of a sum: 合計, 計 3,334 3,493.
fn is_of_sum(words: &str) -> bool {
    let label = folded(words).into_iter();
    let label: String = label.take_while(|c| !c.is_ascii_digit()).collect();
    is_sum(label.trim_end_matches([' ', '△', '▲', '-']))
}

/// Budget marks behind which no figures are printed.
pub fn without_figures(pieces: &[Piece], diagnostics: &mut Vec<Diagnostic>) {
    for piece in pieces.iter().filter(|p| p.budget && p.reading.is_none()) {
        let line = piece.lines.first().copied().unwrap_or(1);
        diagnostics.push(Diagnostic {
            severity: Severity::Error,
            code: "unread-budget",
            line,
            page: Some(piece.page).filter(|p| *p > 0),
            message: format!("【予算】の後に金額が読み取れません（「{}」）", piece.name),
        });
    }
}

const fn text(reason: TextReason) -> &'static str {
    match reason {
        TextReason::Sentence => "文章の中の金額として、数えません",
        TextReason::Note => "注記などの金額として、数えません",
        TextReason::Memo => "内数や参考、補正だけの金額として、数えません",
        TextReason::Summary => "他の箇所にある額の総括として、数えません",
        TextReason::Change => "増減として確かめただけで、数えません",
    }
}

const fn unread_words(reason: UnreadReason) -> &'static str {
    match reason {
        UnreadReason::UnitUnknown => {
            "単位が分からないため読みませんでした（「（単位：千円）」などの行がありません。分かっていれば --unit 千円、または NAME.shisaku.toml に unit = \"千円\"）"
        }
        UnreadReason::NoName => "何の金額か分からないため読みませんでした",
        UnreadReason::Table => {
            "表の列が決められないため読みませんでした（左の列が前年度なら --base-column left、または NAME.shisaku.toml に base-column = \"left\"。右なら right）"
        }
        UnreadReason::Ambiguous => "二通りに読めるため読みませんでした",
        UnreadReason::NotUnderstood => "何の金額か決められないため読みませんでした",
    }
}

/// Printed sums that our own sums do not meet.
pub fn differences(differences: &[Difference], diagnostics: &mut Vec<Diagnostic>) {
    for found in differences {
        let difference = found
            .printed
            .oku
            .checked_sub(found.sum)
            .unwrap_or_default()
            .normalize();
        let sign = if difference.is_sign_negative() {
            '−'
        } else {
            '+'
        };
        diagnostics.push(Diagnostic {
            severity: Severity::Warning,
            code: "printed-sum-differs",
            line: found.line,
            page: Some(found.page).filter(|p| *p > 0),
            message: format!(
                "「{}」に印刷された{}億円と、その下の事業の計{}億円が合いません（差{sign}{}億円）",
                found.name,
                found.printed.oku,
                found.sum,
                difference.abs()
            ),
        });
    }
}

/// Brackets that may be the base year or the change: no word says which, and both readings give bases that are not negative. Said once,
/// with what settles it.
pub fn unsure_brackets(evidence: &Evidence, pieces: &[Piece], diagnostics: &mut Vec<Diagnostic>) {
    if evidence.bracket_told {
        return;
    }
    let read = pieces.iter().filter_map(|p| Some((p, p.reading.as_ref()?)));
    let mut first: Option<&Piece> = None;
    let mut count = 0;
    for (piece, reading) in read.filter(|(_, reading)| reading.unsure) {
        let (Money::Amount(request), Money::Amount(base)) = (reading.request, reading.base) else {
            continue;
        };
        // A change larger than the request would make the base negative: then it is the base, here and everywhere.
        if base.oku > request.oku {
            return;
        }
        count += 1;
        first = first.or(Some(piece));
    }
    let Some(piece) = first else { return };
    diagnostics.push(Diagnostic {
        severity: Severity::Info,
        code: "unsure-bracket",
        line: piece.lines.first().copied().unwrap_or(1),
        page: Some(piece.page).filter(|p| *p > 0),
        message: format!(
            "金額の後の括弧が前年度の額か増減か、本文からは決められません（「{}」など{count}件。前年度の額として読みました。増減なら --bracket change、または NAME.shisaku.toml に bracket = \"change\"。前年度の額なら base）",
            piece.name
        ),
    });
}

/// What the source could not read as it stands.
pub fn notices(source: &Source, diagnostics: &mut Vec<Diagnostic>) {
    for (line, message) in &source.notices {
        diagnostics.push(Diagnostic {
            severity: Severity::Warning,
            code: "source",
            line: *line,
            page: None,
            message: message.clone(),
        });
    }
}

/// `令和9年度`.
#[must_use]
pub fn year_word(year: Year) -> String {
    match year.0 - 2018 {
        1 => "令和元年度".to_owned(),
        n if n > 1 => format!("令和{n}年度"),
        _ => format!("平成{}年度", year.0 - 1988),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_total_that_is_not_read_is_missing_in_no_sum() {
        let mut figures = Figures::default();
        for (line, about) in [(1, "の中継局"), (2, "合　　計"), (4, ""), (5, "")] {
            let id = figures.add(line, 0, "8,105".to_owned());
            figures.about(id, about);
        }
        let printed = [
            (3, "計 ３，３３４ ３，４９３"),
            (4, "８"),
            (5, "計画の策定 8"),
        ];
        let printed = printed.map(|(line, words)| (line, words.to_owned()));
        let mut found = Vec::new();
        unread(&figures, &BTreeMap::from(printed), &mut found);
        let codes: Vec<_> = found.iter().map(|f| (f.code, f.is_unread())).collect();
        let (amount, total) = (("unread-amount", true), (TOTAL_NOT_READ, false));
        assert_eq!(codes, [amount, total, total, amount]);
        assert!(found.iter().all(|f| f.severity == Severity::Warning));
    }

    #[test]
    fn a_difference_has_the_sign_of_its_direction() {
        let said = |printed: i64| {
            let mut found = Vec::new();
            let one = Difference {
                line: 1,
                page: 0,
                name: "計".to_owned(),
                printed: crate::model::Amount::from_oku(printed.into()),
                sum: 10.into(),
            };
            differences(&[one], &mut found);
            found.remove(0).message
        };
        assert!(said(8).ends_with("（差−2億円）"), "{}", said(8));
        assert!(said(12).ends_with("（差+2億円）"), "{}", said(12));
    }
}
