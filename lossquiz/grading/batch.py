"""Many submissions: who may be graded on this machine, in which order, how many at a time."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

from lossquiz.errors import IsolationError
from lossquiz.grading.grade_report import GradeReport, unrunnable

if TYPE_CHECKING:
    from lossquiz.grading.grade import Grader
    from lossquiz.grading.intake.assign import Assignment

AHEAD = 4  # submissions read ahead of the slowest one, for each job


def require_isolation(level: str, *, batch: bool, allow_reduced: bool, trust: bool) -> None:
    """Refuse what this machine cannot isolate, unless the user takes the risk in words.

    Args:
        level: `full`, `reduced` or `none`.
        batch: Whether more than one file, or a folder, is graded.
        allow_reduced: `--allow-reduced-isolation`.
        trust: `--trust-submissions`.

    Raises:
        IsolationError: Strangers' code would run less isolated than the user agreed to.
    """
    if level == "full" or trust or (level == "reduced" and (allow_reduced or not batch)):
        return
    see = "`lossquiz doctor` says why"
    if level == "reduced":
        raise IsolationError(f"this machine isolates submissions only in part; add --allow-reduced-isolation ({see})")
    raise IsolationError(
        f"this machine cannot isolate submissions; add --trust-submissions for code that you would run yourself ({see})"
    )


def grade_all(assignments: Iterable[Assignment], grader: Grader, jobs: int) -> Iterator[GradeReport]:
    """Grade every pair, several at a time, and yield the reports in the order of the pairs."""
    with ThreadPoolExecutor(jobs, thread_name_prefix="grade") as pool:
        waiting: deque[Future[GradeReport]] = deque()
        for assignment in assignments:
            waiting.append(pool.submit(_grade, assignment, grader))
            while len(waiting) > AHEAD * jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _grade(assignment: Assignment, grader: Grader) -> GradeReport:
    if assignment.task is None:
        return unrunnable(assignment.submission.path, "", assignment.reason, grader.seed)
    return grader.grade(assignment.submission, assignment.task)
