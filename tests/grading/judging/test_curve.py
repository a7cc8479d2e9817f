"""An answer's curve: whose error it is of, what is right, and what came back; slopes and losses worked by hand."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
import torch

from lossquiz.grading.judging.compare import compare_all
from lossquiz.grading.judging.curve import MOST_POINTS, Curve, Point, curve_of
from lossquiz.grading.judging.expectations import expectations_of
from lossquiz.grading.sandbox.both.calling import call_answer
from lossquiz.questions.bank import load_bank

TASKS = load_bank().tasks
Answer = Callable[..., object]


def curve(question: str, answer: Answer) -> Curve | None:
    known = expectations_of(TASKS[question], 3)
    kind = known.task.entry_kind
    return curve_of(known, compare_all(known, tuple(call_answer(answer, call, kind=kind) for call in known.calls)))


def came(points: tuple[Point, ...]) -> list[tuple[float, float, float]]:
    return [(x, right, got) for x, right, got in points if got is not None]


def halved(pred: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    return (pred - target).pow(2).mean() / 2


def test_slope_and_loss_of_an_error() -> None:
    found = curve("mse", halved)
    assert found is not None
    assert found.of == "pred − target"
    assert len(came(found.loss)) >= 3
    assert len(came(found.slope)) >= 50
    for x, right, got in came(found.loss):
        assert (right, got) == (pytest.approx(x * x, rel=1e-4, abs=1e-5), pytest.approx(x * x / 2, rel=1e-4, abs=1e-5))
    for x, right, got in came(found.slope):
        assert (right, got) == (pytest.approx(2 * x, rel=1e-4, abs=1e-4), pytest.approx(x, rel=1e-4, abs=1e-4))


def test_the_right_one_is_drawn_where_nothing_came_back_too() -> None:
    found = curve("mse", halved)
    assert found is not None
    line = [(x, right) for x, right, got in found.slope if got is None]
    assert len(line) == 61
    assert all(right == pytest.approx(2 * x, rel=1e-4, abs=1e-4) for x, right in line)
    assert [x for x, _, _ in found.slope] == sorted(x for x, _, _ in found.slope)
    assert line[0][0] <= min(x for x, _, _ in found.slope)
    assert len(came(found.slope)) <= MOST_POINTS


def test_a_margin_is_the_error_of_labels() -> None:
    def squared(scores: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
        return torch.relu(1 - scores * target).pow(2).mean()

    found = curve("hinge", squared)
    assert found is not None
    assert found.of == "scores·target"
    for x, right, got in came(found.slope):
        if abs(x - 1) > 1e-3:  # a kink
            assert right == (-1 if x < 1 else 0)
        assert got == pytest.approx(-2 * max(0.0, 1 - x), rel=1e-4, abs=1e-4)


def test_labels_of_0_and_1_turn_the_logit() -> None:
    def right(logits: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
        return torch.nn.functional.softplus(logits * (1 - 2 * target)).mean()

    found = curve("bce_with_logits", right)
    assert found is not None
    assert found.of == "logits·(2·target − 1)"
    assert came(found.slope)
    for x, wanted, got in came(found.slope):
        assert wanted == pytest.approx(-1 / (1 + math.exp(x)), rel=1e-4, abs=1e-5)
        assert got == pytest.approx(wanted, rel=1e-3, abs=1e-4)


def test_a_gradient_by_hand_is_the_slope_itself() -> None:
    def tripled(pred: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
        return 3 * (pred - target) / pred.numel()

    found = curve("mse_backward", tripled)
    assert found is not None
    assert not came(found.loss)
    assert came(found.slope)
    assert all(got == pytest.approx(3 * x, rel=1e-4, abs=1e-4) for x, _, got in came(found.slope))


@pytest.mark.parametrize("question", ["msle", "cross_entropy", "triplet", "gaussian_nll", "poisson_nll"])
def test_a_loss_of_another_form_has_none(question: str) -> None:
    assert curve(question, lambda *_, **__: torch.zeros(())) is None


def test_an_answer_that_gives_nothing_has_none() -> None:
    def refuse(*_: object, **__: object) -> None:
        raise ValueError("no")

    assert curve("mse", refuse) is None
