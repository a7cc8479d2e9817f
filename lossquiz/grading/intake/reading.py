"""Read what lies on a disk without following links, waiting on what is no file, or taking more than a cap."""

from __future__ import annotations

import os
import stat
from pathlib import Path

MAX_SOURCE = 1 << 20
MAX_NOTEBOOK = 20 << 20
MAX_ARCHIVE = 64 << 20


class LinkError(ValueError):
    """A symbolic link: links are not followed."""


def read_file(path: Path, cap: int) -> bytes:
    """Return the bytes of a regular file.

    Raises:
        ValueError: It is a link or no regular file, or larger than `cap` bytes.
        OSError: It cannot be read.
    """
    before = path.lstat()
    if stat.S_ISLNK(before.st_mode):
        raise LinkError("a symbolic link; links are not followed")
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
    return source


def reason_of(error: Exception) -> str:
    """Say in a few words why a file could not be read."""
    return error.strerror or str(error) if isinstance(error, OSError) else str(error)
