//! What a file's text does.

use super::*;
use crate::explorer::{Key, Scale, ThemeName};
use crate::lang::Lang;
use crate::ledger::Counting;
use crate::text::Unit;

fn warnings(text: &str) -> Vec<String> {
    let config = Config::read(text);
    let line = |c: &Complaint| format!("{}: {}", c.line, c.describe(Lang::En));
    config.complaints.iter().map(line).collect()
}

fn decided(text: &str) -> Decided {
    decide(&[&Config::read(text).layer])
}

#[test]
fn every_setting_is_read_with_its_line() {
    let text = "# all of them\nlanguage = \"en\"\ntheme = \"dark\"\ncolor = \"never\"\n\
        scale = \"logarithmic\"\nunit = \"百万円\"\ncounting = \"as-printed\"\nascii = true\n\
        ambiguous_width = 2\nmouse = false\na11y = \"tui\"\nyomi = true\ncolumns = 40\n\
        year_before = true\n";
    assert_eq!(warnings(text), Vec::<String>::new());
    let now = decided(text);
    assert_eq!(now.language.value, Lang::En);
    assert_eq!(now.theme.value, ThemeName::Dark);
    assert_eq!(now.color.value, When::Never);
    assert_eq!(now.scale.value, Scale::Logarithmic);
    assert_eq!(now.unit.value, Unit::Million);
    assert_eq!(now.counting.value, Counting::AsPrinted);
    assert!(now.ascii.value && now.yomi.value && now.year_before.value && !now.mouse.value);
    assert_eq!(now.ambiguous_width.value, AmbiguousWidth::Two);
    assert_eq!(now.a11y.value, A11y::Tui);
    assert_eq!(now.columns.value, Some(40));
    for (i, name) in [
        Name::Language,
        Name::Theme,
        Name::Color,
        Name::Scale,
        Name::Unit,
        Name::Counting,
        Name::Ascii,
        Name::AmbiguousWidth,
        Name::Mouse,
        Name::A11y,
        Name::Yomi,
        Name::Columns,
        Name::YearBefore,
    ]
    .into_iter()
    .enumerate()
    {
        assert_eq!(now.entry(name).1, &Source::File(i + 2), "{name:?}");
    }
    assert_eq!(now.entries().count(), 13, "NAMES lists every setting");
}

#[test]
fn every_word_of_every_setting_is_taken_and_shown_again() {
    for (name, key, _) in NAMES {
        for word in name.words() {
            let word = if *name == Name::Columns { "77" } else { word };
            let text = set("", *name, word).unwrap();
            assert_eq!(warnings(&text), Vec::<String>::new());
            assert_eq!(decided(&text).entry(*name).0, word, "{key}");
        }
    }
    let words = [("unit", "oku"), ("unit", "yen"), ("theme", "color-blind")];
    for (key, word) in words {
        assert_eq!(warnings(&format!("{key} = '{word}'")), Vec::<String>::new());
    }
}

#[test]
fn what_is_unknown_is_told_with_line_and_the_nearest_and_the_rest_holds() {
    let text = "langauge = \"en\"\n\ntheme = \"drak\"\nscale = \"log\"\ncolumns = 5\n\
        ascii = \"yes\"\nunit = [1]\n[keys]\nqiut = \"Q\"\nmark = \"Hyper-x\"\n";
    assert_eq!(
        warnings(text),
        [
            "1: there is no setting 'langauge'; the nearest is 'language'",
            "3: theme cannot be 'drak'; the nearest is 'dark' (one of auto, light, dark, high-contrast, colour-blind, 16)",
            "5: columns cannot be '5'; use a whole number from 20 to 1000",
            "6: ascii cannot be 'yes'; the nearest is 'true' (one of true, false)",
            "7: unit cannot be '[1]'; use one of 億円, 百万円, 円",
            "9: there is no action 'qiut'; the nearest is 'quit'",
            "10: 'Hyper-x' is no key for mark; write it as \"q\", \"Ctrl-d\", \"PgUp\" or \"F1\"",
        ]
    );
    assert_eq!(decided(text).scale.value, Scale::Logarithmic);
    let keys = Config::read(text).keymap();
    let mark = keys.rows().iter().find(|r| r.binding.word == "mark");
    assert_eq!(mark.unwrap().keys, [Key::char('m')]);
}

#[test]
fn a_damaged_file_keeps_its_good_lines() {
    let text = "unit = \"円\"\ntheme = = \"dark\"\nscale = \"log\nascii = true\n";
    let config = Config::read(text);
    let lines: Vec<usize> = config.complaints.iter().map(|c| c.line).collect();
    assert!(
        lines.contains(&2) && lines.iter().all(|l| (2..=3).contains(l)),
        "{:?}",
        warnings(text)
    );
    let now = decided(text);
    assert_eq!(now.unit.value, Unit::Yen);
    assert!(now.ascii.value, "what follows the damage holds");
    assert_eq!(now.scale.value, Scale::Linear);
    // Setting twice is damage too.
    assert_eq!(warnings("ascii = true\nascii = false\n").len(), 1);
}

#[test]
fn no_text_at_all_stops_it() {
    for text in [
        "",
        "\u{feff}",
        "\0",
        "[",
        "[[[",
        "=",
        "keys = 3",
        "[keys]\n[keys]",
        "x.y.z = 1",
        "\"\u{1b}[31m\" = 1",
        "a = \"\"\"",
        "[keys]\nquit = {a=1}",
        "日本 = \"語\"\r\n\r\n]",
    ] {
        for complaint in Config::read(text).complaints {
            assert!(complaint.line >= 1);
            for lang in [Lang::Ja, Lang::En] {
                assert!(!complaint.describe(lang).contains('\n'), "{text:?}");
            }
        }
    }
    assert_eq!(warnings("\u{feff}ascii = true").len(), 0);
}

#[test]
fn keys_change_places_and_one_key_for_two_is_told() {
    let config = Config::read("[keys]\nquit = \"m\"\nmark = [\"q\", \"Ctrl-t\"]\nhelp = []\n");
    assert_eq!(config.complaints, []);
    let shown = |config: &Config, word: &str| {
        let keys = config.keymap();
        let row = keys.rows().iter().find(|r| r.binding.word == word).unwrap();
        (row.key_names(), row.rebound)
    };
    assert_eq!(shown(&config, "quit"), ("m Ctrl-c".to_owned(), true));
    assert_eq!(shown(&config, "mark"), ("q Ctrl-t".to_owned(), true));
    assert_eq!(shown(&config, "help"), (String::new(), true));
    let text = "[keys]\nsearch = \"w\"\nfilter = \"w\"\ntable = \"Ctrl-c\"\n";
    assert_eq!(
        warnings(text),
        [
            "2: the key w is also that of why; search has it now, so give why another",
            "3: the key w is also that of search; filter has it now, so give search another",
            "4: Ctrl-c always quits; give table another key",
        ]
    );
    assert_eq!(shown(&Config::read(text), "why").0, "");
    assert_eq!(shown(&Config::read(text), "quit").0, "q Ctrl-c");
}

#[test]
fn the_first_layer_that_speaks_decides() {
    let option = Layer {
        theme: Some(Chosen::option(ThemeName::Light, "--theme")),
        ..Layer::default()
    };
    let environment = Layer {
        theme: Some(Chosen::environment(ThemeName::Dark, "X")),
        a11y: Some(Chosen::environment(A11y::Text, "SHISAKU_A11Y")),
        ..Layer::default()
    };
    let file = Config::read("theme = '16'\na11y = 'tui'\nmouse = false").layer;
    let now = decide(&[&option, &environment, &file]);
    assert_eq!(now.theme, Chosen::option(ThemeName::Light, "--theme"));
    assert_eq!(now.a11y.source, Source::Environment("SHISAKU_A11Y"));
    assert_eq!(
        (now.mouse.value, &now.mouse.source),
        (false, &Source::File(3))
    );
    assert_eq!(now.scale.source, Source::Default);
}

#[test]
fn many_mistakes_are_told_in_few_lines() {
    let mut text = "x = 1\n".repeat(3000);
    text.push_str(&format!("{} = 1\n", "y".repeat(100_000)));
    for text in [text, "= [\n".repeat(3000)] {
        let complaints = Config::read(&text).complaints;
        assert!(complaints.len() <= 21);
        for complaint in complaints {
            assert!(complaint.describe(Lang::En).len() < 500);
        }
    }
    let complaints = warnings(&(0..30).map(|n| format!("x{n} = 1\n")).collect::<String>());
    assert_eq!(
        complaints[20],
        "21: 10 more things are wrong; mend those above first"
    );
}

#[test]
fn a_setting_changes_and_the_rest_of_the_file_stays() {
    let text = "# mine\ntheme = \"dark\"  # at night\r\n\n[keys] # below\nquit = \"Q\"\n";
    assert_eq!(
        set(text, Name::Theme, "light").unwrap(),
        text.replace("dark", "light")
    );
    assert_eq!(
        set("a11y = \"off\"\n# end", Name::Yomi, "true").unwrap(),
        "a11y = \"off\"\nyomi = true\n# end"
    );
    assert_eq!(
        set("a11y = \"off\"", Name::Columns, "40").unwrap(),
        "a11y = \"off\"\ncolumns = 40\n"
    );
    assert_eq!(
        set("[keys]\nquit = \"Q\"\n", Name::A11y, "text").unwrap(),
        "a11y = \"text\"\n\n[keys]\nquit = \"Q\"\n"
    );
    assert_eq!(
        set("# only\n", Name::A11y, "text").unwrap(),
        "# only\na11y = \"text\"\n"
    );
    assert_eq!(
        unset("# mine\nascii = true # x\nyomi = true", Name::Ascii).unwrap(),
        "# mine\nyomi = true"
    );
    assert_eq!(unset("# mine", Name::Ascii).unwrap(), "# mine");
    // Below the head of a table, be it one of a list, nothing is written.
    for text in ["[[x]]\na = 1\n", "[x]\n[[x.y]]\na = 1\n", " [[ x ]]\n"] {
        let set = set(text, Name::Yomi, "true").unwrap();
        assert_eq!(set, format!("yomi = true\n\n{text}"));
    }
    for text in [
        "a.b = 1\n",
        "a = [{b = 1},\n {}]\n",
        "\"a\" = {b = 1} # [x]\n",
    ] {
        let set = set(&format!("{text}[[x]]\na = 1\n"), Name::Yomi, "true").unwrap();
        assert_eq!(set, format!("{text}yomi = true\n[[x]]\na = 1\n"));
    }
    for text in ["\n[[theme]]\na = 1", "\n[theme]", "\ntheme.a = 1"] {
        let why = set(text, Name::Theme, "dark").unwrap_err();
        assert_eq!(why.complaint().line, 2, "{text}");
        assert!(unset(text, Name::Theme).is_err());
    }
    assert!(matches!(
        set("", Name::Theme, "pink"),
        Err(EditError::Value(..))
    ));
    assert!(matches!(
        set("", Name::Theme, "dark\"\nx=\"1"),
        Err(EditError::Value(..))
    ));
    assert!(matches!(
        set("a = = 1", Name::Ascii, "true"),
        Err(EditError::Damaged(_))
    ));
}

#[test]
fn keys_that_a_terminal_cannot_send_are_refused_with_the_reason() {
    let config = Config::read(
        "[keys]\nforward = [\"Ctrl-i\", \"F5\"]\nmark = \"Ctrl-m\"\nback = \"Ctrl-j\"\n",
    );
    let said: Vec<String> = config
        .complaints
        .iter()
        .map(|complaint| complaint.describe(Lang::En))
        .collect();
    assert_eq!(said.len(), 3, "{said:?}");
    assert!(
        said[0].contains("Ctrl-i") && said[0].contains("Tab"),
        "{said:?}"
    );
    assert!(
        said[1].contains("Ctrl-m") && said[1].contains("Enter"),
        "{said:?}"
    );
    let keymap = config.keymap();
    let keys = |word: &str| {
        let row = keymap.rows().iter().find(|row| row.binding.word == word);
        row.map(crate::explorer::keys::keymap::Row::key_names)
    };
    assert_eq!(keys("forward").as_deref(), Some("F5"));
    assert_eq!(keys("mark").as_deref(), Some("m"), "the usual key stays");
}

#[test]
fn no_word_is_suggested_that_has_nothing_to_do_with_what_was_written() {
    for (text, named, not) in [
        ("nosuch = 1", "language, a11y", "nearest"),
        ("langage = \"ja\"", "nearest is 'language'", "a11y,"),
        ("theme = \"xyzzy\"", "one of auto", "nearest"),
        ("[keys]\nqwertz = \"q\"", "shisaku man", "nearest"),
        (
            "[keys]\nserch = \"q\"",
            "nearest is 'search'",
            "shisaku man",
        ),
    ] {
        let config = Config::read(text);
        let said = config.complaints[0].describe(Lang::En);
        assert!(said.contains(named) && !said.contains(not), "{said}");
    }
}
