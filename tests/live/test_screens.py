"""The live screen as a person sees it: a first session by hand, window by window."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from rich.cells import cell_len

import program
from person import BEGAN, Person, Window, typed, usual_answer
from plans import CATALOG
from program import Result
from spotguide.adapters.store import open_store
from spotguide.core.cues import script
from spotguide.core.notes import Ended, HoldOver, to_dict

Golden = Callable[[str, str], None]
MOST_KEYS, MOST_KEYS_LATER = 30, 12


class Watcher:
    """Looks at a window each second, keeps each moment that is new, and presses the usual key."""

    def __init__(self, columns: int, lines: int, leaves: bool = False) -> None:
        self.window = Window(columns, lines)
        self.leaves = leaves  # at Settle
        self.moments: list[str] = []
        self.presses = 0
        self.settled_at: int | None = None
        self._last = ""

    def look(self) -> str:
        """Return the usual key; keep the picture if its words differ from those of the last."""
        text = self.window.text
        words = re.sub(r"[\d█▀▄░: ]", "", text)
        if words != self._last:
            self._last = words
            self.moments.append(text)
        if "SETTLE" in text and self.settled_at is None:
            self.settled_at = self.presses
        if self.leaves and self.settled_at is not None:
            return "q"
        key = usual_answer(self.window)
        self.presses += bool(key)
        return key


def watched(
    folder: Path,
    *args: str,
    size: tuple[int, int] = (80, 24),
    days: int = 0,
    leaves: bool = False,
    figure: str = "auto",
) -> tuple[Watcher, int]:
    """Run a session at which somebody with the usual answers looks; return both ends."""
    watcher = Watcher(*size, leaves)
    person = Person(answer=watcher.look, began=BEGAN + timedelta(days=days))
    env = program.an_environment(
        folder, stdout=watcher.window, tty=True, columns=size[0], lines=size[1], **person.world()
    )
    args = (*args, "--figure", figure)
    return watcher, program.run("treat", *args, folder=folder, env=env).status


@pytest.mark.parametrize(("columns", "lines"), [(80, 24), (40, 12)])
def test_a_first_session_from_the_first_question_to_the_record(
    golden: Golden, tmp_path: Path, columns: int, lines: int
) -> None:
    watcher, status = watched(tmp_path, "2", size=(columns, lines), figure="off")
    assert status == 0
    ruler = f"\n{'=' * columns}\n"
    golden(f"screens-{columns}x{lines}", ruler.join([*watcher.moments, ""]))


@pytest.mark.parametrize("size", [(20, 3), (24, 5), (40, 12), (60, 8), (80, 24), (200, 60)])
def test_no_row_is_wider_than_the_window_and_the_end_is_reached(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    columns, lines = size
    watcher, status = watched(tmp_path, "2", "--rehearse", size=size)
    assert status == 0
    for moment in watcher.moments[:-1]:
        rows = moment.split("\n")
        assert len(rows) == lines
        assert max(map(cell_len, rows)) <= columns


@pytest.mark.parametrize("size", [(20, 3), (40, 12), (80, 24)])
def test_the_way_to_stop_is_always_on_the_screen(tmp_path: Path, size: tuple[int, int]) -> None:
    watcher, _ = watched(tmp_path, "2", size=size, figure="off")
    assert [moment for moment in watcher.moments[1:-2] if "q stop" not in moment] == []


@pytest.mark.parametrize("spot", [spot.number for spot in CATALOG.spots])
def test_few_keys_lead_to_the_floor_the_first_time_and_fewer_later(
    tmp_path: Path, spot: int
) -> None:
    figure = "auto" if spot in (2, 4) else "off"  # a figure never takes the words a page
    first, status = watched(tmp_path, str(spot), leaves=True, figure=figure)
    assert status == 3
    finish_the_last(tmp_path / "records")
    later, status = watched(tmp_path, str(spot), days=3, leaves=True, figure=figure)
    assert status == 3
    assert first.settled_at is not None
    assert later.settled_at is not None
    assert later.settled_at < first.settled_at <= MOST_KEYS
    assert later.settled_at <= MOST_KEYS_LATER


def finish_the_last(folder: Path) -> None:
    """Add to the history a session like the last, which was pressed to its end."""
    store = open_store(folder, BEGAN)
    (last,) = store.sessions()
    session = store.begin(last.started_at, last.spot, last.plan)
    for number, fact in enumerate((HoldOver(0, 0, 60_000, 60_000, "full"), Ended("finished"))):
        store.write(session, number, last.started_at, to_dict(fact), True)
    store.close()


def test_a_window_that_changes_its_size_is_drawn_anew(tmp_path: Path) -> None:
    person = Person(typed("\r" * 3), signals=[(5.0, "WINCH"), (8.0, "TERM")])
    window = Window()
    env = program.an_environment(tmp_path, stdout=window, tty=True, **person.world())
    program.run("treat", "2", "--cleared", folder=tmp_path, env=env)
    assert window.getvalue().count("\x1b[2J") >= 2


def test_no_color_is_no_color(tmp_path: Path) -> None:
    def shown(**variables: str) -> str:
        window = Window()
        person = Person(typed("nnn"), signals=[(5.0, "TERM")])
        env = program.an_environment(
            tmp_path, stdout=window, tty=True, variables=variables, **person.world()
        )
        program.run("treat", "2", folder=tmp_path, env=env)
        return window.getvalue()

    colors = re.compile(r"\x1b\[[0-9;]*[1-9][0-9;]*m")
    assert colors.search(shown())
    assert not colors.search(shown(NO_COLOR="1"))


@pytest.mark.parametrize(
    "variables", [{"ACCESSIBLE": "1"}, {"TERM": "dumb"}, {"TERM": ""}], ids=str
)
def test_where_a_screen_is_not_wanted_there_are_lines(
    run: Callable[..., Result], variables: dict[str, str]
) -> None:
    person = Person(typed("nq"))
    done = run("treat", "2", tty=True, variables=variables, **person.world())
    assert done.status == 3
    assert "\x1b" not in done.out
    assert done.out.startswith("Do you have any of these now?")


@pytest.mark.parametrize("size", [(80, 24), (100, 32), (200, 60)])
def test_the_figure_stands_beside_the_steps_with_its_landmark_lit(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    watcher, _ = watched(tmp_path, "2", size=size, leaves=True)
    (step,) = [one for one in watcher.moments if "Step 4 of 5" in one][:1]
    assert "Keep off: kidney" in step
    assert "B lowest rib" in step
    rows = step.split("\n")
    beside = next(row for row in rows if "Step 4 of 5" in row)
    assert beside.index("Step 4 of 5") > 35
    figure = [row[: beside.index("Step 4 of 5")] for row in rows[2:-2]]
    assert all(any(letter in row for row in figure) for letter in "ACD")


def test_there_is_no_figure_where_it_would_cost_the_words_a_page(tmp_path: Path) -> None:
    watcher, _ = watched(tmp_path, "2", leaves=True)
    (care,) = [one for one in watcher.moments if "With care here." in one][:1]
    assert "... " not in care
    small, _ = watched(tmp_path / "small", "2", size=(40, 12), leaves=True)
    assert not any("Keep off" in one for one in small.moments)


def test_the_figure_is_small_on_the_floor_and_only_in_a_large_window(tmp_path: Path) -> None:
    large, _ = watched(tmp_path / "large", "2", size=(100, 32), leaves=True)
    usual, _ = watched(tmp_path / "usual", "2", leaves=True)
    settle = next(one for one in large.moments if "SETTLE" in one)
    assert any(row.startswith("SETTLE", 42) for row in settle.split("\n"))
    settle = next(one for one in usual.moments if "SETTLE" in one)
    assert any(row.startswith("SETTLE") for row in settle.split("\n"))


def frames(folder: Path, *args: str) -> int:
    """Count how often the screen was written while a step was looked at for ten seconds."""
    window = Window()
    person = Person(typed(["\r", "\r"]), signals=[(12.0, "TERM")])
    env = program.an_environment(folder, stdout=window, tty=True, **person.world())
    answered = ("--cleared", "--side", "left", "--by", "self", "--tool", "tennis-ball")
    program.run(
        "treat", "2", *answered, "--position", "wall", "--before", "4", *args,
        folder=folder, env=env,
    )  # fmt: skip
    return window.getvalue().count("\x1b[?2026h")


def test_the_pulse_can_be_left_out(tmp_path: Path) -> None:
    moving = frames(tmp_path / "pulse", "--figure", "braille")
    assert moving > frames(tmp_path / "still", "--still", "--figure", "braille")


@pytest.mark.parametrize("size", [(40, 12), (24, 5)])
def test_hands_free_all_that_is_to_be_known_is_shown_without_a_key(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    watcher = Watcher(*size)
    person = Person(answer=lambda: watcher.look()[:0])
    env = program.an_environment(
        tmp_path, stdout=watcher.window, tty=True, columns=size[0], lines=size[1], **person.world()
    )
    said = ("--cleared", "--side", "left", "--by", "self", "--tool", "tennis-ball")
    done = program.run(
        "treat", "2", *said, "--position", "wall", "--before", "4", "--hands-free",
        folder=tmp_path, env=env,
    )  # fmt: skip
    assert done.status == 0
    shown = set(" ".join(watcher.moments).split())
    spot = CATALOG.spots[1]
    for caution in spot.cautions:
        assert set(caution.text.split()) <= shown, caution.text
    for option in ("confirm-nothing", "confirm-sign"):
        assert set(script(CATALOG.cues).text(option).split()) <= shown
