"""`canvas.csv`: the gradebook of Canvas with one assignment filled in, or a new one like it.

Canvas finds a student by ID, else by SIS User ID, SIS Login ID or name; an empty cell in a column takes a score away,
and the row of points possible sets them. So that row stays as it is, and so does the cell of whoever has no mark, and
one that says something of somebody who handed in nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from lossquiz.report.formats import Batch, Format
from lossquiz.report.gradebook import Filled, Gradebook, Matched, folded, match, read_gradebook, still_open
from lossquiz.report.standing import Standing, amount, plain, standings

IDENTITY = (
    "Student",
    "LastName",
    "FirstName",
    "ID",
    "SIS User ID",
    "SIS Login ID",
    "Integration ID",
    "Root Account",
    "Section",
)
_OWN = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
_POSSIBLE = "Points Possible"
_NUMBERED = re.compile(r"(?P<title>.*\S)\s*\(\d+\)")
_TITLE = "Take-home"


def render(batch: Batch) -> str:
    """Return the table."""
    return _fill(batch).table.written()


def notes(batch: Batch) -> Sequence[str]:
    """Say who could not be filled in, and which column was."""
    return _fill(batch).notes


def _fill(batch: Batch) -> Filled:
    standing = list(standings(batch))
    title = plain(str(batch.run.get("title") or _TITLE))
    return _from_export(standing, title, read_gradebook(batch.gradebook)) if batch.gradebook else _own(standing, title)


def _own(standing: Sequence[Standing], title: str) -> Filled:
    """Make a table of one's own: a candidate is taken for the login, which Canvas looks for where there is no ID."""
    most = max((one.max for one in standing), default=0.0)
    rows = [(f"    {_POSSIBLE}", "", "", "", "", amount(most))]
    rows += [
        (plain(one.name or one.candidate), "", "", plain(one.candidate), "", amount(one.points)) for one in standing
    ]
    said = "canvas.csv: candidates are taken for SIS logins; --gradebook FILE fills in what Canvas exported"
    return Filled(Gradebook((*_OWN, title), tuple(rows)), (said, *still_open(standing, "canvas.csv")))


def _from_export(standing: Sequence[Standing], title: str, book: Gradebook) -> Filled:
    identity = book.places(*IDENTITY)
    name, number = book.column("Student") if "LastName" not in book.header else -1, book.column("ID")
    place, told = _column(book, title)
    possible = {at for at, row in enumerate(book.rows) if any(_POSSIBLE in row[k] for k in identity[:2])}
    students = {at: row for at, row in enumerate(book.rows) if at not in possible and _is_student(row, identity)}
    keys = [{at: row[number] for at, row in students.items()}]
    keys += [{at: row[k] for at, row in students.items()} for k in book.places("SIS User ID", "SIS Login ID")]
    keys += _names(book, students, name)
    matched = match(standing, keys)
    there = {at: row[place] if place is not None else "" for at, row in enumerate(book.rows)}
    whose = {matched.rows[one.candidate]: one for one in standing if one.candidate in matched.rows}
    # Who handed in nothing may be excused, or have a mark from elsewhere.
    marks = {at: amount(one.points) for at, one in whose.items() if one.status != "missing" or not there[at].strip()}
    most = amount(max((one.max for one in standing), default=0.0))
    kept = sorted(identity)
    rows = tuple(
        (*(row[k] for k in kept), marks.get(at) or there[at] or (most if at in possible else ""))
        for at, row in enumerate(book.rows)
        if at in possible or at in students
    )
    header = (*(book.header[k] for k in kept), book.header[place] if place is not None else title)
    told += _scale(there, possible, most)
    table = Gradebook(header, rows, book.delimiter, book.marked)
    return Filled(
        table, (*told, *matched.notes("gradebook"), *_without(students, matched), *still_open(standing, "canvas.csv"))
    )


def _is_student(row: Sequence[str], identity: Sequence[int]) -> bool:
    """Tell a student from a row about how columns are posted."""
    return any(row[k].strip() for k in identity)


def _column(book: Gradebook, title: str) -> tuple[int | None, list[str]]:
    """Return the column to fill in, or None for a new one, and what is to be said of that."""

    def bare(name: str) -> str:
        numbered = _NUMBERED.fullmatch(name)
        return folded(numbered["title"] if numbered else name)

    known = set(book.places(*IDENTITY))
    found = [at for at, name in enumerate(book.header) if at not in known and bare(name) == folded(title)]
    if len(found) == 1:
        return found[0], []
    if found:
        return None, [f'canvas.csv: several columns are called "{title}"; a new one is added, to be renamed']
    return None, [f'canvas.csv: no column "{title}" in the gradebook; a new one is added, as Canvas will ask']


def _names(book: Gradebook, students: Mapping[int, Sequence[str]], name: int) -> list[dict[int, str]]:
    """Return what a student is called: as the gradebook has it, `Last, First`, and as one says it."""
    if name < 0:
        last, first = book.column("LastName"), book.column("FirstName")
        return [{at: f"{row[first]} {row[last]}" for at, row in students.items()}]
    turned = {
        at: " ".join(reversed([part.strip() for part in row[name].split(",", 1)])) for at, row in students.items()
    }
    return [{at: row[name] for at, row in students.items()}, turned]


def _scale(there: Mapping[int, str], possible: set[int], most: str) -> list[str]:
    """Say where the gradebook's points are others than ours; they are not converted."""
    given = next((there[at].strip() for at in possible if there[at].strip()), "")
    try:
        differ = bool(given) and float(given.replace(",", ".")) != float(most or 0)
    except ValueError:
        differ = True
    return [f"canvas.csv: {given} points are possible in the gradebook, and {most or 0} here"] if differ else []


def _without(students: Mapping[int, Sequence[str]], matched: Matched) -> list[str]:
    left = len(students) - len(matched.rows)
    return [f"canvas.csv: of {len(students)} students {left} without a hand-in; their cells stay"] if left else []


def files(batch: Batch) -> Mapping[str, str]:
    """Return `canvas.csv`."""
    return {"canvas.csv": render(batch)}


FORMAT = Format("a gradebook for Canvas", render, files, notes=notes)
