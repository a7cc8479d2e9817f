"""`lossquiz recommend --data`: show what the file suggests, ask, and go on with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lossquiz.cli.confirm import confirm, is_person
from lossquiz.errors import UsageError
from lossquiz.selection.facts import describe, find_task

if TYPE_CHECKING:
    from rich.console import Console

    from lossquiz.selection.conditions import Value
    from lossquiz.selection.proposals import Proposal


class DataPlace(NamedTuple):
    """Where the data lie: a file, and its columns of targets and of predictions; what was not said is None or ""."""

    file: Path | None
    target: str
    predictions: str


def propose_from_data(
    notes: Console, place: DataPlace, task: str, said: dict[str, Value], *, ask: bool
) -> tuple[str, dict[str, Value]]:
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
    from lossquiz.selection.columns import read_columns  # these two are needed with data only
    from lossquiz.selection.evidence import propose
    from lossquiz.selection.proposals import merge

    file, target, predictions = place
    if file is None:
        raise UsageError("--target and --predictions name columns of --data FILE, which is missing")
    if not target:
        raise UsageError("--data needs --target COLUMN, the column to predict")
    proposal = propose(read_columns(file, target, predictions), find_task(task) if task else "")
    _show(notes, proposal, f"{file.name}, column {target}")
    if ask:
        if not is_person():
            raise UsageError("nobody is there to confirm what the data suggest; add --yes to take it")
        if not confirm("Go on with this?"):
            raise UsageError("say what is different with --task and --given, and use --data again or not")
    return proposal.task, merge(proposal, said)


def _show(notes: Console, proposal: Proposal, where: str) -> None:
    notes.print(f"{where}: {'; '.join(proposal.notes)}")
    notes.print(f"  task {proposal.task}: {proposal.because}")
    for seen in proposal.facts:
        notes.print(f"  {describe(seen.fact, seen.value)}: {seen.because}")
