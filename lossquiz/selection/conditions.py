"""Conditions on facts: `outliers`, `imbalance=extreme`, `quantile>0.5`, and `a|b` for either."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

Value: TypeAlias = bool | int | float | str
"""What a fact holds: True for a flag, a word, or a number."""

Test: TypeAlias = Sequence[Any]
"""One comparison: the fact's name, the operator or "", and the value or None."""

Condition: TypeAlias = Sequence[Test]
"""Tests of which one must hold."""

_TEST = re.compile(r"^(?P<name>[a-z][a-z0-9_]*)(?:(?P<op>>=|<=|!=|=|>|<)(?P<value>.+))?$")
_NUMERIC: dict[str, Callable[[float, float], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
}


def parse_condition(text: str) -> list[list[str | None]]:
    """Parse one condition into a list of alternatives.

    Raises:
        ValueError: The text is not a condition.
    """
    tests: list[list[str | None]] = []
    for part in text.split("|"):
        match = _TEST.match(part.strip())
        if match is None:
            raise ValueError(f"not a condition: {text!r}; write NAME, NAME=VALUE or A|B")
        tests.append([match["name"], match["op"] or "", match["value"]])
    return tests


def holds(condition: Condition, facts: Mapping[str, Value]) -> bool:
    """Tell whether one of the condition's tests is true of the facts."""
    for test in condition:  # noqa: SIM110 - an answer asks ten thousand of them; to make a generator takes longer
        if _true(test, facts):
            return True
    return False


def all_hold(conditions: Iterable[Condition], facts: Mapping[str, Value]) -> bool:
    """Tell whether every condition holds."""
    for condition in conditions:  # noqa: SIM110 - as above
        if not holds(condition, facts):
            return False
    return True


def any_holds(conditions: Iterable[Condition], facts: Mapping[str, Value]) -> bool:
    """Tell whether one of the conditions holds."""
    for condition in conditions:  # noqa: SIM110 - as above
        if holds(condition, facts):
            return True
    return False


def names_of(conditions: Iterable[Condition]) -> set[str]:
    """Return the facts that the conditions look at."""
    return {str(test[0]) for condition in conditions for test in condition}


def _true(test: Test, facts: Mapping[str, Value]) -> bool:
    name, op, wanted = test
    value = facts.get(name, False)
    if value is False:
        return False
    if not op:
        return True
    if op in _NUMERIC:
        return not isinstance(value, (bool, str)) and _NUMERIC[op](value, float(wanted))
    same = _text(value) == str(wanted)
    return same if op == "=" else not same


def _text(value: Value) -> str:
    return f"{value:g}" if isinstance(value, (int, float)) and not isinstance(value, bool) else str(value)
