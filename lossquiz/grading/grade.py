"""Grading: a submission and a question become a report."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lossquiz.grading.cases.from_scratch import forbid
from lossquiz.grading.foreign_text import clean, escape
from lossquiz.grading.grade_report import (
    GradeReport,
    judge,
    load_failed,
    make_checks,
    score_of,
    unrunnable,
)
from lossquiz.grading.intake.submission import Submission, load_submission
from lossquiz.grading.sandbox.both.job import Entry, Job, Limits

if TYPE_CHECKING:
    from lossquiz.grading.judging.compare import Comparison
    from lossquiz.grading.judging.expectations import Expectations
    from lossquiz.grading.sandbox.both.outcomes import Outcome, Run
    from lossquiz.grading.sandbox.parent import Sandbox
    from lossquiz.questions.model import ImplementTask

MAX_SEED = 2**31


def fresh_seed() -> int:
    """Draw a seed that nobody can guess."""
    return secrets.randbelow(MAX_SEED)


def warm_up() -> None:
    """Load what grading needs, torch above all; call it while a zygote starts."""
    import lossquiz.grading.diagnosis.diagnose
    import lossquiz.grading.judging.expectations  # noqa: F401


class Grader:
    """Grades submissions against questions under one seed; cases and references are worked out once per question."""

    def __init__(self, sandbox: Sandbox, seed: int, limits: Limits | None = None) -> None:
        self.sandbox = sandbox
        self.seed = seed
        self.limits = limits or Limits()
        self._known: dict[str, Expectations] = {}
        self._lock = threading.Lock()

    def expectations(self, task: ImplementTask) -> Expectations:
        """Return the cases of a question with their right answers."""
        from lossquiz.grading.judging.expectations import work_out

        with self._lock:
            if task.id not in self._known:
                self._known[task.id] = work_out(task, self.seed)
            return self._known[task.id]

    def grade(self, submission: Submission, task: ImplementTask) -> GradeReport:
        """Grade one submission against one question."""
        if submission.error:
            return unrunnable(submission.path, task.id, submission.error, self.seed)
        known = self.expectations(task)
        job = Job(
            submission.source,
            submission.path,
            Entry(task.name, task.entry_kind),
            tuple(case.call for case in known.cases),
            forbid(task.forbidden),
            submission.source_format,
            self.limits,
            submission.helpers,
        )
        return assess(known, submission.path, self.sandbox.run(job))


def assess(known: Expectations, path: str, run: Run) -> GradeReport:
    """Judge what came back from a run of every case: compare, diagnose, report."""
    from lossquiz.grading.diagnosis.diagnose import diagnose

    task = known.task
    if run.failure is not None:
        return load_failed(path, task, run, known.seed)
    comparisons = compare_all(known, run.outcomes)
    verdict = judge(comparisons, run)
    found = diagnose(known, comparisons) if verdict == "failed" else ()
    return GradeReport(
        path=path,
        question=task.id,
        verdict=verdict,
        score=score_of(comparisons, verdict),
        seconds=round(run.seconds, 4),
        checks=make_checks(task, comparisons, run),
        diagnosis=tuple(replace(d, message=clean(d.message)) for d in found),
        error=_first_error(comparisons) if verdict in {"error", "timeout", "crashed", "out_of_memory"} else None,
        seed=known.seed,
        output=clean(run.output),
    )


def compare_all(known: Expectations, outcomes: Sequence[Outcome]) -> tuple[Comparison, ...]:
    """Compare every outcome with what is right, and each nudged case with the one before it."""
    from lossquiz.grading.judging.compare import lost_precision

    comparisons = [compare_next(known, index, outcome) for index, outcome in enumerate(outcomes)]
    for index, comparison in enumerate(comparisons):
        lost = lost_precision(comparisons[index - 1], comparison) if comparison.case.nudged else None
        if lost is not None:
            comparisons[index] = replace(comparison, failures=(*comparison.failures, lost))
    return tuple(comparisons)


def compare_next(known: Expectations, index: int, outcome: Outcome) -> Comparison:
    """Compare the outcome of one case with what is right."""
    from lossquiz.grading.judging.compare import compare, kink_oracle
    from lossquiz.grading.judging.expectations import evaluate, load_reference

    case = known.cases[index]
    reference = load_reference(known.task)

    def loss(arrays: Mapping[str, Any]) -> float:
        return evaluate(reference, case, arrays)

    return compare(known.task, case, known.expected[index], outcome, kink_oracle(loss, case))


def _first_error(comparisons: Sequence[Comparison]) -> str:
    for comparison in comparisons:
        if comparison.failures:
            return clean(f"{comparison.failures[0].message} (case: {comparison.case.note})")
    return ""


def grade_path(
    path: Path, task: ImplementTask, *, seed: int | None = None, sandbox: Sandbox | None = None
) -> GradeReport:
    """Grade one file; a sandbox of its own is started and closed when none is given."""
    submission = load_submission(path, escape(str(path)))
    return _with_sandbox(submission, task, seed, sandbox)


def grade_function(function: Callable[..., Any], task: ImplementTask, *, seed: int | None = None) -> GradeReport:
    """Grade a function or class of the caller's own, in this process and with its rights."""
    from lossquiz.grading.judging.expectations import work_out
    from lossquiz.grading.sandbox.both.calling import call_answer
    from lossquiz.grading.sandbox.both.outcomes import Run

    known = work_out(task, fresh_seed() if seed is None else seed)
    outcomes = tuple(call_answer(function, case.call, kind=task.entry_kind) for case in known.cases)
    return assess(known, function.__name__, Run(outcomes))


def grade_source(
    source: str, task: ImplementTask, *, seed: int | None = None, sandbox: Sandbox | None = None
) -> GradeReport:
    """Grade the text of an answer."""
    return _with_sandbox(Submission("<answer>", source.encode(), "python"), task, seed, sandbox)


def _with_sandbox(
    submission: Submission, task: ImplementTask, seed: int | None, sandbox: Sandbox | None
) -> GradeReport:
    from lossquiz.grading.sandbox.parent import Sandbox

    chosen = fresh_seed() if seed is None else seed
    if sandbox is not None:
        return Grader(sandbox, chosen).grade(submission, task)
    with Sandbox() as own:
        own.start()
        return Grader(own, chosen).grade(submission, task)
