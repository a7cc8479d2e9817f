"""What people decided of marks: `overrides.csv`, which grading reads by nobody's leave and never writes over.

A line for each decision. Several of one candidate and question are its history: the last points and the last comment
count.
"""

from __future__ import annotations

import contextlib
import math
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lossquiz.errors import BankError, Fault, InputError, UsageError
from lossquiz.takehome.cells import Table, line_of, read_table, unguarded
from lossquiz.takehome.locks import hold

OVERRIDES = "overrides.csv"
_COLUMNS = ("candidate", "question", "points", "comment", "by", "at")
_NEEDED = _COLUMNS[:3]
_NUMBER = re.compile(r"\d+([.,]\d*)?|[.,]\d+")
_SET = re.compile(r"(?P<candidate>.+):(?P<question>[^:=]*)=(?P<points>[^=]*)", re.DOTALL)

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Override:
    """One decision.

    Attributes:
        candidate: Whose mark it is.
        question: The question's id, or "" for a candidate of whom nothing could be graded.
        points: The points that count from now on, or None for a comment alone.
        comment: What is to be said.
        by: Who decided.
        at: When, as text.
    """

    candidate: str
    question: str
    points: float | None
    comment: str = ""
    by: str = ""
    at: str = ""

    @property
    def key(self) -> Key:
        """The candidate and the question."""
        return self.candidate, self.question


def read(folder: Path) -> Mapping[Key, tuple[Override, ...]]:
    """Return all decisions by candidate and question, in the order of the file; none where there is no file.

    Raises:
        InputError: The file cannot be read, or lacks a column.
        BankError: With each line that says no decision.
    """
    path = folder / OVERRIDES
    if not os.path.lexists(path):
        return {}
    found: dict[Key, tuple[Override, ...]] = {}
    for one in _overrides(read_table(path), path):
        found[one.key] = (*found.get(one.key, ()), one)
    return found


def _overrides(table: Table, path: Path) -> list[Override]:
    if not table.header:
        return []
    lacking = [name for name in _NEEDED if name not in table.header]
    if lacking:
        columns = ",".join(_COLUMNS)
        raise InputError(f"{path}:1: no column {lacking[0]}; expected the columns {columns}")
    if doubled := [name for name in _COLUMNS if table.header.count(name) > 1]:
        raise InputError(f"{path}:1: two columns {doubled[0]}; keep one of them")
    made: list[Override] = []
    faults: list[Fault] = []
    for line, cells in table.rows:
        row = dict(zip(table.header, map(unguarded, cells), strict=False))
        candidate, points = row.get("candidate", ""), row.get("points", "").strip()
        if not candidate.strip():
            faults.append(Fault(str(path), line, "candidate", "missing; expected whose mark it is"))
        elif any(cell.strip() for cell in cells[len(table.header) :]):
            # A comma in a number or a comment, say: what is in which cell nobody can tell.
            faults.append(
                Fault(
                    str(path),
                    line,
                    "",
                    f"{len(cells)} cells for {len(table.header)} columns; put one with a comma into quotation marks",
                )
            )
        elif points and not _is_number(points):
            faults.append(
                Fault(str(path), line, "points", f'expected a number of 0 or more, or nothing; got "{points}"')
            )
        else:
            told = (row.get(name, "") for name in ("comment", "by", "at"))
            made.append(Override(candidate, row.get("question", "").strip(), _number(points), *told))
    if faults:
        raise BankError(tuple(faults))
    return made


def _is_number(points: str) -> bool:
    return bool(_NUMBER.fullmatch(points)) and math.isfinite(_number(points) or 0.0)


def _number(points: str) -> float | None:
    return float(points.replace(",", ".")) if points else None


def parse_set(word: str) -> Override:
    """Read what `--set` says: `CANDIDATE:QUESTION=POINTS`, where points may be left out for a comment alone.

    Raises:
        UsageError: It says something else.
    """
    found = _SET.fullmatch(word)
    points = found["points"].strip() if found else ""
    if found is None or (points and not _is_number(points)):
        raise UsageError(f'--set: expected CANDIDATE:QUESTION=POINTS, such as alice:huber=4.5; got "{word}"')
    return Override(found["candidate"], found["question"].strip(), _number(points))


def append(folder: Path, override: Override) -> None:
    """Add one decision at the end of `overrides.csv`; what stands there already is left as it is.

    Raises:
        InputError: What stands there cannot be read, has no column for something that is to be kept, or nothing can be
            written.
        BankError: With each line that says no decision.
    """
    if override.points is not None and not (math.isfinite(override.points) and override.points >= 0):
        raise UsageError(f"points: expected a number of 0 or more, got {override.points}")
    path = folder / OVERRIDES
    try:
        with path.open("a+b") as file, hold(file):
            read(folder)  # a line is not added to what nobody can read
            size = file.seek(0, os.SEEK_END)
            before = _last_byte(path) if size else b"\n"
            table = read_table(path) if size else Table((), (), ",")
            columns, cells = table.header or _COLUMNS, _cells(override)
            if lost := [name for name in _COLUMNS if cells[name] and name not in columns]:
                raise InputError(f"{path}:1: no column for what is to be kept; add {', '.join(lost)} to its columns")
            text = "" if table.header else line_of(_COLUMNS)
            text += line_of([cells.get(name, "") for name in columns], table.delimiter)
            try:
                file.write((b"" if before in b"\r\n" else b"\n") + text.encode("utf-8", "surrogateescape"))
                file.flush()
            except OSError:
                with contextlib.suppress(OSError):
                    os.truncate(path, size)  # no half of a line
                raise
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror or error}") from error


def _last_byte(path: Path) -> bytes:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1)


def _cells(override: Override) -> Mapping[str, str]:
    points = "" if override.points is None else f"{override.points:g}"
    return {
        "candidate": override.candidate,
        "question": override.question,
        "points": points,
        "comment": override.comment,
        "by": override.by,
        "at": override.at,
    }
