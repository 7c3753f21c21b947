"""Hooks: programs of the person's own, run when something happens, and never waited for.

Each is a list of arguments, never a line for a shell; what happened stands in its variables. One
that fails, hangs or cannot be started is told once, and touches nothing else.
"""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Collection, Mapping

from spotguide.adapters.processes import Process, Processes
from spotguide.errors import WrongUsage, quotable

AT_ONCE = 8  # hooks that may run at the same time; what comes beyond is left out
DEADLINE = 10.0  # seconds that a hook may run

Table = Mapping[str, tuple[str, ...]]


def table(settings: Mapping[str, object], kinds: Collection[str]) -> Table:
    """Return the hooks of a settings table, by the kind of event; raise WrongUsage for others."""
    found: dict[str, tuple[str, ...]] = {}
    for kind, argv in settings.items():
        if kind not in kinds:
            known = ", ".join(sorted(kinds))
            raise WrongUsage(f"hooks: there is no event {quotable(kind)}; there are {known}.")
        found[kind] = _words(argv)
        if not all(found[kind]) or not found[kind]:
            raise WrongUsage(
                f'hooks.{kind}: this must be a list of words, such as ["notify-send", "now"].'
            )
    return found


def _words(argv: object) -> tuple[str, ...]:
    """Return the words of a list, with nothing in place of what is none."""
    words = argv if isinstance(argv, list | tuple) else ()
    return tuple(word if isinstance(word, str) else "" for word in words)


class Hooks:
    """Runs the hooks of one session; `tell` is called once a hook with what is wrong with it."""

    def __init__(
        self,
        hooks: Table,
        variables: Mapping[str, str],
        tell: Callable[[str], None],
        clock: Callable[[], float] = time.monotonic,
        processes: Processes | None = None,
    ) -> None:
        self.hooks, self.variables, self.tell = hooks, variables, tell
        self._clock, self._processes = clock, processes or Processes()
        self._running: list[tuple[str, float, Process]] = []
        self._told: set[str] = set()

    def run(self, kind: str, values: Mapping[str, object]) -> None:
        """Begin the hook of this kind of event, if there is one."""
        self.poll()
        argv = self.hooks.get(kind)
        if argv is None or len(self._running) >= AT_ONCE:
            return
        env = {**self.variables, "SPOTGUIDE_EVENT": kind, **variables(values)}
        try:
            process = self._processes.start(argv, subprocess.DEVNULL, env=env)
        except (OSError, ValueError) as error:  # not there; or a NUL in what it is to be told
            reason = getattr(error, "strerror", None) or str(error)
            self._tell(kind, f"cannot be started: {reason.lower()}")
            return
        self._running.append((kind, self._clock(), process))

    def poll(self) -> None:
        """Look at the hooks that run: tell of those that failed, end those that hang."""
        running, self._running = self._running, []
        for kind, began, process in running:
            status = process.poll()
            if status is None and self._clock() - began > DEADLINE:
                self._processes.end(process)
                self._tell(kind, f"did not end within {round(DEADLINE)} seconds")
            if process.poll() is None:
                self._running.append((kind, began, process))
            elif status:
                self._tell(kind, f"ended with status {status}")

    def close(self) -> None:
        """Look once more. A hook that still runs goes on by itself, such as that of the end."""
        self.poll()

    def _tell(self, kind: str, why: str) -> None:
        if kind not in self._told:
            self._told.add(kind)
            self.tell(f"The hook for {kind} {why}.")


def variables(values: Mapping[str, object]) -> dict[str, str]:
    """Return values as variables: SPOTGUIDE_ and the key; what there is not is empty."""
    return {f"SPOTGUIDE_{key.upper()}": _word(value) for key, value in values.items()}


def _word(value: object) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        return "1"
    if isinstance(value, list | tuple):
        return "\n".join(map(str, value))
    return str(value)
