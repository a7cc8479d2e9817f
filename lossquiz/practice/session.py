"""A practice session: each question is put, answered, marked and recorded, until they or the answers end."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal

from lossquiz.practice.drill import Drill, Quit, Sitting
from lossquiz.practice.graded import GradedDrill, MendDrill
from lossquiz.practice.marked import MarkedDrill

if TYPE_CHECKING:
    from lossquiz.practice.desk import Asked, Desk
    from lossquiz.practice.store import Attempt, Store
    from lossquiz.practice.workbench import Bench
    from lossquiz.questions.model import Bank

Ending = Literal["done", "quit", "no more input"]


class Session:
    """One sitting.

    Attributes:
        recorded: What was recorded so far, in order.
    """

    def __init__(
        self,
        asked: Sequence[Asked],
        bank: Bank,
        store: Store,
        desk: Desk,
        bench: Bench,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.id = uuid.uuid4().hex[:12]
        self.recorded: list[Attempt] = []
        self._asked = tuple(asked)
        self._store = store
        self._sitting = Sitting(self.id, bank, desk, bench, self._record, clock)

    def run(self) -> Ending:
        """Put every question; what is answered is recorded at once, so that nothing is lost on the way."""
        try:
            for asked in self._asked:
                self._put(asked)
        except Quit:
            return "quit"
        except EOFError:
            return "no more input"
        return "done"

    def _put(self, asked: Asked) -> None:
        drill: Drill = (GradedDrill if asked.question.takes == "file" else MarkedDrill)(self._sitting, asked)
        drill.run()
        if drill.answered and asked.question.broken() and self._sitting.desk.interactive:
            MendDrill(self._sitting, asked).run()

    def _record(self, attempt: Attempt) -> None:
        self.recorded.append(self._store.record(attempt))
