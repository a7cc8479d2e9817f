"""The symptoms that debug questions tell: the code that is shown has them where it is used, the mended code not."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest
import torch
from torch import nn

from lossquiz.questions.bank import load_bank

BOTH = pytest.mark.parametrize("way", ["broken", "mended"])


@cache
def code(question: str, way: str) -> Mapping[str, Any]:
    """Run the code of a question as it is shown, or as its author mends it; return its names."""
    space: dict[str, Any] = {}
    asked = load_bank().questions[question]
    exec(asked.broken() if way == "broken" else asked.mended(), space)  # noqa: S102 - code of the bank
    return space


def sgd(*parameters: torch.Tensor, lr: float = 0.1) -> torch.optim.Optimizer:
    return torch.optim.SGD(parameters, lr=lr)


def test_every_question_with_a_symptom_is_tried_here() -> None:
    told = {q.id for q in load_bank().questions.values() if q.kind == "debug" and q.asking() != DEFAULT}
    assert told == {name for name, _ in SYMPTOMS}


DEFAULT = "This code has one mistake. Which?"


def pairs(space: Mapping[str, Any]) -> bool:
    """Whether a line through y = 3x − 1 ends at the mean of y, its loss at the variance."""
    model, x = nn.Linear(1, 1), torch.linspace(-1, 1, 9).unsqueeze(1)
    y = 3 * x.squeeze(1) - 1
    optimizer = sgd(*model.parameters())
    loss = [space["train_step"](model, optimizer, x, y) for _ in range(400)][-1]
    # y is -4, -3.25, ..., 2: its mean -1, its variance 9 times that of nine steps of 1/4, (81 - 1)/12/16.
    flat = bool((model(x) + 1).abs().max() < 1e-3) and loss == pytest.approx(9 * 80 / 192, rel=1e-4)
    assert flat or loss < 1e-6
    return flat


def frequencies(space: Mapping[str, Any]) -> bool:
    """Whether all rows end at the frequencies of the labels, ½, ¼, ¼."""
    model, labels = nn.Linear(3, 3), torch.tensor([0, 0, 1, 2])
    x = nn.functional.one_hot(labels, 3).float()
    optimizer = sgd(*model.parameters(), lr=1.0)
    for _ in range(300):
        space["train_step"](model, optimizer, x, labels)
    got = model(x).softmax(dim=1)
    flat = bool((got - torch.tensor([0.5, 0.25, 0.25])).abs().max() < 1e-2)
    assert flat or bool((got.argmax(dim=1) == labels).all())
    return flat


def codes_rest(space: Mapping[str, Any]) -> bool:
    """Whether with commitment = 0 the codes rest, and the encoder moves."""
    encoder, codebook = nn.Linear(2, 2), torch.tensor([[1.0, 0.0], [-1.0, 0.5]], requires_grad=True)
    before = codebook.detach().clone(), encoder.weight.detach().clone()
    space["train_step"](encoder, codebook, sgd(codebook, *encoder.parameters()), torch.eye(2), 0.0)
    moved = not torch.equal(codebook, before[0]), not torch.equal(encoder.weight, before[1])
    assert moved in {(False, True), (True, False)}
    return moved[1]


def student_rests(space: Mapping[str, Any]) -> bool:
    """Whether a student at (½, ½) stays at ½·log(½/0.9) + ½·log(½/0.1) = 0.5108 for a thousand steps."""
    student, teacher, x = nn.Linear(1, 2, bias=False), nn.Linear(1, 2, bias=False), torch.ones(1, 1)
    with torch.no_grad():
        student.weight.zero_()
        teacher.weight.copy_(torch.tensor([[math.log(9)], [0.0]]))
    optimizer = sgd(*student.parameters())
    losses = [space["train_step"](student, teacher, optimizer, x) for _ in range(1000)]
    assert losses[0] == pytest.approx(0.5108, abs=5e-5)
    assert losses[-1] == pytest.approx(0.5108, abs=5e-5) or losses[-1] < 1e-4
    return losses[-1] > 0.5


def short_texts_weigh(space: Mapping[str, Any]) -> bool:
    """Whether one target of loss 4 and nine of loss 2 give e³ = 20.09 in place of e^2.2 = 9.03."""
    ids, pad = torch.zeros(2, 10, dtype=torch.long), 2
    ids[0, 2:] = pad
    logits = torch.zeros(2, 10, 2)
    for row, loss in ((0, 4.0), (1, 2.0)):
        logits[row, :, 1] = math.log(math.exp(loss) - 1)  # log(1 + e^z) = loss
    got = space["perplexity"](lambda _: torch.cat([logits, torch.full((2, 10, 1), -1e9)], dim=2), ids, pad)
    assert got == pytest.approx(20.09, abs=0.005) or got == pytest.approx(9.03, abs=0.005)
    return bool(got > 15)


def all_is_real(space: Mapping[str, Any]) -> bool:
    """Whether the discriminator's loss nears 0 while it calls all that is generated real."""
    discriminator, generator = nn.Linear(2, 1), nn.Identity()
    real, noise = torch.randn(32, 2) + 3, torch.randn(32, 2) - 3
    optimizer = sgd(*discriminator.parameters(), lr=0.5)
    loss = [space["train_step"](discriminator, generator, optimizer, real, noise) for _ in range(500)][-1]
    assert loss < 0.05
    called_real = bool((discriminator(noise) > 0).all())
    assert called_real or bool((discriminator(noise) < 0).all())
    return called_real


def weight_is_nothing(space: Mapping[str, Any]) -> bool:
    """Whether a weight of 0 and one of 100 train the same model, with other losses."""
    models, losses = [], []
    for weight in (0.0, 100.0):
        model = nn.Linear(1, 1)
        with torch.no_grad():
            model.weight.fill_(0.5)
            model.bias.zero_()
        optimizer, criterion = sgd(*model.parameters(), lr=1e-3), space["CustomLoss"](weight)
        losses.append(space["train_step"](model, optimizer, torch.ones(4, 1), torch.zeros(4, 1), criterion))
        models.append(model.weight.item())
    assert losses == [pytest.approx(0.25), pytest.approx(0.25 + 100 * 0.5)]
    return models[0] == models[1]


def stops_at_a_half(space: Mapping[str, Any]) -> bool:
    """Whether classes that are told apart without an error cost (0.3133 + 0.6931)/2 = 0.5032."""
    line, x = nn.Linear(1, 1), torch.tensor([[-1.0], [1.0]])
    model = nn.Sequential(line, nn.Sigmoid())
    y = torch.tensor([0.0, 1.0])
    with torch.no_grad():
        line.weight.fill_(10.0)
        line.bias.zero_()
    optimizer = sgd(*model.parameters(), lr=1.0)
    losses = [space["train_step"](model, optimizer, x, y) for _ in range(50)]
    assert bool(((model(x).squeeze(1) > 0.5) == (y > 0.5)).all())
    assert losses[-1] == pytest.approx(0.5032, abs=5e-5) or losses[-1] < 1e-4
    return bool(losses[-1] > 0.5)


def reads_tiny(space: Mapping[str, Any]) -> bool:
    """Whether random directions of 256 features cost 2/256 = 0.0078 and not 2."""
    views = torch.randn(2, 4096, 256)
    same = nn.Linear(256, 256)
    with torch.no_grad():
        same.weight.copy_(torch.eye(256))
        same.bias.zero_()
    got = space["train_step"](same, nn.Identity(), nn.Identity(), sgd(*same.parameters()), *views)
    assert got == pytest.approx(2 / 256, abs=1e-4) or got == pytest.approx(2.0, abs=0.02)
    return bool(got < 1)


def best_is_lowered(space: Mapping[str, Any]) -> bool:
    """Whether the best answer of a group, with 0.3 among zeros, gets less likely beside an easy group."""
    log_probs = torch.full((8,), -1.0, requires_grad=True)
    rewards = torch.tensor([1.0, 1.0, 1.0, 0.4, 0.3, 0.0, 0.0, 0.0])
    space["train_step"](lambda *_: log_probs, sgd(log_probs), None, None, rewards, 4)
    return bool(log_probs[4] < -1)


def errors_cancel(space: Mapping[str, Any]) -> bool:
    """Whether predictions that are 5 too high and 5 too low in turn cost nothing."""
    y = torch.arange(6.0)
    x = (y + 5 * torch.tensor([1.0, -1.0, 1.0, -1.0, 1.0, -1.0])).unsqueeze(1)
    got = space["validate"](nn.Identity(), x, y)
    assert got in {0.0, 5.0}
    return bool(got == 0)


SYMPTOMS = (
    ("mse-debug-pairs", pairs),
    ("cross-entropy-debug-pairs", frequencies),
    ("vq-debug-term", codes_rest),
    ("reverse-kl-kd-debug-weights", student_rests),
    ("causal-lm-ce-debug-mean", short_texts_weigh),
    ("gan-non-saturating-debug-generator", all_is_real),
    ("custom-loss-module-debug-item", weight_is_nothing),
    ("bce-debug-sigmoid", stops_at_a_half),
    ("byol-debug-features", reads_tiny),
    ("grpo-debug-batch", best_is_lowered),
    ("mae-debug-absolute-outside", errors_cancel),
)


@BOTH
@pytest.mark.parametrize(("question", "shows"), SYMPTOMS, ids=[name for name, _ in SYMPTOMS])
def test_the_code_that_is_shown_has_the_symptom_and_mended_it_has_not(question: str, shows: Any, way: str) -> None:
    torch.manual_seed(0)
    assert shows(code(question, way)) == (way == "broken")


def test_every_debug_question_says_how_it_is_mended() -> None:
    """What `bank check` grades: that the code has the told mistake, and no other."""
    asked = [question for question in load_bank().questions.values() if question.broken()]
    assert len(asked) > 100
    assert [question.id for question in asked if not question.mended()] == []
    assert [question.id for question in asked if question.mended() == question.broken()] == []
