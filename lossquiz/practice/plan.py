"""Which questions to ask, and in which order. Pure: the record, a seed and a day go in, a session comes out."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from lossquiz.errors import UsageError
from lossquiz.lookup import find
from lossquiz.losses.catalogue import catalogue, loss_names
from lossquiz.practice.ahead import tomorrow_of
from lossquiz.practice.desk import Asked
from lossquiz.practice.schedule import Today, apart, by_kind, evenly, how_often, today_of, touches
from lossquiz.questions.find import find_questions
from lossquiz.wording import counted, whole

if TYPE_CHECKING:
    from lossquiz.losses.catalogue import Loss
    from lossquiz.practice.record import Record
    from lossquiz.questions.model import Bank
    from lossquiz.questions.question import Label, Question

DEFAULT_COUNT = 10
USUAL_SECONDS: Mapping[str, float] = {"choose": 40, "compute": 100, "debug": 80, "explain": 150, "implement": 720}
"""What a question of a kind takes somebody who knows it, and reads what there is to learn."""
LEFT_OVER = 2.0  # a session by minutes has questions for twice its time, and ends by the clock


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the candidate wants to be asked; an empty field asks for nothing in particular.

    Attributes:
        ids: These questions only.
        kinds: These kinds only.
        families: These families only.
        difficulties: These difficulties only.
        losses: Questions about these losses only.
        among: Of these questions only, by id, such as those of a path; None for all.
        count: So many questions.
        minutes: For so long.
    """

    ids: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    difficulties: tuple[str, ...] = ()
    losses: tuple[str, ...] = ()
    among: tuple[str, ...] | None = None
    count: int | None = None
    minutes: int | None = None

    @property
    def special(self) -> bool:
        """Whether anything is asked for but the day's share: then there is more when that is done."""
        return self != Wanted()


@dataclass(frozen=True, slots=True)
class Agenda:
    """What a session asks, in its order, and the lines that say how that came about."""

    asked: tuple[Asked, ...]
    notes: tuple[str, ...]


def draw_up(bank: Bank, wanted: Wanted, record: Record, seed: int, today: date) -> Agenda:
    """Choose the questions of a session, and the order of each one's options.

    What is due comes first, then what is new. Where something is asked for (a kind, a loss, a count, ...), what is
    neither follows, so that there is always something to ask; otherwise a day ends with its share.

    Args:
        bank: The questions there are.
        wanted: What the candidate asks for.
        record: What the candidate has done.
        seed: The same seed gives the same session.
        today: The day of the session.

    Raises:
        UsageError: An unknown id, family or loss, or nothing fits.
    """
    rng = random.Random(seed)  # noqa: S311 - an order to repeat, not a secret
    pool = select(bank, wanted)
    share = share_of(bank, record, today)
    if wanted.ids:
        chosen = list(pool)[: wanted.count]
    else:
        fitting = share_of_pool(pool, record, today) if wanted.special else share
        # Before an interview a session is the day's share; otherwise a share may be had in several sittings.
        usual = (fitting.days is not None and fitting.left) or DEFAULT_COUNT
        chosen = _limited(arrange(pool, fitting, record, rng, more=wanted.special), wanted, usual)
    asked = tuple(
        _put(bank.questions[label.id], place, len(chosen), record, rng) for place, label in enumerate(chosen, 1)
    )
    if not asked:
        return Agenda((), (done_for_today(share),))
    notes = [told(share)] if share.days is not None else []
    return Agenda(asked, (*notes, f"{len(chosen)} of {counted(len(pool), 'question')}, seed {seed}"))


def share_of(bank: Bank, record: Record, today: date) -> Today:
    """Return the day's share of all questions."""
    labels = bank.labels.values()
    return replace(share_of_pool(labels, record, today), tomorrow=tomorrow_of(labels, record, today))


def share_of_pool(pool: Iterable[Label], record: Record, today: date) -> Today:
    """Return the day's share of some questions."""
    return today_of(pool, record.morning, record.now, record.mistakes, record.pace, today)


def told(share: Today) -> str:
    """Say how far away the interview is, and what the day has."""
    days, scope = counted(share.days or 0, "day"), counted(share.scope, "question")
    return f"{days} until the interview; {scope}, each on two days; {share.left} left today"


def done_for_today(share: Today) -> str:
    """Say that the day's share is done, and how to go on nevertheless."""
    return f"done for today; tomorrow {share.tomorrow}. `lossquiz practice --count {DEFAULT_COUNT}` goes on anyway"


def minutes_of(labels: Iterable[Label]) -> int:
    """Return how many minutes some questions take, roughly; at least one where there are any."""
    seconds = sum(USUAL_SECONDS.get(label.kind, 60) for label in labels)
    return max(1, whole(seconds / 60)) if seconds else 0


def _limited(labels: Sequence[Label], wanted: Wanted, usual: int) -> list[Label]:
    if wanted.count or not wanted.minutes:
        return list(labels[: wanted.count or usual])
    chosen: list[Label] = []
    seconds = 0.0
    for label in labels:
        if chosen and seconds >= 60 * wanted.minutes * LEFT_OVER:
            break
        chosen.append(label)
        seconds += USUAL_SECONDS.get(label.kind, 60)
    return chosen


def _put(question: Question, place: int, total: int, record: Record, rng: random.Random) -> Asked:
    order = order_options(len(question.choices()), rng)
    last = record.latest.get(question.id)
    return Asked(question.afresh(rng) if last else question, place, total, order, last)


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
        UsageError: An unknown id, family or loss, or nothing fits.
    """
    labels = bank.labels.values()
    losses = dict.fromkeys(label.loss for label in labels if label.loss)
    wanted = replace(
        wanted,
        families=find_families(wanted.families, (label.family for label in labels)),
        losses=tuple(_loss(word, losses) for word in wanted.losses),
    )
    named = {label.id: label for word in wanted.ids for label in find_questions(bank, word)}
    found = matching((named if wanted.ids else bank.labels).values(), wanted)
    if not found:
        raise UsageError("no question fits all of that; `lossquiz list` shows what there is")
    return found


def _loss(word: str, losses: Collection[str]) -> str:
    known = {name: name for name in losses}
    others = {name: loss for name, loss in loss_names().items() if loss in known}
    return find("loss of the bank", word, known, lambda: others, "`lossquiz list` shows them all")


def matching(questions: Iterable[Label], wanted: Wanted) -> tuple[Label, ...]:
    """Return those of some questions that are of the kind, family, difficulty and loss wanted."""
    among = None if wanted.among is None else frozenset(wanted.among)
    return tuple(
        question
        for question in questions
        if (not wanted.kinds or question.kind in wanted.kinds)
        and (not wanted.families or question.family in wanted.families)
        and (not wanted.difficulties or question.difficulty in wanted.difficulties)
        and (not wanted.losses or question.loss in wanted.losses)
        and (among is None or question.id in among)
    )


def find_families(words: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    """Return the families that some words name.

    Raises:
        UsageError: One names none; the message gives the nearest.
    """
    names = {name: name for name in sorted(set(known))}
    return tuple(find("family", word, names) for word in words)


def arrange(
    pool: Iterable[Label], share: Today, record: Record, rng: random.Random, *, more: bool = False
) -> list[Label]:
    """Put questions in the order to ask them: those due, the most pressing first; then the new ones of the day.

    New ones are shuffled, with the kinds spread evenly; of a kind, those that are worth more come first. No two ask
    the same idea.

    Args:
        pool: The questions.
        share: What is due and new among them.
        record: What the candidate has done.
        rng: Shuffles.
        more: Whether what is neither due nor new today follows: new ones, then those that come back soonest.
    """
    known = {label.id: label for label in pool}
    due = [known[name] for name in share.due]
    new = [known[name] for name in (known if more else share.new) if name not in record.now]
    asked = {label.id for label in (*due, *new)}
    rest = sorted((one for one in record.now.values() if more and one.question in known), key=lambda one: one.due)
    later = [known[one.question] for one in rest if one.question not in asked]

    def worth(label: Label) -> tuple[int, int]:
        return touches(label, record.mistakes), how_often(label)

    return apart([*due, *_spread(new, rng, worth), *later])


def _spread(questions: Sequence[Label], rng: random.Random, first: Callable[[Label], tuple[int, int]]) -> list[Label]:
    """Shuffle, so that each kind is spread evenly over the whole; within a kind, those with most of `first` lead."""

    def ordered(group: list[Label]) -> tuple[list[Label], float]:
        rng.shuffle(group)
        group.sort(key=first, reverse=True)
        return group, rng.random()

    placed = evenly(ordered(group) for group in by_kind(questions))
    return [question for _, question in sorted(placed, key=lambda pair: pair[0])]


def order_options(count: int, rng: random.Random) -> tuple[int, ...]:
    """Return the order in which to show the options of a question."""
    order = list(range(count))
    rng.shuffle(order)
    return tuple(order)
