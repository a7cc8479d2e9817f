"""The answer is found in every form that people write, and never guessed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from textwrap import dedent
from types import ModuleType

import pytest
import torch

from lossquiz.grading.sandbox.both.job import Entry
from lossquiz.grading.sandbox.both.outcomes import LoadFailure
from lossquiz.grading.sandbox.child.entry import MODULE_NAME, Found, defined_names, find_entry, is_defined

HEAD = "import functools, torch\nfrom torch import nn\nfrom torch.nn.functional import mse_loss, softplus\n"
ENTRY = Entry("half_loss", parameters=("pred", "target", "delta"), tensors=2)
ARGUMENTS = (torch.tensor(3.0), torch.tensor(1.0))
BODY = "return (pred - target) * delta"


@pytest.fixture(autouse=True)
def _module_gone() -> Iterator[None]:
    yield
    sys.modules.pop(MODULE_NAME, None)


def module(source: str) -> ModuleType:
    made = ModuleType(MODULE_NAME)
    sys.modules[MODULE_NAME] = made
    exec(HEAD + dedent(source), vars(made))  # noqa: S102 - our own
    return made


@pytest.mark.parametrize(
    "source",
    [
        f"def half_loss(pred, target, delta=1.0): {BODY}",
        "half_loss = lambda pred, target, delta=1.0: (pred - target) * delta",
        f"def f(pred, target, k, delta=1.0): {BODY} * k\nhalf_loss = functools.partial(f, k=1)",
        f"class Half:\n    def __call__(self, pred, target, delta=1.0): {BODY}\nhalf_loss = Half()",
        f"def f(pred, target, delta: float = 1.0): {BODY}\nhalf_loss = torch.compile(f, backend='eager')",
        (
            f"def deco(f):\n    @functools.wraps(f)\n    def g(*a, **k): return f(*a, **k)\n    return g\n@deco\n"
            f"def half_loss(pred, target, delta=1.0): {BODY}"
        ),
        f"class Losses:\n    @staticmethod\n    def half_loss(pred, target, delta=1.0): {BODY}",
        f"class Losses:\n    @classmethod\n    def half_loss(cls, pred, target, delta=1.0): {BODY}",
        f"class Losses:\n    def half_loss(self, pred, target, delta=1.0): {BODY}",
        "def half_loss(a, b, d=1.0): return (a - b) * d",
        "def half_loss(a, b, *, delta=1.0): return (a - b) * delta",
        "def half_loss(*a, **k): return (a[0] - a[1]) * k.get('delta', 1.0)",
    ],
)
def test_every_form_of_function_is_found_and_takes_its_parameter(source: str) -> None:
    made = module(source)
    assert is_defined(made, ENTRY)
    found = find_entry(made, ENTRY)
    assert isinstance(found, Found), found
    assert found.answer(*ARGUMENTS) == 2.0
    assert found.answer(*ARGUMENTS, delta=4.0) == 8.0


@pytest.mark.parametrize(
    "source",
    [
        "x = 1",
        "half_loss = 3",
        "halfLoss = lambda pred, target: pred",
        "class A:\n    def half_loss(self): pass\nclass B:\n    def half_loss(self): pass",
        "class A:\n    def __init__(self, x): pass\n    def half_loss(self, pred, target): pass",
    ],
)
def test_nothing_is_guessed(source: str) -> None:
    found = find_entry(module(source), ENTRY)
    assert isinstance(found, LoadFailure)
    assert (found.stage, found.stand_in) == ("missing", "")


CLASS = """
class HalfLoss(nn.Module):
    def __init__(self, delta=1.0):
        super().__init__()
        self.delta = delta
    def forward(self, pred, target):
        return (pred - target) * self.delta
"""


def test_a_class_of_the_name_is_called_only_where_that_is_accepted() -> None:
    made = module(CLASS)
    refused = find_entry(made, ENTRY)
    assert isinstance(refused, LoadFailure)
    assert refused.stand_in == "HalfLoss"
    accepted = Entry("half_loss", parameters=ENTRY.parameters, tensors=2, accepts_class=True)
    found = find_entry(made, accepted)
    assert isinstance(found, Found)
    assert found.answer(*ARGUMENTS) == 2.0
    assert found.answer(*ARGUMENTS, delta=4.0) == 8.0
    assert found.answer(*ARGUMENTS, 4.0) == 8.0
    assert [(remark.kind, remark.text) for remark in found.remarks][1:] == [("stand_in", "HalfLoss")]
    assert found.remarks[0].kind == "found"


@pytest.mark.parametrize(
    "source",
    [
        f"class HalfLoss(nn.Module):\n    def forward(self, pred, target, delta=1.0): {BODY}",
        "class HalfLoss(nn.Module):\n    def forward(self, a, b, *, delta=1.0): return (a - b) * delta",
        (
            "class HalfLoss(nn.Module):\n    def __init__(self, reduction='mean'): super().__init__()\n"
            f"    def forward(self, pred, target, delta=1.0): {BODY}"
        ),
        (
            "class HalfLoss(nn.Module):\n    def __init__(self, delta=1.0):\n        super().__init__()\n"
            "        self.delta = delta\n"
            "    def forward(self, pred, target, delta=None):\n"
            "        return (pred - target) * (self.delta if delta is None else 1)"
        ),
        (
            "class HalfLoss(nn.Module):\n    def __init__(self, **options):\n        super().__init__()\n"
            "        self.delta = options.get('delta', 1.0)\n"
            "    def forward(self, *both): return (both[0] - both[1]) * self.delta"
        ),
        f"class half_loss:\n    def __call__(self, pred, target, delta=1.0): {BODY}",
        (
            "class HalfLoss(nn.Module):\n    def __init__(self, target, delta=1.0):\n        super().__init__()\n"
            "        self.target, self.delta = target, delta\n"
            "    def forward(self, pred): return (pred - self.target) * self.delta"
        ),
    ],
)
def test_a_parameter_goes_to_the_call_where_the_constructor_does_not_take_it(source: str) -> None:
    found = find_entry(module(source), Entry("half_loss", parameters=ENTRY.parameters, tensors=2, accepts_class=True))
    assert isinstance(found, Found)
    assert found.answer(*ARGUMENTS) == 2.0
    assert found.answer(*ARGUMENTS, delta=4.0) == 8.0
    assert found.answer(*ARGUMENTS, 4.0) == 8.0


def test_names_of_tensors_cost_no_remark_and_those_of_parameters_do() -> None:
    plain = find_entry(module("def half_loss(a, b, delta=1.0): return a - b"), ENTRY)
    renamed = find_entry(module("def half_loss(a, b, threshold=1.0): return a - b"), ENTRY)
    assert isinstance(plain, Found)
    assert isinstance(renamed, Found)
    assert plain.remarks == ()
    assert [(remark.kind, remark.text) for remark in renamed.remarks] == [("renamed", "delta is called threshold")]


def test_a_module_entry_is_a_class_and_nothing_else() -> None:
    entry = Entry("HalfLoss", "module")
    assert isinstance(find_entry(module(CLASS), entry), Found)
    assert isinstance(find_entry(module(CLASS + "HalfLoss = HalfLoss()"), entry), LoadFailure)


def test_what_is_defined_is_the_candidate_s_own() -> None:
    made = module(
        CLASS + "def f(): pass\n_hidden = f\ng = functools.partial(f)\nclass Box:\n    def inner(self): pass\n"
    )
    assert defined_names(made) == ("HalfLoss", "f", "g", "Box", "inner")
