//! Completions and the manual page, made from the declarations of the arguments.

use std::io::{self, Write};

use clap_complete::Shell;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::help;
use crate::lang::{Lang, Text};

/// Writes the completion script of a shell.
///
/// # Errors
/// What `out` says.
pub fn completions(out: &mut dyn Write, shell: Shell, lang: Lang) -> io::Result<()> {
    // Into memory first: the generator panics where it cannot write.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut help::command(lang), "shisaku", &mut script);
    out.write_all(&script)
}

/// Writes the program's licence and every notice that goes with a copy of it: of the embedded
/// document, the dictionary, the libraries.
///
/// # Errors
/// What `out` says.
pub fn licenses(out: &mut dyn Write) -> io::Result<()> {
    const NOTICES: [&str; 5] = [
        include_str!("../../LICENSE"),
        include_str!("../../NOTICE"),
        include_str!("../../assets/readings/NOTICE"),
        include_str!("../../assets/near/NOTICE"),
        include_str!("../../assets/licenses.txt"),
    ];
    for (at, notice) in NOTICES.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        out.write_all(notice.as_bytes())?;
    }
    Ok(())
}

const COMMANDS: Text = Text::new("命令", "COMMANDS");
const ENVIRONMENT: Text = Text::new("環境変数", "ENVIRONMENT");
const EXIT: Text = Text::new("終了コード", "EXIT STATUS");

const VARIABLES: &[(&str, Text)] = &[
    (
        "LC_ALL, LC_MESSAGES, LANG",
        Text::new("画面の言語", "language of the interface"),
    ),
    (
        "NO_COLOR",
        Text::new("空でなければ色を使わない", "no colour where it is set"),
    ),
    (
        "TERM=dumb",
        Text::new(
            "制御文字を出さず、読み上げ向けモードで始める",
            "no escape codes; starts the reading mode",
        ),
    ),
    (
        "SHISAKU_A11Y",
        Text::new(
            "text, tui, off（--a11y と同じ）。ACCESSIBLE と設定ファイルより優先",
            "text, tui, off, as --a11y; goes before ACCESSIBLE and the configuration file",
        ),
    ),
    (
        "ACCESSIBLE",
        Text::new("1 なら読み上げ向けモード", "1 starts the reading mode"),
    ),
    (
        "COLORTERM, COLORFGBG",
        Text::new(
            "端末の色数（truecolor）と、尋ねても答えない端末の背景",
            "colours of the terminal (truecolor), and its background where it does not answer",
        ),
    ),
    (
        "VISUAL, EDITOR",
        Text::new("原文を開くエディター", "editor that opens the source"),
    ),
];

const FILES: Text = Text::new("ファイル", "FILES");

const PLACES: &[(&str, Text)] = &[
    (
        "~/.config/shisaku/config.toml",
        Text::new(
            "設定（XDG_CONFIG_HOME に従う。場所は shisaku config --path）",
            "settings (under XDG_CONFIG_HOME; shisaku config --path prints the place)",
        ),
    ),
    (
        "~/.local/state/shisaku/",
        Text::new(
            "前回の位置と印（XDG_STATE_HOME に従う）",
            "place and marks (under XDG_STATE_HOME)",
        ),
    ),
];

const CODES: &[(&str, Text)] = &[
    ("0", Text::new("完了", "done")),
    (
        "1",
        Text::new(
            "見当たらない。check では誤りがある",
            "nothing found; check found an error",
        ),
    ),
    ("2", Text::new("使い方の誤り", "usage")),
    (
        "3",
        Text::new(
            "読めない、または解釈できない文書",
            "unreadable or unparsable input",
        ),
    ),
];

/// Writes the manual page: one page with every command.
///
/// # Errors
/// What `out` says.
pub fn man(out: &mut dyn Write, lang: Lang) -> io::Result<()> {
    let command = help::command(lang);
    let page = Man::new(command.clone());
    page.render_title(out)?;
    page.render_name_section(out)?;
    page.render_synopsis_section(out)?;
    page.render_description_section(out)?;
    page.render_options_section(out)?;
    let mut roff = Roff::new();
    roff.control("SH", [COMMANDS.get(lang)]);
    for below in command.get_subcommands() {
        roff.control("SS", [below.get_name()]);
        let about = below.get_about().map(ToString::to_string);
        roff.text([roman(about.unwrap_or_default())]);
        let own = below
            .get_arguments()
            .filter(|arg| !arg.is_global_set() && arg.get_id() != "help");
        for arg in own {
            roff.control("TP", []);
            roff.text([bold(arg.to_string())]);
            let help = arg.get_help().map(ToString::to_string);
            roff.text([roman(help.unwrap_or_default())]);
        }
    }
    let parts = [(ENVIRONMENT, VARIABLES), (FILES, PLACES), (EXIT, CODES)];
    for (head, entries) in parts {
        roff.control("SH", [head.get(lang)]);
        for (name, what) in entries {
            roff.control("TP", []);
            roff.text([bold(*name)]);
            roff.text([roman(what.get(lang))]);
        }
    }
    roff.to_writer(out)
}
