"""Execute a submission inside the child, and find the answer in it.

As in a notebook, a cell that raises stops, and the cells after it still run.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType

from lossquiz.grading.sandbox.both.calling import raised
from lossquiz.grading.sandbox.both.job import Entry
from lossquiz.grading.sandbox.both.outcomes import LoadFailure, OutOfMemory
from lossquiz.grading.sandbox.child.notebook import read_notebook
from lossquiz.grading.sandbox.child.pieces import Piece, read_python

MODULE_NAME = "submission"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A submission that was executed, and the answer in it."""

    answer: Callable[..., object]


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
