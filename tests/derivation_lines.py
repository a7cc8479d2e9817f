"""Whether the line of numbers below a diagnosis is of the counterexample beside it, read as people read it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Any

from lossquiz.grading.counterexamples import Counterexample
from lossquiz.grading.grade_report import GradeReport
from lossquiz.report.terminal.grading import smallest_counterexample

_LINE = re.compile(
    r"(?:At|(?P<other>In another case, at)) (?P<terms>.+): the slope in (?P<of>\w+)(?P<at>\[[\d, ]+\])? should be "
    r"(?P<due>\S+?),? (?:.* )?and (?:is (?P<had>\S+?)|no gradient came)(?: \(.*\))?\."
)
_VALUE = re.compile(r"In (?P<other>another case|the counterexample) the value should be (\S+), and is (\S+)\.")
_TERM = re.compile(r"(\w+)(\[[\d, ]+\])? = (\S+?)(?:, |$)")


def faults(report: GradeReport) -> Iterator[str]:
    """Yield what is not true of the line, beside the counterexample."""
    line = next((found.derivation for found in report.diagnosis), "")
    example = smallest_counterexample(report)
    if example is None or not line:
        return
    slope, value = _LINE.fullmatch(line), _VALUE.fullmatch(line)
    if slope is None and value is None:
        yield f"cannot be read: {line}"
        return
    same = is_of_it(example, slope) if slope else value.group(1) == "the counterexample" and _has(example, value)  # type: ignore[union-attr]
    elsewhere = line.startswith("In another case")
    if same and elsewhere:
        yield f"is of the counterexample: {line}"
    if not same and not elsewhere:
        yield f"is of another case: {line}"
    if elsewhere and is_wrong(example):
        yield f"leaves the counterexample: {line}"
    two = (slope["due"], slope["had"]) if slope else value.groups()[1:]  # type: ignore[union-attr]
    if two[0] == two[1]:
        yield f"shows no difference: {line}"


def is_of_it(example: Counterexample, line: re.Match[str]) -> bool:
    """Whether the inputs and slopes of a line stand in a counterexample."""
    for name, at, number in _TERM.findall(line["terms"]):
        given = example.inputs[name] if name in example.inputs else {**example.parameters, **example.defaults}[name]
        if not _near(_element(given, at), number):
            return False
    gradients = example.expected.get("gradient")
    due = _element(gradients[line["of"]] if gradients else example.expected["value"], line["at"] or "")
    return _near(due, float(line["due"]) * ((example.upstream or 1.0) if gradients else 1.0))


def is_wrong(example: Counterexample) -> bool:
    """Whether a value or a slope of a counterexample is clearly wrong."""
    if "value" not in example.got or "after" in example.got or "gradient_error" in example.got:
        return False
    pairs = [
        (example.expected["value"], example.got["value"]),
        *((due, had) for _, due, had in example.wrong_gradients()),
    ]
    return any(due != had and not _near(due, had, 1e-2) for due, had in pairs if type(due) is type(had) is float)


def _has(example: Counterexample, line: re.Match[str]) -> bool:
    return _near(example.expected["value"], line.group(2)) and _near(example.got["value"], line.group(3))


def _element(values: Any, at: str) -> Any:
    if isinstance(values, list) and "…" in values:
        return "…"
    for step in map(int, re.findall(r"\d+", at)):
        if not isinstance(values, list) or step >= len(values):
            return math.inf  # of inputs of another shape
        values = values[step]
    while isinstance(values, list) and len(values) == 1:
        values = values[0]
    return values


def _near(one: Any, two: Any, far: float = 1e-5) -> bool:
    if isinstance(one, list) or one == "…":
        return True  # too long to be shown
    return math.isclose(float(one), float(two), rel_tol=far, abs_tol=1e-30) or (
        float(one) != float(one) and float(two) != float(two)
    )
