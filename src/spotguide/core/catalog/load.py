"""The catalog: tables of facts, cues and drawings, each read and checked when first asked for.

The models of a table are imported with it: building them costs milliseconds, and `list` needs one.
A rule about several tables is checked as soon as the last of them is loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property, partial
from typing import TYPE_CHECKING, TypeVar

from spotguide.core.catalog.checks import due
from spotguide.core.catalog.faults import FaultyFacts, report
from spotguide.core.catalog.kinds import Frozen
from spotguide.core.catalog.parse import decoded, table_of
from spotguide.errors import BrokenCatalog

if TYPE_CHECKING:
    from spotguide.core.catalog.cues import CuesFile
    from spotguide.core.catalog.doses import DosesFile
    from spotguide.core.catalog.experiments import ExperimentsFile
    from spotguide.core.catalog.figures import Figure
    from spotguide.core.catalog.safety import SafetyFile
    from spotguide.core.catalog.spots import Spot
    from spotguide.core.catalog.teaching import (
        Complaint,
        ComplaintsFile,
        Lesson,
        Muscle,
        Reference,
        Tool,
        TopicsFile,
    )

Read = Callable[[str], bytes]
"""Reads one file of the data folder by its name; raises BrokenCatalog where it cannot."""

File = TypeVar("File", bound=Frozen)

TABLES = (
    "spots", "tools", "muscles", "complaints", "doses", "safety", "cues", "lessons", "topics",
    "experiments", "references", "figures",
)  # fmt: skip
"""All tables of a catalog; each is an attribute of it, and a file `NAME.toml`."""


class Catalog:
    """The facts. A table is parsed when first asked for; BrokenCatalog says what is off."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._raw: dict[str, bytes] = {}
        self._tables: dict[str, Frozen] = {}

    def _load(self, file: str, model: type[File]) -> File:
        """Return a table, sound in itself and against all tables that are loaded by now."""
        raw = self._read(file)
        table = table_of(file, raw, model)
        self._raw[file], self._tables[file] = raw, table
        if faults := due(file, self._tables):
            raise FaultyFacts(report(faults, self._texts()))
        return table

    def _texts(self) -> Mapping[str, str]:
        """Return the text of each loaded file, to find lines in it."""
        return {file: decoded(file, raw) for file, raw in self._raw.items()}

    @cached_property
    def spots(self) -> tuple[Spot, ...]:
        """The spots, by number."""
        from spotguide.core.catalog.spots import SpotsFile

        file = self._load("spots.toml", SpotsFile)
        return tuple(sorted(file.spot, key=lambda spot: spot.number))

    @cached_property
    def tools(self) -> Mapping[str, Tool]:
        """The tools by id, in the order of the data."""
        from spotguide.core.catalog.teaching import ToolsFile

        return {tool.id: tool for tool in self._load("tools.toml", ToolsFile).tool}

    @cached_property
    def muscles(self) -> Mapping[str, Muscle]:
        """The muscles by id."""
        from spotguide.core.catalog.teaching import MusclesFile

        return {muscle.id: muscle for muscle in self._load("muscles.toml", MusclesFile).muscle}

    @cached_property
    def complaints(self) -> Mapping[str, Complaint]:
        """The complaints by id, from head to foot."""
        return {complaint.id: complaint for complaint in self.vocabulary.complaint}

    @cached_property
    def vocabulary(self) -> ComplaintsFile:
        """All of `complaints.toml`: the complaints, and the words to find a spot by."""
        from spotguide.core.catalog.teaching import ComplaintsFile

        return self._load("complaints.toml", ComplaintsFile)

    @cached_property
    def lessons(self) -> Mapping[str, Lesson]:
        """The lessons by the slug of their spot."""
        from spotguide.core.catalog.teaching import LessonsFile

        return {lesson.spot: lesson for lesson in self._load("lessons.toml", LessonsFile).lesson}

    @cached_property
    def topics(self) -> TopicsFile:
        """The topics, and how trials pressed."""
        from spotguide.core.catalog.teaching import TopicsFile

        return self._load("topics.toml", TopicsFile)

    @cached_property
    def references(self) -> Mapping[str, Reference]:
        """The published works by id."""
        from spotguide.core.catalog.teaching import ReferencesFile

        file = self._load("references.toml", ReferencesFile)
        return {reference.id: reference for reference in file.reference}

    @cached_property
    def safety(self) -> SafetyFile:
        """Screening, stop signs, aftercare and the gentle plan."""
        from spotguide.core.catalog.safety import SafetyFile

        return self._load("safety.toml", SafetyFile)

    @cached_property
    def doses(self) -> DosesFile:
        """Doses, limits and how an outcome is read."""
        from spotguide.core.catalog.doses import DosesFile

        return self._load("doses.toml", DosesFile)

    @cached_property
    def experiments(self) -> ExperimentsFile:
        """How an experiment on oneself is set up, compared and told."""
        from spotguide.core.catalog.experiments import ExperimentsFile

        return self._load("experiments.toml", ExperimentsFile)

    @cached_property
    def cues(self) -> CuesFile:
        """What a session says beside the spot's own sentences."""
        from spotguide.core.catalog.cues import CuesFile

        return self._load("cues.toml", CuesFile)

    @cached_property
    def figures(self) -> Mapping[str, Figure]:
        """What is known of the drawings, by the name of each."""
        from spotguide.core.catalog.figures import FiguresFile

        file = self._load("figures.toml", FiguresFile)
        return {figure.name: figure for figure in file.figure}

    def figure_svg(self, name: str) -> str:
        """Return the drawing of a figure, safe to draw; raise BrokenCatalog if it is not."""
        from spotguide.core.catalog.drawings import drawing_of
        from spotguide.core.catalog.figure_rules import undrawn

        figure, place = self.figures[name], list(self.figures).index(name)
        drawing = drawing_of(figure.file, self._read(figure.file))
        if faults := list(undrawn(place, figure, drawing.ids)):
            raise FaultyFacts(report(faults, self._texts()))
        return drawing.svg


def faults_of(catalog: Catalog) -> tuple[str, ...]:
    """Load all tables and return every fault of the facts, one line each; none if all is well.

    A table that cannot be loaded hides the faults that other tables have against it.
    """
    lines = _faults_in(*(partial(getattr, catalog, table) for table in TABLES))
    if not lines:
        lines = _faults_in(*(partial(catalog.figure_svg, name) for name in catalog.figures))
    return tuple(lines)


def _faults_in(*loads: Callable[[], object]) -> dict[str, None]:
    """Return what is wrong with what these load, each line once."""
    lines: dict[str, None] = {}
    for load in loads:
        try:
            load()
        except FaultyFacts as error:
            lines.update(dict.fromkeys(error.lines))
        except BrokenCatalog as error:
            lines[str(error)] = None
    return lines


def check_all(catalog: Catalog) -> None:
    """Load all tables and check every rule; raise BrokenCatalog with the faults, if there are."""
    if lines := faults_of(catalog):
        raise FaultyFacts(lines)
