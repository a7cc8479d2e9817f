"""Questions that are answered with a file: a draft, the editor, the grader, until it passes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lossquiz.errors import LossquizError
from lossquiz.lookup import quote
from lossquiz.practice.drill import Drill, Sitting
from lossquiz.practice.editor import edit, editor
from lossquiz.practice.store import MEND
from lossquiz.practice.workbench import Draft, draft_of

if TYPE_CHECKING:
    from lossquiz.practice.desk import Asked


class GradedDrill(Drill):
    """A question whose file is graded until it passes, is skipped or revealed."""

    what = "A starter file for you"
    unchanged = "The file is still the starter, word for word; there is nothing to grade yet."

    def __init__(self, sitting: Sitting, asked: Asked) -> None:
        super().__init__(sitting, asked)
        draft = draft_of(sitting.bank, asked.question)
        assert draft is not None  # noqa: S101 - such questions have one
        self.draft: Draft = draft
        self.path = draft.path(sitting.bench.folder)

    def begin(self) -> None:
        """Put the question and lay the draft out; the grader loads while they are read."""
        super().begin()
        self.lay_out()

    def lay_out(self) -> None:
        """Write the draft, unless there is one already."""
        if not self.desk.interactive:
            return
        self.sitting.bench.warm()
        if self.path.exists():
            self.desk.say(f"{self.path} is there already; it is taken up where you left it.")
        else:
            self.draft.write(self.path)
            self.desk.say(f"{self.what}: {self.path}")

    def turn(self) -> bool:
        """Let a file be written, and grade it."""
        return self._at_a_terminal() if self.desk.interactive else self._from_a_pipe()

    def _at_a_terminal(self) -> bool:
        command = editor()
        what = (
            f"Enter: open it in {Path(command[0]).name} and grade it · g: grade it as it is"
            if command
            else "Enter: grade it"
        )
        typed = self.desk.read(f"{what} > ").strip()
        over = self.obey(typed)
        if over is not None:
            return over
        if typed and typed.lower() != "g":
            return self._grade_typed(typed)
        if command and not typed and not self._edit(command):
            return False
        if self.draft.untouched(self.path):
            self.desk.say(self.unchanged)
            return False
        return self._grade(self.path)

    def _from_a_pipe(self) -> bool:
        typed = self.desk.read(f"A file to grade (`lossquiz start {self.draft.name}` writes one) > ").strip()
        if not typed:
            return False
        over = self.obey(typed)
        return self._grade_typed(typed) if over is None else over

    def _edit(self, command: list[str]) -> bool:
        try:
            edit(command, self.path)
        except LossquizError as error:
            self.desk.say(str(error))
            return False
        return True

    def _grade_typed(self, typed: str) -> bool:
        shown = quote(typed)
        try:
            path = Path(typed).expanduser()
            if path.is_file():
                return self._grade(path)
        except (OSError, RuntimeError, ValueError) as error:  # a folder that is closed, a user that is none, a NUL
            reason = error.strerror if isinstance(error, OSError) else error
            self.desk.say(f"{shown}: cannot be opened ({reason}), and is no command either (? for help)")
        else:
            self.desk.say(f"{shown}: no such file, and no command either (? for help)")
        return False

    def _grade(self, path: Path) -> bool:
        try:
            report = self.sitting.bench.grade(path, self.draft.task)
        except LossquizError as error:
            self.desk.say(str(error))
            return False
        passed = report.verdict == "passed"
        self.record("right" if passed else "wrong", report.score or 0.0, str(path))
        self.desk.show_report(report)
        if passed:
            self.pause()
        return passed


class MendDrill(GradedDrill):
    """Code whose mistake was named, to be mended; any right mend passes."""

    what = "Now mend it. The code is in"
    unchanged = "The file is as it was, mistake and all; there is nothing to grade yet."

    def __init__(self, sitting: Sitting, asked: Asked) -> None:
        super().__init__(sitting, asked)
        self.kind = MEND

    def begin(self) -> None:
        """Lay the broken file out; the question was put already."""
        self.lay_out()
