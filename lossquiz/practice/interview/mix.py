"""Which questions an interview asks, and in which order. Pure: the bank, a brief, the log, a time and a seed go in."""

from __future__ import annotations

import functools
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal, cast

from lossquiz.errors import UsageError
from lossquiz.lookup import find, plain
from lossquiz.losses.catalogue import loss_names
from lossquiz.practice.interview.allowance import Allowance, allowance_of
from lossquiz.practice.schedule import evenly, how_often
from lossquiz.practice.store import MEND
from lossquiz.questions.kinds import MENDED, WITH_FILES, WRITTEN

if TYPE_CHECKING:
    from lossquiz.practice.store import Attempt
    from lossquiz.questions.model import Bank
    from lossquiz.questions.options import OptionsQuestion
    from lossquiz.questions.question import Label, Question, Takes

Level = Literal["easy", "medium", "hard", "mixed"]
LEVELS: Mapping[str, Mapping[str, float]] = {
    "easy": {"easy": 0.6, "medium": 0.3, "hard": 0.1},
    "medium": {"easy": 0.25, "medium": 0.55, "hard": 0.2},
    "hard": {"easy": 0.1, "medium": 0.4, "hard": 0.5},
    "mixed": {"easy": 1 / 3, "medium": 1 / 3, "hard": 1 / 3},
}
SHORTEST, LONGEST = 5, 180  # minutes
CODE_FROM, MENDING_FROM = 20, 30  # minutes from which there is code to write, and code to mend
CODE_SHARE = 0.5  # code to write takes no more of the time than this
SPARE = 0.2  # as long as more of the time is free, losses may come up again
FEW_LOSSES = 3  # with no more of them, the one of the warm-up may come up again at once
LATELY = timedelta(days=7)  # what was met since then comes later

# The kinds of the questions of a thread, each place with those that may stand there. Code stands last.
_TALK = ("explain", "choose")
_WRITING = (((*_TALK, "compute"), ("compute",), ("implement",)), ((*_TALK, "compute"), ("implement",)))
_MENDING = (((*_TALK, "compute"), ("debug",)),)
_TALKING = (
    (_TALK, ("compute",)),
    (("choose",), ("compute",), ("compute",)),
    (("explain",), ("compute",), ("choose",)),
    (("compute",), ("compute",)),
    (("choose",), ("explain",)),
    (("choose",), ("choose",)),
)
_PLACES = {"choose": 0, "explain": 1, "compute": 2, "debug": 4, "implement": 5}
_GRADIENT_PLACE = 3
_OPENING = {"choose", "compute"}
LEADS = {
    "choose": "On the same loss:",
    "compute": "Now in numbers:",
    "explain": "And in words:",
    "debug": "What went wrong here?",
    "implement": "Now implement it.",
    MEND: "Now mend it.",
}
_GRADIENT_LEAD = "And its gradient?"
_OTHER_LEAD = "A follow-up:"


@dataclass(frozen=True, slots=True)
class Brief:
    """What kind of interview is wanted.

    Attributes:
        minutes: How long it is.
        level: The share of difficulties.
        families: Questions of these only; of all where there are none.
        mending: Whether code can be mended, which takes somebody at a terminal.
    """

    minutes: int = 45
    level: Level = "medium"
    families: tuple[str, ...] = ()
    mending: bool = True


@dataclass(frozen=True, slots=True)
class Item:
    """A question of an interview.

    Attributes:
        question: The question.
        number: Its place, from 1.
        seconds: How much time it is allowed.
        thread: The number of the thread on one loss in which it stands, from 1; 0 where it stands alone.
        lead: For a follow-up: how it follows; else "".
        order: The order in which its options are shown.
        mend: Whether the code of the question is to be mended, rather than the question to be answered.
    """

    question: Question
    number: int
    seconds: int
    thread: int = 0
    lead: str = ""
    order: tuple[int, ...] = ()
    mend: bool = False

    @property
    def kind(self) -> str:
        """What it is recorded as."""
        return MEND if self.mend else self.question.kind

    @property
    def takes(self) -> Takes:
        """What answers it."""
        return "file" if self.mend else self.question.takes

    @property
    def about(self) -> str:
        """What may be said of it above the question; a follow-up names its loss, which was named before."""
        return self.question.title if self.lead else self.question.about()


@dataclass(frozen=True, slots=True)
class Script:
    """All that an interview asks, in its order."""

    items: tuple[Item, ...]
    brief: Brief
    seed: int

    @property
    def planned(self) -> int:
        """How many seconds its questions are allowed."""
        return sum(item.seconds for item in self.items)


def draw_up(bank: Bank, brief: Brief, log: Sequence[Attempt], now: datetime, seed: int) -> Script:
    """Choose the questions of an interview.

    Args:
        bank: The questions there are.
        brief: What is wanted.
        log: The candidate's attempts: their own times, and what they met lately.
        now: The time.
        seed: The same seed gives the same interview, as long as the rest is the same.

    Raises:
        UsageError: An unknown family, or no question fits.
    """
    names = {family: family for family in sorted({label.family for label in bank.labels.values()})}
    families = tuple(find("family", word, names) for word in brief.families)
    pool = [label for label in bank.labels.values() if not families or label.family in families]
    if not pool:
        raise UsageError("the bank has no question to ask; see `lossquiz list`")
    rng = random.Random(seed)  # noqa: S311 - an interview to repeat, not a secret
    draw = _Draw(
        bank, replace(brief, families=families), pool, allowance_of(log, bank.labels), met_lately(log, now), rng
    )
    return Script(tuple(_numbered(draw.blocks(), draw, rng)), draw.brief, seed)


def met_lately(log: Iterable[Attempt], now: datetime) -> frozenset[str]:
    """Return the questions met in the last days; a time that is none, or to come, is no time."""
    return frozenset(attempt.question for attempt in log if _is_late(attempt.at, now))


def _is_late(at: str, now: datetime) -> bool:
    try:
        return timedelta() <= now - datetime.fromisoformat(at) <= LATELY
    except (ValueError, TypeError, OverflowError):
        return False


def _numbered(blocks: Iterable[Sequence[Label]], draw: _Draw, rng: random.Random) -> Iterator[Item]:
    number = thread = 0
    for block in blocks:
        thread += len(block) > 1
        questions = sorted((draw.bank.questions[label.id] for label in block), key=_place)
        for place, question in enumerate(questions):
            number += 1
            options = len(question.choices())
            yield Item(
                question,
                number,
                draw.allowance.of(question.kind, question.difficulty),
                thread if len(block) > 1 else 0,
                _lead(question) if place else "",
                tuple(rng.sample(range(options), options)),
            )
            if draw.brief.mending and question.broken():
                number += 1
                seconds = draw.allowance.of(MEND, question.difficulty)
                yield Item(question, number, seconds, thread if len(block) > 1 else 0, LEADS[MEND], mend=True)


def _place(question: Question) -> int:
    is_gradient = "gradient" in question.details()
    return _GRADIENT_PLACE if is_gradient else _PLACES.get(question.kind, 0)


def _lead(question: Question) -> str:
    return _GRADIENT_LEAD if _place(question) == _GRADIENT_PLACE else LEADS.get(question.kind, _OTHER_LEAD)


def names_its_loss(bank: Bank, label: Label) -> bool:
    """Tell whether the right option of a question is its own loss: a follow-up on that loss would give it away."""
    question = bank.questions[label.id]
    if not label.loss or not question.choices() or question.broken():
        return False
    right = cast("OptionsQuestion", question).answer().text
    words = f"_{plain(''.join(c if c.isalnum() else ' ' for c in right))}_"
    return any(f"_{name}_" in words for name in (plain(label.title), *_names_of(label.loss)))


@functools.cache
def _names_of(loss: str) -> tuple[str, ...]:
    return tuple(name for name, one in loss_names().items() if one == loss)


def _spread(threads: Sequence[list[Label]], single: Sequence[list[Label]]) -> list[list[Label]]:
    """Put threads and single questions into one order, both spread evenly over the whole."""
    placed = evenly([(threads, 0.5), (single, 0.5)])
    return [block for _, block in sorted(placed, key=lambda pair: pair[0])]


@dataclass
class _Draw:
    """The choosing, step by step: what is left of the time, and what was chosen so far."""

    bank: Bank
    brief: Brief
    pool: Sequence[Label]
    allowance: Allowance
    lately: frozenset[str]
    rng: random.Random
    left: int = 0
    chosen: set[str] = field(default_factory=set)
    ideas: set[str] = field(default_factory=set)
    losses: set[str] = field(default_factory=set)
    difficulties: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    weights: dict[str, float] = field(default_factory=dict)
    by_loss: dict[str, list[Label]] = field(default_factory=dict)

    def blocks(self) -> list[list[Label]]:
        """Return what is asked, block by block: a question alone, or a thread on one loss."""
        self.left = 60 * self.brief.minutes
        for label in self.pool:
            self.weights[label.id] = 0.5 * how_often(label) + 1.5 * self.rng.random() - 10 * (label.id in self.lately)
            if label.loss:
                self.by_loss.setdefault(label.loss, []).append(label)
        first = self._warm_up()
        if len(self.by_loss) <= FEW_LOSSES:
            self.losses.clear()
        writing = self._thread(_WRITING) if self.brief.minutes >= CODE_FROM else []
        mending = self._thread(_MENDING) if self.brief.minutes >= MENDING_FROM else []
        talking = self._fill(len(writing) + len(mending), len(first))
        threads = [mending, *(block for block in talking if len(block) > 1)]
        middle = _spread([block for block in threads if block], [block for block in talking if len(block) == 1])
        return [block for block in (first, *middle[:-1], writing, *middle[-1:]) if block]

    def _warm_up(self) -> list[Label]:
        """Choose something easy to begin with."""
        easy = [label for label in self.pool if label.difficulty == "easy" and label.kind in _OPENING]
        for pool in (easy, self.pool):
            label = self._best(label for label in pool if not label.loss or label.kind in _OPENING)
            if label is not None:
                return self._take([label])
        label = self._best(self.pool)
        return self._take([label]) if label is not None else []

    def _fill(self, threaded: int, alone: int) -> list[list[Label]]:
        """Fill the time that is left with threads and single questions in turn, at least half of all in threads."""
        found: list[list[Label]] = []
        there_are_threads = threaded > 0
        while True:
            thread = self._thread(_TALKING) if threaded <= alone + 1 else []
            if thread:
                found.append(thread)
                threaded, there_are_threads = threaded + len(thread), True
            single = self._alone() if threaded > alone or not there_are_threads else []
            if single:
                found.append(single)
                alone += 1
            if thread or single:
                continue
            if not self.losses or self.left <= SPARE * 60 * self.brief.minutes:
                return found
            self.losses.clear()  # too few of them for so much time: they come up again, with other questions

    def _alone(self) -> list[Label]:
        label = self._best(label for label in self.pool if label.kind not in WITH_FILES)
        return self._take([label]) if label is not None else []

    def _thread(self, shapes: Sequence[Sequence[Sequence[str]]]) -> list[Label]:
        """Choose the loss on which the best thread can be had, in the first of some shapes that fits."""
        order = shapes if shapes is not _TALKING else self.rng.sample(list(shapes), len(shapes))
        for shape in order:
            found = [thread for loss in self.by_loss if loss not in self.losses and (thread := self._on(loss, shape))]
            if found:
                return self._take(max(found, key=lambda thread: sum(map(self._worth, thread)) / len(thread)))
        return []

    def _on(self, loss: str, shape: Sequence[Sequence[str]]) -> list[Label]:
        """Return the best thread of a shape on a loss, or nothing where there is none, or no time for it."""
        thread: list[Label] = []
        for kinds in shape:
            label = self._best((label for label in self.by_loss[loss] if label.kind in kinds), thread)
            if label is None or (label.kind not in WITH_FILES and names_its_loss(self.bank, label)):
                return []
            thread.append(label)
        return thread

    def _best(self, labels: Iterable[Label], thread: Sequence[Label] = ()) -> Label | None:
        """Return the best of some questions that may still be asked, with those of a thread before it, or None."""
        left = self.left - sum(map(self._seconds, thread))
        ideas = self.ideas | {label.idea for label in thread}
        asked = self.chosen | {label.id for label in thread}
        fits = (
            label
            for label in labels
            if self._seconds(label) <= left
            and label.id not in asked
            and (not label.loss or label.loss not in self.losses)
            and (not label.idea or label.idea not in ideas)
            and (label.kind not in WRITTEN or self._seconds(label) <= CODE_SHARE * 60 * self.brief.minutes)
        )
        return max(fits, key=self._worth, default=None)

    def _worth(self, label: Label) -> float:
        """Weigh a question: how often interviews ask it, some luck, and what the interview still lacks."""
        share = LEVELS[self.brief.level][label.difficulty]
        lacking = share * (len(self.chosen) + 1) - self.difficulties[label.difficulty]
        return self.weights[label.id] + 2 * lacking - 0.3 * self.kinds[label.kind]

    def _seconds(self, label: Label) -> int:
        mending = self.allowance.of(MEND, label.difficulty) if self.brief.mending and label.kind in MENDED else 0
        return self.allowance.of(label.kind, label.difficulty) + mending

    def _take(self, labels: list[Label]) -> list[Label]:
        self.left -= sum(map(self._seconds, labels))
        self.chosen |= {label.id for label in labels}
        self.difficulties.update(label.difficulty for label in labels)
        self.kinds.update(label.kind for label in labels)
        self.ideas |= {label.idea for label in labels if label.idea}
        self.losses |= {label.loss for label in labels if label.loss}
        return labels
