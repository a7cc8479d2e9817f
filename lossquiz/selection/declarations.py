"""The advisor's declarations (tasks, facts, rules, frameworks): read once, checked, and kept in the cache."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

from lossquiz.cache import code, remember
from lossquiz.losses.catalogue import catalogue_files

DATA = Path(__file__).with_name("data")


@functools.cache
def declarations() -> dict[str, Any]:
    """Return tasks, facts, rules by task and frameworks, as plain values.

    Raises:
        BankError: Every fault of the files.
    """
    files = [*sorted(DATA.rglob("*.yaml")), *code("selection/*.py"), *catalogue_files()]
    content: dict[str, Any] = remember(f"{DATA}.declarations", files, _read)
    return content


def _read() -> dict[str, Any]:
    from lossquiz.losses.catalogue import catalogue
    from lossquiz.selection.reading import read_declarations

    return read_declarations(DATA, frozenset(catalogue()))
