"""Losses of reinforcement learning, against loops in plain Python and values worked by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from lossquiz.losses.rl import clipped_value_loss, double_dqn_loss, kl_estimate_loss, policy_gradient_loss

DTYPES = (torch.float32, torch.float64)


def drawn(seed: int, count: int, rows: int = 30) -> list[torch.Tensor]:
    draw = np.random.default_rng(seed).normal(size=(count, rows))
    return [torch.tensor(column, requires_grad=True) for column in draw]


@pytest.mark.parametrize("dtype", DTYPES)
def test_k3_agrees_with_a_loop(dtype: torch.dtype) -> None:
    policy, reference = np.random.default_rng(1).normal(size=(2, 3, 4))
    gaps = (reference - policy).ravel().tolist()
    expected = np.mean([math.exp(d) - d - 1 for d in gaps])
    result = kl_estimate_loss(torch.tensor(policy, dtype=dtype), torch.tensor(reference, dtype=dtype))
    assert result.shape == ()
    assert result.dtype == dtype
    assert result.item() == pytest.approx(expected, rel=1e-5)


def test_k3_over_samples_of_the_policy_is_the_divergence() -> None:
    policy, reference = np.array([0.5, 0.3, 0.2]), np.array([0.2, 0.2, 0.6])
    divergence = float(np.sum(policy * np.log(policy / reference)))
    each = [
        kl_estimate_loss(torch.tensor(math.log(p)), torch.tensor(math.log(r))).item()
        for p, r in zip(policy, reference, strict=True)
    ]
    assert float(np.dot(policy, each)) == pytest.approx(divergence, rel=1e-5)


def test_k3_has_the_values_and_slopes_worked_by_hand() -> None:
    policy = torch.tensor([math.log(0.5), math.log(0.25)], dtype=torch.float64, requires_grad=True)
    reference = policy.detach().flip(0).requires_grad_()
    loss = kl_estimate_loss(policy, reference)
    loss.backward()
    assert loss.item() == pytest.approx(0.25)
    np.testing.assert_allclose(policy.grad.numpy() * 2, [0.5, -1.0])
    assert reference.grad is None


@pytest.mark.parametrize("clip", [0.1, 0.2, 1.5])
def test_the_value_loss_agrees_with_a_loop(clip: float) -> None:
    values, old, returns = drawn(2, 3)
    expected = 0.0
    for v, o, r in zip(values.tolist(), old.tolist(), returns.tolist(), strict=True):
        moved = min(max(v, o - clip), o + clip)
        expected += max((v - r) ** 2, (moved - r) ** 2) / 2 / len(values)
    assert clipped_value_loss(values, old, returns, clip).item() == pytest.approx(expected, rel=1e-12)
    far = clipped_value_loss(values, old, returns, 1e3).item()
    assert far == pytest.approx(F.mse_loss(values, returns).item() / 2)


@pytest.mark.parametrize("dtype", DTYPES)
def test_the_value_loss_has_the_values_and_slopes_worked_by_hand(dtype: torch.dtype) -> None:
    columns = ([1.5, 0.5], [1.0, 1.0], [2.0, 2.0])
    values, old, returns = (torch.tensor(c, dtype=dtype, requires_grad=True) for c in columns)
    loss = clipped_value_loss(values, old, returns)
    loss.backward()
    assert loss.item() == pytest.approx(0.7225)
    np.testing.assert_allclose(values.grad.numpy(), [0.0, -0.75], atol=1e-7)
    assert old.grad is None
    assert returns.grad is None


def test_gradients_agree_with_finite_differences() -> None:
    policy, reference = (x.detach() for x in drawn(3, 2, rows=6))
    assert torch.autograd.gradcheck(lambda p: kl_estimate_loss(p, reference), (policy.requires_grad_(),))
    values, old, returns = (x.detach() for x in drawn(4, 3, rows=6))
    assert torch.autograd.gradcheck(lambda v: clipped_value_loss(v, old, returns), (values.requires_grad_(),))


@pytest.mark.parametrize("dtype", DTYPES)
def test_both_are_right_at_the_extremes(dtype: torch.dtype) -> None:
    policy = torch.tensor([-20.5, -0.5], dtype=dtype, requires_grad=True)
    loss = kl_estimate_loss(policy, torch.tensor([-0.5, -20.5], dtype=dtype))
    loss.backward()
    assert loss.item() == pytest.approx((math.exp(20) - 21 + math.exp(-20) + 19) / 2, rel=1e-6)
    np.testing.assert_allclose(policy.grad.numpy(), [(1 - math.exp(20)) / 2, 0.5], rtol=1e-6)
    values = torch.tensor([1e4, -1e4], dtype=dtype, requires_grad=True)
    loss = clipped_value_loss(values, torch.tensor([-1e4, -9999.0], dtype=dtype), torch.tensor([9e3, 1e4], dtype=dtype))
    loss.backward()
    assert loss.item() == pytest.approx((18999.8**2 + 2e4**2) / 4, rel=1e-6)
    np.testing.assert_allclose(values.grad.numpy(), [0.0, -1e4])


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("discount", [0.5, 0.99, 1.0])
def test_double_dqn_agrees_with_a_loop(discount: float, dtype: torch.dtype) -> None:
    rng = np.random.default_rng(5)
    q, online, target = rng.normal(size=(3, 20, 4)) * 1.5
    actions, rewards, done = rng.integers(0, 4, size=20), rng.normal(size=20), rng.integers(0, 2, size=20)
    expected = 0.0
    for i in range(20):
        goal = rewards[i] + (0 if done[i] else discount * target[i][online[i].tolist().index(max(online[i]))])
        error = abs(q[i][actions[i]] - goal)
        expected += (error**2 / 2 if error < 1 else error - 0.5) / 20
    floats = [torch.tensor(x, dtype=dtype) for x in (q, online, target, rewards, done)]
    result = double_dqn_loss(*floats[:3], torch.tensor(actions), *floats[3:], discount=discount)
    assert result.shape == ()
    assert result.dtype == dtype
    assert result.item() == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize(("discount", "value", "slope"), [(0.5, 1.3125, -0.25), (1.0, 1.75, -0.5)])
def test_double_dqn_has_the_values_and_slopes_worked_by_hand(discount: float, value: float, slope: float) -> None:
    tables = ([[1.0, 3.0], [0.0, 2.0]], [[1.0, 2.0], [3.0, 1.0]], [[4.0, 2.0], [1.0, 1.0]])
    q, online, target = (torch.tensor(x, requires_grad=True) for x in tables)
    rest = torch.tensor([0, 1]), torch.tensor([0.5, -1.0]), torch.tensor([0.0, 1.0])
    loss = double_dqn_loss(q, online, target, *rest, discount=discount)
    loss.backward()
    assert loss.item() == pytest.approx(value)
    np.testing.assert_allclose(q.grad.numpy(), [[slope, 0.0], [0.0, 0.5]])
    assert online.grad is None
    assert target.grad is None


def test_the_gradient_of_double_dqn_agrees_with_finite_differences() -> None:
    q, online, target = torch.tensor(np.random.default_rng(6).normal(size=(3, 5, 3)) * 2)
    rest = torch.tensor([0, 1, 2, 1, 0]), torch.ones(5).double(), torch.tensor([0.0, 1, 0, 0, 1]).double()
    assert torch.autograd.gradcheck(lambda x: double_dqn_loss(x, online, target, *rest), (q.requires_grad_(),))


@pytest.mark.parametrize("dtype", DTYPES)
def test_double_dqn_is_right_at_the_extremes(dtype: torch.dtype) -> None:
    q = torch.tensor([[1e4, 0.0], [0.0, -1e4]], dtype=dtype, requires_grad=True)
    online, target = torch.eye(2, dtype=dtype).flip(1), torch.tensor([[0.0, -1e4], [1e4, 0.0]], dtype=dtype)
    flat = torch.zeros(2, dtype=dtype)
    loss = double_dqn_loss(q, online, target, torch.tensor([0, 1]), flat, flat, discount=1.0)
    loss.backward()
    assert loss.item() == pytest.approx(2e4 - 0.5)
    np.testing.assert_allclose(q.grad.numpy(), [[0.5, 0.0], [0.0, -0.5]])


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("weight", [0.0, 0.01, 0.7])
def test_the_policy_gradient_agrees_with_a_loop_and_with_the_distributions_of_torch(
    weight: float, dtype: torch.dtype
) -> None:
    rng = np.random.default_rng(7)
    logits, actions, gains = rng.normal(size=(20, 4)) * 2, rng.integers(0, 4, size=20), rng.normal(size=20)
    expected, slopes = 0.0, np.zeros((20, 4))
    for i, (row, a, gain) in enumerate(zip(logits.tolist(), actions, gains, strict=True)):
        total = sum(math.exp(x) for x in row)
        p = [math.exp(x) / total for x in row]
        entropy = -sum(x * math.log(x) for x in p)
        expected -= (gain * math.log(p[a]) + weight * entropy) / 20
        for b in range(4):
            slopes[i, b] = (-gain * ((b == a) - p[b]) + weight * p[b] * (math.log(p[b]) + entropy)) / 20
    x, chosen, gain = torch.tensor(logits, dtype=dtype, requires_grad=True), torch.tensor(actions), torch.tensor(gains)
    loss = policy_gradient_loss(x, chosen, gain.to(dtype), weight)
    loss.backward()
    assert loss.shape == ()
    assert loss.dtype == dtype
    assert loss.item() == pytest.approx(expected, rel=1e-5)
    np.testing.assert_allclose(x.grad.numpy(), slopes, rtol=1e-4, atol=1e-7)
    policy = torch.distributions.Categorical(logits=x.detach().double())
    other = -(gain * policy.log_prob(chosen)).mean() - weight * policy.entropy().mean()
    assert loss.item() == pytest.approx(other.item(), rel=1e-5)


def test_the_policy_gradient_has_the_values_and_slopes_worked_by_hand() -> None:
    logits, gains = torch.zeros(1, 2, requires_grad=True), torch.tensor([2.0], requires_grad=True)
    loss = policy_gradient_loss(logits, torch.tensor([0]), gains, entropy_weight=0.5)
    loss.backward()
    assert loss.item() == pytest.approx(1.5 * math.log(2))
    np.testing.assert_allclose(logits.grad.numpy(), [[-1.0, 1.0]], atol=1e-6)
    assert gains.grad is None
    by_default = policy_gradient_loss(logits, torch.tensor([0]), gains)
    assert by_default.item() == pytest.approx(1.99 * math.log(2))


def test_over_samples_of_the_policy_its_slope_is_that_of_the_expected_return() -> None:
    rewards = torch.tensor([1.0, -2.0, 0.5, 3.0]).double()
    logits = torch.tensor([[0.3, -1.0, 0.2, 0.9]]).double().requires_grad_()
    policy = logits.softmax(1).detach()[0]
    (wanted,) = torch.autograd.grad(-(logits.softmax(1)[0] * rewards).sum(), logits)
    for baseline in (0.0, 1.5, -5.0):
        each = [
            torch.autograd.grad(
                policy_gradient_loss(logits, torch.tensor([a]), rewards[a : a + 1] - baseline, 0), logits
            )
            for a in range(4)
        ]
        mean = sum(p * slope[0] for p, slope in zip(policy, each, strict=True))
        torch.testing.assert_close(mean, wanted)


def test_the_gradient_of_the_policy_loss_agrees_with_finite_differences() -> None:
    logits = torch.tensor(np.random.default_rng(8).normal(size=(5, 3)), requires_grad=True)
    rest = torch.tensor([0, 1, 2, 1, 0]), torch.tensor([1.0, -2.0, 0.5, 3.0, 0.0]).double()
    assert torch.autograd.gradcheck(lambda x: policy_gradient_loss(x, *rest, entropy_weight=0.3), (logits,))


@pytest.mark.parametrize("dtype", DTYPES)
def test_the_policy_gradient_is_right_at_the_extremes(dtype: torch.dtype) -> None:
    logits = torch.tensor([[1e4, -1e4, 0.0], [-1e4, 1e4, 9999.0]], dtype=dtype, requires_grad=True)
    gains = torch.tensor([1.0, -1.0], dtype=dtype)
    loss = policy_gradient_loss(logits, torch.tensor([1, 1]), gains, entropy_weight=0.5)
    loss.backward()
    p = 1 / (1 + math.exp(-1))
    entropy = -p * math.log(p) - (1 - p) * math.log(1 - p)
    assert loss.item() == pytest.approx((2e4 + math.log(p) - 0.5 * entropy) / 2, rel=1e-6)
    pull = 1 - p + 0.5 * p * (math.log(p) + entropy)
    np.testing.assert_allclose(logits.grad.numpy() * 2, [[1, -1, 0], [0, pull, -pull]], atol=2e-4)
