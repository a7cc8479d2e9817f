"""Write docs/choosing.md: the advisor's first choices as a map, by task and by the form of the data.

Nothing there is written by hand but the words around it: each line is what `lossquiz recommend` answers. `make
choosing-page` runs this; tests/test_choosing_page.py holds the page to the rules.

    python tests/choosing_page.py
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from lossquiz.errors import UsageError
from lossquiz.losses.catalogue import catalogue
from lossquiz.selection import recommend
from lossquiz.selection.conditions import Value, holds
from lossquiz.selection.facts import Fact, all_facts, describe, facts_of, settle, tasks
from lossquiz.selection.rules import scoring_rules
from lossquiz.selection.switches import values_of

PAGE = Path(__file__).resolve().parents[1] / "docs" / "choosing.md"
# Facts about the form of what goes in, not about what is wanted.
FORMS = ("data", "outputs", "targets")
HEAD = """\
# Which loss: a map

Written by `make choosing-page` from the rules of `lossquiz recommend`, and held to them by a test. A map knows one
thing at a time; `lossquiz recommend` weighs all that you say, warns of the traps, and prints the code.

## By task, with nothing else known

| what the model gives | `--task` | first | then |
|---|---|---|---|
"""


def page() -> str:
    """Return the whole page."""
    return "".join([HEAD, *_map(), *_formats(), *_tasks()])


def _map() -> Iterator[str]:
    for task in tasks().values():
        first, *others = (choice.loss for choice in recommend(task.id).choices)
        yield f"| {task.means} | {task.id} | {_named(first)} | {', '.join(others[:2])} |\n"


def _named(loss: str) -> str:
    return f"{loss} ({catalogue()[loss].title})"


def _formats() -> Iterator[str]:
    yield "\n## By the form of outputs, labels and examples\n"
    for name in FORMS:
        fact = all_facts()[name]
        rows = [row for task in fact.tasks for row in _form_rows(task, fact)]
        yield f"\n### {fact.means[:1].upper()}{fact.means[1:]}\n\n"
        yield f"| `--given {name}=` | `--task` | first |\n|---|---|---|\n"
        yield from rows


def _form_rows(task: str, fact: Fact) -> Iterator[str]:
    for value in fact.values:
        first = _first(task, fact.id, value)
        if first and _is_asked(task, fact.id, value):
            yield f"| {value} | {task} | {_named(first)} |\n"


def _is_asked(task: str, name: str, value: Value) -> bool:
    """Tell whether a rule of the task asks for just this value, or for something that follows from it."""
    alone = settle(task, {name: value})
    tests = [test for rule in scoring_rules(task) for condition in rule.when for test in condition]
    return any(test[0] in alone and test[1] != "!=" and holds([test], alone) for test in tests)


def _first(task: str, name: str, value: Value) -> str:
    """Return the first loss, or "" where the fact is refused or leads to another task."""
    try:
        answer = recommend(task, {name: value})
    except UsageError:
        return ""
    return answer.choices[0].loss if answer.task == task else ""


def _tasks() -> Iterator[str]:
    yield "\n## By task, with one thing known\n\n"
    yield "What is not listed changes the code, the warnings or the order of the others, not the first choice.\n"
    for task in tasks().values():
        found = _led(task.id)
        if not found:
            continue
        usual = recommend(task.id).choices[0].loss
        yield f"\n### {task.title}\n\n{_named(usual)}, unless\n\n| this holds | then first |\n|---|---|\n"
        for loss in sorted(found, key=lambda loss: (-len(found[loss]), loss)):
            yield f"| {_said(found[loss])} | {_named(loss)} |\n"


def _led(task: str) -> dict[str, list[tuple[Fact, Value]]]:
    usual = recommend(task).choices[0].loss
    found: dict[str, list[tuple[Fact, Value]]] = defaultdict(list)
    for fact in facts_of(task):
        if fact.id in FORMS or fact.id == "framework":
            continue
        for value in values_of(fact):
            first = _first(task, fact.id, value)
            if first not in {"", usual}:
                found[first].append((fact, value))
    return found


def _said(held: Sequence[tuple[Fact, Value]]) -> str:
    told: dict[str, str] = {}
    for fact, value in held:
        if value is True:
            told[fact.id] = f"{fact.means} (`{fact.id}`)"
        elif fact.id not in told:
            words = [describe(fact.id, one) for other, one in held if other is fact]
            told[fact.id] = f"{fact.means} (`{'`, `'.join(words)}`)"
    return "; ".join(told.values())


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
