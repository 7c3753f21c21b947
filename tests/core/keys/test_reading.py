"""Keys become events by the map of the moment; a stop wins, whatever it stands among."""

from __future__ import annotations

import pytest

from spotguide.core.constants import ALONE, DEAF, ESC_WAIT, TEN_WAIT
from spotguide.core.keys import Mode, Reader, due, face, feed, line
from spotguide.core.plan.phases import Kind
from spotguide.core.session.events import (
    Back,
    Choose,
    Ease,
    Event,
    Hint,
    More,
    Move,
    Mute,
    Next,
    No,
    Ok,
    Pause,
    Rate,
    Repeat,
    Resume,
    Stop,
    Yes,
)

DESK = Mode(False, Kind.GATHER)
FLOOR = Mode(True, Kind.HOLD, "rating", 10, moment=1)
ASKING = Mode(True, Kind.HOLD, "rating", 10, asking=True, moment=1)
SWITCH = Mode(True, Kind.SWITCH, "rating", 10, moment=1)
PAUSED = Mode(False, Kind.PAUSED, moment=-1)
PAGE = Mode(False, Kind.SCREEN, "line", 8, safety=True, moment=2)
OPTIONS = Mode(False, Kind.CHOOSE, "option", 14)
RATING = Mode(False, Kind.RATE, "rating", 10)


def read(mode: Mode, *typed: tuple[float, bytes], until: float = 100.0) -> list[Event]:
    """Feed bursts at their times, and let what is pending become due."""
    reader = Reader(mode)
    events: list[Event] = []
    for at, data in (*typed, (until, b"")):
        while (soon := due(reader)) is not None and soon <= at:
            reader, found = feed(reader, b"", soon)
            events.extend(found)
        reader, found = feed(reader, data, at)
        events.extend(found)
    return events


def kinds(events: list[Event]) -> list[type[Event]]:
    return [type(event) for event in events]


MAPS = [
    *[(DESK, key, Ok) for key in (b"\r", b" ", b"\x1b[C", b"\x1b[6~", b"\x1b[<0;1;1M")],
    *[(DESK, key, Back) for key in (b"b", b"\x7f", b"\x1b[D", b"\x1b[5~")],
    (DESK, b"y", Yes), (DESK, b"n", No), (DESK, b"h", Hint), (DESK, b"?", Hint),
    (DESK, b"r", Repeat), (DESK, b"m", Mute), (PAGE, b"m", Mute), (PAUSED, b"m", Mute),
    *[(floor, b"m", Mute) for floor in (FLOOR, ASKING, SWITCH, RATING, OPTIONS)],
    *[(DESK, key, Stop) for key in (b"q", b"\x04", b"\x1b[27u")],
    *[(FLOOR, key, Ok) for key in (b"\r", b"x", b"\x1b[A", b"\x1b[6~", b"y", b"h")],
    *[(FLOOR, key, Ease) for key in (b"-", b"\x1b[B", b"\x1b[D", b"\x1b[5~", b"\x1b[<2;1;1M")],
    *[(FLOOR, key, More) for key in (b"+", b"=")],
    *[(FLOOR, key, Pause) for key in (b" ", b"p", b"b", b".")],
    (FLOOR, b"n", Next), (FLOOR, b"r", Repeat), (FLOOR, b"7", Rate),
    *[(FLOOR, key, Stop) for key in (b"q", b"\x04", b"\x1b[15~", b"\x1b[<1;1;1M")],
    (ASKING, b" ", Ok), (ASKING, b"p", Pause),
    (SWITCH, b"h", Hint),
    *[(PAUSED, key, Resume) for key in (b"\r", b" ", b"p", b"\x1b[6~")],
    *[(PAUSED, key, Back) for key in (b"x", b"5", b"b")],
    (OPTIONS, b"\x1b[B", Move), (OPTIONS, b"\x1b[A", Move),
]  # fmt: skip


@pytest.mark.parametrize(("mode", "key", "event"), MAPS)
def test_a_key_means_what_its_map_says(mode: Mode, key: bytes, event: type[Event]) -> None:
    assert [event] == kinds(read(mode, (1.0, key)))


@pytest.mark.parametrize("mode", [DESK, FLOOR, ASKING, SWITCH, PAUSED, PAGE, OPTIONS, RATING])
@pytest.mark.parametrize("burst", [b"xq", b"qx", b"\x1b[Aq", b"1q", b"nq", b"\xffq"])
def test_a_stop_in_a_burst_is_all_of_it(mode: Mode, burst: bytes) -> None:
    assert [Stop] == kinds(read(mode, (1.0, burst)))


def test_an_escape_alone_stops_after_a_moment() -> None:
    assert [Stop(1.0 + ESC_WAIT)] == read(FLOOR, (1.0, b"\x1b"))


def test_an_arrow_that_comes_in_two_parts_is_no_stop() -> None:
    assert [Ease] == kinds(read(FLOOR, (1.0, b"\x1b"), (1.0 + ESC_WAIT / 2, b"[B")))


def test_an_escape_before_a_plain_character_stops() -> None:
    assert [Stop] == kinds(read(FLOOR, (1.0, b"\x1bx")))


@pytest.mark.parametrize("mode", [FLOOR, PAUSED])
def test_the_mute_key_counts_toward_a_mash_as_any_other(mode: Mode) -> None:
    typed = [(1.0 + n / 5, b"m") for n in range(4)]
    assert kinds(read(mode, *typed)) == [Mute] * 3 + [Stop]


def test_the_mute_key_on_a_safety_page_answers_nothing() -> None:
    assert kinds(read(PAGE, (1.0, b"m"), (2.0, b"n"))) == [Mute, Choose]


def test_on_a_safety_page_it_must_stand_alone_as_any_key() -> None:
    assert read(PAGE, (1.0, b"m"), (1.0 + ALONE / 2, b"n")) == []


@pytest.mark.parametrize("mode", [FLOOR, PAUSED])
def test_any_four_keys_within_a_second_stop_on_the_floor(mode: Mode) -> None:
    typed = [(1.0 + n / 5, b"x") for n in range(4)]

    assert Stop in kinds(read(mode, *typed))


def test_four_keys_in_more_than_a_second_do_not_stop() -> None:
    typed = [(1.0 + n / 2.9, b"x") for n in range(4)]

    assert [Ok] * 4 == kinds(read(FLOOR, *typed))


def test_at_the_desk_one_key_pressed_again_and_again_is_no_stop() -> None:
    assert [Ok] * 6 == kinds(read(DESK, *[(1.0 + n / 10, b"\r") for n in range(6)]))


def test_at_the_desk_four_different_keys_stop() -> None:
    assert [Stop] == kinds(read(DESK, (1.0, b"asdf")))


def test_ten_is_one_number() -> None:
    assert [Rate(1.3, 10)] == read(FLOOR, (1.0, b"1"), (1.3, b"0"))
    assert [Rate(1.0, 10)] == read(RATING, (1.0, b"10"))


def test_a_one_that_stays_alone_is_one() -> None:
    assert [Rate(1.0 + TEN_WAIT, 1)] == read(FLOOR, (1.0, b"1"))


def test_a_one_and_another_digit_are_two_ratings() -> None:
    assert [Rate(1.2, 1), Rate(1.2, 4)] == read(FLOOR, (1.0, b"1"), (1.2, b"4"))


def test_a_nought_alone_is_a_rating() -> None:
    assert [Rate(1.0, 0)] == read(RATING, (1.0, b"0"))


def test_enter_ends_a_number_and_means_nothing_else() -> None:
    assert [Rate(1.2, 1)] == read(RATING, (1.0, b"1"), (1.2, b"\r"))


def test_a_list_of_fourteen_takes_two_digits() -> None:
    assert [Choose(1.0, (14,))] == read(OPTIONS, (1.0, b"14"))
    assert [Choose(1.0, (2,))] == read(OPTIONS, (1.0, b"2"))


class TestSafetyPage:
    """No key typed early, held down or meant for "go on" answers a safety question."""

    def test_n_is_none_of_these_and_a_digit_is_a_line(self) -> None:
        assert [Choose(1.0 + ALONE, ())] == read(PAGE, (1.0, b"n"))
        assert [Choose(1.0 + ALONE, (3,))] == read(PAGE, (1.0, b"3"))

    def test_it_takes_no_burst(self) -> None:
        assert read(PAGE, (1.0, b"nn")) == []
        assert read(PAGE, (1.0, b"n"), (1.05, b"\r")) == []

    def test_a_held_key_answers_once(self) -> None:
        repeats = [(1.5 + n / 30, b"n") for n in range(60)]

        assert [Choose(1.0 + ALONE, ())] == read(PAGE, (1.0, b"n"), *repeats)

    def test_what_comes_right_after_the_page_is_dropped(self) -> None:
        reader = face(Reader(DESK), PAGE, 1.0)
        reader, early = feed(reader, b"n", 1.0 + DEAF / 2)
        reader, none = feed(reader, b"", 3.0)
        reader, pressed = feed(reader, b"n", 4.0)
        _, late = feed(reader, b"", 4.0 + ALONE)

        assert () == early == none == pressed
        assert (Choose(4.0 + ALONE, ()),) == late

    def test_a_stop_is_heard_even_then(self) -> None:
        reader = face(Reader(DESK), PAGE, 1.0)
        _, events = feed(reader, b"q", 1.01)

        assert [Stop] == kinds(list(events))


def test_keys_are_dropped_for_a_moment_when_the_map_changes() -> None:
    reader = face(Reader(DESK), FLOOR, 1.0)
    reader, dropped = feed(reader, b"x", 1.0 + DEAF / 2)
    _, taken = feed(reader, b"x", 1.0 + DEAF * 1.5)

    assert dropped == ()
    assert [Ok] == kinds(list(taken))


def test_keys_of_the_desk_do_not_add_up_to_a_mash_on_the_floor() -> None:
    reader = Reader(DESK)
    for n in range(3):
        reader, _ = feed(reader, b"\r", 1.0 + n / 10)
    reader = face(reader, FLOOR, 1.3)
    _, events = feed(reader, b"\r", 1.3 + DEAF)

    assert [Ok] == kinds(list(events))


LINES = [
    (DESK, "", Ok), (DESK, "back", Back), (DESK, "h", Hint), (DESK, "YES", Yes), (DESK, "q", Stop),
    (FLOOR, "ease", Ease), (FLOOR, "no", Ease), (FLOOR, " more ", More), (FLOOR, "", Ok),
    (FLOOR, "stop", Stop), (PAUSED, "ok", Resume), (PAGE, "n", Choose), (PAGE, "none", Choose),
    (PAGE, "2 5", Choose), (PAGE, "q", Stop), (PAGE, "?", Hint), (PAGE, "b", Back),
    (RATING, "10", Rate), (OPTIONS, "14", Choose),
]  # fmt: skip


@pytest.mark.parametrize(("mode", "text", "event"), LINES)
def test_a_line_is_an_answer(mode: Mode, text: str, event: type[Event]) -> None:
    assert [event] == kinds(list(line(mode, text, 1.0)))


def test_several_lines_of_a_page_can_be_named_at_once() -> None:
    assert (Choose(1.0, (2, 5)),) == line(PAGE, "2, 5", 1.0)


@pytest.mark.parametrize("text", ["eleven", "11", "-1", "1e9", "[bold]", "\x1b[A"])
def test_a_line_that_is_no_rating_means_nothing(text: str) -> None:
    assert line(RATING, text, 1.0) == ()


def test_going_on_is_no_answer_to_a_safety_page() -> None:
    """Enter is read, and the table of phases gives it no meaning there."""
    assert [Ok] == kinds(list(line(PAGE, "", 1.0)))


def test_no_is_plain() -> None:
    assert [No] == kinds(list(line(DESK, "no", 1.0)))
    assert [Next] == kinds(list(line(FLOOR, "next", 1.0)))
