"""Comparisons become checks, a verdict, a score and a counterexample: the report of one submission."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

from lossquiz.grading.foreign_text import clean, clean_lines
from lossquiz.grading.intake.names import near_names, not_found
from lossquiz.grading.judging.compare import simplicity
from lossquiz.grading.judging.numbers import SHOWN_ELEMENTS
from lossquiz.grading.remarks import failure_text, first_cause, missing_package, place, warnings_of
from lossquiz.grading.sandbox.both.outcomes import (
    Crashed,
    ForbiddenUse,
    LoadFailure,
    NotRun,
    OutOfMemory,
    Raised,
    Returned,
    Run,
    TimedOut,
)

if TYPE_CHECKING:
    from lossquiz.grading.cases.cases import Case
    from lossquiz.grading.diagnosis.named import Diagnosis
    from lossquiz.grading.judging.compare import CheckName, Comparison
    from lossquiz.grading.judging.curve import Curve
    from lossquiz.grading.judging.expectations import Expectations, Expected
    from lossquiz.questions.kinds.implement import ImplementTask

Verdict = Literal["passed", "failed", "error", "timeout", "crashed", "out_of_memory", "forbidden", "not_found"]
# Graded: a verdict on code. Otherwise a person has to look, or there is nothing that anybody could look at.
Status = Literal["graded", "needs_review", "missing"]
NOT_JUDGED = "not judged: no case gave a result"


@dataclass(frozen=True, slots=True)
class Counterexample:
    """The smallest input that shows a failure.

    Attributes:
        kind: The kind of case.
        note: What the case shows.
        inputs: The tensors, by name, as nested lists (long ones cut, with their shape in `shapes`).
        shapes: The shape of each tensor.
        parameters: The keywords that were passed; those left at their default are in `defaults`.
        defaults: The keywords that were left out, with the default that the question asks for.
        upstream: The factor that the loss was multiplied with before backward, or None.
        expected: `value`, and `gradient` by input.
        got: The same, as far as it came back, with the `dtype` where that is wrong; or `raised`.
        dtype: The precision of the inputs.
        formula: The formula of the loss in plain text.
        terms: The loss of each row by itself, where their mean is the expected value; empty otherwise.
    """

    kind: str
    note: str
    inputs: Mapping[str, Any]
    shapes: Mapping[str, tuple[int, ...]]
    parameters: Mapping[str, float]
    defaults: Mapping[str, float]
    upstream: float | None
    expected: Mapping[str, Any]
    got: Mapping[str, Any]
    dtype: str
    formula: str
    terms: tuple[float, ...]

    def wrong_gradients(self) -> Iterator[tuple[str, Any, Any]]:
        """Yield of each gradient that is shown, since it differs: its input, what is due, and what came or None."""
        came = self.got.get("gradient", {})
        for name, right in self.expected.get("gradient", {}).items():
            if "value" in self.got and came.get(name) != right:
                yield name, right, came.get(name)


@dataclass(frozen=True, slots=True)
class Check:
    """One check of the contract: whether it passed, in how many cases it was made, and how it failed.

    One that could not be made in any case is not judged: it has neither passed nor failed. `failed` and `not_judged`
    count cases.
    """

    name: CheckName
    passed: bool
    cases: int
    message: str = ""
    counterexample: Counterexample | None = None
    judged: bool = True
    failed: int = 0
    not_judged: int = 0


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
    package: str = "",
) -> GradeReport:
    """Report a submission of which no case could be run; for want of a package it is not even scored."""
    said = clean(f"{_needs(package)}{error}")
    score, reason = None if package else 0.0, "" if status == "graded" else said
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
    package = missing_package(failure, (), run.remarks)
    said = failure_text(failure)
    ended = failure.stage in _LOAD_VERDICTS
    status = "graded" if ended else "needs_review"
    report = unrunnable(
        path, task.id, said, seed, verdict, run.seconds, status=status, warnings=warnings, package=package
    )
    return replace(report, failure=failure, output=clean_lines(run.output), fault=load_fault(failure, said))


def load_fault(failure: LoadFailure, said: str) -> Fault:
    """Tell in parts why a submission could not be loaded."""
    return Fault(failure.stage, said, clean(failure.type_name), failure.line, failure.cell, clean(failure.source))


def _needs(package: str) -> str:
    return f"it needs the package {package}, which is not installed here: " if package else ""


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
    package = missing_package(None, run.outcomes, run.remarks) if verdict in {"error", "failed"} else ""
    score = None if package else score_of(comparisons, verdict)
    error = _first_error(comparisons, run) if verdict in {"error", "timeout", "crashed", "out_of_memory"} else None
    error = f"{_needs(package)}{error or _first_error(comparisons, run)}" if package else error
    return GradeReport(
        path=path,
        question=known.task.id,
        verdict="error" if package else verdict,
        score=score,
        seconds=round(run.seconds, 4),
        checks=make_checks(known, comparisons, run, smaller),
        diagnosis=(),
        error=error,
        seed=known.seed,
        output=clean_lines(run.output),
        status="needs_review" if package else "graded",
        reason=error or "" if package else "",
        warnings=warnings_of(run.remarks),
        forbidden=run.forbidden,
        fault=_run_fault(comparisons, run, error) if error else None,
    )


def _first_error(comparisons: Sequence[Comparison], run: Run) -> str:
    for comparison in comparisons:
        if comparison.failures:
            cause = _cause(comparison, run)
            said = f"{comparison.failures[0].message} (case: {comparison.case.note})"
            return clean(f"{cause}; therefore the answer {said}" if cause else said)
    return ""


def _cause(comparison: Comparison, run: Run) -> str:
    return first_cause(run.remarks, comparison.outcome) if isinstance(comparison.outcome, Raised) else ""


_FAULTS: Mapping[type, str] = {TimedOut: "timeout", OutOfMemory: "memory", Crashed: "crash"}


def _run_fault(comparisons: Sequence[Comparison], run: Run, said: str) -> Fault:
    """Tell in parts what the first case met that failed."""
    first = next((c for c in comparisons if c.failures), None)
    if first is None or not isinstance(first.outcome, Raised):
        return Fault(_FAULTS.get(type(first.outcome), "run") if first else "run", said)
    outcome = first.outcome
    cause = clean(_cause(first, run))
    return Fault("run", said, clean(outcome.type_name), outcome.line, outcome.cell, first_cause=cause)


def make_checks(
    known: Expectations, comparisons: Sequence[Comparison], run: Run, smaller: Sequence[Comparison] = ()
) -> tuple[Check, ...]:
    """Gather the comparisons into the checks of the contract; `smaller` failing cases are shown in place of others."""
    task = known.task
    failing = [c for c in comparisons if c.failures]
    renamed = _defaults_only(task, comparisons)
    made: dict[CheckName, list[Comparison]] = {
        "shape": list(comparisons),
        "dtype": list(comparisons),
        "value": [c for c in comparisons if c.case.kind != "extreme"],
        "gradient": [
            c for c in comparisons if c.expected.gradients and c.case.judge_gradient and c.case.kind != "extreme"
        ],
        "stability": [c for c in comparisons if c.case.kind == "extreme"],
        "defaults": [c for c in comparisons if c.case.omitted] if task.parameters else [],
        "contract": list(comparisons),
        "memory": [c for c in comparisons if c.case.kind == "memory"],
    }
    checks = [_check(known, name, cases, failing, smaller, renamed=renamed) for name, cases in made.items() if cases]
    if task.forbidden:
        checks.append(_from_scratch(run, len(comparisons)))
    return tuple(checks)


def _defaults_only(task: ImplementTask, comparisons: Sequence[Comparison]) -> bool:
    """Whether only calls that leave the parameters at their default fail, and that is why: most of them do."""
    failed = [c for c in comparisons if not c.passed]
    if not task.parameters or not failed or not all(c.case.omitted for c in failed):
        return False
    usual = [c for c in comparisons if c.case.omitted and c.case.kind != "extreme"]
    most = sum(not c.passed for c in usual) >= len(usual) / 2
    return most and any(c.passed and not c.case.omitted for c in comparisons)


def _check(
    known: Expectations,
    name: CheckName,
    cases: Sequence[Comparison],
    failing: Sequence[Comparison],
    smaller: Sequence[Comparison],
    *,
    renamed: bool,
) -> Check:
    def counts(check: CheckName) -> bool:
        if renamed and check in {"value", "gradient", "stability"}:
            return name == "defaults"
        return check == name

    failed = [c for c in failing if any(counts(f.check) for f in c.failures)]
    not_run = sum(not isinstance(c.outcome, Returned) for c in cases)
    if not failed or all(isinstance(c.outcome, NotRun) for c in cases):
        judged = not_run < len(cases)
        return Check(name, judged, len(cases), "" if judged else NOT_JUDGED, judged=judged, not_judged=not_run)
    shown = [*failed, *(c for c in smaller if any(counts(f.check) for f in c.failures))]
    ways = Counter(map(_way, failed))
    most = ways.most_common(1)[0][0]
    smallest = min((c for c in shown if _way(c) == most), key=simplicity)
    message = next(f.message for f in smallest.failures if counts(f.check))
    said, example = clean(message + _count(ways, most, len(cases))), counterexample(known, smallest)
    told = sum(not isinstance(c.outcome, Returned) for c in failed)
    return Check(name, False, len(cases), said, example, failed=len(failed), not_judged=max(0, not_run - told))


def _way(comparison: Comparison) -> str:
    """Say in what way a case fails: as one of several of which that is told."""
    outcome = comparison.outcome
    if isinstance(outcome, Raised):
        return f"raised {outcome.type_name}"
    return "came back wrong" if isinstance(outcome, Returned) else "came to no result"


def _count(ways: Mapping[str, int], told: str, cases: int) -> str:
    """Say how many cases fail in the way that is told, and how many in another."""
    others = "".join(f"; {count} more {way}" for way, count in ways.items() if way != told)
    return f" ({ways[told]} of {cases} cases{others})" if cases > 1 else ""


def _from_scratch(run: Run, cases: int) -> Check:
    if not run.forbidden:
        judged = any(isinstance(outcome, Returned) for outcome in run.outcomes)
        return Check("from_scratch", judged, cases, "" if judged else NOT_JUDGED, judged=judged)
    uses = [f"{u.name}{_seen_at(u)}" for u in run.forbidden]
    shown = ", ".join(dict.fromkeys(uses))
    return Check("from_scratch", False, cases, clean(f"uses {shown}; the question asks for the loss from scratch"))


def _seen_at(use: ForbiddenUse) -> str:
    where = place(use.line, use.cell) or " (seen while running)"
    return f"{where[:-1]} of {use.file})" if use.file else where


def counterexample(known: Expectations, comparison: Comparison) -> Counterexample:
    """Show a failing case in plain numbers."""
    task = known.task
    case, outcome, expected = comparison.case, comparison.outcome, comparison.expected
    given = {s.name for s in (*case.call.positional, *case.call.keyword, *case.call.construct)}
    names = [p.name for p in task.parameters]
    return Counterexample(
        kind=case.kind,
        note=case.note,
        inputs={t.name: plain(t.array) for t in case.call.tensors},
        shapes={t.name: t.array.shape for t in case.call.tensors},
        parameters={n: case.values[n] for n in names if n in given},
        defaults={n: case.values[n] for n in names if n not in given},
        upstream=case.call.upstream,
        expected=_result(expected.shown(case.dtype), _shown_gradients(case, expected) if case.judge_gradient else {}),
        got=_got(case, outcome),
        dtype=case.dtype,
        formula=task.formula,
        terms=tuple(_short(term) for term in _terms(known, comparison)),
    )


def _shown_gradients(case: Case, expected: Expected) -> dict[str, Any]:
    return {name: expected.shown_gradient(name, case.dtype) for name in expected.gradients}


def _terms(known: Expectations, comparison: Comparison) -> tuple[float, ...]:
    """Work the expected value out row by row, once for all submissions that fail in this case."""
    from lossquiz.grading.judging.expectations import row_terms

    key = ("terms", id(comparison.case))
    if key not in known.memory:
        known.memory[key] = row_terms(known.task, comparison.case, comparison.expected)
    terms: tuple[float, ...] = known.memory[key]
    return terms


def _got(case: Case, outcome: Any) -> dict[str, Any]:
    if isinstance(outcome, Returned):
        found = _result(outcome.value, outcome.gradients)
        if outcome.dtype not in case.dtypes_of_result and outcome.dtype:
            found["dtype"] = clean(outcome.dtype)
        return {**found, "gradient_error": clean(outcome.gradient_error)} if outcome.gradient_error else found
    if isinstance(outcome, Raised):
        return {"raised": clean(f"{outcome.type_name}: {outcome.message}", 300)}
    return {"ended": type(outcome).__name__}


def _result(value: Any, gradients: Mapping[str, Any]) -> dict[str, Any]:
    result: dict[str, Any] = {"value": None if value is None else plain(value)}
    if gradients:
        result["gradient"] = {name: None if g is None else plain(g) for name, g in gradients.items()}
    return result


def plain(array: Any) -> Any:
    """Turn an array into nested lists of short numbers; a large one is cut to its first elements, flat."""
    if array.size > SHOWN_ELEMENTS:
        return [*(_short(v) for v in array.flat[:SHOWN_ELEMENTS].tolist()), "…"]
    return _nested(array.tolist())


def _nested(value: Any) -> Any:
    return [_nested(item) for item in value] if isinstance(value, list) else _short(value)


def _short(value: Any) -> Any:
    """Round a float for reading; non-finite and complex ones become words, since JSON has no such numbers."""
    if isinstance(value, complex):
        return str(value)
    if isinstance(value, bool) or not isinstance(value, float):
        return value
    number = float(value)
    if number != number or number in {float("inf"), float("-inf")}:  # noqa: PLR0124 - NaN
        return str(number)
    return float(f"{number:.7g}") if not float(number).is_integer() else number + 0.0  # a zero has no sign for people
