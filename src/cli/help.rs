//! The arguments' help in the interface's language. The English stands beside the
//! declarations in `cli::args`; a test sees to it that nothing lacks its Japanese.

use clap::{Arg, Command, CommandFactory};

use super::args::Arguments;
use crate::lang::{Lang, Text};

/// Japanese for the commands; the program itself is the empty name.
const COMMANDS: &[(&str, &str)] = &[
    (
        "",
        "省庁の重点施策の文書を読み解く（施策の木、予算の行、合計、増減）",
    ),
    ("outline", "木を一項目一行で出す"),
    ("show", "一つの項目を出す（位置、ページ、本文、予算、増減）"),
    ("search", "題名・事業名・本文を探す"),
    ("totals", "要求額を合計する（二重に数えない）"),
    ("lines", "予算の行をすべて表で出す"),
    (
        "export",
        "木全体（json, markdown）か予算の行すべて（jsonl, csv, tsv, xlsx, parquet）を書き出す",
    ),
    (
        "report",
        "画面で付けた印を、覚え書き・金額・出典とともにMarkdownで書き出す",
    ),
    (
        "chart",
        "項目の図（棒・増減・地図・比較・カード）をSVGか.pngで描く",
    ),
    ("diff", "二つの文書を事業名で比べる"),
    (
        "trace",
        "予算の行のその後を、行政事業レビューのシートと結び付けて出す",
    ),
    ("similar", "似た事業がどの府省庁にあるかを出す"),
    (
        "questions",
        "行政事業レビューへの決まった問いに答える（数え方つき）",
    ),
    (
        "check",
        "規則で説明できない箇所を挙げる（誤りがあれば終了コード1）",
    ),
    (
        "read",
        "一行ずつ読む（スクリーンリーダーや点字端末のため。--text と同じ）",
    ),
    (
        "config",
        "有効な設定とその出どころ、設定ファイルの場所を出す",
    ),
    ("cache", "全画面が読んだ文書を残す場所と、その量を出す"),
    ("completions", "シェルの補完スクリプトを出す"),
    ("man", "マニュアルページを出す"),
    ("licenses", "ライセンスと、配布物に添える表示を出す"),
    ("help", "使い方を出す"),
];

/// Japanese for the arguments: command (empty for those of every command), name, help.
const ARGUMENTS: &[(&str, &str, &str)] = &[
    (
        "",
        "file",
        "内蔵の文書の代わりに読む文書（- は標準入力）。全画面では複数でもよい",
    ),
    (
        "",
        "compare",
        "二つの文書を並べ、前の文書からの違いを見る［既定の新しい方: --file の文書］",
    ),
    (
        "",
        "data",
        "行政事業レビューのデータ（RSシステムのCSVかzip、JUDGITのndjson）。名前だけでもよい",
    ),
    ("", "year", "レビューの予算年度［既定: 最も新しい年度］"),
    ("", "column", "レビューのどの額を見るか［既定: initial］"),
    (
        "",
        "persons",
        "レビューシートの作成責任者の氏名を示す（書き出しにも）",
    ),
    (
        "",
        "lang",
        "画面の言語。文書はそのまま［既定: ロケールによる］",
    ),
    (
        "",
        "color",
        "色を使うか。NO_COLOR と TERM=dumb に従う［既定: auto］",
    ),
    ("", "no_cache", "どの文書も読み直し、キャッシュに残さない"),
    ("", "theme", "全画面の配色［既定: 端末の背景に合わせる］"),
    (
        "",
        "text",
        "スクリーンリーダーや点字端末のための読み上げ向けモードで始める。ほかの命令には文で答える",
    ),
    (
        "",
        "a11y",
        "読み上げ向けモード、簡素な全画面、どちらも使わない（SHISAKU_A11Y でも）",
    ),
    ("", "yomi", "読み上げ向けモードで名称を仮名で示す"),
    (
        "",
        "braille",
        "簡素な全画面で金額を名称より前に示す（点字ディスプレイ向け）",
    ),
    ("", "ascii", "記号と棒をASCIIだけで描く"),
    (
        "",
        "ambiguous_width",
        "①のような幅のあいまいな文字の桁数［既定: auto、端末に尋ねる］",
    ),
    (
        "",
        "unit",
        "文書に単位のない数の単位: 円、千円、万円、百万円、億円",
    ),
    (
        "",
        "base_column",
        "二つの金額の列のうち前年度のもの（ほかに決め手のないとき）: left（左）、right（右）",
    ),
    (
        "",
        "bracket",
        "金額の後の括弧の意味（ほかに決め手のないとき）: base（前年度の額）、change（増減）",
    ),
    (
        "",
        "width",
        "文章をこの桁数で折り返す。0は折り返さない［既定: 端末の幅、パイプでは折り返さない］",
    ),
    ("", "help", "使い方を出す"),
    ("", "version", "版を出す"),
    (
        "outline",
        "address",
        "始める番地。IV, 14, 14.1.2 など［既定: 文書全体］",
    ),
    ("outline", "depth", "この段数だけ出す"),
    ("show", "address", "番地。IV, 14, 14.1.2, 14.1.2.3#1 など"),
    ("show", "source", "代わりに原文の行を行番号つきで出す"),
    ("search", "query", "空白で区切った語と条件"),
    ("search", "limit", "出す件数の上限"),
    ("search", "kind", "この階層のものだけを出す"),
    (
        "search",
        "without",
        "この番地を合計と一覧から除く。14 や 11.2.1#1 など。何度でも指定できる",
    ),
    (
        "search",
        "rule",
        "条件で見つかる予算の行について、語がどこにあればよいか",
    ),
    ("search", "format", "出力の形式"),
    ("totals", "address", "合計する番地［既定: 文書全体］"),
    ("totals", "by", "この階層ごとの合計も出す"),
    (
        "totals",
        "without",
        "この番地を合計と一覧から除く。14 や 11.2.1#1 など。何度でも指定できる",
    ),
    ("totals", "format", "出力の形式"),
    ("lines", "address", "番地［既定: 文書全体］"),
    ("lines", "sort", "並べ方（大きい順）"),
    ("lines", "only", "このどれかに当たる行だけを出す"),
    (
        "lines",
        "query",
        "この検索に当たる行だけを出す（書き方は search と同じ）",
    ),
    (
        "lines",
        "without",
        "この番地を合計と一覧から除く。14 や 11.2.1#1 など。何度でも指定できる",
    ),
    (
        "lines",
        "rule",
        "検索の語がどこにあればよいか（事業名、施策の題まで、上の題と本文すべて）",
    ),
    ("lines", "reverse", "逆に並べる（小さい順）"),
    ("lines", "format", "出力の形式"),
    (
        "lines",
        "raw",
        "csv と tsv のセルを、表計算ソフトが式と取るものもそのまま書く",
    ),
    (
        "export",
        "address",
        "この番地より下だけを書き出す［既定: 文書全体］",
    ),
    (
        "export",
        "only",
        "このどれかに当たる行と、その上の項目だけを書き出す",
    ),
    (
        "export",
        "query",
        "この検索に当たる行だけを書き出す（書き方は search と同じ）",
    ),
    (
        "export",
        "without",
        "この番地を合計と一覧から除く。14 や 11.2.1#1 など。何度でも指定できる",
    ),
    (
        "export",
        "rule",
        "検索の語がどこにあればよいか（事業名、施策の題まで、上の題と本文すべて）",
    ),
    (
        "export",
        "format",
        "出力の形式［既定: --output の名前の終わり、なければ json］",
    ),
    (
        "export",
        "bom",
        "csv と tsv の先頭にBOMを付け、表計算ソフトがUTF-8として読めるようにする",
    ),
    (
        "export",
        "raw",
        "csv と tsv のセルを、表計算ソフトが式と取るものもそのまま書く",
    ),
    (
        "export",
        "partition_by",
        "指定した文書やフォルダーの文書を一つずつ、--output の下に jsonl か parquet で書く。すでにあるものは書かない",
    ),
    ("export", "output", OUTPUT),
    ("export", "force", FORCE),
    ("report", "output", OUTPUT),
    ("report", "force", FORCE),
    ("chart", "kind", "何を描くか"),
    ("chart", "with", "--kind compare のとき、もう一方の番地"),
    ("chart", "dark", "暗い地に描く"),
    ("chart", "output", OUTPUT),
    ("chart", "force", FORCE),
    (
        "chart",
        "address",
        "番地。IV, 14, 14.1.2 など（文書全体は .）",
    ),
    ("diff", "old", "前の文書"),
    ("diff", "new", "後の文書"),
    ("diff", "format", "出力の形式"),
    ("trace", "address", "番地。4.3.2#1, 4.3, 4 など"),
    ("trace", "all", "文書の予算の行すべて"),
    ("trace", "format", "出力の形式"),
    ("similar", "what", "文書の番地か、語"),
    ("similar", "limit", "出す事業の上限"),
    ("similar", "format", "出力の形式"),
    ("questions", "question", "問い［既定: すべて］"),
    ("questions", "limit", "問いごとに出す事業の上限"),
    ("questions", "format", "出力の形式"),
    ("check", "document", "文書［既定: --file の文書］"),
    ("check", "format", "出力の形式"),
    (
        "read",
        "edit",
        "矢印キーで行を直し、前の行を呼び出す（カーソルが動く）",
    ),
    ("config", "path", "設定ファイルの場所だけを出す"),
    ("config", "set", "設定を設定ファイルに残す（例 a11y=text）"),
    ("config", "unset", "設定を設定ファイルから除く"),
    ("config", "format", "出力の形式"),
    ("cache", "clear", "残した文書を消す"),
    ("completions", "shell", "シェル"),
];

const OUTPUT: &str = "標準出力の代わりに書くファイル（- は標準出力）。名前の終わりで形式が決まる";
const FORCE: &str = "ファイルがすでにあれば置き換える";

const EXAMPLES: Text = Text::new(
    "例:
  shisaku                               全画面で開く
  shisaku search 量子暗号               探す
  shisaku totals --by chapter           章ごとの合計
  shisaku lines --sort change --only increased
  shisaku show 14.1.2                   一つの施策
  shisaku export --format csv > a.csv

終了コード: 0 完了、1 見当たらない（check では誤りあり）、2 使い方の誤り、3 読めない文書",
    "Examples:
  shisaku                               open the full screen
  shisaku search 量子暗号               search
  shisaku totals --by chapter           a total for each chapter
  shisaku lines --sort change --only increased
  shisaku show 14.1.2                   one measure
  shisaku export --format csv > a.csv

Exit codes: 0 done, 1 nothing found (check: an error), 2 usage, 3 unreadable document",
);

/// The declared arguments, with help in that language.
#[must_use]
pub fn command(lang: Lang) -> Command {
    let mut command = Arguments::command()
        .after_help(EXAMPLES.get(lang))
        .infer_long_args(false);
    // What building adds (the `help` command, global arguments) is to be worded too.
    command.build();
    match lang {
        Lang::Ja => japanese(command, ""),
        Lang::En => command,
    }
}

fn japanese(command: Command, name: &'static str) -> Command {
    let command = match command_help(name) {
        Some(about) => command.about(about),
        None => command,
    };
    command
        .subcommand_help_heading("命令")
        .help_template("{about}\n\n使い方: {usage}\n\n{all-args}{after-help}")
        .mut_args(|arg| japanese_argument(arg, name))
        .mut_subcommands(|below| {
            let known = COMMANDS
                .iter()
                .find(|(known, _)| *known == below.get_name());
            match known {
                Some((known, _)) => japanese(below, known),
                None => below,
            }
        })
}

fn japanese_argument(arg: Arg, command: &str) -> Arg {
    // Under a heading of their own they would stand by name: the later document before the earlier.
    let arg = match arg.get_index() {
        Some(place) => arg.display_order(place),
        None => arg,
    };
    let heading = if arg.is_positional() {
        "引数"
    } else if arg.get_help_heading().is_some() {
        "どの命令にも使えるオプション"
    } else {
        "オプション"
    };
    let Some(help) = argument_help(command, arg.get_id().as_str()) else {
        return arg.help_heading(heading);
    };
    let values: Vec<String> = arg
        .get_possible_values()
        .iter()
        .map(|value| value.get_name().to_owned())
        .collect();
    let defaults: Vec<String> = arg
        .get_default_values()
        .iter()
        .map(|value| value.to_string_lossy().into_owned())
        .collect();
    let mut help = help.to_owned();
    if !values.is_empty() && arg.get_action().takes_values() {
        help.push_str(&format!("［{}］", values.join(", ")));
    }
    if !defaults.is_empty() && arg.get_action().takes_values() {
        help.push_str(&format!("［既定: {}］", defaults.join(", ")));
    }
    arg.help(help)
        .help_heading(heading)
        .hide_possible_values(true)
        .hide_default_value(true)
}

fn command_help(name: &str) -> Option<&'static str> {
    COMMANDS
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, help)| *help)
}

fn argument_help(command: &str, name: &str) -> Option<&'static str> {
    let of = |owner: &str| {
        ARGUMENTS
            .iter()
            .find(|(command, known, _)| *command == owner && *known == name)
            .map(|(_, _, help)| *help)
    };
    of(command).or_else(|| of(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_declarations_are_sound() {
        command(Lang::Ja).debug_assert();
        command(Lang::En).debug_assert();
    }

    #[test]
    fn everything_is_worded_in_both_languages() {
        let english = command(Lang::En);
        for below in std::iter::once(&english).chain(english.get_subcommands()) {
            let name = if below.get_name() == "shisaku" {
                ""
            } else {
                below.get_name()
            };
            assert!(command_help(name).is_some(), "command {name}");
            assert!(below.get_about().is_some(), "command {name}");
            if name == "help" {
                continue;
            }
            for arg in below.get_arguments() {
                let id = arg.get_id().as_str();
                assert!(argument_help(name, id).is_some(), "argument {name} {id}");
                assert!(arg.get_help().is_some(), "argument {name} {id}");
            }
        }
    }

    #[test]
    fn no_translation_is_left_over() {
        let built = command(Lang::En);
        for (owner, id, _) in ARGUMENTS {
            let command = if owner.is_empty() {
                Some(&built)
            } else {
                built.find_subcommand(owner)
            };
            let found = command.is_some_and(|c| c.get_arguments().any(|a| a.get_id() == *id));
            assert!(found, "{owner} {id}");
        }
    }
}
