"""Python and patterns in YAML files: no text, however odd, does more than be refused."""

from __future__ import annotations

import pytest

from lossquiz.forms.code import parse_code, pattern_problem


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("f(", "not valid Python: '\\(' was never closed"),
        ("x = \x00", "not valid Python"),
        ("-" * 100_000 + "1", "not valid Python"),
        ("(" * 300, "not valid Python: too many nested parentheses"),
        ("\ud800", "not valid Python"),
    ],
)
def test_what_is_no_python_is_said_so(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        parse_code(text)


def test_python_is_parsed_without_a_warning() -> None:
    assert len(parse_code("x = '\\d'\nx is 1\n").body) == 2


@pytest.mark.parametrize("text", ["(one", "a{99999999999}", "(" * 9_000 + ")" * 9_000])
def test_what_is_no_pattern_is_said_so(text: str) -> None:
    assert "is no regular expression" in pattern_problem(text)


def test_a_pattern_has_no_problem() -> None:
    assert pattern_problem("tw.{1,2}|[[a]") == ""
