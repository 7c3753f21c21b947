"""What is taught and named: lessons, muscles, tools, complaints, topics and references."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from spotguide.core.catalog.kinds import (
    DOI,
    WEB,
    Basis,
    Claims,
    Count,
    Frozen,
    Id,
    Ids,
    Prose,
    Question,
    Seconds,
    Summary,
    Text,
    Texts,
)


class Lesson(Frozen):
    """The teaching behind one spot; only `explain` reads it."""

    spot: Id
    why_here: Claims
    anatomy: Claims
    evidence: Claims


class Muscle(Frozen):
    """A muscle that a spot names."""

    id: Id
    name: Text
    also_called: Texts
    plain: Text
    attachments: Prose
    actions: Prose
    claims: Claims


def _low_to_high(size: tuple[float, float]) -> tuple[float, float]:
    if size[0] > size[1]:
        raise PydanticCustomError("size", "must be [low, high], with low at most high")
    return size


Millimeters = Annotated[float, Field(strict=True, gt=0, le=2000)]
Size = Annotated[tuple[Millimeters, Millimeters], AfterValidator(_low_to_high)]


class Tool(Frozen):
    """Something that presses; `diameter_mm` is a range in millimeters."""

    id: Id
    name: Text
    kind: Literal["hand", "ball", "roller", "device"]
    diameter_mm: Size | None = None
    firmness: Literal["soft", "medium", "firm", "hard"]
    reach: Literal["self", "partner", "both"]
    plain: Prose
    also_called: Texts
    good_for: Texts
    stand_ins: Texts
    evidence: Claims
    watch_out: Claims


class Complaint(Frozen):
    """What hurts, in everyday words; `spots` lists slugs, the best first."""

    id: Id
    name: Text
    spots: Ids
    said_as: Texts


class Clue(Frozen):
    """What else people say who are best served by a spot: words to be understood by, no claims.

    `places` name the place, `felt_at` where else it is felt, `moments` what brings it on.
    """

    spot: Id
    places: Texts
    felt_at: Texts
    moments: Texts


class Synonym(Frozen):
    """A word, and what people say instead of it."""

    word: Text
    also: Texts


class Reply(Frozen):
    """One answer to a question, and the spots that it leaves."""

    say: Text
    spots: Ids


class Splitter(Frozen):
    """A question that tells spots apart; each spot stands in one reply at most."""

    id: Id
    ask: Question
    replies: Annotated[tuple[Reply, ...], Field(min_length=2)]


class Topic(Frozen):
    """An idea that people ask about."""

    id: Id
    name: Text
    also_called: Texts
    summary: Summary
    further: Ids
    claims: Claims


class TrialDose(Frozen):
    """How one trial pressed: seconds a hold, repeats, people, and what came of it."""

    source: Id
    place: Text
    hold_seconds: Annotated[tuple[Seconds, ...], Field(min_length=1)] | None = None
    repeats: Count | None = None
    pressure: Text
    schedule: Text
    people: Count
    result: Prose


class Publication(Frozen):
    """A published work, checked on the page or record named by `seen`."""

    id: Id
    authors: Text | None = None
    year: Annotated[int, Field(strict=True, ge=1500, le=2100)] | None = None
    title: Text
    journal: Text | None = None
    volume: Text | None = None
    issue: Text | None = None
    pages: Text | None = None
    doi: Annotated[str, Field(max_length=400, pattern=DOI)] | None = None
    pmid: Annotated[int, Field(strict=True, ge=1, le=10**9)] | None = None
    url: Annotated[str, Field(max_length=400, pattern=WEB)] | None = None
    seen: Text
    note: Prose | None = None
    finding: Prose


class Reference(Publication):
    """A published work that claims rest on; `design` is the basis that it can give them."""

    design: Basis


class LessonsFile(Frozen):
    """`lessons.toml`."""

    lesson: Annotated[tuple[Lesson, ...], Field(min_length=1)]


class MusclesFile(Frozen):
    """`muscles.toml`."""

    muscle: Annotated[tuple[Muscle, ...], Field(min_length=1)]


class ToolsFile(Frozen):
    """`tools.toml`."""

    tool: Annotated[tuple[Tool, ...], Field(min_length=1)]


class ComplaintsFile(Frozen):
    """`complaints.toml`."""

    neutral: tuple[Text, ...] = ()
    complaint: Annotated[tuple[Complaint, ...], Field(min_length=1)]
    clue: tuple[Clue, ...] = ()
    part: tuple[Synonym, ...] = ()
    synonym: tuple[Synonym, ...] = ()
    question: tuple[Splitter, ...] = ()


class TopicsFile(Frozen):
    """`topics.toml`."""

    topic: Annotated[tuple[Topic, ...], Field(min_length=1)]
    trial_dose: Annotated[tuple[TrialDose, ...], Field(min_length=1)]


class ReferencesFile(Frozen):
    """`references.toml`."""

    reference: Annotated[tuple[Reference, ...], Field(min_length=1)]
