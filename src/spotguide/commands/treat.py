"""`treat`: the guided session."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from spotguide.commands import completing
from spotguide.commands.options import (
    Figure,
    Hold,
    Intensity,
    Position,
    Rounds,
    Side,
    Sorer,
    Tool,
    Who,
)

if TYPE_CHECKING:
    from spotguide.core.catalog.spots import Spot
    from spotguide.core.plan.wishes import Wishes
    from spotguide.environment import Environment
    from spotguide.live.past import Past
    from spotguide.live.stage import Manner
    from spotguide.live.treating import Ending

ASK, HOW = "Instead of the questions", "How it is shown"


def treat(
    context: typer.Context,
    spot: Annotated[
        list[str] | None,
        typer.Argument(metavar="SPOT", hidden=True, autocompletion=completing.spots),
    ] = None,
    words: Annotated[
        str, typer.Option("--for", metavar="WORDS", help="What hurts, in your words, not a SPOT.")
    ] = "",
    side: Side = None,
    sorer: Sorer = None,
    by: Who = None,
    tool: Tool = None,
    position: Position = None,
    hold: Hold = None,
    rounds: Rounds = None,
    intensity: Intensity = None,
    before: Annotated[
        str | None, typer.Option(metavar="0-10|skip", help="Your usual pain right now.")
    ] = None,
    cleared: Annotated[
        bool,
        typer.Option("--cleared", help="I have read the safety questions today; none applies."),
    ] = False,
    agreed: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ID",
            help="A professional has agreed to this safety question.",
            autocompletion=completing.agreeable,
        ),
    ] = None,
    pace: Annotated[
        Literal["auto", "me"], typer.Option(help="me: each rest ends with your key.")
    ] = "auto",
    hands_free: Annotated[
        bool, typer.Option("--hands-free", help="Steps go on by themselves.")
    ] = False,
    no_input: Annotated[
        bool, typer.Option("--no-input", help="Ask nothing; fail where an answer is missing.")
    ] = False,
    preview: Annotated[
        bool, typer.Option("--preview", help="Only show the plan, in words and minutes.")
    ] = False,
    rehearse: Annotated[
        bool, typer.Option("--rehearse", help="Ten times as fast, without pressing; not recorded.")
    ] = False,
    plain: Annotated[bool, typer.Option("--plain", help="Lines of text, no screen.")] = False,
    figure: Figure = "auto",
    still: Annotated[bool, typer.Option("--still", help="Nothing moves by itself.")] = False,
    voice: Annotated[
        bool, typer.Option("--voice/--no-voice", help="Say what is to be done, aloud.")
    ] = False,
    voice_command: Annotated[
        str, typer.Option(metavar="COMMAND", help="What speaks, reading its standard input.")
    ] = "",
    rate: Annotated[
        int, typer.Option(metavar="WORDS", min=60, max=400, help="Words a minute of the voice.")
    ] = 150,
    language: Annotated[str, typer.Option(metavar="CODE", help="Of the voice: en-us.")] = "",
    sound: Annotated[
        bool, typer.Option("--sound/--no-sound", help="Earcons: press, ease, switch, done.")
    ] = False,
    volume: Annotated[
        int, typer.Option(metavar="0-100", min=0, max=100, help="Of the earcons.")
    ] = 50,
    events: Annotated[
        str, typer.Option(metavar="FILE|-", help="Write what happens as JSON lines.")
    ] = "",
    heartbeat: Annotated[
        int,
        typer.Option(metavar="SECONDS", min=0, help="Plain: tell the time so often; 0: never."),
    ] = 30,
    as_json: Annotated[
        bool, typer.Option("--json", help="At the end the record, as JSON, on standard output.")
    ] = False,
) -> None:
    """Guide a session at a spot, from the safety questions to the record.

    SPOT is a number, name, muscle or complaint; without it you choose from the list. Each option
    answers a question, which is then not asked. While you press, any key says that you are fine,
    Down eases, Space pauses, and q, Escape, Ctrl-C or four keys at once stop.

    \b
    Examples:
      spotguide treat 2
      spotguide treat stiff neck --by self
      spotguide treat --for "my heel hurts in the morning"
      spotguide treat 2 --side left --tool tennis-ball --before 4
      spotguide treat 2 --preview
      spotguide treat 2 --rehearse

    Exit status: 0 done, 2 wrong usage, 3 ended early, 4 stopped or refused for safety, 1 another
    session is running, 128 + N by signal N.
    """
    from spotguide.commands.naming import spot_for, spot_named
    from spotguide.core.plan.wishes import Wishes
    from spotguide.live.company import Company
    from spotguide.live.stage import Manner

    env: Environment = context.obj
    wishes = Wishes(
        side=side,
        sorer=sorer,
        by=by,
        tool=_tool(env, tool),
        position=position,
        hold=hold,
        rounds=rounds,
        intensity=intensity,
        before=_before(before),
        cleared=cleared,
        agreed=tuple(agreed or ()),
        pace=pace,
        hands_free=hands_free,
        no_input=no_input,
        rehearse=rehearse,
    )
    spoken = voice or bool(voice_command) or _wished(env, "SPOTGUIDE_VOICE")
    ringing = sound or _wished(env, "SPOTGUIDE_SOUND")
    company = Company(spoken, voice_command, rate, language, ringing, volume, events)
    talk = env.stderr if as_json or events == "-" else env.stdout
    manner = Manner(talk, plain, heartbeat, figure, still, company)
    name = " ".join(spot or ())
    asks = not (no_input or preview)
    find = spot_for if words else spot_named
    chosen = find(env, words or name, manner, asks)
    if preview:
        _preview(env, chosen, wishes, as_json)
        return
    raise typer.Exit(_treat(env, chosen, wishes, manner, as_json))


def _wished(env: Environment, variable: str) -> bool:
    """Say whether a variable asks for it; 0, off and nothing do not."""
    return env.variables.get(variable, "").lower() not in ("", "0", "off", "false", "no")


def _before(text: str | None) -> int | Literal["skip"] | None:
    """Return the rating as it was typed; its range is checked with the other wishes."""
    from spotguide.errors import WrongUsage, quotable

    if text is None or text == "skip":
        return "skip" if text else None
    try:
        return int(text)
    except ValueError:
        shown = quotable(text)
        raise WrongUsage(f"--before {shown}: a rating goes from 0 to 10, or is 'skip'.") from None


def _tool(env: Environment, name: str | None) -> str | None:
    """Return the id of the tool; raise UnknownName or SeveralNames."""
    if name is None:
        return None
    from spotguide.core.search import Lookup, find_one

    asked = Lookup(("tool",), "tool", "spotguide treat --tool")
    return find_one(env.catalog, name, asked).id


def _preview(env: Environment, spot: Spot, wishes: Wishes, as_json: bool) -> None:
    from spotguide.commands.reading import write, write_json
    from spotguide.live.past import Past
    from spotguide.live.preview import preview
    from spotguide.views import preview as view

    with ExitStack() as stack:
        past = Past(env)
        stack.callback(past.close)
        planned, request = preview(env, spot, wishes, past)
    if as_json:
        write_json(env, view.plan_as_json(planned, request))
        return
    write(env, view.preview(planned, request, env.size()[0]))


def _treat(env: Environment, spot: Spot, wishes: Wishes, manner: Manner, as_json: bool) -> int:
    """Run the session; tell what was found before it and what came of it; return the status."""
    from spotguide.adapters.lock import only_one
    from spotguide.live.past import Past
    from spotguide.live.treating import treat as guide

    with ExitStack() as stack:
        past = None if wishes.rehearse else Past(env)
        if past:
            stack.callback(past.close)
            about = {"spot": spot.name, "started_at": env.now().isoformat(timespec="seconds")}
            stack.enter_context(only_one(past.folder, about))
            _tell_interrupted(env, past)
        ending = guide(env, spot, wishes, manner, past)
        _conclude(env, spot, ending, past, manner, as_json)
    return ending.status


def _tell_interrupted(env: Environment, past: Past) -> None:
    """Say in a line each what was found: damage, trouble, sessions that nothing had ended."""
    from spotguide.views.summary import interrupted

    if past.damage:
        env.stderr.write(f"{past.damage}\n")
    if past.problem:
        env.stderr.write(f"{past.problem} This session runs all the same, at a first dose.\n")
    names = {spot.slug: spot.name for spot in env.catalog.spots}
    for record in past.end_interrupted(env.now()):
        env.stderr.write(f"{interrupted(record, names, env.now())}\n")
    env.stderr.flush()


def _conclude(
    env: Environment, spot: Spot, ending: Ending, past: Past | None, manner: Manner, as_json: bool
) -> None:
    """Tell the truth of the session in a few lines, and write the record where it is asked for."""
    from spotguide.commands.reading import write_json
    from spotguide.live.telling import tell
    from spotguide.views.record import as_json as record_as_json

    tell(env, spot, ending, past, manner)
    if ending.record is None:
        return
    record = record_as_json(ending.record, env.catalog, ending.again)
    if as_json:
        write_json(env, record)
    elif past and ending.problem:
        import json

        env.stderr.write(json.dumps(record) + "\n")
