//! By ear, the same tasks as on the full screen: visits of the program itself in a pipe, and the
//! ten tasks in three front ends with the number of commands that each takes.

use crate::support::process;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// What `read` says to typed lines, at a home of its own.
#[track_caller]
fn read(arguments: &[&str], typed: &str) -> String {
    let home = tempfile::tempdir().unwrap();
    process::read(home.path(), arguments, typed)
}

/// What a plain command says.
#[track_caller]
fn said(arguments: &[&str]) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_shisaku"));
    command.args(arguments).env_clear().stdin(Stdio::null());
    let output = command.env("LANG", "ja_JP.UTF-8").output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    (output.status.code().unwrap(), text)
}

#[track_caller]
fn in_order(text: &str, wanted: &[&str]) {
    let mut rest = text;
    for part in wanted {
        let Some((_, after)) = rest.split_once(part) else {
            panic!("no {part:?} in\n{rest}\nof\n{text}");
        };
        rest = after;
    }
}

#[test]
fn enter_and_numbers_walk_what_was_heard() {
    let heard = read(&[], "s 量子暗号\n\n1\n\n前\n閉じる\n1\n");
    in_order(
        &heard,
        &[
            "量子暗号の検索は、",
            "\n1、4の3の2、",
            // Enter goes to the first hit, and 1 opens it: no chapter.
            "\n1、4の3の2、",
            "4の3の2を開きました。",
            "\n2、",
            "\n1、4の3の2、",
            "件の一覧を閉じました。",
        ],
    );
    assert!(!heard.contains("第1章を開きました"), "{heard}");
    // A list that is whole leaves nothing of an older one to go on with, under its numbers.
    let heard = read(&[], "検索 消防 OR\n先頭\n一覧\n続き\n");
    in_order(&heard, &["残り", "\n5、", "5部目", "続きはありません。"]);
    // What a sign does not say is told once.
    assert_eq!(heard.matches("語がありません").count(), 1, "{heard}");
    // Falls, all lines, children: the same.
    let heard = read(&[], "13\n予算 減\n\n\n3\n前\n14\n一覧\n次\n次\n1\n");
    in_order(
        &heard,
        &[
            "第13章の減った予算、6件",
            "\n1、消防防災施設災害復旧費補助金",
            "\n1、消防防災施設災害復旧費補助金",
            "\n2、消防防災設備災害復旧費補助金",
            "13の3の2の予算1を開きました。",
            "\n2、消防防災設備災害復旧費補助金",
            // The list has six lines: 14 is no chapter until it is left.
            "14番はありません。いまの一覧は6件です。",
        ],
    );
    let heard = read(&[], "第14章\n一覧\n次\n次\n次\n1\n2\n");
    in_order(
        &heard,
        &[
            "第14章の一覧。テーマ2件。",
            "\n1、緊急消防援助隊",
            "\n1、緊急消防援助隊",
            "\n2、地域防災力",
            "一覧の最後です。2件中2件目。",
            "14の1を開きました。",
            // A child that is opened has its own numbers.
            "14の1の2を開きました。",
        ],
    );
}

#[test]
fn what_stands_below_an_answer_is_taken_in_on_request_and_that_is_said() {
    let heard = read(
        &[],
        "s 若い人に消防団へ入ってもらう\n結果 予算\n結果\nなぜ\n",
    );
    in_order(
        &heard,
        &[
            "その下の予算は、結果 予算で取り込みます。",
            "に当たる予算、",
            "すべての語に当たる予算はないので、並べたものの下の予算を取り込みました。",
            "、合計",
            "並べたものの下の予算を取り込みました。",
            "の検索の合計は",
        ],
    );
}

#[test]
fn a_search_adds_up_and_why_tells_of_what() {
    let heard = read(&[], "s 消防団\nなぜ\n結果 予算\n13\n");
    in_order(
        &heard,
        &[
            "消防団の検索は、13件。\n予算7件、合計5億4千万円、元年度より2億4千万円増、80.0パーセント増。\n1、",
            "残り3件。続きを聞くには",
            "消防団の検索の合計は5億4千万円、予算7件の和です。入れないものは0件。\n1、",
            "消防団に当たる予算、7件。要求の大きい順。\n1、14の2の3の予算1、",
        ],
    );
    // The same lines and the same sum as those of the plain command.
    let (_, lines) = said(&["lines", "--query", "消防団", "--format", "jsonl"]);
    drop(lines);
    let (_, table) = said(&["lines", "--query", "消防団", "--format", "csv"]);
    assert_eq!(table.lines().count(), 1 + 7, "{table}");
    let heard = read(&[], "5.1.4\nなぜ\n全体\n第8章\nなぜ\n");
    in_order(&heard, &["の合計は", "入れないものは"]);
    in_order(&heard, &["第8章の合計は", "再掲なので、入れません"]);
    let heard = read(&[], "8の1の1の予算1\nなぜ\n3の3の1の予算1\nなぜ\n");
    in_order(
        &heard,
        &[
            "この予算は、再掲なので、合計に入れません。",
            "この予算は、上の合計に入っています。",
        ],
    );
}

#[test]
fn changes_are_ranked() {
    let heard = read(
        &[],
        "13\nchanges --top 3\n増減 増\n増減 減 2\n増減 なにか\n",
    );
    in_order(
        &heard,
        &[
            "第13章の増減、増えた予算",
            "大きい順に、上位3件。",
            "\n1、消防防災施設災害復旧費補助金。令和2年度、3億2千万円。元年度より15億2千万円減、82.6パーセント減、3件中1件目",
            "第13章の増減、",
            "上位2件。",
            "増減のあとの、なにか、は分かりません。",
        ],
    );
}

const OLD: &str = "# 令和７年度 架空庁 重点施策\n\n## 1 安全\n\n消防\n\n## (1) 消防の充実\n\n\
    【予算】消防車の整備 2.0億円（6年度 1.5億円）\n\n【予算】無線の整備 1.0億円（6年度 1.0億円）\n\n\
    【予算】古い計画の推進 0.5億円（6年度 0.5億円）\n\n【予算】地域防災リーダー育成事業 3.0億円（6年度 2.0億円）\n";
const NEW: &str = "# 令和８年度 架空庁 重点施策\n\n## 1 安全\n\n消防\n\n## (1) 消防の充実\n\n\
    【予算】消防車の整備 3.5億円（7年度 2.0億円）\n\n【予算】無線の整備 0.4億円（7年度 1.0億円）\n\n\
    【予算】見守りの開始 0.7億円【新規】\n\n【予算】地域防災リーダー育成推進事業 3.0億円（7年度 3.0億円）\n";

fn years(folder: &Path) -> (String, String) {
    let path = |name: &str, text: &str| {
        let path = folder.join(name);
        std::fs::write(&path, text).unwrap();
        path.display().to_string()
    };
    (path("old.txt", OLD), path("new.txt", NEW))
}

/// Some synthesisers read 元年度 as もとねんど: the base year can be called the year before for good.
#[test]
fn the_base_year_is_called_the_year_before_where_the_settings_say_so() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("shisaku");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("config.toml"), "year_before = true\n").unwrap();
    let typed = "open 13\nverbosity year name\n第13章\n";
    let heard = process::read(home.path(), &[], typed);
    in_order(
        &heard,
        &[
            "第13章を開きました。",
            "前年度より15億2千万円減",
            "第13章を開きました。",
            "元年度より15億2千万円減",
        ],
    );
    let kana = process::read(home.path(), &["--yomi"], "open 13\n");
    assert!(
        kana.contains("ぜんねんどより15おく2せんまんえんげん"),
        "{kana}"
    );
    assert!(!kana.contains("がんねんど"), "{kana}");
}

#[test]
fn names_of_signs_and_files_are_said_and_prompts_stay_short() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("01_umi.md");
    let text =
        "# 施策\n\n## 1 安全\n\n消防\n\n## (1) ★\n\n【予算】水槽 0.1億円（元年度 0.2億円）\n";
    fs::write(&path, text).unwrap();
    let path = path.display().to_string();
    let (_, told) = said(&["--text", "--file", &path, "outline"]);
    in_order(&told, &["1の1の1、記号だけの題。"]);
    let heard = read(
        &["--file", &path, "--file", &path],
        "上\n１４の１の２の予算１\n",
    );
    in_order(
        &heard,
        &["01_umi.md", "14の1の2の予算1という番地はありません。"],
    );
    let heard = read(&[], "第14章\n再掲元\n元に戻す\n一番増えたのは\n");
    in_order(
        &heard,
        &[
            "この章は再掲ではありません。再掲の予算が2件あります。",
            "移る前の場所へは、戻る、",
            "検索しました。\n1、11の2の1の予算1、",
        ],
    );
    let heard = read(&[], "第14章\n99\n12\n");
    in_order(&heard, &["99番はありません。いまの一覧は2件です。\n"]);
    in_order(&heard, &["12番はありません。", "章へは、第12章"]);
}

#[test]
fn two_years_are_compared_by_ear() {
    let folder = tempfile::tempdir().unwrap();
    let (old, new) = years(folder.path());
    let heard = read(
        &["--file", &new, "--compare", &old, "--text"],
        "比較\n1\n比較 廃止\n比較 改称\n",
    );
    in_order(
        &heard,
        &[
            "文書は2件、",
            "比較です。前は",
            "増額1件、減額1件、改称1件、新設1件、廃止1件。",
            "\n1、1の1の1の予算1、消防車の整備。増額。前は2億円、後は3億5千万円。前より1億5千万円増、75.0パーセント増、5件中1件目",
            "無線の整備。減額。前は1億円、後は4千万円。",
            "改称。前の名前は、地域防災リーダー育成事業",
            "見守りの開始。新設。7千万円",
            "古い計画の推進。廃止。前は5千万円",
            "消防車の整備。",
            "古い計画の推進。廃止。",
            "改称。前の名前は、",
        ],
    );
    // The command is no document to compare with.
    let heard = read(&["--file", &new, "--compare", &old], "比較\n");
    in_order(&heard, &["文書は2件、", "比較です。前は"]);
    let heard = read(&[], "比較\n");
    in_order(&heard, &["比べる文書が開いていません。"]);
    let heard = read(
        &["--file", &new, "--file", &old],
        "上\n2\n1\n上\n検索 無線\n",
    );
    in_order(
        &heard,
        &[
            "文書は2件、",
            "開いている文書、2件。\n1、令和",
            "、2件中1件目\n2、令和",
            "を開きました。",
            "無線の検索は、2件。",
        ],
    );
    // Two years have no sum together.
    let heard = read(&["--file", &new, "--file", &old], "検索 無線\nなぜ\n");
    in_order(
        &heard,
        &[
            "の検索は、2件。\n令和",
            "年度は、予算1件、合計",
            "令和",
            "年度は、予算1件、合計",
            "、無線の検索の合計は",
            "、無線の検索の合計は",
        ],
    );
    // A title that has the year is not followed by it.
    assert!(!heard.contains("年度、2件中"), "{heard}");
    let (code, told) = said(&["--text", "diff", &old, &new]);
    assert_eq!(code, 0);
    in_order(
        &told,
        &[
            "比較です。前は",
            "増額1件",
            "消防車の整備。増額。",
            "古い計画の推進。廃止。",
        ],
    );
    assert!(!told.contains("->") && !told.contains('−'), "{told}");
    let bad = folder.path().join("bad.txt");
    std::fs::write(&bad, format!("{NEW}\n【予算】読めない額 3..5億円\n")).unwrap();
    let bad = bad.display().to_string();
    let (_, told) = said(&["--text", "check", &bad]);
    in_order(&told, &["行、"]);
    for line in told.lines() {
        assert!(line.ends_with('。'), "{line}");
    }
    let plain = said(&["check", &bad]).0;
    assert_eq!(said(&["--text", "check", &bad]).0, plain);
}

#[test]
fn relisted_themes_and_measures_lead_to_their_original() {
    let heard = read(&[], "8の1\n再掲元\n戻る\n8の1の1\n再掲元\n2の1\n再掲元\n");
    in_order(
        &heard,
        &[
            "8の1を開きました。",
            "3の3を開きました。",
            "8の1を開きました。",
            "8の1の1を開きました。",
            "3の3の1を開きました。",
            "このテーマは再掲ではありません。",
        ],
    );
}

#[test]
fn words_that_are_said_are_understood() {
    let heard = read(
        &[],
        "予算 財政投融資\n全体\n4部\n14ノ2\n第十四章\n予算 事項要求\nトップ\n先頭\n一覧\n4\n",
    );
    in_order(
        &heard,
        &[
            "文書は、",
            "令和2年度、5部、20章。",
            "文書の先頭の財投、1件。",
            "第4部を開きました。",
            "14の2を開きました。",
            "第14章を開きました。",
            "文書の先頭を開きました。",
            "5部、20章。\n1、",
            "5部中1部目",
            "第4部を開きました。防災 減災、復旧 復興。",
        ],
    );
    let heard = read(&[], "13の1の1の予算1\n14\n99\n");
    in_order(
        &heard,
        &[
            "14番はありません。ここから下に項目はありません。章へは、第14章、のように打ちます。",
            "99番はありません。ここから下に項目はありません。\n",
        ],
    );
    // What an answer says is left out can be asked for by that word.
    let heard = read(&[], "4の3\n内数\n合計\n項目\n事項要求\n");
    in_order(
        &heard,
        &[
            "合計に入れないものは、内数3件。",
            "4の3の内数の予算、3件。",
            "4の3の合計は387億円、",
            "4の3の一覧。",
            "4の3の事項要求、0件。",
        ],
    );
    let heard = read(
        &[],
        "詳しさ 位置なし\n13\n予算 減\n詳しさ 短く\n予算 減\n詳しさ 前年度\n1\n",
    );
    in_order(
        &heard,
        &[
            "位置は言いません。",
            "第13章を開きました。",
            "82.6パーセント減\n2、",
            "短く、です。",
            // Ranked by the fall, so that the fall is told.
            "3億2千万円。元年度より15億2千万円減、82.6パーセント減\n2、",
            "比べる年度は、前年度、と言います。",
        ],
    );
    let heard = read(&[], "詳しさ 前年度\n13\n4の2の1の予算1\n14の2の1の予算1\n");
    in_order(&heard, &["前年度より15億2千万円減", "9千万円、新規。"]);
}

#[test]
fn a_pipe_is_told_whole_texts_but_hits_by_ten() {
    let heard = read(&[], "1の1の1\n読む\ns 災害\n続き\n");
    assert!(!heard.contains("行目。続き"), "{heard}");
    in_order(
        &heard,
        &[
            "災害の検索は、",
            "\n10、",
            "件。続きを聞くには、続き、または more。\n11、",
        ],
    );
}

#[test]
fn nobody_is_sent_to_a_chapter_that_is_not_there() {
    let heard = read(&[], "open 99\n14\nopen 13\n");
    in_order(
        &heard,
        &[
            "99番はありません。いまの一覧は20件です。\n",
            "13番はありません。",
            "第13章、のように",
        ],
    );
    assert!(!heard.contains("第99章"), "{heard}");
}
