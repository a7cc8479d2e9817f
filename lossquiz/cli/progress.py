"""The candidate's progress, for commands that go on where it cannot be read or kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from lossquiz.cli.failures import say
from lossquiz.errors import InputError
from lossquiz.practice.store import Store, open_store, read_store, spare_store

Told = TypeVar("Told")


def opened_store(otherwise: str) -> Store:
    """Open the progress; where it cannot be kept, say so, and return one in memory.

    Args:
        otherwise: What it means for the command, at the end of that line.
    """
    try:
        return open_store()
    except InputError as error:
        say(f"{error}; {otherwise}")
        return spare_store()


def told_by_store(ask: Callable[[Store], Told], otherwise: str) -> Told:
    """Return what the progress tells; where it cannot be read, say so, and return what an empty one tells.

    Args:
        ask: Asks it.
        otherwise: What it means for the command, at the end of that line.
    """
    try:
        with read_store() as store:
            return ask(store)
    except InputError as error:
        say(f"{error}; {otherwise}")
    with spare_store() as store:
        return ask(store)
