"""Who should hand in: a table of ids, with names and addresses where it has them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lossquiz.errors import InputError
from lossquiz.takehome.cells import Table, read_table, unguarded

# What the exports of Canvas, Moodle, Blackboard and Gradescope call them, the surest first.
_IDS = (
    "id",
    "candidate",
    "identifier",
    "student id",
    "student_id",
    "id number",
    "student number",
    "sid",
    "sis user id",
    "sis login id",
    "username",
    "login",
    "user",
)
_PEOPLE = {"name": ("name", "full name", "student", "student name"), "email": ("email", "email address", "e-mail")}
_FIRST, _LAST = ("first name", "firstname", "given name"), ("last name", "lastname", "surname", "family name")
_PARTICIPANT = re.compile(r"\D+(\d+)")  # of Moodle, whose folders of hand-ins bear the number alone
_SHOWN = 5
_ENDINGS = (".py", ".ipynb", ".zip", ".tar", ".tar.gz", ".tgz", ".txt", ".pyw")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who should hand in.

    Attributes:
        id: What they are called in the results.
        name: Their name, or "".
        email: Their address, or "".
        also: What else their hand-ins may be called by: another column of ids.
    """

    id: str
    name: str = ""
    email: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Roster:
    """All who should hand in, by id, in the order of the file.

    Attributes:
        people: The people.
        doubled: Ids that stand there more than once.
    """

    people: Mapping[str, Person]
    doubled: tuple[str, ...] = ()
    _folded: Mapping[str, str] = field(default_factory=dict)

    def id_of(self, candidate: str) -> str | None:
        """Return the id that a candidate's folder or file is called by, or None where it is nobody's."""
        if candidate in self.people:
            return candidate
        return self._folded.get(_folded(candidate)) or self._folded.get(_folded(_without_ending(candidate)))

    def told(self) -> dict[str, dict[str, Any]]:
        """Return what is known of people beside their ids, as `run.json` keeps it."""
        known = [one for one in self.people.values() if one.name or one.email or one.also]
        also = {one.id: {"also": list(one.also)} if one.also else {} for one in known}
        return {one.id: {"name": one.name, "email": one.email, **also[one.id]} for one in known}


def read_roster(path: Path) -> Roster:
    """Read a table with a column of ids, or one id to a line.

    Raises:
        InputError: It cannot be read, names nobody, or has columns of which none is of ids.
    """
    people: dict[str, Person] = {}
    doubled: dict[str, None] = {}
    for one in _people(read_table(path), path):
        if one.id in people:
            doubled[one.id] = None
        else:
            people[one.id] = one
    if not people:
        raise InputError(f"{path}: nobody in it; expected the columns id, name, email, or one id to a line")
    return roster_of(people, tuple(doubled))


def roster_of(people: Mapping[str, Person], doubled: tuple[str, ...] = ()) -> Roster:
    """Return people as a roster; ids that differ in capitals alone are found only as they are written.

    What else somebody is called finds them where nobody has it for an id, and nobody else is called so.
    """
    ids = _clear((name, name) for name in people)
    others = _clear((word, one.id) for one in people.values() for word in (*one.also, one.email) if word)
    taken = {_folded(name) for name in people}
    return Roster(people, doubled, {**{key: name for key, name in others.items() if key not in taken}, **ids})


def _clear(pairs: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Return whose each word is, folded, without those that are several people's."""
    whose: dict[str, set[str]] = {}
    for word, name in pairs:
        whose.setdefault(_folded(word), set()).add(name)
    return {word: next(iter(names)) for word, names in whose.items() if len(names) == 1}


def kept_roster(run: Mapping[str, Any]) -> Roster | None:
    """Return the roster that a run keeps, or None."""
    if run.get("roster") is None:
        return None
    told = run.get("people") or {}
    return roster_of({name: _kept(name, told.get(name, {})) for name in run["roster"]})


def _kept(name: str, told: Mapping[str, Any]) -> Person:
    return Person(name, told.get("name", ""), told.get("email", ""), tuple(told.get("also", ())))


def _people(table: Table, path: Path) -> Iterator[Person]:
    columns = {name: place for place, name in reversed(list(enumerate(table.header)))}
    ids = [columns[name] for name in _IDS if name in columns]
    place = ids[0] if ids else None
    if place is None:
        if len(table.header) > 1:
            raise InputError(f"{path}:1: no column id; expected the columns id, name, email, or one id to a line")
        place = 0
        rows = (((table.first,),) if table.first else ()) + tuple(cells for _, cells in table.rows)
    else:
        rows = tuple(cells for _, cells in table.rows)
    name, email, first, last = (
        next((columns[word] for word in words if word in columns), None)
        for words in (_PEOPLE["name"], _PEOPLE["email"], _FIRST, _LAST)
    )
    numbered = columns.get("identifier")
    for cells in rows:
        words = [_id(_cell(cells, one), participant=one == numbered) for one in ids or [place]]
        if words[0]:
            called = _cell(cells, name) or f"{_cell(cells, first)} {_cell(cells, last)}".strip()
            also = tuple(word for word in dict.fromkeys(words[1:]) if word and word != words[0])
            yield Person(words[0], called, _cell(cells, email), also)


def _id(cell: str, *, participant: bool) -> str:
    found = _PARTICIPANT.fullmatch(cell) if participant else None
    return found[1] if found else cell


def _cell(cells: tuple[str, ...], place: int | None) -> str:
    return unguarded(cells[place]).strip() if place is not None and place < len(cells) else ""


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold().strip()


def _without_ending(name: str) -> str:
    return next((name[: -len(ending)] for ending in reversed(_ENDINGS) if name.lower().endswith(ending)), name)


def said_of_doubles(roster: Roster) -> str:
    """Say in one line who stands in the roster more than once, or return ""."""
    return f"more than once in the roster, and counted once: {shortened(roster.doubled)}" if roster.doubled else ""


def shortened(names: tuple[str, ...] | list[str]) -> str:
    """Return the first of some names, and how many more there are."""
    more = len(names) - _SHOWN
    return f"{', '.join(names[:_SHOWN])}{f' and {more} more' if more > 0 else ''}"
