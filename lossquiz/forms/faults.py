"""The faults found in one file, each at the key and the line where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lossquiz.errors import BankError, Fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from yaml.nodes import Node


@dataclass(slots=True)
class Faults:
    """The faults found so far in one file, and the line of each key and list item that was read.

    Attributes:
        path: The file's name in messages.
        found: The faults, in the order in which they were noted.
        lines: The line, from 1, of each dotted key.
    """

    path: str
    found: list[Fault] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)
    _unsound: set[str] = field(default_factory=set)

    def fault(self, node: Node, key: str, message: str) -> None:
        """Note a fault at a node."""
        self._note(node.start_mark.line + 1, key, message)

    def fault_at(self, key: str, message: str) -> None:
        """Note a fault at a key that was read before; one that is not there has the line of what should hold it."""
        self._note(next((self.lines[place] for place in _up_from(key) if place in self.lines), 0), key, message)

    def read_at(self, node: Node, key: str) -> None:
        """Keep the line of a key or an item."""
        self.lines[key] = node.start_mark.line + 1

    def sound(self, key: str) -> bool:
        """Tell whether no fault was found at a key or below it, so that its value has the form that it should."""
        return key not in self._unsound

    def _note(self, line: int, key: str, message: str) -> None:
        self.found.append(Fault(self.path, line, key, message))
        self._unsound.update(_up_from(key))


def _up_from(key: str) -> Iterator[str]:
    """Go from a key through those that hold it: `rules[2].when`, `rules[2]`, `rules`."""
    while key:
        yield key
        key = key[: max(key.rfind("."), key.rfind("["), 0)]


def raise_faults(files: Iterable[Faults]) -> None:
    """Stop if anything is wrong in some files.

    Raises:
        BankError: With every fault of every file.
    """
    found = tuple(fault for faults in files for fault in faults.found)
    if found:
        raise BankError(found)
