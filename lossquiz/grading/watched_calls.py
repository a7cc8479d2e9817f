"""Notice forbidden built-ins while a function of the caller's own runs in the caller's own process.

There nothing can be taken out of use: it is not ours. Two modes of torch see functions and ATen operators as they are
called, and the calls of autograd's engine are counted; whoever wants to hide from that deceives nobody but himself.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from types import FrameType
from typing import Any, Literal

import torch
from torch.autograd import forward_ad
from torch.overrides import TorchFunctionMode
from torch.utils._python_dispatch import TorchDispatchMode

from lossquiz.grading.sandbox.both.job import Entry, Forbidden
from lossquiz.grading.sandbox.both.outcomes import ForbiddenUse
from lossquiz.grading.sandbox.child.forbidden_names import Names

_BUILTIN = type(len)
Seen = Literal["call", "operator"]


class WatchedCalls:
    """Notes the forbidden built-ins that a function calls.

    Args:
        forbidden: What is forbidden.
        entry: What the function is.
        filename: The file that it stands in, or where a notebook's cell seems to lie.
    """

    def __init__(self, forbidden: Forbidden, entry: Entry, filename: str = "") -> None:
        self._names = Names(forbidden, entry)
        self._filename = filename
        self._uses: dict[str, ForbiddenUse] = {}

    @property
    def uses(self) -> tuple[ForbiddenUse, ...]:
        """What was called so far: each built-in once, where it was first called."""
        return tuple(self._uses.values())

    def around(self, forward: Callable[[], object]) -> object:
        """Run `forward`, and note what it calls."""
        with ExitStack() as stack:
            if self._names.by_hand:
                stack.enter_context(_engine_watched(self._note))
            if self._names.functions or self._names.operators:
                stack.enter_context(_Functions(self._function))
                stack.enter_context(_Operators(self._operator))
            return forward()

    def _note(self, name: str, seen: Seen) -> None:
        short = name.rpartition(".")[2]  # of a function and of the operator in which it ends, only the first is noted
        self._uses.setdefault(short, ForbiddenUse(name, self._running_line(), seen))

    def _function(self, function: Any) -> None:
        name = self._names.of_object(function)
        if name:
            self._note(name, "call")
        elif type(function) is _BUILTIN and function.__name__ in self._names.operators:
            self._note(function.__name__, "operator")

    def _operator(self, operator: Any) -> None:
        name = operator.name().partition("::")[2].partition(".")[0]
        if name in self._names.taken_out:
            self._note(name, "operator")

    def _running_line(self) -> int:
        frame: FrameType | None = sys._getframe(1)  # noqa: SLF001 - inspect reads files, which is slow
        while frame is not None:
            if frame.f_code.co_filename == self._filename:
                return frame.f_lineno
            frame = frame.f_back
        return 0


class _Functions(TorchFunctionMode):
    def __init__(self, seen: Callable[[Any], None]) -> None:
        super().__init__()
        self._seen = seen

    def __torch_function__(
        self, func: Any, types: Any, args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        del types
        self._seen(func)
        return func(*args, **(kwargs or {}))


class _Operators(TorchDispatchMode):
    def __init__(self, seen: Callable[[Any], None]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # torch leaves it untyped
        self._seen = seen

    def __torch_dispatch__(
        self, func: Any, types: Any, args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        del types
        self._seen(func)
        return func(*args, **(kwargs or {}))

    @classmethod
    def _should_skip_dynamo(cls) -> bool:
        """Keep torch from wrapping the method above: the wrapper imports torch._dynamo, for a second, when called."""
        return False


@contextmanager
def _engine_watched(note: Callable[[str, Seen], None]) -> Iterator[None]:
    """Note each start of autograd, backward or forward, while a gradient is to be written by hand."""
    places = [(module, "_engine_run_backward") for module in (torch.autograd, torch.autograd.graph)]
    places.append((forward_ad, "enter_dual_level"))
    before = [(module, name, getattr(module, name, None)) for module, name in places]

    def watched(original: Callable[..., Any], name: str) -> Callable[..., Any]:
        def run(*args: Any, **kwargs: Any) -> Any:
            caller = sys._getframe(1).f_code.co_name  # noqa: SLF001 - as above
            note(
                name if name != "torch.autograd" else "torch.autograd.grad" if caller == "grad" else "backward", "call"
            )
            return original(*args, **kwargs)

        return run

    try:
        for module, name, original in before:
            if original is not None:
                word = "torch.autograd.forward_ad" if module is forward_ad else "torch.autograd"
                setattr(module, name, watched(original, word))
        yield
    finally:
        for module, name, original in before:
            if original is not None:
                setattr(module, name, original)
