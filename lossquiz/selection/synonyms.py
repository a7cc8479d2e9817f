"""The index by which prose is understood: phrases of people, and the names of tasks, facts, values and metrics."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import Any

from lossquiz.cache import code, remember, unpacked
from lossquiz.losses.catalogue import catalogue_files
from lossquiz.selection.declarations import DATA
from lossquiz.selection.phrases import Entry


@functools.cache
def known_words() -> Mapping[str, bytes]:
    """Return what is known of each stem, packed: a description has a dozen of the thousands.

    Raises:
        BankError: Every fault of the file of synonyms.
    """
    files = [*sorted(DATA.rglob("*.yaml")), *code("selection/*.py"), *catalogue_files()]
    content: dict[str, bytes] = remember(f"{DATA}.synonyms", files, _read)
    return content


@functools.cache
def entries_of(stem: str) -> tuple[Entry, ...]:
    """Return the phrases that begin with a stem."""
    return tuple(Entry(*entry) for entry in _known(stem)[0])


def tasks_of_word(stem: str) -> Mapping[str, float]:
    """Return the tasks that a stem speaks of, with how much, since the declarations' texts have it."""
    return _known(stem)[1]


@functools.cache
def _known(stem: str) -> tuple[Sequence[Sequence[Any]], Mapping[str, float]]:
    content = known_words().get(stem)
    known: tuple[Sequence[Sequence[Any]], Mapping[str, float]] = unpacked(content) if content else ((), {})
    return known


def _read() -> dict[str, bytes]:
    from lossquiz.selection.synonym_file import read_words

    return read_words(DATA)
