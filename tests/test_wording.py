"""Turns of phrase that messages share, and the messages that tell a command to be copied."""

from __future__ import annotations

from pathlib import Path

import pytest

from lossquiz.cli.grade import _say_interrupted
from lossquiz.errors import InputError
from lossquiz.practice.session import in_days
from lossquiz.practice.summary import Tally
from lossquiz.practice.watch import subject_named
from lossquiz.questions.bank import load_bank
from lossquiz.report.terminal.interview import _about
from lossquiz.report.terminal.progress import duration, share
from lossquiz.takehome.records import read_records
from lossquiz.wording import as_typed, counted, percent, whole


@pytest.mark.parametrize(
    ("number", "words", "said"),
    [
        (0, ("row",), "0 rows"),
        (1, ("row",), "1 row"),
        (1200, ("row",), "1,200 rows"),
        (1, ("loss", "losses"), "1 loss"),
        (2, ("loss", "losses"), "2 losses"),
        (1.0, ("point",), "1 point"),
        (0.5, ("point",), "0.5 points"),
        (1, ("question is", "questions are"), "1 question is"),
    ],
)
def test_a_number_has_its_noun(number: float, words: tuple[str, ...], said: str) -> None:
    assert counted(number, *words) == said


@pytest.mark.parametrize(
    ("number", "near"), [(0, 0), (0.49, 0), (0.5, 1), (1.5, 2), (2.5, 3), (2.49, 2), (-0.5, 0), (29.999999, 30)]
)
def test_a_half_goes_up(number: float, near: int) -> None:
    assert whole(number) == near


def test_minutes_and_shares_that_are_shown_round_halves_up() -> None:
    assert percent(1 / 8) == "13%"
    assert [_about(seconds) for seconds in (20, 89, 90, 149, 150)] == ["1 min", "1 min", "2 min", "2 min", "3 min"]
    assert duration(2.5) == "3 s"
    assert in_days(76) == "in 2 months"
    assert share(Tally(asked=8, right=1)) == "1 of 8 right (13%)"


@pytest.mark.parametrize(
    ("path", "typed"),
    [("my-bank", "my-bank"), ("my bank", "'my bank'"), ("it's", "'it'\"'\"'s'"), ("-x", "./-x"), ("a;b", "'a;b'")],
)
def test_a_path_can_be_copied(path: str, typed: str) -> None:
    assert as_typed(path) == as_typed(Path(path)) == typed


def test_a_command_in_a_message_can_be_copied(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "my results"
    folder.mkdir()
    with pytest.raises(InputError, match=f"--out '{folder}'`"):
        read_records(folder)
    with pytest.raises(InputError, match=f"--into '{folder}'"):
        subject_named(load_bank(), str(folder), None)
    _say_interrupted(1, folder)
    assert f"interrupted after 1 row; go on with --out '{folder}' --resume" in capsys.readouterr().err
