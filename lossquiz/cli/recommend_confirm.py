"""What data or a description suggest, shown to a person until the person agrees."""

from __future__ import annotations

import re
import shlex
import sys
from typing import TYPE_CHECKING, NamedTuple

from lossquiz.errors import UsageError
from lossquiz.selection.advice import admitted
from lossquiz.selection.facts import all_facts, describe, find_fact, find_task, read_given, tasks
from lossquiz.selection.proposals import merge, standing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from rich.console import Console

    from lossquiz.selection.conditions import Value
    from lossquiz.selection.facts import Task
    from lossquiz.selection.proposals import Proposal

_GO_ON = "Go on? y, n, or what is different (task=…, fact, no fact, fact=value): "
_DIFFERENT = "What is different? task=…, fact, no fact, fact=value; y to go on, q to leave: "
_YES = {"y", "yes", "ok"}
_NO = {"n", "no"}
_LEAVE = {"q", "quit"}
_DENIED = r"(?i:no|not|without|-)\s+|-"
_BETWEEN = r";|,\s+(?=[^\W\d])"


class _Stand(NamedTuple):
    """What is proposed, and what the user says of it."""

    proposal: Proposal
    said: Mapping[str, Value]
    without: frozenset[str] = frozenset()

    def facts(self) -> dict[str, Value]:
        return {name: value for name, value in merge(self.proposal, self.said).items() if name not in self.without}


def confirmed(
    console: Console, propose: Callable[[str], Proposal], task: str, said: Mapping[str, Value], heading: str = ""
) -> tuple[str, dict[str, Value]]:
    """Show what is proposed, with the evidence, and take what is different, until the answer is yes.

    Args:
        console: Where it is shown: stderr.
        propose: Makes the proposal for a task that the user named, or for "".
        task: What the user said, or "".
        said: Facts that the user gave; they win over those proposed, with all that follows from them.
        heading: What the proposal is made from.

    Returns:
        The task and all facts.

    Raises:
        UsageError: The user leaves, or no answer comes.
    """
    stand = _Stand(propose(task), said)
    _show(console, stand, heading)
    prompt = _GO_ON
    while True:
        word = read_line(console, prompt)
        if word == "?":
            for line in _meanings(stand):
                console.print(line, markup=False)
            continue
        if word.lower() in _YES:
            try:
                admitted(stand.proposal.task, stand.facts())
            except UsageError as error:
                console.print(str(error), markup=False)
                prompt = _DIFFERENT
                continue
            return stand.proposal.task, stand.facts()
        if word.lower() in _NO or not word:
            prompt = _DIFFERENT
            continue
        try:
            changed = _changed(stand, word, propose)
            admitted(changed.proposal.task, changed.facts())
        except UsageError as error:
            console.print(str(error), markup=False)
            continue
        stand, prompt = changed, _GO_ON
        _show(console, stand)


def lines_of(
    proposal: Proposal,
    said: Mapping[str, Value],
    heading: str = "",
    without: frozenset[str] = frozenset(),
) -> list[str]:
    """Return a proposal as lines, one for the task and one for each fact that counts, with what speaks for them."""
    notes = "; ".join(proposal.notes)
    head = f"{heading}: {notes}" if heading and notes else heading or notes
    seen = [(describe(one.fact, one.value), one.because) for one in standing(proposal, said) if one.fact not in without]
    told = [
        (f"no {name}" if value is False else describe(name, value), "as you said")
        for name, value in said.items()
        if name not in without
    ]
    rows = [(f"task {proposal.task}", proposal.because), *seen, *told]
    return [*([head] if head else ()), *(f"  {what}: {because}" for what, because in rows)]


def _show(console: Console, stand: _Stand, heading: str = "") -> None:
    for line in lines_of(stand.proposal, stand.said, heading, stand.without):
        console.print(line, markup=False)


def _meanings(stand: _Stand) -> list[str]:
    """Return what `?` says of a proposal: what its task and its facts are, and how to say what is different."""
    task = tasks()[stand.proposal.task]
    known = all_facts()
    told = [f"  {name}: {known[name].means}" for name in stand.facts()]
    return [
        f"  {task.id}: {task.means}",
        *told,
        "  y takes all this; or say what is different: task=forecasting, heavy_tails, no outliers, quantile=0.9",
    ]


def read_line(console: Console, prompt: str) -> str:
    """Ask for one line.

    Raises:
        UsageError: The end of the input, or of the patience.
    """
    console.print(prompt, end="", markup=False)
    line = sys.stdin.readline()
    if not line:
        console.print()
    if not line or line.strip().lower() in _LEAVE:
        raise UsageError("nothing was confirmed; say what is different with --task and --given, or add --yes")
    return line.strip()


def _changed(stand: _Stand, text: str, propose: Callable[[str], Proposal]) -> _Stand:
    """Return what stands after a user said what is different: one thing, or several with commas between them."""
    for part in filter(None, map(str.strip, re.split(_BETWEEN, text))):
        task = _task_in(part)
        stand = stand._replace(proposal=propose(task)) if task else _with_fact(stand, part)
    return stand


def _task_in(part: str) -> str:
    """Return the task that a word names, where it says so or names nothing else, or "".

    Raises:
        UsageError: It says that it names a task, and none is called so.
    """
    name, separator, word = part.partition("=")
    if separator:
        return find_task(word.strip()) if name.strip().lower() == "task" else ""
    names = {name for task in tasks().values() for name in (task.id, *task.aliases)}
    facts = {name for fact in all_facts().values() for name in (fact.id, *fact.aliases)}
    spelled = "_".join(part.lower().replace("-", " ").split())
    return find_task(spelled) if spelled in names - facts else ""


def _with_fact(stand: _Stand, part: str) -> _Stand:
    denied = re.match(_DENIED, part)
    if not denied:
        name, value = read_given(part)
        return stand._replace(said={**stand.said, name: value}, without=stand.without - {name})
    fact = find_fact(part[denied.end() :].partition("=")[0].strip())
    kept = {name: value for name, value in stand.said.items() if name != fact.id}
    # A number has no opposite to say: it is only left out.
    said = kept if fact.number else {**kept, fact.id: False}
    return stand._replace(said=said, without=stand.without | {fact.id} if fact.number else stand.without)


def choose_one(console: Console, question: str, among: Sequence[str]) -> int | str:
    """Ask which of some numbered lines is meant; return its place, from 0, or the word that was typed instead.

    Raises:
        UsageError: The end of the input, or of the patience.
    """
    for place, line in enumerate(among, 1):
        console.print(f"{place:3} {line}", markup=False)
    while True:
        word = read_line(console, question)
        if not word.isdecimal():
            if word:
                return word
        elif 1 <= int(word) <= len(among):
            return int(word) - 1
        else:
            console.print(f"there is no number {word} here: take 1 to {len(among)}")


def lines_of_tasks(among: Iterable[Task]) -> list[str]:
    """Return what `?` says where a task is asked for: what each is, and what else it is called."""
    told = [f"{place:3} {task.id}: {task.means}; also {', '.join(task.aliases)}" for place, task in enumerate(among, 1)]
    return [*told, "the task is what the model gives back; all else about the data is asked, or said, after it"]


def command_of(task: str, said: Mapping[str, Value]) -> str:
    """Return the command that says the same by options."""
    words = ["lossquiz", "recommend", "--task", task]
    for name, value in said.items():
        fact = find_fact(name)
        text = f"{value:.12g}" if isinstance(value, (int, float)) and not isinstance(value, bool) else str(value)
        if not fact.flag or value is False:
            words += ["--given", name if value is True else f"{name}={text.lower() if value is False else text}"]
        else:
            words += [f"--{name.replace('_', '-')}", *([] if value is True else [text])]
    return shlex.join(words)
