"""Running code of the bank itself, in this process: solutions, misconceptions, mutants. Never a candidate's."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from lossquiz.grading.sandbox.both.outcomes import Raised
from lossquiz.questions.authored import in_task
from lossquiz.questions.containing import Contained, EndlessError

if TYPE_CHECKING:
    from lossquiz.grading.sandbox.both.job import Call
    from lossquiz.grading.sandbox.both.outcomes import OutOfMemory, Returned
    from lossquiz.questions.kinds.implement import ImplementTask

REPLAY_SECONDS = 5.0


def compile_answer(code: str, task: ImplementTask) -> Callable[..., Any]:
    """Compile trusted code and return the function or class that the task names.

    Raises:
        NameError: The code does not define it.
    """
    answer: Callable[..., Any] = _executed(code, task)[task.name]
    return answer


def _executed(code: str, task: ImplementTask) -> dict[str, Any]:
    space: dict[str, Any] = {"__name__": f"lossquiz_bank_{task.id}"}
    exec(compile(code, in_task(task).source, "exec"), space)  # noqa: S102 - code of the bank, not of a candidate
    if task.name not in space:
        raise NameError(f"it defines no {task.name}")
    return space


class WrongVariant:
    """The code of a misconception, compiled when it is first called.

    What breaks it is told by `bank check`; here, where somebody else's answer is looked at, its call has raised.
    """

    def __init__(self, code: str, task: ImplementTask) -> None:
        self._code, self._task = code, task
        self._space: dict[str, Any] = {}

    def names(self) -> dict[str, Any]:
        """Return the names of its module, whose values may be set; none where it is broken."""
        if not self._space:
            with suppress(Exception, SystemExit, EndlessError), Contained(REPLAY_SECONDS):
                self._space = _executed(self._code, self._task)
        return self._space

    def call(self, call: Call) -> Returned | Raised | OutOfMemory:
        """Return what comes of one call."""
        from lossquiz.grading.sandbox.both.calling import call_answer

        try:
            with Contained(REPLAY_SECONDS):
                self._space = self._space or _executed(self._code, self._task)
                return call_answer(self._space[self._task.name], call, kind=self._task.entry_kind)
        except (Exception, SystemExit, EndlessError) as error:  # noqa: BLE001 - an author's code may raise anything
            return Raised(type(error).__name__, str(error))
