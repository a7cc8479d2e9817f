"""Python code in a terminal, with its line numbers: coloured, and never broken where Python would not be."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from rich.text import Text

from lossquiz.report.terminal.python_lines import fitted_lines

if TYPE_CHECKING:
    from rich.console import Console


def print_source(source: str, console: Console) -> None:
    """Print some code; in a pipe each line is one, as it stands in its file."""
    lines = source.strip("\n").splitlines()
    gutter = len(str(len(lines)))
    room = console.width - gutter - 3 if console.is_terminal else None
    parts = [[line] for line in lines] if room is None else fitted_lines("\n".join(lines), room)
    numbers = [number if not place else "" for number, there in enumerate(parts, 1) for place in range(len(there))]
    told = _coloured("\n".join(chain.from_iterable(parts))) if console.is_terminal else _plain(parts)
    for number, line in zip(numbers, told, strict=True):
        console.print(Text.assemble((f"  {number:>{gutter}} ", "dim"), line), soft_wrap=True)


def _plain(parts: list[list[str]]) -> list[Text]:
    return [Text(part) for there in parts for part in there]


def _coloured(code: str) -> list[Text]:
    from rich.syntax import Syntax

    text = Syntax(code, "python", theme="ansi_dark").highlight(code)
    text.rstrip()
    lines = text.split("\n", allow_blank=True)
    return [*lines, *[Text()] * (code.count("\n") + 1 - len(lines))]
