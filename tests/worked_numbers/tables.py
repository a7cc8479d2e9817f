"""The tables of all families together."""

from __future__ import annotations

from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import Any

FAMILIES = [
    import_module(f"worked_numbers.{file.stem}")
    for file in sorted(Path(__file__).parent.glob("*.py"))
    if file.stem not in {"__init__", "found", "steps", "tables", "test_every_number"}
]


def _together(table: str) -> dict[str, Any]:
    return dict(chain.from_iterable(getattr(family, table, {}).items() for family in FAMILIES))


WORKED: dict[str, dict[str, float]] = _together("WORKED")
SUPPOSED: dict[str, list[str]] = _together("SUPPOSED")
FACTS: dict[str, dict[str, str]] = _together("FACTS")


def accounted_for(owner: str) -> set[str]:
    """Return the numbers of an owner's texts, as they are printed, that a table has."""
    return {*WORKED.get(owner, ()), *SUPPOSED.get(owner, ()), *FACTS.get(owner, ())}
