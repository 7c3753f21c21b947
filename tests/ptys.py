"""Run a program on a pseudo-terminal under a small shell with job control, and watch it.

    with spawn([sys.executable, "-c", PROGRAM]) as terminal:
        terminal.wait_for("ready")
        terminal.write("q")
        assert terminal.wait() == 0
        assert terminal.modes() == COOKED

Run as a program this file is that shell: it starts its arguments in the foreground and, as a shell
does, takes the terminal back with its own modes when they stop. It tells what happened between two
NUL bytes on the terminal itself, so that events and output keep their order.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyte

PATIENCE = 10.0  # seconds until a test that waits has failed
COOKED = dict.fromkeys(("icanon", "echo", "isig", "iexten", "ixon", "opost"), True)
CBREAK = COOKED | dict.fromkeys(("icanon", "echo", "iexten", "ixon"), False)
FOREGROUND, BACKGROUND = b"f", b"b"


def modes_of(fd: int) -> dict[str, bool]:
    """Return the modes that matter of the terminal on this descriptor."""
    modes = termios.tcgetattr(fd)
    kept = {"ixon": modes[0] & termios.IXON, "opost": modes[1] & termios.OPOST}
    for name in ("icanon", "echo", "isig", "iexten"):
        kept[name] = modes[3] & getattr(termios, name.upper())
    return {name: bool(value) for name, value in kept.items()}


def spawn(
    argv: Sequence[str],
    env: Mapping[str, str] | None = None,
    size: tuple[int, int] = (80, 24),
) -> Terminal:
    """Start a program in the foreground of a new terminal of so many columns and rows."""
    master, slave = os.openpty()
    commands, commanding = os.pipe()
    gone, alive = os.pipe()
    set_size(master, size)
    shell = subprocess.Popen(
        [sys.executable, "-I", "-S", __file__, str(commands), *argv],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        start_new_session=True,
        pass_fds=(commands, alive),
        env={**os.environ, "TERM": "xterm-256color", **(env or {})},
    )
    for fd in (slave, commands, alive):
        os.close(fd)
    return Terminal(shell, master, commanding, gone, size)


def set_size(fd: int, size: tuple[int, int]) -> None:
    """Give a terminal so many columns and rows; its foreground hears WINCH."""
    columns, rows = size
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


class Terminal:
    """One program on its terminal, as a person at it sees it. Every wait fails after PATIENCE."""

    def __init__(
        self,
        shell: subprocess.Popen[bytes],
        master: int,
        commanding: int,
        gone: int,
        size: tuple[int, int],
    ) -> None:
        import pyte

        self.output = b""
        self._shell, self._master, self._commanding, self._gone = shell, master, commanding, gone
        self._raw = b""  # read, and not yet told apart
        self._found = 0  # where the last match in the output ended
        self._events: list[dict[str, Any]] = []
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self.pid: int = self._event("started")["pid"]

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def write(self, keys: bytes | str) -> None:
        """Type these keys, in one write."""
        os.write(self._master, keys.encode() if isinstance(keys, str) else keys)

    def wait_for(self, text: bytes | str, timeout: float = PATIENCE) -> None:
        """Wait for a text in the output, after the one that was found last."""
        wanted = text.encode() if isinstance(text, str) else text
        self._until(lambda: wanted in self.output[self._found :], repr(text), timeout)
        self._found = self.output.index(wanted, self._found) + len(wanted)

    def wait_shown(self, text: str, timeout: float = PATIENCE) -> None:
        """Wait until a row of the screen contains this text."""
        self._until(lambda: any(text in row for row in self._screen.display), repr(text), timeout)

    def signal(self, name: str) -> None:
        """Send a signal, named without SIG, to the program alone."""
        os.kill(self.pid, getattr(signal, f"SIG{name}"))

    def stopped(self) -> dict[str, bool]:
        """Wait until the program is stopped; return the modes in which it left the terminal."""
        modes: dict[str, bool] = self._event("stopped")["modes"]
        return modes

    def stop(self) -> dict[str, bool]:
        """Stop the program by the signal that nobody can catch; return the modes it left."""
        self.signal("STOP")
        return self.stopped()

    def passes(self, seconds: float) -> float:
        """Let real time pass, for a program whose own clock is looked at; return how much did."""
        began = time.monotonic()
        end = began + seconds
        while (left := end - time.monotonic()) > 0:
            self._read(left)
        return time.monotonic() - began

    def foreground(self) -> None:
        """Continue the stopped program and give it the terminal, as `fg` does."""
        os.write(self._commanding, FOREGROUND)

    def background(self) -> None:
        """Continue the stopped program without the terminal, as `bg` does."""
        os.write(self._commanding, BACKGROUND)

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the window."""
        self._screen.resize(rows, columns)
        set_size(self._master, (columns, rows))

    def screen(self) -> pyte.Screen:
        """Return the screen as it is shown, with what has arrived by now."""
        while self._read(0):
            pass
        return self._screen

    def modes(self) -> dict[str, bool]:
        """Return the modes of the terminal now."""
        return modes_of(self._master)

    def restored(self) -> bool:
        """Say whether cursor and main screen are back, and all that was asked for is given up."""
        off = [(b"?25l", b"?25h"), (b"?7l", b"?7h")]
        off += [(b"?%dh" % mode, b"?%dl" % mode) for mode in (1049, 2026, 1000, 1006, 1004)]
        return all(self.output.rfind(a) <= self.output.rfind(b) for a, b in off)

    def wait(self) -> int:
        """Wait for the end; return the exit status, negative where a signal ended the program."""
        status: int = self._event("exited")["status"]
        return status

    def hang_up(self) -> None:
        """Close the window, and wait until the program and the shell are gone."""
        os.close(self._master)
        self._master = -1
        assert select.select([self._gone], [], [], PATIENCE)[0], "the program lives on"

    def close(self) -> None:
        """End whatever is left."""
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        self._shell.kill()
        self._shell.wait()
        for fd in (self._master, self._commanding, self._gone):
            if fd >= 0:
                os.close(fd)

    def _event(self, name: str) -> dict[str, Any]:
        """Wait for the next event; it must be this one."""
        self._until(lambda: bool(self._events), f"the program has {name}", PATIENCE)
        event = self._events.pop(0)
        assert event["event"] == name, f"{event}, not {name}; {self.output!r}"
        return event

    def _until(self, true: Callable[[], bool], what: str, timeout: float) -> None:
        """Read until it is true."""
        end = time.monotonic() + timeout
        while not true():
            left = end - time.monotonic()
            assert left > 0, f"never came: {what}; {self.output!r}"
            self._read(left)

    def _read(self, timeout: float) -> bool:
        """Read once, and tell output and events apart; False where nothing came."""
        if not select.select([self._master], [], [], timeout)[0]:
            return False
        self._raw += os.read(self._master, 65536)
        *whole, self._raw = re.split(rb"(\0[^\0]*\0)", self._raw)
        if b"\0" not in self._raw:
            whole, self._raw = [*whole, self._raw], b""
        for part in whole:
            if part.startswith(b"\0"):
                self._events.append(json.loads(part[1:-1]))
            else:
                self.output += part
                self._stream.feed(part)
        return True


def run_shell(commands: int, argv: Sequence[str]) -> None:
    """Be the shell: run the arguments, and obey until the commands are closed."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    ignored = (signal.SIGTTOU, signal.SIGTTIN, signal.SIGTSTP, signal.SIGINT, signal.SIGQUIT)
    for number in ignored:
        signal.signal(number, signal.SIG_IGN)
    job = os.fork()
    if not job:
        os.setpgid(0, 0)
        os.tcsetpgrp(0, os.getpid())
        for number in (*ignored, signal.SIGPIPE):
            signal.signal(number, signal.SIG_DFL)
        os.close(commands)
        os.execvp(argv[0], argv)
    with suppress(OSError):  # it was quicker
        os.setpgid(job, job)
    tell(event="started", pid=job)
    woken, waking = os.pipe()
    os.set_blocking(waking, False)
    signal.set_wakeup_fd(waking)
    signal.signal(signal.SIGCHLD, lambda number, frame: None)
    own, over = termios.tcgetattr(0), False
    while True:
        over = over or watch(job, own)
        ready, _, _ = select.select([commands, woken], [], [])
        if woken in ready:
            os.read(woken, 64)
        if commands in ready:
            command = os.read(commands, 1)
            if not command:
                return
            if command == FOREGROUND:
                os.tcsetpgrp(0, job)
            os.killpg(job, signal.SIGCONT)


def watch(job: int, own: list[Any]) -> bool:
    """Tell when the job has stopped or exited and take the terminal back; True at its end."""
    pid, status = os.waitpid(job, os.WNOHANG | os.WUNTRACED)
    if not pid:
        return False
    os.tcsetpgrp(0, os.getpgrp())
    if os.WIFSTOPPED(status):
        modes = modes_of(0)
        termios.tcsetattr(0, termios.TCSANOW, own)
        tell(event="stopped", modes=modes)
        return False
    tell(event="exited", status=os.waitstatus_to_exitcode(status))
    return True


def tell(**event: Any) -> None:
    """Write an event between two NUL bytes."""
    os.write(1, b"\0" + json.dumps(event).encode() + b"\0")


if __name__ == "__main__":
    run_shell(int(sys.argv[1]), sys.argv[2:])
