"""Which questions to ask, and in which order. Pure: the log, a seed and a day go in, a session's questions come out."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from lossquiz.errors import UsageError
from lossquiz.lookup import find
from lossquiz.losses.catalogue import catalogue
from lossquiz.practice.desk import Asked
from lossquiz.questions.find import find_questions

if TYPE_CHECKING:
    from lossquiz.losses.catalogue import Loss
    from lossquiz.practice.store import Attempt
    from lossquiz.questions.model import Bank
    from lossquiz.questions.question import Label, Question

DEFAULT_COUNT = 10
FEWEST, MOST = 5, 40  # a day's share before an interview stays within these


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the candidate wants to be asked; an empty field asks for nothing in particular.

    Attributes:
        ids: These questions only.
        kinds: These kinds only.
        families: These families only.
        difficulties: These difficulties only.
        count: So many questions.
        interview: The day by which all should be known.
    """

    ids: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    difficulties: tuple[str, ...] = ()
    count: int | None = None
    interview: date | None = None


@dataclass(frozen=True, slots=True)
class Agenda:
    """What a session asks, in its order, and the lines that say how that came about."""

    asked: tuple[Asked, ...]
    notes: tuple[str, ...]


def draw_up(bank: Bank, wanted: Wanted, latest: Mapping[str, Attempt], seed: int, today: date) -> Agenda:
    """Choose the questions of a session, and the order of each one's options.

    Args:
        bank: The questions there are.
        wanted: What the candidate asks for.
        latest: The last judged attempt at each question, the oldest first.
        seed: The same seed gives the same session.
        today: The day of the session.

    Raises:
        UsageError: An unknown id or family, nothing fits, or the interview is over.
    """
    pool = select(bank, wanted)
    share = plan(pool, latest, wanted.interview, today) if wanted.interview else None
    limit = wanted.count or (share.count if share else len(pool) if wanted.ids else DEFAULT_COUNT)
    rng = random.Random(seed)  # noqa: S311 - an order to repeat, not a secret
    chosen = (list(pool) if wanted.ids else ideas_apart(arrange(pool, latest, rng)))[:limit]
    asked = tuple(
        _put(bank.questions[label.id], place, len(chosen), latest, rng) for place, label in enumerate(chosen, 1)
    )
    notes = [f"{share.told}; today {limit}"] if share else []
    return Agenda(asked, (*notes, f"{len(chosen)} of {len(pool)} questions, seed {seed}"))


def _put(question: Question, place: int, total: int, latest: Mapping[str, Attempt], rng: random.Random) -> Asked:
    order = order_options(len(question.choices()), rng)
    return Asked(question, place, total, order, latest.get(question.id))


def browse(bank: Bank, wanted: Wanted) -> tuple[tuple[Label, ...], tuple[Loss, ...]]:
    """Return the questions that fit, and the losses of the catalogue that have no file in the bank, so only a card.

    Raises:
        UsageError: An unknown family, or nothing fits.
    """
    known = [*(q.family for q in bank.labels.values()), *(loss.family for loss in catalogue().values())]
    wanted = replace(wanted, families=find_families(wanted.families, known))
    questions = matching(bank.labels.values(), wanted)
    cards = () if wanted.kinds or wanted.difficulties else tuple(_bare(bank, wanted.families))
    if not questions and not cards:
        raise UsageError("no question fits all of that; leave an option out")
    return questions, cards


def _bare(bank: Bank, families: Collection[str]) -> Iterator[Loss]:
    for loss in catalogue().values():
        if loss.id not in bank.losses and (not families or loss.family in families):
            yield loss


def select(bank: Bank, wanted: Wanted) -> tuple[Label, ...]:
    """Return the questions that fit, in the order of the ids given or of the bank.

    Raises:
        UsageError: An unknown id or family, or nothing fits.
    """
    wanted = replace(wanted, families=find_families(wanted.families, (q.family for q in bank.labels.values())))
    named = {question.id: question for word in wanted.ids for question in find_questions(bank, word)}
    found = matching((named if wanted.ids else bank.labels).values(), wanted)
    if not found:
        raise UsageError("no question fits all of that; `lossquiz list` shows what there is")
    return found


def matching(questions: Iterable[Label], wanted: Wanted) -> tuple[Label, ...]:
    """Return those of some questions that are of the kind, family and difficulty wanted."""
    return tuple(
        question
        for question in questions
        if (not wanted.kinds or question.kind in wanted.kinds)
        and (not wanted.families or question.family in wanted.families)
        and (not wanted.difficulties or question.difficulty in wanted.difficulties)
    )


def find_families(words: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    """Return the families that some words name.

    Raises:
        UsageError: One names none; the message gives the nearest.
    """
    names = {name: name for name in sorted(set(known))}
    return tuple(find("family", word, names) for word in words)


def arrange(questions: Iterable[Label], latest: Mapping[str, Attempt], rng: random.Random) -> list[Label]:
    """Put questions in the order to ask them: missed ones, oldest first; then new ones; then those known.

    New and known ones are shuffled, with the kinds spread evenly among one another; of the new ones of a kind, those
    that interviews ask more often come first.
    """
    pool = {question.id: question for question in questions}
    missed = [pool[name] for name, last in latest.items() if name in pool and last.result != "right"]
    known = [pool[name] for name, last in latest.items() if name in pool and last.result == "right"]
    new = [question for question in pool.values() if question.id not in latest]
    return missed + _spread(new, rng, first=_how_often) + _spread(known, rng)


def _how_often(question: Label) -> int:
    return question.frequency.level if question.frequency else 0


def ideas_apart(questions: Iterable[Label]) -> list[Label]:
    """Return the questions without those that ask what one before them asks already."""
    asked: set[str] = set()
    found: list[Label] = []
    for question in questions:
        if question.idea not in asked:
            found.append(question)
        if question.idea:
            asked.add(question.idea)
    return found


def _spread(questions: Sequence[Label], rng: random.Random, first: Callable[[Label], int] = lambda _: 0) -> list[Label]:
    """Shuffle, so that each kind is spread evenly over the whole; within a kind, those with most of `first` lead."""
    kinds: dict[str, list[Label]] = {}
    for question in questions:
        kinds.setdefault(question.kind, []).append(question)
    placed: list[tuple[float, Label]] = []
    for group in kinds.values():
        rng.shuffle(group)
        group.sort(key=first, reverse=True)
        offset = rng.random()
        placed += [((index + offset) / len(group), question) for index, question in enumerate(group)]
    return [question for _, question in sorted(placed, key=lambda pair: pair[0])]


@dataclass(frozen=True, slots=True)
class Plan:
    """How many questions to ask today so that all are known at the interview."""

    days: int
    left: int
    count: int

    @property
    def told(self) -> str:
        """How far away the interview is, and what is left to learn."""
        days = {0: "no day", 1: "1 day"}.get(self.days, f"{self.days} days")
        return f"{days} until the interview, {self.left} questions not known yet"


def plan(questions: Iterable[Label], latest: Mapping[str, Attempt], interview: date, today: date) -> Plan:
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
