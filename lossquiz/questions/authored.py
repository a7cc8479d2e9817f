"""Code that a bank's author wrote, run in this process: what it does wrong is a fault of its file, at its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lossquiz.errors import BankError, Fault
from lossquiz.questions.containing import SECONDS, Contained, EndlessError

if TYPE_CHECKING:
    from types import TracebackType

    from lossquiz.questions.kinds.implement import ImplementTask

_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of an author's code, and where it stands.

    Attributes:
        path: The file.
        shown: The file's name in messages.
        key: The dotted key of a YAML file under which the code stands; empty where the file itself is the code.
        source: What tracebacks call the code.
    """

    path: Path
    shown: str
    key: str = ""
    source: str = ""

    def fault(self, message: str, line: int = 0) -> Fault:
        """Return a fault of the code, at a line of it."""
        return Fault(self.shown, _line_in_yaml(self.path, self.key, line) if self.key else line, self.key, message)

    def raised(self, error: BaseException, what: str = "") -> Fault:
        """Return the fault that an exception is, at the innermost line of the code."""
        if isinstance(error, EndlessError):
            said = f"does not end: {error}"
        else:
            said = f"raises {type(error).__name__}: {error}" if str(error) else f"raises {type(error).__name__}"
        return self.fault(f"{what} {said}".lstrip(), self._line_of(error))

    def _line_of(self, error: BaseException) -> int:
        source = self.source or str(self.path.absolute())  # as tracebacks call a file
        if isinstance(error, SyntaxError) and error.filename == source:
            return error.lineno or 0
        return next((number for name, number in reversed(_frames(error.__traceback__)) if name == source), 0)


Watch = Callable[[Piece, str], None]
"""Told before each step which of an author's code runs in it, and what that is called."""


def _frames(trace: TracebackType | None) -> Sequence[tuple[str, int]]:
    found = []
    while trace is not None:
        found.append((trace.tb_frame.f_code.co_filename, trace.tb_lineno or 0))
        trace = trace.tb_next
    return found


def in_task(task: ImplementTask, key: str = "implement") -> Piece:
    """Return the piece of a task's own file under a key; of the code under it, what `compile_answer` calls it."""
    name = f"{task.family}/{task.id}"
    path = next((p for p in (task.bank / f"{name}{end}" for end in (".yaml", ".yml")) if p.is_file()), None)
    path = path or task.bank / f"{name}.yaml"
    return Piece(path, f"{task.bank.name}/{task.family}/{path.name}", key, f"<{task.id}>")


def reference_of(task: ImplementTask) -> Piece:
    """Return the piece that a task's reference is: a file of the bank, or the key that names a function elsewhere."""
    file, colon, _ = task.reference.rpartition(":")
    if not colon:
        return in_task(task, "implement.reference")
    return Piece(task.bank / file, f"{task.bank.name}/{file}")


class Blamed:
    """Runs an author's code: an exception, an exit and an endless loop of it are a fault of the piece.

    Args:
        piece: The code.
        what: What it is or does, at the start of the message.
        seconds: How much processor time it may take.

    Raises:
        BankError: With the one fault.
    """

    def __init__(self, piece: Piece, what: str = "", seconds: float = SECONDS) -> None:
        self._piece, self._what = piece, what
        self._contained = Contained(seconds)

    def __enter__(self) -> None:
        """Close the code off."""
        self._contained.__enter__()

    # No generator, as `Contained` is none.
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Tell what came of it."""
        try:
            self._contained.__exit__(kind, error, trace)
        except AttributeError as changed:
            error = changed
        if isinstance(error, (Exception, SystemExit, EndlessError)) and not isinstance(error, BankError):
            raise BankError((self._piece.raised(error, self._what),)) from error


def _line_in_yaml(path: Path, key: str, line: int) -> int:
    """Return the line of a YAML file where a key stands, or, of the code under it, a line of that; 0 if unknown."""
    from lossquiz.forms.nodes import TreeError, read_text, tree_of

    try:
        node: Any = tree_of(read_text(path, path.name), path.name)
    except TreeError:
        return 0
    for name, index in _STEP.findall(key):
        inner = _inner(node, name, index)
        if inner is None:
            return int(node.start_mark.line) + 1
        node = inner
    # The lines of a block begin below its sign; of other styles only the first is known.
    within = line if getattr(node, "style", "") in {"|", ">"} else 0
    return int(node.start_mark.line) + 1 + within


def _inner(node: Any, name: str, index: str) -> Any:
    value = node.value
    if not isinstance(value, list):
        return None
    if index:
        return value[int(index)] if int(index) < len(value) else None
    return next(
        (inner for pair in value if isinstance(pair, tuple) for key, inner in [pair] if key.value == name), None
    )
