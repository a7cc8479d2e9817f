"""Take functions that are written in Python out of use: losses put together from operators, and what repeats those.

Whoever holds such a function holds the object whose code is exchanged. Modules that repeat torch's operators in Python
(references, decompositions) are large, and loaded by few: they are looked at when they are there, and when they come.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import CodeType, FunctionType, ModuleType
from typing import Any

from lossquiz.grading.sandbox.child.unplugging import keep, release

# Where torch has its operators once more, in Python, under their own names or with an underscore before them.
_REPEATED_IN = (
    "torch._refs",
    "torch._refs.nn.functional",
    "torch._decomp.decompositions",
    "torch._decomp.decompositions_for_jvp",
    "torch._inductor.decomposition",
)
_PLACE = "what is called"
Refusing = Callable[[str], Callable[..., object]]


def _template(*args: object, **kwargs: object) -> object:
    called: Any = "what is called"
    return called(*args, **kwargs)


def _innermost(function: Any) -> FunctionType | None:
    """Return the Python function below all that is wrapped around it."""
    while (inner := getattr(function, "__wrapped__", None)) is not None:
        function = inner
    return function if isinstance(function, FunctionType) else None


def _calling(instead: Callable[..., object], before: CodeType) -> CodeType:
    """Return code that calls another function, for one that had `before`."""
    code = _template.__code__
    constants = tuple(instead if constant == _PLACE else constant for constant in code.co_consts)
    return code.replace(co_consts=constants, co_freevars=before.co_freevars)


class Absence:
    """Functions whose code is exchanged, until it is given back or for good.

    Args:
        found: The functions, under their names.
        refusing: Makes what is called instead, for a name.
    """

    def __init__(self, found: Iterable[tuple[str, Any]], refusing: Refusing) -> None:
        self._before: dict[FunctionType, CodeType] = {}
        for name, wrapped in found:
            function = _innermost(wrapped)
            if function is not None and function not in self._before:
                self._before[function] = function.__code__
                function.__code__ = _calling(refusing(name), function.__code__)
        keep(self._before)

    def end(self) -> None:
        """Give the functions their own code back."""
        for function, code in self._before.items():
            function.__code__ = code
        release(self._before)
        self._before = {}

    def last(self) -> None:
        """Let it last; their own code is kept where nothing leads to it, since to free it would take longer."""
        self._before = {}


def repeated_now(words: Sequence[str]) -> Iterator[tuple[str, Any]]:
    """Yield what is loaded of torch's operators in Python, under their names."""
    for name in _REPEATED_IN:
        module = sys.modules.get(name)
        if module is not None:
            yield from _repeated(module, words)


def repeated_later(words: Sequence[str], refusing: Refusing) -> None:
    """Take operators out of the modules that have them once more as soon as these are loaded."""
    sys.meta_path.insert(0, _Latecomers(words, refusing))


def _repeated(module: ModuleType, words: Iterable[str]) -> Iterator[tuple[str, Any]]:
    there = vars(module)
    for word in words:
        for name in (word, f"_{word}"):
            if name in there:
                yield word, there[name]


class _Latecomers(MetaPathFinder):
    """Finds the modules that repeat operators, and takes these out of them when they are loaded."""

    def __init__(self, words: Sequence[str], refusing: Refusing) -> None:
        self._words = words
        self._refusing = refusing

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return the spec of such a module; leave all else to the other finders."""
        spec = PathFinder.find_spec(fullname, path, target) if fullname in _REPEATED_IN else None
        if spec is not None and spec.loader is not None:
            spec.loader = _Loading(spec.loader, self._words, self._refusing)
        return spec


class _Loading(Loader):
    def __init__(self, loader: Any, words: Sequence[str], refusing: Refusing) -> None:
        self._loader = loader
        self._words = words
        self._refusing = refusing

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        module: ModuleType | None = self._loader.create_module(spec)
        return module

    def exec_module(self, module: ModuleType) -> None:
        self._loader.exec_module(module)
        Absence(_repeated(module, self._words), self._refusing).last()
