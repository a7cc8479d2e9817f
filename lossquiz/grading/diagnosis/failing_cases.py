"""Mistakes that show in which cases fail and which pass: what the failing ones have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from lossquiz.grading.sandbox.both.outcomes import Raised
from lossquiz.questions.samplers import SAMPLERS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lossquiz.grading.cases.cases import Case
    from lossquiz.grading.judging.compare import Comparison
    from lossquiz.questions.model import ImplementTask

Found = tuple[str, str]
Feature = Callable[["Case"], bool]
SOME = 0.2
MOST = 0.6  # of the cases with a feature; the others may pass because the loss is zero there
REDUCTIONS = {"reduction", "batch_reduction"}
MIN_SIDE = 3  # a pattern needs so many failing and so many passing cases


def _separates(comparisons: Sequence[Comparison], feature: Feature, share: float = MOST) -> bool:
    """Whether only cases with a feature fail, most of them do, and there are enough of both."""
    having = [c for c in comparisons if feature(c.case)]
    lacking = [c for c in comparisons if not feature(c.case)]
    failed = sum(not c.passed for c in having)
    enough = failed >= MIN_SIDE and len(lacking) >= MIN_SIDE
    return enough and failed >= share * len(having) and all(c.passed for c in lacking)


def _first(case: Case) -> NDArray[Any]:
    return case.call.tensors[0].array


def _rows(case: Case) -> int:
    first = _first(case)
    return first.shape[0] if first.ndim else 1


def _positional(case: Case) -> bool:
    return len(case.call.positional) > len(case.call.tensors)


FEATURES: tuple[tuple[Feature, str, str], ...] = (
    (
        lambda c: _rows(c) == 1,
        "only_batch_of_one",
        "Wrong only for a batch of one: look for squeeze(), or a statistic over the batch.",
    ),
    (
        lambda c: _rows(c) != 1,
        "batch_reduction",
        "Right for a batch of one, wrong for more rows: look at how the rows are put together.",
    ),
    (
        lambda c: c.size == 1,
        "only_one_element",
        "Wrong only for a single element: look for squeeze() or a division by n − 1.",
    ),
    (lambda c: c.size != 1, "reduction", "Right for a single element, wrong for several: look at the reduction."),
    (
        lambda c: _first(c).ndim == 0,
        "only_scalars",
        "Wrong only for 0-d inputs: the code expects a dimension that is not there.",
    ),
    (
        lambda c: _first(c).ndim > 1,
        "only_flat",
        "Right only for flat inputs: the reduction does not run over all dimensions.",
    ),
    (
        lambda c: not c.plain_layout,
        "not_contiguous",
        "Wrong only for inputs that are not contiguous in memory: use reshape instead of view.",
    ),
    (
        lambda c: c.dtype == "float64",
        "wrong_dtype",
        "Wrong only in double precision: something is cast to float32.",
    ),
    (
        lambda c: c.dtype == "float32",
        "unstable",
        "Right in double precision only: a difference of near numbers, or a tiny step, loses what float32 holds.",
    ),
    (lambda c: c.call.upstream is None, "needs_grad", "Wrong only when no gradient is asked for."),
    (
        _positional,
        "parameter_order",
        "Wrong only when parameters are passed by position: their order differs from the signature.",
    ),
    (
        lambda c: c.omitted,
        "wrong_default",
        "Wrong only when the parameters are left at their default: a default differs from the signature.",
    ),
)
"""What a call may have that only failing ones have: the test, the name of the mistake, the mistake in words."""


def by_feature(comparisons: Sequence[Comparison]) -> Iterator[Found]:
    """Yield the features of a call that exactly the failing cases have."""
    values = any(f.place == "value" for c in comparisons for f in c.failures)
    raises = all(isinstance(c.outcome, Raised) for c in comparisons if not c.passed)
    for feature, name, message in FEATURES:
        # Only one of the inputs may have to be contiguous; then `view` raises in some of the cases, and nothing else.
        share = (SOME if raises else 1.0) if name == "not_contiguous" else MOST
        if _separates(comparisons, feature, share) and (values or name not in REDUCTIONS):
            yield name, message


def by_class(task: ImplementTask, comparisons: Sequence[Comparison]) -> Iterator[Found]:
    """Yield the class, or the label, that occurs in exactly the failing cases."""
    for spec in task.inputs:
        labels = SAMPLERS[spec.sampler].labels
        for label in range(-1, 4) if labels else ():
            occurs = partial(_occurs, spec.name, label, labels)
            if _separates(comparisons, occurs) and not _for_its_rows(comparisons, occurs):
                what = f"class {label}" if labels == "one_hot" else f"{spec.name} = {label}"
                yield (
                    "only_one_class",
                    f"Wrong exactly when {what} occurs in the batch: that class is treated differently.",
                )


def _for_its_rows(comparisons: Sequence[Comparison], occurs: Feature) -> bool:
    """Whether it may as well be the number of rows that matters: a row with the label, alone, is right."""
    alone = [c.passed for c in comparisons if _rows(c.case) == 1 and occurs(c.case)]
    lacking = [c for c in comparisons if _rows(c.case) > 1 and not occurs(c.case)]
    return not lacking or sum(alone) > len(alone) / 2


def _occurs(name: str, label: int, labels: str, case: Case) -> bool:
    array = next(t.array for t in case.call.tensors if t.name == name)
    if labels == "one_hot":
        return 0 <= label < array.shape[-1] and bool(array[..., label].any())
    return bool((array == label).any())


def by_threshold(comparisons: Sequence[Comparison]) -> Iterator[Found]:
    """Yield the size of the greatest input, or of the greatest difference, beyond or below which cases fail."""
    measures: tuple[tuple[str, Callable[[Case], float]], ...] = (
        ("the greatest input", lambda c: max(_top(t.array) for t in c.call.tensors if t.array.dtype.kind == "f")),
        ("the difference of the first two inputs", _difference),
    )
    for what, measure in measures:
        failed = [measure(c.case) for c in comparisons if not c.passed]
        passed = [measure(c.case) for c in comparisons if c.passed]
        if len(failed) < MIN_SIDE or len(passed) < MIN_SIDE:
            continue
        if min(failed) > max(passed):
            yield (
                "beyond_threshold",
                _beyond(what, (min(failed) + max(passed)) / 2),
            )
        elif max(failed) < min(passed):
            yield (
                "below_threshold",
                _below(what, (max(failed) + min(passed)) / 2),
            )


def _beyond(what: str, size: float) -> str:
    return f"Wrong only when {what} exceeds about {size:.3g} in size: a clamp, an overflow, or the far branch."


def _below(what: str, size: float) -> str:
    return f"Wrong only when {what} stays below about {size:.3g} in size: look at the near branch, or an epsilon."


def _top(array: NDArray[Any]) -> float:
    return float(np.max(np.abs(array), initial=0.0))


def _difference(case: Case) -> float:
    arrays: list[NDArray[Any]] = [t.array for t in case.call.tensors if t.array.dtype.kind == "f"]
    if len(arrays) < 2 or arrays[0].shape != arrays[1].shape:  # noqa: PLR2004 - a difference takes two
        return 0.0
    return _top(arrays[0] - arrays[1])
