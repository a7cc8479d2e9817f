"""`lossquiz recommend` without arguments: a short interview, the most telling question first."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from lossquiz.errors import UsageError
from lossquiz.selection.engine import score
from lossquiz.selection.facts import complete, find_task, read_answer, tasks
from lossquiz.selection.next_question import next_question

if TYPE_CHECKING:
    from rich.console import Console

    from lossquiz.selection.conditions import Value
    from lossquiz.selection.facts import Fact

_MOST = 7
_SHOWN = 3


def interview(console: Console, said: dict[str, Value]) -> tuple[str, dict[str, Value]]:
    """Ask for the task and then for the facts that matter; show how the ranking moves.

    Args:
        console: Where questions go: stderr, so that the answer can be piped.
        said: Facts that were given as options.
    """
    task, facts = complete(_ask_task(console), said)
    console.print(f"first so far: {_leaders(task, facts)}")
    asked: set[str] = set()
    while len(asked) < _MOST and (question := next_question(task, facts, asked)):
        asked.add(question.fact.id)
        answer = _ask_fact(console, question.fact)
        if answer is None:
            break
        if answer is not False:
            said = {**said, question.fact.id: answer}
            task, facts = complete(task, said)
            console.print(f"first now: {_leaders(task, facts)}")
    return task, said


def _leaders(task: str, facts: dict[str, Value]) -> str:
    return ", ".join(f"{scored.loss} {scored.score:g}" for scored in score(task, facts).ranked[:_SHOWN])


def _ask_task(console: Console) -> str:
    listed = list(tasks().values())
    for place, task in enumerate(listed, 1):
        console.print(f"{place:3} {task.id}: {task.means}")
    while True:
        word = _read(console, "Which task? (number or name) ")
        if word is None:
            raise UsageError("no task was named; `lossquiz recommend --task TASK` does without the interview")
        if word.isdecimal() and 1 <= int(word) <= len(listed):
            return listed[int(word) - 1].id
        try:
            return find_task(word)
        except UsageError as error:
            console.print(str(error))


def _ask_fact(console: Console, fact: Fact) -> Value | None:
    """Return the answer; False for no or not known, None for "stop asking"."""
    while True:
        word = _read(console, f"{fact.ask} ({_takes(fact)}; Enter: no or not known, q: enough) ")
        if word is None or word.lower() in {"q", "quit"}:
            return None
        if not word:
            return False
        try:
            return read_answer(fact, word)
        except UsageError as error:
            console.print(str(error))


def _takes(fact: Fact) -> str:
    listed = ", ".join(f"{place} {word}" for place, word in enumerate(fact.choices, 1))
    if fact.number:
        return "number"
    if fact.range:
        return "low..high, such as 0..1"
    return f"y/N, {listed}" if fact.levels else listed or "y/N"


def _read(console: Console, prompt: str) -> str | None:
    """Read one line; None at the end of the input."""
    console.print(prompt, end="")
    line = sys.stdin.readline()
    if not line:
        console.print()
        return None
    return line.strip()
