//! One sum in the full screen, in the reading mode and in the plain commands, whatever is taken
//! out of it or narrowed.

#![cfg(unix)]

use std::process::{Command, Stdio};

use crate::support::terminal::Session;
use shisaku::output::totals::TotalsJson;

fn plain(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_shisaku"))
        .args(arguments)
        .env_clear()
        .env("LANG", "ja_JP.UTF-8")
        .env("XDG_CONFIG_HOME", env!("CARGO_TARGET_TMPDIR"))
        .stdin(Stdio::null())
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// 億円 as the plain command has it, with its thousands apart.
fn sum_without(address: &str) -> String {
    let json = plain(&["totals", "--format", "json", "--without", address]);
    let totals: TotalsJson = serde_json::from_str(&json).unwrap();
    let (whole, part) = totals.figures.request_total_oku.split_once('.').unwrap();
    let (thousands, rest) = whole.split_at(whole.len() - 3);
    format!("{thousands},{rest}.{part}")
}

#[test]
fn what_is_taken_out_is_out_of_every_sum_in_a_real_terminal() {
    let sum = sum_without("11.2.1#1");
    let mut session = Session::start(120, 40, &[]);
    session.wait("IV 防災・減災/復旧・復興");
    session.press(":11.2.1#1\r");
    session.wait("予算 11.2.1#1");
    session.press("-");
    session.wait("合計から除きました");
    session.press("g");
    session.wait("地方交付税（地方公共団…を除く");
    session.wait(&format!("合計{sum}億円"));
    session.wait(&format!("要求額の合計 {sum}億円"));
    session.wait_until("the sum in the root's row", |_| {
        session.cursor_row().contains(&sum)
    });
    // The ear hears the same sum.
    session.press("r");
    session.wait("全体> ");
    session.press("read figures\r");
    session.wait("合計5,665億4千万円");
    session.wait("を除いた合計です");
    session.press("screen\r");
    session.wait("地方交付税（地方公共団…を除く");
    session.press(":11.2.1#1\r");
    session.wait("予算 11.2.1#1");
    session.press("-");
    session.wait("合計に戻しました");
    session.wait("173,665.4");
    session.press("q");
    assert_eq!(session.exit_code(), 0);
}

#[test]
fn a_narrow_terminal_says_what_is_taken_out_and_what_is_narrowed() {
    let mut session = Session::start(80, 24, &[]);
    session.wait("IV 防災・減災");
    session.press("/!地方交付税\t");
    session.wait("目次  絞り込み中");
    session.press("g");
    session.wait("絞り込み中: !地方交付税");
    session.wait_until("the sum of what is shown in the root's row", |screen| {
        session.cursor_row().contains("5,665.4") && !screen.contains("173,665.4")
    });
    session.press("\u{1b}");
    session.wait("173,665.4");
}
