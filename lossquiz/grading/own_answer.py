"""What a caller hands over in their own process: a function, or whatever else can be called."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from lossquiz.errors import UsageError
from lossquiz.wording import kind_of

if TYPE_CHECKING:
    from lossquiz.grading.sandbox.both.job import Call, EntryKind
    from lossquiz.grading.sandbox.both.outcomes import OutOfMemory, Raised, Returned
    from lossquiz.grading.sandbox.both.uses import Around
    from lossquiz.questions.kinds.implement import ImplementTask

_NAMELESS = {"<lambda>", "_"}


def name_of(answer: object) -> str:
    """Return the name under which an answer was written: of a partial its function's, of an object its class's."""
    while isinstance(answer, functools.partial):
        answer = answer.func
    named = getattr(answer, "__name__", None) or getattr(answer, "name", None)
    return named if isinstance(named, str) else type(answer).__name__


def question_of(answer: object) -> str:
    """Return the word that tells which question an answer is for.

    Raises:
        UsageError: It has no name, or cannot be called.
    """
    if not callable(answer):
        raise UsageError(f"expected a function, or the path of a file, got {kind_of(answer)}")
    name = name_of(answer)
    if name in _NAMELESS:
        raise UsageError(
            "a lambda has no name to find its question by: define it with `def` under the name that the question "
            'gives, or name the question, as in lossquiz.check(answer, "huber")'
        )
    return name


def refuse_misfit(answer: object, task: ImplementTask) -> None:
    """Refuse an answer that cannot be what a question asks for.

    Raises:
        UsageError: A class where a function is asked, an instance where its class is, or nothing to be called.
    """
    import torch

    if not callable(answer):
        raise UsageError(
            f"{task.id} asks for {task.name}: expected something that can be called, got {kind_of(answer)}"
        )
    if task.entry_kind == "module":
        if not inspect.isclass(answer):
            what = f"an instance of {type(answer).__name__}" if isinstance(answer, torch.nn.Module) else name_of(answer)
            raise UsageError(f"{task.id} asks for the class {task.construct}, not for {what}: pass the class itself")
    elif inspect.isclass(answer):
        raise UsageError(
            f"{task.id} asks for a function {task.signature}, and {answer.__name__} is a class: "
            f"pass an instance of it that can be called, such as {answer.__name__}()"
        )


def unfolded(answer: Callable[..., Any]) -> Callable[..., Any]:
    """Return a partial as a function in which the keywords that it holds can be given by position too."""
    if not isinstance(answer, functools.partial) or not answer.keywords:
        return answer
    function: Callable[..., Any] = answer.func
    names = list(inspect.signature(function).parameters)

    def whole(*given: Any, **named: Any) -> Any:
        taken = set(names[: len(answer.args) + len(given)])
        kept = {name: value for name, value in answer.keywords.items() if name not in taken}
        return function(*answer.args, *given, **{**kept, **named})

    return functools.wraps(function, updated=())(whole)


def file_of(answer: object) -> str:
    """Return the file that an answer stands in, for the lines that a report names; "" where none is known."""
    while isinstance(answer, functools.partial):
        answer = answer.func
    if not inspect.isroutine(answer):
        answer = getattr(answer, "forward", None) or getattr(answer, "__call__", None)  # noqa: B004 - the method itself
    code = getattr(inspect.unwrap(answer), "__code__", None) if callable(answer) else None
    return str(code.co_filename) if code is not None else ""


def called(
    answer: Callable[..., Any], call: Call, kind: EntryKind, around: Around | None = None
) -> Returned | Raised | OutOfMemory:
    """Make one call, with `around` about each forward call; what the answer raises is data, but an interruption."""
    from lossquiz.grading.sandbox.both.calling import call_answer
    from lossquiz.grading.sandbox.both.errors import raised

    try:
        return call_answer(answer, call, kind=kind, around=around)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 - an answer may raise anything, SystemExit too
        return raised(error, {})
