//! Opening the source in the user's editor.

use std::env;
use std::io;
use std::path::Path;
use std::process::Command;

/// The editor's command line for a file and a 1-based line.
///
/// `$VISUAL`, then `$EDITOR`, then `vi`; what they hold may have arguments.
#[must_use]
pub fn command_line(editor: &str, file: &Path, line: u32) -> Vec<String> {
    let mut words: Vec<String> = editor.split_whitespace().map(str::to_owned).collect();
    if words.is_empty() {
        words.push("vi".to_owned());
    }
    let name = words.first().and_then(|w| Path::new(w).file_name());
    let name = name.map(|n| n.to_string_lossy().into_owned());
    let file = file.to_string_lossy().into_owned();
    match name.as_deref().unwrap_or_default() {
        "code" | "codium" | "code-insiders" => {
            words.extend(["--wait".into(), "--goto".into(), format!("{file}:{line}")]);
        }
        "hx" | "helix" | "subl" | "zed" => words.push(format!("{file}:{line}")),
        _ => words.extend([format!("+{line}"), file]),
    }
    words
}

/// The editor that the environment names.
#[must_use]
pub fn chosen() -> String {
    ["VISUAL", "EDITOR"]
        .iter()
        .filter_map(|name| env::var(name).ok())
        .find(|value| !value.trim().is_empty())
        .unwrap_or_else(|| "vi".to_owned())
}

/// Runs the editor until it ends.
///
/// # Errors
/// When it cannot be started or reports failure.
pub fn run(file: &Path, line: u32) -> io::Result<()> {
    let words = command_line(&chosen(), file, line);
    let Some((program, arguments)) = words.split_first() else {
        return Ok(());
    };
    let status = Command::new(program).args(arguments).status()?;
    if status.success() {
        Ok(())
    } else {
        Err(io::Error::other(format!("{program}: {status}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_editor_gets_the_line_its_own_way() {
        let file = Path::new("a.md");
        assert_eq!(
            command_line("vim -u NONE", file, 12),
            ["vim", "-u", "NONE", "+12", "a.md"]
        );
        assert_eq!(
            command_line("/usr/bin/hx", file, 3),
            ["/usr/bin/hx", "a.md:3"]
        );
        assert_eq!(
            command_line("code", file, 3),
            ["code", "--wait", "--goto", "a.md:3"]
        );
        assert_eq!(command_line("", file, 1), ["vi", "+1", "a.md"]);
    }
}
