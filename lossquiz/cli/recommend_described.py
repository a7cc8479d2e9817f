"""`lossquiz recommend "house prices, …"`: show what was understood, ask, and go on with it."""

from __future__ import annotations

import dataclasses
import sys
from typing import TYPE_CHECKING, Any

from lossquiz.cli.confirm import is_person
from lossquiz.cli.recommend_confirm import choose_one, command_of, confirmed, lines_of, lines_of_tasks
from lossquiz.errors import UsageError
from lossquiz.report.json.recommend import understood_json
from lossquiz.selection.described import understand
from lossquiz.selection.facts import describe_all, find_task, tasks
from lossquiz.selection.proposals import merge, standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rich.console import Console

    from lossquiz.cli.settings import Settings
    from lossquiz.selection.conditions import Value
    from lossquiz.selection.described import Understood
    from lossquiz.selection.proposals import Proposal

_WHICH = "Which task? (number or name) "


def settle_description(
    settings: Settings, text: str, task: str, said: Mapping[str, Value], *, yes: bool, as_json: bool
) -> tuple[str, dict[str, Value], dict[str, Any]]:
    """Return the task and facts of a description, joined with what was said by options, and the same as JSON.

    Args:
        settings: The global options.
        text: The description.
        task: What the user named, or "".
        said: The facts that the user gave; they win over those of the description.
        yes: Whether to take what is understood without asking.
        as_json: Whether the answer is for a program, which is not asked.

    Raises:
        UsageError: Nothing was understood, nobody is there to confirm it, or somebody did not.
    """
    understood = understand(text, task)
    proposal = understood.proposal
    if yes:
        settled = proposal.task, merge(proposal, said)
        # Plain text: Rich would take a third of the time of the whole answer.
        _write([*lines_of(proposal, said), *_notes(understood)])
    elif as_json or not is_person():
        raise UsageError(_unconfirmed(proposal, said))
    else:
        settled = confirm_description(settings.console(stderr=True), understood, said)
    _write([f"the same by options: {command_of(*settled)}", ""])
    return *settled, understood_json(text, proposal, standing(proposal, said), understood.others)


def confirm_description(
    console: Console, understood: Understood, said: Mapping[str, Value]
) -> tuple[str, dict[str, Value]]:
    """Ask which task is meant, where several may be, and whether the facts are right.

    Raises:
        UsageError: The user leaves.
    """
    first = understood.proposal
    if understood.near:
        first = _chosen(console, understood)
    return confirmed(console, lambda task: understand(understood.text, task).proposal if task else first, "", said)


def _chosen(console: Console, understood: Understood) -> Proposal:
    among = {understood.proposal.task: understood.proposal.because}
    among |= {near.task: near.because for near in understood.others}
    lines = [f"{tasks()[task].title.lower()}: {because}" for task, because in among.items()]
    while True:
        word = choose_one(console, _WHICH, lines)
        if word == "?":
            for line in lines_of_tasks(tasks()[task] for task in among):
                console.print(line, markup=False)
            continue
        try:
            task = list(among)[word] if isinstance(word, int) else find_task(word)
        except UsageError as error:
            console.print(str(error), markup=False)
            continue
        proposal = understand(understood.text, task).proposal
        return dataclasses.replace(proposal, because=among.get(task, proposal.because))


def _notes(understood: Understood) -> list[str]:
    told = "; ".join(f"--task {near.task}: {near.because}" for near in understood.near)
    return [f"note: another task is near ({told})"] if told else []


def _write(lines: Iterable[str]) -> None:
    for line in lines:
        print(line, file=sys.stderr)  # noqa: T201 - notes beside the answer


def _unconfirmed(proposal: Proposal, said: Mapping[str, Value]) -> str:
    facts = describe_all(merge(proposal, said).items())
    found = f"task {proposal.task}{', with ' + facts if facts else ''}"
    return f"nobody is there to confirm what was understood ({found}); add --yes to take it"
