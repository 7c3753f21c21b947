"""What can go wrong as expected: each error owns its sentence and its exit status.

A sentence says what happened, where, and what to do. Anything else that is raised is a bug and
keeps its traceback.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence


class SpotguideError(Exception):
    """The base of all expected errors; `str(error)` is one clear sentence for standard error."""

    exit_status = 1


class WrongUsage(SpotguideError):
    """A command that cannot be carried out as it was written."""

    exit_status = 2


def quotable(name: str) -> str:
    """Return what a person typed, safe to show: one short line, no control or bidi character."""
    return printable(name if len(name) <= 60 else name[:57] + "...")


def printable(text: str) -> str:
    """Return a text with a question mark for each control or bidi character."""
    return "".join(letter if letter.isprintable() else "?" for letter in text)


class UnknownName(WrongUsage):
    """A name that nothing has, with the nearest names and the command to run instead.

    `hint` is one more sentence, said where there is no near name: what names there are.
    """

    def __init__(
        self, kind: str, name: str, near: Sequence[str], command: str, hint: str = ""
    ) -> None:
        self.kind, self.name, self.near = kind, name, tuple(near)
        self.command, self.hint = command, hint
        super().__init__(kind, name, near, command, hint)

    def __str__(self) -> str:
        said = f'There is no {self.kind} "{quotable(self.name)}".'
        if not self.near:
            hint = f" {self.hint}" if self.hint else ""
            return f"{said}{hint} To see what there is: {self.command}"
        *others, last = (f'"{name}"' for name in self.near)
        nearest = f"{', '.join(others)} or {last}" if others else last
        return f"{said} Did you mean {nearest}? Try: {self.command}"


class SeveralNames(WrongUsage):
    """A name that several things have: each is a command to run, and what it would show."""

    def __init__(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        self.name, self.choices = name, tuple(choices)
        super().__init__(name, choices)

    def __str__(self) -> str:
        wide = max(len(command) for command, _ in self.choices)
        lines = (f"  {command:<{wide}}  {shows}" for command, shows in self.choices)
        return "\n".join((f'"{quotable(self.name)}" means several things. Try one of:', *lines))


class BeyondLimit(WrongUsage):
    """A wish beyond a limit that no option lifts."""


class Unanswered(WrongUsage):
    """A question that no option answers, where nobody may be asked."""


class Refused(SpotguideError):
    """A session that safety does not allow now; the sentence says when it is allowed again."""

    exit_status = 4


class BrokenCatalog(SpotguideError):
    """Facts that cannot be used; one fault a line, each with file, line, table and key."""

    exit_status = 5


class UnreadableHistory(SpotguideError):
    """A history that cannot be read; the sentence says why and where it lies."""

    exit_status = 6


class UnwritableHistory(SpotguideError):
    """A history that cannot be written: a read-only folder, a full disk, another who locks it."""

    exit_status = 6

    def __init__(self, folder: str, reason: str) -> None:
        self.folder, self.reason = folder, reason
        super().__init__(folder, reason)

    def __str__(self) -> str:
        return (
            f"The history in {printable(self.folder)} cannot be written: {self.reason}; "
            "SPOTGUIDE_DATA can name another folder."
        )


class AlreadyRunning(SpotguideError):
    """A second session while a first one runs; `about` is what the first has left about itself."""

    def __init__(self, about: Mapping[str, object]) -> None:
        self.about = dict(about)
        super().__init__(self.about)

    def __str__(self) -> str:
        spot, since, process = (
            quotable(str(self.about.get(key, ""))) for key in ("spot", "started_at", "pid")
        )
        what = f" at {spot}" if spot else ""
        when = f" since {since[:16].replace('T', ' ')}" if since else ""
        where = f" in its own terminal (process {process})" if process else ""
        return f"A session{what} is running{when}; end it{where} before you begin another."
