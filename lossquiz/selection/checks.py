"""What a form cannot say of the advisor's files: that names agree with one another."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lossquiz.forms.faults import Faults
from lossquiz.forms.files import Document
from lossquiz.lookup import suggest
from lossquiz.selection.conditions import parse_condition
from lossquiz.selection.forms import (
    STAGES,
)
from lossquiz.selection.metric_rules import METRIC

_EFFECTS = ("promote", "demote", "exclude", "warn", "refuse")
_FOLLOWS = re.compile(r"[a-z0-9][a-z0-9_]*(=[a-z0-9_]+)?")


@dataclass(frozen=True, slots=True)
class Known:
    """The names that files may use, and the words that are taken.

    Attributes:
        losses: The ids of the catalogue.
        tasks: The tasks by id; None for one that has a fault itself, as with facts.
        facts: The facts by id.
        rules: The file of each rule id read so far.
    """

    losses: frozenset[str]
    tasks: Mapping[str, Any]
    facts: Mapping[str, Any]
    rules: dict[str, str] = field(default_factory=dict)


def check_tasks(document: Document, known: Known) -> None:
    """Note what is wrong with the tasks that have the form that they should."""
    taken: dict[str, str] = {}
    for name, task in document.sound_entries().items():
        _check_words(name, task, taken, document.faults)
        for fact, turn in task["by"].items():
            key = f"{name}.by.{fact}"
            if fact not in known.facts:
                document.faults.fault_at(key, unknown("fact", fact, known.facts))
            elif {turn["at_most"], turn["at_least"]} != {None} and not _is_counted(known.facts[fact]):
                document.faults.fault_at(key, f'expected a fact that is a number, got "{fact}"')
            for place, brought in enumerate(turn["with"]):
                for problem in condition_problems(brought, known):
                    document.faults.fault_at(f"{key}.with[{place}]", problem)
            if turn["task"] not in known.tasks:
                document.faults.fault_at(f"{key}.task", unknown("task", turn["task"], known.tasks))


def _is_counted(fact: Mapping[str, Any] | None) -> bool:
    return fact is None or fact["number"] is not None


def check_facts(document: Document, known: Known) -> None:
    """Note what is wrong with the facts that have the form that they should."""
    taken: dict[str, str] = {}
    for name, fact in document.sound_entries().items():
        _check_words(name, fact, taken, document.faults)
        check_tasks_of(fact["tasks"], f"{name}.tasks", document.faults, known)
        if sum(bool(fact[key]) for key in ("values", "levels", "number")) > 1:
            document.faults.fault_at(name, "expected `values`, `levels` or `number`, and no two of them")
        for test, follows in fact["implies"].items():
            if fact["number"] is None and not test.startswith("="):
                document.faults.fault_at(f"{name}.implies.{test}", f'expected =VALUE, got "{test}"')
            for part in follows.split(", "):
                for problem in _implied_problems(name, test, part, known):
                    document.faults.fault_at(f"{name}.implies.{test}", problem)

        for place, follows in enumerate(fact["brings"]):
            for problem in _follow_problems(follows, known):
                document.faults.fault_at(f"{name}.brings[{place}]", problem)
        _check_hard(name, fact, document.faults, known)


def _check_hard(name: str, fact: Mapping[str, Any], faults: Faults, known: Known) -> None:
    for place, text in enumerate((fact["hard"] or {"when": ()})["when"]):
        for problem in condition_problems(text, known):
            faults.fault_at(f"{name}.hard.when[{place}]", problem)
    for task, losses in (fact["hard"] or {"only": {}})["only"].items():
        if task not in known.tasks:
            faults.fault_at(f"{name}.hard.only.{task}", unknown("task", task, known.tasks))
        for place, loss in enumerate(losses):
            if loss not in known.losses:
                faults.fault_at(f"{name}.hard.only.{task}[{place}]", unknown("loss", loss, known.losses))


def _implied_problems(name: str, test: str, follows: str, known: Known) -> Iterator[str]:
    yield from condition_problems(f"{name}{test}", known)
    yield from _follow_problems(follows, known)


def _follow_problems(follows: str, known: Known) -> Iterator[str]:
    if not _FOLLOWS.fullmatch(follows):
        yield f'expected a fact, as NAME or NAME=VALUE, got "{follows}"'
    else:
        yield from condition_problems(follows, known)


def check_metrics(document: Document, known: Known) -> None:
    """Note what is wrong with the metrics that have the form that they should."""
    taken: dict[str, str] = {}
    if document.data and METRIC not in known.facts:
        document.faults.fault_at(next(iter(document.data)), f'no fact "{METRIC}", whose values these are')
    for name, metric in document.sound_entries().items():
        _check_words(name, metric, taken, document.faults)
        check_tasks_of(metric["tasks"], f"{name}.tasks", document.faults, known)
        for place, follows in enumerate(metric["implies"]):
            for problem in _follow_problems(follows, known):
                document.faults.fault_at(f"{name}.implies[{place}]", problem)
        if metric["takes"] and metric["takes"] not in known.facts:
            document.faults.fault_at(f"{name}.takes", unknown("fact", metric["takes"], known.facts))
        elif metric["takes"] and not _is_counted(known.facts[metric["takes"]]):
            document.faults.fault_at(f"{name}.takes", f'expected a fact that is a number, got "{metric["takes"]}"')
        used = {f"{name}.gaps.{task}": task for task in metric["gaps"]}
        for place, use in enumerate(metric["uses"]):
            key = f"{name}.uses[{place}]"
            used |= {f"{key}.tasks[{number}]": task for number, task in enumerate(use["tasks"] or ())}
            _check_effects(use, key, document.faults, known)
        for key, task in used.items():
            if task not in metric["tasks"]:
                document.faults.fault_at(key, f'"{task}" is none of its tasks: {", ".join(metric["tasks"])}')


def check_rules(document: Document, known: Known) -> None:
    """Note what is wrong with the rules of a file that have the form that they should; learn their ids."""
    content, faults = document.data or {}, document.faults
    orphans = not content.get("tasks") and faults.sound("tasks")
    if faults.sound("tasks"):
        check_tasks_of(content.get("tasks") or (), "tasks", faults, known)
    for index, rule in enumerate(content.get("rules") or ()):
        key = f"rules[{index}]"
        if not faults.sound(key):
            continue
        check_rule(rule, key, faults, known)
        if orphans and not rule["tasks"]:
            faults.fault_at(f"{key}.tasks", "missing; expected the tasks it belongs to, here or on top")


def check_rule(rule: Mapping[str, Any], key: str, faults: Faults, known: Known) -> None:
    """Note what is wrong with one rule that has the form that it should."""
    if rule["id"] in known.rules:
        faults.fault_at(f"{key}.id", f'the id "{rule["id"]}" is taken by {known.rules[rule["id"]]}; choose another')
    known.rules.setdefault(rule["id"], faults.path)
    check_tasks_of(rule["tasks"] or (), f"{key}.tasks", faults, known)
    _check_effects(rule, key, faults, known)


def _check_effects(rule: Mapping[str, Any], key: str, faults: Faults, known: Known) -> None:
    _check_points(rule, key, faults)
    if not any(rule.get(effect) for effect in _EFFECTS):
        faults.fault_at(key, f"has no effect; expected one of {', '.join(_EFFECTS)}")
    for name in ("when", "unless"):
        for index, text in enumerate(rule[name]):
            for problem in condition_problems(text, known):
                faults.fault_at(f"{key}.{name}[{index}]", problem)
    for loss in rule["reasons"]:
        if loss not in rule["promote"]:
            faults.fault_at(
                f"{key}.reasons.{loss}", f'the rule does not promote "{loss}"; give a reason for what it does'
            )
    for where, loss in _losses_of(rule, key):
        if loss not in known.losses:
            faults.fault_at(where, unknown("loss", loss, known.losses))


def _check_points(rule: Mapping[str, Any], key: str, faults: Faults) -> None:
    low, high = STAGES[rule["stage"]]
    for loss, weight in rule["promote"].items():
        if not low <= weight <= high:
            message = f"expected {low} to {high} points, as a {rule['stage']} rule gives, got {weight}"
            faults.fault_at(f"{key}.promote.{loss}", message)
    for loss, weight in rule["demote"].items():
        if not 0 <= weight < math.inf:
            faults.fault_at(f"{key}.demote.{loss}", f"expected the points to take away, got {weight}")


def _losses_of(rule: Mapping[str, Any], key: str) -> Iterator[tuple[str, str]]:
    """Go through the losses that a rule names, each with the key where it stands."""
    for name in ("promote", "demote"):
        yield from ((f"{key}.{name}.{loss}", loss) for loss in rule[name])
    for name in ("exclude", "about"):
        yield from ((f"{key}.{name}[{index}]", loss) for index, loss in enumerate(rule[name]))


def _check_words(name: str, entry: Mapping[str, Any], taken: dict[str, str], faults: Faults) -> None:
    lists = {key: entry.get(key, ()) for key in ("aliases", "inverse")}
    places = [(name, name), *((f"{name}.{key}[{i}]", word) for key in lists for i, word in enumerate(lists[key]))]
    for key, word in places:
        if taken.setdefault(word, name) != name:
            faults.fault_at(key, f'"{word}" already names {taken[word]}')


def check_tasks_of(tasks: tuple[str, ...], key: str, faults: Faults, known: Known) -> None:
    """Note names that are no tasks."""
    for index, task in enumerate(tasks):
        if task not in known.tasks and not (task == "any" and len(tasks) == 1):
            faults.fault_at(f"{key}[{index}]", unknown("task", task, known.tasks))


def condition_problems(text: str, known: Known) -> Iterator[str]:
    """Yield what is wrong with a condition: its form, its facts, their values."""
    try:
        condition = parse_condition(text)
    except ValueError as error:
        yield str(error)
        return
    for name, op, value in condition:
        fact = known.facts.get(str(name))
        if name not in known.facts:
            yield unknown("fact", str(name), known.facts)
        elif fact and op and not _takes(fact, op, str(value)):
            yield f"{name} does not take {op}{value}; it takes {_taken(fact)}"


def _takes(fact: Mapping[str, Any], op: str, value: str) -> bool:
    if fact["number"] is not None:
        return _is_number(value)
    return op in {"=", "!="} and value in (*fact["values"], *fact["levels"])


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


def _taken(fact: Mapping[str, Any]) -> str:
    words = ", ".join((*fact["values"], *fact["levels"]))
    return "a number" if fact["number"] is not None else words or "no value"


def unknown(what: str, name: str, known: Mapping[str, Any] | frozenset[str]) -> str:
    """Return what to say of a name that is not known."""
    return f'no {what} "{name}"; {suggest(name, sorted(known))}'
