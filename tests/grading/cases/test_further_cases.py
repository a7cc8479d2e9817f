"""Cases that ask what usual ones would not: odd shapes, further values, marks, rows alike, a gradient for one input."""

from __future__ import annotations

import numpy as np
import pytest

from lossquiz.grading.cases.cases import Case, make_cases
from lossquiz.questions.model import Bank

SEEDS = (0, 1, 7)


def noted(bank: Bank, question: str, note: str, seed: int) -> list[Case]:
    return [case for case in make_cases(bank.tasks[question], seed) if case.note == note]


def shapes(case: Case) -> dict[str, tuple[int, ...]]:
    return {tensor.name: tensor.array.shape for tensor in case.call.tensors}


@pytest.mark.parametrize("seed", SEEDS)
def test_each_dimension_but_the_batch_is_once_a_single_column(bank: Bank, seed: int) -> None:
    mixture = noted(bank, "mdn", "a single column", seed)
    assert [shapes(case)["logits"] for case in mixture] == [(3, 1), (5, 1), (4, 1)]
    # K − 1 columns of logits: one where there are two classes.
    assert {shapes(case)["logits"][1] for case in noted(bank, "coral", "a single column", seed)} == {1}
    # A dimension whose least size is 2 is asked at 2 already.
    assert noted(bank, "cross_entropy", "a single column", seed) == []
    # Elementwise losses have such shapes among their usual ones.
    assert noted(bank, "huber", "a single column", seed) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_in_one_case_every_dimension_has_the_same_size(bank: Bank, seed: int) -> None:
    note = "every dimension of the same size"
    (boxes,) = noted(bank, "giou", note, seed)
    assert set(shapes(boxes).values()) == {(4, 4)}
    (scores,) = noted(bank, "cross_entropy", note, seed)
    assert shapes(scores) == {"logits": (3, 3), "target": (3,)}
    (noise,) = noted(bank, "v_prediction", note, seed)
    assert set(shapes(noise).values()) == {(3, 3), (3,)}
    # Where there is but one dimension, there is nothing to take for it.
    assert noted(bank, "cox_ph", note, seed) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_what_may_have_any_dimensions_has_six_in_one_case(bank: Bank, seed: int) -> None:
    for question, first in (("huber", "pred"), ("v_prediction", "output"), ("dice", "probs")):
        (case,) = noted(bank, question, "six dimensions", seed)
        assert len(shapes(case)[first]) == 6
    assert noted(bank, "cross_entropy", "six dimensions", seed) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_of_several_inputs_the_first_and_the_second_once_require_grad_alone(bank: Bank, seed: int) -> None:
    def alone(question: str) -> list[str]:
        cases = [case for case in make_cases(bank.tasks[question], seed) if case.alone]
        wanting = [[t.name for t in case.call.tensors if t.requires_grad] for case in cases]
        assert all(case.judge_gradient and case.call.upstream is not None for case in cases)
        assert [[case.alone] for case in cases] == wanting
        return [case.alone for case in cases]

    assert alone("uncertainty_weighting") == ["log_vars", "losses"]
    assert alone("triplet") == ["positive", "anchor"]
    # The reference must get no gradient: the policy requires one alone, both times.
    assert alone("kl_k3") == ["log_probs", "log_probs"]
    assert alone("huber") == []
    assert alone("mse_backward") == []


@pytest.mark.parametrize("seed", SEEDS)
def test_each_further_value_of_a_parameter_has_a_case_of_its_own(bank: Bank, seed: int) -> None:
    for task in bank.tasks.values():
        for spec in task.parameters:
            for value in spec.also:
                (case,) = noted(bank, task.id, f"{spec.name} = {value:g}", seed)
                assert case.values[spec.name] == value
                others = {p.name: p.default for p in task.parameters if p is not spec and p.default is not None}
                assert all(case.values[name] == default for name, default in others.items())
    (whole,) = noted(bank, "causal_lm_ce", "pad_id = 1", seed)
    assert type(whole.values["pad_id"]) is int


@pytest.mark.parametrize("seed", SEEDS)
def test_marks_stand_among_the_numbers_where_any_number_may(bank: Bank, seed: int) -> None:
    (case,) = noted(bank, "mse", "0 and −1 among the numbers", seed)
    for tensor in case.call.tensors:
        assert {0.0, -1.0} <= set(tensor.array.ravel().tolist())
        assert np.unique(tensor.array).size == tensor.array.size
    # Scores before a softmax are never 0; labels, probabilities and variances are left alone.
    (scores,) = noted(bank, "cross_entropy", "0 and −1 among the numbers", seed)
    arrays = {tensor.name: tensor.array for tensor in scores.call.tensors}
    assert -1.0 in arrays["logits"]
    assert not (arrays["logits"] == 0).any()
    (spread,) = noted(bank, "gaussian_nll", "0 and −1 among the numbers", seed)
    variances = next(tensor.array for tensor in spread.call.tensors if tensor.name == "var")
    assert (variances > 0).all()
    assert noted(bank, "iou_loss", "0 and −1 among the numbers", seed) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_two_rows_are_alike_in_all_inputs_at_once(bank: Bank, seed: int) -> None:
    (case,) = noted(bank, "siglip", "two rows alike", seed)
    rows = {tensor.name: tensor.array for tensor in case.call.tensors if tensor.array.ndim}
    assert set(rows) == {"image", "text"}
    for array in rows.values():
        assert np.array_equal(array[0], array[-1])
        assert not np.array_equal(array[0], array[1])
