"""Which question to ask next: the one whose answers lead to the most different losses."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from lossquiz.selection.conditions import Value
from lossquiz.selection.engine import Trials
from lossquiz.selection.facts import Fact, fact_in
from lossquiz.selection.switches import candidates


@dataclass(frozen=True, slots=True)
class Question:
    """A question and what its answers would lead to.

    Attributes:
        fact: The fact asked for.
        leads_to: The first loss for each answer; `False` stands for no, or for not known.
        bits: How evenly the answers are spread over losses.
    """

    fact: Fact
    leads_to: Mapping[Value, str]
    bits: float


def next_question(task: str, facts: Mapping[str, Value], asked: Collection[str] = ()) -> Question | None:
    """Return the most telling question, or None when no answer would change the first loss.

    Args:
        task: A task's id.
        facts: Complete facts.
        asked: Facts that were asked for already.
    """
    trials = Trials(task, facts)
    answers: dict[str, dict[Value, str]] = {}
    for name, value, _ in candidates(task, facts):
        if name not in asked:
            answers.setdefault(name, {False: trials.first})[value] = trials.winner(name, value)
    questions = [Question(fact_in(task, name), led, _bits(led)) for name, led in answers.items()]
    telling = [question for question in questions if question.bits > 0]
    return max(telling, key=_worth, default=None)


def _worth(question: Question) -> float:
    """Return how much a question tells; one that seldom applies is worth half."""
    return round(question.bits * (1.0 if question.fact.flag else 0.5), 9)


def _bits(leads_to: Mapping[Value, str]) -> float:
    """Return the entropy of the first loss when half of the answers are no and the others equally likely."""
    others = len(leads_to) - 1
    shares: dict[str, float] = {}
    for value, loss in leads_to.items():
        shares[loss] = shares.get(loss, 0) + (0.5 if value is False else 0.5 / others)
    return -sum(share * math.log2(share) for share in shares.values())
