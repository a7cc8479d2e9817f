"""Try, before torch is loaded, what this machine's isolation holds: fork a child, lock it, and let it attempt."""

from __future__ import annotations

import errno
import json
import os
import signal
import socket
import sys
from collections.abc import Callable
from typing import Any

from lossquiz.grading.sandbox.both.job import Limits
from lossquiz.grading.sandbox.child.folders import Folder, find_place
from lossquiz.grading.sandbox.child.limits import delete_timer
from lossquiz.grading.sandbox.child.lockdown import (
    MOUNTS,
    TRUNCATE_ABI,
    Lock,
    landlock_abi,
    readable_paths,
    seccomp_known,
)

_LIMITS = Limits(seconds=5.0, memory_bytes=1 << 28)
# Kernels that know this version of Landlock (5.19) count processes for each user namespace apart (since 5.14).
_COUNTS_ABI = 2


def examine(settings: dict[str, Any], fork: Callable[[], int], *, namespaces: int) -> tuple[Lock, dict[str, Any]]:
    """Build the strongest lock under the ceiling that holds here; return it and what was found.

    Args:
        settings: What the parent told.
        fork: Forks.
        namespaces: The flags of the namespaces that were entered.
    """
    ceiling = settings["ceiling"]
    abi, filters = landlock_abi(), seccomp_known()
    paths = readable_paths(settings["readable"], settings["hidden"])
    place = _place(settings) if namespaces & MOUNTS and abi >= TRUNCATE_ABI else None
    wishes = [
        (level, landlock, seccomp, where)
        for level, landlock, seccomp, where in (
            ("full", True, True, place),
            ("full", True, True, None),
            ("reduced", False, True, None),
            ("none", False, False, None),
        )
        if (not landlock or (abi and ceiling == "full")) and (not seccomp or (filters and ceiling != "none"))
    ]
    report: dict[str, Any] = {"landlock": abi, "seccomp": filters, "namespaces": bool(namespaces), "failed": {}}
    counted = bool(namespaces) and abi >= _COUNTS_ABI
    for level, landlock, seccomp, where in wishes:
        try:
            lock = Lock.prepare(paths, landlock=landlock, seccomp=seccomp, counted=counted, place=where)
        except OSError:
            if not where:
                raise
            continue  # nothing can be mounted: then nothing can be written
        failed = _attempt(lock, settings, level, fork)
        if not failed or level == "none":
            return lock, {**report, "level": level, "folder": where is not None}
        report["failed"][f"{level}, with a folder" if where else level] = failed
    raise AssertionError(wishes)  # "none" asks for nothing, and is always last


def _place(settings: dict[str, Any]) -> str | None:
    """Return where the children's folders may be, hiding nothing that this process or its children read."""
    libraries = os.environ.get("LD_LIBRARY_PATH", "").split(":")
    return find_place([*settings["readable"], settings["package"], sys.executable, *sys.path, *filter(None, libraries)])


def _attempt(lock: Lock, settings: dict[str, Any], level: str, fork: Callable[[], int]) -> list[str]:
    """Return what a locked child could do and should not, or why it could not be locked."""
    ours, theirs = os.pipe()
    null = os.open(os.devnull, os.O_RDWR)
    parent = os.getpid()
    own, other = (lock.folders.take(), lock.folders.take()) if lock.folders else (None, None)
    pid = fork()
    if not pid:
        try:
            lock.apply(theirs, null, null, parent, _LIMITS, own)
            found = _escapes(settings, level, parent) + _trespasses(own, other)
            os.write(3, json.dumps(found).encode())
        except BaseException as error:  # noqa: BLE001 - whatever it is, the level does not hold
            os.write(3 if not isinstance(error, OSError) else theirs, json.dumps([f"locking failed: {error}"]).encode())
        finally:
            os._exit(0)
    os.close(theirs)
    os.close(null)
    with os.fdopen(ours, "rb") as pipe:
        said = pipe.read()
    os.waitpid(pid, 0)
    for folder in filter(None, (own, other)):
        lock.folders.give_back(folder)  # type: ignore[union-attr]  # there is a folder
    try:
        return list(map(str, json.loads(said)))
    except ValueError:
        return ["the locked process ended before it could report"]


def _escapes(settings: dict[str, Any], level: str, parent: int) -> list[str]:
    hidden = settings["canary"]
    attempts: list[tuple[str, Callable[[], object]]] = [
        (
            "write a file",
            lambda: os.open(settings["scratch"], os.O_WRONLY | os.O_CREAT),
        ),
        ("open a socket", lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM)),
        ("start a process", _fork_and_end),
        ("signal its parent", lambda: os.kill(parent, signal.SIGCONT)),
        ("lift its limit of processor time", delete_timer),
        ("run a program", lambda: os.execv("/nonexistent/program", ["program"])),  # noqa: S606 - to see it refused
    ]
    if level == "full":
        attempts.append(("read lossquiz's own files", lambda: os.open(hidden, os.O_RDONLY)))
        attempts.append(("list the root folder", lambda: os.open("/", os.O_RDONLY)))
    return [name for name, attempt in attempts if level != "none" and not _refused(attempt)]


def _trespasses(own: Folder | None, other: Folder | None) -> list[str]:
    """Return what is wrong with a folder of one's own: it must take a file, and another's must not."""
    if own is None or other is None:
        return []
    wrong = []
    if not _refused(lambda: os.open(f"{other.path}/file", os.O_WRONLY | os.O_CREAT)):
        wrong.append("write to the folder of another")
    try:
        os.close(os.open(f"{own.path}/file", os.O_WRONLY | os.O_CREAT))
    except OSError:
        wrong.append("not write to its own folder")
    return wrong


def _fork_and_end() -> None:
    if not os.fork():
        os._exit(0)


def _refused(attempt: Callable[[], object]) -> bool:
    try:
        attempt()
    except OSError as error:
        return error.errno in {errno.EPERM, errno.EACCES, errno.EROFS}
    return False
