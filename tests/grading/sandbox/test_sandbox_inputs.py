"""When inputs come: after a submission is loaded, call by call, however many bytes they are."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from lossquiz.grading.sandbox.both.job import Call, TensorInput
from lossquiz.grading.sandbox.both.outcomes import Returned, Run

RunSource = Callable[..., Run]

SEARCH = """
import gc, sys, torch

def numbers():
    found = set()
    things = list(gc.get_objects())
    for frame in sys._current_frames().values():
        while frame is not None:
            things += frame.f_locals.values()
            frame = frame.f_back
    for thing in things:
        for leaf in getattr(thing, "leaves", None) or ():
            found.update(leaf.tensor.detach().reshape(-1).tolist())
            found.update(leaf.given.array.reshape(-1).tolist())
    return found

at_import = numbers()
seen = []

def answer(pred, target):
    seen.append(sorted(n for n in numbers() if n > 1000))
    return pred.sum() + len([n for n in at_import if n])
"""


def call(value: float) -> Call:
    pred = TensorInput("pred", np.array([value, 2.0], "f4"), requires_grad=True)
    return Call((pred, TensorInput("target", np.zeros(2, "f4"))), upstream=1.0)


def test_no_number_of_an_input_is_there_at_import(run: RunSource) -> None:
    done = run(SEARCH, calls=(call(1234.0), call(5678.0)))
    assert [o.value for o in done.outcomes if isinstance(o, Returned)] == [1236.0, 5680.0]


def test_an_input_is_there_when_its_call_is_due_and_not_before(run: RunSource) -> None:
    source = SEARCH.replace(
        "return pred.sum() + len([n for n in at_import if n])", "print(seen[-1]); return pred.sum()"
    )
    assert run(source, calls=(call(1234.0), call(5678.0))).output == "[1234.0]\n[1234.0, 5678.0]\n"


@pytest.mark.parametrize("layout", ["contiguous", "transposed", "strided"])
def test_inputs_of_every_layout_and_of_no_element_come_as_they_are(run: RunSource, layout: str) -> None:
    values = np.arange(12, dtype="f8").reshape(3, 4)
    made = Call((TensorInput("pred", values, layout), TensorInput("target", np.zeros((0, 3), "f4"))))  # type: ignore[arg-type]
    (outcome,) = run("def answer(pred, target):\n    return pred * 2 + target.numel()\n", calls=(made,)).outcomes
    assert isinstance(outcome, Returned)
    np.testing.assert_array_equal(outcome.value, values * 2)
    assert outcome.mutated == ()


def test_more_than_a_channel_holds_arrives_while_as_much_comes_back(run: RunSource) -> None:
    """Neither side may wait for the other to make room."""
    values = np.arange(500_000, dtype="f4")
    calls = tuple(Call((TensorInput("pred", values + k), TensorInput("target", values))) for k in range(4))
    done = run("def answer(pred, target):\n    return pred + 1\n", calls=calls)
    assert [o.value[0] for o in done.outcomes if isinstance(o, Returned) and o.value is not None] == [1, 2, 3, 4]


def test_an_answer_that_never_asks_for_its_inputs_ends_in_its_time(run: RunSource) -> None:
    source = "import os, struct, time\nos.write(3, struct.pack('<BI', 3, 0))\ntime.sleep(1000)\n"
    values = np.arange(500_000, dtype="f4")
    call = Call((TensorInput("pred", values), TensorInput("target", values)))
    (first, *_) = run(source, calls=(call,) * 4, seconds=1.0).outcomes
    assert not isinstance(first, Returned)
