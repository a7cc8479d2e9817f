"""Built-ins: beside the entry they cost nothing, reached by it they cost everything."""

from __future__ import annotations

from candidate import failed, folder, forbidden, passed
from containers import Notebook

from candidates.answers import (
    BCE_WITH_LOGITS,
    CROSS_ENTROPY,
    CUSTOM,
    FOCAL,
    HINGE,
    HUBER,
    HUBER_CLAMPED,
    HUBER_SUM,
    MAE,
    MSE,
    MSE_BACKWARD,
    MSE_HALF,
    SMOOTH_L1,
    TRIPLET,
)

ASSERT_CLOSE = """
import torch.nn.functional as F

p, t = torch.randn(8), torch.randn(8)
assert torch.allclose(huber_loss(p, t), F.huber_loss(p, t)), "not the same as torch"
print("ok")
"""
UNDER_MAIN = """

if __name__ == "__main__":
    import torch
    import torch.nn as nn
    a, b = torch.randn(16, 4), torch.randn(16, 4)
    print(mse_loss(a, b).item(), nn.MSELoss()(a, b).item())
"""
UNITTEST = """
import unittest

class TestHuber(unittest.TestCase):
    def setUp(self):
        torch.manual_seed(0)
        self.p, self.t = torch.randn(7), torch.randn(7)

    def test_default(self):
        torch.testing.assert_close(huber_loss(self.p, self.t), torch.nn.HuberLoss()(self.p, self.t))

    def test_delta(self):
        want = torch.nn.functional.huber_loss(self.p, self.t, delta=0.3)
        self.assertAlmostEqual(huber_loss(self.p, self.t, 0.3).item(), want.item(), places=5)
"""
PYTEST = """
import pytest

@pytest.mark.parametrize("n", [1, 5])
def test_against_torch(n):
    x, y = torch.randn(n, 3), torch.randint(3, (n,))
    assert torch.allclose(cross_entropy_loss(x, y), torch.nn.functional.cross_entropy(x, y))
"""
TRAINING = """

def train(steps=20):
    import torch
    model = torch.nn.Linear(3, 1)
    criterion = torch.nn.L1Loss()
    optimiser = torch.optim.SGD(model.parameters(), lr=0.01)
    for step in range(steps):
        x = torch.randn(10, 3)
        loss = criterion(model(x), x.sum(dim=1, keepdim=True))
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    return loss.item()

print("final loss", train())
"""

CANDIDATES = (
    folder(
        "self_test_at_the_end",
        "a self-test compares with the built-in",
        {"huber.py": HUBER + ASSERT_CLOSE},
        passed("huber", warns="huber_loss"),
    ),
    folder(
        "self_test_of_a_wrong_one",
        "the self-test fails, and the answer is wrong",
        {"huber.py": HUBER_SUM + ASSERT_CLOSE},
        failed("huber", warns="huber_loss"),
    ),
    folder(
        "self_test_under_main",
        "a comparison under __main__",
        {"mse.py": MSE + UNDER_MAIN},
        passed("mse", warns="MSELoss"),
    ),
    folder(
        "self_test_under_main_wrong",
        "a comparison under __main__ that nobody looked at",
        {"mse.py": MSE_HALF + UNDER_MAIN},
        failed("mse"),
    ),
    folder("unittest_class", "a unittest class", {"huber.py": HUBER + UNITTEST}, passed("huber", warns="huber")),
    folder(
        "pytest_function",
        "a parametrised test function for pytest",
        {"answers.py": CROSS_ENTROPY + PYTEST},
        passed("cross_entropy", warns="cross_entropy"),
    ),
    folder(
        "test_in_a_function",
        "def test(): calls the built-in",
        {
            "triplet.py": TRIPLET
            + """

def test():
    a, p, n = torch.randn(3, 4, 8).unbind()
    ours = triplet_loss(a, p, n)
    theirs = torch.nn.TripletMarginLoss()(a, p, n)
    assert (ours - theirs).abs() < 1e-4, (ours, theirs)

test()
"""
        },
        passed("triplet", warns="TripletMarginLoss|triplet_margin_loss"),
    ),
    folder(
        "unused_import",
        "imported and never used",
        {"huber.py": "from torch.nn.functional import huber_loss as reference\n" + HUBER},
        passed("huber", warns="huber_loss"),
    ),
    folder(
        "imported_and_redefined",
        "imported under the very name that is then defined",
        {"mse.py": "from torch.nn.functional import mse_loss\n\n\n" + MSE},
        passed("mse", warns="mse_loss"),
    ),
    folder(
        "training_loop",
        "a training loop with another criterion",
        {"mae.py": MAE + TRAINING},
        passed("mae", warns="L1Loss|l1_loss"),
    ),
    folder(
        "table_of_references",
        "a table of built-ins that the entry never looks at",
        {
            "losses.py": "import torch.nn.functional as F\n"
            + SMOOTH_L1
            + HINGE
            + """
REFERENCES = {"smooth_l1": F.smooth_l1_loss, "hinge": F.hinge_embedding_loss}

def compare(name, ours, *inputs):
    return (ours(*inputs) - REFERENCES[name](*inputs)).abs().item()
"""
        },
        passed("smooth_l1", warns="smooth_l1_loss"),
        passed("hinge"),
    ),
    folder(
        "other_answers_in_the_file",
        "mse from scratch beside a CustomLoss that may use nn.MSELoss, focal on BCE beside BCE from scratch",
        {
            "answers.py": MSE
            + BCE_WITH_LOGITS
            + FOCAL
            + CUSTOM.replace("torch.mean((pred - target) ** 2)", "nn.MSELoss()(pred, target)")
        },
        passed("mse"),
        passed("bce_with_logits"),
        passed("focal"),
        passed("custom_loss_module"),
    ),
    folder(
        "mentioned_only",
        "named in the docstring, a comment and a string",
        {
            "huber.py": HUBER_CLAMPED.replace(
                "    size =",
                (
                    '    """Same as F.huber_loss(pred, target)."""\n'
                    "    # torch.nn.HuberLoss() is forbidden here\n    size ="
                ),
            )
            + '\nprint("compare with torch.nn.functional.huber_loss")\n'
        },
        passed("huber"),
    ),
    folder(
        "gradient_checked_by_autograd",
        "a hand-written gradient, and a check by autograd",
        {
            "mse_backward.py": MSE_BACKWARD
            + """

import torch

def check():
    p, t = torch.randn(5, requires_grad=True), torch.randn(5)
    ((p - t) ** 2).mean().backward()
    assert torch.allclose(p.grad, mse_backward(p.detach(), t))

check()
"""
        },
        passed("mse_backward", warns="autograd|backward|grad"),
    ),
    folder(
        "comparison_cell",
        "the last cell compares with the built-in",
        {
            "huber.ipynb": Notebook(
                [
                    "import torch\nimport torch.nn.functional as F",
                    HUBER_CLAMPED,
                    "x, y = torch.randn(100), torch.randn(100)\nhuber_loss(x, y), F.huber_loss(x, y)",
                ]
            )
        },
        passed("huber", warns="huber_loss"),
    ),
    folder(
        "reached_directly",
        "the entry is a call of the built-in",
        {
            "huber.py": "import torch.nn.functional as F\n\ndef huber_loss(pred, target, delta=1.0):\n"
            "    return F.huber_loss(pred, target, delta=delta)\n"
        },
        forbidden("huber", "huber_loss"),
    ),
    folder(
        "reached_through_a_helper",
        "two helpers down",
        {
            "huber.py": """
import torch

def _inner(a, b, d):
    return torch.nn.HuberLoss(delta=d)(a, b)

def _outer(a, b, d):
    return _inner(a, b, d) * 1.0

def huber_loss(pred, target, delta=1.0):
    return _outer(pred, target, delta)
"""
        },
        forbidden("huber", "HuberLoss|huber_loss"),
    ),
    folder(
        "reached_by_assignment",
        "the entry is the built-in itself",
        {"mse.py": "import torch\n\nmse_loss = torch.nn.functional.mse_loss\n"},
        forbidden("mse", "mse_loss"),
    ),
    folder(
        "reached_through_an_alias",
        "imported under another name",
        {
            "answer.py": """
from torch.nn.functional import cross_entropy as ce
nll = ce
def cross_entropy_loss(logits, target):
    return nll(logits, target)
"""
        },
        forbidden("cross_entropy", "cross_entropy"),
    ),
    folder(
        "reached_through_a_partial",
        "functools.partial of the built-in",
        {
            "huber.py": """
from functools import partial
import torch.nn.functional as F
_base = partial(F.huber_loss, reduction="mean")
def huber_loss(pred, target, delta=1.0):
    return _base(pred, target, delta=delta)
"""
        },
        forbidden("huber", "huber_loss"),
    ),
    folder(
        "reached_through_a_decorator",
        "a decorator calls the built-in in place of what it wraps",
        {
            "huber.py": """
import functools
import torch.nn.functional as F

def fast(function):
    @functools.wraps(function)
    def wrapper(pred, target, delta=1.0):
        return F.huber_loss(pred, target, delta=delta)
    return wrapper

@fast
def huber_loss(pred, target, delta=1.0):
    e = (pred - target).abs()
    c = e.clamp(max=delta)
    return (c * (e - c / 2)).mean()
"""
        },
        forbidden("huber", "huber_loss"),
    ),
    folder(
        "reached_through_a_class_attribute",
        "a criterion kept in a class",
        {
            "mae.py": """
import torch.nn as nn

class Config:
    criterion = nn.L1Loss()

def mae_loss(pred, target):
    return Config.criterion(pred, target)
"""
        },
        forbidden("mae", "L1Loss|l1_loss"),
    ),
    folder(
        "reached_through_a_default",
        "the built-in is a default argument",
        {
            "triplet.py": """
from torch.nn import functional as F
def triplet_loss(anchor, positive, negative, margin=1.0, _impl=F.triplet_margin_loss):
    return _impl(anchor, positive, negative, margin=margin)
"""
        },
        forbidden("triplet", "triplet_margin_loss"),
    ),
    folder(
        "reached_through_a_table",
        "the built-in stands in a dictionary",
        {
            "mse.py": """
import torch.nn.functional as F
LOSSES = {"l1": F.l1_loss, "l2": F.mse_loss}
def mse_loss(pred, target):
    return LOSSES["l2"](pred, target)
"""
        },
        forbidden("mse", "mse_loss"),
    ),
    folder(
        "reached_with_a_fallback",
        "own code only where the built-in fails",
        {
            "hinge.py": """
import torch
def hinge_loss(scores, target):
    try:
        return torch.nn.functional.margin_ranking_loss(scores, torch.zeros_like(scores), target, margin=1.0)
    except Exception:
        return (1 - target * scores).clamp(min=0).mean()
"""
        },
        forbidden("hinge", "margin_ranking_loss"),
    ),
    folder(
        "reached_to_check_itself",
        "the entry asserts that it agrees with the built-in",
        {
            "huber.py": """
import torch
import torch.nn.functional as F
def huber_loss(pred, target, delta=1.0):
    e = (pred - target).abs()
    out = torch.where(e <= delta, 0.5 * e * e, delta * (e - 0.5 * delta)).mean()
    assert torch.allclose(out, F.huber_loss(pred, target, delta=delta), rtol=1e-3)
    return out
"""
        },
        forbidden("huber", "huber_loss"),
    ),
    folder(
        "reached_by_autograd",
        "a hand-written gradient by autograd, in a helper",
        {
            "mse_backward.py": """
import torch
def _grad(pred, target):
    pred = pred.detach().requires_grad_(True)
    loss = ((pred - target) ** 2).mean()
    return torch.autograd.grad(loss, pred)[0]
def mse_backward(pred, target):
    return _grad(pred, target)
"""
        },
        forbidden("mse_backward", "autograd|grad"),
    ),
    folder(
        "reached_in_a_notebook",
        "the entry of a notebook calls what an earlier cell bound",
        {
            "q.ipynb": Notebook(
                [
                    "import torch.nn as nn",
                    "criterion = nn.CrossEntropyLoss()",
                    "def cross_entropy_loss(logits, target):\n    return criterion(logits, target)",
                ]
            )
        },
        forbidden("cross_entropy", "CrossEntropyLoss|cross_entropy"),
    ),
    folder(
        "one_reached_one_not",
        "mse from scratch, mae by the built-in, in one file",
        {
            "losses.py": "import torch.nn.functional as F\n\n"
            + MSE
            + "\n\ndef mae_loss(p, t):\n    return F.l1_loss(p, t)\n"
        },
        passed("mse"),
        forbidden("mae", "l1_loss"),
    ),
)
