"""What an implement task is made of: inputs, parameters, cases, and the mistakes that it knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

CaseKind = Literal["worked", "random", "boundary", "extreme", "contract"]


@dataclass(frozen=True, slots=True)
class InputSpec:
    """One tensor input: its sampler with options, its shape in named dimensions, and whether a gradient is due.

    The shape `("*",)` means any shape, 0-d included, the same for all such inputs.
    """

    name: str
    sampler: str
    options: Mapping[str, Any]
    shape: tuple[str, ...]
    gradient: bool


@dataclass(frozen=True, slots=True)
class ParameterSpec:
    """One keyword: its default, the range from which other values are drawn, and the default as it is written."""

    name: str
    default: float
    low: float
    high: float
    written: str


@dataclass(frozen=True, slots=True)
class CaseSpec:
    """A case written by the author.

    Attributes:
        kind: `worked`, `boundary` or `extreme`.
        given: The values of the inputs, and of the parameters that are not left at their default.
        note: What the case shows, in a few words.
        gradient: Whether the gradient is judged too.
        rtol: A relative tolerance of its own for value and gradient, or None for the common one.
        dtype: `float32`, or `float64` where the numbers need it.
    """

    kind: CaseKind
    given: Mapping[str, Any]
    note: str
    gradient: bool
    rtol: float | None
    dtype: str


@dataclass(frozen=True, slots=True)
class Misconception:
    """A wrong variant: its code, and one sentence on what went wrong."""

    id: str
    says: str
    code: str


@dataclass(frozen=True, slots=True)
class EquivalentMutant:
    """A mutant of the solution that is no mistake: the changed line as it reads after the change, and why."""

    change: str
    reason: str
