"""Which files are the user's own answers, and what becomes of one that `lossquiz grade` has graded.

An instructor's progress must not fill with strangers' answers: a file is one's own when it lies in the folder of
answers, or was written by `lossquiz start`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lossquiz import local_time
from lossquiz.errors import LossquizError
from lossquiz.practice.answers import answers_home, kept_already, put_aside
from lossquiz.practice.store import MEND, Attempt, open_store, progress_file, read_store
from lossquiz.questions.kinds import WITH_FILES

if TYPE_CHECKING:
    from lossquiz.grading.grade_report import GradeReport
    from lossquiz.questions.model import Bank

_STARTED = "started "


@dataclass(frozen=True, slots=True)
class Own:
    """A file of the user's own: where it lies, and the question that it was begun for ("" where its name says it)."""

    path: Path
    question: str


def remember_started(path: Path, question: str) -> None:
    """Remember that a file was written for a question, so that its grades are recorded wherever it lies.

    Raises:
        InputError: The progress cannot be written.
    """
    if path.resolve().parent == answers_home().resolve():
        return  # there it is known by its place
    with open_store() as store:
        store.keep(f"{_STARTED}{path.resolve()}", question)


def own_file(path: Path) -> Own | None:
    """Return a file if it is the user's own answer, else None; where that cannot be looked up, it is not."""
    try:
        whole = path.resolve()
        if whole.parent == answers_home().resolve():
            return Own(whole, "")
        if not progress_file().exists():
            return None
        with read_store() as store:
            started = store.setting(f"{_STARTED}{whole}")
    except (LossquizError, OSError):
        return None
    return None if started is None else Own(whole, started)


def record_grade(own: Own, report: GradeReport, content: bytes, bank: Bank) -> str:
    """Record a grade in the progress, and keep an answer that passed; return what to tell, or "".

    Args:
        own: The file.
        report: What was made of it.
        content: What was in it.
        bank: The bank.

    Raises:
        InputError: The progress, or the folder of what passed, cannot be written.
    """
    if not is_attempt(report):
        return ""
    if (kept := kept_already(own.path, content)) is not None:
        return f"it passed before, and is kept as {kept}; recorded once"
    question, kind = _question(own, report, bank)
    with open_store() as store:
        store.record(attempt_of(report, question, kind, str(own.path), hints=store.hints_given(question)))
    if report.verdict != "passed":
        return f"recorded as a try at {question}"
    kept = put_aside(own.path, content, local_time.today(), leave=True)
    return f"recorded as passed; kept as {kept}"


def _question(own: Own, report: GradeReport, bank: Bank) -> tuple[str, str]:
    """Return the question that a file answers and the kind of the attempt: of a debug question, it is mended."""
    name = own.question or own.path.stem
    label = bank.labels.get(name)
    if label is not None and label.kind in WITH_FILES and name != report.question == label.loss:
        return name, MEND
    return report.question, bank.labels[report.question].kind


def attempt_of(
    report: GradeReport,
    question: str,
    kind: str,
    answer: str,
    *,
    seconds: float = 0.0,
    hints: int = 0,
    session: str = "",
) -> Attempt:
    """Return what is recorded of a grade."""
    return Attempt(
        question=question,
        kind=kind,
        result="right" if report.verdict == "passed" else "wrong",
        score=report.score or 0.0,
        seconds=round(seconds, 3),
        answer=answer,
        hints=hints,
        session=session,
        mistake=mistake_of(report),
    )


def is_attempt(report: GradeReport) -> bool:
    """Tell whether a report is about an answer: not about an untouched starter, a file of something else, or a lack."""
    judged = bool(report.checks) or report.failure is not None
    return judged and report.score is not None and report.verdict != "not_found"


def mistake_of(report: GradeReport) -> str:
    """Return the id of the mistake that an answer shows, or ""."""
    return report.diagnosis[0].id if report.diagnosis else ""
