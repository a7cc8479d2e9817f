"""What an entry can be, beside a function."""

from __future__ import annotations

from candidate import Row, failed, folder, passed

from candidates.answers import HUBER, MSE

CORE = """
import torch

def _huber(delta, pred, target):
    e = (pred - target).abs()
    return torch.where(e <= delta, 0.5 * e ** 2, delta * (e - 0.5 * delta)).mean()
"""
CALLABLE = '''
class Huber:
    """Callable like a function."""

    def __call__(self, pred, target, delta=1.0):
        e = abs(pred - target)
        c = e.clamp(max=delta)
        return (c * (e - c / 2)).mean()

huber_loss = Huber()
'''
STATIC = """
import torch

class Losses:
    @staticmethod
    def huber_loss(pred, target, delta=1.0):
        e = torch.abs(pred - target)
        return torch.where(e < delta, 0.5 * e * e, delta * e - 0.5 * delta * delta).mean()

    @staticmethod
    def mse_loss(pred, target):
        return torch.mean(torch.square(pred - target))
"""
DECORATED = '''
import functools
import torch

def checked(function):
    """Refuse inputs of two shapes."""
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        if args[0].shape != args[1].shape:
            raise ValueError("the shapes differ")
        return function(*args, **kwargs)
    return wrapper

@checked
def huber_loss(pred, target, delta=1.0):
    e = (pred - target).abs()
    return torch.where(e <= delta, e * e / 2, delta * (e - delta / 2)).mean()
'''
SCRIPTED = """
import torch

@torch.jit.script
def smooth_l1_loss(pred: torch.Tensor, target: torch.Tensor, beta: float = 1.0) -> torch.Tensor:
    d = (pred - target).abs()
    if beta == 0.0:
        return d.mean()
    return torch.where(d < beta, 0.5 * d * d / beta, d - 0.5 * beta).mean()
"""
ASYNC = """
async def mse_loss(pred, target):
    return ((pred - target) ** 2).mean()
"""
LAMBDA = "hinge_loss = lambda scores, target: (1 - scores * target).clamp(min=0).mean()\n"
PARTIAL = "from functools import partial\n\n\ndef _scaled(pred, target, scale, power):\n"
PARTIAL += (
    "    return scale * (pred - target).abs().pow(power).mean()\n\n\nmse_loss = partial(_scaled, scale=1.0, power=2)\n"
)

CANDIDATES = (
    folder("a_lambda", "a lambda", {"hinge.py": LAMBDA}, passed("hinge")),
    folder("a_lambda_wrong", "a lambda that sums", {"hinge.py": LAMBDA.replace("mean", "sum")}, failed("hinge")),
    folder("a_callable_instance", "an instance with __call__", {"huber.py": CALLABLE}, passed("huber")),
    folder(
        "a_callable_instance_wrong",
        "an instance with __call__, the half forgotten",
        {"huber.py": CALLABLE.replace("c / 2", "c")},
        failed("huber"),
    ),
    folder("a_partial", "functools.partial", {"answer.py": PARTIAL}, passed("mse")),
    folder("a_partial_wrong", "a partial with a factor", {"answer.py": PARTIAL.replace("1.0", "0.5")}, failed("mse")),
    folder(
        "scripted_by_call",
        "huber_loss = torch.jit.script(huber_loss)",
        {
            "huber.py": HUBER.replace("delta=1.0", "delta: float = 1.0")
            + "\n\nhuber_loss = torch.jit.script(huber_loss)\n"
        },
        passed("huber"),
    ),
    folder("scripted_by_decorator", "@torch.jit.script", {"smooth_l1.py": SCRIPTED}, passed("smooth_l1")),
    folder(
        "scripted_wrong",
        "@torch.jit.script, and not divided by beta",
        {"smooth_l1.py": SCRIPTED.replace(" / beta, d", ", d")},
        failed("smooth_l1"),
    ),
    folder(
        "compiled",
        'torch.compile(backend="eager")',
        {"mse.py": "import torch\n\n" + MSE + '\n\nmse_loss = torch.compile(mse_loss, backend="eager")\n'},
        passed("mse"),
    ),
    folder("decorated", "a decorator with functools.wraps", {"huber.py": DECORATED}, passed("huber")),
    folder(
        "decorated_wrong",
        "a decorator that multiplies what it wraps",
        {"huber.py": DECORATED.replace("return function(*args, **kwargs)", "return 2 * function(*args, **kwargs)")},
        failed("huber"),
    ),
    folder(
        "static_methods",
        "static methods of the only class",
        {"losses.py": STATIC},
        passed("huber"),
        passed("mse"),
    ),
    folder(
        "static_methods_wrong",
        "static methods of the only class, one of them a sum",
        {"losses.py": STATIC.replace("torch.mean(torch.square(pred - target))", "((pred - target) ** 2).sum()")},
        passed("huber"),
        failed("mse"),
    ),
    folder(
        "async_function",
        "a coroutine is no loss",
        {"mse.py": ASYNC},
        Row("mse", "error|failed|not_found", says="async|coroutine"),
    ),
    folder(
        "a_closure",
        "made by a factory",
        {
            "huber.py": CORE
            + """
def make(default):
    def loss(pred, target, delta=default):
        return _huber(delta, pred, target)
    return loss

huber_loss = make(1.0)
"""
        },
        passed("huber"),
    ),
    folder(
        "an_autograd_function",
        "a torch.autograd.Function with a gradient of one's own",
        {
            "mse.py": """
import torch

class _Mse(torch.autograd.Function):
    @staticmethod
    def forward(ctx, pred, target):
        ctx.save_for_backward(pred, target)
        return ((pred - target) ** 2).mean()

    @staticmethod
    def backward(ctx, grad_output):
        pred, target = ctx.saved_tensors
        return grad_output * 2 * (pred - target) / pred.numel(), None

def mse_loss(pred, target):
    return _Mse.apply(pred, target)
"""
        },
        passed("mse"),
    ),
    folder(
        "if_else_definition",
        "defined in a branch, as for old versions of torch",
        {
            "triplet.py": """
import torch

if hasattr(torch.linalg, "vector_norm"):
    def triplet_loss(anchor, positive, negative, margin=1.0):
        d = lambda a, b: torch.linalg.vector_norm(a - b, dim=-1)
        return torch.clamp(d(anchor, positive) - d(anchor, negative) + margin, min=0).mean()
else:
    def triplet_loss(anchor, positive, negative, margin=1.0):
        raise RuntimeError("torch is too old")
"""
        },
        passed("triplet"),
    ),
    folder(
        "numpy_gradient",
        "a gradient written in NumPy, handed back as an array",
        {
            "ce_grad.py": """
import numpy as np

def cross_entropy_backward(logits, target):
    z = np.asarray(logits)
    y = np.asarray(target)
    z = z - z.max(axis=1, keepdims=True)
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    p[np.arange(len(y)), y] -= 1
    return p / len(y)
"""
        },
        passed("cross_entropy_backward"),
    ),
)
