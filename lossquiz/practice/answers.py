"""Where answers lie: a folder of their own; what has passed is put aside there, dated, and never lost."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path

from lossquiz.errors import InputError
from lossquiz.resources import data_home

SOLVED = "solved"
"""The folder, beside answers, of those that passed."""


def answers_home(into: Path | None = None) -> Path:
    """Return the folder of answers, absolute: the one that was asked for, or the user's own.

    Raises:
        InputError: The user has no home.
    """
    return (into.expanduser() if into else data_home() / "answers").absolute()


def newest_answer(folder: Path) -> Path | None:
    """Return the file of a folder that was written last, or None where there is none."""
    found: list[tuple[float, Path]] = []
    for path in folder.glob("*.py"):
        with contextlib.suppress(OSError):
            if path.is_file():
                found.append((path.stat().st_mtime, path))
    return max(found, default=(0.0, None))[1]


def put_aside(path: Path, content: bytes, day: date, *, leave: bool = False) -> Path:
    """Keep an answer that passed under the day's date, and make room for the next one.

    Args:
        path: The file that was graded.
        content: What was in it. What is there by now stays if it is something else.
        day: Today.
        leave: Leave the file too.

    Returns:
        Where it is kept: a new file, or the one that holds the same already.

    Raises:
        InputError: It cannot be written.
    """
    kept = kept_already(path, content)
    try:
        kept = kept or _written(path, content, day)
        if not leave and path.read_bytes() == content:
            path.unlink()
    except FileNotFoundError:
        pass  # it is gone already
    except OSError as error:
        raise InputError(f"{error.filename or path}: cannot be put aside: {error.strerror}") from error
    if kept is None:
        raise InputError(f"{path.parent / SOLVED}: cannot be made; nothing was put aside")
    return kept


def kept_already(path: Path, content: bytes | None = None) -> Path | None:
    """Return the answer put aside before that is the same as a file, or as some content in its place; else None."""
    with contextlib.suppress(OSError):
        wanted = path.read_bytes() if content is None else content
        for kept in sorted((path.parent / SOLVED).glob(f"{_escaped(path.stem)}-[0-9][0-9][0-9][0-9]-*.py")):
            if kept.stat().st_size == len(wanted) and kept.read_bytes() == wanted:
                return kept
    return None


def _written(path: Path, content: bytes, day: date) -> Path:
    folder = path.parent / SOLVED
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f".{path.stem}.{os.getpid()}.part"
    try:
        part.write_bytes(content)
        return next(name for name in _names(folder, path.stem, day) if _claimed(part, name))
    finally:
        part.unlink(missing_ok=True)


def _names(folder: Path, stem: str, day: date) -> Iterator[Path]:
    yield folder / f"{stem}-{day.isoformat()}.py"
    for number in count(2):
        yield folder / f"{stem}-{day.isoformat()}-{number}.py"


def _claimed(part: Path, name: Path) -> bool:
    """Give a file a name that nobody has, as one step; False where the name is taken."""
    try:
        os.link(part, name)
    except FileExistsError:
        return False
    except OSError:  # a disk without hard links
        if name.exists():
            return False
        part.rename(name)
    return True


def _escaped(stem: str) -> str:
    return "".join(f"[{c}]" if c in "*?[" else c for c in stem)
