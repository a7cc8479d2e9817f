"""Questions whose answers are typed, and marked at once."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from lossquiz.errors import LossquizError
from lossquiz.practice.drill import COMMANDS, Drill, Quit
from lossquiz.questions.replies import UnclearAnswerError

if TYPE_CHECKING:
    from lossquiz.practice.store import Result
    from lossquiz.questions.question import Sought
    from lossquiz.questions.replies import Verdict

TICK = "Points to tick or untick (1 3) · Enter: it is right so · q quit > "


class MarkedDrill(Drill):
    """A question that is over with its first answer."""

    def turn(self) -> bool:
        """Take a line, or some, and mark it."""
        typed = self.desk.read("> ")
        if not typed.strip():
            return False
        self._settle()
        over = self.obey(typed)
        if over is not None:
            return over
        if self.question.takes == "text" and self.desk.interactive:
            whole = self._further(typed)
            if whole is None:
                return True
            typed = whole
        try:
            verdict = self.question.mark(typed, order=self.asked.order, mistakes=self._mistakes)
        except UnclearAnswerError as unclear:
            self.desk.say(str(unclear))
            return False
        self.desk.show_verdict(self.asked, verdict)
        self.desk.discard_more()  # the rest of a paste is no tick, and no answer to what comes
        if verdict.needed and self.desk.interactive:
            self._tick(verdict, typed)
            return True
        self._record(verdict, typed)
        self.answered = True
        self.tell_when()
        if not self.question.broken():  # what is broken is mended next
            self.pause()
        return True

    def begin(self) -> None:
        """Put the question, and say how a text ends."""
        super().begin()
        if self.desk.interactive and self.question.number_sought() is not None:
            self.sitting.bench.warm()  # to name the mistake behind a wrong number, while it is being worked out
        if self.question.takes == "text" and self.desk.interactive:
            self.desk.say("Your answer may have several lines; an empty one ends it.")

    def _settle(self) -> None:
        """Work out the number of a question with fresh numbers; where that fails, its own numbers are put instead."""
        sought, task = self.question.unsettled(), self.sitting.bank.tasks.get(self.question.loss)
        if sought is None or task is None:
            return
        try:
            with self.desk.working("working it out"):
                value = self.sitting.bench.reference_value(task, sought)
            self.question = self.question.settled(value)
            self.asked = replace(self.asked, question=self.question)
        except LossquizError as error:
            self.question = self.sitting.bank.questions[self.question.id]
            self.asked = replace(self.asked, question=self.question)
            self.desk.say(f"{error}; here it is with its usual numbers.")
            self.desk.put(self.asked)

    def _further(self, first: str) -> str | None:
        """Return the whole of a text of some lines: up to an empty one, or a dot alone. Keys work on every line.

        None where one of them ended the question. An empty line behind which there is more already parts the
        paragraphs of a paste.

        Raises:
            EOFError: There are no more lines; what was typed is not handed in.
        """
        lines = [first]
        while (line := self.desk.read(". ")).strip() != "." and (line.strip() or self.desk.more_is_there()):
            if line.strip().lower() in COMMANDS:
                if self.obey(line):
                    return None
                continue
            lines.append(line)
        return "\n".join(lines)

    def _record(self, verdict: Verdict, typed: str, *, self_assessed: bool = False) -> None:
        result: Result = "right" if verdict.correct else "wrong"
        self.record(result, verdict.score, typed, self_assessed=self_assessed, mistake=verdict.mistake)

    def _tick(self, verdict: Verdict, answer: str) -> None:
        """Let the candidate tick the points that they made; that is the mark. Who leaves is marked as it stands."""
        while typed := self._ticked(verdict, answer):
            places = places_named(typed, len(verdict.points))
            if places is None:
                self.desk.say(f"type numbers from 1 to {len(verdict.points)}, or press Enter")
                continue
            verdict = verdict.ticked(places)
            self.desk.show_points(verdict)
        self._record(verdict, answer, self_assessed=True)
        passed = "that is a pass" if verdict.correct else f"{verdict.needed} make a pass"
        self.desk.say(f"{verdict.made} of {len(verdict.points)} points by your own tick; {passed}.")
        self.tell_when()
        self.pause()

    def _ticked(self, verdict: Verdict, answer: str) -> str:
        """Return what was typed at the ticks; where that ends the session, what was answered is recorded first."""
        try:
            typed = self.desk.read(TICK).strip().lower()
        except (EOFError, KeyboardInterrupt):
            self._record(verdict, answer)
            raise
        if COMMANDS.get(typed) == "quit":
            self._record(verdict, answer)
            raise Quit
        return typed

    def _mistakes(self, sought: Sought) -> Sequence[tuple[str, str, float]]:
        """Return what each known mistake of the question's loss gives."""
        task = self.sitting.bank.tasks.get(self.question.loss)
        if task is None:
            return ()
        # Where that fails, the mistake has no name.
        with contextlib.suppress(LossquizError), self.desk.working("holding it against the known mistakes"):
            return task.mistakes_that_give(self.sitting.bench.misconception_values(task, sought))
        return ()


def places_named(typed: str, count: int) -> set[int] | None:
    """Return the places, from 0, that numbers name; None where something else was typed."""
    words = typed.replace(",", " ").split()
    numbers = {int(word) for word in words if word.isascii() and word.isdigit()}
    fits = all(word.isascii() and word.isdigit() for word in words) and numbers <= set(range(1, count + 1))
    return {number - 1 for number in numbers} if fits else None
