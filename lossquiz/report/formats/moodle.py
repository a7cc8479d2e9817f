"""`moodle.csv`: the grading worksheet of a Moodle assignment with grades and feedback filled in, or one like it.

Moodle finds a participant by the number in `Identifier`, and takes the feedback for HTML.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape

from lossquiz.report.formats import Batch, Format
from lossquiz.report.gradebook import Filled, Gradebook, match, read_gradebook, still_open
from lossquiz.report.standing import Standing, amount, feedback, plain, sees, standings

IDENTIFIER, NAME, EMAIL, GRADE, MOST = "Identifier", "Full name", "Email address", "Grade", "Maximum Grade"
CHANGEABLE, MODIFIED, FEEDBACK = "Grade can be changed", "Last modified (grade)", "Feedback comments"
_OWN = (IDENTIFIER, NAME, EMAIL, "Status", GRADE, MOST, CHANGEABLE, MODIFIED, FEEDBACK)
_PARTICIPANT = re.compile(r"(?:.*\D)?(?P<number>\d+)\s*", re.DOTALL)


def render(batch: Batch) -> str:
    """Return the worksheet."""
    return _fill(batch).table.written()


def notes(batch: Batch) -> Sequence[str]:
    """Say who could not be filled in."""
    return _fill(batch).notes


def _fill(batch: Batch) -> Filled:
    standing = list(standings(batch))
    return _from_export(standing, batch, read_gradebook(batch.gradebook)) if batch.gradebook else _own(standing, batch)


def _own(standing: Sequence[Standing], batch: Batch) -> Filled:
    rows = tuple(
        ("", *_person(one), "", amount(one.points), amount(one.max), "Yes", "-", _told(one, batch)) for one in standing
    )
    said = "moodle.csv: Moodle takes back its own worksheet only; --gradebook FILE fills that in"
    return Filled(Gradebook(_OWN, rows), (said, *still_open(standing, "moodle.csv")))


def _person(standing: Standing) -> tuple[str, str]:
    return plain(standing.name or standing.candidate), plain(standing.email)


def _from_export(standing: Sequence[Standing], batch: Batch, book: Gradebook) -> Filled:
    identifier, grade = book.column(IDENTIFIER), book.column(GRADE)
    comment = next(iter(book.places(FEEDBACK)), None)
    locked = next(iter(book.places(CHANGEABLE)), None)
    rows = dict(enumerate(book.rows))
    emails = [{at: row[k] for at, row in rows.items()} for k in book.places(EMAIL)]
    keys = [
        {at: row[identifier] for at, row in rows.items()},
        {at: _number(row[identifier]) for at, row in rows.items()},
        *({at: row[k] for at, row in rows.items()} for k in book.places("ID number")),
        *emails,
        *({at: word.partition("@")[0] for at, word in email.items()} for email in emails),
        *({at: row[k] for at, row in rows.items()} for k in book.places(NAME)),
    ]
    matched = match(standing, keys)
    whose = {matched.rows[one.candidate]: one for one in standing if one.candidate in matched.rows}
    shut = {at for at in whose if locked is not None and rows[at][locked].strip().casefold() == "no"}
    filled = []
    for at, row in rows.items():
        cells = list(row)
        one = whose.get(at) if at not in shut else None
        if one is not None and one.points is not None and not (one.status == "missing" and row[grade].strip(" -")):
            cells[grade] = amount(one.points)
            if comment is not None:
                cells[comment] = _told(one, batch)
        filled.append(tuple(cells))
    grades = "1 grade" if len(shut) == 1 else f"{len(shut)} grades"
    told = [f"moodle.csv: {grades} cannot be changed, says the worksheet; what is there stays"] if shut else []
    told += ["moodle.csv: the worksheet has no column for feedback"] if comment is None else []
    told += _scale(book, whose)
    table = Gradebook(book.header, tuple(filled), book.delimiter, book.marked)
    return Filled(table, (*told, *matched.notes("worksheet"), *still_open(standing, "moodle.csv")))


def _number(identifier: str) -> str:
    """Return the number of `Participant 123`, which the folders of hand-ins bear too."""
    found = _PARTICIPANT.fullmatch(identifier)
    return found["number"] if found else ""


def _told(standing: Standing, batch: Batch) -> str:
    """Return the feedback as HTML in which nothing that a candidate wrote means anything."""
    blocks = []
    for part in standing.parts:
        mark, name = part.mark, escape(part.question or "Your hand-in")
        shown = sees(batch, "points") and mark.points is not None
        head = f"<strong>{name}</strong>{f' ({amount(mark.points)} of {amount(mark.max)})' if shown else ''}"
        lines = [line for told in feedback(part, batch) for line in told.splitlines()]
        blocks.append("<br>".join([head, *map(escape, lines)]))
    return "".join(f"<p>{block}</p>" for block in blocks)


def _scale(book: Gradebook, whose: Mapping[int, Standing]) -> list[str]:
    """Say where the worksheet's greatest grade is another than ours; grades are not converted."""
    place = next(iter(book.places(MOST)), None)
    for at, one in whose.items() if place is not None else ():
        given = book.rows[at][place or 0].strip().replace(",", ".")
        try:
            if float(given) != one.max:
                return [f"moodle.csv: the greatest grade is {given} in the worksheet, and {amount(one.max)} here"]
        except ValueError:
            continue
    return []


def files(batch: Batch) -> Mapping[str, str]:
    """Return `moodle.csv`."""
    return {"moodle.csv": render(batch)}


FORMAT = Format("a grading worksheet for Moodle", render, files, notes=notes)
