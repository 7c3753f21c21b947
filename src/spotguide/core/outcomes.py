"""How a change from before to after is read, by the thresholds of `[outcome]` in doses.toml."""

from __future__ import annotations

from spotguide.core.catalog.doses import Outcome


def reading(before: int, after: int, outcome: Outcome) -> str:
    """Return the id of the reading for two ratings from 0 to 10.

    Better asks for both: so many points, and so many percent of where it began.
    """
    fall = before - after
    if fall < 0:
        return "slightly-worse" if fall == -1 else "worse"
    if fall == 0:
        return "same"
    if after == 0 and before >= outcome.meaningful_points:
        return "gone"
    enough = fall >= outcome.meaningful_points
    if enough and fall * 100 >= before * outcome.meaningful_percent:
        return "better"
    return "slightly-better"
