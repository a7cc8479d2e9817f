"""What this machine gives, in a terminal and as JSON."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import shutil
import sys
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from rich.text import Text

from lossquiz._version import __version__
from lossquiz.report.terminal.layout import labelled

if TYPE_CHECKING:
    from rich.console import Console

    from lossquiz.grading.sandbox.parent import Layer, Probe

_LEVELS = {
    "full": "full: strangers' code can be graded",
    "reduced": "reduced: files can be read; a batch needs --allow-reduced-isolation",
    "none": "none: grade only code that you would run yourself, with --trust-submissions",
}
_STYLES = {"full": "green", "reduced": "yellow", "none": "red"}
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


def render_doctor(found: Doctor, console: Console) -> None:
    """Show what was found, and what would be better."""
    terminal, isolation = found.terminal, found.isolation
    rows: list[tuple[str, str | Text]] = [
        ("lossquiz", found.version),
        ("Python", f"{found.python[0]} ({found.python[1]})"),
        ("System", isolation.system),
        ("Packages", ", ".join(f"{name} {version or 'missing'}" for name, version in found.packages.items())),
        ("Isolation", Text(_LEVELS[isolation.level], style=_STYLES[isolation.level])),
    ]
    rows += [(f"  {layer.name}", _layer(layer)) for layer in isolation.layers]
    rows += [("  to do", advice) for advice in isolation.advice]
    shown = f"{terminal.width} columns, colours: {terminal.colors}, {terminal.encoding}"
    symbols = "" if terminal.unicode else " (formulas are spelled in ASCII)"
    rows += [("Terminal", shown + symbols), ("Editor", terminal.editor or "none: set EDITOR")]
    console.print(labelled(rows))


def _layer(layer: Layer) -> Text:
    mark = Text("yes  ", style="green") if layer.holds else Text("no   ", style="yellow")
    return mark + Text(layer.detail)


def doctor_json(found: Doctor) -> dict[str, Any]:
    """Return the same as one JSON object."""
    isolation = asdict(found.isolation)
    return {
        "version": 1,
        "lossquiz": found.version,
        "python": {"version": found.python[0], "executable": found.python[1]},
        "packages": {name: version or None for name, version in found.packages.items()},
        "isolation": isolation,
        "terminal": asdict(found.terminal),
    }
