"""A candidate's page, before it is a page: right before wrong, points per check, and what only the instructor sees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sample_class import EXAMPLE, NAMED, check, checks, make_class, not_judged, row, wrong

from lossquiz.questions.bank import load_bank
from lossquiz.report.class_pages.candidate import CandidatePage, candidate_pages
from lossquiz.report.formats import Audience
from lossquiz.report.stored import read_batch


def seen(
    folder: Path, made: Sequence[dict[str, Any]] | None = None, audience: Audience = "instructor", **run: Any
) -> dict[str, CandidatePage]:
    batch = replace(read_batch(make_class(folder, made, **run)), audience=audience, bank=load_bank())
    return {page.candidate: page for page in candidate_pages(batch)}


def test_everybody_has_a_page_with_all_their_answers_in_the_order_of_the_questions(tmp_path: Path) -> None:
    made = [row("a", "mse"), row("b"), row("b", "mse"), row("a")]
    pages = seen(tmp_path, made)
    assert list(pages) == ["b", "a"]  # as they are complete
    assert [answer.result.question for answer in pages["a"].answers] == ["huber", "mse"]
    assert (pages["a"].points, pages["a"].max, pages["a"].reached) == (7.0, 7.0, True)


def test_what_was_asked_and_not_handed_in_is_said(tmp_path: Path) -> None:
    assert seen(tmp_path)["dave"].lacking == ("Mean squared error",)
    assert seen(tmp_path)["alice"].lacking == ()


def test_right_comes_before_wrong_and_what_was_not_judged_last(tmp_path: Path) -> None:
    made = wrong("a", checks=checks(value=check("value", 3, "off"), dtype=not_judged("dtype")))
    found = [(line.name, line.outcome, line.cases) for line in seen(tmp_path, [made])["a"].answers[0].checks]
    assert found[:2] == [("shape", "right", "20 of 20"), ("gradient", "right", "20 of 20")]
    assert found[-2:] == [("value", "wrong", "17 of 20"), ("dtype", "not judged", "")]


def test_points_are_shared_among_the_checks_that_were_judged(tmp_path: Path) -> None:
    made = wrong("a", checks=checks(value=check("value", 3), stability=not_judged("stability")))
    lines = {line.name: (line.points, line.max) for line in seen(tmp_path, [made])["a"].answers[0].checks}
    # 5 points; value, gradient and contract weigh 1 each, and stability, which weighs 2, was not judged.
    assert lines["value"] == (0.0, pytest.approx(5 / 3))
    assert lines["gradient"] == (pytest.approx(5 / 3), pytest.approx(5 / 3))
    assert lines["stability"] == (None, None)
    assert lines["shape"] == (0.0, 0.0)


def test_without_a_scheme_all_checks_weigh_the_same(tmp_path: Path) -> None:
    lines = seen(tmp_path, [wrong("a")], points=None)["a"].answers[0].checks
    assert {line.max for line in lines} == {5 / 8}


def test_a_mark_given_by_hand_is_no_sum_of_checks(tmp_path: Path) -> None:
    (make_class(tmp_path) / "overrides.csv").write_text("candidate,question,points\ncarol,huber,1\nmallory,mse,2\n")
    pages = {page.candidate: page for page in candidate_pages(read_batch(tmp_path))}
    carol, mallory = pages["carol"].answers[0], pages["mallory"]
    assert (carol.result.mark.points, {line.max for line in carol.checks}) == (1.0, {None})
    assert [answer.result.status for answer in mallory.answers] == ["missing", "graded"]


def test_a_use_that_is_not_allowed_has_no_points_by_check_and_its_line_is_marked(tmp_path: Path) -> None:
    answer = seen(tmp_path)["grace"].answers[0]
    assert {line.max for line in answer.checks} == {None}
    marked = [(line.number, line.notes) for line in answer.pieces[0].lines if line.notes]
    assert marked == [(5, ("not allowed here: torch.nn.functional.huber_loss",))]


def test_the_line_of_an_error_is_marked_in_its_cell(tmp_path: Path) -> None:
    pages = seen(tmp_path)
    (piece,) = pages["ivan"].answers[0].pieces
    assert [line.number for line in piece.lines if line.notes == ("SyntaxError",)] == [3]
    judy = pages["Judy"].answers[0]
    assert [(p.cell, line.number) for p in judy.pieces for line in p.lines if line.notes] == [(2, 2)]
    assert judy.first_cause.startswith("ModuleNotFoundError")


def test_the_counterexample_says_what_went_in_and_what_differs(tmp_path: Path) -> None:
    (example,) = seen(tmp_path, [wrong("a")])["a"].answers[0].examples
    assert example.inputs[0] == ("pred", "[0.5, 3]", "2")
    assert example.inputs[-1] == ("delta", "1", "left at its default")
    assert example.results == (
        ("value", "1.3125 = mean of 0.125, 2.5", "2.625", True),
        ("gradient of pred", "[0.25, 0.5]", "[0.5, 1]", True),
    )


@pytest.mark.parametrize(
    ("got", "value"),
    [
        ({"raised": "ValueError: no"}, "ValueError: no"),
        ({"ended": "TimedOut"}, "nothing within its time"),
        ({"ended": "Crashed"}, "nothing: its process ended"),
    ],
)
def test_what_gave_nothing_says_how_it_ended(tmp_path: Path, got: dict[str, Any], value: str) -> None:
    made = wrong("a", checks=checks(value=check("value", 1, "x", {**EXAMPLE, "got": got})))
    (example,) = seen(tmp_path, [made])["a"].answers[0].examples
    assert [row[2] for row in example.results] == [value]


def test_an_input_a_formula_and_the_same_error_are_shown_once(tmp_path: Path) -> None:
    raised = {**EXAMPLE, "inputs": {"pred": 9.0, "target": 0.0}, "got": {"raised": "NameError: x"}}
    failed = {
        "value": check("value", 1, "x", EXAMPLE),
        "gradient": check("gradient", 1, "x", EXAMPLE),
        "stability": check("stability", 1, "x", raised),
        "defaults": check("defaults", 1, "x", {**raised, "inputs": {"pred": 8.0, "target": 0.0}}),
    }
    found = seen(tmp_path, [wrong("a", checks=checks(**failed))])["a"].answers[0].examples
    assert [(example.check, bool(example.formula)) for example in found] == [("value", True), ("stability", False)]


def test_a_gradient_that_did_not_come_is_told(tmp_path: Path) -> None:
    got = {"value": 1.3125, "gradient_error": "pred needs no gradient"}
    made = wrong("a", checks=checks(gradient=check("gradient", 1, "x", {**EXAMPLE, "got": got, "upstream": 3.0})))
    (example,) = seen(tmp_path, [made])["a"].answers[0].examples
    assert [row[2:] for row in example.results] == [("1.3125", False), ("pred needs no gradient", True)]
    assert ("loss", "times 3", "before backward") in example.inputs


def test_the_command_that_grades_again_says_what_the_verdict_hangs_on(tmp_path: Path) -> None:
    command = "lossquiz grade a --bank=../b --out --seed 3 --seconds 2.5 --bank 'my bank' --accept-class -- --bank"
    mine, theirs, edited = (
        seen(tmp_path, [wrong("a")], audience, command=typed)["a"].answers[0].repeat
        for audience, typed in (("instructor", command), ("candidate", command), ("instructor", "lossquiz 'grade"))
    )
    assert mine == (
        "lossquiz grade a/huber.py -q huber --seed 7 --bank ../b --seconds 2.5 --bank 'my bank' --accept-class"
    )
    assert theirs == "lossquiz grade huber.py -q huber --seed 7 --seconds 2.5 --accept-class"
    assert edited == "lossquiz grade a/huber.py -q huber --seed 7"


def test_one_hint_and_never_more_and_none_for_what_is_right(tmp_path: Path) -> None:
    pages = seen(tmp_path)
    hints = load_bank().tasks["huber"].hints
    assert pages["carol"].answers[0].hint == hints[0]
    assert pages["alice"].answers[0].hint == ""


def test_a_candidate_sees_nobody_else_and_no_notes_of_the_instructor(tmp_path: Path) -> None:
    made = [
        wrong(name, shape="1", shape_size=130, others=[{"file": "old.py", "sha256": "", "submitted": None}])
        for name in ("a", "b")
    ]
    mine, theirs = (seen(tmp_path, made, audience)["a"].answers[0] for audience in ("instructor", "candidate"))
    assert (mine.same, theirs.same) == (("b",), ())
    assert (mine.others, theirs.others) == ((("old.py", ""),), ())
    assert (mine.repeat, theirs.repeat) == (
        "lossquiz grade a/huber.py -q huber --seed 7",
        "lossquiz grade huber.py -q huber --seed 7",
    )
    judy = seen(tmp_path / "all", audience="candidate")["Judy"].answers[0]
    assert judy.history == ()
    assert judy.result.mark.comment == "a notebook; the idea is right <i>here</i>"


@pytest.mark.parametrize(
    ("what", "shown"),
    [
        ("points", lambda page: page.shows_points),
        ("mistakes", lambda page: page.answers[0].mistakes),
        ("counterexamples", lambda page: page.answers[0].examples and page.answers[0].charts),
        ("output", lambda page: page.answers[0].output),
    ],
)
def test_a_candidate_sees_what_the_assignment_allows(tmp_path: Path, what: str, shown: Any) -> None:
    hidden = {"for_candidate": {what: False}}
    assert shown(seen(tmp_path, audience="candidate")["carol"])
    assert not shown(seen(tmp_path, audience="candidate", **hidden)["carol"])
    assert shown(seen(tmp_path, **hidden)["carol"])


RIGHT = "value 0.25, expected 0.125, off by 0.125 where 1e-05 is allowed (3 of 20 cases)"


@pytest.mark.parametrize(
    ("name", "message", "got", "told"),
    [
        ("value", RIGHT, {"value": 0.25}, "not what is due in 3 of 20 cases"),
        ("gradient", f"gradient of {RIGHT}", {"value": 0.25}, "not what is due in 3 of 20 cases"),
        ("stability", "value nan, expected inf", {"value": 0.25}, "not what is due in 3 of 20 cases"),
        (
            "dtype",
            "float64 inputs moved by 1e-9 changed the value by 0 where 1e-09 is due: precision is lost",
            None,
            "not what is due in 3 of 20 cases",
        ),
        ("value", "raised ValueError (line 2): no", {"raised": "ValueError"}, "raised ValueError (line 2): no"),
        ("gradient", "no gradient for pred: none arrived", {"value": 1.0}, "no gradient for pred: none arrived"),
        (
            "dtype",
            "float32 inputs gave float64; expected float32",
            None,
            "float32 inputs gave float64; expected float32",
        ),
        ("shape", "returned shape (3,); expected ()", {"value": 1.0}, "returned shape (3,); expected ()"),
    ],
)
def test_right_numbers_are_hidden_wherever_they_stand(
    tmp_path: Path, name: str, message: str, got: dict[str, Any] | None, told: str
) -> None:
    example = None if got is None else {**EXAMPLE, "got": got}
    made = [row("a", verdict="failed", checks=[check(name, 3, message, example)])]
    for number, (audience, expected) in enumerate((("candidate", told), ("instructor", message))):
        page = seen(tmp_path / str(number), made, audience, for_candidate={"counterexamples": False})["a"]
        assert page.answers[0].checks[0].message == expected


def test_who_sees_no_counterexamples_sees_no_seed(tmp_path: Path) -> None:
    repeats = [{"seed": 8, "verdict": "passed"}]
    made = [wrong("a", repeats=repeats, held=False)]
    for number, hidden in enumerate((True, False)):
        page = seen(tmp_path / str(number), made, "candidate", for_candidate={"counterexamples": not hidden})["a"]
        (answer,) = page.answers
        assert page.shows_seed is not hidden
        assert answer.repeats == ((0 if hidden else 8, "passed"),)
        assert answer.repeat == ("" if hidden else "lossquiz grade huber.py -q huber --seed 7")


def test_a_file_that_is_not_kept_is_said_to_be(tmp_path: Path) -> None:
    made = row("a", sha256="0" * 64, diagnosis=[NAMED])
    answer = seen(tmp_path, [made])["a"].answers[0]
    assert (answer.pieces, answer.no_code) == ((), "The file is not kept with these results.")
