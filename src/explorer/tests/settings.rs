//! Settings that change while the explorer runs, and keys of the user's own.

use super::support::Bench;
use crate::explorer::keys::keymap::Keymap;
use crate::explorer::{Action, Command, Effect, Key, Settings, ThemeName};
use crate::lang::Lang;

#[test]
fn themes_are_gone_through_and_chosen() {
    let mut bench = Bench::new();
    for name in ThemeName::ALL {
        assert_eq!(bench.state.settings.theme, name);
        bench.act(Action::Do(Command::NextTheme));
    }
    assert_eq!(bench.state.settings.theme, ThemeName::Auto);
    let bench = Bench::new().keys(":theme-contrast<enter>");
    assert_eq!(bench.state.settings.theme, ThemeName::HighContrast);
    assert_eq!(bench.state.message.as_deref(), Some("配色: 高コントラスト"));
}

#[test]
fn the_mouse_is_switched_off_and_on() {
    let bench = Bench::new().keys(":mouse<enter>");
    assert_eq!(bench.effects, [Effect::Mouse(false)]);
    assert!(!bench.state.settings.mouse);
    let bench = bench.keys(":mouse<enter>");
    assert_eq!(bench.effects, [Effect::Mouse(false), Effect::Mouse(true)]);
}

#[test]
fn rebound_keys_do_show_and_are_hinted_at() {
    let mut keys = Keymap::default();
    keys.rebind("mark", &[Key::char('t')]);
    keys.rebind("help", &[Key::char('H')]);
    let mut bench = Bench::with(
        120,
        40,
        Settings {
            lang: Lang::En,
            ..Settings::default()
        },
    );
    bench.state.keys = keys;
    let bench = bench.keys("m'");
    assert_eq!(
        bench.state.message.as_deref(),
        Some("No marks (t sets one)")
    );
    let bench = bench.keys("t");
    assert_eq!(bench.state.marks.len(), 1);
    let shown = |bench: &Bench| -> Vec<String> {
        let listing = bench.state.listing().unwrap();
        let rows = listing.entries.iter();
        rows.map(|e| format!("{}{}", e.line.text(), e.right.text()))
            .collect()
    };
    let bench = bench.keys("Hmark or unmark");
    assert!(shown(&bench).iter().any(|row| row.starts_with("  t ")));
    let bench = bench.keys("<esc>:mark");
    assert!(shown(&bench).iter().any(|row| row.ends_with(" t")));
}

/// Keys in force where every one that a text names is another than by default.
fn rebound() -> Keymap {
    let mut keys = Keymap::default();
    let named = [
        ("scale", 2),
        ("why", 3),
        ("original", 4),
        ("mark", 5),
        ("text", 6),
        ("copy", 7),
        ("palette", 8),
        ("take-out", 9),
        ("search", 10),
        ("help", 11),
        ("quit", 12),
        ("copy-text", 2),
        ("copy-address", 3),
        ("copy-amount", 4),
        ("copy-citation", 5),
        ("mark-note", 2),
        ("mark-delete", 3),
        ("mark-report", 4),
    ];
    for (word, n) in named {
        assert!(
            keys.rebind(word, &[Key::plain(crate::explorer::Code::F(n))]),
            "{word}"
        );
    }
    keys
}

#[test]
fn texts_name_the_keys_in_force() {
    let do_it = |bench: &mut Bench, command| bench.act(crate::explorer::Action::Do(command));
    for lang in [Lang::Ja, Lang::En] {
        let settings = Settings {
            lang,
            ..Settings::default()
        };
        let mut bench = Bench::with(120, 40, settings);
        // What the panel showed before a change is not kept.
        assert!(bench.panel().contains("[w]"));
        bench.state.keys = rebound();
        bench.state.changed();
        let panel = bench.panel();
        assert!(panel.contains(" [F3]: "), "{panel}");
        assert!(!panel.contains("[L]") && !panel.contains("[w]"), "{panel}");
        let relisted = bench.node("14.1.5.2#6");
        bench.act(crate::explorer::Action::Go(relisted));
        let panel = bench.panel();
        assert!(
            panel.contains(" [F2]: ") && panel.contains(" [F4]: ") && !panel.contains("[o]"),
            "{panel}"
        );
        do_it(&mut bench, Command::Marks);
        assert!(bench.said().contains("F5"), "{}", bench.said());
        do_it(&mut bench, Command::TakeOut);
        assert!(bench.said().contains("F9"), "{}", bench.said());
        do_it(&mut bench, Command::Help);
        let help = bench.entries().join("\n");
        assert!(help.contains("F6") && !help.contains(" r,"), "{help}");
        assert!(!help.contains("には r"), "{help}");
        let copy = match lang {
            Lang::Ja => "F2 本文・F3 番地・F4 金額・F5 出典",
            Lang::En => "F2 text, F3 address, F4 amount, F5 citation",
        };
        assert!(help.contains(copy), "{help}");
        do_it(&mut bench, Command::Escape);
        do_it(&mut bench, Command::Palette);
        let palette = bench.entries().join("\n");
        assert!(
            palette.contains("F8") && !palette.contains(":14.1.2"),
            "{palette}"
        );
    }
}

#[test]
fn what_has_no_key_is_named_by_nothing_or_its_word() {
    let mut bench = Bench::new();
    bench.state.keys.rebind("scale", &[]);
    bench.state.keys.rebind("why", &[]);
    let panel = bench.panel();
    assert!(panel.contains("合計に含めないもの: "), "{panel}");
    let line = bench.node("1.2.1#1");
    bench.act(crate::explorer::Action::Go(line));
    let panel = bench.panel();
    assert!(panel.contains("目盛: 線形"), "{panel}");
}
