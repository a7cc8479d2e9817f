"""The list of losses and questions, laid out by hand: tables of Rich's would double the time it takes."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from lossquiz.questions.model import KINDS
from lossquiz.questions.prompts import loss_of

if TYPE_CHECKING:
    from rich.console import Console

    from lossquiz.losses.names import Loss
    from lossquiz.practice.store import Attempt
    from lossquiz.questions.model import Question

NAME_WIDTH, KINDS_WIDTH = 25, 44
STYLES = {"right": "green", "wrong": "red", "revealed": "yellow"}
Latest = Mapping[str, "Attempt"]


def render_losses(questions: Sequence[Question], cards: Sequence[Loss], latest: Latest, console: Console) -> None:
    """Show a row for each loss, by family, with the kinds of its questions and how many of them are known."""
    text = Text()
    rows = _by_family(questions)
    for family in dict.fromkeys([*rows, *(card.family for card in cards)]):
        text.append(f"{family}\n", "bold")
        for name, asked in rows.get(family, {}).items():
            _append_loss(text, name, asked, latest)
        others = ", ".join(card.id for card in cards if card.family == family)
        if others:
            text.append(_indented(f"card only: {others}", console.width), "dim")
        text.append("\n")
    known = sum(_is_known(question, latest) for question in questions)
    losses = len({loss_of(question) for question in questions} - {""})
    text.append(f"{losses} losses, {len(questions)} questions, {known} known; {len(cards)} more with a card only.\n")
    text.append("lossquiz show ID prints a card and its questions.", "dim")
    console.print(text, soft_wrap=True)


def render_questions(questions: Sequence[Question], latest: Latest, console: Console) -> None:
    """Show a row for each question."""
    width = max(len(question.id) for question in questions)
    text = Text()
    text.append(f"{'question':<{width}}  {'kind':<9}  {'level':<6}  {'family':<12}  last", "bold")
    for question in questions:
        last = latest[question.id].result if question.id in latest else ""
        line = f"\n{question.id:<{width}}  {question.kind:<9}  {question.difficulty:<6}  {question.family:<12}"
        text.append(f"{line}  " if last else line.rstrip())
        text.append(last, STYLES.get(last, ""))
    console.print(text, soft_wrap=True)


def _by_family(questions: Iterable[Question]) -> dict[str, dict[str, list[Question]]]:
    """Group questions by family, and within it by loss, or by title where they are about no single loss."""
    families: dict[str, dict[str, list[Question]]] = {}
    for question in questions:
        losses = families.setdefault(question.family, {})
        losses.setdefault(loss_of(question) or question.title, []).append(question)
    return families


def _append_loss(text: Text, name: str, questions: Sequence[Question], latest: Latest) -> None:
    text.append(f"  {name:<{NAME_WIDTH}}  ", "cyan")
    kinds = _kinds(questions)
    if any(question.id in latest for question in questions):
        known = sum(_is_known(question, latest) for question in questions)
        text.append(f"{kinds:<{KINDS_WIDTH}}  ")
        text.append(f"{known}/{len(questions)}", "green" if known == len(questions) else "yellow")
    else:
        text.append(kinds)
    text.append("\n")


def _is_known(question: Question, latest: Latest) -> bool:
    return question.id in latest and latest[question.id].result == "right"


def _kinds(questions: Sequence[Question]) -> str:
    counts = [(kind, sum(question.kind == kind for question in questions)) for kind in KINDS]
    return " ".join(f"{kind}×{count}" if count > 1 else kind for kind, count in counts if count)


def _indented(line: str, width: int) -> str:
    return textwrap.fill(line, width, initial_indent="  ", subsequent_indent="  ", break_long_words=False) + "\n"
