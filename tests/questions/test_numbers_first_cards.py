"""Formulas and numbers in the cards of the first losses and in the questions that they gained, worked out again."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import starmap
from statistics import NormalDist

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from numpy.typing import NDArray

from lossquiz.grading.judging.reference import load_reference
from lossquiz.questions.bank import load_bank

BANK = load_bank()
Array = NDArray[np.float64]


def near(*pairs: tuple[float, float]) -> bool:
    return all(starmap(lambda value, said: value == pytest.approx(said, abs=0.6e-4), pairs))


def sigmoid(x: Array) -> Array:
    return 1 / (1 + np.exp(-x))


def softmax(x: Array) -> Array:
    e = np.exp(x)
    return np.asarray(e / e.sum(axis=1, keepdims=True))


def tensor(value: object) -> torch.Tensor:
    made = torch.tensor(value)
    return made.double() if made.is_floating_point() else made


def slope(loss_id: str, of: str, given: dict[str, object], **parameters: float) -> Array:
    """Return torch's gradient of the reference at a point."""
    task = BANK.losses[loss_id].task
    assert task is not None
    tensors = {name: tensor(value) for name, value in given.items()}
    tensors[of].requires_grad_()
    (found,) = torch.autograd.grad(load_reference(task)(**tensors, **parameters), tensors[of])
    return np.asarray(found.numpy())


def agree(found: Array, said: Array) -> bool:
    return bool(np.allclose(found, said, atol=1e-9))


ERRORS = np.array([2.5, -0.3, 0.7, -1.6])
ZEROS = np.zeros(4)


def of_errors(loss_id: str, formula: Callable[[Array], Array], **parameters: float) -> bool:
    """Hold the gradient of one element, as the card has it, against torch's; the mean divides by n."""
    given: dict[str, object] = {"pred": ERRORS, "target": ZEROS}
    return agree(slope(loss_id, "pred", given, **parameters), formula(ERRORS) / 4)


def test_gradients_of_regression_cards() -> None:
    assert of_errors("mse", lambda e: 2 * e)
    assert of_errors("mae", np.sign)
    kink = torch.zeros(1, requires_grad=True)
    F.l1_loss(kink, torch.zeros(1)).backward()  # type: ignore[no-untyped-call]
    assert kink.grad is not None
    assert kink.grad.item() == 0


def test_gradients_of_binary_cards() -> None:
    x, y = np.array([1.5, -2.0, 0.4]), np.array([1.0, 1.0, 0.0])
    assert agree(slope("bce_with_logits", "logits", {"logits": x, "target": y}), (sigmoid(x) - y) / 3)
    soft = np.array([0.9, 0.3, 0.5])
    assert agree(slope("bce_with_logits", "logits", {"logits": x, "target": soft}), (sigmoid(x) - soft) / 3)
    p = sigmoid(x)
    found = slope("bce", "probs", {"probs": p, "target": y})
    assert agree(found, (p - y) / (p * (1 - p)) / 3)
    assert agree(found, np.where(y == 1, -1 / p, 1 / (1 - p)) / 3)


def test_gradients_of_multiclass_cards() -> None:
    x, y = np.array([[0.5, -1.0, 2.0], [1.0, 0.0, -0.5]]), np.array([1, 0])
    hot = np.eye(3)[y]
    found = slope("cross_entropy", "logits", {"logits": x, "target": y})
    assert agree(found, (softmax(x) - hot) / 2)
    assert agree(found.sum(axis=1), np.zeros(2))


def entropy(*shares: float) -> float:
    return -sum(share * math.log(share) for share in shares)


def test_mse_and_mae() -> None:
    # e²/(2σ²) and |e|/b are what the densities leave of the errors
    for e in (0.3, -1.2):
        gauss = -math.log(NormalDist(0, 1.5).pdf(e)) + math.log(NormalDist(0, 1.5).pdf(0))
        assert near((gauss, e * e / (2 * 1.5**2)))
    assert near((math.sqrt(2 / math.pi), 0.7979), (math.sqrt(1e-6), 0.001), (math.exp(0.5), 1.6487))
    pred, target = torch.tensor([1.0, 4.0, 0.0]), torch.tensor([0.0, 1.0, 5.0])
    pairs = (pred[:, None] - target[None, :]).square().mean().item()
    bias = (pred.mean() - target.mean()).item()
    assert near((pairs, pred.var(correction=0).item() + target.var(correction=0).item() + bias**2))
    assert near((2 * 3 / 4, 1.5), (2 * 3 / 2, 3), (-1 / 4, -0.25))
    # R² is 1 less the ratio of MSE and variance
    assert near((1 - 0.25 / 1.0, 0.75))


def test_every_pair_is_least_at_the_mean_and_at_the_median() -> None:
    target, grid = np.array([0.0, 1.0, 8.0]), np.linspace(-1, 9, 1001)
    squares = ((grid[:, None] - target) ** 2).mean(axis=1)
    sizes = np.abs(grid[:, None] - target).mean(axis=1)
    assert near((float(grid[squares.argmin()]), target.mean()), (float(grid[sizes.argmin()]), 1))
    assert near((float(squares.min()), float(target.var())))


def test_cross_entropy() -> None:
    assert near(*((math.log(1 + (c - 1) / math.e), said) for c, said in ((3, 0.5514), (10, 1.4612), (100, 3.6222))))
    assert near((math.log(2), 0.6931), (math.log(10), 2.3026), (math.log(1000), 6.9078))
    assert near(((1 / 4 - 1) / 2, -0.375), (1 / 4 / 2, 0.125))
    # every row charged for every label: least at the frequencies of the labels
    frequency = torch.tensor([0.5, 0.25, 0.25])
    x = frequency.log().repeat(4, 1).requires_grad_()
    x.log_softmax(1)[:, [0, 1, 2, 0]].mean().neg().backward()  # type: ignore[no-untyped-call]
    assert x.grad is not None
    assert torch.allclose(x.grad, torch.zeros_like(x), atol=1e-7)


def test_binary_cross_entropy() -> None:
    assert near((entropy(0.1, 0.9), 0.3251), (entropy(0.3, 0.7), 0.6109), (math.log(2), 0.6931))
    best = (-math.log(1 / (1 + math.exp(-1))), -math.log(0.5))
    assert near((best[0], 0.3133), (best[1], 0.6931))
    assert sum(best) / 2 == pytest.approx(0.50, abs=0.005)
    assert near(((0.25 - 1) / 3, -0.25), (1 / 0.8 / 2, 0.625), (0.2 / 2, 0.1))
    assert -math.log(1e-7) == pytest.approx(16.1, abs=0.05)
    p, y = torch.tensor([0.9, 0.2, 0.4]), torch.tensor([1.0, 1.0, 0.0])
    assert near((F.binary_cross_entropy(y, p).item(), 100 * (p - y).abs().mean().item()))
    with_signs = F.softplus(-torch.zeros(3) * torch.tensor([5.0, -2.0, 9.0]))
    assert near(*((value, 0.6931) for value in with_signs.tolist()))


def test_focal() -> None:
    x, y, gamma = np.array([1.2, -0.7, -2.0, 0.3]), np.array([1.0, 1.0, 0.0, 0.0]), 2.0
    s = 2 * y - 1
    p_t = sigmoid(s * x)
    said = s * (1 - p_t) ** gamma * (gamma * p_t * np.log(p_t) + p_t - 1) / 4
    assert agree(slope("focal", "logits", {"logits": x, "target": y}, gamma=gamma), said)
    grid = np.linspace(-12, 12, 24001)
    p = sigmoid(grid)
    loss, steep = (1 - p) ** 2 * -np.log(p), (1 - p) ** 2 * (2 * p * np.log(p) + p - 1)
    for true, least in ((0.9, 0.69), (0.99, 0.85)):
        assert p[(true * loss + (1 - true) * loss[::-1]).argmin()] == pytest.approx(least, abs=0.005)
    assert -steep.min() == pytest.approx(1.129, abs=0.0005)
    assert steep[0] == pytest.approx(-1, abs=1e-3)
    assert np.diff(steep).min() < 0  # not convex
    chance = math.log(2) / 4
    assert near((chance, 0.1733), (chance * (0.25 + 0.75) / 2, 0.0866))
    assert near((0.25 * math.log(4) + 0.75, 1.0966), (0.75 * (0.25 * math.log(4) + 0.75), 0.8224))


def test_kl_div() -> None:
    p, x = np.array([[0.2, 0.8], [1.0, 0.0]]), np.array([[0.3, -0.4], [1.0, 2.0]])
    assert agree(slope("kl_div", "log_q", {"log_q": np.log(softmax(x)), "p": p}), -p / 2)
    logits = tensor(x).requires_grad_()
    F.kl_div(logits.log_softmax(1), tensor(p), reduction="batchmean").backward()  # type: ignore[no-untyped-call]
    assert logits.grad is not None
    assert agree(logits.grad.numpy(), (softmax(x) - p) / 2)
    assert near((math.log(10), 2.3026), (-0.75 / 2, -0.375))
    q = softmax(x)[0]
    row = sum(a * math.log(a / b) for a, b in zip(p[0], q, strict=True))
    assert near((row, sum(a * math.log(a / b) - a + b for a, b in zip(p[0], q, strict=True))))
    # of two targets for one input, the divergence is least at their mean
    first, second, grid = 0.2, 0.5, np.linspace(0.01, 0.99, 99)
    cost = sum(-a * np.log(grid) - (1 - a) * np.log(1 - grid) for a in (first, second))
    assert near((float(grid[np.asarray(cost).argmin()]), 0.35))


def test_triplet() -> None:
    a, p, n = np.array([[0.5, -1.0, 2.0]]), np.array([[1.5, 1.0, 0.0]]), np.array([[0.0, -1.5, 2.2]])
    u, v = (a - p) / np.linalg.norm(a - p), (a - n) / np.linalg.norm(a - n)
    given: dict[str, object] = {"anchor": a, "positive": p, "negative": n}
    for name, said in (("anchor", u - v), ("positive", -u), ("negative", v)):
        assert np.allclose(slope("triplet", name, given), said, atol=1e-5)
    assert near((-0.6 / 2, -0.3), (5 - 2 + 1, 4), (-0.8 + 1, 0.2))
    # which of two is the positive is chance: the mean of both orders is at least m, as the hinge is convex
    for gap in (-3.0, 0.2, 0.9, 1.7):
        assert (max(0, gap + 1) + max(0, -gap + 1)) / 2 >= 1


def gaussian_mean(values: Array, grid: Array) -> float:
    density = np.exp(-(grid**2) / 2) / math.sqrt(2 * math.pi)
    return float(np.sum(values * density) * (grid[1] - grid[0]))


def test_smooth_l1_and_log_cosh() -> None:
    assert of_errors("smooth_l1", lambda e: np.where(np.abs(e) < 2, e / 2, np.sign(e)), beta=2.0)
    assert of_errors("log_cosh", np.tanh)
    grid = np.linspace(-10, 10, 20001)
    size = np.abs(grid)
    rounded = np.where(size < 1, grid**2 / 2, size - 0.5)
    assert gaussian_mean(rounded, grid) == pytest.approx(0.42, abs=0.005)
    assert gaussian_mean(np.log(np.cosh(grid)), grid) == pytest.approx(0.37, abs=0.005)
    assert near((1 / 3**2, 1 / 9), (1 / 4 / 2, 0.125), (4 * 1 / 4 / 2, 0.5), (4 * 1 / 2, 2))
    assert float(np.sum(1 / np.cosh(grid)) * (grid[1] - grid[0])) == pytest.approx(math.pi, abs=1e-3)
    assert 1 / math.cosh(2) ** 2 == pytest.approx(0.07, abs=0.005)
    assert near((math.tanh(math.log(2)) / 2, 0.3), (math.tanh(-10) / 2, -0.5), (1.5 / 2.5, 0.6))
    assert math.cosh(89.4) < float(np.finfo(np.float32).max) < math.cosh(89.5)
    assert near((math.log(math.cosh(30)) + math.log(2), 30))


def test_hinge() -> None:
    s, y = np.array([0.5, 2.0, -0.5, 0.5]), np.array([1.0, 1.0, -1.0, -1.0])
    assert agree(slope("hinge", "scores", {"scores": s, "target": y}), np.where(y * s < 1, -y, 0) / 4)
    grid = np.linspace(-3, 3, 601)
    for share in (0.51, 0.99):
        cost = share * np.maximum(0, 1 - grid) + (1 - share) * np.maximum(0, 1 + grid)
        assert near((float(grid[cost.argmin()]), 1))
    rare = 0.1 * np.maximum(0, 1 - grid) + 0.9 * np.maximum(0, 1 + grid)
    assert near((float(rare.min()), 0.2))
    assert (np.maximum(0, 1 - grid) >= (grid <= 0)).all()


def test_categorical_cards() -> None:
    p, hot = np.array([[0.2, 0.5, 0.3], [0.6, 0.3, 0.1]]), np.eye(3)[[0, 1]]
    assert agree(slope("categorical_cross_entropy", "probs", {"probs": p, "target": hot}), -hot / p / 2)
    for gamma in (1.0, 2.5):
        said = hot * (gamma * (1 - p) ** (gamma - 1) * np.log(p) - (1 - p) ** gamma / p) / 2
        assert agree(slope("categorical_focal", "probs", {"probs": p, "target": hot}, gamma=gamma), said)
        grid = np.linspace(0.001, 0.999, 999)
        assert np.diff(-((1 - grid) ** gamma) * np.log(grid), 2).min() > 0
    assert near((math.log(10), 2.3026), (math.log(10) / 10, 0.2303), (math.log(1 + 9 / math.e), 1.4612))
    assert near((0.9**2 * math.log(10), 1.8651), (0.9**2 * math.log(10) / 10, 0.1865))
    assert near((-1 / 0.2 / 2, -2.5), ((0.2 - 1) / 2, -0.4), (-1 / 0.001, -1000))
    assert near((math.log(0.2) - 0.8 / 0.2, -5.6094), (-0.8 / 0.2, -4))
    # with two classes and γ = 2 a true 0.9 is pulled towards ½
    grid = np.linspace(0.001, 0.999, 999)
    cost = -0.9 * (1 - grid) ** 2 * np.log(grid) - 0.1 * grid**2 * np.log(1 - grid)
    assert 0.5 < grid[cost.argmin()] < 0.9


def test_contrastive_cards() -> None:
    x1, x2 = np.array([[0.3, 0.4], [1.0, 2.0], [0.0, 3.0]]), np.array([[0.0, 0.0], [0.2, 1.1], [0.0, 0.0]])
    y, m = np.array([0.0, 1.0, 0.0]), 1.0
    d = np.linalg.norm(x1 - x2, axis=1)
    u = (x1 - x2) / d[:, None]
    said = np.where(y == 1, 2 * d, -2 * np.maximum(0, m - d))[:, None] * u / 3
    given: dict[str, object] = {"x1": x1, "x2": x2, "target": y}
    assert np.allclose(slope("contrastive", "x1", given), said, atol=1e-5)
    assert np.allclose(slope("contrastive", "x2", given), -said, atol=1e-5)
    found = slope("contrastive_hadsell", "distance", {"distance": d, "target": 1 - y})
    assert agree(found, np.where(y == 1, d, -np.maximum(0, m - d)) / 3)
    grid = np.linspace(0, 1.5, 1501)
    for share in (0.5, 0.8):
        cost = share * grid**2 + (1 - share) * np.maximum(0, m - grid) ** 2
        assert near((float(grid[cost.argmin()]), 1 - share), (float(cost.min()), share * (1 - share)))
    assert near((0.5 * 1, 0.5), (0.5 * 0.5, 0.25), (0.25 / 2, 0.125), (9**2 / 2, 40.5), (3**2 / 2, 4.5))
    assert near((-2 * (7 - 5) * 0.6 / 2, -1.2), (-(2 - 0.5) / 2, -0.75), (0.5 / 2, 0.25))


def test_backward_cards() -> None:
    """Second derivatives by central differences of the gradients that the cards give."""
    h, x, y = 1e-6, np.array([1.5, -2.0, 0.4]), np.array([1.0, 1.0, 0.0])
    step = np.array([h, 0, 0])
    second = [
        (slope(name, of, {of: x + step, "target": y}) - slope(name, of, {of: x - step, "target": y})) / (2 * h)
        for name, of in (("mse", "pred"), ("bce_with_logits", "logits"))
    ]
    p = sigmoid(x)[0]
    assert np.allclose(second[0], [2 / 3, 0, 0], atol=1e-6)
    assert np.allclose(second[1], [p * (1 - p) / 3, 0, 0], atol=1e-6)
    rows, ids, move = np.array([[0.5, -1.0, 2.0], [1.0, 0.0, 0.3]]), np.array([1, 0]), np.zeros((2, 3))
    move[0, 1] = h
    of_rows = (
        slope("cross_entropy", "logits", {"logits": rows + move, "target": ids})
        - slope("cross_entropy", "logits", {"logits": rows - move, "target": ids})
    ) / (2 * h)
    q = softmax(rows)[0]
    assert np.allclose(of_rows[0], (np.diag(q) - np.outer(q, q))[:, 1] / 2, atol=1e-6)
    assert np.allclose(of_rows[1], 0)
    assert near((1 / 10 - 1, -0.9), (((3 + 1e-3) ** 2 - 3**2) / 1e-3 - 6, 1e-3))


def test_gradients_that_the_backward_cards_ask_for() -> None:
    assert near((2 * (2 - 5) / 6, -1), (2 * (2 - 5) / 2, -3), (2 * (3 - 7) / 4, -2))
    column = 2 * (3 - np.array([2.0, 1.0, 2.0, 7.0])) / 4
    assert column.tolist() == [0.5, 1, 0.5, -2]
    assert near((1 / (1 + 1 / 4) / 4, 0.2), (-1 / 2, -0.5), (1 / 4 / 2, 0.125), ((1 / 2 - 1) / 2, -1 / 4))
    # descent on pred itself settles for learning rates below n
    for rate, settles in ((3.9, True), (4.1, False)):
        assert (abs(1 - rate * 2 / 4) < 1) is settles


def test_sum_of_mse_and_l1() -> None:
    assert of_errors("weighted_mse_l1", lambda e: 2 * e + 0.7 * np.sign(e), weight=0.7)
    assert of_errors("custom_loss_module", lambda e: 2 * e + 0.7 * np.sign(e), weight=0.7)
    assert 1 + math.sqrt(2 / math.pi) == pytest.approx(1.798, abs=0.0005)
    assert near((2 * -3 / 4 - 2 / 4, -2), (2 * -3 / 4, -1.5), (2 * 1 / 2 + 0.5 / 2, 1.25))
    target, grid = np.array([0.0, 1.0, 8.0]), np.linspace(0, 8, 8001)
    for weight, least, most in ((0.0, 2.999, 3.001), (3.0, 1.001, 2.999), (50.0, 0.999, 1.001)):
        error = grid[:, None] - target
        cost = (error**2 + weight * np.abs(error)).mean(axis=1)
        assert least <= grid[cost.argmin()] <= most


def test_gradients_that_other_cards_ask_for() -> None:
    log_2, log_3 = math.log(2), math.log(3)
    assert of_errors("huber", lambda e: np.where(np.abs(e) <= 1, e, np.sign(e)))
    assert near((3 / 2, 1.5), (-1.5 / 2, -0.75), (1 / 2, 0.5))
    assert near((0.25**0.5 * (0.25 - 1), -0.375))
    p = 0.5
    assert near((p - 1 + 2 * 0.5 * 2 * p, 0.5), (p + 2 * 0.5 * 2 * p, 1.5), (math.log(2 * math.exp(1.3068528)), 2))
    assert near((1 - 0.8 + 0.8 / 2, 0.6), (0.75 - 0.6, 0.15), (4 / 5, 0.8), (1 / 5 - 1, -0.8))
    assert near((-2 / 4, -0.5), ((0.5 + 0.5 * log_2) * -0.5, -0.4233), (0.5 + 0.5 * log_2, 0.8466))
    assert near(((1 + 2 * 0.75) * -0.25, -0.625), ((0.75 - 0.2) / 2, 0.275), ((1 + 4 * 0.5 * 0.25) * -0.75, -1.125))
    assert near((2 * -0.25 / 5, -0.1), (2 * -0.25 / 2, -0.25))
    rows, ids = [[log_3, 0.0], [log_3, 0.0]], [0, 1]
    found = slope("weighted_cross_entropy", "logits", {"logits": rows, "target": ids, "weight": [2.0, 3.0]})
    assert near((float(found[0, 0]), -0.1))
    found = slope("multi_margin", "logits", {"logits": [[1.0, 0.5, -1.0, 0.8]], "target": [0]}, margin=1.0)
    assert found.tolist() == [[-0.5, 0.25, 0, 0.25]]
