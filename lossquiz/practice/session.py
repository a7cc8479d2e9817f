"""A practice session: each question is put, answered, marked and recorded, until they, the time or the answers end."""

from __future__ import annotations

import time
import uuid
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from lossquiz import local_time
from lossquiz.errors import InputError
from lossquiz.practice.ahead import day_of_return
from lossquiz.practice.drill import Drill, Quit, Sitting, Undone
from lossquiz.practice.graded import GradedDrill, MendDrill
from lossquiz.practice.marked import MarkedDrill
from lossquiz.practice.record import pace_of, record_of
from lossquiz.practice.reviews import reviews_of, standings
from lossquiz.practice.schedule import shown_mistakes
from lossquiz.practice.store import OUTCOMES, spare_store
from lossquiz.wording import whole

if TYPE_CHECKING:
    from lossquiz.practice.desk import Asked, Desk
    from lossquiz.practice.record import Record
    from lossquiz.practice.store import Attempt, Store
    from lossquiz.practice.workbench import Bench
    from lossquiz.questions.model import Bank

Ending = Literal["done", "quit", "no more input", "time is up"]
RETURNS = 2  # so often a question that is missed comes back in one session
LATER = 4  # questions are put before it comes back


class Session:
    """One sitting.

    Args:
        asked: The questions, in their order.
        bank: The bank.
        store: The log.
        desk: Where the candidate sits.
        bench: Grades files.
        clock: Returns the clock's time.
        minutes: After so many no other question is put; None for all.
        record: What the candidate had done when it began; None to read it from the log.

    Attributes:
        recorded: What was recorded so far and stands, in order.
    """

    def __init__(
        self,
        asked: Sequence[Asked],
        bank: Bank,
        store: Store,
        desk: Desk,
        bench: Bench,
        clock: Callable[[], float] = time.monotonic,
        *,
        minutes: int | None = None,
        record: Record | None = None,
    ) -> None:
        self.id = uuid.uuid4().hex[:12]
        self.recorded: list[Attempt] = []
        self._queue = deque(asked)
        self._put_before: dict[str, Asked] = {}
        self._returns: dict[str, int] = {}
        self._bank = bank
        self._so_far = record
        self._changed: set[str] = set()
        self._store = store
        self._clock = clock
        self._end = clock() + 60 * minutes if minutes else None
        self._sitting = Sitting(self.id, bank, desk, bench, self._record, self._undo, self._when, self._more, clock)

    def run(self) -> Ending:
        """Put every question; what is answered is recorded at once, so that nothing is lost on the way."""
        try:
            while self._queue:
                if self._end is not None and self._clock() >= self._end:
                    return "time is up"
                self._put(self._queue.popleft())
        except Quit:
            return "quit"
        except EOFError:
            return "no more input"
        return "done"

    def _put(self, asked: Asked) -> None:
        self._put_before[asked.question.id] = asked
        drill: Drill = (GradedDrill if asked.question.takes == "file" else MarkedDrill)(self._sitting, asked)
        try:
            drill.run()
            if drill.answered and asked.question.broken() and self._sitting.desk.interactive:
                MendDrill(self._sitting, asked).run()
        except Undone as undone:
            self._again(asked, str(undone))
            return
        self._return_if_missed(asked)

    def _again(self, asked: Asked, taken: str) -> None:
        """Put the question whose answer was taken back, then the one at hand if that is another."""
        if taken != asked.question.id:
            self._queue.appendleft(asked)
        waiting = [other for other in self._queue if other.question.id == taken]
        for other in waiting:  # it was to come back, as missed
            self._queue.remove(other)
        self._queue.appendleft(self._put_before[taken])

    def _return_if_missed(self, asked: Asked) -> None:
        """Let a question that was missed come back in this session, a few questions later."""
        name = asked.question.id
        told = (a for a in reversed(self.recorded) if a.result in OUTCOMES)
        last = next((a for a in told if a.question == name and a.kind == asked.question.kind), None)
        if last is None or last.result not in {"wrong", "revealed"} or self._returns.get(name, 0) >= RETURNS:
            return
        if (
            not self._queue
        ):  # right after its answer there is nothing to recall; it is due, and comes with the next session
            return
        self._returns[name] = self._returns.get(name, 0) + 1
        self._queue.insert(min(LATER, len(self._queue)), replace(asked, last=last, again=True))

    def _record(self, attempt: Attempt) -> None:
        try:
            kept = self._store.record(attempt)
        except InputError as error:  # the disk is full, or another session holds the file
            self._sitting.desk.say(f"{error}; practice goes on, and nothing from here on is saved")
            self._store = spare_store()
            kept = self._store.record(attempt)
        self.recorded.append(kept)
        self._changed.add(kept.question)

    def _undo(self) -> str | None:
        taken = self._store.undo(self.id)
        if taken is None:
            return None
        self.recorded.remove(taken)
        self._changed.add(taken.question)
        return taken.question

    def _more(self) -> bool:
        return bool(self._queue)

    def _when(self, question: str) -> str:
        """Say when a question comes back, by all that the log tells of it, and by the plan."""
        record = self._record_now()
        standing = record.now.get(question)
        if standing is None or standing.lapsed:
            return "again in this session" if self._queue else "again today"
        labels = self._bank.labels
        known = question in labels
        back = day_of_return(labels[question], labels.values(), record, standing.last) if known else standing.due
        return f"back {in_days((back - standing.last).days)}"

    def _record_now(self) -> Record:
        """Return what the candidate has done, with the answers of this session."""
        today = local_time.today()
        if self._so_far is None:
            self._so_far = record_of(self._store.attempts(), self._bank, pace_of(self._store), today)
        now = dict(self._so_far.now)
        for question in self._changed:  # of one question alone: the whole log takes long
            now.pop(question, None)
            now |= standings(reviews_of(self._store.attempts(question)))
        self._changed.clear()
        losses = {question: label.loss for question, label in self._bank.labels.items()}
        mistakes = {*self._so_far.mistakes, *shown_mistakes(self.recorded, losses, today)}
        self._so_far = replace(self._so_far, now=now, mistakes=mistakes)
        return self._so_far


def in_days(days: int) -> str:
    """Say how far away a day is: tomorrow, in 5 days, in 3 months."""
    if days <= 1:
        return "tomorrow" if days == 1 else "today"
    if days < 60:  # noqa: PLR2004 - two months
        return f"in {days} days"
    return f"in {whole(days / 30.44)} months"
