"""What a word of the command line names: a loss of the bank or the catalogue, or a question."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from lossquiz.errors import UsageError
from lossquiz.report.json.reader import Subject

if TYPE_CHECKING:
    from lossquiz.questions.model import Bank, Question


def find(bank: Bank, word: str) -> Subject | Question:
    """Return the loss or the question that a word names; losses come first, then questions, then aliases.

    Raises:
        UsageError: Nothing is called so; the message gives the nearest.
    """
    from lossquiz.losses.catalogue import catalogue, find_loss
    from lossquiz.practice.plan import find_question

    name = word.strip().lower().replace("-", "_")
    if name in bank.losses:
        return Subject(name, bank.losses[name], catalogue().get(name))
    with contextlib.suppress(UsageError):
        return find_question(bank, word)
    try:
        entry = find_loss(word)
    except UsageError:
        raise UsageError(_unknown(word, [*bank.losses, *bank.questions, *catalogue()])) from None
    return Subject(entry.id, bank.losses.get(entry.id), entry)


def _unknown(word: str, known: list[str]) -> str:
    from lossquiz.practice.plan import nearest

    return f'no loss or question is called "{word}"; {nearest(word, list(dict.fromkeys(known)))}'
