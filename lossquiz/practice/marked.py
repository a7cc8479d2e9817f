"""Questions whose answers are typed, and marked at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lossquiz.practice.drill import Drill
from lossquiz.practice.graded import MendDrill
from lossquiz.questions.replies import UnclearAnswerError

if TYPE_CHECKING:
    from lossquiz.questions.question import Sought
    from lossquiz.questions.replies import Verdict

CLAIM = "Enter: next · o: I said it in other words, count it as right · q: quit > "


class MarkedDrill(Drill):
    """A question that is over with its first answer."""

    def turn(self) -> bool:
        """Take a line, or some, and mark it."""
        read = self.desk.read_text if self.question.takes == "text" else self.desk.read
        typed = read("> ")
        if not typed.strip():
            return False
        over = self.obey(typed)
        if over is not None:
            return over
        try:
            verdict = self.question.mark(typed, order=self.asked.order, mistakes=self._mistakes)
        except UnclearAnswerError as unclear:
            self.desk.say(str(unclear))
            return False
        self.record("right" if verdict.correct else "wrong", verdict.score, typed)
        self.desk.show_verdict(self.asked, verdict)
        self._settle(verdict)
        return True

    def _settle(self, verdict: Verdict) -> None:
        """Let the candidate read; where the marking may be wrong, they may claim to be right."""
        if self.question.broken() and self.desk.interactive:
            MendDrill(self.sitting, self.asked).run()
            return
        if not verdict.doubt or not self.desk.interactive:
            self.pause()
            return
        self.desk.say(verdict.doubt)
        if self.pause(CLAIM, after_the_last=True) == "o":
            self.record("right", 1.0, self_assessed=True)
            self.desk.say("Counted as right, on your own word.")

    def _mistakes(self, sought: Sought) -> Sequence[tuple[str, float]]:
        """Return what each known mistake of the question's loss gives."""
        task = self.sitting.bank.tasks.get(self.question.loss)
        if task is None:
            return ()
        says = {misconception.id: misconception.says for misconception in task.misconceptions}
        return [(says[name], value) for name, value in self.sitting.bench.misconception_values(task, sought).items()]
