"""What can go wrong as expected: each error owns its sentence and its exit status.

A sentence says what happened, where, and what to do. Anything else that is raised is a bug and
keeps its traceback.
"""

from collections.abc import Sequence


class SpotguideError(Exception):
    """The base of all expected errors; `str(error)` is one clear sentence for standard error."""

    exit_status = 1


class WrongUsage(SpotguideError):
    """A command that cannot be carried out as it was written."""

    exit_status = 2


class UnknownName(WrongUsage):
    """A name that nothing has, with the nearest names and the command to run instead."""

    def __init__(self, kind: str, name: str, near: Sequence[str], command: str) -> None:
        self.kind, self.name, self.near, self.command = kind, name, tuple(near), command
        super().__init__(kind, name, near, command)

    def __str__(self) -> str:
        shown = self.name if len(self.name) <= 60 else self.name[:57] + "..."
        said = f'There is no {self.kind} "{shown}".'
        if not self.near:
            return f"{said} To see what there is: {self.command}"
        *others, last = (f'"{name}"' for name in self.near)
        nearest = f"{', '.join(others)} or {last}" if others else last
        return f"{said} Did you mean {nearest}? Try: {self.command}"


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
    """A history that cannot be read or written; the sentence says why and where it lies."""

    exit_status = 6
