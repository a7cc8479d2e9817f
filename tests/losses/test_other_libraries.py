"""References against kept libraries of the same convention, in value and where they differentiate in gradient too.

What each library calls its parameters and where it differs is said on the cards; here only what is the same is used.
They are extras of the tests (`sources`): without them these tests are skipped, and NumPy beside them stays.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from lossquiz.losses import (
    binary,
    metric,
    multiclass,
    regression,
    segmentation,
    ssl,
)

metrics = pytest.importorskip("sklearn.metrics", reason="scikit-learn is not installed: pip install '.[sources]'")
pml = pytest.importorskip("pytorch_metric_learning", reason="pytorch-metric-learning is not installed: '.[sources]'")
monai = pytest.importorskip("monai", reason="monai is not installed: pip install '.[sources]'")

Array = NDArray[np.float64]
RNG = np.random.default_rng(7)
N, C, D = 6, 4, 5
LABELS = np.array([0, 1, 0, 2, 1, 2])
SIGNS = np.array([1.0, -1.0, 1.0, 1.0, -1.0, -1.0])
SCORES = RNG.normal(size=N)
PROBS = RNG.uniform(0.05, 0.95, size=N)
LOGITS = RNG.normal(size=(N, C))
SIMPLEX = np.exp(LOGITS) / np.exp(LOGITS).sum(1, keepdims=True)
OTHER = RNG.dirichlet(np.ones(C), size=N)
PRED, TARGET = RNG.normal(size=N), RNG.normal(size=N)
POSITIVE, COUNTS = RNG.uniform(0.2, 4.0, size=(2, N)), np.array([0.0, 3.0, 1.0, 7.0, 2.0, 0.0])
ROWS, OTHERS = RNG.normal(size=(2, N, D))
WEIGHT = RNG.normal(size=(3, D))
MAPS, MASKS = RNG.uniform(0.05, 0.95, size=(N, 8)), (RNG.uniform(size=(N, 8)) < 0.4).astype(float)


def tensor(array: Any, *, leaf: bool = False) -> torch.Tensor:
    result = torch.tensor(array)
    return result.requires_grad_() if leaf else result


def of(loss: Callable[..., torch.Tensor], *arrays: Any, **parameters: Any) -> float:
    return float(loss(*map(tensor, arrays), **parameters))


def one_hot(labels: NDArray[np.int64], classes: int) -> Array:
    return np.eye(classes)[labels]


# --- scikit-learn: metrics, so values only ------------------------------------------------------------------------


# Worked out where they are compared: what is asked of a reference is noted by its test.
VALUES = {
    "mse": (lambda: of(regression.mse_loss, PRED, TARGET), lambda: metrics.mean_squared_error(TARGET, PRED)),
    "mae": (lambda: of(regression.mae_loss, PRED, TARGET), lambda: metrics.mean_absolute_error(TARGET, PRED)),
    "msle": (
        lambda: of(regression.msle_loss, POSITIVE[0], POSITIVE[1]),
        lambda: metrics.mean_squared_log_error(*POSITIVE[::-1]),
    ),
    "quantile": (
        lambda: of(regression.quantile_loss, PRED, TARGET, q=0.8),
        lambda: metrics.mean_pinball_loss(TARGET, PRED, alpha=0.8),
    ),
    "bce": (
        lambda: of(binary.bce_loss, PROBS, (SIGNS + 1) / 2),
        lambda: metrics.log_loss(SIGNS, PROBS),
    ),
    "hinge": (lambda: of(binary.hinge_loss, SCORES, SIGNS), lambda: metrics.hinge_loss(SIGNS, SCORES)),
    "cross_entropy": (
        lambda: of(multiclass.cross_entropy_loss, LOGITS, LABELS),
        lambda: metrics.log_loss(LABELS, SIMPLEX, labels=range(C)),
    ),
    "categorical_cross_entropy": (
        lambda: of(multiclass.categorical_cross_entropy_loss, SIMPLEX, one_hot(LABELS, C)),
        lambda: metrics.log_loss(LABELS, SIMPLEX, labels=range(C)),
    ),
}


@pytest.mark.parametrize("loss", VALUES)
def test_values_are_those_of_scikit_learn(loss: str) -> None:
    ours, theirs = VALUES[loss]
    assert ours() == pytest.approx(theirs(), rel=1e-12)


@pytest.mark.parametrize(
    ("loss", "deviance"),
    [
        (regression.poisson_nll_loss, metrics.mean_poisson_deviance),
        (
            lambda rate, target: regression.tweedie_loss(rate, target, p=1.5),
            lambda target, mean: metrics.mean_tweedie_deviance(target, mean, power=1.5),
        ),
    ],
    ids=["poisson_nll", "tweedie"],
)
def test_likelihoods_differ_as_half_the_deviances_of_scikit_learn(
    loss: Callable[..., torch.Tensor], deviance: Callable[[Array, Array], float]
) -> None:
    """A deviance is twice the distance from the best possible likelihood, which is the same for both predictions."""
    one, other = (of(loss, np.log(mean), COUNTS) for mean in POSITIVE)
    due = (deviance(COUNTS, POSITIVE[0]) - deviance(COUNTS, POSITIVE[1])) / 2
    assert one - other == pytest.approx(due, rel=1e-10)


# --- libraries on torch: values and gradients -----------------------------------------------------------------------


def learn(name: str, **parameters: Any) -> Any:
    from pytorch_metric_learning import losses

    return getattr(losses, name)(**parameters)


def losses_of_monai() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what it imports is deprecated elsewhere
        from monai import losses
    return losses


def of_monai(name: str, **parameters: Any) -> Any:
    return getattr(losses_of_monai(), name)(**parameters)


def theirs_batch_hard(rows: torch.Tensor) -> torch.Tensor:
    from pytorch_metric_learning import distances, miners, reducers

    distance = distances.LpDistance(normalize_embeddings=False)
    labels = torch.tensor(LABELS)
    triplets = miners.BatchHardMiner(distance=distance)(rows, labels)
    return learn("TripletMarginLoss", margin=0.2, distance=distance, reducer=reducers.MeanReducer())(
        rows, labels, triplets
    )  # type: ignore[no-any-return]


def proxies(name: str, weight: torch.Tensor, rows: torch.Tensor, **parameters: Any) -> torch.Tensor:
    """Let a loss that holds its own weights, a class a column, take ours."""
    loss = learn(name, num_classes=len(weight), embedding_size=D, scale=30.0, **parameters)
    del loss.W
    loss.W = weight.T
    result: torch.Tensor = loss(rows, torch.tensor(LABELS))
    return result


TWINS = torch.arange(N).repeat(2)
Pair: TypeAlias = "tuple[Callable[..., torch.Tensor], Callable[..., torch.Tensor], tuple[Array, ...]]"
OF_METRIC_LEARNING: dict[str, Pair] = {
    "supcon": (
        lambda rows: metric.supcon_loss(rows, torch.tensor(LABELS), temperature=0.2),
        lambda rows: learn("SupConLoss", temperature=0.2)(rows, torch.tensor(LABELS)),
        (ROWS,),
    ),
    "ntxent": (
        lambda one, two: ssl.nt_xent_loss(one, two, temperature=0.3),
        lambda one, two: learn("NTXentLoss", temperature=0.3)(torch.cat([one, two]), TWINS),
        (ROWS, OTHERS),
    ),
    "batch_hard_triplet": (
        lambda rows: metric.batch_hard_triplet_loss(rows, torch.tensor(LABELS), margin=0.2),
        theirs_batch_hard,
        (ROWS,),
    ),
    "arcface": (
        lambda rows, weight: metric.arcface_loss(rows, weight, torch.tensor(LABELS), margin=0.2),
        lambda rows, weight: proxies("ArcFaceLoss", weight, rows, margin=math.degrees(0.2)),  # θ + 0.2 < π everywhere
        (ROWS, WEIGHT),
    ),
    "cosface": (
        lambda rows, weight: metric.cosface_loss(rows, weight, torch.tensor(LABELS)),
        lambda rows, weight: proxies("CosFaceLoss", weight, rows, margin=0.35),
        (ROWS, WEIGHT),
    ),
    "vicreg": (
        ssl.vicreg_loss,
        lambda one, two: learn("VICRegLoss", invariance_lambda=25, variance_mu=25, covariance_v=1)(one, ref_emb=two),
        (ROWS, OTHERS),
    ),
}
OF_MONAI: dict[str, Pair] = {
    "dice": (
        lambda probs: segmentation.dice_loss(probs, torch.tensor(MASKS)),
        lambda probs: of_monai("DiceLoss", smooth_nr=1.0, smooth_dr=1.0)(probs[:, None], torch.tensor(MASKS)[:, None]),
        (MAPS,),
    ),
    "jaccard": (
        lambda probs: segmentation.jaccard_loss(probs, torch.tensor(MASKS)),
        # It doubles numerator and denominator, and so what is added to both.
        lambda probs: of_monai("DiceLoss", jaccard=True, smooth_nr=2.0, smooth_dr=2.0)(
            probs[:, None], torch.tensor(MASKS)[:, None]
        ),
        (MAPS,),
    ),
    "tversky": (
        lambda probs: segmentation.tversky_loss(probs, torch.tensor(MASKS), alpha=0.3, beta=0.7),
        lambda probs: of_monai("TverskyLoss", alpha=0.3, beta=0.7, smooth_nr=1.0, smooth_dr=1.0)(
            probs[:, None], torch.tensor(MASKS)[:, None]
        ),
        (MAPS,),
    ),
    "focal": (
        lambda scores: binary.focal_loss(scores, torch.tensor((SIGNS + 1) / 2), gamma=1.5),
        lambda scores: of_monai("FocalLoss", gamma=1.5)(scores[:, None], torch.tensor((SIGNS + 1) / 2)[:, None]),
        (SCORES,),
    ),
    "focal_alpha": (
        lambda scores: binary.focal_loss_with_alpha(scores, torch.tensor((SIGNS + 1) / 2), alpha=0.3),
        lambda scores: of_monai("FocalLoss", gamma=2.0, alpha=0.3)(
            scores[:, None], torch.tensor((SIGNS + 1) / 2)[:, None]
        ),
        (SCORES,),
    ),
}
SINGLE = {"focal", "focal_alpha"}  # monai works these out in float32 whatever comes in


@pytest.mark.parametrize("loss", OF_METRIC_LEARNING)
def test_values_and_gradients_are_those_of_pytorch_metric_learning(loss: str) -> None:
    assert_alike(*OF_METRIC_LEARNING[loss])


@pytest.mark.parametrize("loss", OF_MONAI)
def test_values_and_gradients_are_those_of_monai(loss: str) -> None:
    assert_alike(*OF_MONAI[loss], rel=2e-6 if loss in SINGLE else 1e-9)


def test_focal_tversky_of_monai_leaves_the_background_as_it_is() -> None:
    both, masks = torch.tensor(np.stack([1 - MAPS, MAPS], 1)), torch.tensor(np.stack([1 - MASKS, MASKS], 1))
    theirs = losses_of_monai().unified_focal_loss.AsymmetricFocalTverskyLoss(epsilon=1e-12)(both, masks)
    settings = {"alpha": 0.3, "beta": 0.7, "smooth": 1e-12}
    background = segmentation.tversky_loss(both[:, 0], masks[:, 0], **settings)
    foreground = segmentation.focal_tversky_loss(both[:, 1], masks[:, 1], gamma=0.25, **settings)
    torch.testing.assert_close(theirs, (background + foreground) / 2)


def assert_alike(
    ours: Callable[..., torch.Tensor],
    theirs: Callable[..., torch.Tensor],
    arrays: tuple[Array, ...],
    rel: float = 1e-9,
) -> None:
    results = []
    for function in (ours, theirs):
        leaves = [tensor(array, leaf=True) for array in arrays]
        value = function(*leaves)
        results.append([value.detach(), *torch.autograd.grad(value, leaves)])
    for one, other in zip(*results, strict=True):
        torch.testing.assert_close(one, other.double(), rtol=rel, atol=1e-12)
