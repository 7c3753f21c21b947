"""`search`: every sentence that is taught in which some words stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from spotguide.core.teaching_search import Match
    from spotguide.environment import Environment


def search(
    context: typer.Context,
    words: Annotated[list[str] | None, typer.Argument(metavar="WORDS", hidden=True)] = None,
    best: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Only the best N passages.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON; an empty list is [].")] = False,
    plain: Annotated[bool, typer.Option("--plain", help="One line a passage, no color.")] = False,
    no_pager: Annotated[bool, typer.Option("--no-pager", help="Never show it in a pager.")] = False,
) -> None:
    """Search everything that is taught, from spots and tools to safety and sources.

    Every word of WORDS must be there, in any form: pressing finds press. Upper case, accents and
    small words do not count. The best passage comes first, each with where it stands and the
    command that shows it. With --plain and in a pipe each passage is one line of fields with tabs
    between them: name, part, text, command. Where nothing is found, standard error says what is
    near, and the exit status is 0.

    \b
    Examples:
      spotguide search numbness
      spotguide search tennis ball floor
      spotguide search blood thinner --json
    """
    from spotguide.commands.reading import tell
    from spotguide.core.passages import passages
    from spotguide.core.teaching_search import Teaching, nearest, words_to_find
    from spotguide.core.teaching_search import search as find
    from spotguide.views.matches import nothing

    env: Environment = context.obj
    wanted = words_to_find(" ".join(words or ()))
    teaching = Teaching(tuple(passages(env.catalog)))
    found = find(teaching, wanted)[:best]
    if not found:
        tell(env, f"{nothing(wanted, nearest(teaching, wanted))}\n")
    if as_json:
        _write_json(env, found)
    elif found:
        _show(env, found, plain, not no_pager)


def _write_json(env: Environment, found: tuple[Match, ...]) -> None:
    from spotguide.commands.reading import write_json
    from spotguide.views.matches import as_json

    write_json(env, as_json(found))


def _show(env: Environment, found: tuple[Match, ...], plain: bool, pager: bool) -> None:
    """Show the passages on a screen, sentences to a listener, and lines everywhere else."""
    from spotguide.commands.reading import lines_only, say, show, spoken, write
    from spotguide.views.matches import Matches, aloud, lines

    if spoken(env):
        say(env, aloud(found))
        return
    if lines_only(env, plain):
        write(env, lines(found))
        return
    show(env, lambda _: Matches(found), plain=plain, pager=pager)
