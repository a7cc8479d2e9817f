"""The kinds of question, a module each.

A new kind is a module here and its word in `KINDS`; nothing else needs to know. The module holds a `Question` class,
which knows how to ask, mark, help and reveal, and three functions for the question files: `form`, `check` and `build`.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, cast

if TYPE_CHECKING:
    from lossquiz.forms.faults import Faults
    from lossquiz.forms.schema import Field
    from lossquiz.questions.kinds.implement import ImplementTask
    from lossquiz.questions.question import Question

KINDS: tuple[str, ...] = ("choose", "compute", "explain", "implement", "debug")
# An implement task has a section of its own in a loss's file; the other kinds stand in its list of questions.
# The kinds whose answers are files: written, or mended once the mistake is named.
WRITTEN, MENDED = frozenset({"implement"}), frozenset({"debug"})
WITH_FILES = WRITTEN | MENDED
LISTED: tuple[str, ...] = tuple(word for word in KINDS if word != "implement")


class Kind(Protocol):
    """What the module of a listed kind holds besides its question."""

    def form(self) -> Mapping[str, Field]:
        """Return the keys of such a question, beside `id`, `kind`, `difficulty` and `hints`."""

    def check(self, data: Mapping[str, Any], key: str, task: Mapping[str, Any] | None, faults: Faults) -> None:
        """Note what the form cannot say: names that must agree with the rest of the file.

        Args:
            data: The question, read by its form.
            key: Where it stands.
            task: The file's `implement` section, read; None where it has none.
            faults: Takes the faults.
        """

    def build(self, fields: Mapping[str, Any], task: ImplementTask | None) -> Question:
        """Build a question from its checked keys (`kind` left out) and those of its file: title, family, loss."""


def kind_of(word: str) -> Kind:
    """Return the module of a listed kind; it is imported when it is first asked for."""
    return cast("Kind", import_module(f"{__name__}.{word}"))
