#!/usr/bin/env python3
"""Runs a terminal program under a reader of the desktop and prints what the reader tells.

    desktop.py orca|brltty [--columns N] KEYS -- COMMAND [ARGUMENT ...]

KEYS and the lines that are printed are those of `reader.py`; what BRLTTY shows on a display of 40
cells is a SAY too. Both read a VTE terminal (xfce4-terminal) on a display that nobody sees (Xvfb),
on a message bus of its own, by way of AT-SPI. What Orca says stands in its debug log; BRLTTY's
display is its virtual one. A last line tells what was not to be had: SKIP, a tab, the reason; exit
code 0.
"""
import argparse
import ctypes
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time

NEEDED = ("Xvfb", "xfce4-terminal", "dbus-run-session")
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
# Keys whose letters are changed: none of them is Shift, Control or Alt on any keyboard.
SPARE_KEYS = [*range(208, 255), *range(140, 200)]
START, QUIET, LONGEST, LETTER, STILL = 30.0, 1.2, 6.0, 0.04, 3.0


class NotHere(Exception):
    """Why the reader cannot run on this machine."""


class Keyboard:
    """Types on the display. Each letter of a visit has a key of its own, so that kanji too come as keys."""

    def __init__(self, letters):
        self.x = ctypes.CDLL("libX11.so.6")
        self.test = ctypes.CDLL("libXtst.so.6")
        self.x.XOpenDisplay.restype = ctypes.c_void_p
        self.x.XStringToKeysym.restype = ctypes.c_ulong
        self.display = ctypes.c_void_p(self.x.XOpenDisplay(None))
        self.codes = {}
        for code, letter in enumerate(sorted(set(letters)) + sorted(NAMES.values())):
            code = SPARE_KEYS[code]
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
            self.test.XTestFakeKeyEvent(self.display, self.codes[letter], down, 0)
        self.x.XFlush(self.display)


class Desktop:
    """The reader, the terminal and the program in it, on the display and the bus of this process."""

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
        self.program, self.columns = program, columns

    def begin(self):
        """Starts the reader and the terminal, and waits until the one is on the other."""
        self.begin_reader()
        self.start(["xfce4-terminal", "--disable-server", "--hide-menubar", "--hide-toolbar", "--hide-scrollbar",
                    "--hide-borders", f"--geometry={self.columns}x24+0+0", "-x", self.program])
        self.keyboard.focus(100, 100)
        self.begin_reading()

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
                return True
            time.sleep(0.1)
        return False

    def settle(self, longest):
        """Until the reader has been still for a while."""
        end, size, since = time.time() + longest, -1, time.time()
        while time.time() < end:
            now = self.progress()
            if now != size:
                size, since = now, time.time()
            elif time.time() - since > QUIET:
                return
            time.sleep(0.05)

    def begun(self):
        """Until the reader has done with what the program writes at its start."""
        self.settle(LONGEST)

    def said(self):
        """What has been told since the last call."""
        found = self.found()
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


class Orca(Desktop):
    """Orca; all that it does stands in its log."""

    NEEDED = "orca"

    def begin_reader(self):
        self.start([sys.executable, "-c", ORCA, self.log])
        if not self.until(lambda: "Screen reader on" in self.raw()):
            raise NotHere("Orca does not start here")

    def begin_reading(self):
        if not self.until(lambda: "[terminal |" in self.raw()):
            raise NotHere("Orca sees no terminal here")

    def progress(self):
        return os.path.getsize(self.log)

    def found(self):
        return SAID.findall(self.raw())


class Brltty(Desktop):
    """BRLTTY with its AT-SPI screen driver and a braille display that is a connection."""

    NEEDED = "brltty"

    def begin_reader(self):
        # AT-SPI tells it of the focus only where the terminal is there first.
        self.shown = []

    def begin_reading(self):
        time.sleep(STILL)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        own = lambda name: os.path.join(self.folder, name)
        self.start(["brltty", "--no-daemon", "--standard-error", "--braille-driver=vr",
                    f"--braille-device=server:127.0.0.1:{port}", "--screen-driver=a2", "--speech-driver=no",
                    "--no-api", "--configuration-file=/dev/null", "--pid-file=" + own("pid"),
                    "--writable-directory=" + self.folder, "--updatable-directory=" + self.folder])
        display = None
        end = time.time() + START
        while display is None and time.time() < end:
            try:
                display = socket.create_connection(("127.0.0.1", port))
            except OSError:
                time.sleep(0.1)
        if display is None:
            raise NotHere("BRLTTY opens no virtual display here")
        display.sendall(b"cells 40\n")
        threading.Thread(target=self.listen, args=(display.makefile(encoding="utf-8", errors="replace"),),
                         daemon=True).start()
        if not self.until(lambda: self.shown):
            raise NotHere("BRLTTY shows nothing here")

    def listen(self, lines):
        for line in lines:
            kind, _, rest = line.strip().partition(" ")
            if kind == "Visual":
                self.shown.append(rest.strip('"'))

    def begun(self):
        before = len(self.shown)
        self.until(lambda: len(self.shown) > before)
        self.settle(LONGEST)

    def progress(self):
        return len(self.shown)

    def found(self):
        return list(self.shown)


def visit(reader, keys, command, columns, folder):
    words = re.findall(r"<([^<>]+)>|([^<]+)", keys)
    keyboard = Keyboard("".join(letters for _, letters in words))
    desktop = READERS[reader](command, columns, folder, keyboard)
    try:
        desktop.begin()
        desktop.settle(START)
        desktop.said()
        open(desktop.go, "w", encoding="utf-8").close()
        desktop.begun()
        tell(desktop)
        for name, letters in words:
            print("KEY", f"<{name}>" if name else letters, sep="\t", flush=True)
            desktop.press(name) if name else desktop.type(letters)
            desktop.settle(LONGEST)
            tell(desktop)
    finally:
        desktop.close()


READERS = {"orca": Orca, "brltty": Brltty}


def tell(desktop):
    for text in desktop.said():
        print("SAY", text, sep="\t", flush=True)


def inside(options, command):
    """The display is started here, then everything else on it."""
    folder = tempfile.mkdtemp(prefix="desktop-")
    display_read, display_write = os.pipe()
    with open(os.path.join(folder, "x"), "wb") as out:
        server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(display_write), "-screen", "0", "1400x600x24", "-nolisten", "tcp"],
            pass_fds=[display_write], stdout=out, stderr=out)
    os.close(display_write)
    try:
        number = int(os.read(display_read, 16).decode().strip() or "-1")
        if number < 0:
            raise NotHere("Xvfb gives no display here")
        os.environ.update(DISPLAY=f":{number}", HOME=folder, XDG_RUNTIME_DIR=folder, LANG="C.UTF-8", LC_ALL="C.UTF-8",
                          XDG_DATA_HOME=os.path.join(folder, "data"), XDG_CONFIG_HOME=os.path.join(folder, "config"),
                          GSETTINGS_BACKEND="memory", GTK_MODULES="gail:atk-bridge", NO_AT_BRIDGE="0")
        os.chmod(folder, 0o700)
        visit(options.reader, options.keys, command, options.columns, folder)
    except (NotHere, OSError, ValueError) as reason:
        print("SKIP", reason, sep="\t")
    finally:
        server.terminate()
        server.wait()
        shutil.rmtree(folder, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reader", choices=sorted(READERS))
    parser.add_argument("--columns", type=int, default=100)
    parser.add_argument("keys")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    command = options.command[1:] if options.command[:1] == ["--"] else options.command
    # BRLTTY is where only administrators look.
    os.environ["PATH"] += ":/usr/sbin:/sbin"
    missing = [name for name in (READERS[options.reader].NEEDED, *NEEDED) if not shutil.which(name)]
    if missing:
        print("SKIP", "not installed: " + ", ".join(missing), sep="\t")
        return
    if "OWN_BUS" not in os.environ:
        os.environ["OWN_BUS"] = "1"
        os.execvp("dbus-run-session", ["dbus-run-session", "--", sys.executable, os.path.abspath(__file__), *sys.argv[1:]])
    inside(options, command)


if __name__ == "__main__":
    main()
