"""A worker: a trusted process with a sandbox of its own, that turns files into reports.

A batch is placed on workers: on this process alone, or on several processes side by side (`batch.py`). What a worker
must know it is told once, as one value that can be sent to wherever it runs.
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING

from lossquiz.grading.grade import Grader, Start, at_once
from lossquiz.grading.grade_report import (
    GradeReport,
    Origin,
    Status,
    Verdict,
    load_fault,
    load_verdict,
    repeated,
    unrunnable,
)
from lossquiz.grading.intake.assign import Assigner, Assignment
from lossquiz.grading.lacks import lacking
from lossquiz.grading.sandbox.parent import Sandbox

if TYPE_CHECKING:
    from lossquiz.grading.intake.hand_in import HandIn
    from lossquiz.grading.sandbox.both.job import Limits
    from lossquiz.grading.sandbox.both.outcomes import Run
    from lossquiz.questions.kinds.implement import ImplementTask

Reports = tuple[GradeReport, ...]
# Hand-ins that are run before the one that is judged is done: so many that a long diagnosis leaves nobody idle.
_RUN_BEFORE = 16
_TURN_SECONDS = 0.001


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that a worker is told.

    Attributes:
        tasks: The questions that there are, by id.
        asked: The question of `-q`, or None.
        seed: The seed of the cases, the same for all workers of a batch.
        limits: What one submission may use.
        trust: Whether to run submissions even where nothing is isolated.
        accept_class: Whether a class of a loss's name is graded in place of its function.
        compared: Whether the answers are to be compared with one another.
        again: Further seeds under which each verdict is held against the first.
        ahead: Whether a worker has a second processor, to prepare the next submission's process on.
        due: Whether everybody should answer each of the questions.
    """

    tasks: Mapping[str, ImplementTask]
    asked: ImplementTask | None
    seed: int
    limits: Limits
    trust: bool = False
    accept_class: bool = False
    compared: bool = False
    again: tuple[int, ...] = ()
    ahead: bool = True
    due: bool = False


class Worker:
    """Grades one hand-in after another; several threads may share it.

    Args:
        recipe: What to do.
        sandbox: One that was started already, so that it loads torch while its caller does other work; the worker
            closes it. By default the worker starts its own.
    """

    def __init__(self, recipe: Recipe, sandbox: Sandbox | None = None) -> None:
        self._recipe = recipe
        self._sandbox = sandbox or Sandbox(trust=recipe.trust, ahead=recipe.ahead)
        self._sandbox.start()
        self._grader = self._made(recipe.seed, compared=recipe.compared)
        self._again = [self._made(seed) for seed in recipe.again]

    def _made(self, seed: int, *, compared: bool = False) -> Grader:
        recipe = self._recipe
        return Grader(self._sandbox, seed, recipe.limits, accept_class=recipe.accept_class, compared=compared)

    def __enter__(self) -> Worker:  # noqa: PYI034 - Self needs Python 3.11
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def warm_up(self) -> None:
        """Load what comparing and naming need, torch above all, and keep torch to one thread in this process.

        Meanwhile the sandbox loads torch too, which takes longer.
        """
        import torch

        import lossquiz.grading.diagnosis.diagnose
        import lossquiz.grading.judging.expectations
        import lossquiz.grading.shrinking  # noqa: F401 - all for what they load

        torch.set_num_threads(1)

    def grade(self, hand_in: HandIn) -> Reports:
        """Find the questions that a hand-in answers, and grade each; there is always a report."""
        return self._begin(hand_in, at_once)()

    def grade_each(self, hand_ins: Iterable[HandIn]) -> Iterator[Reports]:
        """Grade hand-ins in their order, running the next ones while one is judged."""
        begun: deque[Callable[[], Reports]] = deque()
        with closing(Beside()) as beside:
            for hand_in in hand_ins:
                begun.append(self._begin(hand_in, beside.start))
                if len(begun) > _RUN_BEFORE:
                    yield begun.popleft()()
            while begun:
                yield begun.popleft()()

    def _begin(self, hand_in: HandIn, start: Start) -> Callable[[], Reports]:
        """Run what a hand-in holds, and return what judges it."""
        recipe = self._recipe
        assigner = Assigner(recipe.tasks, recipe.asked, self._sandbox, recipe.limits, recipe.accept_class, recipe.due)
        pairs = assigner.assign(hand_in)
        whole = _whole(hand_in, len(pairs))
        judges = [(self._begin_pair(hand_in, pair, start), _origin(whole, pair)) for pair in pairs]
        return lambda: tuple(replace(judge(), origin=origin) for judge, origin in judges)

    def _begin_pair(self, hand_in: HandIn, pair: Assignment, start: Start) -> Callable[[], GradeReport]:
        if pair.task is not None and pair.submission is not None and not pair.reason:
            begin = partial(Grader.begin, submission=pair.submission, task=pair.task, start=start)
            judge, others = begin(self._grader), [begin(grader) for grader in self._again]
            return (lambda: repeated(judge(), [other() for other in others])) if others else judge
        return partial(self._not_run, hand_in, pair)

    def _not_run(self, hand_in: HandIn, pair: Assignment) -> GradeReport:
        question = pair.task.id if pair.task else ""
        verdict, status = _standing(hand_in, pair)
        lack = lacking(pair.failure, (), ()) if pair.failure else ""
        said = unrunnable(pair.path, question, pair.reason, self._recipe.seed, verdict, status=status, lack=lack)
        return replace(said, fault=load_fault(pair.failure, said.error or "")) if pair.failure else said

    def close(self) -> None:
        """End the sandbox and all its processes."""
        self._sandbox.close()


class Beside:
    """Runs submissions in a thread beside the caller's, one at a time; where the system gives no thread, at once.

    That thread mostly waits for a sandbox, which waits for it: what it has to do then it must not be kept from for
    long. Python lets a thread that computes go on for 5 ms, in which a submission could have been loaded.
    """

    def __init__(self) -> None:
        self._interval = sys.getswitchinterval()
        sys.setswitchinterval(min(self._interval, _TURN_SECONDS))
        self._pool: ThreadPoolExecutor | None = ThreadPoolExecutor(1)
        try:
            self._pool.submit(int).result()  # the thread is there before a submission may have taken the last
        except RuntimeError:  # "can't start new thread"
            self._pool = None

    def start(self, run: Callable[[], Run]) -> Callable[[], Run]:
        """Have a submission run, and return what waits for its outcomes."""
        return self._pool.submit(run).result if self._pool else at_once(run)

    def close(self) -> None:
        """Begin no more; what is under way ends with its sandbox."""
        sys.setswitchinterval(self._interval)
        if self._pool:
            self._pool.shutdown(wait=False, cancel_futures=True)


def given_up(hand_in: HandIn, seed: int) -> Reports:
    """Report a hand-in over which the grader's own process ended, time after time."""
    report = unrunnable(hand_in.path, "", "the grader's own process ended while it was graded", seed, "crashed")
    return (replace(report, origin=_whole(hand_in, 1)),)


def _whole(hand_in: HandIn, rows: int) -> Origin:
    return Origin(hand_in.candidate, "", "", hand_in.path, hand_in.sha256, rows)


def _standing(hand_in: HandIn, pair: Assignment) -> tuple[Verdict, Status]:
    """Return verdict and status of what could not be graded."""
    if pair.failure is not None:
        return load_verdict(pair.failure), "needs_review"
    if hand_in.refused or (pair.submission is not None and pair.submission.error):
        return "error", "needs_review"
    return "not_found", "needs_review" if pair.near else "missing"


def _origin(whole: Origin, pair: Assignment) -> Origin:
    file = pair.submission
    return replace(whole, file=file.place, sha256=file.sha256) if file else whole
