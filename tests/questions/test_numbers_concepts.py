"""Numbers in the questions that belong to no single loss, and in what was added beside them, worked out again."""

from __future__ import annotations

import math
from itertools import starmap

import pytest
import torch


def near(*pairs: tuple[float, float]) -> bool:
    """Tell whether each number is what is said, to two places where it is said to two, else to four."""
    return all(starmap(lambda value, said: value == pytest.approx(said, abs=0.6 * 10.0 ** -places(said)), pairs))


def places(said: float) -> int:
    return max(len(f"{said}".partition(".")[2]), 2)


def test_perplexity() -> None:
    assert near((math.exp(2), 7.39), (2 / math.log(2), 2.89), (2 * math.log(2), 1.39), (math.log2(100), 6.64))
    assert near((2**2.885, 7.39), (1 / math.log(2), 1.4427), (math.log(2), 0.693))
    assert near((math.log2(12) / 3, 1.19), (math.log2(20) / 4, 1.08))
    assert (12 / 3, 20 / 4) == (4, 5)
    assert math.exp((math.log(10) + math.log(1000)) / 2) == pytest.approx(100)
    assert near((2 / (1 / 10 + 1 / 1000), 19.8), ((10 + 1000) / 2, 505), (10 * 1000, 10_000))


def test_masks_of_prompts_and_of_masked_models() -> None:
    assert near(((90 * 0.5 + 10 * 3) / 100, 0.75), ((0.5 + 3) / 2, 1.75), (10 * 3 / 100, 0.3))
    logits = torch.tensor([[math.log(3), 0.0], [math.log(3), 0.0]])
    assert near((torch.nn.functional.cross_entropy(logits, torch.tensor([1, 0])).item(), 0.8370))
    assert near((1.3863 + 0.2877, 1.6740), (0.15 * 0.8, 0.12), (0.15 * 0.9, 0.135), (0.15 * 0.1, 0.015))
    assert (round(math.exp(1.5), 1), round(math.exp(3), 1)) == (4.5, 20.1)
    assert pytest.approx(1 / 10) == (1 / 500) / (1 / 50)
    assert round(0.15 * 7) == 1
