"""The line to paste from the catalogue is the loss that the bank asks for, in the same convention."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from lossquiz.grading.judging.reference import load_reference
from lossquiz.losses.catalogue import catalogue
from lossquiz.questions.bank import load_bank
from lossquiz.questions.model import BankLoss

BANK = load_bank()
# Inputs that the line takes when the loss is made: the argument of that name.
MADE_WITH = {"weighted_bce": ("pos_weight",)}
# What a line leaves to its reader, and our input of that kind.
BOUND = {"weighted_cross_entropy": {"class_weights": "weight"}, "logit_adjusted_ce": {"class_counts": "prior"}}
# What a line sets and the signature does not: at margin 0 a constant is best.
SET = {"margin_ranking": {"margin": 1.0}}
KNOWN = [loss_id for loss_id in BANK.losses if loss_id in catalogue()]


def pasted(loss_id: str, given: dict[str, torch.Tensor]) -> Any:
    """Return the loss that the line makes, as its reader would have it, who has defined what it leaves to him."""
    free = {name: given.pop(own) for name, own in BOUND.get(loss_id, {}).items()}
    loss, names = catalogue()[loss_id], {"torch": torch, "F": F, "math": math, **free}
    if loss_id in MADE_WITH:
        made_with = {name: str(given.pop(name).tolist()) for name in MADE_WITH[loss_id]}
        return eval(loss.with_arguments({**loss.arguments, **made_with}), names)  # noqa: S307 - as below
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
    parameters = loss.task.parameters
    defaults = {p.name: p.default for p in parameters if p.default is not None} | SET.get(loss_id, {})
    required = [p for p in parameters if p.default is None]
    cases = [case for case in loss.task.cases if case.kind == "worked" and not set(defaults) & set(case.given)]
    assert cases
    for case in cases:
        tensors = {spec.name: tensor(case.given[spec.name]) for spec in loss.task.inputs}
        given = {p.name: p.of(case.given[p.name]) for p in required}
        wanted = _wanted(loss, tensors, {**defaults, **given})
        made = pasted(loss_id, tensors)
        assert made(*tensors.values(), *given.values()).item() == pytest.approx(wanted, rel=1e-5, abs=1e-5), case.note


def _wanted(loss: BankLoss, tensors: dict[str, torch.Tensor], numbers: dict[str, float]) -> float:
    """Return what the formula of the card gives; where it has none that can be worked out, the reference."""
    if not loss.card.expression:
        assert loss.task is not None
        return load_reference(loss.task)(**tensors, **numbers).item()
    arrays = {name: value.numpy() for name, value in tensors.items()}
    return float(eval(loss.card.expression, {"np": np, **numbers, **arrays}))  # noqa: S307 - the bank's own expression
