"""Typed answers are marked: a letter, a number, a few sentences become a verdict with its reasons."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lossquiz.questions.model import ChooseQuestion, ComputeQuestion, DebugQuestion, ExplainQuestion
from lossquiz.questions.numbers import NumberError, parse_number
from lossquiz.questions.prompts import fixed_order, label_of, number, right_option

if TYPE_CHECKING:
    from lossquiz.questions.model import Question

RELATIVE = 0.005
SHORTEST_TEXT = 4  # fewer characters of an option's text are taken for a slip, not for a choice
Diagnose = Callable[[float], str | None]


class UnclearAnswerError(ValueError):
    """What was typed is no answer to this kind of question: it is asked for again, not marked as wrong."""


@dataclass(frozen=True, slots=True)
class PointFound:
    """A point of a rubric, and whether the answer shows it."""

    point: str
    covered: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is made of a typed answer.

    Attributes:
        correct: Whether it passes.
        score: From 0 to 1; below 1 for an explanation that lacks points it needs.
        feedback: What to tell, a sentence to a line; the question's own explanation is not repeated here.
        points: For an explanation: the rubric, point by point.
        chosen: For options: the index of the one that was chosen.
    """

    correct: bool
    score: float
    feedback: tuple[str, ...]
    points: tuple[PointFound, ...] = ()
    chosen: int | None = None


def mark(question: Question, typed: str, *, order: Sequence[int] = (), diagnose: Diagnose | None = None) -> Verdict:
    """Mark a typed answer.

    Args:
        question: Any question but an implement task, whose answers are graded, not marked.
        typed: What the candidate typed.
        order: The order in which the options were shown; empty for the question's own fixed order.
        diagnose: Says of a wrong number what mistake gives it; asked only when the number is wrong.

    Raises:
        UnclearAnswerError: It cannot be read as an answer; the message says what can.
        TypeError: The question is an implement task.
    """
    if isinstance(question, (ChooseQuestion, DebugQuestion)):
        return _mark_choice(question, typed, tuple(order) or fixed_order(question))
    if isinstance(question, ComputeQuestion):
        return _mark_number(question, typed, diagnose)
    if isinstance(question, ExplainQuestion):
        return _mark_explanation(question, typed)
    raise TypeError(f"{question.id} is graded, not marked")


def close(typed: float, answer: float, tolerance: float) -> bool:
    """Whether a typed number is near enough: the question's tolerance plus half a percent of the answer."""
    return abs(typed - answer) <= tolerance + RELATIVE * abs(answer)


def _mark_choice(question: ChooseQuestion | DebugQuestion, typed: str, order: tuple[int, ...]) -> Verdict:
    chosen = _which_option(question, typed, order)
    option, right = question.options[chosen], right_option(question)
    if option.correct:
        return Verdict(True, 1.0, (option.why,), chosen=chosen)
    place = order.index(right)
    answer = f"The answer is ({label_of(place)}): {question.options[right].text}"
    return Verdict(False, 0.0, (option.why, answer, question.options[right].why), chosen=chosen)


def _which_option(question: ChooseQuestion | DebugQuestion, typed: str, order: tuple[int, ...]) -> int:
    word = _plain(typed)
    texts = {index: _plain(question.options[index].text) for index in order}
    exact = [index for index, text in texts.items() if text == word]
    if len(exact) == 1:
        return exact[0]
    short = word.strip("(). ")
    for place, index in enumerate(order):
        if short in {label_of(place), str(place + 1)}:
            return index
    near = [index for index, text in texts.items() if len(word) >= SHORTEST_TEXT and word in text]
    if len(near) == 1:
        return near[0]
    last = label_of(len(order) - 1)
    raise UnclearAnswerError(f"type a letter from a to {last}, its number, or the text of an option (? for help)")


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).strip(".")


def _mark_number(question: ComputeQuestion, typed: str, diagnose: Diagnose | None) -> Verdict:
    try:
        value = parse_number(typed)
    except NumberError as error:
        raise UnclearAnswerError(str(error)) from None
    if close(value, question.answer, question.tolerance):
        return Verdict(True, 1.0, ())
    answer = f"The answer is {number(question.answer)}, not {number(value)}."
    reason = (diagnose(value) if diagnose else None) or _near_miss(question, value)
    return Verdict(False, 0.0, (answer, reason) if reason else (answer,))


def _near_miss(question: ComputeQuestion, value: float) -> str | None:
    """Name a slip that shows in the number alone."""

    def is_close(other: float) -> bool:
        return close(value, other, min(question.tolerance, RELATIVE * abs(other)))

    answer = question.answer
    if answer == 0 or value == 0:
        return None
    count = max((len(v) for v in question.given.values() if isinstance(v, (list, tuple))), default=1)
    slips = (
        (-answer, "It has the wrong sign."),
        (answer * count, f"It is {count} times the answer: a sum over {count} elements where their mean is asked."),
        (answer / count, f"It is the answer divided by {count}: a mean taken once too often."),
        (answer / math.log(2), "It is the answer in bits; losses are in nats, with the natural logarithm."),
        (answer / math.log(10), "The logarithm was taken to base 10; losses use the natural one."),
        (answer * math.log10(math.e), "The logarithm was taken to base 10; losses use the natural one."),
        (2 * answer, "It is twice the answer: a factor ½ is missing."),
        (answer / 2, "It is half the answer: a factor ½ too many."),
        (100 * answer, "It is a hundred times the answer; write 50% or 0.5, not 50."),
    )
    return next((says for other, says in slips if other != answer and is_close(other)), None)


def _mark_explanation(question: ExplainQuestion, typed: str) -> Verdict:
    text = " ".join(typed.replace("’", "'").split())
    if not any(character.isalpha() for character in text):
        raise UnclearAnswerError("type a sentence or two (? for help)")
    points = tuple(
        PointFound(point.point, any(re.search(phrase, text, re.IGNORECASE) for phrase in point.any))
        for point in question.rubric
    )
    covered = sum(point.covered for point in points)
    score = min(1.0, covered / question.needed)
    summary = f"{covered} of {len(points)} points found; {question.needed} make a pass."
    return Verdict(covered >= question.needed, score, (summary,), points)
