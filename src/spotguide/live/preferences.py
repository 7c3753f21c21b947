"""What holds for a session: its options, the variables, and the settings of this person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spotguide.adapters.files import settings_file
from spotguide.core.preferences import Preferences, preferences
from spotguide.live.company import Company

if TYPE_CHECKING:
    from spotguide.environment import Environment


def preferred(env: Environment, **options: object) -> Preferences:
    """Return the preferences; an option that is None or empty was not given.

    Raise WrongUsage, which names the file or the variable, for what there cannot be.
    """
    file = str(settings_file(env.variables))
    return preferences(env.settings, env.variables, file, **options)


def company(wanted: Preferences, events: str = "") -> Company:
    """Return what goes beside the screen; `events` is a file, "-" or nothing."""
    return Company(
        voice=wanted.voice,
        voice_command=wanted.voice_command,
        rate=wanted.rate,
        language=wanted.language,
        sound=wanted.sound,
        volume=wanted.volume,
        events=events,
        notify=wanted.notify,
    )
