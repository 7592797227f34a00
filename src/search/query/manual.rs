//! The query language in rows, for the manual and the help.

use crate::lang::Text;

/// What may stand in a query, with what it means: the same rows in the manual and wherever else
/// the language is explained. A test sees to it that each is a query.
pub const SYNTAX: &[(&str, Text)] = &[
    (
        "消防 新規",
        Text::new("空白はすべて当たること", "a space: all of them"),
    ),
    ("消防|救急", Text::new("どれかに当たること", "any of them")),
    ("'消防", Text::new("書かれたとおり", "as it is written")),
    ("^消防", Text::new("その語で始まる", "begins with it")),
    ("経費$", Text::new("その語で終わる", "ends with it")),
    (
        "!再掲",
        Text::new(
            "当たらないこと（-再掲 とも書ける）",
            "not (also -再掲, NOT 再掲)",
        ),
    ),
    (
        "(消防 OR 救急) 新規",
        Text::new("かっこの中のどれか", "any in brackets; AND too"),
    ),
    (
        "841.1億円",
        Text::new("その額の載る行（要求額、前年度）", "lines with that amount"),
    ),
    (
        "14章(2)",
        Text::new(
            "その場所（第14章、14.1.2、33頁 も）",
            "that place (also 14.1.2, III, p33)",
        ),
    ),
    (
        "番地:14.1.2",
        Text::new(
            "その番地とその下（at: も、2つ目の文書は 番地:2/14.1.2）",
            "at and below that address (also at:; of the 2nd document at:2/14.1.2)",
        ),
    ),
    ("章:14", Text::new("その章の中", "within that chapter")),
    (
        "kind:measure",
        Text::new("その階層だけ（種別: 施策、予算など）", "only of that kind"),
    ),
    (
        ">10億",
        Text::new("要求額で（< も、単位は億・百万・円）", "by request, also <"),
    ),
    ("新規", Text::new("前年度になかったもの", "new this year")),
    ("増", Text::new("増えたもの", "increased")),
    ("減", Text::new("減ったもの", "decreased")),
    ("皆減", Text::new("要求額が0になったもの", "cut to nothing")),
    (
        "再掲",
        Text::new("ほかの所にも載っている行", "listed again"),
    ),
    (
        "内数",
        Text::new("より大きな額の一部", "within a larger sum"),
    ),
    (
        "事項要求",
        Text::new("額を示さない要求", "requested without an amount"),
    ),
    ("財投", Text::new("財政投融資", "fiscal loans")),
    (
        "産業投資",
        Text::new("財政投融資のうち産業投資", "fiscal loans: investment"),
    ),
    (
        "政府保証",
        Text::new("財政投融資のうち政府保証", "fiscal loans: guarantees"),
    ),
    (
        "補正",
        Text::new(
            "前年度の補正予算が並んで載る行",
            "a supplementary budget beside the base year",
        ),
    ),
    (
        "比較不可",
        Text::new("増減の言えない行", "no change can be told"),
    ),
];
