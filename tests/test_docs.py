"""The documents stay true: commands, keys, exit statuses, JSON, tables and keys of the data."""

from __future__ import annotations

import importlib.util
import json
import re
import shlex
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any, get_args

import pytest
from pydantic import BaseModel

import program
from catalogs import shipped
from person import Person
from spotguide import errors
from spotguide.core import constants
from spotguide.core.catalog.cues import FIELDS, CuesFile
from spotguide.core.catalog.doses import DosesFile
from spotguide.core.catalog.experiments import ExperimentsFile
from spotguide.core.catalog.safety import SafetyFile
from spotguide.core.catalog.spots import SpotsFile
from spotguide.core.catalog.teaching import (
    ComplaintsFile,
    LessonsFile,
    MusclesFile,
    ReferencesFile,
    ToolsFile,
    TopicsFile,
)
from spotguide.core.keys.maps import DESK, FLOOR
from spotguide.core.notes import REASONS, HoldEnd
from spotguide.core.plan.phases import Kind
from spotguide.core.session.events import Event, Mute, Repeat, Stop
from spotguide.core.session.table import LABELS, Act, act
from spotguide.live.treating import ENDED_EARLY, SIGNALS, STATUS

Run = Callable[..., program.Result]

ROOT = Path(__file__).resolve().parents[1]
DOCS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
README, SESSION, JSON, CATALOG = (
    (ROOT / name).read_text(encoding="utf-8")
    for name in ("README.md", "docs/session.md", "docs/json.md", "docs/catalog.md")
)
ANSWERED = ("--cleared", "--side", "left", "--by", "self", "--tool", "tennis-ball")
FILES: Mapping[str, type[BaseModel]] = {
    "spots": SpotsFile, "lessons": LessonsFile, "muscles": MusclesFile, "tools": ToolsFile,
    "complaints": ComplaintsFile, "topics": TopicsFile, "safety": SafetyFile,
    "doses": DosesFile, "cues": CuesFile, "references": ReferencesFile,
    "experiments": ExperimentsFile,
}  # fmt: skip
SPELLED = {
    "→": "right", "←": "left", "↑": "up", "↓": "down",
    "left click": "mouse-left", "right click": "mouse-right", "middle click": "mouse-middle",
}  # fmt: skip
"""Keys that the documents write otherwise than the maps."""


def section(text: str, heading: str) -> str:
    """Return what stands under a heading, up to the next of its kind or a higher one."""
    level = heading.partition(" ")[0]
    _, found, rest = f"\n{text}".partition(f"\n{heading}\n")
    assert found, f"no heading {heading!r}"
    return re.split(rf"(?m)^#{{1,{len(level)}}} ", rest)[0]


def rows(text: str, *header: str) -> list[tuple[str, ...]]:
    """Return the cells of each row below the first table with this header."""
    _, found, rest = text.partition(f"| {' | '.join(header)} |\n")
    assert found, f"no table {header}"
    lines = rest.splitlines()[1:]
    table = lines[: next((n for n, line in enumerate(lines) if line[:1] != "|"), len(lines))]
    return [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in table]


def quoted(text: str) -> list[str]:
    """Return what stands between backticks."""
    return re.findall(r"`([^`]+)`", text)


# README: commands, keys, statuses, the picture


def commands() -> Iterator[list[str]]:
    """Yield the words of each spotguide command in the README, and in backticks in its text."""
    blocks = re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    for line in (*lines, *quoted(re.sub(r"```.*?```", "", README, flags=re.DOTALL))):
        for part in line.split(" && "):
            words = shlex.split(part)
            names = [n for n, word in enumerate(words) if word.rpartition("/")[2] == "spotguide"]
            runs = names and (names[0] == 0 or words[:2] == ["uv", "run"])
            if runs and len(words) > names[0] + 1:
                yield words[names[0] + 1 :]


INSTALL = ["--install-completion"]
NOT_HERE = {"resume": "no session to go on with", "profile ask": "Input has ended"}
"""What a command says that needs a past, or somebody to answer."""
COMMANDS = [list(words) for words in dict.fromkeys(map(tuple, commands()))]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_command_of_the_readme_is_one(words: list[str], run: Run) -> None:
    """Options are parsed before the help is shown, so an unknown one ends with status 2."""
    shown = run(*words, "--help")
    assert shown.status == 0, shown.err


@pytest.mark.parametrize("words", [words for words in COMMANDS if words != INSTALL], ids=" ".join)
def test_a_command_of_the_readme_works(
    words: list[str], run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A session is only previewed; a name of several spots is asked about, here by its error.

    What writes into the home folder is run by the tests of completion, in one of their own.
    """
    monkeypatch.chdir(tmp_path)  # some write a file
    done = run(*words, *(["--preview"] if words[0] == "treat" else []))
    reason = NOT_HERE.get(" ".join(words), "means several things")
    assert done.status == 0 or reason in done.err


def test_the_readme_shows_commands_at_all() -> None:
    shown = {words[0] for words in COMMANDS if words != INSTALL}
    assert {"list", "find", "explain", "treat", "history", "search", "map", "card"} <= shown


def test_every_command_stands_in_the_readme(run: Run) -> None:
    listed = run("--help").out.partition("Commands:")[2]
    names = re.findall(r"(?m)^  ([a-z]+) ", listed)
    assert [quoted(row[0])[0] for row in rows(README, "command", "what it does")] == names


def test_completion_is_set_up_as_the_readme_says(run: Run) -> None:
    told = section(README, "### Completions")
    assert f"\n```console\nspotguide {' '.join(INSTALL)}\n```\n" in told
    options = re.findall(r"--[a-z]+-[a-z]+", told)
    assert set(options) <= set(re.findall(r"--[a-z]+-[a-z]+", run("--help").out))


def test_the_readme_has_the_command_that_is_run_for_every_change() -> None:
    checked = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    pattern = re.search(r"grep -m1 -x '([^']+)'", checked)
    assert pattern
    assert re.search(f"(?m)^{pattern[1]}$", README)


def keys_of(cell: str) -> tuple[str, ...]:
    """Return the keys that a cell of the README names, as the maps call them."""
    names = [name.strip().strip("`") for name in cell.split(", ")]
    return tuple(SPELLED.get(name, name.lower().replace(" ", "-")) for name in names)


@pytest.mark.parametrize(
    ("table", "before"), [(DESK, "While you read"), (FLOOR, "While you press")]
)
def test_the_keys_of_the_readme_are_those_of_the_map(
    table: Mapping[type[Event], tuple[str, ...]], before: str
) -> None:
    text = README[README.index(before) :]
    named = [keys_of(row[0]) for row in rows(text, "keys", "what they do")]
    beside = {("digits",), ("up", "down"), ("any-other-key",)}
    assert [keys for keys in named if keys not in beside] == [*_in_order(table, named)]


def _in_order(
    table: Mapping[type[Event], tuple[str, ...]], named: list[tuple[str, ...]]
) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a map, in the order of the document where it has them."""
    wanted = list(table.values())
    yield from (keys for keys in named if keys in wanted)
    yield from (keys for keys in wanted if keys not in named)


def statuses() -> set[int]:
    """Return every exit status that the program knows."""
    known = {0, ENDED_EARLY, *SIGNALS.values(), *STATUS.values()}
    for found in vars(errors).values():
        if isinstance(found, type) and issubclass(found, errors.SpotguideError):
            known.add(found.exit_status)
    return known


def test_the_exit_statuses_of_the_readme_are_those_of_the_program() -> None:
    cells = [row[0] for row in rows(README, "exit status", "meaning")]
    assert [int(status) for cell in cells for status in cell.split(", ")] == sorted(statuses())


def test_the_readme_names_the_signals_in_the_order_of_their_statuses() -> None:
    (said,) = [row[1] for row in rows(README, "exit status", "meaning") if "129" in row[0]]
    assert re.findall(r"\b[A-Z]{3,4}\b", said) == sorted(SIGNALS, key=lambda name: SIGNALS[name])


def test_the_plain_lines_of_the_readme_are_those_of_a_session(run: Run) -> None:
    (shown,) = re.findall(r"```text\n(.*?)```", README, re.DOTALL)
    wanted = ("treat", "2", *ANSWERED, "--before", "skip", "--rehearse", "--plain")
    assert shown in run(*wanted, tty=True, **Person().world()).out


def test_the_safety_section_says_what_the_data_say() -> None:
    about = shipped().safety.about
    said = " ".join(section(README, "## Safety first").split())
    assert about.purpose.removeprefix("These questions ") in said
    for sentence in (about.limits, about.when_unsure, about.emergency):
        assert sentence in said


def picture() -> ModuleType:
    """Return tools/picture.py, which is no part of the package."""
    spec = importlib.util.spec_from_file_location("picture", ROOT / "tools" / "picture.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_picture_is_the_screen_as_it_is_drawn_now(pytestconfig: pytest.Config) -> None:
    """If it differs: `python tools/picture.py`, then look at it."""
    drawing = picture()
    screen = drawing.rows(drawing.in_the_hold())
    if pytestconfig.getoption("--update-golden"):
        drawing.PICTURE.write_text(drawing.svg(screen), encoding="utf-8", newline="\n")
    assert drawing.PICTURE.read_text(encoding="utf-8") == drawing.svg(screen)


# docs/session.md


def phase_table() -> str:
    """Draw what each event does in each phase, acts in the order of the events."""
    drawn = ["| phase | what the events do |", "|---|---|"]
    for kind in Kind:
        done: dict[Act, list[str]] = {}
        for event in get_args(Event):
            found = act(kind, event)
            if found is not None and event not in (Stop, Repeat, Mute):
                done.setdefault(found, []).append(event.__name__)
        cells = [f"{', '.join(names)}: *{LABELS[found]}*" for found, names in done.items()]
        drawn.append(f"| {kind.value} | {' · '.join(cells)} |")
    return "\n".join(drawn) + "\n"


def test_the_table_of_phases_is_drawn_from_the_code(pytestconfig: pytest.Config) -> None:
    path, begin, end = (
        ROOT / "docs" / "session.md",
        "<!-- begin phases -->\n",
        "<!-- end phases -->",
    )
    before, _, rest = path.read_text(encoding="utf-8").partition(begin)
    kept, _, after = rest.partition(end)
    drawn = f"\n{phase_table()}\n"
    if pytestconfig.getoption("--update-golden"):
        path.write_text(f"{before}{begin}{drawn}{end}{after}", encoding="utf-8", newline="\n")
        kept = drawn
    assert kept == drawn


def test_stop_repeat_and_mute_are_allowed_in_every_phase() -> None:
    everywhere = {Stop: Act.STOP, Repeat: Act.REPEAT, Mute: Act.MUTE}
    for kind in Kind:
        assert {event: act(kind, event) for event in everywhere} == everywhere


def test_the_numbers_of_the_engine_are_those_in_the_code() -> None:
    said = {
        quoted(row[0])[0]: float(row[1]) for row in rows(SESSION, "name", "value", "what it is")
    }
    assert said == {name: value for name, value in vars(constants).items() if name.isupper()}


def test_every_end_of_a_session_is_told() -> None:
    told = [quoted(row[0])[0] for row in rows(SESSION, "it ended", "because")]
    assert told == list(REASONS)


# docs/json.md


def record(run: Run) -> dict[str, Any]:
    done = run("treat", "2", *ANSWERED, "--rehearse", "--json", tty=True, **Person().world())
    found: dict[str, Any] = json.loads(done.out)
    return found


def written(name: str, run: Run) -> dict[str, Any]:
    """Return one object of what a command writes under --json."""
    if name == "treat":
        return record(run)
    if name == "history":
        done = run("treat", "2", *ANSWERED, "--before", "4", "--position", "wall", "--no-input",
                   tty=True, **Person().world())  # fmt: skip
        assert done.status == 0, done.err
    words = {
        "list": ("list",),
        "find": ("find", "low", "hip"),
        "search": ("search", "kidney"),
        "history": ("history",),
        "treat --preview": ("treat", "2", "--preview"),
    }[name]
    found: Any = json.loads(run(*words, "--json").out)
    one: dict[str, Any] = found[0] if isinstance(found, list) else found
    return one


def documented(name: str) -> list[str]:
    """Return the keys in the table of a section of docs/json.md."""
    table = rows(section(JSON, f"## {name}"), "key", "value")
    return [key for row in table for key in quoted(row[0])]


@pytest.mark.parametrize("name", ["list", "find", "search", "treat", "treat --preview"])
def test_the_keys_of_the_json_are_documented(name: str, run: Run) -> None:
    assert list(written(name, run)) == documented(name)


def test_the_history_has_the_keys_of_a_record_without_again(run: Run) -> None:
    assert list(written("history", run)) == documented("treat")[:-1]


@pytest.mark.parametrize("name", ["list", "treat", "treat --preview"])
def test_the_keys_inside_the_json_are_documented(name: str, run: Run) -> None:
    text = section(JSON, f"## {name}")
    told = {key for group in re.findall(r"\{([^}]*)\}", text) for key in group.split(", ")}
    told = {key.partition(":")[0].strip('"') for key in told}
    assert set(_inner(written(name, run))) == told


def _inner(value: object, depth: int = 0) -> Iterator[str]:
    """Yield each key below the first level."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if depth:
                yield key
            yield from _inner(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from _inner(inner, depth)


def test_each_reason_for_the_end_of_a_hold_is_documented() -> None:
    told = [quoted(row[0])[0] for row in rows(section(JSON, "## treat"), "`how`", "why")]
    assert told == [*get_args(HoldEnd), "null"]


def test_each_reason_for_the_end_of_a_session_is_documented() -> None:
    (cell,) = [row[1] for row in rows(section(JSON, "## treat"), "key", "value")
               if row[0] == "`ended`"]  # fmt: skip
    assert quoted(cell) == [*REASONS, "null"]


TOPICS = {
    "spot": "2", "muscle": "quadratus lumborum", "tool": "tennis ball", "complaint": "stiff neck",
    "topic": "dose", "reference": "hou-2002", "overview": "",
}  # fmt: skip


@pytest.mark.parametrize("kind", TOPICS)
def test_the_keys_of_explain_are_documented(kind: str, run: Run) -> None:
    table = {quoted(row[0])[0]: row[1]
             for row in rows(section(JSON, "## explain"), "`kind`", "keys beside it")}  # fmt: skip
    assert set(table) == set(TOPICS)
    found = json.loads(run("explain", *TOPICS[kind].split(), "--kind", kind, "--json").out
                       if kind != "overview" else run("explain", "--json").out)  # fmt: skip
    told = [quoted(part)[0] for part in table[kind].split(" · ")]
    assert set(found) - {"kind"} == set(told)


# docs/catalog.md


def keys(model: type[BaseModel]) -> Iterator[str]:
    """Yield each key that a file of the data may have, tables within tables included."""
    for name, field in model.model_fields.items():
        yield field.alias or name
        for inner in _models(field.annotation):
            yield from keys(inner)


def _models(wanted: Any) -> Iterator[type[BaseModel]]:
    if isinstance(wanted, type) and issubclass(wanted, BaseModel):
        yield wanted
        return
    for inner in get_args(wanted):
        yield from _models(inner)


@pytest.mark.parametrize("file", FILES)
def test_every_key_of_the_data_is_documented(file: str) -> None:
    told = section(CATALOG, f"## {file}.toml") + section(CATALOG, "## Claims")
    for key in keys(FILES[file]):
        table = re.search(rf"\[[a-z_.]*\b{re.escape(key)}(\.NAME)?\]", told)
        assert table or key in re.findall(r"[\w-]+", " ".join(quoted(told))), key


def test_every_field_of_a_cue_is_documented() -> None:
    told = [key for row in rows(CATALOG, "field", "is") for key in quoted(row[0])]
    assert {key.strip("{}") for key in told} == FIELDS


def test_every_module_with_rules_is_documented() -> None:
    told = {key for row in rows(CATALOG, "in `core/catalog`", "what it checks")
            for key in quoted(row[0])}  # fmt: skip
    folder = ROOT / "src" / "spotguide" / "core" / "catalog"
    assert {path.name for path in folder.glob("*_rules.py")} | {"links.py", "claims.py"} <= told
    assert all((folder / name).exists() for name in told)


# All documents


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_a_link_leads_to_a_file(path: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8"))
    for link in links:
        assert link.startswith("https://") or (path.parent / link).exists(), link


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_a_document_holds_no_machine_path_and_no_emoji(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"(?<![\w.~/])/(work|tmp|home|root|Users)/", text)
    assert not re.search(r"[\U0001F000-\U0001FAFF\u2600-\u27BF\uFE0F]", text)


def test_the_recipes_of_the_justfile_are_those_that_are_told() -> None:
    told = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    just = (ROOT / "justfile").read_text(encoding="utf-8")
    recipes = re.findall(r"(?m)^([a-z]+)(?: \*args)?:(.*)\n((?:    .*\n?)*)", just)
    table = dict(rows(told, "recipe", "command"))
    assert set(table) == {f"`just {name}`" for name, _, _ in recipes if name != "default"}
    for name, _, body in recipes:
        if body and name != "default":
            assert body.strip().removesuffix(" {{ args }}") == quoted(table[f"`just {name}`"])[0]
