"""What a declared metric comes to: a value of the fact `metric`, words, and rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from lossquiz.lookup import plain

Tasks: TypeAlias = tuple[str, ...]

METRIC = "metric"
"""The fact whose values are the metrics."""


def as_values(fact: Mapping[str, Any], metrics: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Return the fact `metric` with the metrics as its values, what they imply, and all of their tasks.

    Args:
        fact: As it is declared.
        metrics: The metrics by id.
    """
    implied = {f"={name}": ", ".join(metric["implies"]) for name, metric in metrics.items() if metric["implies"]}
    tasks = tuple(dict.fromkeys(task for metric in metrics.values() for task in metric["tasks"]))
    return {**fact, "values": tuple(metrics), "implies": implied, "tasks": tasks or fact["tasks"]}


def known_words(metrics: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Return what is needed to read a metric: every word with its id, the tasks, and what a number sets."""
    names = {plain(alias): name for name, metric in metrics.items() for alias in metric["aliases"]}
    return {
        "words": names | {name: name for name in metrics},
        "tasks": {name: metric["tasks"] for name, metric in metrics.items()},
        "takes": {name: metric["takes"] for name, metric in metrics.items() if metric["takes"]},
    }


def rules_of_metric(name: str, metric: Mapping[str, Any], facts: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield a metric as rules: what its loss does not see, for each wording, what contradicts it, and its uses.

    Args:
        name: The metric's id.
        metric: As it is declared.
        facts: The facts by id.
    """
    wordings: dict[str, list[str]] = {metric["gap"]: [task for task in metric["tasks"] if task not in metric["gaps"]]}
    for task, text in metric["gaps"].items():
        wordings.setdefault(text, []).append(task)
    seen: dict[str, int] = {}
    about = f"{metric['means']}: best under it is {metric['best']}"
    for text, told in wordings.items():
        if told:
            said = {"tasks": tuple(told), "stage": "trap", "warn": text, "reason": about}
            yield _rule(name, said, seen, metric["source"])
    otherwise = dict(_otherwise(metric, facts))
    for fact, tasks in otherwise.values():
        warn = (
            f"conflict: under the metric ({metric['means']}) best is {metric['best']}; {fact} was said to be something "
            "else, and that is answered: take it back to train for the metric"
        )
        said = {"tasks": tasks, "stage": "conflict", "when": tuple(otherwise), "warn": warn, "reason": about}
        yield _rule(name, said, seen, metric["source"])
    for use in metric["uses"]:
        unless = use["unless"] if use["stage"] == "conflict" else (*use["unless"], *otherwise)
        yield _rule(name, {**use, "tasks": use["tasks"] or metric["tasks"], "unless": unless}, seen, metric["source"])


def _otherwise(
    metric: Mapping[str, Any], facts: Mapping[str, Any]
) -> Iterator[tuple[str, tuple[str, tuple[str, ...]]]]:
    """Yield the conditions under which a fact has another value than the metric implies, with fact and tasks."""
    for follows in metric["implies"]:
        name, _, value = follows.partition("=")
        fact = facts.get(name) or {"values": (), "tasks": ()}
        tasks = tuple(task for task in metric["tasks"] if task in fact["tasks"])
        if value and tasks and fact["values"]:
            yield f"{name}!={value}", (name, tasks)


def _rule(name: str, use: Mapping[str, Any], seen: dict[str, int], source: str) -> dict[str, Any]:
    task = use["tasks"][0]
    seen[task] = seen.get(task, 0) + 1
    number = f"_{seen[task]}" if seen[task] > 1 else ""
    room = f"conflict.{METRIC}" if use["stage"] == "conflict" else METRIC
    nothing = {"promote": {}, "demote": {}, "exclude": (), "warn": "", "about": (), "refuse": "", "reasons": {}}
    conditions = {"when": (f"{METRIC}={name}", *use.get("when", ())), "unless": use.get("unless", ())}
    return {**nothing, **use, **conditions, "id": f"{room}.{name}.{task}{number}", "source": source}
