"""What would change the answer: each single fact that puts another loss first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lossquiz.selection.conditions import Value
from lossquiz.selection.engine import Scoring, Trials
from lossquiz.selection.facts import Fact, all_facts, contradiction, describe, facts_of, settle
from lossquiz.selection.library_code import FRAMEWORK
from lossquiz.selection.rules import refusing_rules, scoring_rules

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
    used: set[str] = set()
    trials = Trials(task, facts)
    for name, value, means in candidates(task, facts):
        first = trials.winner(name, value)
        if first in {"", scoring.winner}:
            continue
        said = f"{means} ({name})" if value is True else describe(name, value)
        back.setdefault(first, []).append(said)
        if name not in used:
            away.setdefault(first, f"{said} → {first}")
            used.add(name)
    found = {loss: tuple(texts[:SHOWN]) for loss, texts in back.items()}
    found[scoring.winner] = tuple(list(away.values())[:SHOWN])
    return found


def candidates(task: str, facts: Mapping[str, Value]) -> Iterator[tuple[str, Value, str]]:
    """Yield the facts that could hold as well, with a value and its meaning: plain ones first, common ones first."""
    matter = {name for rule in scoring_rules(task) for name in rule.looks_at} - {FRAMEWORK}
    known = [all_facts()[name] for name in facts]
    open_facts = [
        fact for fact in facts_of(task) if fact.id in matter and fact.id not in facts and fact.fits_beside(known)
    ]
    for fact in sorted(open_facts, key=lambda fact: (not fact.is_plain, not fact.flag)):
        for value in values_of(fact):
            added = settle(task, {**facts, fact.id: value})
            if not contradiction(added) and not any(rule.fires(added) for rule in refusing_rules(task)):
                yield fact.id, value, fact.means


def values_of(fact: Fact) -> tuple[Value, ...]:
    """Return the values worth trying for a fact."""
    if fact.number:
        return () if fact.number.get("whole") else (fact.number.get("typical", _TYPICAL),)
    return fact.values or (True, *fact.levels)
