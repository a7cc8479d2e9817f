"""The faults found in one file, each at the key and the line where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lossquiz.errors import BankError, Fault

if TYPE_CHECKING:
    from collections.abc import Iterable

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

    def fault(self, node: Node, key: str, message: str) -> None:
        """Note a fault at a node."""
        self.found.append(Fault(self.path, node.start_mark.line + 1, key, message))

    def fault_at(self, key: str, message: str) -> None:
        """Note a fault at a key that was read before; one that is not there has the line of what should hold it."""
        self.found.append(Fault(self.path, self._line(key), key, message))

    def read_at(self, node: Node, key: str) -> None:
        """Keep the line of a key or an item."""
        self.lines[key] = node.start_mark.line + 1

    def sound(self, key: str) -> bool:
        """Tell whether no fault was found at a key or below it, so that its value has the form that it should."""
        return not any(fault.key == key or fault.key.startswith((f"{key}.", f"{key}[")) for fault in self.found)

    def _line(self, key: str) -> int:
        while key and key not in self.lines:
            key = key[: max(key.rfind("."), key.rfind("["), 0)]
        return self.lines.get(key, 0)


def raise_faults(files: Iterable[Faults]) -> None:
    """Stop if anything is wrong in some files.

    Raises:
        BankError: With every fault of every file.
    """
    found = tuple(fault for faults in files for fault in faults.found)
    if found:
        raise BankError(found)
