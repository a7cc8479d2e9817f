"""CTC against every path written out."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch

from lossquiz.losses.sequence import ctc_loss

if TYPE_CHECKING:
    from numpy.typing import NDArray


def by_all_paths(log_probs: NDArray[np.float64], target: list[int], steps: int, blank: int) -> float:
    """Add up the probabilities of all paths that are read as the target."""
    total = 0.0
    for path in itertools.product(range(log_probs.shape[1]), repeat=steps):
        merged = [label for label, _ in itertools.groupby(path)]
        if [label for label in merged if label != blank] == target:
            total += math.exp(sum(log_probs[step, label] for step, label in enumerate(path)))
    return -math.log(total) / len(target)


@pytest.mark.parametrize("blank", [0, 3])
@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_ctc_adds_up_all_paths(blank: int, dtype: torch.dtype) -> None:
    rng = np.random.default_rng(3)
    scores = rng.normal(size=(5, 3, 4))
    log_probs = scores - np.log(np.exp(scores).sum(axis=2, keepdims=True))
    targets = [[1, 2, 1], [2, 2, 1], [1, 1, 2]]
    inputs, lengths = [5, 4, 5], [3, 2, 1]
    expected = np.mean([by_all_paths(log_probs[:, n], targets[n][: lengths[n]], inputs[n], blank) for n in range(3)])
    given = torch.tensor(log_probs, dtype=dtype)
    result = ctc_loss(given, torch.tensor(targets), torch.tensor(inputs), torch.tensor(lengths), blank)
    assert (result.shape, result.dtype) == ((), dtype)
    assert result.item() == pytest.approx(expected, rel=1e-5)


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_ctc_has_the_values_worked_by_hand(dtype: torch.dtype) -> None:
    """Blank 0, two steps. "1" is read off all paths but one: 1 − 0.4·0.5; "12" off one: 0.6·0.25, over two ids."""
    probs = torch.tensor([[[0.4, 0.6, 0.0], [0.4, 0.6, 0.0]], [[0.5, 0.5, 0.0], [0.5, 0.25, 0.25]]], dtype=dtype)
    result = ctc_loss(
        probs.log().clamp(min=-1e4), torch.tensor([[1, 0], [1, 2]]), torch.tensor([2, 2]), torch.tensor([1, 2]), 0
    )
    assert result.item() == pytest.approx((-math.log(0.8) - math.log(0.15) / 2) / 2, rel=1e-5)


def test_the_gradient_at_the_logits_is_that_of_finite_differences() -> None:
    torch.manual_seed(0)
    logits = torch.randn(4, 2, 3, dtype=torch.float64, requires_grad=True)
    targets, inputs, lengths = torch.tensor([[1, 2], [2, 2]]), torch.tensor([4, 3]), torch.tensor([2, 2])

    def loss(x: torch.Tensor) -> torch.Tensor:
        return ctc_loss(x.log_softmax(dim=2), targets, inputs, lengths)

    assert torch.autograd.gradcheck(loss, logits)


def test_the_numbers_of_its_card_and_questions() -> None:
    even = np.log(np.full((3, 2), 0.5))
    assert by_all_paths(even, [1], 2, 0) == pytest.approx(0.2877, abs=5e-5)
    assert by_all_paths(even, [1, 1], 3, 0) == pytest.approx(1.0397, abs=5e-5)
    alignments = sum(1 for start in range(10) for end in range(start, 10))  # one run of the id, blanks around it
    assert alignments == 55
    assert 10 * math.log(5) - math.log(alignments) == pytest.approx(12.087, abs=5e-4)
    assert sum(a == b for a, b in itertools.pairwise("hello")) + len("hello") == 6
