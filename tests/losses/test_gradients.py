"""Each reference's gradient against central differences in float64, at drawn inputs: `torch.autograd.gradcheck`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pytest
import torch

from lossquiz.grading.cases.cases import Case, make_cases
from lossquiz.grading.judging.reference import load_reference
from lossquiz.questions.bank import load_bank

BANK = load_bank()
SEEDS = (0, 1, 2)
MOST = 60  # elements of an input: a difference is taken for each
# A part of these is a constant to the gradient, which differences cannot know; the tests of their family work it out.
HELD_STILL = {"ciou", "vq"}
# Their cases are drawn on kinks too, from which they are moved here: a gradient there is any of several.
ON_KINKS = {"hinge", "gan_hinge", "margin_ranking", "iou_loss", "diou"}


def cases_of(loss: str) -> Sequence[Case]:
    """Return the drawn cases of ordinary size and scale."""
    return [
        case
        for seed in SEEDS
        for case in make_cases(BANK.tasks[loss], seed)
        if case.kind == "random" and case.judge_gradient and case.size <= MOST and case.scale <= 1
    ]


@pytest.mark.parametrize("loss", [name for name in BANK.tasks if name not in HELD_STILL])
def test_a_gradient_is_that_of_finite_differences(loss: str) -> None:
    task = BANK.tasks[loss]
    reference = load_reference(task)
    wanted = [spec.name for spec in task.inputs if spec.gradient and spec.name not in task.stopped]
    at_logits = {spec.name for spec in task.inputs if spec.at_logits}
    cases = cases_of(loss)
    assert len(cases) >= 3
    for case in cases:
        fixed = {name: torch.from_numpy(np.array(array)) for name, array in case.in_float64().items()}
        leaves = [fixed[name] for name in wanted]
        if loss in ON_KINKS:
            generator = torch.Generator().manual_seed(4)
            leaves = [leaf + 1e-3 * torch.randn(leaf.shape, generator=generator).double() for leaf in leaves]

        def loss_of(*moved: torch.Tensor, case: Case = case, fixed: Mapping[str, torch.Tensor] = fixed) -> torch.Tensor:
            # torch's CTC gives the gradient at the logits, of which it takes the logarithm of the softmax for granted.
            given = {n: t.log_softmax(-1) if n in at_logits else t for n, t in zip(wanted, moved, strict=True)}
            return reference(**{**fixed, **given}, **case.values)

        # A probability near 0 has a slope of thousands that changes fast: small steps, and a share of it for the rest.
        moving = [leaf.requires_grad_() for leaf in leaves]
        assert torch.autograd.gradcheck(loss_of, moving, eps=1e-7, atol=1e-6, rtol=1e-4), case.note
