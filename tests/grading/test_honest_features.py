"""Right answers that use what torch has to offer: none of it may be taken for a built-in, or fail in the sandbox."""

# ruff: noqa: E501 - lines of answers

from __future__ import annotations

from collections.abc import Iterator

import pytest

from lossquiz.grading.grade import Grader, one_thread
from lossquiz.grading.intake.hand_in import Submission
from lossquiz.grading.sandbox.both.job import Limits
from lossquiz.grading.sandbox.parent import Sandbox
from lossquiz.questions.bank import load_bank

HEAD = """\
import contextlib, functools, math, typing
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch import Tensor

def terms(pred, target, delta):
    error = pred - target
    near = error.abs() <= delta
    return torch.where(near, 0.5 * error**2, delta * (error.abs() - 0.5 * delta))
"""
# The body of huber_loss(pred, target, delta=1.0), and what stands before it.
BODIES = {
    "vmap": ("", "return torch.vmap(lambda p, t: terms(p, t, delta))(pred.reshape(-1), target.reshape(-1)).mean()"),
    "func.vmap over a closure": ("", ("f = torch.func.vmap(terms, in_dims=(0, 0, None)); "
        "return f(pred.reshape(-1), target.reshape(-1), delta).mean()")),
    "func.grad beside the loss": ("", ("torch.func.grad(lambda p: terms(p, target, delta).sum())(pred.detach()); "
        "return terms(pred, target, delta).mean()")),
    "func.jacrev beside the loss": ("", ("torch.func.jacrev(lambda p: p.sum())(pred.detach()); "
        "return terms(pred, target, delta).mean()")),
    "checkpoint": ("from torch.utils.checkpoint import checkpoint",
        "return checkpoint(lambda p: terms(p, target, delta).mean(), pred, use_reentrant=False)"),
    "jit.script": (("@torch.jit.script\ndef scripted(pred, target, delta: float):\n"
        "    e = (pred - target).abs()\n    return torch.where(e <= delta, 0.5 * e * e, delta * (e - 0.5 * delta)).mean()"),
        "return scripted(pred, target, float(delta))"),
    "jit.trace": ("traced = torch.jit.trace(lambda p, t: (p - t).abs(), (torch.ones(3), torch.ones(3)))",
        "e = traced(pred, target); return torch.where(e <= delta, 0.5 * e * e, delta * (e - 0.5 * delta)).mean()"),
    "compile, eager backend": ("", "return torch.compile(terms, backend='eager')(pred, target, delta).mean()"),
    "compile": ("", "return torch.compile(terms)(pred, target, delta).mean()"),
    "compile as a decorator": (
        ("@torch.compile\ndef own(pred, target, delta):\n    return terms(pred, target, delta).mean()\n"
        "@torch.compile(mode='max-autotune', fullgraph=True, dynamic=True)\n"
        "def other(pred, target, delta):\n    return own(pred, target, delta)"),
        "return other(pred, target, delta)"),
    "a compiled module": (
        ("class Own(nn.Module):\n    def forward(self, pred, target, delta):\n"
        "        return terms(pred, target, delta).mean()\nown = torch.compile(Own())\nbeside = Own()\nbeside.compile()"),
        "return (own(pred, target, delta) + beside(pred, target, delta)) / 2"),
    "autograd.Function": (("class Own(torch.autograd.Function):\n"
        "    @staticmethod\n    def forward(ctx, e, delta):\n        ctx.save_for_backward(e); ctx.delta = delta\n"
        "        a = e.abs()\n        return torch.where(a <= delta, 0.5 * e * e, delta * (a - 0.5 * delta))\n"
        "    @staticmethod\n    def backward(ctx, g):\n        (e,) = ctx.saved_tensors\n"
        "        return g * e.clamp(-ctx.delta, ctx.delta), None"), "return Own.apply(pred - target, delta).mean()"),
    "once_differentiable": (("from torch.autograd.function import once_differentiable\n"
        "class Own(torch.autograd.Function):\n"
        "    @staticmethod\n    def forward(ctx, e, delta):\n        ctx.save_for_backward(e); ctx.delta = delta\n"
        "        a = e.abs()\n        return torch.where(a <= delta, 0.5 * e * e, delta * (a - 0.5 * delta))\n"
        "    @staticmethod\n    @once_differentiable\n    def backward(ctx, g):\n        (e,) = ctx.saved_tensors\n"
        "        return g * e.clamp(-ctx.delta, ctx.delta), None"), "return Own.apply(pred - target, delta).mean()"),
    "gradient inside by autograd.grad": ("", ("p = pred.detach().requires_grad_(); "
        "torch.autograd.grad(terms(p, target, delta).sum(), p); return terms(pred, target, delta).mean()")),
    "gradcheck of itself": ("", ("return terms(pred, target, delta).mean()\n"
        "p = torch.randn(3, dtype=torch.float64, requires_grad=True)\n"
        "assert torch.autograd.gradcheck(lambda x: terms(x, torch.zeros(3), 1.0).sum(), p)")),
    "saved_tensors_hooks": ("", ("with torch.autograd.graph.saved_tensors_hooks(lambda x: x, lambda x: x): "
        "return terms(pred, target, delta).mean()")),
    "save_on_cpu": ("", "with torch.autograd.graph.save_on_cpu(): return terms(pred, target, delta).mean()"),
    "a hook on what is its own": ("", ("e = pred - target\n    if e.requires_grad: e.register_hook(lambda g: g)\n"
        "    a = e.abs(); return torch.where(a <= delta, 0.5 * e * e, delta * (a - 0.5 * delta)).mean()")),
    "no_grad for the mask": ("", ("with torch.no_grad(): near = (pred - target).abs() <= delta\n"
        "    e = pred - target; return torch.where(near, 0.5 * e * e, delta * (e.abs() - 0.5 * delta)).mean()")),
    "inference_mode beside it": ("", ("with torch.inference_mode(): float(terms(pred, target, delta).mean())\n"
        "    return terms(pred, target, delta).mean()")),
    "set_grad_enabled as a context": ("", "with torch.set_grad_enabled(True): return terms(pred, target, delta).mean()"),
    "detect_anomaly": ("", "with torch.autograd.detect_anomaly(): return terms(pred, target, delta).mean()"),
    "profiler": ("", "with torch.autograd.profiler.profile(): return terms(pred, target, delta).mean()"),
    "record_function": ("", "with torch.profiler.record_function('loss'): return terms(pred, target, delta).mean()"),
    "a function mode": (("from torch.overrides import TorchFunctionMode\nclass Count(TorchFunctionMode):\n"
        "    def __torch_function__(self, f, types, args=(), kwargs=None):\n        return f(*args, **(kwargs or {}))"),
        "with Count(): return terms(pred, target, delta).mean()"),
    "a dispatch mode": (("from torch.utils._python_dispatch import TorchDispatchMode\n"
        "class Count(TorchDispatchMode):\n"
        "    def __torch_dispatch__(self, f, types, args=(), kwargs=None):\n        return f(*args, **(kwargs or {}))"),
        "with Count(): return terms(pred, target, delta).mean()"),
    "FlopCounterMode": ("from torch.utils.flop_counter import FlopCounterMode",
        "with FlopCounterMode(display=False): return terms(pred, target, delta).mean()"),
    "autocast that is off": ("", "with torch.autocast('cpu', enabled=False): return terms(pred, target, delta).mean()"),
    "custom_fwd": (("class Own(torch.autograd.Function):\n"
        "    @staticmethod\n    @torch.amp.custom_fwd(device_type='cpu')\n    def forward(ctx, e, delta):\n"
        "        ctx.save_for_backward(e); ctx.delta = delta\n"
        "        a = e.abs()\n        return torch.where(a <= delta, 0.5 * e * e, delta * (a - 0.5 * delta))\n"
        "    @staticmethod\n    @torch.amp.custom_bwd(device_type='cpu')\n    def backward(ctx, g):\n"
        "        (e,) = ctx.saved_tensors\n        return g * e.clamp(-ctx.delta, ctx.delta), None"),
        "return Own.apply(pred - target, delta).mean()"),
    "einsum": ("", ("e = (pred - target).reshape(-1); near = (e.abs() <= delta).to(e.dtype); far = 1 - near\n"
        "    s = 0.5 * torch.einsum('i,i,i->', e, e, near) + delta * torch.einsum('i,i->', e.abs() - 0.5 * delta, far)\n"
        "    return s / e.numel()")),
    "boolean indices": ("", ("e = (pred - target).abs().reshape(-1); near = e <= delta\n"
        "    return ((0.5 * e[near] ** 2).sum() + (delta * (e[~near] - 0.5 * delta)).sum()) / e.numel()")),
    "index_put": ("", ("e = (pred - target).abs().reshape(-1); out = torch.zeros_like(e); near = e <= delta\n"
        "    out = out.index_put((near,), 0.5 * e[near] ** 2).index_put((~near,), delta * (e[~near] - 0.5 * delta))\n"
        "    return out.mean()")),
    "masked_scatter": ("", ("e = (pred - target).abs().reshape(-1); near = e <= delta\n"
        "    return (delta * (e - 0.5 * delta)).masked_scatter(near, (0.5 * e**2)[near]).mean()")),
    "clamp": ("", "e = (pred - target).abs(); near = e.clamp(max=delta); return (near * (e - 0.5 * near)).mean()"),
    "minimum": ("", ("e = (pred - target).abs(); near = torch.minimum(e, torch.as_tensor(delta, dtype=e.dtype))\n"
        "    return (near * (e - 0.5 * near)).mean()")),
    "a Python loop": ("", ("total = pred.new_zeros(())\n    count = max(pred.numel(), 1)\n"
        "    for p, t in zip(pred.reshape(-1), target.reshape(-1)):\n        total = total + terms(p, t, delta)\n"
        "    return total / count")),
    "stack": ("", "return torch.stack([terms(p, t, delta) for p, t in zip(pred.reshape(-1), target.reshape(-1))]).mean()"),
    "map of chunks": ("", ("parts = [terms(p, t, delta).sum() for p, t in "
        "zip(pred.reshape(-1).split(7), target.reshape(-1).split(7))]\n    return sum(parts) / pred.numel()")),
    "nested tensors beside it": ("", ("torch.nested.nested_tensor([torch.ones(2), torch.ones(3)]); "
        "return terms(pred, target, delta).mean()")),
    "sparse sum": ("", "return terms(pred, target, delta).reshape(1, -1).to_sparse().to_dense().mean()"),
    "complex beside it": ("", "torch.view_as_complex(torch.ones(2, 2)); return terms(pred, target, delta).mean()"),
    "linalg": ("", ("e = (pred - target).reshape(-1); a = e.abs()\n    return torch.linalg.vector_norm("
        "torch.where(a <= delta, 0.5 * e * e, delta * (a - 0.5 * delta)), ord=1) / e.numel()")),
    "a module made inside": (("class Huber(nn.Module):\n    def __init__(self, delta):\n        super().__init__()\n"
        "        self.delta = delta\n    def forward(self, p, t):\n        return terms(p, t, self.delta).mean()"),
        "return Huber(delta)(pred, target)"),
    "a module with a forward hook": (("class Huber(nn.Module):\n    def forward(self, p, t, d):\n"
        "        return terms(p, t, d).mean()"), ("m = Huber(); m.register_forward_hook(lambda *_: None); "
        "return m(pred, target, delta)")),
    "functional_call": ("class Huber(nn.Module):\n    def forward(self, p, t, d):\n        return terms(p, t, d).mean()",
        "return torch.func.functional_call(Huber(), {}, (pred, target, delta))"),
    "buffers and parameters": (("class Huber(nn.Module):\n    def __init__(self, d):\n        super().__init__()\n"
        "        self.register_buffer('d', torch.tensor(float(d), dtype=torch.float64))\n"
        "    def forward(self, p, t):\n        return terms(p, t, self.d.to(p.dtype)).mean()"),
        "return Huber(delta)(pred, target)"),
    "a fork": ("", "f = torch.jit.fork(terms, pred, target, delta); return torch.jit.wait(f).mean()"),
    "a thread": ("import threading", ("out = []\n    t = threading.Thread(target=lambda: out.append(terms(pred, target, delta)))\n"
        "    t.start(); t.join(); return out[0].mean()")),
    "num_threads": ("torch.set_num_threads(2)", "torch.set_num_threads(2); return terms(pred, target, delta).mean()"),
    "finfo": ("", "tiny = torch.finfo(pred.dtype).tiny; return (terms(pred, target, delta) + tiny * 0).mean()"),
    "double inside": ("", "return terms(pred.double(), target.double(), delta).mean().to(pred.dtype)"),
    "type hints and overloads": ("T = typing.TypeVar('T', bound=Tensor)",
        "loss: Tensor = terms(pred, target, delta)\n    return typing.cast(Tensor, loss.mean())"),
    "lru_cache": ("@functools.lru_cache(None)\ndef half():\n    return 0.5",
        "e = (pred - target).abs(); return torch.where(e <= delta, half() * e**2, delta * (e - half() * delta)).mean()"),
    "singledispatch": (("@functools.singledispatch\ndef reduce(x):\n    raise TypeError\n"
        "@reduce.register\ndef _(x: torch.Tensor):\n    return x.mean()"), "return reduce(terms(pred, target, delta))"),
    "retain_graph beside it": ("", ("p = pred.detach().requires_grad_(); l = terms(p, target, delta).mean(); "
        "l.backward(retain_graph=True); return terms(pred, target, delta).mean()")),
    "deepcopy": ("import copy", "return terms(pred, copy.deepcopy(target), delta).mean()"),
    "pickle": ("import io", ("b = io.BytesIO(); torch.save(target, b); b.seek(0); "
        "return terms(pred, torch.load(b), delta).mean()")),
    "numpy for the target": ("", "t = torch.from_numpy(np.asarray(target).copy()); return terms(pred, t, delta).mean()"),
    "isclose and allclose": ("", "loss = terms(pred, target, delta).mean(); assert torch.isfinite(loss); return loss"),
    "testing.assert_close": ("", ("loss = terms(pred, target, delta).mean(); "
        "torch.testing.assert_close(loss, loss); return loss")),
    "torch.cond": ("", "return torch.where(torch.tensor(True), terms(pred, target, delta).mean(), torch.zeros(()))"),
    "distributions beside it": ("", "torch.distributions.Normal(0.0, 1.0).sample(); return terms(pred, target, delta).mean()"),
    "other losses beside it": ("", ("float(F.cosine_similarity(torch.ones(1, 2), torch.ones(1, 2))); "
        "return terms(pred, target, delta).mean()")),
    "mse and l1 as parts": ("", ("e = (pred - target).abs(); near = e <= delta\n"
        "    quadratic = 0.5 * F.mse_loss(pred, target, reduction='none')\n"
        "    linear = delta * (F.l1_loss(pred, target, reduction='none') - 0.5 * delta)\n"
        "    return torch.where(near, quadratic, linear).mean()")),
    "tree_map": ("from torch.utils import _pytree as pytree", ("p, t = pytree.tree_map(lambda x: x + 0, (pred, target)); "
        "return terms(p, t, delta).mean()")),
    "device and dtype context": ("", ("with torch.device('cpu'): z = torch.zeros(())\n"
        "    return terms(pred, target, delta).mean() + z.to(pred.dtype)")),
    "parametrize and utils": ("import torch.nn.utils", "return terms(pred, target, delta).mean()"),
    "double backward kept": ("", ("e = pred - target; loss = terms(pred, target, delta).mean()\n"
        "    if pred.requires_grad: torch.autograd.grad(loss, pred, create_graph=True)\n    return loss")),
}  # fmt: skip


def answer(before: str, body: str) -> bytes:
    return f"{HEAD}{before}\ndef huber_loss(pred, target, delta=1.0):\n    {body}\n".encode()


@pytest.fixture(scope="module")
def grader() -> Iterator[Grader]:
    with Sandbox() as sandbox, one_thread():
        sandbox.start()
        yield Grader(sandbox, 3, Limits(seconds=120.0))


@pytest.mark.xdist_group("honest features")
@pytest.mark.parametrize("form", BODIES)
def test_an_honest_feature_of_torch_passes(form: str, grader: Grader) -> None:
    file = Submission("huber.py", answer(*BODIES[form]), "python", "huber.py", stem="huber")
    report = grader.grade(file, load_bank().tasks["huber"])
    told = [(check.name, check.message) for check in report.checks if not check.passed]
    assert report.verdict == "passed", (report.error, told)
