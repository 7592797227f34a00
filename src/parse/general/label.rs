//! Labels of sums and of parts: what the words of a name say of its money. One home for lines and tables.

use crate::japanese::fold::folded;

/// Labels of a sum that are all of the name.
const SUMS: [&str; 26] = [
    "補正額",
    "補正予算額",
    "補正総額",
    "補正予算総額",
    "予算額",
    "予算案額",
    "当初予算額",
    "要求・要望額",
    "計",
    "小計",
    "合計",
    "総計",
    "総額",
    "総合計",
    "累計",
    "中計",
    "再計",
    "総括",
    "一般会計",
    "特別会計",
    "企業会計",
    "収益会計",
    "要求額",
    "概算要求額",
    "予算総額",
    "要求総額",
];

/// Words that end in 計 and are no sum.
const NO_SUMS: [&str; 19] = [
    "設計",
    "統計",
    "推計",
    "家計",
    "会計",
    "時計",
    "余計",
    "集計",
    "生計",
    "主計",
    "体温計",
    "地震計",
    "水位計",
    "雨量計",
    "計器",
    "温度計",
    "流量計",
    "計計",
    "歩数計",
];

/// Words without blanks, folded, without the brackets around all of them.
fn plain(name: &str) -> String {
    let text: String = folded(name).into_iter().filter(|c| *c != ' ').collect();
    text.trim_matches([
        '【', '】', '(', ')', '*', '<', '>', '[', ']', '「', '」', '〈', '〉', '《', '》',
    ])
    .to_owned()
}

/// Whether a name is the label of a sum: 計, 小計（Ⅰ）, 合　計, 一般会計計, 港湾局 計; not 架空設計, 家計.
#[must_use]
pub fn is_sum(name: &str) -> bool {
    let text = plain(name);
    let text = match text.split_once(['(', '[', '<']) {
        Some((before, _)) if !before.is_empty() => before,
        _ => &text,
    };
    if SUMS.contains(&text) {
        return true;
    }
    if NO_SUMS.iter().any(|word| text.ends_with(word)) && !text.ends_with("会計計") {
        return false;
    }
    let begins = ["小計", "合計", "総計"]
        .iter()
        .any(|word| text.starts_with(word) && text.chars().count() <= 10);
    if is_whole_budget(text) {
        return true;
    }
    // `県予算案6年ぶり減`: a headline about the whole.
    let headline = text.contains("予算案") || text.contains("当初予算");
    if headline && text.ends_with(['減', '増', '超']) {
        return true;
    }
    // 架空庁予算, 架空省関係予算額.
    let of_issuer = ["予算", "予算額", "予算案", "概算要求額"]
        .iter()
        .any(|word| {
            let rest = text
                .strip_suffix(word)
                .filter(|rest| rest.chars().count() > 2);
            rest.is_some_and(|rest| {
                ["省", "庁", "省関係", "庁関係", "省所管", "庁所管"]
                    .iter()
                    .any(|end| rest.ends_with(end))
            })
        });
    if of_issuer {
        return true;
    }
    let mut chars = text.chars();
    let numbered = chars.next() == Some('計')
        && chars.next().is_none_or(|c| !c.is_alphabetic())
        && text.chars().count() <= 2;
    text.ends_with('計')
        || text.ends_with("総額")
        || text.ends_with("合計額")
        || text.ends_with("会計補正額")
        || begins
        || numbered
}

/// Whether a name is made of nothing but words for the whole budget: 令和9年度一般会計当初予算案, 当初予算総額, 一般会計予算規模.
fn is_whole_budget(text: &str) -> bool {
    const WORDS: [&str; 13] = [
        "補正",
        "一般会計",
        "特別会計",
        "当初",
        "予算",
        "総額",
        "規模",
        "概算要求",
        "要求",
        "年度",
        "令和",
        "歳出",
        "案",
    ];
    let digits = |c: char| c.is_ascii_digit() || matches!(c, 'の' | '額' | '(' | ')' | 'R');
    let mut rest = text;
    let mut account = false;
    while !rest.is_empty() {
        let word = WORDS.iter().find_map(|w| Some((*w, rest.strip_prefix(w)?)));
        if let Some((word, more)) = word {
            account |= matches!(word, "一般会計" | "規模" | "総額");
            rest = more;
        } else if let Some(more) = rest.strip_prefix(digits) {
            rest = more;
        } else {
            return false;
        }
    }
    account
}

/// Whether a name is that of a part that another figure holds already: うち…, （参考）, 内訳, 内、….
#[must_use]
pub fn is_memo(name: &str) -> bool {
    let text: String = folded(name).into_iter().filter(|c| *c != ' ').collect();
    let text = text.trim_start_matches(['(', '[', '・', '-', '※', '【', '<']);
    // What is owed or saved at the end of a year is no programme.
    let stock = ["現在高", "現在高見込額", "現在高見込", "残高", "残高見込額"];
    // The whole budget before and after a supplementary one.
    // `補正前の予算額 512億円　補正後の予算額`: the first of two on a line says it.
    let first = text.split(|c: char| c.is_ascii_digit()).next();
    let first = first.filter(|first| !first.is_empty()).unwrap_or(text);
    let whole = ["補正後の", "補正前の", "補正後", "補正前", "既定", "既決"]
        .iter()
        .find_map(|word| first.strip_prefix(word))
        .is_some_and(|rest| {
            [
                "額",
                "予算額",
                "予算",
                "予算総額",
                "総額",
                "規模",
                "予算規模",
                "計",
                "",
            ]
            .contains(&rest)
        });
    // What comes in, told beside what is spent.
    let revenue = [
        "市税", "町税", "村税", "県税", "府税", "都税", "区税", "税収", "市債", "町債", "村債",
        "県債",
    ];
    // What is told of a programme beside its amount, and of the treasury.
    let told = [
        "全体事業費",
        "総事業費",
        "事業費総額",
        "全体計画額",
        "総工費",
        "概算工事費",
        "補助限度額",
        "一時借入金の最高額",
        "一時借入金",
        "一時借入金の限度額",
        "地方債の限度額",
        "債務負担限度額",
        "県税収入",
        "市税収入",
        "町税収入",
        "地方交付税",
        "地方消費税清算金",
        "地方譲与税",
        "県税収入見込み",
        "市税収入見込み",
    ];
    let own = text.split(['(', '[']).next().unwrap_or_default();
    // `町の貯金（基金残高）`
    let closed = text.trim_end_matches([')', ']']);
    told.contains(&own)
        || stock
            .iter()
            .any(|w| closed.ends_with(w) || own.ends_with(w))
        || revenue.contains(&text)
        || [
            "うち",
            "財源",
            "内訳",
            "内、",
            "参考",
            "再計",
            // What may be spent later, of amounts told elsewhere.
            "繰越明許",
            "債務負担行為",
        ]
        .iter()
        .any(|w| text.starts_with(w))
        || whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_told_from_words_that_end_alike() {
        for text in [
            "計",
            "小　計",
            "合　　計",
            "小 計（Ⅰ）",
            "一般会計計",
            "特別会計",
            "省計",
            "【要求額】",
            "合計（一般会計）",
            "港湾局 計",
            "架空庁予算",
        ] {
            assert!(is_sum(text), "{text}");
        }
        for text in [
            "架空設計",
            "家計",
            "架空統計",
            "計画",
            "海底地震計",
            "計画の策定",
        ] {
            assert!(!is_sum(text), "{text}");
        }
    }

    #[test]
    fn parts_of_other_figures_are_told() {
        for text in [
            "うち架空分",
            "（参考）架空",
            "・うち、架空",
            "内訳",
            "補正後の額",
            "補正前予算額",
        ] {
            assert!(is_memo(text), "{text}");
        }
        assert!(is_memo("補正前の予算額 51,204,000千円　補正後の予算額"));
        assert!(is_memo("繰越明許費　架空道路の拡幅"));
        assert!(!is_memo("内水対策"));
        assert!(!is_memo("補正後の架空灯台"));
    }
}
