#!/usr/bin/env python3
"""Runs a terminal program under Orca and prints what Orca says.

    orca.py [--columns N] KEYS -- COMMAND [ARGUMENT ...]

KEYS and the lines that are printed are those of `reader.py`. Orca reads a VTE terminal
(xfce4-terminal) on a display that nobody sees (Xvfb), on a message bus of its own; what it says
stands in its debug log, whether or not a synthesiser is there. A last line tells what was not
to be had: SKIP, a tab, the reason; exit code 0.
"""
import argparse
import ctypes
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time

NEEDED = ("orca", "Xvfb", "xfce4-terminal", "dbus-run-session")
NAMES = {"Enter": "Return", "Up": "Up", "Down": "Down", "Right": "Right", "Left": "Left", "End": "End",
         "Home": "Home", "PgDn": "Page_Down", "PgUp": "Page_Up"}
# Orca itself, with a logger in place of the synthesiser; each line is in its file at once.
ORCA = """
import sys
from orca import debug, speech
debug.debugLevel, debug.eventDebugLevel = debug.LEVEL_INFO, debug.LEVEL_OFF
debug.debugFile = open(sys.argv[1], "w", buffering=1, encoding="utf-8")
speech.init = lambda: None
from orca import orca
orca.getSettingsManager().activate(None, {})
sys.exit(orca.main())
"""
SAID = re.compile(r"SPEECH OUTPUT: '(.*?)' ?\[?(?:\{|voice=|None|$)", re.S)
# Seconds. Orca tells about a new window for a while; a key is answered within a tenth.
# The first key whose letter is changed; there are 248.
FIRST_KEY = 100
START, QUIET, LONGEST, LETTER = 30.0, 1.2, 6.0, 0.04


class Keyboard:
    """Types on the display. Each letter of a visit has a key of its own, so that kanji too come as keys."""

    def __init__(self, letters):
        self.x = ctypes.CDLL("libX11.so.6")
        self.test = ctypes.CDLL("libXtst.so.6")
        self.x.XOpenDisplay.restype = ctypes.c_void_p
        self.x.XStringToKeysym.restype = ctypes.c_ulong
        self.display = ctypes.c_void_p(self.x.XOpenDisplay(None))
        self.codes = {}
        for code, letter in enumerate(sorted(set(letters)) + sorted(NAMES.values()), FIRST_KEY):
            name = letter.encode() if len(letter) > 1 else f"U{ord(letter):04X}".encode()
            symbols = (ctypes.c_ulong * 2)(*[self.x.XStringToKeysym(name)] * 2)
            self.x.XChangeKeyboardMapping(self.display, code, 2, symbols, 1)
            self.codes[letter] = code
        self.x.XSync(self.display, 0)

    def focus(self, x, y):
        """There is no window manager: keys go to the window below the pointer."""
        self.test.XTestFakeMotionEvent(self.display, -1, x, y, 0)
        self.x.XSync(self.display, 0)

    def press(self, letter):
        for down in (1, 0):
            r=self.test.XTestFakeKeyEvent(self.display, self.codes[letter], down, 0)
        self.x.XFlush(self.display)


class Orca:
    """Orca, the terminal and the program in it, on the display and the bus of this process."""

    def __init__(self, command, columns, folder, keyboard):
        self.folder, self.children, self.keyboard = folder, [], keyboard
        self.log = os.path.join(folder, "orca.log")
        self.go = os.path.join(folder, "go")
        self.told = 0
        program = os.path.join(folder, "program.sh")
        with open(program, "w", encoding="utf-8") as file:
            file.write("#!/bin/sh\nwhile [ ! -e {} ]; do [ -d {} ] || exit; sleep 0.05; done\n{}\nsleep 60\n".format(
                shlex.quote(self.go), shlex.quote(folder), shlex.join(command)))
        os.chmod(program, 0o755)
        self.start([sys.executable, "-c", ORCA, self.log])
        self.until(lambda: "Screen reader on" in self.raw())
        self.start(["xfce4-terminal", "--disable-server", "--hide-menubar", "--hide-toolbar", "--hide-scrollbar",
                    "--hide-borders", f"--geometry={columns}x24+0+0", "-x", program])
        self.until(lambda: "terminal" in self.raw())
        self.keyboard.focus(100, 100)

    def start(self, command):
        with open(os.path.join(self.folder, "out"), "ab") as out:
            self.children.append(subprocess.Popen(command, stdout=out, stderr=out, stdin=subprocess.DEVNULL))

    def raw(self):
        try:
            with open(self.log, encoding="utf-8", errors="replace") as file:
                return file.read()
        except OSError:
            return ""

    def until(self, ready):
        end = time.time() + START
        while time.time() < end:
            if ready():
                return
            time.sleep(0.1)

    def settle(self, longest):
        """Until nothing has been logged for a while."""
        end, size, since = time.time() + longest, -1, time.time()
        while time.time() < end:
            now = os.path.getsize(self.log) if os.path.exists(self.log) else 0
            if now != size:
                size, since = now, time.time()
            elif time.time() - since > QUIET:
                return
            time.sleep(0.05)

    def said(self):
        """What has been said since the last call."""
        found = SAID.findall(self.raw())
        new, self.told = found[self.told:], len(found)
        return [" ".join(text.split()) for text in new if text.strip()]

    def press(self, name):
        self.keyboard.press(NAMES[name])
        time.sleep(LETTER)

    def type(self, text):
        for letter in text:
            self.keyboard.press(letter)
            time.sleep(LETTER)

    def close(self):
        for child in reversed(self.children):
            child.terminate()
        for child in self.children:
            try:
                child.wait(3)
            except subprocess.TimeoutExpired:
                child.kill()


def visit(keys, command, columns, folder):
    words = re.findall(r"<([^<>]+)>|([^<]+)", keys)
    orca = Orca(command, columns, folder, Keyboard("".join(letters for _, letters in words)))
    try:
        orca.settle(START)
        orca.said()
        open(orca.go, "w", encoding="utf-8").close()
        orca.settle(LONGEST)
        tell(orca)
        for name, letters in words:
            print("KEY", f"<{name}>" if name else letters, sep="\t", flush=True)
            orca.press(name) if name else orca.type(letters)
            orca.settle(LONGEST)
            tell(orca)
    finally:
        orca.close()
        if os.environ.get("KEEP"): shutil.copy(orca.log, os.environ["KEEP"])


def tell(orca):
    for text in orca.said():
        print("SAY", text, sep="\t", flush=True)


def inside(options, command):
    """The display is started here, then everything else on it."""
    folder = tempfile.mkdtemp(prefix="orca-")
    display_read, display_write = os.pipe()
    with open(os.path.join(folder, "x"), "wb") as out:
        server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(display_write), "-screen", "0", "1400x600x24", "-nolisten", "tcp"],
            pass_fds=[display_write], stdout=out, stderr=out)
    os.close(display_write)
    try:
        number = os.read(display_read, 16).decode().strip()
        os.environ.update(DISPLAY=f":{number}", HOME=folder, XDG_RUNTIME_DIR=folder, LANG="C.UTF-8", LC_ALL="C.UTF-8",
                          XDG_DATA_HOME=os.path.join(folder, "data"), XDG_CONFIG_HOME=os.path.join(folder, "config"),
                          GSETTINGS_BACKEND="memory", GTK_MODULES="gail:atk-bridge", NO_AT_BRIDGE="0")
        os.chmod(folder, 0o700)
        visit(options.keys, command, options.columns, folder)
    finally:
        server.terminate()
        server.wait()
        shutil.rmtree(folder, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--columns", type=int, default=100)
    parser.add_argument("keys")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    command = options.command[1:] if options.command[:1] == ["--"] else options.command
    missing = [name for name in NEEDED if not shutil.which(name)]
    if missing:
        print("SKIP", "not installed: " + ", ".join(missing), sep="\t")
        return
    if "ORCA_BUS" not in os.environ:
        os.environ["ORCA_BUS"] = "1"
        os.execvp("dbus-run-session", ["dbus-run-session", "--", sys.executable, os.path.abspath(__file__), *sys.argv[1:]])
    inside(options, command)


if __name__ == "__main__":
    main()
