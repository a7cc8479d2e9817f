"""Proving many questions: those whose proof is kept at once, the others on processes of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lossquiz.grading.proof.kept import Kept
from lossquiz.grading.proof.proofs import Proof

if TYPE_CHECKING:
    from lossquiz.questions.model import BankLoss


def prove_many(
    losses: Sequence[BankLoss], bank: Path, *, seeds: int, mutate: bool, jobs: int, fresh: bool = False
) -> Iterator[Proof]:
    """Prove several losses, each as soon as a process is free for it.

    Args:
        losses: The losses.
        bank: The folder of their bank.
        seeds: On how many seeds each solution must pass.
        mutate: Whether to work out the mutation score.
        jobs: How many processes may work at the same time.
        fresh: Prove anew what was proved before, though nothing has changed that the proof rests on.
    """
    kept = Kept(bank, seeds=seeds, mutate=mutate)
    keys = {loss.id: kept.key(loss) for loss in losses}
    rest = []
    for loss in losses:
        proof = None if fresh else kept.recall(loss, keys[loss.id])
        if proof is None:
            rest.append(loss)
        else:
            yield proof
    if rest:
        from lossquiz.grading.proof.apart import prove_apart

        for loss, proof in prove_apart(rest, bank, seeds=seeds, mutate=mutate, jobs=min(jobs, len(rest))):
            kept.keep(loss, keys[loss.id], proof)
            yield proof
