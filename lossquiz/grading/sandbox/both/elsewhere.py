"""Use something as a training script of its own would: on a stack that begins in a file of another name.

An answer may look at who calls it. What it does must not depend on that, and nowhere else does it meet another caller.
"""

from __future__ import annotations

import _thread
from collections.abc import Callable, Generator
from typing import Any, TypeVar

_T = TypeVar("_T")
Step = Callable[[], object]
_SCRIPT = """\
def train(steps, errors, done):
    try:
        step = next(steps)
        while step:
            result = step()
            step = steps.send(result)
    except BaseException as error:
        errors.append(error)
    finally:
        step = result = None
        done.release()
"""
_space: dict[str, Any] = {"__name__": "__main__"}
exec(compile(_SCRIPT, "train.py", "exec"), _space)  # noqa: S102 - the text above
_train = _space["train"]


def from_elsewhere(steps: Generator[Step, Any, _T]) -> _T:
    """Have a script call one step after the other, and return what the generator returns, or raise what a step raises.

    The generator is sent what each step returned, and is not on the stack while one runs. The script has a thread of
    its own where there is one, and all of it runs there: to hand each step over would take as long as the steps.
    """
    returned: list[_T] = []
    errors: list[BaseException] = []
    done = _thread.allocate_lock()
    done.acquire()
    whole = _to_the_end(steps, returned)
    try:
        _thread.start_new_thread(_train, (whole, errors, done))
    except RuntimeError:  # no thread is to be had
        _train(whole, errors, done)
    done.acquire()
    # Whatever holds tensors is let go of here: a thread that does so while Python shuts down would abort the process.
    whole.close()
    if errors:
        raise errors.pop()
    if not returned:  # there was no room even for what was raised
        raise MemoryError
    return returned[0]


def _to_the_end(steps: Generator[Step, Any, _T], returned: list[_T]) -> Generator[Step | None, Any, None]:
    returned.append((yield from steps))
    yield None
