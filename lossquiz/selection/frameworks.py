"""Which library the facts name, and how it writes a loss; PyTorch, which has them all, is the catalogue's own."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lossquiz.cache import unpacked
from lossquiz.losses.catalogue import free_names
from lossquiz.selection.conditions import Value
from lossquiz.selection.declarations import declarations
from lossquiz.selection.library_code import FRAMEWORK, code_of, form_of

PYTORCH = "pytorch"
"""The library of the catalogue, which has every loss."""


@dataclass(frozen=True, slots=True)
class Written:
    """A loss as a library writes it.

    Attributes:
        framework: The library's name in prose.
        name: What the loss is called there.
        own: Whether it is code of one's own, since the library has no such loss.
        code: The code as a whole to copy.
    """

    framework: str
    name: str
    own: bool
    code: str


def framework_of(facts: Mapping[str, Value]) -> Mapping[str, Any] | None:
    """Return the library that the facts name, as its file declares it; None for PyTorch, or where none is named."""
    name = str(facts.get(FRAMEWORK, PYTORCH))
    return None if name == PYTORCH else _framework(name)


@functools.cache
def _framework(name: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = unpacked(declarations()["frameworks"][name])
    return found


def write_for(loss: str, task: str, facts: Mapping[str, Value]) -> Written | None:
    """Return how the library that the facts name writes a loss; None for PyTorch, or where it has none.

    Args:
        loss: The loss's id.
        task: The task's id.
        facts: Complete facts.
    """
    framework = framework_of(facts)
    if framework is None:
        return None
    form = form_of(framework["losses"].get(loss, ()), task, facts)
    if form is None:
        return None
    return Written(framework["title"], form["name"], form["own"], code_of(form, framework, facts, names()))


def names() -> Mapping[str, str]:
    """Return the names that the code of a library leaves for its reader to define, each with its meaning."""
    found: Mapping[str, str] = declarations()["names"]
    return {**free_names(), **found}
