"""Whose doing it is that time goes by: the processor's time and idle time are a submission's, waiting is not."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from lossquiz.grading.sandbox.both.job import Job
from lossquiz.grading.sandbox.both.outcomes import Crashed, LoadFailure, Run, TimedOut
from lossquiz.grading.sandbox.parent import activity, supervise
from lossquiz.grading.sandbox.parent.activity import Activity, Meter, outer_pid
from lossquiz.grading.sandbox.parent.deaths import ChildKilledError, Ending
from lossquiz.grading.sandbox.parent.supervise import Stream, Supervisor

MakeJob = Callable[..., Job]
LOADED = b"\x03\0\0\0\0"


class Clock:
    """A clock that goes on only while a child is waited for."""

    now = 0.0

    def monotonic(self) -> float:
        return self.now


class Played:
    """A child that says `first`, and then nothing; what it does with its time is played to it."""

    def __init__(
        self, clock: Clock, doing: Callable[[float], Activity | None], ending: Ending | None = None, late: float = 1.0
    ) -> None:
        self.clock, self.doing, self.ending, self.late = clock, doing, ending, late
        self.looks = 0
        self.woken: list[float] = []
        self.first = LOADED

    def receive(self, seconds: float) -> list[tuple[Stream, bytes]]:
        if self.first:
            said, self.first = self.first, b""
            return [("channel", said)]
        self.clock.now += seconds * self.late
        return [("channel", b"")] if self.ending else []

    def rest(self, seconds: float) -> list[tuple[Stream, bytes]]:
        del seconds
        return []

    def loaded(self) -> None:
        pass

    def activity(self) -> Activity | None:
        self.looks += 1
        return self.doing(self.clock.now)

    def wake(self) -> None:
        self.woken.append(self.clock.now)

    def end(self, *, report: bool) -> Ending | None:
        return self.ending if report else None


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    fake = Clock()
    monkeypatch.setattr(supervise, "time", fake)
    return fake


def watch(child: Played, job: Job) -> Run:
    return Supervisor(child, job).watch()


def test_a_child_that_does_nothing_ends_after_its_seconds(clock: Clock, make_job: MakeJob) -> None:
    child = Played(clock, lambda _now: Activity(0.5, 0.0))
    assert watch(child, make_job("", seconds=10.0)).outcomes == (TimedOut(10.0, "idle"),)
    assert clock.now == pytest.approx(10.5, abs=1.0)
    assert child.looks < 50


def test_a_child_that_waits_while_it_loads_is_told_so_after_half_of_its_seconds(
    clock: Clock, make_job: MakeJob
) -> None:
    child = Played(clock, lambda _now: Activity(0.5, 0.0))
    child.first = b""
    assert watch(child, make_job("", seconds=10.0)).failure == LoadFailure(
        "timeout", "", "did not load: did nothing for 10 s (waiting or asleep)"
    )
    assert child.woken[0] == pytest.approx(5.5, abs=1.0)
    loaded = Played(clock, lambda _now: Activity(0.5, 0.0))
    watch(loaded, make_job("", seconds=10.0))
    assert loaded.woken == []


def test_a_child_that_waits_for_a_processor_is_not_idle(clock: Clock, make_job: MakeJob) -> None:
    """Of its time a twentieth on a processor, the rest in the queue for one: it ends when it stops to want one."""
    child = Played(clock, lambda now: Activity(min(now, 100.0) * 0.05, min(now, 100.0) * 0.95))
    assert watch(child, make_job("", seconds=10.0)).outcomes == (TimedOut(10.0, "idle"),)
    assert clock.now == pytest.approx(110.0, abs=1.0)
    assert child.looks < 450


def test_a_parent_that_comes_late_blames_no_child(clock: Clock, make_job: MakeJob) -> None:
    """It meant to wait for a quarter of a second, and had the processor again after ten: nobody slept for ten."""
    child = Played(clock, lambda _now: Activity(0.0, 0.0), late=40)
    assert watch(child, make_job("", seconds=10.0)).outcomes == (TimedOut(10.0, "idle"),)
    assert clock.now == pytest.approx(400.0, abs=40.0)


def test_a_parent_that_waits_for_a_processor_itself_blames_no_child(
    clock: Clock, make_job: MakeJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its child prints without end, and sleeps for half of the time because nobody empties its pipe."""
    monkeypatch.setattr(supervise, "own_delay", lambda: 7.0 + clock.now / 2)
    child = Played(clock, lambda now: Activity(now / 2, 0.0))
    assert watch(child, make_job("", seconds=10.0)).outcomes == (TimedOut(10.0, "processor"),)
    asleep = Played(clock, lambda _now: Activity(0.0, 0.0))
    clock.now = 0.0
    assert watch(asleep, make_job("", seconds=10.0)).outcomes == (TimedOut(10.0, "idle"),)
    assert clock.now == pytest.approx(20.0, abs=1.0)


def test_what_a_child_has_sent_counts_before_the_time_it_took(clock: Clock, make_job: MakeJob) -> None:
    """Its parent looks at it, and has the processor again when the child has long ended."""

    def looked(_now: float) -> Activity:
        clock.now += 50.0
        return Activity(0.0, 0.0)

    class Ended(Played):
        def receive(self, seconds: float) -> list[tuple[Stream, bytes]]:
            return [("channel", b"")] if self.looks else super().receive(seconds)

    child = Ended(clock, looked)
    assert watch(child, make_job("", seconds=10.0)).outcomes == (Crashed("closed its channel before it answered"),)


def test_a_child_that_runs_is_not_idle_though_its_machine_gave_it_no_time(clock: Clock, make_job: MakeJob) -> None:
    child = Played(clock, lambda now: Activity(0.1, 0.0, asleep=now > 200))
    assert watch(child, make_job("", seconds=10.0)).outcomes == (TimedOut(10.0, "idle"),)
    assert clock.now == pytest.approx(200.0, abs=1.0)


def test_where_the_system_does_not_tell_the_clock_is_a_far_limit(clock: Clock, make_job: MakeJob) -> None:
    assert watch(Played(clock, lambda _now: None), make_job("", seconds=10.0)).outcomes == (TimedOut(110.0, "wall"),)


def test_a_system_that_falls_silent_for_once_is_asked_again(clock: Clock, make_job: MakeJob) -> None:
    child = Played(clock, lambda now: None if 150 < now < 160 else Activity(0.0, min(now, 300.0)))
    assert watch(child, make_job("", seconds=10.0)).outcomes == (TimedOut(10.0, "idle"),)
    assert clock.now == pytest.approx(310.0, abs=1.0)


def test_processor_time_is_seen_from_outside_too(clock: Clock, make_job: MakeJob) -> None:
    """Where no timer ends it, or it took the timer away."""
    child = Played(clock, lambda now: Activity(now, 0.0))
    assert watch(child, make_job("", seconds=10.0)).outcomes == (TimedOut(10.0, "processor"),)


@pytest.mark.parametrize("code", [-9, -24])
def test_a_kill_after_its_processor_time_was_the_limit(clock: Clock, make_job: MakeJob, code: int) -> None:
    child = Played(clock, lambda _now: None, Ending(code, 10.001))
    assert watch(child, make_job("", seconds=10.0)).outcomes == (TimedOut(10.0, "processor"),)


def test_a_kill_before_was_somebody_else(clock: Clock, make_job: MakeJob) -> None:
    with pytest.raises(ChildKilledError):
        watch(Played(clock, lambda _now: None, Ending(-9, 3.0)), make_job("", seconds=10.0))


def test_a_crash_is_a_crash_whatever_time_it_used(clock: Clock, make_job: MakeJob) -> None:
    child = Played(clock, lambda _now: None, Ending(-11, 10.001))
    assert isinstance(watch(child, make_job("", seconds=10.0)).outcomes[0], Crashed)


def test_a_flood_of_threads_is_ended_at_the_first_look(clock: Clock, make_job: MakeJob) -> None:
    child = Played(clock, lambda _now: Activity(0.1, 0.1, threads=257))
    assert watch(child, make_job("", seconds=10.0)).outcomes == (Crashed("started more than 256 threads"),)
    assert clock.now < 1


def test_what_did_not_load_says_which_limit_it_met(clock: Clock, make_job: MakeJob) -> None:
    child = Played(clock, lambda _now: Activity(0.0, 0.0))
    child.first = b""
    told = "did not load: did nothing for 10 s (waiting or asleep)"
    assert watch(child, make_job("", seconds=10.0)).failure == LoadFailure("timeout", "", told)


# --- what /proc tells -----------------------------------------------------------------------------------------------


@pytest.fixture
def proc(tmp_path: Path) -> Callable[..., None]:
    """Write what /proc tells of process 7: clock ticks, and for each thread nanoseconds on and off the processor."""

    def tell(ticks: tuple[int, int], threads: dict[int, tuple[int, int]], state: str = "S") -> None:
        for task in (tmp_path / "7" / "task").glob("*/schedstat"):
            task.unlink()
            task.parent.rmdir()
        for number, (ran, waited) in threads.items():
            (tmp_path / "7" / "task" / str(number)).mkdir(parents=True)
            (tmp_path / "7" / "task" / str(number) / "schedstat").write_text(f"{ran} {waited} 12\n")
        before = f"7 (a) b (c) {state} 1 7 7 0 -1 4194304 100 0 0 0"
        (tmp_path / "7" / "stat").write_text(f"{before} {ticks[0]} {ticks[1]} 0 0 20 0 {len(threads)} 0 100\n")

    return tell


@pytest.fixture
def meter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Meter:
    monkeypatch.setattr(activity, "_PROC", tmp_path)
    monkeypatch.setattr(os, "sysconf", lambda _name: 100)
    return Meter(7)


def test_of_many_threads_only_the_longest_wait_counts(proc: Callable[..., None], meter: Meter) -> None:
    second = 10**9
    proc((150, 50), {7: (second, 2 * second), 8: (second, 3 * second)})
    assert meter.read() == Activity(2.0, 3.0, 2)
    # Thread 8 has ended with its second half of waiting untold; 9 is new.
    proc((250, 50), {7: (second, 4 * second), 9: (second, second)})
    assert meter.read() == Activity(3.0, 5.0, 2)
    # A flood is not read one by one.
    proc((250, 50), dict.fromkeys(range(7, 300), (second, 9 * second)))
    assert meter.read() == Activity(3.0, 5.0, 293)


@pytest.mark.parametrize(("state", "asleep"), [("S", True), ("D", True), ("T", True), ("R", False), ("Z", False)])
def test_who_runs_or_has_ended_does_not_sleep(
    proc: Callable[..., None], meter: Meter, state: str, *, asleep: bool
) -> None:
    proc((150, 50), {7: (10**9, 0)}, state)
    assert meter.read() == Activity(2.0, 0.0, 1, asleep)


def test_the_delay_of_this_thread_is_what_its_scheduler_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(activity, "_PROC", tmp_path)
    assert activity.own_delay() == 0
    (tmp_path / "thread-self").mkdir()
    (tmp_path / "thread-self" / "schedstat").write_text("5000000000 1500000000 12\n")
    assert activity.own_delay() == 1.5


def test_a_kernel_that_does_not_count_is_not_believed(proc: Callable[..., None], meter: Meter, tmp_path: Path) -> None:
    proc((150, 50), {7: (0, 0)})
    assert meter.read() is None
    proc((150, 50), {})
    assert meter.read() is None
    (tmp_path / "7" / "stat").unlink()
    assert meter.read() is None


@pytest.mark.skipif(not Path("/proc/self/schedstat").exists(), reason="needs Linux's scheduler statistics")
def test_a_real_process_is_followed() -> None:
    script = "import time\nwhile time.process_time() < 0.2: pass\nprint(flush=True)\ninput()"
    with subprocess.Popen(
        [sys.executable, "-I", "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        seen = Meter(process.pid).read()
        assert seen is not None
        assert 0.15 <= seen.processor < 10
        assert seen.waited >= 0
        assert outer_pid(os.getpid(), process.pid) is None  # its own children are looked through, not itself
        process.kill()
    assert Meter(process.pid).read() is None


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs /proc")
def test_a_child_of_a_child_is_found_with_and_without_the_kernel_s_list(monkeypatch: pytest.MonkeyPatch) -> None:
    script = "import subprocess, sys\nwith subprocess.Popen(['sleep', '600']) as child: print(child.pid, flush=True)"
    with subprocess.Popen([sys.executable, "-I", "-c", script], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        inner = int(process.stdout.readline())
        assert outer_pid(os.getpid(), inner) == inner
        monkeypatch.setattr(Path, "read_bytes", without_lists(Path.read_bytes))
        assert outer_pid(os.getpid(), inner) == inner
        process.kill()
        os.kill(inner, 9)


def without_lists(read: Callable[[Path], bytes]) -> Callable[[Path], bytes]:
    def reading(path: Path) -> bytes:
        if path.name == "children":
            raise FileNotFoundError(path)
        return read(path)

    return reading
