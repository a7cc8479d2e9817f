"""Code in few columns: the same Python, broken where a person would break it, or not at all."""

from __future__ import annotations

import ast

import pytest

from lossquiz.report.terminal.python_lines import fitted


def test_what_fits_stays_as_it_is() -> None:
    assert fitted("a = f(b,\n      c)", 20) == ["a = f(b,", "      c)"]


@pytest.mark.parametrize(
    ("source", "width", "lines"),
    [
        ("f(aaaa, bbbb, cccc)", 14, ["f(aaaa, bbbb,", "    cccc)"]),
        ("x = function(aaaa)", 14, ["x = function(", "    aaaa)"]),
        ("    return where(a < b, f(c, d), e)", 28, ["    return where(a < b,", "        f(c, d), e)"]),
        ("f(lambda aa, bb: cc, dd)", 21, ["f(lambda aa, bb: cc,", "    dd)"]),
        ("f(lambda aa, bb: cc, dd)", 16, ["f(", "    lambda aa, bb: cc,", "    dd)"]),
        ("f(aaaaaa + bbbbbb)", 14, ["f(", "    aaaaaa", "    + bbbbbb)"]),
        ("x = aaaaaa.mean() * 2 + f(b)", 26, ["x = aaaaaa.mean() * 2 + f(", "    b)"]),
    ],
)
def test_a_long_line_is_broken_within_brackets(source: str, width: int, lines: list[str]) -> None:
    told = fitted(f"def g():\n{source}", width)[1:] if source.startswith(" ") else fitted(source, width)
    assert told == lines


@pytest.mark.parametrize(
    "source",
    [
        "name_one = name_two + name_three",
        '"a, text (with) commas, and brackets"',
        "x = 1  # a comment, (that is) longer than it may be",
        "not python at, all (",
        "…, whatever (this, is)",
    ],
)
def test_what_cannot_be_broken_runs_over(source: str) -> None:
    assert fitted(source, 12) == [source]


def test_no_text_and_no_comment_is_broken() -> None:
    source = "def f(a, b):\n    g('one, two (three)', a)  # four, (five)\n    return {'k, l': [a, b], 'm': (a, b)}"
    for width in range(4, 60):
        told = "\n".join(fitted(source, width))
        assert ast.dump(ast.parse(told)) == ast.dump(ast.parse(source)), width
        assert "'one, two (three)'" in told
        assert "# four, (five)" in told
