"""The formats in which a graded batch is reported, a module each.

A new format is a module here with a `FORMAT`; its name is the format's. Nothing else needs to know.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal

from lossquiz.errors import UsageError

if TYPE_CHECKING:
    from rich.console import RenderableType

    from lossquiz.questions.model import Bank


Audience = Literal["instructor", "candidate"]
BOTH: tuple[Audience, ...] = ("instructor", "candidate")


def _no_source(sha256: str) -> bytes:
    raise KeyError(sha256)


@dataclass(frozen=True, slots=True)
class Batch:
    """What a batch came to.

    Attributes:
        rows: A row for each submission and question, as `report.json.grading` makes them; those of a folder of results
            are read from there each time that they are gone through.
        seed: The seed of the cases.
        isolation: The level under which the submissions ran.
        run: What the folder of results says of the run as a whole; empty where none is kept.
        overrides: What people decided, by candidate and question, the latest last.
        source: Returns the bytes of a graded file by its hash; raises KeyError where they are not kept.
        gradebook: The text of the table that a learning platform exported, to be filled in; "" where none was given.
        folder: The folder of results, as it was named, or "".
        audience: Whether the instructor reads the report, or the candidate whom it is about.
        bank: The questions, for what reports teach; None where they are not at hand.
    """

    rows: Collection[Mapping[str, Any]]
    seed: int
    isolation: str
    run: Mapping[str, Any] = field(default_factory=dict)
    overrides: Mapping[tuple[str, str], Any] = field(default_factory=dict)
    source: Callable[[str], bytes] = _no_source
    gradebook: str = ""
    folder: str = ""
    audience: Audience = "instructor"
    bank: Bank | None = None

    @property
    def passed(self) -> int:
        """How many rows passed."""
        return sum(row["verdict"] == "passed" for row in self.rows)


def _no_files(_: Batch) -> Mapping[str, str]:
    return {}


def _no_notes(_: Batch) -> Sequence[str]:
    return ()


@dataclass(frozen=True, slots=True)
class Format:
    """One way to report a batch.

    Attributes:
        about: What it is, in a few words.
        render: Returns what to print: text, or something that Rich lays out.
        files: Returns its files: their paths below the folder that they are written to, and what they hold.
        always: Whether grading writes its files into the folder of results without being asked.
        notes: Returns what is to be told beside the files, a line each: who could not be found in a table, and such.
        many: Returns its files where there may be one for each candidate, one after the other, so that one at a time
            is held; then `files` is not asked.
        audiences: For whom it can be made.
    """

    about: str
    render: Callable[[Batch], RenderableType]
    files: Callable[[Batch], Mapping[str, str]] = _no_files
    always: bool = False
    notes: Callable[[Batch], Sequence[str]] = _no_notes
    many: Callable[[Batch], Iterator[tuple[str, str]]] | None = None
    audiences: tuple[Audience, ...] = ("instructor",)

    @property
    def makes_files(self) -> bool:
        """Whether it has files, rather than a text to print alone."""
        return self.many is not None or self.files is not _no_files

    def each_file(self, batch: Batch) -> Iterator[tuple[str, str]]:
        """Go through its files: their paths below the folder that they are written to, and what they hold."""
        yield from self.many(batch) if self.many else self.files(batch).items()


def format_names() -> tuple[str, ...]:
    """Return the names of the formats, without importing any."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


def format_named(name: str) -> Format:
    """Return a format; its module is imported when it is first asked for.

    Raises:
        UsageError: There is none of that name.
    """
    if name not in format_names():
        raise UsageError(f'no report format "{name}"; known: {", ".join(format_names())}')
    found: Format = import_module(f"{__name__}.{name}").FORMAT
    return found


def files_of(batch: Batch) -> Iterator[tuple[str, str]]:
    """Go through the files that grading writes into a folder of results without being asked."""
    for name in format_names():
        if (found := format_named(name)).always:
            yield from found.files(batch).items()
