//! What the program's sums are of: `--match`, what is only read alike, and how hits matched.

use std::process::{Command, Stdio};

use serde_json::Value;
use shisaku::output::rows::Row;

/// Exit code, standard output, standard error.
#[track_caller]
fn run(arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_shisaku"))
        .args(arguments)
        .env_clear()
        .env("LANG", "ja_JP.UTF-8")
        .env("XDG_CONFIG_HOME", env!("CARGO_TARGET_TMPDIR"))
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let [out, err] = [output.stdout, output.stderr].map(|text| String::from_utf8(text).unwrap());
    (output.status.code().unwrap(), out, err)
}

#[track_caller]
fn stdout(arguments: &[&str]) -> String {
    let (code, out, err) = run(arguments);
    assert_eq!((code, err.as_str()), (0, ""), "{arguments:?}");
    out
}

#[track_caller]
fn lines(arguments: &[&str]) -> Vec<String> {
    let all = [&["lines", "--format", "json"], arguments].concat();
    let rows: Vec<Row> = serde_json::from_str(&stdout(&all)).unwrap();
    rows.into_iter().map(|row| row.id).collect()
}

#[track_caller]
fn search(arguments: &[&str]) -> Value {
    let all = [&["search", "--format", "json", "--limit", "500"], arguments].concat();
    serde_json::from_str(&stdout(&all)).unwrap()
}

fn all_hits<'a>(found: &'a Value, field: &str) -> Vec<&'a str> {
    let hits = found["hits"].as_array().unwrap();
    hits.iter()
        .map(|hit| hit[field].as_str().unwrap())
        .collect()
}

#[test]
fn capitals_sum_what_the_quoted_word_sums() {
    for word in ["AI", "IT", "5G"] {
        let quoted = format!("'{word}");
        for rule in ["own", "measure", "all"] {
            let as_typed = lines(&["--query", word, "--match", rule]);
            assert_eq!(as_typed, lines(&["--query", &quoted, "--match", rule]));
        }
        let default = lines(&["--query", word]);
        assert_eq!(default, lines(&["--query", word, "--match", "measure"]));
        assert!(default.len() < lines(&["--query", word, "--match", "all"]).len());
    }
    assert_eq!(run(&["lines", "--query", "ID"]).0, 1);
    // The rule means nothing without a query.
    assert_eq!(run(&["lines", "--match", "own"]).0, 2);
}

#[test]
fn what_only_reads_alike_has_no_sum_and_says_what_would() {
    for command in ["lines", "export"] {
        let (code, out, err) = run(&[command, "--query", "製作"]);
        assert_eq!((code, out.as_str()), (1, ""), "{command}");
        assert!(err.contains("製作はありません。同じ読み: 政策"), "{err}");
        assert!(err.contains("--query \"'政策|'制作\""), "{err}");
    }
    assert!(!lines(&["--query", "'政策|'制作"]).is_empty());
    let text = stdout(&["search", "児童"]);
    assert!(
        text.starts_with("児童はありません。同じ読み: 自動\n"),
        "{text}"
    );
    assert!(text.contains("［読みで一致］"), "{text}");
    let heard = stdout(&["--text", "search", "児童"]);
    assert!(heard.starts_with("児童の検索は、"), "{heard}");
    assert!(
        heard.contains("児童はありません。同じ読みは、自動。"),
        "{heard}"
    );
    let heard = stdout(&["--text", "lines", "--query", "消防 新規"]);
    let head = "消防 新規に当たるもの、照合は名・施策の題。";
    assert!(heard.lines().next().unwrap().ends_with(head), "{heard}");
    // What stands only above is said with the option that takes it in.
    let (code, _, err) = run(&["lines", "--query", "自然言語処理"]);
    assert_eq!(code, 1);
    assert!(err.contains("--match all なら"), "{err}");
}

#[test]
fn every_hit_says_how_it_matched_and_through_what() {
    let fire = search(&["消防"]);
    assert!(
        all_hits(&fire, "match")
            .iter()
            .all(|how| ["exact", "variant"].contains(how))
    );
    assert!(all_hits(&fire, "via").iter().all(|via| *via == "own"));
    assert!(all_hits(&fire, "tier").iter().all(|tier| *tier == "all"));
    assert_eq!(fire["unwritten"], serde_json::json!([]));
    let alike = search(&["製作"]);
    assert!(!all_hits(&alike, "match").contains(&"exact"));
    assert_eq!(alike["unwritten"][0]["instead"][0], "政策");

    let new = search(&["消防", "新規"]);
    let through: Vec<&Value> = new["hits"].as_array().unwrap().iter().collect();
    for hit in &through {
        assert_eq!(hit["via"] == "own", hit["through"].is_null(), "{hit}");
    }
    assert!(through.iter().any(|hit| hit["via"] == "theme"));
    // Narrowed, a search lists what the sum holds.
    let mut narrowed = search(&["消防", "新規", "--match", "measure"]);
    let mut found: Vec<String> = all_hits(&narrowed, "id")
        .into_iter()
        .map(str::to_owned)
        .collect();
    let mut summed = lines(&["--query", "消防 新規"]);
    found.sort_unstable();
    summed.sort_unstable();
    assert_eq!(found, summed);
    narrowed = search(&["消防", "新規", "--match", "own"]);
    assert!(all_hits(&narrowed, "via").iter().all(|via| *via == "own"));
    let csv = stdout(&["search", "消防", "--format", "csv"]);
    assert!(
        csv.lines()
            .next()
            .unwrap()
            .ends_with("tier,match,via,through")
    );
}

#[test]
fn kinds_are_kept_whatever_the_query_begins_with() {
    let (code, out, _) = run(&[
        "search", "--format", "json", "--limit", "500", "--kind", "measure", "| 地方",
    ]);
    assert_eq!(code, 0);
    let found: Value = serde_json::from_str(&out).unwrap();
    assert!(
        all_hits(&found, "kind")
            .iter()
            .all(|kind| *kind == "measure")
    );
    let plain = search(&["--kind", "measure", "地方"]);
    assert_eq!(all_hits(&found, "id"), all_hits(&plain, "id"));
}

#[test]
fn an_export_says_by_which_rule_it_was_chosen() {
    let export = ["export", "--query", "5G", "--format", "markdown"];
    let chosen = |rule: &str| format!("\n- 選び方: 検索「5G」（照合: {rule}）\n");
    let own = stdout(&export);
    assert!(own.contains(&chosen("名・施策の題")), "{own}");
    let all = stdout(&[&export[..], &["--match", "all"]].concat());
    assert!(all.contains(&chosen("上の題・本文も")), "{all}");
}

#[test]
fn what_no_document_has_is_told_in_the_same_words_everywhere() {
    for (query, told) in [
        ("章:99", "第99章はありません"),
        ("chapter 99", "第99章はありません"),
        ("300頁", "300頁はありません（頁は"),
        ("柱:VI", "VI はありません（V まで）"),
        ("14.9.9", "14.9.9 はありません（14."),
        ("14章 (9)", "第14章に (9) はありません"),
        ("廃止された事業", "皆減"),
    ] {
        let ways: [&[&str]; 4] = [
            &["search", query],
            &["--text", "search", query],
            &["lines", "--query", query],
            &["export", "--query", query, "--format", "csv"],
        ];
        let said = ways.map(run);
        for (way, (code, _, err)) in ways.iter().zip(&said) {
            assert_eq!(*code, 1, "{way:?}");
            assert!(err.contains(told) && *err == said[0].2, "{way:?}: {err}");
        }
    }
    let (_, _, err) = run(&["--lang", "en", "--text", "search", "chapter:99"]);
    assert!(err.contains("there is no chapter 99"), "{err}");
}

#[test]
fn a_place_is_found_however_it_is_typed() {
    for (typed, same) in [
        ("14章 (2)", "14章(2)"),
        ("第14章 (2)", "14章(2)"),
        ("14(2)", "14章(2)"),
        ("chapter 14", "第14章"),
        ("ch. 14 (2) (a)", "14章(2)(a)"),
        ("柱 III", "III"),
        ("pillar 3", "III"),
        ("33 頁", "33頁"),
    ] {
        let found = search(&[typed]);
        assert_eq!(all_hits(&found, "id"), all_hits(&search(&[same]), "id"));
        assert!(!all_hits(&found, "id").is_empty(), "{typed}");
    }
}

#[test]
fn signs_that_say_nothing_are_told_in_every_front_end() {
    for (query, told) in [
        (
            "消防 OR",
            "「OR」の後に語がありません。ないものとして探しました",
        ),
        ("消防 NOT", "「NOT」の後に語がありません"),
        ("(消防", "」が閉じられていません。終わりまで"),
    ] {
        let ways: [&[&str]; 3] = [
            &["search", query],
            &["lines", "--query", query],
            &["export", "--query", query, "--format", "csv"],
        ];
        for way in ways {
            let (code, out, err) = run(way);
            assert!(code == 0 && err.contains(told), "{way:?} {err}");
            assert_eq!(err.lines().count(), 1, "{err}");
            let plain: Vec<&str> = way
                .iter()
                .map(|word| if *word == query { "消防" } else { word })
                .collect();
            assert_eq!(out, stdout(&plain));
        }
        // Quotation marks are not heard.
        let heard = stdout(&["--text", "search", query]);
        assert!(heard.contains(&told.replace(['「', '」'], "")), "{heard}");
    }
}

#[test]
fn a_table_of_a_question_stands_in_the_order_of_its_answer() {
    let question = "一番増えたのは";
    let answer = search(&[question]);
    let first: Vec<&str> = all_hits(&answer, "id").into_iter().take(5).collect();
    let rows = lines(&["--query", question]);
    // What is listed again stands beside its original.
    let of_answer = rows.iter().filter(|id| first.contains(&id.as_str()));
    assert!(of_answer.eq(first.iter().copied()), "{rows:?}");
    let named = lines(&["--query", question, "--sort", "document"]);
    assert_ne!(rows, named);
    let turned = lines(&["--query", question, "--reverse"]);
    assert_ne!(rows, turned);
    let csv = stdout(&["export", "--query", question, "--format", "csv"]);
    let mut ids = csv.lines().skip(1);
    assert!(
        ids.next().is_some_and(|row| row.contains(first[0])),
        "{csv}"
    );
}

#[test]
fn the_reading_mode_hears_what_stands_below_an_answer() {
    let out = stdout(&["--text", "search", "子育て"]);
    assert!(
        out.contains("一部の語に当たるもの1件、意味の近いもの"),
        "{out}"
    );
    let out = stdout(&["--text", "search", "軍人年金"]);
    assert!(out.contains("0件。続けて、一部の語に当たるもの"), "{out}");
    // An everyday word by its sound is that word, and no other one that reads nearly so.
    let typed = ["たいふう", "taihuu"].map(|word| stdout(&["search", word]));
    assert!(
        typed[0] == typed[1] && typed[0].starts_with("一部の語"),
        "{typed:?}"
    );
    // A table has the answer alone, and none is said as everywhere.
    let (code, _, err) = run(&["search", "--format", "csv", "軍人年金"]);
    assert_eq!((code, err.lines().count()), (1, 1), "{err}");
}

#[test]
fn a_sum_of_translated_words_says_of_what_it_is() {
    let english = ["--lang", "en", "search", "how much for fire"];
    assert!(stdout(&english).contains("fire → 消防・火災"));
    let out = stdout(&[&["--text"], &english[..]].concat());
    assert!(out.contains("The sum is of 消防, 火災."), "{out}");
    let (code, _, err) = run(&["lines", "--query", "how much for fire"]);
    assert!(code == 1 && err.contains("'消防|'火災"), "{err}");
}

#[test]
fn english_sentences_for_the_ear_have_english_points() {
    let falls = ["--lang", "en", "--text", "search", "why did fire fall"];
    let sums = ["--lang", "en", "--text", "search", "how much for fire"];
    for arguments in [falls, sums] {
        let out = stdout(&arguments);
        let said: Vec<&str> = out.lines().take(2).collect();
        let said = said.join(" ");
        assert!(!said.contains(['、', '。']), "{said}");
        let glued = |pair: &[char]| matches!(pair, ['.' | ';', next] if next.is_alphabetic());
        let letters: Vec<char> = said.chars().collect();
        assert!(!letters.windows(2).any(glued), "{said}");
    }
}
