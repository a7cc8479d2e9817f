"""A notebook's code cells in order, each compiled by itself, so that lines count within a cell.

Lines of IPython's own syntax (`%magic`, `!command`, `name?`) do nothing.
"""

from __future__ import annotations

import json
import re

from lossquiz.grading.sandbox.both.outcomes import LoadFailure
from lossquiz.grading.sandbox.child.pieces import Piece, parse, parse_failure

_MAGIC = re.compile(r"^(\s*)(?:[%!].*|\?{1,2}\w.*|[\w.]+\s*\?{1,2}\s*|[\w.,\s]+=\s*[%!].*)$")
# Cell magics whose body is ordinary Python; the body of any other (`%%bash`, `%%html`) is not.
_PYTHON_CELLS = frozenset({"time", "timeit", "capture", "prun", "python", "python3", "pypy"})


def notebook_cells(source: bytes) -> list[str]:
    """Return the source of a notebook's code cells.

    Raises:
        ValueError: if it is no notebook.
    """
    try:
        notebook = json.loads(source.decode("utf-8-sig"))
    except RecursionError:
        raise ValueError("the notebook is too deeply nested") from None
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if not isinstance(cells, list):
        raise ValueError("not a notebook of format 4: no list of cells")  # noqa: TRY004 - JSON of another shape
    texts = []
    for cell in cells:
        if isinstance(cell, dict) and cell.get("cell_type") == "code":
            text = cell.get("source", "")
            texts.append("".join(map(str, text)) if isinstance(text, list) else str(text))
    return texts


def plain_cell(text: str) -> str:
    """Return a cell without its cell magic; lines keep their numbers."""
    lines = text.split("\n")
    first = next((i for i, line in enumerate(lines) if line.strip()), 0)
    if lines[first].startswith("%%"):
        magic = re.match(r"%%(\w*)", lines[first])
        if magic is None or magic.group(1) not in _PYTHON_CELLS:
            return ""
        lines[first] = ""
    return "\n".join(lines)


def _parse_cell(text: str, filename: str, number: int) -> Piece:
    """Parse a cell, doing nothing for the lines at which Python fails and which are IPython's own.

    Not every line that starts with % is a magic: it may go on from the line before.
    """
    lines = plain_cell(text).split("\n")
    while True:
        try:
            return parse("\n".join(lines), filename, number)
        except SyntaxError as error:
            at = (error.lineno or 0) - 1
            magic = _MAGIC.match(lines[at]) if 0 <= at < len(lines) else None
            if magic is None:
                raise
            lines[at] = f"{magic.group(1)}pass"


def read_notebook(source: bytes, filename: str) -> list[Piece | LoadFailure] | LoadFailure:
    """Decode and parse a notebook; a cell that does not parse is its failure, and the others still count."""
    try:
        cells = notebook_cells(source)
    except ValueError as error:
        return LoadFailure("decode", type(error).__name__, str(error))
    return [_read_cell(text, f"{filename}[{number}]", number) for number, text in enumerate(cells, start=1)]


def _read_cell(text: str, filename: str, number: int) -> Piece | LoadFailure:
    try:
        return _parse_cell(text, filename, number)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return parse_failure("parse", error, number)
