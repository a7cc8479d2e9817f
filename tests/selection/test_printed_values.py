"""What the printed blocks give, value and gradient, is what our references or a second derivation in NumPy give."""

from __future__ import annotations

import inspect
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import torch
from printed_code import Printed, example, printed, world

from lossquiz.grading.judging.reference import load_reference
from lossquiz.losses.catalogue import catalogue
from lossquiz.questions.bank import load_bank

pytest.importorskip("scipy", reason="SciPy is not installed: pip install '.[sources]'")
from numpy_losses import DERIVED

BANK = load_bank()
BLOCKS = printed()
# What our reference takes and the block has from its reader or from the facts.
SETS: dict[str, dict[str, Any]] = {
    "weighted_bce": {"pos_weight": torch.tensor(9.0)},
    "weighted_bce-pos_rate=0.02": {"pos_weight": torch.tensor(49.0)},
    "weighted_bce-fn_cost=5.0": {"pos_weight": torch.tensor(5.0)},
    "weighted_bce-fp_costly=True": {"pos_weight": torch.tensor(5.0)},
    "weighted_cross_entropy": {"weight": torch.tensor([0.5, 1.0, 2.0])},
    "weighted_cross_entropy-padding=True": {"weight": torch.tensor([0.5, 1.0, 2.0])},
    "logit_adjusted_ce": {"prior": torch.tensor([50.0, 30.0, 20.0])},
    "margin_ranking": {"margin": 1.0},
    "huber-large_target_scale=True": {"delta": 2.7},
    "smooth_l1-large_target_scale=True": {"beta": 2.7},
    "pseudo_huber-large_target_scale=True": {"delta": 2.7},
    "quantile-quantile=0.9": {"q": 0.9},
    "quantile-predict=quantile": {"q": 0.9},
    "quantile-under_cost=3.0": {"q": 0.75},
    "quantile-asymmetric_cost=True": {"q": 0.75},
    "quantile-asymmetric_cost=over_costly": {"q": 0.25},
    "multi_quantile": {"quantiles": torch.tensor([0.05, 0.5, 0.95])},
    "tversky-small_objects=True": {"alpha": 0.3, "beta": 0.7},
    "tversky-fp_costly=True": {"alpha": 0.7, "beta": 0.3},
    "focal_tversky-small_objects=True": {"alpha": 0.3, "beta": 0.7},
}
# Not compared, and why.
NOT_COMPARED = {
    "adaptive_softmax": "its weights are drawn at random, and it is PyTorch's own layer",
    "cached_info_nce": "a training step: tests/losses/test_catalogue.py holds it to the gradient of the whole batch",
    "wgan_gp": "draws points between real and generated at random",
    "ctc_attention": "the sum of two losses of PyTorch's own",
    "sinkhorn": "stops after 50 rounds: tests/losses/test_catalogue.py holds it to vanish on one set",
    "ms_ssim_l1": "libraries differ in windows and scales, and this one has its own",
    "multi_res_stft": "rests on torch.stft throughout",
    "cldice": "its soft skeleton is defined by max-pooling as it is written",
}


def key(block: Printed) -> str:
    return next((k for k in (block.id, f"{block.loss.id}@{block.task}") if k in DERIVED), "")


def has_reference(block: Printed) -> bool:
    known = BANK.losses.get(block.loss.id)
    original = catalogue()[block.loss.id]
    return (
        known is not None
        and known.task is not None
        and (block.loss.torch, block.loss.snippet)
        == (
            original.torch,
            original.snippet,
        )
    )


REFERENCED = [block for block in BLOCKS if not key(block) and has_reference(block)]
DERIVABLE = [block for block in BLOCKS if key(block)]


def result(block: Printed) -> tuple[float, dict[str, np.ndarray], dict[str, Any]]:
    """Return a block's value, its gradients and the inputs, in float64."""
    inputs = example(block.loss, torch.float64)
    names = world(torch.float64)
    if block.loss.id in {"forward_correction", "backward_correction"} and "logit" in inputs:
        names["transition"] = torch.tensor([[0.9, 0.1], [0.2, 0.8]], dtype=torch.float64)
    space = {**names, **inputs, "optimizer": SimpleNamespace(zero_grad=lambda: None, step=lambda: None)}
    exec(block.code, space)  # noqa: S102 - our own code, pasted as its reader would
    grads = {n: v.grad.numpy() for n, v in inputs.items() if isinstance(v, torch.Tensor) and v.grad is not None}
    return space["loss"].item(), grads, inputs


@pytest.mark.parametrize("block", REFERENCED, ids=[block.id for block in REFERENCED])
def test_a_block_gives_what_our_reference_gives(block: Printed) -> None:
    value, grads, inputs = result(block)
    task = BANK.losses[block.loss.id].task
    assert task is not None
    reference = load_reference(task)
    given = {k: v.double() if isinstance(v, torch.Tensor) else v for k, v in SETS.get(block.id, {}).items()}
    moved = {
        n: v.detach().clone().requires_grad_(n in grads) if isinstance(v, torch.Tensor) else v
        for n, v in inputs.items()
    }
    given = {k: v for k, v in given.items() if k in inspect.signature(reference).parameters}
    wanted = reference(*moved.values(), **given)
    wanted.backward()
    assert value == pytest.approx(wanted.item(), rel=1e-6, abs=1e-8)
    for name, grad in grads.items():
        own = moved[name].grad  # PyTorch's distances differ by the 1e-6 that it adds to each difference
        np.testing.assert_allclose(grad, 0 if own is None else own.numpy(), rtol=5e-5, atol=1e-8, err_msg=name)


@pytest.mark.parametrize("block", DERIVABLE, ids=[block.id for block in DERIVABLE])
def test_a_block_gives_what_its_formula_gives(block: Printed) -> None:
    derived = DERIVED[key(block)]
    value, grads, inputs = result(block)
    arrays = {n: v.detach().numpy().copy() if isinstance(v, torch.Tensor) else v for n, v in inputs.items()}
    fixed = SimpleNamespace(**arrays)
    assert value == pytest.approx(float(derived(SimpleNamespace(**arrays), fixed)), rel=1e-5, abs=1e-6)
    for name, grad in grads.items():
        np.testing.assert_allclose(grad, slope(derived, arrays, name, fixed), rtol=1e-4, atol=2e-5, err_msg=name)


def slope(derived: Any, arrays: dict[str, Any], name: str, fixed: Any, step: float = 1e-6) -> np.ndarray:
    """Return the gradient by central differences."""
    found = np.zeros_like(arrays[name])
    for place in np.ndindex(found.shape):
        ends = []
        for sign in (1, -1):
            moved = arrays[name].copy()
            moved[place] += sign * step
            ends.append(float(derived(SimpleNamespace(**{**arrays, name: moved}), fixed)))
        found[place] = (ends[0] - ends[1]) / (2 * step)
    return found


def test_every_block_is_compared_or_it_is_said_why_not() -> None:
    left = {block.loss.id for block in BLOCKS if block not in REFERENCED and block not in DERIVABLE}
    assert left == set(NOT_COMPARED)
