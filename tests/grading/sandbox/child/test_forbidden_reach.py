"""What counts is what the entry reaches; the same built-in beside it is told apart."""

# ruff: noqa: E501 - submissions are easier to compare when each is one text

from __future__ import annotations

from textwrap import dedent

import pytest
import torch  # noqa: F401 - names are compared with the objects of the torch that is loaded

from lossquiz.grading.sandbox.both.job import Entry, Forbidden
from lossquiz.grading.sandbox.child.companions import Companions
from lossquiz.grading.sandbox.child.forbidden_names import Names
from lossquiz.grading.sandbox.child.forbidden_source import Seen, scan
from lossquiz.grading.sandbox.child.pieces import Piece

HUBER = Forbidden(("torch.nn.functional.huber_loss", "torch.nn.HuberLoss"), ("huber_loss",))
OWN = "def huber_loss(pred, target, delta=1.0):\n    return (pred - target).abs().mean()\n"


def piece(text: str, cell: int = 0) -> Piece:
    return Piece(cell, f"answer[{cell}]", text, compile(text, "answer", "exec", dont_inherit=True))


def look(source: str, companions: Companions | None = None, name: str = "huber_loss") -> Seen:
    return scan([piece(dedent(source))], Names(HUBER, Entry(name)), companions)


@pytest.mark.parametrize(
    "source",
    [
        "import torch.nn.functional as F\n" + OWN + "assert F.huber_loss(x, y) == huber_loss(x, y)\n",
        "import torch.nn.functional as F\n" + OWN + "def test_it():\n    assert F.huber_loss(1, 2) == huber_loss(1, 2)\n",
        "import torch.nn as nn\n" + OWN + "class Test:\n    def test(self):\n        return nn.HuberLoss()\n",
        "import torch.nn as nn\n" + OWN + "def train(model):\n    criterion = nn.HuberLoss()\n    return criterion\n",
        "import torch.nn as nn\n" + OWN + "for epoch in range(3):\n    loss = nn.HuberLoss()(1, 2)\n",
        "from torch.nn.functional import huber_loss as theirs\n" + OWN,
        "from torch.nn.functional import huber_loss as theirs, softplus\n" + OWN.replace("(pred - target)", "softplus(pred)"),
        OWN + "from torch.nn.functional import *\nexpected = huber_loss\n".replace("huber_loss\n", "F\n"),
        "import torch.nn.functional as F\n" + OWN + "if __name__ == '__main__':\n    print(F.huber_loss(1, 2))\n",
        "import torch.nn.functional as F\n" + OWN + "try:\n    F.huber_loss(1, 2)\nexcept Exception:\n    pass\n",
        "import torch.nn.functional as F\n" + OWN + "def smooth_l1_loss(p, t):\n    return F.huber_loss(p, t)\n",
        "import torch.nn.functional as F\nloss = F.huber_loss\n" + OWN.replace("return", "loss = 1\n    return"),
        "import torch.nn.functional as F\nchecks = []\nchecks.append(F.huber_loss)\n" + OWN,
    ],
)  # fmt: skip
def test_what_the_entry_does_not_reach_costs_nothing(source: str) -> None:
    assert look(source).reached == ()


@pytest.mark.parametrize(
    ("before", "body"),
    [
        ("import torch.nn.functional as F", "return F.huber_loss(pred, target)"),
        ("from torch.nn import functional as G\ndef inner(p, t):\n    return G.huber_loss(p, t)", "return inner(pred, target)"),
        ("import torch\nlosses = {'h': torch.nn.HuberLoss()}", "return losses['h'](pred, target)"),
        ("import torch\nlosses = []\nlosses.append(torch.nn.HuberLoss())", "return losses[0](pred, target)"),
        ("import torch\nlosses = {}\nlosses.update(h=torch.nn.HuberLoss())", "return losses['h'](pred, target)"),
        ("import torch\nclass L:\n    loss = torch.nn.HuberLoss()\n", "return L.loss(pred, target)"),
        ("import torch\nclass L:\n    def __init__(self):\n        self.c = torch.nn.HuberLoss()\nkeep = L()", "return keep.c(pred, target)"),
        ("import torch\nclass L: pass\nL.c = torch.nn.HuberLoss()", "return L.c(pred, target)"),
        ("import torch\nclass L: pass\nsetattr(L, 'c', torch.nn.HuberLoss())", "return L.c(pred, target)"),
        ("import torch\ndef set_up():\n    global c\n    c = torch.nn.HuberLoss()\nset_up()", "return c(pred, target)"),
        ("import torch\nif True:\n    c = torch.nn.HuberLoss()\nelse:\n    c = None", "return c(pred, target)"),
        ("import torch\nwith torch.no_grad():\n    c = torch.nn.HuberLoss()", "return c(pred, target)"),
        ("import torch\ntry:\n    from torch.nn.functional import huber_loss as h\nexcept ImportError:\n    h = None", "return h(pred, target)"),
        ("import torch\nglobals()['c'] = torch.nn.HuberLoss()", "return c(pred, target)"),
        ("import torch\nc = torch.nn.HuberLoss()", "return globals()['c'](pred, target)"),
        ("import torch\nc = torch.nn.HuberLoss()", "return eval('c')(pred, target)"),
        ("import torch.nn.functional as F\nF.other = F.huber_loss", "return F.other(pred, target)"),
        ("import functools, torch\ndef by(f):\n    return torch.nn.HuberLoss()\n@by", "return 1"),
    ],
)  # fmt: skip
def test_what_the_entry_reaches_by_any_way_counts(before: str, body: str) -> None:
    end = "" if before.endswith("@by") else "\n"
    source = f"{before}\n{end}def huber_loss(pred, target, delta=1.0):\n    {body}\n"
    assert look(source).reached


@pytest.mark.parametrize(
    "end",
    [
        "huber_loss = lambda p, t, delta=1.0: F.huber_loss(p, t)",
        "huber_loss = F.huber_loss",
        "import functools\nhuber_loss = functools.partial(F.huber_loss, delta=1.0)",
        "class Losses:\n    @staticmethod\n    def huber_loss(p, t, delta=1.0):\n        return F.huber_loss(p, t)",
        "class HuberLoss(torch.nn.Module):\n    def forward(self, p, t):\n        return F.huber_loss(p, t)",
        "for name in ['huber_loss']:\n    globals()[name] = F.huber_loss",
    ],
)
def test_entries_of_every_form_are_followed(end: str) -> None:
    assert look(f"import torch\nimport torch.nn.functional as F\n{end}\n").reached


def test_what_stands_beside_is_told_with_its_lines() -> None:
    seen = look(
        "import torch.nn.functional as F\n"
        + OWN
        + "x = F.huber_loss(1, 2)\nif __name__ == '__main__':\n    F.huber_loss\n"
    )
    assert seen.reached == ()
    assert [(use.name, use.line) for use in seen.beside] == [
        ("torch.nn.functional.huber_loss", 4), ("torch.nn.functional.huber_loss", 6),
    ]  # fmt: skip


def test_cells_are_one_module() -> None:
    cells = [
        "import torch.nn.functional as F",
        "half = F.huber_loss",
        OWN.replace("(pred - target)", "half(pred)"),
        "F.huber_loss",
    ]
    seen = scan([piece(text, number) for number, text in enumerate(cells, 1)], Names(HUBER, Entry("huber_loss")))
    assert {use.cell for use in seen.reached} == {2, 3}
    assert {use.cell for use in seen.beside} == {4}


FILES = (
    ("lib/ops.py", (b"import torch\nfrom .deep import inner\ndef unused(p, t):\n    return torch.nn.HuberLoss()(p, t)\n"
                   b"def plain(p, t):\n    return p - t\ndef indirect(p, t):\n    return inner(p, t)\n")),
    ("lib/deep.py", b"from torch.nn.functional import huber_loss as inner\n"),
    ("lib/__init__.py", b"from lib.ops import indirect as offered\n"),
    ("table.py", b"import torch\nLOSSES = {'h': torch.nn.HuberLoss()}\n"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("imports", "call", "file"),
    [
        ("from lib.ops import indirect", "indirect(pred, target)", "lib/deep.py"),
        ("from .lib.ops import indirect", "indirect(pred, target)", "lib/deep.py"),
        ("import lib.ops", "lib.ops.indirect(pred, target)", "lib/deep.py"),
        ("import lib.ops as o", "o.indirect(pred, target)", "lib/deep.py"),
        ("from lib import offered", "offered(pred, target)", "lib/deep.py"),
        ("from lib.ops import *", "indirect(pred, target)", "lib/deep.py"),
        ("from table import LOSSES", "LOSSES['h'](pred, target)", "table.py"),
    ],
)
def test_the_candidate_s_other_files_are_followed_too(imports: str, call: str, file: str) -> None:
    source = f"{imports}\ndef huber_loss(pred, target, delta=1.0):\n    return {call}\n"
    seen = look(source, Companions("huber.py", FILES))
    assert file in {use.file for use in seen.reached}


def test_what_other_files_do_beside_costs_nothing() -> None:
    source = "from lib.ops import plain\n" + OWN.replace("(pred - target)", "plain(pred, target)")
    assert look(source, Companions("huber.py", FILES)).reached == ()


CLASS = """
import torch
from torch import nn
import torch.nn.functional as F
{before}
class Huber{bases}:
    def __init__(self, delta=1.0):
        super().__init__()
        self.delta = delta
    def {other}(self, pred, target):
        return F.huber_loss(pred, target)
    def compute(self, pred, target):
        return {inside}
    def forward(self, pred, target):
        return self.compute(pred, target)

def huber_loss(pred, target, delta=1.0):
    return {call}
"""
MEAN = "(pred - target).abs().mean()"


def in_class(call: str, *, bases: str = "", other: str = "check", inside: str = MEAN, before: str = "") -> Seen:
    return look(CLASS.format(call=call, bases=bases, other=other, inside=inside, before=before))


@pytest.mark.parametrize("bases", ["", "(object)", "(nn.Module)", "(torch.nn.Module)"])
@pytest.mark.parametrize("call", ["Huber(delta).compute(pred, target)", "Huber.forward(Huber(), pred, target)"])
def test_a_method_that_nobody_speaks_of_is_not_reached_with_its_class(bases: str, call: str) -> None:
    seen = in_class(call, bases=bases)
    assert seen.reached == ()
    assert [use.name for use in seen.beside] == ["torch.nn.functional.huber_loss"]


@pytest.mark.parametrize(
    "ways",
    [
        {"call": "Huber().check(pred, target)"},
        {"call": "getattr(Huber(), 'check')(pred, target)"},
        {"call": "Huber.__dict__['check'](None, pred, target)"},
        {"call": "Huber().compute(pred, target)", "inside": "self.check(pred, target)"},
        {"call": "Huber()(pred, target)", "bases": "(nn.Module)", "other": "forward"},
        {"call": "Huber()(pred, target)", "other": "__call__"},
        {"call": "Huber() - pred", "other": "__sub__"},
        {"call": "Huber.apply(pred, target)", "bases": "(torch.autograd.Function)", "other": "backward"},
        {"call": "Huber().start()", "bases": "(threading.Thread)", "other": "run", "before": "import threading"},
        {"call": "Huber().loss()", "bases": "(Base)", "before": "class Base:\n    def loss(self): return self.check(1, 2)"},
        {"call": "way(Huber())", "before": "import operator\nway = operator.methodcaller('check', 1, 2)"},
        {"call": "Huber(**vars(Huber))"},
    ],
    ids=lambda ways: ways["call"],
)  # fmt: skip
def test_a_method_counts_where_anything_speaks_of_it_or_others_call_it(ways: dict[str, str]) -> None:
    assert [use.name for use in in_class(**ways).reached] == ["torch.nn.functional.huber_loss"]


def test_a_default_of_a_method_is_worked_out_with_its_class() -> None:
    assert (
        in_class("Huber().compute(pred, target)", before="class A:\n    def f(self, g=F.huber_loss): pass\n").reached
        == ()
    )
    text = "import torch.nn.functional as F\nclass A:\n    def f(self, g=F.huber_loss): pass\n"
    assert look(text + "def huber_loss(pred, target):\n    return A()\n").reached


def test_methods_in_other_files_are_read_when_the_answer_speaks_of_them() -> None:
    helper = b"import torch.nn.functional as F\nclass Ways:\n    def near(self, p, t): return F.huber_loss(p, t)\n    def own(self, p, t): return p\n"
    others = Companions("huber.py", (("ways.py", helper),))
    start = "from ways import Ways\ndef huber_loss(pred, target):\n    return Ways()."
    assert look(start + "own(pred, target)\n", others).reached == ()
    assert [use.file for use in look(start + "near(pred, target)\n", others).reached]
