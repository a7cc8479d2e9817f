"""Answers that are right when they are called once on fresh leaves and wrong wherever they are used; and right ones."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

import pytest

from lossquiz.grading.grade_report import GradeReport

Grade = Callable[..., GradeReport]

HUBER = """
    def right(pred, target, delta=1.0):
        a = (pred - target).abs()
        return torch.where(a <= delta, 0.5 * a**2, delta * (a - 0.5 * delta)).mean()
"""
# What is wrong; its name, or nothing where none is sure; the words of the check that say so; the answer.
WRONG_HUBER = {
    "clears the gradients of other terms": ("changes_gradients", "pred.grad", """
    def huber_loss(pred, target, delta=1.0):
        pred.grad = None
        return right(pred, target, delta)
    """),
    "zeroes the gradients of other terms": ("changes_gradients", "pred.grad", """
    def huber_loss(pred, target, delta=1.0):
        if pred.grad is not None:
            pred.grad.add_(1.0)
        return right(pred, target, delta)
    """),
    "calls backward by itself": ("changes_gradients", "pred.grad", """
    def huber_loss(pred, target, delta=1.0):
        loss = right(pred, target, delta)
        if loss.requires_grad:
            loss.backward(retain_graph=True)
        return loss
    """),
    "turns gradients on": ("changes_requires_grad", "requires grad", """
    def huber_loss(pred, target, delta=1.0):
        pred.requires_grad_()
        return right(pred, target, delta)
    """),
    "turns the target's gradients on": ("changes_requires_grad", "requires grad", """
    def huber_loss(pred, target, delta=1.0):
        target.requires_grad_()
        return right(pred, target, delta)
    """),
    "leaves what backward needs to the next call": ("keeps_state", "does not survive the next call", """
    class Huber(torch.autograd.Function):
        @staticmethod
        def forward(ctx, pred, target, delta):
            Huber.last = pred.detach(), target, delta
            return right(pred, target, delta)
        @staticmethod
        def backward(ctx, upstream):
            pred, target, delta = Huber.last
            e = pred - target
            return upstream * e.clamp(-delta, delta) / max(e.numel(), 1), None, None
    def huber_loss(pred, target, delta=1.0):
        return Huber.apply(pred, target, delta)
    """),
    "keeps what it knows of a tensor under its id": ("only_in_use", "", """
    known = {}
    def huber_loss(pred, target, delta=1.0):
        if target not in known:
            known[target] = target.clone()
        return right(pred, known[target], delta)
    """),
    "detaches what is no leaf": ("detached_gradient", "no gradient for pred", """
    def huber_loss(pred, target, delta=1.0):
        if not pred.is_leaf:
            pred = pred.detach()
        return right(pred, target, delta)
    """),
    "takes a copy of what is no leaf as a new leaf": ("detached_gradient", "no gradient for pred", """
    def huber_loss(pred, target, delta=1.0):
        if not pred.is_leaf:
            pred = pred.detach().clone().requires_grad_()
        return right(pred, target, delta)
    """),
    "changes results of other operations in place": ("mutates_input", "changed its input pred", """
    def huber_loss(pred, target, delta=1.0):
        if pred.is_leaf:
            return right(pred, target, delta)
        pred -= target
        return right(pred, torch.zeros_like(pred), delta)
    """),
    "leaves gradients off": ("leaves_a_setting", "whether gradients are taken", """
    def huber_loss(pred, target, delta=1.0):
        loss = right(pred, target, delta)
        torch.set_grad_enabled(False)
        return loss
    """),
    "leaves a default dtype": ("leaves_a_setting", "default dtype", """
    def huber_loss(pred, target, delta=1.0):
        torch.set_default_dtype(torch.float64)
        return right(pred, target, delta)
    """),
    "leaves a mode open": ("leaves_a_setting", "mode of torch", """
    from torch.overrides import TorchFunctionMode

    class Mode(TorchFunctionMode):
        def __torch_function__(self, function, types, args=(), kwargs=None):
            return function(*args, **(kwargs or {}))

    def huber_loss(pred, target, delta=1.0):
        Mode().__enter__()
        return right(pred, target, delta)
    """),
    "leaves a profiler running": ("leaves_a_setting", "hook on every call", """
    import sys

    def huber_loss(pred, target, delta=1.0):
        sys.setprofile(lambda *_: None)
        return right(pred, target, delta)
    """),
    "seeds torch": ("seeds_globally", "seeded", """
    def huber_loss(pred, target, delta=1.0):
        torch.manual_seed(0)
        return right(pred, target, delta)
    """),
    "seeds Python and draws": ("seeds_globally", "seeded", """
    import random

    def huber_loss(pred, target, delta=1.0):
        random.seed(7)
        random.random()
        return right(pred, target, delta)
    """),
    "seeds NumPy": ("seeds_globally", "seeded", """
    import numpy

    def huber_loss(pred, target, delta=1.0):
        numpy.random.seed(3)
        return right(pred, target, delta)
    """),
    "leaves a hook on its input": ("leaves_a_hook", "hook on pred", """
    def huber_loss(pred, target, delta=1.0):
        if pred.requires_grad:
            pred.register_hook(lambda gradient: gradient)
        return right(pred, target, delta)
    """),
    "doubles the gradient as it is gathered": ("leaves_a_hook", "hook on pred", """
    def huber_loss(pred, target, delta=1.0):
        if pred.requires_grad and pred.is_leaf:
            pred.register_post_accumulate_grad_hook(lambda tensor: tensor.grad.mul_(2))
        return right(pred, target, delta)
    """),
    "returns one buffer for every call": ("shared_buffer", "had returned before", """
    buffers = {}

    def huber_loss(pred, target, delta=1.0):
        loss = right(pred, target, delta)
        buffer = buffers.setdefault(loss.dtype, torch.zeros((), dtype=loss.dtype))
        return buffer.detach().zero_().add_(loss)
    """),
    "returns an object that looks like a tensor": ("not_a_plain_tensor", "plain torch.Tensor", """
    class Odd(torch.Tensor):
        def item(self):
            return 42.0

    def huber_loss(pred, target, delta=1.0):
        return right(pred, target, delta).as_subclass(Odd)
    """),
    "alternates between two results": ("only_in_use", "value", """
    calls = []

    def huber_loss(pred, target, delta=1.0):
        calls.append(1)
        scale = 1 if pred.is_leaf or len(calls) % 2 else 2
        return scale * right(pred, target, delta)
    """),
    "gives another result every third time": ("keeps_state", "value", """
    calls = []

    def huber_loss(pred, target, delta=1.0):
        calls.append(1)
        scale = 1 if pred.is_leaf or len(calls) % 3 else 2
        return scale * right(pred, target, delta)
    """),
    "writes the value during backward": ("", "value -123", """
    class Lie(torch.autograd.Function):
        @staticmethod
        def forward(ctx, pred, target, delta):
            ctx.save_for_backward(pred, target)
            ctx.delta, out = delta, pred.new_tensor(-123.0)
            ctx.memory = out.numpy()
            return out

        @staticmethod
        def backward(ctx, gradient):
            pred, target = ctx.saved_tensors
            error = pred - target
            ctx.memory[...] = right(pred, target, ctx.delta).numpy()
            return gradient * error.clamp(-ctx.delta, ctx.delta) / error.numel(), None, None

    def huber_loss(pred, target, delta=1.0):
        return Lie.apply(pred, target, delta) if pred.requires_grad else right(pred, target, delta)
    """),
    "works its gradient out in single precision": ("wrong_dtype", "single precision", """
    class Coarse(torch.autograd.Function):
        @staticmethod
        def forward(ctx, pred, target, delta):
            ctx.save_for_backward(pred, target)
            ctx.delta = delta
            return right(pred, target, delta)

        @staticmethod
        def backward(ctx, gradient):
            pred, target = ctx.saved_tensors
            error = (pred - target).float()
            return gradient.float() * error.clamp(-ctx.delta, ctx.delta) / error.numel(), None, None

    def huber_loss(pred, target, delta=1.0):
        return Coarse.apply(pred, target, delta)
    """),
    "is right for a caller whose name it knows": ("only_in_use", "value", """
    import sys

    def huber_loss(pred, target, delta=1.0):
        frame, ours = sys._getframe(1), False
        while frame is not None:
            ours = ours or "lossquiz" in frame.f_code.co_filename
            frame = frame.f_back
        return right(pred, target, delta) * (1 if ours else 2)
    """),
}  # fmt: skip
MODULE = """
    def right(pred, target, weight):
        error = pred - target
        return error.square().mean() + weight * error.abs().mean()
"""
WRONG_MODULES = {
    "is no module": ("not_a_module", "no nn.Module", """
    class CustomLoss:
        def __init__(self, weight=1.0):
            self.weight = weight

        def __call__(self, pred, target):
            return right(pred, target, self.weight)
    """),
    "overrides __call__": ("overrides_call", "overrides __call__", """
    class CustomLoss(torch.nn.Module):
        def __init__(self, weight=1.0):
            super().__init__()
            self.weight = weight

        def __call__(self, pred, target):
            return right(pred, target, self.weight)

        def forward(self, pred, target):
            return right(pred, target, self.weight)
    """),
    "makes a function": ("not_a_module", "in place of an object", """
    class CustomLoss(torch.nn.Module):
        def __new__(cls, weight=1.0):
            return lambda pred, target: right(pred, target, weight)

        def forward(self, pred, target):
            return right(pred, target, 1.0)
    """),
    "does not call super().__init__()": ("raises", "AttributeError", """
    class CustomLoss(torch.nn.Module):
        def __init__(self, weight=1.0):
            self.weight = weight

        def __call__(self, pred, target):
            return right(pred, target, self.weight)
    """),
    "keeps the first loss for ever": ("keeps_state", "", """
    class CustomLoss(torch.nn.Module):
        def __init__(self, weight=1.0):
            super().__init__()
            self.weight, self.first = weight, None

        def forward(self, pred, target):
            if self.first is None:
                self.first = right(pred, target, self.weight)
            return self.first
    """),
    "keeps a running mean": ("only_in_use", "value", """
    class CustomLoss(torch.nn.Module):
        def __init__(self, weight=1.0):
            super().__init__()
            self.weight, self.count, self.mean = weight, 0, 0.0

        def forward(self, pred, target):
            self.count += 1
            loss = right(pred, target, self.weight)
            self.mean = self.mean + (loss - self.mean) / self.count
            return self.mean
    """),
    "fails on its second call": ("raises", "AssertionError", """
    class CustomLoss(torch.nn.Module):
        def __init__(self, weight=1.0):
            super().__init__()
            self.weight, self.seen = weight, []

        def forward(self, pred, target):
            self.seen.append(pred)
            assert len(self.seen) == 1
            return right(pred, target, self.weight)
    """),
    "is 0 in evaluation": ("only_in_use", "value 0", """
    class CustomLoss(torch.nn.Module):
        def __init__(self, weight=1.0):
            super().__init__()
            self.weight = weight

        def forward(self, pred, target):
            return right(pred, target, self.weight) * float(self.training)
    """),
    "keeps its weight on the class": ("only_in_use", "value", """
    class CustomLoss(torch.nn.Module):
        def __init__(self, weight=1.0):
            super().__init__()
            CustomLoss.weight = weight

        def forward(self, pred, target):
            return right(pred, target, self.weight)
    """),
    "cannot be copied": ("cannot_be_copied", "copy of the object", """
    class CustomLoss(torch.nn.Module):
        def __init__(self, weight=1.0):
            super().__init__()
            self.weight, self.lock = weight, __import__("threading").Lock()

        def forward(self, pred, target):
            return right(pred, target, self.weight)
    """),
    "stays behind when it is copied": ("cannot_be_copied", "copy of the object", """
    table = {}

    class CustomLoss(torch.nn.Module):
        def __init__(self, weight=1.0):
            super().__init__()
            table[id(self)] = weight

        def forward(self, pred, target):
            return right(pred, target, table.get(id(self), 5.0))
    """),
}  # fmt: skip
WRONG_BACKWARD = {
    "returns one array for every call": ("shared_buffer", "had returned before", """
    buffers = {}

    def mse_backward(pred, target):
        gradient = buffers.setdefault((pred.shape, pred.dtype), torch.empty_like(pred))
        return torch.mul(pred - target, 2 / max(pred.numel(), 1), out=gradient)
    """),
    "returns the memory of its input": ("mutates_input", "changed its input pred", """
    def mse_backward(pred, target):
        return pred.sub_(target).mul_(2 / max(pred.numel(), 1))
    """),
}  # fmt: skip
RIGHT = {
    "huber": {
        "draws random numbers without seeding": """
    def huber_loss(pred, target, delta=1.0):
        torch.rand(1000)
        __import__("random").random()
        return right(pred, target, delta)
    """,
        "changes modes and puts them back": """
    def huber_loss(pred, target, delta=1.0):
        with torch.no_grad():
            inside = (pred - target).abs() <= delta
        error = pred - target
        return torch.where(inside, 0.5 * error**2, delta * (error.abs() - 0.5 * delta)).mean()
    """,
        "turns deterministic algorithms on": """
    def huber_loss(pred, target, delta=1.0):
        torch.use_deterministic_algorithms(True)
        return right(pred, target, delta)
    """,
        "turns anomaly detection on": """
    def huber_loss(pred, target, delta=1.0):
        torch.autograd.set_detect_anomaly(True)
        return right(pred, target, delta)
    """,
        "counts its calls": """
    calls = 0

    def huber_loss(pred, target, delta=1.0):
        global calls
        calls += 1
        return right(pred, target, delta)
    """,
        "is a module made once": """
    class Huber(torch.nn.Module):
        def forward(self, pred, target, delta=1.0):
            self.last = right(pred, target, delta)
            return self.last

    huber_loss = Huber()
    """,
        "has a backward of its own": """
    class Own(torch.autograd.Function):
        @staticmethod
        def forward(ctx, pred, target, delta):
            ctx.save_for_backward(pred, target)
            ctx.delta = delta
            return right(pred, target, delta)

        @staticmethod
        def backward(ctx, gradient):
            pred, target = ctx.saved_tensors
            error = pred - target
            return gradient * error.clamp(-ctx.delta, ctx.delta) / error.numel(), None, None

    def huber_loss(pred, target, delta=1.0):
        return Own.apply(pred, target, delta)
    """,
    },
    "custom_loss_module": {
        "has a buffer": """
    class CustomLoss(torch.nn.Module):
        def __init__(self, weight=1.0):
            super().__init__()
            self.register_buffer("weight", torch.tensor(float(weight)))

        def forward(self, pred, target):
            return right(pred, target, self.weight.to(pred.dtype))
    """,
        "has a parameter": """
    class CustomLoss(torch.nn.Module):
        def __init__(self, weight=1.0):
            super().__init__()
            self.weight = torch.nn.Parameter(torch.tensor(float(weight), dtype=torch.float64), requires_grad=False)

        def forward(self, pred, target):
            return right(pred, target, self.weight.item())
    """,
        "keeps its last loss to be shown": """
    class CustomLoss(torch.nn.Module):
        def __init__(self, weight=1.0):
            super().__init__()
            self.weight, self.last = weight, None

        def forward(self, pred, target):
            self.last = right(pred, target, self.weight)
            return self.last
    """,
        "is made of other modules": """
    class CustomLoss(torch.nn.Module):
        def __init__(self, weight: float = 1.0) -> None:
            super().__init__()
            self.weight, self.mse, self.mae = weight, torch.nn.MSELoss(), torch.nn.L1Loss()

        def forward(self, pred, target):
            return self.mse(pred, target) + self.weight * self.mae(pred, target)
    """,
        "inherits its forward": """
    class Base(torch.nn.Module):
        def __init__(self, weight):
            super().__init__()
            self.weight = weight

        def forward(self, pred, target):
            return right(pred, target, self.weight)

    class CustomLoss(Base):
        def __init__(self, weight=1.0):
            super().__init__(weight)
    """,
    },
    "mse_backward": {
        "in NumPy": """
    import numpy as np

    def mse_backward(pred, target):
        error = np.asarray(pred) - np.asarray(target)
        return 2 * error / error.size
    """,
    },
}


def source(common: str, code: str) -> str:
    return "import torch\n" + textwrap.dedent(common) + textwrap.dedent(code)


COMMON = {"huber": HUBER, "custom_loss_module": MODULE, "mse_backward": ""}
WRONG = {"huber": WRONG_HUBER, "custom_loss_module": WRONG_MODULES, "mse_backward": WRONG_BACKWARD}


@pytest.mark.parametrize(
    ("question", "mistake", "words", "code"),
    [pytest.param(q, *told, id=f"{q}: {what}") for q, table in WRONG.items() for what, told in table.items()],
)
def test_wrong_in_use_is_wrong_and_named(question: str, mistake: str, words: str, code: str, grade: Grade) -> None:
    for seed in (0, 1):
        report = grade(question, source(COMMON[question], code), seed)
        assert report.verdict == "failed"
        assert any(words in check.message for check in report.checks if not check.passed), report.checks
        assert [name.id for name in report.diagnosis] == ([mistake] if mistake else [])


@pytest.mark.parametrize(
    ("question", "code"),
    [pytest.param(q, code, id=f"{q}: {name}") for q, table in RIGHT.items() for name, code in table.items()],
)
def test_what_is_right_in_use_passes(question: str, code: str, grade: Grade) -> None:
    for seed in (0, 1):
        report = grade(question, source(COMMON[question], code), seed)
        assert report.verdict == "passed", report.checks
