"""A batch as it runs: hand-ins are found, graded or kept from before, written down, and told one after the other."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lossquiz.grading.batch import grade_all
from lossquiz.grading.intake.archives import Unpacker
from lossquiz.grading.intake.find import Search, find_hand_ins
from lossquiz.report.json.grading import report_row

if TYPE_CHECKING:
    from lossquiz.grading.grade_report import GradeReport
    from lossquiz.grading.intake.hand_in import HandIn
    from lossquiz.grading.sandbox.parent import Sandbox
    from lossquiz.grading.worker import Recipe
    from lossquiz.report.results import ResultsFolder

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Done:
    """One hand-in that is done: its rows, and its reports where it was graded now."""

    rows: Sequence[Row]
    reports: tuple[GradeReport, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """What is to be graded, and how.

    Attributes:
        paths: Files, folders and archives.
        helpers: Names of files beside flat answers that are none.
        recipe: What every worker is told.
        jobs: How many submissions at a time.
        results: Where rows are kept, or None.
    """

    paths: Sequence[Path]
    helpers: tuple[str, ...]
    recipe: Recipe
    jobs: int
    results: ResultsFolder | None = None

    def go(self, sandbox: Sandbox) -> Iterator[Done]:
        """Grade what is not kept from before, and yield each hand-in in the order in which it was found.

        Args:
            sandbox: One that was started; it is closed where workers have their own.

        Raises:
            InputError: A path that is not there, or results that cannot be written.
        """
        if self.jobs > 1:
            sandbox.close()
        kept: deque[Sequence[Row] | None] = deque()
        with closing(Unpacker(self.recipe.trust)) as unpack:
            functions = frozenset(task.name for task in self.recipe.tasks.values())
            found = find_hand_ins(self.paths, Search(functions, self.helpers, unpack))
            for reports in grade_all(self._to_grade(found, kept), self.recipe, self.jobs, sandbox):
                yield from self._kept(kept)
                kept.popleft()
                yield self._written(reports)
            yield from self._kept(kept)

    def _to_grade(self, found: Iterator[HandIn], kept: deque[Sequence[Row] | None]) -> Iterator[HandIn]:
        """Go through the hand-ins that are to be graded; `kept` gets the rows of the others at their places."""
        for hand_in in found:
            rows = self.results.kept(hand_in) if self.results else []
            kept.append(rows or None)
            if not rows:
                yield hand_in

    @staticmethod
    def _kept(kept: deque[Sequence[Row] | None]) -> Iterator[Done]:
        while kept and kept[0] is not None:
            rows = kept.popleft()
            yield Done(rows or ())

    def _written(self, reports: tuple[GradeReport, ...]) -> Done:
        rows = [report_row(report) for report in reports]
        if self.results:
            self.results.add(rows, self.recipe.seed)
        return Done(rows, reports)
