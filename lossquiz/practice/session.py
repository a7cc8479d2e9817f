"""A practice session: each question is put, answered, marked and recorded, until they or the answers end."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from lossquiz.errors import InputError
from lossquiz.practice.store import Attempt, Result
from lossquiz.questions.marking import UnclearAnswerError, Verdict, close, mark
from lossquiz.questions.model import ComputeQuestion, ExplainQuestion, ImplementTask
from lossquiz.questions.prompts import hints_of, number

if TYPE_CHECKING:
    from lossquiz.practice.desk import Asked, Desk
    from lossquiz.practice.store import Store
    from lossquiz.practice.workbench import Bench
    from lossquiz.questions.model import Bank

Ending = Literal["done", "quit", "no more input"]
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
HELP: Mapping[str, str] = {
    "choose": "Type the letter of an option, its number or its text.",
    "debug": "Type the letter of the mistake, its number or its text.",
    "compute": "Type a number: 0.5, 1/2, ln 2, sqrt(2)/2, 50%. Logarithms are natural.",
    "explain": "Type a few sentences; an empty line or a single dot ends them (from a pipe, one line is all).",
    "implement": "Write the file, then let it be graded; the name of another file grades that one.",
}


class Quit(Exception):  # noqa: N818 - not an error: the candidate has had enough
    """The candidate leaves the session."""


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
        self.bank, self.store, self.desk, self.bench = bank, store, desk, bench
        self._asked = tuple(asked)
        self._clock = clock

    def run(self) -> Ending:
        """Put every question; what is answered is recorded at once, so that nothing is lost on the way."""
        try:
            for asked in self._asked:
                Drill(self, asked).run()
        except Quit:
            return "quit"
        except EOFError:
            return "no more input"
        return "done"

    def now(self) -> float:
        """Return the clock's time."""
        return self._clock()

    def record(self, attempt: Attempt) -> None:
        """Write an attempt to the log."""
        self.recorded.append(self.store.record(attempt))


class Drill:
    """One question of a session, from when it is put to when it is left."""

    def __init__(self, session: Session, asked: Asked) -> None:
        self.session, self.asked, self.desk = session, asked, session.desk
        self.question = asked.question
        self._hints = hints_of(self.question, session.bank, asked.order)
        self._hinted = 0
        self._since = session.now()

    def run(self) -> None:
        """Put the question and stay with it until it is answered, skipped or revealed."""
        self.desk.put(self.asked)
        if isinstance(self.question, ImplementTask):
            from lossquiz.practice.coding import code

            code(self, self.question)
            return
        while not self._turn():
            pass

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
            self.desk.say(f"{HELP[self.question.kind]}\n{KEYS}")
        elif command == "skip":
            self.record("skipped")
            self.desk.say("Skipped.")
        else:
            self.record("revealed")
            try:
                self.desk.reveal(self.asked)
            except InputError as error:  # a bank of one's own may lack the model answer; the session goes on
                self.desk.say(str(error))
            self.pause()
        return command in {"skip", "reveal"}

    def record(self, result: Result, score: float = 0.0, answer: str = "", *, self_assessed: bool = False) -> None:
        """Record what became of the question; its time begins anew."""
        now = self.session.now()
        self.session.record(
            Attempt(
                question=self.question.id,
                kind=self.question.kind,
                result=result,
                score=score,
                seconds=round(now - self._since, 3),
                answer=answer,
                hints=self._hinted,
                self_assessed=self_assessed,
                session=self.session.id,
            )
        )
        self._since = now

    def _turn(self) -> bool:
        several = isinstance(self.question, ExplainQuestion)
        typed = (self.desk.read_text if several else self.desk.read)("> ")
        if not typed.strip():
            return False
        over = self.obey(typed)
        if over is not None:
            return over
        try:
            verdict = mark(self.question, typed, order=self.asked.order, diagnose=self._diagnose)
        except UnclearAnswerError as unclear:
            self.desk.say(str(unclear))
            return False
        self.record("right" if verdict.correct else "wrong", verdict.score, typed)
        self.desk.judge(self.asked, verdict)
        self._settle(verdict)
        return True

    def _settle(self, verdict: Verdict) -> None:
        """Let the candidate read; an explanation that the word search failed may be claimed as right."""
        if isinstance(self.question, ExplainQuestion) and not verdict.correct and self.desk.interactive:
            self.desk.say("The points are found by looking for words, so a paraphrase can be missed.")
            if self.pause("Enter: next · o: I said it in other words, count it as right · q: quit > ") == "o":
                self.record("right", 1.0, self_assessed=True)
                self.desk.say("Counted as right, on your own word.")
        else:
            self.pause()

    def pause(self, prompt: str = "Enter: next · q: quit > ") -> str:
        """Let the candidate read before the next question; from a pipe, and after the last one, there is no need."""
        if not self.desk.interactive or (
            prompt.startswith("Enter: next · q") and self.asked.number == self.asked.total
        ):
            return ""
        typed = self.desk.read(prompt).strip().lower()
        if COMMANDS.get(typed) == "quit":
            raise Quit
        return typed

    def _hint(self) -> None:
        if self._hinted == len(self._hints):
            none = "There are no hints here" if not self._hints else "That were all the hints"
            self.desk.say(f"{none}; r reveals the answer.")
            return
        self._hinted += 1
        self.desk.hint(self._hinted, len(self._hints), self._hints[self._hinted - 1])

    def _diagnose(self, typed: float) -> str | None:
        question = self.question
        task = self.session.bank.tasks.get(question.loss) if isinstance(question, ComputeQuestion) else None
        if task is None or not isinstance(question, ComputeQuestion):
            return None
        says = {misconception.id: misconception.says for misconception in task.misconceptions}
        for name, value in self.session.bench.misconception_values(task, question.given).items():
            if close(typed, value, question.tolerance) and not close(value, question.answer, question.tolerance):
                return f"{number(value)} is what this mistake gives: {says[name]}"
        return None
