"""The row of a folder of results: what a report needs that runs nothing again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lossquiz.grading.intake.hand_in import HandIn, Submission
from lossquiz.grading.sandbox.both.job import Limits
from lossquiz.grading.worker import Recipe, Worker
from lossquiz.questions.bank import load_bank
from lossquiz.report.json.grading import stored_row

BANK = load_bank()
RIGHT = """import torch

def huber_loss(pred, target, delta=1.0):
    error = (pred - target).abs()
    small = error <= delta
    return torch.where(small, 0.5 * error**2, delta * (error - 0.5 * delta)).mean()
"""
RENAMED = RIGHT.replace("error", "gap").replace("small", "mask").replace("import torch", "import torch  # really")
HALF = RIGHT.replace(").mean()", ").mean() / 2")


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker(Recipe(BANK.tasks, BANK.tasks["huber"], 1, Limits(), compared=True)) as made:
        made.warm_up()
        yield made


def row(worker: Worker, source: str, name: str = "huber.py") -> dict[str, Any]:
    form: Any = "notebook" if name.endswith(".ipynb") else "python"
    (report,) = worker.grade(HandIn("ann", "ann", (Submission(name, source.encode(), form, name),)))
    made = stored_row(report)
    assert json.loads(json.dumps(made, allow_nan=False)) is not None
    return made


def test_a_right_answer(worker: Worker) -> None:
    found = row(worker, RIGHT)
    assert (found["version"], found["candidate"], found["question"], found["verdict"]) == (2, "ann", "huber", "passed")
    assert found["error"] is None
    assert found["uses"] == []
    assert found["seed"] == 1
    assert all((check["failed"], check["not_judged"]) == (0, 0) for check in found["checks"])
    assert found["curve"]["of"] == "pred − target"
    assert all(got == pytest.approx(right, abs=1e-4) for _, right, got in found["curve"]["slope"] if got is not None)


def test_answers_are_told_to_be_alike(worker: Worker) -> None:
    right, renamed, half = row(worker, RIGHT), row(worker, RENAMED), row(worker, HALF)
    assert right["shape"] == renamed["shape"] != half["shape"]
    assert right["alike"] == renamed["alike"] != half["alike"]
    assert right["shape_size"] == renamed["shape_size"] > 20
    assert half["diagnosis"][0]["id"] == "half"
    value = next(check for check in half["checks"] if check["name"] == "value")
    assert 0 < value["failed"] <= value["cases"]
    halves = [(right, got) for _, right, got in half["curve"]["slope"] if got is not None]
    assert halves
    assert all(got == pytest.approx(right / 2, abs=1e-4) for right, got in halves)


def test_a_built_in_has_its_line(worker: Worker) -> None:
    body = "def huber_loss(pred, target, delta=1.0):\n    return F.huber_loss(pred, target)\n"
    found = row(worker, f"import torch.nn.functional as F\n{body}")
    assert found["verdict"] == "forbidden"
    assert ("torch.nn.functional.huber_loss", 3) in {(use["name"], use["line"]) for use in found["uses"]}


@pytest.mark.parametrize(
    ("source", "kind", "type_name", "line"),
    [
        ("def huber_loss(pred, target, delta=1.0)\n    return 0\n", "parse", "SyntaxError", 1),
        ("x = 1\n\ny = missing_name\n", "import", "NameError", 3),
        ("def huber_loss(pred, target, delta=1.0):\n    return 1 / 0\n", "run", "ZeroDivisionError", 2),
        ("def other(a):\n    return a\n", "missing", "", 0),
    ],
)
def test_an_error_is_told_in_parts(worker: Worker, source: str, kind: str, type_name: str, line: int) -> None:
    found = row(worker, source, "huber.py")
    assert found["error"].keys() == {"kind", "type", "message", "line", "cell", "source", "first_cause"}
    assert (found["error"]["kind"], found["error"]["type"], found["error"]["line"]) == (kind, type_name, line)
    assert found["error"]["message"]


def test_a_notebook_tells_the_cell_and_the_first_cause(worker: Worker) -> None:
    cells = ["import torhc", "import torch", "def huber_loss(pred, target, delta=1.0):\n    return torhc.mean(pred)"]
    whole = {
        "cells": [{"cell_type": "code", "source": text, "metadata": {}, "outputs": []} for text in cells],
        "metadata": {},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    error = row(worker, json.dumps(whole), "huber.ipynb")["error"]
    assert (error["cell"], error["line"]) == (3, 2) or error["type"] == "ModuleNotFoundError"
    assert "torhc" in error["message"]


def test_a_check_that_an_error_cut_short_counts_what_it_did_not_see(worker: Worker) -> None:
    source = RIGHT.replace("    error =", "    if pred.numel() > 3:\n        raise ValueError('no')\n    error =")
    found = row(worker, source)
    value = next(check for check in found["checks"] if check["name"] == "value")
    gradient = next(check for check in found["checks"] if check["name"] == "gradient")
    assert value["failed"] > 0
    assert gradient["not_judged"] > 0
    assert value["failed"] + value["not_judged"] < value["cases"]


def test_what_is_graded_alone_is_compared_with_nobody(tmp_path: Path) -> None:
    file = tmp_path / "huber.py"
    file.write_text(RIGHT, encoding="utf-8")
    with Worker(Recipe(BANK.tasks, BANK.tasks["huber"], 1, Limits())) as alone:
        found = row(alone, RIGHT)
    assert (found["shape"], found["alike"], found["curve"]) == ("", "", None)
