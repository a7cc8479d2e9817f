"""A few worked cases of a question with their right numbers, for tests that run without lossquiz."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from lossquiz.grading.cases.cases import make_cases
from lossquiz.grading.judging.expectations import Expected, expect
from lossquiz.grading.judging.reference import load_reference
from lossquiz.grading.sandbox.both.job import ScalarInput
from lossquiz.questions.authored import Blamed, reference_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from lossquiz.grading.cases.cases import Case
    from lossquiz.questions.kinds.implement import ImplementTask

MOST = 4
_LARGEST = 40  # numbers of an input that a person can still look through


@dataclass(frozen=True, slots=True)
class Sample:
    """One worked case.

    Attributes:
        note: What it shows, in a few words.
        inputs: The tensors: their dtype's name, and their values as nested lists.
        parameters: The keywords to pass.
        value: The right loss; for a gradient by hand, the right gradient.
        gradients: The right gradient for each input where one right answer can be given.
    """

    note: str
    inputs: Mapping[str, tuple[str, Any]]
    parameters: Mapping[str, float | bool | str]
    value: Any
    gradients: Mapping[str, Any]


def samples_of(task: ImplementTask) -> tuple[Sample, ...]:
    """Work out the first worked cases of a question, which its author wrote to be done by hand.

    Raises:
        BankError: The reference cannot be loaded, or gives no number.
    """
    written = (case for case in make_cases(task, 0) if case.kind == "worked" and case.size <= _LARGEST)
    return tuple(_sample(task, case) for case in islice(written, MOST))


def _sample(task: ImplementTask, case: Case) -> Sample:
    with Blamed(reference_of(task), f"in the case “{case.note}” the reference"):
        expected = expect(task, load_reference(task), case)
    call = case.call
    return Sample(
        case.note,
        {tensor.name: (tensor.array.dtype.name, _plain(tensor.array)) for tensor in call.tensors},
        {given.name: given.value for given in (*call.keyword, *call.construct) if isinstance(given, ScalarInput)},
        expected.value.tolist(),
        dict(_gradients(task, case, expected)),
    )


def _gradients(task: ImplementTask, case: Case, expected: Expected) -> Iterator[tuple[str, Any]]:
    """Go through the gradients of which one alone is right: not at a kink, nor where logits stand behind the input."""
    elsewhere = {spec.name for spec in task.inputs if spec.at_logits}
    for name, right in expected.gradients.items() if case.judge_gradient else ():
        slopes = [] if name in task.stopped else [expected.slopes.at(name, index) for index in range(right.size)]
        if name not in elsewhere and all(slope.low == slope.high for slope in slopes):
            yield name, right.tolist()


def _plain(array: NDArray[Any]) -> Any:
    """Return an array as nested lists of the shortest numbers that mean it."""
    if array.ndim:
        return [_plain(row) for row in array]
    return int(array) if array.dtype.kind in "iu" else float(str(array.item() if array.dtype == "f8" else array))
