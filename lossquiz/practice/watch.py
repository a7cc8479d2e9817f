"""One file, graded at each save until it passes: what is watched, what was made of it, what is recorded."""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, final

from lossquiz.errors import InputError, LossquizError, UsageError
from lossquiz.practice.answers import answers_home, kept_already, newest_answer, put_aside
from lossquiz.practice.own import attempt_of, is_attempt, own_file, remember_started
from lossquiz.practice.plan import share_of_pool
from lossquiz.practice.schedule import in_order
from lossquiz.practice.store import MEND, Attempt
from lossquiz.practice.workbench import draft_of
from lossquiz.questions.find import find_file_question
from lossquiz.questions.kinds import WITH_FILES, WRITTEN
from lossquiz.questions.question import DIFFICULTIES
from lossquiz.wording import as_typed

if TYPE_CHECKING:
    from lossquiz.grading.grade_report import GradeReport
    from lossquiz.practice.record import Record
    from lossquiz.practice.workbench import Draft
    from lossquiz.questions.model import Bank
    from lossquiz.questions.question import Label, Question

_DEFINED = re.compile(r"^[ \t]*(?:def|class)[ \t]+(\w+)", re.MULTILINE)
_SAME = ("question", "kind", "result", "score", "answer", "mistake")


@dataclass(frozen=True, slots=True)
class Subject:
    """What is watched: a file, and the question that it answers.

    Attributes:
        path: The file.
        question: The question.
        draft: What such a file starts from.
        own: Whether we wrote the file, so that it may be put aside when it has passed; any other stays where it is.
    """

    path: Path
    question: Question
    draft: Draft
    own: bool

    @property
    def kind(self) -> str:
        """What its attempts are recorded as."""
        return self.question.kind if self.question.id == self.draft.task.id else MEND


def subject_named(bank: Bank, word: str, into: Path | None) -> Subject:
    """Return what a word of the command line names: a file, or a question whose file is laid out if there is none.

    Raises:
        UsageError: There is no such question, or it cannot be told which one a file answers.
        InputError: There is no such file, or none can be written.
    """
    path = Path(word).expanduser()
    if path.is_dir():
        raise InputError(f"{word}: a folder; name one file, or an ID and --into {as_typed(word)}")
    if path.is_file() or path.suffix in {".py", ".ipynb"} or len(path.parts) > 1:
        if not path.is_file():
            raise InputError(f"{word}: no such file; `lossquiz watch ID` writes one and watches it")
        return subject_of_file(bank, path.absolute())
    return subject_begun(bank, find_file_question(bank, word), answers_home(into))


def subject_begun(bank: Bank, question: Question, folder: Path) -> Subject:
    """Return a question with its file in a folder, written if there is none.

    Raises:
        InputError: It cannot be written.
    """
    draft = draft_of(bank, question)
    assert draft is not None  # noqa: S101 - only questions that are answered with files come here
    path = draft.lay_out(folder).path
    with contextlib.suppress(LossquizError):  # where nothing can be kept, that is told when there is something to keep
        remember_started(path, question.id)
    return Subject(path, question, draft, own=True)


def subject_newest(bank: Bank, folder: Path) -> Subject:
    """Return the answer of a folder that was written last.

    Raises:
        UsageError: There is none.
    """
    newest = newest_answer(folder)
    if newest is None or kept_already(newest) is not None:
        raise UsageError(f"{folder}: no answer to go on with; begin one: lossquiz watch ID (such as huber)")
    return subject_of_file(bank, newest)


def subject_of_file(bank: Bank, path: Path) -> Subject:
    """Return a file with the question that it answers: the one that it was begun for, or by its name, or its function.

    Raises:
        UsageError: No question fits, or several do.
        InputError: The file cannot be read.
    """
    own = own_file(path)
    for name in (own.question if own else "", path.stem, path.stem.replace("_", "-")):
        label = bank.labels.get(name)
        if label is not None and label.kind in WITH_FILES:
            return _with_draft(bank, path, bank.questions[name], own=own is not None)
    try:
        defined = set(_DEFINED.findall(path.read_text(encoding="utf-8", errors="replace")))
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
    fits = [task for task in bank.tasks.values() if task.name in defined]
    if len(fits) != 1:
        which = f"it may answer {', '.join(task.id for task in fits)}" if fits else "no question is known by its name"
        raise UsageError(f"{path}: {which}; call it like the question, such as huber.py")
    return _with_draft(bank, path, fits[0], own=own is not None)


def _with_draft(bank: Bank, path: Path, question: Question, *, own: bool) -> Subject:
    draft = draft_of(bank, question)
    if draft is None:
        raise UsageError(f"{path}: {question.id} is not answered with a file")
    return Subject(path, question, draft, own)


def next_to_write(labels: Mapping[str, Label], record: Record, today: date, done: Collection[str]) -> str | None:
    """Return the question to write next: what is due, else the easiest that is new, else what is not known yet.

    Args:
        labels: The questions of the bank.
        record: What the candidate has done.
        today: The day.
        done: Questions of this sitting, which are not asked again.
    """
    pool = {label.id: label for label in labels.values() if label.kind in WRITTEN and label.id not in done}
    due = share_of_pool(pool.values(), record, today).due
    unmet = [name for name in in_order(pool.values(), record.mistakes) if name not in record.now]
    new = sorted(unmet, key=lambda name: DIFFICULTIES.index(pool[name].difficulty))
    shaky = sorted((one for one in record.now.values() if one.question in pool and not one.known), key=lambda x: x.due)
    return next(iter((*due, *new, *(one.question for one in shaky))), None)


@final
class Watching:
    """A file as it is watched.

    Attributes:
        subject: The file and its question.
        content: What was in it at the last save; None where it is gone.
        report: What was made of that, or None where it is not graded.
        tries: How many verdicts there were that differed from the one before.
        best: The best score so far, or None.
        hints: How many hints were given.
        revealed: Whether the model answer was shown before it passed.
        passed: Whether the file passes as it is.
    """

    def __init__(
        self,
        subject: Subject,
        bank: Bank,
        record: Callable[[Attempt], None],
        session: str = "",
        clock: Callable[[], float] = time.monotonic,
        last: Attempt | None = None,
    ) -> None:
        self.subject = subject
        self.content: bytes | None = None
        self.report: GradeReport | None = None
        self.tries = 0
        self.best: float | None = None
        self.hints = 0
        self.revealed = False
        self._texts = subject.question.hints_in(bank)
        self._record, self._session, self._clock = record, session, clock
        self._begun = self._since = clock()
        self._last: tuple[object, ...] | None = None
        self._recorded = last

    @property
    def seconds(self) -> float:
        """How long it has been watched."""
        return self._clock() - self._begun

    @property
    def passed(self) -> bool:
        """Whether the file, as it is, passes."""
        return self.report is not None and self.report.verdict == "passed"

    @property
    def model(self) -> str:
        """The model answer, or "" where a bank lacks it."""
        try:
            return self.subject.draft.task.answer().code
        except LossquizError:
            return ""

    def saved(self, content: bytes | None) -> bool:
        """Take note of a save; return whether there is something to grade."""
        self.content, self.report = content, None
        return content is not None and not self.untouched

    @property
    def untouched(self) -> bool:
        """Whether the file is still the starter, whatever an editor did to its line ends."""
        return self.content is not None and self.content.split() == self.subject.draft.text.encode().split()

    def graded(self, content: bytes, report: GradeReport) -> bool:
        """Take note of a verdict, and record it if it differs from the one before; False if it has been overtaken."""
        if content != self.content:
            return False
        self.report = report
        said = _said(report)
        before, self._last = self._last, said
        if is_attempt(report) and said != before and not (before is None and self._known(report)):
            self.tries += 1
            self.best = max(self.best or 0.0, report.score or 0.0)
            self._keep(report)
        return True

    def _known(self, report: GradeReport) -> bool:
        """Whether the file, as it is found, was graded before and has not changed since: that is no other try."""
        last, now = self._recorded, self._attempt(report, 0.0)
        return last is not None and all(getattr(last, name) == getattr(now, name) for name in _SAME)

    def _keep(self, report: GradeReport) -> None:
        now = self._clock()
        self._record(self._attempt(report, now - self._since))
        self._since = now

    def _attempt(self, report: GradeReport, seconds: float) -> Attempt:
        subject = self.subject
        return attempt_of(
            report,
            subject.question.id,
            subject.kind,
            str(subject.path),
            seconds=seconds,
            hints=self.hints,
            session=self._session,
        )

    def hint(self) -> tuple[int, int, str] | None:
        """Return the next hint: its place, how many there are, its text; None where there are no more."""
        if self.hints == len(self._texts):
            return None
        self.hints += 1
        return self.hints, len(self._texts), self._texts[self.hints - 1]

    def reveal(self) -> str:
        """Return the model answer; before the file passes that is recorded, once."""
        if not self.passed and not self.revealed:
            self.revealed = True
            now = self._clock()
            self._record(
                Attempt(
                    self.subject.question.id,
                    self.subject.kind,
                    "revealed",
                    seconds=round(now - self._since, 3),
                    hints=self.hints,
                    session=self._session,
                )
            )
            self._since = now
        return self.model

    def put_aside(self, day: date) -> Path | None:
        """Put a file that passes aside, and return where it is kept; None where there is nothing to put aside.

        Raises:
            InputError: It cannot be written.
        """
        if not self.passed or self.content is None or not self.subject.own:
            return None
        return put_aside(self.subject.path, self.content, day)


def _said(report: GradeReport) -> tuple[object, ...]:
    """Return what makes a verdict differ from another."""
    failed = tuple(check.name for check in report.checks if not check.passed)
    return report.verdict, report.score, failed, tuple(found.id for found in report.diagnosis), report.error
