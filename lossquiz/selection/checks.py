"""The advisor's files, read and checked: what a form cannot say, which is that names agree with one another."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lossquiz.cache import packed
from lossquiz.forms.code import code_problem
from lossquiz.forms.faults import Faults, raise_faults
from lossquiz.forms.files import Document, read_file
from lossquiz.lookup import suggest
from lossquiz.selection.conditions import names_of, parse_condition
from lossquiz.selection.forms import (
    FACTS_FILE,
    FRAMEWORK_FILE,
    METRICS_FILE,
    NAMES_FILE,
    RULES_FILE,
    STAGES,
    TASKS_FILE,
    WRITTEN_FILE,
)
from lossquiz.selection.library_code import FRAMEWORK, code_of, serves
from lossquiz.selection.metric_rules import METRIC, as_values, known_words, rules_of_metric

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
    rules = [_compiled(rule, (), known) for rule in judged]
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


def compile_fact(fact: Mapping[str, Any]) -> dict[str, Any]:
    """Return a fact with the bounds of its number that are stated."""
    return {**fact, "number": {name: bound for name, bound in (fact["number"] or {}).items() if bound is not None}}


def compile_rules(content: Mapping[str, Any], known: Known) -> list[dict[str, Any]]:
    """Return the rules of a file with their tasks, their conditions parsed, and the facts that these look at."""
    return [_compiled(rule, content["tasks"], known) for rule in content["rules"]]


def _compiled(rule: Mapping[str, Any], asked: tuple[str, ...], known: Known) -> dict[str, Any]:
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


def _by_task(rules: list[dict[str, Any]], known: Known) -> dict[str, list[int]]:
    """Return the places of each task's rules; a rule about losses that the task never recommends is left out."""
    pools = {
        task: {loss for rule in rules if task in rule["tasks"] for loss in rule["promote"]} for task in known.tasks
    }

    def speaks(rule: dict[str, Any], task: str) -> bool:
        return task in rule["tasks"] and not (rule["about"] and pools[task].isdisjoint(rule["about"]))

    return {task: [place for place, rule in enumerate(rules) if speaks(rule, task)] for task in known.tasks}


def check_tasks(document: Document, known: Known) -> None:
    """Note what is wrong with the tasks that have the form that they should."""
    taken: dict[str, str] = {}
    for name, task in document.sound_entries().items():
        _check_words(name, task, taken, document.faults)
        for fact, turn in task["by"].items():
            key = f"{name}.by.{fact}"
            if fact not in known.facts:
                document.faults.fault_at(key, _unknown("fact", fact, known.facts))
            elif {turn["at_most"], turn["at_least"]} != {None} and not _is_counted(known.facts[fact]):
                document.faults.fault_at(key, f'expected a fact that is a number, got "{fact}"')
            for place, brought in enumerate(turn["with"]):
                for problem in _condition_problems(brought, known):
                    document.faults.fault_at(f"{key}.with[{place}]", problem)
            if turn["task"] not in known.tasks:
                document.faults.fault_at(f"{key}.task", _unknown("task", turn["task"], known.tasks))


def _is_counted(fact: Mapping[str, Any] | None) -> bool:
    return fact is None or fact["number"] is not None


def check_facts(document: Document, known: Known) -> None:
    """Note what is wrong with the facts that have the form that they should."""
    taken: dict[str, str] = {}
    for name, fact in document.sound_entries().items():
        _check_words(name, fact, taken, document.faults)
        _check_tasks_of(fact["tasks"], f"{name}.tasks", document.faults, known)
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
        for problem in _condition_problems(text, known):
            faults.fault_at(f"{name}.hard.when[{place}]", problem)
    for task, losses in (fact["hard"] or {"only": {}})["only"].items():
        if task not in known.tasks:
            faults.fault_at(f"{name}.hard.only.{task}", _unknown("task", task, known.tasks))
        for place, loss in enumerate(losses):
            if loss not in known.losses:
                faults.fault_at(f"{name}.hard.only.{task}[{place}]", _unknown("loss", loss, known.losses))


def _implied_problems(name: str, test: str, follows: str, known: Known) -> Iterator[str]:
    yield from _condition_problems(f"{name}{test}", known)
    yield from _follow_problems(follows, known)


def _follow_problems(follows: str, known: Known) -> Iterator[str]:
    if not _FOLLOWS.fullmatch(follows):
        yield f'expected a fact, as NAME or NAME=VALUE, got "{follows}"'
    else:
        yield from _condition_problems(follows, known)


def check_metrics(document: Document, known: Known) -> None:
    """Note what is wrong with the metrics that have the form that they should."""
    taken: dict[str, str] = {}
    if document.data and METRIC not in known.facts:
        document.faults.fault_at(next(iter(document.data)), f'no fact "{METRIC}", whose values these are')
    for name, metric in document.sound_entries().items():
        _check_words(name, metric, taken, document.faults)
        _check_tasks_of(metric["tasks"], f"{name}.tasks", document.faults, known)
        for place, follows in enumerate(metric["implies"]):
            for problem in _follow_problems(follows, known):
                document.faults.fault_at(f"{name}.implies[{place}]", problem)
        if metric["takes"] and metric["takes"] not in known.facts:
            document.faults.fault_at(f"{name}.takes", _unknown("fact", metric["takes"], known.facts))
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


def check_written(document: Document, known: Known) -> None:
    """Note what is wrong with losses as code of one's own that have the form that they should."""
    for loss, forms in document.sound_entries().items():
        _check_forms(loss, loss, forms, document.faults, known)


def check_framework(
    name: str, document: Document, known: Known, written: Mapping[str, Document], meanings: Mapping[str, Any]
) -> None:
    """Note what is wrong with a library's file: names, and code that cannot be written or read."""
    content, faults = document.data or {}, document.faults
    for problem in _condition_problems(f"framework={name}", known):
        faults.fault_at("title", f"the file's name is no library: {problem}")
    if faults.sound("tasks"):
        _check_tasks_of(content.get("tasks") or (), "tasks", faults, known)
    _check_own_rules(content, faults, known)
    if faults.sound("written") and content.get("written") and content["written"] not in written:
        faults.fault_at("written", _unknown("file of written losses", content["written"], written))
    for loss, forms in (content.get("losses") or {}).items():
        if faults.sound(f"losses.{loss}"):
            _check_forms(loss, f"losses.{loss}", forms, faults, known)
    if not faults.found and not any(other.faults.found for other in written.values()):
        _check_code(whole_framework(content, written), faults, meanings)


def _check_own_rules(content: Mapping[str, Any], faults: Faults, known: Known) -> None:
    for place, rule in enumerate(content.get("silences") or ()):
        if rule and rule not in known.rules:
            faults.fault_at(f"silences[{place}]", _unknown("rule", rule, known.rules))
    for index, rule in enumerate(content.get("rules") or ()):
        if faults.sound(f"rules[{index}]"):
            _check_rule(rule, f"rules[{index}]", faults, known)
            if not rule["tasks"]:
                faults.fault_at(f"rules[{index}].tasks", "missing; expected the tasks it belongs to")


def _check_forms(loss: str, key: str, forms: Iterable[Mapping[str, Any]], faults: Faults, known: Known) -> None:
    if loss not in known.losses:
        faults.fault_at(key, _unknown("loss", loss, known.losses))
    whole: set[str] = set()
    for place, form in enumerate(forms):
        here = f"{key}[{place}]"
        _check_tasks_of(form["tasks"], f"{here}.tasks", faults, known)
        for index, text in enumerate(form["when"]):
            for problem in _condition_problems(text, known):
                faults.fault_at(f"{here}.when[{index}]", problem)
        for text in form["options"]:
            for problem in _condition_problems(text, known):
                faults.fault_at(f"{here}.options.{text}", problem)
        if not form["when"]:
            whole.update(form["tasks"] or known.tasks)
    served = {task for form in forms for task in form["tasks"] or known.tasks}
    if served - whole:
        left = ", ".join(sorted(served - whole))
        faults.fault_at(key, f"nothing is written for {left} where no fact holds; add a form without `when`")


def _check_code(framework: Mapping[str, Any], faults: Faults, meanings: Mapping[str, Any]) -> None:
    for loss, forms in framework["losses"].items():
        for place, form in enumerate(forms):
            key = f"losses.{loss}[{place}]"
            if form["template"] not in framework["templates"]:
                faults.fault_at(f"{key}.template", _unknown("template", form["template"], framework["templates"]))
                continue
            try:
                problem = code_problem(code_of(form, framework, {}, meanings))
            except (KeyError, ValueError) as error:
                problem = f"nothing is filled in for {error}"
            if problem:
                faults.fault_at(key, f"template {form['template']}: {problem}")


def whole_framework(content: Mapping[str, Any], written: Mapping[str, Document]) -> dict[str, Any]:
    """Return a library with its losses and, after them, those that it takes as code of one's own."""
    losses = {loss: [_served(form, content, own=False) for form in forms] for loss, forms in content["losses"].items()}
    own = written[content["written"]].data if content["written"] else {}
    for loss, forms in own.items():
        fitting = [_served(form, content, own=True) for form in forms if form["template"] in content["templates"]]
        if fitting:
            losses[loss] = [*losses.get(loss, ()), *fitting]
    return {**content, "losses": losses}


def _served(form: Mapping[str, Any], framework: Mapping[str, Any], *, own: bool) -> dict[str, Any]:
    return {**form, "tasks": form["tasks"] or framework["tasks"], "own": own}


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
    return [_compiled(rule, (), known) for rule in rules]


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


def check_rules(document: Document, known: Known) -> None:
    """Note what is wrong with the rules of a file that have the form that they should; learn their ids."""
    content, faults = document.data or {}, document.faults
    orphans = not content.get("tasks") and faults.sound("tasks")
    if faults.sound("tasks"):
        _check_tasks_of(content.get("tasks") or (), "tasks", faults, known)
    for index, rule in enumerate(content.get("rules") or ()):
        key = f"rules[{index}]"
        if not faults.sound(key):
            continue
        _check_rule(rule, key, faults, known)
        if orphans and not rule["tasks"]:
            faults.fault_at(f"{key}.tasks", "missing; expected the tasks it belongs to, here or on top")


def _check_rule(rule: Mapping[str, Any], key: str, faults: Faults, known: Known) -> None:
    if rule["id"] in known.rules:
        faults.fault_at(f"{key}.id", f'the id "{rule["id"]}" is taken by {known.rules[rule["id"]]}; choose another')
    known.rules.setdefault(rule["id"], faults.path)
    _check_tasks_of(rule["tasks"] or (), f"{key}.tasks", faults, known)
    _check_effects(rule, key, faults, known)


def _check_effects(rule: Mapping[str, Any], key: str, faults: Faults, known: Known) -> None:
    _check_points(rule, key, faults)
    if not any(rule.get(effect) for effect in _EFFECTS):
        faults.fault_at(key, f"has no effect; expected one of {', '.join(_EFFECTS)}")
    for name in ("when", "unless"):
        for index, text in enumerate(rule[name]):
            for problem in _condition_problems(text, known):
                faults.fault_at(f"{key}.{name}[{index}]", problem)
    for loss in rule["reasons"]:
        if loss not in rule["promote"]:
            faults.fault_at(
                f"{key}.reasons.{loss}", f'the rule does not promote "{loss}"; give a reason for what it does'
            )
    for where, loss in _losses_of(rule, key):
        if loss not in known.losses:
            faults.fault_at(where, _unknown("loss", loss, known.losses))


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


def _check_tasks_of(tasks: tuple[str, ...], key: str, faults: Faults, known: Known) -> None:
    for index, task in enumerate(tasks):
        if task not in known.tasks and not (task == "any" and len(tasks) == 1):
            faults.fault_at(f"{key}[{index}]", _unknown("task", task, known.tasks))


def _condition_problems(text: str, known: Known) -> Iterator[str]:
    try:
        condition = parse_condition(text)
    except ValueError as error:
        yield str(error)
        return
    for name, op, value in condition:
        fact = known.facts.get(str(name))
        if name not in known.facts:
            yield _unknown("fact", str(name), known.facts)
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


def _unknown(what: str, name: str, known: Mapping[str, Any] | frozenset[str]) -> str:
    return f'no {what} "{name}"; {suggest(name, sorted(known))}'
