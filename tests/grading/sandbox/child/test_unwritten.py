"""What is declared and not written is told from what does something, however little."""

from __future__ import annotations

from textwrap import dedent

import pytest

from lossquiz.grading.sandbox.child.pieces import parse
from lossquiz.grading.sandbox.child.unwritten import unwritten_names

UNWRITTEN = (
    "def f(x): raise NotImplementedError",
    "def f(x):\n    '''Return x.'''\n    raise NotImplementedError('todo') from None",
    "def f(x): pass",
    "async def f(x): ...",
    "def f(x):\n    '''Return x.'''",
    "try:\n    import torch\nexcept ImportError:\n    pass\nelse:\n    def f(x): ...",
    "f = 3\ndef f(x): ...",
    "class f:\n    def __init__(self): self.k = 1\n    def forward(self, x): raise NotImplementedError",
)
WRITTEN = (
    "def f(x): return None",
    "def f(x): raise ValueError",
    "def f(x):\n    raise NotImplementedError if x < 0 else ValueError",
    "def f(x):\n    def g(): ...\n    return g",
    "def f(x): ...\ndef f(x): return x",
    "def f(x): ...\nf = abs",
    "def f(x): ...\nfrom math import exp as f",
    "def f(x): ...\nif True:\n    f = abs",
    "@given_by(abs)\ndef f(x): ...",
    "class f(Base): pass",
    "class f:\n    def forward(self, x): ...\n    def forward(self, x): return x",
    "class f:\n    def other(self, x): ...",
)


def _names(*texts: str) -> tuple[str, ...]:
    return unwritten_names([parse(dedent(text), f"piece {place}", place) for place, text in enumerate(texts)])


@pytest.mark.parametrize("text", UNWRITTEN)
def test_what_does_nothing_is_unwritten(text: str) -> None:
    assert "f" in _names(text)


@pytest.mark.parametrize("text", WRITTEN)
def test_what_does_something_is_written(text: str) -> None:
    assert "f" not in _names(text)


def test_the_last_cell_that_defines_a_name_counts() -> None:
    assert _names("def f(x): ...\ndef g(x): ...", "def f(x): return x") == ("g",)
    assert _names("def f(x): return x", "def f(x): ...") == ("f",)
