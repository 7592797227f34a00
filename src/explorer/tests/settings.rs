//! Settings that change while the explorer runs, and keys of the user's own.

use super::support::Bench;
use crate::explorer::keymap::Keymap;
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
