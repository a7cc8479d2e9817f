"""Tasks and facts: what each word means, which values it takes, and how a user's words become facts."""

from __future__ import annotations

import dataclasses
import functools
import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from lossquiz.errors import UsageError
from lossquiz.lookup import FEW, find, plain, quote, suggest
from lossquiz.selection.conditions import Value, holds, parse_condition
from lossquiz.selection.declarations import declarations
from lossquiz.selection.metric_rules import METRIC
from lossquiz.selection.metrics import metrics_of, parted, read_metric, tasks_of_metric
from lossquiz.selection.numbers import FORMS, read_number, read_range

if TYPE_CHECKING:
    from lossquiz.selection.words import Words

_YES = {"true", "yes", "on", "1", "y"}
_NO = {"false", "no", "off", "0", "n"}
_NEAR = 2.0
_ANY_RANGE = ", or another range such as 0..10"


@dataclass(frozen=True, slots=True)
class Task:
    """A kind of problem.

    Attributes:
        id: Its word.
        title: Its name in prose.
        means: What comes out of the model.
        aliases: Other words for it.
        by: Facts that send it to another task: `{fact: {"at_most": …, "task": id, "with": facts, "because": why}}`.
    """

    id: str
    title: str
    means: str
    aliases: tuple[str, ...] = ()
    by: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that can be said about a problem.

    Attributes:
        id: Its word.
        means: What it says, as part of a sentence.
        ask: The question that asks for it.
        tasks: Where it plays a part; `any` for everywhere.
        values: The words it takes, one of which is needed.
        levels: The words it may take; without one it is a plain yes.
        number: The bounds of a number: `least`, `above`, `below`, `whole`; what it `stands_for`, and a `typical` one.
        range: Whether it takes any range of numbers, its `values` being the usual ones.
        implies: Facts that follow from a value: `{"=soft": "soft_labels"}`.
        brings: Facts that hold wherever this one does: `("count_target", "outliers=gross")`.
        hard: The losses that it leaves, for each task, and why: `{"only": …, "because": …, "source": …}`.
        kinds: What sorts of thing it can be about; none for any.
        flag: Whether it is an option of its own on the command line.
        aliases: Other words for it.
        inverse: Words for its reciprocal, where it is a ratio: what is said by them is turned round.
        called: Other words for its values, each with the value.
    """

    id: str
    means: str
    ask: str
    tasks: tuple[str, ...]
    values: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    number: Mapping[str, Any] = field(default_factory=dict)
    range: bool = False
    implies: Mapping[str, str] = field(default_factory=dict)
    brings: tuple[str, ...] = ()
    hard: Mapping[str, Any] = field(default_factory=dict)
    kinds: tuple[str, ...] = ()
    flag: bool = False
    aliases: tuple[str, ...] = ()
    inverse: tuple[str, ...] = ()
    called: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_plain(self) -> bool:
        """Whether the fact can be given without a value."""
        return not self.values and not self.number

    def fits_beside(self, others: Iterable[Fact]) -> bool:
        """Tell whether the fact can be about the same thing as others."""
        return not self.kinds or all(not other.kinds or set(self.kinds) & set(other.kinds) for other in others)

    @property
    def choices(self) -> tuple[str, ...]:
        """The words that it takes."""
        return self.values + self.levels

    def belongs_to(self, task: str) -> bool:
        """Tell whether the fact plays a part in a task."""
        return task in self.tasks or "any" in self.tasks


@functools.cache
def tasks() -> Mapping[str, Task]:
    """Return every task by id."""
    return MappingProxyType({name: Task(id=name, **_tuples(raw)) for name, raw in declarations()["tasks"].items()})


@functools.cache
def all_facts() -> Mapping[str, Fact]:
    """Return every fact by id."""
    return MappingProxyType({name: Fact(id=name, **_tuples(raw)) for name, raw in declarations()["facts"].items()})


@functools.cache
def facts_of(task: str) -> tuple[Fact, ...]:
    """Return the facts that play a part in a task, in the order of the file, with the values that they have there."""
    return tuple(fact_in(task, fact.id) for fact in all_facts().values() if fact.belongs_to(task))


def fact_in(task: str, name: str) -> Fact:
    """Return a fact with the values that it has in a task: of the metrics, those that judge it."""
    fact = all_facts()[name]
    return dataclasses.replace(fact, values=metrics_of(task)) if name == METRIC else fact


def tasks_of(name: str, value: Value) -> tuple[str, ...]:
    """Return the tasks where a fact with this value plays a part; `any` for everywhere."""
    return tasks_of_metric(str(value)) if name == METRIC else all_facts()[name].tasks


def _tuples(raw: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in raw.items()}


def find_task(word: str) -> str:
    """Return the id of the task called `word`.

    Raises:
        UsageError: No task has that name; the message says what else it names, or gives the nearest.
    """
    return find("task", word, tasks(), _task_names, advise=lambda wrong: words().advice(wrong, "task")).id


def words() -> Words:
    """Return the words of all tasks, facts and values, by which they are searched together."""
    from lossquiz.selection.words import Words  # only a wrong word has to wait for it

    return Words(tasks(), all_facts())


def _task_names() -> dict[str, str]:
    """Return what else the tasks are called, each name with an id: titles and, before them, aliases."""
    titles = {plain(task.title): task.id for task in tasks().values()}
    return titles | {alias: task.id for task in tasks().values() for alias in task.aliases}


def find_fact(word: str) -> Fact:
    """Return the fact called `word`.

    Raises:
        UsageError: No fact has that name; the message says what else it names, or gives the nearest.
    """
    return find("fact", word, all_facts(), _fact_names, advise=lambda wrong: words().advice(wrong, "fact"))


def _fact_names() -> dict[str, str]:
    return {alias: fact.id for fact in all_facts().values() for alias in (*fact.aliases, *fact.inverse)}


def _said(name: str, value: object) -> tuple[Fact, Value]:
    """Return the fact that a name stands for, and the value it has when the name has this one."""
    fact = find_fact(name)
    read = check_value(fact, value)
    return fact, 1 / float(read) if plain(name) in fact.inverse else read


def read_given(text: str) -> tuple[str, Value]:
    """Read one `NAME[=VALUE]`.

    Raises:
        UsageError: An unknown fact, a value it does not take, or a missing one.
    """
    name, separator, value = text.partition("=")
    fact, said = _said(name, value.strip() if separator else True)
    return fact.id, said


def read_all(texts: Iterable[str]) -> dict[str, Value]:
    """Read several `NAME[=VALUE]`; a more exact value refines a plain yes.

    Raises:
        UsageError: An unknown fact, a value it does not take, or one with two values.
    """
    said: dict[str, Value] = {}
    for text in texts:
        name, value = read_given(text)
        before = said.get(name, value)
        if before is not True and value is not True and before != value:
            raise UsageError(f"{name} is given twice: {describe(name, before)} and {describe(name, value)}")
        said[name] = before if value is True else value
    return said


def read_answer(fact: Fact, word: str) -> Value:
    """Read the answer to a fact's question: yes or no, a number, or a word by itself or by its place among `choices`.

    Raises:
        UsageError: The fact does not take that value.
    """
    if not fact.number and word.lower() in {"n", "no"}:
        return False
    words = () if fact.range else fact.choices
    by_place = words[int(word) - 1 : int(word)] if word.isdecimal() and int(word) else ()
    return check_value(fact, by_place[0] if by_place else word)


def check_value(fact: Fact, value: object) -> Value:
    """Return a fact's value as the rules compare it.

    Raises:
        UsageError: The fact does not take that value.
    """
    if fact.number:
        return _number(fact, value)
    if fact.range and value is not None and not isinstance(value, bool) and value != "":
        return _range_of(fact, value)
    if value is None or value is False or (isinstance(value, str) and value.lower() in _NO and fact.is_plain):
        return False
    if fact.is_plain and (value is True or (isinstance(value, str) and value.lower() in _YES)):
        return True
    return _word(fact, value)


def _word(fact: Fact, value: object) -> str:
    allowed = fact.values or fact.levels
    if value is True or value == "":
        few = allowed if len(allowed) <= FEW else (*allowed[:FEW], "…")
        raise UsageError(f"{fact.id} needs a value: {', '.join(few)}{_ANY_RANGE if fact.range else ''}")
    if fact.id == METRIC:
        return read_metric(str(value))
    if not allowed:
        told = _numbered(fact, value)
        raise UsageError(f"{fact.id} is a plain yes or no and takes no value, got {value!r}{told and f'; {told}'}")
    word = plain(str(value))
    word = fact.called.get(word, word)
    if word in allowed:
        return word
    told = _numbered(fact, value) or suggest(word, allowed) + _named_elsewhere(word)
    raise UsageError(f"{fact.id} does not take {quote(str(value))}; {told}")


def _named_elsewhere(word: str) -> str:
    told = words().elsewhere(word)
    return f"; {told}" if told else ""


def _numbered(fact: Fact, value: object) -> str:
    """Return which fact takes the number that was given to one that takes words, or ""."""
    for other in all_facts().values():
        leads_here = other.number and fact.id in {_follow(text)[0] for text in (*other.implies.values(), *other.brings)}
        if leads_here and read_number(str(value), _stands_for(other)) is not None:
            return f"a number is said by --given {other.id}={value}"
    return ""


def _range_of(fact: Fact, value: object) -> str:
    ends = read_range(" to ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value))
    if ends is None:
        raise UsageError(f"{fact.id} needs a range of numbers such as {fact.values[0]} or 0..10, got {value!r}")
    low, high = ends
    if not -math.inf < low < high < math.inf:
        raise UsageError(f"{fact.id} needs a range from low to high, got {value!r}")
    return f"{low:.12g}_{high:.12g}"


def _stands_for(fact: Fact) -> str:
    return str(fact.number.get("stands_for", "count"))


def _number(fact: Fact, value: object) -> float | int:
    bounds = fact.number
    read = read_number(str(value), _stands_for(fact)) if not isinstance(value, bool) else None
    number = float("nan") if read is None else read
    fits = (
        number == number  # noqa: PLR0124 - false for NaN only
        and abs(number) != float("inf")
        and number >= bounds.get("least", number)
        and number > bounds.get("above", number - 1)
        and number < bounds.get("below", number + 1)
        and not (bounds.get("whole") and number != int(number))
    )
    if not fits:
        shown = "nothing" if value is True else repr(value)
        raise UsageError(f"{fact.id} needs {_range(bounds)}, got {shown}; {FORMS[_stands_for(fact)]}")
    return int(number) if bounds.get("whole") else number


def _range(bounds: Mapping[str, Any]) -> str:
    kind = "a whole number" if bounds.get("whole") else "a number"
    words = [("least", "of at least"), ("above", "above"), ("below", "below")]
    limits = [f"{word} {bounds[key]}" for key, word in words if key in bounds]
    return f"{kind} {' and '.join(limits)}".strip()


def complete(task: str, given: Mapping[str, Value]) -> tuple[str, dict[str, Value]]:
    """Return the task and facts that follow from what was given: aliases resolved, implied facts added.

    Raises:
        UsageError: An unknown word, a value that does not fit, or a number that says otherwise than a word.
    """
    facts: dict[str, Value] = {}
    denied: set[str] = set()
    for name in sorted(given):
        fact, value = _said(name, given[name])
        if value is False:
            denied.add(fact.id)
            continue
        for found, said in _parts(fact, value).items():
            if facts.get(found, said) != said:
                raise UsageError(f"{found} is given twice, as {facts[found]} and as {said}")
            facts[found] = said
    wrong = contradiction(facts)
    if wrong:
        raise UsageError(wrong)
    turn = turned(task, facts)
    if turn:
        facts = {**dict.fromkeys(turn.get("with", ()), True), **facts}
    chosen = turn["task"] if turn else find_task(task)
    return chosen, settle(chosen, facts, denied)


def _parts(fact: Fact, value: Value) -> dict[str, Value]:
    """Return a fact with its value, and what a number behind the name of a metric sets."""
    if fact.id != METRIC:
        return {fact.id: value}
    name, numbers = parted(str(value))
    return {fact.id: name} | {found: check_value(find_fact(found), number) for found, number in numbers.items()}


def turned(task: str, facts: Mapping[str, Value]) -> Mapping[str, Any]:
    """Return how the facts send a task elsewhere, with the `fact` that does, or nothing."""
    everything = _closure(facts)
    for name, turn in tasks()[find_task(task)].by.items():
        if name in everything and _within(everything[name], turn["at_least"], turn["at_most"]):
            return {**turn, "fact": name}
    return {}


def _within(value: Value, least: float | None, most: float | None) -> bool:
    return (least is None or float(value) >= least) and (most is None or float(value) <= most)


def settle(task: str, facts: Mapping[str, Value], denied: Collection[str] = ()) -> dict[str, Value]:
    """Return facts with all that follow from them and play a part in the task; what was said or denied stays."""
    found = _closure(facts, denied)
    return {name: found[name] for name in sorted(found) if name in facts or all_facts()[name].belongs_to(task)}


def _closure(facts: Mapping[str, Value], denied: Collection[str] = ()) -> dict[str, Value]:
    result = dict(facts)
    waiting = sorted(facts, key=lambda name: (name == METRIC, name))  # what was said outright outweighs its metric
    while waiting:
        for name, value in _following(waiting.pop(0), result):
            # What was said stays, and of two bounds the first in the file; but a plain yes yields to how much.
            more_exact = result.get(name) is True and value is not True
            if (name not in result and name not in denied) or more_exact:
                result[name] = value
                waiting.append(name)
    return result


def _following(name: str, facts: Mapping[str, Value]) -> Iterator[tuple[str, Value]]:
    fact = all_facts()[name]
    yield from map(_follow, fact.brings)
    tests = fact.implies.items() if fact.number else _of_word(fact, facts[name])
    for test, follows in tests:
        if holds(parse_condition(f"{name}{test}"), facts):
            yield from map(_follow, follows.split(", "))


def _of_word(fact: Fact, value: Value) -> Iterator[tuple[str, str]]:
    """Yield what follows from one of many words, without trying the others."""
    test = f"={value}"
    if test in fact.implies:
        yield test, fact.implies[test]


def contradiction(facts: Mapping[str, Value]) -> str:
    """Return what is wrong where a number says the opposite of a word, or ""; a step or a factor of 2 is taste."""
    for name, number in facts.items():
        said = all_facts()[name]
        for word in dict.fromkeys(_follow(follows)[0] for follows in said.implies.values() if said.number):
            if word in facts and not _go_together(name, word, facts):
                meant = _meant(name, number, word)
                told = f"stands for {describe(word, meant)}" if meant else f"does not stand for {word}"
                both = f"{describe(name, number)} and {describe(word, facts[word])}"
                return f"{both} contradict each other: the number {told}; take one of the two back"
    return ""


def _go_together(name: str, word: str, facts: Mapping[str, Value]) -> bool:
    number, said = facts[name], facts[word]
    bounds = [test for test, follows in all_facts()[name].implies.items() if _follow(follows)[0] == word]
    steps = (False, *all_facts()[word].levels)
    if said in steps:
        return abs(steps.index(_meant(name, number, word)) - steps.index(said)) <= 1
    return bool(all_facts()[word].levels) or any(_nearly(test, float(number)) for test in bounds)


def _meant(name: str, number: Value, word: str) -> Value:
    """Return what a number says of a fact: of two bounds, the first in the file."""
    return next((value for found, value in _following(name, {name: number}) if found == word), False)


def _nearly(bound: str, number: float) -> bool:
    """Tell whether a number keeps a bound, or misses it by no more than a factor of two."""
    limit = float(bound.lstrip("<>="))
    return number * _NEAR >= limit if bound.startswith(">") else number <= limit * _NEAR


def _follow(text: str) -> tuple[str, Value]:
    name, _, value = text.partition("=")
    return name, value or True


def describe(name: str, value: Value) -> str:
    """Return `name`, or `name=value` when the value says more than yes."""
    return name if value is True else f"{name}={value:g}" if isinstance(value, (int, float)) else f"{name}={value}"


def describe_all(facts: Iterable[tuple[str, Value]]) -> str:
    """Return facts as one line."""
    return ", ".join(describe(name, value) for name, value in facts)
