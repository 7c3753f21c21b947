"""The desk: safety pages, choices, the way to the spot, and what is read before and after."""

from __future__ import annotations

from dataclasses import replace

from spotguide.core.constants import CONFIRMS
from spotguide.core.cues import read_out
from spotguide.core.notes import Ended, Rated
from spotguide.core.plan.phases import Advice, Agree, Choice, Page, Rating, Step, Steps
from spotguide.core.plan.plan import Answer
from spotguide.core.session.flow import ask_on, end, enter, go_back, go_on
from spotguide.core.session.state import Session, heard, note, say


def give(session: Session, *answers: tuple[str, Answer]) -> Session:
    """Take these answers, and go on to what is still open."""
    session = replace(session, answers=session.answers + answers)
    return go_on(session) if session.plan.more is None else ask_on(session)


def lines(session: Session, numbers: tuple[int, ...]) -> Session:
    """Answer a safety page: none of its lines, or one that applies, which is dealt with first."""
    page = session.phase
    assert isinstance(page, Page)
    if not numbers:
        return give(session, *((f"screen:{line.id}", "no") for line in page.lines))
    if not all(1 <= number <= len(page.lines) for number in numbers):
        return heard(session)
    apply = (page.lines[number - 1].id for number in numbers)
    return give(session, *((f"screen:{name}", "yes") for name in apply))


def on(session: Session) -> Session:
    """Go on from something read; a safety step takes it as a yes, some advice ends the session."""
    phase = session.phase
    if isinstance(phase, Advice):
        if phase.ends:
            return end(session, "screened-out", phase.screen)
        return give(session, (f"heard:{phase.screen}", "yes"))
    return go_on(session)


def recheck(session: Session) -> Session:
    """Ask a remembered answer anew, since it has changed; otherwise go back."""
    phase = session.phase
    if isinstance(phase, Advice) and phase.recheck:
        return give(session, (f"recheck:{phase.screen}", "yes"))
    return go_back(session)


def agreed(session: Session, yes: bool) -> Session:
    """Take the word that a professional has agreed, or has not: then there is no session."""
    phase = session.phase
    assert isinstance(phase, Agree)
    if yes:
        return give(session, (f"screen:{phase.screen}", "agreed"))
    return end(session, "screened-out", phase.screen)


def pick(session: Session, numbers: tuple[int, ...]) -> Session:
    """Choose one option, or turn some of many on and off."""
    choice = session.phase
    assert isinstance(choice, Choice)
    if not numbers or not all(1 <= number <= len(choice.options) for number in numbers):
        return heard(session)
    if choice.many:
        picked = session.picked ^ {number - 1 for number in numbers}
        return heard(replace(session, picked=picked, marked=numbers[-1] - 1))
    return give(session, (choice.question, choice.options[numbers[0] - 1].value))


def take(session: Session) -> Session:
    """Take the marked option, or all that are turned on."""
    choice = session.phase
    assert isinstance(choice, Choice)
    if choice.many:
        values = tuple(choice.options[number].value for number in sorted(session.picked))
        return give(session, (choice.question, values))
    return give(session, (choice.question, choice.options[session.marked].value))


def move(session: Session, by: int) -> Session:
    """Move the mark, round the ends."""
    choice = session.phase
    assert isinstance(choice, Choice)
    return heard(replace(session, marked=(session.marked + by) % len(choice.options)))


def number(session: Session, value: int | None) -> Session:
    """Take the usual pain from 0 to 10, or no number."""
    rating = session.phase
    assert isinstance(rating, Rating)
    if value is not None:
        session = note(session, Rated(rating.when, value))
    return give(session, (rating.when, value))


def hint(session: Session) -> Session:
    """Show what lies behind: a hint, the next reason of a page, the steps one by one."""
    phase = session.phase
    match phase:
        case Steps():
            return _one_by_one(session, phase.steps)
        case Step() if phase.before:
            return _one_by_one(session, (*phase.before, replace(phase, before=())))
        case Step() if phase.hint and not phase.stop_on_no:
            session = replace(session, hint=1)
            return say(session, read_out("hint", phase.hint, ()))
        case Page():
            shown = session.hint % len(phase.lines)
            line = phase.lines[shown]
            session = replace(session, hint=shown + 1)
            return say(session, read_out("why", line.short, (line.why,)))
        case Choice() if phase.more:
            session = replace(session, hint=1 - session.hint)
            return say(session, read_out("more", phase.more[0], phase.more[1:]))
        case _:
            return heard(session)


def _one_by_one(session: Session, steps: tuple[Step, ...]) -> Session:
    """Show these steps singly, in place of the list at hand."""
    at = session.index
    spread = (*session.phases[:at], *steps, *session.phases[at + 1 :])
    return enter(replace(session, phases=spread), at)


def not_so(session: Session) -> Session:
    """A "no" on the way: the hint, and after the hint back; a safety step ends the session."""
    phase = session.phase
    if isinstance(phase, Step):
        if phase.stop_on_no:
            session = say(session, read_out("stop-on-no", phase.hint, ()))
            return end(session, "stop-sign", "locate")
        if phase.hint and not (session.hint or phase.hinted):
            return hint(session)
    return go_back(session)


def found(session: Session, numbers: tuple[int, ...]) -> Session:
    """Answer whether the place was found: the ache, nothing much, or a sign to stop."""
    if numbers == (1,):
        return go_on(session)
    if numbers == (2,):
        return _try_again(session)
    if numbers == (3,):
        session = replace(session, reason="stop-sign")
        return enter_why(note(session, Ended("stop-sign")))
    return heard(session)


def enter_why(session: Session) -> Session:
    """Ask which sign it was; the pressure has ended, and the answer is free."""
    session = replace(session, why=True, spent=0, waited=0)
    options = tuple(f"{n}. {sign.label}" for n, sign in enumerate(session.plan.signs, 1))
    heading = session.plan.script.text("why")
    return say(session, read_out("why", heading, options))


def _try_again(session: Session) -> Session:
    """Look again: the last two steps with their hints, then another position, then enough."""
    tries = session.tries + 1
    session = replace(session, tries=tries)
    if tries >= CONFIRMS:
        session = say(session, session.plan.script.cue("not-found"))
        return end(session, "not-found")
    here = session.index
    steps = way(session)
    if tries == CONFIRMS - 1 and session.plan.other:
        kept = (*session.phases[:here], *session.plan.other, *session.phases[here:])
        return enter(replace(session, phases=kept), here)
    if not steps:
        return enter(session, here)
    again = tuple(replace(step, position="", hinted=True) for step in steps[-2:])
    kept = (*session.phases[:here], *again, *session.phases[here:])
    return enter(replace(session, phases=kept), here)


def way(session: Session) -> list[Step]:
    """Return the steps that led here, whether shown one by one or as a list."""
    steps: list[Step] = []
    for phase in session.phases[: session.index]:
        if isinstance(phase, Step):
            steps.extend((*phase.before, phase))
        elif isinstance(phase, Steps):
            steps.extend(phase.steps)
    return [step for step in steps if not step.stop_on_no]
