"""Tables that people keep in spreadsheets: read what a spreadsheet makes of a CSV file, and write what none runs."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lossquiz.errors import InputError

_FORMULA = re.compile(r"'*[=+\-@\t\r]")  # what a spreadsheet would run, or hide
_MAX_BYTES = 64 << 20


@dataclass(frozen=True, slots=True)
class Table:
    """A file of comma-separated values.

    Attributes:
        header: The names of its columns, in lower case without surrounding white space.
        rows: Each row with the line that it begins in, from 1; empty ones are left out.
        delimiter: What separates the cells.
        first: The first cell of the header as it is written.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    delimiter: str
    first: str = ""


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """Return a cell as it was before it was guarded."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def read_table(path: Path, shown: str = "") -> Table:
    """Read a table: with or without a byte-order mark, with commas, semicolons or tabs, with any ends of lines.

    Args:
        path: The file.
        shown: Its name in messages; by default its path.

    Raises:
        InputError: It cannot be read, is too large, or not UTF-8.
    """
    name = shown or str(path)
    return _table(read_text(path, "save the table as UTF-8", name).removeprefix("\ufeff"), name)


def read_text(path: Path, advice: str, shown: str = "") -> str:
    """Read the text of a table, its byte-order mark too.

    Args:
        path: The file.
        advice: What to do where it is not UTF-8.
        shown: Its name in messages; by default its path.

    Raises:
        InputError: It cannot be read, is too large, or not UTF-8.
    """
    name = shown or str(path)
    try:
        with path.open("rb") as file:
            raw = file.read(_MAX_BYTES + 1)
    except OSError as error:
        raise InputError(f"{name}: cannot be read: {error.strerror or error}") from error
    if len(raw) > _MAX_BYTES:
        raise InputError(f"{name}: larger than {_MAX_BYTES >> 20} MiB")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise InputError(f"{name}:{line}: not UTF-8; {advice}") from error


def _table(text: str, name: str) -> Table:
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",;\t", key=first.count)
    lines = list(_lines(text, delimiter, name))
    header = tuple(cell.strip().lower() for cell in lines[0][1]) if lines else ()
    return Table(header, tuple(lines[1:]), delimiter, lines[0][1][0].strip() if lines else "")


def _lines(text: str, delimiter: str, name: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    begins = 1
    # Strict: a quotation mark that is never closed would take all lines after it into one cell.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield begins, tuple(cells)
            begins = reader.line_num + 1
    except csv.Error as error:
        raise InputError(f"{name}:{begins}: not a row of separated values: {error}") from error


def line_of(cells: Sequence[str], delimiter: str = ",") -> str:
    """Return cells as one row of a table, guarded, with its end."""
    made = io.StringIO()
    csv.writer(made, delimiter=delimiter, lineterminator="\n").writerow([guarded(cell) for cell in cells])
    return made.getvalue()
