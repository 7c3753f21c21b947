"""`find`: which spots fit what hurts, in anybody's words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spotguide.core.catalog.safety import Screen
    from spotguide.core.finding import Answer, Match
    from spotguide.core.plan.phases import Option
    from spotguide.environment import Environment

RED_FLAG = 4
NEXT = (("explain", "Read about it"), ("treat", "Begin a session"))


def find(
    context: typer.Context,
    words: Annotated[list[str] | None, typer.Argument(metavar="WORDS", hidden=True)] = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    plain: Annotated[bool, typer.Option("--plain", help="One line a spot; asks nothing.")] = False,
) -> None:
    """Find the spots that fit your words: where it hurts, how, and what brings it on.

    Each spot comes with why it fits, where it is, and the command to go on with. In a terminal
    you then choose one, to read about it or to begin a session. With --plain and in a pipe each
    spot is one line of fields with tabs between them: number, name, why, where, command. Words that
    sound like an emergency get a warning and no spot.

    \b
    Examples:
      spotguide find my neck is stiff and my head hurts
      spotguide find first steps in the morning
      spotguide find "left hip, lying on my side" --json

    Exit status: 0 done, 2 no words, or none that says where, 4 words of an emergency.
    """
    from spotguide.core.finding import rank, red_flag
    from spotguide.errors import WrongUsage

    env: Environment = context.obj
    text = " ".join(words or ())
    if not text.strip():
        raise WrongUsage("What hurts, and where? Say it: spotguide find heel hurts in the morning")
    if alarm := red_flag(env.catalog, text):
        _warn(env, alarm, as_json)
        raise typer.Exit(RED_FLAG)
    answer = rank(env.catalog, text)
    _show(env, answer, as_json, plain)
    if not as_json and _asks(env, plain):
        _go_on(context, env, answer)
    elif not answer.matches:
        raise typer.Exit(WrongUsage.exit_status)


def _warn(env: Environment, alarm: Screen, as_json: bool) -> None:
    """Say what to do, and nothing else; on a screen in the style of danger."""
    from spotguide.core.finding import Answer
    from spotguide.views import found

    if as_json:
        from spotguide.commands.reading import write_json

        write_json(env, found.as_json(found.Found(Answer((), sure=False)), alarm))
    lines = found.warning(alarm, env.catalog.safety.about.emergency)
    if env.accessible:
        from spotguide.commands import reading

        said = reading.told(env, lines)
        (env.stderr if as_json else env.stdout).write(said)
        return
    console = env.console(env.stderr if as_json else None)
    for line in lines:
        console.print(line, style="danger" if line is lines[0] else "none", soft_wrap=True)


def _show(env: Environment, answer: Answer, as_json: bool, plain: bool) -> None:
    """Write the spots on standard output, and what is unsure on standard error."""
    from spotguide.commands import reading
    from spotguide.views import found

    told = found.Found(answer, _places(env))
    if as_json:
        reading.write_json(env, found.as_json(told))
    elif reading.spoken(env):
        reading.say(env, found.aloud(told, asks=_asks(env, plain)))
    elif reading.lines_only(env, plain):
        reading.write(env, found.lines(told))
    elif answer.matches:
        reading.show(env, lambda _: told, plain=plain, pager=False)
    if not answer.sure and not (_asks(env, plain) and not as_json):
        reading.tell(env, found.unsure(answer.question, bool(answer.matches)))


def _places(env: Environment) -> dict[int, str]:
    """Return where each spot is, in the words of the figure of the whole body."""
    from spotguide.core.catalog.figures import OVERVIEW

    return {target.spot: target.find for target in env.catalog.figures[OVERVIEW].target}


def _asks(env: Environment, plain: bool) -> bool:
    """Say whether there is somebody to choose: keys come from a terminal, and so it is shown."""
    shown = env.stdin.isatty() and env.stdout.isatty()
    return shown and not plain and (env.accessible or not env.dumb)


def _go_on(context: typer.Context, env: Environment, answer: Answer) -> None:
    """Ask what tells the spots apart, then which it is, and go on to what is wanted."""
    from spotguide.core.cues import script
    from spotguide.core.plan.phases import Option
    from spotguide.views.found import hints

    matches = _asked(env, answer) if answer.question else answer.matches
    notes = {} if env.accessible else hints(matches)  # they were just said
    spots = [Option(m.spot.slug, m.spot.name, notes.get(m.spot.slug, "")) for m in matches]
    heading = script(env.catalog.cues).text("choose-spot")
    slug = _choose(env, heading, spots)
    verb = _choose(env, "", [Option(value, label) for value, label in NEXT]) if slug else None
    spot = next((one.spot for one in matches if one.spot.slug == slug), None)
    if spot is None or verb is None:
        return
    if verb == "explain":
        from spotguide.commands.explain import explain

        explain(context, [str(spot.number)])
        return
    from spotguide.commands.treat import treat

    treat(context, [str(spot.number)], side=answer.side if spot.sides else None)


def _asked(env: Environment, answer: Answer) -> Sequence[Match]:
    """Ask the question of an answer; return the spots that the reply leaves."""
    from spotguide.core.finding import Match, narrowed
    from spotguide.core.plan.phases import Option

    question = answer.question
    assert question is not None
    options = [Option(str(at), reply.say) for at, reply in enumerate(question.replies)]
    chosen = _choose(env, question.ask, options)
    if chosen is None:
        raise typer.Exit
    left = question.replies[int(chosen)].spots
    if answer.matches:
        return narrowed(answer, left)
    spots = {spot.slug: spot for spot in env.catalog.spots}
    return [Match(spots[slug], 1 / len(left), ()) for slug in left]


def _choose(env: Environment, heading: str, options: Sequence[Option]) -> str | None:
    """Ask for one of the options; return its value, or None where the person leaves."""
    from spotguide.core.cues import script
    from spotguide.core.plan.phases import Choice
    from spotguide.core.plan.plan import Plan, answer
    from spotguide.live.loop import run
    from spotguide.live.stage import Manner, stage

    words = script(env.catalog.cues)
    choice = Choice("found", heading or "What next?", tuple(options))
    with stage(env, Manner(env.stdout)) as on:
        asked = run(Plan((choice,), words), env, on)
    value = answer(asked.session.answers, "found")
    return value if isinstance(value, str) else None
