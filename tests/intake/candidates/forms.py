"""Files as they are: one answer, several in one, under other names, beside other code."""

from __future__ import annotations

from candidate import failed, flat, folder, passed

from candidates.answers import (
    BCE,
    BCE_WITH_LOGITS,
    CROSS_ENTROPY,
    CUSTOM,
    FOCAL,
    HINGE,
    HUBER,
    HUBER_CLAMPED,
    HUBER_DETACHED,
    HUBER_SUM,
    HUBER_TYPED,
    KL_DIV,
    LOG_COSH,
    MAE,
    MAE_SIGNED,
    MSE,
    MSE_HALF,
    MSE_LOOP,
    RIGHT,
    SMOOTH_L1,
    SMOOTH_L1_IS_HUBER,
    TRIPLET,
    WEIGHTED,
)

ALL_IN_ONE = "".join(RIGHT.values())

CANDIDATES = (
    folder(
        "a_file_per_question",
        "every question in a file of its name",
        {f"{question}.py": source for question, source in RIGHT.items()},
        *(passed(question, path=f"{question}.py") for question in RIGHT),
    ),
    flat("all_in_one.py", "every question in one file", ALL_IN_ONE, *(passed(question) for question in RIGHT)),
    flat("huber.py", "a flat file named after its question", HUBER, passed("huber")),
    flat("s1234567_final.py", "a flat file named after nothing", KL_DIV, passed("kl_div")),
    flat("smooth_l1_s7.py", "Huber handed in as smooth L1", SMOOTH_L1_IS_HUBER, failed("smooth_l1")),
    folder(
        "two_in_mae",
        "mae.py holds mae_loss and mse_loss",
        {"mae.py": MAE + "\n\n" + MSE},
        passed("mae", path="mae.py"),
        passed("mse", path="mae.py"),
    ),
    folder(
        "one_right_one_wrong",
        "mae.py holds a right mse_loss and a wrong mae_loss",
        {"mae.py": MSE + "\n\n" + MAE_SIGNED},
        failed("mae", path="mae.py"),
        passed("mse", path="mae.py"),
    ),
    folder("the_wrong_name", "huber.py defines mse_loss only", {"huber.py": MSE_LOOP}, passed("mse", path="huber.py")),
    folder(
        "versions",
        "three versions, each by itself",
        {"huber.py": HUBER_SUM, "huber_v2.py": HUBER_DETACHED, "huber_FINAL (2).py": HUBER_TYPED},
        failed("huber", path="huber.py"),
        failed("huber", path="huber_v2.py"),
        passed("huber", path="huber_FINAL (2).py"),
    ),
    folder(
        "a_folder_per_question",
        "q1/answer.py, q2/answer.py, q3/answer.py",
        {"q1/answer.py": BCE, "q2/answer.py": HINGE, "q3/answer.py": TRIPLET},
        passed("bce", path="q1/answer.py"),
        passed("hinge", path="q2/answer.py"),
        passed("triplet", path="q3/answer.py"),
    ),
    folder("deep", "five folders down", {"a/b/c/d/e/losses.py": SMOOTH_L1}, passed("smooth_l1")),
    folder("José Ángel (s123) - late", "a name with spaces, accents, brackets", {"huber.py": HUBER}, passed("huber")),
    folder("李雷_作业1", "names in Chinese", {"第一题 损失函数.py": CROSS_ENTROPY}, passed("cross_entropy")),
    folder("-rf", "a name like an option", {"mse.py": MSE}, passed("mse")),
    folder("a_mse.py", "a folder with the name of a file", {"hinge.py": HINGE}, passed("hinge", path="hinge.py")),
    folder("ends_in.zip", "a folder with the name of an archive", {"mae.py": MAE}, passed("mae")),
    folder(
        "spaces_and_hyphens",
        "the question's name, as people write it",
        {"Log-Cosh.py": LOG_COSH, "BCE With Logits.py": BCE_WITH_LOGITS},
        passed("log_cosh"),
        passed("bce_with_logits"),
    ),
    folder(
        "redefined_right",
        "an early attempt, defined again below",
        {"attempts.py": HUBER_SUM + "\n\n# oops, mean of course\n\n" + HUBER_CLAMPED},
        passed("huber"),
    ),
    folder(
        "redefined_wrong",
        "a right attempt, overwritten below",
        {"attempts.py": HUBER + "\n\n# simpler?\n\n" + HUBER_SUM},
        failed("huber"),
    ),
    folder(
        "own_functions_of_torchs_names",
        "weighted_mse_l1_loss built from an mse_loss and an l1_loss of one's own",
        {
            "answers.py": MSE
            + """

def l1_loss(a, b):
    return abs(a - b).mean()


def weighted_mse_l1_loss(pred, target, weight=1.0):
    return mse_loss(pred, target) + weight * l1_loss(pred, target)
"""
        },
        passed("mse"),
        passed("weighted_mse_l1"),
    ),
    folder(
        "own_class_of_torchs_name",
        "a HuberLoss class of one's own, called by the function",
        {
            "huber.py": """
import torch.nn as nn

class HuberLoss(nn.Module):
    def __init__(self, delta):
        super().__init__()
        self.delta = delta
    def forward(self, input, target):
        e = (input - target).abs()
        c = e.clamp(max=self.delta)
        return (c * (e - 0.5 * c)).mean()

def huber_loss(pred, target, delta=1.0):
    criterion = HuberLoss(delta)
    return criterion(pred, target)
"""
        },
        passed("huber"),
    ),
    folder(
        "building_blocks",
        "focal on BCE with logits: allowed there",
        {"focal.py": FOCAL},
        passed("focal"),
    ),
    folder(
        "a_whole_assignment",
        "module docstring, licence, __all__, logging, a class, a table of functions",
        {
            "assignment1.py": '''\
#!/usr/bin/env python3
# -*- coding: utf-8 -*-
"""Assignment 1: loss functions.

Author: someone
"""
__all__ = ["cross_entropy_loss", "CustomLoss"]
__version__ = "0.1"

import logging

logging.basicConfig(level=logging.INFO)
log = logging.getLogger(__name__)
log.info("loading")

'''
            + CROSS_ENTROPY
            + CUSTOM
            + '\nLOSSES = {"ce": cross_entropy_loss, "custom": CustomLoss}\nprint(f"{len(LOSSES)} losses ready ✓")\n'
        },
        passed("cross_entropy"),
        passed("custom_loss_module"),
    ),
    folder(
        "names_of_their_own",
        "parameters under other names",
        {
            "huber.py": """
import torch
def huber_loss(y_hat, y, d=1.0):
    r = torch.abs(y_hat - y)
    return torch.mean(torch.where(r <= d, r ** 2 / 2, d * r - d ** 2 / 2))
"""
        },
        passed("huber", warns="position|name"),
    ),
    folder(
        "names_of_their_own_wrong",
        "parameters under other names, and a wrong formula",
        {
            "huber.py": """
import torch
def huber_loss(y_hat, y, d=1.0):
    r = torch.abs(y_hat - y)
    return torch.mean(torch.where(r <= d, r ** 2 / 2, r - d / 2))
"""
        },
        failed("huber"),
    ),
    folder(
        "russian_comments",
        "comments and names in another language",
        {
            "решение.py": '''
import torch

def triplet_loss(anchor, positive, negative, margin=1.0):
    """Триплетная функция потерь: расстояния евклидовы, без квадрата."""
    # расстояние до положительного примера
    близко = (anchor - positive).norm(dim=1)
    далеко = (anchor - negative).norm(dim=1)
    return (близко - далеко + margin).clamp_min(0).mean()
'''
        },
        passed("triplet"),
    ),
    folder(
        "dataclass_and_postponed",
        "a dataclass, postponed annotations, an enum",
        {
            "losses.py": """
from __future__ import annotations
import enum
from dataclasses import dataclass
import torch

class Reduction(enum.Enum):
    MEAN = "mean"
    SUM = "sum"

@dataclass
class Config:
    reduction: Reduction = Reduction.MEAN

CONFIG = Config()

def mae_loss(pred: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    out = (pred - target).abs()
    match CONFIG.reduction:
        case Reduction.MEAN:
            return out.mean()
        case _:
            return out.sum()
"""
        },
        passed("mae"),
    ),
    folder(
        "half_of_it_right",
        "answers of three questions, one wrong by a factor",
        {"answers.py": WEIGHTED + MSE_HALF + HINGE},
        passed("weighted_mse_l1"),
        failed("mse"),
        passed("hinge"),
    ),
)
