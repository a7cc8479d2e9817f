"""Gradients written by hand: their mistakes have the same names in NumPy, and are told as mistakes of a gradient."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lossquiz.grading.grade_report import GradeReport
from lossquiz.questions.model import Bank

Grade = Callable[..., GradeReport]
BY_HAND = ("mse_backward", "bce_with_logits_backward", "cross_entropy_backward")

IN_NUMPY = """

import numpy as np
_in_torch = {name}
def {name}(*given, **named):
    return np.asarray(_in_torch(*given, **named))
"""


def test_these_are_all_gradients_that_are_written_by_hand(bank: Bank) -> None:
    assert {task.id for task in bank.tasks.values() if task.entry_kind == "backward"} == set(BY_HAND)


@pytest.mark.parametrize("question", BY_HAND)
def test_in_numpy_each_mistake_has_the_name_that_it_has_in_torch(question: str, bank: Bank, grade: Grade) -> None:
    task = bank.tasks[question]
    for wrong in task.misconceptions:
        source = wrong.code + IN_NUMPY.format(name=task.name)
        assert [found.id for found in grade(question, source).diagnosis] == [wrong.id]
