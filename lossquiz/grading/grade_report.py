"""Comparisons become checks, a verdict, a score and a counterexample: the report of one submission."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from lossquiz.grading.foreign_text import clean
from lossquiz.grading.sandbox.both.outcomes import Crashed, OutOfMemory, Raised, Returned, Run, TimedOut

if TYPE_CHECKING:
    from lossquiz.grading.diagnosis.diagnose import Diagnosis
    from lossquiz.grading.judging.compare import CheckName, Comparison
    from lossquiz.grading.judging.expectations import Expectations
    from lossquiz.questions.model import ImplementTask

Verdict = Literal["passed", "failed", "error", "timeout", "crashed", "out_of_memory", "forbidden", "not_found"]
SHOWN_ELEMENTS = 24  # a counterexample shows so many numbers of a tensor at the most


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
        got: The same, as far as it came back; or `raised`.
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


@dataclass(frozen=True, slots=True)
class Check:
    """One check of the contract: whether it passed, in how many cases it was made, and how it failed."""

    name: CheckName
    passed: bool
    cases: int
    message: str = ""
    counterexample: Counterexample | None = None


@dataclass(frozen=True, slots=True)
class GradeReport:
    """All there is to say of one submission to one question.

    Attributes:
        path: The submission, as reports call it.
        question: The question's id.
        verdict: In a word.
        score: The share of the cases that passed, 1.0 only for `passed`, 0.0 where no case could be judged or a
            forbidden built-in was used.
        seconds: Wall-clock time of the submission's process.
        checks: The checks that were made; empty when the submission could not be run.
        diagnosis: The mistakes by name.
        error: Why it could not be run, or None.
        seed: The seed that gives the same cases again.
        output: What the submission printed.
    """

    path: str
    question: str
    verdict: Verdict
    score: float
    seconds: float
    checks: tuple[Check, ...]
    diagnosis: tuple[Diagnosis, ...]
    error: str | None
    seed: int
    output: str = ""


def unrunnable(
    path: str, question: str, error: str, seed: int, verdict: Verdict = "error", seconds: float = 0.0
) -> GradeReport:
    """Report a submission of which no case could be run."""
    return GradeReport(path, question, verdict, 0.0, seconds, (), (), clean(error), seed)


_LOAD_VERDICTS: Mapping[str, Verdict] = {
    "missing": "not_found",
    "timeout": "timeout",
    "crash": "crashed",
    "memory": "out_of_memory",
}


def load_failed(path: str, task: ImplementTask, run: Run, seed: int) -> GradeReport:
    """Report a submission that could not be loaded."""
    failure = run.failure
    assert failure is not None  # noqa: S101 - the caller has looked
    verdict = _LOAD_VERDICTS.get(failure.stage, "error")
    where = f" (line {failure.line})" if failure.line else ""
    if failure.stage == "missing":
        defined = f"; it defines {', '.join(failure.defined[:8])}" if failure.defined else ""
        message = f"no {task.name} in the file{defined}"
    else:
        kind = f"{failure.type_name}{where}: " if failure.type_name else ""
        message = f"{kind}{failure.message}"
    return unrunnable(path, task.id, message, seed, verdict, run.seconds)


_ENDS: Mapping[type, Verdict] = {TimedOut: "timeout", OutOfMemory: "out_of_memory", Crashed: "crashed"}


def judge(comparisons: Sequence[Comparison], run: Run) -> Verdict:
    """Say the verdict in a word; what first ended the run comes before what was wrong."""
    if run.forbidden:
        return "forbidden"
    outcomes = [c.outcome for c in comparisons]
    ended = next((_ENDS[type(outcome)] for outcome in outcomes if type(outcome) in _ENDS), None)
    if ended is not None:
        return ended
    if outcomes and all(isinstance(outcome, Raised) for outcome in outcomes):
        return "error"
    return "passed" if all(c.passed for c in comparisons) else "failed"


def score_of(comparisons: Sequence[Comparison], verdict: Verdict) -> float:
    """Return the share of cases that passed, between 0 and 1; below 1 unless the verdict is `passed`."""
    if verdict in {"forbidden", "error", "not_found"} or not comparisons:
        return 0.0
    share = sum(c.passed for c in comparisons) / len(comparisons)
    return 1.0 if verdict == "passed" else min(0.99, round(share, 2))


def make_report(known: Expectations, path: str, comparisons: Sequence[Comparison], run: Run) -> GradeReport:
    """Say what the comparisons come to; the names of mistakes are added by whoever works them out."""
    verdict = judge(comparisons, run)
    return GradeReport(
        path=path,
        question=known.task.id,
        verdict=verdict,
        score=score_of(comparisons, verdict),
        seconds=round(run.seconds, 4),
        checks=make_checks(known, comparisons, run),
        diagnosis=(),
        error=_first_error(comparisons) if verdict in {"error", "timeout", "crashed", "out_of_memory"} else None,
        seed=known.seed,
        output=clean(run.output),
    )


def _first_error(comparisons: Sequence[Comparison]) -> str:
    for comparison in comparisons:
        if comparison.failures:
            return clean(f"{comparison.failures[0].message} (case: {comparison.case.note})")
    return ""


def make_checks(known: Expectations, comparisons: Sequence[Comparison], run: Run) -> tuple[Check, ...]:
    """Gather the comparisons into the checks of the contract."""
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
    }
    checks = [_check(known, name, cases, failing, renamed=renamed) for name, cases in made.items() if cases]
    if task.forbidden:
        checks.append(_from_scratch(run, len(comparisons)))
    return tuple(checks)


def _defaults_only(task: ImplementTask, comparisons: Sequence[Comparison]) -> bool:
    """Whether only calls that leave the parameters at their default fail."""
    failed = [c for c in comparisons if not c.passed]
    given_pass = any(c.passed and not c.case.omitted for c in comparisons)
    return bool(task.parameters and failed) and given_pass and all(c.case.omitted for c in failed)


def _check(
    known: Expectations,
    name: CheckName,
    cases: Sequence[Comparison],
    failing: Sequence[Comparison],
    *,
    renamed: bool,
) -> Check:
    def counts(check: CheckName) -> bool:
        if renamed and check in {"value", "gradient", "stability"}:
            return name == "defaults"
        return check == name

    failed = [c for c in failing if any(counts(f.check) for f in c.failures)]
    if not failed:
        return Check(name, True, len(cases))
    smallest = min(failed, key=_simplicity)
    message = next(f.message for f in smallest.failures if counts(f.check))
    count = f" ({len(failed)} of {len(cases)} cases)" if len(cases) > 1 else ""
    return Check(name, False, len(cases), clean(message + count), counterexample(known, smallest))


def _from_scratch(run: Run, cases: int) -> Check:
    if not run.forbidden:
        return Check("from_scratch", True, cases)
    uses = [f"{u.name} (line {u.line})" if u.line else f"{u.name} (seen while running)" for u in run.forbidden]
    shown = ", ".join(dict.fromkeys(uses))
    return Check("from_scratch", False, cases, clean(f"uses {shown}; the question asks for the loss from scratch"))


_KIND_ORDER = {"worked": 0, "random": 1, "boundary": 2, "contract": 3, "extreme": 4}


def _simplicity(comparison: Comparison) -> tuple[int, int, int]:
    case = comparison.case
    return (case.size, _KIND_ORDER[case.kind], int(case.dtype == "float64"))


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
        expected=_result(expected.value, expected.gradients if case.judge_gradient else {}),
        got=_got(outcome),
        dtype=case.dtype,
        formula=task.formula,
        terms=tuple(_short(term) for term in _terms(known, comparison)),
    )


def _terms(known: Expectations, comparison: Comparison) -> tuple[float, ...]:
    """Work the expected value out row by row, once for all submissions that fail in this case."""
    from lossquiz.grading.judging.expectations import row_terms

    key = ("terms", id(comparison.case))
    if key not in known.memory:
        known.memory[key] = row_terms(known.task, comparison.case, comparison.expected)
    terms: tuple[float, ...] = known.memory[key]
    return terms


def _got(outcome: Any) -> dict[str, Any]:
    if isinstance(outcome, Returned):
        found = _result(outcome.value, outcome.gradients)
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
    return float(f"{number:.7g}") if not float(number).is_integer() else number
