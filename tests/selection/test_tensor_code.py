"""Every block for Keras and Optax is executed there: its value and gradient are those of our PyTorch code."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import torch
from library_code import Block, blocks
from optax_code import Run, a_process_with_jax
from printed_code import example, world

from lossquiz.losses.catalogue import catalogue
from lossquiz.selection.facts import settle
from lossquiz.selection.torch_line import code_block, for_facts

os.environ.setdefault("KERAS_BACKEND", "torch")

# Two inputs of ours are columns of one output there.
COLUMNS = {"gaussian_nll", "laplace_nll"}
FACTOR = {("keras", "mape"): 100.0}  # in percent
OF_PROBABILITIES = {("gce", "multiclass_classification")}  # of which ours takes the logits
# Those that take other inputs than ours.
ON_THEIR_OWN = {("cosine_embedding", "regression"), ("triplet", "optax"), ("ctc", "sequence_alignment")}
# Which of our inputs are stacked into the output there, and which into the target.
STACKED = {
    "triplet": ((0, 1, 2), ()),
    "contrastive": ((0, 1), (2,)),
    "cosine_embedding": ((0, 1), (2,)),
    "info_nce": ((0, 1), ()),
    "npairs": ((0, 1), ()),
    "byol_simsiam": ((0, 1), ()),
    "bpr": ((0, 1), ()),
    "bradley_terry": ((0, 1), ()),
    "dpo": ((0, 1), (2, 3)),
    "cox_ph": ((0,), (1, 2)),
    "logistic_hazard": ((0,), (1, 2)),
}
CHANNELS_LAST = {"dice_ce"}
KERAS = blocks("keras")
OPTAX = blocks("optax")


def alike(found: tuple[Block, ...]) -> list[Block]:
    return [b for b in found if not {(b.loss, b.task), (b.loss, b.library)} & ON_THEIR_OWN]


def ours(block: Block) -> tuple[float, np.ndarray, torch.Tensor, torch.Tensor]:
    """Return the value and gradient of our PyTorch code, its output and its target, in float64."""
    if block.loss in COLUMNS:
        return in_columns(block)
    if block.loss in STACKED:
        return in_a_stack(block)
    facts = settle(block.task, dict(block.facts))
    loss = for_facts(catalogue()[block.loss], block.task, facts)
    inputs = example(loss, torch.float64)
    if block.task == "object_detection":  # no two edges coincide, where slopes are a matter of taste
        first = next(iter(inputs))
        inputs[first] = (inputs[first].detach() + 0.01 * torch.randn(inputs[first].shape)).double().requires_grad_()
    names = world(torch.float64)
    if block.loss == "forward_correction" and block.task == "binary_classification":
        names["transition"] = torch.tensor([[0.9, 0.1], [0.2, 0.8]], dtype=torch.float64)
    space = {**names, **inputs, "optimizer": SimpleNamespace(zero_grad=lambda: None, step=lambda: None)}
    exec(code_block(loss, facts), space)  # noqa: S102 - our own code, pasted as its reader would
    output, target, *_ = inputs.values()
    assert output.grad is not None
    grad, output = output.grad, output.detach()
    if block.loss in CHANNELS_LAST:
        grad, output = grad.movedim(1, -1), output.movedim(1, -1)
    return space["loss"].item(), grad.numpy(), output, target.detach()


def in_a_stack(block: Block) -> tuple[float, np.ndarray, torch.Tensor, torch.Tensor]:
    """Return value and gradient of our code, some of whose inputs are one tensor there."""
    loss = for_facts(catalogue()[block.loss], block.task, settle(block.task, dict(block.facts)))
    given = [value.detach() for value in example(loss, torch.float64).values()]
    inner, outer = STACKED[block.loss]
    output = (torch.stack([given[i] for i in inner], 1) if inner[1:] else given[0].clone()).requires_grad_()
    known = [given[i].double() for i in outer]
    target = torch.stack(known, 1) if known[1:] else known[0] if known else torch.zeros(len(output)).double()
    parts = output.unbind(1) if inner[1:] else [output]
    inputs = dict(zip(loss.inputs, [*parts, *(given[i] for i in outer)], strict=True))
    space = {**world(torch.float64), **inputs, "optimizer": SimpleNamespace(zero_grad=lambda: None, step=lambda: None)}
    exec(code_block(loss, {}), space)  # noqa: S102 - our own code, pasted as its reader would
    assert output.grad is not None
    return space["loss"].item(), output.grad.numpy(), output.detach(), target


class Model:
    """Keeps what a Keras model is given."""

    loss: Any = None
    true: Any = None

    def compile(self, **given: Any) -> None:
        assert set(given) == {"optimizer", "loss"}
        self.loss = given["loss"]

    def fit(self, table: Any, true: Any, **given: Any) -> None:
        assert (table, set(given)) == (None, {"epochs"})
        self.true = true

    def predict(self, table: Any) -> Any:
        return table


@pytest.fixture(scope="module")
def run() -> Iterator[Run]:
    for name in ("jax", "optax"):
        if not importlib.util.find_spec(name):
            pytest.skip(f"{name} is not installed: pip install '.[frameworks]'")
    with a_process_with_jax() as opened:
        yield opened


def names_of(block: Block) -> dict[str, Any]:
    names = world(torch.float64)
    if block.task == "binary_classification":
        names["transition"] = torch.tensor([[0.9, 0.1], [0.2, 0.8]], dtype=torch.float64)
    return names


@pytest.mark.parametrize(
    "block",
    alike(KERAS),
    ids=lambda block: block.id,
)
def test_a_block_for_keras_gives_what_ours_gives(block: Block) -> None:
    keras = pytest.importorskip("keras", reason="Keras is not installed: pip install '.[frameworks]'")
    value, grad, output, target = ours(block)
    keras.config.set_floatx("float64")
    model = Model()
    exec(block.code, {**names_of(block), "model": model, "X": None, "X_new": None, "y": target})  # noqa: S102
    pred = output.clone().requires_grad_()
    of_probabilities = (block.loss, block.task) in OF_PROBABILITIES
    found = model.loss(model.true, pred.softmax(-1) if of_probabilities else pred)
    found.backward()
    factor = FACTOR.get(("keras", block.loss), 1.0)
    assert found.item() == pytest.approx(factor * value, rel=1e-6, abs=1e-9)
    # PyTorch adds 1e-6 to each difference of a distance, and numbers in Keras functions are float32.
    np.testing.assert_allclose(pred.grad.numpy(), factor * grad, rtol=5e-5, atol=1e-7)


@pytest.mark.parametrize(
    "block",
    alike(OPTAX),
    ids=lambda block: block.id,
)
def test_a_block_for_optax_gives_what_ours_gives(block: Block, run: Run) -> None:
    value, grad, output, target = ours(block)
    known = {n: v for n, v in names_of(block).items() if not callable(v)}
    told = {n: v.numpy() if isinstance(v, torch.Tensor) else v for n, v in known.items()}
    ran = run(block.code, {**told, "params": output.numpy(), "y": target.numpy()})
    assert ran.loss == pytest.approx(value, rel=1e-6, abs=1e-9)
    np.testing.assert_allclose(ran.grads, grad, rtol=1e-5, atol=1e-8)


def in_columns(block: Block) -> tuple[float, np.ndarray, torch.Tensor, torch.Tensor]:
    """Return value and gradient of our code, whose last input is the exponential of a column there."""
    loss = catalogue()[block.loss]
    centre, target, size = (value.detach() for value in example(loss, torch.float64).values())
    output = torch.stack([centre, size.log()], -1).requires_grad_()
    inputs = dict(zip(loss.inputs, (output[:, 0], target, output[:, 1].exp()), strict=True))
    space = {**inputs, "optimizer": SimpleNamespace(zero_grad=lambda: None, step=lambda: None)}
    exec(code_block(loss, {}), space)  # noqa: S102 - our own code, pasted as its reader would
    assert output.grad is not None
    return space["loss"].item(), output.grad.numpy(), output.detach(), target


def test_the_direction_of_a_vector_is_the_same_in_both() -> None:
    keras = pytest.importorskip("keras", reason="Keras is not installed: pip install '.[frameworks]'")
    (block,) = (b for b in KERAS if (b.loss, b.task) == ("cosine_embedding", "regression"))
    model = Model()
    keras.config.set_floatx("float64")
    exec(block.code, {"model": model, "X": None, "X_new": None, "y": None})  # noqa: S102 - our own code
    torch.manual_seed(2)
    pred, true = torch.randn(5, 3, dtype=torch.float64), torch.randn(5, 3, dtype=torch.float64)
    cosine = torch.nn.functional.cosine_similarity(pred, true).mean().item()
    assert model.loss(true, pred).item() == pytest.approx(-cosine)


def test_a_triplet_loss_of_optax_is_ours(run: Run) -> None:
    block = next(b for b in OPTAX if b.loss == "triplet")
    torch.manual_seed(2)
    parts = {name: torch.randn(5, 3, dtype=torch.float64) for name in ("anchor", "positive", "negative")}
    ran = run(block.code, {**{name: part.numpy() for name, part in parts.items()}, "params": 1.0})
    # torch adds its 1e-6 to each difference, Optax below the root.
    assert ran.loss == pytest.approx(torch.nn.TripletMarginLoss()(*parts.values()).item(), rel=1e-5)


def sequences() -> tuple[torch.Tensor, torch.Tensor, float]:
    """Return logits, labels padded with the blank, and PyTorch's loss of each row, averaged."""
    torch.manual_seed(2)
    logits, labels = torch.randn(2, 6, 4), torch.tensor([[1, 2, 2], [3, 1, 0]])
    log_probs, lengths = logits.log_softmax(-1).transpose(0, 1), torch.tensor([6, 6])
    each = torch.nn.functional.ctc_loss(log_probs, labels, lengths, torch.tensor([3, 2]), reduction="none")
    return logits, labels, each.mean().item()


def test_ctc_of_keras_reads_lengths_from_the_padding() -> None:
    keras = pytest.importorskip("keras", reason="Keras is not installed: pip install '.[frameworks]'")
    logits, labels, wanted = sequences()
    model = Model()
    keras.config.set_floatx("float32")
    block = next(b for b in KERAS if b.loss == "ctc")
    exec(block.code, {"model": model, "X": None, "X_new": None, "y": labels})  # noqa: S102 - our own code
    assert model.loss(labels, logits).item() == pytest.approx(wanted, rel=1e-5)


def test_ctc_of_optax_is_ours(run: Run) -> None:
    logits, labels, wanted = sequences()
    block = next(b for b in OPTAX if b.loss == "ctc")
    ran = run(block.code, {"params": logits.numpy(), "y": labels.numpy()})
    assert ran.loss == pytest.approx(wanted, rel=1e-5)
