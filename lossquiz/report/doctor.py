"""What this machine gives, gathered for whoever shows it."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import shutil
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lossquiz._version import __version__

if TYPE_CHECKING:
    from rich.console import Console

    from lossquiz.grading.sandbox.parent import Probe

_PACKAGES = ("torch", "numpy", "typer", "rich", "PyYAML")
_EDITORS = ("VISUAL", "EDITOR")


@dataclass(frozen=True, slots=True)
class Terminal:
    """What the terminal can do."""

    is_terminal: bool
    width: int
    colors: str
    encoding: str
    unicode: bool
    editor: str


@dataclass(frozen=True, slots=True)
class Doctor:
    """All that was found.

    Attributes:
        version: Of lossquiz.
        python: Version and executable.
        packages: Name to installed version, or "" where it is missing.
        isolation: What the sandbox's self-test found.
        terminal: What the terminal can do.
    """

    version: str
    python: tuple[str, str]
    packages: dict[str, str]
    isolation: Probe
    terminal: Terminal


def examine(isolation: Probe, console: Console) -> Doctor:
    """Gather what is known without importing torch."""
    packages = {name: _version_of(name) for name in _PACKAGES}
    return Doctor(__version__, (platform.python_version(), sys.executable), packages, isolation, _terminal(console))


def _version_of(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return ""


def _terminal(console: Console) -> Terminal:
    wanted = next((os.environ[name] for name in _EDITORS if os.environ.get(name)), "")
    found = wanted or next((name for name in ("nano", "vi", "notepad") if shutil.which(name)), "")
    return Terminal(
        console.is_terminal,
        console.width,
        "none" if console.no_color else console.color_system or "none",
        console.encoding,
        _can_write("δ²√≤", console.encoding),
        found,
    )


def _can_write(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True
