"""What the reader's commands print with `--json`; no Rich here, so that machines do not wait for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from lossquiz.questions.model import ComputeQuestion, DebugQuestion, ImplementTask
from lossquiz.questions.prompts import asking, fixed_order, loss_of, options_of

if TYPE_CHECKING:
    from lossquiz.losses.catalogue import Loss
    from lossquiz.practice.store import Attempt
    from lossquiz.practice.summary import Progress, Tally
    from lossquiz.questions.find import Subject
    from lossquiz.questions.model import Bank, Question


def list_json(
    questions: Sequence[Question], bank: Bank, cards: Sequence[Loss], latest: Mapping[str, Attempt]
) -> dict[str, Any]:
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
        if task:
            row |= {"signature": task.signature, "convention": task.convention, "forbidden": task.forbidden}
            row["difficulty"] = task.difficulty
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
        "prompt": asking(question),
    }
    if options_of(question):
        row["options"] = [options_of(question)[index].text for index in fixed_order(question)]
    if isinstance(question, ComputeQuestion):
        row["given"] = dict(question.given)
    if isinstance(question, DebugQuestion):
        row["code"] = question.code
    if isinstance(question, ImplementTask):
        row |= {"signature": question.signature, "convention": question.convention, "forbidden": question.forbidden}
    return row


def progress_json(progress: Progress) -> dict[str, Any]:
    """Return the same as one JSON object."""
    return {
        "version": 1,
        "questions": progress.questions,
        "known": progress.known,
        "missed": list(progress.missed),
        "answers": _tally(progress.answers),
        "kinds": _tallies(progress.kinds),
        "families": _tallies(progress.families),
        "seconds": round(progress.seconds, 1),
        "days": progress.days,
        "streak": progress.streak,
    }


def _tally(tally: Tally) -> dict[str, int]:
    return {"asked": tally.asked, "right": tally.right}


def _tallies(tallies: Mapping[str, Tally]) -> dict[str, dict[str, int]]:
    return {name: _tally(tally) for name, tally in tallies.items()}
