"""Comparisons become a verdict, a score and what else there is to say: the report of one submission."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from lossquiz.grading.checks import Check, make_checks
from lossquiz.grading.foreign_text import clean, clean_lines
from lossquiz.grading.intake.names import near_names, not_found
from lossquiz.grading.lacks import lacking
from lossquiz.grading.remarks import cause_of, failure_text, first_cause, is_uncallable, warnings_of
from lossquiz.grading.sandbox.both.outcomes import (
    Crashed,
    ForbiddenUse,
    LoadFailure,
    NotRun,
    OutOfMemory,
    Raised,
    Remark,
    Run,
    TimedOut,
)

if TYPE_CHECKING:
    from lossquiz.grading.diagnosis.named import Diagnosis
    from lossquiz.grading.judging.compare import Comparison
    from lossquiz.grading.judging.curve import Curve
    from lossquiz.grading.judging.expectations import Expectations
    from lossquiz.questions.kinds.implement import ImplementTask

Verdict = Literal["passed", "failed", "error", "timeout", "crashed", "out_of_memory", "forbidden", "not_found"]
# Graded: a verdict on code. Otherwise a person has to look, or there is nothing that anybody could look at.
Status = Literal["graded", "needs_review", "missing"]


@dataclass(frozen=True, slots=True)
class Fault:
    """What ended a submission, or kept it from being run.

    Attributes:
        kind: `read` (its file), `decode`, `parse` or `import` (its code), `missing` (nothing of the name), `run` (a
            call raised), `timeout`, `crash` or `memory`.
        message: What is said of it, whole.
        type_name: The exception's type, or "".
        line: The line, or 0.
        cell: The notebook's code cell within which `line` counts, from 1; 0 in a Python file.
        source: The text of that line, or "".
        first_cause: What failed before and explains it, or "".
    """

    kind: str
    message: str
    type_name: str = ""
    line: int = 0
    cell: int = 0
    source: str = ""
    first_cause: str = ""


@dataclass(frozen=True, slots=True)
class Traits:
    """What an answer has in common with others, to be compared in a batch.

    Attributes:
        alike: The same for answers that came to the same in every case, to the last bit; "" where none was run.
        shape: The same for answers whose source differs in names, comments and layout only; "" where not asked for.
        shape_size: Of how many parts that shape consists.
        curve: The answer beside the right one as functions of one error; None where the loss is not of that form.
    """

    alike: str = ""
    shape: str = ""
    shape_size: int = 0
    curve: Curve | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a submission comes from.

    Attributes:
        candidate: Whose it is.
        file: Its path below what the candidate handed in, or "" where that as a whole is meant.
        sha256: The hash of the file, or "".
        hand_in_path: What reports call all that the candidate handed in.
        hand_in: A hash of it.
        rows: How many reports there are of all that.
    """

    candidate: str
    file: str
    sha256: str
    hand_in_path: str
    hand_in: str
    rows: int


@dataclass(frozen=True, slots=True)
class GradeReport:
    """All there is to say of one submission to one question.

    Attributes:
        path: The submission, as reports call it.
        question: The question's id, or "" where none can be told.
        verdict: In a word.
        score: The share of the judged cases that passed, 1.0 only for `passed`, 0.0 where a forbidden built-in was
            used or the answer gave no result; None where a package that this machine has not is needed first.
        seconds: Wall-clock time of the submission's process.
        checks: The checks that were made; empty when the submission could not be run.
        diagnosis: The mistakes by name.
        failure: What it could not be loaded for, as it was told; None where it was, or was not tried.
        forbidden: The forbidden built-ins that were seen.
        fault: What `error` says, in parts; None where there is no error.
        traits: What it has in common with others.
        fact: Where no name fits: in how many cases the answer agrees, and what the others have in common; else "".
        error: Why it could not be run, or None.
        seed: The seed that gives the same cases again.
        output: What the submission printed, in its own lines.
        status: Whether this is a verdict on code, or somebody has to look.
        reason: Why it is none, or "".
        warnings: What was noticed and costs nothing.
        stand_in: The class that was graded in place of a function, or "".
        origin: Where it comes from, in a batch.
        repeats: The verdicts under other seeds, where they were asked for: the seed, and the verdict.
    """

    path: str
    question: str
    verdict: Verdict
    score: float | None
    seconds: float
    checks: tuple[Check, ...]
    diagnosis: tuple[Diagnosis, ...]
    error: str | None
    seed: int
    output: str = ""
    status: Status = "graded"
    reason: str = ""
    warnings: tuple[str, ...] = ()
    origin: Origin | None = None
    stand_in: str = ""
    fact: str = ""
    failure: LoadFailure | None = None
    forbidden: tuple[ForbiddenUse, ...] = ()
    fault: Fault | None = None
    traits: Traits = field(default_factory=Traits)
    repeats: tuple[tuple[int, Verdict], ...] = ()

    @property
    def held(self) -> bool | None:
        """Whether the verdict was the same under every seed; None where no other was tried."""
        return all(verdict == self.verdict for _, verdict in self.repeats) if self.repeats else None


def unrunnable(
    path: str,
    question: str,
    error: str,
    seed: int,
    verdict: Verdict = "error",
    seconds: float = 0.0,
    *,
    status: Status = "needs_review",
    warnings: tuple[str, ...] = (),
    lack: str = "",
) -> GradeReport:
    """Report a submission of which no case could be run; one that lacks something is not even scored."""
    said = clean(f"{_needs(lack)}{error}")
    score, reason = None if lack else 0.0, "" if status == "graded" else said
    return GradeReport(
        path,
        question,
        verdict,
        score,
        seconds,
        (),
        (),
        said,
        seed,
        status=status,
        reason=reason,
        warnings=warnings,
        fault=Fault("missing" if verdict == "not_found" else "read", said),
    )


def repeated(report: GradeReport, others: Sequence[GradeReport]) -> GradeReport:
    """Hold a verdict against those under other seeds; where it did not hold, a person has to look."""
    made = replace(report, repeats=tuple((other.seed, other.verdict) for other in others))
    if made.held in {True, None}:
        return made
    seeds: dict[Verdict, list[int]] = {}
    for seed, verdict in ((report.seed, report.verdict), *made.repeats):
        seeds.setdefault(verdict, []).append(seed)
    told = "; ".join(f"{verdict} under {_seeds(found)}" for verdict, found in seeds.items())
    return replace(made, status="needs_review", reason=f"the verdict did not hold: {told}")


def _seeds(seeds: Sequence[int]) -> str:
    return f"seed{'s' if len(seeds) > 1 else ''} {', '.join(map(str, seeds))}"


_LOAD_VERDICTS: Mapping[str, Verdict] = {
    "missing": "not_found",
    "timeout": "timeout",
    "crash": "crashed",
    "memory": "out_of_memory",
}


def load_verdict(failure: LoadFailure) -> Verdict:
    """Return the verdict on a submission that could not be loaded."""
    return _LOAD_VERDICTS.get(failure.stage, "error")


def load_failed(path: str, task: ImplementTask, run: Run, seed: int) -> GradeReport:
    """Report a submission that could not be loaded."""
    failure = run.failure
    assert failure is not None  # noqa: S101 - the caller has looked
    verdict = load_verdict(failure)
    warnings = warnings_of([remark for remark in run.remarks if remark.kind != "before"])
    if failure.stage == "missing":
        near = near_names(failure.defined, [task.name])
        said = not_found(task.name, failure.defined, near, failure.stand_in)
        status: Status = "needs_review" if near or failure.stand_in else "missing"
        return unrunnable(path, task.id, said, seed, verdict, run.seconds, status=status, warnings=warnings)
    lack = lacking(failure, (), run.remarks)
    said = failure_text(failure)
    ended = failure.stage in _LOAD_VERDICTS
    status = "graded" if ended else "needs_review"
    report = unrunnable(path, task.id, said, seed, verdict, run.seconds, status=status, warnings=warnings, lack=lack)
    return replace(report, failure=failure, output=clean_lines(run.output), fault=load_fault(failure, said))


def load_fault(failure: LoadFailure, said: str) -> Fault:
    """Tell in parts why a submission could not be loaded."""
    return Fault(failure.stage, said, clean(failure.type_name), failure.line, failure.cell, clean(failure.source))


def _needs(lack: str) -> str:
    return f"it needs {lack}: " if lack else ""


_ENDS: Mapping[type, Verdict] = {TimedOut: "timeout", OutOfMemory: "out_of_memory", Crashed: "crashed"}


def judge(comparisons: Sequence[Comparison], run: Run) -> Verdict:
    """Say the verdict in a word; what first ended the run comes before what was wrong."""
    if run.forbidden:
        return "forbidden"
    outcomes = [c.outcome for c in comparisons]
    # Where memory is what a case is about, to be refused some is a failure of that case like any other.
    told = [c.outcome for c in comparisons if not (c.case.kind == "memory" and isinstance(c.outcome, OutOfMemory))]
    ended = next((_ENDS[type(outcome)] for outcome in told if type(outcome) in _ENDS), None)
    if ended is not None:
        return ended
    if outcomes and all(isinstance(outcome, Raised) for outcome in outcomes):
        return "error"
    return "passed" if all(c.passed for c in comparisons) else "failed"


def verdict_of(comparisons: Sequence[Comparison], run: Run) -> Verdict:
    """Say the verdict of a report in a word: what failed for want of something that is not here is an error."""
    verdict = judge(comparisons, run)
    return "error" if _lacked(verdict, run) else verdict


def _lacked(verdict: Verdict, run: Run) -> str:
    """Return what a run failed for want of, or ""."""
    return lacking(None, run.outcomes, run.remarks) if verdict in {"error", "failed"} else ""


def score_of(comparisons: Sequence[Comparison], verdict: Verdict) -> float:
    """Return the share of judged cases that passed, between 0 and 1; below 1 unless the verdict is `passed`."""
    judged = [c for c in comparisons if not isinstance(c.outcome, NotRun)]
    if verdict in {"forbidden", "error", "not_found"} or not judged:
        return 0.0
    share = sum(c.passed for c in judged) / len(judged)
    return 1.0 if verdict == "passed" else min(0.99, round(share, 2))


def make_report(
    known: Expectations,
    path: str,
    comparisons: Sequence[Comparison],
    run: Run,
    smaller: Sequence[Comparison] = (),
) -> GradeReport:
    """Say what the comparisons come to; the names of mistakes are added by whoever works them out.

    Args:
        known: The cases.
        path: The submission, as reports call it.
        comparisons: Every case with its outcome.
        run: What came back.
        smaller: Failing cases beside them that are only shown.
    """
    verdict = judge(comparisons, run)
    lack = _lacked(verdict, run)
    score = None if lack else score_of(comparisons, verdict)
    error = _first_error(comparisons, run) if verdict in {"error", "timeout", "crashed", "out_of_memory"} else None
    error = f"{_needs(lack)}{error or _first_error(comparisons, run)}" if lack else error
    unasked = verdict == "error" and all(map(is_uncallable, run.outcomes))
    told = _cause(comparisons, run) if error else None
    open_to = f"it cannot be called as the question asks, {known.task.signature}: {error}" if unasked else error or ""
    return GradeReport(
        path=path,
        question=known.task.id,
        verdict="error" if lack else verdict,
        score=score,
        seconds=round(run.seconds, 4),
        checks=make_checks(known, comparisons, run, smaller),
        diagnosis=(),
        error=error,
        seed=known.seed,
        output=clean_lines(run.output),
        status="needs_review" if lack or unasked else "graded",
        reason=open_to if lack or unasked else "",
        warnings=warnings_of([remark for remark in run.remarks if remark is not told]),
        stand_in=next((clean(remark.text, 60) for remark in run.remarks if remark.kind == "stand_in"), ""),
        forbidden=run.forbidden,
        fault=_run_fault(comparisons, run, error) if error else None,
    )


def _first_error(comparisons: Sequence[Comparison], run: Run) -> str:
    first = _first_failing(comparisons)
    if first is None:
        return ""
    cause = first_cause(run.remarks, first.outcome)
    said = f"{first.failures[0].message} (case: {first.case.note})"
    return clean(f"{cause}; therefore the answer {said}" if cause else said)


def _first_failing(comparisons: Sequence[Comparison]) -> Comparison | None:
    return next((comparison for comparison in comparisons if comparison.failures), None)


def _cause(comparisons: Sequence[Comparison], run: Run) -> Remark | None:
    """Return the remark that the first error tells already, as its cause."""
    first = _first_failing(comparisons)
    return cause_of(run.remarks, first.outcome) if first else None


_FAULTS: Mapping[type, str] = {TimedOut: "timeout", OutOfMemory: "memory", Crashed: "crash"}


def _run_fault(comparisons: Sequence[Comparison], run: Run, said: str) -> Fault:
    """Tell in parts what the first case met that failed."""
    first = _first_failing(comparisons)
    if first is None or not isinstance(first.outcome, Raised):
        return Fault(_FAULTS.get(type(first.outcome), "run") if first else "run", said)
    outcome = first.outcome
    cause = clean(first_cause(run.remarks, outcome))
    return Fault("run", said, clean(outcome.type_name), outcome.line, outcome.cell, first_cause=cause)
