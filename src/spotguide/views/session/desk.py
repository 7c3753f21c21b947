"""The desk: pages, choices, steps and ratings, as rows to be read from top to bottom."""

from __future__ import annotations

from rich.text import Text

from spotguide.core.plan.phases import (
    Advice,
    Agree,
    Choice,
    Confirm,
    Option,
    Page,
    Phase,
    Rating,
    Reading,
    Step,
    Steps,
    Timed,
)
from spotguide.core.session.saying import step_heading
from spotguide.core.session.state import Session
from spotguide.views.blocks import big, largest
from spotguide.views.session.lines import cut, numbered, wrapped

GAP = Text()


def body(session: Session, width: int, ascii_only: bool = False) -> list[Text]:
    """Return the rows of what is read or asked at this moment."""
    if session.why:
        return _why(session, width, ascii_only)
    if isinstance(session.phase, Timed):
        return wrapped(session.cue.say if session.cue else "", width)
    return _phase(session, session.phase, width, ascii_only)


def _phase(session: Session, phase: Phase, width: int, ascii_only: bool) -> list[Text]:
    match phase:
        case Page():
            return _page(session, phase, width)
        case Advice() | Agree():
            return [*wrapped(phase.heading, width, "warning"), *_paragraphs(phase.lines, width)]
        case Choice():
            return _choice(session, phase, width, ascii_only)
        case Confirm():
            return _confirm(phase, width)
        case Rating():
            later = session.plan.script.text("rate-later")
            return [*wrapped(phase.heading, width, "title"), GAP, *wrapped(later, width, "muted")]
        case Reading():
            return _reading(phase, width)
        case Step():
            return _step(session, phase, width)
        case Steps():
            return _steps(phase, width)
        case _:
            return []


def _confirm(confirm: Confirm, width: int) -> list[Text]:
    rows = [*wrapped(confirm.heading, width, "title"), GAP, *wrapped(confirm.feels_like, width)]
    return [*rows, GAP, *_options(confirm.options, width)]


def _paragraphs(lines: tuple[str, ...], width: int) -> list[Text]:
    return [row for line in lines for row in (GAP, *wrapped(line, width))]


def _options(options: tuple[Option, ...], width: int) -> list[Text]:
    return [
        row
        for number, option in enumerate(options, 1)
        for row in numbered(number, option.label, width)
    ]


def _page(session: Session, page: Page, width: int) -> list[Text]:
    rows = [*wrapped(page.heading, width, "title"), GAP]
    for number, line in enumerate(page.lines, 1):
        rows.extend(numbered(number, line.short, width))
    if session.hint:
        line = page.lines[session.hint - 1]
        why = f"Why {session.hint}: {line.why}"
        rows.extend([GAP, *wrapped(why, width, "hint")])
    return rows


def _choice(session: Session, choice: Choice, width: int, ascii_only: bool) -> list[Text]:
    rows = [*wrapped(choice.heading, width, "title"), GAP]
    if session.hint:
        return [*rows, *(row for line in choice.more for row in wrapped(line, width, first="- "))]
    mark = ">" if ascii_only else "›"
    for number, option in enumerate(choice.options, 1):
        marked = number - 1 == session.marked
        box = ("[x] " if number - 1 in session.picked else "[ ] ") if choice.many else ""
        first = f"{mark if marked else ' '}{number:>2}  {box}"
        rows.extend(wrapped(option.label, width, "title" if marked else "", first, "     "))
        if option.note:
            rows.extend(wrapped(option.note, width, "muted", "     "))
    return rows


def _reading(reading: Reading, width: int) -> list[Text]:
    rows = [*wrapped(reading.heading, width, "title")]
    if len(reading.lines) == 1:
        return [*rows, GAP, *wrapped(reading.lines[0], width)]
    return [*rows, GAP, *(r for line in reading.lines for r in wrapped(line, width, first="- "))]


def _step(session: Session, step: Step, width: int) -> list[Text]:
    rows = [r for one in step.before for r in numbered(one.number, one.say, width)]
    if rows:
        rows.append(GAP)
    rows.append(cut(step_heading(session.plan.script, step).rstrip("."), width, "heading"))
    if step.position:
        rows.extend([GAP, *wrapped(step.position, width)])
    rows.extend([GAP, *wrapped(step.say, width, "title")])
    if step.check:
        rows.extend([GAP, *wrapped(step.check, width)])
    if step.hint and (session.hint or step.hinted):
        rows.extend([GAP, *wrapped(step.hint, width, "hint")])
    return rows


def _steps(steps: Steps, width: int) -> list[Text]:
    rows = [*wrapped(steps.heading, width, "title"), GAP]
    for step in steps.steps:
        rows.extend(numbered(step.number, step.say, width))
    return rows


def _why(session: Session, width: int, ascii_only: bool) -> list[Text]:
    script = session.plan.script
    word = script.cues["lift-off"].block or ""
    size = largest(word, width, 5, ascii_only)
    rows = [cut(row, width, "phase.stop") for row in big(word, size, ascii_only)] if size else []
    said = wrapped(script.text("lift-off"), width, "phase.stop")
    asked = wrapped(script.text("why"), width, "title")
    return [*(rows or said), GAP, *asked, *_options(session.plan.signs, width)]
