"""Small layouts that several reports share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult


class Labelled:
    """Rows of a short label and a text that wraps beside it; on a plain console, a line after another."""

    def __init__(self, rows: Sequence[tuple[str, str | RenderableType]], styles: Sequence[str]) -> None:
        self._rows, self._styles = rows, styles

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Lay the rows out."""
        del options
        if getattr(console, "plain", False):
            for label, content in self._rows:
                yield Text(f"{label} {content}") if isinstance(content, str) else Text(label)
                if not isinstance(content, str):
                    yield content
            return
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(no_wrap=True)
        grid.add_column(overflow="fold")
        for (label, content), style in zip(self._rows, self._styles, strict=True):
            grid.add_row(Text(label, style=style), Text(content) if isinstance(content, str) else content)
        yield grid


def labelled(
    rows: Iterable[tuple[str, str | RenderableType]], *, style: str = "bold", styles: Sequence[str] = ()
) -> Labelled:
    """Lay out rows of a short label and a text that wraps beside it."""
    listed = list(rows)
    return Labelled(listed, styles or [style] * len(listed))
