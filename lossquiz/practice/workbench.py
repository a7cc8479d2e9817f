"""The workbench of a session: starter files and the grader. torch is loaded while the candidate reads."""

from __future__ import annotations

import contextlib
import importlib
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, final

from lossquiz.errors import InputError, LossquizError
from lossquiz.questions.starter import starter_text

if TYPE_CHECKING:
    from lossquiz.grading.grade_report import GradeReport
    from lossquiz.grading.sandbox.parent import Sandbox
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
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(self.text, encoding="utf-8")
        except OSError as error:
            raise InputError(f"{path}: cannot be written: {error.strerror}; choose a folder with --dir") from error

    def untouched(self, path: Path) -> bool:
        """Whether a file is still the draft, word for word."""
        try:
            return path.read_text(encoding="utf-8") == self.text
        except (OSError, UnicodeDecodeError):
            return False


def draft_of(bank: Bank, question: Question) -> Draft | None:
    """Return the file that an answer starts from: a starter, or code to be mended; None where no file is asked for."""
    if question.id in bank.tasks:
        return Draft(question.id, starter_text(bank.tasks[question.id]), bank.tasks[question.id])
    broken = question.broken()
    return Draft(question.id, broken, bank.tasks[question.loss]) if broken else None


@final
class Bench:
    """Grades files of one session in one sandbox.

    Attributes:
        folder: Where starter files go.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._sandbox: Sandbox | None = None
        self._loading: threading.Thread | None = None

    def __enter__(self) -> Bench:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def warm(self) -> None:
        """Begin to load torch and the sandbox, in the background; a failure shows when a file is graded."""
        if self._loading is None:
            self._loading = threading.Thread(target=_load_torch)
            self._loading.start()
            with contextlib.suppress(LossquizError):
                self._open().start()

    def grade(self, path: Path, task: ImplementTask) -> GradeReport:
        """Grade a file.

        Raises:
            IsolationError: This machine cannot isolate it.
        """
        from lossquiz.grading.grade import grade_path

        if self._loading is not None:
            self._loading.join()
        return grade_path(path, task, sandbox=self._open())

    def misconception_values(self, task: ImplementTask, sought: Sought) -> Mapping[str, float]:
        """Return what each known mistake gives in place of a number."""
        from lossquiz.grading.compute_numbers import misconception_values

        return misconception_values(task, sought)

    def close(self) -> None:
        """End the sandbox; what is being loaded is waited for, since it cannot be loaded while the process ends."""
        if self._loading is not None:
            self._loading.join()
        if self._sandbox is not None:
            self._sandbox.close()
            self._sandbox = None

    def _open(self) -> Sandbox:
        if self._sandbox is None:
            from lossquiz.grading.sandbox.parent import Sandbox

            self._sandbox = Sandbox()
        return self._sandbox


def _load_torch() -> None:
    # The references need it; a failure shows again, and is told, when they are used.
    with contextlib.suppress(ImportError, OSError):
        importlib.import_module("torch")
