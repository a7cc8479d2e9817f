"""The shape of an answer: what does not change it, what does, and that only what the entry reaches counts."""

from __future__ import annotations

import pytest

from lossquiz.grading.sandbox.both.job import Entry, Forbidden
from lossquiz.grading.sandbox.child.forbidden_names import Names
from lossquiz.grading.sandbox.child.forbidden_source import scan
from lossquiz.grading.sandbox.child.pieces import Piece

ANSWER = '''import torch

def huber_loss(pred, target, delta=1.0):
    """The Huber loss."""
    error = (pred - target).abs()
    small = error <= delta
    return torch.where(small, 0.5 * error**2, delta * (error - 0.5 * delta)).mean()
'''


def shape(source: str, entry: str = "huber_loss") -> tuple[str, int]:
    piece = Piece(0, "answer.py", source, compile("", "answer.py", "exec"))
    return scan([piece], Names(Forbidden(), Entry(entry)), shape=True).shape


SAME = {
    "names of its own": ANSWER.replace("error", "e")
    .replace("small", "mask")
    .replace("pred", "p")
    .replace("delta", "d"),
    "comments and layout": ANSWER.replace("    error =", "    # absolute\n\n    error = \\\n       "),
    "no docstring": ANSWER.replace('    """The Huber loss."""\n', ""),
    "annotations": ANSWER.replace(
        "pred, target, delta=1.0)", "pred: torch.Tensor, target, delta: float = 1.0) -> object"
    ),
    "an annotated name": ANSWER.replace("error = ", "error: torch.Tensor = "),
    "brackets": ANSWER.replace("0.5 * error**2", "(0.5 * (error**2))"),
    "another name of a module": ANSWER.replace("import torch\n", "import torch as t\n").replace("torch.", "t."),
    "what stands beside it": ANSWER + "\n\ndef mae_loss(a, b):\n    return (a - b).abs().mean()\n\nprint(huber_loss)\n",
    "a number's spelling": ANSWER.replace("1.0", "1.00"),
}
OTHER = {
    "another number": ANSWER.replace("0.5 * delta", "0.25 * delta"),
    "another operator": ANSWER.replace("<=", "<"),
    "another function": ANSWER.replace(".mean()", ".sum()"),
    "another order": ANSWER.replace("(pred - target)", "(target - pred)"),
    "another statement": ANSWER.replace("    small", "    error = error + 0\n    small"),
    "a helper": ANSWER.replace("(pred - target).abs()", "apart(pred, target)")
    + "\ndef apart(a, b):\n    return abs(a - b)\n",
}


@pytest.mark.parametrize("source", SAME.values(), ids=SAME)
def test_the_same_answer_in_other_words(source: str) -> None:
    assert source != ANSWER
    assert shape(source) == shape(ANSWER)


@pytest.mark.parametrize("source", OTHER.values(), ids=OTHER)
def test_another_answer(source: str) -> None:
    assert source != ANSWER
    assert shape(source)[0] != shape(ANSWER)[0]


def test_a_helper_counts_where_the_entry_reaches_it() -> None:
    source = OTHER["a helper"]
    assert shape(source.replace("abs(a - b)", "abs(b - a)"))[0] != shape(source)[0]
    assert shape(source.replace("apart", "distance")) == shape(source)


CLASS = """
class Loss:
    def __init__(self, w):
        self.w = w

    def forward(self, a):
        return self.w * a
"""


def test_the_fields_of_a_class_are_names_of_its_own() -> None:
    other = CLASS.replace("self", "this").replace("this.w", "this.weight").replace(", w)", ", weight)")
    assert shape(other.replace("= w", "= weight"), "Loss") == shape(CLASS, "Loss")
    assert shape(CLASS.replace("self.w * a", "a * self.w"), "Loss")[0] != shape(CLASS, "Loss")[0]


def test_its_size_grows_with_the_answer() -> None:
    short = "def huber_loss(a, b, delta=1.0):\n    return a - b\n"
    assert 0 < shape(short)[1] < shape(ANSWER)[1]


def test_it_is_worked_out_only_where_it_is_asked_for() -> None:
    piece = Piece(0, "answer.py", ANSWER, compile("", "answer.py", "exec"))
    assert scan([piece], Names(Forbidden(), Entry("huber_loss"))).shape == ("", 0)


def test_what_is_too_deep_to_read_has_none() -> None:
    deep = "def huber_loss(a):\n    return " + "-" * 5000 + "a\n"
    assert shape(deep) == ("", 0)
