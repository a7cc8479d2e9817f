"""The line to paste from the catalogue is the loss that the bank asks for, in the same convention."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from lossquiz.losses.catalogue import catalogue
from lossquiz.questions.bank import load_bank

BANK = load_bank()
BOUND = {  # what a line leaves to its reader, and our input of that kind
    "weighted_cross_entropy": {"class_weights": "weight"},
    "logit_adjusted_ce": {"class_counts": "prior"},
}
SET = {"margin_ranking": {"margin": 1.0}}  # what a line sets and the signature does not: at margin 0 a constant is best
KNOWN = [loss_id for loss_id in BANK.losses if loss_id in catalogue()]


def pasted(loss_id: str, tensors: dict[str, torch.Tensor]) -> Any:
    """Return the loss that the line makes, as its reader would have it, who has defined what it leaves to him."""
    free = {name: tensors.pop(given) for name, given in BOUND.get(loss_id, {}).items()}
    loss, names = catalogue()[loss_id], {"torch": torch, "F": F, "math": math, **free}
    if loss.torch:
        return eval(loss.code, names)  # noqa: S307 - our own catalogue, pasted as its reader would
    before = set(names)
    exec(loss.code, names)  # noqa: S102 - our own catalogue, pasted as its reader would
    return next(value for name, value in names.items() if name not in {*before, "__builtins__"})


def tensor(value: Any) -> torch.Tensor:
    made = torch.tensor(value)
    return made.double() if made.is_floating_point() else made


@pytest.mark.parametrize("loss_id", KNOWN)
def test_the_line_of_the_catalogue_gives_what_the_formula_of_the_card_gives(loss_id: str) -> None:
    loss = BANK.losses[loss_id]
    assert loss.task is not None
    defaults = {parameter.name: float(parameter.default) for parameter in loss.task.parameters}
    defaults |= SET.get(loss_id, {})
    cases = [case for case in loss.task.cases if case.kind == "worked" and not set(defaults) & set(case.given)]
    assert cases
    for case in cases:
        tensors = {spec.name: tensor(case.given[spec.name]) for spec in loss.task.inputs}
        arrays = {name: value.numpy() for name, value in tensors.items()}
        wanted = eval(loss.card.expression, {"np": np, **defaults, **arrays})  # noqa: S307 - the bank's own expression
        loss_of_the_line = pasted(loss_id, tensors)
        assert loss_of_the_line(*tensors.values()).item() == pytest.approx(float(wanted), rel=1e-5, abs=1e-5), case.note
