"""Mistakes that show in which cases fail and which pass: what the failing ones have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from lossquiz.grading.diagnosis.agreement import ordinary
from lossquiz.grading.diagnosis.evidence import Found
from lossquiz.grading.judging.sizes import greatest
from lossquiz.grading.remarks import is_uncallable
from lossquiz.grading.sandbox.both.outcomes import Raised
from lossquiz.questions.samplers import SAMPLERS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lossquiz.grading.cases.cases import Case
    from lossquiz.grading.judging.compare import Comparison
    from lossquiz.questions.kinds.implement import ImplementTask
    from lossquiz.questions.kinds.implement.parts import InputSpec

Feature = Callable[["Case"], bool]
SOME = 0.2
HALF = 0.4  # of the cases of a batch of one, which has one class only
MOST = 0.6  # of the cases with a feature; the others may pass because the loss is zero there
REDUCTIONS = {"reduction", "batch_reduction"}
NEARLY_ALL = 0.9
SHARES = {"only_batch_of_one": HALF}
RIGHT = 0.15  # of the cases must be right to say where an answer is: a few are so by chance
CHANCE = 0.01  # a pattern that comes about by chance as often is none
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


def _has_one_column(case: Case) -> bool:
    return any(1 in tensor.array.shape[1:] for tensor in case.call.tensors)


def _positional(case: Case) -> bool:
    return len(case.call.positional) > len(case.call.tensors)


@dataclass(frozen=True, slots=True)
class Shared:
    """Something that a call may have, and that only failing ones may have in common.

    Attributes:
        of: Whether a case has it.
        where: The cases that have it, in words.
        id: The name of the mistake where exactly these fail.
        message: The mistake in words.
    """

    of: Feature
    where: str
    id: str
    message: str


FEATURES = (
    Shared(
        lambda c: _rows(c) == 1,
        "there is one row",
        "only_batch_of_one",
        "Wrong only for a batch of one: look for squeeze(), or a statistic over the batch.",
    ),
    Shared(
        lambda c: _rows(c) != 1,
        "there is more than one row",
        "batch_reduction",
        "Right for a batch of one, wrong for more rows: look at how the rows are put together.",
    ),
    Shared(
        lambda c: _has_one_column(c) and _rows(c) > 1,
        "there is a single column",
        "only_one_column",
        "Wrong only for a single column: look for squeeze() without a dimension, or a statistic over the columns.",
    ),
    Shared(
        lambda c: c.size == 1,
        "there is one element",
        "only_one_element",
        "Wrong only for a single element: look for squeeze() or a division by n − 1.",
    ),
    Shared(
        lambda c: c.size != 1,
        "there are several elements",
        "reduction",
        "Right for a single element, wrong for several: look at the reduction.",
    ),
    Shared(
        lambda c: _first(c).ndim == 0,
        "the inputs are 0-d",
        "only_scalars",
        "Wrong only for 0-d inputs: look at what the code does where there is no dimension.",
    ),
    Shared(
        lambda c: _first(c).ndim > 1,
        "the inputs have two dimensions or more",
        "only_flat",
        "Right for flat inputs, wrong for those of two dimensions and more.",
    ),
    Shared(
        lambda c: not c.plain_layout,
        "an input is not contiguous in memory",
        "not_contiguous",
        "Wrong only for inputs that are not contiguous in memory: use reshape instead of view.",
    ),
    Shared(
        lambda c: c.dtype == "float64",
        "the inputs are in double precision",
        "only_double",
        "Wrong only in double precision: look at what depends on the dtype of the inputs.",
    ),
    Shared(
        lambda c: c.dtype == "float32",
        "the inputs are in single precision",
        "unstable",
        "Right in double precision only: a difference of near numbers, or a tiny step, loses what float32 holds.",
    ),
    Shared(
        lambda c: c.call.upstream is None,
        "no gradient is asked for",
        "needs_grad",
        "Wrong only when no gradient is asked for.",
    ),
    Shared(
        _positional,
        "parameters are passed by position",
        "parameter_order",
        "Wrong only when parameters are passed by position: their order differs from the signature.",
    ),
    Shared(
        lambda c: c.omitted,
        "the parameters are left at their default",
        "wrong_default",
        "Wrong only when the parameters are left at their default: a default differs from the signature.",
    ),
)


def by_feature(
    task: ImplementTask, comparisons: Sequence[Comparison], smaller: Sequence[Comparison]
) -> Iterator[Found]:
    """Yield the features of a call that exactly the failing cases have; extreme and smaller ones only contradict."""
    usual = [c for c in comparisons if ordinary(c)]
    values = any(f.place == "value" for c in usual for f in c.failures)
    raised = [c.outcome for c in usual if not c.passed]
    raises = all(isinstance(outcome, Raised) for outcome in raised)
    for feature in FEATURES:
        # Only one of the inputs may have to be contiguous; then `view` raises in some of the cases, and nothing else.
        share = (SOME if raises else 1.0) if feature.id == "not_contiguous" else SHARES.get(feature.id, MOST)
        if raises and feature.id == "only_batch_of_one":
            share = NEARLY_ALL  # no exception is left out because a loss is 0
        if not _separates(usual, feature.of, share) or not (values or feature.id not in REDUCTIONS):
            continue
        if feature.id == "reduction" and not _by_element(task):
            continue
        if feature.id in REDUCTIONS and not _telling(task, [c for c in usual if not feature.of(c.case)]):
            continue
        if feature.id == "batch_reduction" and task.inputs[0].shape == ("*",) and not _has_long_rows(usual):
            continue
        if not all(c.passed or feature.of(c.case) for c in (*comparisons, *smaller)):
            continue
        if feature.of is _positional and all(is_uncallable(outcome) for outcome in raised):
            yield (
                "keyword_only",
                "The parameters can be passed by keyword only; the signature lets them be passed by place.",
            )
        else:
            yield feature.id, feature.message


def _by_element(task: ImplementTask) -> bool:
    """Whether a loss is one of elements: of one on rows a single element is a row of one column, and tells of those."""
    return len(task.inputs[0].shape) == 1


def _has_long_rows(comparisons: Sequence[Comparison]) -> bool:
    """Whether several batches of one row have more than one element: of a single element, a row tells nothing."""
    return sum(_rows(c.case) == 1 and c.case.size > 1 for c in comparisons) > MIN_SIDE


def _telling(task: ImplementTask, passing: Sequence[Comparison]) -> bool:
    """Whether being right in these cases says anything: where one row always costs 0, say, it does not."""
    gradients = any(gradient.any() for c in passing for gradient in c.expected.gradients.values())
    return _varied(task, [c.case for c in passing]) and (
        gradients or len({c.expected.value.tobytes() for c in passing}) > 1
    )


def _varied(task: ImplementTask, cases: Sequence[Case]) -> bool:
    """Whether cases hold more than one label, where there are labels: being right for one says nothing of another."""
    labelled = [spec.name for spec in task.inputs if SAMPLERS[spec.sampler].labels]
    held = [tuple(t.array.tobytes() for t in case.call.tensors if t.name in labelled) for case in cases]
    return not labelled or len(set(held)) > 1


def by_class(task: ImplementTask, comparisons: Sequence[Comparison], smaller: Sequence[Comparison]) -> Iterator[Found]:
    """Yield the class, or the label, that occurs in exactly the failing cases; smaller ones may only contradict."""
    usual = [c for c in comparisons if ordinary(c)]
    for occurs, what, label in occurrences(task):
        if not all(c.passed or occurs(c.case) for c in (*comparisons, *smaller)):
            continue
        if not _separates(usual, occurs):
            continue
        if not (_for_its_rows(usual, occurs) or _by_chance(usual, occurs) or _is_a_parameter(task, usual, label)):
            having = [c for c in usual if occurs(c.case)]
            share = f"in {sum(not c.passed for c in having)} of the {len(having)} cases in which {what} occurs"
            yield "only_one_class", f"Wrong {share}, and in no other: look at how that class is treated."


def _is_a_parameter(task: ImplementTask, comparisons: Sequence[Comparison], label: int) -> bool:
    """Whether an id that is a parameter is the label wherever a case fails: it may as well be that one."""
    ids = [spec.name for spec in task.parameters if spec.whole]
    failed = [c.case for c in comparisons if not c.passed]
    return any(all(case.values[name] == label for case in failed) for name in ids)


def occurrences(task: ImplementTask) -> Iterator[tuple[Feature, str, int]]:
    """Yield whether a class, or a label, occurs in a case, what it is called, and itself."""
    for spec in task.inputs:
        labels = SAMPLERS[spec.sampler].labels
        # Of several ids in a row, which are among them goes with how many there are, and names neither.
        several = labels == "ids" and len(spec.shape) > 1
        for label in range(-1, 4) if labels and not several else ():
            what = f"class {label}" if labels == "one_hot" else f"{spec.name} = {label}"
            yield partial(_occurs, spec.name, label, labels), what, label


def _for_its_rows(comparisons: Sequence[Comparison], occurs: Feature) -> bool:
    """Whether it may as well be the number of rows that matters: a row with the label, alone, is right."""
    alone = [c.passed for c in comparisons if _rows(c.case) == 1 and occurs(c.case)]
    lacking = [c for c in comparisons if _rows(c.case) > 1 and not occurs(c.case)]
    return not lacking or sum(alone) > len(alone) / 2


def _by_chance(comparisons: Sequence[Comparison], occurs: Feature) -> bool:
    """Whether cases without a label may be right by chance, as often as those are right that have it and as few rows.

    Cases that an author wrote say nothing of that: their numbers were chosen.
    """
    drawn = [c for c in comparisons if c.case.drawn]
    chance = 1.0
    for lacking in (c for c in drawn if not occurs(c.case)):
        as_few = [c.passed for c in drawn if occurs(c.case) and _rows(c.case) <= _rows(lacking.case)]
        chance *= sum(as_few) / len(as_few) if as_few else 1.0
    return chance > CHANCE


def _occurs(name: str, label: int, labels: str, case: Case) -> bool:
    array = next(t.array for t in case.call.tensors if t.name == name)
    if labels == "one_hot":
        return 0 <= label < array.shape[-1] and bool(array[..., label].any())
    return bool((array == label).any())


def by_threshold(
    task: ImplementTask, comparisons: Sequence[Comparison], smaller: Sequence[Comparison]
) -> Iterator[Found]:
    """Yield the size of the greatest input, or of the greatest difference, beyond or below which cases fail."""
    for what, measure in measures(task):
        failed = [measure(c.case) for c in (*comparisons, *smaller) if not c.passed]
        passed = [measure(c.case) for c in comparisons if c.passed]
        if len(failed) < MIN_SIDE or len(passed) < max(MIN_SIDE, RIGHT * len(comparisons)):
            continue
        if min(failed) > max(passed):
            yield "beyond_threshold", _beyond(what, max(passed), min(failed))
        elif max(failed) < min(passed):
            yield "below_threshold", _below(what, max(failed), min(passed))


def _beyond(what: str, right: float, wrong: float) -> str:
    sides = f"Right wherever {what} is at most {right:.3g} in size, wrong wherever it is {wrong:.3g} or more"
    return f"{sides}: look for a clamp, an overflow, or the far branch."


def _below(what: str, wrong: float, right: float) -> str:
    sides = f"Wrong wherever {what} is at most {wrong:.3g} in size, right wherever it is {right:.3g} or more"
    return f"{sides}: look at the near branch, or for an epsilon."


def measures(task: ImplementTask) -> Iterator[tuple[str, Callable[[Case], float]]]:
    """Yield how large the inputs of a case are, in several ways: in words, and as a number."""
    yield "the greatest input", lambda case: case.largest
    first, *others = task.inputs
    if others and _comparable(first, others[0]):
        yield f"the difference of {first.name} and {others[0].name}", _difference


def _comparable(first: InputSpec, second: InputSpec) -> bool:
    """Whether two inputs are of one kind, so that their difference is something: logits and labels have none."""
    if first.shape != second.shape or SAMPLERS[first.sampler].dtype != "float":
        return False
    return second.sampler == "near" or (first.sampler, first.options) == (second.sampler, second.options)


def _difference(case: Case) -> float:
    arrays: list[NDArray[Any]] = [tensor.array for tensor in case.call.tensors[:2]]
    return greatest(arrays[0] - arrays[1])
