"""What `profile` changes: one function for each of its first words."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from spotguide.commands.completing import CLEARED, PROFILE
from spotguide.commands.opening import opened_past
from spotguide.commands.reading import tell
from spotguide.core.profile.kept import LEFT_OUT, OWNED, REOPENED, profile_keys
from spotguide.errors import UnknownName, WrongUsage, quotable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spotguide.adapters.store import Store
    from spotguide.core.catalog.safety import Screen
    from spotguide.core.catalog.spots import Spot
    from spotguide.core.profile.kept import Thing
    from spotguide.environment import Environment
    from spotguide.live.past import Past

SAID = ("yes", "no", "agreed")
AFTERWARD = {
    "answers": "they are asked again",
    "left-out": "it may be used again",
    "tools": "they are asked again",
    "reopened": "they may be closed again",
}
"""What follows where a group is cleared."""


def unknown_action(word: str) -> UnknownName:
    """Return the error for a first word that is none."""
    near = get_close_matches(word, PROFILE, 3, 0.6)
    run = f"spotguide profile {near[0] if near else '--help'}"
    return UnknownName("action of profile", word, near, run)


def ask(env: Environment, words: Sequence[str], *, anew: bool, plain: bool, aside: bool) -> int:
    """Ask what is not known, page by page; return the exit status of one who leaves, else 0."""
    from spotguide.live import profiling
    from spotguide.live.stage import Manner

    if words:
        raise WrongUsage(f"profile ask takes no {quotable(words[0])}. Say: spotguide profile ask")
    with opened_past(env, begin=True) as past:
        assert past is not None
        status = profiling.ask(env, past, Manner(env.stderr if aside else env.stdout, plain), anew)
    if status:
        tell(env, "Ended early. What was answered until then is kept: spotguide profile\n")
    return status


def leave_out(env: Environment, words: Sequence[str], *, left_out: bool) -> None:
    """Leave out what is named, or allow it again; tell which spots are closed by it."""
    from spotguide.core.profile.clashes import name_of
    from spotguide.core.profile.things import find_things
    from spotguide.live.profiling import set_left_out

    command = f"spotguide profile {'leave-out' if left_out else 'allow'}"
    things = find_things(env.catalog, _some(words, f"{command} floor"), command)
    with opened_past(env, begin=True) as past:
        assert past is not None
        before = _closed(env, past)
        assert past.store is not None
        set_left_out(env, past.store, things, left_out)
        after = _closed(env, past)
    names = ", ".join(name_of(thing, env.catalog) for thing in things)
    tell(env, f"{'Left out' if left_out else 'Allowed'}: {names}.\n")
    named = {thing.id for thing in things}
    closed = [spot for spot in after if spot not in before and spot.slug not in named]
    if closed:
        spots = ", ".join(f"{spot.number} {spot.name}" for spot in closed)
        tell(env, f"So no way to press is left at: {spots}.\n")


def _closed(env: Environment, past: Past) -> list[Spot]:
    """Return the spots that the profile closes."""
    from spotguide.live.profiling import whole

    return [spot for spot, found in whole(env, past).clashes() if found.closed]


def own(env: Environment, words: Sequence[str], *, has: bool) -> None:
    """Keep that the person has these tools, or has them not."""
    from spotguide.core.profile.things import find_things
    from spotguide.live.profiling import set_owned

    command = f"spotguide profile {'own' if has else 'disown'}"
    tools = _tools(env, find_things(env.catalog, _some(words, f"{command} tennis-ball"), command))
    with opened_past(env, begin=True) as past:
        assert past is not None
        assert past.store is not None
        owned = past.lasting().owned or frozenset()
        set_owned(env, past.store, owned | tools if has else owned - tools)
    names = ", ".join(env.catalog.tools[one].name for one in env.catalog.tools if one in tools)
    tell(env, f"{'You have' if has else 'You do not have'}: {names}.\n")


def _tools(env: Environment, things: Sequence[Thing]) -> frozenset[str]:
    """Return the ids of tools that one buys or finds; raise WrongUsage for anything else."""
    for thing in things:
        if thing.kind != "tool":
            raise WrongUsage(
                f"{thing.id} is a {thing.kind}, no tool. Say: spotguide profile own tennis-ball"
            )
        if env.catalog.tools[thing.id].kind == "hand":
            raise WrongUsage(
                f"{env.catalog.tools[thing.id].name}: this is always at hand. To do without it: "
                f"spotguide profile leave-out {thing.id}"
            )
    return frozenset(thing.id for thing in things)


def answer(env: Environment, words: Sequence[str], at: str) -> None:
    """Keep one answer to a safety question; one about the place is kept for that spot alone."""
    from spotguide.core.plan.remembered import Remembered

    if len(words) != 2 or words[1] not in SAID:
        raise WrongUsage("Say the question and the answer: spotguide profile answer cancer no "
                         "(yes, no or agreed)")  # fmt: skip
    screen = _screen(env, words[0])
    if words[1] == "agreed" and screen.on_yes != "see-someone-first":
        raise WrongUsage(f"{screen.id}: nobody's word lifts this one. {screen.say}")
    spot = _place(env, screen, at)
    said = Remembered(screen.id, spot, words[1] != "no", words[1] == "agreed", env.now())
    with opened_past(env, begin=True) as past:
        assert past is not None
        assert past.store is not None
        past.store.remember(said)
    tell(env, f"{screen.short}: {words[1]}.\n")
    if said.applies and not said.agreed:
        agreed = f"spotguide profile answer {screen.id} agreed{f' --at {at}' if at else ''}"
        then = f" Once one who knows of it has agreed: {agreed}"
        tell(env, f"{screen.say}{then if screen.on_yes == 'see-someone-first' else ''}\n")


def _screen(env: Environment, name: str) -> Screen:
    """Return the safety question of this id, if an answer to it lasts."""
    from spotguide.core.plan.remembered import lasts

    screens = {screen.id: screen for screen in env.catalog.safety.screen}
    kept = [screen.id for screen in screens.values() if lasts(screen, True)]
    if name not in screens:
        near = _near(name, kept)
        hint = f"There are {', '.join(kept)}."
        run = f"spotguide profile answer {near[0]} yes" if near else "spotguide profile"
        raise UnknownName("safety question", name, near, run, hint)
    if name not in kept:
        raise WrongUsage(f"{name} is asked before every session, and no answer to it is kept.")
    return screens[name]


def _near(name: str, ids: Sequence[str]) -> list[str]:
    """Return the ids that the words may have been meant for: all of one, or a word of it."""
    from spotguide.core.search import LONGEST, NEAREST, words_of

    typed = words_of(name[:LONGEST])
    alike = get_close_matches("-".join(typed), ids, NEAREST, 0.7)
    in_part = [one for one in ids if any(get_close_matches(w, one.split("-"), 1) for w in typed)]
    return list(dict.fromkeys((*alike, *in_part)))[:NEAREST]


def _place(env: Environment, screen: Screen, at: str) -> str:
    """Return the slug of the spot that an answer is about, nothing where it is about the person."""
    from dataclasses import replace

    from spotguide.core.search import TREAT, find_one

    if screen.here and not at:
        raise WrongUsage(f"{screen.id} is about the place that is pressed. Say which: --at 2")
    if at and not screen.here:
        raise WrongUsage(f"{screen.id} is about you, not about one place. Leave --at out.")
    if not at:
        return ""
    command = f"spotguide profile answer {screen.id} yes --at"
    return find_one(env.catalog, at, replace(TREAT, kinds=("spot",), command=command)).id


def reopen(env: Environment, words: Sequence[str], side: str | None, *, sure: bool) -> None:
    """Open a place that flares have closed, once the person has read why and is sure."""
    from dataclasses import replace

    from spotguide.commands.one_session import agreed
    from spotguide.core.search import TREAT, find_one
    from spotguide.live import profiling

    asked = replace(TREAT, kinds=("spot",), command="spotguide profile reopen")
    name = " ".join(_some(words, "spotguide profile reopen 2 --side left"))
    slug = find_one(env.catalog, name, asked).id
    spot = next(spot for spot in env.catalog.spots if spot.slug == slug)
    with opened_past(env) as past:
        closed = dict(profiling.closed_places(env, past, spot)) if past else {}
        closed = {one: record for one, record in closed.items() if side in (None, one)}
        if past is None or past.store is None or not closed:
            where = f"{spot.name}{f', {side} side' if side else ''}"
            raise WrongUsage(f"{where}, is not closed, so there is nothing to open.")
        option = f" --side {side}" if side else ""
        again = f"spotguide profile reopen {spot.number}{option} --yes"
        if not (sure or agreed(env, _why_closed(env, spot, closed), again)):
            tell(env, "It stays closed.\n")
            return
        profiling.reopen(env, past.store, spot, closed)
    tell(env, f"Open again: {_sides(spot, closed)}. {_halved(env)}\n")


def _sides(spot: Spot, closed: Mapping[str, object]) -> str:
    sides = " and ".join(side for side in closed if side != "middle")
    return f"{spot.name}, {sides}" if sides else spot.name


def _halved(env: Environment) -> str:
    from spotguide.core.cues import script

    return script(env.catalog.cues).text("open-again")


def _why_closed(env: Environment, spot: Spot, closed: Mapping[str, object]) -> str:
    """Return what is asked before a place is opened again: why it is closed, what will be."""
    say = env.catalog.doses.dose_limits.soreness.say
    return (
        f"{_sides(spot, closed)}: it hurt more after each of the last two sessions. {say} "
        f"{_halved(env)} Open it again?"
    )


def clear(env: Environment, words: Sequence[str], *, sure: bool) -> None:
    """Clear one group of the profile, or all of it, once the person is sure."""
    from spotguide.commands.one_session import agreed

    groups = dict(CLEARED)
    if len(words) > 1 or (words and words[0] not in groups):
        near = get_close_matches(words[0], groups, 3, 0.5)
        run = f"spotguide profile clear {near[0]}" if near else "spotguide profile clear"
        hint = f"Groups are {', '.join(groups)}."
        raise UnknownName("group of the profile", " ".join(words), near, run, hint)
    with opened_past(env) as past:
        if past is None or past.store is None:
            tell(env, "Nothing is kept about you.\n")
            return
        question = " ".join(f"{groups[one]}: {AFTERWARD[one]}." for one in words or groups)
        again = " ".join(("spotguide profile clear", *words, "--yes"))
        if not (sure or agreed(env, f"{question} Clear it?", again)):
            tell(env, "Nothing was cleared.\n")
            return
        number = sum(_cleared(past.store, group) for group in words or groups)
    tell(env, "Cleared.\n" if number else "There was nothing to clear.\n")


def _cleared(store: Store, group: str) -> int:
    """Clear one group; return how many things were kept in it."""
    if group == "answers":
        return store.forget()
    if group == "tools":
        return store.unset(OWNED)
    kind = LEFT_OUT if group == "left-out" else REOPENED
    return store.unset(*profile_keys(store.settings(), kind))


def _some(words: Sequence[str], example: str) -> Sequence[str]:
    """Return the words; raise WrongUsage with an example where there are none."""
    if not words:
        raise WrongUsage(f"Name at least one: {example}")
    return words
