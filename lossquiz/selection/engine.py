"""Scoring: which losses the rules speak for, which they rule out, and why. Pure, and the same in every run."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass

from lossquiz.selection.conditions import Value
from lossquiz.selection.facts import settle
from lossquiz.selection.rules import Rule, scoring_rules


@dataclass(frozen=True, slots=True)
class Scored:
    """One candidate: its points and the rules that gave or took them."""

    loss: str
    score: float
    promoted_by: tuple[Rule, ...]
    demoted_by: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Scoring:
    """Candidates from best to worst, what was ruled out by which rule, and the rules that moved them."""

    ranked: tuple[Scored, ...]
    excluded: Mapping[str, Rule]
    fired: tuple[Rule, ...]

    @property
    def winner(self) -> str:
        """The id of the first loss, or "" when everything was ruled out."""
        return self.ranked[0].loss if self.ranked else ""


def score(task: str, facts: Mapping[str, Value]) -> Scoring:
    """Apply the rules of a task to complete facts.

    The order is by points, and by name where points are equal, so the order of the facts never matters.
    """
    fired = tuple(rule for rule in scoring_rules(task) if rule.fires(facts))
    points = _points(fired)
    excluded: dict[str, Rule] = {}
    for rule in fired:
        for loss in rule.exclude:
            excluded.setdefault(loss, rule)
    order = sorted((loss for loss in points if loss not in excluded), key=lambda loss: (-points[loss], loss))
    return Scoring(tuple(_scored(loss, points[loss], fired) for loss in order), excluded, fired)


def _points(fired: tuple[Rule, ...]) -> dict[str, float]:
    """Return the points of every loss that the rules speak for more than against."""
    points: dict[str, float] = {}
    for rule in fired:
        for loss, weight in rule.promote.items():
            points[loss] = points.get(loss, 0) + weight
    for rule in fired:
        for loss, weight in rule.demote.items():
            if loss in points:
                points[loss] -= weight
    left = {loss: round(total, 2) for loss, total in points.items()}
    return {loss: total for loss, total in left.items() if total > 0} or left


def _scored(loss: str, points: float, fired: tuple[Rule, ...]) -> Scored:
    up = sorted((rule for rule in fired if rule.promote.get(loss)), key=lambda rule: -rule.promote[loss])
    down = [rule for rule in fired if loss in rule.demote]
    return Scored(loss, points, tuple(up), tuple(down))


class Trials:
    """Many answers to one question, "and what if this fact held too?", each for the price of the rules it touches.

    Args:
        task: A task's id.
        facts: Complete facts, to which one is added at a time.
    """

    def __init__(self, task: str, facts: Mapping[str, Value]) -> None:
        self.task = task
        self.facts = facts
        self.rules = scoring_rules(task)
        self.fired = [rule.fires(facts) for rule in self.rules]
        self.touched: dict[str, list[int]] = {}
        for place, rule in enumerate(self.rules):
            for name in rule.looks_at:
                self.touched.setdefault(name, []).append(place)

    def winner(self, name: str, value: Value) -> str:
        """Return the first loss with one more fact and what follows from it, or "" when everything is ruled out."""
        facts = settle(self.task, {**self.facts, name: value})
        changed = [fact for fact, said in facts.items() if self.facts.get(fact) != said]
        fired = list(self.fired)
        for place in {place for fact in changed for place in self.touched.get(fact, ())}:
            fired[place] = self.rules[place].fires(facts)
        if fired == self.fired:
            return self.first
        return _first(tuple(rule for rule, on in zip(self.rules, fired, strict=True) if on))

    @functools.cached_property
    def first(self) -> str:
        """The first loss without any more facts."""
        return _first(tuple(rule for rule, on in zip(self.rules, self.fired, strict=True) if on))


def _first(fired: tuple[Rule, ...]) -> str:
    excluded = {loss for rule in fired for loss in rule.exclude}
    left = {loss: total for loss, total in _points(fired).items() if loss not in excluded}
    return min(left, key=lambda loss: (-left[loss], loss), default="")


def pool(task: str) -> frozenset[str]:
    """Return every loss that some rule of the task can recommend."""
    return frozenset(loss for rule in scoring_rules(task) for loss in rule.promote)
