"""Answers called in this process: the same code that runs in the child, for the project's own mistakes and mutants."""

# ruff: noqa: ARG001, ARG005 - answers have the parameters that answers have

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from lossquiz.grading.sandbox.both.binding import bind, make_leaf
from lossquiz.grading.sandbox.both.calling import call_answer
from lossquiz.grading.sandbox.both.job import Call, ScalarInput, TensorInput, Use
from lossquiz.grading.sandbox.both.outcomes import OutOfMemory, Raised, Returned

PRED = np.array([[0.3, -1.5], [2.0, 0.0], [4.0, -0.25]], "f8")
TARGET = np.array([[0.0, 1.0], [1.0, 0.0], [0.5, 0.5]], "f8")
CALL = Call(
    (TensorInput("pred", PRED, "transposed", requires_grad=True), TensorInput("target", TARGET)),
    (ScalarInput("delta", 0.7),),
    upstream=1.7,
)


def huber(pred: Tensor, target: Tensor, delta: float = 1.0) -> Tensor:
    error = (pred - target).abs()
    return torch.where(error <= delta, 0.5 * error**2, delta * (error - 0.5 * delta)).mean()


def test_value_and_gradient_agree_with_numpy() -> None:
    result = call_answer(huber, CALL)
    assert isinstance(result, Returned)
    error = PRED - TARGET
    inside = np.abs(error) <= 0.7
    value = np.where(inside, error**2 / 2, 0.7 * (np.abs(error) - 0.35)).mean()
    gradient = 1.7 * np.where(inside, error, 0.7 * np.sign(error)) / 6
    assert result.value == pytest.approx(value, rel=1e-12)
    np.testing.assert_allclose(result.gradients["pred"], gradient, rtol=1e-12)  # type: ignore[arg-type]


def test_it_agrees_with_torchs_own() -> None:
    ours, theirs = call_answer(huber, CALL), call_answer(F.huber_loss, CALL)
    assert isinstance(ours, Returned)
    assert isinstance(theirs, Returned)
    np.testing.assert_allclose(ours.value, theirs.value, rtol=1e-12)  # type: ignore[arg-type]
    np.testing.assert_allclose(ours.gradients["pred"], theirs.gradients["pred"], rtol=1e-12)  # type: ignore[arg-type]


def test_an_error_is_data_with_its_line() -> None:
    def broken(pred: Tensor, target: Tensor, delta: float) -> Tensor:
        raise ValueError("no")

    outcome = call_answer(broken, CALL, filenames={__file__: 0})
    assert outcome == Raised("ValueError", "no", broken.__code__.co_firstlineno + 1)
    assert call_answer(broken, CALL) == Raised("ValueError", "no", 0)


def test_the_users_own_interrupt_passes_through() -> None:
    def interrupted(pred: Tensor, target: Tensor, delta: float) -> Tensor:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        call_answer(interrupted, CALL)


def test_torchs_error_for_want_of_memory_is_told_by_its_text() -> None:
    def greedy(pred: Tensor, target: Tensor, delta: float) -> Tensor:
        raise RuntimeError("[enforce fail] DefaultCPUAllocator: can't allocate memory: you tried to allocate 17 bytes")

    assert call_answer(greedy, CALL) == OutOfMemory()


def test_a_class_is_built_and_called() -> None:
    class Weighted(torch.nn.Module):
        def __init__(self, weight: float = 1.0) -> None:
            super().__init__()
            self.weight = weight

        def forward(self, pred: Tensor, target: Tensor) -> Tensor:
            return self.weight * (pred - target).sum()

    call = Call(CALL.positional, construct=(ScalarInput("weight", 2.0),), upstream=1.0)
    result = call_answer(Weighted, call, kind="module")
    assert isinstance(result, Returned)
    np.testing.assert_allclose(result.gradients["pred"], np.full((3, 2), 2.0))  # type: ignore[arg-type]


def test_a_gradient_is_taken_even_where_gradients_are_off() -> None:
    with torch.no_grad():
        result = call_answer(huber, CALL)
    assert isinstance(result, Returned)
    assert result.gradients["pred"] is not None


def test_an_answer_that_turns_gradients_off_does_so_for_its_own_call_only() -> None:
    def off(pred: Tensor, target: Tensor, delta: float) -> Tensor:
        torch.set_grad_enabled(False)
        return pred.sum()

    first, second = call_answer(off, CALL), call_answer(huber, CALL)
    assert isinstance(first, Returned)
    assert isinstance(second, Returned)
    assert first.gradients == {"pred": None}
    assert second.gradients["pred"] is not None
    assert torch.is_grad_enabled()


@pytest.mark.parametrize("use", ["plain", "accumulating", "training"])
def test_what_has_no_numbers_is_not_differentiated(use: Use) -> None:
    done: list[Tensor] = []

    def without_numbers(pred: Tensor, target: Tensor, delta: float) -> Tensor:
        result = pred.sum().to("meta")
        result.register_hook(done.append)
        return result

    result = call_answer(without_numbers, replace(CALL, use=use))
    assert isinstance(result, Returned)
    assert (result.kind, result.value, result.requires_grad, result.gradients) == ("tensor", None, True, {})
    assert done == []


def test_each_input_that_wants_a_gradient_gets_its_own() -> None:
    call = Call(
        (TensorInput("a", np.ones(2), requires_grad=True), TensorInput("b", np.full(2, 3.0), requires_grad=True)),
        (TensorInput("c", np.ones(()), requires_grad=True),),
        upstream=1.0,
    )
    result = call_answer(lambda a, b, c: (a * b).sum(), call)
    assert isinstance(result, Returned)
    np.testing.assert_array_equal(result.gradients["a"], [3, 3])  # type: ignore[arg-type]
    np.testing.assert_array_equal(result.gradients["b"], [1, 1])  # type: ignore[arg-type]
    assert result.gradients["c"] is None


@pytest.mark.parametrize(
    ("answer", "names"),
    [
        (lambda pred, target, delta: target.add_(1).sum(), ("target",)),
        (lambda pred, target, delta: pred.detach().mul_(2).sum(), ("pred",)),
        (lambda pred, target, delta: target.numpy().fill(9) or target.sum(), ("target",)),
        (lambda pred, target, delta: target.clone().add_(1).sum(), ()),
        (lambda pred, target, delta: target.add_(0).sum(), ()),
    ],
)
def test_what_was_changed_is_named_also_behind_torchs_back(answer: object, names: tuple[str, ...]) -> None:
    result = call_answer(answer, CALL)  # type: ignore[arg-type]
    assert isinstance(result, Returned)
    assert result.mutated == names


def test_the_gaps_of_a_strided_tensor_hold_other_numbers() -> None:
    leaf = make_leaf(TensorInput("x", np.zeros((2, 3), "f4"), "strided"))
    storage = torch.as_strided(leaf, (12,), (1,))
    assert storage.tolist() == [0.0, -7.25] * 6


def test_the_inputs_of_a_call_are_never_shared_between_two() -> None:
    first, second = bind(CALL), bind(CALL)
    first.leaves[1].tensor.fill_(5)
    np.testing.assert_array_equal(second.leaves[1].tensor.numpy(), TARGET)
    np.testing.assert_array_equal(CALL.tensors[1].array, TARGET)
