"""What a folder of results holds, read and never written: the run, its rows, and the files that were graded.

Rows are read from the disk each time that they are gone through: what is kept in memory is where each begins.
"""

from __future__ import annotations

import json
import re
from array import array
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from lossquiz.errors import InputError
from lossquiz.wording import as_typed

VERSION = 2
RUN, ROWS, SOURCES = "run.json", "results.jsonl", "sources"
_HASH = re.compile(r"[0-9a-f]{64}")

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Records:
    """A folder of results, of version 2.

    Attributes:
        folder: The folder.
        run: What `run.json` says.
    """

    folder: Path
    run: Mapping[str, Any]

    @cached_property
    def rows(self) -> Rows:
        """The rows that count."""
        return Rows(self.folder / ROWS)

    def source(self, sha256: str) -> bytes:
        """Return the bytes of a file that was graded.

        Raises:
            KeyError: They are not kept.
        """
        if not _HASH.fullmatch(sha256):
            raise KeyError(sha256)
        try:
            return (self.folder / SOURCES / sha256).read_bytes()
        except OSError:
            raise KeyError(sha256) from None


def read_records(folder: Path) -> Records:
    """Open a folder of results for reading.

    Raises:
        InputError: There is none, or it was made by a release before this one.
    """
    run = read_run(folder)
    if run is None:
        raise InputError(f"{folder}: no results there; `lossquiz grade … --out {as_typed(folder)}` makes them")
    return Records(folder, run)


def read_run(folder: Path) -> Mapping[str, Any] | None:
    """Return what `run.json` says, or None where nothing was graded into this folder.

    Raises:
        InputError: It cannot be read, is of another version, or is none.
    """
    path = folder / RUN
    try:
        run = json.loads(path.read_bytes())
    except FileNotFoundError:
        if has_rows(folder):
            raise InputError(_old(folder)) from None
        return None
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error
    except (ValueError, RecursionError):
        raise InputError(f"{path}: not what `lossquiz grade --out` writes; name another folder") from None
    version = run.get("version") if isinstance(run, dict) else None
    if version != VERSION:
        raise InputError(_old(folder) if version == 1 else f"{path}: made by another release; name another folder")
    if (wrong := _unsound(run)) is not None:
        raise InputError(f"{path}: {wrong} is not what `lossquiz grade --out` writes; put it back as it was")
    checked: dict[str, Any] = run
    return checked


def _unsound(run: Mapping[str, Any]) -> str | None:
    """Return the first key whose value no run would have, since somebody edited it, or None."""
    return next((key for key, fits in _FORM.items() if not fits(run.get(key))), None)


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _are_worths(value: object) -> bool:
    return isinstance(value, dict) and all(_is_worth(worth) for worth in value.values())


def _is_worth(value: object) -> bool:
    if not isinstance(value, dict) or not value.keys() <= {"max", "checks", "forbidden"}:
        return False
    checks = value.get("checks", {})
    return (
        isinstance(checks, dict)
        and all(map(_is_number, checks.values()))
        and all(_is_number(value.get(name, 0.0)) for name in ("max", "forbidden"))
    )


def _are_people(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(told, dict) for told in value.values())


def _or_none(fits: Callable[[object], bool]) -> Callable[[object], bool]:
    return lambda value: value is None or fits(value)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


_FORM: Mapping[str, Callable[[object], bool]] = {
    "seed": _is_number,
    "seeds": _or_none(lambda value: isinstance(value, list) and all(map(_is_number, value))),
    "isolation": _is_text,
    "limits": _or_none(lambda value: isinstance(value, dict) and all(map(_is_number, value.values()))),
    "questions": _or_none(_are_texts),
    "points": _or_none(_are_worths),
    "pass_mark": _or_none(_is_number),
    "deadline": _or_none(_is_text),
    "roster": _or_none(_are_texts),
    "people": _or_none(_are_people),
    "for_candidate": _or_none(lambda value: isinstance(value, dict)),
    "title": _or_none(_is_text),
}


def _old(folder: Path) -> str:
    return f"{folder}: results of an earlier release; grade anew with --regrade, or into another folder"


def has_rows(folder: Path) -> bool:
    """Tell whether anything was graded into a folder."""
    try:
        return (folder / ROWS).stat().st_size > 0
    except OSError:
        return False


class Rows(Collection[Row]):
    """The rows of a file that count, in their order: of each candidate and question the last whole one.

    Args:
        path: The file of rows, one to a line. A last line without its end was cut off, and is none.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.places, self.size = places_of(path)

    def __len__(self) -> int:
        return len(self.places)

    def __iter__(self) -> Iterator[Row]:
        """Go through the rows, reading each from the disk."""
        if not self.places:
            return
        try:
            with self._path.open("rb") as file:
                for place in self.places:
                    file.seek(place)
                    yield json.loads(file.readline())
        except OSError as error:
            raise InputError(f"{self._path}: cannot be read: {error.strerror or error}") from error

    def __contains__(self, row: object) -> bool:
        return any(one == row for one in self)


def places_of(path: Path) -> tuple[array[int], int]:
    """Return where the rows that count begin in a file, and where the last whole line ends.

    Raises:
        InputError: It cannot be read, or a line is no row.
    """
    last: dict[tuple[str, str], int] = {}
    end = 0
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                if not line.endswith(b"\n"):
                    break
                key = _key(line)
                if key is None:
                    raise InputError(f"{path}:{number}: not a row of these results; name another folder")
                last.pop(key, None)  # so that the order is that of the rows that count
                last[key] = end
                end += len(line)
    except FileNotFoundError:
        return array("q"), 0
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error
    return array("q", last.values()), end


def _key(line: bytes) -> tuple[str, str] | None:
    """Return whose row a line is, and of which question; None where it is something else."""
    row = row_of(line)
    return None if row is None else (row["candidate"], row["question"] or "")


def row_of(line: bytes) -> dict[str, Any] | None:
    """Return a line as a row, or None where it is something else."""
    try:
        row = json.loads(line)
        hand_in = row["hand_in"]
        fits = [
            isinstance(row["candidate"], str) and isinstance(row["path"], str) and isinstance(row["verdict"], str),
            row["question"] is None or isinstance(row["question"], str),
            row["status"] in {"graded", "needs_review", "missing"},
            isinstance(row["diagnosis"], list) and isinstance(row["checks"], list),
            isinstance(hand_in["path"], str) and isinstance(hand_in["sha256"], str),
            isinstance(hand_in["rows"], int),
        ]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return row if all(fits) else None
