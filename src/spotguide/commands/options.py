"""Options that several commands have: what a session is to be, and how it is shown and heard.

What is asked for how a session is shown stays None where nothing was said, so that variables and
settings may decide.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Annotated, Any, Literal, TypeAlias

import typer

from spotguide.commands import completing

Side: TypeAlias = Annotated[
    Literal["left", "right", "both"] | None, typer.Option(help="Which side to press.")
]
Sorer: TypeAlias = Annotated[
    Literal["left", "right"] | None, typer.Option(help="With --side both: which comes first.")
]
Who: TypeAlias = Annotated[Literal["self", "partner"] | None, typer.Option(help="Who presses.")]
Tool: TypeAlias = Annotated[
    str | None,
    typer.Option(
        metavar="TOOL", help="Such as tennis-ball or thumb.", autocompletion=completing.tools
    ),
]
Position: TypeAlias = Annotated[
    Literal["standing", "sitting", "wall", "floor", "bed", "table"] | None,
    typer.Option(help="Where to press, if there is a choice.", autocompletion=completing.positions),
]
Hold: TypeAlias = Annotated[int | None, typer.Option(metavar="SECONDS", help="Length of a hold.")]
Rounds: TypeAlias = Annotated[int | None, typer.Option(metavar="N", help="Holds on each side.")]
Intensity: TypeAlias = Annotated[
    int | None, typer.Option(metavar="N", help="How strong it may get, of 10.")
]
Before: TypeAlias = Annotated[
    str | None, typer.Option(metavar="0-10|skip", help="Your usual pain right now.")
]
Cleared: TypeAlias = Annotated[
    bool,
    typer.Option("--cleared", help="I have read the safety questions today; none applies."),
]
Agreed: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        metavar="ID",
        help="A professional has agreed to this safety question.",
        autocompletion=completing.agreeable,
    ),
]
Pace: TypeAlias = Annotated[
    Literal["auto", "me"], typer.Option(help="me: each rest ends with your key.")
]
HandsFree: TypeAlias = Annotated[
    bool, typer.Option("--hands-free", help="Steps go on by themselves.")
]
NoInput: TypeAlias = Annotated[
    bool, typer.Option("--no-input", help="Ask nothing; fail where an answer is missing.")
]
Plain: TypeAlias = Annotated[
    bool | None, typer.Option("--plain/--no-plain", help="Lines of text, no screen.")
]
Figure: TypeAlias = Annotated[
    Literal["auto", "picture", "blocks", "braille", "words", "off"],
    typer.Option(help="How figures are drawn; auto is what the terminal can show."),
]
Still: TypeAlias = Annotated[bool, typer.Option("--still", help="Nothing moves by itself.")]
Voice: TypeAlias = Annotated[
    bool | None, typer.Option("--voice/--no-voice", help="Say what is to be done, aloud.")
]
VoiceCommand: TypeAlias = Annotated[
    str, typer.Option(metavar="COMMAND", help="What speaks, reading its standard input.")
]
Rate: TypeAlias = Annotated[
    int | None,
    typer.Option(metavar="WORDS", min=60, max=400, help="Words a minute of the voice: 150."),
]
Language: TypeAlias = Annotated[str, typer.Option(metavar="CODE", help="Of the voice: en-us.")]
Sound: TypeAlias = Annotated[
    bool | None, typer.Option("--sound/--no-sound", help="Earcons: press, ease, switch, done.")
]
Volume: TypeAlias = Annotated[
    int | None, typer.Option(metavar="0-100", min=0, max=100, help="Of the earcons: 50.")
]
Notify: TypeAlias = Annotated[
    bool | None,
    typer.Option("--notify/--no-notify", help="A notification at the end, unless you look at it."),
]
Events: TypeAlias = Annotated[
    str, typer.Option(metavar="FILE|-", help="Write what happens as JSON lines.")
]
Heartbeat: TypeAlias = Annotated[
    int | None,
    typer.Option(
        metavar="SECONDS", min=0, help="Plain: tell the time so often; 30, and 0 is never."
    ),
]
RecordAsJson: TypeAlias = Annotated[
    bool, typer.Option("--json", help="At the end the record, as JSON, on standard output.")
]

SHOWN: Mapping[str, tuple[Any, object]] = {
    "plain": (Plain, None),
    "figure": (Figure, "auto"),
    "still": (Still, False),
    "voice": (Voice, None),
    "voice_command": (VoiceCommand, ""),
    "rate": (Rate, None),
    "language": (Language, ""),
    "sound": (Sound, None),
    "volume": (Volume, None),
    "notify": (Notify, None),
    "events": (Events, ""),
    "heartbeat": (Heartbeat, None),
}
"""How a session is shown and heard: each option, and what it is where nothing was said."""


def shown(command: Callable[..., None]) -> Callable[..., None]:
    """Return a command with the options of SHOWN after its own; `manner_of` reads what was said."""

    @wraps(command)
    def with_them(*args: Any, **given: Any) -> None:
        command(*args, **{name: said for name, said in given.items() if name not in SHOWN})

    added = [(name, default, option) for name, (option, default) in SHOWN.items()]
    return with_parameters(with_them, command, added)


def with_parameters(
    wrapper: Callable[..., None],
    command: Callable[..., None],
    added: list[tuple[str, object, Any]],
) -> Callable[..., None]:
    """Give a wrapper the signature of its command and more: name, default and option of each."""
    signature = inspect.signature(command, eval_str=True)
    kind = inspect.Parameter.KEYWORD_ONLY
    more = (
        inspect.Parameter(name, kind, default=default, annotation=option)
        for name, default, option in added
    )
    every = (*signature.parameters.values(), *more)
    wrapper.__signature__ = signature.replace(parameters=every)  # type: ignore[attr-defined]
    wrapper.__annotations__ = {}  # Typer would read them once more; the signature has them
    return wrapper
