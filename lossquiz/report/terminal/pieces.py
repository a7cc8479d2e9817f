"""Text as pieces, each with its style, that are laid out without Rich: a pipe need not wait for it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

Piece = tuple[str, str]
Pieces = list[Piece]

_GAP = 2


def lead(head: str, style: str, text: str, width: int) -> Pieces:
    """Return a text that begins with a styled head, wrapped as a whole."""
    lines = textwrap.wrap(head + text, width) or [""]
    return [(head, style), ("\n".join(lines)[len(head) :], "")]


def rows(labels_and_texts: Sequence[Piece], width: int, style: str = "") -> Pieces:
    """Return rows of a short styled label and a text that wraps beside it, each with its line's end."""
    indent = max(len(label) for label, _ in labels_and_texts) + _GAP
    return [piece for label, text in labels_and_texts for piece in _row(label, text, indent, width, style)]


def _row(label: str, text: str, indent: int, width: int, style: str) -> Iterable[Piece]:
    lines = textwrap.wrap(text, max(width - indent, 1)) or [""]
    yield label.ljust(indent), style
    yield f"\n{' ' * indent}".join(lines) + "\n", ""
