"""Running code of the bank itself, in this process: solutions, misconceptions, mutants. Never a candidate's."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lossquiz.questions.model import ImplementTask


def compile_answer(code: str, task: ImplementTask) -> Callable[..., Any]:
    """Compile trusted code and return the function or class that the task names."""
    space: dict[str, Any] = {"__name__": f"lossquiz_bank_{task.id}"}
    exec(compile(code, f"<{task.id}>", "exec"), space)  # noqa: S102 - code of the bank, not of a candidate
    answer: Callable[..., Any] = space[task.name]
    return answer
