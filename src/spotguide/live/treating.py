"""One guided session from the first question to the record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from spotguide.core.history import Outline, Record
from spotguide.core.notes import Ended, Rated, Sign
from spotguide.core.plan.again import again
from spotguide.core.plan.intake import Intake, intake_of, without_asking
from spotguide.core.plan.making import Planned, make_plan
from spotguide.core.plan.plan import Answers, answer
from spotguide.core.plan.screening import to_remember
from spotguide.core.plan.wishes import Memory, Request, Wishes, check
from spotguide.core.speaking import unhurried
from spotguide.live.loop import Run, Stage, run
from spotguide.live.recording import Recording
from spotguide.live.stage import Manner, stage

if TYPE_CHECKING:
    from spotguide.core.catalog.spots import Spot
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


def treat(
    env: Environment, spot: Spot, wishes: Wishes, manner: Manner, past: Past | None
) -> Ending:
    """Guide one session; `past` is None where nothing is known and nothing is to be kept.

    Raise Refused, BeyondLimit or WrongUsage for what cannot be, and Unanswered where a question
    is left open and nobody may be asked.
    """
    return _Treatment(env, a_request(env, spot, wishes, past), past).guide(manner)


def a_request(env: Environment, spot: Spot, wishes: Wishes, past: Past | None) -> Request:
    """Return the request with what is known of the person; refuse wishes that cannot be."""
    now = env.now()
    memory = past.recall(spot.slug, now) if past else Memory()
    request = Request(spot, env.catalog, wishes, memory, now)
    check(request)
    return request


@dataclass(frozen=True)
class _Treatment:
    """One session in the making."""

    env: Environment
    request: Request
    past: Past | None

    def guide(self, manner: Manner) -> Ending:
        """Ask, plan, press and record."""
        intake = intake_of(self.request)
        answers = without_asking(intake) if self.request.wishes.no_input else None
        with stage(self.env, manner, self.request.spot) as on:
            if answers is None:
                asked = run(intake.plan(), self.env, on)
                answers = asked.session.answers
                self._remember(intake, answers)
                if asked.session.reason:
                    recording = self._screened_out(asked)
                    return self._ending(asked, recording)
            planned = make_plan(intake, answers)
            recording, done = self._press(intake, planned, answers, on)
        return self._ending(done, recording)

    def _press(
        self, intake: Intake, planned: Planned, answers: Answers, on: Stage
    ) -> tuple[Recording, Run]:
        recording = self._recording(planned.outline)
        before = intake.known(answers)["before"]
        if isinstance(before, int):
            recording.note(Rated("before", before))
        try:
            plan = unhurried(planned.plan, on.rate) if on.rate else planned.plan
            return recording, run(plan, self.env, on, recording.for_loop())
        except BaseException:
            recording.finish()
            raise

    def _recording(self, outline: Outline) -> Recording:
        return Recording(self.env, outline, self.past.journal() if self.past else None)

    def _screened_out(self, asked: Run) -> Recording | None:
        """Return the record of a session that safety did not let begin; else there is none."""
        session = asked.session
        if session.reason != "screened-out":
            return None
        recording = self._recording(Outline(self.request.spot.slug))
        recording.note(Sign(session.sign))
        recording.note(Ended(session.reason))
        return recording

    def _remember(self, intake: Intake, answers: Answers) -> None:
        if self.past:
            now = self.request.now
            given = to_remember(intake.screening, answers, now)
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
