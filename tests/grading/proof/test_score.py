"""When a bank counts as proved."""

from __future__ import annotations

import pytest

from lossquiz.grading.proof.proofs import Proof
from lossquiz.grading.proof.score import is_proved, mutation_score


@pytest.mark.parametrize(
    ("proofs", "score", "proved"),
    [
        ([], None, True),
        ([Proof("a", ())], None, True),
        ([Proof("a", (), 50, 50), Proof("b", (), 50, 48)], 0.98, True),
        ([Proof("a", (), 50, 50), Proof("b", (), 50, 47)], 0.97, False),
        ([Proof("a", (), 50, 50), Proof("b", ("no solution",))], 1.0, False),
    ],
)
def test_no_fault_and_enough_mutants_caught(proofs: list[Proof], score: float | None, proved: bool) -> None:
    assert mutation_score(proofs) == score
    assert is_proved(proofs) is proved
