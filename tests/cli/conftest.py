"""Every command runs with a data folder of its own, and without the caller's editor or colours."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest

with warnings.catch_warnings():
    # The Typer that starts fast imports names that click 8.2 and later call deprecated; that is not our doing.
    warnings.filterwarnings("ignore", category=DeprecationWarning, module=r"(typer|click)\b.*")
    import typer  # noqa: F401


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LOSSQUIZ_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("VISUAL", "EDITOR", "NO_COLOR", "FORCE_COLOR", "PYTHONIOENCODING"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "home"
