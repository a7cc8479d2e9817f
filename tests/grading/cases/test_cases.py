from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from lossquiz.grading.cases.cases import Case, make_cases
from lossquiz.grading.cases.shapes import ALIKE, MAX_ELEMENTS
from lossquiz.questions.model import Bank

QUESTIONS = ("huber", "cross_entropy", "triplet", "kl_div", "hinge", "custom_loss_module", "mse_backward")


def cases_of(bank: Bank, question: str, seed: int = 3) -> tuple[Case, ...]:
    return make_cases(bank.tasks[question], seed)


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_same_seed_gives_the_same_cases_and_another_seed_others(bank: Bank, question: str) -> None:
    one, two, other = (cases_of(bank, question, seed) for seed in (3, 3, 4))
    assert len(one) == len(two)
    for a, b in zip(one, two, strict=True):
        assert a.values == b.values
        assert all(np.array_equal(x.array, y.array) for x, y in zip(a.call.tensors, b.call.tensors, strict=True))
    drawn = [c for c in one if c.kind == "random" and c.size > 5]
    others = [c for c in other if c.kind == "random" and c.size > 5]
    assert not np.array_equal(drawn[0].call.tensors[0].array, others[0].call.tensors[0].array)


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_random_input_is_ever_given_twice(bank: Bank, question: str) -> None:
    drawn = [c for c in cases_of(bank, question) if c.kind in {"random", "contract"} and c.size > 3]
    seen = [c.call.tensors[0].array.tobytes() for c in drawn]
    assert len(seen) == len(set(seen))


def test_shapes_are_square_in_one_case_at_most_and_stay_small(bank: Bank) -> None:
    for task in bank.tasks.values():
        for seed in range(5):
            for case in make_cases(task, seed):
                assert case.size <= MAX_ELEMENTS or case.kind == "memory"
                if case.kind != "random" or case.note == ALIKE:
                    continue
                for tensor in case.call.tensors:
                    shape = tensor.array.shape
                    large = [n for n in shape if n > 1]
                    assert len(large) == len(set(large)), (task.id, shape)


def test_generic_losses_meet_every_rank_from_none_to_four(bank: Bank) -> None:
    ranks = {case.call.tensors[0].array.ndim for case in cases_of(bank, "huber")}
    assert ranks >= {0, 1, 2, 3, 4}


def test_batches_of_one_and_of_many_rows_are_there(bank: Bank) -> None:
    rows = [case.call.tensors[0].array.shape[0] for case in cases_of(bank, "cross_entropy")]
    assert rows.count(1) >= 4
    assert max(rows) >= 100


def test_every_class_id_occurs_and_each_is_in_range(bank: Bank) -> None:
    for case in cases_of(bank, "cross_entropy"):
        logits, target = (tensor.array for tensor in case.call.tensors)
        assert target.dtype == np.int64
        assert 0 <= target.min() <= target.max() < logits.shape[1]
        if case.kind == "random" and logits.shape[0] >= logits.shape[1]:
            assert set(target.tolist()) == set(range(logits.shape[1]))


def test_parameters_are_left_out_and_passed_in_both_ways(bank: Bank) -> None:
    cases = [c for c in cases_of(bank, "huber") if c.kind == "random"]
    by_position = [c for c in cases if len(c.call.positional) > 2]
    by_name = [c for c in cases if c.call.keyword]
    omitted = [c for c in cases if c.omitted]
    assert min(len(by_position), len(by_name), len(omitted)) >= 3
    assert all(c.values["delta"] == 1.0 for c in omitted)
    (spec,) = bank.tasks["huber"].parameters
    assert all(0.2 <= c.values["delta"] <= 3.0 or c.values["delta"] in spec.also for c in cases)


def test_layouts_precisions_scales_and_upstream_gradients_vary(bank: Bank) -> None:
    cases = cases_of(bank, "mse")
    layouts = {tensor.layout for case in cases for tensor in case.call.tensors}
    assert layouts == {"contiguous", "transposed", "strided"}
    assert {case.dtype for case in cases} == {"float32", "float64"}
    upstream = {case.call.upstream for case in cases} - {None}
    assert len(upstream) > 10
    assert min(u for u in upstream if u is not None) < 0
    sizes = [float(np.abs(c.call.tensors[0].array).max()) for c in cases if c.kind == "random" and c.size > 1]
    assert max(sizes) / min(sizes) > 1000


def test_backward_questions_ask_for_no_gradient(bank: Bank) -> None:
    for case in cases_of(bank, "mse_backward"):
        assert case.call.upstream is None
        assert not any(tensor.requires_grad for tensor in case.call.tensors)


def test_modules_get_their_parameters_at_construction(bank: Bank) -> None:
    cases = cases_of(bank, "custom_loss_module")
    assert any(case.call.construct for case in cases)
    assert not any(case.call.keyword for case in cases)


def test_expected_values_match_numbers_worked_by_hand(expectations: Callable[[str, int], Any]) -> None:
    huber = expectations("huber", 0)
    first, third = huber.expected[0], huber.expected[2]
    # delta = 0.5, e = 2: 0.5 · (2 − 0.25) = 0.875, slope 0.5
    assert float(first.value) == pytest.approx(0.875, abs=1e-12)
    assert float(first.gradients["pred"]) == pytest.approx(0.5, abs=1e-12)
    # delta = 1, e = 3: 3 − 0.5
    assert float(third.value) == pytest.approx(2.5, abs=1e-12)


def test_expected_gradients_follow_the_upstream_gradient(expectations: Callable[[str, int], Any]) -> None:
    known = expectations("mse", 0)
    for case, expected in zip(known.cases, known.expected, strict=True):
        if "pred" not in expected.gradients or case.size > 100:
            continue
        arrays = case.in_float64()
        by_hand = 2 * (arrays["pred"] - arrays["target"]) / max(1, arrays["pred"].size) * case.call.upstream
        assert np.allclose(expected.gradients["pred"], by_hand, rtol=1e-12, atol=0)


def test_slack_is_the_rounding_error_of_single_precision(expectations: Callable[[str, int], Any]) -> None:
    known = expectations("cross_entropy", 0)
    for case, expected in zip(known.cases, known.expected, strict=True):
        assert math.isfinite(expected.value_slack)
        if case.dtype == "float64":
            assert expected.value_slack == 0
