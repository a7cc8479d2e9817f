"""`lossquiz recommend` without arguments: an interview that ends when no answer would change the first choice."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

from lossquiz.cli.recommend_confirm import command_of, lines_of_tasks
from lossquiz.errors import UsageError
from lossquiz.selection.advice import admitted
from lossquiz.selection.engine import score
from lossquiz.selection.facts import all_facts, find_fact, find_task, read_answer, tasks
from lossquiz.selection.next_question import next_questions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rich.console import Console

    from lossquiz.selection.conditions import Value
    from lossquiz.selection.facts import Fact

_SHOWN = 3
_LISTED = 12  # values that are numbered, a line each; more are words in a paragraph
_SENTENCE = 2  # so many words are a description, one is a name
_KEYS = "Enter or skip: no, or not known; ?: what it means; back: go back; q: enough"


class _Back(Exception):  # noqa: N818 - a turn, not a mistake
    """The question before is wanted again."""


class _Enough(Exception):  # noqa: N818 - a turn, not a mistake
    """No more questions are wanted."""


class _Stand(NamedTuple):
    """What has been said, and what has been asked for."""

    said: Mapping[str, Value]
    asked: frozenset[str]


def interview(console: Console, said: Mapping[str, Value]) -> tuple[str, dict[str, Value]]:
    """Ask for the task and then for the facts that matter; show how the first choice moves.

    Args:
        console: Where questions go: stderr, so that the answer can be piped.
        said: Facts that were given as options.

    Returns:
        The task as it was named, and all that was said.

    Raises:
        UsageError: No task was named.
    """
    task, known = _ask_task(console, said)
    stands = [_Stand(known, frozenset())]
    console.print(_KEYS, style="dim")
    while True:
        where, facts = admitted(task, stands[-1].said)
        console.print(f"first so far: {_leaders(where, facts)}")
        due = next_questions(where, facts, stands[-1].asked)
        if not due:
            console.print("no answer would change the first choice now")
            break
        wanted = [question.fact for question in due]
        try:
            found = _tick(console, wanted) if len(wanted) > 1 else _ask(console, wanted[0])
            stands.append(_and(task, stands[-1], wanted, found))
        except UsageError as error:  # facts that cannot both hold
            console.print(str(error))
        except _Enough:
            break
        except _Back:
            if len(stands) == 1:
                task, known = _ask_task(console, said)
                stands = [_Stand(known, frozenset())]
            else:
                stands.pop()
    final = dict(stands[-1].said)
    console.print(f"without the questions: {command_of(task, final)}\n", soft_wrap=True)
    return task, final


def _and(task: str, stand: _Stand, wanted: Sequence[Fact], found: Mapping[str, Value]) -> _Stand:
    said = {**stand.said, **found}
    admitted(task, said)  # what cannot all hold is refused before it is believed
    return _Stand(said, stand.asked | {fact.id for fact in wanted})


def _leaders(task: str, facts: Mapping[str, Value]) -> str:
    return ", ".join(f"{scored.loss} {scored.score:g}" for scored in score(task, facts).ranked[:_SHOWN])


def _ask_task(console: Console, said: Mapping[str, Value]) -> tuple[str, Mapping[str, Value]]:
    """Ask for the task; of a description in its place, facts are taken too."""
    listed = list(tasks().values())
    for place, task in enumerate(listed, 1):
        console.print(f"{place:3} {task.title.lower()}: {task.means}")
    while True:
        try:
            word = _read(console, "Which task? (number, name, or the problem in your own words) ")
        except (_Back, _Enough):
            raise UsageError("no task was named; `lossquiz recommend --task TASK` does without the interview") from None
        if word == "?":
            for line in lines_of_tasks(listed):
                console.print(line, markup=False)
            continue
        if word.isdecimal() and 1 <= int(word) <= len(listed):
            return listed[int(word) - 1].id, said
        try:
            return _task_of(console, word, said)
        except UsageError as error:
            console.print(str(error), markup=False)


def _task_of(console: Console, word: str, said: Mapping[str, Value]) -> tuple[str, Mapping[str, Value]]:
    try:
        return find_task(word), said
    except UsageError:
        if len(word.split()) < _SENTENCE:
            raise
    from lossquiz.cli.recommend_described import confirm_description
    from lossquiz.selection.described import understand

    return confirm_description(console, understand(word), said)


def _tick(console: Console, facts: Sequence[Fact]) -> dict[str, Value]:
    """Ask which of some facts hold."""
    console.print("\nWhich of these hold?")
    for place, fact in enumerate(facts, 1):
        console.print(f"{place:3} {fact.means}")
    while True:
        word = _read(console, "Numbers, with spaces between them; Enter for none: ")
        if word == "?":
            for place, fact in enumerate(facts, 1):
                console.print(f"{place:3} {_meaning(fact)}")
            continue
        try:
            ticked = _ticked(word, facts)
        except UsageError as error:
            console.print(str(error))
            continue
        return {fact.id: (_level(console, fact) if fact.levels else True) for fact in ticked}


def _ticked(text: str, facts: Sequence[Fact]) -> list[Fact]:
    found: dict[str, Fact] = {}
    for word in text.replace(",", " ").split():
        if word.isdecimal():
            if not 1 <= int(word) <= len(facts):
                raise UsageError(f"there is no number {word} here: take 1 to {len(facts)}, or Enter for none")
            fact = facts[int(word) - 1]
        else:
            fact = find_fact(word)
            if fact not in facts:
                raise UsageError(f"{fact.id} is not asked for here; `--given {fact.id}` says it")
        found[fact.id] = fact
    return list(found.values())


def _level(console: Console, fact: Fact) -> Value:
    words = ", ".join(f"{place} {_spelled(word)}" for place, word in enumerate(fact.levels, 1))
    while True:
        word = _read(console, f"{fact.means}: how much? ({words}; Enter: not known) ")
        if word == "?":
            console.print(_meaning(fact))
            continue
        try:
            return read_answer(fact, word) or True if word else True
        except UsageError as error:
            console.print(str(error))


def _ask(console: Console, fact: Fact) -> dict[str, Value]:
    """Ask for one fact; nothing is returned for no, or for not known."""
    many = fact.values if len(fact.values) > 1 else ()
    console.print()
    if many:
        console.print(fact.ask)
    if len(many) > _LISTED:
        console.print(", ".join(map(_spelled, many)))
    else:
        for place, value in enumerate(many, 1):
            console.print(f"{place:3} {_spelled(value)}")
    while True:
        word = _read(
            console,
            ("Word: " if len(many) > _LISTED else "Number or word: ") if many else f"{fact.ask} ({_takes(fact)}) ",
        )
        if word == "?":
            console.print(_meaning(fact))
            continue
        try:
            answer = _answer(fact, word)
        except UsageError as error:
            console.print(str(error))
            continue
        return {} if answer is False else {fact.id: answer}


def _answer(fact: Fact, word: str) -> Value:
    if not word:
        return False
    says_yes = len(fact.values) == 1 and word.lower() in {"y", "yes"}
    return fact.values[0] if says_yes else read_answer(fact, word)


def _takes(fact: Fact) -> str:
    if fact.number:
        bounds = [f"{word} {fact.number[word]:g}" for word in ("least", "above", "below") if word in fact.number]
        return f"a {'whole ' if fact.number.get('whole') else ''}number{', ' if bounds else ''}{', '.join(bounds)}"
    if fact.range:
        return "low..high, such as 0..1"
    listed = ", ".join(f"{place} {_spelled(word)}" for place, word in enumerate(fact.levels, 1))
    return f"y/N, or {listed}" if listed else "y/N"


def _meaning(fact: Fact) -> str:
    """Return what a fact is, what it is called, and what else follows from it."""
    told = f"{fact.id}: {fact.means}"
    told += f"; also {', '.join(fact.aliases)}" if fact.aliases else ""
    follows = [*fact.brings, *fact.implies.values()]
    known = [all_facts()[name.partition("=")[0]].means for text in follows for name in text.split(", ")]
    return told + (f"; it brings: {', '.join(dict.fromkeys(known))}" if known else "")


def _spelled(word: str) -> str:
    return word.replace("_", " ")


def _read(console: Console, prompt: str) -> str:
    """Read one line, of which skip is an empty one.

    Raises:
        _Back: The question before is wanted.
        _Enough: The end of the input, or of the patience.
    """
    console.print(prompt, end="")
    line = sys.stdin.readline()
    if not line:
        console.print()
        raise _Enough
    word = line.strip()
    if word.lower() in {"q", "quit", "enough"}:
        raise _Enough
    if word.lower() in {"b", "back"}:
        raise _Back
    return "" if word.lower() in {"s", "skip"} else word
