"""Questions "which loss would you choose?", made from the rules: scenario, options, right answers, explanation."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lossquiz.errors import UsageError
from lossquiz.losses.catalogue import catalogue
from lossquiz.selection.conditions import Value
from lossquiz.selection.engine import Scoring, pool, score
from lossquiz.selection.facts import all_facts, complete, describe_all, find_task, tasks
from lossquiz.selection.library_code import FRAMEWORK
from lossquiz.selection.rules import Rule, refusing_rules, scoring_rules
from lossquiz.selection.switches import values_of

OPTIONS = 4
_CLOSE = 0.75
_TRIES = 60
_MOST_FACTS = 3


@dataclass(frozen=True, slots=True)
class Option:
    """A loss to choose."""

    loss: str
    title: str


@dataclass(frozen=True, slots=True)
class Scenario:
    """One question.

    Attributes:
        id: The same for the same task and facts.
        task: The task's id.
        facts: Complete facts, as the explanation uses them.
        prompt: The scenario in prose, with the question.
        options: What to choose from, in the order shown.
        right: The ids of the right options: the first choice, and any that the rules value as much.
        explanation: Lines that say why, with sources.
    """

    id: str
    task: str
    facts: Mapping[str, Value]
    prompt: str
    options: tuple[Option, ...]
    right: tuple[str, ...]
    explanation: tuple[str, ...]


def generate(seed: int, count: int, task: str | None = None) -> tuple[Scenario, ...]:
    """Make scenarios from the rules; the same arguments give the same scenarios.

    Args:
        seed: Of the draw.
        count: How many, all different.
        task: Of one task only, by id or alias.

    Raises:
        UsageError: An unknown task, or fewer different scenarios than asked for.
    """
    draw = random.Random(seed)  # noqa: S311 - a quiz, not a secret
    chosen = [find_task(task)] if task else [name for name in tasks() if len(pool(name)) >= OPTIONS]
    made: dict[str, Scenario] = {}
    for _ in range(_TRIES * count):
        if len(made) == count:
            break
        scenario = _attempt(draw, draw.choice(chosen))
        if scenario is not None:
            made.setdefault(scenario.id, scenario)
    if len(made) < count:
        raise UsageError(
            f"the rules give only {len(made)} different scenarios of {' or '.join(chosen[:2])}, not {count}"
        )
    return tuple(made.values())


def _attempt(draw: random.Random, task: str) -> Scenario | None:
    """Draw one rule, make its conditions true, perhaps add another fact, and ask; None when that makes no question."""
    rules = [rule for rule in scoring_rules(task) if FRAMEWORK not in rule.looks_at]
    rule = draw.choice([rule for rule in rules if rule.promote])
    given = _conditions(draw, rule)
    if draw.random() < 0.5:  # noqa: PLR2004 - every other scenario has a second thread
        given |= _conditions(draw, draw.choice(rules))
    if not given or len(given) > _MOST_FACTS:
        return None
    chosen, facts = complete(task, given)
    if chosen != task or any(refusal.fires(facts) for refusal in refusing_rules(task)):
        return None
    scoring = score(task, facts)
    return _scenario(draw, task, given, facts, scoring) if scoring.ranked else None


def _conditions(draw: random.Random, rule: Rule) -> dict[str, Value]:
    """Return facts that make the rule's conditions true, one alternative each."""
    given: dict[str, Value] = {}
    for condition in rule.when:
        name, op, value = draw.choice(list(condition))
        if op in {"", "="}:
            fact = all_facts()[name]
            typical = [word for word in values_of(fact) if word is not True] if fact.values or fact.number else [True]
            given[name] = value if op else draw.choice(typical or [True])
    return given


def _scenario(
    draw: random.Random, task: str, given: Mapping[str, Value], facts: Mapping[str, Value], scoring: Scoring
) -> Scenario | None:
    best = scoring.ranked[0]
    right = [scored.loss for scored in scoring.ranked if scored.score >= best.score - _CLOSE]
    wrong = _distractors(draw, task, scoring, right)
    if len(right) >= OPTIONS or len(wrong) < OPTIONS - len(right):
        return None
    ids = [*right, *wrong[: OPTIONS - len(right)]]
    draw.shuffle(ids)
    prompt = _prompt(task, given)
    if any(_names(prompt, word) for loss in ids for word in (loss, catalogue()[loss].title)):
        return None  # a fact has the name of a loss: "one quantile is wanted", "judged by: mape"
    return Scenario(
        id=f"choose:{task}:{describe_all(sorted(given.items())).replace(', ', ';')}",
        task=task,
        facts=facts,
        prompt=prompt,
        options=tuple(Option(loss, catalogue()[loss].title) for loss in ids),
        right=tuple(right),
        explanation=tuple(_explain(scoring, right, ids)),
    )


def _names(prompt: str, word: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(word.lower().replace('_', ' '))}(?!\w)", prompt.lower()))


def _distractors(draw: random.Random, task: str, scoring: Scoring, right: Sequence[str]) -> list[str]:
    """Return wrong losses, the most tempting first: ruled out here, then behind, then right under other facts."""
    known = pool(task)
    clearly = [s.loss for s in scoring.ranked if s.score <= scoring.ranked[0].score / 2]
    out = [loss for loss in scoring.excluded if loss in known or loss == "mse"]
    others = sorted(known - set(out) - {s.loss for s in scoring.ranked})
    groups = [draw.sample(group, len(group)) for group in (sorted(out), clearly[:4], others)]
    return list(dict.fromkeys(loss for group in groups for loss in group if loss not in right))


def _prompt(task: str, given: Mapping[str, Value]) -> str:
    known = all_facts()
    lines = [
        known[name].means if value is True else f"{known[name].means}: {str(value).replace('_', ' ')}"
        for name, value in sorted(given.items())
    ]
    about = tasks()[task]
    return f"{about.title}: {about.means}. What is known: {'; '.join(lines)}. Which loss do you reach for first?"


def _explain(scoring: Scoring, right: Sequence[str], shown: Sequence[str]) -> list[str]:
    places = {scored.loss: scored for scored in scoring.ranked}
    lines = []
    for loss in right:
        strongest = places[loss].promoted_by[0]
        lines.append(f"{loss}: {strongest.reason_for(loss)} [{strongest.source}]")
    for loss in shown:
        if loss in scoring.excluded:
            rule = scoring.excluded[loss]
            lines.append(f"not {loss}: {rule.reason} [{rule.source}]")
        elif loss not in right:
            lines.append(f"{loss} is for this: {catalogue()[loss].use} [{catalogue()[loss].source}]")
    return lines
