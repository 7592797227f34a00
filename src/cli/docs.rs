//! The manual page, made from the declarations of the arguments and the tables of the help; the
//! notices.

use std::io::{self, Write};

use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::help;
use crate::explorer::keys::keymap::{Context, heading};
use crate::explorer::{Keymap, words};
use crate::lang::{Lang, Text};
use crate::search::SYNTAX;

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
const KEYS: Text = Text::new("全画面のキー", "KEYS");
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

/// Writes the manual page: one page with every command, every key and the query language.
///
/// # Errors
/// What `out` says.
pub fn man(out: &mut dyn Write, lang: Lang) -> io::Result<()> {
    let command = help::command(lang);
    let page = Man::new(command.clone());
    let mut head = Vec::new();
    page.render_title(&mut head)?;
    // Ragged, not hyphenated: Japanese has no blanks that could be stretched.
    head.extend_from_slice(b".nh\n.ad l\n");
    page.render_name_section(&mut head)?;
    out.write_all(&head)?;
    let mut text = Vec::new();
    page.render_synopsis_section(&mut text)?;
    page.render_description_section(&mut text)?;
    page.render_options_section(&mut text)?;
    let mut roff = Roff::new();
    commands(&mut roff, &command, lang);
    keys(&mut roff, lang);
    roff.control("SH", [words::QUERY_LANGUAGE.get(lang)]);
    for (example, what) in SYNTAX {
        entry(&mut roff, example, what.get(lang));
    }
    let parts = [(ENVIRONMENT, VARIABLES), (FILES, PLACES), (EXIT, CODES)];
    for (head, entries) in parts {
        roff.control("SH", [head.get(lang)]);
        for (name, what) in entries {
            entry(&mut roff, name, what.get(lang));
        }
    }
    roff.to_writer(&mut text)?;
    out.write_all(breakable(&String::from_utf8_lossy(&text)).as_bytes())
}

fn entry(roff: &mut Roff, name: &str, what: &str) {
    roff.control("TP", []);
    roff.text([bold(name)]);
    roff.text([roman(what)]);
}

fn commands(roff: &mut Roff, command: &clap::Command, lang: Lang) {
    roff.control("SH", [COMMANDS.get(lang)]);
    for below in command.get_subcommands() {
        roff.control("SS", [below.get_name()]);
        let about = below.get_about().map(ToString::to_string);
        roff.text([roman(about.unwrap_or_default())]);
        let own = below
            .get_arguments()
            .filter(|arg| !arg.is_global_set() && arg.get_id() != "help");
        for arg in own {
            let help = arg.get_help().map(ToString::to_string);
            entry(roff, &arg.to_string(), &help.unwrap_or_default());
        }
    }
}

/// The keys of the explorer, of the table that its help shows.
fn keys(roff: &mut Roff, lang: Lang) {
    const CONTEXTS: [Context; 6] = [
        Context::Main,
        Context::Copying,
        Context::List,
        Context::Marks,
        Context::Findings,
        Context::Field,
    ];
    let keymap = Keymap::default();
    roff.control("SH", [KEYS.get(lang)]);
    for context in CONTEXTS {
        roff.control("SS", [keymap.filled(heading(context).get(lang)).as_str()]);
        let rows = keymap.rows().iter();
        for row in rows.filter(|row| row.binding.context == context && !row.keys.is_empty()) {
            let what = keymap.filled(row.binding.text.get(lang));
            entry(roff, &row.key_names(), &what);
        }
    }
}

/// Lines of text with a break allowed wherever Japanese allows one: troff breaks at blanks only,
/// and would put a sentence on one line. `\:` is a break that shows nothing.
fn breakable(page: &str) -> String {
    let mut out = String::with_capacity(page.len() * 2);
    for line in page.lines() {
        if line.starts_with(['.', '\'']) {
            out.push_str(line);
        } else {
            let mut from = 0;
            for (at, _) in unicode_linebreak::linebreaks(line) {
                let part = line.get(from..at).unwrap_or_default();
                out.push_str(part);
                let is_wide = |c: Option<char>| c.is_some_and(|c| c.len_utf8() == 3);
                let next = line.get(at..).unwrap_or_default().chars().next();
                if next.is_some() && (is_wide(part.chars().next_back()) || is_wide(next)) {
                    out.push_str("\\:");
                }
                from = at;
            }
        }
        out.push('\n');
    }
    out
}
