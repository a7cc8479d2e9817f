"""The numbers that the plain questions quote, worked out again with torch."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from lossquiz.questions.bank import load_bank
from lossquiz.questions.kinds.choose import ChooseQuestion

QUESTIONS = load_bank().questions
t = torch.tensor


def _right(question_id: str) -> str:
    question = QUESTIONS[question_id]
    assert isinstance(question, ChooseQuestion)
    option = next(option for option in question.options if option.correct)
    return f"{question.prompt} {option.text} {option.why} {question.explanation}"


def _focal(losses: torch.Tensor) -> float:
    return float(((1 - torch.exp(-losses)) ** 2 * losses).mean())


def _saturated(loss: Callable[[torch.Tensor], torch.Tensor]) -> tuple[float, float]:
    logit = t([20.0], requires_grad=True)
    value = loss(logit)
    value.backward()  # type: ignore[no-untyped-call]
    assert logit.grad is not None
    return value.item(), logit.grad.item()


def _dice(probs: torch.Tensor, target: torch.Tensor, smooth: float = 0.0) -> float:
    return float(1 - (2 * (probs * target).sum() + smooth) / (probs.sum() + target.sum() + smooth))


def test_the_floor_of_a_second_softmax() -> None:
    best = F.cross_entropy(F.one_hot(t([3]), 10).float(), t([3])).item()
    assert best == pytest.approx(1.461, abs=5e-4)
    assert "1.461" in _right("pitfall-softmax-twice")
    assert math.log(1 + 119 / math.e) == pytest.approx(3.80, abs=5e-3)


def test_a_second_log_softmax_changes_neither_value_nor_gradient() -> None:
    logits = torch.linspace(-2, 3, 12).reshape(3, 4).requires_grad_()
    target = t([0, 3, 1])
    once, twice = F.cross_entropy(logits, target), F.cross_entropy(F.log_softmax(logits, 1), target)
    torch.testing.assert_close(once, twice)
    torch.testing.assert_close(torch.autograd.grad(once, logits), torch.autograd.grad(twice, logits))


def test_a_second_sigmoid() -> None:
    best = [F.binary_cross_entropy_with_logits(t(y), t(y)).item() for y in (1.0, 0.0)]
    assert best == pytest.approx([0.313, 0.693], abs=5e-4)
    assert "0.313 if positive, 0.693 if not" in _right("pitfall-sigmoid-twice")


def test_bce_behind_a_saturated_sigmoid() -> None:
    zero = torch.zeros(1)
    assert _saturated(lambda x: F.binary_cross_entropy(torch.sigmoid(x), zero)) == (100.0, 0.0)
    assert _saturated(lambda x: F.binary_cross_entropy_with_logits(x, zero)) == pytest.approx((20.0, 1.0))
    assert "100 with gradient 0, against 20 with gradient 1" in _right("pitfall-bce-saturated")


def test_softmax_cross_entropy_of_a_multi_hot_row() -> None:
    best = F.cross_entropy(t([[50.0, 50.0, -50.0, -50.0]]), t([[1.0, 1.0, 0.0, 0.0]])).item()
    assert best == pytest.approx(1.386, abs=5e-4)
    assert "1.386" in _right("pitfall-multilabel-softmax")


def test_kl_div_of_probabilities() -> None:
    uniform = torch.full((1, 4), 0.25)
    assert F.kl_div(uniform, uniform, reduction="batchmean").item() == pytest.approx(-1.636, abs=5e-4)
    assert "−1.636" in _right("pitfall-kl-div-input")
    log_q, p = torch.full((2, 5), 0.2).log(), t([[0.6, 0.1, 0.1, 0.1, 0.1]] * 2)
    by_batch, by_all = (F.kl_div(log_q, p, reduction=r).item() for r in ("batchmean", "sum"))
    assert by_all / log_q.numel() == pytest.approx(by_batch / 5)


def test_a_column_against_a_row() -> None:
    target = t([1.0, 2.0, 3.0, 4.0])
    table = (target[:, None] - target).square().mean().item()
    assert table == pytest.approx(2 * target.var(unbiased=False).item()) == 2.5
    assert "score 2.5" in _right("pitfall-broadcast")


def test_labels_of_zero_where_signs_are_expected() -> None:
    zero = t([0.0])
    assert F.soft_margin_loss(t([5.0]), zero).item() == pytest.approx(math.log(2))
    assert F.margin_ranking_loss(t([5.0]), t([1.0]), zero, margin=0.3).item() == pytest.approx(0.3)
    assert F.cosine_embedding_loss(t([[1.0, 0.0]]), t([[0.0, 1.0]]), zero).item() == 0


def test_the_weighted_mean_of_cross_entropy() -> None:
    logits, target, weight = torch.zeros(2, 2), t([0, 1]), t([1.0, 9.0])
    assert F.cross_entropy(logits, target, weight=weight).item() == pytest.approx(0.693, abs=5e-4)
    plain = F.cross_entropy(logits, target, weight=weight, reduction="none").mean().item()
    assert plain == pytest.approx(3.466, abs=5e-4)
    assert F.cross_entropy(logits, target, weight=weight, reduction="sum").item() == pytest.approx(6.93, abs=5e-3)


def test_padding_in_the_mean_and_nothing_to_average() -> None:
    losses = F.cross_entropy(torch.zeros(8, 4), t([0, 1, 2, 3, 0, -100, -100, -100]), reduction="none")
    assert losses.mean().item() / math.log(4) == pytest.approx(5 / 8)
    assert math.isnan(F.cross_entropy(torch.zeros(2, 4), t([-100, -100])).item())


def test_weight_is_not_pos_weight() -> None:
    logits, target, three = torch.zeros(4), t([1.0, 0.0, 0.0, 0.0]), t([3.0])
    plain = F.binary_cross_entropy_with_logits(logits, target).item()
    weighted = F.binary_cross_entropy_with_logits(logits, target, weight=three).item()
    positive = F.binary_cross_entropy_with_logits(logits, target, pos_weight=three).item()
    assert (plain, weighted, positive) == pytest.approx((0.693, 2.079, 1.040), abs=5e-4)


def test_focal_loss_of_a_mean() -> None:
    losses = t([0.01] * 9 + [5.0])
    assert (_focal(losses.mean()), _focal(losses)) == pytest.approx((0.081, 0.493), abs=5e-4)
    assert "0.081, and it should be 0.493" in _right("pitfall-focal-batch-mean")


def test_the_smoothed_target_of_the_true_class() -> None:
    # The optimum of the smoothed loss is its target distribution: its gradient, p − q, vanishes there.
    smoothed = t([[0.92, 0.02, 0.02, 0.02, 0.02]], dtype=torch.float64).log().requires_grad_()
    (slope,) = torch.autograd.grad(F.cross_entropy(smoothed, t([0]), label_smoothing=0.1), smoothed)
    assert slope.abs().max().item() < 1e-12


def test_the_gradient_of_a_root_at_zero() -> None:
    pred = t([1.0, 2.0], requires_grad=True)
    torch.sqrt(F.mse_loss(pred, pred.detach())).backward()  # type: ignore[no-untyped-call]
    assert pred.grad is not None
    assert bool(pred.grad.isnan().all())


def test_mape_lands_at_the_weighted_median() -> None:
    # Quantiles of lognormal(0, 1) stand for its sample; the constants are a grid around the claim.
    uniform = (torch.arange(20000, dtype=torch.float64) + 0.5) / 20000
    sales = torch.exp(math.sqrt(2) * torch.erfinv(2 * uniform - 1))
    grid = torch.linspace(0.2, 2.0, 181, dtype=torch.float64)
    losses = [float(((sales - c).abs() / sales).mean()) for c in grid]
    assert float(grid[int(np.argmin(losses))]) == pytest.approx(0.37, abs=0.011)


def test_counts_and_variances() -> None:
    three = t([3.0])
    assert F.poisson_nll_loss(three, three).item() == pytest.approx(11.09, abs=5e-3)
    assert F.poisson_nll_loss(three, three, log_input=False).item() == pytest.approx(-0.296, abs=5e-4)
    wrong, right = (F.gaussian_nll_loss(t([1.0]), t([0.0]), t([v])).item() for v in (2.0, 4.0))
    assert (wrong, right) == pytest.approx((0.597, 0.818), abs=5e-4)


def test_numbers_of_chance() -> None:
    assert F.cross_entropy(torch.zeros(256, 256), torch.arange(256)).item() == pytest.approx(5.545, abs=5e-4)
    assert -F.logsigmoid(t(0.0)).item() == pytest.approx(0.693, abs=5e-4)


def test_distillation_shrinks_by_about_the_square_of_the_temperature() -> None:
    student = torch.linspace(-1, 1, 10, dtype=torch.float64).reshape(1, -1).requires_grad_()
    teacher = torch.cos(torch.arange(10, dtype=torch.float64)).reshape(1, -1)
    norms = []
    for temperature in (4.0, 16.0):
        soft = F.log_softmax(student / temperature, 1)
        loss = F.kl_div(soft, F.softmax(teacher / temperature, 1), reduction="batchmean")
        norms.append(torch.autograd.grad(loss, student)[0].norm().item())
    assert norms[0] / norms[1] == pytest.approx(16, rel=0.1)


def test_dice_of_a_batch_and_of_empty_masks() -> None:
    large, lesion = torch.ones(16000), torch.zeros(16000).index_fill_(0, torch.arange(9), 1.0)
    missed = torch.zeros(16000)
    pooled = _dice(torch.cat([large, missed]), torch.cat([large, lesion]))
    apart = (_dice(large, large) + _dice(missed, lesion)) / 2
    assert (pooled, apart) == pytest.approx((0.0003, 0.5), abs=5e-5)
    faint, empty = torch.full((100,), 0.01), torch.zeros(100)
    assert (_dice(faint, empty, 1e-5), _dice(faint, empty, 1.0)) == pytest.approx((1.0, 0.5), abs=1e-4)


def test_mse_behind_a_sigmoid_forgets_what_it_got_wrong() -> None:
    logit = t(-10.0, dtype=torch.float64, requires_grad=True)
    (slope,) = torch.autograd.grad((torch.sigmoid(logit) - 1) ** 2, logit)
    assert slope.item() == pytest.approx(-9.1e-5, rel=0.01)


def test_forgotten_zero_grad_adds_up() -> None:
    weight = t(0.0, requires_grad=True)
    optimizer = torch.optim.SGD([weight], lr=0.1)
    before, updates = 0.0, []
    for _ in range(3):
        (2 * weight).backward()  # type: ignore[no-untyped-call]
        optimizer.step()
        updates.append(before - weight.item())
        before = weight.item()
    assert updates == pytest.approx([0.2, 0.4, 0.6])


def test_a_module_without_super_init_fails_at_its_first_call() -> None:
    class Careless(torch.nn.Module):
        def __init__(self, weight: float = 1.0) -> None:
            self.weight = weight

        def forward(self, pred: torch.Tensor) -> torch.Tensor:
            return pred * self.weight

    careless = Careless()
    with pytest.raises(AttributeError):
        careless(t(1.0))


def test_a_batch_in_which_everything_is_ignored() -> None:
    logits = torch.linspace(-1, 1, 12).reshape(4, 3).requires_grad_()
    ignored = torch.full((4,), -100)
    loss = F.cross_entropy(logits, ignored)
    assert loss.isnan()
    assert torch.equal(torch.autograd.grad(loss, logits)[0], torch.zeros(4, 3))

    def by_hand(least: float) -> torch.Tensor:
        mask = (ignored != -100).float()
        ce = F.cross_entropy(logits, ignored.clamp(min=0), reduction="none")
        return (ce * mask).sum() / mask.sum().clamp(min=least)

    assert torch.autograd.grad(by_hand(0.0), logits)[0].isnan().all()
    assert by_hand(1.0) == 0
    assert torch.equal(torch.autograd.grad(by_hand(1.0), logits)[0], torch.zeros(4, 3))
    assert "exactly 0" in _right("pitfall-all-ignored")


def test_the_divergence_of_a_vector_that_is_taken_for_a_batch() -> None:
    p = torch.full((4,), 0.25)
    assert F.kl_div(p[None], p[None], reduction="batchmean").item() == pytest.approx(-1.636, abs=5e-4)
    assert F.kl_div(p, p, reduction="batchmean").item() == pytest.approx(-0.409, abs=5e-4)
    q = t([0.5, 0.5])
    assert (F.kl_div(t([0.9, 0.1]).log(), q, reduction="none") < 0).any()
    assert all(number in _right("pitfall-kl-div-input") for number in ("−1.636", "(1, 4)", "−0.409", "(4,)"))


def test_what_the_losses_say_of_targets_of_another_dtype() -> None:
    wide = torch.ones(2, dtype=torch.float64)
    assert F.binary_cross_entropy_with_logits(torch.zeros(2), wide).dtype == torch.float64
    with pytest.raises(RuntimeError):
        F.binary_cross_entropy(torch.full((2,), 0.5), wide)
    with pytest.raises(RuntimeError):
        F.binary_cross_entropy_with_logits(torch.zeros(2), torch.ones(2, dtype=torch.int64))


def test_newton_steps_on_log_cosh_run_away() -> None:
    error, seen = 1.2, []
    for _ in range(3):
        error -= math.tanh(error) * math.cosh(error) ** 2
        seen.append(error)
    assert seen == pytest.approx([-1.5, 3.8, -517], rel=0.03)


def test_a_probability_clamped_at_1e_7_costs_at_most() -> None:
    assert -math.log(1e-7) == pytest.approx(16.1, abs=0.05)


def test_a_constant_weight_on_the_positives_moves_every_score_alike() -> None:
    """At the optimum of weighted cross-entropy the logit is log(w·p/(1 − p)): the order of the scores is the same."""
    p = t([0.001, 0.02, 0.3])
    weight = 50.0
    best = torch.logit(p) + math.log(weight)
    shifted = [(-weight * q * F.logsigmoid(x) - (1 - q) * F.logsigmoid(-x)) for q, x in zip(p, best, strict=True)]
    for q, x, least in zip(p, best, shifted, strict=True):
        for step in (-0.1, 0.1):
            assert -weight * q * F.logsigmoid(x + step) - (1 - q) * F.logsigmoid(-x - step) > least
