//! Which source of a setting wins, and what follows from it.

use clap::Parser;

use super::*;
use crate::cli::args::Arguments;
use crate::config::{Config, Word};

fn global(arguments: &str) -> Global {
    let words = std::iter::once("shisaku").chain(arguments.split_whitespace());
    Arguments::try_parse_from(words).unwrap().global
}

fn terminal() -> Surroundings {
    Surroundings {
        terminal: true,
        typing: true,
        ..Surroundings::default()
    }
}

#[test]
fn the_front_end_follows_terminal_and_wishes() {
    let dumb = Surroundings {
        dumb: true,
        ..terminal()
    };
    let accessible = Surroundings {
        accessible: Some("1".into()),
        ..terminal()
    };
    let pipe = Surroundings::default();
    let fed = Surroundings {
        typing: false,
        ..terminal()
    };
    for (surroundings, arguments, front_end) in [
        (&terminal(), "", FrontEnd::Explorer),
        (&terminal(), "--text", FrontEnd::Reading),
        (&terminal(), "--a11y tui", FrontEnd::PlainExplorer),
        (&dumb, "", FrontEnd::Reading),
        (&dumb, "--a11y tui", FrontEnd::Reading),
        (&accessible, "", FrontEnd::Reading),
        (&accessible, "--a11y off", FrontEnd::Explorer),
        (&fed, "", FrontEnd::Outline),
        (&fed, "--a11y tui", FrontEnd::Outline),
        (&fed, "--file -", FrontEnd::Explorer),
        (&pipe, "", FrontEnd::Outline),
        (&pipe, "--text", FrontEnd::Reading),
    ] {
        assert_eq!(
            surroundings.front_end(&global(arguments)),
            front_end,
            "{arguments} {surroundings:?}"
        );
    }
}

#[test]
fn only_a_person_at_a_terminal_is_asked() {
    assert!(terminal().has_listener());
    for change in [
        |s: &mut Surroundings| s.terminal = false,
        |s: &mut Surroundings| s.typing = false,
        |s: &mut Surroundings| s.ci = true,
    ] {
        let mut surroundings = terminal();
        change(&mut surroundings);
        assert!(!surroundings.has_listener(), "{surroundings:?}");
    }
}

#[test]
fn colour_obeys_no_color_and_dumb_terminals() {
    let no_color = Surroundings {
        no_color: Some("NO_COLOR"),
        ..terminal()
    };
    let dumb = Surroundings {
        dumb: true,
        ..terminal()
    };
    for (surroundings, arguments, color) in [
        (&terminal(), "", true),
        (&terminal(), "--color never", false),
        (&no_color, "", false),
        (&no_color, "--color always", true),
        (&dumb, "--color always", false),
        (&Surroundings::default(), "", false),
        (&Surroundings::default(), "--color always", true),
    ] {
        assert_eq!(surroundings.look(&global(arguments)).color, color);
    }
}

fn with_file(surroundings: &Surroundings, text: &str) -> Surroundings {
    let mut surroundings = surroundings.clone();
    surroundings.config.config = Config::read(text);
    surroundings
}

#[test]
fn option_then_environment_then_file_then_default_for_every_combination() {
    let modes = ["", "text", "tui", "off"];
    let common = ["", "1", "0"];
    for option in modes {
        for own in modes {
            for accessible in common {
                for file in modes {
                    let said = |word: &str| Some(word.to_owned()).filter(|w| !w.is_empty());
                    let surroundings = Surroundings {
                        shisaku_a11y: said(own),
                        accessible: said(accessible),
                        ..terminal()
                    };
                    let text = if file.is_empty() {
                        String::new()
                    } else {
                        format!("# mine\na11y = \"{file}\"\n")
                    };
                    let surroundings = with_file(&surroundings, &text);
                    let typed = if option.is_empty() {
                        String::new()
                    } else {
                        format!("--a11y {option}")
                    };
                    let (word, source) = match (option, own, accessible, file) {
                        ("", "", "1", _) => ("text", Source::Environment("ACCESSIBLE")),
                        ("", "", _, "") => ("off", Source::Default),
                        ("", "", _, word) => (word, Source::File(2)),
                        ("", word, _, _) => (word, Source::Environment("SHISAKU_A11Y")),
                        (word, _, _, _) => (word, Source::Option("--a11y")),
                    };
                    let a11y = surroundings.decide(&global(&typed)).a11y;
                    let case = format!("{option}/{own}/{accessible}/{file}");
                    assert_eq!((a11y.value.word(), a11y.source), (word, source), "{case}");
                    let front_end = match word {
                        "text" => FrontEnd::Reading,
                        "tui" => FrontEnd::PlainExplorer,
                        _ => FrontEnd::Explorer,
                    };
                    assert_eq!(surroundings.front_end(&global(&typed)), front_end, "{case}");
                }
            }
        }
    }
}

#[test]
fn the_file_goes_before_the_locale_and_after_what_was_said_for_this_start() {
    let japanese = Surroundings {
        locale: Some(("LANG", "ja_JP.UTF-8".into())),
        no_color: Some("NO_COLOR"),
        ..terminal()
    };
    let source = |surroundings: &Surroundings, typed: &str| {
        let decided = surroundings.decide(&global(typed));
        (decided.language, decided.color.value)
    };
    let (lang, color) = source(&japanese, "");
    assert_eq!(lang.source, Source::Environment("LANG"));
    assert_eq!(color, When::Never);
    let file = with_file(&japanese, "language = \"en\"\ncolor = \"always\"");
    let (lang, color) = source(&file, "");
    assert_eq!((lang.value, lang.source), (Lang::En, Source::File(1)));
    assert_eq!(color, When::Never, "NO_COLOR goes before the file");
    assert_eq!(file.lang(None), Lang::En);
    let (lang, color) = source(&file, "--lang ja --color always");
    assert_eq!(
        (lang.value, lang.source),
        (Lang::Ja, Source::Option("--lang"))
    );
    assert_eq!(color, When::Always);
}

#[test]
fn a_kept_width_leaves_pipes_alone() {
    let width = |surroundings: &Surroundings, typed: &str| {
        let file = with_file(surroundings, "columns = 40");
        file.look(&global(typed)).width
    };
    assert_eq!(width(&terminal(), ""), Some(40));
    assert_eq!(width(&Surroundings::default(), ""), None);
    assert_eq!(width(&Surroundings::default(), "--width 60"), Some(60));
}

#[test]
fn a_wrong_word_in_the_environment_is_told_and_passed_over() {
    let wrong = Surroundings {
        shisaku_a11y: Some("txet".into()),
        accessible: Some("1".into()),
        ..terminal()
    };
    assert_eq!(wrong.front_end(&global("")), FrontEnd::Reading);
    assert_eq!(
        wrong.complaints(Lang::En),
        [
            "SHISAKU_A11Y cannot be 'txet'; use one of text, tui, off (yes, on, 1, true mean text; no, 0, false mean off)"
        ]
    );
    assert_eq!(terminal().complaints(Lang::En), Vec::<String>::new());
}

#[test]
fn the_language_is_known_before_parsing() {
    let lang = |words: &str| {
        let words: Vec<OsString> = words.split_whitespace().map(Into::into).collect();
        lang_in(&words)
    };
    assert_eq!(lang("show 1 --lang en"), Some(Lang::En));
    assert_eq!(lang("--lang=ja outline"), Some(Lang::Ja));
    assert_eq!(lang("search -- --lang en"), None);
    assert_eq!(lang("--lang"), None);
}
