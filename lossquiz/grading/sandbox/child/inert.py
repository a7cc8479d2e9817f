"""An object that takes everything that is done to it, and computes nothing.

It stands in for figures, axes, widgets, writers: whatever surrounds an answer and is no part of it. It is no number, so
that an answer that returns one is told what it returned.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from opcode import opmap
from types import FrameType, FunctionType
from typing import Any

_LONGEST_PATH = 120
_UNPACK, _UNPACK_WITH_STAR, _EXTENDED = opmap["UNPACK_SEQUENCE"], opmap["UNPACK_EX"], opmap["EXTENDED_ARG"]


class StandIn:
    """Has any attribute and item, is called with anything, is empty when iterated over, and false.

    Taken apart (`fig, (left, right) = ...`) it has as many parts as are asked for. Around a function or class, as a
    decorator is, it gives it back.

    Args:
        path: What it stands in for.
    """

    _path = ""

    def __init__(self, path: str) -> None:
        self._path = path[:_LONGEST_PATH]

    def __getattr__(self, name: str) -> Any:
        if is_special(name):
            raise AttributeError(name)  # protocols that it has are its class's; it must not seem to have others
        return StandIn(f"{self._path}.{name}")

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Return what is decorated, else something inert."""
        if len(args) == 1 and not kwargs and isinstance(args[0], (FunctionType, type)):
            return args[0]
        return StandIn(f"{self._path}()")

    def __getitem__(self, key: Any) -> Any:
        return StandIn(f"{self._path}[]")

    def __setitem__(self, key: Any, value: Any) -> None:
        pass

    def __delitem__(self, key: Any) -> None:
        pass

    def __iter__(self) -> Iterator[Any]:
        return iter([StandIn(f"{self._path}[]") for _ in range(_parts_wanted(sys._getframe(1)))])  # noqa: SLF001 - who asks

    def __reversed__(self) -> Iterator[Any]:
        return iter(())

    def __contains__(self, item: Any) -> bool:
        return False

    def __len__(self) -> int:
        return 0

    def __bool__(self) -> bool:
        return False

    def __enter__(self) -> Any:
        return self

    def __exit__(self, *error: object) -> None:
        pass

    def __or__(self, other: Any) -> Any:  # in annotations: `ax: plt.Axes | None`
        return self

    __ror__ = __or__

    def __instancecheck__(self, instance: Any) -> bool:
        return False

    def __subclasscheck__(self, subclass: Any) -> bool:
        return False

    def __mro_entries__(self, bases: tuple[Any, ...]) -> tuple[type, ...]:
        first = next(base for base in bases if isinstance(base, StandIn))
        return (StandInBase,) if first is self else ()

    def __repr__(self) -> str:
        return f"<stand-in for {self._path}>"

    def __format__(self, spec: str) -> str:
        return repr(self)


class StandInBase(StandIn):
    """What a class is made a subclass of whose base is stood in for."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        del args, kwargs
        super().__init__(type(self).__name__)


def is_special(name: str) -> bool:
    """Tell whether a name is one of Python's protocols."""
    return name.startswith("__") and name.endswith("__")


def _parts_wanted(frame: FrameType) -> int:
    """Return into how many names the frame takes apart what it iterates over; 0 where it does something else."""
    code, at, high = frame.f_code.co_code, frame.f_lasti, 0
    if at >= 2 and code[at - 2] == _EXTENDED:  # noqa: PLR2004 - an instruction has two bytes
        high = code[at - 1]
    elif at >= 0 and code[at] == _EXTENDED:  # Python 3.10 stays there
        at, high = at + 2, code[at + 1]
    if at >= 0 and code[at] == _UNPACK:
        return code[at + 1]
    return code[at + 1] + high if at >= 0 and code[at] == _UNPACK_WITH_STAR else 0
