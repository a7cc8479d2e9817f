"""What a starter file tells: the shape of every input, and which numbers come where they are not any floats."""

from __future__ import annotations

import ast

import pytest

from lossquiz.questions.bank import load_bank
from lossquiz.questions.samplers import SAMPLERS
from lossquiz.questions.starter import starter_text

TASKS = load_bank().tasks


def docstring(text: str) -> list[str]:
    """Return the lines of the docstring of the function, or of the method that is to be written."""
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]
    said = next(filter(None, map(ast.get_docstring, functions)), None)
    assert said
    return said.split("\n")


@pytest.mark.parametrize("name", sorted(TASKS))
def test_every_input_is_described_in_lines_that_fit(name: str) -> None:
    text = starter_text(TASKS[name])
    long = [line for line in text.split("\n") if len(line) > 88]
    assert all(line.startswith(("def ", "    def ", "Not allowed")) for line in long)
    said = docstring(text)
    for spec in TASKS[name].inputs:
        (line,) = (line for line in said if line.startswith(f"{spec.name}: "))
        assert ("int64" in line) == (SAMPLERS[spec.sampler].dtype == "int64")


def test_labels_have_their_numbers_said() -> None:
    assert "event: shape [N]; 0.0 or 1.0" in docstring(starter_text(TASKS["cox_ph"]))
    assert "target: any shape, 0-d too, the same for all; 1.0 or -1.0" in docstring(
        starter_text(TASKS["margin_ranking"])
    )
    assert "target: shape [N, C]; one-hot, of 0.0 and 1.0" in docstring(starter_text(TASKS["categorical_focal"]))
    assert "logit_scale: 0-d" in docstring(starter_text(TASKS["clip"]))


def test_what_is_returned_is_said_for_a_loss_and_for_a_gradient() -> None:
    assert docstring(starter_text(TASKS["huber"]))[0] == "Return the loss as a 0-d tensor."
    gradient = "Return the gradient, not the loss, as a tensor of the shape of logits."
    assert docstring(starter_text(TASKS["bce_with_logits_backward"]))[0] == gradient
