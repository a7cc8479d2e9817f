"""A worker: a trusted process with a sandbox of its own, that turns files into reports.

A batch is placed on workers: on this process alone, or on several processes side by side (`batch.py`). What a worker
must know it is told once, as one value that can be sent to wherever it runs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING

from lossquiz.grading.grade import Grader
from lossquiz.grading.grade_report import GradeReport, unrunnable
from lossquiz.grading.intake.assign import Assignment, assign
from lossquiz.grading.sandbox.parent import Sandbox

if TYPE_CHECKING:
    from lossquiz.grading.intake.submission import Submission
    from lossquiz.grading.sandbox.both.job import Limits
    from lossquiz.questions.model import ImplementTask


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that a worker is told.

    Attributes:
        tasks: The questions that there are, by id.
        asked: The question of `-q`, or None.
        seed: The seed of the cases, the same for all workers of a batch.
        limits: What one submission may use.
        trust: Whether to run submissions even where nothing is isolated.
        ahead: Whether a worker has a second processor, to prepare the next submission's process on.
    """

    tasks: Mapping[str, ImplementTask]
    asked: ImplementTask | None
    seed: int
    limits: Limits
    trust: bool = False
    ahead: bool = True


@dataclass(frozen=True, slots=True)
class Unit:
    """One submission to grade, and the questions for which it has a report already."""

    submission: Submission
    done: frozenset[str] = frozenset()


class Worker:
    """Grades one submission after another; several threads may share it.

    Args:
        recipe: What to do.
        sandbox: One that was started already, so that it loads torch while its caller does other work; the worker
            closes it. By default the worker starts its own.
    """

    def __init__(self, recipe: Recipe, sandbox: Sandbox | None = None) -> None:
        self._recipe = recipe
        self._sandbox = sandbox or Sandbox(trust=recipe.trust, ahead=recipe.ahead)
        self._sandbox.start()
        self._grader = Grader(self._sandbox, recipe.seed, recipe.limits)

    def __enter__(self) -> Worker:  # noqa: PYI034 - Self needs Python 3.11
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def warm_up(self) -> None:
        """Load what comparing needs, torch above all, and keep torch to one thread in this process."""
        import torch

        import lossquiz.grading.judging.expectations  # noqa: F401 - for what it loads

        torch.set_num_threads(1)

    def grade(self, unit: Unit) -> tuple[GradeReport, ...]:
        """Find the questions that a submission answers, and grade it against each.

        Raises:
            UsageError: It was named by the user and answers no question that can be told.
        """
        recipe = self._recipe
        pairs = assign((unit.submission,), recipe.tasks, recipe.asked, self._sandbox, recipe.limits)
        return tuple(self._report(pair) for pair in pairs if _name(pair.task) not in unit.done)

    def _report(self, pair: Assignment) -> GradeReport:
        if pair.task is None:
            return unrunnable(pair.submission.path, "", pair.reason, self._recipe.seed)
        return self._grader.grade(pair.submission, pair.task)

    def close(self) -> None:
        """End the sandbox and all its processes."""
        self._sandbox.close()


def _name(task: ImplementTask | None) -> str:
    return task.id if task else ""
