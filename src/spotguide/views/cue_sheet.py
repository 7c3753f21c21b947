"""The cue sheet of a session: as lines, as plain values, or as SSML for a voice of one's own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from spotguide.core.catalog.spots import Spot
from spotguide.core.cue_sheet import Entry, Sheet
from spotguide.views.aloud import lasting

SSML = "http://www.w3.org/2001/10/synthesis"


def clock(milliseconds: int) -> str:
    """Return a moment as minutes, seconds and tenths."""
    tenths = milliseconds // 100
    return f"{tenths // 600}:{tenths // 10 % 60:02d}.{tenths % 10}"


def as_text(sheet: Sheet, title: str) -> str:
    """Return one line an entry: when, in which phase, and what is said or rung."""
    lines = [f"{title}: {clock(sheet.end)}", ""]
    wide = max((len(entry.phase) for entry in sheet.entries), default=0)
    for entry in sheet.entries:
        what = f"({entry.sound})" if entry.sound else entry.say
        lines.append(f"{clock(entry.at):>7}  {entry.phase:<{wide}}  {what}")
    return "\n".join(lines) + "\n"


def aloud(sheet: Sheet, title: str) -> Iterator[str]:
    """Yield the same for the ear: the moments in words, each phase named when it begins."""
    yield f"{title}, {lasting(sheet.end // 1000)}."
    phase = ""
    for entry in sheet.entries:
        named = "" if entry.phase == phase else f", {entry.phase}"
        phase = entry.phase
        what = f"the earcon {entry.sound}." if entry.sound else entry.say
        yield f"At {lasting(entry.at // 100 / 10)}{named}: {what}"


def as_json(sheet: Sheet, spot: Spot) -> dict[str, Any]:
    """Return the sheet under the keys of docs/audio.md; times in seconds."""
    return {
        "spot": {"number": spot.number, "slug": spot.slug, "name": spot.name},
        "seconds": sheet.end / 1000,
        "entries": [
            {
                "at": entry.at / 1000,
                "phase": entry.phase,
                "side": entry.side or None,
                "round": entry.round or None,
                "say": entry.say or None,
                "until": entry.until / 1000 if entry.say else None,
                "sound": entry.sound or None,
            }
            for entry in sheet.entries
        ],
    }


def as_ssml(sheet: Sheet, title: str, language: str) -> str:
    """Return the words with breaks between them; a mark names each earcon and each phase.

    A voice that is quicker or slower than reckoned shifts what follows: SSML has no clock.
    """
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<speak version="1.1" xmlns="{SSML}" xml:lang={quoteattr(language)}>',
        f"  <metadata>{escape(title)}</metadata>",
        *_spoken(sheet),
        "</speak>",
    ]
    return "\n".join(lines) + "\n"


def _spoken(sheet: Sheet) -> Iterator[str]:
    at = 0
    for entry in sheet.entries:
        if entry.at > at:
            yield f'  <break time="{entry.at - at}ms"/>'
            at = entry.at
        if entry.sound:
            yield f"  <mark name={quoteattr(entry.sound)}/>"
        else:
            yield f"  <s>{_words(entry)}</s>"
            at = max(at, entry.until)
    if sheet.end > at:
        yield f'  <break time="{sheet.end - at}ms"/>'


def _words(entry: Entry) -> str:
    return escape(entry.say)
