"""A batch as it runs: hand-ins are found, graded or kept from before, written down, and told one after the other."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lossquiz.grading.batch import grade_all
from lossquiz.grading.intake.archives import Unpacker
from lossquiz.grading.intake.find import Naming, Search, find_hand_ins
from lossquiz.report.json.grading import report_row

if TYPE_CHECKING:
    from lossquiz.grading.cluster import Cluster
    from lossquiz.grading.grade_report import GradeReport
    from lossquiz.grading.intake.hand_in import HandIn
    from lossquiz.grading.sandbox.parent import Sandbox
    from lossquiz.grading.worker import Recipe
    from lossquiz.report.keeping import Keeper

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Done:
    """One hand-in that is done: its rows, and its reports where it was graded now."""

    rows: Sequence[Row]
    reports: tuple[GradeReport, ...] = ()


@dataclass(frozen=True, slots=True)
class _Kept:
    """A hand-in whose rows are kept from before, without its files."""

    path: str


@dataclass(frozen=True, slots=True)
class Run:
    """What is to be graded, and how.

    Attributes:
        paths: Files, folders and archives.
        helpers: Names of files beside flat answers that are none.
        recipe: What every worker is told.
        jobs: How many submissions at a time.
        keeper: Writes rows down, or None.
        naming: Tells by names whose hand-ins are, or None.
        cluster: The workers elsewhere that grade, or None for this machine.
    """

    paths: Sequence[Path]
    helpers: tuple[str, ...]
    recipe: Recipe
    jobs: int
    keeper: Keeper | None = None
    naming: Naming | None = None
    cluster: Cluster | None = None

    def go(self, sandbox: Sandbox) -> Iterator[Done]:
        """Grade what is not kept from before, and yield each hand-in in the order in which it was found.

        Args:
            sandbox: One that was started; it is closed where workers have their own.

        Raises:
            InputError: A path that is not there, or results that cannot be written.
        """
        if self.jobs > 1 or self.cluster:
            sandbox.close()
        turns: deque[HandIn | _Kept] = deque()
        with closing(Unpacker(self.recipe.trust)) as unpack:
            functions = frozenset(task.name for task in self.recipe.tasks.values())
            found = find_hand_ins(self.paths, Search(functions, self.helpers, unpack, self.naming))
            for reports in self._graded(self._to_grade(found, turns), sandbox):
                yield from self._kept(turns)
                yield self._written(turns.popleft(), reports)
            yield from self._kept(turns)
        if self.keeper:
            for rows in self.keeper.absent():
                yield Done(rows)

    def _graded(self, hand_ins: Iterator[HandIn], sandbox: Sandbox) -> Iterator[tuple[GradeReport, ...]]:
        if self.cluster:
            return self.cluster.grade(hand_ins)
        return grade_all(hand_ins, self.recipe, self.jobs, sandbox)

    def _to_grade(self, found: Iterator[HandIn], turns: deque[HandIn | _Kept]) -> Iterator[HandIn]:
        """Go through the hand-ins that are to be graded; `turns` gets all of them at their places."""
        for one in found:
            hand_in = self.keeper.known_as(one) if self.keeper else one
            if self.keeper and self.keeper.has(hand_in):
                turns.append(_Kept(hand_in.path))
            else:
                turns.append(hand_in)
                yield hand_in

    def _kept(self, turns: deque[HandIn | _Kept]) -> Iterator[Done]:
        while turns and isinstance(turns[0], _Kept) and self.keeper:
            yield Done(self.keeper.kept(turns[0].path))
            turns.popleft()

    def _written(self, hand_in: HandIn | _Kept, reports: tuple[GradeReport, ...]) -> Done:
        if self.keeper and not isinstance(hand_in, _Kept):
            return Done(self.keeper.keep(hand_in, reports), reports)
        return Done([report_row(report) for report in reports], reports)
