"""Rules for safety: what is asked fits what it leads to, and every region is covered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, get_args

from spotguide.core.catalog.faults import Fault, hint, shown

if TYPE_CHECKING:
    from spotguide.core.catalog.safety import Aftercare, SafetyFile, Screen
    from spotguide.core.catalog.spots import Spot, SpotsFile

SPOTS, SAFETY = "spots.toml", "safety.toml"


def sound_safety(safety: SafetyFile) -> Iterator[Fault]:
    """Find what is wrong with the screens, the aftercare and the gentle session by themselves."""
    for place, screen in enumerate(safety.screen):
        for key, what in (*_of_screen(screen), *_regions(screen)):
            yield Fault(SAFETY, ("screen", place, key), what)
    for place, care in enumerate(safety.aftercare):
        for key, what in _regions(care):
            yield Fault(SAFETY, ("aftercare", place, key), what)
    for place, tool in enumerate(safety.go_gently.tools):
        if tool in safety.go_gently.avoid_tools:
            what = f"{shown(tool)} is in avoid_tools too"
            yield Fault(SAFETY, ("go_gently", "tools", place), what)
    yield from _alarms(safety)


def _alarms(safety: SafetyFile) -> Iterator[Fault]:
    """Find alarms tied to no screen, or made of groups of words that are not there."""
    screens = {screen.id for screen in safety.screen}
    used: set[str] = set()
    for place, alarm in enumerate(safety.alarm):
        if alarm.screen not in screens:
            what = f"no screen {shown(alarm.screen)}{hint(alarm.screen, screens)}"
            yield Fault(SAFETY, ("alarm", place, "screen"), what)
        for key, groups in (("all", alarm.all), ("unless", alarm.unless)):
            used.update(groups)
            for at, group in enumerate(groups):
                if group not in safety.alarm_words:
                    what = f"no alarm_words {shown(group)}{hint(group, safety.alarm_words)}"
                    yield Fault(SAFETY, ("alarm", place, key, at), what)
    for group in safety.alarm_words:
        if group not in used:
            yield Fault(SAFETY, ("alarm_words", group), "no alarm is made of these words")


def _of_screen(screen: Screen) -> Iterator[tuple[str, str]]:
    emergency, gently = screen.urgency == "emergency", screen.on_yes == "go-gently"
    group = "emergency" if emergency else "gently" if gently else "see-someone"
    if screen.group != group:
        said = f'urgency "{screen.urgency}" and on_yes "{screen.on_yes}"'
        yield "group", f'"{screen.group}", but with {said} it is "{group}"'
    if emergency and screen.on_yes != "stop":
        yield "on_yes", f'"{screen.on_yes}", but in an emergency it is "stop"'
    if screen.avoid_tools and screen.on_yes == "stop":
        yield "avoid_tools", 'is given, but with on_yes "stop" no tool is offered at all'
    if screen.yes_lasts and screen.repeat == "monthly":
        yield "yes_lasts", 'is given, but with repeat "monthly" every answer lasts'


def _regions(entry: Screen | Aftercare) -> Iterator[tuple[str, str]]:
    if "any" in entry.applies_to and len(entry.applies_to) > 1:
        yield "applies_to", '"any" stands alone'
    if len(set(entry.applies_to)) < len(entry.applies_to):
        yield "applies_to", "names a region twice"


def covered(spots: SpotsFile, safety: SafetyFile) -> Iterator[Fault]:
    """Find regions with a spot that lack a group of screens, or aftercare for an occasion."""
    for region in dict.fromkeys(spot.region for spot in spots.spot):
        asked = {screen.group for screen in safety.screen if screen.covers(region)}
        for group in _choices(safety.screen[0], "group"):
            if group not in asked:
                what = f'no screen of the group "{group}" for the region "{region}"'
                yield Fault(SAFETY, ("screen",), what)
        said = {care.when for care in safety.aftercare if care.covers(region)}
        for when in _choices(safety.aftercare[0], "when"):
            if when not in said:
                what = f'nothing with when = "{when}" for the region "{region}"'
                yield Fault(SAFETY, ("aftercare",), what)


def _choices(entry: Screen | Aftercare, key: str) -> tuple[str, ...]:
    return get_args(type(entry).model_fields[key].annotation)


def gentle_tools(spots: SpotsFile, safety: SafetyFile) -> Iterator[Fault]:
    """Find spots where a gentle session has no tool, unless they are closed to it by `[]`."""
    gently = safety.go_gently.tools
    for place, spot in enumerate(spots.spot):
        for at, tool in enumerate(spot.gentle_tools or ()):
            if tool not in gently:
                what = f"{shown(tool)} is not in go_gently.tools: a spot never adds one"
                yield Fault(SPOTS, ("spot", place, "gentle_tools", at), what)
        if spot.gentle_tools == ():
            continue
        left = _left(spot, safety)
        if not left:
            what = "go_gently leaves no tool for yourself; [] closes the spot to gentle sessions"
            yield Fault(SPOTS, ("spot", place, "gentle_tools"), what)
        for at, screen in enumerate(safety.screen):
            if left and screen.covers(spot.region) and not left - set(screen.avoid_tools):
                what = f"leaves no gentle tool at the spot {shown(spot.slug)}"
                yield Fault(SAFETY, ("screen", at, "avoid_tools"), what)


def _left(spot: Spot, safety: SafetyFile) -> set[str]:
    """Return the tools of a gentle session for yourself at this spot."""
    gently = safety.go_gently.tools if spot.gentle_tools is None else spot.gentle_tools
    return {fit.tool for fit in spot.fits("self") if fit.usable and fit.tool in gently}
