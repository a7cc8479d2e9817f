"""A line that is typed: what is set while it is waited for, and that it is left as it was."""

from __future__ import annotations

import signal

import pytest

from lossquiz.cli.typed import typed_line


def state() -> tuple[object, tuple[float, float]]:
    return signal.getsignal(signal.SIGALRM), signal.getitimer(signal.ITIMER_REAL)


def test_the_wait_for_a_key_is_interrupted_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Ctrl-C that came just before the wait is looked at then."""
    before, within = state(), []

    def waits(prompt: str) -> str:
        signal.pause()  # until the first tick
        within.append(signal.getitimer(signal.ITIMER_REAL)[1])  # and again
        return f"{prompt}typed"

    monkeypatch.setattr("builtins.input", waits)
    assert typed_line("> ") == "> typed"
    assert within[0] > 0
    assert state() == before


def test_something_may_be_done_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []

    def waits(_prompt: str) -> str:
        signal.pause()
        return "typed"

    monkeypatch.setattr("builtins.input", waits)
    typed_line("> ", lambda: done.append("looked at the clock"))
    assert done == ["looked at the clock"]


@pytest.mark.parametrize("error", [EOFError, KeyboardInterrupt])
def test_what_was_set_is_put_back_whatever_happens(error: type, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_prompt: str) -> str:
        raise error

    before = state()
    monkeypatch.setattr("builtins.input", fails)
    with pytest.raises(error):
        typed_line("> ")
    assert state() == before


def test_a_clock_that_is_set_already_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builtins.input", lambda _prompt: str(signal.getitimer(signal.ITIMER_REAL)[1]))
    signal.setitimer(signal.ITIMER_REAL, 1000.0)
    try:
        assert typed_line("> ") == "0.0"
        assert signal.getitimer(signal.ITIMER_REAL)[0] > 0
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
