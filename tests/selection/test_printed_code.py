"""Every block that the advisor can print is executed: by itself, on a device, in both dtypes, under autocast."""

from __future__ import annotations

import contextlib
import dataclasses
import re
import warnings
from collections.abc import Iterator
from typing import Any

import pytest
import torch
import torch.utils.checkpoint
from devices import NoTensorsElsewhere
from older_torch import skip_on_older_torch
from printed_code import Printed, example, fits, printed, weights_in, world
from torch._subclasses.fake_tensor import FakeTensor, FakeTensorMode
from torch.fx.experimental.symbolic_shapes import ShapeEnv

from lossquiz.losses.catalogue import catalogue
from lossquiz.selection import recommend

# A device that a PyTorch without CUDA can pretend to have, index and differentiate on.
DEVICE = "lazy:0"
BLOCKS = printed()
# Made once, before training, as an argument: a 0-d tensor, which a loss takes on any device.
MADE_BEFORE = {"weighted_bce"}
# PyTorch pretends no CTC, neither forward nor backward: the kernels are here, and both passes are run.
CTC = {"ctc", "ctc_attention"}
# What an older torch cannot pretend, or makes on the CPU by itself: blocks that recompute, complex numbers, its own
# log-softmax over a length that it does not know.
NOT_PRETENDED_BEFORE = {"linear_cross_entropy", "multi_res_stft", "ctc_attention"}
OF_CHECKPOINTS = "`torch.cpu.amp.autocast"  # which those of torch 2.4 use, and warn of

every = pytest.mark.parametrize("block", BLOCKS, ids=[block.id for block in BLOCKS])
dtypes = pytest.mark.parametrize("dtype", [torch.float32, torch.float64], ids=["float32", "float64"])


@contextlib.contextmanager
def strict() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


class Optimizer:
    """Notes what is called, as a training step calls it."""

    def __init__(self) -> None:
        self.calls: list[str] = []

    def zero_grad(self) -> None:
        self.calls.append("zero_grad")

    def step(self) -> None:
        self.calls.append("step")


def run(block: Printed, inputs: dict[str, Any], names: dict[str, Any]) -> torch.Tensor:
    """Execute a block as its reader would, who has named his tensors as it says."""
    optimizer = Optimizer()
    space = {**names, **inputs, "optimizer": optimizer}
    exec(compile(block.code, block.id, "exec"), space)  # noqa: S102 - our own code, pasted as its reader would
    assert optimizer.calls == ["zero_grad", "step"]
    return space["loss"]


def names_for(block: Printed, dtype: torch.dtype) -> dict[str, Any]:
    names = world(dtype)
    if block.task == "binary_classification":  # two classes
        names["class_counts"], names["class_weights"] = names["class_counts"][:2], names["class_weights"][:2]
        names["transition"] = torch.tensor([[0.9, 0.1], [0.2, 0.8]], dtype=dtype)
    return names


def fed(block: Printed, dtype: torch.dtype) -> tuple[dict[str, Any], dict[str, Any]]:
    inputs = example(block.loss, dtype)
    classes = next((v.shape[1] for n, v in inputs.items() if n == "logits" and v.dim() > 1), 2)
    names = names_for(block, dtype)
    if classes == 3:
        names = world(dtype)
    return inputs, names


def test_there_is_a_block_for_every_loss_that_can_be_recommended() -> None:
    assert len(BLOCKS) > len({block.loss.id for block in BLOCKS}) > 200


@every
def test_the_shapes_and_dtypes_that_a_block_names_are_those_that_it_takes(block: Printed) -> None:
    sizes: dict[str, Any] = {}
    for name, value in example(block.loss, torch.float32).items():
        kind = block.loss.inputs[name]
        assert re.search(rf"^# (\w+, )*{name}(, \w+)*: {re.escape(kind)}$", block.code, re.MULTILINE)
        assert fits(kind, value, sizes), f"{name} is {kind}, got {value}"


@every
@dtypes
def test_a_block_runs_as_it_is_and_keeps_the_dtype(block: Printed, dtype: torch.dtype) -> None:
    if block.loss.id == "linear_cross_entropy":
        skip_on_older_torch("its checkpoints make a tensor on the CPU")
    inputs, names = fed(block, dtype)
    before = block.loss.id in MADE_BEFORE or "torch.nn.Parameter(" in block.code  # and moved with the model
    with strict(), contextlib.nullcontext() if before else NoTensorsElsewhere(), weights_in(_of_layer(block, dtype)):
        loss = run(block, inputs, names)
    assert loss.shape == ()
    assert loss.dtype == dtype
    assert torch.isfinite(loss)
    learned = [v for v in inputs.values() if isinstance(v, torch.Tensor) and v.grad is not None]
    modules = [v for v in inputs.values() if isinstance(v, torch.nn.Module)]
    grads = [v.grad for v in learned] + [p.grad for module in modules for p in module.parameters()]
    assert grads
    assert all(torch.isfinite(grad).all() for grad in grads)
    assert any(grad.abs().sum() > 0 for grad in grads)


def _of_layer(block: Printed, dtype: torch.dtype) -> torch.dtype:
    return dtype if block.loss.id == "adaptive_softmax" else torch.float32


@every
@pytest.mark.filterwarnings(f"ignore:{OF_CHECKPOINTS}:FutureWarning")
def test_a_block_gives_nearly_the_same_under_autocast(block: Printed) -> None:
    inputs, names = fed(block, torch.float32)
    torch.manual_seed(1)
    plain = run(block, inputs, names)
    inputs, names = fed(block, torch.float32)
    torch.manual_seed(1)
    with strict(), torch.autocast("cpu", dtype=torch.bfloat16):
        warnings.filterwarnings("ignore", OF_CHECKPOINTS, FutureWarning)
        loss = run(block, inputs, names)
    assert loss.dtype == torch.float32
    # bfloat16 keeps 8 bits: products of embeddings are off by 2⁻⁸ of themselves.
    assert loss.item() == pytest.approx(plain.item(), rel=0.05, abs=0.05)


def test_adaptive_softmax_takes_the_vectors_that_a_model_gives_under_autocast() -> None:
    block = next(block for block in BLOCKS if block.loss.id == "adaptive_softmax")
    inputs, names = fed(block, torch.float32)
    torch.manual_seed(1)
    plain = run(block, inputs, names)
    hidden = inputs["hidden"].detach().bfloat16().requires_grad_()
    torch.manual_seed(1)
    with strict(), torch.autocast("cpu", dtype=torch.bfloat16):
        loss = run(block, {**inputs, "hidden": hidden}, names)
    assert loss.dtype == torch.float32
    assert loss.item() == pytest.approx(plain.item(), rel=0.01)
    assert hidden.grad is not None
    assert torch.isfinite(hidden.grad).all()


@every
@dtypes
def test_a_block_runs_on_a_device_with_all_that_it_makes(
    block: Printed, dtype: torch.dtype, monkeypatch: pytest.MonkeyPatch
) -> None:
    if block.loss.id in NOT_PRETENDED_BEFORE:
        skip_on_older_torch("it cannot pretend this on a device")
    inputs, names = fed(block, dtype)
    mode = FakeTensorMode(shape_env=ShapeEnv(allow_scalar_outputs=True, allow_dynamic_output_shape_ops=True))
    checked = torch.distributions.Distribution._validate_args
    torch.distributions.Distribution.set_default_validate_args(False)  # it would look at numbers
    backward = block.loss.id in CTC
    kernels = ctc_kernels() if backward else contextlib.nullcontext()
    differentiated = backward or any(isinstance(value, torch.nn.Module) for value in inputs.values())
    try:
        with kernels, strict(), mode, torch.set_grad_enabled(differentiated):
            moved = {name: _there(value) for name, value in {**names, **inputs}.items()}
            told = _tell(block, monkeypatch)
            loss = run(block if backward else _forward_only(block), moved, {"there": DEVICE, "dtype": dtype, **told})
    finally:
        torch.distributions.Distribution.set_default_validate_args(checked)
    assert (loss.device.type, loss.dtype, loss.shape) == ("lazy", dtype, ())
    for name in [name for name, value in inputs.items() if backward and value.requires_grad]:
        grad = moved[name].grad
        assert (grad.device.type, grad.dtype, grad.shape) == ("lazy", dtype, inputs[name].shape)


@contextlib.contextmanager
def ctc_kernels() -> Iterator[None]:
    """Give PyTorch's CTC kernels for pretended tensors, and take them back."""
    try:
        with torch.library._scoped_library("aten", "IMPL") as library:
            torch.library.register_fake("aten::_ctc_loss.Tensor", _ctc, lib=library)
            torch.library.register_fake("aten::_ctc_loss_backward.Tensor", _ctc_backward, lib=library)
            yield
    finally:
        FakeTensorMode.cache_clear()  # it keeps what kernels answered


def _ctc(log_probs: Any, targets: Any, input_lengths: Any, target_lengths: Any, *_: Any) -> tuple[Any, Any]:
    # The lengths may be anywhere: the real kernel reads them on the CPU.
    assert log_probs.device == targets.device, f"log_probs on {log_probs.device}, targets on {targets.device}"
    steps, batch, _classes = log_probs.shape
    assert input_lengths.shape == target_lengths.shape == (batch,)
    assert not any(kind.is_floating_point for kind in (targets.dtype, input_lengths.dtype, target_lengths.dtype))
    # The real one ends its log α at the longest target; only its own backward pass looks there.
    return log_probs.new_empty(batch), log_probs.new_empty(batch, steps, 2 * targets.shape[-1] + 1)


def _ctc_backward(
    grad: Any, log_probs: Any, targets: Any, input_lengths: Any, target_lengths: Any, loss: Any, log_alpha: Any, *_: Any
) -> Any:
    assert {part.device for part in (grad, targets, loss, log_alpha)} == {log_probs.device}
    assert grad.shape == loss.shape == input_lengths.shape == target_lengths.shape
    return torch.empty_like(log_probs)


def test_the_pretended_kernels_answer_in_the_shapes_of_the_real_ones() -> None:
    forward, backward = torch.ops.aten._ctc_loss.Tensor, torch.ops.aten._ctc_loss_backward.Tensor

    def both(*given: torch.Tensor) -> list[torch.Tensor]:
        loss, log_alpha = forward(*given)
        return [loss, log_alpha, backward(torch.ones_like(loss), *given, loss, log_alpha, 0)]

    given = [value.detach() for value in example(catalogue()["ctc"], torch.float64).values()]
    real = both(*given)
    with ctc_kernels(), FakeTensorMode() as mode:
        pretended = both(*(mode.from_tensor(value) for value in given))
    for one, other in zip(real, pretended, strict=True):
        assert (one.shape, one.stride(), one.dtype) == (other.shape, other.stride(), other.dtype)


def _there(value: Any) -> Any:
    if isinstance(value, torch.nn.Module):
        for name, weight in list(value.named_parameters()):
            owner, _, own = name.rpartition(".")
            setattr(value.get_submodule(owner), own, torch.nn.Parameter(_there(weight)))
        return value
    if not isinstance(value, torch.Tensor):
        return value
    there = torch.empty_strided(value.shape, value.stride(), dtype=value.dtype, device=DEVICE)
    return there.requires_grad_(value.requires_grad)


def _tell(block: Printed, patch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Answer what a block asks of numbers, which pretended tensors do not hold."""
    if block.loss.id in {"gaussian_nll", "beta_nll"}:  # whether a variance is negative
        patch.setattr(FakeTensor, "__bool__", lambda _: False)
    if block.loss.id == "adaptive_softmax":  # which rows fall to each of its two clusters
        patch.setattr(FakeTensor, "nonzero", lambda mask: torch.zeros(2, 1, dtype=torch.int64, device=mask.device))
        # and whether autocast is on, of a device that autocast does not know
        patch.setattr(
            torch, "autocast", lambda device, enabled: {("lazy", False): contextlib.nullcontext()}[device, enabled]
        )
    if block.loss.id == "linear_cross_entropy":  # the device's own module, for the state of its random numbers
        patch.setattr(torch.utils.checkpoint, "checkpoint", lambda function, *given, **_: function(*given))
    if block.loss.id == "online_contrastive":  # how many pairs there are
        return {"len": lambda _: 2}
    return {}


def _forward_only(block: Printed) -> Printed:
    """Return a block without its backward pass, and with what its module learns on the device."""
    code = block.code.replace("loss.backward()\n", "")
    if "torch.nn.Parameter(" in code:
        code = code.replace("torch.zeros(())", "torch.zeros((), device=there, dtype=dtype)")
        code = code.replace("torch.ones(())", "torch.ones((), device=there, dtype=dtype)")
    code = code.replace("cutoffs=[vocabulary // 10]", "cutoffs=[vocabulary // 10], device=there, dtype=dtype")
    return dataclasses.replace(block, code=code)


def test_what_recommend_gives_is_the_block_of_its_task_and_facts() -> None:
    answer = recommend("multiclass_classification", {"hard_examples": True})
    focal = next(choice for choice in answer.choices if choice.loss == "focal")
    assert focal.torch.startswith("def multiclass_focal(logits, target")
    assert focal.code == next(block.code for block in BLOCKS if focal.torch in block.code)
