"""What `lossquiz show --json` prints; no Rich here, so that machines do not wait for it."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lossquiz.questions.find import Subject
    from lossquiz.questions.question import Question

_MORE = ("gradient", "estimates", "curvature", "at_chance", "symptoms", "links")
_PAIRS = ("relatives", "libraries")


def card_json(subject: Subject) -> dict[str, Any]:
    """Return the card as a JSON object; what the bank does not know is absent."""
    row: dict[str, Any] = {"id": subject.id, "title": subject.title, "family": subject.family}
    if subject.entry:
        entry = subject.entry
        row |= {"formula": entry.formula, "use": entry.use, "expects": entry.expects, "aliases": entry.aliases}
        row |= {"torch": entry.code, "sources": [entry.source]}
    if subject.bank:
        card, task = subject.bank.card, subject.bank.task
        row |= {"formula": card.formula, "latex": card.latex, "when": card.when, "when_not": card.when_not}
        row |= {"expects": card.input_form, "torch": card.torch, "sources": card.sources}
        row |= {name: value for name in _MORE if (value := getattr(card, name))}
        row |= {name: [asdict(one) for one in pairs] for name in _PAIRS if (pairs := getattr(card, name))}
        if task:
            row |= {**task.details(), "difficulty": task.difficulty}
        row["questions"] = [{"id": q.id, "kind": q.kind, "difficulty": q.difficulty} for q in subject.bank.questions]
    return row


def question_json(question: Question) -> dict[str, Any]:
    """Return a question without its answer, as JSON."""
    row: dict[str, Any] = {
        "id": question.id,
        "kind": question.kind,
        "difficulty": question.difficulty,
        "family": question.family,
        "title": question.title,
        "prompt": question.asking(),
    }
    if question.frequency:
        row["frequency"] = asdict(question.frequency)
    options = question.choices()
    if options:
        row["options"] = [options[index].text for index in question.own_order()]
    return row | dict(question.details())
