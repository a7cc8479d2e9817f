"""Losses over preferred and rejected answers, against loops in plain Python and values worked by hand."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch

from lossquiz.losses.preference import (
    dpo_loss,
    grpo_clip_loss,
    grpo_loss,
    ipo_loss,
    kto_loss,
    orpo_loss,
    ppo_clip_loss,
    reward_model_loss,
    simpo_loss,
)

Loss = Callable[..., torch.Tensor]
DTYPES = (torch.float32, torch.float64)
LEAVES: dict[Loss, int] = {dpo_loss: 2, ipo_loss: 2, reward_model_loss: 2}


def minus_log_sigmoid(x: float) -> float:
    return max(-x, 0.0) + math.log1p(math.exp(-abs(x)))


def gap(row: tuple[float, ...]) -> float:
    chosen, rejected, ref_chosen, ref_rejected = row
    return (chosen - ref_chosen) - (rejected - ref_rejected)


# Each in plain Python, one pair at a time.
ONE_BY_ONE: dict[Loss, tuple[int, Callable[..., float]]] = {
    dpo_loss: (4, lambda row, beta=0.1: minus_log_sigmoid(beta * gap(row))),
    ipo_loss: (4, lambda row, beta=0.1: (gap(row) - 0.5 / beta) ** 2),
    reward_model_loss: (2, lambda row: minus_log_sigmoid(row[0] - row[1])),
}
BY_HAND: list[tuple[Loss, list[list[float]], dict[str, float], float]] = [
    (dpo_loss, [[-12.0], [-15.0], [-14.0], [-13.0]], {}, math.log(1 + math.exp(-0.4))),
    (dpo_loss, [[-12.0], [-15.0], [-14.0], [-13.0]], {"beta": 0.5}, math.log(1 + math.exp(-2))),
    (dpo_loss, [[-7.0, -3.0], [-9.0, -1.0], [-7.0, -3.0], [-9.0, -1.0]], {"beta": 3.0}, math.log(2)),
    (ipo_loss, [[-12.0], [-15.0], [-14.0], [-13.0]], {}, 1.0),
    (ipo_loss, [[-12.0], [-15.0], [-14.0], [-13.0]], {"beta": 0.5}, 9.0),
    (ipo_loss, [[-7.0, -3.0], [-9.0, -1.0], [-7.0, -3.0], [-9.0, -1.0]], {}, 25.0),
    (reward_model_loss, [[1.0, 0.0], [1.0, math.log(3)]], {}, (math.log(2) + math.log(4)) / 2),
]
EXTREMES: list[tuple[Loss, list[list[float]], dict[str, float], float, list[float]]] = [
    (dpo_loss, [[-1e4, 0.0], [0.0, -1e4], [0.0, 0.0], [0.0, 0.0]], {"beta": 1.0}, 5000.0, [-0.5, 0.0]),
    (ipo_loss, [[-1e4, 0.0], [0.0, -1e4], [0.0, 0.0], [0.0, 0.0]], {"beta": 0.5}, 1e8 + 1, [-10001.0, 9999.0]),
    (reward_model_loss, [[-1e4, 1e4], [1e4, -1e4]], {}, 1e4, [-0.5, 0.0]),
]


def tensors(columns: Any, dtype: torch.dtype, leaves: int = 0) -> list[torch.Tensor]:
    return [torch.tensor(column, dtype=dtype, requires_grad=i < leaves) for i, column in enumerate(columns)]


def drawn(loss: Loss, seed: int, rows: int = 7) -> np.ndarray[Any, Any]:
    return np.random.default_rng(seed).normal(-3.0, 2.0, size=(ONE_BY_ONE[loss][0], rows))


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(("loss", "columns", "options", "value"), BY_HAND)
def test_values_worked_by_hand(
    loss: Loss, columns: list[list[float]], options: dict[str, float], value: float, dtype: torch.dtype
) -> None:
    result = loss(*tensors(columns, dtype), **options)
    assert result.shape == ()
    assert result.dtype == dtype
    assert result.item() == pytest.approx(value, rel=1e-5)


@pytest.mark.parametrize("beta", [0.1, 0.7, 2.0])
@pytest.mark.parametrize("loss", ONE_BY_ONE)
def test_each_agrees_with_a_loop_in_plain_python(loss: Loss, beta: float) -> None:
    options = {"beta": beta} if loss is not reward_model_loss else {}
    columns = drawn(loss, 5)
    expected = np.mean([ONE_BY_ONE[loss][1](tuple(row), **options) for row in columns.T])
    assert loss(*tensors(columns, torch.float64), **options).item() == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("loss", ONE_BY_ONE)
def test_gradients_agree_with_finite_differences(loss: Loss) -> None:
    inputs = tensors(drawn(loss, 6), torch.float64, LEAVES[loss])
    assert torch.autograd.gradcheck(loss, tuple(inputs))


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(("loss", "columns", "options", "value", "slopes"), EXTREMES)
def test_value_and_gradient_at_the_extremes(
    loss: Loss, columns: list[list[float]], options: dict[str, float], value: float, slopes: list[float], dtype: Any
) -> None:
    inputs = tensors(columns, dtype, LEAVES[loss])
    result = loss(*inputs, **options)
    result.backward()
    assert result.item() == pytest.approx(value, rel=1e-6)
    np.testing.assert_allclose(inputs[0].grad.numpy(), slopes, rtol=1e-5)
    np.testing.assert_allclose(inputs[1].grad.numpy(), [-slope for slope in slopes], rtol=1e-5)


@pytest.mark.parametrize("dtype", DTYPES)
def test_the_slope_is_exact_where_a_pair_is_undecided(dtype: torch.dtype) -> None:
    equal = tensors([[2.0, -5.0]] * 2, dtype, 2)
    reward_model_loss(*equal).backward()
    assert equal[0].grad.tolist() == [-0.25, -0.25]
    pairs = tensors([[2.0, -5.0], [1.0, 4.0]] * 2, dtype, 2)
    dpo_loss(*pairs, beta=0.5).backward()
    assert pairs[1].grad.tolist() == [0.125, 0.125]


@pytest.mark.parametrize("beta", [0.1, 0.7])
def test_dpo_and_ipo_agree_with_odds_in_plain_numbers(beta: float) -> None:
    """With w and v the powers β of policy : reference, σ(β·h) is the share w/(w + v), and β·h is log(w/v)."""
    rows = np.random.default_rng(8).uniform(0.05, 0.95, (4, 6))
    policy, rejected, reference, reference_rejected = rows
    w, v = (policy / reference) ** beta, (rejected / reference_rejected) ** beta
    given = [torch.tensor(np.log(row)) for row in rows]
    assert dpo_loss(*given, beta).item() == pytest.approx(-np.mean(np.log(w / (w + v))), rel=1e-12)
    assert ipo_loss(*given, beta).item() == pytest.approx(np.mean((np.log(w / v) - 0.5) ** 2) / beta**2, rel=1e-12)


def log_odds(logp: float) -> float:
    p = math.exp(logp)
    return math.log(p) - math.log(1 - p)


@pytest.mark.parametrize("beta", [0.1, 1.5])
def test_orpo_agrees_with_odds_in_plain_numbers(beta: float) -> None:
    chosen, rejected = -np.random.default_rng(2).gamma(1.0, 1.0, size=(2, 8)) - 0.01
    pairs = list(zip(chosen.tolist(), rejected.tolist(), strict=True))
    expected = np.mean([-c + beta * minus_log_sigmoid(log_odds(c) - log_odds(r)) for c, r in pairs])
    assert orpo_loss(*tensors([chosen, rejected], torch.float64), beta).item() == pytest.approx(expected, rel=1e-10)


@pytest.mark.parametrize(("beta", "gamma"), [(2.0, 1.0), (0.7, 0.0), (4.0, 2.5)])
def test_simpo_agrees_with_a_loop_in_plain_python(beta: float, gamma: float) -> None:
    rng = np.random.default_rng(4)
    sums, lengths = -rng.gamma(4.0, 5.0, size=(2, 8)), rng.integers(1, 30, size=(2, 8))
    gaps = sums[0] / lengths[0] - sums[1] / lengths[1]
    expected = np.mean([minus_log_sigmoid(beta * x - gamma) for x in gaps.tolist()])
    inputs = [*tensors(sums, torch.float64), *torch.tensor(lengths)]
    assert simpo_loss(*inputs, beta, gamma).item() == pytest.approx(expected, rel=1e-12)


def test_orpo_and_simpo_have_the_values_and_slopes_worked_by_hand() -> None:
    pair = tensors([[-math.log(2)], [-math.log(4)]], torch.float64, 2)
    loss = orpo_loss(*pair, beta=1.0)
    loss.backward()
    assert loss.item() == pytest.approx(math.log(2) + math.log(4 / 3))
    assert [leaf.grad.item() for leaf in pair] == pytest.approx([-1.5, 0.25 / 0.75])
    pair = tensors([[-10.0], [-30.0]], torch.float64, 2)
    loss = simpo_loss(*pair, torch.tensor([20]), torch.tensor([30]))
    loss.backward()
    assert loss.item() == pytest.approx(math.log(2))
    assert [leaf.grad.item() for leaf in pair] == pytest.approx([-0.05, 1 / 30])


def test_the_gradients_of_orpo_and_simpo_agree_with_finite_differences() -> None:
    chosen, rejected = tensors([[-0.02, -0.6, -0.8, -3.0], [-0.5, -0.7, -6.0, -0.1]], torch.float64, 2)
    assert torch.autograd.gradcheck(lambda c, r: orpo_loss(c, r, 0.8), (chosen, rejected))
    lengths = torch.tensor([[1, 5, 9, 2], [3, 1, 4, 7]])
    assert torch.autograd.gradcheck(lambda c, r: simpo_loss(c, r, *lengths), (chosen, rejected))


@pytest.mark.parametrize("dtype", DTYPES)
def test_orpo_and_simpo_are_right_at_the_extremes(dtype: torch.dtype) -> None:
    pairs = tensors([[-0.01, -1e4], [-1e4, -0.01]], dtype, 2)
    loss = orpo_loss(*pairs)
    loss.backward()
    # The right pair costs 0.01 and nothing more, the wrong one its own NLL and β times the log of the odds ratio.
    far = 1e4 + log_odds(-0.01)
    assert loss.item() == pytest.approx((0.01 + 1e4 + 0.1 * far) / 2, rel=1e-6)
    np.testing.assert_allclose(pairs[0].grad.numpy(), [-0.5, -0.55], rtol=1e-5)
    np.testing.assert_allclose(pairs[1].grad.numpy(), [0.0, 0.05 / -math.expm1(-0.01)], rtol=1e-5)
    pairs = tensors([[-1e4, 0.0], [0.0, -1e4]], dtype, 2)
    loss = simpo_loss(*pairs, torch.tensor([1, 2]), torch.tensor([1, 2]))
    loss.backward()
    assert loss.item() == pytest.approx((2e4 + 1) / 2, rel=1e-6)
    np.testing.assert_allclose(pairs[0].grad.numpy(), [-1.0, 0.0])


@pytest.mark.parametrize("clip", [0.1, 0.2, 0.45])
def test_ppo_agrees_with_the_four_cases_in_plain_python(clip: float) -> None:
    new, old, gains = np.random.default_rng(6).normal(size=(3, 40))
    expected = 0.0
    for n, o, a in zip(new.tolist(), old.tolist(), gains.tolist(), strict=True):
        ratio = math.exp(n - o)
        expected -= a * (min(ratio, 1 + clip) if a > 0 else max(ratio, 1 - clip)) / 40
    assert ppo_clip_loss(*tensors([new, old, gains], torch.float64), clip).item() == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("dtype", DTYPES)
def test_ppo_has_the_values_and_slopes_worked_by_hand(dtype: torch.dtype) -> None:
    """With ε = 0.2: 1.2·2 in place of 1.5·2, 0.8·(−1) in place of 0.5·(−1), and 0.5·4 as it is."""
    new = torch.tensor([math.log(1.5), math.log(0.5), math.log(0.5)], dtype=dtype, requires_grad=True)
    loss = ppo_clip_loss(new, *tensors([[0.0, 0.0, 0.0], [2.0, -1.0, 4.0]], dtype), 0.2)
    loss.backward()
    assert loss.item() == pytest.approx(-(2.4 - 0.8 + 2.0) / 3, rel=1e-6)
    np.testing.assert_allclose(new.grad.numpy(), [0.0, 0.0, -2 / 3], rtol=1e-6)


@pytest.mark.parametrize(("gain", "ratio", "slope"), [(1, 1.5, 0), (1, 0.5, -0.5), (-1, 1.5, 1.5), (-1, 0.5, 0)])
def test_the_slope_of_ppo_ends_in_the_right_direction_only(gain: float, ratio: float, slope: float) -> None:
    new, old, advantage = tensors([[math.log(ratio) - 1], [-1.0], [float(gain)]], torch.float64, 3)
    ppo_clip_loss(new, old, advantage).backward()
    assert new.grad.item() == pytest.approx(slope)
    assert old.grad is None
    assert advantage.grad is None


def test_grpo_agrees_with_a_loop_over_the_groups() -> None:
    rng = np.random.default_rng(7)
    log_probs, rewards = -rng.gamma(3.0, size=12), rng.integers(0, 3, size=12).astype(float)
    for size in (1, 2, 3, 6):
        expected = 0.0
        for start in range(0, 12, size):
            group = rewards[start : start + size]
            advantage = (group - np.mean(group)) / (np.std(group) + 1e-6)
            expected -= float(np.dot(advantage, log_probs[start : start + size])) / 12
        assert grpo_loss(*tensors([log_probs, rewards], torch.float64), size).item() == pytest.approx(
            expected, abs=1e-12
        )


def test_grpo_has_the_values_and_slopes_worked_by_hand() -> None:
    log_probs, rewards = tensors([[-1.0, -2.0, -3.0, -6.0], [1.0, 0.0, 3.0, 5.0]], torch.float64, 2)
    loss = grpo_loss(log_probs, rewards, 2)
    loss.backward()
    assert loss.item() == pytest.approx(0.5, abs=1e-5)
    np.testing.assert_allclose(log_probs.grad.numpy(), [-0.25, 0.25, 0.25, -0.25], rtol=1e-5)
    assert rewards.grad is None
    equal = tensors([[-1.0, -2.0], [3.0, 3.0]], torch.float32, 1)
    loss = grpo_loss(*equal, 2)
    loss.backward()
    assert loss.item() == 0
    assert equal[0].grad.tolist() == [0.0, 0.0]


def test_the_gradients_of_ppo_and_grpo_agree_with_finite_differences() -> None:
    new, old, gains = tensors(np.random.default_rng(8).normal(size=(3, 9)), torch.float64)
    new.requires_grad_()
    assert torch.autograd.gradcheck(lambda x: ppo_clip_loss(x, old, gains), (new,))
    assert torch.autograd.gradcheck(lambda x: grpo_loss(x, gains, 3), (new,))


@pytest.mark.parametrize(("beta", "kl"), [(0.1, 0.0), (0.6, 1.3)])
def test_kto_agrees_with_a_loop_and_moves_the_policy_only(beta: float, kl: float) -> None:
    policy, ref = np.random.default_rng(9).normal(-5, 2, size=(2, 9))
    marks = [1.0, 0, 0, 1, 1, 0, 1, 0, 0]
    expected = 0.0
    for p, r, good in zip(policy.tolist(), ref.tolist(), marks, strict=True):
        surplus = beta * (p - r - kl)
        expected += (1 - 1 / (1 + math.exp(-surplus if good else surplus))) / 9
    inputs = tensors([policy, ref, marks, kl], torch.float64)
    for index in (0, 1, 3):
        inputs[index].requires_grad_()
    loss = kto_loss(*inputs, beta)
    loss.backward()
    assert loss.item() == pytest.approx(expected, rel=1e-12)
    assert [leaf.grad is None for leaf in inputs] == [False, True, True, True]
    fixed = [leaf.detach() for leaf in inputs[1:]]
    assert torch.autograd.gradcheck(lambda x: kto_loss(x, *fixed, beta), (inputs[0],))


@pytest.mark.parametrize("dtype", DTYPES)
def test_kto_has_the_values_and_slopes_worked_by_hand(dtype: torch.dtype) -> None:
    """A good answer 3 times as likely as before, a bad one 4 times: 1 − ¾, and 1 − 1/5, once the baseline is 0."""
    policy = torch.tensor([math.log(3) - 2, math.log(4) - 5], dtype=dtype, requires_grad=True)
    ref, marks, kl = tensors([[-2.0, -5.0], [1.0, 0.0], 0.0], dtype)
    loss = kto_loss(policy, ref, marks, kl, beta=1.0)
    loss.backward()
    assert loss.item() == pytest.approx((0.25 + 0.8) / 2, rel=1e-6)
    np.testing.assert_allclose(policy.grad.numpy(), [-0.75 * 0.25 / 2, 0.8 * 0.2 / 2], rtol=1e-6)
    # A baseline of log 2 halves both odds: 1 − 3/5, and 1 − 1/3.
    assert kto_loss(policy, ref, marks, kl + math.log(2), beta=1.0).item() == pytest.approx((2 / 5 + 2 / 3) / 2)


@pytest.mark.parametrize("dtype", DTYPES)
def test_kto_saturates_on_both_sides(dtype: torch.dtype) -> None:
    columns = [[-1e4, 0.0, 0.0, -3.0], [0.0, -1e4, -1e4, -3.0], [1.0, 1.0, 0.0, 0.0]]
    policy, ref, marks = tensors(columns, dtype, 1)
    loss = kto_loss(policy, ref, marks, torch.tensor(0.0, dtype=dtype), beta=0.8)
    loss.backward()
    assert loss.item() == pytest.approx((1 + 0 + 1 + 0.5) / 4)
    np.testing.assert_allclose(policy.grad.numpy(), [0.0, 0.0, 0.0, 0.05], rtol=1e-6)


def in_columns(seed: int, rows: int, width: int) -> list[torch.Tensor]:
    """Log-probabilities three times, advantages, and a mask with an empty row where there is more than one."""
    rng = np.random.default_rng(seed)
    mask = rng.integers(0, 2, size=(rows, width)).astype(float)
    mask[0, 0], mask[1:2] = 1, 0
    return tensors([*rng.normal(-1.5, 0.5, size=(3, rows, width)), rng.normal(size=rows), mask], torch.float64)


@pytest.mark.parametrize(("clip", "beta"), [(0.2, 0.04), (0.1, 1.0), (0.45, 0.0)])
@pytest.mark.parametrize(("rows", "width"), [(1, 1), (6, 5)])
def test_the_grpo_objective_agrees_with_a_loop(rows: int, width: int, clip: float, beta: float) -> None:
    given = in_columns(9, rows, width)
    new, old, ref, gains, mask = (x.tolist() for x in given)
    expected = 0.0
    for i in range(rows):
        costs = []
        for t in [t for t in range(width) if mask[i][t]]:
            ratio, odds, a = math.exp(new[i][t] - old[i][t]), math.exp(ref[i][t] - new[i][t]), gains[i]
            reward = a * (min(ratio, 1 + clip) if a > 0 else max(ratio, 1 - clip))
            costs.append(beta * (odds - math.log(odds) - 1) - reward)
        expected += sum(costs) / max(len(costs), 1) / rows
    assert grpo_clip_loss(*given, clip=clip, beta=beta).item() == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("dtype", DTYPES)
def test_the_grpo_objective_has_the_values_and_slopes_worked_by_hand(dtype: torch.dtype) -> None:
    half = [[math.log(0.25), -1.0]]
    given = tensors([half, half, [[math.log(0.5), -1.0]], [1.0], [[1.0, 1.0]]], dtype, 4)
    loss = grpo_clip_loss(*given, beta=0.5)
    loss.backward()
    assert loss.item() == pytest.approx((-1 + 0.5 * (1 - math.log(2)) - 1) / 2)
    np.testing.assert_allclose(given[0].grad.numpy(), [[-0.75, -0.5]], rtol=1e-6)
    assert [x.grad for x in given[1:]] == [None] * 4


def test_the_gradient_of_the_grpo_objective_agrees_with_finite_differences() -> None:
    new, *rest = in_columns(10, 4, 3)
    assert torch.autograd.gradcheck(lambda x: grpo_clip_loss(x, *rest), (new.requires_grad_(),))


@pytest.mark.parametrize("dtype", DTYPES)
def test_the_grpo_objective_is_right_at_the_extremes(dtype: torch.dtype) -> None:
    given = tensors([[[-10.5, -9e3]], [[-0.5, -1.0]], [[-0.5, -1.0]], [-1.0], [[1.0, 0.0]]], dtype, 1)
    loss = grpo_clip_loss(*given, beta=1.0)
    loss.backward()
    assert loss.item() == pytest.approx(0.8 + math.exp(10) - 11, rel=1e-6)
    np.testing.assert_allclose(given[0].grad.numpy(), [[1 - math.exp(10), 0.0]], rtol=1e-5)
