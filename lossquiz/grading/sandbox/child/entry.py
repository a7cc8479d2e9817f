"""Find the answer in a submission that was executed, in whatever form it was written, and fit it to its calls."""

from __future__ import annotations

import functools
import inspect
import sys
from collections.abc import Callable
from dataclasses import dataclass
from types import BuiltinFunctionType, FunctionType, ModuleType

import torch

from lossquiz.grading.sandbox.both.job import Entry
from lossquiz.grading.sandbox.both.names import folded
from lossquiz.grading.sandbox.both.outcomes import LoadFailure, Remark
from lossquiz.grading.sandbox.child.class_calls import called_as_function
from lossquiz.grading.sandbox.child.companions import OWN_MODULE, is_companion

MODULE_NAME = OWN_MODULE


@dataclass(frozen=True, slots=True)
class Found:
    """The answer, and what is to be said of where it was found."""

    answer: Callable[..., object]
    remarks: tuple[Remark, ...] = ()


def is_defined(module: ModuleType, entry: Entry) -> bool:
    """Tell whether the entry seems to be there by now, without running anything to find out."""
    if callable(vars(module).get(entry.name)):
        return True
    classes = _own_classes(module)
    by_name = entry.accepts_class and any(folded(kind.__name__) == folded(entry.name) for kind in classes)
    return by_name or any(entry.name in vars(kind) for kind in classes)


def find_entry(module: ModuleType, entry: Entry) -> Found | LoadFailure:
    """Return the answer in a module.

    A function may be anything that can be called, at the top or as a method of the only class that has it; a class
    of the function's name is called in its place only where the entry accepts it.
    """
    answer = vars(module).get(entry.name)
    if entry.kind == "module":
        return Found(answer) if isinstance(answer, type) else _missing(entry, answer)
    if callable(answer) and not isinstance(answer, type):
        return fitted(answer, entry, ())
    method = _method(module, entry)
    if method is not None:
        return method
    named = answer if isinstance(answer, type) else _class_of_the_name(module, entry)
    if named is None:
        return _missing(entry, answer)
    if not entry.accepts_class:
        return LoadFailure("missing", "", f"{named.__name__} is a class", stand_in=str(named.__name__))
    said = Remark("found", f"the class {named.__name__} is graded in place of a function {entry.name}")
    return Found(called_as_function(named, entry), (said, Remark("stand_in", str(named.__name__))))


def _missing(entry: Entry, found: object) -> LoadFailure:
    wanted = "class" if entry.kind == "module" else "function"
    if found is None:
        return LoadFailure("missing", "", f"no {wanted} called {entry.name} is defined")
    return LoadFailure("missing", "", f"{entry.name} is defined, but is no {wanted}")


# --- methods and classes ------------------------------------------------------------------------------------------


def _own_classes(module: ModuleType) -> list[type]:
    own = {MODULE_NAME, module.__name__}
    return [v for v in vars(module).values() if isinstance(v, type) and getattr(v, "__module__", "") in own]


def _method(module: ModuleType, entry: Entry) -> Found | None:
    """Return the method of the entry's name of the only class that has one."""
    classes = [kind for kind in dict.fromkeys(_own_classes(module)) if entry.name in vars(kind)]
    if len(classes) != 1:
        return None
    kind = classes[0]
    try:
        owner = kind if isinstance(vars(kind)[entry.name], (staticmethod, classmethod)) else kind()
        answer = getattr(owner, entry.name)
    except Exception:  # noqa: BLE001 - a class of the submission's may do anything
        return None
    if not callable(answer):
        return None
    said = Remark("found", f"{entry.name} is a method of the class {kind.__name__}")
    return fitted(answer, entry, (said,))


def _class_of_the_name(module: ModuleType, entry: Entry) -> type | None:
    found = [kind for kind in _own_classes(module) if folded(kind.__name__) == folded(entry.name)]
    return found[0] if len(found) == 1 and issubclass(found[0], torch.nn.Module) else None


# --- parameters under other names ---------------------------------------------------------------------------------


def fitted(answer: Callable[..., object], entry: Entry, remarks: tuple[Remark, ...]) -> Found:
    """Return an answer that takes each parameter under the name that it is called with, by its place if need be."""
    renamed = _renamed(answer, entry) if entry.parameters else {}
    if not renamed:
        return Found(answer, remarks)
    said = ", ".join(f"{asked} is called {own}" for asked, own in renamed.items())

    @functools.wraps(answer, updated=())
    def by_place(*given: object, **named: object) -> object:
        return answer(*given, **{renamed.get(name, name): value for name, value in named.items()})

    return Found(by_place, (*remarks, Remark("renamed", said)))


def _renamed(answer: Callable[..., object], entry: Entry) -> dict[str, str]:
    """Return the parameters whose place is taken by one of another name: asked name to own name."""
    try:
        own = list(inspect.signature(answer).parameters.values())
    except (TypeError, ValueError):
        return {}
    names = [parameter.name for parameter in own]
    pairs = [*zip(entry.parameters, own, strict=False)][entry.tensors :]
    return {
        asked: parameter.name
        for asked, parameter in pairs
        if asked not in names
        and parameter.name not in entry.parameters
        and parameter.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD
        and not any(other.kind is inspect.Parameter.VAR_KEYWORD for other in own)
    }


# --- what else is there -------------------------------------------------------------------------------------------


def defined_names(module: ModuleType) -> tuple[str, ...]:
    """Return the public names of what can be called and is the submission's own, methods of its classes last."""
    own = [str(name) for name, value in vars(module).items() if not name.startswith("_") and _is_own(value, module)]
    methods = [
        name
        for kind in _own_classes(module)
        if not issubclass(kind, torch.nn.Module)
        for name, value in vars(kind).items()
        if not name.startswith("_") and isinstance(value, (staticmethod, classmethod, FunctionType))
    ]
    return tuple(dict.fromkeys([*own, *methods]))


def imported_names(module: ModuleType) -> tuple[str, ...]:
    """Return the public names of functions that come from the candidate's other files."""
    return tuple(
        str(name)
        for name, value in vars(module).items()
        if not name.startswith("_") and isinstance(value, FunctionType) and _is_of_a_companion(value)
    )


def _is_of_a_companion(value: FunctionType) -> bool:
    home = sys.modules.get(str(getattr(value, "__module__", "")))
    return home is not None and home is not sys.modules.get(MODULE_NAME) and is_companion(home)


def _is_own(value: object, module: ModuleType) -> bool:
    if not callable(value) or isinstance(value, ModuleType):
        return False
    if isinstance(value, (FunctionType, BuiltinFunctionType, type)):
        return getattr(value, "__module__", None) in {MODULE_NAME, module.__name__}
    return not type(value).__module__.startswith("torch._ops")  # partials, compiled functions, callable objects
