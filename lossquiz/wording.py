"""Turns of phrase that messages share: a number with its noun, or without its half; a path as it is typed."""

from __future__ import annotations

import math
import shlex
from pathlib import Path


def counted(number: float, one: str, many: str = "") -> str:
    """Return a number with its noun: `1 row`, `1,200 rows`."""
    shown = f"{number:,}" if isinstance(number, int) else f"{number:g}"
    return f"{shown} {one if number == 1 else many or f'{one}s'}"


def whole(number: float) -> int:
    """Return the nearest whole number; a half goes up, as people round, where `round` goes to the even one."""
    return math.floor(number + 0.5)


def percent(share: float) -> str:
    """Return a share as people write it, without decimals: `13%` for an eighth."""
    return f"{whole(100 * share)}%"


def kind_of(value: object) -> str:
    """Say what a value is that is none of those asked for."""
    return "nothing" if value is None else f"an object of the class {type(value).__name__}"


def as_typed(path: Path | str) -> str:
    """Return a path as it is typed in a command, for one that is told to be copied."""
    word = str(path)
    return shlex.quote(f"./{word}" if word.startswith("-") else word)
