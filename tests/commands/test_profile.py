"""`profile`: asked once, shown, changed and cleared; and what that means for `treat`."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

import program
from person import BEGAN, Person, typed
from program import Result
from spotguide.adapters.database import FILE
from spotguide.adapters.store import Store, open_store
from spotguide.commands.changing import unknown_action
from spotguide.commands.completing import CLEARED, PROFILE
from spotguide.core.catalog import Catalog
from spotguide.core.history import Outline
from spotguide.core.notes import Ended, HoldOver, Rated, to_dict
from spotguide.core.plan.remembered import Remembered

Run = Callable[..., Result]
CORNER = "thoracolumbar-corner"
ANSWERED = ("--cleared", "--side", "left", "--by", "self", "--position", "wall", "--before", "4")


@pytest.fixture(name="at")
def _at(run: Run) -> Callable[..., Result]:
    """`at(3, "profile", …)`: run it so many days after the first."""

    def later(days: float, *args: str, **world: Any) -> Result:
        now = BEGAN + timedelta(days=days)
        return run(*args, **{"now": lambda: now, **world})

    return later


@pytest.fixture(name="store")
def _store(tmp_path: Path) -> Any:
    with closing(open_store(tmp_path / "records", BEGAN)) as store:
        yield store


def kept(at: Callable[..., Result], days: float = 0) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(at(days, "profile", "--json").out)
    return found


def left_out(at: Callable[..., Result]) -> list[str]:
    return [one["id"] for some in kept(at)["left_out"].values() for one in some]


def flared(store: Store, *days: float, side: str = "left") -> None:
    """Keep sessions at spot 2, after each of which the usual pain was two points higher."""
    for day in days:
        began = BEGAN + timedelta(days=day)
        outline = Outline(CORNER, "self", "tennis-ball", "wall", (side,), ((side,),), (45,), (3,),
                          (False,))  # fmt: skip
        number = store.begin(began, CORNER, outline.to_dict())
        facts = (Rated("before", 3), HoldOver(0, 0, 45_000, 45_000, "full"), Ended("finished"),
                 Rated("after", 5))  # fmt: skip
        for seq, fact in enumerate(facts):
            store.write(number, seq, began + timedelta(minutes=seq), to_dict(fact), True)


# Shown


def test_with_nothing_kept_it_says_how_to_begin(run: Run) -> None:
    done = run("profile")
    assert (done.status, done.out) == (0, "")
    assert "spotguide profile ask" in done.err
    assert json.loads(run("profile", "--json").out) == {
        "left_out": {"spots": [], "tools": [], "positions": []},
        "owned": None,
        "answers": [],
        "closed": [],
        "reopened": [],
        "spots": [],
    }


@pytest.fixture(name="full")
def _full(at: Callable[..., Result], store: Store) -> None:
    """A profile with something in every part."""
    flared(store, -40, -30)
    flared(store, -40, -30, side="right")
    at(-29, "profile", "reopen", "2", "--side", "right", "--yes")
    at(-20, "profile", "leave-out", "4", "golf-ball", "floor")
    at(-3, "profile", "own", "tennis", "ball", "foam-roller")
    at(-40, "profile", "answer", "bruises-easily", "yes")
    at(-3, "profile", "answer", "cancer", "agreed")
    at(-2, "profile", "answer", "known-clot", "no")
    at(-2, "profile", "answer", "told-not-to", "yes", "--at", "9")


@pytest.mark.usefixtures("full")
@pytest.mark.parametrize("columns", [40, 80])
def test_it_is_a_page_that_fits(
    at: Callable[..., Result], golden: Callable[[str, str], None], tmp_path: Path, columns: int
) -> None:
    variables = {"NO_COLOR": "1"}
    done = at(0, "profile", "--no-pager", tty=True, columns=columns, variables=variables)
    shown = done.out.replace(str(tmp_path / "records"), "FOLDER")
    assert max(map(len, shown.splitlines())) <= columns
    where = shown.index("Left out")
    golden(f"profile-w{columns}", shown[where:])


@pytest.mark.usefixtures("full")
def test_it_says_once_where_it_lies_and_that_it_stays_there(
    at: Callable[..., Result], tmp_path: Path
) -> None:
    said = " ".join(at(0, "profile").out.split())
    assert said.count("on this computer alone") == 1
    assert str(tmp_path / "records") in said.replace(" ", "")


@pytest.mark.usefixtures("full")
def test_json_holds_all_of_it(at: Callable[..., Result]) -> None:
    found = kept(at)
    assert left_out(at) == ["side-of-the-neck", "golf-ball", "floor"]
    assert found["owned"] == ["foam-roller", "tennis-ball"]
    assert [(a["screen"], a["applies"], a["agreed"], a["holds"], a["spot"] is None)
            for a in found["answers"]] == [
        ("known-clot", False, False, True, True),
        ("bruises-easily", True, False, False, True),
        ("cancer", True, True, True, True),
        ("told-not-to", True, False, True, False),
    ]  # fmt: skip
    assert found["answers"][0]["until"] == "2026-03-30T18:00:00+01:00"
    assert found["closed"] == [{"spot": {"number": 2, "slug": CORNER}, "side": "left"}]
    assert [one["side"] for one in found["reopened"]] == ["right"]
    said = {one["number"]: (one["closed"], one["gentle"], one["says"]) for one in found["spots"]}
    assert said[4] == (True, True, "left out")
    assert said[9] == (
        True,
        True,
        "ask first: Advice from a professional not to have massage, or not to press here",
    )
    assert said[2][:2] == (False, True)
    assert len(said) == 14


# Changed


def test_what_is_left_out_is_refused_until_it_is_allowed(at: Callable[..., Result]) -> None:
    at(0, "profile", "leave-out", "2")
    refused = at(1, "treat", "2", "--cleared", "--preview")
    assert refused.status == 4
    assert "you left it out on 2 March" in refused.err
    assert at(1, "profile", "allow", "2").status == 0
    assert left_out(at) == []
    assert at(1, "treat", "2", "--cleared", "--preview").status == 0


def test_leaving_out_tells_which_spots_are_closed_by_it(at: Callable[..., Result]) -> None:
    done = at(0, "profile", "leave-out", "standing", "sitting", "wall", "table", "bed")
    closed = [one["number"] for one in kept(at)["spots"] if one["closed"]]
    assert closed
    assert "So no way to press is left at: " in done.err
    assert all(f" {number} " in done.err for number in closed)


def test_a_tool_that_is_left_out_is_refused_by_name_and_else_not_taken(
    at: Callable[..., Result],
) -> None:
    at(0, "profile", "leave-out", "tennis-ball")
    words = ("treat", "2", *ANSWERED, "--preview", "--json")
    assert at(1, *words, "--tool", "tennis-ball").status == 4
    assert json.loads(at(1, *words).out)["tool"] != "tennis-ball"


def test_a_yes_that_was_agreed_to_makes_a_gentle_session(at: Callable[..., Result]) -> None:
    words = ("treat", "2", *ANSWERED, "--no-input", "--tool", "tennis-ball", "--json")
    at(0, "profile", "answer", "cancer", "yes")
    refused = at(0, *words)
    assert refused.status == 4
    assert "spotguide profile answer cancer agreed" in refused.err
    at(0, "profile", "answer", "cancer", "agreed")
    done = program_of(at, words)
    assert json.loads(done.out)["gentle"] is True
    assert json.loads(done.out)["agreed"] == ["cancer"]


def program_of(at: Callable[..., Result], words: tuple[str, ...]) -> Result:
    """Run a whole session, with a clock that moves."""
    return at(0, *words, **Person().world())


def test_a_yes_that_has_grown_old_is_asked_and_not_cleared(at: Callable[..., Result]) -> None:
    words = ("treat", "2", *ANSWERED, "--no-input", "--tool", "tennis-ball")
    at(0, "profile", "answer", "cancer", "yes")
    old = at(31, *words)
    assert old.status == 2
    assert "spotguide profile answer cancer yes, or no" in old.err
    assert kept(at, 31)["answers"][0]["holds"] is False


def test_input_that_ends_at_the_agreement_names_the_option(at: Callable[..., Result]) -> None:
    at(0, "profile", "answer", "cancer", "yes")
    done = at(0, "treat", "2", **Person(leaves=True).world())
    assert done.status == 2
    assert "--agreed cancer" in done.err


@pytest.mark.parametrize("spot", ["2", "3"])
def test_the_question_in_treat_still_takes_back_what_has_changed(
    at: Callable[..., Result], spot: str
) -> None:
    """Nobody has to find another command for that."""
    at(0, "profile", "answer", "pregnancy", "yes")
    person = Person(typed("nnnnnnq", every=2.0), began=BEGAN + timedelta(days=1))
    assert at(0, "treat", spot, tty=True, **person.world()).status == 3
    assert "pregnancy" not in [one["screen"] for one in kept(at, 1)["answers"]]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("leav-out", "2"), "spotguide profile leave-out"),
        (("sing",), "spotguide profile --help"),
        (("leave-out",), "spotguide profile leave-out floor"),
        (("leave-out", "lacross", "ball"), "leave-out lacrosse-ball"),
        (("own", "floor"), "floor is a position"),
        (("own", "thumb"), "leave-out thumb"),
        (("own",), "spotguide profile own tennis-ball"),
        (("answer", "cancer"), "yes, no or agreed"),
        (("answer", "cancer", "maybe"), "yes, no or agreed"),
        (("answer", "blod", "no"), "blood-thinner-or-bleeding"),
        (("answer", "xyzzy", "no"), "told-not-to"),
        (("answer", "fever-or-infection", "yes"), "asked before every session"),
        (("answer", "bruises-easily", "agreed"), "nobody's word"),
        (("answer", "told-not-to", "yes"), "--at 2"),
        (("answer", "cancer", "yes", "--at", "2"), "Leave --at out"),
        (("reopen",), "spotguide profile reopen 2"),
        (("reopen", "2"), "is not closed"),
        (("reopen", "99"), "Spots go from 1 to 14"),
        (("clear", "answer"), "clear answers"),
        (("clear", "answers", "tools"), "group of the profile"),
        (("clear", "xyzzy"), "left-out"),
        (("ask", "me"), "profile ask"),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, tuple) else "",
)
def test_what_cannot_be_done_is_wrong_usage_and_changes_nothing(
    at: Callable[..., Result], words: tuple[str, ...], said: str
) -> None:
    done = at(0, "profile", *words)
    assert done.status == 2
    assert said in done.err
    assert at(0, "profile").out == ""


def test_tools_are_told_and_taken_back_and_never_asked_for_again(
    at: Callable[..., Result],
) -> None:
    at(0, "profile", "own", "foam", "roller", "golf-ball")
    at(0, "profile", "disown", "golf-ball")
    assert kept(at)["owned"] == ["foam-roller"]
    done = at(0, "profile", "disown", "foam-roller", "--json")
    assert json.loads(done.out)["owned"] == []
    assert "None but your hands" in at(0, "profile").out


# Opened again


def test_a_closed_place_is_opened_by_a_yes_that_has_read_the_reason(
    at: Callable[..., Result], store: Store, catalog: Catalog
) -> None:
    flared(store, -40, -30)
    words = ("treat", "2", *ANSWERED, "--tool", "tennis-ball", "--preview", "--json")
    closed = at(0, *words)
    assert closed.status == 4
    assert "spotguide profile reopen 2 --side left" in closed.err

    no = at(0, "profile", "reopen", "2", tty=True, stdin="n\n")
    assert catalog.doses.dose_limits.soreness.say in no.err
    assert "hurt more after each of the last two sessions" in no.err
    assert at(0, *words).status == 4

    assert at(0, "profile", "reopen", "2", "--side", "right", "--yes").status == 2
    assert at(0, "profile", "reopen", "2").status == 2
    assert at(0, "profile", "reopen", "2", tty=True, stdin="yes\n").status == 0
    (side,) = json.loads(at(0, *words).out)["sides"]
    usual = catalog.spots[1].dose
    assert (side["hold"], side["intensity"][1]) == (
        usual.hold_seconds // 2, usual.intensity[1] // 2,
    )  # fmt: skip
    assert kept(at)["closed"] == []
    assert "Opened again" in at(0, "profile").out


def test_a_third_flare_closes_it_again(at: Callable[..., Result], store: Store) -> None:
    flared(store, -40, -30)
    at(-20, "profile", "reopen", "2", "--yes")
    flared(store, -10)
    assert kept(at)["closed"] == [{"spot": {"number": 2, "slug": CORNER}, "side": "left"}]
    assert at(0, "treat", "2", *ANSWERED, "--preview").status == 4
    assert at(0, "profile", "reopen", "2", "--yes").status == 0
    assert kept(at)["closed"] == []


def test_sessions_that_claim_to_lie_in_the_future_close_and_open_too(
    at: Callable[..., Result], store: Store
) -> None:
    """They are dated to when they are first seen, here by the profile itself."""
    flared(store, 400, 410)
    assert len(kept(at)["closed"]) == 1
    at(1, "profile", "reopen", "2", "--yes")
    assert kept(at, 1)["closed"] == []


# Cleared


@pytest.mark.usefixtures("full")
@pytest.mark.parametrize("group", [name for name, _ in CLEARED])
def test_one_group_is_cleared_and_the_rest_stays(at: Callable[..., Result], group: str) -> None:
    empty = {"answers": [], "left-out": {"spots": [], "tools": [], "positions": []},
             "tools": None, "reopened": []}  # fmt: skip
    key = {"left-out": "left_out", "tools": "owned"}.get(group, group)
    before = kept(at)
    done = at(0, "profile", "clear", group, "--yes")
    assert (done.status, done.err) == (0, "Cleared.\n")
    after = kept(at)
    assert after[key] == empty[group]
    parts = {"answers", "left_out", "owned", "reopened"} - {key}
    assert {part: after[part] for part in parts} == {part: before[part] for part in parts}
    assert at(0, "profile", "clear", group, "--yes").err == "There was nothing to clear.\n"


@pytest.mark.usefixtures("full")
def test_clearing_asks_and_takes_only_yes_for_it(at: Callable[..., Result]) -> None:
    before = kept(at)
    assert at(0, "profile", "clear").status == 2
    assert "Nothing was cleared" in at(0, "profile", "clear", tty=True, stdin="of course\n").err
    assert kept(at) == before
    assert at(0, "profile", "clear", tty=True, stdin="yes\n").status == 0
    found = kept(at)
    assert (found["answers"], found["owned"], found["reopened"]) == ([], None, [])
    assert len(found["closed"]) == 2


def test_without_a_history_there_is_nothing_to_clear(run: Run, tmp_path: Path) -> None:
    assert run("profile", "clear", "--yes").status == 0
    assert not (tmp_path / "records").exists()


def test_what_was_cleared_is_gone_from_the_files(at: Callable[..., Result], tmp_path: Path) -> None:
    at(0, "profile", "answer", "blood-thinner-or-bleeding", "yes")
    at(0, "profile", "leave-out", "massage-cane")
    at(0, "profile", "clear", "--yes")
    held = b"".join(path.read_bytes() for path in (tmp_path / "records").glob(f"{FILE}*"))
    assert b"blood-thinner" not in held
    assert b"massage-cane" not in held


# Asked once


def asking(at: Callable[..., Result], keys: str, *args: str, **world: Any) -> Result:
    person = Person(typed(keys, every=2.0))
    return at(0, "profile", "ask", *args, **{"tty": True, **person.world(), **world})


def test_it_is_asked_page_by_page_and_then_shown(at: Callable[..., Result]) -> None:
    done = asking(at, "n2n" + "nn" + "1\r" + "4\r")
    found = kept(at)
    assert done.status == 0
    assert "Your profile" in done.out
    assert len(found["answers"]) == 10
    assert [(a["screen"], a["agreed"]) for a in found["answers"] if a["applies"]] == [
        ("cancer", False)
    ]
    assert found["owned"] == ["tennis-ball"]
    assert left_out(at) == ["floor"]


def test_what_is_known_is_not_asked_again_but_on_request(at: Callable[..., Result]) -> None:
    asking(at, "nnn" + "\r" + "\r")
    again = asking(at, "n" + "\r", "--plain")
    assert again.status == 0
    assert again.out.count("Does any of these fit you?") == 1
    assert "Pregnancy, or birth" in again.out
    anew = asking(at, "nnn" + "1\r" + "\r", "--again", "--plain")
    assert anew.out.count("Does any of these fit you?") == 2
    assert kept(at)["owned"] == ["tennis-ball"]


def test_an_agreement_is_kept_with_the_answer(at: Callable[..., Result]) -> None:
    asking(at, "n2y" + "nn" + "\r\r")
    (cancer,) = [one for one in kept(at)["answers"] if one["applies"]]
    assert (cancer["screen"], cancer["agreed"]) == ("cancer", True)


def test_what_leads_to_stop_is_read_and_ends_nothing(
    at: Callable[..., Result], catalog: Catalog
) -> None:
    done = asking(at, "1\r" + "nnn" + "\r\r", "--plain")
    say = next(s.say for s in catalog.safety.screen if s.id == "neck-artery-disease")
    assert say in " ".join(done.out.split())
    assert done.status == 0
    assert len(kept(at)["answers"]) == 10


def test_who_leaves_keeps_what_was_answered_until_then(at: Callable[..., Result]) -> None:
    done = asking(at, "n2q")
    assert done.status == 3
    assert "What was answered until then is kept" in done.err
    found = kept(at)
    assert len(found["answers"]) == 6
    assert found["owned"] is None


def test_a_signal_ends_it_with_its_status(at: Callable[..., Result]) -> None:
    person = Person(typed("n"), signals=[(5.0, "TERM")])
    assert at(0, "profile", "ask", tty=True, **person.world()).status == 143


@pytest.mark.parametrize("variables", [{"ACCESSIBLE": "1"}, {"TERM": "dumb"}, {}])
def test_it_is_asked_line_by_line_too(at: Callable[..., Result], variables: dict[str, str]) -> None:
    tty = bool(variables)
    keys = ["n", "2", "y", "n", "n", "1", "\r", "4", "\r"]
    person = Person(typed(keys, every=2.0), leaves=not tty)
    done = at(0, "profile", "ask", tty=tty, variables=variables, **person.world())
    assert done.status == 0
    assert "\x1b" not in done.out
    assert kept(at)["owned"] == ["tennis-ball"]


def test_where_nobody_is_there_nothing_is_kept(at: Callable[..., Result]) -> None:
    person = Person(typed(["n"]), leaves=True)
    done = at(0, "profile", "ask", **person.world())
    assert done.status == 2
    assert "spotguide profile answer" in done.err
    assert kept(at)["answers"] == []


def test_with_json_it_talks_on_standard_error(at: Callable[..., Result]) -> None:
    done = asking(at, "nnn" + "\r\r", "--json")
    assert json.loads(done.out)["owned"] == []


def test_a_first_session_asks_nothing_of_the_profile(run: Run, tmp_path: Path) -> None:
    person = Person(typed("q"))
    done = run("treat", "2", "--plain", tty=True, **person.world())
    assert "no good for you" not in done.out


# Carried


def test_a_profile_travels_and_of_two_words_on_one_thing_the_newer_holds(
    at: Callable[..., Result], tmp_path: Path
) -> None:
    def there(days: float, *args: str, **world: Any) -> Result:
        now = BEGAN + timedelta(days=days)
        return program.run(*args, folder=tmp_path / "there", now=lambda: now, **world)

    at(0, "profile", "leave-out", "floor", "golf-ball")
    at(2, "profile", "allow", "golf-ball")
    there(1, "profile", "leave-out", "golf-ball", "massage-gun")
    at(1, "profile", "answer", "cancer", "yes")
    there(2, "profile", "answer", "cancer", "agreed")
    for one, other in ((at, there), (there, at)):
        other(3, "import", "-", stdin=one(3, "export", "-").out)

    assert left_out(at) == left_out(there) == ["massage-gun", "floor"]
    assert kept(at, 3) == kept(there, 3)
    assert kept(at, 3)["answers"][0]["agreed"] is True


def test_a_stored_agreement_to_a_stop_opens_nothing(
    at: Callable[..., Result], store: Store
) -> None:
    """No command stores one; a file that is imported could."""
    store.remember(Remembered("neck-artery-disease", "", True, True, BEGAN))
    assert at(0, "treat", "1", "--cleared", "--preview").status == 4


# Its words


@pytest.mark.parametrize("word", PROFILE)
def test_every_first_word_is_in_the_help_and_none_is_a_spot(run: Run, word: str) -> None:
    assert f"\n    {word}" in run("profile", "--help").out
    assert unknown_action(word[:-1]).near[:1] == (word,) or len(word) < 4


def test_a_history_that_cannot_be_written_says_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "records").write_text("a file where the folder should be")
    assert run("profile", "leave-out", "floor").status == 6


def test_marks_for_a_list_are_those_of_the_profile(
    at: Callable[..., Result], store: Store, catalog: Catalog
) -> None:
    from spotguide.core.profile.clashes import marked

    at(0, "profile", "leave-out", "2", "floor")
    found = marked(catalog, store.answers(), store.settings(), BEGAN)
    said = {one["slug"]: one["says"] for one in kept(at)["spots"]}
    assert found == said


@pytest.mark.parametrize(
    ("words", "narrowed"),
    [
        ((), False),
        (("own", "tennis-ball"), False),
        (("answer", "cancer", "no"), False),
        (("answer", "cancer", "yes"), True),
        (("leave-out", "floor"), True),
    ],
)
def test_a_list_need_not_look_where_nothing_speaks_against_a_spot(
    at: Callable[..., Result], store: Store, words: tuple[str, ...], narrowed: bool
) -> None:
    if words:
        at(0, "profile", *words)
    assert store.narrowed() is narrowed


def test_the_keys_of_the_json_are_documented(run: Run) -> None:
    text = (Path(__file__).parents[2] / "docs" / "json.md").read_text(encoding="utf-8")
    section = text.partition("\n## profile\n")[2].partition("\n## ")[0]
    keys = [line.split("|")[1].strip(" `") for line in section.splitlines() if line[:3] == "| `"]
    assert keys == list(json.loads(run("profile", "--json").out))


# What `list` marks


def test_list_marks_what_the_profile_says_of_a_spot(at: Callable[..., Result]) -> None:
    at(0, "profile", "leave-out", "4")
    marks = {spot["number"]: spot["profile"] for spot in json.loads(at(1, "list", "--json").out)}
    assert {number: mark for number, mark in marks.items() if mark} == {4: "left out"}
    piped = at(1, "list").out.splitlines()
    assert [line.split("\t")[6] for line in piped] == [marks[n] or "" for n in range(1, 15)]
    shown = {tty: at(1, "list", tty=True, columns=columns).out for tty, columns in
             (("table", 80), ("stacked", 40))}  # fmt: skip
    assert all("Left out" in text for text in shown.values())
    assert "Your profile: left out." in at(1, "list", "--accessible", columns=180).out
