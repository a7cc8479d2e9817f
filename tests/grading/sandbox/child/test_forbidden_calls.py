"""Forbidden built-ins at run time: seen however they are reached, and without disturbing the answer."""

# ruff: noqa: ARG004, ARG005, E501, PLW0108 - answers have the parameters and the shape that answers have

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from lossquiz.grading.sandbox.both.job import Call, Entry, Forbidden, TensorInput
from lossquiz.grading.sandbox.both.outcomes import ForbiddenUse, Returned, Run
from lossquiz.grading.sandbox.child.forbidden_calls import Watch
from lossquiz.grading.sandbox.child.forbidden_names import Names

HUBER = Forbidden(("torch.nn.functional.huber_loss", "torch.nn.HuberLoss"), ("huber_loss",), ("HuberLossBackward0",))
Answer = Callable[[Tensor, Tensor], object]


def watched(
    answer: Answer, *, closely: bool = True, forbidden: Forbidden = HUBER, entry: Entry | None = None
) -> list[ForbiddenUse]:
    watch = Watch(Names(forbidden, entry or Entry("answer")), {__file__: 0})
    pred, target = torch.tensor([0.5, 2.0, 4.0], requires_grad=True), torch.ones(3)
    (watch.closely if closely else watch.loosely)(lambda: answer(pred, target))
    return list(watch.take())


PIECES = (
    "getattr(torch.nn, 'functional').__dict__['huber' + '_loss']",
    "getattr(F, f\"{'huber'}_loss\")",
    "getattr(F, 'ssol_rebuh'[::-1])",
    "getattr(F, '_'.join(['huber', 'loss']))",
    "getattr(F, 'HUBER_LOSS'.lower())",
    "getattr(F, '%s_loss' % 'huber')",
)


@pytest.mark.parametrize("closely", [True, False])
@pytest.mark.parametrize("expression", PIECES)
def test_a_name_put_together_from_pieces_is_seen_when_it_is_called(expression: str, *, closely: bool) -> None:
    answer: Answer = eval(expression, {"torch": torch, "F": F})  # noqa: S307 - our own text
    assert watched(answer, closely=closely)


def hidden(name: str) -> str:
    return "".join(chr(ord(letter)) for letter in name)


@pytest.mark.parametrize(
    "answer",
    [
        F.huber_loss,
        torch.nn.HuberLoss(),
        lambda p, t: getattr(F, hidden("huber_loss"))(p, t),
        lambda p, t: torch.ops.aten.huber_loss(p, t, 1, 1.0),
        lambda p, t: torch._C._nn.huber_loss(p, t),
        lambda p, t: torch.stack([F.huber_loss(a, b) for a, b in zip(p, t, strict=True)]).mean(),
        lambda p, t: torch.func.vmap(F.huber_loss)(p, t).mean(),
        lambda p, t: F.huber_loss(p, t, reduction="none").mean().detach(),
    ],
)
def test_each_way_to_call_a_builtin_is_seen(answer: Answer) -> None:
    assert {"huber_loss", "torch.nn.functional.huber_loss"} & {use.name for use in watched(answer)}


@pytest.mark.filterwarnings("ignore")  # of torch.jit, about itself
def test_a_scripted_function_is_seen_by_its_operators_and_nodes() -> None:
    scripted = torch.jit.trace(lambda p, t: F.huber_loss(p, t), (torch.ones(3), torch.ones(3)))
    assert {"operator", "node"} & {use.seen for use in watched(scripted)}


def test_the_graph_tells_without_any_mode() -> None:
    assert [use.name for use in watched(F.huber_loss, closely=False)] == ["HuberLossBackward0"]
    assert [use.name for use in watched(lambda p, t: (F.huber_loss(p, t) * 2).exp(), closely=False)] == [
        "HuberLossBackward0"
    ]


def test_the_line_is_that_of_the_call() -> None:
    def answer(pred: Tensor, target: Tensor) -> Tensor:
        return F.huber_loss(pred, target)

    uses = [use for use in watched(answer) if use.seen == "call"]
    assert [(use.name, use.line) for use in uses] == [
        ("torch.nn.functional.huber_loss", answer.__code__.co_firstlineno + 1)
    ]


class HuberLossBackward(torch.autograd.Function):
    @staticmethod
    def forward(ctx: object, x: Tensor) -> Tensor:  # type: ignore[override]
        return x.sum()

    @staticmethod
    def backward(ctx: object, gradient: Tensor) -> Tensor:  # type: ignore[override]
        return gradient.expand(3)


def huber_loss(pred: Tensor, target: Tensor) -> Tensor:
    error = (pred - target).abs()
    return torch.where(error <= 1, 0.5 * error**2, error - 0.5).mean()


@pytest.mark.parametrize(
    "answer",
    [
        huber_loss,
        lambda p, t: HuberLossBackward.apply(p),
        lambda p, t: F.softplus(p).mean() + F.l1_loss(p, t) + F.mse_loss(p, t),
        lambda p, t: torch.func.grad(lambda x: huber_loss(x, t))(p).sum(),
        lambda p, t: torch.func.vmap(huber_loss)(p, t).mean(),
        lambda p, t: torch.func.jacrev(lambda x: x * x)(p).sum(),
        lambda p, t: torch.autograd.grad(huber_loss(p, t), p, create_graph=True)[0].sum(),
        lambda p, t: p.clone().mul_(2).add_(t).sum(),
        lambda p, t: None,
        lambda p, t: 3.0,
        lambda p, t: torch.nn.Parameter(torch.ones(1)),
    ],
)
@pytest.mark.parametrize("closely", [True, False])
def test_honest_answers_pass(answer: Answer, closely: bool) -> None:
    assert watched(answer, closely=closely) == []


def test_watching_changes_no_bit_of_the_result() -> None:
    pred, target = torch.randn(64, generator=torch.manual_seed(1), requires_grad=True), torch.ones(64)
    watch = Watch(Names(HUBER, Entry("answer")), {})
    plain = huber_loss(pred, target)
    seen = watch.closely(lambda: huber_loss(pred, target))
    assert isinstance(seen, Tensor)
    assert torch.equal(plain, seen)
    assert torch.equal(torch.autograd.grad(plain, pred)[0], torch.autograd.grad(seen, pred)[0])


def test_uses_are_told_once_and_bounded() -> None:
    watch = Watch(Names(HUBER, Entry("answer")), {})
    x = torch.ones(3, requires_grad=True)
    for _ in range(5):
        watch.closely(lambda: F.huber_loss(x, torch.ones(3)))
    assert len(watch.take()) == 3  # a call, an operator, a node
    assert watch.take() == ()


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        (lambda p, t: torch.autograd.grad((p * p).sum(), p)[0], "torch.autograd.grad"),
        (lambda p, t: (p * p).sum().backward(), "backward"),
        (lambda p, t: torch.autograd.backward((p * p).sum()), "backward"),
        (lambda p, t: torch.func.grad(lambda x: (x * x).sum())(p), "torch.autograd.grad"),
        (lambda p, t: torch.func.jvp(lambda x: x * x, (p,), (t,)), "torch.autograd.forward_ad"),
    ],
)
@pytest.mark.filterwarnings("ignore:.torch.jit:DeprecationWarning")  # jvp scripts its decompositions
@pytest.mark.parametrize("closely", [True, False])
def test_autograd_is_seen_where_the_gradient_is_written_by_hand(answer: Answer, name: str, closely: bool) -> None:
    entry = Entry("mse_backward", "backward")
    assert name in {use.name for use in watched(answer, closely=closely, forbidden=Forbidden(), entry=entry)}
    assert watched(lambda p, t: 2 * (p - t) / 3, closely=closely, forbidden=Forbidden(), entry=entry) == []


def test_autograd_is_as_before_after_the_watch() -> None:
    before = torch.autograd._engine_run_backward
    watched(lambda p, t: (p * p).sum().backward(), forbidden=Forbidden(), entry=Entry("b", "backward"))
    assert torch.autograd._engine_run_backward is before


def test_only_some_calls_are_watched_closely_and_the_graph_on_all(run: Callable[..., Run], pair: Call) -> None:
    """A detached use in the middle is seen in the source only; in the graph, wherever it is."""
    source = (
        "import torch\nlib = [torch.nn]\nn = 0\ndef answer(pred, target):\n    global n\n    n += 1\n"
        "    f = [v for k, v in vars(lib[0]).items() if k == 'func' + 'tional'][0]\n"
        "    g = [v for k, v in vars(f).items() if len(k) == 10 and k[:2] == 'hu'][0]\n"
        "    return g(pred, target) if n == 4 else pred.sum()\n"
    )
    done = run(source, calls=(pair,) * 8, forbidden=HUBER)
    assert {(use.name, use.seen) for use in done.forbidden} == {("HuberLossBackward0", "node")}


def test_a_call_that_fails_under_watch_counts_as_it_is_without(run: Callable[..., Run]) -> None:
    source = (
        "import torch\nfrom torch.overrides import _get_current_function_mode as mode\n"
        "def answer(pred, target):\n    if mode() is not None:\n        raise RuntimeError('watched')\n    return pred.sum()\n"
    )
    call = Call((TensorInput("pred", np.ones(2, "f4")), TensorInput("target", np.ones(2, "f4"))))
    (outcome,) = run(source, calls=(call,), forbidden=HUBER).outcomes
    assert isinstance(outcome, Returned)
    assert outcome.value == 2.0
