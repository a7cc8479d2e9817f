"""A class that stands where a function was asked for, called like one: built with parameters, called with tensors."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from typing import Any

import torch

from lossquiz.grading.sandbox.both.job import Entry

_BY_POSITION = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
_BY_NAME = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
_METHODS = ("forward", "__call__")


def called_as_function(kind: type, entry: Entry) -> Callable[..., object]:
    """Return a function that builds a class and calls what it built.

    A parameter of the question goes to the constructor; to the call only where that takes it, and the constructor
    does not.
    """
    in_call = _parameters(_method_called(kind))
    at_once = _taken_by_position(in_call, entry)
    late = _named(in_call) - _named(_parameters(_constructor(kind)))

    def answer(*given: object, **named: object) -> object:
        rest = dict(zip(entry.parameters[at_once:], given[at_once:], strict=False)) | named
        build: Any = kind
        made = build(**{name: value for name, value in rest.items() if name not in late})
        return made(*given[:at_once], **{name: value for name, value in rest.items() if name in late})

    return answer


def _constructor(kind: type) -> Any:
    """Return the constructor that a class has of its own or from another one that takes something."""
    made: Any = kind
    return None if made.__init__ in {object.__init__, torch.nn.Module.__init__} else made.__init__


def _method_called(kind: type) -> Any:
    held = {name for base in kind.__mro__ for name in vars(base)}
    return next((getattr(kind, name) for name in _METHODS if name in held), None)


def _parameters(method: Any) -> list[inspect.Parameter] | None:
    """Return what a method takes beside `self`, or None where that cannot be told."""
    try:
        return [*inspect.signature(method).parameters.values()][1:]
    except (TypeError, ValueError):
        return None


def _named(parameters: Iterable[inspect.Parameter] | None) -> set[str]:
    return {parameter.name for parameter in parameters or () if parameter.kind in _BY_NAME}


def _taken_by_position(parameters: list[inspect.Parameter] | None, entry: Entry) -> int:
    """Return how many of the tensors the call takes; the others are the constructor's."""
    kinds = [parameter.kind for parameter in parameters or ()]
    if parameters is None or inspect.Parameter.VAR_POSITIONAL in kinds:
        return entry.tensors
    return min(entry.tensors, sum(kind in _BY_POSITION for kind in kinds))
