"""What is being done is told where it takes long, and leaves no trace."""

from __future__ import annotations

import io
import sys

import pytest

from lossquiz.report.terminal import working
from lossquiz.report.terminal.working import Working


class Terminal(io.StringIO):
    encoding = "utf-8"

    def __init__(self, *, person: bool) -> None:
        super().__init__()
        self._person = person

    def isatty(self) -> bool:
        return self._person


@pytest.mark.parametrize(("person", "shown"), [(True, True), (False, True), (True, False)])
def test_it_is_told_to_a_person_only(monkeypatch: pytest.MonkeyPatch, *, person: bool, shown: bool) -> None:
    monkeypatch.setattr(working, "PATIENCE_SECONDS", 0.0)
    monkeypatch.setenv("TERM", "xterm")
    stream = Terminal(person=person)
    monkeypatch.setattr(sys, "stderr", stream)
    with Working("grading huber.py", shown=shown) as told:
        while person and shown and "grading huber.py … 0 s" not in stream.getvalue():
            pass
    told.end()
    assert stream.getvalue().endswith("\r\033[K") is (person and shown)
    assert (stream.getvalue() == "") is not (person and shown)


def test_the_name_of_a_file_steers_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working, "PATIENCE_SECONDS", 0.0)
    monkeypatch.setenv("TERM", "dumb")
    stream = Terminal(person=True)
    monkeypatch.setattr(sys, "stderr", stream)
    with Working("grading \x1b]0;owned\x07.py"):
        while not stream.getvalue().endswith("\n"):
            pass
    assert stream.getvalue() == "grading \\x1b]0;owned\\x07.py …\n"


def test_what_is_done_at_once_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Terminal(person=True)
    monkeypatch.setattr(working, "PATIENCE_SECONDS", 1000.0)
    monkeypatch.setattr(sys, "stderr", stream)
    with Working("grading huber.py"):
        pass
    assert stream.getvalue() == ""


def test_a_dumb_terminal_gets_a_line_without_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Terminal(person=True)
    monkeypatch.setattr(working, "PATIENCE_SECONDS", 0.0)
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setattr(sys, "stderr", stream)
    with Working("grading huber.py"):
        while not stream.getvalue().endswith("\n"):
            pass
    assert stream.getvalue() == "grading huber.py …\n"
