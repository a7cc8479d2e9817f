"""What facts, hard facts and libraries come to: rules, as plain values."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Mapping
from typing import Any

from lossquiz.selection.checks import Known
from lossquiz.selection.conditions import names_of, parse_condition
from lossquiz.selection.library_code import FRAMEWORK, serves


def compile_fact(fact: Mapping[str, Any]) -> dict[str, Any]:
    """Return a fact with the bounds of its number that are stated."""
    return {**fact, "number": {name: bound for name, bound in (fact["number"] or {}).items() if bound is not None}}


def compile_rules(content: Mapping[str, Any], known: Known) -> list[dict[str, Any]]:
    """Return the rules of a file with their tasks, their conditions parsed, and the facts that these look at."""
    return [compiled(rule, content["tasks"], known) for rule in content["rules"]]


def compiled(rule: Mapping[str, Any], asked: tuple[str, ...], known: Known) -> dict[str, Any]:
    """Return a rule with its tasks, its conditions parsed, and the facts that these look at."""
    parsed = {key: [parse_condition(text) for text in rule[key]] for key in ("when", "unless")}
    named = rule["tasks"] or asked
    tasks = list(known.tasks) if named == ("any",) else named
    return {**rule, **parsed, "tasks": tasks, "looks_at": sorted(names_of([*parsed["when"], *parsed["unless"]]))}


def compile_hard(facts: Mapping[str, Any], rules: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what hard facts come to, as rules: nothing but the losses that they leave, and no two that leave none."""
    made: list[dict[str, Any]] = []
    for task in dict.fromkeys(task for fact in facts.values() for task in (fact["hard"] or {"only": ()})["only"]):
        pool = {loss for rule in rules if task in rule["tasks"] for loss in rule["promote"]}
        left = {
            name: pool.intersection(fact["hard"]["only"][task])
            for name, fact in facts.items()
            if fact["hard"] and task in fact["hard"]["only"]
        }
        for name, losses in left.items():
            hard = facts[name]["hard"]
            out = {"exclude": sorted(pool - losses), "reason": hard["because"], "source": hard["source"]}
            made.append({**_hard_rule(task, {name: hard}), **out, "stage": "constraint"})
        for one, other in itertools.combinations(left, 2):
            if left[one].isdisjoint(left[other]):
                told = " and ".join(f"{name} leaves only {', '.join(sorted(left[name]))}" for name in (one, other))
                refuse = f"no loss can take both: {told}; drop one of the two facts, or train a model for each"
                why = {"reason": facts[one]["hard"]["because"], "source": facts[one]["hard"]["source"]}
                both = {name: facts[name]["hard"] for name in (one, other)}
                made.append({**_hard_rule(task, both), **why, "refuse": refuse, "stage": "conflict"})
    return made


def _hard_rule(task: str, hard: Mapping[str, Any]) -> dict[str, Any]:
    nothing = {
        "promote": {},
        "demote": {},
        "exclude": (),
        "warn": "",
        "about": (),
        "refuse": "",
        "unless": [],
        "reasons": {},
    }
    when = [parse_condition(text) for name, entry in hard.items() for text in (name, *entry["when"])]
    found = {"when": when, "looks_at": sorted(names_of(when))}
    return {**nothing, **found, "id": ".".join(("fact", *hard, task)), "tasks": [task]}


def silence(rules: list[dict[str, Any]], framework: str, silent: Collection[str]) -> list[dict[str, Any]]:
    """Return the rules, of which some say nothing where a library is used."""
    condition = parse_condition(f"{FRAMEWORK}={framework}")
    return [
        {**rule, "unless": [*rule["unless"], condition], "looks_at": sorted({*rule["looks_at"], FRAMEWORK})}
        if rule["id"] in silent
        else rule
        for rule in rules
    ]


def compile_framework(name: str, framework: Mapping[str, Any], known: Known) -> list[dict[str, Any]]:
    """Return a library's own rules, which hold there alone."""
    rules = [{**rule, "when": (*rule["when"], f"{FRAMEWORK}={name}")} for rule in framework["rules"]]
    return [compiled(rule, (), known) for rule in rules]


def compile_absent(name: str, framework: Mapping[str, Any], rules: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what a library comes to, as rules: what it lacks is ruled out, and what is written oneself pays."""
    made: list[dict[str, Any]] = []
    for task in dict.fromkeys(task for rule in rules for task in rule["tasks"]):
        pool = {loss for rule in rules if task in rule["tasks"] for loss in rule["promote"]}
        forms = {loss: [form for form in framework["losses"].get(loss, ()) if serves(form, task)] for loss in pool}
        lacking = sorted(loss for loss in pool if not forms[loss])
        own = sorted(loss for loss in pool if forms[loss] and forms[loss][0]["own"])
        always = {"tasks": [task], "stage": "constraint", "source": framework["source"], "looks_at": [FRAMEWORK]}
        always |= {"when": [parse_condition(f"{FRAMEWORK}={name}")], "unless": [], "promote": {}, "about": ()}
        if lacking:
            reason = f"{framework['title']} has no such loss: {framework['lacks']}"
            made.append({**always, "id": f"{FRAMEWORK}.{name}.{task}.absent", "exclude": lacking, "reason": reason})
        if own and framework["costs"]:
            paid = dict.fromkeys(own, framework["costs"])
            made.append({**always, "id": f"{FRAMEWORK}.{name}.{task}.own", "demote": paid, "reason": framework["owes"]})
    return made
