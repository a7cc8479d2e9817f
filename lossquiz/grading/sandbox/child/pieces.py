"""Source that is compiled by itself: a whole file, or one code cell of a notebook."""

from __future__ import annotations

import linecache
from ast import PyCF_ALLOW_TOP_LEVEL_AWAIT
from dataclasses import dataclass
from types import CodeType

from lossquiz.grading.sandbox.both.outcomes import LoadFailure
from lossquiz.grading.sandbox.child.decoding import decode_python
from lossquiz.grading.sandbox.child.ipython_syntax import python_of_cell, python_of_lines


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of source that is compiled by itself: a file, or a notebook's code cell."""

    cell: int
    filename: str
    text: str
    code: CodeType


def read_python(source: bytes, filename: str) -> list[Piece] | LoadFailure:
    """Decode and parse a Python file."""
    try:
        text = decode_python(source)
    except (SyntaxError, LookupError, ValueError) as error:
        return parse_failure("decode", error)
    try:
        return [parse_ipython(text, filename, 0)]  # as Colab's "Download .py" writes: with the lines that call pip
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return parse_failure("parse", error)


def parse_ipython(text: str, filename: str, cell: int) -> Piece:
    """Compile a cell, which may await, or a file (cell 0); IPython's syntax is looked for only where Python fails."""
    flags = PyCF_ALLOW_TOP_LEVEL_AWAIT if cell else 0
    try:
        return parse(text, filename, cell, flags)
    except SyntaxError:
        return parse(python_of_cell(text) if cell else python_of_lines(text), filename, cell, flags)


def parse(text: str, filename: str, cell: int, flags: int = 0) -> Piece:
    """Compile one piece; tracebacks find its lines."""
    code = compile(text, filename, "exec", flags, dont_inherit=True)
    linecache.cache[filename] = (len(text), None, text.splitlines(keepends=True), filename)
    return Piece(cell, filename, text, code)


def parse_failure(stage: str, error: BaseException, cell: int = 0) -> LoadFailure:
    """Say why a piece could not be decoded or compiled."""
    if isinstance(error, MemoryError) and stage != "parse":
        return LoadFailure("memory", "MemoryError", "", cell=cell)
    line = error.lineno if isinstance(error, SyntaxError) and error.lineno else 0
    message = str(error.msg if isinstance(error, SyntaxError) else error) or "too deeply nested"
    text = (error.text or "") if isinstance(error, SyntaxError) else ""
    offset = error.offset or 0 if isinstance(error, SyntaxError) else 0
    indent = len(text) - len(text.lstrip())
    return LoadFailure(
        "decode" if stage == "decode" else "parse",
        type(error).__name__,
        message,
        line,
        cell=cell,
        source=text.strip(),
        column=min(max(0, offset - indent), len(text.strip()) + 1),
    )
