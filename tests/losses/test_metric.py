from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from numpy.typing import NDArray

from lossquiz.losses.metric import (
    arcface_loss,
    batch_hard_triplet_loss,
    contrastive_loss,
    contrastive_loss_hadsell,
    cosface_loss,
    cosine_embedding_loss,
    hinge_embedding_loss,
    info_nce_loss,
    negative_sampling_loss,
    supcon_loss,
    triplet_loss,
)

Array = NDArray[np.float64]
DTYPES = (torch.float32, torch.float64)
SHAPES = ((1, 2), (4, 3), (7, 11), (5, 1))


def _rows(seed: int, rows: int, width: int, count: int) -> list[Array]:
    rng = np.random.default_rng(seed)
    base = rng.normal(size=(rows, width))
    others = [base + rng.uniform(0.1, 2.0, size=(rows, 1)) * rng.normal(size=(rows, width)) for _ in range(count - 1)]
    return [base, *others]


def _labels(seed: int, rows: int) -> Array:
    return (np.random.default_rng(seed).uniform(size=rows) < 0.5).astype(float)


def _euclid(a: Array, b: Array) -> Array:
    return np.sqrt(np.sum((a - b) ** 2, axis=1))


def _tensors(arrays: Sequence[object], dtype: torch.dtype, *, leaves: int = 0) -> list[torch.Tensor]:
    return [torch.tensor(a, dtype=dtype, requires_grad=i < leaves) for i, a in enumerate(arrays)]


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(
    ("x2", "target", "margin", "value"),
    [
        ([[3.0, 4.0]], [1.0], 1.0, 25.0),
        ([[3.0, 4.0]], [0.0], 1.0, 0.0),
        ([[3.0, 4.0]], [0.0], 7.0, 4.0),
        ([[3.0, 4.0]], [0.0], 5.0, 0.0),
        ([[0.0, 0.0]], [0.0], 3.0, 9.0),
        ([[3.0, 4.0], [0.0, 2.0]], [1.0, 0.0], 3.0, 13.0),
    ],
)
def test_contrastive_has_the_values_worked_by_hand(
    x2: list[list[float]], target: list[float], margin: float, value: float, dtype: torch.dtype
) -> None:
    x1, x2, target = _tensors([np.zeros_like(x2), x2, target], dtype)
    result = contrastive_loss(x1, x2, target, margin)
    assert result.shape == ()
    assert result.dtype == dtype
    assert result.item() == pytest.approx(value, rel=1e-6)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("shape", SHAPES)
def test_contrastive_agrees_with_numpy(shape: tuple[int, int], dtype: torch.dtype) -> None:
    a, b = _rows(sum(shape), *shape, 2)
    y = _labels(shape[0], shape[0])
    d = _euclid(a, b)
    expected = np.mean(np.where(y == 1, d**2, np.maximum(0.7 - d, 0) ** 2))
    assert contrastive_loss(*_tensors([a, b, y], dtype), 0.7).item() == pytest.approx(expected, rel=1e-5)


def test_the_gradient_of_contrastive_agrees_with_finite_differences() -> None:
    a, b = _rows(8, 6, 3, 2)
    x1, x2, y = _tensors([a, b, _labels(2, 6)], torch.float64, leaves=2)
    assert torch.autograd.gradcheck(lambda u, v: contrastive_loss(u, v, y, 1.5), (x1, x2))


@pytest.mark.parametrize("dtype", DTYPES)
def test_the_gradient_of_contrastive_points_along_the_difference(dtype: torch.dtype) -> None:
    x1, x2, y = _tensors([np.zeros((2, 2)), [[3.0, 4.0], [0.6, 0.8]], [1.0, 0.0]], dtype, leaves=2)
    contrastive_loss(x1, x2, y, 3.0).backward()
    # Similar: 2(x1 − x2)/N. Dissimilar at d = 1: −2(m − d)·(x1 − x2)/d/N = (2·2/2)·(0.6, 0.8).
    expected = np.array([[-3.0, -4.0], [1.2, 1.6]])
    np.testing.assert_allclose(x1.grad.numpy(), expected, rtol=1e-5)
    np.testing.assert_allclose(x2.grad.numpy(), -expected, rtol=1e-5)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(
    ("distance", "target", "margin", "value"),
    [
        ([2.0], [0.0], 1.0, 2.0),
        ([2.0], [1.0], 1.0, 0.0),
        ([1.0], [1.0], 3.0, 2.0),
        ([0.0], [1.0], 2.0, 2.0),
        ([2.0], [1.0], 2.0, 0.0),
        ([2.0, 1.0], [0.0, 1.0], 2.0, 1.25),
    ],
)
def test_hadsell_has_the_values_worked_by_hand(
    distance: list[float], target: list[float], margin: float, value: float, dtype: torch.dtype
) -> None:
    result = contrastive_loss_hadsell(*_tensors([distance, target], dtype), margin)
    assert result.shape == ()
    assert result.dtype == dtype
    assert result.item() == pytest.approx(value)


@pytest.mark.parametrize("dtype", DTYPES)
def test_hadsell_is_half_of_contrastive_with_the_labels_exchanged(dtype: torch.dtype) -> None:
    a, b = _rows(17, 9, 4, 2)
    y = _labels(5, 9)
    distances = torch.tensor(_euclid(a, b), dtype=dtype)
    hadsell = contrastive_loss_hadsell(distances, torch.tensor(1 - y, dtype=dtype), 1.3)
    plain = [d * d / 2 if similar else max(1.3 - d, 0) ** 2 / 2 for d, similar in zip(_euclid(a, b), y, strict=True)]
    assert hadsell.item() == pytest.approx(sum(plain) / 9, rel=1e-5)
    assert 2 * hadsell.item() == pytest.approx(contrastive_loss(*_tensors([a, b, y], dtype), 1.3).item(), rel=1e-5)


@pytest.mark.parametrize("dtype", DTYPES)
def test_the_gradient_of_hadsell_is_d_or_d_minus_margin(dtype: torch.dtype) -> None:
    d, y = _tensors([[0.0, 0.5, 0.0, 0.5, 1.0, 2.0], [0.0, 0.0, 1.0, 1.0, 1.0, 1.0]], dtype, leaves=1)
    contrastive_loss_hadsell(d, y).backward()
    np.testing.assert_allclose(d.grad.numpy() * 6, [0.0, 0.5, -1.0, -0.5, 0.0, 0.0], rtol=1e-6)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(
    ("positive", "negative", "margin", "value"),
    [
        ([[3.0, 4.0]], [[0.0, 2.0]], 1.0, 4.0),
        ([[3.0, 4.0]], [[6.0, 8.0]], 1.0, 0.0),
        ([[3.0, 4.0]], [[0.0, 6.0]], 1.0, 0.0),
        ([[0.0, 0.0]], [[0.0, 0.0]], 0.5, 0.5),
        ([[3.0, 4.0], [0.0, 1.0]], [[0.0, 2.0], [0.0, 9.0]], 1.0, 2.0),
    ],
)
def test_triplet_has_the_values_worked_by_hand(
    positive: list[list[float]], negative: list[list[float]], margin: float, value: float, dtype: torch.dtype
) -> None:
    anchor, positive, negative = _tensors([np.zeros_like(positive), positive, negative], dtype)
    result = triplet_loss(anchor, positive, negative, margin)
    assert result.shape == ()
    assert result.dtype == dtype
    assert result.item() == pytest.approx(value, rel=1e-6)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("shape", SHAPES)
def test_triplet_agrees_with_numpy_and_with_torch(shape: tuple[int, int], dtype: torch.dtype) -> None:
    arrays = _rows(2 * sum(shape), *shape, 3)
    a, p, n = arrays
    expected = np.mean(np.maximum(_euclid(a, p) - _euclid(a, n) + 0.6, 0))
    tensors = _tensors(arrays, dtype)
    result = triplet_loss(*tensors, 0.6).item()
    assert result == pytest.approx(expected, rel=1e-5)
    assert result == pytest.approx(F.triplet_margin_loss(*tensors, margin=0.6).item(), rel=1e-4, abs=1e-5)


def test_the_gradient_of_triplet_agrees_with_finite_differences() -> None:
    leaves = _tensors(_rows(23, 6, 3, 3), torch.float64, leaves=3)
    assert torch.autograd.gradcheck(lambda a, p, n: triplet_loss(a, p, n, 0.8), tuple(leaves))


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("place", [0.0, 1.0, 10000.0])
def test_gradients_are_finite_where_embeddings_coincide(place: float, dtype: torch.dtype) -> None:
    same = [np.full((2, 3), place)] * 3
    a, p, n = _tensors(same, dtype, leaves=3)
    loss = triplet_loss(a, p, n)
    loss.backward()
    assert loss.item() == 1.0
    x1, x2, y = _tensors([same[0], same[1], [0.0, 1.0]], dtype, leaves=2)
    contrastive_loss(x1, x2, y).backward()
    for leaf in (a, p, n, x1, x2):
        assert torch.isfinite(leaf.grad).all()


@pytest.mark.parametrize("dtype", DTYPES)
def test_values_and_gradients_are_finite_and_right_far_apart(dtype: torch.dtype) -> None:
    x1, x2, y = _tensors([[[10000.0, 0.0]] * 2, [[-10000.0, 0.0]] * 2, [1.0, 0.0]], dtype, leaves=2)
    loss = contrastive_loss(x1, x2, y)
    loss.backward()
    assert loss.item() == pytest.approx(2e8)
    assert x1.grad.tolist() == [[20000.0, 0.0], [0.0, 0.0]]
    a, p, n = _tensors([[[0.0, 0.0]], [[30000.0, 40000.0]], [[10000.0, 0.0]]], dtype, leaves=3)
    loss = triplet_loss(a, p, n)
    loss.backward()
    assert loss.item() == pytest.approx(40001.0)
    np.testing.assert_allclose(p.grad.numpy(), [[0.6, 0.8]], rtol=1e-6)
    np.testing.assert_allclose(n.grad.numpy(), [[-1.0, 0.0]], rtol=1e-6)


# --- losses over a whole batch --------------------------------------------------------------------------------------

Loss = Callable[..., torch.Tensor]
HALF_E = float(np.log1p(np.exp(-1)))  # log(1 + 1/e)


def _cosine(a: Array, b: Array) -> float:
    return float(a @ b / (a @ a) ** 0.5 / (b @ b) ** 0.5)


def _info_nce(query: Array, key: Array, temperature: float) -> float:
    total = 0.0
    for i, q in enumerate(query):
        weights = [np.exp(_cosine(q, k) / temperature) for k in key]
        total -= np.log(weights[i] / sum(weights))
    return total / len(query)


def _embeddings(seed: int, rows: int = 6, width: int = 4) -> Array:
    return np.random.default_rng(seed).normal(size=(rows, width))


BY_HAND = [
    (info_nce_loss, ([[1.0, 0.0], [2.0, 0.0]], [[1.0, 0.0], [1.0, 0.0]]), {}, np.log(2)),
    (info_nce_loss, ([[3.0, 0.0], [0.0, 2.0]], [[1.0, 0.0], [0.0, 5.0]]), {"temperature": 1.0}, HALF_E),
    (info_nce_loss, ([[1.0, 0.0], [0.0, 1.0]], [[1.0, 0.0], [1.0, 0.0]]), {"temperature": 1.0}, np.log(2)),
    (info_nce_loss, ([[1.0, 0.0]], [[-3.0, 4.0]]), {}, 0.0),
    (info_nce_loss, ([[1.0, 0.0], [0.0, 1.0]], [[-1.0, 0.0], [0.0, -1.0]]), {"temperature": 0.01}, 100.0),
    (supcon_loss, ([[1.0, 0.0], [1.0, 0.0], [1.0, 0.0]], [0, 0, 1]), {}, np.log(2)),
    (supcon_loss, ([[2.0, 0.0], [0.0, 1.0], [3.0, 0.0]], [0, 1, 0]), {"temperature": 1.0}, HALF_E),
    (supcon_loss, ([[1.0, 0.0], [0.0, 1.0]], [0, 1]), {}, 0.0),
    (supcon_loss, ([[1.0, 0.0], [-1.0, 0.0], [1.0, 0.0]], [0, 0, 1]), {"temperature": 0.01}, (200 + np.log(2)) / 2),
    (cosine_embedding_loss, ([[1.0, 0.0]] * 2, [[3.0, 4.0]] * 2, [1.0, -1.0]), {}, 0.5),
    (cosine_embedding_loss, ([[1.0, 0.0]], [[3.0, 4.0]], [-1.0]), {"margin": 0.5}, 0.1),
    (cosine_embedding_loss, ([[1.0, 0.0]], [[-7.0, 0.0]], [1.0]), {"margin": 0.5}, 2.0),
    (hinge_embedding_loss, ([0.2, 2.0, 0.5, 1.5], [1.0, 1.0, -1.0, -1.0]), {"margin": 1.5}, 0.8),
    (hinge_embedding_loss, ([1e4, 1e4], [1.0, -1.0]), {}, 5e3),
    (batch_hard_triplet_loss, ([[0.0], [1.0], [1.2], [5.0]], [0, 0, 1, 2]), {"margin": 0.5}, 0.8),
    (batch_hard_triplet_loss, ([[1.0], [2.0]], [0, 1]), {}, 0.0),
    (batch_hard_triplet_loss, ([[1.0], [2.0]], [0, 0]), {}, 0.0),
    (batch_hard_triplet_loss, (np.ones((4, 3)), [0, 0, 1, 1]), {}, 0.2),
]
LABELS = np.array([0, 1, 0, 2, 0, 1, 3])
SIGNS = np.array([1.0, -1.0, -1.0, 1.0, -1.0, 1.0])


def _supcon(z: Array, labels: NDArray[np.int64], temperature: float) -> float:
    anchors = []
    for i, a in enumerate(z):
        weights = {j: np.exp(_cosine(a, b) / temperature) for j, b in enumerate(z) if j != i}
        shares = [w / sum(weights.values()) for j, w in weights.items() if labels[j] == labels[i]]
        if shares:
            anchors.append(-np.mean(np.log(shares)))
    return float(np.mean(anchors))


def _cosine_embedding(x1: Array, x2: Array, target: Array, margin: float) -> float:
    terms = [
        1 - _cosine(a, b) if y == 1 else max(0.0, _cosine(a, b) - margin)
        for a, b, y in zip(x1, x2, target, strict=True)
    ]
    return float(np.mean(terms))


def _hinge_embedding(distance: Array, target: Array, margin: float) -> float:
    return float(np.mean([d if y == 1 else max(0.0, margin - d) for d, y in zip(distance, target, strict=True)]))


def _batch_hard(z: Array, labels: NDArray[np.int64], margin: float) -> float:
    losses = []
    for i, a in enumerate(z):
        far = [np.linalg.norm(a - b) for j, b in enumerate(z) if j != i and labels[j] == labels[i]]
        near = [np.linalg.norm(a - b) for j, b in enumerate(z) if labels[j] != labels[i]]
        if far and near:
            losses.append(max(0.0, float(max(far) - min(near)) + margin))
    return float(np.mean(losses))


SECOND_SOURCE: list[tuple[Loss, Callable[..., float], tuple[object, ...], float]] = [
    (info_nce_loss, _info_nce, (_embeddings(1), _embeddings(2)), 0.2),
    (info_nce_loss, _info_nce, (_embeddings(3, 9, 2), _embeddings(4, 9, 2)), 0.07),
    (supcon_loss, _supcon, (_embeddings(7, 7), LABELS), 0.3),
    (cosine_embedding_loss, _cosine_embedding, (_embeddings(8), _embeddings(9), SIGNS), 0.2),
    (hinge_embedding_loss, _hinge_embedding, (np.abs(_embeddings(12)[:, 0]), SIGNS), 0.7),
    (batch_hard_triplet_loss, _batch_hard, (_embeddings(13, 7), LABELS), 0.4),
]
EXTREMES: list[tuple[Loss, tuple[object, ...], float]] = [
    (info_nce_loss, (1e4 * _embeddings(5), 1e-3 * _embeddings(6)), 0.01),
    (info_nce_loss, (np.ones((5, 3)), np.ones((5, 3))), 0.01),
    (supcon_loss, (1e4 * _embeddings(5, 7), LABELS), 0.01),
    (supcon_loss, (np.ones((7, 3)), LABELS), 0.01),
    (supcon_loss, (_embeddings(5, 2), np.array([0, 1])), 0.01),
    (cosine_embedding_loss, (1e4 * _embeddings(5), 1e-3 * _embeddings(6), SIGNS), 0.1),
    (cosine_embedding_loss, (np.ones((6, 3)), np.ones((6, 3)), SIGNS), 0.0),
    (batch_hard_triplet_loss, (1e4 * _embeddings(5, 7), LABELS), 0.2),
    (batch_hard_triplet_loss, (np.ones((7, 3)), LABELS), 0.2),
    (batch_hard_triplet_loss, (_embeddings(5, 2), np.array([0, 1])), 0.2),
]


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(("loss", "given", "options", "value"), BY_HAND)
def test_the_values_worked_by_hand(
    loss: Loss, given: Sequence[object], options: dict[str, float], value: float, dtype: torch.dtype
) -> None:
    result = loss(*_given(given, dtype), **options)
    assert result.shape == ()
    assert result.dtype == dtype
    assert result.item() == pytest.approx(value, rel=1e-5, abs=1e-6)


@pytest.mark.parametrize(("loss", "oracle", "given", "option"), SECOND_SOURCE)
def test_a_second_source_and_finite_differences_agree(
    loss: Loss, oracle: Callable[..., float], given: Sequence[object], option: float
) -> None:
    tensors = _given(given, torch.float64, grad=True)
    assert loss(*tensors, option).item() == pytest.approx(oracle(*given, option), rel=1e-9)
    assert torch.autograd.gradcheck(lambda *leaves: loss(*leaves, option), tuple(tensors))


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(("loss", "given", "option"), EXTREMES)
def test_value_and_gradient_are_finite_at_the_extremes(
    loss: Loss, given: Sequence[object], option: float, dtype: torch.dtype
) -> None:
    tensors = _given(given, dtype, grad=True)
    value = loss(*tensors, option)
    value.backward()
    assert torch.isfinite(value)
    assert all(torch.isfinite(t.grad).all() for t in tensors if t.requires_grad and t.grad is not None)


def _given(values: Sequence[object], dtype: torch.dtype, *, grad: bool = False) -> list[torch.Tensor]:
    """Make tensors: float arrays in the dtype asked for, with a gradient; whole numbers as class ids."""
    arrays = [np.asarray(value) for value in values]
    return [
        torch.tensor(a) if a.dtype.kind == "i" else torch.tensor(a, dtype=dtype, requires_grad=grad) for a in arrays
    ]


@pytest.mark.parametrize("margin", [0.0, 0.3])
def test_cosine_embedding_agrees_with_torch(margin: float) -> None:
    tensors = _given((_embeddings(10), _embeddings(11), SIGNS), torch.float64)
    torch.testing.assert_close(
        cosine_embedding_loss(*tensors, margin), F.cosine_embedding_loss(*tensors, margin=margin)
    )


@pytest.mark.parametrize("margin", [1.0, 0.4])
def test_hinge_embedding_agrees_with_torch(margin: float) -> None:
    tensors = _given((np.abs(_embeddings(14)[:, 0]), SIGNS), torch.float64)
    torch.testing.assert_close(hinge_embedding_loss(*tensors, margin), F.hinge_embedding_loss(*tensors, margin=margin))


# --- losses with a centre for each class ----------------------------------------------------------------------------

TO_ZERO = {"scale": 7.0, "margin": float(np.arccos(0.8))}  # turns an angle with the cosine 0.6 into a right one
BESIDE = ([[1.0, 0.0]], [[3.0, 4.0], [0.0, 1.0]], [0])
OPPOSITE = ([[1.0, 0.0]], [[-4.0, 3.0], [0.0, 2.0]], [0])
CENTRES_BY_HAND = [
    (arcface_loss, BESIDE, TO_ZERO, np.log(2)),
    (cosface_loss, BESIDE, {"scale": 7.0, "margin": 0.6}, np.log(2)),
    (arcface_loss, BESIDE, {"scale": 5.0, "margin": 0.0}, np.log1p(np.exp(-3))),
    (cosface_loss, BESIDE, {"scale": 5.0, "margin": 0.0}, np.log1p(np.exp(-3))),
    # θ + m is beyond π: cos(θ + m) = −0.8·0.6 − 0.6·0.8 = −0.96, without a second formula.
    (arcface_loss, OPPOSITE, {"scale": 10.0, "margin": float(np.arccos(0.6))}, np.log1p(np.exp(9.6))),
    (cosface_loss, OPPOSITE, {"scale": 10.0, "margin": 0.5}, np.log1p(np.exp(13.0))),
    (cosface_loss, ([[2.0, 0.0]], [[3.0, 0.0], [0.0, 1.0]], [0]), {"scale": 2.0, "margin": 0.5}, HALF_E),
    (arcface_loss, ([[3.0, 4.0]], [[1.0, 0.0]], [0]), {}, 0.0),
]


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(("loss", "given", "options", "value"), CENTRES_BY_HAND)
def test_losses_with_centres_have_the_values_worked_by_hand(
    loss: Loss, given: Sequence[object], options: dict[str, float], value: float, dtype: torch.dtype
) -> None:
    test_the_values_worked_by_hand(loss, given, options, value, dtype)


def _angle(a: Array, b: Array) -> float:
    """The angle of two vectors from their lengths' worth of sum and difference, without an arc cosine."""
    a, b = a / np.linalg.norm(a), b / np.linalg.norm(b)
    return float(2 * np.arctan2(np.linalg.norm(a - b), np.linalg.norm(a + b)))


def _with_centres(
    embeddings: Array, weight: Array, labels: NDArray[np.int64], scale: float, own: Callable[[float], float]
) -> float:
    total = 0.0
    for x, y in zip(embeddings, labels, strict=True):
        angles = [_angle(x, w) for w in weight]
        shares = [np.exp(scale * (own(t) if j == y else np.cos(t))) for j, t in enumerate(angles)]
        total -= np.log(shares[y] / sum(shares))
    return total / len(labels)


@pytest.mark.parametrize(("scale", "margin"), [(30.0, 0.5), (5.0, 1.3), (64.0, 0.0)])
def test_losses_with_centres_agree_with_loops_over_angles(scale: float, margin: float) -> None:
    given = (_embeddings(15, 7), _embeddings(16, 5), np.array([0, 1, 0, 4, 2, 1, 2]))
    tensors = _given(given, torch.float64, grad=True)
    arc = _with_centres(*given, scale, lambda t: float(np.cos(t + margin)))
    cos = _with_centres(*given, scale, lambda t: float(np.cos(t)) - margin)
    for loss, expected in ((arcface_loss, arc), (cosface_loss, cos)):
        assert loss(*tensors, scale, margin).item() == pytest.approx(expected, rel=1e-9)
        assert torch.autograd.gradcheck(lambda x, w, loss=loss: loss(x, w, tensors[2], scale, margin), tensors[:2])


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("loss", [arcface_loss, cosface_loss])
@pytest.mark.parametrize("size", [1e-3, 1.0, 1e4])
def test_losses_with_centres_are_finite_at_the_extremes(loss: Loss, size: float, dtype: torch.dtype) -> None:
    rows = size * np.array([[1.0, 0.0], [1.0, 0.0], [1.0, 1.0]])
    given = (rows, [[2.0, 0.0], [-3.0, 0.0], [0.0, 1.0]], np.array([0, 1, 2]))  # own cosines of +1 and −1
    tensors = _given(given, dtype, grad=True)
    value = loss(*tensors, 100.0, 0.5)
    value.backward()
    assert torch.isfinite(value)
    assert torch.isfinite(tensors[0].grad).all()
    assert torch.isfinite(tensors[1].grad).all()


def test_beyond_pi_the_loss_of_arcface_falls_as_the_angle_grows() -> None:
    weight = torch.tensor([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]], dtype=torch.float64)
    slopes = []
    for angle in (2.5, 2.8):  # π − 0.5 = 2.64 lies between
        turn = torch.tensor(angle, dtype=torch.float64, requires_grad=True)
        row = torch.stack((turn.cos(), turn.sin(), torch.zeros_like(turn)))  # at right angles to the other centre
        arcface_loss(row[None], weight, torch.tensor([0])).backward()
        slopes.append(turn.grad.item())
    assert slopes[0] > 0 > slopes[1]


# --- skip-gram with negative sampling -------------------------------------------------------------------------------

LOG_3 = float(np.log(3))  # σ(log 3) = ¾
RIGHT, WRONG = float(np.log(4 / 3)), float(np.log(4))


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(
    ("center", "context", "negatives", "value"),
    [
        ([[1.0]], [[LOG_3]], [[[-LOG_3]]], 2 * RIGHT),
        ([[-1.0]], [[LOG_3]], [[[-LOG_3]]], 2 * WRONG),
        ([[LOG_3, 0.0]], [[1.0, 5.0]], [[[1.0, 2.0], [-1.0, 0.0]]], 2 * RIGHT + WRONG),
        ([[0.0, 0.0]], [[1.0, 2.0]], [[[1.0, 0.0]] * 5], 6 * np.log(2)),
        ([[LOG_3], [1.0]], [[1.0], [LOG_3]], [[[-1.0]], [[LOG_3]]], (3 * RIGHT + WRONG) / 2),
        ([[100.0], [-100.0]], [[-100.0], [-100.0]], [[[100.0], [-100.0]], [[100.0], [100.0]]], 1e4),
    ],
)
def test_negative_sampling_has_the_values_worked_by_hand(
    center: object, context: object, negatives: object, value: float, dtype: torch.dtype
) -> None:
    tensors = _given((center, context, negatives), dtype, grad=True)
    result = negative_sampling_loss(*tensors)
    result.backward()
    assert (result.shape, result.dtype) == ((), dtype)
    assert result.item() == pytest.approx(value, rel=1e-6)
    assert all(torch.isfinite(t.grad).all() for t in tensors)


@pytest.mark.parametrize("size", [0.1, 0.5, 1.0])
def test_negative_sampling_agrees_with_a_loop_and_finite_differences(size: float) -> None:
    given = tuple(size * a for a in (_embeddings(17), _embeddings(18), _embeddings(19, 30).reshape(6, 5, 4)))
    terms = [
        np.log(1 / (1 + np.exp(-(c @ o)))) + sum(np.log(1 - 1 / (1 + np.exp(-(c @ n)))) for n in drawn)
        for c, o, drawn in zip(*given, strict=True)
    ]
    tensors = tuple(_given(given, torch.float64, grad=True))
    assert negative_sampling_loss(*tensors).item() == pytest.approx(-np.mean(terms), rel=1e-9)
    assert torch.autograd.gradcheck(negative_sampling_loss, tensors)


def test_the_best_product_of_negative_sampling_is_the_log_ratio_less_log_k() -> None:
    """A pair that occurs 3 times as often as chance has it, with 5 negatives drawn by frequency for each pair."""
    product = np.linspace(-4, 4, 8001)
    cost = 3 * np.log1p(np.exp(-product)) + 5 * np.log1p(np.exp(product))
    assert product[cost.argmin()] == pytest.approx(np.log(3) - np.log(5), abs=1e-3)
