"""The folder of answers: what passed is put aside, dated, and nothing is ever lost."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from lossquiz.errors import InputError
from lossquiz.practice import answers
from lossquiz.practice.answers import answers_home, kept_already, newest_answer, put_aside

DAY = date(2026, 11, 26)


@pytest.fixture
def answer(tmp_path: Path) -> Path:
    path = tmp_path / "huber.py"
    path.write_bytes(b"one")
    return path


def test_it_lies_in_the_data_folder_or_where_it_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOSSQUIZ_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    assert answers_home() == tmp_path / "home" / "answers"
    assert answers_home(Path("work")) == tmp_path / "work"


def test_what_passed_is_put_aside_under_the_day_with_a_number_where_that_is_taken(answer: Path) -> None:
    kept = [put_aside(answer, b"one", DAY)]
    assert not answer.exists()
    for content in (b"two", b"three"):
        answer.write_bytes(content)
        kept.append(put_aside(answer, content, DAY))
    assert [path.name for path in kept] == ["huber-2026-11-26.py", "huber-2026-11-26-2.py", "huber-2026-11-26-3.py"]
    assert [path.read_bytes() for path in kept] == [b"one", b"two", b"three"]
    assert sorted(path.name for path in (answer.parent / "solved").iterdir()) == sorted(path.name for path in kept)


def test_on_a_disk_without_hard_links_nothing_is_overwritten_either(
    answer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(answers.os, "link", refuse)
    first = put_aside(answer, b"one", DAY)
    answer.write_bytes(b"two")
    second = put_aside(answer, b"two", DAY)
    assert (first.read_bytes(), second.read_bytes()) == (b"one", b"two")


def test_the_same_again_is_kept_once(answer: Path) -> None:
    first = put_aside(answer, b"one", DAY)
    answer.write_bytes(b"one")
    assert kept_already(answer) == first
    assert put_aside(answer, b"one", date(2026, 12, 1)) == first
    assert not answer.exists()


def test_what_was_written_since_stays(answer: Path) -> None:
    kept = put_aside(answer, b"what was graded", DAY)
    assert kept.read_bytes() == b"what was graded"
    assert answer.read_bytes() == b"one"


def test_a_file_that_is_gone_is_kept_all_the_same(answer: Path) -> None:
    answer.unlink()
    assert put_aside(answer, b"one", DAY).read_bytes() == b"one"


def test_it_may_be_left_where_it_is(answer: Path) -> None:
    assert put_aside(answer, b"one", DAY, leave=True).read_bytes() == b"one"
    assert answer.read_bytes() == b"one"


def test_the_answer_to_another_question_is_another_answer(answer: Path) -> None:
    other = answer.with_name("huber-debug-slope.py")
    other.write_bytes(b"one")
    put_aside(other, b"one", DAY)
    assert kept_already(answer) is None


def test_a_folder_that_cannot_be_made_is_told_and_the_answer_stays(answer: Path) -> None:
    (answer.parent / "solved").touch()
    with pytest.raises(InputError, match="cannot be put aside"):
        put_aside(answer, b"one", DAY)
    assert answer.read_bytes() == b"one"


def test_the_newest_answer_is_the_one_written_last(tmp_path: Path) -> None:
    assert newest_answer(tmp_path / "none") is None
    for age, name in ((30, "a.py"), (10, "b.py"), (20, "c.py"), (5, "notes.txt")):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (1000 - age, 1000 - age))
    (tmp_path / "folder.py").mkdir()
    assert newest_answer(tmp_path) == tmp_path / "b.py"
