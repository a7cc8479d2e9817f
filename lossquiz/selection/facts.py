"""Tasks and facts: what each word means, which values it takes, and how a user's words become facts."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from lossquiz.errors import UsageError
from lossquiz.lookup import find, plain, quote, suggest
from lossquiz.selection.conditions import Value, holds, parse_condition
from lossquiz.selection.declarations import declarations

_YES = {"true", "yes", "on", "1", "y"}
_NO = {"false", "no", "off", "0", "n"}


@dataclass(frozen=True, slots=True)
class Task:
    """A kind of problem.

    Attributes:
        id: Its word.
        title: Its name in prose.
        means: What comes out of the model.
        aliases: Other words for it.
        by: Facts that send it to another task: `{fact: {"at_most": number, "task": id}}`.
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
        number: The bounds of a number: `least`, `above`, `below`, `whole`.
        implies: Facts that follow from a value: `{"=soft": "soft_labels"}`.
        flag: Whether it is an option of its own on the command line.
        aliases: Other words for it.
    """

    id: str
    means: str
    ask: str
    tasks: tuple[str, ...]
    values: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    number: Mapping[str, Any] = field(default_factory=dict)
    implies: Mapping[str, str] = field(default_factory=dict)
    flag: bool = False
    aliases: tuple[str, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether the fact can be given without a value."""
        return not self.values and not self.number

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


def facts_of(task: str) -> tuple[Fact, ...]:
    """Return the facts that play a part in a task, in the order of the file."""
    return tuple(fact for fact in all_facts().values() if fact.belongs_to(task))


def _tuples(raw: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in raw.items()}


def find_task(word: str) -> str:
    """Return the id of the task called `word`.

    Raises:
        UsageError: No task has that name; the message gives the nearest.
    """
    return find("task", word, tasks(), _task_names).id


def _task_names() -> dict[str, str]:
    """Return what else the tasks are called, each name with an id: titles and, before them, aliases."""
    titles = {plain(task.title): task.id for task in tasks().values()}
    return titles | {alias: task.id for task in tasks().values() for alias in task.aliases}


def find_fact(word: str) -> Fact:
    """Return the fact called `word`.

    Raises:
        UsageError: No fact has that name; the message gives the nearest.
    """
    return find("fact", word, all_facts(), _fact_names, "`lossquiz recommend --facts` lists them all")


def _fact_names() -> dict[str, str]:
    return {alias: fact.id for fact in all_facts().values() for alias in fact.aliases}


def read_given(text: str) -> tuple[str, Value]:
    """Read one `NAME[=VALUE]`.

    Raises:
        UsageError: An unknown fact, a value it does not take, or a missing one.
    """
    name, separator, value = text.partition("=")
    fact = find_fact(name)
    return fact.id, check_value(fact, value.strip() if separator else True)


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
    words = fact.choices
    by_place = words[int(word) - 1 : int(word)] if word.isdecimal() and int(word) else ()
    return check_value(fact, by_place[0] if by_place else word)


def check_value(fact: Fact, value: object) -> Value:
    """Return a fact's value as the rules compare it.

    Raises:
        UsageError: The fact does not take that value.
    """
    if fact.number:
        return _number(fact, value)
    if value is None or value is False or (isinstance(value, str) and value.lower() in _NO and fact.is_plain):
        return False
    if fact.is_plain and (value is True or (isinstance(value, str) and value.lower() in _YES)):
        return True
    return _word(fact, value)


def _word(fact: Fact, value: object) -> str:
    allowed = fact.values or fact.levels
    if value is True or value == "":
        raise UsageError(f"{fact.id} needs a value: {', '.join(allowed)}")
    if not allowed:
        raise UsageError(f"{fact.id} is a plain yes or no and takes no value, got {value!r}")
    word = plain(str(value))
    if word in allowed:
        return word
    raise UsageError(f"{fact.id} does not take {quote(str(value))}; {suggest(word, allowed)}")


def _number(fact: Fact, value: object) -> float | int:
    bounds = fact.number
    try:
        number = float(str(value)) if not isinstance(value, bool) else float("nan")
    except ValueError:
        number = float("nan")
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
        raise UsageError(f"{fact.id} needs {_range(bounds)}, got {shown}")
    return int(number) if bounds.get("whole") else number


def _range(bounds: Mapping[str, Any]) -> str:
    kind = "a whole number" if bounds.get("whole") else "a number"
    words = [("least", "of at least"), ("above", "above"), ("below", "below")]
    limits = [f"{word} {bounds[key]}" for key, word in words if key in bounds]
    return f"{kind} {' and '.join(limits)}".strip()


def complete(task: str, given: Mapping[str, Value]) -> tuple[str, dict[str, Value]]:
    """Return the task and facts that follow from what was given: aliases resolved, implied facts added.

    Raises:
        UsageError: An unknown word or a value that does not fit.
    """
    facts: dict[str, Value] = {}
    for name in sorted(given):
        fact = find_fact(name)
        value = check_value(fact, given[name])
        if value is False:
            continue
        if facts.get(fact.id, value) != value:
            raise UsageError(f"{fact.id} is given twice, as {facts[fact.id]} and as {value}")
        facts[fact.id] = value
    chosen = tasks()[find_task(task)]
    for name, turn in chosen.by.items():
        if name in facts and float(facts[name]) <= float(turn["at_most"]):
            chosen = tasks()[turn["task"]]
    return chosen.id, _implied(chosen.id, facts)


def _implied(task: str, facts: Mapping[str, Value]) -> dict[str, Value]:
    result = dict(facts)
    for name in sorted(facts):
        for test, follows in all_facts()[name].implies.items():
            if not holds(parse_condition(f"{name}{test}"), facts):
                continue
            implied, value = _follow(follows)
            if all_facts()[implied].belongs_to(task):
                result.setdefault(implied, value)  # what was said stays, and of two bounds the first in the file
    return dict(sorted(result.items()))


def _follow(text: str) -> tuple[str, Value]:
    name, _, value = text.partition("=")
    return name, value or True


def describe(name: str, value: Value) -> str:
    """Return `name`, or `name=value` when the value says more than yes."""
    return name if value is True else f"{name}={value:g}" if isinstance(value, (int, float)) else f"{name}={value}"


def describe_all(facts: Iterable[tuple[str, Value]]) -> str:
    """Return facts as one line."""
    return ", ".join(describe(name, value) for name, value in facts)
