"""The columns of a table that were asked for: targets by name, list or pattern, predictions, and what lies beside."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lossquiz.errors import InputError
from lossquiz.lookup import nearest, plain, quote
from lossquiz.selection.tables import read_table

_FEW = 8
_PATTERN = set("*?[")
_LOOKED_AT = 200
_DECIMAL_COMMA = re.compile(r"[-+]?\d*,\d+")


@dataclass(frozen=True, slots=True)
class Columns:
    """The cells of the columns asked for, as text, row by row.

    Attributes:
        target: The column to predict, the first where there are several.
        predictions: The column of predictions, or an empty tuple.
        sampled: What share of the file was read, from 0 to 1.
        dropped: Rows with too few or too many cells.
        name: The name of the target.
        also: The further targets, by name.
        others: All other columns, by name: they tell what the target is.
        decimal_comma: Whether the file is of a kind in which numbers have decimal commas.
        notes: What was decided about how the file is written.
    """

    target: tuple[str, ...]
    predictions: tuple[str, ...]
    sampled: float = 1.0
    dropped: int = 0
    name: str = field(default="", compare=False)
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict, compare=False)
    others: Mapping[str, tuple[str, ...]] = field(default_factory=dict, compare=False)
    decimal_comma: bool = field(default=False, compare=False)
    notes: tuple[str, ...] = field(default=(), compare=False)


def read_columns(path: Path, target: str | Sequence[str], predictions: str = "") -> Columns:
    """Read the columns of a table: one or several targets, and predictions.

    Args:
        path: The file.
        target: A column, several with commas between them, a pattern such as `label_*`, or a list of these.
        predictions: A column, or "".

    Raises:
        InputError: The file is missing, broken or empty, or has no such column.
        MissingExtraError: A Parquet file without the library for it.
    """
    table = read_table(path)
    wanted = [target] if isinstance(target, str) else list(target)
    names = list(dict.fromkeys(name for word in wanted for name in _named(path, table.names, word)))
    places = _places(path, table.names, [*names, predictions] if predictions else names)
    cells = [table.cells[place] for place in places]
    count = len(names)
    chosen = {*places}
    return Columns(
        cells[0],
        cells[count] if predictions else (),
        table.sampled,
        table.dropped,
        names[0],
        dict(zip(names[1:], cells[1:count], strict=True)),
        {name: table.cells[place] for place, name in enumerate(table.names) if place not in chosen},
        table.delimiter == ";" and any(map(_has_decimal_comma, table.cells)),
        table.notes,
    )


def _named(path: Path, header: Sequence[str], word: str) -> Iterable[str]:
    """Return the columns that a word names: itself, those of a pattern, or those of a list with commas."""
    if word in header:
        return [word]
    if set(word) & _PATTERN:
        found = [name for name in header if name and fnmatch.fnmatchcase(name, word)]
        if not found:
            raise InputError(f"{path}: no column fits {quote(word)}; it has {_some(header)}")
        return found
    parts = [part.strip() for part in word.split(",") if part.strip()]
    return [name for part in parts for name in _named(path, header, part)] if len(parts) > 1 else [word]


def _some(header: Sequence[str]) -> str:
    return ", ".join(header[:_FEW]) + (", …" if len(header) > _FEW else "")


def _places(path: Path, header: Sequence[str], wanted: Sequence[str]) -> list[int]:
    for name in wanted:
        if name not in header:
            near = " or ".join(nearest(name, {plain(column): column for column in header if column}))
            told = f"did you mean {near}?" if near else f"it has {_some(header)}"
            if all(map(_is_number, header)):
                told += "; its first line must name the columns"
            raise InputError(f"{path}: no column {quote(name)}; {told}")
        if header.count(name) > 1:
            raise InputError(f"{path}: {header.count(name)} columns are called {quote(name)}; rename all but one")
    return [header.index(name) for name in wanted]


def _has_decimal_comma(cells: Sequence[str]) -> bool:
    return any(_DECIMAL_COMMA.fullmatch(cell.strip()) for cell in cells[:_LOOKED_AT])


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
