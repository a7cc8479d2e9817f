"""Turn the bytes of a submission into a module, inside the child: decode, parse, execute, find the answer.

A notebook is its code cells in order, each compiled by itself, so that lines count within a cell. Lines of
IPython's own syntax (`%magic`, `!command`, `name?`) do nothing. As in a notebook, a cell that raises stops, and
the cells after it still run.
"""

from __future__ import annotations

import codecs
import io
import json
import linecache
import re
import sys
import tokenize
from collections.abc import Callable
from dataclasses import dataclass
from types import CodeType, ModuleType

from lossquiz.grading.sandbox.both.calling import raised
from lossquiz.grading.sandbox.both.job import Entry
from lossquiz.grading.sandbox.both.outcomes import LoadFailure, OutOfMemory

MODULE_NAME = "submission"
_MAGIC = re.compile(r"^(\s*)(?:[%!].*|\?{1,2}\w.*|[\w.]+\s*\?{1,2}\s*|[\w.,\s]+=\s*[%!].*)$")
# Cell magics whose body is ordinary Python; the body of any other (`%%bash`, `%%html`) is not.
_PYTHON_CELLS = frozenset({"time", "timeit", "capture", "prun", "python", "python3", "pypy"})


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of source that is compiled by itself: a file, or a notebook's code cell."""

    cell: int
    filename: str
    text: str
    code: CodeType


@dataclass(frozen=True, slots=True)
class Loaded:
    """A submission that was executed, and the answer in it."""

    answer: Callable[..., object]


def decode_python(source: bytes) -> str:
    """Return Python source as text, by its byte order mark or its declared encoding (PEP 263), else as UTF-8.

    Raises:
        SyntaxError: if the encoding is unknown, is none of text, or does not fit the bytes.
    """
    encoding, _ = tokenize.detect_encoding(io.BytesIO(source).readline)
    if not codecs.lookup(encoding)._is_text_encoding:  # noqa: SLF001 - what bytes.decode itself asks
        raise SyntaxError(f"encoding {encoding!r} is not one of text")
    try:
        text = source.decode(encoding)
    except UnicodeError as error:
        line = source.count(b"\n", 0, getattr(error, "start", 0)) + 1
        raise SyntaxError(f"line {line} is not {encoding}", ("", line, None, None)) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_python(source: bytes, filename: str) -> list[Piece] | LoadFailure:
    """Decode and parse a Python file."""
    try:
        text = decode_python(source)
    except (SyntaxError, LookupError, ValueError) as error:
        return _failure("decode", error)
    try:
        return [_parse(text, filename, 0)]
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return _failure("parse", error)


def _parse(text: str, filename: str, cell: int) -> Piece:
    code = compile(text, filename, "exec", dont_inherit=True)
    linecache.cache[filename] = (len(text), None, text.splitlines(keepends=True), filename)
    return Piece(cell, filename, text, code)


def _failure(stage: str, error: BaseException, cell: int = 0) -> LoadFailure:
    if isinstance(error, MemoryError) and stage != "parse":
        return LoadFailure("memory", "MemoryError", "", cell=cell)
    line = error.lineno if isinstance(error, SyntaxError) and error.lineno else 0
    message = str(error.msg if isinstance(error, SyntaxError) else error) or "too deeply nested"
    return LoadFailure("decode" if stage == "decode" else "parse", type(error).__name__, message, line, cell=cell)


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
            return _parse("\n".join(lines), filename, number)
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
        return _failure("parse", error, number)


def read_pieces(source: bytes, filename: str, source_format: str) -> list[Piece | LoadFailure]:
    """Decode and parse a submission of either format."""
    pieces = (read_notebook if source_format == "notebook" else read_python)(source, filename)
    return [pieces] if isinstance(pieces, LoadFailure) else list(pieces)


def execute(pieces: list[Piece | LoadFailure], filename: str, entry: Entry) -> Loaded | LoadFailure:
    """Execute a submission as the module `submission`, and return the answer in it.

    Never guesses: only a callable (a class, for `module` entries) of exactly the entry's name is an answer.
    """
    module = ModuleType(MODULE_NAME)
    module.__file__ = filename
    sys.modules[MODULE_NAME] = module
    problem: LoadFailure | None = None
    for piece in pieces:
        failure = piece if isinstance(piece, LoadFailure) else _execute_piece(piece, module, pieces)
        problem = problem or failure
        if failure and failure.stage == "memory":
            return failure
    answer = vars(module).get(entry.name)
    found = callable(answer) and (entry.kind != "module" or isinstance(answer, type))
    if found and (problem is None or problem.cell):
        return Loaded(answer)  # type: ignore[arg-type]  # callable was asked
    return problem or LoadFailure("missing", "", _missing(entry, answer), defined=_defined(module))


def _execute_piece(piece: Piece, module: ModuleType, pieces: list[Piece | LoadFailure]) -> LoadFailure | None:
    try:
        exec(piece.code, vars(module))  # noqa: S102 - the one place where foreign code is executed, locked in
    except BaseException as error:  # noqa: BLE001 - foreign code may raise anything, SystemExit too
        outcome = raised(error, {p.filename: p.cell for p in pieces if isinstance(p, Piece)})
        if isinstance(outcome, OutOfMemory):
            return LoadFailure("memory", type(error).__name__, "", cell=piece.cell)
        return LoadFailure("import", outcome.type_name, outcome.message, outcome.line, _defined(module), piece.cell)
    return None


def _missing(entry: Entry, found: object) -> str:
    wanted = "class" if entry.kind == "module" else "function"
    if found is None:
        return f"no {wanted} called {entry.name} is defined"
    return f"{entry.name} is defined, but is no {wanted}"


def _defined(module: ModuleType) -> tuple[str, ...]:
    """Return the names of the public functions and classes that the submission itself defines."""
    return tuple(
        str(name)
        for name, value in list(vars(module).items())
        if not name.startswith("_") and callable(value) and getattr(value, "__module__", None) == MODULE_NAME
    )
