"""Columns out of a CSV, TSV or Parquet file: all rows of a small file, a spread sample of a big one."""

from __future__ import annotations

import codecs
import csv
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from lossquiz.errors import InputError, MissingExtraError
from lossquiz.lookup import nearest, plain, quote

WHOLE = 8 * 2**20
"""Files up to this many bytes are read whole."""

_BLOCKS = 64
_ROWS = 200_000
_SNIFF = 65_536
_LONGEST = 2**20
_DELIMITERS = ",;\t|"
# How files begin that are no text: what is zipped (.xlsx, .ods), old spreadsheets, gzip, PDF.
_NO_TEXT = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"%PDF-")


@dataclass(frozen=True, slots=True)
class Columns:
    """The cells of the columns asked for, as text, row by row.

    Attributes:
        target: The column to predict.
        predictions: The column of predictions, or an empty tuple.
        sampled: What share of the file was read, from 0 to 1.
        dropped: Rows with too few or too many cells.
    """

    target: tuple[str, ...]
    predictions: tuple[str, ...]
    sampled: float = 1.0
    dropped: int = 0


def read_columns(path: Path, target: str, predictions: str = "") -> Columns:
    """Read one or two columns of a table.

    Raises:
        InputError: The file is missing, broken or empty, or has no such column.
        MissingExtraError: A Parquet file without the library for it.
    """
    wanted = [target, predictions] if predictions else [target]
    try:
        kind = path.stat().st_mode
    except FileNotFoundError:
        raise InputError(f"{path}: there is no such file") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
    if not stat.S_ISREG(kind):
        raise InputError(f"{path}: not a regular file")
    if path.suffix.lower() in {".parquet", ".pq"}:
        return _read_parquet(path, wanted)
    try:
        return _read_text(path, wanted)
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 text; save it as CSV in UTF-8") from error
    except csv.Error as error:
        raise InputError(f"{path}: not a readable table: {error}") from error


def _read_text(path: Path, wanted: Sequence[str]) -> Columns:
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(_SNIFF)
        if b"\0" in head or head.startswith(_NO_TEXT):
            raise InputError(f"{path}: not a text table, but a spreadsheet or the like; save it as CSV in UTF-8")
        first = _first_line(path, file)
        delimiter = _delimiter(path, first)
        header = [name.strip() for name in next(csv.reader([first], delimiter=delimiter), [])]
        places = _places(path, header, wanted)
        lines = _whole(file) if size <= WHOLE else _spread(file, size)
        rows = csv.reader(lines, delimiter=delimiter)
        return _collect(path, rows, header, places, 1.0 if size <= WHOLE else _BLOCKS * _block(size) / size)


def _first_line(path: Path, file: IO[bytes]) -> str:
    """Return the first line that is not empty, which names the columns."""
    file.seek(0)
    line = b"\n"
    while line and not line.removeprefix(codecs.BOM_UTF8).strip(b"\r\n"):
        line = file.readline(_LONGEST)
    if len(line) == _LONGEST:
        raise InputError(f"{path}: its first line, which must name the columns, is longer than {_LONGEST >> 20} MiB")
    return line.decode("utf-8-sig").rstrip("\r\n")


def _delimiter(path: Path, first: str) -> str:
    return "\t" if path.suffix.lower() in {".tsv", ".tab"} else max(_DELIMITERS, key=first.count)


def _places(path: Path, header: Sequence[str], wanted: Sequence[str]) -> list[int]:
    if not any(header):
        raise InputError(f"{path}: empty: the first line must name the columns")
    for name in wanted:
        if name not in header:
            near = " or ".join(nearest(name, {plain(column): column for column in header if column}))
            few = ", ".join(header[:8]) + (", …" if len(header) > 8 else "")  # noqa: PLR2004 - enough to recognise a file
            raise InputError(f"{path}: no column {quote(name)}; {f'did you mean {near}?' if near else f'it has {few}'}")
        if header.count(name) > 1:
            raise InputError(f"{path}: {header.count(name)} columns are called {quote(name)}; rename all but one")
    return [header.index(name) for name in wanted]


def _whole(file: IO[bytes]) -> Iterator[str]:
    file.seek(0)
    yield file.readline().decode("utf-8-sig")
    for line in file:
        yield line.decode("utf-8")


def _block(size: int) -> int:
    return min(WHOLE, size) // _BLOCKS


def _spread(file: IO[bytes], size: int) -> Iterator[str]:
    """Yield the header and the whole lines of blocks that are evenly spread over the file."""
    file.seek(0)
    yield file.readline(_LONGEST).decode("utf-8-sig")
    for block in range(_BLOCKS):
        start = size * block // _BLOCKS
        if start > file.tell():
            file.seek(start, os.SEEK_SET)
            file.readline(_LONGEST)  # the rest of a line that began before the block
        while file.tell() < start + _block(size):
            line = file.readline(_LONGEST)
            if not line:
                return
            yield line.decode("utf-8")


def _collect(
    path: Path, rows: Iterator[list[str]], header: Sequence[str], places: Sequence[int], share: float
) -> Columns:
    kept: list[list[str]] = [[] for _ in places]
    dropped = -1  # the header
    for row in rows:
        if not any(row):
            continue
        if dropped < 0 or len(row) != len(header):
            dropped += 1
            continue
        for column, place in zip(kept, places, strict=True):
            column.append(row[place])
    if not kept[0]:
        raise InputError(f"{path}: no rows below the header" + (f" with {len(header)} cells" if dropped else ""))
    return Columns(tuple(kept[0]), tuple(kept[1]) if len(kept) > 1 else (), share, dropped)


def _read_parquet(path: Path, wanted: Sequence[str]) -> Columns:
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise MissingExtraError("parquet", "reading Parquet files") from error
    try:
        with parquet.ParquetFile(path) as file:
            _places(path, file.schema_arrow.names, wanted)
            groups = _row_groups(file.num_row_groups, file.metadata.num_rows)
            table = file.read_row_groups(groups, columns=list(dict.fromkeys(wanted)))
            share = table.num_rows / max(file.metadata.num_rows, 1)
    except (pa.ArrowException, OSError) as error:
        raise InputError(f"{path}: not a readable Parquet file: {str(error).splitlines()[0][:120]}") from error
    if not table.num_rows:
        raise InputError(f"{path}: no rows")
    cells = [tuple("" if v is None else str(v) for v in table.column(name).to_pylist()) for name in wanted]
    return Columns(cells[0], cells[1] if len(cells) > 1 else (), share)


def _row_groups(count: int, rows: int) -> list[int]:
    """Return evenly spread row groups with about as many rows as are worth reading."""
    keep = max(1, min(count, count * _ROWS // max(rows, 1)))
    return sorted({place * count // keep for place in range(keep)}) if count else []
