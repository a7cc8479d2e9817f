"""What the printed blocks give, value and gradient, is what our references or a second derivation in NumPy give."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import torch
from printed_code import Printed, cast, example, printed, weights_in, world

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


# What a block is fed where its example would leave a part of it unseen, or take long to move number by number.
FED: dict[str, Callable[[], dict[str, Any]]] = {
    "multi_res_stft": lambda: {"pred": torch.randn(2, 1040), "target": torch.randn(2, 1040)},
    # two images that are not equally good, and so alike that nothing is clamped
    "ms_ssim_l1": lambda: {
        "x": (x := torch.rand(2, 1, 28, 28)),
        "y": x.lerp(torch.rand(2, 1, 28, 28), torch.tensor([0.1, 0.5]).view(2, 1, 1, 1)),
    },
    "cldice": lambda: {"probs": torch.rand(2, 1, 9, 10), "target": (torch.rand(2, 1, 9, 10) > 0.2).float()},
    "wgan_gp": lambda: {
        "critic": torch.nn.Sequential(torch.nn.Linear(3, 4), torch.nn.Tanh(), torch.nn.Linear(4, 1)),
        "real": torch.randn(4, 3),
        "fake": torch.randn(4, 3),
    },
    # a whole piece and a smaller one
    "cached_info_nce": lambda: {
        "model": torch.nn.Sequential(torch.nn.Linear(3, 2), torch.nn.Tanh()),
        "queries": torch.randn(35, 3),
        "keys": torch.randn(35, 3),
    },
    # inputs and targets that are padded
    "ctc_attention": lambda: {
        "log_probs": torch.randn(6, 3, 4).log_softmax(2),
        "decoder_logits": torch.randn(3, 2, 4),
        "targets": torch.tensor([[1, 2], [3, 3], [2, 0]]),
        "input_lengths": torch.tensor([6, 5, 4]),
        "target_lengths": torch.tensor([2, 2, 1]),
    },
}
# What a block draws at random, drawn once more from the same seed.
DRAWN: dict[str, Callable[[], dict[str, Any]]] = {
    "wgan_gp": lambda: {"share": torch.rand(4, 1, dtype=torch.float64)},
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
    """Return a block's value, its gradients and the inputs, in float64; what its modules learn is an input too."""
    inputs = example(block.loss, torch.float64)
    if block.loss.id in FED:
        torch.manual_seed(0)
        inputs = cast(block.loss, FED[block.loss.id](), torch.float64)
    names = world(torch.float64)
    if block.loss.id in {"forward_correction", "backward_correction"} and "logit" in inputs:
        names["transition"] = torch.tensor([[0.9, 0.1], [0.2, 0.8]], dtype=torch.float64)
    space = {**names, **inputs, "optimizer": SimpleNamespace(zero_grad=lambda: None, step=lambda: None)}
    torch.manual_seed(1)
    with weights_in(torch.float64 if "\nloss_fn = " in block.code else torch.float32):
        exec(block.code, space)  # noqa: S102 - our own code, pasted as its reader would
    torch.manual_seed(1)
    inputs |= DRAWN.get(block.loss.id, dict)()
    modules = {n: space[n] for n in (*block.loss.inputs, "loss_fn") if isinstance(space.get(n), torch.nn.Module)}
    inputs = {n: v for n, v in inputs.items() if n not in modules}
    learned = {
        f"{n}.{own}".replace(".", "_"): v for n, module in modules.items() for own, v in module.named_parameters()
    }
    inputs |= learned
    moving = {n: v for n, v in inputs.items() if isinstance(v, torch.Tensor) and v.requires_grad}
    grads = {n: np.zeros(v.shape) if v.grad is None else v.grad.numpy() for n, v in moving.items()}
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
        np.testing.assert_allclose(grad, slope(derived, arrays, name, fixed), rtol=1e-4, atol=1e-6, err_msg=name)


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


def test_every_block_is_compared() -> None:
    assert [block.id for block in BLOCKS if block not in REFERENCED and block not in DERIVABLE] == []
