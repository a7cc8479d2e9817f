"""Questions that are answered with a file: a draft, the editor, the grader, until it passes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lossquiz import local_time
from lossquiz.errors import LossquizError
from lossquiz.grading.intake.kinds import suffix_of, text_of
from lossquiz.lookup import quote
from lossquiz.practice.answers import put_aside
from lossquiz.practice.drill import KEYS, Drill, Sitting
from lossquiz.practice.editor import Editor, edit, editor
from lossquiz.practice.own import mistake_of
from lossquiz.practice.store import MEND
from lossquiz.practice.workbench import Draft, draft_of

if TYPE_CHECKING:
    from lossquiz.grading.grade_report import GradeReport
    from lossquiz.practice.desk import Asked

ANSWERS = frozenset({".py", ".ipynb"})


class GradedDrill(Drill):
    """A question whose file is graded until it passes, is skipped or revealed."""

    what = "A starter file for you"
    unchanged = "It is still the starter, word for word: there is nothing to grade yet."

    def __init__(self, sitting: Sitting, asked: Asked) -> None:
        super().__init__(sitting, asked)
        draft = draft_of(sitting.bank, asked.question)
        assert draft is not None  # noqa: S101 - such questions have one
        self.draft: Draft = draft
        self.path = draft.path(sitting.bench.folder)
        self.editor: Editor | None = None
        self._apart = False  # whether the editor has windows of its own, and returned at once
        self._tries, self._begun = 0, sitting.now()

    def begin(self) -> None:
        """Put the question and lay the draft out; the grader loads while they are read."""
        super().begin()
        self.lay_out()

    def lay_out(self) -> None:
        """Write the draft, unless there is one already; of one that is solved, a new one is begun."""
        if not self.desk.interactive:
            return
        self.sitting.bench.warm(self.draft.task)
        laid = self.draft.lay_out(self.sitting.bench.folder)
        if laid.how == "taken up":
            self.desk.say(f"{laid.path} is there already; it is taken up where you left it.")
        else:
            again = " (the one that passed is put aside)" if laid.how == "afresh" else ""
            self.desk.say(f"{self.what}{again}: {laid.path}")
        self._find_editor()

    def _find_editor(self) -> None:
        try:
            self.editor = editor()
        except LossquizError as error:
            self.desk.say(str(error))
            return
        about = self.editor.about if self.editor else "No editor was found here; set EDITOR, or open the file yourself."
        if about:
            self.desk.say(about)

    def turn(self) -> bool:
        """Let a file be written, and grade it."""
        return self._at_a_terminal() if self.desk.interactive else self._from_a_pipe()

    def _at_a_terminal(self) -> bool:
        typed = self.desk.read(f"{self._keys()} > ").strip()
        over = self.obey(typed)
        if over is not None:
            return over
        word = typed.lower()
        opens = self.editor is not None and (word == "e" or (not word and not self._apart))
        if word == "e" and self.editor is None:
            self.desk.say(f"No editor was found here: set EDITOR, or open {self.path} yourself.")
            return False
        if opens:
            return self._edit_and_grade()
        if word not in {"", "g", "e"}:
            return self._grade_typed(typed)
        if self.draft.untouched(self.path):
            self.desk.say(f"{self.path}: {self.unchanged}")
            return False
        return self._grade(self.path)

    def _keys(self) -> str:
        if self.editor is None:
            return "Enter: grade it"
        if self._apart:
            return f"Enter: grade it · e: edit it again in {self.editor.name}"
        return f"Enter or e: edit it in {self.editor.name} · g: grade it"

    def _from_a_pipe(self) -> bool:
        typed = self.desk.read(f"A file to grade (`lossquiz start {self.draft.name}` writes one) > ").strip()
        if not typed:
            return False
        over = self.obey(typed)
        return self._grade_typed(typed) if over is None else over

    def _edit_and_grade(self) -> bool:
        """Open the editor, and grade what it leaves; where it leaves the file as it was, that is not judged."""
        assert self.editor is not None  # noqa: S101 - the caller has looked
        before = content_of(self.path)
        try:
            edit(self.editor, self.path)
        except LossquizError as error:
            self.desk.say(str(error))
            return False
        if content_of(self.path) != before:
            return self._grade(self.path)
        self._apart = True
        self.desk.say(
            f"{self.editor.name} has come back and {self.path} is as it was. If it is open there, save it first."
        )
        return False

    def _grade_typed(self, typed: str) -> bool:
        """Grade a file that was named; what cannot be an answer is told, and asked for again."""
        shown = quote(typed)
        try:
            path = Path(typed).expanduser()
            if path.is_file() and suffix_of(path.name) in ANSWERS:
                return self._grade(path, named=True)
            there = path.exists()
        except (OSError, RuntimeError, ValueError) as error:  # a folder that is closed, a user that is none, a NUL
            reason = error.strerror if isinstance(error, OSError) else error
            self.desk.say(f"{shown}: cannot be opened ({reason}), and is no command either (? for help)")
        else:
            what = "is no Python file or notebook" if there else "no such file, and no command either (? for help)"
            self.desk.say(f"{shown}: {what}")
        return False

    def _grade(self, path: Path, *, named: bool = False) -> bool:
        content = content_of(path)
        try:
            with self.desk.working(f"grading {path.name}"):
                report = self.sitting.bench.grade(path, self.draft.task)
        except LossquizError as error:
            self.desk.say(str(error))
            return False
        if report.verdict == "not_found":  # another file, or one that is not written yet: no answer to judge
            which = "Name another file" if named else f"Write {self.draft.task.name} in it"
            self.desk.say(f"{path}: {report.error}. {which}; nothing is recorded.")
            return False
        passed = report.verdict == "passed"
        self._tries += 1
        self.record("right" if passed else "wrong", report.score or 0.0, str(path), mistake=mistake_of(report))
        if not passed:
            self.desk.show_report(report)
            self.desk.say(KEYS)
            return False
        self._celebrate(report, path, content)
        self.tell_when()
        self.pause()
        return True

    def _celebrate(self, report: GradeReport, path: Path, content: bytes) -> None:
        try:
            model = self.draft.task.answer().code
        except LossquizError:  # a bank of one's own may lack it
            model = ""
        theirs = text_of(content) if suffix_of(path.name) == ".py" else ""
        self.desk.celebrate(report, self._tries, self.sitting.now() - self._begun, theirs, model)
        if path.absolute() != self.path.absolute():
            return
        try:
            kept = put_aside(path, content, local_time.today())
        except LossquizError as error:
            self.desk.say(str(error))
        else:
            self.desk.say(f"Kept as {kept}")


def content_of(path: Path) -> bytes:
    """Return what is in a file, or nothing where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


class MendDrill(GradedDrill):
    """Code whose mistake was named, to be mended; any right mend passes."""

    what = "Now mend it. The code is in"
    unchanged = "It is as it was, mistake and all: there is nothing to grade yet."

    def __init__(self, sitting: Sitting, asked: Asked) -> None:
        super().__init__(sitting, asked)
        self.kind = MEND

    def begin(self) -> None:
        """Lay the broken file out; the question was put already."""
        self.lay_out()
