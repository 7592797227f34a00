//! The questions of the README's tour, each answered from a cold start in a real terminal by
//! the keys that are written there, of which there are at most eight.

#![cfg(unix)]

use crate::support::terminal::Session;

/// Most keys for an answer.
const MOST_KEYS: usize = 8;

/// Starts afresh and types; the keys stand in the README as `written`.
#[track_caller]
fn answer(keys: &str, written: &str) -> Session {
    assert!(keys.chars().count() <= MOST_KEYS, "{keys:?}");
    let readme = include_str!("../../README.md");
    assert!(readme.contains(written), "{written} is not in the README");
    let mut session = Session::start(120, 40, &[]);
    session.wait("IV 防災・減災/復旧・復興");
    session.press(keys);
    session
}

#[test]
fn what_rose_most() {
    let session = answer("Tss", "`T` `s` `s`");
    session.wait("191件  増減順");
    session.wait_until("the largest rise on the first row", |_| {
        let row = session.cursor_row();
        row.starts_with("▌11.2.1#1") && row.contains("地方交付税") && row.contains("+6,000")
    });
}

#[test]
fn what_is_new_in_fire_fighting() {
    let session = answer("/消防 新規\u{14}", "`/` `消防 新規` `Ctrl-t`");
    session.wait("8件 合計5.3億円 (+5.3)");
    session.wait("絞り込み中:消防 新規[名・施策の題]");
    let screen = session.screen();
    let rows = screen.lines().filter(|l| l.contains("新規 ")).count();
    assert!(rows >= 8, "{screen}");
    session.wait("14.2.1#1    消防団の体制に関");
}

#[test]
fn where_else_this_money_is_listed() {
    let session = answer("/降灰\rO", "`/` `降灰` `Enter` `O`");
    session.wait("同じ事業が載っている所");
    session.wait_until("both places with what they are to each other", |screen| {
        let of = |address: &str, word: &str| {
            let mut lines = screen.lines();
            lines.any(|l| l.trim_start_matches('▌').trim().starts_with(address) && l.contains(word))
        };
        of("13.5.2#4 降灰が消防活動", "") && of("14.1.5.2#6 火山噴火に伴う降灰", "再掲")
    });
}

#[test]
fn what_changed_against_last_years_document() {
    // The year before, made from this year's: one request smaller, one programme not yet there.
    let seed = include_str!("../../seeds/000_3bd7bf674129a828.txt");
    let earlier = seed
        .replace(
            "関係人口創出・拡大事業 8.1億円",
            "関係人口創出・拡大事業 5.1億円",
        )
        .replace(
            "【予算】地域経済循環創造事業交付金 14.5億円（元年度 10.0億円）",
            "",
        );
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("last-year.md");
    std::fs::write(&path, earlier).unwrap();
    let readme = include_str!("../../README.md");
    assert!(readme.contains("`shisaku --compare last-year.md`"));
    let mut session = Session::start(120, 40, &["--compare", path.to_str().unwrap()]);
    // The answer is there without a key; one key goes to the largest change.
    session.wait("増減 1  改称 0  新設 1  廃止 0");
    session.wait("[増減] 1.2.1#1 関係人口創出・拡大事業");
    session.press("\r");
    session.wait("二つの文書: 増減  5.1 -> 8.1  +3.0");
}
