"""What the proofs of a bank come to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lossquiz.grading.proof.proofs import Proof

NEEDED_SCORE = 0.98


def mutation_score(proofs: Sequence[Proof]) -> float | None:
    """Return the share of mutants that were caught, or None when none was made."""
    total = sum(proof.mutants for proof in proofs)
    return sum(proof.killed for proof in proofs) / total if total else None


def is_proved(proofs: Sequence[Proof]) -> bool:
    """Tell whether no proof found a fault, and enough mutants of the solutions were caught."""
    score = mutation_score(proofs)
    return not any(proof.faults for proof in proofs) and (score is None or score >= NEEDED_SCORE)
