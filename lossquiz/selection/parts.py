"""Which facts play a part in a task: those that some rule, or some line of code, could read."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from lossquiz.losses.catalogue import catalogue
from lossquiz.selection.conditions import Test, Value, holds, parse_condition
from lossquiz.selection.engine import pool
from lossquiz.selection.facts import settle, tasks
from lossquiz.selection.library_code import FRAMEWORK
from lossquiz.selection.rules import rules_of


def plays_a_part(task: str, name: str, facts: Mapping[str, Value]) -> bool:
    """Tell whether a fact with this value, or one that follows from it, could matter to the task at all.

    Args:
        task: A task's id.
        name: The fact.
        facts: Facts with its value.
    """
    alone = settle(task, {name: facts[name]})
    return name == FRAMEWORK or any(holds([test], alone) for test in _tests(task) if test[0] in alone)


@functools.cache
def _tests(task: str) -> tuple[Test, ...]:
    rules = [test for rule in rules_of(task) for condition in (*rule.when, *rule.unless) for test in condition]
    lines = [test for loss in pool(task) for text in catalogue()[loss].options for test in parse_condition(text)]
    senders = {name for other in tasks().values() for name, turn in other.by.items() if turn["task"] == task}
    return (
        *rules,
        *(list(test) for test in lines),
        *([name, "", None] for name in sorted({*tasks()[task].by, *senders})),
    )
