"""What is told of a wrong command line: our own words, on one line that a terminal need not break inside a word."""

from __future__ import annotations

import io
import sys

import pytest
from typer.testing import CliRunner

from lossquiz.cli import failures
from lossquiz.cli.app import app


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["practice", "--count", "0"], '--count takes a whole number of at least 1, not "0"'),
        (["practice", "--count", "1.5"], '--count takes a whole number of at least 1, not "1.5"'),
        (["grade", "--jobs", "99", "x"], '--jobs takes a whole number from 1 to 64, not "99"'),
        (["grade", "--seconds", "long", "x"], '--seconds takes a number of at least 0.1, not "long"'),
        (["grade", "--seconds", "inf", "x"], '--seconds takes a number of at least 0.1, not "inf"'),
        (["grade", "--seconds", "NaN", "x"], '--seconds takes a number of at least 0.1, not "nan"'),
        (["list", "--kind", "computer"], '--kind does not take "computer"; did you mean compute?'),
        (["list", "--difficulty", "zzz"], '--difficulty does not take "zzz"; known: easy, medium, hard'),
        (["list", "--famly", "x"], 'no such option "--famly"; did you mean --family?'),
        (["list", "--zzz"], 'no such option "--zzz"'),
        (["completion"], "missing argument 'SHELL'. Choose from: bash, zsh, fish"),
    ],
)
def test_a_wrong_option_is_told_in_our_words(words: list[str], said: str) -> None:
    result = CliRunner().invoke(app, words)
    assert (result.exit_code, result.stderr) == (2, f"lossquiz: {said}; see `lossquiz {words[0]} --help`\n")


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("stream", [Screen, io.StringIO])
def test_in_a_terminal_no_word_is_broken_and_elsewhere_a_line_stays_one(
    monkeypatch: pytest.MonkeyPatch, stream: type[io.StringIO]
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setattr(sys, "stderr", stream())
    path = "/a/path/that-is/longer/than-the/forty/columns.yaml"
    failures.say(f"{path}:3: expected a number between nought and one, got nothing\nand a second fault")
    told = sys.stderr.getvalue()  # type: ignore[attr-defined]
    assert path in told
    if stream is io.StringIO:
        assert told.count("\n") == 2
    else:
        assert told.splitlines() == [
            "lossquiz:",
            f"{path}:3:",
            "expected a number between nought and",
            "one, got nothing",
            "and a second fault",
        ]


@pytest.mark.parametrize(("stream", "begun"), [(Screen, "\n"), (io.StringIO, "")])
def test_an_interrupt_in_a_terminal_is_told_on_a_line_of_its_own(
    monkeypatch: pytest.MonkeyPatch, stream: type[io.StringIO], begun: str
) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(sys, "stderr", stream())
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    assert failures.guard(interrupted) == failures.INTERRUPTED
    assert sys.stderr.getvalue() == f"{begun}lossquiz: interrupted\n"  # type: ignore[attr-defined]
