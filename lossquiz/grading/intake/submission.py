"""Files on disk become submissions: bytes that were read once, or the reason why they could not be."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lossquiz.errors import InputError
from lossquiz.grading.foreign_text import escape

if TYPE_CHECKING:
    from lossquiz.grading.sandbox.both.job import SourceFormat

MAX_SOURCE = 1 << 20
MAX_NOTEBOOK = 20 << 20
FORMATS: dict[str, SourceFormat] = {".py": "python", ".ipynb": "notebook"}
ARCHIVES = {".zip", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar", ".whl"}
HELPER = re.compile(r"[A-Za-z_]\w*\.py")
SKIPPED_FOLDERS = {"__pycache__", ".git", ".ipynb_checkpoints", ".venv", "node_modules"}


@dataclass(frozen=True, slots=True)
class Submission:
    """One file of a candidate.

    Attributes:
        path: What reports call it: relative to the folder that was given (POSIX), else as given.
        source: Its bytes; empty when it could not be read.
        source_format: Python or a notebook.
        error: Why it could not be read, or "".
        stem: The file's name without its ending, in lower case with underscores.
        from_folder: Whether it was found in a folder rather than named by the user.
        helpers: The files beside it that it may import, as module name and bytes: those that the user listed.
    """

    path: str
    source: bytes
    source_format: SourceFormat
    error: str = ""
    stem: str = ""
    from_folder: bool = False
    helpers: tuple[tuple[str, bytes], ...] = ()


def find_submissions(paths: Iterable[Path], helpers: tuple[str, ...] = ()) -> Iterator[Submission]:
    """Go through files and folders, in the order of their names.

    Args:
        paths: Files and folders.
        helpers: Names of files, such as `common.py`, that are no answers: the answers beside them may import them.

    Raises:
        InputError: A path that is not there, a named file of a kind that cannot be graded, or a helper that is none.
    """
    for name in helpers:
        if not HELPER.fullmatch(name):
            raise InputError(f"{name}: expected the name of a Python file without its folder, such as common.py")
    for path in paths:
        if not os.path.lexists(path):
            raise InputError(f"{path}: no such file or folder")
        if path.is_dir() and not path.is_symlink():
            yield from _walk(path, helpers)
        else:
            yield _named(path, helpers)


def _named(path: Path, helpers: tuple[str, ...]) -> Submission:
    if path.suffix.lower() in ARCHIVES:
        raise InputError(f"{path}: archives are not unpacked; unpack it and give the folder")
    if path.suffix not in FORMATS:
        raise InputError(f"{path}: expected a .py file, a .ipynb notebook or a folder")
    return load_submission(path, escape(str(path)), helpers=helpers)


def _walk(root: Path, helpers: tuple[str, ...]) -> Iterator[Submission]:
    for folder, folders, files in os.walk(root, followlinks=False):
        folders[:] = sorted(f for f in folders if f not in SKIPPED_FOLDERS)
        linked = [f for f in folders if (Path(folder) / f).is_symlink()]
        for name in sorted({*files, *linked} - {*helpers}):
            path = Path(folder) / name
            suffix = path.suffix.lower()
            if suffix in FORMATS or suffix in ARCHIVES or name in linked:
                shown = escape(path.relative_to(root).as_posix())
                yield load_submission(path, shown, from_folder=True, helpers=helpers)


def load_submission(path: Path, shown: str, *, from_folder: bool = False, helpers: tuple[str, ...] = ()) -> Submission:
    """Read one file, and the listed helpers beside it, without following links or waiting on what is no file."""
    source_format = FORMATS.get(path.suffix, "python")
    stem = escape(path.stem).lower().replace("-", "_").replace(" ", "_")
    try:
        source, error = _read(path, MAX_NOTEBOOK if source_format == "notebook" else MAX_SOURCE), ""
        found = [(Path(name).stem, path.with_name(name)) for name in helpers if os.path.lexists(path.with_name(name))]
        modules = tuple((module, _read(helper, MAX_SOURCE)) for module, helper in found)
    except (OSError, ValueError) as reason:
        source, error, modules = b"", _reason(reason), ()
    return Submission(shown, source, source_format, error, stem, from_folder, modules)


def _reason(error: Exception) -> str:
    return error.strerror or str(error) if isinstance(error, OSError) else str(error)


def _read(path: Path, cap: int) -> bytes:
    if path.suffix.lower() in ARCHIVES:
        raise ValueError("an archive; unpack it first")
    before = path.lstat()
    if stat.S_ISLNK(before.st_mode):
        raise ValueError("a symbolic link; links are not followed")
    if not stat.S_ISREG(before.st_mode):
        raise ValueError("not a regular file")
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
    descriptor = os.open(path, flags)
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise ValueError("not a regular file")
        source = file.read(cap + 1)
    if len(source) > cap:
        raise ValueError(f"larger than {cap >> 20} MiB")
    try:
        source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source[: error.start].count(b"\n") + 1
        raise ValueError(f"not UTF-8 (line {line}); save the file as UTF-8") from error
    return source
