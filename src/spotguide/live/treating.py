"""One guided session from the first question to the record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from spotguide.core.history import Outline, Record
from spotguide.core.notes import Ended, Rated, Sign
from spotguide.core.plan.again import again
from spotguide.core.plan.intake import Intake, intake_of, without_asking
from spotguide.core.plan.making import Planned, make_plan
from spotguide.core.plan.plan import Answers, Plan, answer
from spotguide.core.plan.screening import Screening, to_remember
from spotguide.core.plan.wishes import Memory, Request, Wishes, check
from spotguide.core.speaking import unhurried
from spotguide.live.loop import Run, Stage, run
from spotguide.live.recording import Recording
from spotguide.live.stage import Manner, stage

if TYPE_CHECKING:
    from datetime import datetime

    from spotguide.core.catalog.spots import Spot
    from spotguide.core.session import Progress
    from spotguide.environment import Environment
    from spotguide.live.past import Past

SIGNALS = {"HUP": 129, "INT": 130, "QUIT": 131, "TERM": 143}
STATUS = {"finished": 0, "stop-sign": 4, "screened-out": 4}
ENDED_EARLY = 3


@dataclass(frozen=True)
class Ending:
    """How a session ended: its exit status, and its record, None if nothing was begun.

    `again` tells when the place may be treated again, `problem` why the record was not kept.
    """

    status: int
    record: Record | None = None
    again: str = ""
    problem: str = ""


@dataclass(frozen=True)
class Course:
    """How a session comes about: what is asked, the plan that the answers lead to, its recording.

    `unasked` answers where nobody may be asked; `progress` is where an earlier part has stopped.
    """

    request: Request
    screening: Screening
    questions: Plan
    unasked: Callable[[], Answers]
    planned: Callable[[Answers], Planned]
    recording: Callable[[Planned, Answers], Recording]
    progress: Progress | None = None


def treat(
    env: Environment, spot: Spot, wishes: Wishes, manner: Manner, past: Past | None
) -> Ending:
    """Guide one session; `past` is None where nothing is known and nothing is to be kept.

    Raise Refused, BeyondLimit or WrongUsage for what cannot be, and Unanswered where a question
    is left open and nobody may be asked.
    """
    intake = intake_of(a_request(env, spot, wishes, past))
    course = Course(
        intake.request,
        intake.screening,
        intake.plan(),
        unasked=partial(without_asking, intake),
        planned=partial(make_plan, intake),
        recording=partial(_recording, env, past, intake),
    )
    return guide(env, past, course, manner)


def a_request(env: Environment, spot: Spot, wishes: Wishes, past: Past | None) -> Request:
    """Return the request with what is known of the person; refuse wishes that cannot be."""
    now = env.now()
    memory = _remembered(env, spot, past, now) if past else Memory()
    request = Request(spot, env.catalog, wishes, memory, now)
    check(request)
    return request


def _remembered(env: Environment, spot: Spot, past: Past, now: datetime) -> Memory:
    """Return what is known of the person; tell on standard error where that is doubtful."""
    before = past.error
    memory = past.recall(spot.slug, now)
    if past.error is not before:
        env.stderr.write(f"{past.without}\n")
    if past.ahead:
        env.stderr.write(f"{past.ahead}\n")
    return memory


def _recording(
    env: Environment, past: Past | None, intake: Intake, planned: Planned, answers: Answers
) -> Recording:
    """Begin the recording of a session, with the usual pain before it."""
    recording = Recording(env, planned.outline, past.journal() if past else None)
    before = intake.known(answers)["before"]
    if isinstance(before, int):
        recording.note(Rated("before", before))
    return recording


def guide(env: Environment, past: Past | None, course: Course, manner: Manner) -> Ending:
    """Ask, plan, press and record."""
    return _Guidance(env, past, course).guide(manner)


@dataclass(frozen=True)
class _Guidance:
    """One session in the making."""

    env: Environment
    past: Past | None
    course: Course

    @property
    def request(self) -> Request:
        return self.course.request

    def guide(self, manner: Manner) -> Ending:
        """Ask, plan, press and record."""
        answers = self.course.unasked() if self.request.wishes.no_input else None
        with stage(self.env, manner, self.request.spot) as on:
            if answers is None:
                asked = run(self.course.questions, self.env, on)
                answers = asked.session.answers
                self._remember(answers)
                if asked.session.reason:
                    return self._ending(asked, self._screened_out(asked))
            planned = self.course.planned(answers)
            recording = self.course.recording(planned, answers)
            done = self._press(planned, recording, on)
        return self._ending(done, recording)

    def _press(self, planned: Planned, recording: Recording, on: Stage) -> Run:
        try:
            plan = unhurried(planned.plan, on.rate) if on.rate else planned.plan
            return run(plan, self.env, on, recording.for_loop(), self.course.progress)
        except BaseException:
            recording.finish()
            raise

    def _screened_out(self, asked: Run) -> Recording | None:
        """Return the record of a session that safety did not let begin; else there is none."""
        session = asked.session
        if session.reason != "screened-out":
            return None
        journal = self.past.journal() if self.past else None
        recording = Recording(self.env, Outline(self.request.spot.slug), journal)
        recording.note(Sign(session.sign))
        recording.note(Ended(session.reason))
        return recording

    def _remember(self, answers: Answers) -> None:
        if self.past:
            now = self.request.now
            given = to_remember(self.course.screening, answers, now)
            self.past.remember(given, answer(answers, "own"), now)

    def _ending(self, done: Run, recording: Recording | None) -> Ending:
        status = status_of(done)
        if recording is None:
            return Ending(status)
        failed = recording.finish()
        record = recording.record()
        if self.past is None:
            return Ending(status, record)
        return Ending(status, record, again(self.request, record), self.past.problem or failed)


def status_of(done: Run) -> int:
    """Return the exit status of a run: of the signal that ended it, else of its reason."""
    return SIGNALS.get(done.signal, STATUS.get(done.session.reason or "", ENDED_EARLY))
