"""Who should hand in: a table of ids, with names and addresses where it has them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lossquiz.errors import InputError
from lossquiz.takehome.cells import Table, read_table, unguarded

_IDS = ("id", "candidate", "student id", "student_id", "sis user id", "sis login id", "username", "login", "user")
_PEOPLE = {"name": ("name", "full name", "student", "student name"), "email": ("email", "email address", "e-mail")}
_SHOWN = 5
_ENDINGS = (".py", ".ipynb", ".zip", ".tar", ".tar.gz", ".tgz", ".txt", ".pyw")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who should hand in."""

    id: str
    name: str = ""
    email: str = ""


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

    def told(self) -> dict[str, dict[str, str]]:
        """Return the names and addresses that are known, as `run.json` keeps them."""
        known = [one for one in self.people.values() if one.name or one.email]
        return {one.id: {"name": one.name, "email": one.email} for one in known}


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
    """Return people as a roster; ids that differ in capitals alone are found only as they are written."""
    folded: dict[str, str] = {}
    unclear = set()
    for name in people:
        if folded.setdefault(_folded(name), name) != name:
            unclear.add(_folded(name))
    return Roster(people, doubled, {key: name for key, name in folded.items() if key not in unclear})


def kept_roster(run: Mapping[str, Any]) -> Roster | None:
    """Return the roster that a run keeps, or None."""
    if run.get("roster") is None:
        return None
    told = run.get("people") or {}
    return roster_of({name: Person(name, **told.get(name, {})) for name in run["roster"]})


def _people(table: Table, path: Path) -> Iterator[Person]:
    columns = {name: place for place, name in reversed(list(enumerate(table.header)))}
    place = next((columns[name] for name in _IDS if name in columns), None)
    if place is None:
        if len(table.header) > 1:
            raise InputError(f"{path}:1: no column id; expected the columns id, name, email, or one id to a line")
        place = 0
        rows = (((table.first,),) if table.first else ()) + tuple(cells for _, cells in table.rows)
    else:
        rows = tuple(cells for _, cells in table.rows)
    places = {what: next((columns[n] for n in names if n in columns), None) for what, names in _PEOPLE.items()}
    for cells in rows:
        name = _cell(cells, place)
        if name:
            yield Person(name, _cell(cells, places["name"]), _cell(cells, places["email"]))


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
