"""One way to read a YAML file: into the plain data that its form describes, with every fault noted."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lossquiz.forms.faults import Faults
from lossquiz.forms.nodes import TreeError, read_text, tree_of

if TYPE_CHECKING:
    from lossquiz.forms.schema import Schema

_ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Document:
    """A file as it was read.

    Attributes:
        data: What it holds, as plain values; None where nothing could be read, and in place of what has a fault.
        faults: What is wrong with it.
    """

    data: Any
    faults: Faults

    def entries(self) -> dict[str, Any]:
        """Return the entries of a file that is a mapping, by name; None where one has not the form that it should."""
        return {name: value if self.faults.sound(name) else None for name, value in (self.data or {}).items()}

    def sound_entries(self) -> dict[str, Any]:
        """Return the entries that have the form that they should."""
        return {name: value for name, value in self.entries().items() if value is not None}


def read_file(path: Path, form: Schema, shown: str = "") -> Document:
    """Read a YAML file of a certain form.

    Args:
        path: The file.
        form: What it must look like.
        shown: Its name in messages; by default its place in this package, or its bare name.
    """
    shown = shown or _place(path)
    try:
        return read_document(read_text(path, shown), form, shown)
    except TreeError as error:
        return Document(None, Faults(shown, [error.fault]))


def _place(path: Path) -> str:
    return path.relative_to(_ROOT).as_posix() if path.is_relative_to(_ROOT) else path.name


def read_document(text: str, form: Schema, shown: str) -> Document:
    """Read YAML text of a certain form.

    Args:
        text: The text.
        form: What it must look like.
        shown: The file's name in messages.
    """
    faults = Faults(shown)
    try:
        data = form.read(tree_of(text, shown), "", faults)
    except TreeError as error:
        return Document(None, Faults(shown, [error.fault]))
    return Document(data, faults)
