"""Questions as text: what is asked, what is given, what helps, and what the answer is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from lossquiz.questions.model import ChooseQuestion, ComputeQuestion, DebugQuestion, ExplainQuestion, ImplementTask

if TYPE_CHECKING:
    from lossquiz.questions.model import Bank, Option, Question

# h, q, r and s are commands at the prompt, so no option is called by them.
LABELS = "abcdefgijklmnoptuvwxyz"


def label_of(position: int) -> str:
    """Return the letter of the option shown at a position."""
    return LABELS[position] if position < len(LABELS) else str(position + 1)


def options_of(question: Question) -> tuple[Option, ...]:
    """Return the options of a question that has some."""
    return question.options if isinstance(question, (ChooseQuestion, DebugQuestion)) else ()


def fixed_order(question: Question) -> tuple[int, ...]:
    """Return an order of a question's options that is its own: the same each time, and no hint at the right one."""
    import random

    order = list(range(len(options_of(question))))
    random.Random(question.id).shuffle(order)  # noqa: S311 - seeded with the id so that it repeats
    return tuple(order)


def right_option(question: ChooseQuestion | DebugQuestion) -> int:
    """Return the index of the option that is right."""
    return next(index for index, option in enumerate(question.options) if option.correct)


def loss_of(question: Question) -> str:
    """Return the id of the loss that a question is about, or ""."""
    return question.id if isinstance(question, ImplementTask) else question.loss


def number(value: float) -> str:
    """Write a number as a person would: `3`, `0.5`, `1.3125`."""
    return f"{value:.6g}"


def values(value: Any) -> str:
    """Write the values of a tensor as nested lists."""
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(values, value))}]"
    return str(value).lower() if isinstance(value, bool) else number(value)


def given_lines(given: Mapping[str, Any]) -> tuple[str, ...]:
    """Write what is given, one name to a line, aligned; the rows of a matrix stand under one another."""
    width = max(map(len, given), default=0)
    lines: list[str] = []
    for name, value in given.items():
        rows = value if isinstance(value, (list, tuple)) and value and isinstance(value[0], (list, tuple)) else None
        if rows is None:
            lines.append(f"{name:<{width}} = {values(value)}")
            continue
        starts = [f"{name:<{width}} = [", *[" " * (width + 4)] * (len(rows) - 1)]
        ends = [*[","] * (len(rows) - 1), "]"]
        lines += [f"{start}{values(row)}{end}" for start, row, end in zip(starts, rows, ends, strict=True)]
    return tuple(lines)


def asking(question: Question) -> str:
    """Return the question in words."""
    if isinstance(question, ComputeQuestion) and not question.prompt:
        return f"Work out this loss: {question.title}."
    return question.prompt


def hints_of(question: Question, bank: Bank, order: Sequence[int] = ()) -> tuple[str, ...]:
    """Return a question's own hints, or what can be said without giving the answer away.

    Args:
        question: The question.
        bank: The bank, for the card of the loss.
        order: The order in which the options are shown; empty for the question's own fixed order.
    """
    if question.hints:
        return question.hints
    if isinstance(question, ComputeQuestion):
        return _formula_hints(question, bank)
    if isinstance(question, ExplainQuestion):
        return (
            f"A good answer makes at least {question.needed} of {len(question.rubric)} points.",
            _first_point(question),
        )
    if isinstance(question, (ChooseQuestion, DebugQuestion)):
        return _not_these(question, order)
    return ()


def _formula_hints(question: ComputeQuestion, bank: Bank) -> tuple[str, ...]:
    loss = bank.losses.get(question.loss)
    if loss is None:
        return ()
    convention = (loss.task.convention,) if loss.task else ()
    return (loss.card.formula, *convention)


def _first_point(question: ExplainQuestion) -> str:
    return f"One of them: {question.rubric[0].point}"


def _not_these(question: ChooseQuestion | DebugQuestion, order: Sequence[int]) -> tuple[str, ...]:
    """Rule out wrong options, from the last one shown, until two are left."""
    shown = tuple(order) or fixed_order(question)
    wrong = [place for place, index in enumerate(shown) if not question.options[index].correct]
    out = list(reversed(wrong))[: len(shown) - 2]
    return tuple(f"It is not ({label_of(place)})." for place in out)


def answer_of(question: Question) -> str:
    """Return the answer in words; for an implement task the answer is a file, not words."""
    if isinstance(question, ComputeQuestion):
        return number(question.answer)
    if isinstance(question, ExplainQuestion):
        return question.model_answer
    if isinstance(question, (ChooseQuestion, DebugQuestion)):
        return question.options[right_option(question)].text
    return ""


def explanation_of(question: Question) -> str:
    """Return what there is to remember, or ""."""
    return "" if isinstance(question, (ExplainQuestion, ImplementTask)) else question.explanation
