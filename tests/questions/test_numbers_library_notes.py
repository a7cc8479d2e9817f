"""What cards say of other libraries' conventions, held against the references: factors, defaults and directions."""

from __future__ import annotations

import math
from itertools import starmap

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from lossquiz.grading.judging.reference import load_reference
from lossquiz.questions.bank import load_bank

BANK = load_bank()


def value(loss_id: str, *inputs: Tensor, **parameters: float) -> float:
    task = BANK.losses[loss_id].task
    assert task is not None
    return float(load_reference(task)(*inputs, **parameters))


def drawn(*shape: int, seed: int = 0) -> Tensor:
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)


def near(*pairs: tuple[float, float]) -> bool:
    return all(starmap(lambda found, said: found == pytest.approx(said, rel=1e-9), pairs))


@pytest.mark.parametrize("top_k", [1, 2, 3])
def test_balance_of_other_conventions_is_ours_divided_by_k(top_k: int) -> None:
    logits = drawn(12, 5)
    probs = logits.softmax(1)
    kept = torch.zeros_like(probs).scatter(1, logits.topk(top_k, dim=1).indices, 1.0)
    megatron = 5 * (kept.mean(0) / top_k * probs.mean(0)).sum()
    deepseek = (5 / top_k * kept.mean(0) * probs.mean(0)).sum()
    ours = value("load_balancing", logits, top_k=top_k)
    assert near((float(megatron), ours / top_k), (float(deepseek), ours / top_k))
    share = top_k / 5
    assert near((5 / top_k * share * (1 / 5) * 5, 1), (5 * share * (1 / 5) * 5, top_k))


def test_any_routing_has_logits_without_z_loss() -> None:
    logits = drawn(6, 4) * 5
    shifted = logits.log_softmax(1)
    assert torch.allclose(shifted.softmax(1), logits.softmax(1))
    assert value("router_z", shifted) == pytest.approx(0, abs=1e-20)


def test_z_loss_of_logits_in_three_dimensions() -> None:
    logits = drawn(2, 3, 4)
    theirs = torch.logsumexp(logits, -1).square().sum() / (2 * 3)
    assert near((float(theirs), value("router_z", logits.reshape(6, 4))))


def test_grpo_spreads() -> None:
    rewards = torch.tensor([1.0, 0.0, 0.0, 0.0])
    assert rewards.std().item() == pytest.approx(0.5)
    assert rewards.std(unbiased=False).item() == pytest.approx(math.sqrt(3) / 4)


def test_kto_with_and_without_kl() -> None:
    beta, h, kl = 0.1, 5.0, 5.0
    losses = [1 / (1 + math.exp(beta * gain)) for gain in (h - kl, h, h - 2 * kl)]
    assert losses == pytest.approx([0.5, 0.3775, 0.6225], abs=1e-4)


def test_k3_of_the_old_policys_samples() -> None:
    old, new = torch.tensor([0.5, 0.3, 0.2]), torch.tensor([0.4, 0.4, 0.2])
    ratio = new / old
    mean = (old * (ratio - 1 - ratio.log())).sum()
    assert torch.allclose(mean, (old * (old / new).log()).sum())


def test_reverse_direction_of_generalised_divergence() -> None:
    student, teacher = drawn(4, 6), drawn(4, 6, seed=1)
    theirs = F.kl_div(teacher.log_softmax(1), student.log_softmax(1), reduction="none", log_target=True).sum() / 4
    assert near((float(theirs), value("reverse_kl_kd", student, teacher)))


def test_detached_probabilities_leave_reverse_kl_without_gradient() -> None:
    student, teacher = drawn(4, 6).requires_grad_(), drawn(4, 6, seed=1)
    log_q = student.log_softmax(1)
    loss = (log_q.detach().exp() * (log_q - teacher.log_softmax(1))).sum(1).mean()
    (slope,) = torch.autograd.grad(loss, student)
    assert torch.allclose(slope, torch.zeros_like(slope), atol=1e-12)


def test_k3_is_less_noisy_than_k1_for_close_policies() -> None:
    policy, reference = torch.tensor([0.5, 0.3, 0.2]), torch.tensor([0.4, 0.4, 0.2])
    d = (reference / policy).log()
    k1, k3 = -d, d.exp() - d - 1
    means = [(policy * k).sum() for k in (k1, k3)]
    noise = [(policy * (k - mean) ** 2).sum() for k, mean in zip((k1, k3), means, strict=True)]
    assert torch.allclose(means[0], means[1])
    assert noise[1] < noise[0] / 10


def test_uncertainty_weights_with_a_half() -> None:
    losses, s = drawn(3).abs(), drawn(3, seed=1)
    theirs = (losses / (2 * s.exp()) + s / 2).sum()
    assert near((2 * float(theirs), value("uncertainty_weighting", losses, s)))


def test_no_tanh_passes_the_hinges_margin() -> None:
    scores = torch.tensor([-50.0, -1.0, 0.0, 1.0, 50.0], dtype=torch.float64)
    assert torch.equal(F.relu(1 - scores.tanh()), 1 - scores.tanh())


def test_hinge_halves_written_as_minima() -> None:
    real, fake, zero = drawn(7) * 2, drawn(5, seed=1) * 2, torch.zeros((), dtype=torch.float64)
    theirs = -torch.min(real - 1, zero).mean() - torch.min(-fake - 1, zero).mean()
    assert near((float(theirs), value("gan_hinge", real, fake)))


@pytest.mark.parametrize(("beta", "ratio", "gamma"), [(0.1, 0.5 / 0.1, 0.5), (2.0, 0.25, 0.5), (10.0, 0.3, 3.0)])
def test_simpo_margin_inside_the_bracket(beta: float, ratio: float, gamma: float) -> None:
    chosen, rejected = -drawn(5).abs(), -drawn(5, seed=1).abs()
    ones = torch.ones(5, dtype=torch.int64)
    theirs = -F.logsigmoid(beta * (chosen - rejected - ratio)).mean()
    assert near((float(theirs), value("simpo", chosen, rejected, ones, ones, beta=beta, gamma=gamma)))


def test_neither_similar_nor_dissimilar_has_both_branches_in_torch() -> None:
    distance = drawn(7).abs() * 2
    theirs = F.hinge_embedding_loss(distance, torch.zeros(7), reduction="none")
    assert torch.equal(theirs, distance + F.relu(1 - distance))


def test_counts_are_as_good_a_prior_as_shares() -> None:
    logits, target, counts = drawn(6, 4), torch.tensor([0, 1, 2, 3, 0, 1]), torch.tensor([50.0, 30.0, 15.0, 5.0])
    balanced = F.cross_entropy(logits + counts.log(), target)
    assert near((float(balanced), value("logit_adjusted_ce", logits, target, counts / 100, tau=1.0)))


def test_second_term_of_symmetric_cross_entropy_with_a_clipped_target() -> None:
    logits, target = drawn(6, 4), torch.tensor([0, 1, 2, 3, 0, 1])
    probs, floor = logits.softmax(1), math.log(1e-4)
    theirs = -(probs * F.one_hot(target, 4).double().clamp(min=1e-4).log()).sum(1).mean()
    assert round(floor, 2) == -9.21
    assert near((float(theirs), -floor / 4 * value("symmetric_ce", logits, target, alpha=0.0, beta=1.0)))
