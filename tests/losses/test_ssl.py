from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from lossquiz.losses.ssl import barlow_twins_loss, byol_loss, nt_xent_loss, vicreg_loss

Array = NDArray[np.float64]
Loss = Callable[..., torch.Tensor]
DTYPES = (torch.float32, torch.float64)


def _views(seed: int, rows: int = 5, width: int = 4) -> tuple[Array, Array]:
    rng = np.random.default_rng(seed)
    return rng.normal(size=(rows, width)), rng.normal(size=(rows, width))


def _nt_xent(z1: Array, z2: Array, temperature: float) -> float:
    views = [v / np.linalg.norm(v) for v in (*z1, *z2)]
    total, n = 0.0, len(z1)
    for i, a in enumerate(views):
        weights = {k: np.exp(a @ b / temperature) for k, b in enumerate(views) if k != i}
        total -= np.log(weights[(i + n) % (2 * n)] / sum(weights.values()))
    return float(total / (2 * n))


def _barlow_twins(z1: Array, z2: Array, weight: float) -> float:
    total = 0.0
    for i in range(z1.shape[1]):
        for j in range(z2.shape[1]):
            c = np.corrcoef(z1[:, i], z2[:, j])[0, 1]
            total += (1 - c) ** 2 if i == j else weight * c**2
    return float(total)


def _vicreg(z1: Array, z2: Array, sim: float, std: float, cov: float) -> float:
    total = sim * float(np.mean((z1 - z2) ** 2))
    for z in (z1, z2):
        c, width = np.cov(z, rowvar=False), z.shape[1]
        total += std * sum(max(0.0, 1 - np.sqrt(c[j, j] + 1e-4)) for j in range(width)) / width / 2
        total += cov * sum(c[i, j] ** 2 for i in range(width) for j in range(width) if i != j) / width
    return float(total)


AXES = [[1.0, 0.0], [0.0, 1.0]]
BY_HAND: list[tuple[Loss, tuple[object, object], tuple[float, ...], float]] = [
    (nt_xent_loss, ([[1.0, 0.0], [2.0, 0.0]], [[3.0, 0.0], [1.0, 0.0]]), (), np.log(3)),
    (nt_xent_loss, (AXES, AXES), (1.0,), np.log(1 + 2 / np.e)),
    (nt_xent_loss, ([[3.0, 4.0]], [[-4.0, 3.0]]), (), 0.0),
    (nt_xent_loss, (AXES, [[-1.0, 0.0], [0.0, -1.0]]), (0.01,), 100 + np.log(2)),
    (barlow_twins_loss, ([[3.0, 3.0], [1.0, 1.0]], [[3.0, 3.0], [1.0, 1.0]]), (0.1,), 0.2),
    (barlow_twins_loss, ([[1.0, 2.0], [1.0, 2.0]], [[3.0, 0.0], [3.0, 0.0]]), (), 2.0),
    (vicreg_loss, ([[2.0, 2.0], [-2.0, -2.0]], [[2.0, 2.0], [-2.0, -2.0]]), (), 128.0),
    (vicreg_loss, ([[3.0, 1.0], [3.0, 1.0]], [[3.0, 1.0], [3.0, 1.0]]), (), 24.75),
    (vicreg_loss, ([[0.0, 0.0], [0.0, 0.0]], [[1.0, 1.0], [1.0, 1.0]]), (), 49.75),
    (barlow_twins_loss, ([[1e4, 1e4], [-1e4, -1e4]], [[1e4, -1e4], [-1e4, 1e4]]), (), 4.01),
]
SECOND_SOURCE: list[tuple[Loss, Callable[..., float], tuple[Array, Array], tuple[float, ...]]] = [
    (nt_xent_loss, _nt_xent, _views(1), (0.5,)),
    (nt_xent_loss, _nt_xent, _views(2, 8, 2), (0.1,)),
    (vicreg_loss, _vicreg, _views(5), (25.0, 25.0, 1.0)),
    (vicreg_loss, _vicreg, (0.5 * _views(6)[0], 0.5 * _views(6)[1]), (3.0, 2.0, 4.0)),
    (barlow_twins_loss, _barlow_twins, (1e3 * _views(4)[0], 1e3 * _views(4)[1]), (0.05,)),
]
EXTREMES: list[tuple[Loss, tuple[Array, Array], tuple[float, ...]]] = [
    (nt_xent_loss, tuple(1e4 * v for v in _views(3)), (0.01,)),  # type: ignore[list-item]
    (nt_xent_loss, (np.ones((4, 3)), np.ones((4, 3))), (0.01,)),
    (barlow_twins_loss, (np.ones((4, 3)), np.ones((4, 3))), (0.01,)),
    (vicreg_loss, (np.ones((4, 3)), np.ones((4, 3))), ()),
    (vicreg_loss, (1e4 * _views(3)[0], 1e-4 * _views(3)[1]), ()),
    (barlow_twins_loss, (1e4 * _views(3)[0], 1e-4 * _views(3)[1]), (0.01,)),
]


def _leaves(views: tuple[object, object], dtype: torch.dtype) -> list[torch.Tensor]:
    return [torch.tensor(np.asarray(v), dtype=dtype, requires_grad=True) for v in views]


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(("loss", "views", "options", "value"), BY_HAND)
def test_the_values_worked_by_hand(
    loss: Loss, views: tuple[object, object], options: tuple[float, ...], value: float, dtype: torch.dtype
) -> None:
    result = loss(*_leaves(views, dtype), *options)
    assert result.shape == ()
    assert result.dtype == dtype
    assert result.item() == pytest.approx(value, rel=1e-5, abs=1e-5)


@pytest.mark.parametrize(("loss", "oracle", "views", "options"), SECOND_SOURCE)
def test_a_second_source_and_finite_differences_agree(
    loss: Loss, oracle: Callable[..., float], views: tuple[Array, Array], options: tuple[float, ...]
) -> None:
    leaves = _leaves(views, torch.float64)
    assert loss(*leaves, *options).item() == pytest.approx(oracle(*views, *options), rel=1e-9)
    assert torch.autograd.gradcheck(lambda a, b: loss(a, b, *options), tuple(leaves))


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(("loss", "views", "options"), EXTREMES)
def test_value_and_gradient_are_finite_at_the_extremes(
    loss: Loss, views: tuple[Array, Array], options: tuple[float, ...], dtype: torch.dtype
) -> None:
    leaves = _leaves(views, dtype)
    value = loss(*leaves, *options)
    value.backward()
    assert torch.isfinite(value)
    assert all(torch.isfinite(leaf.grad).all() for leaf in leaves if leaf.grad is not None)


@pytest.mark.parametrize(
    ("prediction", "target", "value"),
    [
        ([[3.0, 4.0]], [[6.0, 8.0]], 0.0),
        ([[3.0, 4.0]], [[-3.0, -4.0]], 4.0),
        ([[1.0, 0.0]], [[0.0, 7.0]], 2.0),
        ([[3.0, 4.0], [1.0, 0.0]], [[1.0, 0.0], [1.0, 0.0]], 0.4),
        ([[1e4, 0.0]], [[1e-4, 1e-4]], 2 - 2**0.5),
    ],
)
@pytest.mark.parametrize("dtype", DTYPES)
def test_byol_has_the_values_worked_by_hand(
    prediction: list[list[float]], target: list[list[float]], value: float, dtype: torch.dtype
) -> None:
    p, z = torch.tensor(prediction, dtype=dtype, requires_grad=True), torch.tensor(target, dtype=dtype)
    result = byol_loss(p, z)
    result.backward()
    assert result.shape == ()
    assert result.dtype == dtype
    assert result.item() == pytest.approx(value, rel=1e-5, abs=1e-6)
    assert torch.isfinite(p.grad).all()


def test_byol_agrees_with_a_loop_and_with_its_gradient_by_hand() -> None:
    p, z = _views(4)
    prediction, target = (torch.tensor(v, requires_grad=True) for v in (p, z))
    result = byol_loss(prediction, target)
    result.backward()
    rows = list(zip(p, z, strict=True))
    cosines = [float(a @ b / np.sqrt((a @ a) * (b @ b))) for a, b in rows]
    assert result.item() == pytest.approx(2 - 2 * float(np.mean(cosines)), rel=1e-12)
    by_hand = [
        -2 / 5 / np.linalg.norm(a) * (b / np.linalg.norm(b) - c * a / np.linalg.norm(a))
        for (a, b), c in zip(rows, cosines, strict=True)
    ]
    np.testing.assert_allclose(prediction.grad.numpy(), by_hand, rtol=1e-10)
    assert target.grad is None
    assert torch.autograd.gradcheck(lambda v: byol_loss(v, target.detach()), (prediction,))
