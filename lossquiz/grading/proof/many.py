"""Proving many questions: those whose proof is kept at once, the others on several processes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lossquiz.grading.proof.kept import Kept
from lossquiz.grading.proof.proofs import Proof
from lossquiz.questions.bank import OWN_SAMPLERS

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
    for loss, proof in _prove_anew(rest, bank, seeds, mutate, min(jobs, len(rest))):
        kept.keep(loss, keys[loss.id], proof)
        yield proof


def _prove_anew(
    losses: Sequence[BankLoss], bank: Path, seeds: int, mutate: bool, jobs: int
) -> Iterator[tuple[BankLoss, Proof]]:
    if not losses:
        return
    from lossquiz.grading.grade import one_thread
    from lossquiz.grading.proof.prove import prove

    if jobs <= 1:
        with one_thread():
            for loss in losses:
                yield loss, prove(loss, seeds=seeds, mutate=mutate)
        return
    from concurrent.futures import ProcessPoolExecutor, as_completed
    from multiprocessing import get_context

    context = get_context("spawn")
    with ProcessPoolExecutor(jobs, context, initializer=_prepare_worker, initargs=(bank,)) as pool:
        waiting = {pool.submit(prove, loss, seeds=seeds, mutate=mutate): loss for loss in losses}
        for done in as_completed(waiting):
            yield waiting[done], done.result()


def _prepare_worker(bank: Path) -> None:
    """Make a new process like this one: one thread for torch, and the bank's own samplers in the vocabulary."""
    import torch

    from lossquiz.questions.own_samplers import load_samplers

    torch.set_num_threads(1)
    if (bank / OWN_SAMPLERS).is_file():
        load_samplers(bank)
