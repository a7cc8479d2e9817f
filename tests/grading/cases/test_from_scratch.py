"""What is forbidden is closed: a search over torch's losses and distributions finds nothing that computes a loss beside it.

The search gives each loss of torch the inputs of a question in many forms (as they are, as logits, as two classes, as
margins), with special arguments, and asks whether the results differ from the right ones by a fixed scale and shift.
"""

# ruff: noqa: E501 - a form of the inputs a line

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from typing import Any

import pytest
import torch
import torch.nn.functional as F
from older_torch import RELEASE
from torch import Tensor
from torch import distributions as dist

from lossquiz.grading.cases.cases import make_cases
from lossquiz.grading.cases.from_scratch import CLASSES, SAME, closed, forbid
from lossquiz.grading.sandbox.child.forbidden_names import static_object
from lossquiz.questions.bank import load_bank
from lossquiz.questions.kinds.implement import ImplementTask

BANK = load_bank()
# torchvision's losses are not torch's; ids that do not count are no classes.
UNSEARCHED = {"focal", "focal_alpha", "masked_cross_entropy"}
# The search knows what to do with pairs of inputs, and with triplets.
QUESTIONS = sorted(
    t.id
    for t in BANK.tasks.values()
    if t.forbidden
    and t.entry_kind == "function"
    and t.id not in UNSEARCHED
    and (len(t.inputs) == 2 or t.id == "triplet")
)
DRAWS = 6
# A log-softmax changes no log-probabilities, but their gradient: what takes one is told by the gradient check.
IN_VALUE_ONLY = {
    "nll": frozenset(
        {
            *("cross_entropy", "ctc_loss", "linear_cross_entropy"),
            *(
                f"torch.distributions.{name}.log_prob"
                for name in ("categorical.Categorical", "multinomial.Multinomial")
            ),
            "torch.distributions.one_hot_categorical.OneHotCategorical.log_prob",
        }
    )
}
Form = tuple[Tensor, ...]
D = "torch.distributions"


# --- inputs of each question, drawn here --------------------------------------------------------------------------


def draw(question: str, seed: int) -> Form:
    """Return inputs of a question in float64."""
    g = torch.Generator().manual_seed(seed)

    def normal(*shape: int) -> Tensor:
        return torch.randn(shape, generator=g, dtype=torch.float64) * 2

    probs = torch.softmax(normal(6, 5), 1)
    ids = torch.randint(0, 5, (6,), generator=g)
    bits = torch.randint(0, 2, (9,), generator=g).double()
    known = {
        "bce": (torch.sigmoid(normal(9)), bits),
        "bce_with_logits": (normal(9), bits),
        "hinge": (normal(9), 2 * bits - 1),
        "kl_div": (probs.log(), torch.softmax(normal(6, 5), 1)),
        "triplet": (normal(6, 5), normal(6, 5), normal(6, 5)),
        "categorical_cross_entropy": (probs, F.one_hot(ids, 5).double()),
        "cross_entropy": (normal(6, 5), ids),
    }
    return known[question] if question in known else drawn_by_the_bank(BANK.tasks[question], seed)


def drawn_by_the_bank(task: ImplementTask, seed: int) -> Form:
    """Return the inputs of a random case in which all parameters are at their default."""
    usual = (case for case in make_cases(task, seed) if case.kind == "contract" and case.omitted)
    case = next(case for case in usual if case.size > 4)
    return tuple(torch.from_numpy(array.copy()) for array in case.in_float64().values())


def right(task: ImplementTask, form: Form) -> float:
    module, _, name = task.reference.rpartition(".")
    return float(getattr(import_module(module), name)(*form))


# --- what torch has -----------------------------------------------------------------------------------------------


def forms_of_two(x: Tensor, t: Tensor) -> Iterator[tuple[Tensor, Tensor]]:
    """Yield pairs that a loss of torch may be given for a pair of inputs."""
    yield x, t
    yield t, x
    if t.dtype == torch.int64:
        logs = torch.log_softmax(x, 1)
        yield from ((logs, t), (logs, F.one_hot(t, x.shape[1]).double()), (x, F.one_hot(t, x.shape[1]).double()))
        return
    if x.dim() == 2:
        yield from (
            (x.log(), t),
            (x, t.argmax(1)),
            (x.log(), t.argmax(1)),
            ((x * t).sum(1), torch.ones(len(x)).double()),
        )
        return
    for z in (x, torch.logit(x), x * t):
        both = torch.stack([torch.zeros_like(z), z], 1)
        yield from ((z, t), (z, 2 * t - 1), (z[:, None], t[:, None]), (both, t.clamp(min=0).long()))
        yield from ((both, torch.stack([1 - t, t], 1)), (torch.log_softmax(both, 1), t.clamp(min=0).long()))
        yield from (
            (z, torch.ones_like(z)),
            (z, -torch.ones_like(z)),
            (both, torch.ones_like(z).long()),
            (2 * z, torch.ones_like(z)),
        )


def results(x: Tensor, t: Tensor) -> Iterator[tuple[str, Callable[[], Tensor]]]:
    """Yield what torch computes of a pair, by the name that would have to be forbidden."""
    for name in ("l1_loss", "mse_loss", "binary_cross_entropy", "binary_cross_entropy_with_logits", "soft_margin_loss"):
        yield name, lambda name=name: getattr(F, name)(x, t)
    for name in ("cross_entropy", "nll_loss", "multilabel_soft_margin_loss", "poisson_nll_loss"):
        yield name, lambda name=name: getattr(F, name)(x, t)
    yield "cross_entropy", lambda: F.cross_entropy(x, t, label_smoothing=0.1)
    for size in (1e-9, 1.0, 1e6):
        yield "huber_loss", lambda size=size: F.huber_loss(x, t, delta=size) / size
        yield "smooth_l1_loss", lambda size=size: F.smooth_l1_loss(x, t, beta=size) * max(1, size)
    for margin in (0.0, 1.0, 2.0):
        yield "hinge_embedding_loss", lambda margin=margin: F.hinge_embedding_loss(x, t, margin=margin)
        yield (
            "margin_ranking_loss",
            lambda margin=margin: F.margin_ranking_loss(x, torch.zeros_like(x), t, margin=margin),
        )
        yield "multi_margin_loss", lambda margin=margin: F.multi_margin_loss(x, t, margin=margin)
        yield "multi_margin_loss", lambda margin=margin: F.multi_margin_loss(x, t, margin=margin, p=2)
        yield "triplet_margin_loss", lambda margin=margin: _triplets_of(F.triplet_margin_loss, x, margin)
        yield (
            "triplet_margin_with_distance_loss",
            lambda margin=margin: F.triplet_margin_with_distance_loss(
                *(torch.zeros_like(x)[:, None],) * 2,
                x[:, None],
                distance_function=lambda a, b: (b - a).sum(1),
                margin=margin,
            ),
        )
    places = torch.tensor([[1, -1]])
    yield "multilabel_margin_loss", lambda: F.multilabel_margin_loss(x, places.expand(len(x), 2).contiguous())
    for logs in (False, True):
        yield "kl_div", lambda logs=logs: F.kl_div(x, t.log() if logs else t, reduction="batchmean", log_target=logs)
    yield "gaussian_nll_loss", lambda: F.gaussian_nll_loss(x, t, torch.full_like(x, 0.5))
    yield "cosine_embedding_loss", lambda: F.cosine_embedding_loss(x, t, torch.ones(len(x)))
    if hasattr(F, "linear_cross_entropy"):
        yield "linear_cross_entropy", lambda: F.linear_cross_entropy(x, torch.eye(x.shape[1]).double(), t)
    yield "ctc_loss", lambda: _by_ctc(x, t)
    yield "torch.nn.modules.adaptive.AdaptiveLogSoftmaxWithLoss.forward", lambda: _by_clusters(x, t)
    yield f"{D}.normal.Normal.log_prob", lambda: dist.Normal(x, 1.0).log_prob(t).mean()
    yield f"{D}.laplace.Laplace.log_prob", lambda: dist.Laplace(x, 1.0).log_prob(t).mean()
    eye = torch.eye(x.shape[-1]).double()
    scale = x.shape[-1] if x.dim() == 1 else 1
    yield (
        f"{D}.multivariate_normal.MultivariateNormal.log_prob",
        lambda: dist.MultivariateNormal(x, eye).log_prob(t).mean() / scale,
    )
    yield (
        f"{D}.lowrank_multivariate_normal.LowRankMultivariateNormal.log_prob",
        lambda: dist.LowRankMultivariateNormal(x, 0 * eye, torch.ones_like(x)).log_prob(t).mean() / scale,
    )
    yield f"{D}.kl._kl_normal_normal", lambda: dist.kl_divergence(dist.Normal(x, 1.0), dist.Normal(t, 1.0)).mean()
    for kind in ("logits", "probs"):
        yield from _discrete(x, t, kind)


def _discrete(x: Tensor, t: Tensor, kind: str) -> Iterator[tuple[str, Callable[[], Tensor]]]:
    given: Any = {kind: x}
    yield f"{D}.categorical.Categorical.log_prob", lambda: dist.Categorical(**given).log_prob(t).mean()
    yield (
        f"{D}.one_hot_categorical.OneHotCategorical.log_prob",
        lambda: dist.OneHotCategorical(**given).log_prob(t).mean(),
    )
    yield f"{D}.multinomial.Multinomial.log_prob", lambda: dist.Multinomial(1, **given).log_prob(t).mean()
    yield f"{D}.bernoulli.Bernoulli.log_prob", lambda: dist.Bernoulli(**given).log_prob(t).mean()
    yield f"{D}.binomial.Binomial.log_prob", lambda: dist.Binomial(1, **given).log_prob(t).mean()
    yield (
        f"{D}.kl._kl_categorical_categorical",
        lambda: dist.kl_divergence(dist.Categorical(probs=t), dist.Categorical(logits=x)).mean(),
    )


def _triplets_of(loss: Callable[..., Tensor], z: Tensor, margin: float) -> Tensor:
    """Distances of numbers on a line, far from zero: |z + far| - far is z."""
    column = z[:, None]
    return loss(torch.zeros_like(column), torch.full_like(column, 64.0), column + 64.0, margin=margin, eps=0.0)


def _by_ctc(x: Tensor, t: Tensor) -> Tensor:
    """One time step, one label: the negative log probability of the label; blank is a class of its own."""
    logs = F.pad(torch.log_softmax(x, 1), (1, 0), value=-1e9)[None]
    ones = torch.ones(len(x), dtype=torch.int64)
    return F.ctc_loss(logs, t[:, None] + 1, ones, ones, blank=0, reduction="none").mean()


def _by_clusters(x: Tensor, t: Tensor) -> Tensor:
    """A head of all classes, of which the last stands for a cluster of one."""
    count = x.shape[1]
    layer = torch.nn.AdaptiveLogSoftmaxWithLoss(count, count, [count - 1]).double()
    with torch.no_grad():
        layer.head.weight.copy_(torch.eye(count))
    loss: Tensor = layer(x, t).loss
    return loss


@cache
def found_by_search(question: str) -> frozenset[str]:
    """Return the names of what computes a question's loss, up to a scale and a shift that are the same for all inputs."""
    wanted: list[float] = []
    tried: dict[tuple[int, int], tuple[str, list[float]]] = {}
    for seed in range(DRAWS):
        form = draw(question, seed)
        wanted.append(right(BANK.tasks[question], form))
        for key, name, value in _values(form):
            tried.setdefault(key, (name, []))[1].append(value)
    target = torch.tensor(wanted, dtype=torch.float64)
    return frozenset(
        name for name, values in tried.values() if len(values) == DRAWS and _fits(torch.tensor(values).double(), target)
    )


def _values(form: Form) -> Iterator[tuple[tuple[int, int], str, float]]:
    pairs = forms_of_two(form[0], form[1]) if len(form) == 2 else iter(())
    for i, (x, t) in enumerate(pairs):
        for j, (name, compute) in enumerate(results(x, t)):
            try:
                value = compute().detach()
            except (RuntimeError, ValueError, IndexError, TypeError, AttributeError, UserWarning):
                continue  # it does not take inputs of this form
            if value.numel() == 1 and bool(torch.isfinite(value)):
                yield (i, j), name, float(value)
    if len(form) == 3:
        yield (0, 0), "triplet_margin_loss", float(F.triplet_margin_loss(*form, margin=1.0, eps=0.0))
        yield (
            (0, 1),
            "triplet_margin_with_distance_loss",
            float(F.triplet_margin_with_distance_loss(*form, distance_function=F.pairwise_distance)),
        )


def _fits(values: Tensor, target: Tensor) -> bool:
    """Tell whether target = scale * values + shift."""
    if float(values.std()) < 1e-9 * float(values.abs().max() + 1):
        return False
    matrix = torch.stack([values, torch.ones_like(values)], 1)
    solution = torch.linalg.lstsq(matrix, target[:, None]).solution
    return bool((matrix @ solution - target[:, None]).abs().max() < 1e-5 * float(target.std()))


RECENT = {"linear_cross_entropy": (2, 12)}  # since which release torch has a loss


@pytest.mark.parametrize("question", QUESTIONS)
def test_nothing_that_the_search_finds_is_left_out(question: str) -> None:
    forbidden = closed(BANK.tasks[question].forbidden)
    found = found_by_search(question)
    assert found
    assert found - set(forbidden) - IN_VALUE_ONLY.get(question, frozenset()) == set()


def test_nothing_stands_in_the_sets_that_computes_no_loss() -> None:
    found = set().union(*map(found_by_search, QUESTIONS))
    left = {name for names in SAME.values() for name in names} - found
    there = {name for name in left if not RECENT.get(name, (0, 0)) > RELEASE}
    assert there == {f"{D}.kl.kl_divergence"}  # which calls those


@pytest.mark.parametrize("name", sorted({name for names in SAME.values() for name in names} | set(CLASSES)))
def test_every_name_is_that_of_something_in_torch(name: str) -> None:
    forbidden = forbid((name,))
    there = [static_object(function) for function in forbidden.functions]
    assert any(found is not None for found in there) or RECENT.get(name, (0, 0)) > RELEASE, name


def test_a_name_stands_for_all_that_computes_the_same() -> None:
    forbidden = forbid(("huber_loss",))
    assert {"torch.nn.functional.huber_loss", "torch.nn.HuberLoss", "torch.nn.SmoothL1Loss"} <= set(forbidden.functions)
    assert forbidden.operators == ("huber_loss", "smooth_l1_loss")
    assert forbid(("torchvision.ops.sigmoid_focal_loss",)).functions == ("torchvision.ops.sigmoid_focal_loss",)
    assert "cross_entropy_loss" in forbid(("cross_entropy",)).operators
