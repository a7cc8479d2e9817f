"""Compute questions: which numbers pass, which slips are named, how the given values are written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from lossquiz.questions.kinds.compute import ComputeQuestion, close, given_lines, values
from lossquiz.questions.model import Bank
from lossquiz.questions.question import Sought
from lossquiz.questions.replies import UnclearAnswerError

COMPUTE = ComputeQuestion(
    "n", "Title", "fam", "easy", "x", "", {"pred": [1.0, 2.0, 3.0], "delta": 1.0}, 1.2, 0.005, "By hand.", ()
)


@pytest.mark.parametrize("typed", ["1.2", "6/5", "1,2", "120%", "1.2109", "1.1891"])
def test_near_enough_is_right(typed: str) -> None:
    verdict = COMPUTE.mark(typed)
    assert (verdict.correct, verdict.score, verdict.feedback) == (True, 1.0, ())


@pytest.mark.parametrize("typed", ["1.2111", "1.1889", "-1.2", "0"])
def test_beyond_the_tolerance_and_half_a_percent_is_wrong(typed: str) -> None:
    verdict = COMPUTE.mark(typed)
    assert not verdict.correct
    assert verdict.feedback[0].startswith("The answer is 1.2, not ")


def test_no_number_is_not_wrong_but_asked_again() -> None:
    with pytest.raises(UnclearAnswerError, match="no number"):
        COMPUTE.mark("no idea")


def test_the_mistake_that_gives_the_number_is_named() -> None:
    seen: list[Sought] = []

    def mistakes(sought: Sought) -> list[tuple[str, str, float]]:
        seen.append(sought)
        return [("root", "That is the root.", 1.0), ("sum", "That is the sum.", 3.6)]

    assert COMPUTE.mark("3.6", mistakes=mistakes).feedback[1] == "3.6 is what this mistake gives: That is the sum."
    assert seen == [Sought(COMPUTE.given)]


def test_nothing_is_diagnosed_of_a_right_answer() -> None:
    def mistakes(_: Sought) -> list[tuple[str, str, float]]:
        raise AssertionError("asked without need")

    assert COMPUTE.mark("1.2", mistakes=mistakes).correct


def test_the_answer_rounded_is_right_though_a_known_mistake_is_nearer() -> None:
    """4/3 is typed as 1.33; a mistake gives 1.3281."""
    drawn = replace(COMPUTE, value=4 / 3, drawn=True)
    for typed, right in (("1.33", True), ("1.3333", True), ("1.328", False)):
        assert drawn.mark(typed, mistakes=lambda _: [("leak", "It leaks.", 1.3281)]).correct == right


@pytest.mark.parametrize(
    ("typed", "right"),
    [("1.2", True), ("1.2001", True), ("1.203", False), ("1.204", False), ("1.206", False), ("1.197", True)],
)
def test_of_numbers_that_were_drawn_one_that_is_a_known_mistake_s_is_not_right(typed: str, right: bool) -> None:
    """1.204 lies within 0.5 % of 1.2: what is nearer to it was worked out by that mistake."""

    def mistakes(_: Sought) -> list[tuple[str, str, float]]:
        return [("same", "Nobody can tell.", 1.20001), ("leak", "It leaks.", 1.204)]

    verdict = replace(COMPUTE, drawn=True).mark(typed, mistakes=mistakes)
    assert (verdict.correct, verdict.mistake) == ((True, "") if right else (False, "leak"))
    assert COMPUTE.mark(typed, mistakes=mistakes).correct  # its own numbers are held to have no such mistake


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("-1.2", "sign"),
        ("3.6", "3 times the answer"),
        ("0.4", "divided by 3"),
        ("1.2/ln 2", "bits"),
        ("1.2/ln 10", "base 10"),
        ("2.4", "twice"),
        ("0.6", "half"),
        ("120", "hundred times"),
    ],
)
def test_a_slip_that_shows_in_the_number_is_named(typed: str, says: str) -> None:
    assert says in COMPUTE.mark(typed).feedback[1]


def test_any_other_wrong_number_gets_no_guess() -> None:
    assert len(COMPUTE.mark("7.77").feedback) == 1


@pytest.mark.parametrize(("typed", "near"), [(0.004, True), (0.006, False), (-0.004, True)])
def test_around_zero_the_absolute_tolerance_holds(typed: float, near: bool) -> None:
    assert close(typed, 0.0, 0.005) is near


def test_what_is_given_is_aligned_and_matrices_have_a_row_to_a_line() -> None:
    assert given_lines({"x": [[1.0, 0.5], [2.0, 3.0]], "target": [True, False], "margin": 0.25}) == (
        "x      = [[1, 0.5],",
        "          [2, 3]]",
        "target = [true, false]",
        "margin = 0.25",
    )


def test_small_and_large_numbers_keep_their_digits() -> None:
    assert values([1e-7, 123456.0, -0.1]) == "[1e-07, 123456, -0.1]"


def test_a_question_without_words_asks_for_its_loss() -> None:
    assert COMPUTE.asking() == "Work out this loss: Title."


def test_an_element_of_a_gradient_can_be_asked_for() -> None:
    table = replace(COMPUTE, given={"x": [[1.0, 2.0]]}, gradient="x[0, 1]")
    assert table.sought == Sought({"x": [[1.0, 2.0]]}, "x", (0, 1))
    assert table.asking() == "Work out the derivative of this loss with respect to x[0, 1]: Title."
    assert table.details() == {"given": {"x": [[1.0, 2.0]]}, "gradient": "x[0, 1]"}
    assert replace(COMPUTE, gradient="delta").sought == Sought(COMPUTE.given, "delta")


def test_the_answer_is_the_number_and_the_lesson_its_working() -> None:
    assert (COMPUTE.answer().text, COMPUTE.lesson()) == ("1.2", "By hand.")


def test_a_question_of_no_loss_in_the_bank_has_no_formula_to_give() -> None:
    assert COMPUTE.hints_in(Bank({}, {}, Path())) == ()


def test_an_answer_that_the_reference_does_not_give_is_a_fault_of_the_question() -> None:
    assert list(COMPUTE.faults(lambda sought: sum(sought.given["pred"]) / 5)) == []
    assert list(COMPUTE.faults(lambda _: 1.3)) == ["n: the answer is 1.2, and the reference gives 1.3"]
    assert list(COMPUTE.faults(lambda _: float("nan"))) != []


@pytest.mark.parametrize("wrong", [1.2100, 1.1905, 1.2013])
def test_a_known_mistake_that_passes_for_the_answer_is_a_fault_of_the_question(wrong: float) -> None:
    (fault,) = COMPUTE.faults(lambda _: 1.2, lambda _: [("root", "A root.", wrong)])
    assert fault.startswith(f"n: {wrong:g}, which the mistake root gives, is marked right, as the answer 1.2 is near;")


@pytest.mark.parametrize("wrong", [1.2, 1.2011, 1.1989, 1.2111, 3.6])
def test_a_mistake_that_gives_the_answer_or_is_marked_wrong_is_none(wrong: float) -> None:
    assert list(COMPUTE.faults(lambda _: 1.2, lambda _: [("root", "A root.", wrong)])) == []


@pytest.mark.parametrize(("wrong", "told"), [(0.00104, False), (0.00106, True)])
def test_half_a_unit_of_the_fourth_decimal_is_not_seen_of_a_small_answer(wrong: float, told: bool) -> None:
    small = replace(COMPUTE, value=0.001)
    assert bool(list(small.faults(lambda _: 0.001, lambda _: [("root", "A root.", wrong)]))) is told
