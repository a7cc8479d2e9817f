"""Call something as a training script of its own would: on a stack that begins in a file of another name.

An answer may look at who calls it. What it does must not depend on that, and nowhere else does it meet another caller.
"""

from __future__ import annotations

import _thread
from collections.abc import Callable
from typing import Any

_SCRIPT = """\
def training_step(criterion, results, done):
    try:
        results.append((criterion(), None))
    except BaseException as error:
        results.append((None, error))
    finally:
        done.release()
"""
_space: dict[str, Any] = {"__name__": "__main__"}
exec(compile(_SCRIPT, "train.py", "exec"), _space)  # noqa: S102 - the text above
_training_step = _space["training_step"]


def from_elsewhere(criterion: Callable[[], object]) -> object:
    """Return what `criterion` returns, or raise what it raises; it runs on a thread of its own where there is one."""
    results: list[tuple[object, BaseException | None]] = []
    done = _thread.allocate_lock()
    done.acquire()
    try:
        _thread.start_new_thread(_training_step, (criterion, results, done))
    except RuntimeError:  # no thread is to be had
        return criterion()
    done.acquire()
    if not results:  # there was no room even for what it raised
        raise MemoryError
    result, error = results[0]
    if error is not None:
        raise error
    return result
