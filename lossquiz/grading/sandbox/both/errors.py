"""What an answer raised, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from types import TracebackType

from lossquiz.grading.sandbox.both.outcomes import OutOfMemory, Raised
from lossquiz.grading.sandbox.both.wire import MAX_NAME, MAX_TEXT


def raised(error: BaseException, filenames: Mapping[str, int]) -> Raised | OutOfMemory:
    """Return the outcome of a call that raised `error`."""
    if is_out_of_memory(error):
        return OutOfMemory()
    cell, line = place(error.__traceback__, filenames)
    return Raised(name_of(type(error)), message_of(error), line, cell)


def place(traceback: TracebackType | None, filenames: Mapping[str, int]) -> tuple[int, int]:
    """Return notebook cell (0 in a Python file) and line of the innermost frame of the submission's own files."""
    found = (0, 0)
    while traceback is not None:
        filename = traceback.tb_frame.f_code.co_filename
        if filename in filenames:
            found = (filenames[filename], traceback.tb_lineno or 0)
        traceback = traceback.tb_next
    return found


def is_out_of_memory(error: BaseException) -> bool:
    """Tell Python's error from torch's, which is a RuntimeError that only its text tells apart."""
    if isinstance(error, MemoryError):
        return True
    text = str(error) if type(error) is RuntimeError else ""
    return "DefaultCPUAllocator" in text or "can't allocate memory" in text


def name_of(kind: type) -> str:
    """Return the name of a type, whatever its metaclass says of it."""
    return str(type.__dict__["__name__"].__get__(kind))[:MAX_NAME]


def message_of(error: BaseException) -> str:
    """Return what an exception says, cut to what is sent."""
    try:
        return str(error)[:MAX_TEXT]
    except BaseException:  # noqa: BLE001 - an exception's own text may raise
        return ""
