"""Execute a submission inside the child, statement by statement where it has to be, and keep what was noticed.

What is graded is the entry. A statement of a file that fails is walked over and the next ones are executed; a cell of a
notebook stops where it fails, as in a notebook, and the next ones are executed. What comes after the entry may take its
time up to a point. Whatever failed is kept, the first first.
"""

from __future__ import annotations

import contextlib
import importlib
import linecache
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from types import CodeType, FrameType, ModuleType, TracebackType
from typing import Any

from lossquiz.grading.sandbox.both.errors import raised
from lossquiz.grading.sandbox.both.job import Entry
from lossquiz.grading.sandbox.both.modes import modes
from lossquiz.grading.sandbox.both.outcomes import LoadFailure, OutOfMemory, Remark
from lossquiz.grading.sandbox.child.entry import (
    MODULE_NAME,
    Found,
    defined_names,
    find_entry,
    imported_names,
    is_defined,
)
from lossquiz.grading.sandbox.child.event_loop import run_code
from lossquiz.grading.sandbox.child.notebook import Notebook, read_notebook
from lossquiz.grading.sandbox.child.pieces import Piece, read_python
from lossquiz.grading.sandbox.child.statements import code_after, line_of_statement
from lossquiz.grading.sandbox.child.unwritten import unwritten_names

_MOST_FAILURES = 30
_AGAIN_SECONDS = 0.25


@dataclass(frozen=True, slots=True)
class Loaded:
    """A submission that was executed: the answer in it, and what was noticed on the way."""

    answer: Callable[..., object]
    remarks: tuple[Remark, ...] = ()


class _StoppedError(BaseException):
    """Raised in what comes after the entry when it has taken long enough."""


def read_pieces(source: bytes, filename: str, source_format: str) -> Notebook:
    """Decode and parse a submission of either format: a file is a notebook of one cell."""
    if source_format == "notebook":
        notebook = read_notebook(source, filename)
        return Notebook([notebook], {}) if isinstance(notebook, LoadFailure) else notebook
    pieces = read_python(source, filename)
    return Notebook([pieces] if isinstance(pieces, LoadFailure) else list(pieces), {})


def execute(
    pieces: list[Piece | LoadFailure],
    file: str,
    entry: Entry,
    package: str = "",
    written: Iterable[str] = (),
    seconds: float = 0.0,
) -> Loaded | LoadFailure:
    """Execute a submission as the module `submission`, and return the answer in it.

    Args:
        pieces: Its file, or its cells.
        file: Where it seems to lie, for its `__file__`.
        entry: What is looked for; nothing else is ever guessed to be the answer.
        package: What relative imports start from.
        written: Modules that a notebook writes, which may hold the answer where the notebook itself does not.
        seconds: After so much processor time what comes after the entry is stopped, or when the parent, which sees
            what does nothing, says so; 0 for never.
    """
    module = ModuleType(MODULE_NAME)
    module.__file__, module.__package__ = file, package
    sys.modules[MODULE_NAME] = module
    run = _Execution(module, entry, {p.filename: p.cell for p in pieces if isinstance(p, Piece)})
    before = modes()
    with _stopping(lambda: is_defined(module, entry), seconds):
        for piece in pieces:
            run.walk(piece)
    changed = [Remark("set", setting.words) for setting in before.put_back()]
    found = find_entry(module, entry)
    if isinstance(found, LoadFailure):
        modules = _imported(written)
        found = _in_one_of(modules, entry) or run.why(found, modules, pieces)
    if isinstance(found, LoadFailure):
        return found
    return Loaded(found.answer, (*found.remarks, *run.remarks(), *changed))


def _imported(written: Iterable[str]) -> list[ModuleType]:
    """Import the modules that a notebook writes; those that cannot be are no place for an answer."""
    found = []
    for name in written:
        with contextlib.suppress(BaseException):  # foreign code may raise anything
            found.append(importlib.import_module(name))
    return found


def _in_one_of(modules: Iterable[ModuleType], entry: Entry) -> Found | None:
    for module in modules:
        found = find_entry(module, entry)
        if isinstance(found, Found):
            said = Remark("found", f"{entry.name} is in the module {module.__name__}, which the notebook writes")
            return replace(found, remarks=(said, *found.remarks))
    return None


class _Execution:
    """Executes pieces one after the other, and keeps their failures."""

    def __init__(self, module: ModuleType, entry: Entry, filenames: dict[str, int]) -> None:
        self._module = module
        self._entry = entry
        self._filenames = filenames
        self._failures: list[tuple[LoadFailure, Remark, object]] = []  # and what bore the entry's name by then

    def walk(self, piece: Piece | LoadFailure) -> None:
        """Execute a piece to its end, whatever fails in it."""
        if isinstance(piece, LoadFailure):
            self._keep(piece, Remark(self._when(), f"{piece.type_name}: {piece.message}", piece.line, piece.cell))
            return
        code: CodeType | None = piece.code
        while code is not None:
            try:
                run_code(code, vars(self._module))
            except BaseException as error:  # noqa: BLE001 - foreign code may raise anything, SystemExit too
                self._note(error, piece, code)
                code = None if piece.cell else code_after(piece, code, error.__traceback__)
            else:
                code = None

    def _note(self, error: BaseException, piece: Piece, code: CodeType) -> None:
        outcome = raised(error, self._filenames)
        if isinstance(outcome, OutOfMemory):
            self._keep(LoadFailure("memory", type(error).__name__, "", cell=piece.cell), Remark(self._when(), "memory"))
            return
        source = _line(error.__traceback__, self._filenames)
        failure = LoadFailure(
            "import", outcome.type_name, outcome.message, outcome.line, cell=outcome.cell or piece.cell, source=source
        )
        if isinstance(error, _StoppedError):
            line = line_of_statement(piece, code, error.__traceback__)  # not where in it, which no two runs agree on
            self._keep(failure, Remark("stopped", outcome.message, line, piece.cell))
            return
        missing = str(error.name or "") if isinstance(error, ModuleNotFoundError) else ""
        empty = isinstance(error, SystemExit) and not error.code  # `quit()` would say "None"
        text = f"{outcome.type_name}: {outcome.message}" if outcome.message and not empty else outcome.type_name
        self._keep(failure, Remark(self._when(), text, failure.line, failure.cell, source, missing))

    def _when(self) -> Any:
        return "after" if is_defined(self._module, self._entry) else "before"

    def _keep(self, failure: LoadFailure, remark: Remark) -> None:
        if len(self._failures) < _MOST_FAILURES:
            self._failures.append((failure, remark, self._entry_now()))

    def _entry_now(self) -> object:
        return vars(self._module).get(self._entry.name)

    def remarks(self) -> tuple[Remark, ...]:
        """Return what failed beside the entry; what came after an earlier try came before what is graded."""
        return tuple(
            replace(remark, kind="before") if remark.kind == "after" and tried is not self._entry_now() else remark
            for _, remark, tried in self._failures
        )

    def why(
        self, missing: LoadFailure, modules: Iterable[ModuleType], pieces: Iterable[Piece | LoadFailure]
    ) -> LoadFailure:
        """Return why there is no entry: what failed first, or else that nothing of its name is there."""
        defined, imported = defined_names(self._module), imported_names(self._module)
        cause = missing if missing.stand_in or not self._failures else self._failures[0][0]
        elsewhere = (name for module in modules for name in defined_names(module))
        unwritten = unwritten_names(piece for piece in pieces if isinstance(piece, Piece))
        names = tuple(dict.fromkeys((*defined, *elsewhere)))
        return replace(cause, defined=names, imported=imported, unwritten=unwritten)


def _line(traceback: TracebackType | None, filenames: dict[str, int]) -> str:
    """Return the text of the submission's innermost line that was being executed."""
    found = ""
    while traceback is not None:
        filename = traceback.tb_frame.f_code.co_filename
        if filename in filenames:
            found = linecache.getline(filename, traceback.tb_lineno or 0).strip()
        traceback = traceback.tb_next
    return found


# --- time ---------------------------------------------------------------------------------------------------------


@contextmanager
def _stopping(is_there: Callable[[], bool], seconds: float) -> Iterator[None]:
    """Stop what comes after the entry once this process has used `seconds` of processor time, where a timer can.

    The timer's signal is the parent's too, for what waits.
    """
    if not seconds or not hasattr(signal, "setitimer"):
        yield
        return

    def ring(_: int, frame: FrameType | None) -> None:
        del frame
        if is_there():
            raise _StoppedError("it took too long, and was stopped")

    signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds, _AGAIN_SECONDS)
    try:
        yield
    except _StoppedError:  # it rang between two statements
        pass
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, signal.SIG_IGN)  # by itself it ends a process, and one may be under way
