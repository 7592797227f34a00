//! Copying: through the terminal itself (OSC 52), which works over ssh too, and by the system's
//! own clipboard program where this is the machine that the user sits at.

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crossterm::Command as _;
use crossterm::clipboard::CopyToClipboard;

use crate::lang::Lang;

/// Most bytes that terminals are known to take in one OSC 52 sequence.
pub const MOST_BYTES: usize = 74_994;
/// How long a clipboard program may take before it is given up.
const PATIENCE: Duration = Duration::from_millis(800);

/// The escape sequence that puts text on the clipboard.
#[must_use]
pub fn sequence(text: &str) -> String {
    let mut out = String::new();
    // Writing to a string does not fail.
    let _ = CopyToClipboard::to_clipboard_from(text).write_ansi(&mut out);
    out
}

/// A clipboard program, and how it wants its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Program {
    name: &'static str,
    arguments: &'static [&'static str],
    /// As UTF-16 with a byte order mark, without which Windows reads Japanese as Latin.
    utf16: bool,
}

const WL_COPY: Program = program("wl-copy", &[]);
const XCLIP: Program = program("xclip", &["-selection", "clipboard"]);
const XSEL: Program = program("xsel", &["--clipboard", "--input"]);
const PBCOPY: Program = program("pbcopy", &[]);
const CLIP: Program = Program {
    utf16: true,
    ..program("clip.exe", &[])
};

const fn program(name: &'static str, arguments: &'static [&'static str]) -> Program {
    Program {
        name,
        arguments,
        utf16: false,
    }
}

/// The programs worth trying here, by the environment: none over ssh, where they would fill the
/// clipboard of a machine that nobody sits at.
fn programs(variable: impl Fn(&str) -> Option<OsString>) -> Vec<Program> {
    let set = |name| variable(name).is_some_and(|value| !value.is_empty());
    if set("SSH_TTY") || set("SSH_CONNECTION") || set("SSH_CLIENT") {
        return Vec::new();
    }
    let mut found = Vec::new();
    if set("WAYLAND_DISPLAY") {
        found.push(WL_COPY);
    }
    if set("DISPLAY") {
        found.extend([XCLIP, XSEL]);
    }
    if cfg!(target_os = "macos") {
        found.push(PBCOPY);
    }
    if cfg!(windows) || set("WSL_DISTRO_NAME") {
        found.push(CLIP);
    }
    found
}

/// Puts text on the clipboard by every way there is, and says in one line by which.
///
/// # Errors
/// When no way was left: the terminal cannot be written to, or the text is longer than terminals
/// take and no clipboard program took it.
pub fn copy(out: &mut impl Write, text: &str, lang: Lang) -> io::Result<String> {
    let ways = programs(|name| std::env::var_os(name));
    let failed: Vec<&str> = ways.iter().map(|way| way.name).collect();
    let taken = ways.into_iter().find(|way| way.take(text).is_ok());
    let sent = send(out, text);
    let first = crate::text::shown(text.lines().next().unwrap_or_default());
    match (taken, sent) {
        (None, Err(why)) => Err(no_way(&failed, &why, lang)),
        (taken, sent) => {
            let way = way_text(taken.map(|way| way.name), sent.is_ok(), lang);
            Ok(format!("{way}: {first}"))
        }
    }
}

/// Why nothing took the text: the programs that did not, the terminal's trouble, the mend.
fn no_way(programs: &[&str], why: &io::Error, lang: Lang) -> io::Error {
    let tried = match (programs, lang) {
        ([], _) => String::new(),
        (names, Lang::Ja) => format!("{} は受け取らず、", names.join("・")),
        (names, Lang::En) => format!("{} took nothing; ", names.join(", ")),
    };
    let text = match lang {
        Lang::Ja => format!(
            "写し取れません({tried}端末: {why})。範囲を小さくするか、ファイルへ書き出してください"
        ),
        Lang::En => {
            format!("Cannot copy ({tried}terminal: {why}); copy less, or write it to a file")
        }
    };
    io::Error::new(why.kind(), text)
}

/// A program took the text or it did not; a terminal was only sent it, and may not care.
fn way_text(program: Option<&str>, sent: bool, lang: Lang) -> String {
    match (program, sent, lang) {
        (Some(name), true, Lang::Ja) => format!("写し取りました({name}、端末にも OSC 52)"),
        (Some(name), true, Lang::En) => format!("Copied ({name}, and sent by OSC 52)"),
        (Some(name), false, Lang::Ja) => format!("写し取りました({name})"),
        (Some(name), false, Lang::En) => format!("Copied ({name})"),
        (None, _, Lang::Ja) => "端末に写し取りを頼みました(OSC 52)".to_owned(),
        (None, _, Lang::En) => "Sent to the terminal's clipboard (OSC 52)".to_owned(),
    }
}

/// Sends text to the clipboard of the terminal.
fn send(out: &mut impl Write, text: &str) -> io::Result<()> {
    let sequence = sequence(text);
    if sequence.len() > MOST_BYTES {
        let message = format!("OSC 52: {} > {MOST_BYTES} bytes", sequence.len());
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
    }
    out.write_all(sequence.as_bytes())?;
    out.flush()
}

impl Program {
    /// Gives the program the text.
    fn take(self, text: &str) -> io::Result<()> {
        let mut child = Command::new(self.name)
            .args(self.arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        // From a thread of its own: a program that reads nothing would stop a long text, and
        // with it everything else. When the program ends, so does the writing.
        let bytes = self.bytes(text);
        let pipe = child.stdin.take();
        let writing = std::thread::spawn(move || pipe.map_or(Ok(()), |mut p| p.write_all(&bytes)));
        // Those that keep the selection go on in the background; what does not come back is
        // waiting for a display that is not there.
        let start = Instant::now();
        let status = loop {
            if let Some(status) = child.try_wait()? {
                break status;
            }
            if start.elapsed() > PATIENCE {
                child.kill()?;
                child.wait()?;
                return Err(io::ErrorKind::TimedOut.into());
            }
            std::thread::sleep(Duration::from_millis(5));
        };
        let written = writing.join().is_ok_and(|written| written.is_ok());
        if written && status.success() {
            Ok(())
        } else {
            Err(io::Error::other(self.name))
        }
    }

    fn bytes(self, text: &str) -> Vec<u8> {
        if !self.utf16 {
            return text.as_bytes().to_vec();
        }
        std::iter::once(0xfeff)
            .chain(text.encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_coded_and_padded() {
        for (plain, coded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("量子", "6YeP5a2Q"),
        ] {
            assert_eq!(sequence(plain), format!("\x1b]52;c;{coded}\x1b\\"));
        }
    }

    #[test]
    fn a_book_is_not_sent() {
        assert!(send(&mut Vec::new(), &"あ".repeat(30_000)).is_err());
        let mut out = Vec::new();
        send(&mut out, "a").unwrap();
        assert_eq!(out, b"\x1b]52;c;YQ==\x1b\\");
    }

    #[test]
    fn what_failed_is_named_with_its_mend() {
        let why = send(&mut Vec::new(), &"あ".repeat(30_000)).unwrap_err();
        let why = no_way(&["wl-copy", "xclip"], &why, Lang::En).to_string();
        assert!(
            why.contains("wl-copy, xclip took nothing; terminal: OSC 52: "),
            "{why}"
        );
        assert!(why.ends_with("copy less, or write it to a file"), "{why}");
    }

    #[test]
    fn no_clipboard_program_is_asked_over_ssh() {
        let with = |names: &[&str]| -> Vec<&str> {
            let set = |name: &str| names.contains(&name).then(|| OsString::from("x"));
            programs(set).iter().map(|p| p.name).collect()
        };
        assert_eq!(with(&["WAYLAND_DISPLAY", "SSH_TTY"]), [""; 0]);
        assert_eq!(with(&["DISPLAY", "SSH_CONNECTION"]), [""; 0]);
        assert!(with(&["WAYLAND_DISPLAY", "DISPLAY"]).starts_with(&["wl-copy", "xclip", "xsel"]));
        assert!(with(&["WSL_DISTRO_NAME"]).ends_with(&["clip.exe"]));
    }

    #[test]
    fn windows_gets_utf_16_with_its_mark() {
        assert_eq!(CLIP.bytes("あ"), [0xff, 0xfe, 0x42, 0x30]);
        assert_eq!(WL_COPY.bytes("あ"), "あ".as_bytes());
    }

    #[test]
    fn what_cannot_be_known_is_not_claimed() {
        assert!(!way_text(None, true, Lang::Ja).contains("写し取りました"));
        assert!(!way_text(None, true, Lang::En).contains("Copied"));
        assert_eq!(way_text(Some("xclip"), false, Lang::En), "Copied (xclip)");
    }

    #[cfg(unix)]
    #[test]
    fn a_program_that_is_missing_or_fails_is_no_way() {
        assert!(program("cat", &[]).take("あ").is_ok());
        assert!(program("false", &[]).take("").is_err());
        assert!(program("no-such-clipboard-program", &[]).take("a").is_err());
    }
}
