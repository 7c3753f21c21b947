"""`render`: the whole session as a sound file or a cue sheet."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from spotguide.commands import completing
from spotguide.commands.options import Hold, Intensity, Position, Rounds, Side, Sorer, Tool, Who

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable

    from spotguide.core.catalog.spots import Spot
    from spotguide.core.cue_sheet import Sheet
    from spotguide.core.plan.wishes import Wishes
    from spotguide.environment import Environment

Format = Literal["wav", "txt", "json", "ssml"]
NOTE = (
    "A recording cannot hear you: it asks nothing, eases nothing and keeps no record. It begins "
    "with the safety lines. Once it is written it plays whenever you like, also too soon again."
)


def render(
    context: typer.Context,
    spot: Annotated[
        list[str],
        typer.Argument(metavar="SPOT", show_default=False, autocompletion=completing.spots),
    ],
    side: Side = None,
    sorer: Sorer = None,
    by: Who = None,
    tool: Tool = None,
    position: Position = None,
    hold: Hold = None,
    rounds: Rounds = None,
    intensity: Intensity = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Where to write it.")
    ] = None,
    form: Annotated[
        Format | None, typer.Option("--format", help="Else by the end of FILE's name, or txt.")
    ] = None,
    speech: Annotated[
        bool | None, typer.Option("--speech/--no-speech", help="With words, or earcons alone.")
    ] = None,
    rate: Annotated[
        int, typer.Option(metavar="WORDS", min=120, max=300, help="Words a minute.")
    ] = 150,
    language: Annotated[
        str, typer.Option(metavar="VOICE", help="espeak-ng's voice, such as en-gb.")
    ] = "en-us",
    volume: Annotated[int, typer.Option(min=0, max=100, help="Of the earcons.")] = 50,
) -> None:
    """Write a whole session as one sound file or as a cue sheet, exact to half a second.

    What no option says is taken as `treat --preview` takes it. The words need espeak-ng; without
    it a sound file has the earcons alone.

    \b
    Examples:
      spotguide render 2 --side left -o session.wav
      spotguide render 2 --side left --format txt
      spotguide render 2 --side left --format ssml -o session.ssml
    """
    from spotguide.core.plan.wishes import Wishes

    env: Environment = context.obj
    wishes = Wishes(
        side=side, sorer=sorer, by=by, tool=_tool(env, tool), position=position, hold=hold,
        rounds=rounds, intensity=intensity, hands_free=True,
    )  # fmt: skip
    chosen = _spot(env, " ".join(spot))
    found = _format(form, output)
    words = _words(env, found, speech, rate, language)
    _render(env, chosen, wishes, output, _How(found, words, rate, language, volume))


@dataclass(frozen=True)
class _How:
    """How it is written: the format, what speaks, words a minute, the voice, the earcons."""

    form: Format
    speak: Callable[[str], array[int]] | None
    rate: int
    language: str
    volume: int


def _spot(env: Environment, name: str) -> Spot:
    """Return the spot of this name; raise UnknownName or SeveralNames."""
    from spotguide.core.search import Lookup, find_spots
    from spotguide.errors import SeveralNames

    asked = Lookup(("spot", "complaint", "muscle"), "spot", "spotguide render")
    first, *others = find_spots(env.catalog, name, asked)
    if others:
        commands = [(f"spotguide render {one.number}", one.name) for one in (first, *others)]
        raise SeveralNames(name, commands)
    return first


def _tool(env: Environment, name: str | None) -> str | None:
    """Return the id of the tool; raise UnknownName or SeveralNames."""
    from spotguide.core.search import Lookup, find_one

    asked = Lookup(("tool",), "tool", "spotguide render --tool")
    return None if name is None else find_one(env.catalog, name, asked).id


def _format(form: Format | None, output: Path | None) -> Format:
    """Return the format that is asked for, or that the name of the file tells."""
    from spotguide.errors import WrongUsage

    named = output.suffix.lower().lstrip(".") if output else "txt"
    endings: dict[str, Format] = {"wav": "wav", "txt": "txt", "json": "json", "ssml": "ssml"}
    found = form or endings.get(named)
    if found is None:
        raise WrongUsage("Which format? Say --format wav, txt, json or ssml.")
    if found == "wav" and output is None:
        raise WrongUsage("Where should the sound go? Say: -o session.wav")
    return found


def _words(
    env: Environment, form: Format, speech: bool | None, rate: int, language: str
) -> Callable[[str], array[int]] | None:
    """Return what speaks into the file; raise NoSpeech where words are asked for in vain."""
    if form != "wav" or speech is False:
        return None
    from spotguide.adapters.processes import which_in
    from spotguide.adapters.soundfile import NoSpeech, synthesizer
    from spotguide.adapters.voice import Wish, espeak
    from spotguide.commands.reading import tell

    program = which_in(env.variables)("espeak-ng")
    if program:
        return synthesizer(espeak(program, Wish(rate=rate, language=language)))
    missing = "espeak-ng is not installed, and the words of a sound file need it."
    if speech:
        raise NoSpeech(f"{missing} To do without them: --no-speech")
    tell(env, f"{missing} The file has the earcons alone.\n")
    return None


def _render(env: Environment, spot: Spot, wishes: Wishes, output: Path | None, how: _How) -> None:
    from spotguide.commands.reading import say, spoken, tell
    from spotguide.live import rendering
    from spotguide.live.past import Past
    from spotguide.views.cue_sheet import aloud

    past = Past(env)
    try:
        planned, request = rendering.planned(env, spot, wishes, past)
    finally:
        past.close()
    lasts = _measured(how) if how.speak else None
    sheet = rendering.sheet(planned, request, how.rate, lasts)
    if how.form == "wav" and output:
        rendering.write_sound(output, sheet, how.speak, how.volume)
    elif output is None and how.form == "txt" and spoken(env):
        say(env, aloud(sheet, _title(spot)))
    else:
        _write(env, output, _sheet_as(sheet, spot, how))
    tell(env, f"{NOTE}\n")
    env.stderr.flush()


def _measured(how: _How) -> Callable[[str], float]:
    from spotguide.adapters.sound import RATE

    speak = how.speak
    assert speak is not None
    return lambda text: len(speak(text)) / RATE


def _sheet_as(sheet: Sheet, spot: Spot, how: _How) -> str:
    """Return the sheet in the format that is asked for."""
    import json

    from spotguide.views import cue_sheet as view

    title = _title(spot)
    if how.form == "json":
        return json.dumps(view.as_json(sheet, spot), indent=2, ensure_ascii=False) + "\n"
    if how.form == "ssml":
        return view.as_ssml(sheet, title, how.language)
    return view.as_text(sheet, title)


def _title(spot: Spot) -> str:
    return f"{spot.number}. {spot.name}"


def _write(env: Environment, output: Path | None, text: str) -> None:
    """Write a sheet to its file, or to standard output."""
    from spotguide.adapters.soundfile import Unwritten
    from spotguide.commands.reading import write

    if output is None:
        write(env, text)
        return
    try:
        output.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise Unwritten(f"{output}: {(error.strerror or str(error)).lower()}.") from None
