"""The workbench of a session: starter files and what grades them. torch is loaded while the candidate reads."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, final

from lossquiz.errors import InputError
from lossquiz.practice.answers import kept_already
from lossquiz.practice.grader import GradingProcess
from lossquiz.questions.starter import starter_text

if TYPE_CHECKING:
    from lossquiz.grading.grade_report import GradeReport
    from lossquiz.questions.kinds.implement import ImplementTask
    from lossquiz.questions.model import Bank
    from lossquiz.questions.question import Question, Sought


@dataclass(frozen=True, slots=True)
class Draft:
    """The file that an answer starts from.

    Attributes:
        name: The question's id, which is the file's name.
        text: What is in it.
        task: What it is graded as.
    """

    name: str
    text: str
    task: ImplementTask

    def path(self, folder: Path) -> Path:
        """Return where the answer is written."""
        return folder / f"{self.name}.py"

    def write(self, path: Path) -> None:
        """Write the file, in place of whatever is there.

        Raises:
            InputError: It cannot be written.
        """
        part = path.with_name(f".{path.name}.{os.getpid()}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            part.write_text(self.text, encoding="utf-8")
            part.replace(path)
        except OSError as error:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
            raise InputError(f"{path}: cannot be written: {error.strerror}; choose a folder with --into") from error

    def lay_out(self, folder: Path) -> Laid:
        """Have the file in a folder: what is there is taken up, unless it was solved and is kept already.

        Raises:
            InputError: It cannot be written.
        """
        path = self.path(folder)
        there = path.exists()
        if there and kept_already(path) is None:
            return Laid(path, "untouched" if self.untouched(path) else "taken up")
        self.write(path)
        return Laid(path, "afresh" if there else "new")

    def untouched(self, path: Path) -> bool:
        """Whether a file is still the draft, word for word."""
        try:
            return path.read_text(encoding="utf-8") == self.text
        except (OSError, UnicodeDecodeError):
            return False


@dataclass(frozen=True, slots=True)
class Laid:
    """A file that was laid out: where, and whether it is new, was there, or takes the place of one that is solved."""

    path: Path
    how: Literal["new", "untouched", "taken up", "afresh"]


def draft_of(bank: Bank, question: Question) -> Draft | None:
    """Return the file that an answer starts from: a starter, or code to be mended; None where no file is asked for."""
    if question.id in bank.tasks:
        return Draft(question.id, starter_text(bank.tasks[question.id]), bank.tasks[question.id])
    broken = question.broken()
    return Draft(question.id, broken, bank.tasks[question.loss]) if broken else None


@final
class Bench:
    """Grades files of one session, in a process beside it.

    Attributes:
        folder: Where answers go.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._grading = GradingProcess()

    def __enter__(self) -> Bench:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def warm(self, task: ImplementTask | None = None) -> None:
        """Begin to load torch and the sandbox, and to work out a question's cases; a failure shows at the first file.

        Args:
            task: The question whose answers will be graded, where it is known.
        """
        self._grading.prepare(task)

    def grade(self, path: Path, task: ImplementTask, content: bytes | None = None) -> GradeReport:
        """Grade a file; a question has the same cases for as long as the bench is open.

        Args:
            path: The file.
            task: The question.
            content: What was in the file when it was looked at; by default it is read.

        Raises:
            IsolationError: This machine cannot isolate it.
            InputError: The process that grades has ended.
        """
        return self._grading.grade(path, task, content)

    def misconception_values(self, task: ImplementTask, sought: Sought) -> Mapping[str, float]:
        """Return what each known mistake gives in place of a number.

        Raises:
            InputError: The process that grades has ended.
        """
        return self._grading.misconception_values(task, sought)

    def reference_value(self, task: ImplementTask, sought: Sought) -> float:
        """Return the number that the reference gives.

        Raises:
            BankError: The reference cannot be loaded, or does not take the values.
            InputError: The process that grades has ended.
        """
        return self._grading.reference_value(task, sought)

    def close(self) -> None:
        """End what grades, at once; what it is loading or grading is not waited for."""
        self._grading.close()
