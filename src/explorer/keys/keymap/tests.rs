//! The key table: no key twice, every key told, full-width twins, rebinding.

use super::*;
use std::collections::HashSet;

#[test]
fn no_key_means_two_things_in_one_context() {
    let mut seen = HashSet::new();
    for binding in TABLE {
        for key in binding.keys {
            assert!(
                seen.insert((binding.context, *key)),
                "{key} in {:?}",
                binding.context
            );
        }
    }
}

#[test]
fn both_readmes_have_the_names_that_the_palette_has_not() {
    for readme in [
        include_str!("../../../../README.md"),
        include_str!("../../../../README.ja.md"),
    ] {
        for binding in TABLE.iter().filter(|b| b.context != Context::Main) {
            let word = format!("`{}`", binding.word);
            assert!(readme.contains(&word), "{word}");
        }
    }
}

#[test]
fn both_readmes_name_every_key() {
    // What people know from everywhere, and keys that stand as a span.
    let known = ["2", "3", "4", "5"];
    for readme in [
        include_str!("../../../../README.md"),
        include_str!("../../../../README.ja.md"),
    ] {
        for binding in TABLE.iter().filter(|b| b.context == Context::Main) {
            let Some(key) = binding.keys.first().map(ToString::to_string) else {
                continue;
            };
            let named = readme.contains(&format!("`{key}`"));
            assert!(
                named || known.contains(&key.as_str()),
                "{key}: {}",
                binding.word
            );
        }
    }
}

#[test]
fn no_key_is_listed_that_cannot_arrive() {
    for binding in TABLE {
        for key in binding.keys {
            assert_eq!(key.arrives_as(), None, "{key} of {}", binding.word);
        }
    }
}

#[test]
fn every_row_is_described_in_both_languages_and_has_its_own_word() {
    let mut words = HashSet::new();
    for binding in TABLE {
        assert!(!binding.text.ja.is_empty() && !binding.text.en.is_empty());
        assert!(binding.text.en.is_ascii(), "{}", binding.text.en);
        assert!(words.insert(binding.word), "{}", binding.word);
    }
}

#[test]
fn full_width_keys_are_found_but_a_field_takes_them_as_text() {
    let keys = Keymap::default();
    assert_eq!(keys.lookup(&[Main], Key::char('ｊ')), Some(Down));
    assert_eq!(keys.lookup(&[Main], Key::char('？')), Some(Help));
    assert_eq!(keys.lookup(&[Field], Key::char('ｊ')), None);
    assert_eq!(
        keys.lookup(&[MarkList, List], Key::char('ｄ')),
        Some(DeleteMark)
    );
}

#[test]
fn a_rebound_key_is_taken_from_its_owner_and_the_way_out_stays() {
    let mut keys = Keymap::default();
    let mark = keys.other_owner("search", Key::char('m'));
    assert_eq!(mark.map(|row| row.binding.word), Some("mark"));
    assert!(keys.rebind("search", &[Key::char('m'), Key::ctrl('c')]));
    assert!(keys.rebind("quit", &[Key::char('Q')]));
    assert!(!keys.rebind("quite", &[]));
    assert_eq!(keys.lookup(&[Main], Key::char('m')), Some(Search));
    assert_eq!(keys.lookup(&[Main], Key::char('/')), None);
    assert_eq!(keys.lookup(&[Main], Key::char('q')), None);
    assert_eq!(keys.lookup(&[Main], Key::char('Ｑ')), Some(Quit));
    assert_eq!(keys.lookup(&[Main], ALWAYS_QUITS), Some(Quit));
    // The same key in another context is another key.
    assert_eq!(keys.lookup(&[List], Key::char('q')), Some(Escape));
}

#[test]
fn hints_name_the_keys_in_force() {
    let mut keys = Keymap::default();
    assert_eq!(keys.filled("{help} keys  {quit}"), "? keys  q");
    keys.rebind("help", &[Key::char('H')]);
    keys.rebind("mark", &[]);
    assert_eq!(keys.filled("{help}, {mark}, {x"), "H, :mark, {x");
}
