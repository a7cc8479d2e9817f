"""Scoring: which losses the rules speak for, which they rule out, and why. Pure, and the same in every run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lossquiz.selection.conditions import Value
from lossquiz.selection.rules import Rule, rules_of


@dataclass(frozen=True, slots=True)
class Scored:
    """One candidate: its points and the rules that gave or took them."""

    loss: str
    score: float
    promoted_by: tuple[Rule, ...]
    demoted_by: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Scoring:
    """Candidates from best to worst, what was ruled out by which rule, and the rules that fired."""

    ranked: tuple[Scored, ...]
    excluded: Mapping[str, Rule]
    fired: tuple[Rule, ...]

    @property
    def winner(self) -> str:
        """The id of the first loss, or "" when everything was ruled out."""
        return self.ranked[0].loss if self.ranked else ""


def score(task: str, facts: Mapping[str, Value]) -> Scoring:
    """Apply the rules of a task to complete facts.

    The order is by points; equal points are settled by the strength of the strongest rule, then by the name.
    """
    fired = tuple(rule for rule in rules_of(task) if rule.fires(facts))
    promoted = {loss for rule in fired for loss in rule.promote}
    excluded: dict[str, Rule] = {}
    for rule in fired:
        out = [*rule.exclude, *sorted(promoted - set(rule.keep) if rule.keep else ())]
        for loss in out:
            excluded.setdefault(loss, rule)
    candidates = [_scored(loss, fired) for loss in sorted(promoted - set(excluded))]
    ranked = sorted(candidates, key=lambda scored: (-scored.score, scored.loss))
    return Scoring(tuple(ranked), excluded, fired)


def _scored(loss: str, fired: tuple[Rule, ...]) -> Scored:
    up = sorted((rule for rule in fired if rule.promote.get(loss)), key=lambda rule: -rule.promote[loss])
    down = [rule for rule in fired if loss in rule.demote]
    points = sum(rule.promote[loss] for rule in up) - sum(rule.demote[loss] for rule in down)
    return Scored(loss, round(points, 2), tuple(up), tuple(down))


def pool(task: str) -> frozenset[str]:
    """Return every loss that some rule of the task can recommend."""
    return frozenset(loss for rule in rules_of(task) for loss in rule.promote)
