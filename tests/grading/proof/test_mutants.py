from __future__ import annotations

import ast

import pytest

from lossquiz.grading.proof.mutants import Mutant, make_mutants

SOURCE = '''
"""A loss."""
import torch

def loss(pred, target, delta=1.0):
    """Not to be changed: 1 + 1."""
    error = (pred - target).abs().clamp(max=delta)
    return torch.where(error <= 2, error.detach(), -error).sum(dim=1).mean()
'''


@pytest.fixture(scope="module")
def mutants() -> tuple[Mutant, ...]:
    return make_mutants(SOURCE)


def test_every_mutant_is_another_valid_program(mutants: tuple[Mutant, ...]) -> None:
    codes = [mutant.code for mutant in mutants]
    assert len(codes) == len(set(codes)) > 20
    for code in codes:
        ast.parse(code)


@pytest.mark.parametrize(
    "line",
    [
        "error = (pred + target).abs().clamp(max=delta)",  # operator
        "error = pred.abs().clamp(max=delta)",  # dropped term
        "error = (pred - target).clamp(max=delta)",  # removed abs
        "error = (pred - target).abs()",  # removed clamp
        "return torch.where(error < 2, error.detach(), -error).sum(dim=1).mean()",  # comparison
        "return torch.where(error <= 3, error.detach(), -error).sum(dim=1).mean()",  # constant
        "return torch.where(error <= 2, error, -error).sum(dim=1).mean()",  # removed detach
        "return torch.where(error <= 2, error.detach(), error).sum(dim=1).mean()",  # sign
        "return torch.where(error <= 2, -error, error.detach()).sum(dim=1).mean()",  # exchanged arguments
        "return torch.where(error <= 2, error.detach(), -error).sum(dim=0).mean()",  # dimension
        "return torch.where(error <= 2, error.detach(), -error).sum().mean()",  # dropped keyword
        "return torch.where(error <= 2, error.detach(), -error).sum(dim=1).sum()",  # reduction
        "return torch.where(error <= 2, error.detach(), -error).sum(dim=1).mean().half()",  # cast
        "def loss(pred, target, delta=2.0):",  # default
    ],
)
def test_the_mistakes_that_people_make_are_among_them(mutants: tuple[Mutant, ...], line: str) -> None:
    assert line in {mutant.change for mutant in mutants}


def test_docstrings_are_left_alone(mutants: tuple[Mutant, ...]) -> None:
    assert not any("Not to be changed" in mutant.code for mutant in mutants)


def test_the_diff_shows_the_line_before_and_after(mutants: tuple[Mutant, ...]) -> None:
    mutant = next(m for m in mutants if m.change == "error = (pred + target).abs().clamp(max=delta)")
    assert "-    error = (pred - target).abs().clamp(max=delta)" in mutant.diff
    assert "+    error = (pred + target).abs().clamp(max=delta)" in mutant.diff
