//! Facts read off the embedded document by eye.

use rust_decimal::Decimal;
use shisaku::ledger::{change, totals};
use shisaku::model::{Account, Base, Kind, Library, NodeId, RelistedOn, Request};
use shisaku::parse::parse;

const SEED: &str = include_str!("../../seeds/000_3bd7bf674129a828.txt");

fn library() -> Library {
    Library::new(vec![parse("seed", SEED).unwrap()])
}

fn at(library: &Library, address: &str) -> NodeId {
    library
        .find(&address.parse().unwrap())
        .unwrap_or_else(|| panic!("no {address}"))
}

fn oku(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn count(library: &Library, kind: Kind) -> usize {
    library.nodes().iter().filter(|n| n.kind == kind).count()
}

#[test]
fn the_frame_is_whole() {
    let library = library();
    let meta = &library.documents()[0].meta;
    assert_eq!(meta.fiscal_year.as_deref(), Some("令和2年度"));
    assert_eq!(meta.base_year.as_deref(), Some("元年度"));
    assert_eq!(
        meta.title,
        "Society 5.0時代の持続可能な地域社会の構築 (総務省重点施策2020)"
    );
    assert_eq!(count(&library, Kind::Pillar), 5);
    assert_eq!(count(&library, Kind::Chapter), 20);
    assert_eq!(count(&library, Kind::Theme), 68);
    assert_eq!(count(&library, Kind::Budget), 191);
}

#[test]
fn chapters_go_to_the_pillar_of_their_number_not_of_their_column() {
    let library = library();
    for (pillar, chapters) in [
        ("I", vec!["1", "2"]),
        ("II", vec!["3", "4", "5", "6", "7", "8", "9", "10"]),
        ("III", vec!["11", "12"]),
        ("IV", vec!["13", "14", "15"]),
        ("V", vec!["16", "17", "18", "19", "20"]),
    ] {
        let found: Vec<_> = library
            .children(at(&library, pillar))
            .map(|c| library.node(c).label.clone())
            .collect();
        assert_eq!(found, chapters, "{pillar}");
    }
}

#[test]
fn wrapped_bullets_are_joined_and_paged() {
    let library = library();
    let theme = library.node(at(&library, "14.1"));
    assert_eq!(
        theme.title,
        "緊急消防援助隊の充実・消防の広域化の推進等による消防力の強化及び火災予防対策の推進"
    );
    assert_eq!(theme.page, Some(87));
    let theme = library.node(at(&library, "8.2"));
    assert_eq!(
        theme.title,
        "マイナンバーカードを活用した消費活性化と官民共同利用型キャッシュレス決済基盤の構築"
    );
    assert!(theme.relisted);
}

#[test]
fn the_bodys_own_wording_is_kept() {
    let library = library();
    let body = |a| {
        library
            .node(at(&library, a))
            .body_title
            .clone()
            .unwrap_or_default()
    };
    assert_eq!(body("11"), "安定的な地方税財政基盤の確保");
    assert_eq!(body("12.1"), "地域や組織の枠を越えた連携の推進");
    assert!(body("10.1").starts_with("住みみたい"));
    assert_eq!(
        body("1.2"),
        "",
        "brackets of another width are the same wording"
    );
    let differing = library
        .nodes()
        .iter()
        .filter(|n| n.body_title.is_some())
        .count();
    assert_eq!(differing, 3);
}

#[test]
fn joined_theme_lines_give_each_measure_its_theme() {
    let library = library();
    for (address, label) in [
        ("11.1.1", "(1)"),
        ("11.2.1", "(2)"),
        ("11.3.1", "(3)"),
        ("11.4.1", "(4)"),
        ("15.3.1", "(1)"),
        ("15.4.1", "(2)"),
        ("20.1.1", "(1)"),
        ("20.2.1", "(2)"),
    ] {
        assert_eq!(
            library.node(at(&library, address)).label,
            label,
            "{address}"
        );
    }
}

#[test]
fn a_repeated_label_with_another_title_is_another_measure() {
    let library = library();
    assert_eq!(
        library.node(at(&library, "8.6.1")).title,
        "地方公共団体のオンライン利用の推進"
    );
    let second = library.node(at(&library, "8.6.2"));
    assert_eq!(
        (second.label.as_str(), second.title.as_str()),
        ("(1)", "デジタル・ガバメントの実現を支えるBPRの推進")
    );
    assert_eq!(
        library
            .children_of(at(&library, "8.6"), Kind::Measure)
            .count(),
        6
    );
}

#[test]
fn a_measure_goes_on_over_pages() {
    let library = library();
    let measure = at(&library, "14.1.2");
    let node = library.node(measure);
    assert_eq!(node.heading_lines, [1939, 1986]);
    let letters: Vec<_> = library
        .children_of(measure, Kind::Sub)
        .map(|s| library.node(s).label.clone())
        .collect();
    assert_eq!(letters, ["(a)", "(b)", "(c)", "(d)"]);
    // The text on the second page of (1) still belongs to its (a), and so does the money.
    assert_eq!(
        library.node(at(&library, "18.1.1.1#1")).title,
        "統計委員会機能の充実強化"
    );
}

/// Address, name, request, base, line: one for each printed shape.
#[test]
fn budget_lines_of_every_shape() {
    let library = library();
    for (address, name, request, base, line) in [
        (
            "1.1.1#1",
            "地方への人の流れの創出に向けた効果的広報",
            "0.4",
            "new",
            171,
        ),
        (
            "1.3.1#3",
            "都市・農山漁村の地域連携による子供農山漁村交流推進モデル事業",
            "0.4",
            "0.4",
            210,
        ),
        (
            "2.3.1#1",
            "過疎地域等自立活性化推進交付金うち過疎地域等自立活性化推進事業 等",
            "5.8",
            "2.9",
            340,
        ),
        ("3.1.2#2", "電波遮へい対策事業", "32.5", "42.5", 415),
        (
            "3.3.1#3",
            "マイナンバーカード・公的個人認証の海外継続利用に要する経費",
            "242.0",
            "new",
            451,
        ),
        (
            "3.4.1#1",
            "マイナンバーカードを活用した消費活性化と官民共同利用型キャッシュレス決済基盤の構築に要する経費",
            "?",
            "119.3",
            469,
        ),
        (
            "4.3.1#1",
            "周波数ひつ迫対策技術試験事務",
            "<=78.5",
            "<=77.2",
            539,
        ),
        (
            "4.3.4#1",
            "新たな社会インフラを担う革新的光ネットワーク技術の研究開発",
            "11",
            "9.7",
            580,
        ),
        (
            "4.3.9#1",
            "戦略的情報通信研究開発推進事業 (SCOPE)",
            "<=21.0",
            "<=15.3",
            644,
        ),
        (
            "5.1.1#3",
            "グローバルICTインフラの構築の促進に向けた諸外国との戦略的連携の推進",
            "1.2",
            "new",
            791,
        ),
        (
            "5.1.6.1#2",
            "国際消防防災フォーラムを活用した消防防災インフラシステムの海外展開の推進",
            "0.6",
            "0.1",
            884,
        ),
        (
            "6.6.1#1",
            "通信・放送分野における情報バリアフリー促進支援事業",
            "2.0",
            "<=1.5",
            1122,
        ),
        (
            "7.2.1#2",
            "インターネットの海賊版サイト対策に係る検討経費",
            "2.0",
            "new",
            1211,
        ),
        (
            "8.4.3#1",
            "地方公共団体における円滑な自治体クラウド導入のための検討",
            "0.9",
            "0.9",
            1302,
        ),
        ("8.5.1#3", "地域情報化の推進（地方）", "0.5", "0.3", 1344),
        (
            "8.6.3#1",
            "総合無線局管理ファイルの作成等に必要な経費",
            "127.5",
            "118.3",
            1421,
        ),
        (
            "10.1.1#2",
            "サテライトオフィス環境整備については「地域IoT実装・共同利用総合支援施策」",
            "<=9.7",
            "<=3.5",
            1584,
        ),
        (
            "11.2.1#1",
            "地方交付税（地方公共団体交付ベース）",
            "168000",
            "162000",
            1617,
        ),
        ("13.1.1#1", "震災復興特別交付税", "?", "3250", 1717),
        (
            "13.3.1#1",
            "消防防災施設災害復旧費補助金",
            "3.2",
            "18.4",
            1737,
        ),
        (
            "14.1.4.2#4",
            "過疎地域等の燃料供給インフラの維持に向けた安全対策",
            "0.3",
            "0.1",
            2088,
        ),
        (
            "16.1.1.1#1",
            "郵便局活性化推進事業（郵便局×地方自治体等×ＩＣＴ）",
            "0.5",
            "0.2",
            2407,
        ),
        ("17.1.1#1", "恩給支給事業", "1680.9", "1990.6", 2435),
        (
            "18.1.1.2#1",
            "各府省の統計作成支援のための相談・支援窓口の設置",
            "0.4",
            "0.0",
            2496,
        ),
        ("18.2.1.2#4", "事業所母集団整備経費", "1.8", "1.8", 2581),
        (
            "20.2.1#1",
            "在外選挙人の投票環境の向上に必要な経費",
            "2.5",
            "2.5",
            2817,
        ),
    ] {
        let id = at(&library, address);
        let line_of = library.budget(id).unwrap();
        let shown_request = match &line_of.request {
            Request::Amount(a) => a.oku.to_string(),
            Request::Within(a) => format!("<={}", a.oku),
            Request::Unspecified => "?".into(),
            Request::Parts(_) => "parts".into(),
        };
        let shown_base = match &line_of.base {
            Base::Amount(a) => a.oku.to_string(),
            Base::Within(a) => format!("<={}", a.oku),
            Base::New => "new".into(),
            Base::Parts(_) | Base::None => "?".into(),
        };
        assert_eq!(library.node(id).title, name, "{address}");
        assert_eq!(
            (shown_request.as_str(), shown_base.as_str()),
            (request, base),
            "{address}"
        );
        assert_eq!(line_of.line, line, "{address}");
    }
}

#[test]
fn the_fiscal_loan_and_the_supplementary_budget() {
    let library = library();
    let loan = library.budget(at(&library, "5.1.4#1")).unwrap();
    assert_eq!(loan.account, Account::Filp);
    let Request::Parts(parts) = &loan.request else {
        panic!("parts")
    };
    let shown: Vec<_> = parts
        .iter()
        .map(|p| format!("{}{}", p.label, p.amount.oku))
        .collect();
    assert_eq!(shown, ["産業投資450", "政府保証270"]);
    let broadcast = library.budget(at(&library, "5.3.2#1")).unwrap();
    let extra = broadcast.supplementary.as_ref().unwrap();
    assert_eq!(
        (extra.label.as_str(), extra.amount.oku),
        ("平成30年度補正", oku("14.5"))
    );
    assert_eq!(change(broadcast).unwrap().percent, Some(oku("1100.0")));
}

#[test]
fn relisted_lines_point_to_their_originals() {
    let library = library();
    let links = [
        ("4.5.1#1", "2.2.1#1", RelistedOn::Measure),
        ("6.3.1#1", "4.4.1#1", RelistedOn::Measure),
        ("6.4.1#1", "2.2.2#1", RelistedOn::Budget),
        ("8.1.1#1", "3.3.1#1", RelistedOn::Measure),
        ("8.1.1#2", "3.3.1#2", RelistedOn::Measure),
        ("8.1.1#3", "3.3.1#3", RelistedOn::Measure),
        ("8.1.2#1", "3.3.2#1", RelistedOn::Measure),
        ("8.2.1#1", "3.4.1#1", RelistedOn::Measure),
        ("9.2.4#1", "2.2.5#1", RelistedOn::Measure),
        ("12.2.1#1", "8.4.1#1", RelistedOn::Theme),
        ("12.2.2#1", "8.4.2#1", RelistedOn::Theme),
        ("12.2.3#1", "8.4.3#1", RelistedOn::Measure),
        ("12.2.4#1", "8.4.4#1", RelistedOn::Measure),
        ("14.1.5.2#1", "8.4.5#2", RelistedOn::Budget),
        ("14.1.5.2#6", "13.5.2#4", RelistedOn::Budget),
        ("15.1.1#1", "13.5.2#5", RelistedOn::Budget),
        ("15.1.1#2", "8.4.5#1", RelistedOn::Budget),
    ];
    for (relisted, original, on) in links {
        let line = library.budget(at(&library, relisted)).unwrap();
        assert_eq!(line.original, Some(at(&library, original)), "{relisted}");
        assert_eq!(line.relisted_on, on, "{relisted}");
    }
    let all = library
        .nodes()
        .iter()
        .filter(|n| n.kind == Kind::Budget && n.relisted)
        .count();
    assert_eq!(all, links.len());
}

/// Added up by hand from the printed lines of each chapter.
#[test]
fn totals_of_whole_chapters() {
    let library = library();
    for (chapter, request, lines) in [
        // 0.4 + 8.1 + 0.1 + 0.5 + 2.1 + 0.9 + 0.4
        ("1", "12.5", 7),
        // 0.7 + 14.5 + 1.0 + 0.1 + 0.2 + 1.2 + 1.0 + 5.8 + 5.0
        ("2", "29.5", 9),
        // 64.8 + 35.6 + 32.5 + 841.1 + 651.9 + 242.0 + 65.3 + 11.4; 事項要求 apart
        ("3", "1944.6", 9),
        // 15.0 + 3.6 + 4.9 + 2.0 + 93.6; 16.6の内数 apart
        ("7", "119.1", 6),
        // 168,000 and nothing else
        ("11", "168000", 1),
        // 2.0 + 0.1; four relisted apart
        ("12", "2.1", 6),
        ("17", "1680.9", 1),
        ("20", "3.7", 2),
    ] {
        let totals = totals(&library, at(&library, chapter));
        assert_eq!(totals.request_total, oku(request), "chapter {chapter}");
        assert_eq!(totals.counts.lines, lines, "chapter {chapter}");
    }
}

#[test]
fn nothing_but_the_known_oddities_is_found() {
    let library = library();
    let mut codes: Vec<_> = library.documents()[0]
        .diagnostics
        .iter()
        .map(|d| (d.code, d.line))
        .collect();
    codes.sort_unstable();
    assert_eq!(
        codes,
        [
            ("amount-in-text", 783),
            ("amount-in-text", 801),
            ("amount-in-text", 957),
            ("amount-in-text", 1035),
            ("chapter-title-differs", 1603),
            ("contents-out-of-order", 47),
            ("contents-out-of-order", 132),
            ("contents-out-of-order", 137),
            ("contents-out-of-order", 143),
            ("relisted-name-differs", 2126),
            ("repeated-label", 1396),
            ("theme-title-differs", 1576),
            ("theme-title-differs", 1635),
        ]
    );
}
