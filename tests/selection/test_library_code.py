"""Every block for another library is executed there on a small table: it trains, predicts, and prints no warning."""

from __future__ import annotations

import os
import re
import warnings
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import torch
from library_code import LIBRARIES, Block, blocks
from printed_code import world as torch_world

from lossquiz.losses.catalogue import Loss, catalogue
from lossquiz.selection.facts import settle
from lossquiz.selection.torch_line import code_block, for_facts

os.environ.setdefault("OMP_NUM_THREADS", "1")  # for libraries that are not loaded yet: the tables are tiny

PACKAGES = {"xgboost": "xgboost", "lightgbm": "lightgbm", "catboost": "catboost", "sklearn": "sklearn"}
TABULAR = [block for library in LIBRARIES if library in PACKAGES for block in blocks(library)]
ROWS, NEW = 60, 7


def world(block: Block) -> dict[str, Any]:
    """Return what a block leaves to its reader: a table whose target has the form that the loss asks for."""
    draw = np.random.default_rng(3)
    x = draw.normal(size=(ROWS, 4))
    score = x[:, 0] + 0.5 * draw.normal(size=ROWS)
    event = (draw.random(ROWS) < 0.7).astype(int)
    duration = np.exp(0.3 * score) + 0.1
    probs = np.exp(np.stack([score, 0 * score, -score], axis=1))
    many = np.stack([score > 0, score < 1], axis=1).astype(int)
    return {
        "X": x,
        "X_new": draw.normal(size=(NEW, 4)),
        "y": many if block.task == "multilabel_classification" else _target(block, score),
        "exposure": np.exp(draw.normal(size=ROWS)),
        "exposure_new": np.ones(NEW),
        "weight": draw.random(ROWS) + 0.5,
        "group": [ROWS // 3] * 3,
        "query": np.repeat(np.arange(3), ROWS // 3),
        "event": event,
        "cause": event * (1 + (score > 0)),
        "last": np.minimum(duration.astype(int), 4),
        "duration": duration,
        "lower": duration,
        "upper": np.where(event == 1, duration * 1.1, np.inf),
        "known": draw.random((ROWS, 2)) < 0.8,
        "probs": probs / probs.sum(axis=1, keepdims=True),
        "residual_scale": 1.3,
        "level": 0.8,
        "n_pos": 20,
        "n_neg": 40,
        "cost_fn": 5.0,
        "cost_fp": 1.0,
        "prior": 0.4,
        "transition": np.array([[0.9, 0.1], [0.2, 0.8]]),
    }


def _target(block: Block, score: np.ndarray) -> np.ndarray:
    if block.task in {"binary_classification", "recommendation"} and block.loss not in {"mse", "mae", "huber"}:
        return (score > 0.3).astype(int)
    if block.task in {"multiclass_classification", "ordinal_classification", "ranking"}:
        grades = np.digitize(score, [-0.7, 0.7])
        return np.minimum(grades, 1) if "0/1" in block.code else grades
    if block.loss in {"bce", "bce_with_logits"}:
        return 1 / (1 + np.exp(-score))
    if "count" in block.code:
        return np.floor(np.exp(score))
    return np.exp(score) if block.loss in POSITIVE else score


POSITIVE = {"gamma_nll", "inverse_gaussian_deviance", "tweedie", "msle", "mape", "lognormal_nll"}


@pytest.mark.parametrize("block", TABULAR, ids=[block.id for block in TABULAR])
def test_a_block_trains_and_predicts(
    block: Block, capfd: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # where CatBoost writes its logs
    pytest.importorskip(
        PACKAGES[block.library], reason=f"{block.library} is not installed: pip install '.[frameworks]'"
    )
    space = world(block)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.filterwarnings("ignore", message="Failed to import numba")  # which the advice says
        exec(compile(quick(block.code), block.id, "exec"), space)  # noqa: S102 - our own code, pasted as its reader would
    told = capfd.readouterr()
    assert "warn" not in (told.out + told.err).lower(), told
    given = next(
        space[name]
        for name in ("prediction", "prob", "score", "incidence", "hazard", "time", "survival", "grade")
        if name in space
    )
    assert np.isfinite(np.asarray(given, dtype=float)).all()
    assert np.asarray(given, dtype=float).std() > 0


def quick(code: str) -> str:
    """Return a block that trains a few rounds only."""
    few = re.sub(r"(HistGradientBoosting\w+\()(?!\))", r"\1max_iter=10, ", code.replace("200", "20"))
    return re.sub(r"(HistGradientBoosting\w+)\(\)", r"\1(max_iter=10)", few)


# ---- objectives of one's own: gradient and Hessian of each row's loss

# The same lines in each library: of XGBoost, and of another where XGBoost has the loss itself.
OWN = list(
    {
        (block.loss, str(block.form["slots"]), str(block.facts)): block
        for library in ("catboost", "lightgbm", "xgboost")
        for block in blocks(library)
        if block.form["own"]
    }.values()
)


class Labels:
    """A table as far as an objective asks it."""

    def __init__(self, y: np.ndarray) -> None:
        self.y = y

    def get_label(self) -> np.ndarray:
        return self.y


def objective(block: Block, labels: np.ndarray) -> Any:
    """Return the block's objective as a function of raw scores alone, in float64."""
    definition = block.code[: block.code.index("# X: ")]
    space = {**world(block)}
    exec(re.sub("(?m)^(import (lightgbm|xgboost)|from catboost).*$", "", definition), space)  # noqa: S102 - our own
    if block.library == "catboost":

        def climbing(raw: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
            both = -np.array(space["Objective"]().calc_ders_range(list(raw), list(labels), None))
            return both[:, 0], both[:, 1]

        return climbing
    return lambda raw: space[block.form["slots"]["function"]](raw, Labels(labels))


def rows_of(block: Block) -> tuple[Loss, np.ndarray, np.ndarray]:
    """Return the loss in PyTorch, raw scores, and labels as the library has them."""
    facts = settle(block.task, dict(block.facts))
    loss = for_facts(catalogue()[block.loss], block.task, facts)
    draw = np.random.default_rng(5)
    if "own_classes" in block.form["template"]:
        return loss, draw.normal(size=(7, 3)), np.array([0, 1, 2, 0, 1, 1, 0])
    raw = draw.normal(size=9) * np.array([0.1, 1, 3, 0.5, 1, 2, 4, 0.3, 1])
    if block.task == "binary_classification":
        return loss, raw, np.array([0, 1, 1, 0, 1, 0, 0, 1, 1.0])
    labels = draw.normal(size=9) * 2
    if block.loss == "msle":
        return loss, np.abs(raw), np.abs(labels)
    return loss, raw, np.abs(labels) + 0.1 if block.loss in POSITIVE else labels


def ours(block: Block, raw: np.ndarray, labels: np.ndarray) -> tuple[float, np.ndarray]:
    """Return the sum of our PyTorch loss over the rows, and its gradient by the raw scores."""
    facts = settle(block.task, dict(block.facts))
    loss = for_facts(catalogue()[block.loss], block.task, facts)
    scores = torch.tensor(raw, dtype=torch.float64, requires_grad=True)
    target = torch.tensor(labels, dtype=torch.float64)
    output = scores
    if next(iter(loss.inputs)) == "scores":
        target = 2 * target - 1
    if next(iter(loss.inputs)) == "probs":
        output = scores.sigmoid()
    if block.loss == "inverse_gaussian_deviance":
        output = scores.exp()
    if scores.dim() > 1:
        target = target.long()
    names = {**torch_world(torch.float64), "transition": torch.tensor([[0.9, 0.1], [0.2, 0.8]], dtype=torch.float64)}
    names |= {"residual_scale": 1.3, "prior": 0.4, "class_counts": torch.bincount(target.long().clamp(min=0)).double()}
    step = SimpleNamespace(zero_grad=lambda: None, step=lambda: None)
    space = {**names, **dict(zip(loss.inputs, (output, target), strict=True)), "optimizer": step}
    exec(code_block(loss, facts), space)  # noqa: S102 - our own code
    assert scores.grad is not None
    return len(raw) * space["loss"].item(), len(raw) * scores.grad.numpy()


@pytest.mark.parametrize("block", OWN, ids=[block.id for block in OWN])
def test_the_gradient_of_an_objective_is_the_slope_of_our_loss(block: Block) -> None:
    _, raw, labels = rows_of(block)
    grad, _ = objective(block, labels)(raw)
    _, wanted = ours(block, raw, labels)
    np.testing.assert_allclose(grad, wanted, rtol=1e-6, atol=1e-9)
    step = 1e-6
    for place in np.ndindex(raw.shape):
        moved = [raw.copy(), raw.copy()]
        moved[0][place] += step
        moved[1][place] -= step
        slope = (ours(block, moved[0], labels)[0] - ours(block, moved[1], labels)[0]) / (2 * step)
        assert grad[place] == pytest.approx(slope, rel=1e-5, abs=1e-7)


@pytest.mark.parametrize("block", OWN, ids=[block.id for block in OWN])
def test_the_hessian_of_an_objective_is_what_its_file_says(block: Block) -> None:
    _, raw, labels = rows_of(block)
    at = objective(block, labels)
    grad, hess = at(raw)
    assert (hess > 0).all()
    assert hess.shape == grad.shape == raw.shape
    step = 1e-5
    for place in np.ndindex(raw.shape):
        moved = [raw.copy(), raw.copy()]
        moved[0][place] += step
        moved[1][place] -= step
        second = (at(moved[0])[0][place] - at(moved[1])[0][place]) / (2 * step)
        if block.form["curvature"] == "exact":
            assert hess[place] == pytest.approx(second, rel=1e-5, abs=1e-8)
        elif block.form["curvature"] == "above":
            assert hess[place] >= second - 1e-6
            for reach in (-30.0, -3.0, -0.3, 0.3, 3.0, 30.0):
                there = raw.copy()
                there[place] += reach
                parabola = ours(block, raw, labels)[0] + grad[place] * reach + hess[place] * reach**2 / 2
                assert ours(block, there, labels)[0] <= parabola + 1e-9
