"""`lossquiz recommend` without arguments: a short interview, the most telling question first."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from lossquiz.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    from lossquiz.selection.facts import complete
    from lossquiz.selection.next_question import next_question

    task = _ask_task(console)
    asked: set[str] = set()
    task_id, facts = complete(task, said)
    console.print(f"first so far: {_leaders(task_id, facts)}")
    while len(asked) < _MOST:
        question = next_question(task_id, facts, asked)
        if question is None:
            break
        asked.add(question.fact.id)
        answer = _ask_fact(console, question.fact)
        if answer is None:
            break
        if answer is not False:
            said = {**said, question.fact.id: answer}
            task_id, facts = complete(task, said)
            console.print(f"first now: {_leaders(task_id, facts)}")
    return task_id, said


def _leaders(task: str, facts: dict[str, Value]) -> str:
    from lossquiz.selection.engine import score

    return ", ".join(f"{scored.loss} {scored.score:g}" for scored in score(task, facts).ranked[:_SHOWN])


def _ask_task(console: Console) -> str:
    from lossquiz.selection.facts import find_task, tasks

    listed = list(tasks().values())
    for place, task in enumerate(listed, 1):
        console.print(f"{place:3} {task.id}: {task.means}")
    while True:
        word = _read(console, "Which task? (number or name) ")
        if word is None:
            raise UsageError("no task was named; `lossquiz recommend --task TASK` does without the interview")
        try:
            return _picked(word, [task.id for task in listed]) or find_task(word)
        except UsageError as error:
            console.print(str(error))


def _picked(word: str, words: Sequence[str]) -> str:
    return words[int(word) - 1] if word.isdecimal() and 1 <= int(word) <= len(words) else ""


def _ask_fact(console: Console, fact: Fact) -> Value | None:
    """Return the answer; False for no or not known, None for "stop asking"."""
    words = [*fact.values, *fact.levels]
    hint = "number" if fact.number else ", ".join(f"{place} {word}" for place, word in enumerate(words, 1)) or "y/N"
    if fact.levels:
        hint = f"y/N, {hint}"
    while True:
        word = _read(console, f"{fact.ask} ({hint}; Enter: no or not known, q: enough) ")
        if word is None or word.lower() in {"q", "quit"}:
            return None
        if not word:
            return False
        try:
            return _value(fact, word, words)
        except UsageError as error:
            console.print(str(error))


def _value(fact: Fact, word: str, words: Sequence[str]) -> Value:
    from lossquiz.selection.facts import check_value

    if not fact.number and word.lower() in {"n", "no"}:
        return False
    return check_value(fact, _picked(word, words) or word)


def _read(console: Console, prompt: str) -> str | None:
    """Read one line; None at the end of the input."""
    console.print(prompt, end="")
    line = sys.stdin.readline()
    if not line:
        console.print()
        return None
    return line.strip()
