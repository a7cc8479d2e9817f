"""What an implement task is made of: inputs, parameters, cases, and the mistakes that it knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from lossquiz.questions.kinds.implement.dimensions import size_of

STOPPED = "stopped"  # what stands for an input's gradient where none may reach it
ALIKE = "or whatever in torch computes the same"  # what is forbidden with what is named
AT_LOGITS = "at_logits"  # where it is compared at the logits behind log-probabilities

CaseKind = Literal["worked", "random", "boundary", "extreme", "contract", "memory"]


@dataclass(frozen=True, slots=True)
class InputSpec:
    """One tensor input.

    Attributes:
        name: What it is called.
        sampler: How its values are drawn.
        options: Options of the sampler.
        shape: Its dimensions: names such as `N`, whole numbers, and `M*G` or `K-1`, worked out of names. `("*",)`
            means any shape, 0-d included, the same for all such inputs; a `*` at the end, any further dimensions (one
            at least), the same for all inputs that have it. `()` is a 0-d tensor.
        gradient: Whether its gradient is compared.
        stopped: Whether none may reach it, though it requires grad.
        at_logits: Whether the gradient is compared at the logits of which it is the log-softmax.
    """

    name: str
    sampler: str
    options: Mapping[str, Any]
    shape: tuple[str, ...]
    gradient: bool
    stopped: bool = False
    at_logits: bool = False


@dataclass(frozen=True, slots=True)
class ParameterSpec:
    """One parameter.

    Attributes:
        name: What it is called.
        default: Its default, or None where every call gives it.
        low: The least value to try.
        high: The greatest.
        written: The default as the signature shows it, or "".
        whole: Whether it is a Python int.
        dimension: The dimension of the inputs whose size it tells, or "".
        also: Further values to try, each in a case of its own.
    """

    name: str
    default: float | None
    low: float
    high: float
    written: str
    whole: bool = False
    dimension: str = ""
    also: tuple[float, ...] = ()

    @property
    def usual(self) -> float:
        """The default, or the middle of what is tried."""
        return self.of((self.low + self.high) / 2) if self.default is None else self.default

    def of(self, value: float) -> float:
        """Return a value as the type that is passed: int or float."""
        return int(value) if self.whole else float(value)


@dataclass(frozen=True, slots=True)
class MemorySpec:
    """How large a tensor may be that is made on the way, forward or backward.

    Attributes:
        of: The number of elements that it is a share of: a dimension, such as `N*V`.
        share: The share of it that is allowed.
        sizes: The sizes of all named dimensions, for each case in which it is measured.
    """

    of: str
    share: float
    sizes: tuple[Mapping[str, int], ...]

    def most(self, sizes: Mapping[str, int]) -> int:
        """Return how many elements are allowed."""
        return int(self.share * size_of(self.of, sizes))

    @property
    def largest(self) -> int:
        """The number of elements that are allowed in the largest case; 0 when there is none."""
        return max(map(self.most, self.sizes), default=0)


ANY_SIZE = MemorySpec("", 0.0, ())


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
