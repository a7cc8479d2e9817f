"""The page of a class, before it is a page: the account, the matrix, mistakes, groups, and what people decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sample_class import NAMED, make_class, missing, row, rows, wrong

from lossquiz.questions.bank import load_bank
from lossquiz.report.class_pages.overview import ENOUGH_PARTS, Overview, overview_of
from lossquiz.report.stored import read_batch


def seen(folder: Path, made: Sequence[dict[str, Any]] | None = None, **run: Any) -> Overview:
    return overview_of(replace(read_batch(make_class(folder, made, **run)), folder="results"))


@pytest.fixture
def view(tmp_path: Path) -> Overview:
    return seen(tmp_path)


def test_every_candidate_is_accounted_for_once(view: Overview) -> None:
    # 18 candidates: ivan and ken need a person, mallory handed in nothing; Judy was decided by hand.
    assert view.account.line == "18 received = 15 graded + 2 need you + 1 missing"
    assert len(view.people) == len({one["candidate"] for one in rows()}) == view.account.whole


def test_those_on_a_list_are_expected_rather_than_received(tmp_path: Path) -> None:
    made = [row("a"), missing("b", "huber"), wrong("c", status="needs_review")]
    assert seen(tmp_path, made, roster=["a", "b"]).account.line == "3 expected = 1 graded + 1 needs you + 1 missing"
    assert seen(tmp_path, made[:1], roster=["a"]).account.line == "1 received = 1 graded + 0 need you + 0 missing"


def test_an_empty_folder_is_a_class_of_nobody(tmp_path: Path) -> None:
    assert seen(tmp_path, []).account.line == "0 received = 0 graded + 0 need you + 0 missing"


def test_what_needs_a_person_says_why_and_what_to_do(view: Overview) -> None:
    assert [(one.candidate, one.reason, one.next) for one in view.needs_you] == [
        (
            "ivan",
            "SyntaxError (line 3): expected ':'",
            'lossquiz report results --set ivan:huber=POINTS --comment "…"',
        ),
        (
            "ken",
            "it needs the package einops, which is not installed here",
            "lossquiz grade hand-ins --out results --resume",
        ),
    ]


def test_commands_quote_what_a_shell_would_run(tmp_path: Path) -> None:
    unsure = {"status": "needs_review", "held": False, "repeats": [{"seed": 9, "verdict": "failed"}]}
    found = seen(tmp_path, [row("$(rm x)", **unsure), wrong("a;b", status="needs_review"), row("-x", **unsure)])
    assert [one.next for one in found.needs_you] == [
        "lossquiz grade '$(rm x)/huber.py' -q huber --seed 9",
        "lossquiz report results --set 'a;b:huber=POINTS' --comment \"…\"",
        "lossquiz grade ./-x/huber.py -q huber --seed 9",
    ]


def test_the_matrix_adds_up_points_and_what_was_not_handed_in_counts_in_the_whole(view: Overview) -> None:
    people = {one.candidate: one for one in view.people}
    told = {name: (people[name].points, people[name].max, people[name].reached) for name in ("alice", "dave", "ivan")}
    # 0.6 × 7 = 4.2 points reach the pass mark.
    assert told == {"alice": (7.0, 7.0, True), "dave": (3.75, 7.0, False), "ivan": (None, 7.0, None)}
    assert people["Judy"].points == 3.5
    assert people["bob"].late_days == 2
    assert [one.candidate for one in view.people][-1] == "ليلى"
    assert view.questions == ("huber", "mse")


def test_an_answer_to_no_question_has_a_column_and_leaves_points_open(tmp_path: Path) -> None:
    lost = {"status": "needs_review", "verdict": "error", "points": None, "max": None}
    found = seen(tmp_path, [row("a"), row("b", None, None, **lost)], questions=["huber"])
    assert found.questions == ("huber", "")
    assert (found.people[1].points, found.people[1].max) == (None, 5.0)
    assert found.needs_you[0].next.startswith("lossquiz report results --set b:=POINTS")


def test_somebody_of_whom_nothing_came_has_no_column_and_no_points_to_add(tmp_path: Path) -> None:
    nothing = {**missing("nora", "huber"), "question": None, "points": None, "max": None}
    people = {"nora": {"name": "Nora <b>", "email": ""}, "a": {"name": "a"}}
    found = seen(tmp_path, [row("a"), nothing], questions=[], people=people, roster=["a", "nora"])
    assert found.questions == ("huber",)
    assert [(one.candidate, one.name, one.status, one.points) for one in found.people] == [
        ("a", "", "graded", 5.0),
        ("nora", "Nora <b>", "missing", None),
    ]
    assert found.account.line == "2 expected = 1 graded + 0 need you + 1 missing"


def test_mistakes_are_counted_and_taught_from_the_bank(tmp_path: Path) -> None:
    offset = {**NAMED, "id": "linear_without_offset", "message": "No offset."}
    made = [wrong(name, diagnosis=[NAMED]) for name in ("a", "b")] + [wrong("c", diagnosis=[offset])]
    batch = read_batch(make_class(tmp_path, made))
    view = overview_of(replace(batch, bank=load_bank()))
    assert [(one.id, one.candidates, one.drills) for one in view.mistakes] == [
        ("sum_instead_of_mean", ("a", "b"), ()),
        ("linear_without_offset", ("c",), ("huber-debug-slope",)),
    ]
    (lesson,) = view.lessons
    assert (lesson.question, lesson.title, lesson.mistakes) == ("huber", "Huber loss", view.mistakes)
    assert lesson.teach.startswith("Quadratic with the factor ½")
    assert [one.teach for one in overview_of(batch).lessons] == [""]


def test_wrong_answers_without_a_name_are_grouped_by_what_they_return(tmp_path: Path) -> None:
    made = [
        wrong("a", alike="1", fact="agrees on 1 of 20 cases"),
        wrong("b", alike="2"),
        wrong("c", alike="2"),
        wrong("d"),
        wrong("e"),
        wrong("f", alike="2", diagnosis=[NAMED]),
        wrong("g", "mse", alike="2"),
        wrong("h", alike="2", status="needs_review"),
        row("i", alike="2"),
    ]
    found = [(group.question, group.candidates) for group in seen(tmp_path, made).unnamed]
    assert found == [("huber", ("b", "c")), ("huber", ("a",)), ("huber", ("d",)), ("huber", ("e",)), ("mse", ("g",))]


def test_answers_of_one_form_are_grouped_unless_they_are_too_short(tmp_path: Path) -> None:
    long, short = {"shape_size": ENOUGH_PARTS}, {"shape_size": ENOUGH_PARTS - 1}
    made = [
        *(row(name, shape="1", **long) for name in "ab"),
        *(row(name, shape="2", **short) for name in "cd"),
        *(row(name, shape="3", shape_size=None) for name in "ef"),  # of whose size nothing is known
        row("g", "mse", shape="1", **long),
        row("h", **long),
        row("i", **long),
    ]
    found = seen(tmp_path, made)
    assert [group.candidates for group in found.same] == [("a", "b"), ("e", "f")]
    assert found.too_short == 1


def test_what_is_said_of_one_of_a_group_is_not_said_of_all(tmp_path: Path) -> None:
    made = [row("a", shape="1", shape_size=None), wrong("b", shape="1", shape_size=None, reason="several files")]
    (group,) = seen(tmp_path, made).same
    assert group.candidates == ("a", "b")
    assert group.said == "failed, passed"


def test_decisions_show_who_when_and_what_was_changed(view: Overview) -> None:
    told = [(one.decision.candidate, one.graded, one.decision.points, one.counts, one.known) for one in view.changes]
    assert told == [
        ("Judy", None, 2.0, False, True),
        ("Judy", None, 3.5, True, True),
        ("alice", 5.0, None, False, True),
        ("nobody", None, 1.0, True, False),
    ]
    assert {(one.decision.by, one.decision.at[:10]) for one in view.changes} == {
        ("ada", "2026-11-26"),
        ("bea", "2026-11-26"),
    }


def test_each_question_is_summed_up(view: Overview) -> None:
    huber, mse = view.tallies
    # 7 right, 4 failed at 3.75, 5 at 0 … of those with points: alice, bob, 5 hostile names, 5 wrong, 3 zeros, Judy.
    assert huber.verdicts[:2] == (("passed", 7), ("failed", 5))
    assert (huber.needs_you, huber.average) == (2, pytest.approx((7 * 5 + 5 * 3.75 + 3.5) / 16))
    assert (mse.verdicts, mse.average) == ((("passed", 2), ("missing", 2)), 1.0)


def test_it_says_how_it_was_made(view: Overview) -> None:
    facts = dict(view.facts)
    assert facts["Seeds"] == "7, 8"
    assert facts["Versions"] == "lossquiz 0.4.0, python 3.11.9, torch 2.13.0"
    assert facts["Command"] == "lossquiz grade hand-ins --out results"
    assert facts["Limits"] == "10 s of processor time, 512 MiB of memory"
    assert facts["Pass mark"] == "60% of the points"
