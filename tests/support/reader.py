#!/usr/bin/env python3
"""Runs a terminal program under a real screen reader and prints what the reader says.

    reader.py yasr|fenrir|tdsr|none [--idle SECONDS] KEYS -- COMMAND [ARGUMENT ...]

KEYS is literal text with names in angle brackets: <Enter> <Up> <Down> <Left> <Right> <Home>
<End> <PgUp> <PgDn> <C-d>. Each output line is KIND, a tab, and text:

    KEY   what was typed
    SAY   one utterance
    IDLE  bytes that the program wrote while nothing was typed (--idle)
    ESC   escape bytes in all that the program wrote (reader `none` only: it alone has no bytes
          of a reader among them)
    SKIP  why the reader could not run; nothing else is printed then

The reader is Debian's, with a logger in place of its synthesiser. TDSR is in no registry: it is
run where it is installed as `tdsr` (https://github.com/tspivey/tdsr). `none` is no reader.
"""
import argparse
import fcntl
import os
import pty
import re
import select
import shlex
import shutil
import signal
import struct
import sys
import tempfile
import termios
import time

COLUMNS, ROWS = 80, 24
NAMES = {"Enter": "\r", "Up": "\x1b[A", "Down": "\x1b[B", "Right": "\x1b[C", "Left": "\x1b[D",
         "Home": "\x1b[H", "End": "\x1b[F", "PgUp": "\x1b[5~", "PgDn": "\x1b[6~", "C-d": "\x04", "C-c": "\x03"}
QUESTION, ANSWER = b"\x1b[c", b"\x1b[?1;2c"
# Seconds: a reader speaks within a tenth of them; the machine may be busy.
START, SETTLE, QUIET, LETTER = 6.0, 4.0, 0.6, 0.05


def keys_of(text):
    """Splits KEYS into (label, list of chunks to send one after the other)."""
    found = []
    for name, letters in re.findall(r"<([^<>]+)>|([^<]+)", text):
        found.append((f"<{name}>", [NAMES[name]]) if name else (letters, list(letters)))
    return found


def yasr(folder, program, spoken):
    """yasr speaks through an Emacspeak server; ours appends what it is told to a file."""
    server = os.path.join(folder, "server.sh")
    write(server, f"#!/bin/sh\nexec cat >> {shlex.quote(spoken)}\n", 0o755)
    with open("/etc/yasr/yasr.conf", encoding="latin1") as file:
        settings = file.read()
    settings = re.sub(r"(?m)^synthesizer=.*$", "synthesizer=emacspeak server", settings)
    settings = re.sub(r"(?m)^synthesizer port=.*$", f"synthesizer port=|{server}", settings)
    path = os.path.join(folder, "yasr.conf")
    write(path, settings)
    return ["yasr", "-C", path, program]


def yasr_said(raw):
    """Utterances in what yasr sent to its server; echoed letters (`l {x}`) are none."""
    found = re.findall(r"(?m)^q \{(.*)\}\s*$", raw)
    return [text.strip() for text in found if text.strip()]


def fenrir(folder, program, spoken):
    """Fenrir runs a command for each utterance; ours appends it to a file."""
    say = os.path.join(folder, "say.sh")
    write(say, f"#!/bin/sh\nprintf '%s\\036' \"$1\" >> {shlex.quote(spoken)}\n", 0o755)
    with open("/etc/fenrirscreenreader/settings/settings-pty.conf", encoding="utf-8") as file:
        settings = file.read()
    for key, value in (("genericSpeechCommand", f'{say} "fenrirText"'), ("shell", program),
                       ("debugFile", os.path.join(folder, "log")), ("autoSpellCheck", "False")):
        settings = re.sub(rf"(?m)^{key}=.*$", f"{key}={value}", settings)
    settings = re.sub(r"(?s)(\[sound\].*?\n)enabled=True", r"\1enabled=False", settings, count=1)
    settings = re.sub(r"(?s)(\[remote\].*?\n)enable=True", r"\1enable=False", settings, count=1)
    path = os.path.join(folder, "fenrir.conf")
    write(path, settings)
    return ["fenrir", "-e", "-s", path]


def fenrir_said(raw):
    """Utterances; Fenrir joins the lines of one with blanks and commas."""
    found = (re.sub(r"(\s*,\s*){2,}", " , ", text).strip(" ,") for text in raw.split("\x1e"))
    own = ("pychant is not installed", "Start Fenrir", "Quit Fenrir", "")
    return [" ".join(text.split()) for text in found if text not in own]


def tdsr(folder, program, spoken):
    """TDSR tells a program line by line what to say; ours appends it to a file."""
    server = os.path.join(folder, "server.sh")
    write(server, f"#!/bin/sh\nexec cat >> {shlex.quote(spoken)}\n", 0o755)
    return ["tdsr", "-s", server, program]


def tdsr_said(raw):
    """Utterances and characters; `x` is for silence."""
    found = (line[1:].strip() for line in raw.splitlines() if line[:1] in ("s", "l"))
    return [text for text in found if text and not text.startswith("tdsr, presented by")]


def write(path, text, mode=0o644):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    os.chmod(path, mode)


class Run:
    """The reader with the program in it, on a pseudo-terminal of ours."""

    def __init__(self, reader, command, folder):
        self.reader = reader
        self.spoken = os.path.join(folder, "spoken")
        self.go = os.path.join(folder, "go")
        open(self.spoken, "w", encoding="utf-8").close()
        program = os.path.join(folder, "program.sh")
        # The program waits until the reader's own greeting is over.
        self.pid_file = os.path.join(folder, "pid")
        write(program, "#!/bin/sh\necho $$ > {pid}\nwhile [ ! -e {go} ]; do [ -d {folder} ] || exit; sleep 0.05; done\n"
              "export HOME={home} TERM=xterm-256color\n{command}\nsleep 0.4\n".format(
                  pid=shlex.quote(self.pid_file), go=shlex.quote(self.go), folder=shlex.quote(folder),
                  home=shlex.quote(folder), command=shlex.join(command)), 0o755)
        make = {"yasr": yasr, "fenrir": fenrir, "tdsr": tdsr}.get(reader, lambda *_: [program])
        arguments = make(folder, program, self.spoken)
        self.raw, self.end, self.said, self.last = b"", b"", 0, time.time()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            size = struct.pack("HHHH", ROWS, COLUMNS, 0, 0)
            fcntl.ioctl(0, termios.TIOCSWINSZ, size)
            os.environ.update(LANG="C.UTF-8", LC_ALL="C.UTF-8", HOME=folder, TERM="xterm-256color")
            os.execvp(arguments[0], arguments)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))

    def drain(self, seconds, quiet=None):
        """Reads for that long, or until nothing has come for `quiet` seconds."""
        end, self.last = time.time() + seconds, time.time()
        while time.time() < end:
            if select.select([self.fd], [], [], 0.02)[0]:
                try:
                    data = os.read(self.fd, 65536)
                except OSError:
                    return
                if not data:
                    return
                self.raw += data
                self.last = time.time()
                # As any terminal answers when it is asked what it can do.
                for _ in range((self.end + data).count(QUESTION)):
                    os.write(self.fd, ANSWER)
                self.end = data[1 - len(QUESTION):]
            elif quiet and time.time() - self.last > quiet:
                return

    def utterances(self):
        """What has been said since the last call."""
        with open(self.spoken, encoding="utf-8", errors="replace") as file:
            raw = file.read()
        said = {"yasr": yasr_said, "fenrir": fenrir_said, "tdsr": tdsr_said}
        found = said.get(self.reader, lambda _: [])(raw)
        new, self.said = found[self.said:], len(found)
        return new

    def type(self, chunks):
        for chunk in chunks:
            os.write(self.fd, chunk.encode())
            self.drain(LETTER)

    def close(self):
        os.close(self.fd)
        # Fenrir hands the program its own end of the terminal, so that nothing hangs up.
        try:
            with open(self.pid_file, encoding="utf-8") as file:
                os.killpg(os.getpgid(int(file.read())), signal.SIGTERM)
        except (OSError, ValueError):
            pass
        for _ in range(100):
            if os.waitpid(self.pid, os.WNOHANG)[0]:
                return
            time.sleep(0.02)
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reader", choices=["yasr", "fenrir", "tdsr", "none"])
    parser.add_argument("--idle", type=float, default=0)
    parser.add_argument("keys")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    command = options.command[1:] if options.command[:1] == ["--"] else options.command
    if options.reader != "none" and not shutil.which(options.reader):
        print("SKIP", "not installed: " + options.reader, sep="\t")
        return
    folder = tempfile.mkdtemp(prefix="reader-")
    run = Run(options.reader, command, folder)

    def tell():
        for text in run.utterances():
            print("SAY", text, sep="\t")

    try:
        run.drain(2.0)
        run.utterances()
        run.raw = b""
        open(run.go, "w", encoding="utf-8").close()
        run.drain(START, 1.2)
        tell()
        for label, chunks in keys_of(options.keys):
            print("KEY", label, sep="\t")
            run.type(chunks)
            run.drain(SETTLE, QUIET)
            tell()
        if options.idle:
            before = len(run.raw)
            run.drain(options.idle)
            print("IDLE", len(run.raw) - before, sep="\t")
        if options.reader == "none":
            print("ESC", run.raw.count(b"\x1b"), sep="\t")
    finally:
        run.close()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
