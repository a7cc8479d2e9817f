"""Tables that learning platforms export and take back: read as they are, filled in, and written the same way."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lossquiz.errors import InputError
from lossquiz.report.standing import Standing, plain
from lossquiz.takehome.cells import guarded, read_text

_NUMBER = re.compile(r"-|[-+]?[\d.,]+\s*%?")
_FEW = 5


@dataclass(frozen=True, slots=True)
class Gradebook:
    """A table as it was exported.

    Attributes:
        header: The names of its columns.
        rows: Its rows, each as long as the header.
        delimiter: What separates the cells.
        marked: Whether it begins with a byte-order mark.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    delimiter: str = ","
    marked: bool = False

    def column(self, name: str) -> int:
        """Return the place of a column.

        Raises:
            InputError: There is none.
        """
        found = self.places(name)
        if not found:
            raise InputError(f'--gradebook: no column "{name}"; give the file as the platform exports it')
        return found[0]

    def places(self, *names: str) -> tuple[int, ...]:
        """Return the places of the columns of some names, in the order of the names."""
        return tuple(self.header.index(name) for name in names if name in self.header)

    def written(self) -> str:
        """Return the table as text; no cell is a formula."""
        made = io.StringIO()
        writer = csv.writer(made, delimiter=self.delimiter, lineterminator="\r\n")
        writer.writerow(self.header)
        writer.writerows([passed_on(cell) for cell in row] for row in self.rows)
        return ("\ufeff" if self.marked else "") + made.getvalue()


def passed_on(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula; numbers, and the dash for none, stay as they are."""
    return cell if _NUMBER.fullmatch(cell) else guarded(plain(cell))


@dataclass(frozen=True, slots=True)
class Filled:
    """A table with the marks of a class in it, and what is to be told of that."""

    table: Gradebook
    notes: tuple[str, ...]


def read_gradebook(text: str) -> Gradebook:
    """Read an exported table.

    Raises:
        InputError: It is no table.
    """
    marked, text = text.startswith("\ufeff"), text.removeprefix("\ufeff")
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        lines = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True) if row]
    except csv.Error as error:
        raise InputError(f"--gradebook: not a table of separated values: {error}") from error
    if not lines:
        raise InputError("--gradebook: the table is empty; give the file as the platform exports it")
    header, *rows = lines
    width = len(header)
    whole = (tuple([*row, *[""] * width][:width]) for row in rows)
    return Gradebook(tuple(name.strip() for name in header), tuple(whole), delimiter, marked)


def gradebook_text(path: Path) -> str:
    """Return the text of an exported table.

    Raises:
        InputError: It cannot be read, is too large, or not UTF-8.
    """
    text = read_text(path, "export the table again, and leave it as it is")
    if not text.strip("\ufeff \t\r\n"):
        raise InputError(f"{path}: the table is empty; give the file as the platform exports it")
    return text


@dataclass(slots=True)
class Matched:
    """Whose row is whose.

    Attributes:
        rows: The place of each candidate's row.
        unknown: Candidates who are in no row.
        ambiguous: Candidates who may be in several rows, or of whom several are one row's.
    """

    rows: dict[str, int] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    ambiguous: list[str] = field(default_factory=list)

    def notes(self, table: str) -> list[str]:
        """Say who was not filled in."""
        said = []
        if self.unknown:
            said.append(f"not in the {table}, so not filled in: {_names(self.unknown)}")
        if self.ambiguous:
            said.append(f"not told apart in the {table}, so not filled in: {_names(self.ambiguous)}")
        return said


def match(candidates: Iterable[Standing], keys: Sequence[Mapping[int, str]]) -> Matched:
    """Find the row of each candidate: by what they are called in the results, else by their address or their name.

    Args:
        candidates: The candidates.
        keys: What rows can be known by, the surest first: for each row its word.
    """
    found, whose = Matched(), dict[int, list[str]]()
    words: list[dict[str, list[int]]] = []
    for key in keys:
        places: dict[str, list[int]] = {}
        for place, word in key.items():
            if folded(word):
                places.setdefault(folded(word), []).append(place)
        words.append(places)
    for one in candidates:
        candidate = one.candidate
        tried = ((word, places) for word in map(folded, one.words) for places in words)
        places_of = next((places[word] for word, places in tried if word in places), [])
        if len(places_of) == 1:
            whose.setdefault(places_of[0], []).append(candidate)
        else:
            (found.ambiguous if places_of else found.unknown).append(candidate)
    for place, names in whose.items():
        if len(names) == 1:
            found.rows[names[0]] = place
        else:
            found.ambiguous += names
    return found


def still_open(standing: Sequence[Standing], file: str) -> list[str]:
    """Say how many have no mark yet."""
    left = sum(one.points is None for one in standing)
    who = (
        "1 candidate needs a person first, and has" if left == 1 else f"{left} candidates need a person first, and have"
    )
    return [f"{file}: {who} no mark yet"] if left else []


def folded(word: str) -> str:
    """Return a word without what people write differently: case, and white space around and between."""
    return " ".join(word.split()).casefold()


def _names(names: Sequence[str]) -> str:
    shown = ", ".join(plain(" ".join(name.split())) for name in names[:_FEW])
    return shown if len(names) <= _FEW else f"{shown} and {len(names) - _FEW} more"
