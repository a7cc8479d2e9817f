"""The advisor's declarations (tasks, facts, rules, frameworks): read once, checked, and kept in the cache."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lossquiz.cache import load_yamls
from lossquiz.errors import BankError, Fault
from lossquiz.selection.conditions import names_of, parse_condition

DATA = Path(__file__).with_name("data")

STAGES: dict[str, tuple[float, float]] = {
    "default": (0, 3),
    "constraint": (0, 20),
    "estimand": (8, 20),
    "preference": (0, 6),
    "metric": (0, 3),
    "trap": (0, 0),
    "conflict": (0, 0),
}
"""The stages, and the weights each may give: an estimand outweighs every preference, a metric only breaks ties."""

_LISTS = ("when", "unless", "exclude", "about")
_KEYS = {"id", "tasks", "stage", "promote", "demote", "warn", "refuse", "reason", "source", *_LISTS}
_FACT_KEYS = {"means", "ask", "values", "levels", "number", "implies", "tasks", "flag", "aliases"}


@functools.cache
def declarations() -> dict[str, Any]:
    """Return tasks, facts, rules by task and frameworks, as plain values.

    Raises:
        BankError: Every fault of the files.
    """
    content: dict[str, Any] = load_yamls(
        [DATA / "tasks.yaml", DATA / "facts.yaml", DATA / "frameworks.yaml", *rule_files()], compile_declarations
    )
    return content


def rule_files() -> list[Path]:
    """Return the rule files in a fixed order."""
    return sorted((DATA / "rules").glob("*.yaml"))


def compile_declarations(files: Mapping[str, Any]) -> dict[str, Any]:
    """Check all files together and return what the engine reads.

    Raises:
        BankError: Every fault of the files.
    """
    tasks, facts, frameworks = files["tasks.yaml"], files["facts.yaml"], files["frameworks.yaml"]
    faults = [*_fact_faults(facts, tasks)]
    rules: list[dict[str, Any]] = []
    seen: set[str] = set()
    for name in sorted(set(files) - {"tasks.yaml", "facts.yaml", "frameworks.yaml"}):
        for raw in files[name]["rules"]:
            rule = _with_defaults(raw, files[name], tasks)
            found = [*_rule_faults(rule, tasks, facts, seen), *_loss_faults(rule)]
            faults += [Fault(name, 0, str(rule.get("id", "?")), message) for message in found]
            rules.append(rule if found else _compiled(rule))
    faults += [
        Fault("frameworks.yaml", 0, framework, f"unknown loss {loss!r}")
        for framework, names in frameworks.items()
        for loss in names
        if loss not in _loss_ids()
    ]
    if faults:
        raise BankError(tuple(faults))
    return {"tasks": tasks, "facts": facts, "frameworks": frameworks, "rules": rules, "by_task": _by_task(rules, tasks)}


def _by_task(rules: list[dict[str, Any]], tasks: Mapping[str, Any]) -> dict[str, list[int]]:
    """Return the places of each task's rules; a rule about losses that the task never recommends is left out."""
    pools = {task: {loss for rule in rules if task in rule["tasks"] for loss in rule["promote"]} for task in tasks}

    def speaks(rule: dict[str, Any], task: str) -> bool:
        return task in rule["tasks"] and not (rule["about"] and pools[task].isdisjoint(rule["about"]))

    return {task: [place for place, rule in enumerate(rules) if speaks(rule, task)] for task in tasks}


def _with_defaults(raw: Mapping[str, Any], file: Mapping[str, Any], tasks: Mapping[str, Any]) -> dict[str, Any]:
    lists = {key: list(raw.get(key, ())) for key in _LISTS}
    asked = raw.get("tasks", file.get("tasks", []))
    where = list(tasks) if asked == ["any"] else asked
    plain = {"stage": "preference", "promote": {}, "demote": {}, "warn": "", "refuse": ""}
    return {**plain, **raw, **lists, "tasks": where}


def _compiled(rule: dict[str, Any]) -> dict[str, Any]:
    parsed = {key: [parse_condition(text) for text in rule[key]] for key in ("when", "unless")}
    looks_at = sorted(names_of([*parsed["when"], *parsed["unless"]]))
    return {**rule, **parsed, "looks_at": looks_at}


def _fact_faults(facts: Mapping[str, Any], tasks: Mapping[str, Any]) -> list[Fault]:
    faults: list[Fault] = []
    names: dict[str, str] = {}
    for name, fact in facts.items():
        messages = [f"unknown key {key}" for key in sorted(set(fact) - _FACT_KEYS)]
        messages += [f"missing {key}" for key in ("means", "ask", "tasks") if not fact.get(key)]
        messages += [f"unknown task {task}" for task in fact.get("tasks", ()) if task not in tasks and task != "any"]
        for word in (name, *fact.get("aliases", ())):
            if names.setdefault(word, name) != name:
                messages.append(f"the word {word} already names {names[word]}")
        for test, follows in fact.get("implies", {}).items():
            messages += _condition_faults([f"{name}{test}", follows], facts)
        faults += [Fault("facts.yaml", 0, name, message) for message in messages]
    return faults


def _rule_faults(
    rule: Mapping[str, Any], tasks: Mapping[str, Any], facts: Mapping[str, Any], seen: set[str]
) -> list[str]:
    messages = [f"unknown key {key}" for key in sorted(set(rule) - _KEYS)]
    messages += [f"missing {key}" for key in ("id", "tasks", "reason", "source") if not rule.get(key)]
    messages += [f"unknown task {task}" for task in rule["tasks"] if task not in tasks]
    if rule.get("id") in seen:
        messages.append("another rule has this id")
    seen.add(str(rule.get("id")))
    if rule["stage"] not in STAGES:
        return [*messages, f"unknown stage {rule['stage']}"]
    low, high = STAGES[rule["stage"]]
    messages += [
        f"{loss}: a {rule['stage']} rule gives {low} to {high}, got {weight}"
        for loss, weight in rule["promote"].items()
        if not low <= weight <= high
    ]
    if not any(rule[key] for key in ("promote", "demote", "exclude", "warn", "refuse")):
        messages.append("has no effect")
    return messages + _condition_faults([*rule["when"], *rule["unless"]], facts)


def _condition_faults(texts: list[str], facts: Mapping[str, Any]) -> list[str]:
    messages: list[str] = []
    for text in texts:
        try:
            condition = parse_condition(text)
        except ValueError as error:
            messages.append(str(error))
            continue
        for name, op, value in condition:
            fact = facts.get(str(name))
            if fact is None:
                messages.append(f"unknown fact {name}")
            elif op in {"=", "!="} and "number" not in fact and value not in _values(fact):
                messages.append(f"{name} does not take {value}")
    return messages


def _values(fact: Mapping[str, Any]) -> list[str]:
    return [*fact.get("values", ()), *fact.get("levels", ())]


def _loss_faults(rule: Mapping[str, Any]) -> list[str]:
    named = [*rule["promote"], *rule["demote"], *rule["exclude"], *rule["about"]]
    return [f"unknown loss {loss}" for loss in named if loss not in _loss_ids()]


def _loss_ids() -> set[str]:
    from lossquiz.losses.catalogue import catalogue

    return set(catalogue())
