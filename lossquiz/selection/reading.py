"""All files of the advisor, read, checked against one another, and turned into plain values."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lossquiz.cache import packed
from lossquiz.forms.faults import raise_faults
from lossquiz.forms.files import read_file
from lossquiz.selection.checks import Known, check_facts, check_metrics, check_rules, check_tasks
from lossquiz.selection.compiling import (
    compile_absent,
    compile_fact,
    compile_framework,
    compile_hard,
    compile_rules,
    compiled,
    silence,
)
from lossquiz.selection.forms import (
    FACTS_FILE,
    FRAMEWORK_FILE,
    METRICS_FILE,
    NAMES_FILE,
    RULES_FILE,
    TASKS_FILE,
    WRITTEN_FILE,
)
from lossquiz.selection.framework_checks import check_framework, check_written, whole_framework
from lossquiz.selection.metric_rules import METRIC, as_values, known_words, rules_of_metric


def read_declarations(folder: Path, losses: frozenset[str]) -> dict[str, Any]:
    """Read the folder of declarations: tasks, facts, metrics, frameworks, rules, and the places of each task's rules.

    Args:
        folder: The folder.
        losses: The ids of the catalogue.

    Raises:
        BankError: Every fault of every file.
    """
    tasks, facts = read_file(folder / "tasks.yaml", TASKS_FILE), read_file(folder / "facts.yaml", FACTS_FILE)
    metrics = read_file(folder / "metrics.yaml", METRICS_FILE)
    names = read_file(folder / "names.yaml", NAMES_FILE)
    written = {path.stem: read_file(path, WRITTEN_FILE) for path in sorted((folder / "written").glob("*.yaml"))}
    frameworks = {path.stem: read_file(path, FRAMEWORK_FILE) for path in sorted((folder / "frameworks").glob("*.yaml"))}
    rule_files = [read_file(path, RULES_FILE) for path in sorted((folder / "rules").glob("*.yaml"))]
    documents = (tasks, facts, metrics, names, *written.values(), *frameworks.values(), *rule_files)
    if tasks.data is None or facts.data is None or metrics.data is None:
        raise_faults(document.faults for document in documents)  # every name would be unknown
    if METRIC in facts.data and facts.faults.sound(METRIC):
        facts.data[METRIC] = as_values(facts.data[METRIC], metrics.sound_entries())
    known = Known(losses, tasks.entries(), facts.entries())
    check_tasks(tasks, known)
    check_facts(facts, known)
    check_metrics(metrics, known)
    for document in rule_files:
        check_rules(document, known)
    for document in written.values():
        check_written(document, known)
    for name, document in frameworks.items():
        check_framework(name, document, known, written, names.entries())
    raise_faults(document.faults for document in documents)
    judged = [rule for name, metric in metrics.data.items() for rule in rules_of_metric(name, metric, facts.data)]
    rules = [compiled(rule, (), known) for rule in judged]
    rules += [rule for document in rule_files for rule in compile_rules(document.data, known)]
    libraries = {name: whole_framework(document.data, written) for name, document in frameworks.items()}
    for name, framework in libraries.items():
        rules = silence(rules, name, framework["silences"])
        rules += compile_framework(name, framework, known)
    rules += compile_hard(facts.data, rules)
    for name, framework in libraries.items():
        rules += compile_absent(name, framework, rules)
    return {
        "tasks": tasks.data,
        "facts": {name: _stated(compile_fact(fact)) for name, fact in facts.data.items()},
        "metrics": known_words(metrics.data),
        "names": names.data,
        "frameworks": {name: packed(framework) for name, framework in libraries.items()},
        "rules": [_stated(rule) for rule in rules],
        "by_task": _by_task(rules, known),
    }


def _stated(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return what an entry states; the types it becomes have the defaults, and the cache is read at every start."""
    return {key: value for key, value in entry.items() if value}


def _by_task(rules: list[dict[str, Any]], known: Known) -> dict[str, list[int]]:
    """Return the places of each task's rules; a rule about losses that the task never recommends is left out."""
    pools = {
        task: {loss for rule in rules if task in rule["tasks"] for loss in rule["promote"]} for task in known.tasks
    }

    def speaks(rule: dict[str, Any], task: str) -> bool:
        return task in rule["tasks"] and not (rule["about"] and pools[task].isdisjoint(rule["about"]))

    return {task: [place for place, rule in enumerate(rules) if speaks(rule, task)] for task in known.tasks}
