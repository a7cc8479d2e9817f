"""What an author's code does to the process in which it runs: it is undone, or ended."""

from __future__ import annotations

import builtins
import signal
import sys
import threading
import time
import warnings
from collections.abc import Callable

import pytest

from lossquiz.questions.containing import EndlessError, contained, deadline

needs_alarms = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this platform has no alarms")


def spin() -> None:
    while True:
        pass


def stubborn() -> None:
    while True:
        try:
            spin()
        except Exception:  # noqa: BLE001, S112 - as an author may write it
            continue


@needs_alarms
@pytest.mark.parametrize("endless", [spin, stubborn])
def test_what_does_not_end_is_stopped(endless: Callable[[], None]) -> None:
    with pytest.raises(EndlessError, match=r"more than 0\.1 s of processor time"), deadline(0.1):
        endless()
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGPROF) == signal.SIG_DFL


@needs_alarms
def test_what_only_waits_for_a_busy_machine_is_not_stopped() -> None:
    with deadline(0.05):
        time.sleep(0.3)


@needs_alarms
def test_the_alarm_of_somebody_else_is_left_to_them() -> None:
    def theirs(_signal: int, _frame: object) -> None: ...

    signal.signal(signal.SIGPROF, theirs)
    try:
        with deadline(5):
            assert signal.getsignal(signal.SIGPROF) is theirs
            assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)
    finally:
        signal.signal(signal.SIGPROF, signal.SIG_DFL)


def test_a_thread_does_without_an_alarm() -> None:
    said = []

    def run() -> None:
        with contained(5):
            said.append("ran")

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert said == ["ran"]


def test_what_is_printed_goes_nowhere(capsys: pytest.CaptureFixture[str]) -> None:
    with contained():
        sys.stdout.write("much " * 1000)
    sys.stdout.write("after")
    assert capsys.readouterr().out == "after"


def change_built_ins() -> None:
    with contained():
        builtins.print = None  # type: ignore[assignment]
        builtins.extra = 1  # type: ignore[attr-defined]
        del builtins.len


def test_changed_built_ins_are_told_and_put_back() -> None:
    before = dict(vars(builtins))
    with pytest.raises(AttributeError, match="built-ins are changed: extra, len, print"):
        change_built_ins()
    assert vars(builtins) == before


def test_what_torch_thinks_of_a_banks_code_is_told_to_nobody() -> None:
    """A known mistake of `kd_kl` calls `F.kl_div` with the mean of which torch warns, and is replayed for an answer."""
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        with contained():
            warnings.warn("reduction: 'mean' divides by more than the batch size", stacklevel=1)
        assert told == []
        warnings.warn("of ours", stacklevel=1)
    assert [str(warning.message) for warning in told] == ["of ours"]
