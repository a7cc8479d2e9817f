"""What an author's code does to the process in which it runs: it is undone, or ended."""

from __future__ import annotations

import builtins
import contextlib
import os
import signal
import sys
import threading
import time
import warnings
from collections.abc import Callable

import pytest

from lossquiz.questions.containing import Contained, EndlessError, sheltered

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


def nothing_is_left() -> bool:
    """Whether the alarm is as it was."""
    return signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0) and signal.getsignal(signal.SIGPROF) == signal.SIG_DFL


@needs_alarms
@pytest.mark.parametrize("endless", [spin, stubborn])
def test_what_does_not_end_is_stopped(endless: Callable[[], None]) -> None:
    with pytest.raises(EndlessError, match=r"more than 0\.1 s of processor time"), Contained(0.1):
        endless()
    assert nothing_is_left()


@needs_alarms
def test_what_only_waits_for_a_busy_machine_is_not_stopped() -> None:
    with Contained(0.05):
        time.sleep(0.3)


def use(seconds: float) -> None:
    """Take so much processor time."""
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


@needs_alarms
def test_each_piece_in_a_shelter_has_its_own_time() -> None:
    with sheltered():
        for _ in range(3):
            with Contained(0.3):
                use(0.2)
            use(0.1)  # ours, which nobody stops
        with pytest.raises(EndlessError, match=r"more than 0\.2 s"), Contained(60), Contained(0.2):
            spin()
        with pytest.raises(EndlessError, match=r"more than 0\.3 s"), Contained(0.3), Contained(60):
            spin()
        with Contained(0.3):
            use(0.01)
    assert nothing_is_left()


@needs_alarms
def test_the_alarm_of_somebody_else_is_left_to_them() -> None:
    def theirs(_signal: int, _frame: object) -> None: ...

    signal.signal(signal.SIGPROF, theirs)
    try:
        with Contained(5):
            assert signal.getsignal(signal.SIGPROF) is theirs
            assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)
    finally:
        signal.signal(signal.SIGPROF, signal.SIG_DFL)


def test_a_thread_does_without_an_alarm() -> None:
    said = []

    def run() -> None:
        with Contained(5):
            said.append("ran")

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert said == ["ran"]


def test_what_is_printed_goes_nowhere(capsys: pytest.CaptureFixture[str]) -> None:
    with Contained():
        sys.stdout.write("much " * 1000)
    sys.stdout.write("after")
    assert capsys.readouterr().out == "after"


def change_built_ins() -> None:
    with Contained():
        builtins.print = None  # type: ignore[assignment]
        builtins.extra = 1  # type: ignore[attr-defined]
        del builtins.len


def change_what_is_needed() -> None:
    """Delete what Python itself calls at the end of a `with` block, and to raise what was raised."""
    with Contained():
        del builtins.next
        del builtins.isinstance
        del builtins.getattr


@pytest.mark.parametrize("shelter", [contextlib.nullcontext, sheltered])
@pytest.mark.parametrize(
    ("change", "names"),
    [(change_built_ins, "extra, len, print"), (change_what_is_needed, "getattr, isinstance, next")],
)
def test_changed_built_ins_are_told_and_put_back(
    change: Callable[[], None], names: str, shelter: Callable[[], contextlib.AbstractContextManager[None]]
) -> None:
    before = dict(vars(builtins))
    with shelter():
        with pytest.raises(AttributeError, match=f"built-ins are changed: {names}"):
            change()
        assert vars(builtins) == before


def test_threads_that_come_and_leave_in_any_order_leave_the_output_as_it_was() -> None:
    stdout, leave = sys.stdout, os._exit
    inside, done = threading.Event(), threading.Event()

    def first() -> None:
        with Contained():
            inside.set()
            done.wait()

    thread = threading.Thread(target=first)
    thread.start()
    inside.wait()
    with Contained():
        done.set()
        thread.join()
        assert sys.stdout is not stdout
    assert sys.stdout is stdout
    assert os._exit is leave


def test_what_torch_thinks_of_a_banks_code_is_told_to_nobody() -> None:
    """A known mistake of `kd_kl` calls `F.kl_div` with the mean of which torch warns, and is replayed for an answer."""
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        with Contained():
            warnings.warn("reduction: 'mean' divides by more than the batch size", stacklevel=1)
        assert told == []
        warnings.warn("of ours", stacklevel=1)
    assert [str(warning.message) for warning in told] == ["of ours"]
