"""Rules: when they apply, what they do, why, and who says so."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lossquiz.selection.conditions import Condition, Value, all_hold, any_holds
from lossquiz.selection.declarations import declarations


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Attributes:
        id: Its name, in answers and in tests.
        tasks: The tasks it belongs to.
        stage: What kind of reason it is; the stages bound the weights.
        when: Conditions that must all hold.
        unless: Conditions of which none may hold.
        promote: Points for losses; a loss without any is no candidate.
        demote: Points taken away.
        exclude: Losses that must not be used.
        warn: The trap to point out.
        about: The losses that the warning concerns; none means the whole answer.
        refuse: Why the facts cannot all be true.
        reason: Why, in words for a reader.
        reasons: Why, for promoted losses that have a reason of their own.
        source: Who says so.
        looks_at: The facts that can switch it on or off.
    """

    id: str
    tasks: Sequence[str]
    stage: str
    reason: str
    source: str
    when: Sequence[Condition] = ()
    unless: Sequence[Condition] = ()
    promote: Mapping[str, float] = field(default_factory=dict)
    demote: Mapping[str, float] = field(default_factory=dict)
    exclude: Sequence[str] = ()
    warn: str = ""
    about: Sequence[str] = ()
    refuse: str = ""
    looks_at: Sequence[str] = ()
    reasons: Mapping[str, str] = field(default_factory=dict)

    def reason_for(self, loss: str) -> str:
        """Return why the rule promotes this loss."""
        return self.reasons.get(loss, self.reason)

    def fires(self, facts: Mapping[str, Value]) -> bool:
        """Tell whether the rule applies to the facts."""
        return all_hold(self.when, facts) and not any_holds(self.unless, facts)


@functools.cache
def rules_of(task: str) -> tuple[Rule, ...]:
    """Return the rules of a task, in the order of the files."""
    content = declarations()
    return tuple(Rule(**content["rules"][place]) for place in content["by_task"][task])


@functools.cache
def scoring_rules(task: str) -> tuple[Rule, ...]:
    """Return the rules of a task that move losses, without those that only speak."""
    return tuple(rule for rule in rules_of(task) if rule.promote or rule.demote or rule.exclude)


@functools.cache
def refusing_rules(task: str) -> tuple[Rule, ...]:
    """Return the rules of a task that say which facts cannot all hold."""
    return tuple(rule for rule in rules_of(task) if rule.refuse)


def speaking_rules(task: str) -> tuple[Rule, ...]:
    """Return the rules of a task that warn."""
    return tuple(rule for rule in rules_of(task) if rule.warn)


@functools.cache
def all_rules() -> tuple[Rule, ...]:
    """Return every rule once, in the order of the files."""
    return tuple(Rule(**raw) for raw in declarations()["rules"])
