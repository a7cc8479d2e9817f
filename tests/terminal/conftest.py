"""The program in a terminal of its own, as a person sees it: what is drawn, what is typed, how it ends."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from pseudo_terminal import Open, Terminal
from terminal_screens import Screen

DROPPED = {"VISUAL", "EDITOR", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "PYTHONIOENCODING"}


@pytest.fixture(scope="session")
def files_read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a cache that knows the shipped YAML files: to read them takes longer than most of what is tested."""
    folder = tmp_path_factory.mktemp("read-once")
    environment = {**os.environ, "LOSSQUIZ_HOME": str(folder)}
    for words in (("list",), ("start", "mse")):
        subprocess.run(
            [sys.executable, "-m", "lossquiz", *words], env=environment, stdout=subprocess.DEVNULL, check=True
        )
    return folder / "cache"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files_read_once: Path) -> Path:
    """Return a data folder of the test's own, which this process uses too."""
    shutil.copytree(files_read_once, tmp_path / "home" / "cache")
    monkeypatch.setenv("LOSSQUIZ_HOME", str(tmp_path / "home"))
    for name in DROPPED:
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "home"


@pytest.fixture
def terminal(home: Path, tmp_path: Path) -> Iterator[Open]:
    """Return what opens a terminal with `lossquiz ARGS` in it, or with another command, given whole."""
    opened: list[Terminal] = []

    def open_one(
        *args: str,
        rows: int = 24,
        columns: int = 80,
        env: Mapping[str, str] | None = None,
        command: list[str] | None = None,
    ) -> Terminal:
        kept = {name: value for name, value in os.environ.items() if name not in DROPPED}
        given = {**kept, "LOSSQUIZ_HOME": str(home), "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", **(env or {})}
        whole = command or [sys.executable, "-m", "lossquiz", *args]
        opened.append(Terminal(whole, rows, columns, given, tmp_path))
        return opened[-1]

    yield open_one
    for one in opened:
        one.child.close(force=True)


@pytest.fixture
def screens() -> Iterator[Callable[..., Screen]]:
    """Return what opens `lossquiz WORDS` on a screen that an emulator draws, as a person sees it."""
    opened: list[Screen] = []

    def open_screen(*words: str, **more: object) -> Screen:
        opened.append(Screen(*words, **more))  # type: ignore[arg-type]
        return opened[-1]

    yield open_screen
    for screen in opened:
        screen.stop()
