"""Every command runs with a data folder of its own, and without the caller's editor or colours."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from in_process import kept_sandbox

with warnings.catch_warnings():
    # The Typer that starts fast imports names that click 8.2 and later call deprecated; that is not our doing.
    warnings.filterwarnings("ignore", category=DeprecationWarning, module=r"(typer|click)\b.*")
    import typer  # noqa: F401


@pytest.fixture(scope="session")
def files_read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a cache that knows the shipped YAML files: most commands would take longer to read them than to run."""
    folder = tmp_path_factory.mktemp("read-once")
    for words in (("list",), ("recommend", "--task", "regression")):
        environment = {**os.environ, "LOSSQUIZ_HOME": str(folder)}
        subprocess.run(
            [sys.executable, "-m", "lossquiz", *words], env=environment, stdout=subprocess.DEVNULL, check=True
        )
    return folder / "cache"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files_read_once: Path) -> Path:
    shutil.copytree(files_read_once, tmp_path / "home" / "cache")
    monkeypatch.setenv("LOSSQUIZ_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("VISUAL", "EDITOR", "NO_COLOR", "FORCE_COLOR", "PYTHONIOENCODING"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "home"


@pytest.fixture(autouse=True)
def one_sandbox() -> Iterator[None]:
    """Commands that are called in this process share a sandbox; a new one each would load torch each time."""
    with kept_sandbox():
        yield
