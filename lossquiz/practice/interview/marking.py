"""What is made of one answer of an interview: an entry of the scorecard, and an attempt of the log. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from lossquiz.errors import InputError
from lossquiz.practice.interview.scorecard import Entry, PointMade
from lossquiz.practice.store import Attempt, Result
from lossquiz.questions.options import label_of

if TYPE_CHECKING:
    from lossquiz.grading.grade_report import GradeReport
    from lossquiz.practice.interview.mix import Item
    from lossquiz.questions.kinds.implement import ImplementTask
    from lossquiz.questions.question import Sought
    from lossquiz.questions.replies import Verdict

    ValuesOf = Callable[[Sought], Mapping[str, float]]

LONGEST_CODE = 20_000  # more characters of a file than this are not kept on the scorecard


def blank(item: Item) -> Entry:
    """Return the entry of a question that was not put yet; its answer stands on it from the start."""
    question, body = item.question, item.question.body()
    options = question.choices()
    notes = "\n".join(f"{label}{text}" for label, text in body.notes)
    entry = Entry(
        number=item.number,
        question=question.id,
        kind=item.kind,
        family=question.family,
        title=question.title,
        difficulty=question.difficulty,
        thread=item.thread,
        lead=item.lead,
        asking=question.asking(),
        body="\n\n".join(filter(None, (body.block, notes))),
        code=body.code,
        options=tuple(f"{label_of(place)}) {options[index].text}" for place, index in enumerate(item.order)),
        allowed=item.seconds,
        lesson=question.lesson(),
    )
    if item.mend:
        asking = "This is the code of the question before. Any right mend passes."
        return replace(entry, asking=asking, options=(), right=question.answer(item.order).text)
    try:
        answer = question.answer(item.order)
    except InputError:  # a bank of one's own may lack the model answer
        return entry
    place = f"{answer.place}) " if answer.place else ""
    return replace(entry, right=f"{place}{answer.text}" if answer.text else "", right_code=answer.code)


def marked(entry: Entry, item: Item, typed: str, seconds: float) -> Entry:
    """Return the entry with a typed answer, marked.

    Raises:
        UnclearAnswerError: It cannot be read as an answer.
    """
    verdict = item.question.mark(typed, order=item.order)
    chosen = item.order.index(verdict.chosen) if verdict.chosen is not None else None
    return replace(
        entry,
        result="right" if verdict.correct else "wrong",
        score=verdict.score,
        seconds=seconds,
        answer=typed.strip() if chosen is None else entry.options[chosen],
        feedback=_beside(verdict),
        points=tuple(PointMade(found.point, found.covered) for found in verdict.points),
        needed=verdict.needed,
    )


def graded(entry: Entry, report: GradeReport, path: Path, code: str, seconds: float) -> Entry:
    """Return the entry with a file, graded."""
    passed = report.verdict == "passed"
    named = report.diagnosis[0] if report.diagnosis else None
    return replace(
        entry,
        result="right" if passed else "wrong",
        score=report.score or 0.0,
        seconds=seconds,
        answer=code[:LONGEST_CODE],
        file=str(path),
        feedback=tuple(_said(report)),
        mistake=named.id if named else "",
        mistake_says=named.message if named else "",
    )


def _said(report: GradeReport) -> list[str]:
    failed = [f"{check.name}: {check.message}" for check in report.checks if check.judged and not check.passed]
    error = [report.error] if report.error else []
    return [f"Graded: {report.verdict}.", *error, *failed]


def mistaken(entry: Entry, item: Item, typed: str, task: ImplementTask, values_of: ValuesOf) -> Entry:
    """Return the entry of a wrong answer with the mistake that gives it, where it is a number and one does.

    Args:
        entry: The entry.
        item: Its question.
        typed: The answer as it was typed.
        task: The task of its loss.
        values_of: Works out what each known mistake gives, by its id.
    """
    says = {mistake.id: mistake.says for mistake in task.misconceptions}

    def mistakes(sought: Sought) -> Sequence[tuple[str, str, float]]:
        return task.mistakes_that_give(values_of(sought))

    verdict = item.question.mark(typed, order=item.order, mistakes=mistakes)
    if not verdict.mistake:
        return entry
    return replace(entry, feedback=_beside(verdict), mistake=verdict.mistake, mistake_says=says[verdict.mistake])


def _beside(verdict: Verdict) -> tuple[str, ...]:
    """Return what is said of an answer beside the right one, which has a place of its own."""
    return tuple(line for line in verdict.feedback if not line.startswith("The answer is "))


def attempt_of(entry: Entry, session: str, typed: str, at: str = "") -> Attempt:
    """Return the attempt by which the log remembers an entry."""
    result: Result = "right" if entry.result == "right" else "wrong" if entry.result == "wrong" else "skipped"
    return Attempt(
        question=entry.question,
        kind=entry.kind,
        result=result,
        score=entry.score,
        seconds=round(entry.seconds, 3),
        answer=entry.file or typed,
        self_assessed=entry.own_mark,
        session=session,
        at=at,
        mistake=entry.mistake,
    )
