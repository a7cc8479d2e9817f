"""What all drills share: one question of a session, from when it is put to when it is left."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from lossquiz.errors import InputError
from lossquiz.lookup import quote
from lossquiz.practice.store import Attempt, Result

if TYPE_CHECKING:
    from lossquiz.practice.desk import Asked, Desk
    from lossquiz.practice.workbench import Bench
    from lossquiz.questions.model import Bank

Command = Literal["hint", "skip", "reveal", "undo", "quit", "help"]

COMMANDS: Mapping[str, Command] = {
    "h": "hint",
    "hint": "hint",
    "s": "skip",
    "skip": "skip",
    "r": "reveal",
    "reveal": "reveal",
    "u": "undo",
    "undo": "undo",
    "q": "quit",
    "quit": "quit",
    "?": "help",
    "help": "help",
}
KEYS = "h hint · s skip · r reveal · u undo · q quit · ? help"
NEXT = "Enter: next · u undo · c card · f flag · q quit > "
FLAG = "What is wrong with the question? (Enter: nothing) > "


class Undone(Exception):  # noqa: N818 - not an error: the candidate has slipped
    """The candidate takes the last answer back: the question that it was given to is put again."""


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
        undo: Takes the last judged attempt of the session back; returns its question, or None where there is none.
        when: Says when a question comes back, as it stands now.
        more: Whether another question follows.
        now: Returns the clock's time.
    """

    session: str
    bank: Bank
    desk: Desk
    bench: Bench
    record: Callable[[Attempt], None]
    undo: Callable[[], str | None]
    when: Callable[[str], str]
    more: Callable[[], bool]
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
        elif command == "undo":
            self._undo()
        elif command == "skip":
            self.record("skipped")
            self.desk.say("Skipped.")
        else:
            self._reveal()
        return command in {"skip", "reveal"}

    def record(
        self,
        result: Result,
        score: float = 0.0,
        answer: str = "",
        *,
        self_assessed: bool = False,
        mistake: str = "",
    ) -> None:
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
                mistake=mistake,
            )
        )
        self._since = now

    def pause(self) -> None:
        """Let the candidate read before the next question; from a pipe there is no need, nor after the last one.

        What was typed before there was anything to read is not taken for a command.
        """
        if not self.desk.interactive or not self.sitting.more():
            return
        self.desk.discard_more()
        while typed := self.desk.read(NEXT).strip().lower():
            command = COMMANDS.get(typed)
            if command == "quit":
                raise Quit
            if command == "undo":
                self._undo()
            elif typed in {"c", "card"}:
                if not self.desk.show_card(self.asked):
                    self.desk.say("There is no card: the question is about no single loss.")
            elif typed in {"f", "flag"}:
                self._flag()
            else:
                self.desk.say(f"{quote(typed)} is no command here; Enter goes on to the next question.")

    def tell_when(self) -> None:
        """Say when the question comes back, and what it is called."""
        self.desk.say(f"{self.sitting.when(self.question.id)} · {self.question.id}")

    def _undo(self) -> None:
        """Take the last answer of the session back, and put its question again.

        Raises:
            Undone: There was one.
        """
        taken = self.sitting.undo()
        if taken is not None:
            self.desk.say(f"Taken back: {taken} is put again.")
            raise Undone(taken)
        self.desk.say("There is no answer to take back in this session.")

    def _flag(self) -> None:
        said = self.desk.read(FLAG).strip()
        if said:
            self.record("flagged", answer=said)
            self.desk.say(f"Noted for {self.question.id}; `lossquiz export progress` hands it on.")

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
        self.tell_when()
        self.pause()
