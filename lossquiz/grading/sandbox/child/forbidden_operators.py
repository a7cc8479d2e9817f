"""Take operators out of torch's dispatcher, below Python: whatever calls them, from whatever thread, gets an error.

Bindings, `torch.ops`, scripts, overloads, transforms and graphs made before all end in the dispatcher. Every kernel of
an operator that can give numbers on a CPU is overridden; those that only hand on (autograd, autocast) end in these. The
libraries that do so are kept where no reference leads to them: an answer can add kernels, but cannot have torch's back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

import torch._C
from torch._C import _dispatch_get_all_op_names, _dispatch_has_kernel_for_dispatch_key, _dispatch_library

from lossquiz.grading.sandbox.child.unplugging import keep, release, unplug

# Under these an operator may have a kernel that computes: alone, from other operators, or for many at once.
_KEYS = (
    "CompositeImplicitAutograd",
    "CompositeImplicitAutogradNestedTensor",
    "CompositeExplicitAutograd",
    "CompositeExplicitAutogradNonFunctional",
    "CPU",
    "MkldnnCPU",
    "QuantizedCPU",
    "SparseCPU",
    "SparseCsrCPU",
    "NestedTensorCPU",
    "ZeroTensor",
    "ADInplaceOrView",
    "FuncTorchBatched",
    "FuncTorchBatchedDecomposition",
    "BatchedNestedTensor",
)
# What belongs to an operator `loss`.
_RELATED = ("{}", "_{}", "{}_forward", "{}_backward", "_{}_backward")
Kernel = tuple[str, str, str]


@cache
def _overloads() -> dict[str, list[str]]:
    """Return the overloads of each ATen operator that torch has."""
    found: dict[str, list[str]] = {}
    for name in _dispatch_get_all_op_names():
        library, _, overload = name.partition("::")
        if library == "aten":
            found.setdefault(overload.partition(".")[0], []).append(overload)
    return found


@cache
def kernels_of(operators: frozenset[str]) -> tuple[Kernel, ...]:
    """Return what must be overridden to take out operators and their relatives: operator, overload, key."""
    bases = {pattern.format(operator): operator for operator in sorted(operators) for pattern in _RELATED}
    return tuple(
        (base, overload, key)
        for base in bases
        for overload in sorted(_overloads().get(base, ()))
        for key in _KEYS
        if _dispatch_has_kernel_for_dispatch_key(f"aten::{overload}", key) and not _hands_on(overload, key)
    )


def _hands_on(overload: str, key: str) -> bool:
    """Tell of a kernel that it does no more than count versions, as those do that write into a place they are given."""
    return key == "ADInplaceOrView" and "." in overload


class Absence:
    """Kernels of torch that are overridden, until they are given back or for good.

    Args:
        kernels: What to override.
        refusing: Makes what is called instead, for the name of an operator.
    """

    def __init__(self, kernels: Iterable[Kernel], refusing: Callable[[str], Callable[..., object]]) -> None:
        self._libraries: dict[str, Any] = {}
        for base, overload, key in kernels:
            if key not in self._libraries:
                self._libraries[key] = _dispatch_library("IMPL", "aten", key, __name__, 0)
                keep(self._libraries[key])
            self._libraries[key].impl(overload, key, refusing(base))

    def end(self) -> None:
        """Let torch have its kernels back."""
        for library in self._libraries.values():
            release(library)
        self._libraries.clear()

    def last(self) -> None:
        """Let it last as long as this process, and nobody end it: what could is kept where nothing leads to it."""
        self._libraries.clear()


def rehearse(refuse: Callable[..., object]) -> None:
    """Override a kernel and give it back at once: torch warns the first time, and sets much up."""
    library = _dispatch_library("IMPL", "aten", "CPU", __name__, 0)
    library.impl("huber_loss", "CPU", refuse)


def close_side_doors() -> None:
    """Let nobody take a kernel out of the dispatcher to keep it; torch itself has no use for that."""
    handed_out = getattr(torch._C, "_dispatch_get_computed_kernel_for_dispatch_key", None)  # noqa: SLF001 - from torch 2.9
    if handed_out is not None:
        unplug(handed_out)
