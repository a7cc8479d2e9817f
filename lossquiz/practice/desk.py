"""What a session needs of whoever shows questions and takes answers; the command line implements it."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from lossquiz.grading.grade_report import GradeReport
    from lossquiz.practice.store import Attempt
    from lossquiz.questions.question import Question
    from lossquiz.questions.replies import Verdict


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is put in a session.

    Attributes:
        question: The question.
        number: Its place in the session, from 1.
        total: How many the session has.
        order: The order in which its options are shown; empty when it has none.
        last: The last judged attempt at it, or None.
        again: Whether it was missed in this session, and comes back.
    """

    question: Question
    number: int
    total: int
    order: tuple[int, ...] = ()
    last: Attempt | None = None
    again: bool = False


class Desk(Protocol):
    """Where the candidate sits."""

    @property
    def interactive(self) -> bool:
        """Whether a person is there; from a pipe, nothing is offered that would take a line."""

    def put(self, asked: Asked) -> None:
        """Show a question."""

    def read(self, prompt: str) -> str:
        """Return a line.

        Raises:
            EOFError: There are no more.
        """

    def more_is_there(self) -> bool:
        """Tell whether more was typed or pasted at a terminal than was read."""

    def discard_more(self) -> None:
        """Discard what was typed or pasted at a terminal beyond what was read; what comes from a pipe is kept."""

    def say(self, line: str) -> None:
        """Tell something."""

    def hint(self, number: int, total: int, text: str) -> None:
        """Show a hint."""

    def show_verdict(self, asked: Asked, verdict: Verdict) -> None:
        """Show what was made of an answer."""

    def show_points(self, verdict: Verdict) -> None:
        """Show which points of an explanation are ticked."""

    def show_report(self, report: GradeReport) -> None:
        """Show what was made of a file."""

    def celebrate(self, report: GradeReport, tries: int, seconds: float, theirs: str, model: str) -> None:
        """Show that a file passed, after so many tries and so long, and the model answer beside it ("" if none)."""

    def working(self, what: str) -> AbstractContextManager[object]:
        """Say what is being done, while it is done, where that takes long enough to be wondered about."""

    def reveal(self, asked: Asked) -> None:
        """Show the answer."""

    def show_card(self, asked: Asked) -> bool:
        """Show the card of the question's loss; return whether there is one."""
