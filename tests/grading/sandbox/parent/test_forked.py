"""A child of the zygote, as the parent waits for it."""

from __future__ import annotations

import os
import select
import socket
from types import SimpleNamespace
from typing import TYPE_CHECKING

from lossquiz.grading.sandbox.parent import forked

if TYPE_CHECKING:
    import pytest

    from lossquiz.grading.sandbox.parent.deaths import Ending


WAITS: list[float] = []


class Silent:
    """What is polled, and never says anything."""

    def register(self, *_: object) -> None:
        pass

    def poll(self, milliseconds: float) -> list[tuple[int, int]]:
        WAITS.append(milliseconds)
        return []


class Nowhere:
    """The way to a zygote that is not there."""

    def end(self, pid: int, *, report: bool) -> Ending | None:
        del pid, report
        return None

    def wake(self, pid: int) -> None:
        del pid

    def outer_pid(self, pid: int) -> int | None:
        del pid
        return None


def test_a_child_that_says_nothing_is_waited_for_as_long_as_was_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice as long would be counted once, and who sleeps would have twice the time that is told."""
    WAITS.clear()
    monkeypatch.setattr(forked, "select", SimpleNamespace(poll=Silent, POLLIN=select.POLLIN, POLLOUT=select.POLLOUT))
    ours, theirs = socket.socketpair()
    reading, writing = os.pipe()
    child = forked.ForkedChild(Nowhere(), 1, ours, reading, b"", lambda: None)
    assert child.receive(0.25) == []
    assert sum(WAITS) == 250
    child.end(report=False)
    theirs.close()
    os.close(writing)
