"""Tables as people export them: every column of a small file, a spread sample of a big one, all cells as text."""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import json
import os
import stat
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, Any

from lossquiz.errors import InputError, MissingExtraError

WHOLE = 8 * 2**20
"""Files up to this many bytes are read whole."""

_BLOCKS = 64
_ROWS = 200_000
_SNIFF = 65_536
_LONGEST = 2**20
_LOOKED_AT = 30
_DELIMITERS = ",;\t|"
_NO_DELIMITER = "\x1f"
# How files begin that are no text: what is zipped (.xlsx, .ods), old spreadsheets, PDF.
_NO_TEXT = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-")
_GZIP = b"\x1f\x8b"
_SAVE = "save it as CSV in UTF-8 (in a spreadsheet: File, Save As, CSV UTF-8)"


@dataclass(frozen=True, slots=True)
class Table:
    """A table, column by column.

    Attributes:
        names: The names in the header, of which several may be alike.
        cells: The cells of each column, as text.
        sampled: What share of the file was read, from 0 to 1.
        dropped: Rows with too few or too many cells.
        delimiter: What stands between the cells, or "" where the format needs nothing.
        notes: What was decided about how the file is written.
    """

    names: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]
    sampled: float = 1.0
    dropped: int = 0
    delimiter: str = ""
    notes: tuple[str, ...] = ()


def read_table(path: Path) -> Table:
    """Read a table: CSV in any of its dialects, also packed by gzip, TSV, JSON Lines or Parquet.

    Raises:
        InputError: The file is missing, broken or empty.
        MissingExtraError: A Parquet file without the library for it.
    """
    try:
        kind = path.stat().st_mode
    except FileNotFoundError:
        raise InputError(f"{path}: there is no such file") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
    if not stat.S_ISREG(kind):
        raise InputError(f"{path}: not a regular file")
    if path.suffix.lower() in {".parquet", ".pq"}:
        return _read_parquet(path)
    try:
        return _read_text(path)
    except csv.Error as error:
        raise InputError(f"{path}: not a readable table: {error}") from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error


def _read_text(path: Path) -> Table:
    raw, share, notes = _bytes(path)
    text, told = _decoded(path, raw)
    notes += [told] if told else []
    suffixes = {suffix.lower() for suffix in path.suffixes}
    if suffixes & {".jsonl", ".ndjson", ".json"}:
        return _from_json(path, text, share, notes)
    return _from_lines(path, text, share, notes, tabs=bool(suffixes & {".tsv", ".tab"}))


# ---- bytes


def _bytes(path: Path) -> tuple[bytes, float, list[str]]:
    """Return what is read of a file, which share of it that is, and what there is to say of it."""
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(len(_GZIP))
        file.seek(0)
        if head == _GZIP:
            return _unpacked(path, file)
        head = file.read(_SNIFF)
        file.seek(0)
        if size <= WHOLE:
            return file.read(), 1.0, []
        if _wide(head):  # the end of a line is two bytes there: blocks would have to be cut with care
            return file.read(WHOLE), 1.0, [f"only the first {WHOLE >> 20} MiB were read"]
        _check_first_line(path, file)
        return b"".join(_spread(file, size)), _BLOCKS * _block(size) / size, []


def _unpacked(path: Path, file: IO[bytes]) -> tuple[bytes, float, list[str]]:
    try:
        with gzip.GzipFile(fileobj=file) as packed:
            raw = packed.read(WHOLE)
            more = bool(packed.read(1))
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(
            f"{path}: not a text table, but a packed file that is broken; unpack it and {_SAVE}"
        ) from error
    notes = [f"only the first {WHOLE >> 20} MiB of what it holds were read"] if more else []
    return (raw[: raw.rfind(b"\n") + 1] or raw) if more else raw, 1.0, notes


def _check_first_line(path: Path, file: IO[bytes]) -> None:
    line = b"\n"
    while line and not line.strip(b"\r\n"):
        line = file.readline(_LONGEST)
    if len(line) == _LONGEST:
        raise InputError(f"{path}: {_too_long()}")
    file.seek(0)


def _too_long() -> str:
    return f"its first line, which must name the columns, is longer than {_LONGEST >> 20} MiB"


def _block(size: int) -> int:
    return min(WHOLE, size) // _BLOCKS


def _spread(file: IO[bytes], size: int) -> Iterator[bytes]:
    """Yield the header and the whole lines of blocks that are evenly spread over the file."""
    yield file.readline(_LONGEST)
    for block in range(_BLOCKS):
        start = size * block // _BLOCKS
        if start > file.tell():
            file.seek(start, os.SEEK_SET)
            file.readline(_LONGEST)  # the rest of a line that began before the block
        while file.tell() < start + _block(size):
            line = file.readline(_LONGEST)
            if not line:
                return
            yield line


# ---- text


def _decoded(path: Path, raw: bytes) -> tuple[str, str]:
    """Return the text of some bytes, and what to say of its encoding."""
    if raw.startswith(_NO_TEXT):
        raise InputError(f"{path}: not a text table, but a spreadsheet or the like; {_SAVE}")
    wide = _wide(raw)
    if wide:
        return raw[: len(raw) // 2 * 2].decode(wide, errors="replace").removeprefix("\ufeff"), "read as UTF-16"
    if b"\0" in raw[:_SNIFF]:
        raise InputError(f"{path}: not a text table, but a spreadsheet or the like; {_SAVE}")
    try:
        return raw.decode("utf-8-sig"), ""
    except UnicodeDecodeError as error:
        cut = len(raw) == WHOLE and error.start >= len(raw) - 4  # a sign of several bytes at the end of what is read
        return (raw[: error.start].decode("utf-8-sig"), "") if cut else _western(path, raw)


def _wide(raw: bytes) -> str:
    """Return which UTF-16 some bytes are: by their mark, or by every other one being zero."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    head = raw[:1024]
    half = len(head) // 2
    for start, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        if half > 1 and head[start::2].count(0) > 0.8 * half and head[1 - start :: 2].count(0) == 0:
            return name
    return ""


def _western(path: Path, raw: bytes) -> tuple[str, str]:
    """Return bytes that are no UTF-8 as the Western code page, where that gives letters and signs of prices."""
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        raise InputError(f"{path}: not UTF-8 text, nor a Western code page; {_SAVE}") from None
    strange = [sign for sign in text if ord(sign) > 127]  # noqa: PLR2004 - beyond ASCII
    if any(ord(sign) < 32 and sign not in "\t\r\n\f" for sign in text[:_SNIFF]):  # noqa: PLR2004 - control signs
        raise InputError(f"{path}: not UTF-8 text, nor a Western code page; {_SAVE}")
    shown = next((line.strip()[:30] for line in text.splitlines() if any(sign in line for sign in strange[:1])), "")
    return text, f"not UTF-8: read as Windows-1252, which gives “{shown}”"


# ---- lines


def _from_lines(path: Path, text: str, share: float, notes: list[str], *, tabs: bool) -> Table:
    body, told = _body(text)
    if len(body.partition("\n")[0]) >= _LONGEST:
        raise InputError(f"{path}: {_too_long()}")
    delimiter = told or ("\t" if tabs else _delimiter(body))
    rows = csv.reader(io.StringIO(body, newline=""), delimiter=delimiter)
    header = [" ".join(name.strip().splitlines()) for name in next(rows, [])]
    while header and not header[-1]:
        header.pop()
    if not header:
        raise InputError(f"{path}: empty: the first line must name the columns")
    first = [row for row in islice(rows, _LOOKED_AT) if any(row)]
    if first and all(len(row) == len(header) + 1 and row[-1].strip() for row in first):
        header = ["", *header]  # row names, which R writes without a name for their column
    kept, dropped = _collect(first, rows, len(header))
    if not kept:
        raise InputError(f"{path}: no rows below the header" + (f" with {len(header)} cells" if dropped else ""))
    if delimiter == _NO_DELIMITER:
        delimiter = ""
    cells = tuple(zip(*kept, strict=True))
    return Table(tuple(header), cells, share, dropped, delimiter, tuple(notes))


def _body(text: str) -> tuple[str, str]:
    """Return a text from its header on, and the separator that a line `sep=;` before it names."""
    told = ""
    while True:
        line, end, rest = text.partition("\n")
        plain = line.strip()
        if not plain and end:
            text = rest
        elif plain.lower().startswith("sep=") and len(plain) <= len("sep=;") and end:
            told, text = plain[len("sep=") :] or "\t", rest
        elif plain.startswith("#") and end and _is_comment(plain, rest):
            text = rest
        else:
            return text, told


def _is_comment(line: str, rest: str) -> bool:
    """Tell a remark above the header from a header that begins with `#`: a header has as many cells as the rows."""
    following = next((one for one in rest[:_SNIFF].splitlines() if one.strip() and not one.startswith("#")), "")
    delimiter: str = max(_DELIMITERS, key=following.count)
    names = not any(any(sign.isdigit() for sign in cell) for cell in following.split(delimiter))
    alike = line.count(delimiter) == following.count(delimiter) > 0
    return not alike or (names and line.startswith("# "))


def _delimiter(body: str) -> str:
    """Return the separator whose rows are as long as its header; a table of one column has none."""
    head = body[:_SNIFF]
    best: str = max((_NO_DELIMITER, *_DELIMITERS), key=lambda sign: _agreement(head, sign))
    return best


def _agreement(head: str, delimiter: str) -> float:
    if delimiter == _NO_DELIMITER:
        return 0.5
    try:
        rows = list(islice(csv.reader(io.StringIO(head, newline=""), delimiter=delimiter), _LOOKED_AT))
    except csv.Error:
        return head.partition("\n")[0].count(delimiter)
    rows = [row for row in rows if any(row)]
    width = len(rows[0]) if rows else 1
    if width == 1:
        return 0.0
    alike = sum(abs(len(row) - width) <= 1 and len(row) > 1 for row in rows) / len(rows)
    return width * alike


def _collect(first: Sequence[list[str]], rest: Iterator[list[str]], width: int) -> tuple[list[list[str]], int]:
    kept: list[list[str]] = []
    dropped = 0
    for rows in (first, rest):
        for row in rows:
            if not any(row):
                continue
            if len(row) == width or (len(row) > width and not any(row[width:])):
                kept.append(row[:width])
            else:
                dropped += 1
    return kept, dropped


# ---- formats with types of their own


def _from_json(path: Path, text: str, share: float, notes: list[str]) -> Table:
    rows, dropped = _records(path, text)
    names = tuple(dict.fromkeys(name for row in rows for name in row))
    if not names:
        raise InputError(f'{path}: no rows: each line must be an object such as {{"y": 1}}')
    cells = tuple(tuple(as_cell(row.get(name)) for row in rows) for name in names)
    return Table(names, cells, share, dropped, "", tuple(notes))


def _records(path: Path, text: str) -> tuple[list[Mapping[str, Any]], int]:
    if text.lstrip().startswith("["):
        try:
            listed = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise InputError(f"{path}: not readable JSON: {str(error)[:80]}; write an object on each line") from error
    else:
        listed = []
        for line in filter(str.strip, text.split("\n")):
            try:
                listed.append(json.loads(line))
            except (ValueError, RecursionError):
                listed.append(None)
    rows: list[Mapping[str, Any]] = [row for row in listed if isinstance(row, dict)]
    return rows, len(listed) - len(rows)


def as_cell(value: object) -> str:
    """Return a value of a typed format as the text of a cell."""
    if value is None:
        return ""
    if isinstance(value, (list, tuple, dict)):
        return json.dumps(value, default=str)
    return str(value)


def _read_parquet(path: Path) -> Table:
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise MissingExtraError("parquet", "reading Parquet files") from error
    try:
        with parquet.ParquetFile(path) as file:
            groups = _row_groups(file.num_row_groups, file.metadata.num_rows)
            table = file.read_row_groups(groups)
            share = table.num_rows / max(file.metadata.num_rows, 1)
    except (pa.ArrowException, OSError) as error:
        raise InputError(f"{path}: not a readable Parquet file: {str(error).splitlines()[0][:120]}") from error
    if not table.num_rows:
        raise InputError(f"{path}: no rows")
    cells = tuple(tuple(map(as_cell, table.column(place).to_pylist())) for place in range(table.num_columns))
    return Table(tuple(table.column_names), cells, share)


def _row_groups(count: int, rows: int) -> list[int]:
    """Return evenly spread row groups with about as many rows as are worth reading."""
    keep = max(1, min(count, count * _ROWS // max(rows, 1)))
    return sorted({place * count // keep for place in range(keep)}) if count else []
