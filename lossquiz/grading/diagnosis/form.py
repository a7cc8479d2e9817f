"""Mistakes that show in what came back at all, and those that no number explains."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from lossquiz.grading.diagnosis.agreement import close, ordinary, real_numbers, wrong_value
from lossquiz.grading.diagnosis.evidence import Evidence, Found
from lossquiz.grading.diagnosis.failing_cases import by_class, by_feature, by_threshold
from lossquiz.grading.judging.compare import simplest
from lossquiz.grading.judging.sizes import all_finite
from lossquiz.grading.remarks import place
from lossquiz.grading.sandbox.both.outcomes import Raised, Returned

if TYPE_CHECKING:
    from lossquiz.grading.judging.compare import Comparison
    from lossquiz.questions.kinds.implement import ImplementTask

MIN_LOST = 3


def of_results(task: ImplementTask, comparisons: Sequence[Comparison]) -> Iterator[Found]:
    """Yield what is wrong with the kind of thing that came back, whatever its numbers."""
    failures = [f for c in comparisons for f in c.failures]
    returned = [c.outcome for c in comparisons if isinstance(c.outcome, Returned)]
    kinds = {o.kind for o in returned}
    enough = {"tensor", "array"} if task.entry_kind == "backward" else {"tensor"}
    if kinds and not kinds & enough:
        wanted = (
            "the gradient as a tensor or an array" if "array" in enough else "a 0-d tensor, so that gradients can flow"
        )
        yield "not_a_tensor", f"The answer returns {_thing(returned[0])}; return {wanted}."
        return
    if any(outcome.mutated for outcome in returned):
        yield "mutates_input", "An input is changed in place; the caller still needs it. Work on a copy."
        return
    yield from _shape_of_gradient(task, comparisons) if task.entry_kind == "backward" else _shape(comparisons)
    if {f.check for f in failures} == {"dtype"} or _loses_precision(comparisons):
        first = next(f.message for f in failures if f.check == "dtype")
        yield "wrong_dtype", f"The precision changes on the way: {first}."


def _loses_precision(comparisons: Sequence[Comparison]) -> bool:
    """Whether double precision is lost on the way, and nothing is wrong in single precision."""
    failed = [c for c in comparisons if not c.passed]
    lost = any(c.case.nudged and {f.check for f in c.failures} == {"dtype"} for c in failed)
    return lost and all(c.case.dtype == "float64" for c in failed)


def _thing(outcome: Returned) -> str:
    names = {"none": "nothing (None)", "array": "a NumPy array", "number": f"a Python {outcome.type_name}"}
    return names.get(outcome.kind, f"a {outcome.type_name}")


def _shape(comparisons: Sequence[Comparison]) -> Iterator[Found]:
    wrong = [c for c in comparisons if any(f.check == "shape" for f in c.failures)]
    if not wrong:
        return
    shapes = [c.outcome.shape for c in wrong if isinstance(c.outcome, Returned)]
    rows = [c.case.call.tensors[0].array.shape for c in wrong]
    if all(shape == row for shape, row in zip(shapes, rows, strict=True)):
        yield "wrong_shape", "The result has one number per element; reduce it to a single number."
    elif all(shape == row[:1] for shape, row in zip(shapes, rows, strict=True)):
        yield "wrong_shape", "The result has one number per row; reduce it over the batch to a single number."
    elif all(int(np.prod(shape)) == 1 for shape in shapes):
        yield "wrong_shape", f"The result has shape {shapes[0]}; a loss has shape (). Drop the extra dimension."
    else:
        yield "wrong_shape", f"The result has shape {shapes[0]} for inputs of shape {rows[0]}; a loss has shape ()."


def _shape_of_gradient(task: ImplementTask, comparisons: Sequence[Comparison]) -> Iterator[Found]:
    wrong = [c for c in comparisons if any(f.check == "shape" for f in c.failures)]
    if not wrong:
        return
    first, name = simplest(wrong), task.inputs[0].name
    shapes = [c.outcome.shape for c in wrong if isinstance(c.outcome, Returned)]
    if all(set(shape) <= {1} for shape in shapes):
        yield "wrong_shape", f"The result is one number, as a loss is; the gradient has one for each element of {name}."
    else:
        assert isinstance(first.outcome, Returned)  # noqa: S101 - it has a shape
        due = first.expected.value.shape
        message = (
            f"The result has shape {first.outcome.shape} for {name} of shape {due}; the gradient has {name}'s shape."
        )
        yield "wrong_shape", message


def of_exceptions(evidence: Evidence) -> Iterator[Found]:
    """Yield what the cases that raise have in common where nothing else fails, else the exception that most raise."""
    failed = list(evidence.failing())
    raised = [c.outcome for c in evidence.comparisons if isinstance(c.outcome, Raised)]
    usual = [c for c in evidence.comparisons if ordinary(c)]
    if len(raised) == len(failed) and len(raised) <= len(evidence.comparisons) / 2:
        if all(c.passed for c in usual):
            yield from _extreme_only(failed)
        yield from by_feature(evidence.known.task, evidence.comparisons, evidence.smaller)
    (kind, times), *_ = Counter((o.type_name, o.line, o.cell) for o in raised).most_common()
    first = next(o for o in raised if (o.type_name, o.line, o.cell) == kind)
    where = f"{place(first.line, first.cell)} in {times} of {len(evidence.comparisons)} cases"
    yield "raises", f"The answer raises {first.type_name}{where}: {first.message[:160]}"


def search(evidence: Evidence) -> Iterator[Found]:
    """Yield what the failing cases have in common and the passing ones have not."""
    task, comparisons = evidence.known.task, evidence.comparisons
    usual = [c for c in comparisons if ordinary(c)]
    failed = [c for c in usual if not c.passed]
    if not failed or (len(failed) < len(usual) / 2 and all(_not_finite(c) for c in failed)):
        yield from _extreme_only([c for c in comparisons if not c.passed])
    if not failed:
        return
    yield from by_feature(task, comparisons, evidence.smaller)
    yield from by_class(task, comparisons, evidence.smaller)
    yield from by_threshold(task, comparisons, evidence.smaller)
    yield from _lost(usual)
    if all(f.check in {"gradient", "stability"} and f.place != "value" for c in comparisons for f in c.failures):
        places = (
            "what backward, detach and in-place steps do, and the slope of clamp, relu, abs or max where branches meet"
        )
        yield "gradient_only", f"Every value is right; the gradient is not. Look at {places}."
    if all(isinstance(c.outcome, Raised) for c in failed):
        raised = next(c.outcome for c in failed if isinstance(c.outcome, Raised))
        yield "raises", f"The answer raises {raised.type_name} on some inputs: {raised.message[:160]}"


def _lost(usual: Sequence[Comparison]) -> Iterator[Found]:
    """Yield that most of the failing cases give no finite number."""
    failed = [c for c in usual if not c.passed]
    lost = [c for c in failed if _lost_value(c)]
    if len(lost) >= MIN_LOST and len(lost) > len(failed) / 2:
        share = f"in {len(lost)} of {len(usual)} ordinary cases"
        cause = "a division by zero, or the logarithm, root or fractional power of a negative number"
        yield "not_finite", f"The result is no finite number {share}: look for {cause}."


def _extreme_only(failed: Sequence[Comparison]) -> Iterator[Found]:
    if not failed:
        return
    right = "Right on ordinary inputs" if not any(map(ordinary, failed)) else "Right in most cases"
    where = f"in the case “{simplest(failed).case.note}”"
    raised = [c.outcome for c in failed if isinstance(c.outcome, Raised)]
    if len(raised) == len(failed):
        yield "raises", f"{right}; {where} it raises {raised[0].type_name}."
    elif not all(map(_not_finite, failed)):
        yield "unstable", f"{right}, wrong {where}: look for a clamp, rounding, an overflow or a special case."
    elif not any(map(wrong_value, failed)):
        cause = "a root, a power or a logarithm at 0, or a torch.where of which the branch not taken is not finite"
        yield "unstable", f"Every value is right, but a gradient is inf or NaN {where}: look for {cause}."
    elif any(map(ordinary, failed)):
        cause = "a division by 0, or a logarithm, root or power of 0 or less"
        yield "unstable", f"{right}, but inf or NaN {where}: look for {cause}."
    else:
        yield "unstable", f"{right}, but inf or NaN {where}: use a numerically stable form."


def _not_finite(comparison: Comparison) -> bool:
    outcome = comparison.outcome
    if not isinstance(outcome, Returned) or outcome.value is None:
        return False
    arrays = [outcome.value, *(g for g in outcome.gradients.values() if g is not None)]
    return any(a.dtype.kind == "f" and not all_finite(a) for a in arrays)


def _lost_value(comparison: Comparison) -> bool:
    got = real_numbers(comparison.outcome)
    return got is not None and not all_finite(got)


def stale(comparisons: Sequence[Comparison]) -> Iterator[Found]:
    """Whether each wrong value is the right one of an earlier case of the same shape."""
    hits = misses = 0
    shapes = [[tensor.array.shape for tensor in c.case.call.tensors] for c in comparisons]
    for index, comparison in enumerate(comparisons):
        got = real_numbers(comparison.outcome)
        if got is None or not got.any() or not wrong_value(comparison):  # a 0 is kept from nowhere
            continue
        got = got.reshape(()) if got.size == 1 and comparison.expected.value.ndim == 0 else got
        earlier = [c for c, shape in zip(comparisons[:index], shapes, strict=False) if shape == shapes[index]]
        if any(close(got, c.expected.value, comparison.case, c.expected.value_slack) for c in earlier):
            hits += 1
        else:
            misses += 1
    if hits >= 2 and not misses:  # noqa: PLR2004 - one could be chance
        yield "stale_result", "The result of an earlier call is returned: nothing may be kept between calls."
