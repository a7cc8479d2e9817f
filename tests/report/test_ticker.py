"""The line that says how far a batch is."""

from __future__ import annotations

import io
from types import SimpleNamespace

import pytest

from lossquiz.report.terminal import ticker
from lossquiz.report.terminal.ticker import Ticker


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    clock = iter(range(1_000))
    monkeypatch.setattr(ticker.time, "monotonic", lambda: float(next(clock)))
    monkeypatch.setenv("COLUMNS", "80")
    found = Terminal()
    monkeypatch.setattr(ticker, "sys", SimpleNamespace(stderr=found))
    return found


def test_it_says_how_many_of_how_many_and_when_it_will_be_done(screen: Terminal) -> None:
    with Ticker(200, shown=True) as shown:
        for number in range(4):
            shown.step(passed=number != 1)
    lines = [line.replace("\033[K", "") for line in screen.getvalue().split("\r")]
    assert lines[1] == "grading of 200: starting …"
    assert lines[-2] == "graded 4 of 200, 3 passed, 0.8/s, about 4 min 05 s left"
    assert lines[-1] == ""  # the line is gone at the end


def test_without_a_total_there_is_no_end(screen: Terminal) -> None:
    with Ticker(0, shown=True) as shown:
        shown.step(passed=True)
    assert "graded 1, 1 passed, 0.5/s\r" in screen.getvalue()


@pytest.mark.parametrize("shown", [True, False])
def test_where_nobody_watches_nothing_is_written(monkeypatch: pytest.MonkeyPatch, shown: bool) -> None:
    piped = io.StringIO() if shown else Terminal()
    monkeypatch.setattr(ticker, "sys", SimpleNamespace(stderr=piped))
    with Ticker(3, shown=shown) as line:
        line.step(passed=True)
    assert piped.getvalue() == ""
