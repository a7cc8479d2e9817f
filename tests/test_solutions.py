"""The model answers, where people paste them: beside inputs that are on a graphics card."""

from __future__ import annotations

import pytest
import torch
from devices import NoTensorsElsewhere

from lossquiz.grading.cases.cases import make_cases
from lossquiz.grading.sandbox.both.calling import call_answer
from lossquiz.grading.sandbox.both.outcomes import Returned
from lossquiz.grading.trusted import compile_answer
from lossquiz.questions.bank import load_bank
from lossquiz.questions.solutions import solution_path

TASKS = load_bank().tasks
# What it makes has no dimension, and goes with any device: the mean and the deviation of a distribution.
WITHOUT_DIMENSION = {"crps_gaussian"}


@pytest.mark.parametrize("name", sorted({*TASKS} - WITHOUT_DIMENSION))
def test_a_model_answer_makes_its_tensors_where_its_inputs_are(name: str) -> None:
    task = TASKS[name]
    answer = compile_answer(solution_path(task).read_text(encoding="utf-8"), task)

    def around(forward: object) -> object:
        with NoTensorsElsewhere():
            return forward()  # type: ignore[operator]

    for case in make_cases(task, 0)[:8]:
        outcome = call_answer(answer, case.call, kind=task.entry_kind, around=around)
        assert isinstance(outcome, Returned), outcome


def of(name: str, *given: object) -> tuple[float, float]:
    """Return value and first gradient of a model answer in float32."""
    task = TASKS[name]
    inputs = [torch.tensor(value) if isinstance(value, list) else value for value in given]
    first = inputs[0]
    assert isinstance(first, torch.Tensor)
    first.requires_grad_()
    loss = compile_answer(solution_path(task).read_text(encoding="utf-8"), task)(*inputs)
    loss.backward()
    assert first.grad is not None
    return loss.item(), first.grad.item()


def test_tweedie_takes_no_mean_that_single_precision_cannot_hold() -> None:
    """With p = 3/2 the loss is 2·(e^(x/2) + t·e^(−x/2)), its slope e^(x/2) − t·e^(−x/2); e^100 is none of float32."""
    assert of("tweedie", [100.0], [2.0]) == pytest.approx((2 * 5.184705528587072e21, 5.184705528587072e21), rel=1e-6)
    # e^55 = 7.694785265142018e23
    assert of("tweedie", [-110.0], [1.0]) == pytest.approx((1.5389570530284036e24, -7.694785265142018e23), rel=1e-5)


def test_the_negative_binomial_keeps_a_tiny_mean_beside_a_large_dispersion() -> None:
    """No event where μ = e^−10 are due costs r·log(1 + μ/r), hardly less than μ = 4.54e-5."""
    assert of("negative_binomial_nll", [-10.0], [5.0], [0.0]) == pytest.approx((4.53999e-5, 4.53999e-5), rel=1e-4)
