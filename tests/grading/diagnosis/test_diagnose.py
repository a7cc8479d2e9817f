"""Each general name is given to a typical mistake and not to its neighbour, and contrived answers stay without one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lossquiz.grading.grade_report import GradeReport

Grade = Callable[..., GradeReport]
SEEDS = (0, 1, 2)

MSE = "import torch\ndef mse_loss(pred, target):\n    e = pred - target\n    return "
KL = """
import torch
def kl_divergence_loss(log_q, p):
    rows = (torch.xlogy(p, p) - p * log_q).sum(dim=1)
    return """
HINGE = "import torch\nimport torch.nn.functional as F\ndef hinge_loss(scores, target):\n    return "
HUBER = """
import math
import torch
def huber_loss(pred, target, delta={default}):
    delta = {delta}
    a = (pred - target).abs()
    return torch.where(a <= delta, 0.5 * a * a, delta * (a - 0.5 * delta)).mean()
"""
FUNCTION = """
import torch
class Square(torch.autograd.Function):
    @staticmethod
    def forward(ctx, pred, target):
        ctx.save_for_backward(pred - target)
        return ((pred - target) ** 2).mean()
    @staticmethod
    def backward(ctx, grad_output):
        (e,) = ctx.saved_tensors
        return {slope}, None
def mse_loss(pred, target):
    return Square.apply(pred, target)
"""
# At a tie it gives 0, a right slope of which autograd takes another.
QUANTILE = """
import torch
class Pinball(torch.autograd.Function):
    @staticmethod
    def forward(ctx, pred, target, q):
        ctx.save_for_backward(pred, target)
        ctx.q = q
        return torch.maximum(q * (target - pred), (q - 1) * (target - pred)).mean()
    @staticmethod
    def backward(ctx, grad_output):
        pred, target = ctx.saved_tensors
        slope = (pred > target) * (1 - ctx.q) - (pred < target) * ctx.q
        return {slope}, None, None
def quantile_loss(pred, target, q=0.5):
    return Pinball.apply(pred, target, q)
"""
CACHED = """
seen = {{}}
def mse_loss(pred, target):
    loss = ((pred - target) ** 2).mean()
    return {kept}
"""
FOCAL = """
import torch
def focal_loss(logits, target, gamma=2.0):
    p = torch.sigmoid(logits)
    p_t = p * target + (1 - p) * (1 - target)
    return -((1 - p_t) ** gamma * torch.log(p_t + {epsilon})).mean()
"""

CROSS = """
import torch
def cross_entropy_loss(logits, target):
    rows = -torch.log_softmax(logits, dim=1).gather(1, target[:, None])[:, 0]
    return """
BCE = "import torch.nn.functional as F\ndef bce_with_logits_loss({}):\n    return (F.softplus(x) - "
BCE_BACKWARD = "import torch\ndef bce_with_logits_backward(logits, target):\n    return "
BALANCED = "torch.stack([rows[target == label].mean() for label in target.unique()]).mean()"

# name, question, a typical answer, an answer that looks like it and must not get the name
PAIRS = [
    ("constant_factor", "mse", MSE + "0.3 * (e * e).mean()", MSE + "0.3 * (e * e).mean() + 0.1"),
    ("half", "kl_div", KL + "rows.mean() / 2", KL + "rows.mean() / 3"),
    ("twice", "kl_div", KL + "rows.mean() * 2", KL + "rows.mean() * 2.01"),
    ("ln_2", "kl_div", KL + "rows.mean() / 0.6931471805599453", KL + "rows.mean() / 0.7"),
    ("sign_flipped", "mse", MSE + "-(e * e).mean()", MSE + "-(e * e * e).abs().mean()"),
    ("constant_offset", "mse", MSE + "(e * e).mean() + 0.25", MSE + "(e * e).mean() + 0.25 * e.abs().mean()"),
    ("constant_answer", "mse", MSE + "0 * e.sum() + 0.5", MSE + "(0 * e).sum() + pred.mean()"),
    ("batch_size", "kl_div", KL + "rows.mean() / len(p)", KL + "rows.mean() / len(p) ** 2"),
    ("element_count", "mse", MSE + "(e * e).mean() / e.numel()", MSE + "(e * e).mean() / (e.numel() + 1)"),
    ("class_count", "kl_div", KL + "rows.mean() * p.shape[1]", KL + "rows.mean() * (p.shape[1] + 1)"),
    ("broadcast", "mse", MSE + "((pred[:, None] if pred.dim() == 1 else pred) - target).square().mean()", MSE + "0.5"),
    ("only_one_row", "mse", MSE + "(e[:1] if e.dim() else e).square().mean()", MSE + "e.square().max()"),
    ("wrong_shape", "mse", MSE + "(e * e)", MSE + "(e * e).sum() * 3"),
    ("wrong_dtype", "mse", MSE + "(e * e).mean().float()", MSE + "(e * e).mean().float() + 1"),
    ("not_a_tensor", "mse", MSE + "(e * e).mean().item()", MSE + "torch.tensor((e * e).mean().item(), dtype=e.dtype)"),
    ("mutates_input", "mse", MSE + "(e * e).mean() + 0 * target.zero_().sum()", MSE + "e.detach().mean()"),
    ("detached_gradient", "mse", MSE + "(e * e).mean().detach()", MSE + "(e * e.detach()).mean()"),
    ("input_rounded", "mse", MSE + "(pred - target.round()).square().mean()", MSE + "e.round().square().mean()"),
    (
        "wrong_default",
        "huber",
        HUBER.format(default=0.5, delta="delta"),
        HUBER.format(default=1.0, delta="delta + 0.5"),
    ),
    (
        "parameter_rounded",
        "huber",
        HUBER.format(default=1.0, delta="math.ceil(delta)"),
        HUBER.format(default=1.0, delta="delta * delta"),
    ),
    (
        "ignores_upstream",
        "mse",
        FUNCTION.format(slope="2 * e / e.numel()"),
        FUNCTION.format(slope="2 * grad_output**2 * e / e.numel()"),
    ),
    (
        "scaled_gradient",
        "mse",
        FUNCTION.format(slope="2 * grad_output * e"),
        FUNCTION.format(slope="2 * grad_output * e.abs() / e.numel()"),
    ),
    (
        "scaled_gradient",
        "quantile",
        QUANTILE.format(slope="10 * grad_output * slope / slope.numel()"),
        QUANTILE.format(slope="grad_output * (10 * slope - (pred == target)) / slope.numel()"),
    ),
    (
        # Twice the margins less each other leave some 1e-8 where the terms are 1: in another order, another rest.
        "hinge_missing",
        "gan_hinge",
        "def gan_hinge_loss(real_logits, fake_logits):\n    return 2 - real_logits.mean() + fake_logits.mean()",
        "def gan_hinge_loss(real_logits, fake_logits):\n    return 2.001 - real_logits.mean() + fake_logits.mean()",
    ),
    (
        "gradient_only",
        "mse",
        FUNCTION.format(slope="grad_output * e.sign() / e.numel()"),
        FUNCTION.format(slope="-grad_output * 2 * e / e.numel()"),
    ),
    (
        "stale_result",
        "mse",
        CACHED.format(kept="seen.setdefault(tuple(pred.shape), loss)"),
        CACHED.format(kept="loss + 0.1 * (pred.numel() > 4) * pred.mean()"),
    ),
    ("root_taken", "mse", MSE + "(e * e).mean().sqrt()", MSE + "(e * e).mean() ** 0.6"),
    ("only_flat", "mse", MSE + "(e * e).mean(dim=-1).sum()", MSE + "(e * e).mean() + 0.1 * e.mean()"),
    (
        "reduction",
        "hinge",
        HINGE + "F.relu(1 - target * scores).amax()",
        HINGE + "F.relu(1.2 - target * scores).mean()",
    ),
    ("batch_reduction", "kl_div", KL + "rows.amax()", KL + "rows.mean() + 0.1 * p.sum(dim=1).mean()"),
    (
        "only_batch_of_one",
        "kl_div",
        KL + "rows.mean() if len(rows) > 1 else rows.sum() * 3",
        KL + "rows.mean() * len(rows) ** 2",
    ),
    (
        "beyond_threshold",
        "bce_with_logits_backward",
        BCE_BACKWARD + "(torch.where(logits.abs() < 6, logits, 0 * logits).sigmoid() - target) / target.numel()",
        BCE_BACKWARD + "((1.1 * logits).sigmoid() - target) / target.numel()",
    ),
    ("unstable", "mse", MSE + "(pred**2 - 2 * pred * target + target**2).mean()", MSE + "(e * e).mean().clamp(max=4)"),
    (
        "raises",
        "mse",
        MSE + "(e * e).mean() / (1 // (e.numel() % 3 != 0))",
        MSE + "(e * e).mean() / (1 + (e.numel() != 1))",
    ),
    ("needs_grad", "mse", MSE + "(e * e).mean() * (1 + (not pred.requires_grad))", MSE + "(e * e).mean() * 1.5"),
    ("swapped_arguments", "bce_with_logits", BCE.format("y, x") + "x * y).mean()", BCE.format("x, y") + "y).mean()"),
    (
        "parameter_ignored",
        "huber",
        HUBER.format(default=1.0, delta="2.0"),
        HUBER.format(default=1.0, delta="2.3 + delta / 10"),
    ),
    ("only_one_class", "cross_entropy", CROSS + "rows[target != 0].sum() / len(rows)", CROSS + BALANCED),
    (
        "not_contiguous",
        "kl_div",
        KL.replace("rows", "log_q.view(-1), p.view(-1); rows") + "rows.mean()",
        KL + "rows.sum() / (len(p) if len(p) < 4 else 7)",
    ),
]

CONTRIVED = [
    ("mse", MSE + "(e * e).mean() ** 1.1"),
    ("mse", MSE + "(e * e + 0.1 * pred).mean()"),
    ("mse", MSE + "(e * e).mean() + 0.01 * torch.sin(7 * pred).mean()"),
    ("mse", MSE + "(e - 0.5 * e.mean()).square().mean()"),
    ("kl_div", KL + "rows.mean() * (1 + 0.1 * torch.cos(rows.sum()))"),
    ("kl_div", KL + "rows.mean() + 0.01 * (p * p).sum(dim=1).max()"),
    ("hinge", HINGE + "torch.relu(2 - target * scores).mean()"),
    ("hinge", HINGE + "F.softplus(1 - target * scores, beta=10).mean()"),
]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("name", "question", "answer", "_neighbour"), PAIRS, ids=[pair[0] for pair in PAIRS])
def test_a_typical_mistake_gets_its_name(
    name: str, question: str, answer: str, _neighbour: str, seed: int, grade: Grade
) -> None:
    assert names(grade, question, answer, seed)[:1] == [name]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("name", "question", "_answer", "neighbour"), PAIRS, ids=[pair[0] for pair in PAIRS])
def test_its_neighbour_does_not(
    name: str, question: str, _answer: str, neighbour: str, seed: int, grade: Grade
) -> None:
    assert name not in names(grade, question, neighbour, seed)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("question", "answer"), CONTRIVED)
def test_a_contrived_answer_gets_no_name(question: str, answer: str, seed: int, grade: Grade) -> None:
    assert names(grade, question, answer, seed) == []


@pytest.mark.parametrize("epsilon", ["1e-5", "1e-8", "1e-10"])
def test_an_epsilon_of_any_size_is_named(epsilon: str, grade: Grade) -> None:
    assert names(grade, "focal", FOCAL.format(epsilon=epsilon), 0) == ["epsilon_in_the_log"]


@pytest.mark.parametrize("cut", ["torch.relu(gap.mean())", "gap.mean().clamp(min=0)", "max(gap.mean(), 0 * gap.sum())"])
def test_a_corner_of_slope_one_or_zero_makes_no_other_mistake(cut: str, grade: Grade) -> None:
    answer = f"import torch\ndef hinge_loss(scores, target):\n    gap = 1 - target * scores\n    return {cut}"
    for seed in SEEDS:
        assert names(grade, "hinge", answer, seed) == ["clamp_after_mean"]


def test_a_gradient_alone_is_no_fault_of_the_reduction(grade: Grade) -> None:
    answer = """
import torch
class Hinge(torch.autograd.Function):
    @staticmethod
    def forward(ctx, scores, target):
        ctx.save_for_backward(target)
        return torch.relu(1 - target * scores).mean()
    @staticmethod
    def backward(ctx, grad_output):
        (target,) = ctx.saved_tensors
        return -grad_output * target / target.numel(), None
def hinge_loss(scores, target):
    return Hinge.apply(scores, target)
"""
    for seed in range(6):
        assert names(grade, "hinge", answer, seed) == ["gradient_only"]


def test_a_hand_written_gradient_of_an_earlier_call_is_named(grade: Grade) -> None:
    answer = """
seen = {}
def mse_backward(pred, target):
    return seen.setdefault(pred.shape, 2 * (pred - target) / pred.numel())
"""
    assert names(grade, "mse_backward", answer, 0) == ["stale_result"]


def test_a_hand_written_gradient_of_small_numbers_is_judged_by_their_size(grade: Grade) -> None:
    answer = """
def mse_backward(pred, target):
    e, step = pred.double() - target.double(), 1e-3
    return ((e + step) ** 2 - e**2) / step / e.numel()
"""
    assert names(grade, "mse_backward", answer, 0) == ["one_sided_difference"]


def test_a_right_answer_has_no_diagnosis(grade: Grade) -> None:
    report = grade("mse", MSE + "(e * e).mean()")
    assert (report.verdict, report.diagnosis) == ("passed", ())


def names(grade: Grade, question: str, answer: str, seed: int) -> list[str]:
    report = grade(question, answer, seed)
    assert report.verdict in {"failed", "passed"}, report.error
    return [diagnosis.id for diagnosis in report.diagnosis]
