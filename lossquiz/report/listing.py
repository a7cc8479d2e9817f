"""The list of losses and questions: as tables, and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from lossquiz.questions.model import KINDS
from lossquiz.questions.prompts import loss_of

if TYPE_CHECKING:
    from rich.console import Console

    from lossquiz.losses.names import Loss
    from lossquiz.practice.store import Attempt
    from lossquiz.questions.model import Bank, Question

NAME_WIDTH = 25
STYLES = {"right": "green", "wrong": "red", "revealed": "yellow"}
Latest = Mapping[str, "Attempt"]


def render_losses(questions: Sequence[Question], cards: Sequence[Loss], latest: Latest, console: Console) -> None:
    """Show a row for each loss, by family, with the kinds of its questions and how many of them are known."""
    rows = _by_family(questions)
    for family in dict.fromkeys([*rows, *(card.family for card in cards)]):
        console.print(Text(family, style="bold"))
        if family in rows:
            console.print(Padding(_losses(rows[family], latest), (0, 0, 0, 2)))
        others = [card.id for card in cards if card.family == family]
        if others:
            console.print(Padding(Text(f"card only: {', '.join(others)}", style="dim"), (0, 0, 0, 2), expand=False))
        console.print()
    known = sum(1 for q in questions if q.id in latest and latest[q.id].result == "right")
    losses = len({loss_of(question) for question in questions} - {""})
    console.print(
        Text(f"{losses} losses, {len(questions)} questions, {known} known; {len(cards)} more with a card only.")
    )
    console.print(Text("lossquiz show ID prints a card and its questions.", style="dim"))


def render_questions(questions: Sequence[Question], latest: Latest, console: Console) -> None:
    """Show a row for each question."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("question", "kind", "difficulty", "family", "last"):
        table.add_column(name, overflow="fold" if name == "question" else "ellipsis", no_wrap=name != "question")
    for question in questions:
        last = latest[question.id].result if question.id in latest else ""
        table.add_row(
            question.id, question.kind, question.difficulty, question.family, Text(last, style=STYLES.get(last, ""))
        )
    console.print(table)


def list_json(questions: Sequence[Question], bank: Bank, cards: Sequence[Loss], latest: Latest) -> dict[str, Any]:
    """Return the list as one JSON object."""
    shown = dict.fromkeys(loss_of(question) for question in questions)
    return {
        "version": 1,
        "losses": [
            *(
                {
                    "id": loss.id,
                    "title": loss.title,
                    "family": loss.card.family,
                    "questions": len(_of(loss.id, questions)),
                }
                for loss in bank.losses.values()
                if loss.id in shown
            ),
            *({"id": card.id, "title": card.title, "family": card.family, "questions": 0} for card in cards),
        ],
        "questions": [
            {
                "id": question.id,
                "kind": question.kind,
                "difficulty": question.difficulty,
                "family": question.family,
                "loss": loss_of(question) or None,
                "last": latest[question.id].result if question.id in latest else None,
            }
            for question in questions
        ],
    }


def _of(loss: str, questions: Iterable[Question]) -> list[Question]:
    return [question for question in questions if loss_of(question) == loss]


def _by_family(questions: Iterable[Question]) -> dict[str, dict[str, list[Question]]]:
    """Group questions by family, and within it by loss, or by title where they are about no single loss."""
    families: dict[str, dict[str, list[Question]]] = {}
    for question in questions:
        losses = families.setdefault(question.family, {})
        losses.setdefault(loss_of(question) or question.title, []).append(question)
    return families


def _losses(losses: Mapping[str, Sequence[Question]], latest: Latest) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(overflow="fold", min_width=NAME_WIDTH, max_width=NAME_WIDTH)
    table.add_column(overflow="fold")
    table.add_column(justify="right", no_wrap=True)
    for name, questions in losses.items():
        known = sum(1 for q in questions if q.id in latest and latest[q.id].result == "right")
        tried = any(q.id in latest for q in questions)
        done = Text(
            f"{known}/{len(questions)}" if tried else "", style="green" if known == len(questions) else "yellow"
        )
        table.add_row(Text(name, style="cyan"), Text(_kinds(questions)), done)
    return table


def _kinds(questions: Sequence[Question]) -> str:
    counts = [(kind, sum(question.kind == kind for question in questions)) for kind in KINDS]
    return " ".join(f"{kind}×{count}" if count > 1 else kind for kind, count in counts if count)
