"""Proofs that were made before: one is kept until anything that it rests on changes, by content.

It rests on the question's file and what that inherits from the catalogue, the solution, the code that the bank brings,
the references and the code that proves, and the versions of what computes.
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterator
from dataclasses import asdict
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from lossquiz.cache import read_kept, write_kept
from lossquiz.grading.proof.proofs import Proof
from lossquiz.questions.solutions import solution_path

if TYPE_CHECKING:
    from lossquiz.questions.model import BankLoss

PACKAGE = Path(__file__).resolve().parents[2]
RESTS_ON = ("*.py", "forms/**/*.py", "losses/**/*.py", "questions/**/*.py", "grading/**/*.py")
_ROOM = "proofs"


class Kept:
    """The kept proofs of one bank, made in one way.

    Args:
        bank: The bank's folder.
        seeds: On how many seeds each solution passes.
        mutate: Whether the proofs have a mutation score.
    """

    def __init__(self, bank: Path, *, seeds: int, mutate: bool) -> None:
        self._bank = bank
        self._way = f"{seeds}-seeds{'-mutated' if mutate else ''}"

    def recall(self, loss: BankLoss, key: str) -> Proof | None:
        """Return the proof of a loss that was kept under this key, or None."""
        text = read_kept(_ROOM, self._name(loss), key) if _can_be_kept(loss) else None
        return None if text is None else Proof(**{**json.loads(text), "faults": (), "survivors": ()})

    def keep(self, loss: BankLoss, key: str, proof: Proof) -> None:
        """Keep a proof; one with faults or survivors is not, so that what is mended is seen to be.

        Args:
            loss: What was proved.
            key: The loss's key from before it was proved: it may have been changed since.
            proof: The proof.
        """
        if _can_be_kept(loss) and not proof.faults and not proof.survivors:
            write_kept(_ROOM, self._name(loss), key, json.dumps(asdict(proof)))

    def key(self, loss: BankLoss) -> str:
        """Return a digest of all that a proof of the loss rests on."""
        solutions = (solution_path(loss.task),) if loss.task else ()
        files = (loss.path, *solutions, *_code_of(self._bank))
        return _digest(machinery(PACKAGE), repr(loss).encode(), *(_content(path) for path in files))

    def _name(self, loss: BankLoss) -> str:
        place = hashlib.sha256(str(self._bank.resolve()).encode(errors="surrogateescape")).hexdigest()[:8]
        return f"{loss.id}-{self._way}-{place}"


def _can_be_kept(loss: BankLoss) -> bool:
    """Whether all that a proof rests on is known: a reference in some other package is not followed."""
    reference = loss.task.reference if loss.task else ""
    return not reference or ":" in reference or reference.startswith("lossquiz.")


def _code_of(bank: Path) -> Iterator[Path]:
    """Go through what a bank brings beside its questions: references, samplers, and what they may import."""
    solutions = bank / "solutions"
    return (path for path in sorted(bank.rglob("*.py")) if solutions not in path.parents)


@cache
def machinery(package: Path) -> bytes:
    """Digest the code that proves, and the versions of what it computes with."""
    versions = f"{platform.python_version()} {platform.machine()} {version('torch')} {version('numpy')}"
    files = sorted({path for pattern in RESTS_ON for path in package.glob(pattern)})
    named = (path.relative_to(package).as_posix().encode() + b"\0" + _content(path) for path in files)
    return _digest(versions.encode(), *named).encode()


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes() if path.is_file() else b"absent"
    except OSError:  # told by the proof, which reads it too
        return b"unreadable"


def _digest(*parts: bytes) -> str:
    """Digest some parts; moving a byte from one to the next gives another digest."""
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()
