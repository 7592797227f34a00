//! The configuration file as users meet it: what is in force, what is told, what is kept.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use shisaku::config::{Config, NAMES};

/// A user with a home of their own.
struct User {
    home: tempfile::TempDir,
}

impl User {
    fn new() -> Self {
        Self {
            home: tempfile::tempdir().unwrap(),
        }
    }

    fn with(text: &str) -> Self {
        let user = Self::new();
        fs::create_dir_all(user.file().parent().unwrap()).unwrap();
        fs::write(user.file(), text).unwrap();
        user
    }

    fn file(&self) -> PathBuf {
        self.home.path().join("shisaku").join("config.toml")
    }

    fn kept(&self) -> String {
        fs::read_to_string(self.file()).unwrap()
    }

    fn run_in(&self, environment: &[(&str, &str)], arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_shisaku"));
        command.args(arguments).env_clear().stdin(Stdio::null());
        for name in ["HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"] {
            command.env(name, self.home.path());
        }
        for (name, value) in environment {
            command.env(name, value);
        }
        command.output().unwrap()
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.run_in(&[("LANG", "en_US.UTF-8")], arguments)
    }
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Value and source of a setting in the JSON form.
fn setting(output: &Output, name: &str) -> (String, Value) {
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    let all = json["settings"].as_array().unwrap().clone();
    let found = all.into_iter().find(|s| s["name"] == name).unwrap();
    let value = found["value"].as_str().unwrap().to_owned();
    (value, found["source"].clone())
}

#[test]
fn without_a_file_the_defaults_are_shown_with_the_path() {
    let user = User::new();
    let output = user.run(&["config"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(err(&output), "");
    let text = out(&output);
    let path = user.file().display().to_string();
    let first = text.lines().next().unwrap();
    assert_eq!(first, format!("configuration file: {path} (not there yet)"));
    for (_, key, about) in NAMES {
        let row = text.lines().find(|l| l.starts_with(&format!("{key} ")));
        let row = row.unwrap_or_else(|| panic!("{key}:\n{text}"));
        assert!(row.ends_with(about.en), "{row}");
    }
    assert_eq!(out(&user.run(&["config", "--path"])), format!("{path}\n"));
    assert!(!user.file().exists(), "nothing is made by looking");
    let japanese = user.run_in(&[("LANG", "ja_JP.UTF-8")], &["config"]);
    assert!(out(&japanese).contains("環境変数 LANG"));
    assert!(out(&japanese).contains("（まだありません）"));
}

#[test]
fn each_setting_says_where_it_comes_from() {
    let user = User::with("\ntheme = \"dark\"\nlanguage = \"ja\"\n");
    let json = |environment: &[(&str, &str)], arguments: &[&str]| {
        let arguments = [&["config", "--format", "json"][..], arguments].concat();
        let output = user.run_in(environment, &arguments);
        assert_eq!(output.status.code(), Some(0));
        output
    };
    let output = json(&[("LANG", "en_US.UTF-8"), ("NO_COLOR", "1")], &[]);
    let (theme, source) = setting(&output, "theme");
    assert_eq!((theme.as_str(), &source["kind"]), ("dark", &"file".into()));
    assert_eq!(source["line"], 2);
    assert_eq!(setting(&output, "language").1["line"], 3);
    assert_eq!(setting(&output, "color").1["name"], "NO_COLOR");
    assert_eq!(setting(&output, "mouse").1["kind"], "default");
    let output = json(&[("SHISAKU_A11Y", "tui")], &["--theme", "light"]);
    let (theme, source) = setting(&output, "theme");
    assert_eq!(
        (theme.as_str(), &source["name"]),
        ("light", &"--theme".into())
    );
    assert_eq!(setting(&output, "a11y").0, "tui");
}

#[test]
fn what_is_wrong_is_told_once_each_and_stops_nothing() {
    let user = User::with("thme = \"dark\"\nascii = true\n[keys]\nquitt = \"Q\"\nunit = = 3\n");
    let path = user.file().display().to_string();
    let told = [
        format!("shisaku: {path}:1: there is no setting 'thme'; the nearest is 'theme'"),
        format!("shisaku: {path}:4: there is no action 'quitt'; the nearest is 'quit'"),
    ];
    let output = user.run(&["show", "1.1.1#1"]);
    assert_eq!(output.status.code(), Some(0));
    let lines: Vec<String> = err(&output).lines().map(str::to_owned).collect();
    assert_eq!(lines.len(), 3, "{lines:?}");
    assert_eq!(lines[..2], told);
    assert!(lines[2].starts_with(&format!("shisaku: {path}:5: is no TOML")));
    assert!(
        out(&output).is_ascii() || !out(&output).contains('›'),
        "ascii holds"
    );
    let output = user.run(&["config", "--format", "json"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(setting(&output, "ascii").0, "true");
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["diagnostics"].as_array().unwrap().len(), 3);
    // Help and completions are asked for by programs too.
    assert_eq!(err(&user.run(&["--help"])), "");
}

#[test]
fn a_file_that_cannot_be_read_costs_one_line() {
    let user = User::new();
    fs::create_dir_all(user.file()).unwrap();
    let output = user.run(&["totals"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(err(&output).lines().count(), 1);
    assert!(err(&output).contains("config.toml"));
    let binary = User::with("");
    fs::write(binary.file(), b"\xff\xfe\x00").unwrap();
    let output = binary.run(&["totals"]);
    assert_eq!(
        (output.status.code(), err(&output).lines().count()),
        (Some(0), 1)
    );
}

#[test]
fn a_setting_is_asked_for_once_and_kept() {
    let user = User::with("# mine\nyomi = true # kana\n\n[keys]\nquit = \"Q\"\n");
    let output = user.run(&["config", "--set", "a11y=text", "--set", "yomi = false"]);
    assert_eq!(
        (output.status.code(), err(&output)),
        (Some(0), String::new())
    );
    assert_eq!(
        user.kept(),
        "# mine\nyomi = false # kana\na11y = \"text\"\n\n[keys]\nquit = \"Q\"\n"
    );
    assert_eq!(
        user.run(&["config", "--unset", "yomi"]).status.code(),
        Some(0)
    );
    assert_eq!(
        user.kept(),
        "# mine\na11y = \"text\"\n\n[keys]\nquit = \"Q\"\n"
    );
    let fresh = User::new();
    assert_eq!(
        fresh.run(&["config", "--set", "a11y=text"]).status.code(),
        Some(0)
    );
    assert_eq!(fresh.kept(), "a11y = \"text\"\n");
    assert_eq!(
        fresh
            .run(&["config", "--set", "year_before=true"])
            .status
            .code(),
        Some(0)
    );
    assert_eq!(fresh.kept(), "a11y = \"text\"\nyear_before = true\n");
    let beside = fs::read_dir(fresh.file().parent().unwrap()).unwrap();
    assert_eq!(beside.count(), 1, "nothing is left beside the file");
}

#[test]
fn a_wish_that_makes_no_sense_changes_nothing() {
    let user = User::with("yomi = true\n");
    for (arguments, mend) in [
        (&["--set", "theme=drak"][..], "the nearest is 'dark'"),
        (
            &["--set", "yomi=false", "--set", "thme=dark"],
            "the nearest is 'theme'",
        ),
        (&["--set", "theme"], "NAME=VALUE"),
        (&["--unset", "yomo"], "the nearest is 'yomi'"),
        (&["--set", "theme=dark\"\nx = \"1"], "cannot be"),
        (&["--set", "theme=light\"\nmouse = false #"], "cannot be"),
    ] {
        let output = user.run(&[&["config"], arguments].concat());
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let told = err(&output);
        assert!(told.contains(mend) && told.lines().count() == 1, "{told}");
        assert_eq!(user.kept(), "yomi = true\n");
    }
    let damaged = User::with("yomi = = true\n");
    let output = damaged.run(&["config", "--set", "a11y=text"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("config.toml:1: is no TOML"));
    assert_eq!(damaged.kept(), "yomi = = true\n");
}

#[test]
fn the_language_of_help_and_errors_follows_the_file() {
    let user = User::with("language = \"ja\"\n");
    assert!(out(&user.run(&["--help"])).contains("使い方"));
    assert!(err(&user.run(&["outlin"])).contains("という命令はありません"));
    assert!(err(&user.run(&["outlin", "--lang", "en"])).contains("there is no command"));
}

#[test]
fn the_example_of_the_readme_is_right_and_complete() {
    let readme = include_str!("../../README.md");
    let (_, rest) = readme.split_once("```toml\n").unwrap();
    let (example, _) = rest.split_once("```").unwrap();
    let config = Config::read(example);
    assert_eq!(config.complaints, []);
    assert!(!config.keys.is_empty());
    for (_, key, _) in NAMES {
        let named = example.lines().any(|l| l.starts_with(&format!("{key} = ")));
        assert!(named, "{key} is not in the example");
    }
}
