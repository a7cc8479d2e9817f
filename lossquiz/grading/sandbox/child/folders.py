"""A small private folder for each child, the only place that it may write to, and gone when the child is.

Each is a file system of its own in memory (`tmpfs`), in the mount namespace that the zygote shares with its children
and with nobody else; Landlock lets one child write beneath one of them. What a child left is unmounted with the
folder. One that was not touched serves the next child: that is most of them, and costs nothing.

Sources: `mount(2)`, `umount(2)`, `tmpfs(5)`, `mount_namespaces(7)`, `landlock(7)`.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
from collections.abc import Callable
from dataclasses import dataclass

BYTES, _FILES = 4 << 20, 256
# linux/mount.h: MS_NOSUID | MS_NODEV | MS_NOEXEC | MS_NOATIME; MNT_DETACH
_FLAGS, _DETACH = 2 | 4 | 8 | 1024, 2
# Folders that every Linux has one of, and that a loss needs nothing of: what is beneath is hidden from the children.
_PLACES = ("/mnt", "/media", "/srv", "/boot", "/var/tmp", "/tmp", "/run")  # noqa: S108 - nothing is put there


@dataclass(frozen=True, slots=True)
class Folder:
    """One folder: its path, and the ruleset that lets a child write beneath it."""

    path: str
    ruleset: int


class Folders:
    """Folders for as many children as there are at a time.

    Args:
        place: A folder to hide beneath a file system that holds them.
        make_ruleset: Returns the descriptor of a ruleset that allows to write beneath a folder.

    Raises:
        OSError: if nothing can be mounted here.
    """

    def __init__(self, place: str, make_ruleset: Callable[[str], int]) -> None:
        self._place = place
        self._make_ruleset = make_ruleset
        self._count = 0
        self._free: list[Folder] = []
        _mount(place, "size=64k,nr_inodes=1k,mode=700")
        self.give_back(self._fresh())  # what cannot be done is known now

    def take(self) -> Folder | None:
        """Return an empty folder for one child; None if the kernel refuses a further one."""
        if self._free:
            return self._free.pop()
        try:
            return self._fresh()
        except OSError:
            return None

    def give_back(self, folder: Folder) -> None:
        """Take back the folder of a child that is gone, with all its threads."""
        # Whatever is made in a folder sets its time, which no child may set back.
        if os.stat(folder.path).st_mtime_ns == 0:  # noqa: PTH116 - before each child, and pathlib costs more
            self._free.append(folder)
            return
        os.close(folder.ruleset)
        with contextlib.suppress(OSError):
            _checked(_libc.umount2(os.fsencode(folder.path), _DETACH))
            self._free.append(self._filled(folder.path))

    def _fresh(self) -> Folder:
        self._count += 1
        path = f"{self._place}/{self._count}"
        os.mkdir(path, 0o700)  # noqa: PTH102 - as above
        return self._filled(path)

    def _filled(self, path: str) -> Folder:
        """Mount a file system on a folder, and say that nothing was ever made in it."""
        _mount(path, f"size={BYTES},nr_inodes={_FILES},mode=700")
        os.utime(path, ns=(0, 0))
        return Folder(path, self._make_ruleset(path))


def find_place(needed: list[str]) -> str | None:
    """Return a folder that can be hidden: it is there, and nothing needed is in it."""
    wanted = [os.path.realpath(path) for path in needed]
    for place in _PLACES:
        real = os.path.realpath(place)
        if os.path.isdir(real) and not any(path == real or path.startswith(real + "/") for path in wanted):  # noqa: PTH112
            return real
    return None


_libc = ctypes.CDLL(None, use_errno=True)


def _mount(path: str, options: str) -> None:
    name = b"tmpfs"
    _checked(_libc.mount(name, os.fsencode(path), name, ctypes.c_ulong(_FLAGS), options.encode()))


def _checked(result: int) -> None:
    if result != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
