"""The list of losses and questions, as pieces of styled text; no Rich here, which a pipe need not wait for."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from lossquiz.questions.kinds import KINDS
from lossquiz.report.terminal.pieces import Pieces

if TYPE_CHECKING:
    from lossquiz.losses.catalogue import Loss
    from lossquiz.practice.store import Attempt
    from lossquiz.questions.question import Label

NAME_WIDTH, KINDS_WIDTH = 25, 44
STYLES = {"right": "green", "wrong": "red", "revealed": "yellow"}
Latest = Mapping[str, "Attempt"]


def list_losses(questions: Sequence[Label], cards: Sequence[Loss], latest: Latest, width: int) -> Pieces:
    """Return a line for each loss, by family, with the kinds of its questions and how many of them are known.

    Returns:
        Pieces of text, each with its style.
    """
    pieces: Pieces = []
    rows = _by_family(questions)
    for family in dict.fromkeys([*rows, *(card.family for card in cards)]):
        pieces.append((f"{family}\n", "bold"))
        for name, asked in rows.get(family, {}).items():
            pieces += _loss(name, asked, latest)
        others = ", ".join(card.id for card in cards if card.family == family)
        if others:
            pieces.append((_indented(f"card only: {others}", width), "dim"))
        pieces.append(("\n", ""))
    known = sum(_is_known(question, latest) for question in questions)
    losses = len({question.loss for question in questions} - {""})
    summary = f"{losses} losses, {len(questions)} questions, {known} known; {len(cards)} more with a card only.\n"
    return [*pieces, (summary, ""), ("lossquiz show ID prints a card and its questions.", "dim")]


def list_questions(questions: Sequence[Label], latest: Latest) -> Pieces:
    """Return a line for each question, as pieces of text with their style."""
    width = max(len(question.id) for question in questions)
    pieces: Pieces = [(f"{'question':<{width}}  {'kind':<9}  {'level':<6}  {'family':<12}  last", "bold")]
    for question in questions:
        last = latest[question.id].result if question.id in latest else ""
        line = f"\n{question.id:<{width}}  {question.kind:<9}  {question.difficulty:<6}  {question.family:<12}"
        pieces += [(f"{line}  " if last else line.rstrip(), ""), (last, STYLES.get(last, ""))]
    return pieces


def _by_family(questions: Iterable[Label]) -> dict[str, dict[str, list[Label]]]:
    """Group questions by family, and within it by loss, or by title where they are about no single loss."""
    families: dict[str, dict[str, list[Label]]] = {}
    for question in questions:
        losses = families.setdefault(question.family, {})
        losses.setdefault(question.loss or question.title, []).append(question)
    return families


def _loss(name: str, questions: Sequence[Label], latest: Latest) -> Pieces:
    pieces = [(f"  {name:<{NAME_WIDTH}}  ", "cyan")]
    kinds = _kinds(questions)
    if not any(question.id in latest for question in questions):
        return [*pieces, (f"{kinds}\n", "")]
    known = sum(_is_known(question, latest) for question in questions)
    style = "green" if known == len(questions) else "yellow"
    return [*pieces, (f"{kinds:<{KINDS_WIDTH}}  ", ""), (f"{known}/{len(questions)}\n", style)]


def _is_known(question: Label, latest: Latest) -> bool:
    return question.id in latest and latest[question.id].result == "right"


def _kinds(questions: Sequence[Label]) -> str:
    counts = Counter(question.kind for question in questions)
    return " ".join(f"{kind}×{counts[kind]}" if counts[kind] > 1 else kind for kind in KINDS if counts[kind])


def _indented(line: str, width: int) -> str:
    return textwrap.fill(line, width, initial_indent="  ", subsequent_indent="  ", break_long_words=False) + "\n"
