"""What an author has still to write: it is told beside a proof, and is no part of what a proof rests on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lossquiz.questions.scaffold import left_as_written

if TYPE_CHECKING:
    from lossquiz.grading.proof.proofs import Proof
    from lossquiz.questions.model import Bank


def with_left(proof: Proof, bank: Bank) -> Proof:
    """Return a proof with a fault for each text of the loss that `bank new` wrote to be replaced."""
    left = left_as_written(bank.losses[proof.question].path, bank.root)
    return replace(proof, faults=(*proof.faults, *map(str, left)))
