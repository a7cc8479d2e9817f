"""What all drills share: one question of a session, from when it is put to when it is left."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from lossquiz.errors import InputError
from lossquiz.practice.store import Attempt, Result

if TYPE_CHECKING:
    from lossquiz.practice.desk import Asked, Desk
    from lossquiz.practice.workbench import Bench
    from lossquiz.questions.model import Bank

Command = Literal["hint", "skip", "reveal", "quit", "help"]

COMMANDS: Mapping[str, Command] = {
    "h": "hint",
    "hint": "hint",
    "s": "skip",
    "skip": "skip",
    "r": "reveal",
    "reveal": "reveal",
    "q": "quit",
    "quit": "quit",
    "?": "help",
    "help": "help",
}
KEYS = "h hint · s skip · r reveal · q quit · ? help"
NEXT = "Enter: next · q: quit > "


class Quit(Exception):  # noqa: N818 - not an error: the candidate has had enough
    """The candidate leaves the session."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """What a drill needs of its session.

    Attributes:
        session: The session's id.
        bank: The bank.
        desk: Where the candidate sits.
        bench: Grades files.
        record: Writes an attempt to the log.
        now: Returns the clock's time.
    """

    session: str
    bank: Bank
    desk: Desk
    bench: Bench
    record: Callable[[Attempt], None]
    now: Callable[[], float]


class Drill(ABC):
    """One question of a session.

    Attributes:
        kind: What its attempts are recorded as.
        answered: Whether it was answered, rather than skipped or revealed.
    """

    def __init__(self, sitting: Sitting, asked: Asked) -> None:
        self.sitting, self.asked, self.desk = sitting, asked, sitting.desk
        self.question = asked.question
        self.kind = asked.question.kind
        self.answered = False
        self._hints = self.question.hints_in(sitting.bank, asked.order)
        self._hinted = 0
        self._since = sitting.now()

    def run(self) -> None:
        """Put the question and stay with it until it is answered, skipped or revealed."""
        self.begin()
        while not self.turn():
            pass

    def begin(self) -> None:
        """Put the question."""
        self.desk.put(self.asked)

    @abstractmethod
    def turn(self) -> bool:
        """Take one line or answer; return whether the question is over."""

    def obey(self, typed: str) -> bool | None:
        """Do what a command says: True when the question is over with it, False when not, None when it is none."""
        command = COMMANDS.get(typed.strip().lower())
        if command is None:
            return None
        if command == "quit":
            raise Quit
        if command == "hint":
            self._hint()
        elif command == "help":
            self.desk.say(f"{self.question.help}\n{KEYS}")
        elif command == "skip":
            self.record("skipped")
            self.desk.say("Skipped.")
        else:
            self._reveal()
        return command in {"skip", "reveal"}

    def record(self, result: Result, score: float = 0.0, answer: str = "", *, self_assessed: bool = False) -> None:
        """Record what became of the question; its time begins anew."""
        now = self.sitting.now()
        self.sitting.record(
            Attempt(
                question=self.question.id,
                kind=self.kind,
                result=result,
                score=score,
                seconds=round(now - self._since, 3),
                answer=answer,
                hints=self._hinted,
                self_assessed=self_assessed,
                session=self.sitting.session,
            )
        )
        self._since = now

    def pause(self, prompt: str = NEXT, *, after_the_last: bool = False) -> str:
        """Let the candidate read before the next question, and return what was typed.

        From a pipe there is no need; after the last question only where the prompt asks for more than to go on.
        """
        if not self.desk.interactive or (self.asked.number == self.asked.total and not after_the_last):
            return ""
        typed = self.desk.read(prompt).strip().lower()
        if COMMANDS.get(typed) == "quit":
            raise Quit
        return typed

    def _hint(self) -> None:
        if self._hinted == len(self._hints):
            none = "There are no hints here" if not self._hints else "Those were all the hints"
            self.desk.say(f"{none}; r reveals the answer.")
            return
        self._hinted += 1
        self.desk.hint(self._hinted, len(self._hints), self._hints[self._hinted - 1])

    def _reveal(self) -> None:
        self.record("revealed")
        try:
            self.desk.reveal(self.asked)
        except InputError as error:  # a bank of one's own may lack the model answer; the session goes on
            self.desk.say(str(error))
        self.pause()
