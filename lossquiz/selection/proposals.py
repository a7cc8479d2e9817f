"""What data or a description suggest: a task and facts, each with what speaks for it, to be confirmed by a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lossquiz.selection.conditions import Value
from lossquiz.selection.facts import contradiction, find_task, settle
from lossquiz.selection.rules import refusing_rules


@dataclass(frozen=True, slots=True)
class Seen:
    """A fact that something speaks for, with the evidence."""

    fact: str
    value: Value
    because: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is suggested.

    Attributes:
        task: The task's id.
        because: What speaks for the task.
        facts: Facts, each with its evidence.
        notes: How much was read, what was missing.
    """

    task: str
    because: str
    facts: tuple[Seen, ...]
    notes: tuple[str, ...] = ()

    def as_facts(self) -> dict[str, Value]:
        """Return the facts alone."""
        return {seen.fact: seen.value for seen in self.facts}


def merge(proposal: Proposal, said: Mapping[str, Value]) -> dict[str, Value]:
    """Return the facts of both; what was said wins, and silences what it contradicts."""
    return {**{seen.fact: seen.value for seen in standing(proposal, said)}, **said}


def standing(proposal: Proposal, said: Mapping[str, Value]) -> tuple[Seen, ...]:
    """Return the proposed facts that can hold beside what was said, and are not said themselves."""
    task = find_task(proposal.task)
    return tuple(
        seen for seen in proposal.facts if seen.fact not in said and _stands_beside(task, seen.fact, seen.value, said)
    )


def _stands_beside(task: str, name: str, value: Value, said: Mapping[str, Value]) -> bool:
    """Tell whether a proposed fact can hold with what was said, and brings nothing that was denied."""
    held = {other: known for other, known in said.items() if known is not False}
    together = settle(task, {name: value, **held})
    denied = any(said.get(other) is False for other in settle(task, {name: value}))
    refused = any(rule.fires(together) for rule in refusing_rules(task))
    return not (denied or refused or contradiction({name: value, **held}))
