"""Find what a dotted path names and its defaults; for a library with threads of its own, in a process of its own."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Iterable, Mapping
from typing import Any

from own_process import own_process

Defaults = Mapping[str, Any]


def find(path: str) -> Any:
    """Follow the path by attributes, and by import where a module is not yet one: an error where there is nothing."""
    first, *parts = path.split(".")
    found, so_far = importlib.import_module(first), first
    for part in parts:
        so_far = f"{so_far}.{part}"
        found = getattr(found, part) if hasattr(found, part) else importlib.import_module(so_far)
    return found


def defaults_of(path: str) -> Defaults:
    """Give the parameters that have plain defaults, by name."""
    parameters = inspect.signature(find(path)).parameters.values()
    return {p.name: p.default for p in parameters if isinstance(p.default, int | float | str | None)}


def defaults_aside(paths: Iterable[str]) -> dict[str, Defaults]:
    """Look the paths up in a fresh process."""
    paths = list(paths)
    with own_process() as pool:
        return dict(zip(paths, pool.map(defaults_of, paths), strict=True))
