//! Opening the source in the user's editor.

use std::env;
use std::ffi::OsString;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

use super::terminal::Modes;
use crate::lang::Lang;
use crate::store::files;
use crate::text::shown;

/// The editor's command line for a file and a 1-based line; none where the quotation marks of
/// `editor` do not match.
///
/// `editor` is what `$VISUAL` or `$EDITOR` holds: a program, perhaps with arguments, quoted as
/// in a shell.
#[must_use]
pub fn command_line(editor: &str, file: &Path, line: u32) -> Option<Vec<OsString>> {
    let mut words = words(editor)?;
    if words.is_empty() {
        words.push("vi".to_owned());
    }
    let name = words.first().and_then(|w| Path::new(w).file_name());
    let name = name.map(|n| n.to_string_lossy().into_owned());
    let mut words: Vec<OsString> = words.into_iter().map(OsString::from).collect();
    let file = as_file(file);
    let mut with_line = file.clone();
    with_line.push(format!(":{line}"));
    match name.as_deref().unwrap_or_default() {
        "code" | "codium" | "code-insiders" => {
            words.extend(["--wait".into(), "--goto".into(), with_line]);
        }
        "hx" | "helix" | "subl" | "zed" => words.push(with_line),
        _ => words.extend([format!("+{line}").into(), file]),
    }
    Some(words)
}

/// Backslashes part the names of folders there.
#[cfg(windows)]
fn words(editor: &str) -> Option<Vec<String>> {
    Some(editor.split_whitespace().map(str::to_owned).collect())
}

#[cfg(not(windows))]
fn words(editor: &str) -> Option<Vec<String>> {
    shell_words::split(editor).ok()
}

/// A name that no editor takes for an option (`-a`) or a command (`+a`).
fn as_file(file: &Path) -> OsString {
    let bytes = file.as_os_str().as_encoded_bytes();
    if matches!(bytes.first(), Some(b'-' | b'+')) {
        return Path::new(".").join(file).into_os_string();
    }
    file.as_os_str().to_owned()
}

/// The editor that the environment names, and which variable does.
#[must_use]
fn chosen() -> (String, &'static str) {
    ["VISUAL", "EDITOR"]
        .iter()
        .filter_map(|name| Some((env::var(name).ok()?, *name)))
        .find(|(value, _)| !value.trim().is_empty())
        .unwrap_or_else(|| ("vi".to_owned(), "EDITOR"))
}

/// Runs the editor on a file until it ends. The terminal has the modes afterwards that it had
/// before, whatever the editor leaves behind.
///
/// # Errors
/// When it cannot be started or reports failure; names the editor and the mend.
pub fn run(file: &Path, line: u32, lang: Lang) -> io::Result<()> {
    let (editor, variable) = chosen();
    let trouble = |what: (String, String)| {
        let editor = shown(&editor).into_owned();
        io::Error::other(match lang {
            Lang::Ja => format!(
                "エディタ「{editor}」{}。{variable} を確かめてください",
                what.0
            ),
            Lang::En => format!("The editor '{editor}' {}; check {variable}", what.1),
        })
    };
    let Some(words) = command_line(&editor, file, line) else {
        return Err(trouble((
            "の引用符が閉じていません".to_owned(),
            "has a quotation mark without its end".to_owned(),
        )));
    };
    let Some((program, arguments)) = words.split_first() else {
        return Ok(());
    };
    let modes = Modes::now();
    let status = Command::new(program)
        .args(arguments)
        .stdin(keyboard())
        .status();
    modes.restore();
    let status = status.map_err(|why| {
        trouble((
            format!("を始められません({why})"),
            format!("cannot be started ({why})"),
        ))
    })?;
    if status.success() {
        return Ok(());
    }
    Err(trouble((
        format!("は失敗しました({status})"),
        format!("failed ({status})"),
    )))
}

/// Runs the editor on a copy of a document that is no file here. What is written into the copy
/// would be lost, so it is read-only; it is removed when the editor ends, or a signal ends us.
///
/// # Errors
/// As [`run`], or when the copy cannot be made.
pub fn run_on_copy(text: &str, line: u32, lang: Lang) -> io::Result<()> {
    let copy = files::Copy::of(text, ".md").map_err(|why| {
        let place = env::temp_dir();
        let place = shown(&place.to_string_lossy()).into_owned();
        io::Error::other(match lang {
            Lang::Ja => {
                format!("{place} に写しを作れません({why})。空き容量を確かめるか、TMPDIR で別の場所を指定してください")
            }
            Lang::En => {
                format!("No copy can be made in {place} ({why}); free some space or set TMPDIR")
            }
        })
    })?;
    run(copy.path(), line, lang)
}

/// Where the editor's keys come from: the terminal, also where the document came from a pipe.
fn keyboard() -> Stdio {
    #[cfg(unix)]
    {
        use std::io::IsTerminal;
        if !io::stdin().is_terminal()
            && let Ok(terminal) = std::fs::File::open("/dev/tty")
        {
            return terminal.into();
        }
    }
    Stdio::inherit()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(editor: &str, file: &str, line: u32) -> Vec<String> {
        let words = command_line(editor, Path::new(file), line).unwrap();
        words
            .into_iter()
            .map(|word| word.into_string().unwrap())
            .collect()
    }

    #[test]
    fn each_editor_gets_the_line_its_own_way() {
        assert_eq!(
            words("vim -u NONE", "a.md", 12),
            ["vim", "-u", "NONE", "+12", "a.md"]
        );
        assert_eq!(words("/usr/bin/hx", "a.md", 3), ["/usr/bin/hx", "a.md:3"]);
        assert_eq!(
            words("code", "a.md", 3),
            ["code", "--wait", "--goto", "a.md:3"]
        );
        assert_eq!(words("", "a.md", 1), ["vi", "+1", "a.md"]);
    }

    #[cfg(unix)]
    #[test]
    fn an_editor_is_quoted_as_in_a_shell() {
        assert_eq!(
            words("'/opt/my editor/hx' -c \"a b\"", "a.md", 3),
            ["/opt/my editor/hx", "-c", "a b", "a.md:3"]
        );
        assert_eq!(command_line("vim 'a", Path::new("a.md"), 1), None);
    }

    #[test]
    fn no_name_is_an_option() {
        assert_eq!(words("vi", "-R.md", 2), ["vi", "+2", "./-R.md"]);
        assert_eq!(words("hx", "+q.md", 2), ["hx", "./+q.md:2"]);
        assert_eq!(words("vi", "/a/-R.md", 2)[2], "/a/-R.md");
    }
}
