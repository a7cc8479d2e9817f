"""A hint in a terminal or a pipe."""

from __future__ import annotations

from lossquiz.report.terminal.pieces import Pieces, lead


def hint_pieces(position: int, total: int, text: str, width: int) -> Pieces:
    """Return a hint with its place among the question's hints."""
    return lead(f"Hint {position} of {total}: ", "bold yellow", text, width)
