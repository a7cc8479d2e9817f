"""What `lossquiz.grade` takes in a notebook: whatever can be called gets a verdict, all else a sentence."""

from __future__ import annotations

import asyncio
import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

import lossquiz
from lossquiz.errors import InputError, UsageError


def huber_loss(pred: Any, target: Any, delta: float = 1.0) -> Any:
    near = (pred - target).abs().clamp(max=delta)
    return (near * ((pred - target).abs() - 0.5 * near)).mean()


def wrong(pred: Any, target: Any, delta: float = 1.0) -> Any:
    return huber_loss(pred, target, delta) * 2


class Huber(torch.nn.Module):
    def forward(self, pred: Any, target: Any, delta: float = 1.0) -> Any:
        return huber_loss(pred, target, delta)


class Answers:
    def __call__(self, pred: Any, target: Any, delta: float = 1.0) -> Any:
        return huber_loss(pred, target, delta)

    def huber_loss(self, pred: Any, target: Any, delta: float = 1.0) -> Any:
        return huber_loss(pred, target, delta)

    @staticmethod
    def static(pred: Any, target: Any, delta: float = 1.0) -> Any:
        return huber_loss(pred, target, delta)


class CustomLoss(torch.nn.Module):
    def __init__(self, weight: float = 1.0) -> None:
        super().__init__()
        self.weight = weight

    def forward(self, pred: Any, target: Any) -> Any:
        return (pred - target).square().mean() + self.weight * (pred - target).abs().mean()


PASS: dict[str, tuple[Callable[..., Any], str]] = {
    "a function": (huber_loss, ""),
    "a partial": (functools.partial(huber_loss), ""),
    "a partial that holds a keyword": (functools.partial(huber_loss, delta=1.0), "huber"),
    "a partial of a partial": (functools.partial(functools.partial(huber_loss), delta=1.0), ""),
    "an instance of a module": (Huber(), ""),
    "its forward": (Huber().forward, "huber"),
    "an object that can be called": (Answers(), "huber"),
    "a bound method": (Answers().huber_loss, ""),
    "a static method": (Answers.static, "huber"),
    "a lambda": (lambda pred, target, delta=1.0: huber_loss(pred, target, delta), "huber"),
    "parameters under other names": (lambda p, t, d=1.0: huber_loss(p, t, d), "huber"),
    "a class where one is asked": (CustomLoss, "custom_loss_module"),
}


@pytest.mark.parametrize("form", PASS)
def test_whatever_can_be_called_is_graded(form: str) -> None:
    answer, question = PASS[form]
    report = lossquiz.grade(answer, question, seed=1)
    assert (report.verdict, report.error) == ("passed", None)


@pytest.mark.parametrize(
    "answer", [functools.partial(wrong), functools.partial(wrong, delta=1.0), lambda p, t, d=1.0: wrong(p, t, d)]
)
def test_and_a_wrong_one_fails(answer: Callable[..., Any]) -> None:
    assert lossquiz.grade(answer, "huber", seed=1).verdict == "failed"


@pytest.mark.parametrize(
    ("answer", "question", "said"),
    [
        (lambda *_: 0, "", "a lambda has no name .* lossquiz.check"),
        (None, "", "got nothing"),
        (None, "huber", "got nothing"),
        (3, "", "class int"),
        (torch.zeros(2), "huber", "class Tensor"),
        (Huber, "huber", r"Huber is a class: pass an instance of it .* Huber\(\)"),
        (CustomLoss(), "custom_loss_module", "asks for the class CustomLoss.* not for an instance of CustomLoss"),
        (functools.partial(CustomLoss), "custom_loss_module", "pass the class itself"),
        (functools.partial(wrong), "", "unknown implement question"),
    ],
)
def test_what_is_no_answer_gets_a_sentence(answer: Any, question: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        lossquiz.grade(answer, question)


@pytest.mark.parametrize("seed", [-1, 1.5, "3", float("nan"), torch.zeros(2)])
def test_a_seed_that_is_none_gets_a_sentence(seed: Any) -> None:
    with pytest.raises(UsageError, match="a seed is a whole number from 0 on, got "):
        lossquiz.grade(huber_loss, seed=seed)


@pytest.mark.parametrize("seed", [7, np.int64(7), torch.tensor(7)])
def test_a_seed_may_be_of_any_library(seed: Any) -> None:
    assert lossquiz.grade(wrong, "huber", seed=seed).seed == 7


@pytest.mark.parametrize(
    ("answer", "question", "kind", "said"),
    [
        ("missing.py", "", InputError, "^missing.py: no such file; of a function of yours pass the function itself"),
        ("huber", "huber", InputError, "^huber: no such file"),
        ("", "", InputError, "got an empty text"),
        ("def huber_loss(pred, target):\n    return pred\n", "huber", UsageError, "pass the function that it defines"),
        ("homework.py", "", UsageError, r'named after homework.py: .*lossquiz.grade\("homework.py", "huber"\)'),
        (".", "", UsageError, "no question is named after .: name it too"),
        (huber_loss, 3, UsageError, "a question's id, such as .huber., got an object of the class int"),
    ],
)
def test_what_is_no_file_or_question_gets_a_sentence(
    answer: Any, question: Any, kind: type[Exception], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "homework.py").write_text("")
    with pytest.raises(kind, match=said):
        lossquiz.grade(answer, question)


@pytest.mark.parametrize("task", [None, 3, {"task": "regression"}])
def test_what_is_no_task_gets_a_sentence(task: Any) -> None:
    with pytest.raises(UsageError, match="expected a task, as in "):
        lossquiz.recommend(task)


@pytest.mark.parametrize("error", [SystemExit, GeneratorExit, RuntimeError])
def test_whatever_an_answer_raises_is_a_verdict(error: type[BaseException]) -> None:
    def raises(*_: Any, **__: Any) -> Any:
        raise error

    report = lossquiz.grade(raises, "huber", seed=1)
    assert report.verdict == "error"
    assert error.__name__ in str(report.error)


def test_within_a_running_event_loop(capsys: pytest.CaptureFixture[str]) -> None:
    async def looped(pred: Any, target: Any, delta: float) -> Any:
        return huber_loss(pred, target, delta)

    def answer(pred: Any, target: Any, delta: float = 1.0) -> Any:
        return asyncio.run(looped(pred, target, delta))

    async def cell() -> bool:
        return lossquiz.check(answer, "huber", seed=1)

    assert asyncio.run(cell()) is True
    assert "passed" in capsys.readouterr().out
