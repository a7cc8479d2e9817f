"""Call an answer as its call asks, and collect what came of it: value, gradients, and what was changed beside.

The only place where that happens: in the child for submissions, and in process for the project's own
references, misconceptions and mutants.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import torch

from lossquiz.grading.sandbox.both.binding import Bound, bind, changes_of
from lossquiz.grading.sandbox.both.errors import raised
from lossquiz.grading.sandbox.both.job import Call, EntryKind
from lossquiz.grading.sandbox.both.modes import Modes, Setting, modes
from lossquiz.grading.sandbox.both.outcomes import OutOfMemory, Raised, Returned, SideEffect
from lossquiz.grading.sandbox.both.uses import Answer, Around, use_accumulating, use_in_training, use_once

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


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
    around: Around | None = None,
) -> Returned | Raised | OutOfMemory:
    """Call `answer` in this process, and return what came of it.

    Args:
        answer: The function, or the class when `kind` is `module`.
        call: The arguments, and the upstream gradient for backward.
        kind: What `answer` is.
        filenames: The answer's own files, to tell the line that raised: file name to notebook cell, or 0.
        around: What wraps the forward call.

    Returns:
        The outcome; an `Exception` of the answer is data, other `BaseException`s pass through.
    """
    try:
        return collect(answer, bind(call), kind=kind, around=around).outcome
    except Exception as error:  # noqa: BLE001 - an answer may raise anything
        return raised(error, filenames or {})


def collect(answer: Answer, bound: Bound, *, kind: EntryKind = "function", around: Around | None = None) -> Collected:
    """Use `answer` as `bound` says, and gather the numbers; `around` may wrap each forward call.

    What the answer left set for the whole process is put back, also where it raised.
    """
    with torch.enable_grad():
        before = modes()
        try:
            outcome, given = _use(answer, bound, kind, around)
        except BaseException:
            _put_back(before)
            raise
        left = [SideEffect("setting", setting.words) for setting in _put_back(before) if setting.harms]
    changed = changes_of(given)
    if left or changed:
        effects = (*outcome.side_effects, *left)
        outcome = replace(outcome, mutated=tuple(changed), side_effects=effects, after=changed)
    return Collected(outcome, changed)


def _use(answer: Answer, bound: Bound, kind: EntryKind, around: Around | None) -> tuple[Returned, Bound]:
    """Return what came of the use, and the inputs that the answer was given."""
    if bound.use == "training":
        return use_in_training(answer, bound, kind, around)
    use = use_accumulating if bound.use == "accumulating" else use_once
    return use(answer, bound, kind, around), bound


def _put_back(before: Modes) -> tuple[Setting, ...]:
    return () if modes() == before else tuple(before.put_back())
