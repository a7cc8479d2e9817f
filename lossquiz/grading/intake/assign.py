"""Which question a submission answers: the one asked for, else its file's name, else what it defines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lossquiz.errors import UsageError
from lossquiz.grading.foreign_text import clean
from lossquiz.grading.sandbox.both.job import Entry, Job, Limits

if TYPE_CHECKING:
    from lossquiz.grading.intake.submission import Submission
    from lossquiz.grading.sandbox.parent import Sandbox
    from lossquiz.questions.model import ImplementTask

NO_SUCH_NAME = "_lossquiz_nothing_is_called_this"


@dataclass(frozen=True, slots=True)
class Assignment:
    """A submission and the question that it answers; `task` is None when that cannot be told, and `reason` says why."""

    submission: Submission
    task: ImplementTask | None
    reason: str = ""


def assign(
    submissions: Iterable[Submission],
    tasks: Mapping[str, ImplementTask],
    asked: ImplementTask | None,
    sandbox: Sandbox,
    limits: Limits,
) -> Iterator[Assignment]:
    """Pair submissions with questions.

    Args:
        submissions: The files.
        tasks: The questions that there are.
        asked: The question of `-q`, or None.
        sandbox: Where a file is run to see what it defines; foreign code is parsed nowhere else.
        limits: The limits of that run.

    Raises:
        UsageError: A file that the user named answers no question that can be told.
    """
    for submission in submissions:
        if asked is not None:
            yield from _asked(submission, asked, sandbox, limits)
        else:
            yield from _unasked(submission, tasks, sandbox, limits)


def named_after(submission: Submission, task: ImplementTask) -> bool:
    """Whether a file carries the name of a question or of its function."""
    return submission.stem in {task.id, task.name.lower()}


def _asked(submission: Submission, task: ImplementTask, sandbox: Sandbox, limits: Limits) -> Iterator[Assignment]:
    if not submission.from_folder or named_after(submission, task):
        yield Assignment(submission, task)
    elif submission.error:
        if submission.source_format == "notebook":
            yield Assignment(submission, task)
    elif task.name in _definitions(submission, sandbox, limits)[0]:
        yield Assignment(submission, task)


def _unasked(
    submission: Submission, tasks: Mapping[str, ImplementTask], sandbox: Sandbox, limits: Limits
) -> Iterator[Assignment]:
    named = [task for task in tasks.values() if named_after(submission, task)]
    if len(named) == 1:
        yield Assignment(submission, named[0])
        return
    if submission.error:
        yield Assignment(submission, None, submission.error)
        return
    names, reason = _definitions(submission, sandbox, limits)
    found = [task for task in tasks.values() if task.name in names]
    yield from (Assignment(submission, task) for task in found)
    if found:
        return
    if reason:
        yield Assignment(submission, None, reason)
    elif not submission.from_folder:
        shown = clean(f"it defines {', '.join(names[:8])}", 300) if names else "it defines nothing"
        known = ", ".join(list(tasks)[:8])
        raise UsageError(f"{submission.path}: cannot tell which question it answers ({shown}); use -q ID ({known}, …)")


def _definitions(submission: Submission, sandbox: Sandbox, limits: Limits) -> tuple[tuple[str, ...], str]:
    """Return what a file defines, or why it does not load."""
    entry = Entry(NO_SUCH_NAME)
    form = submission.source_format
    job = Job(
        submission.source, submission.path, entry, (), source_format=form, limits=limits, helpers=submission.helpers
    )
    failure = sandbox.run(job).failure
    if failure is None or failure.stage == "missing":
        return failure.defined if failure else (), ""
    where = f" (line {failure.line})" if failure.line else ""
    return failure.defined, f"{failure.type_name or failure.stage}{where}: {failure.message}"
