"""Call an answer once and collect what came of it: value, gradients, mutated inputs.

The only place where that happens: in the child for submissions, and in process for the project's own
references, misconceptions and mutants.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import torch

from lossquiz.grading.sandbox.both.binding import Bound, bind, changes_of
from lossquiz.grading.sandbox.both.describing import describe
from lossquiz.grading.sandbox.both.errors import raised
from lossquiz.grading.sandbox.both.job import Call, EntryKind
from lossquiz.grading.sandbox.both.outcomes import OutOfMemory, Raised, Returned

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Answer = Callable[..., object]
Around = Callable[[Callable[[], object]], object]


@dataclass(frozen=True, slots=True)
class Collected:
    """What one call did, and the inputs whose values it changed."""

    outcome: Returned | Raised | OutOfMemory
    changed: dict[str, NDArray[np.generic]]


def call_answer(
    answer: Answer,
    call: Call,
    *,
    kind: EntryKind = "function",
    filenames: Mapping[str, int] | None = None,
) -> Returned | Raised | OutOfMemory:
    """Call `answer` once, in this process, and return what came of it.

    Args:
        answer: The function, or the class when `kind` is `module`.
        call: The arguments, and the upstream gradient for backward.
        kind: What `answer` is.
        filenames: The answer's own files, to tell the line that raised: file name to notebook cell, or 0.

    Returns:
        The outcome; an `Exception` of the answer is data, other `BaseException`s pass through.
    """
    try:
        return collect(answer, bind(call), kind=kind).outcome
    except Exception as error:  # noqa: BLE001 - an answer may raise anything
        return raised(error, filenames or {})


def collect(answer: Answer, bound: Bound, *, kind: EntryKind = "function", around: Around | None = None) -> Collected:
    """Call `answer` with `bound`, run backward, and gather the numbers; `around` may wrap the forward call."""

    def forward() -> object:
        function: Any = answer(**bound.construct) if kind == "module" else answer
        return function(*bound.positional, **bound.keyword)

    with torch.enable_grad():
        outcome = describe(around(forward) if around else forward(), bound)
    changed = changes_of(bound)
    return Collected(replace(outcome, mutated=tuple(changed)) if changed else outcome, changed)
