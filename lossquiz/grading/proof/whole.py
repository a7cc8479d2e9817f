"""What a bank shows as a whole: that its questions cannot be guessed, and what belongs to no loss."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lossquiz.grading.proof.proofs import WHOLE, Proof
from lossquiz.questions.guessing import LIMIT, shares

if TYPE_CHECKING:
    from lossquiz.questions.model import Bank
    from lossquiz.questions.question import Sought


def prove_whole(bank: Bank) -> Proof:
    """Prove what no single loss can show."""
    return Proof(WHOLE, (*_guessed(bank), *_of_no_loss(bank)))


def _guessed(bank: Bank) -> Iterator[str]:
    for kind, found in shares(bank).items():
        for strategy, share in found.items():
            if share > LIMIT:
                yield (
                    f"{share:.0%} of the {kind} questions are guessed by a look at the options alone ({strategy}; "
                    f"at most {LIMIT:.0%}): even out how right and wrong options look"
                )


def _of_no_loss(bank: Bank) -> Iterator[str]:
    for question in bank.questions.values():
        if not question.loss:
            yield from question.faults(_no_number)


def _no_number(_: Sought) -> float:
    return float("nan")  # such questions ask for none
