"""Every program in a terminal has a data folder of its own, a cache that has read the shipped files, and no editor."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from terminal_screens import Screen

Open = Callable[..., Screen]


@pytest.fixture(scope="session")
def files_read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a cache that knows the shipped YAML files."""
    folder = tmp_path_factory.mktemp("read-once")
    environment = {**os.environ, "LOSSQUIZ_HOME": str(folder)}
    subprocess.run([sys.executable, "-m", "lossquiz", "list"], env=environment, stdout=subprocess.DEVNULL, check=True)
    return folder / "cache"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files_read_once: Path) -> Path:
    """Return the data folder."""
    shutil.copytree(files_read_once, tmp_path / "home" / "cache")
    monkeypatch.setenv("LOSSQUIZ_HOME", str(tmp_path / "home"))
    for name in ("VISUAL", "EDITOR", "NO_COLOR", "FORCE_COLOR", "PYTHONIOENCODING", "COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "home"


@pytest.fixture
def terminal() -> Iterator[Open]:
    """Return what opens a program in a terminal; whatever still runs at the end of the test is ended."""
    opened: list[Screen] = []

    def open_screen(*words: str, **more: object) -> Screen:
        screen = Screen(*words, **more)  # type: ignore[arg-type]
        opened.append(screen)
        return screen

    yield open_screen
    for screen in opened:
        screen.stop()
