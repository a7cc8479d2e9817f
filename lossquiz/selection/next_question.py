"""What to ask next: domain and format before what is estimated, that before taste; in each, what tells most first."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from lossquiz.selection.conditions import Value
from lossquiz.selection.engine import Trials
from lossquiz.selection.facts import Fact, fact_in
from lossquiz.selection.rules import scoring_rules
from lossquiz.selection.switches import candidates

MOST = 9
"""How many yes-or-no facts are asked for at once: one key each."""

_ORDER = ("constraint", "estimand", "preference", "metric", "default")


@dataclass(frozen=True, slots=True)
class Question:
    """A fact to ask for and what its answers would lead to.

    Attributes:
        fact: The fact asked for.
        stage: What kind of reason it is: the first of the stages of the rules that look at it.
        leads_to: The first loss for each answer; `False` stands for no, or for not known.
        bits: How evenly the answers are spread over losses.
    """

    fact: Fact
    stage: str
    leads_to: Mapping[Value, str]
    bits: float


def next_questions(task: str, facts: Mapping[str, Value], asked: Collection[str] = ()) -> tuple[Question, ...]:
    """Return what to ask next: one question that wants a word or a number, or some that want a yes, to be ticked.

    None is returned when no single answer would change the first loss.

    Args:
        task: A task's id.
        facts: Complete facts.
        asked: Facts that were asked for already.
    """
    found = telling(task, facts, asked)
    if not found:
        return ()
    stage = min((question.stage for question in found), key=_ORDER.index)
    due = sorted((question for question in found if question.stage == stage), key=_worth, reverse=True)
    ticked = [question for question in due if question.fact.is_plain]
    if due[0] in ticked:
        return tuple(ticked[:MOST])
    return (due[0],)


def telling(task: str, facts: Mapping[str, Value], asked: Collection[str] = ()) -> list[Question]:
    """Return each question of which an answer would change the first loss, in the order of the facts."""
    trials = Trials(task, facts)
    answers: dict[str, dict[Value, str]] = {}
    for name, value, _ in candidates(task, facts):
        if name not in asked:
            answers.setdefault(name, {False: trials.first})[value] = trials.winner(name, value)
    stages = _stages(task)
    questions = [Question(fact_in(task, name), stages[name], led, _bits(led)) for name, led in answers.items()]
    return [question for question in questions if len(set(question.leads_to.values())) > 1]


def _stages(task: str) -> dict[str, str]:
    stages: dict[str, str] = {}
    for rule in scoring_rules(task):
        for name in rule.looks_at:
            stages[name] = min(stages.get(name, _ORDER[-1]), rule.stage, key=_ORDER.index)
    return stages


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
