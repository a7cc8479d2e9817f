"""What the page of a class needs of each row: little, so that a class of any size fits."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lossquiz.report.class_pages.wording import tone
from lossquiz.report.formats import Batch
from lossquiz.report.standing import all_by_hand, nothing_of, worth_of
from lossquiz.takehome.marks import Mark, mark_of, scheme_of
from lossquiz.wording import as_typed

Row = Mapping[str, Any]
# What a command says beside question and seed on which a verdict hangs: a place on the instructor's machine, a value,
# nothing more.
_PLACES, _VALUES, _FLAGS = ("--bank", "--helper"), ("--seconds",), ("--accept-class",)


@dataclass(frozen=True, slots=True)
class Result:
    """One candidate's answer to one question.

    Attributes:
        candidate: Whose it is.
        question: The question's id, or "" where none can be told.
        path: The file.
        verdict: In a word.
        status: `graded`, `needs_review` or `missing`; one that a person has marked is graded.
        reason: Why somebody has to look, or "".
        mark: The points that count, and where they come from.
        mistakes: The mistakes that were named: id and sentence.
        said: What is to be said in a line: the mistake, what failed first, or why there is no verdict.
        alike: The same for answers with the same results in every case, or "".
        shape: The same for answers of the same form, or "".
        shape_size: Of how many parts that form consists, or None where that is not known.
        late_days: How many days late, or None.
        held: Whether the verdict was the same under other seeds, or None.
        next: The command that goes on from here, where somebody has to look, or "".
    """

    candidate: str
    question: str
    path: str
    verdict: str
    status: str
    reason: str
    mark: Mark
    mistakes: tuple[tuple[str, str], ...]
    said: str
    alike: str
    shape: str
    shape_size: int | None
    late_days: int | None
    held: bool | None
    next: str

    @property
    def tone(self) -> str:
        """The colour that the verdict has."""
        return tone(self.verdict, self.status)


def counted_of(rows: Sequence[Row], batch: Batch) -> list[tuple[Row, Result]]:
    """Return the rows of one candidate that count, each with its result.

    A person may decide on a question of which there is no row, since nothing came of it or nobody can tell what came:
    then it has one. What is of no question is settled when all that it may have been about is decided, or when it is
    decided itself: that is the mark of everything.
    """
    candidate, scheme, asked = rows[0]["candidate"], scheme_of(batch.run), batch.run.get("questions") or ()
    whole = next((row for row in rows if not row["question"]), None)
    answered = {row["question"] for row in rows}
    lacking = [question for question in asked if question not in answered]
    decided = [question for question in lacking if (candidate, question) in batch.overrides]
    made = [worth_of(nothing_of(candidate, question, rows), scheme) for question in decided]
    results = [(row, result_of(row, batch)) for row in (*rows, *made)]
    if whole is None:
        return results
    mark = mark_of(whole, batch.overrides)
    if mark.by_hand:
        most = sum(result.mark.max or 0.0 for _, result in results)
        most += sum(scheme.worth(question).max for question in lacking if question not in decided)
        return [(row, _settled(result, mark, most)) for row, result in results]
    settled = bool(asked) and all_by_hand(candidate, lacking or asked, batch)
    return [pair for pair in results if pair[1].question or not settled]


def _settled(result: Result, mark: Mark, most: float) -> Result:
    """Return a result of somebody whose mark for everything was given by hand; nothing of theirs needs anybody."""
    settled = replace(result, status="graded" if result.status == "needs_review" else result.status, next="")
    return settled if result.question else replace(settled, mark=replace(mark, max=most))


def result_of(row: Row, batch: Batch) -> Result:
    """Return what the page of a class needs of a row."""
    mark = mark_of(row, batch.overrides)
    status = "graded" if mark.by_hand else row["status"]
    mistakes = tuple((found["id"], found["message"]) for found in row["diagnosis"])
    return Result(
        candidate=row["candidate"],
        question=row["question"] or "",
        path=row["path"],
        verdict=row["verdict"],
        status=status,
        reason=row.get("reason") or "",
        mark=mark,
        mistakes=mistakes,
        said=said_of(row),
        alike=row.get("alike") or "",
        shape=row.get("shape") or "",
        shape_size=row.get("shape_size"),
        late_days=row.get("late_days"),
        held=row.get("held"),
        next=_next(row, batch) if status == "needs_review" else "",
    )


def error_text(row: Row) -> str:
    """Return why an answer could not be run, in one line, or ""."""
    error = row.get("error")
    return str(error["message"] if isinstance(error, Mapping) else error or "")


def first_failure(row: Row) -> str:
    """Return what the first check that failed says, or ""."""
    return next((str(check["message"]) for check in row["checks"] if check["judged"] and not check["passed"]), "")


def said_of(row: Row) -> str:
    """Return the one line that says most of a row."""
    named = row["diagnosis"][0]["message"] if row["diagnosis"] else ""
    return str(named or error_text(row) or row.get("fact") or first_failure(row) or row.get("reason") or "")


def _next(row: Row, batch: Batch) -> str:
    """Return the command with which a person goes on: grade again what can be graded now, else decide."""
    repeats = [one for one in row.get("repeats") or () if one["verdict"] != row["verdict"]]
    if row.get("held") is False and repeats:
        return repeat_command(row, repeats[0]["seed"], batch)
    error = row.get("error")
    if row.get("score") is None and isinstance(error, Mapping) and error.get("type") == "ModuleNotFoundError":
        command = str(batch.run.get("command") or "")
        return command if not command or "--resume" in command.split() else f"{command} --resume"
    return decide_command(row, batch.folder)


def repeat_command(row: Row, seed: int, batch: Batch) -> str:
    """Return the command that grades an answer again as its run did, in the folder where the hand-ins lie."""
    question = f" -q {shlex.quote(row['question'])}" if row["question"] else ""
    path = row["path"]
    said = "".join(f" {shlex.quote(word)}" for word in _verdict_words(batch))
    return f"lossquiz grade {as_typed(path)}{question} --seed {seed}{said}"


def _verdict_words(batch: Batch) -> list[str]:
    """Return the words of a run's command on which a verdict hangs; a candidate is told no place of others."""
    with_value = _VALUES if batch.audience == "candidate" else (*_PLACES, *_VALUES)
    found: list[str] = []
    try:
        words = iter(shlex.split(str(batch.run.get("command") or "")))
    except ValueError:  # somebody has edited the file that keeps it
        return []
    for word in words:
        if word == "--":
            break
        name, _, value = word.partition("=")
        if name in _FLAGS:
            found.append(word)
        elif name in with_value:
            found += [name, value or next(words, "")]
    return found


def decide_command(row: Row, folder: str) -> str:
    """Return the command that sets a mark by hand."""
    whose = shlex.quote(f"{row['candidate']}:{row['question'] or ''}=POINTS")
    return f'lossquiz report {as_typed(folder or "DIR")} --set {whose} --comment "…"'
