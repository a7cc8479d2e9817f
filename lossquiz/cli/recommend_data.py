"""`lossquiz recommend --data`: show what the file suggests, ask, and go on with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lossquiz.cli.confirm import confirm, is_person
from lossquiz.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from lossquiz.selection.conditions import Value
    from lossquiz.selection.evidence import Proposal


def propose_from_data(
    notes: Console, place: tuple[Path | None, str, str], task: str, said: dict[str, Value], *, ask: bool
) -> tuple[str, dict[str, Value]]:
    """Return the task and facts of a file, joined with what was said.

    Args:
        notes: Where the evidence goes: stderr.
        place: The file, the target's column, the predictions' column or "".
        task: What the user said, or "".
        said: The facts that the user gave; they win over those of the file.
        ask: Whether to ask before going on.

    Raises:
        UsageError: The options are incomplete, or nobody is there to answer.
        InputError: The file is missing or broken.
    """
    from lossquiz.selection.columns import read_columns
    from lossquiz.selection.evidence import merge, propose
    from lossquiz.selection.facts import find_task

    path, target, predictions = place
    if path is None:
        raise UsageError("--target and --predictions name columns of --data FILE, which is missing")
    if not target:
        raise UsageError("--data needs --target COLUMN, the column to predict")
    proposal = propose(read_columns(path, target, predictions), find_task(task) if task else "")
    _show(notes, proposal, path, target)
    if ask:
        if not is_person():
            raise UsageError("nobody is there to confirm what the data suggest; add --yes to take it")
        if not confirm("Go on with this?"):
            raise UsageError("say what is different with --task and --given, and use --data again or not")
    return proposal.task, merge(proposal, said)


def _show(notes: Console, proposal: Proposal, path: Path, target: str) -> None:
    from lossquiz.selection.facts import describe

    notes.print(f"{path.name}, column {target}: {'; '.join(proposal.notes)}")
    notes.print(f"  task {proposal.task}: {proposal.because}")
    for seen in proposal.facts:
        notes.print(f"  {describe(seen.fact, seen.value)}: {seen.because}")
