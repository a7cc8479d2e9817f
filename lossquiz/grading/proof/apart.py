"""Proving in processes apart: what an author's code does to its process is a fault, and harms no other proof."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import traceback
from collections import deque
from collections.abc import Iterator, Sequence
from multiprocessing import get_context
from multiprocessing.connection import wait
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lossquiz.errors import BankError
from lossquiz.grading.proof.proofs import Proof
from lossquiz.questions.authored import Piece
from lossquiz.questions.bank import OWN_SAMPLERS
from lossquiz.questions.containing import no_way_out
from lossquiz.questions.own_samplers import load_samplers

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

    from lossquiz.questions.model import BankLoss

    Channel = Connection[Any, Any]

STEP_SECONDS = 120
"""Processor time that one step of a proof may take; asleep or waiting, ten times as long by the clock."""

Doing = tuple[Piece, str]
_CONTEXT = get_context("spawn")
_TRIED = 77


def prove_apart(
    losses: Sequence[BankLoss], bank: Path, *, seeds: int, mutate: bool, jobs: int, seconds: int = STEP_SECONDS
) -> Iterator[tuple[BankLoss, Proof]]:
    """Prove several losses in as many processes as may work at the same time, each as soon as one is free.

    Args:
        losses: The losses.
        bank: The folder of their bank.
        seeds: On how many seeds each solution must pass.
        mutate: Whether to work out the mutation score.
        jobs: How many processes.
        seconds: How much processor time one step of a proof may take.
    """
    waiting = deque(losses)
    idle: list[_Prover] = []
    busy: dict[object, tuple[_Prover, BankLoss]] = {}
    try:
        while waiting or busy:
            while waiting and len(busy) < jobs:
                prover, loss = idle.pop() if idle else _Prover(bank, seeds, mutate, seconds), waiting.popleft()
                busy[prover.channel] = prover, loss
                prover.begin(loss)
            for channel in wait([prover.channel for prover, _ in busy.values()]):
                prover, loss = busy[channel]
                proof = prover.hear(loss)
                if proof is not None:
                    del busy[channel]
                    yield loss, proof
                    if prover.lives:
                        idle.append(prover)
    finally:
        for prover in (*(prover for prover, _ in busy.values()), *idle):
            prover.end()


def try_samplers(bank: Path, seconds: int = STEP_SECONDS) -> None:
    """Load a bank's own samplers in a process apart, to see whether they would end this one.

    Raises:
        BankError: They would.
    """
    process = _CONTEXT.Process(target=_try_samplers, args=(bank, seconds), daemon=True)
    process.start()
    end = _end_of(process)
    if process.exitcode != _TRIED:
        raise BankError((_samplers_of(bank).fault(f"the import {end}"),))


def _try_samplers(bank: Path, seconds: int) -> None:
    _say_nothing()
    _Limit(seconds).renew()
    with contextlib.suppress(BankError), no_way_out:  # told by whoever loads them next
        load_samplers(bank)
    os._exit(_TRIED)


def _samplers_of(bank: Path) -> Piece:
    return Piece(bank / OWN_SAMPLERS, f"{bank.name}/{OWN_SAMPLERS}")


class _Prover:
    """A process that proves one loss after another.

    Attributes:
        channel: Where it is heard.
        lives: Whether it can be given another loss.
    """

    def __init__(self, bank: Path, seeds: int, mutate: bool, seconds: int) -> None:
        self.channel, far = _CONTEXT.Pipe()
        self.lives = True
        self._bank = bank
        self._process = _CONTEXT.Process(target=_serve, args=(far, bank, seeds, mutate, seconds), daemon=True)
        self._process.start()
        far.close()

    def begin(self, loss: BankLoss) -> None:
        """Let it prove a loss."""
        # Until it says what it does, as where it was killed between two steps.
        within = loss.path.relative_to(self._bank).as_posix()
        self._doing: Doing = (Piece(loss.path, f"{self._bank.name}/{within}"), "the proof")
        with contextlib.suppress(OSError):  # it has ended, as is heard next
            self.channel.send(loss)

    def hear(self, loss: BankLoss) -> Proof | None:
        """Take the next that it says of a loss; None where it has only begun a step.

        Raises:
            Exception: What stopped it, where that is no fault of the loss.
        """
        try:
            said = self.channel.recv()
        except (EOFError, OSError):
            self.lives = False
            piece, what = self._doing
            return Proof(loss.id, (str(piece.fault(f"{what} {_end_of(self._process)}")),))
        if isinstance(said, Exception):
            raise said
        if isinstance(said, Proof):
            return said
        self._doing = said
        return None

    def end(self) -> None:
        """End it, whatever it does."""
        self._process.kill()
        self._process.join()
        self.channel.close()


def _end_of(process: SpawnProcess) -> str:
    """Wait for the end of a process, and say how it ended."""
    process.join()
    code = process.exitcode or 0
    if code >= 0:
        return f"ends the process (exit code {code})"
    if code in {-signal.SIGXCPU, -signal.SIGALRM}:
        return "does not end"
    return f"ends the process ({signal.Signals(-code).name})"


def _serve(channel: Channel, bank: Path, seeds: int, mutate: bool, seconds: int) -> None:
    """Prove what is asked for, until nobody asks any more."""
    _say_nothing()
    # Before the time of any step runs: that is seconds, and no author's.
    import torch

    from lossquiz.grading.proof.prove import prove

    torch.set_num_threads(1)
    limit = _Limit(seconds)

    def watch(piece: Piece, what: str) -> None:
        limit.renew()
        channel.send((piece, what))

    try:
        if (bank / OWN_SAMPLERS).is_file():
            watch(_samplers_of(bank), "the import")
            load_samplers(bank)
        while True:
            limit.pause()
            loss = channel.recv()
            with no_way_out:
                proof = prove(loss, seeds=seeds, mutate=mutate, watch=watch)
            channel.send(proof)
    except EOFError:
        return
    except BankError as error:
        channel.send(error)
    except Exception:  # noqa: BLE001 - a bug of ours is told by the process that has a log
        channel.send(RuntimeError(f"in a process that proves:\n{traceback.format_exc()}"))


def _say_nothing() -> None:
    """Give an author's code nothing to read, and nowhere to print: stdout is for the proof."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nothing, number)


class _Limit:
    """What one step may take, kept by the kernel, which no code can talk out of it."""

    def __init__(self, seconds: int) -> None:
        self._seconds = seconds

    def renew(self) -> None:
        """Let the next step begin."""
        if sys.platform == "win32":  # which has neither
            return
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        soft = int(used.ru_utime + used.ru_stime) + 1 + self._seconds
        resource.setrlimit(resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))
        signal.setitimer(signal.ITIMER_REAL, 10 * self._seconds)

    def pause(self) -> None:
        """Let no time run while there is nothing to do."""
        if sys.platform != "win32":
            signal.setitimer(signal.ITIMER_REAL, 0)
