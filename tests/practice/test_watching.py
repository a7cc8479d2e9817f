"""Watching without a terminal: what is watched, what counts as a try, what is recorded, what comes next."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta, timezone
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from lossquiz.errors import InputError, UsageError
from lossquiz.grading.checks import Check
from lossquiz.grading.grade_report import GradeReport, unrunnable
from lossquiz.practice.answers import put_aside
from lossquiz.practice.own import remember_started
from lossquiz.practice.record import record_of
from lossquiz.practice.schedule import Pace
from lossquiz.practice.store import Attempt, read_store
from lossquiz.practice.watch import (
    Watching,
    next_to_write,
    subject_begun,
    subject_named,
    subject_newest,
    subject_of_file,
)
from lossquiz.questions.bank import load_bank
from lossquiz.questions.model import Bank, Heading

PASSED = GradeReport("huber.py", "huber", "passed", 1.0, 0.1, (Check("value", True, 4),), (), None, 1)
FAILED = replace(PASSED, verdict="failed", score=0.5, checks=(Check("value", False, 4, "off"),))
NAMED: Any = (SimpleNamespace(id="sum_instead_of_mean", message="It sums.", derivation=""),)
DAY = date(2026, 11, 26)


@pytest.fixture(scope="module")
def bank() -> Bank:
    return load_bank()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LOSSQUIZ_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


class TestSubject:
    def test_a_question_gets_its_starter_in_the_folder_of_answers(self, bank: Bank, home: Path) -> None:
        found = subject_named(bank, "Huber loss", None)
        assert found.path == home / "answers" / "huber.py"
        assert found.draft.untouched(found.path)
        assert (found.question.id, found.kind, found.own) == ("huber", "implement", True)

    def test_elsewhere_it_is_remembered_so_that_its_grades_are_recorded(self, bank: Bank, tmp_path: Path) -> None:
        found = subject_named(bank, "huber", tmp_path / "work")
        assert found.path == tmp_path / "work" / "huber.py"
        with read_store() as store:
            assert store.setting(f"started {found.path.resolve()}") == "huber"

    def test_work_that_is_there_is_taken_up_and_what_is_solved_is_begun_afresh(self, bank: Bank, home: Path) -> None:
        path = home / "answers" / "huber.py"
        path.parent.mkdir(parents=True)
        path.write_bytes(b"mine")
        assert subject_named(bank, "huber", None).path.read_bytes() == b"mine"
        put_aside(path, b"mine", DAY, leave=True)
        found = subject_named(bank, "huber", None)
        assert found.draft.untouched(found.path)

    def test_code_to_mend_is_watched_under_its_own_question(self, bank: Bank) -> None:
        found = subject_named(bank, "huber-debug-slope", None)
        assert (found.question.id, found.kind, found.draft.task.id) == ("huber-debug-slope", "mend", "huber")

    @pytest.mark.parametrize(
        ("name", "text"), [("huber.py", ""), ("mine.py", "def huber_loss(pred, target, delta=1.0):\n    return 0\n")]
    )
    def test_a_file_is_known_by_its_name_or_by_what_it_defines(
        self, bank: Bank, tmp_path: Path, name: str, text: str
    ) -> None:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        found = subject_named(bank, str(path), None)
        assert (found.question.id, found.own) == ("huber", False)

    def test_a_file_that_start_wrote_is_known_whatever_it_is_called(self, bank: Bank, tmp_path: Path) -> None:
        path = tmp_path / "x.py"
        path.write_text("", encoding="utf-8")
        remember_started(path, "mse")
        found = subject_of_file(bank, path)
        assert (found.question.id, found.own) == ("mse", True)

    def test_what_is_no_answer_is_told(self, bank: Bank, tmp_path: Path) -> None:
        (tmp_path / "x.py").write_text("a = 1", encoding="utf-8")
        (tmp_path / "two.py").write_text("def mse_loss(): 0\ndef mae_loss(): 0\n", encoding="utf-8")
        with pytest.raises(UsageError, match="no question is known by its name"):
            subject_named(bank, str(tmp_path / "x.py"), None)
        with pytest.raises(UsageError, match=r"it may answer m(ae|se), m(ae|se);"):
            subject_named(bank, str(tmp_path / "two.py"), None)
        with pytest.raises(InputError, match="no such file"):
            subject_named(bank, "none.py", None)
        with pytest.raises(InputError, match="a folder"):
            subject_named(bank, str(tmp_path), None)
        with pytest.raises(UsageError, match="did you mean huber"):
            subject_named(bank, "hubr", None)

    def test_without_a_word_it_is_the_newest_answer_that_is_not_solved(self, bank: Bank, home: Path) -> None:
        folder = home / "answers"
        with pytest.raises(UsageError, match="begin one: lossquiz watch ID"):
            subject_newest(bank, folder)
        begun = subject_begun(bank, bank.questions["mse"], folder)
        assert subject_newest(bank, folder).path == begun.path
        put_aside(begun.path, begun.path.read_bytes(), DAY, leave=True)
        with pytest.raises(UsageError, match="no answer to go on with"):
            subject_newest(bank, folder)


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def log() -> list[Attempt]:
    return []


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def watching(bank: Bank, log: list[Attempt], clock: Clock) -> Watching:
    return Watching(subject_named(bank, "huber", None), bank, log.append, "s", clock)


class TestWatching:
    def test_the_starter_is_nothing_to_grade(self, watching: Watching) -> None:
        text = watching.subject.draft.text.encode()
        assert not watching.saved(text)
        assert not watching.saved(text.replace(b"\n", b"\r\n"))
        assert not watching.saved(None)
        assert watching.saved(b"mine")

    def test_each_verdict_that_differs_is_recorded_with_its_time_and_mistake(
        self, watching: Watching, log: list[Attempt], clock: Clock
    ) -> None:
        named = replace(FAILED, diagnosis=NAMED)
        for at, (content, report) in enumerate(
            [(b"a", FAILED), (b"b", FAILED), (b"c", named), (b"d", PASSED), (b"e", PASSED), (b"f", FAILED)], 1
        ):
            clock.now = 10.0 * at
            watching.saved(content)
            assert watching.graded(content, report)
        assert [(a.result, a.score, a.seconds, a.mistake) for a in log] == [
            ("wrong", 0.5, 10.0, ""),
            ("wrong", 0.5, 20.0, "sum_instead_of_mean"),
            ("right", 1.0, 10.0, ""),
            ("wrong", 0.5, 20.0, ""),
        ]
        assert {(a.question, a.kind, a.session, a.answer) for a in log} == {
            ("huber", "implement", "s", str(watching.subject.path))
        }
        assert (watching.tries, watching.best, watching.seconds) == (4, 1.0, 60.0)

    def test_a_verdict_that_has_been_overtaken_does_not_count(self, watching: Watching, log: list[Attempt]) -> None:
        watching.saved(b"a")
        watching.saved(b"b")
        assert not watching.graded(b"a", PASSED)
        assert log == []
        assert not watching.passed

    @pytest.mark.parametrize("verdict", ["error", "not_found"])
    def test_what_is_no_answer_is_shown_and_not_recorded(
        self, watching: Watching, log: list[Attempt], verdict: Any
    ) -> None:
        watching.saved(b"a")
        assert watching.graded(b"a", unrunnable("huber.py", "huber", "nothing", 1, verdict))
        assert (log, watching.tries) == ([], 0)

    def test_what_was_graded_before_and_has_not_changed_is_no_other_try(
        self, bank: Bank, watching: Watching, log: list[Attempt]
    ) -> None:
        watching.saved(b"a")
        watching.graded(b"a", FAILED)
        again = Watching(watching.subject, bank, log.append, "other", last=log[-1])
        again.saved(b"a")
        again.graded(b"a", FAILED)
        assert len(log) == 1
        again.saved(b"b")
        again.graded(b"b", PASSED)
        assert [a.result for a in log] == ["wrong", "right"]

    def test_hints_are_counted_and_end(self, watching: Watching, log: list[Attempt]) -> None:
        given = []
        while (hint := watching.hint()) is not None:
            given.append(hint)
        assert [number for number, _, _ in given] == list(range(1, len(given) + 1))
        assert {total for _, total, _ in given} == {len(given)}
        watching.saved(b"a")
        watching.graded(b"a", PASSED)
        assert log[0].hints == len(given) > 0

    def test_the_model_answer_is_recorded_once_and_after_a_pass_not_at_all(
        self, bank: Bank, watching: Watching, log: list[Attempt]
    ) -> None:
        assert "def huber_loss" in watching.reveal()
        watching.reveal()
        assert [a.result for a in log] == ["revealed"]
        other = Watching(watching.subject, bank, log.append)
        other.saved(b"a")
        other.graded(b"a", PASSED)
        other.reveal()
        assert [a.result for a in log] == ["revealed", "right"]

    def test_what_passes_is_put_aside_and_nothing_else(self, watching: Watching) -> None:
        path = watching.subject.path
        path.write_bytes(b"a")
        watching.saved(b"a")
        watching.graded(b"a", FAILED)
        assert watching.put_aside(DAY) is None
        watching.graded(b"a", PASSED)
        kept = watching.put_aside(DAY)
        assert kept is not None
        assert kept.read_bytes() == b"a"
        assert not path.exists()

    def test_a_file_that_is_not_ours_stays_where_it_is(self, bank: Bank, log: list[Attempt], tmp_path: Path) -> None:
        path = tmp_path / "huber.py"
        path.write_bytes(b"a")
        watching = Watching(subject_named(bank, str(path), None), bank, log.append)
        watching.saved(b"a")
        watching.graded(b"a", PASSED)
        assert watching.put_aside(DAY) is None
        assert [entry.name for entry in tmp_path.iterdir() if entry.name != "home"] == ["huber.py"]


def label(name: str, difficulty: str = "easy", kind: str = "implement") -> Heading:
    return Heading(name, kind, "T", "f", difficulty, name, "", None)  # type: ignore[arg-type]


class TestNext:
    LABELS = {  # noqa: RUF012 - read only
        found.id: found
        for found in (label("a", "hard"), label("b"), label("c"), label("d", "medium"), label("e", "easy", "choose"))
    }

    def next_one(self, log: list[tuple[str, str, int]], done: list[str]) -> str | None:
        """Return what is next after some results: a question, what came of it, and how many days ago."""
        attempts = [
            Attempt(name, "implement", result, seconds=900, at=f"{DAY - timedelta(days=ago)}T12:00:00+00:00")  # type: ignore[arg-type]
            for name, result, ago in log
        ]
        record = record_of(attempts, Bank({}, {}, Path(), self.LABELS), Pace(), DAY, timezone.utc)
        return next_to_write(self.LABELS, record, DAY, done)

    def test_what_is_due_comes_first_then_the_easiest_that_is_new_then_what_is_not_known_yet(self) -> None:
        log = [("d", "wrong", 5), ("c", "wrong", 4), ("b", "right", 1)]  # right once: due tomorrow
        assert self.next_one(log, []) == "d"
        assert self.next_one(log, ["d"]) == "c"
        assert self.next_one(log, ["c", "d"]) == "a"
        assert self.next_one(log, ["a", "c", "d"]) == "b"
        assert self.next_one([], ["a"]) in {"b", "c"}

    def test_where_all_is_known_and_not_due_there_is_nothing(self) -> None:
        log = [(name, "right", ago) for ago in (3, 1) for name in "abcd"]
        assert self.next_one(log, []) is None
