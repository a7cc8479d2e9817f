"""The proof of a bank in a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from lossquiz.grading.proof.proofs import WHOLE
from lossquiz.grading.proof.score import mutation_score
from lossquiz.wording import counted

if TYPE_CHECKING:
    from rich.console import Console

    from lossquiz.grading.proof.proofs import Proof


def render_proofs(proofs: Sequence[Proof], console: Console) -> None:
    """Print a line for each loss, then its faults and the mutants that nothing caught."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("loss", "", "mutants", "caught", "equivalent"):
        table.add_column(name, justify="left" if name in {"loss", ""} else "right")
    for proof in proofs:
        mark = Text("FAULT", style="bold red") if proof.faults else Text("ok", style="green")
        counts = (proof.mutants, proof.killed, len(proof.equivalent))
        table.add_row(proof.question, mark, *(str(count) if proof.mutants else "" for count in counts))
    console.print(table)
    for proof in proofs:
        for fault in proof.faults:
            console.print(Text.assemble((f"{proof.question}: ", "bold"), fault))
        for survivor in proof.survivors:
            console.print(Text.assemble((f"{proof.question}: ", "bold"), "no case catches this mutant:"))
            console.print(Padding(Text(survivor.diff), (0, 4)))
    score = mutation_score(proofs)
    caught = "" if score is None else f" Mutation score {score:.1%}."
    console.print(f"\n{told(proofs)}.{caught}")


def told(proofs: Sequence[Proof]) -> str:
    """Say what was proved, and how many faults there are: `1 loss and the bank as a whole, 0 faults`."""
    losses = sum(proof.question != WHOLE for proof in proofs)
    whole = f" and {WHOLE}" if losses < len(proofs) else ""
    faults = sum(len(proof.faults) for proof in proofs)
    return f"{counted(losses, 'loss', 'losses')}{whole}, {counted(faults, 'fault')}"
