"""Reports on disk: each file whole or not there."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from lossquiz.errors import InputError


def write_file(path: Path, text: str) -> None:
    """Write a file, whole or not at all; the folders above it are made.

    Raises:
        InputError: It cannot be written.
    """
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    with _explained(path):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            # Not every name or message is text that UTF-8 has: what is not is written as it is escaped elsewhere.
            unfinished.write_text(text, encoding="utf-8", errors="backslashreplace", newline="")
            unfinished.replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                unfinished.unlink()
            raise


def write_files(folder: Path, files: Iterable[tuple[str, str]]) -> list[Path]:
    """Write files below a folder, one after the other, and return their paths.

    Raises:
        InputError: One of them cannot be written.
    """
    written = []
    for name, text in files:
        write_file(folder / name, text)
        written.append(folder / name)
    return written


def remove_stale(written: Collection[Path]) -> None:
    """Remove pages of candidates who are gone, of an earlier report, from beside those that were just written.

    Raises:
        InputError: One of them cannot be removed.
    """
    kept = set(written)
    for folder, ending in {(path.parent, path.suffix) for path in written}:
        for path in sorted(folder.glob(f"*{ending}")):
            if path not in kept:
                with _explained(path):
                    path.unlink()


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror or error}") from error
