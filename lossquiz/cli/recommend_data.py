"""`lossquiz recommend --data`: show what the file suggests, ask what is different, and go on with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lossquiz.cli.confirm import is_person
from lossquiz.errors import InputError, UsageError
from lossquiz.selection.facts import find_task

if TYPE_CHECKING:
    from rich.console import Console

    from lossquiz.selection.conditions import Value
    from lossquiz.selection.proposals import Proposal


class DataPlace(NamedTuple):
    """Where the data lie: a file, and its columns of targets and of predictions; what was not said is None or empty."""

    file: Path | None
    target: tuple[str, ...]
    predictions: str


class Settled(NamedTuple):
    """A task with its facts, and where they come from: the proposal that data made, if any did."""

    task: str
    facts: dict[str, Value]
    proposal: Proposal | None = None


def propose_from_data(notes: Console, place: DataPlace, task: str, said: dict[str, Value], *, ask: bool) -> Settled:
    """Return the task and facts of a file, joined with what was said.

    Args:
        notes: Where the evidence goes: stderr.
        place: The file and its columns.
        task: What the user said, or "".
        said: The facts that the user gave; they win over those of the file.
        ask: Whether to ask before going on.

    Raises:
        UsageError: The options are incomplete, or nobody is there to answer.
        InputError: The file is missing or broken.
    """
    from lossquiz.cli.recommend_confirm import confirmed, lines_of  # these are needed with data only
    from lossquiz.selection.columns import read_columns
    from lossquiz.selection.evidence import propose
    from lossquiz.selection.proposals import merge

    file, target, predictions = place
    if file is None:
        raise UsageError("--target and --predictions name columns of --data FILE, which is missing")
    if not target:
        raise UsageError("--data needs --target COLUMN, the column to predict")
    columns = read_columns(file, target, predictions)
    made: list[Proposal] = []

    def proposed(word: str) -> Proposal:
        chosen = find_task(word) if word else ""
        try:
            made.append(propose(columns, chosen, said))
        except InputError as error:
            raise InputError(f"{heading}: {error}") from error
        return made[-1]

    names = ", ".join((columns.name, *columns.also))
    heading = f"{file.name}, {'columns' if columns.also else 'column'} {names}"
    if ask and is_person():
        chosen, facts = confirmed(notes, proposed, task, said, heading)
        return Settled(chosen, facts, made[-1])
    proposal = proposed(task)
    for line in lines_of(proposal, said, heading):
        notes.print(line, markup=False)
    if ask:
        raise UsageError("nobody is there to confirm what the data suggest; add --yes to take it")
    return Settled(proposal.task, merge(proposal, said), proposal)
