"""What a candidate handed in, line by line: coloured, numbered, and with what is to be said of a line beside it."""

from __future__ import annotations

import io
import json
import tokenize
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from lossquiz.report.class_pages.wording import printable

MOST_LINES = 1_500  # of one file; a page with more would be read by nobody
LONGEST_LINE = 500
MOST_COLOURED = 30_000  # characters of one file; what was written to be long would take seconds to colour


class Token(NamedTuple):
    """A piece of a line, and how it is coloured: a short word, or "" for plain text."""

    style: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of code.

    Attributes:
        number: Its number within the file or the cell.
        tokens: What stands in it.
        notes: What is to be said of it.
    """

    number: int
    tokens: tuple[Token, ...]
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The line as plain text."""
        return "".join(token.text for token in self.tokens)


@dataclass(frozen=True, slots=True)
class Piece:
    """A file of Python, or one code cell of a notebook.

    Attributes:
        cell: The number of the cell, or 0.
        lines: Its lines.
        left_out: How many more lines there are.
    """

    cell: int
    lines: tuple[Line, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """Something to be said of a line."""

    cell: int
    line: int
    text: str


def pieces_of(content: bytes, name: str, marks: Iterable[Mark] = ()) -> tuple[Piece, ...]:
    """Return a file's code, with the marks at their lines.

    Args:
        content: The bytes of the file, whatever they are.
        name: Its name, which says whether it is a notebook.
        marks: What is to be said of lines; those of lines that are not there are left out.
    """
    notes: dict[tuple[int, int], tuple[str, ...]] = {}
    for mark in marks:
        known = notes.get((mark.cell, mark.line), ())
        notes[mark.cell, mark.line] = known if mark.text in known else (*known, mark.text)
    return tuple(_noted(piece, notes) for piece in _read(content, name.lower().endswith(".ipynb")))


def _noted(piece: Piece, notes: Mapping[tuple[int, int], tuple[str, ...]]) -> Piece:
    lines = (Line(line.number, line.tokens, notes.get((piece.cell, line.number), ())) for line in piece.lines)
    return Piece(piece.cell, tuple(lines), piece.left_out)


@lru_cache(maxsize=64)  # the same answers come again and again in a class
def _read(content: bytes, notebook: bool) -> tuple[Piece, ...]:
    if not notebook:
        return (_piece(_decoded(content), 0),)
    cells = _code_cells(content)
    if cells is None:
        return (_piece(_decoded(content), 0),)
    return tuple(_piece(text, number) for number, text in enumerate(cells, 1) if text.strip())


def _decoded(content: bytes) -> str:
    """Return the text as Python would read it, or as far as it is text."""
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(content).readline)
        return content.decode(encoding)
    except (SyntaxError, UnicodeError, LookupError):
        return content.decode("utf-8", "backslashreplace")


def _code_cells(content: bytes) -> list[str] | None:
    """Return the sources of the code cells, numbered as grading numbers them; None where it is no notebook."""
    try:
        notebook: Any = json.loads(content.decode(json.detect_encoding(content)))
    except (ValueError, RecursionError):
        return None
    sheets = _get(notebook, "worksheets")
    holders = [notebook, *(sheets if isinstance(sheets, list) else ())]
    cells = [cell for holder in holders for cell in _listed(_get(holder, "cells"))]
    return [_source(cell) for cell in cells if _get(cell, "cell_type") == "code"]


def _get(holder: Any, key: str) -> Any:
    return holder.get(key) if isinstance(holder, dict) else None


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _source(cell: Mapping[str, Any]) -> str:
    text = cell.get("source", cell.get("input"))
    return "".join(line for line in (text if isinstance(text, list) else [text]) if isinstance(line, str))


def _piece(text: str, cell: int) -> Piece:
    whole = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n").split("\n")
    shown = [_printable(line) for line in whole[:MOST_LINES]]
    lines = tuple(Line(number, tokens) for number, tokens in enumerate(_coloured(shown), 1))
    return Piece(cell, lines, len(whole) - len(shown))


def _printable(line: str) -> str:
    # A form feed parts sections in old code, and Python skips it.
    text = printable(line.replace("\f", "").expandtabs(4).rstrip())
    return text if len(text) <= LONGEST_LINE else f"{text[:LONGEST_LINE]}…"


def _coloured(lines: Sequence[str]) -> list[tuple[Token, ...]]:
    if sum(map(len, lines)) > MOST_COLOURED:
        return [(Token("", line),) if line else () for line in lines]
    from pygments.lexers.python import PythonLexer  # type: ignore[import-untyped, unused-ignore]

    found: list[list[Token]] = [[]]
    lexer = PythonLexer(stripnl=False, ensurenl=False)
    for kind, text in lexer.get_tokens("\n".join(lines)):
        for position, part in enumerate(text.split("\n")):
            if position:
                found.append([])
            if part:
                found[-1].append(Token(_style(kind), part))
    return [tuple(line) for line in found]


@lru_cache(maxsize=256)
def _style(kind: Any) -> str:
    from pygments.token import Comment, Keyword, Name, Number, Operator, String  # type: ignore[import-untyped, unused-ignore]

    styles = {
        Comment: "c",
        String: "s",
        Number: "m",
        Keyword: "k",
        Operator.Word: "k",
        Name.Function: "f",
        Name.Class: "f",
        Name.Decorator: "d",
        Name.Builtin: "b",
    }
    return next((style for known, style in styles.items() if kind in known), "")
