"""The facts that the advisor understands, in a terminal."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from rich.text import Text

from lossquiz.lookup import FEW

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console

    from lossquiz.selection.facts import Fact

_GAP = 2


def render_facts(facts: Iterable[Fact], console: Console) -> None:
    """Print each fact with what it takes and what it means; a star marks those that are options of their own."""
    listed = list(facts)
    for fact in listed:
        console.print(Text.assemble((fact.id, "bold"), _takes(fact), " *" if fact.flag else ""), soft_wrap=True)
        notes = [fact.means]
        notes += [f"one of {', '.join(fact.values)}"] if len(fact.values) > FEW else []
        notes += [f"also {', '.join(fact.aliases)}"] if fact.aliases else []
        notes += ["every task" if "any" in fact.tasks else ", ".join(fact.tasks)]
        for part in textwrap.wrap("; ".join(notes), max(40, console.width - _GAP)):
            console.print(Text(" " * _GAP + part), soft_wrap=True)
    console.print(
        Text(f"{len(listed)} facts; * is an option of its own, every fact can be given by --given NAME[=VALUE]", "dim"),
        soft_wrap=True,
    )


def _takes(fact: Fact) -> str:
    if fact.number:
        return "=NUMBER"
    if len(fact.values) > FEW:
        return "=WORD"
    if fact.values:
        return f"={'|'.join(fact.values)}"
    return f"[={'|'.join(fact.levels)}]" if fact.levels else ""
