"""What `lossquiz list --json` prints; no Rich here, so that machines do not wait for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lossquiz.losses.catalogue import Loss
    from lossquiz.practice.store import Attempt
    from lossquiz.questions.question import Label


def list_json(questions: Sequence[Label], cards: Sequence[Loss], latest: Mapping[str, Attempt]) -> dict[str, Any]:
    """Return the list as one JSON object."""
    counts = Counter(question.loss for question in questions)
    shown = dict.fromkeys((question.loss, question.title, question.family) for question in questions if question.loss)
    bare = [(card.id, card.title, card.family) for card in cards]
    return {
        "version": 1,
        "losses": [
            {"id": name, "title": title, "family": family, "questions": counts[name]}
            for name, title, family in [*shown, *bare]
        ],
        "questions": [_question(question, latest.get(question.id)) for question in questions],
    }


def _question(question: Label, last: Attempt | None) -> dict[str, Any]:
    return {
        "id": question.id,
        "kind": question.kind,
        "difficulty": question.difficulty,
        "family": question.family,
        "loss": question.loss or None,
        "frequency": question.frequency.level if question.frequency else None,
        "last": last.result if last else None,
    }
