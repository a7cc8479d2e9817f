"""Text as pieces, each with its style, that are laid out without Rich: a pipe need not wait for it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence

Piece = tuple[str, str]
Pieces = list[Piece]
Content = str | Sequence[str]
"""What stands beside a label: a text, or sentences with a dot before each."""

_GAP = 2
_DOT = "•  "


def wrap(text: str, width: int) -> list[str]:
    """Break a text into lines of at most so many columns; its own lines stay, and no word is broken at a hyphen."""
    broken = (textwrap.wrap(line, max(width, 1), break_on_hyphens=False) or [""] for line in text.split("\n"))
    return [part for parts in broken for part in parts]


def lead(head: str, style: str, text: str, width: int) -> Pieces:
    """Return a text that begins with a styled head, wrapped as a whole."""
    whole = "\n".join(wrap(head + text, width))
    return [(whole[: len(head)], style), (whole[len(head) :], "")]  # a line may end where the head does


def block(text: str, width: int, style: str = "", indent: int = _GAP) -> Pieces:
    """Return an indented text, each line with its end."""
    return [(f"{' ' * indent}{line}\n", style) for line in wrap(text, width - indent)]


def rows(labelled: Sequence[tuple[str, Content]], width: int, style: str = "") -> Pieces:
    """Return rows of a short styled label and what stands beside it, each line with its end."""
    indent = max((len(label) for label, _ in labelled), default=0) + _GAP
    return [piece for label, content in labelled for piece in _row(label, content, indent, width, style)]


def _row(label: str, content: Content, indent: int, width: int, style: str) -> Iterator[Piece]:
    head = label
    for mark, line in _lines(content, width - indent):
        yield head.ljust(indent), style
        yield mark, "dim"
        yield f"{line}\n", ""
        head = ""


def _lines(content: Content, width: int) -> Iterable[Piece]:
    """Return the lines of a content, each with what stands before it."""
    if isinstance(content, str):
        return [("", line) for line in wrap(content, width)]
    return [
        (" " * len(_DOT) if place else _DOT, line)
        for sentence in content
        for place, line in enumerate(wrap(sentence, width - len(_DOT)))
    ]
