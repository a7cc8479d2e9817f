"""What a function calls in the caller's own process: noted there, and everything left as it was."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from lossquiz.grading.cases.from_scratch import forbid
from lossquiz.grading.sandbox.both.job import Entry, Forbidden
from lossquiz.grading.sandbox.both.outcomes import ForbiddenUse
from lossquiz.grading.watched_calls import WatchedCalls

HUBER = forbid(("huber_loss",))
Answer = Callable[[Tensor, Tensor], object]


def uses_of(answer: Answer, forbidden: Forbidden = HUBER, entry: Entry | None = None) -> tuple[ForbiddenUse, ...]:
    watch = WatchedCalls(forbidden, entry or Entry("answer"), __file__)
    pred, target = torch.tensor([0.5, 2.0, 4.0], requires_grad=True), torch.ones(3)
    for _ in range(2):
        watch.around(lambda: answer(pred, target))
    return watch.uses


def by_name(pred: Tensor, target: Tensor) -> Tensor:
    return F.huber_loss(pred, target)


def from_scratch(pred: Tensor, target: Tensor) -> Tensor:
    error = (pred - target).abs()
    return torch.where(error <= 1, 0.5 * error**2, error - 0.5).mean()


def test_a_builtin_is_told_once_with_its_line() -> None:
    line = by_name.__code__.co_firstlineno + 1
    assert uses_of(by_name) == (ForbiddenUse("torch.nn.functional.huber_loss", line, "call"),)


@pytest.mark.parametrize(
    "answer",
    [
        F.huber_loss,
        torch.nn.HuberLoss(),
        lambda p, t: torch.ops.aten.huber_loss(p, t, 1, 1.0),
        torch._C._nn.huber_loss,
        lambda p, t: torch.vmap(F.huber_loss)(p, t).mean(),
        F.smooth_l1_loss,
        lambda p, t: torch.jit.trace(F.huber_loss, (p, t))(p, t),
    ],
)
@pytest.mark.filterwarnings("ignore")  # of torch.jit, about itself
def test_each_way_to_call_a_builtin_is_seen(answer: Answer) -> None:
    assert uses_of(answer)


@pytest.mark.parametrize(
    "answer",
    [
        from_scratch,
        lambda p, t: F.softplus(p).mean() + F.l1_loss(p, t),
        lambda p, t: torch.func.grad(lambda x: from_scratch(x, t))(p).sum(),
        lambda p, t: torch.vmap(from_scratch)(p, t).mean(),
        lambda p, t: p.clone().mul_(2).add_(t).sum(),
        lambda p, t: None,  # noqa: ARG005 - an answer has its parameters
    ],
)
def test_honest_functions_are_told_nothing_of(answer: Answer) -> None:
    assert uses_of(answer) == ()


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        (lambda p, _: torch.autograd.grad((p * p).sum(), p)[0], "torch.autograd.grad"),
        (lambda p, _: (p * p).sum().backward(), "torch.Tensor.backward"),
        (lambda p, _: torch.func.grad(lambda x: (x * x).sum())(p), "torch.autograd.grad"),
        (lambda p, t: torch.func.jvp(lambda x: x * x, (p,), (t,)), "torch.autograd.forward_ad"),
        (lambda p, t: torch.ops.aten.mse_loss_backward(torch.ones(()), p, t, 1), "mse_loss_backward"),
    ],
)
@pytest.mark.filterwarnings("ignore")  # jvp loads parts of torch that warn of other parts
def test_autograd_is_seen_where_the_gradient_is_written_by_hand(answer: Answer, name: str) -> None:
    entry = Entry("mse_backward", "backward")
    assert name in {use.name for use in uses_of(answer, Forbidden(), entry)}
    assert uses_of(lambda p, t: 2 * (p - t) / 3, Forbidden(), entry) == ()


def test_autograd_and_builtins_are_as_before_after_the_watch() -> None:
    before = torch.autograd._engine_run_backward
    uses_of(lambda p, _: (p * p).sum().backward(), Forbidden(), Entry("b", "backward"))
    assert torch.autograd._engine_run_backward is before
    assert float(F.huber_loss(torch.tensor([1.0, 4.0]), torch.ones(2))) == pytest.approx(1.25)


def test_watching_changes_no_bit_of_the_result() -> None:
    pred, target = torch.randn(64, generator=torch.manual_seed(1), requires_grad=True), torch.ones(64)
    seen = WatchedCalls(HUBER, Entry("answer")).around(lambda: from_scratch(pred, target))
    assert isinstance(seen, Tensor)
    assert torch.equal(from_scratch(pred, target), seen)
