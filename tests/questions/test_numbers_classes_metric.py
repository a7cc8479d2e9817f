"""The numbers in the prose of questions about classes, embeddings and rankings, worked out again."""

from __future__ import annotations

from math import exp, log

import pytest

NUMBERS = [
    # what the prose says, what it is, where it stands
    (5.5452, log(256), "info_nce at_chance"),
    (6.931, log(1024), "info-nce-choose-stuck"),
    (1097, exp(7), "info-nce-choose-temperature"),
    (2.01, exp(0.7), "info-nce-choose-temperature"),
    (5.545, log(256), "info-nce-choose-bound"),
    (-4.455, log(256) - 10, "info-nce-choose-bound"),
    (1.3133, log(1 + exp(1)), "info-nce-compute-two"),
    (1.3863, log(4), "info-nce-compute-lengths"),
]


@pytest.mark.parametrize(("said", "worked_out", "where"), NUMBERS)
def test_a_number_in_prose_is_what_it_is_said_to_be(said: float, worked_out: float, where: str) -> None:
    digits = len(f"{said}".partition(".")[2]) if isinstance(said, float) else 0
    assert said == round(worked_out, digits), where
