"""From a task and its facts to a ranked answer with reasons, warnings and the line to paste."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lossquiz.errors import UsageError
from lossquiz.losses.catalogue import Loss, catalogue, find_loss
from lossquiz.selection.conditions import Value, holds, parse_condition
from lossquiz.selection.engine import Scored, Scoring, pool, score
from lossquiz.selection.facts import (
    all_facts,
    complete,
    describe,
    describe_all,
    find_fact,
    settle,
    tasks,
    tasks_of,
    turned,
)
from lossquiz.selection.frameworks import PYTORCH, Written, framework_of, write_for
from lossquiz.selection.library_code import FRAMEWORK
from lossquiz.selection.parts import plays_a_part
from lossquiz.selection.rules import Rule, refusing_rules, speaking_rules
from lossquiz.selection.switches import switches
from lossquiz.selection.torch_line import code_block, for_facts, torch_line
from lossquiz.wording import counted

SHOWN = 5
"""How many losses an answer ranks."""

LOOKED_AT = 3
"""How many of them a warning about a loss is given for."""

_ELSEWHERE = 3


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule that spoke for or against a loss."""

    rule: str
    text: str
    source: str
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Choice:
    """One recommended loss.

    Attributes:
        loss: Its id.
        title: Its name in prose.
        score: The points of the rules.
        torch: The PyTorch line or definition, arguments set from the facts.
        code: What to copy as a whole, for the library asked for: imports, the loss, what to feed it, and training.
        expects: What goes in.
        reduction: What comes out when nothing is said.
        reasons: The rules that spoke for it, strongest first.
        against: The rules that took points.
        trade_offs: What it costs.
        switch_if: What would change the choice.
        written: How the library asked for writes it, where that is not PyTorch.
    """

    loss: str
    title: str
    score: float
    torch: str
    code: str
    expects: str
    reduction: str
    reasons: tuple[Reason, ...]
    against: tuple[Reason, ...] = ()
    trade_offs: tuple[str, ...] = ()
    switch_if: tuple[str, ...] = ()
    written: Written | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """A loss of the task that a rule excludes; `absent` where it is only the library that has none."""

    loss: str
    rule: str
    text: str
    source: str
    absent: bool = False


@dataclass(frozen=True, slots=True)
class Warned:
    """A trap that the answer leads past, or, where it comes `first`, what became of a fact that did not decide."""

    id: str
    text: str
    source: str
    losses: tuple[str, ...] = ()
    first: bool = False


@dataclass(frozen=True, slots=True)
class Recommendation:
    """The whole answer.

    Attributes:
        task: The task's id, after the facts had their say.
        facts: Complete facts: those given and those that follow.
        given: The facts as they were given.
        choices: From best to worst, at most `SHOWN`.
        rejected: What was ruled out.
        warnings: What the answer leaves out of account, before all else, and the traps.
        trace: Every rule that moved a loss, in the order of the files.
    """

    task: str
    facts: Mapping[str, Value]
    given: Mapping[str, Value]
    choices: tuple[Choice, ...]
    rejected: tuple[Rejected, ...]
    warnings: tuple[Warned, ...]
    trace: tuple[Rule, ...] = field(default=(), repr=False)


def recommend(task: str, facts: Mapping[str, Value] | None = None) -> Recommendation:
    """Rank the losses for a task.

    Args:
        task: A task's id or alias.
        facts: Facts by id or alias: True for a flag, a word, or a number.

    Raises:
        UsageError: An unknown word, a value that does not fit, or facts that cannot all be true.
    """
    given = dict(facts or {})
    task_id, known = admitted(task, given)
    scoring = score(task_id, known)
    if not scoring.ranked:
        raise UsageError(_lacking(task_id, known) or _nothing_left(task_id, known, scoring))
    shown = scoring.ranked[:SHOWN]
    away = switches(task_id, known, scoring)
    return Recommendation(
        task=task_id,
        facts=known,
        given=given,
        choices=tuple(_choice(scored, task_id, known, away) for scored in shown),
        rejected=tuple(_rejected(task_id, scoring)),
        warnings=(*_unheeded(task, task_id, given, known, scoring), *_warnings(task_id, known, scoring)),
        trace=scoring.fired,
    )


def admitted(task: str, facts: Mapping[str, Value]) -> tuple[str, dict[str, Value]]:
    """Return the task and the complete facts that a task and facts stand for.

    Raises:
        UsageError: An unknown word, a value that does not fit, or facts that cannot all be true.
    """
    task_id, known = complete(task, facts)
    for rule in refusing_rules(task_id):
        if rule.fires(known):
            raise UsageError(f"{rule.refuse} ({rule.id})")
    return task_id, known


def _nothing_left(task: str, facts: Mapping[str, Value], scoring: Scoring) -> str:
    said = describe_all(facts.items()) or "no facts"
    reasons = {rule.id: rule.reason for rule in scoring.excluded.values()}
    told = "; ".join(f"{rule}: {reason}" for rule, reason in list(reasons.items())[:3])
    return f"no loss for {task} is left with {said}: {told}; take a fact back, or see --task other for a custom loss"


def _without(facts: Mapping[str, Value]) -> dict[str, Value]:
    return {name: value for name, value in facts.items() if name != FRAMEWORK}


def _lacking(task: str, facts: Mapping[str, Value]) -> str:
    """Say which libraries have a loss, where it is only the one that was asked for that has none; else ""."""
    framework = framework_of(facts)
    first = score(task, _without(facts)).winner
    if framework is None or not first:
        return ""
    others = (name for name in all_facts()[FRAMEWORK].values if name != facts[FRAMEWORK])
    having = [name for name in others if name == PYTORCH or score(task, {**facts, FRAMEWORK: name}).winner]
    return (
        f"{framework['title']} has no loss for {tasks()[task].title.lower()} with these facts, where {first} would be "
        f"first: {framework['lacks']}; these have one: --framework {', '.join(having)}"
    )


def _choice(scored: Scored, task: str, facts: Mapping[str, Value], away: Mapping[str, tuple[str, ...]]) -> Choice:
    loss = for_facts(catalogue()[scored.loss], task, facts)
    written = write_for(scored.loss, task, facts)
    return Choice(
        loss=loss.id,
        title=loss.title,
        score=scored.score,
        torch=torch_line(loss, facts),
        code=written.code if written else code_block(loss, facts),
        expects=loss.expects,
        reduction=loss.reduction,
        reasons=tuple(_for(rule, loss) for rule in scored.promoted_by),
        against=tuple(Reason(rule.id, rule.reason, rule.source, -rule.demote[loss.id]) for rule in scored.demoted_by),
        trade_offs=loss.trade_offs,
        switch_if=away.get(loss.id, ()),
        written=written,
    )


def _for(rule: Rule, loss: Loss) -> Reason:
    weight = rule.promote[loss.id]
    if rule.stage == "default" and weight < max(rule.promote.values()) and loss.id not in rule.reasons:
        # A default's reason speaks of the first of them; the others are in the field for what they are good at.
        return Reason(rule.id, f"also usual: {loss.use}", loss.source, weight)
    return Reason(rule.id, rule.reason_for(loss.id), rule.source, weight)


def _rejected(task: str, scoring: Scoring) -> list[Rejected]:
    known = pool(task)
    inside = [loss for loss in scoring.excluded if loss in known]
    outside = [loss for loss in scoring.excluded if loss not in known]
    return [_out(loss, scoring.excluded[loss]) for loss in [*inside, *outside]]


def _out(loss: str, rule: Rule) -> Rejected:
    return Rejected(loss, rule.id, rule.reason, rule.source, absent=FRAMEWORK in rule.looks_at)


def _warnings(task: str, facts: Mapping[str, Value], scoring: Scoring) -> list[Warned]:
    top = [scored.loss for scored in scoring.ranked[:LOOKED_AT]]
    found: list[tuple[tuple[int, bool], Warned]] = []
    for rule in speaking_rules(task):
        concerned = [loss for loss in top if loss in rule.about]
        if (rule.about and not concerned) or not rule.fires(facts):
            continue
        place = top.index(concerned[0]) if concerned else -1
        found.append(((place, rule.stage != "conflict"), Warned(rule.id, rule.warn, rule.source, tuple(concerned))))
    # What pulls apart comes first, then what the metric's loss does not see: metrics stand before all other rules.
    return [warned for _, warned in sorted(found, key=lambda pair: pair[0])]


def _unheeded(
    asked: str, task: str, given: Mapping[str, Value], facts: Mapping[str, Value], scoring: Scoring
) -> list[Warned]:
    """Return what the answer is not, though it was asked for: to be read before anything else."""
    said = sorted({find_fact(name).id for name in given} & set(facts))
    idle = [name for name in said if not plays_a_part(task, name, facts)]
    deaf = [name for name in said if name not in idle and name != FRAMEWORK]
    return [
        *_sent(asked, task, facts),
        *_not_there(task, facts, scoring),
        *(_idle(task, name, facts) for name in idle),
        *_outweighed(task, deaf, facts, scoring),
    ]


def _sent(asked: str, task: str, facts: Mapping[str, Value]) -> list[Warned]:
    turn = turned(asked, facts)
    if not turn.get("because"):
        return []
    text = f"{turn['fact']}: {turn['because']}, so this is answered as {tasks()[task].title.lower()} (--task {task})"
    return [Warned("fact_sends_elsewhere", text, "lossquiz recommend --facts", first=True)]


def _not_there(task: str, facts: Mapping[str, Value], scoring: Scoring) -> list[Warned]:
    """Say what would be first if the library had it, and what is written oneself."""
    framework = framework_of(facts)
    if framework is None:
        return []
    found = []
    first, title = score(task, _without(facts)).winner, framework["title"]
    if first != scoring.winner:
        absent = first in scoring.excluded
        why = f": {framework['lacks']}" if absent else "; --why shows one of your own"
        has = f"{scoring.winner} is the first that it has"
        text = f"{first} would be first, but {title} has no such loss{why}; {has}"
        found.append(Warned("loss_not_there", text, framework["source"], (first,), first=True))
    written = write_for(scoring.winner, task, facts)
    if written and written.own and framework["owes"]:
        text = f"{title} has no {scoring.winner}: {framework['owes']}"
        found.append(Warned("loss_of_ones_own", text, framework["source"], (scoring.winner,), first=True))
    return found


def _idle(task: str, name: str, facts: Mapping[str, Value]) -> Warned:
    there = [word for word in tasks_of(name, facts[name]) if word != "any"]
    elsewhere = "" if task in there or not there else f"; it counts in --task {', '.join(there[:_ELSEWHERE])}"
    text = (
        f"{describe(name, facts[name])}: plays no part in {tasks()[task].title.lower()} and changed nothing{elsewhere}"
    )
    return Warned("fact_without_effect", text, "lossquiz recommend --facts", first=True)


def _outweighed(task: str, names: Sequence[str], facts: Mapping[str, Value], scoring: Scoring) -> list[Warned]:
    """Return what facts lead to alone, where the first choice owes them nothing; together what one reason outweighs."""
    wanted = {name: loss for name in names if (loss := _led_to(task, name, facts, scoring))}
    together: dict[tuple[str, ...], list[str]] = {}
    for name in wanted:
        together.setdefault(_stronger(task, name, facts, scoring), []).append(name)
    return [
        _outweighed_by(stronger, {name: wanted[name] for name in found}, facts, scoring)
        for stronger, found in together.items()
    ]


def _led_to(task: str, name: str, facts: Mapping[str, Value], scoring: Scoring) -> str:
    """Return the loss that a fact leads to alone, or "" where a warning speaks of it or the answer is its own."""
    alone = settle(task, {name: facts[name]})
    if _carried(task, name, scoring) or _heeded(task, alone, facts, scoring):
        return ""
    wanted = score(task, alone).winner
    return "" if wanted in {scoring.winner, score(task, {}).winner} else wanted


def _stronger(task: str, name: str, facts: Mapping[str, Value], scoring: Scoring) -> tuple[str, ...]:
    alone = settle(task, {name: facts[name]})
    looked_at = scoring.ranked[0].promoted_by[0].looks_at
    return tuple(describe(other, facts[other]) for other in looked_at if other in facts and other not in alone)


def _outweighed_by(
    stronger: Sequence[str], wanted: Mapping[str, str], facts: Mapping[str, Value], scoring: Scoring
) -> Warned:
    strongest = scoring.ranked[0].promoted_by[0]
    several = len(wanted) > 1
    what = ", ".join(describe(name, facts[name]) for name in wanted)
    alone = f"alone {'they lead' if several else 'it leads'} to {', '.join(dict.fromkeys(wanted.values()))}"
    outweighed = f" outweighs {'them' if several else 'it'}: {strongest.reason_for(scoring.winner)}"
    because = outweighed if stronger else " is first all the same"
    text = f"{what} did not decide: {alone}, but {', '.join(stronger) or scoring.winner}{because}"
    return Warned("fact_outweighed", text, strongest.source, first=True)


def _carried(task: str, name: str, scoring: Scoring) -> bool:
    """Tell whether the fact is a hard one: the first choice is among the losses that it left, whatever led to it."""
    return any(rule.id == f"fact.{name}.{task}" for rule in scoring.fired)


def _heeded(task: str, alone: Mapping[str, Value], facts: Mapping[str, Value], scoring: Scoring) -> bool:
    """Tell whether the first choice rests on one of the facts, its line takes it over, or a warning names it."""
    winner = catalogue()[scoring.winner]
    speaking = (rule for rule in speaking_rules(task) if rule.stage == "conflict" and rule.fires(facts))
    resting = (*scoring.ranked[0].promoted_by, *speaking)
    tests = [test for rule in resting for condition in rule.when for test in condition]
    tests += [test for text in winner.options for test in parse_condition(text)]
    return any(test[0] in alone and holds([test], facts) for test in tests)


def why_not(word: str, task: str, facts: Mapping[str, Value] | None = None) -> str:
    """Say why a loss is not the first choice.

    Raises:
        UsageError: An unknown loss, task or fact.
    """
    loss = find_loss(word)
    task_id, known = complete(task, dict(facts or {}))
    scoring = score(task_id, known)
    rule = scoring.excluded.get(loss.id)
    if rule is not None:
        return f"{loss.id} is ruled out: {rule.reason} [{rule.id}; {rule.source}]"
    places = {scored.loss: place for place, scored in enumerate(scoring.ranked, 1)}
    if loss.id not in places:
        return f"no rule for {tasks()[task_id].title.lower()} speaks for {loss.id}; it is for this: {loss.use}"
    return _standing(loss.id, places[loss.id], scoring)


def _standing(loss: str, place: int, scoring: Scoring) -> str:
    own = scoring.ranked[place - 1]
    if place == 1:
        return f"{loss} is the first choice: {own.promoted_by[0].reason_for(loss)}"
    first = scoring.ranked[0]
    ahead = [rule for rule in first.promoted_by if rule.promote[first.loss] > rule.promote.get(loss, 0)]
    lead = f"{loss} is number {place} with {counted(own.score, 'point')}; {first.loss} has {first.score:g}"
    told = [f"for {first.loss}: {rule.reason_for(first.loss)} [{rule.id}; {rule.source}]" for rule in ahead[:2]]
    told += [f"against {loss}: {rule.reason} [{rule.id}; {rule.source}]" for rule in own.demoted_by[:1]]
    return "; ".join([lead, *told])
