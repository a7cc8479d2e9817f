"""The candidate's progress, for commands that go on where it cannot be kept."""

from __future__ import annotations

from lossquiz.cli.failures import say
from lossquiz.errors import InputError
from lossquiz.practice.store import Store, open_store, spare_store


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
