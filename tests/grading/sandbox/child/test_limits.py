"""The kernel's limits of a process, as they are asked for; nothing is limited here."""

from __future__ import annotations

import signal
import subprocess
import sys
from types import SimpleNamespace

import pytest

from lossquiz.grading.sandbox.both.job import Limits
from lossquiz.grading.sandbox.child import limits

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the limits of Linux")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> dict[int, tuple[int, int]]:
    found: dict[int, tuple[int, int]] = {}
    monkeypatch.setattr(limits.resource, "setrlimit", found.__setitem__)
    monkeypatch.setattr(
        limits.resource, "getrlimit", lambda _kind: (limits.resource.RLIM_INFINITY, limits.resource.RLIM_INFINITY)
    )
    return found


def test_processor_time_counts_from_what_was_used_and_ends_with_a_signal_of_its_own(
    asked: dict[int, tuple[int, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    # A worker that took 30 s to load torch on a busy machine still has its 5 s.
    used = SimpleNamespace(ru_utime=28.5, ru_stime=1.5)
    monkeypatch.setattr(limits.resource, "getrusage", lambda _who: used)
    monkeypatch.setattr(limits, "_kill_after", lambda _seconds: None)
    limits.limit_resources(Limits(seconds=5.0))
    soft, hard = asked[limits.resource.RLIMIT_CPU]
    assert 30 + 5 <= soft < hard < 30 + 5 + 10


def test_a_timer_of_the_kernel_ends_what_used_up_its_processor_time_before_the_limit_of_whole_seconds() -> None:
    script = "import sys; from lossquiz.grading.sandbox.child import limits; limits.limit_resources(limits.Limits(0.2))"
    spinning = subprocess.run([sys.executable, "-c", f"{script}\nwhile True: pass"], check=False)
    assert spinning.returncode in {-signal.SIGKILL, -signal.SIGXCPU}
    if limits.platform.machine() in limits._TIMER_CALLS:
        assert spinning.returncode == -signal.SIGKILL
        undone = f"{script}\nlimits.delete_timer()\nwhile True: pass"  # not locked: it can
        assert subprocess.run([sys.executable, "-c", undone], check=False).returncode == -signal.SIGXCPU


def test_under_the_user_s_own_limit_of_processor_time_the_signal_comes_first_too(
    asked: dict[int, tuple[int, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "_kill_after", lambda _seconds: None)
    monkeypatch.setattr(limits.resource, "getrlimit", lambda _kind: (3, 3))
    limits.limit_resources(Limits(seconds=50.0))
    assert asked[limits.resource.RLIMIT_CPU] == (2, 3)


def test_all_else_is_hard(asked: dict[int, tuple[int, int]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_kill_after", lambda _seconds: None)
    limits.limit_resources(Limits(), file_bytes=7)
    assert asked.pop(limits.resource.RLIMIT_CPU)
    assert all(soft == hard for soft, hard in asked.values())
    assert asked[limits.resource.RLIMIT_FSIZE] == (7, 7)
    assert asked[limits.resource.RLIMIT_CORE] == (0, 0)
