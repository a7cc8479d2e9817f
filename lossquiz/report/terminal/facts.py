"""The facts that the advisor understands, in a terminal."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from rich.text import Text

from lossquiz.lookup import FEW
from lossquiz.selection.metric_rules import METRIC
from lossquiz.selection.metrics import tasks_of_metric

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import Console

    from lossquiz.selection.facts import Fact
    from lossquiz.selection.words import Found

_GAP = 2


def render_facts(facts: Iterable[Fact], console: Console) -> None:
    """Print each fact with what it takes and what it means; a star marks those that are options of their own."""
    listed = list(facts)
    for fact in listed:
        _fact(fact, console)
    _last(f"{len(listed)} facts; {_HOW}", console)


def render_found(word: str, found: Found, console: Console) -> None:
    """Print what speaks of a word, and of each whether it is a task, a fact or a value."""
    for task in found.tasks:
        console.print(Text.assemble(("task ", "dim"), (task.id, "bold")), soft_wrap=True)
        _notes([task.means, *_also(task.aliases)], console)
    for fact in found.facts:
        _fact(fact, console, "fact ")
    for fact, value in found.values:
        console.print(Text.assemble(("value ", "dim"), (f"{fact.id}={value}", "bold")), soft_wrap=True)
        judged = tasks_of_metric(value) if fact.id == METRIC else ()
        _notes([f"of {fact.id}, {fact.means}", ", ".join(judged) or _tasks(fact)], console)
    counts = {"task": len(found.tasks), "fact": len(found.facts), "value": len(found.values)}
    told = ", ".join(f"{count} {kind}{'s' * (count != 1)}" for kind, count in counts.items() if count)
    _last(f'"{word}": {told}; --task TASK; {_HOW}', console)


_HOW = "* is an option of its own, every fact can be given by --given NAME[=VALUE]"


def _fact(fact: Fact, console: Console, kind: str = "") -> None:
    star = " *" if fact.flag else ""
    console.print(Text.assemble((kind, "dim"), (fact.id, "bold"), _takes(fact), star), soft_wrap=True)
    words = [f"one of {', '.join(fact.values)}"] if len(fact.values) > FEW else []
    also = _also((*fact.aliases, *(f"1/{name}" for name in fact.inverse)))
    _notes([fact.means, *words, *also, _tasks(fact)], console)


def _also(names: Sequence[str]) -> list[str]:
    return [f"also {', '.join(names)}"] if names else []


def _tasks(fact: Fact) -> str:
    return "every task" if "any" in fact.tasks else ", ".join(fact.tasks)


def _notes(notes: Sequence[str], console: Console) -> None:
    for part in textwrap.wrap("; ".join(notes), max(40, console.width - _GAP)):
        console.print(Text(" " * _GAP + part), soft_wrap=True)


def _last(text: str, console: Console) -> None:
    for part in textwrap.wrap(text, max(40, console.width)):
        console.print(Text(part, "dim"), soft_wrap=True)


def _takes(fact: Fact) -> str:
    if fact.number:
        return "=NUMBER"
    if fact.range:
        return "=LOW..HIGH"
    if len(fact.values) > FEW:
        return "=WORD"
    if fact.values:
        return f"={'|'.join(fact.values)}"
    return f"[={'|'.join(fact.levels)}]" if fact.levels else ""
