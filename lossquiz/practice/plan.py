"""Which questions to ask, and in which order. Pure: the log and a seed go in, a list comes out."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from lossquiz.errors import UsageError
from lossquiz.questions.model import ImplementTask

if TYPE_CHECKING:
    import random

    from lossquiz.practice.store import Attempt
    from lossquiz.questions.model import Bank, Question

DEFAULT_COUNT = 10
FEWEST, MOST = 5, 40  # a day's share before an interview stays within these


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the candidate wants to be asked; an empty field asks for nothing in particular."""

    ids: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    difficulties: tuple[str, ...] = ()


def select(bank: Bank, wanted: Wanted) -> tuple[Question, ...]:
    """Return the questions that fit, in the order of the ids given or of the bank.

    Raises:
        UsageError: An unknown id or family, or nothing fits.
    """
    check_families(wanted.families, (question.family for question in bank.questions.values()))
    named = {question.id: question for word in wanted.ids for question in find_questions(bank, word)}
    found = matching((named if wanted.ids else bank.questions).values(), wanted)
    if not found:
        raise UsageError("no question fits all of that; `lossquiz list` shows what there is")
    return found


def matching(questions: Iterable[Question], wanted: Wanted) -> tuple[Question, ...]:
    """Return those of some questions that are of the kind, family and difficulty wanted."""
    return tuple(
        question
        for question in questions
        if (not wanted.kinds or question.kind in wanted.kinds)
        and (not wanted.families or question.family in wanted.families)
        and (not wanted.difficulties or question.difficulty in wanted.difficulties)
    )


def check_families(families: Iterable[str], known: Iterable[str]) -> None:
    """Refuse a family that is not among those known.

    Raises:
        UsageError: With the nearest.
    """
    names = sorted(set(known))
    for family in families:
        if family not in names:
            raise UsageError(f'unknown family "{family}"; {nearest(family, names)}')


def find_question(bank: Bank, word: str) -> Question:
    """Return the question called `word`, whatever the case; hyphens and underscores are the same.

    Raises:
        UsageError: There is none; the message gives the nearest.
    """
    plain = _plain(word)
    for question in bank.questions.values():
        if _plain(question.id) == plain:
            return question
    raise UsageError(f'unknown question "{word}"; {nearest(word, list(bank.questions))}')


def find_task(bank: Bank, word: str) -> ImplementTask:
    """Return the implement question called `word`.

    Raises:
        UsageError: There is none; the message gives the nearest.
    """
    plain = _plain(word)
    for task in bank.tasks.values():
        if _plain(task.id) == plain:
            return task
    raise UsageError(f'no implement question is called "{word}"; {nearest(word, list(bank.tasks))}')


def find_questions(bank: Bank, word: str) -> tuple[Question, ...]:
    """Return the question called `word`, or every question of the loss called so.

    Raises:
        UsageError: There is neither.
    """
    plain = _plain(word)
    for loss in bank.losses.values():
        if _plain(loss.id) == plain and loss.task is None and loss.questions:
            return loss.questions
    return (find_question(bank, word),)


def nearest(word: str, known: Sequence[str]) -> str:
    """Return `did you mean x?`, or where to look."""
    import difflib

    near = difflib.get_close_matches(word.lower(), known, n=3, cutoff=0.5)
    if near:
        return f"did you mean {' or '.join(near)}?"
    return f"known: {', '.join(known)}" if len(known) < FEWEST * FEWEST else "`lossquiz list` shows them all"


def _plain(word: str) -> str:
    return word.strip().lower().replace("-", "_")


def arrange(questions: Iterable[Question], latest: Mapping[str, Attempt], rng: random.Random) -> list[Question]:
    """Put questions in the order to ask them: missed ones, oldest first; then new ones; then those known.

    New and known ones are shuffled, with the kinds spread evenly among one another.
    """
    pool = {question.id: question for question in questions}
    missed = [pool[name] for name, last in latest.items() if name in pool and last.result != "right"]
    known = [pool[name] for name, last in latest.items() if name in pool and last.result == "right"]
    new = [question for question in pool.values() if question.id not in latest]
    return missed + _spread(new, rng) + _spread(known, rng)


def _spread(questions: Sequence[Question], rng: random.Random) -> list[Question]:
    """Shuffle, so that each kind is spread evenly over the whole."""
    kinds: dict[str, list[Question]] = {}
    for question in questions:
        kinds.setdefault(question.kind, []).append(question)
    placed: list[tuple[float, Question]] = []
    for group in kinds.values():
        rng.shuffle(group)
        offset = rng.random()
        placed += [((index + offset) / len(group), question) for index, question in enumerate(group)]
    return [question for _, question in sorted(placed, key=lambda pair: pair[0])]


@dataclass(frozen=True, slots=True)
class Plan:
    """How many questions to ask today so that all are known at the interview."""

    days: int
    left: int
    count: int


def plan(questions: Iterable[Question], latest: Mapping[str, Attempt], interview: date, today: date) -> Plan:
    """Share the questions that are not known yet among the days that are left.

    Raises:
        UsageError: The interview is over.
    """
    days = (interview - today).days
    if days < 0:
        raise UsageError(f"--interview-date {interview}: that was {-days} days ago; give a date to come")
    left = sum(1 for q in questions if q.id not in latest or latest[q.id].result != "right")
    share = math.ceil(left / max(days, 1))
    return Plan(days, left, min(MOST, max(FEWEST, share)))


def order_options(count: int, rng: random.Random) -> tuple[int, ...]:
    """Return the order in which to show the options of a question."""
    order = list(range(count))
    rng.shuffle(order)
    return tuple(order)
