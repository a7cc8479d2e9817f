"""The desk at a terminal: what it tells keeps within the columns, and can be copied."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lossquiz.cli.desk import TerminalDesk
from lossquiz.cli.settings import Settings
from lossquiz.practice.desk import Asked
from lossquiz.questions.bank import load_bank
from lossquiz.report.terminal.console import PlainConsole

if TYPE_CHECKING:
    import pytest


def test_a_path_that_is_longer_than_a_line_is_left_whole(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    path = f"/home/{'a' * 40}/answers/solved/huber-2026-03-02.py"
    desk = TerminalDesk(PlainConsole(), load_bank())
    desk.say(f"Kept as {path}")
    desk.say("There is no card: the question is about no single loss, and so there is nothing to show here.")
    kept, whole, *others = capsys.readouterr().out.splitlines()
    assert (kept, whole) == ("Kept as", path)
    assert len(others) == 2
    assert max(map(len, others)) <= 60


def test_a_card_tells_commands_about_the_banks_of_the_session(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    bank = load_bank()
    desk = TerminalDesk(PlainConsole(), bank, Settings((Path("my bank"),)).told)
    assert desk.show_card(Asked(bank.questions["huber-compute-two"], 1, 1))
    assert "lossquiz start huber --bank 'my bank'" in capsys.readouterr().out
