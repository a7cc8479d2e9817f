"""What a run writes down of each hand-in: a row for every question that was asked, whoever it is by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from lossquiz.grading.grade_report import GradeReport, Origin, Status, Verdict, unrunnable
from lossquiz.grading.intake.hand_in import HandIn, Named, Submission
from lossquiz.grading.sandbox.both.job import Limits
from lossquiz.questions.bank import load_bank
from lossquiz.report.keeping import Keeper
from lossquiz.takehome.marks import Scheme, Worth
from lossquiz.takehome.records import read_records
from lossquiz.takehome.roster import Person, Roster, roster_of
from lossquiz.takehome.run import Asked, bank_hash
from lossquiz.takehome.store import Store

TASKS = load_bank().tasks
ASKED = Asked([5], ["huber", "mse"], "b", Limits(), "full", Scheme({"huber": Worth(4.0)}))
PEOPLE = roster_of({name: Person(name, name.title()) for name in ("ann", "bob", "eve")})


def submission(path: str, source: bytes = b"x") -> Submission:
    return Submission(path, source, "python", path.partition("/")[2], modified=0.0)


def hand_in(candidate: str, *files: str, **more: Any) -> HandIn:
    return HandIn(candidate, candidate, tuple(submission(f"{candidate}/{name}") for name in files), **more)


def report(
    one: HandIn, question: str, verdict: Verdict = "passed", status: Status = "graded", *, place: int = 0
) -> GradeReport:
    file = one.files[place] if one.files else None
    made = unrunnable(file.path if file else one.path, question, "why", 5, verdict, status=status)
    named = (file.place, file.sha256) if file else ("", "")
    return replace(made, origin=Origin(one.candidate, *named, one.path, one.sha256, 1))


@pytest.fixture
def keeper(tmp_path: Path) -> Iterator[Keeper]:
    with opened(tmp_path, roster=PEOPLE) as store:
        yield Keeper(store, ASKED, TASKS, PEOPLE)


def opened(folder: Path, *, roster: Roster | None = None, resume: bool = False) -> Store:
    return Store.open(folder / "out", replace(ASKED, roster=roster).stored(), resume=resume)


def told(rows: Sequence[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [(row["candidate"], row["question"], row["status"], row["points"], row["hand_in"]["rows"]) for row in rows]


def test_each_question_that_was_asked_has_a_row(keeper: Keeper) -> None:
    one = hand_in("ann", "huber.py")
    rows = keeper.keep(one, [report(one, "huber")])
    assert told(rows) == [("ann", "huber", "graded", 4.0, 2), ("ann", "mse", "missing", 0.0, 2)]
    assert rows[1]["reason"] == "nothing was handed in for this question"
    assert list(keeper.store.records().rows) == list(rows)
    assert keeper.store.records().source(one.files[0].sha256) == b"x"
    assert (rows[0]["bank"], rows[0]["isolation"]) == (bank_hash(TASKS, ["huber"]), "full")
    assert rows[0]["versions"].keys() == {"lossquiz", "python", "torch"}
    assert rows[0]["submitted"] == "1970-01-01T00:00:00+00:00"


def test_nothing_at_all_answers_no_question(keeper: Keeper) -> None:
    one = hand_in("ann", nothing="an empty folder")
    rows = keeper.keep(one, [report(one, "", "not_found", "missing")])
    assert told(rows) == [("ann", "huber", "missing", 0.0, 2), ("ann", "mse", "missing", 0.0, 2)]


def test_what_nobody_can_read_may_answer_any(keeper: Keeper) -> None:
    one = hand_in("ann", "work.py", "huber.py")
    rows = keeper.keep(one, [report(one, "", "error", "needs_review"), report(one, "huber", place=1)])
    assert told(rows) == [("ann", None, "needs_review", None, 2), ("ann", "huber", "graded", 4.0, 2)]


def test_absentees_have_rows_and_lose_them_when_they_hand_in(keeper: Keeper, tmp_path: Path) -> None:
    one = keeper.known_as(hand_in("Ann.py", "huber.py"))
    assert one.candidate == "ann"
    (first, _) = keeper.keep(one, [report(one, "huber")])
    assert (first["candidate"], first["name"], first["path"]) == ("ann", "Ann", "Ann.py/huber.py")
    absent = [told(rows) for rows in keeper.absent()]
    assert absent == [[(name, q, "missing", 0.0, 2) for q in ("huber", "mse")] for name in ("bob", "eve")]
    keeper.store.close()
    with opened(tmp_path, roster=PEOPLE, resume=True) as store:
        again = Keeper(store, ASKED, TASKS, PEOPLE)
        ann = again.known_as(hand_in("Ann.py", "huber.py"))
        assert again.has(ann)
        again.kept(ann.path)
        late = again.known_as(hand_in("bob.zip", "huber.py"))
        again.keep(late, [report(late, "huber")])
        assert [rows[0]["candidate"] for rows in again.absent()] == ["eve"]
        store.finish()
    found = {(row["candidate"], row["question"]): row["status"] for row in read_records(tmp_path / "out").rows}
    graded = {("ann", "huber"): "graded", ("bob", "huber"): "graded"}
    missing = {("ann", "mse"), ("bob", "mse"), ("eve", "huber"), ("eve", "mse")}
    assert found == graded | dict.fromkeys(missing, "missing")


def test_one_of_nobody_and_a_second_of_somebody_keep_their_names(keeper: Keeper) -> None:
    found = [keeper.known_as(hand_in(name, "huber.py")).candidate for name in ("ann", "ann.py", "zoe")]
    assert found == ["ann", "ann.py", "zoe"]
    assert (keeper.again, keeper.strangers) == (["ann.py"], ["zoe"])


def test_a_name_that_says_who_and_whether_late(tmp_path: Path) -> None:
    named = Named("7", person="Doe, Jane", late=True)
    one = replace(hand_in("7", "huber.py"), told=named)
    with opened(tmp_path) as store:
        (row, _) = Keeper(store, ASKED, TASKS).keep(one, [report(one, "huber")])
    assert (row["name"], row["late_days"], row["submitted"]) == ("Doe, Jane", 1, None)


def test_the_hash_of_the_questions_is_the_same_anywhere_and_changes_with_them(tmp_path: Path) -> None:
    one = bank_hash(TASKS, ["huber"])
    assert one == bank_hash({"huber": replace(TASKS["huber"], bank=tmp_path)}, ["huber"])
    assert one != bank_hash({"huber": replace(TASKS["huber"], convention="another")}, ["huber"])
    assert one != bank_hash(TASKS, ["huber", "mse"])
    assert bank_hash({"huber": TASKS["huber"]}, []) == one
    own = {"huber": replace(TASKS["huber"], bank=tmp_path, reference="references.py:huber_loss")}
    (tmp_path / "references.py").write_text("a = 1\n")
    before = bank_hash(own, ["huber"])
    (tmp_path / "references.py").write_text("a = 2\n")
    assert bank_hash(own, ["huber"]) != before


def test_two_hand_ins_of_one_person_are_kept_apart(keeper: Keeper) -> None:
    # Keyed by candidate and question, the rows of one would stand for both.
    handed_in = [hand_in(name, "huber.py") for name in ("Ann.py", "ann", "ann.zip", "dan", "bob")]
    names = [keeper.known_as(one).candidate for one in handed_in]
    assert names == ["ann", "ann (2)", "ann.zip", "dan", "bob"]
    assert (keeper.again, keeper.strangers) == (["ann (2)", "ann.zip"], ["dan"])
