"""A failing case in plain numbers, as reports show it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from lossquiz.grading.foreign_text import clean
from lossquiz.grading.judging.numbers import DIGITS, SHOWN_ELEMENTS, digits_apart
from lossquiz.grading.judging.tolerance import differs
from lossquiz.grading.sandbox.both.outcomes import Raised, Returned

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lossquiz.grading.cases.cases import Case
    from lossquiz.grading.judging.compare import Comparison
    from lossquiz.grading.judging.expectations import Expectations, Expected
    from lossquiz.grading.sandbox.both.outcomes import Outcome


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
        got: The same, as far as it came back, with the `dtype` where that is wrong, and `after`, the inputs that were
            changed, as they are after the call; or `raised`.
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


def counterexample(known: Expectations, comparison: Comparison) -> Counterexample:
    """Show a failing case in plain numbers."""
    task = known.task
    case, outcome, expected = comparison.case, comparison.outcome, comparison.expected
    given = {s.name for s in (*case.call.positional, *case.call.keyword, *case.call.construct)}
    names = [p.name for p in task.parameters]
    digits = _digits(case, expected, outcome)
    return Counterexample(
        kind=case.kind,
        note=case.note,
        inputs={t.name: plain(t.array) for t in case.call.tensors},
        shapes={t.name: t.array.shape for t in case.call.tensors},
        parameters={n: case.values[n] for n in names if n in given},
        defaults={n: case.values[n] for n in names if n not in given},
        upstream=case.call.upstream,
        expected=_result(
            expected.shown(case.dtype), _shown_gradients(case, expected) if case.judge_gradient else {}, digits
        ),
        got=_got(case, outcome, digits),
        dtype=case.dtype,
        formula=task.formula,
        terms=tuple(_short(term) for term in _terms(known, comparison)),
    )


def _shown_gradients(case: Case, expected: Expected) -> dict[str, Any]:
    return {name: expected.shown_gradient(name, case.dtype) for name in expected.gradients}


def _digits(case: Case, expected: Expected, outcome: Outcome) -> dict[str, int]:
    """Return with how many digits each wrong result is told from the right one; "" stands for the value."""
    if not isinstance(outcome, Returned):
        return {}
    told = [("", outcome.value, expected.value, expected.shown(case.dtype), expected.allowed)]
    told += [
        (name, outcome.gradients.get(name), right, expected.shown_gradient(name, case.dtype), allowed)
        for name, right in expected.gradients.items()
        if (allowed := expected.gradient_allowed.get(name)) is not None
    ]
    digits = {}
    for name, came, right, shown, allowed in told:
        if came is not None and came.dtype.kind == "f" and came.size == right.size:
            got = came.astype(np.float64).reshape(right.shape)
            wrong = differs(got, right, allowed)
            digits[name] = digits_apart(zip(got[wrong].tolist(), shown[wrong].tolist(), strict=True))
    return digits


def _terms(known: Expectations, comparison: Comparison) -> tuple[float, ...]:
    """Work the expected value out row by row, once for all submissions that fail in this case."""
    from lossquiz.grading.judging.expectations import row_terms

    key = ("terms", id(comparison.case))
    if key not in known.memory:
        known.memory[key] = row_terms(known.task, comparison.case, comparison.expected)
    terms: tuple[float, ...] = known.memory[key]
    return terms


def _got(case: Case, outcome: Outcome, digits: Mapping[str, int]) -> dict[str, Any]:
    if isinstance(outcome, Returned):
        found = _result(outcome.value, outcome.gradients, digits)
        if outcome.after and case.call.use == "plain":
            found["after"] = {
                name: plain(array) for name, array in outcome.after.items() if _is_read(case, name, array)
            }
        if outcome.dtype not in case.dtypes_of_result and outcome.dtype:
            found["dtype"] = clean(outcome.dtype)
        return {**found, "gradient_error": clean(outcome.gradient_error)} if outcome.gradient_error else found
    if isinstance(outcome, Raised):
        return {"raised": clean(f"{outcome.type_name}: {outcome.message}", 300)}
    return {"ended": type(outcome).__name__}


def _is_read(case: Case, name: str, after: NDArray[np.generic]) -> bool:
    """Whether these are the numbers of an input: of one that was resized, other bytes say that it has changed."""
    before = next(t.array for t in case.call.tensors if t.name == name).tobytes()
    return after.tobytes() != bytes(byte ^ 1 for byte in before)


def _result(value: Any, gradients: Mapping[str, Any], digits: Mapping[str, int]) -> dict[str, Any]:
    result: dict[str, Any] = {"value": None if value is None else plain(value, digits.get("", DIGITS))}
    if gradients:
        result["gradient"] = {
            name: None if g is None else plain(g, digits.get(name, DIGITS)) for name, g in gradients.items()
        }
    return result


def plain(array: Any, digits: int = DIGITS) -> Any:
    """Turn an array into nested lists of short numbers; a large one is cut to its first elements, flat."""
    if array.size > SHOWN_ELEMENTS:
        return [*(_short(v, digits) for v in array.flat[:SHOWN_ELEMENTS].tolist()), "…"]
    return _nested(array.tolist(), digits)


def _nested(value: Any, digits: int) -> Any:
    return [_nested(item, digits) for item in value] if isinstance(value, list) else _short(value, digits)


def _short(value: Any, digits: int = DIGITS) -> Any:
    """Round a float for reading; non-finite and complex ones become words, since JSON has no such numbers."""
    if isinstance(value, complex):
        return str(value)
    if isinstance(value, bool) or not isinstance(value, float):
        return value
    number = float(value)
    if number != number or number in {float("inf"), float("-inf")}:  # noqa: PLR0124 - NaN
        return str(number)
    # A zero has no sign for people.
    return float(f"{number:.{digits}g}") if not float(number).is_integer() else number + 0.0
