"""The levels of isolation, and the ceiling that the environment may set."""

from __future__ import annotations

import os
from typing import Literal

from lossquiz.errors import UsageError

Level = Literal["full", "reduced", "none"]
Mechanism = Literal["fork", "spawn"]

VARIABLE = "LOSSQUIZ_ISOLATION"
_CEILINGS: dict[str, tuple[Level, Mechanism]] = {
    "": ("full", "fork"),
    "full": ("full", "fork"),
    "reduced": ("reduced", "fork"),
    "none": ("none", "fork"),
    "spawn": ("none", "spawn"),
}


def ceiling() -> tuple[Level, Mechanism]:
    """Return the most that `LOSSQUIZ_ISOLATION` allows: it can only lower what the machine gives.

    `spawn` is `none` with a new process for each submission, as on systems without fork.

    Raises:
        UsageError: if it holds another word.
    """
    word = os.environ.get(VARIABLE, "")
    if word not in _CEILINGS:
        known = ", ".join(name for name in _CEILINGS if name)
        raise UsageError(f"{VARIABLE}: unknown level {word!r}; use one of {known}, or unset it")
    return _CEILINGS[word]
