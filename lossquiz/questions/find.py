"""What a word names in a bank: a question, an implement question, a loss, or a loss of the catalogue."""

from __future__ import annotations

from collections.abc import Collection, Container, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lossquiz.lookup import find, plain

if TYPE_CHECKING:
    from lossquiz.losses.catalogue import Loss
    from lossquiz.questions.kinds.implement import ImplementTask
    from lossquiz.questions.model import Bank, BankLoss
    from lossquiz.questions.question import Label, Question

_ELSEWHERE = "`lossquiz list` shows them all"


@dataclass(frozen=True, slots=True)
class Subject:
    """A loss as the bank and the catalogue know it; one of the two may be None."""

    id: str
    bank: BankLoss | None
    entry: Loss | None

    @property
    def title(self) -> str:
        """The loss's name."""
        return self.bank.title if self.bank else self.entry.title if self.entry else self.id

    @property
    def family(self) -> str:
        """The loss's family."""
        return self.bank.card.family if self.bank else self.entry.family if self.entry else ""


def find_subject(bank: Bank, word: str) -> Subject | Question:
    """Return the loss or the question that a word names; ids of losses come first, then questions, then other names.

    Raises:
        UsageError: Nothing is called so; the message gives the nearest.
    """
    from lossquiz.losses.catalogue import catalogue

    ids = {name: name for name in (*bank.losses, *bank.questions, *catalogue())}
    name = find("loss or question", word, ids, lambda: _loss_names(bank, ids), _ELSEWHERE)
    if name in bank.losses or name in catalogue():
        return Subject(name, bank.losses.get(name), catalogue().get(name))
    return bank.questions[name]


def find_question(bank: Bank, word: str) -> Question:
    """Return the question that a word names, by its id or as the implement question of a loss.

    Raises:
        UsageError: There is none; the message gives the nearest.
    """
    known = bank.questions
    return find("question", word, known, lambda: _loss_names(bank, known), _ELSEWHERE)


def find_questions(bank: Bank, word: str) -> tuple[Label, ...]:
    """Return the question that a word names, or every question of a group: a title, a loss not to be implemented.

    Raises:
        UsageError: There is neither.
    """
    known: dict[str, tuple[Label, ...]] = {}
    for label in bank.labels.values():
        known.setdefault(label.id, (label,))
        if label.loss and label.loss not in bank.labels:
            known[label.loss] = (*known.get(label.loss, ()), label)
        if not label.loss:
            known[label.title] = (*known.get(label.title, ()), label)
    return find("question", word, known, lambda: _loss_names(bank, known), _ELSEWHERE)


def find_file_question(bank: Bank, word: str) -> Question:
    """Return the question that a word names, of those whose answers are files: to be written, or to be mended.

    Raises:
        UsageError: There is none; the message gives the nearest.
    """
    known = {**bank.tasks, **{name: question for name, question in bank.questions.items() if question.broken()}}
    return find("implement or debug question", word, known, lambda: _loss_names(bank, known), _ELSEWHERE)


def find_task(bank: Bank, word: str) -> ImplementTask:
    """Return the implement question that a word names, by its id, its loss or its function.

    Raises:
        UsageError: There is none; the message gives the nearest.
    """
    known = bank.tasks
    return find("implement question", word, known, lambda: _loss_names(bank, known), _ELSEWHERE)


def find_losses(bank: Bank, words: Collection[str]) -> tuple[BankLoss, ...]:
    """Return the losses of the bank that some words name, in the order of the bank; all when there are no words.

    Raises:
        UsageError: A word names none; the message gives the nearest.
    """
    known = bank.losses
    names = {find("loss of the bank", word, known, lambda: _loss_names(bank, known), _ELSEWHERE).id for word in words}
    return tuple(loss for loss in known.values() if not words or loss.id in names)


def _loss_names(bank: Bank, within: Container[str]) -> Mapping[str, str]:
    """Return what else the losses are called, each name with an id of `within`: title, function, aliases."""
    from lossquiz.losses.catalogue import loss_names

    functions = {plain(task.name): task.id for task in bank.tasks.values()}
    titles = {plain(loss.title): loss.id for loss in bank.losses.values()}
    names = {**loss_names(), **functions, **titles}
    return {name: loss for name, loss in names.items() if loss in within}
