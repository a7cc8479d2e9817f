"""Work in the caller's process as if nothing had been set there, and leave it as it was.

Most of what torch lets be set is kept by thread: gradients off, inference mode, a default device, open modes,
transforms, autocast, saved-tensor hooks; a running event loop too. A thread of its own begins without them. What is
kept for the whole process is put aside meanwhile.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import random
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from typing import Any, Generic, TypeVar

Found = TypeVar("Found")
PATIENCE = 2.0  # seconds for which work that was interrupted may still clean up


def in_plain_thread(work: Callable[[], Found]) -> Found:
    """Do some work and return what it returns; what it raises is raised here.

    Raises:
        KeyboardInterrupt: The caller was interrupted; so is the work.
    """
    task = _Task(work)
    with _set_aside():
        try:
            task.start()
            task.ended.wait()
        except KeyboardInterrupt:
            task.interrupt()
            raise
    return task.outcome()


class _Task(threading.Thread, Generic[Found]):
    def __init__(self, work: Callable[[], Found]) -> None:
        super().__init__(daemon=True)  # work that cannot be interrupted must not keep the process from ending
        self.ended = threading.Event()  # `join`, interrupted, takes the thread for ended
        self._work = work
        self._found: list[Found] = []
        self._error: BaseException | None = None

    def run(self) -> None:
        try:
            self._found.append(self._work())
        except BaseException as error:  # noqa: BLE001 - it is raised again, where the work was asked for
            self._error = error
        self.ended.set()

    def outcome(self) -> Found:
        """Return what the work returned."""
        if self._error is not None:
            raise self._error
        return self._found[0]

    def interrupt(self) -> None:
        """Raise KeyboardInterrupt in the thread as well, which no other way reaches."""
        if self.ident is not None:
            ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self.ident), ctypes.py_object(KeyboardInterrupt))
            self.ended.wait(PATIENCE)


@contextlib.contextmanager
def _set_aside() -> Iterator[None]:
    """Set what holds for the whole process as it is at the start, and put it back afterwards."""
    import numpy as np
    import torch

    before = _settings()
    dice = random.getstate(), np.random.get_state(), torch.random.get_rng_state()  # noqa: NPY002 - the shared one
    folder, environment, path = _folder(), dict(os.environ), list(sys.path)
    torch.set_default_dtype(torch.float32)
    torch.use_deterministic_algorithms(False)
    torch.autograd.set_detect_anomaly(False)
    try:
        with warnings.catch_warnings():
            yield
    finally:
        _put_back(before)
        random.setstate(dice[0])
        np.random.set_state(dice[1])  # noqa: NPY002
        torch.random.set_rng_state(dice[2])
        _put_back_surroundings(folder, environment, path)


def _settings() -> tuple[Any, ...]:
    import torch

    return (
        torch.get_default_dtype(),
        torch.are_deterministic_algorithms_enabled(),
        torch.is_deterministic_algorithms_warn_only_enabled(),
        torch.is_anomaly_enabled(),
        torch.is_anomaly_check_nan_enabled(),
        torch.get_num_threads(),
    )


def _put_back(before: tuple[Any, ...]) -> None:
    import torch

    dtype, deterministic, warn_only, anomaly, check_nan, threads = before
    torch.set_default_dtype(dtype)
    torch.use_deterministic_algorithms(deterministic, warn_only=warn_only)
    torch.autograd.set_detect_anomaly(anomaly, check_nan)
    torch.set_num_threads(threads)


def _folder() -> str:
    try:
        return os.getcwd()  # noqa: PTH109 - of a folder that is gone, "" is enough
    except OSError:
        return ""


def _put_back_surroundings(folder: str, environment: dict[str, str], path: list[str]) -> None:
    if folder and _folder() != folder:
        os.chdir(folder)
    if dict(os.environ) != environment:
        os.environ.clear()
        os.environ.update(environment)
    if sys.path != path:
        sys.path[:] = path
