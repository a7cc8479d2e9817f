"""Assignments: what is written is read back, and every fault is told with its line."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from lossquiz.errors import BankError, InputError, UsageError
from lossquiz.questions.bank import load_bank
from lossquiz.takehome.assignment import SEEN, assignment_text, read_assignment, weights_of
from lossquiz.takehome.marks import CHECKS, read_scheme
from lossquiz.takehome.moments import parse_moment

TASKS = load_bank(()).tasks
KNOWN = ("huber", "bce_with_logits")
CET = timezone(timedelta(hours=1))


def write(folder: Path, text: str) -> Path:
    path = folder / "assignment.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    until = datetime(2026, 12, 10, 18, 0, tzinfo=CET)
    text = assignment_text(
        'Losses: "one" \\ # 3', [TASKS["huber"], TASKS["mse_backward"]], deadline=until, pass_mark=0.6, seed=7
    )
    read = read_assignment(write(tmp_path, text), TASKS)
    assert read.title == 'Losses: "one" \\ # 3'
    assert list(read.questions) == ["huber", "mse_backward"]
    assert read.questions["huber"].max == 10
    assert read.questions["huber"].checks == weights_of(TASKS["huber"])
    assert "gradient" not in read.questions["mse_backward"].checks
    assert (read.deadline, read.pass_mark, read.seed) == (until, 0.6, 7)
    assert read.for_candidate == dict.fromkeys(SEEN, True)
    assert read.scheme().deadline == "2026-12-10T18:00:00+01:00"
    assert read_assignment(tmp_path, TASKS) == read  # the folder stands for its file


def test_what_is_left_out_has_a_meaning(tmp_path: Path) -> None:
    read = read_assignment(write(tmp_path, "questions:\n  huber: {}\ndeadline:\npass_mark:\n"), KNOWN)
    assert (read.deadline, read.pass_mark, read.seed) == (None, None, None)
    assert read.questions["huber"].max == 1
    assert read.for_candidate["points"] is True
    text = assignment_text("T", [TASKS["huber"]], deadline=None, pass_mark=None, seed=None)
    fresh = read_assignment(write(tmp_path, text), KNOWN)
    assert (fresh.deadline, fresh.pass_mark, fresh.seed) == (None, None, None)


def test_the_weights_of_every_question_are_its_points() -> None:
    for name, task in TASKS.items():
        weights = weights_of(task)
        assert sum(weights.values()) == 10, name
        assert set(weights) <= set(CHECKS), name
        assert all(weight > 0 for weight in weights.values()), name
        assert weights["value"] >= 3, name


FAULTY = """\
title: Homework
questions:
  hubr: {}
  huber:
    max: -2
    checks: {valu: 1, gradient: -1}
  bce_with_logits:
    max: 2
    forbidden: 3
    checks: {value: 0}
deadline: tomorrow
pass_mark: 60
seed: -1
for_candidate: {points: maybe}
penalty: 0.1
"""


def test_every_fault_is_told_at_once_with_its_line(tmp_path: Path) -> None:
    path = write(tmp_path, FAULTY)
    with pytest.raises(BankError) as caught:
        read_assignment(path, KNOWN)
    told = {(fault.line, fault.key) for fault in caught.value.faults}
    assert told >= {
        (5, "questions.huber.max"),
        (6, "questions.huber.checks.valu"),
        (6, "questions.huber.checks.gradient"),
        (11, "deadline"),
        (12, "pass_mark"),
        (13, "seed"),
        (14, "for_candidate.points"),
        (15, "penalty"),
    }
    assert all(str(path) == fault.path for fault in caught.value.faults)


def test_questions_that_have_the_right_form_and_no_sense_are_told(tmp_path: Path) -> None:
    text = "questions:\n  hubr: {}\n  huber:\n    max: 2\n    forbidden: 3\n    checks: {value: 0}\n"
    with pytest.raises(BankError) as caught:
        read_assignment(write(tmp_path, text), KNOWN)
    assert [(fault.line, fault.key) for fault in caught.value.faults] == [
        (2, "questions.hubr"),
        (6, "questions.huber.checks"),
        (5, "questions.huber.forbidden"),
    ]
    assert "did you mean huber" in str(caught.value)


@pytest.mark.parametrize("text", ["questions: {}\n", "title: T\n", "- a\n"])
def test_an_assignment_without_questions_is_none(text: str, tmp_path: Path) -> None:
    with pytest.raises(BankError):
        read_assignment(write(tmp_path, text), KNOWN)


def test_a_file_that_is_not_there_is_told_in_a_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"assignment\.yaml: there is no such file"):
        read_assignment(tmp_path, KNOWN)


def test_a_day_ends_with_its_last_second_and_an_offset_counts() -> None:
    assert parse_moment("2026-12-10T18:00+01:00") == datetime(2026, 12, 10, 17, 0, tzinfo=timezone.utc)
    assert parse_moment("2026-12-10 18:00Z") == datetime(2026, 12, 10, 18, 0, tzinfo=timezone.utc)
    day = parse_moment("2026-12-10")
    assert (day.hour, day.minute, day.second) == (23, 59, 59)
    assert day.tzinfo is not None
    for word in ("tomorrow", "", "2026-13-01", "10.12.2026"):
        with pytest.raises(ValueError):  # noqa: PT011 - the message is Python's own
            parse_moment(word)


@pytest.mark.parametrize(
    "written", ["2026-12-10", "'2026-12-10 18:00'", "2026-12-10T18:00+01:00", "2026-12-10T18:00Z", ""]
)
def test_a_deadline_means_the_same_in_both_files_and_may_be_left_empty(written: str, tmp_path: Path) -> None:
    text = f"questions: {{huber: {{}}}}\ndeadline: {written}\npass_mark:\n"
    (marks := tmp_path / "marks.yaml").write_text(text, encoding="utf-8")
    assert read_scheme(marks, KNOWN) == read_assignment(write(tmp_path, text), KNOWN).scheme()


def test_the_end_of_a_day_is_written_as_it_is_read_back(tmp_path: Path) -> None:
    until = parse_moment("2026-12-10")
    text = assignment_text("T", [TASKS["huber"]], deadline=until, pass_mark=None, seed=1)
    assert read_assignment(write(tmp_path, text), KNOWN).deadline == until


@pytest.mark.parametrize("title", ["", "  ", "two\nlines", "an \x1b[31m escape"])
def test_a_title_is_a_line_of_text(title: str) -> None:
    with pytest.raises(UsageError, match="title"):
        assignment_text(title, [TASKS["huber"]], deadline=None, pass_mark=None, seed=1)
