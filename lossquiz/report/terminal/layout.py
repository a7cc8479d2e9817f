"""Small layouts that several reports share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from rich.console import RenderableType


def labelled(
    rows: Iterable[tuple[str, str | RenderableType]], *, style: str = "bold", styles: Sequence[str] = ()
) -> Table:
    """Lay out rows of a short label and a text that wraps beside it."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for index, (label, content) in enumerate(rows):
        grid.add_row(
            Text(label, style=styles[index] if styles else style),
            Text(content) if isinstance(content, str) else content,
        )
    return grid
