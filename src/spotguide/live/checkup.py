"""Looking at what works here by trying it: nothing is heard, changed or begun."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from spotguide.errors import SpotguideError
from spotguide.live import terminal_checks
from spotguide.views.doctor import Finding
from spotguide.views.words import counted

if TYPE_CHECKING:
    from spotguide.environment import Environment

PATIENCE = 3.0  # seconds for one device
PACKAGES = "Debian, Ubuntu: apt install {0}. Fedora: dnf install {0}. Arch: pacman -S {0}."


def checkup(env: Environment) -> Iterator[Finding]:
    """Yield a finding for each part of the program that depends on the computer."""
    for check in CHECKS:
        yield from check(env)


def _run(*argv: str, text: str = "") -> tuple[int | None, bytes]:
    """Run a program that tells nobody; return its status, None where it hangs, and its output."""
    try:
        done = subprocess.run(
            argv,
            input=text.encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE,
            check=False,
            start_new_session=True,
        )
    except subprocess.TimeoutExpired:
        return None, b""
    except OSError:
        return 127, b""
    return done.returncode, done.stdout


def _voice(env: Environment) -> Iterator[Finding]:
    from spotguide.adapters.processes import which_in
    from spotguide.adapters.voice import Wish, find

    speaker = find(Wish(), which_in(env.variables))
    if speaker is None:
        yield Finding(
            "voice", "missing", "No speaker is on the PATH.",
            f"Install espeak-ng. {PACKAGES.format('espeak-ng')} macOS: brew install espeak-ng.",
        )  # fmt: skip
        return
    program = speaker.argv[0]
    if not speaker.name.startswith("espeak"):
        yield Finding("voice", "works", f"{program}. It was not tried, since that would be heard.")
        return
    status, said = _run(program, "--stdin", "--stdout", text="one")
    if status == 0 and len(said) > 1000:
        yield Finding("voice", "works", f"{program} speaks; how loud is the sound's affair.")
        return
    how = "hangs" if status is None else f"ended with status {status} and no speech"
    yield Finding(
        "voice", "missing", f"{program} {how}.", f"Install it again, or run: {program} hi"
    )


def _sound(env: Environment) -> Iterator[Finding]:
    from spotguide.adapters.processes import which_in
    from spotguide.adapters.sound import players, write_wave

    if sys.platform == "win32":
        yield Finding("sound", "works", "winsound. It was not tried.")
        return
    commands = players(which_in(env.variables))
    failed = []
    with tempfile.TemporaryDirectory(prefix="spotguide-") as folder:
        silence = Path(folder) / "silence.wav"
        write_wave(silence, "press", 0)
        for command in commands:
            status, _ = _run(*command, str(silence))
            if status == 0:
                yield Finding("sound", "works", f"{command[0]} played a silent file.")
                return
            how = "hangs" if status is None else f"ended with status {status}"
            failed.append(f"{command[0]} {how}.")
    yield _silent(env, failed)


def _silent(env: Environment, failed: list[str]) -> Finding:
    """Return what is left where no player works."""
    cure = (
        "Is there a sound device, and does its service run? Try one of these players by hand."
        if failed
        else f"Install a player. {PACKAGES.format('alsa-utils')}"
    )
    found = " ".join(failed) or "No player is on the PATH."
    if env.stdout.isatty():
        return Finding("sound", "limited", f"{found} The bell of the terminal rings instead.", cure)
    return Finding("sound", "missing", found, cure)


def _awake(env: Environment) -> Iterator[Finding]:
    from spotguide.adapters.awake import Awake, helper
    from spotguide.adapters.processes import which_in

    command = helper(which_in(env.variables))
    cure = "Set the screen to stay on for a quarter of an hour."
    if not command and sys.platform != "win32":
        yield Finding("screen stays on", "missing", "No systemd-inhibit or caffeinate.", cure)
        return
    awake = Awake(command)
    awake.begin()
    try:
        held = awake.wait(PATIENCE)
    finally:
        awake.end()
    name = command[0] if command else "Windows"
    if held:
        yield Finding("screen stays on", "works", f"{name} keeps it on during a session.")
    else:
        yield Finding("screen stays on", "missing", f"{name} did not take.", cure)


def _settings(env: Environment) -> Iterator[Finding]:
    """Read the settings as a session would."""
    from spotguide.adapters.files import settings_file
    from spotguide.adapters.hooks import table
    from spotguide.live.events_out import KINDS
    from spotguide.live.preferences import preferred

    path = settings_file(env.variables)
    try:
        preferred(env)
        hooks = table(env.settings.get("hooks", {}), KINDS)
    except SpotguideError as error:
        yield Finding("settings", "missing", str(error), "No session begins before that is mended.")
        return
    if not path.exists():
        yield Finding("settings", "works", f"None yet; they would lie in {path}.")
        return
    yield Finding("settings", "works", f"{path}; {counted(len(hooks), 'hook')}.")


def _facts(env: Environment) -> Iterator[Finding]:
    from spotguide.adapters.files import data_folder

    try:
        spots, where = len(env.catalog.spots), data_folder()
    except SpotguideError as error:
        yield Finding("facts", "missing", str(error), "Install spotguide again.")
        return
    yield Finding("facts", "works", f"{spots} spots in {where}.")


def _records(env: Environment) -> Iterator[Finding]:
    folder = env.folder(env.variables)
    cure = "SPOTGUIDE_DATA can name another folder."
    if not folder.exists():
        parent = next((one for one in folder.parents if one.exists()), Path("/"))
        if os.access(parent, os.W_OK | os.X_OK):
            yield Finding("records", "works", f"None yet; they will lie in {folder}.")
        else:
            yield Finding("records", "missing", f"{folder} cannot be made.", cure)
        return
    if not os.access(folder, os.W_OK | os.X_OK):
        yield Finding("records", "missing", f"{folder} cannot be written.", cure)
        return
    open_to_others = [
        f"{path} has mode {mode:o}"
        for path in (folder, folder / "history.sqlite3")
        if path.exists() and (mode := stat.S_IMODE(path.stat().st_mode)) & 0o077
    ]
    if open_to_others and os.name == "posix":
        yield Finding(
            "records", "limited", f"Others may read them: {'; '.join(open_to_others)}.",
            f"chmod -R go= {folder}",
        )  # fmt: skip
        return
    yield Finding("records", "works", f"{folder}; only you can read it.")


def _database(env: Environment) -> Iterator[Finding]:
    import sqlite3
    from contextlib import closing

    path = env.folder(env.variables) / "history.sqlite3"
    if not path.exists():
        yield Finding("history", "works", f"None yet; SQLite {sqlite3.sqlite_version} is there.")
        return
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as opened:
            (said,) = opened.execute("PRAGMA quick_check(1)").fetchone()
            (sessions,) = opened.execute("SELECT count(*) FROM session").fetchone()
    except sqlite3.Error as error:
        said, sessions = str(error), 0
    if said == "ok":
        yield Finding("history", "works", f"{path} is whole; {counted(sessions, 'session')}.")
        return
    yield Finding(
        "history", "missing", f"{path}: {said}.",
        "The next session moves it aside, tells where, and begins a new one.",
    )  # fmt: skip


def _remote(env: Environment) -> Iterator[Finding]:
    from spotguide.adapters.control import NoSession, Unwatched, address, send

    try:
        path = address(env.variables, env.folder(env.variables))
        send(path, {"do": "status", "sent": env.monotonic()})
    except NoSession:
        yield Finding("remote control", "works", "No session runs now; spotguide ctl will find it.")
    except Unwatched as problem:
        yield Finding("remote control", "missing", str(problem))
    except SpotguideError as problem:
        yield Finding("remote control", "limited", str(problem))
    else:
        yield Finding("remote control", "works", "A session runs now, and answers.")


CHECKS: tuple[Callable[[Environment], Iterator[Finding]], ...] = (
    terminal_checks.terminal, terminal_checks.letters, terminal_checks.colors,
    terminal_checks.figures, terminal_checks.mouse, _voice, _sound, _awake, _settings, _facts,
    _records, _database, _remote,
)  # fmt: skip
"""What is looked at, in this order."""
