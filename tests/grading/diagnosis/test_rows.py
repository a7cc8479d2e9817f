"""Inputs without rows, such as a weight for each class, stay whole where a case is looked at row by row."""

from __future__ import annotations

import numpy as np

from lossquiz.grading.cases.cases import make_cases
from lossquiz.grading.diagnosis.rows import some_rows
from lossquiz.grading.judging.expectations import expect, row_terms
from lossquiz.grading.judging.reference import load_reference
from lossquiz.questions.bank import load_bank

TASKS = load_bank().tasks


def test_rows_are_taken_of_what_has_rows() -> None:
    task = TASKS["weighted_cross_entropy"]
    arrays = {"logits": np.arange(6.0).reshape(3, 2), "target": np.array([0, 1, 0]), "weight": np.array([1.0, 5.0])}
    cut = some_rows(task, arrays, arrays["target"] == 0)
    assert {name: array.shape for name, array in cut.items()} == {"logits": (2, 2), "target": (2,), "weight": (2,)}


def test_a_batch_as_long_as_there_are_classes_is_not_taken_apart_with_its_weights() -> None:
    task = TASKS["weighted_cross_entropy"]
    reference = load_reference(task)
    square = [case for case in make_cases(task, 0) if len({len(a) for a in case.in_float64().values()}) == 1]
    assert any(len(case.in_float64()["weight"]) > 1 for case in square)
    assert all(row_terms(task, case, expect(task, reference, case)) == () for case in square)


def test_the_rows_of_an_unweighted_mean_are_its_terms() -> None:
    task = TASKS["nll"]
    cases = [case for case in make_cases(task, 0) if len(case.in_float64()["target"]) == 2]
    terms = [row_terms(task, case, expect(task, load_reference(task), case)) for case in cases]
    assert any(len(found) == 2 for found in terms)
