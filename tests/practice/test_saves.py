"""Saves of every kind are told once, by their last state; a file that is away for a moment is waited for."""

from __future__ import annotations

import os
import queue
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from lossquiz.practice import saves
from lossquiz.practice.saves import Saves, changes_near, polled

PATIENCE = 60.0


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "huber.py"
    found.write_bytes(b"one")
    return found


def take_away(path: Path, *, empty: bool) -> None:
    """Empty a file, as an editor does before it writes, or remove it."""
    if empty:
        path.write_bytes(b"")
    else:
        path.unlink()


class TestLook:
    """One look at the file, without a thread."""

    @pytest.fixture
    def told(self) -> list[bytes | None]:
        return []

    def test_what_is_known_is_not_told(self, path: Path, told: list[bytes | None]) -> None:
        Saves(path, told.append, b"one").look()
        assert told == []

    def test_a_change_is_told_once(self, path: Path, told: list[bytes | None]) -> None:
        watched = Saves(path, told.append, b"one")
        path.write_bytes(b"two")
        watched.look()
        watched.look()
        assert told == [b"two"]

    def test_a_save_without_a_change_is_none(self, path: Path, told: list[bytes | None]) -> None:
        watched = Saves(path, told.append, b"one")
        path.write_bytes(b"one")
        os.utime(path, (1, 1))
        watched.look()
        assert told == []

    def test_another_file_under_the_name_is_a_change(self, path: Path, told: list[bytes | None]) -> None:
        watched = Saves(path, told.append, b"one")
        beside = path.with_suffix(".new")
        beside.write_bytes(b"two")
        beside.replace(path)
        watched.look()
        assert told == [b"two"]

    @pytest.fixture
    def clock(self, monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
        """A clock that stands still until a test moves it."""
        found = SimpleNamespace(now=100.0)
        monkeypatch.setattr(saves, "time", SimpleNamespace(monotonic=lambda: found.now))
        return found

    @pytest.mark.parametrize("empty", [True, False])
    def test_what_is_away_or_empty_for_a_moment_is_waited_for(
        self, path: Path, told: list[bytes | None], *, empty: bool
    ) -> None:
        watched = Saves(path, told.append, b"one")
        take_away(path, empty=empty)
        watched.look()
        assert told == []
        path.write_bytes(b"two")
        watched.look()
        assert told == [b"two"]

    @pytest.mark.parametrize("empty", [True, False])
    def test_however_many_looks_fall_into_one_moment_nothing_is_gone(
        self, path: Path, told: list[bytes | None], clock: SimpleNamespace, *, empty: bool
    ) -> None:
        watched = Saves(path, told.append, b"one")
        take_away(path, empty=empty)
        for _ in range(9):
            watched.look()
            clock.now += 0.04
        assert told == []

    @pytest.mark.parametrize("empty", [True, False])
    def test_what_stays_away_is_told_once_and_so_is_its_return(
        self, path: Path, told: list[bytes | None], clock: SimpleNamespace, *, empty: bool
    ) -> None:
        watched = Saves(path, told.append, b"one")
        take_away(path, empty=empty)
        for _ in range(4):
            watched.look()
            clock.now += 0.5
        path.write_bytes(b"one")
        watched.look()
        assert told == [None, b"one"]

    def test_time_away_is_counted_anew_after_a_return(
        self, path: Path, told: list[bytes | None], clock: SimpleNamespace
    ) -> None:
        watched = Saves(path, told.append, b"one")
        for content in (b"", b"two", b""):
            path.write_bytes(content)
            watched.look()
            clock.now += 0.39
        watched.look()
        assert told == [b"two"]


class Script:
    """An event that is set after so many waits, each of which does something first."""

    def __init__(self, *steps: Callable[[], object]) -> None:
        self._steps = iter(steps)

    def wait(self, _: float) -> bool:
        step = next(self._steps, None)
        if step is None:
            return True
        step()
        return False

    def is_set(self) -> bool:
        return False


def nothing() -> None:
    pass


class TestPolled:
    def looks(self, path: Path, *steps: Callable[[], object]) -> int:
        """Count the looks after the first one."""
        return sum(1 for _ in polled(path, Script(*steps))) - 1  # type: ignore[arg-type]

    def test_a_save_before_it_begins_is_told_and_so_is_one_during_the_first_look(self, path: Path) -> None:
        told: list[bytes | None] = []
        watched = Saves(path, told.append, b"one")
        watched.look()
        path.write_bytes(b"two")
        for number, _ in enumerate(polled(path, Script(nothing, nothing))):  # type: ignore[arg-type]
            watched.look()
            if not number:
                path.write_bytes(b"three")
        assert told == [b"two", b"three"]

    def test_nothing_that_changes_is_nothing_to_look_at(self, path: Path) -> None:
        assert self.looks(path, nothing, nothing, nothing) == 0

    def test_a_change_counts_once_it_has_stayed_for_a_moment(self, path: Path) -> None:
        assert self.looks(path, lambda: path.write_bytes(b"two!"), nothing, nothing) == 1

    def test_a_file_written_in_parts_counts_once(self, path: Path) -> None:
        parts = [lambda size=size: path.write_bytes(b"x" * size) for size in (10, 20, 30)]
        assert self.looks(path, *parts, nothing, nothing) == 1

    @pytest.mark.parametrize("empty", [True, False])
    def test_a_file_that_is_absent_or_empty_is_asked_after(
        self, path: Path, monkeypatch: pytest.MonkeyPatch, *, empty: bool
    ) -> None:
        clock = iter(range(100))
        monkeypatch.setattr(saves, "time", SimpleNamespace(monotonic=lambda: float(next(clock))))
        assert self.looks(path, lambda: take_away(path, empty=empty), nothing, nothing) == 3


class TestChangesNear:
    @pytest.fixture(params=["watchfiles", "absent", "refused"])
    def how(self, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
        def refuse(*_: object, **__: object) -> None:
            raise OSError("inotify: no more watches")

        if request.param == "absent":
            monkeypatch.setitem(sys.modules, "watchfiles", None)
        if request.param == "refused":
            monkeypatch.setitem(sys.modules, "watchfiles", SimpleNamespace(watch=refuse))
        return str(request.param)

    @pytest.mark.usefixtures("how")
    def test_saves_are_told_whatever_tells_of_them(self, path: Path) -> None:
        told: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        with Saves(path, told.put, b"one"):
            path.write_bytes(b"two")
            assert told.get(timeout=PATIENCE) == b"two"
            beside = path.with_suffix(".new")
            beside.write_bytes(b"three")
            beside.replace(path)
            assert told.get(timeout=PATIENCE) == b"three"
            path.unlink()
            assert told.get(timeout=PATIENCE) is None
            path.write_bytes(b"three")
            assert told.get(timeout=PATIENCE) == b"three"
            path.write_bytes(b"")
            assert told.get(timeout=PATIENCE) is None
            path.write_bytes(b"four")
            assert told.get(timeout=PATIENCE) == b"four"
        assert told.empty()

    @pytest.mark.usefixtures("how")
    def test_it_stops_when_it_is_told_to(self, path: Path) -> None:
        stop = threading.Event()
        stop.set()
        assert len(list(changes_near(path, stop))) <= 1
