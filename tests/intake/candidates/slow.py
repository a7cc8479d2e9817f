"""Time: slow answers are graded, endless ones are told, and what is endless after the answer costs nothing."""

from __future__ import annotations

from candidate import failed, folder, passed, timeout
from containers import Notebook

from candidates.answers import HINGE, MSE

SLOW = """
import torch

def burn():
    x = torch.ones(64, 64)
    for _ in range({rounds}):
        x = (x @ x).tanh()
    return x

def {name}(pred, target):
    burn()
    return {value}
"""
ENDLESS_TRAINING = """

import torch
w = torch.zeros(3, requires_grad=True)
step = 0
while True:
    loss = hinge_loss(w, torch.ones(3))
    loss.backward()
    w.grad = None
    step += 1
"""
LOOPS = """
import torch

def cross_entropy_loss(logits, target):
    total = 0
    for row, own in zip(logits, target):
        highest = max(float(z) for z in row)
        denominator = 0
        for z in row:
            denominator = denominator + torch.exp(z - highest)
        total = total + torch.log(denominator) + highest - row[own]
    return total / len(target)
"""

CANDIDATES = (
    folder("slow_loops", "element by element, in Python", {"ce.py": LOOPS}, passed("cross_entropy")),
    folder(
        "slow_loops_wrong",
        "element by element, and not averaged",
        {"ce.py": LOOPS.replace(" / len(target)", "")},
        failed("cross_entropy"),
    ),
    *(
        folder(
            f"slow_{number}",
            "a right answer that takes its time, one of several at once",
            {"mse.py": SLOW.format(name="mse_loss", rounds=1200, value="((pred - target) ** 2).mean()")},
            passed("mse"),
        )
        for number in range(1, 8)
    ),
    folder(
        "slow_wrong",
        "a wrong answer that takes its time",
        {"mae.py": SLOW.format(name="mae_loss", rounds=1200, value="(pred - target).abs().sum()")},
        failed("mae"),
    ),
    folder(
        "endless_answer",
        "an answer that never ends",
        {
            "mae.py": (
                "def mae_loss(pred, target):\n    i = 0\n    while i < pred.numel():\n"
                "        total = abs(pred - target)\n    return total.mean()\n"
            )
        },
        timeout("mae"),
    ),
    folder(
        "endless_before",
        "waits for ever before the answer",
        {"mse.py": "while True:\n    pass\n\n" + MSE},
        timeout("mse"),
    ),
    folder(
        "endless_training",
        "an endless training loop below the answer",
        {"hinge.py": HINGE + ENDLESS_TRAINING},
        passed("hinge", warns="time|endless|stopped|second"),
    ),
    folder(
        "endless_training_in_a_notebook",
        "an endless training loop in a cell below a wrong answer",
        {"q.ipynb": Notebook([HINGE.replace("1 -", "2 -"), ENDLESS_TRAINING])},
        failed("hinge", warns="time|endless|stopped|second"),
    ),
)
