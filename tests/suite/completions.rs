//! What the shells are offered.

use std::path::Path;
use std::process::Command;

const PROGRAM: &str = env!("CARGO_BIN_EXE_shisaku");

/// What bash is offered for a line, in a folder, by the program itself.
fn offered(line: &str, folder: &Path) -> Vec<String> {
    let output = Command::new(PROGRAM)
        .env("SHISAKU_COMPLETE", "bash")
        .args(["--", line])
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(output.status.success(), "{line}");
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(str::to_owned).collect()
}

fn here() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in ["予算 令和2年度（案）.md", "it's.md"] {
        std::fs::write(folder.path().join(name), "## 1 章\n").unwrap();
    }
    folder
}

#[test]
fn commands_options_and_values_are_offered() {
    let here = here();
    for command in ["outline", "totals", "export", "completions"] {
        assert!(
            offered("shisaku ", here.path()).contains(&command.to_owned()),
            "{command}"
        );
    }
    assert_eq!(offered("shisaku --theme li", here.path()), ["light"]);
    assert_eq!(offered("shisaku --theme=li", here.path()), ["light"]);
    assert_eq!(offered("shisaku config --set the", here.path()), ["theme="]);
    assert_eq!(
        offered("shisaku config --set theme=hi", here.path()),
        ["high-contrast"]
    );
    assert_eq!(
        offered("shisaku config --unset amb", here.path()),
        ["ambiguous_width"]
    );
}

#[test]
fn addresses_are_those_of_the_document() {
    let here = here();
    let chapters = offered("shisaku show ", here.path());
    assert!(chapters.contains(&"IV".to_owned()) && chapters.contains(&"20".to_owned()));
    assert!(
        !chapters.contains(&"14.1.2".to_owned()),
        "pillars and chapters at first"
    );
    let measures = offered("shisaku show 14.1.2.", here.path());
    assert!(measures.contains(&"14.1.2.1".to_owned()), "{measures:?}");
    let other = "## 1 産業\n\n### 1 港\n\n【予算】港 1.0億円（元年度 1.0億円）\n";
    std::fs::write(here.path().join("港.md"), other).unwrap();
    let of_another = offered("shisaku --file 港.md show ", here.path());
    assert!(of_another.contains(&"1".to_owned()) && !of_another.contains(&"14".to_owned()));
    for named in [
        "港.md show ",
        "--compare 予算\\ 令和2年度（案）.md 港.md show ",
    ] {
        let of_named = offered(&format!("shisaku {named}"), here.path());
        assert!(
            of_named.contains(&"1".to_owned()) && !of_named.contains(&"14".to_owned()),
            "{named}: {of_named:?}"
        );
    }
    let several = offered("shisaku 港.md it\\'s.md show ", here.path());
    assert!(!several.contains(&"14".to_owned()), "{several:?}");
    let broken = offered("shisaku --file none.md show ", here.path());
    assert!(
        broken.is_empty() || !broken.contains(&"1".to_owned()),
        "{broken:?}"
    );
}

#[test]
fn names_of_files_with_blanks_and_full_width_letters_mean_themselves() {
    let here = here();
    let wanted = "予算\\ 令和2年度（案）.md";
    assert_eq!(offered("shisaku --file 予", here.path()), [wanted]);
    assert_eq!(offered("shisaku --file 予算\\ 令", here.path()), [wanted]);
    assert_eq!(
        offered("shisaku check \"予算 ", here.path()),
        ["予算 令和2年度（案）.md"]
    );
    assert_eq!(offered("shisaku --file=it", here.path()), ["it\\'s.md"]);
}

#[test]
fn bash_itself_completes_them() {
    let bash = Path::new("/bin/bash");
    if !bash.exists() {
        return;
    }
    let here = here();
    let script = Command::new(PROGRAM)
        .args(["completions", "bash"])
        .output()
        .unwrap();
    std::fs::write(here.path().join("complete.sh"), script.stdout).unwrap();
    let ask = "source ./complete.sh; COMP_LINE='shisaku --file 予'; \
               COMP_POINT=${#COMP_LINE}; _shisaku; printf '%s\n' \"${COMPREPLY[@]}\"; \
               eval \"cat -- ${COMPREPLY[0]}\"";
    let folder = Path::new(PROGRAM).parent().unwrap();
    let output = Command::new(bash)
        .args(["--norc", "-c", ask])
        .env("LC_ALL", "C.UTF-8")
        .env("PATH", format!("{}:/usr/bin:/bin", folder.display()))
        .current_dir(here.path())
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert_eq!(text, "予算\\ 令和2年度（案）.md\n## 1 章\n", "{output:?}");
}

/// What a shell says of a script that it runs beside the program; none where there is no such
/// shell.
fn said_by(shell: &str, arguments: &[&str], folder: &Path) -> Option<String> {
    let path = std::env::var("PATH").unwrap();
    let is_here = |name: &str| std::env::split_paths(&path).any(|place| place.join(name).exists());
    if !is_here(shell) || !is_here("timeout") {
        return None;
    }
    let program = Path::new(PROGRAM).parent().unwrap();
    // A shell that waits for what never comes is ended.
    let output = Command::new("timeout")
        .args(["40", shell])
        .args(arguments)
        .env("LC_ALL", "C.UTF-8")
        .env("HOME", folder)
        .env("PATH", format!("{}:{path}", program.display()))
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn fish_itself_completes_them() {
    let here = here();
    let asked = |line: &str| {
        let ask = format!("shisaku completions fish | source; complete -C {line:?}");
        said_by("fish", &["--no-config", "-c", &ask], here.path())
    };
    let Some(addresses) = asked("shisaku show 14.1.2.2") else {
        return;
    };
    assert!(
        addresses.contains("14.1.2.2\t救急体制の確保"),
        "{addresses}"
    );
    let one = |line| asked(line).unwrap().trim_end().to_owned();
    assert_eq!(one("shisaku --theme hi"), "high-contrast");
    assert_eq!(one("shisaku config --set theme=li"), "theme=light");
    assert_eq!(one("shisaku check 予"), "予算 令和2年度（案）.md");
}

/// Types into a zsh with the Tab key, and goes on when what is wanted has been put in its place.
#[test]
fn zsh_itself_completes_them() {
    let here = here();
    let script = r#"
        zmodload zsh/zpty
        zpty z zsh -f -i
        zpty -w z "PS1=; autoload -U compinit; compinit -u -D; source <(shisaku completions zsh); echo RE''ADY"
        zpty -r z said "*READY*"
        ask() {
            zpty -w -n z $'\x15'"$1"$'\t'
            zpty -r z said "*$2*" && echo "$1"
        }
        ask "shisaku show 14.1.2.2" "救急体制の確保"
        ask "shisaku --theme hi" "high-contrast"
        ask "shisaku config --set theme=li" "theme=light"
        ask "shisaku check 予" "予算\\\\ 令和2年度（案）.md"
        exit 0
    "#;
    std::fs::write(here.path().join("ask.zsh"), script).unwrap();
    let Some(said) = said_by("zsh", &["-f", "ask.zsh"], here.path()) else {
        return;
    };
    assert_eq!(said.lines().count(), 4, "{said}");
}

#[test]
fn every_shell_has_a_script_that_asks_the_program() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output = Command::new(PROGRAM)
            .args(["completions", shell])
            .output()
            .unwrap();
        let script = String::from_utf8(output.stdout).unwrap();
        assert!(script.contains("SHISAKU_COMPLETE"), "{shell}: {script}");
    }
}
