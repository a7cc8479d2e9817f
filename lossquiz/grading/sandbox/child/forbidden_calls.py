"""Notice forbidden built-ins while an answer runs, without changing what it computes.

Two modes of torch see functions and ATen operators as they are called; the autograd graph of the result names
the operators that made it. The modes cost a multiple of a small loss, so that they watch some calls closely,
and the graph is walked after each.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from types import FrameType
from typing import Any

import torch
from torch.autograd import forward_ad
from torch.overrides import TorchFunctionMode
from torch.utils._python_dispatch import TorchDispatchMode

from lossquiz.grading.sandbox.both.outcomes import ForbiddenUse
from lossquiz.grading.sandbox.both.reading import plain_tensor
from lossquiz.grading.sandbox.child.forbidden_names import Names

_MOST_NODES = 200_000
_MOST_USES = 50


class Watch:
    """Notes the forbidden uses of one submission.

    Args:
        names: What is forbidden.
        filenames: The submission's files, to the notebook's cell or 0.
        companions: Those of them that are not the submission itself.
    """

    def __init__(self, names: Names, filenames: dict[str, int], companions: frozenset[str] = frozenset()) -> None:
        self._names = names
        self._filenames = filenames
        self._companions = companions
        self._fresh: list[ForbiddenUse] = []
        self._seen: set[ForbiddenUse] = set()

    @property
    def watches_functions(self) -> bool:
        """Whether watching closely differs from watching loosely."""
        return bool(self._names.functions or self._names.operators)

    def closely(self, forward: Callable[[], object]) -> object:
        """Run `forward` under both modes, then walk its graph."""
        with ExitStack() as stack:
            if self.watches_functions:
                stack.enter_context(_Functions(self))
                stack.enter_context(_Operators(self))
            return self.loosely(forward)

    def loosely(self, forward: Callable[[], object]) -> object:
        """Run `forward`, then walk its graph."""
        if not self._names.by_hand:
            result = forward()
        else:
            with _engine_watched(self.note):
                result = forward()
        if self._names.nodes and isinstance(result, torch.Tensor):
            self._walk(plain_tensor(result).grad_fn)
        return result

    def take(self) -> tuple[ForbiddenUse, ...]:
        """Return the uses noted since the last time."""
        fresh, self._fresh = tuple(self._fresh), []
        return fresh

    def note(self, name: str, seen: str) -> None:
        """Note one use, with the line of the submission that is running."""
        file, cell, line = self._running_line()
        use = ForbiddenUse(name, line, seen, cell, file)  # type: ignore[arg-type]  # only our own words are passed
        if use not in self._seen and len(self._seen) < _MOST_USES:
            self._seen.add(use)
            self._fresh.append(use)

    def function(self, function: Any) -> None:
        """Note `function` if it is forbidden."""
        name = self._names.of_object(function)
        if name:
            self.note(name, "call")
        elif type(function) is _BUILTIN and function.__name__ in self._names.operators:
            self.note(function.__name__, "operator")

    def operator(self, operator: Any) -> None:
        """Note an ATen operator if it is forbidden."""
        name = operator.name().partition("::")[2].partition(".")[0]
        if name in self._names.operators:
            self.note(name, "operator")

    def _running_line(self) -> tuple[str, int, int]:
        frame: FrameType | None = sys._getframe(1)  # noqa: SLF001 - inspect reads files, which is slow
        while frame is not None:
            filename = frame.f_code.co_filename
            if filename in self._filenames:
                file = filename if filename in self._companions else ""
                return file, self._filenames[filename], frame.f_lineno
            frame = frame.f_back
        return "", 0, 0

    def _walk(self, root: Any) -> None:
        """Look for forbidden nodes in the graph that made the result."""
        queue, known = [root], {root}
        while queue and len(known) < _MOST_NODES:
            node = queue.pop()
            if node is None:
                continue
            # A candidate's own autograd.Function may be called anything.
            if not isinstance(node, torch.autograd.function.BackwardCFunction):
                name = node.name()
                if name in self._names.nodes:
                    self.note(name, "node")
            for following, _ in node.next_functions:
                if following not in known:
                    known.add(following)
                    queue.append(following)


_BUILTIN = type(len)


class _Functions(TorchFunctionMode):
    def __init__(self, watch: Watch) -> None:
        super().__init__()
        self._watch = watch

    def __torch_function__(
        self, func: Any, types: Any, args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        del types
        self._watch.function(func)
        return func(*args, **(kwargs or {}))


class _Operators(TorchDispatchMode):
    def __init__(self, watch: Watch) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # torch leaves it untyped
        self._watch = watch

    def __torch_dispatch__(
        self, func: Any, types: Any, args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        del types
        self._watch.operator(func)
        return func(*args, **(kwargs or {}))

    @classmethod
    def _should_skip_dynamo(cls) -> bool:
        """Keep torch from wrapping the method above: the wrapper imports torch._dynamo, for a second, when called."""
        return False


@contextmanager
def _engine_watched(note: Callable[[str, str], None]) -> Iterator[None]:
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
