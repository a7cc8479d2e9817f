"""Forbidden built-ins in source: each use is found, and nothing else is."""

# ruff: noqa: E501 - submissions are easier to compare when each is one text

from __future__ import annotations

from textwrap import dedent

import pytest
import torch  # noqa: F401 - names are compared with the objects of the torch that is loaded

from lossquiz.grading.sandbox.both.job import Entry, EntryKind, Forbidden
from lossquiz.grading.sandbox.child.forbidden_names import Names
from lossquiz.grading.sandbox.child.forbidden_source import scan
from lossquiz.grading.sandbox.child.pieces import Piece

HUBER = Forbidden(
    (
        "torch.nn.functional.huber_loss",
        "torch.nn.HuberLoss",
        "torch.nn.functional.smooth_l1_loss",
        "torch.nn.SmoothL1Loss",
    ),
    ("huber_loss", "smooth_l1_loss"),
)


def piece(text: str, cell: int = 0) -> Piece:
    return Piece(cell, "answer.py", text, compile(text, "answer.py", "exec", dont_inherit=True))


def lines(source: str, kind: EntryKind = "function", forbidden: Forbidden = HUBER) -> list[int]:
    text = dedent(source).strip("\n")
    uses = scan([piece(text)], Names(forbidden, Entry("huber_loss", kind))).reached
    assert all(use.seen == "source" for use in uses)
    return sorted({use.line for use in uses})


@pytest.mark.parametrize(
    "source",
    [
        "import torch\nx = torch.nn.functional.huber_loss",
        "import torch.nn.functional\nx = torch.nn.functional.huber_loss(1, 2)",
        "import torch.nn.functional as f\nx = f.huber_loss(1, 2)",
        "from torch.nn import functional\nx = functional.smooth_l1_loss(1, 2)",
        "from torch import nn\nx = nn.HuberLoss()(1, 2)",
        "from torch import nn as layers\nx = layers.modules.loss.HuberLoss",
        "import torch\nx = torch.ops.aten.huber_loss(1, 2, 1, 1.0)",
        "import torch\nx = torch.ops.aten.huber_loss.default",
        "import torch\nx = torch._C._nn.huber_loss(1, 2)",
        "import torch\nx = torch._refs.nn.functional.huber_loss(1, 2)",
        "import torch\nx = getattr(torch.nn.functional, 'huber_loss')(1, 2)",
        "import torch.nn.functional as F\nx = F.__dict__['huber_loss']",
        "import torch.nn.functional as F\nx = vars(F)['huber_loss']",
        "import torch.nn.functional as F\nx = F.__dict__.get('huber_loss')",
        "import torch.nn.functional as F\nx = F.__getattribute__('huber_loss')",
        "import importlib\nx = importlib.import_module('torch.nn.functional').huber_loss",
        "from importlib import import_module as load\nx = load('torch.nn').functional.huber_loss",
        "pass\nx = __import__('torch').nn.functional.huber_loss",
        "import sys, torch\nx = sys.modules['torch.nn.functional'].huber_loss",
        "import operator, torch\nx = operator.attrgetter('nn.functional.huber_loss')(torch)",
        "import torch.nn.functional as F\nx = eval('F.huber_loss')",
        "import torch.nn.functional as F\nexec('y = F.huber_loss(1, 2)')",
        "import torch.nn.functional as F\nx = [F.huber_loss][0]",
        "import torch.nn.functional as F\nx = (lambda a, b: F.huber_loss(a, b))",
        "from torch.nn.functional import *\nx = huber_loss(1, 2)",
        "import torch.nn.functional as F\nif False: F.huber_loss(1, 2)",
        "import torch.nn.functional as F\nx: object = F.huber_loss",
    ],
)
def test_each_way_to_reach_a_builtin_is_found_on_its_line(source: str) -> None:
    assert lines(source) == [2]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("from torch.nn.functional import huber_loss as h\ndef f(a, b):\n    return h(a, b)", [1, 3]),
        ("import torch.nn.functional as F\ng = F.huber_loss\ndef f(a, b):\n    return g(a, b)", [2, 4]),
        ("import torch.nn.functional as F\nlib = F\ndef f(a, b):\n    return lib.huber_loss(a, b)", [4]),
        ("import torch.nn.functional as F\nname = 'huber_loss'\ndef f(a, b):\n    return getattr(F, name)(a, b)", [4]),
        ("import torch.nn.functional as F\ndef f(a, b, lib=F):\n    return lib.huber_loss(a, b)", [3]),
        ("import torch.nn.functional as F\nd = {'x': F}\ndef f(a, b):\n    return d['x'].huber_loss(a, b)", [4]),
        ("import torch.nn.functional as F\ndef lib():\n    return F\ndef f(a, b):\n    return lib().huber_loss(a, b)", [5]),
        ("import torch.nn.functional as F\nclass L:\n    lib = F\n    def f(self, a, b):\n        return self.lib.huber_loss(a, b)", [5]),
        ("import torch.nn.functional as F\nclass L:\n    def __init__(self):\n        self.lib = F\n    def f(self, a):\n        return self.lib.huber_loss(a, a)", [6]),
        ("import torch\nfor lib in (torch.nn.functional,):\n    x = lib.huber_loss(1, 2)", [3]),
        ("import torch\na, b = torch, torch.nn\nx = b.HuberLoss()", [3]),
        ("import torch\nif (m := torch.nn):\n    x = m.HuberLoss()", [3]),
        ("def f(a, b):\n    import torch.nn.functional as F\n    return F.huber_loss(a, b)", [3]),
        ("from torch import nn\nclass Mine(nn.HuberLoss):\n    pass", [2]),
        ("import torch\n@torch.nn.functional.huber_loss\ndef f(): ...", [2]),
        ("import functools, torch\nx = functools.partial(torch.nn.functional.huber_loss, delta=2.0)", [2]),
        ("import torch\nx = globals()['torch'].nn.HuberLoss", [2]),
    ],
)  # fmt: skip
def test_detours_are_followed(source: str, expected: list[int]) -> None:
    assert lines(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "# torch.nn.functional.huber_loss\nimport torch",
        '"""Like torch.nn.functional.huber_loss."""\nimport torch',
        "import torch\ndef huber_loss(pred, target, delta=1.0):\n    return (pred - target).abs().mean()",
        "import torch\ndef huber_loss(pred, target, n=1):\n    return huber_loss(pred, target, n - 1) if n else pred.sum()",
        "import torch\ndef f(a, b):\n    huber_loss = (a - b).abs()\n    return huber_loss.mean()",
        "import torch\nclass HuberLoss(torch.nn.Module):\n    def forward(self, a, b):\n        return (a - b).sum()\nx = HuberLoss()",
        "import torch\nclass HuberLoss(torch.autograd.Function):\n    pass\nx = HuberLoss.apply",
        "import torch\nclass L:\n    def huber_loss(self, a): ...\n    def f(self, a):\n        return self.huber_loss(a)",
        "import torch.nn.functional as F\nx = F.softplus(1)",
        "import torch\nx = torch.ones(3).log_softmax(0)",
        "import torch.nn.functional as F\nx = F.l1_loss(1, 2) + F.mse_loss(1, 2)",
        "import torch.nn.functional as F\nx = F.binary_cross_entropy_with_logits",
        "import torch\nprint('torch.nn.functional.huber_loss')",
        "import torch\nlosses = {'huber_loss': 1}\nx = losses['huber_loss']",
        "def f(huber_loss):\n    return huber_loss(1)",
        "from mylib import huber_loss\nx = huber_loss(1, 2)",
        "from .mylib import huber_loss\nx = huber_loss(1, 2)",
        "import mylib\nx = mylib.huber_loss(1, 2)",
        "import torch.nn.functional as F\nF = None\ndef f(F):\n    return F.huber_loss",
        "import torch.nn.functional as F\ndef huber_loss(a, b): ...\nif __name__ == '__main__':\n    assert huber_loss(1, 2) == F.huber_loss(1, 2)",
        "import torch\nlogits = [huber_loss for huber_loss in range(3)]",
        "import torch\ntry:\n    pass\nexcept ValueError as huber_loss:\n    print(huber_loss)",
        "import torch\nx = getattr(torch, 'huber')",
        "import torch\ndef f(a):\n    match a:\n        case huber_loss:\n            return huber_loss",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_use_is_none(source: str) -> None:
    assert lines(source) == []


def test_a_parameter_hides_the_module_of_its_name_only_in_its_function() -> None:
    source = """
        import torch.nn.functional as F
        def f(F):
            return F.huber_loss
        def g(a, b):
            return F.huber_loss(a, b)
        """
    assert lines(source) == [5]


def test_lines_of_notebooks_carry_their_cell() -> None:
    pieces = [
        piece("import torch.nn.functional as F", 1),
        piece("x = 1\ny = F.huber_loss(1, 2)", 2),
    ]
    (use,) = scan(pieces, Names(HUBER, Entry("huber_loss"))).reached
    assert (use.cell, use.line, use.name) == (2, 2, "torch.nn.functional.huber_loss")


@pytest.mark.parametrize(
    "source",
    [
        "import torch\ng = torch.autograd.grad(1, 2)",
        "import torch.autograd as ag\ng = ag.backward(1)",
        "import torch\ndef f(x):\n    x.sum().backward()",
        "import torch\ndef f(x):\n    loss = (x * x).mean()\n    loss.backward()",
        "from torch.autograd import grad\n",
        "from torch.func import grad, vmap\n",
        "import torch\ng = torch.func.jacrev(lambda x: x)",
        "import functorch\ng = functorch.vjp",
        "import torch\ng = torch.autograd.functional.jacobian",
        "import torch.autograd.forward_ad as fwAD\nwith fwAD.dual_level(): pass",
        "def f(x):\n    return ((x + 1e-20j) ** 2).imag",
        "import numpy as np\ndef f(x):\n    return x.astype(np.complex128)",
        "import torch\ndef f(x):\n    return x.to(torch.cdouble)",
        "def f(x):\n    return x + complex(0, 1e-20)",
        "import torch\ndef f(x):\n    return torch.ops.aten.sigmoid_backward(x, x)",
    ],
)
def test_autograd_is_forbidden_where_the_gradient_is_written_by_hand(source: str) -> None:
    assert lines(source, "backward", Forbidden())
    assert not lines(source, "function", HUBER)


@pytest.mark.parametrize(
    "source",
    [
        "import torch\ndef mse_backward(pred, target):\n    grad = 2 * (pred - target) / pred.numel()\n    return grad",
        "class Layer:\n    def backward(self, g):\n        return g\ndef f(x):\n    return Layer().backward(x)",
        "import torch\ndef backward(x):\n    return x\ny = backward(1)",
        "import torch\ndef f(pred):\n    with torch.no_grad():\n        return pred.grad",
    ],
)
def test_gradients_by_hand_are_no_autograd(source: str) -> None:
    assert lines(source, "backward", Forbidden()) == []


@pytest.mark.parametrize(
    "source",
    ["from torch.nn.functional import *\nx = 1", "import torch\nx = torch.nn.functional.ｈｕｂｅｒ_loss(1, 2)"],
)
def test_spellings_that_a_search_of_the_text_would_miss(source: str) -> None:
    assert lines(source) == ([2] if "torch.nn.functional." in source else [])


def test_hostile_source_does_not_take_for_ever() -> None:
    chain = "\n".join(f"a{i} = (a{i - 1}, a{i - 1}, a{i - 1})" for i in range(1, 300))
    assert lines(f"import torch.nn.functional as F\na0 = F\n{chain}\nx = a299.huber_loss") in ([], [302])
    loop = "import torch\n" + "\n".join(f"b{i} = b{(i + 1) % 50}" for i in range(50)) + "\nx = b0.huber_loss"
    assert lines(loop) == []
    assert lines("x = '" + "a" * 5000 + "' + 'b'\ny = getattr(x, 'a' * 10**9)") == []
