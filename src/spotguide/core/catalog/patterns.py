"""Alarms: words that describe an emergency, as patterns of words said near each other."""

from typing import Annotated

from pydantic import Field

from spotguide.core.catalog.kinds import Frozen, Id, Ids, Texts


class Alarm(Frozen):
    """One pattern: words of each group of `all`, said near each other, and none of `unless`.

    Near is at most `within` words apart. `screen` is the safety question that they answer with
    yes; that screen says what to do.
    """

    screen: Id
    all: Ids
    unless: tuple[Id, ...] = ()
    within: Annotated[int, Field(strict=True, ge=1, le=100)] = 24


AlarmWords = dict[Id, Texts]
"""Groups of words and phrases by name, in whatever form; a pattern is made of groups."""
