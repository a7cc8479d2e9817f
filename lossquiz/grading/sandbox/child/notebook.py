"""A notebook's code cells in order, each compiled by itself, so that lines count within a cell.

What is IPython's own syntax (`%magic`, `!command`, `name?`) is told in `ipython_syntax.py`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from lossquiz.grading.sandbox.both.outcomes import LoadFailure
from lossquiz.grading.sandbox.child.ipython_syntax import written_module
from lossquiz.grading.sandbox.child.pieces import Piece, parse_failure, parse_ipython


@dataclass(frozen=True, slots=True)
class Notebook:
    """A notebook's code cells, and the modules that they write.

    Attributes:
        pieces: One for each code cell; where it does not parse, why not.
        written: The source of modules that cells write with `%%writefile`, by their dotted names.
    """

    pieces: list[Piece | LoadFailure]
    written: dict[str, bytes]


def notebook_cells(source: bytes) -> list[str]:
    """Return the source of a notebook's code cells, of format 4, 5 or one before; "" for a cell in another language.

    Raises:
        ValueError: if it is no notebook, or none in Python; a JSONDecodeError if it is no JSON.
    """
    notebook = _parsed(source)
    cells = [cell for cell in _all_cells(notebook) if isinstance(cell, dict) and cell.get("cell_type") == "code"]
    languages = _words(_of_kernel(notebook)) or _words(map(_of_cell, cells))
    if languages and not any(map(_is_python, languages)):
        raise ValueError(f"the notebook is in {languages[0][:40]}, not in Python")
    return [_text(cell) for cell in cells]


def _parsed(source: bytes) -> object:
    """Return what the JSON says, in UTF-8, 16 or 32, with or without a mark."""
    encoding = json.detect_encoding(source)
    try:
        return json.loads(source.decode(encoding))
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        raise ValueError(f"the notebook is not {encoding} (line {line})") from None
    except RecursionError:
        raise ValueError("the notebook is too deeply nested") from None


def _all_cells(notebook: object) -> list[object]:
    """Return the cells of all kinds; before format 4 they lay in worksheets."""
    if isinstance(notebook, dict):
        sheets = notebook.get("worksheets")
        holders = [notebook, *(sheets if isinstance(sheets, list) else ())]
        found = [holder["cells"] for holder in holders if isinstance(holder, dict) and "cells" in holder]
        if found and all(isinstance(cells, list) for cells in found):
            return [cell for cells in found for cell in cells]
    raise ValueError("not a notebook: no list of cells")


def _of_kernel(notebook: Any) -> Iterator[object]:
    """Go through the languages that a notebook says it is in; Jupyter writes two, others one of them."""
    for key, name in (("language_info", "name"), ("kernelspec", "language")):
        yield _within(_within(notebook, "metadata"), key, name)


def _of_cell(cell: Any) -> object:
    """Return the language of one cell: before format 4 each had one, and editors give some another."""
    return cell.get("language") or _within(_within(cell, "metadata"), "vscode", "languageId")


def _within(holder: Any, *keys: str) -> Any:
    for key in keys:
        holder = holder.get(key) if isinstance(holder, dict) else None
    return holder


def _words(values: Iterable[object]) -> list[str]:
    return [value for value in values if isinstance(value, str) and value]


def _is_python(language: str) -> bool:
    return "python" in language.lower() or "sage" in language.lower()


def _text(cell: Any) -> str:
    """Return the source of one code cell, which is a text or a list of lines."""
    if not all(map(_is_python, _words([_of_cell(cell)]))):
        return ""
    text = cell.get("source", cell.get("input"))
    return "".join(_words(text)) if isinstance(text, list) else "".join(_words([text]))


def read_notebook(source: bytes, filename: str) -> Notebook | LoadFailure:
    """Decode and parse a notebook; a cell that does not parse is its failure, and the others still count."""
    try:
        cells = notebook_cells(source)
    except json.JSONDecodeError as error:
        return LoadFailure("decode", "JSONDecodeError", _no_json(error, source), error.lineno)
    except (ValueError, MemoryError) as error:
        return LoadFailure("decode", "", str(error)) if str(error) else parse_failure("decode", error)
    pieces = [_read_cell(text, f"{filename}[{number}]", number) for number, text in enumerate(cells, start=1)]
    return Notebook(pieces, _written(cells))


def _written(cells: list[str]) -> dict[str, bytes]:
    """Return the modules that cells write with `%%writefile`, as they are when all have run."""
    written: dict[str, bytes] = {}
    for name, source, appended in filter(None, map(written_module, cells)):
        written[name] = written.get(name, b"") + source if appended else source
    return written


def _no_json(error: json.JSONDecodeError, source: bytes) -> str:
    return f"the notebook is no JSON: {error.msg}, column {error.colno}" if source.strip() else "the notebook is empty"


def _read_cell(text: str, filename: str, number: int) -> Piece | LoadFailure:
    try:
        return parse_ipython(text, filename, number)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return parse_failure("parse", error, number)
