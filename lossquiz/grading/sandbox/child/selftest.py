"""Try, before torch is loaded, what this machine's isolation holds: fork a child, lock it, and let it attempt."""

from __future__ import annotations

import errno
import json
import os
import signal
import socket
from collections.abc import Callable
from typing import Any

from lossquiz.grading.sandbox.both.job import Limits
from lossquiz.grading.sandbox.child.limits import delete_timer
from lossquiz.grading.sandbox.child.lockdown import Lock, landlock_abi, readable_paths, seccomp_known

_LIMITS = Limits(seconds=5.0, memory_bytes=1 << 28)
# Kernels that know this version of Landlock (5.19) count processes for each user namespace apart (since 5.14).
_COUNTS_ABI = 2


def examine(settings: dict[str, Any], fork: Callable[[], int], *, namespaces: bool) -> tuple[Lock, dict[str, Any]]:
    """Build the strongest lock under the ceiling that holds here; return it and what was found."""
    ceiling = settings["ceiling"]
    abi, filters = landlock_abi(), seccomp_known()
    paths = readable_paths(settings["readable"], settings["hidden"])
    wishes = [
        (level, landlock, seccomp)
        for level, landlock, seccomp in (("full", True, True), ("reduced", False, True), ("none", False, False))
        if (not landlock or (abi and ceiling == "full")) and (not seccomp or (filters and ceiling != "none"))
    ]
    report: dict[str, Any] = {"landlock": abi, "seccomp": filters, "namespaces": namespaces, "failed": {}}
    for level, landlock, seccomp in wishes:
        lock = Lock.prepare(paths, landlock=landlock, seccomp=seccomp, counted=namespaces and abi >= _COUNTS_ABI)
        failed = _attempt(lock, settings, level, fork)
        if not failed or level == "none":
            return lock, {**report, "level": level}
        report["failed"][level] = failed
    raise AssertionError(wishes)  # "none" asks for nothing, and is always last


def _attempt(lock: Lock, settings: dict[str, Any], level: str, fork: Callable[[], int]) -> list[str]:
    """Return what a locked child could do and should not, or why it could not be locked."""
    ours, theirs = os.pipe()
    null = os.open(os.devnull, os.O_RDWR)
    parent = os.getpid()
    pid = fork()
    if not pid:
        try:
            lock.apply(theirs, null, null, parent, _LIMITS)
            os.write(3, json.dumps(_escapes(settings, level, parent)).encode())
        except BaseException as error:  # noqa: BLE001 - whatever it is, the level does not hold
            os.write(3 if not isinstance(error, OSError) else theirs, json.dumps([f"locking failed: {error}"]).encode())
        finally:
            os._exit(0)
    os.close(theirs)
    os.close(null)
    with os.fdopen(ours, "rb") as pipe:
        said = pipe.read()
    os.waitpid(pid, 0)
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


def _fork_and_end() -> None:
    if not os.fork():
        os._exit(0)


def _refused(attempt: Callable[[], object]) -> bool:
    try:
        attempt()
    except OSError as error:
        return error.errno in {errno.EPERM, errno.EACCES, errno.EROFS}
    return False
