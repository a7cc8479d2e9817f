"""Paths through the bank: which losses to learn on which day, for those who want to be led."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lossquiz.errors import UsageError
from lossquiz.lookup import plain, quote, suggest

if TYPE_CHECKING:
    from lossquiz.questions.model import Bank


@dataclass(frozen=True, slots=True)
class Stage:
    """One day of a path.

    Attributes:
        title: What the day is about.
        losses: The losses to learn, in their order.
    """

    title: str
    losses: tuple[str, ...]


PATHS: Mapping[str, tuple[Stage, ...]] = {
    "ten-days": (
        Stage("Squares and absolute values", ("mse", "mae", "huber", "smooth_l1")),
        Stage("Two classes", ("bce", "bce_with_logits", "weighted_bce")),
        Stage("Many classes", ("cross_entropy", "categorical_cross_entropy", "label_smoothing_ce")),
        Stage("Imbalance", ("focal", "weighted_cross_entropy", "logit_adjusted_ce")),
        Stage("Gradients by hand", ("mse_backward", "bce_with_logits_backward", "cross_entropy_backward")),
        Stage("Distributions", ("kl_div", "gaussian_nll", "poisson_nll", "quantile")),
        Stage("Similarity", ("contrastive", "triplet", "info_nce")),
        Stage("Rankings and margins", ("hinge", "margin_ranking", "bpr")),
        Stage("Language models and preferences", ("causal_lm_ce", "kd_kl", "dpo", "ppo_clip")),
        Stage("Masks, boxes and sequences", ("dice", "iou_loss", "ctc", "custom_loss_module")),
    ),
    "weekend": (
        Stage("Regression and classes", ("mse", "huber", "bce_with_logits", "cross_entropy")),
        Stage("Beyond", ("focal", "kl_div", "triplet", "info_nce", "dice")),
    ),
}


@dataclass(frozen=True, slots=True)
class Step:
    """Where a candidate stands on a path.

    Attributes:
        number: The day of the path, from 1.
        total: How many it has.
        title: What the day is about.
        questions: The day's questions, by id.
        left: How many of them were never met.
    """

    number: int
    total: int
    title: str
    questions: tuple[str, ...]
    left: int


def step_on(bank: Bank, word: str, met: Collection[str]) -> Step | None:
    """Return the first day of a path of which a question was never met; None where all were.

    Args:
        bank: The questions there are.
        word: The path's name.
        met: The questions that were met, by id.

    Raises:
        UsageError: There is no such path; the message gives the nearest.
    """
    named = {plain(name): name for name in PATHS}
    if plain(word) not in named:
        raise UsageError(f"unknown path {quote(word)}; {suggest(word, PATHS)}")
    stages = PATHS[named[plain(word)]]
    for number, stage in enumerate(stages, 1):
        questions = tuple(label.id for label in bank.labels.values() if label.loss in stage.losses)
        left = sum(name not in met for name in questions)
        if left:
            return Step(number, len(stages), stage.title, questions, left)
    return None
