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


CROSS = "import torch\ndef cross_entropy_backward(logits, target):\n    p = torch.softmax(logits, 1)\n"
ONE_HOT = "    p[torch.arange(len(target)), target] -= 1\n"
MSE = "import torch\ndef mse_backward(pred, target):\n    e = pred - target\n"
OF_A_GRADIENT = [
    ("cross_entropy_backward", CROSS + ONE_HOT + "    return p / len(target) / 2", "half"),
    ("cross_entropy_backward", CROSS + ONE_HOT + "    return 2 * p / len(target)", "twice"),
    ("cross_entropy_backward", CROSS + ONE_HOT + "    return 3 * p / len(target)", "constant_factor"),
    ("mse_backward", MSE + "    return (2 * e / e.numel()).T", "wrong_shape"),
    ("mse_backward", MSE + "    return (2 * e / e.numel()).reshape(-1)", "wrong_shape"),
    ("mse_backward", MSE + "    return (e * e).mean()", "wrong_shape"),
]


@pytest.mark.parametrize(("question", "answer", "name"), OF_A_GRADIENT)
def test_where_a_gradient_is_asked_for_no_name_speaks_of_the_loss(
    question: str, answer: str, name: str, grade: Grade
) -> None:
    (found,) = grade(question, answer).diagnosis
    assert found.id == name
    assert "the gradient" in found.message
    assert "the loss" not in found.message
    assert "Drop the extra dimension" not in found.message


@pytest.mark.parametrize("given", ["None", "(e, -e)", "(e * e).mean().item()"])
def test_where_no_gradient_came_no_slope_is_told(given: str, grade: Grade) -> None:
    found = grade("mse_backward", MSE + f"    return {given}").diagnosis
    assert all("and is 0" not in diagnosis.derivation for diagnosis in found)
