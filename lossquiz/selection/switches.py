"""What would change the answer: each single fact that puts another loss first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lossquiz.selection.conditions import Value
from lossquiz.selection.engine import Scoring, score
from lossquiz.selection.facts import Fact, describe, facts_of
from lossquiz.selection.rules import rules_of

SHOWN = 3
_TYPICAL = 0.9


def switches(task: str, facts: Mapping[str, Value], scoring: Scoring) -> dict[str, tuple[str, ...]]:
    """Return, for the winner, what would replace it, and for the others, what would put them first.

    Args:
        task: A task's id.
        facts: Complete facts.
        scoring: Their scoring.
    """
    away: dict[str, str] = {}
    back: dict[str, list[str]] = {}
    for name, value, means in candidates(task, facts):
        winner = score(task, {**facts, name: value}).winner
        if winner in {"", scoring.winner}:
            continue
        said = describe(name, value)
        away.setdefault(winner, f"{means} ({said}): {winner}")
        back.setdefault(winner, []).append(f"{means} ({said})")
    found = {loss: tuple(texts[:SHOWN]) for loss, texts in back.items()}
    found[scoring.winner] = tuple(list(away.values())[:SHOWN])
    return found


def candidates(task: str, facts: Mapping[str, Value]) -> Iterator[tuple[str, Value, str]]:
    """Yield the facts that could still be added, with a value and its meaning, the common ones first."""
    matter = {name for rule in rules_of(task) for name in rule.looks_at()}
    open_facts = [fact for fact in facts_of(task) if fact.id in matter and fact.id not in facts]
    for fact in sorted(open_facts, key=lambda fact: not fact.flag):
        for value in values_of(fact):
            added = {**facts, fact.id: value}
            if not any(rule.refuse and rule.fires(added) for rule in rules_of(task)):
                yield fact.id, value, fact.means if value is True else f"{fact.means}: {value}"


def values_of(fact: Fact) -> tuple[Value, ...]:
    """Return the values worth trying for a fact."""
    if fact.number:
        return () if fact.number.get("whole") else (_TYPICAL,)
    return fact.values if fact.values else (True, *fact.levels)
