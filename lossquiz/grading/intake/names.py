"""Names as people write them: what is nearly a question's function, and what a file is named after."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import TYPE_CHECKING

from lossquiz.grading.foreign_text import clean
from lossquiz.grading.sandbox.both.names import folded

if TYPE_CHECKING:
    from lossquiz.questions.kinds.implement import ImplementTask

# How alike two names are (`difflib`): without what most of them share, and as they stand.
_NEAR, _NEARLY_THE_SAME = 0.84, 0.9
_MOST_SHOWN = 8


def is_named_after(stem: str, task: ImplementTask) -> bool:
    """Whether a file carries the name of a question or of its function."""
    return stem in {task.id, task.name.lower()}


def near_names(names: Iterable[str], wanted: Iterable[str]) -> tuple[str, ...]:
    """Return the names that are nearly one of those wanted: `huberLoss`, `HuberLoss`, `hubber_loss`."""
    known = list(wanted)
    bare = {folded(name) for name in known}
    found = [
        name
        for name in names
        if difflib.get_close_matches(folded(name), bare, n=1, cutoff=_NEAR)
        or difflib.get_close_matches(name.lower(), known, n=1, cutoff=_NEARLY_THE_SAME)
    ]
    return tuple(clean(name, 60) for name in found[:_MOST_SHOWN])


def not_found(wanted: str, names: tuple[str, ...], near: tuple[str, ...], stand_in: str = "") -> str:
    """Say that a file holds no function of a name, and what it holds instead."""
    if stand_in:
        return f"no function {wanted} in the file, but a class {clean(stand_in, 60)}: --accept-class grades it"
    if near and len(near) == len(names):
        return f"no {wanted} in the file, but near it {', '.join(near)}"
    shown = clean(f"it defines {', '.join(names[:_MOST_SHOWN])}", 300) if names else "it defines nothing"
    said = f"no {wanted} in the file; {shown}"
    return f"{said}; near it: {', '.join(near)}" if near else said
