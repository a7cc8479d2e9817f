"""What this machine gives, in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from lossquiz.report.terminal.layout import labelled

if TYPE_CHECKING:
    from rich.console import Console

    from lossquiz.grading.sandbox.parent import Layer
    from lossquiz.report.doctor import Doctor

_LEVELS = {
    "full": "full: strangers' code can be graded",
    "reduced": "reduced: files can be read; a batch needs --allow-reduced-isolation",
    "none": "none: grade only code that you would run yourself, with --trust-submissions",
}
_STYLES = {"full": "green", "reduced": "yellow", "none": "red"}


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
