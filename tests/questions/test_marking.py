"""Typed answers of every kind, marked against questions made here, whose answers are known by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from lossquiz.questions.marking import UnclearAnswerError, close, mark
from lossquiz.questions.model import (
    Bank,
    ChooseQuestion,
    ComputeQuestion,
    DebugQuestion,
    ExplainQuestion,
    Option,
    RubricPoint,
)
from lossquiz.questions.prompts import (
    LABELS,
    answer_of,
    asking,
    explanation_of,
    fixed_order,
    given_lines,
    hints_of,
    label_of,
    values,
)

OPTIONS = (
    Option("Squared error", correct=False, why="It is not robust."),
    Option("Absolute error", correct=True, why="It is robust."),
    Option("Log-cosh", correct=False, why="Nearly."),
)
CHOOSE = ChooseQuestion("c", "Title", "fam", "easy", "", "Which?", OPTIONS, "Because.", (), ())
DEBUG = DebugQuestion("d", "Title", "fam", "easy", "x", "Which mistake?", "return 1", OPTIONS, "Because.", ())
COMPUTE = ComputeQuestion(
    "n", "Title", "fam", "easy", "x", "", {"pred": [1.0, 2.0, 3.0], "delta": 1.0}, 1.2, 0.005, "By hand.", ()
)
EXPLAIN = ExplainQuestion(
    "e",
    "Title",
    "fam",
    "easy",
    "x",
    "Why?",
    (
        RubricPoint("Robust.", ("outlier", "robust")),
        RubricPoint("Smooth.", (r"\bsmooth", "differentiable")),
        RubricPoint("Scaled.", ("delta", "δ")),
    ),
    2,
    "A model answer.",
    (),
)
BANK = Bank({}, {}, Path())


class TestChoices:
    @pytest.mark.parametrize("question", [CHOOSE, DEBUG])
    @pytest.mark.parametrize(
        "typed", ["a", "A", "a)", "(a)", " a. ", "1", "absolute error", "Absolute Error.", "absolu"]
    )
    def test_the_right_option_by_letter_number_or_text(
        self, question: ChooseQuestion | DebugQuestion, typed: str
    ) -> None:
        verdict = mark(question, typed, order=(1, 2, 0))
        assert (verdict.correct, verdict.score, verdict.chosen) == (True, 1.0, 1)
        assert verdict.feedback == ("It is robust.",)

    def test_a_wrong_option_says_why_and_which_is_right_as_it_was_shown(self) -> None:
        verdict = mark(CHOOSE, "a", order=(0, 2, 1))
        assert (verdict.correct, verdict.score, verdict.chosen) == (False, 0.0, 0)
        assert verdict.feedback == ("It is not robust.", "The answer is (c): Absolute error", "It is robust.")

    @pytest.mark.parametrize("typed", ["d", "0", "4", "h", "error", "cosh and more", "!", "ab"])
    def test_what_names_no_single_option_is_asked_again(self, typed: str) -> None:
        with pytest.raises(UnclearAnswerError, match="from a to c"):
            mark(CHOOSE, typed, order=(0, 1, 2))

    def test_an_option_whose_text_is_a_number_wins_over_the_place(self) -> None:
        options = (Option("2", correct=True, why="Yes."), Option("1", correct=False, why="No."))
        question = ChooseQuestion("c2", "T", "f", "easy", "", "1 + 1?", options, "So.", (), ())
        assert mark(question, "2", order=(0, 1)).correct
        assert not mark(question, "b", order=(0, 1)).correct

    def test_no_option_is_called_like_a_command(self) -> None:
        assert not set("hsrq") & set(LABELS)
        assert [label_of(i) for i in range(8)] == list("abcdefgi")

    def test_without_an_order_the_question_has_its_own(self) -> None:
        order = fixed_order(CHOOSE)
        assert sorted(order) == [0, 1, 2]
        assert order == fixed_order(CHOOSE)
        assert mark(CHOOSE, label_of(order.index(1))).correct

    def test_the_fixed_orders_do_not_always_begin_with_the_right_one(self) -> None:
        places = {
            fixed_order(ChooseQuestion(f"q{i}", "T", "f", "easy", "", "?", OPTIONS, "So.", (), ())).index(1)
            for i in range(30)
        }
        assert places == {0, 1, 2}


class TestNumbers:
    @pytest.mark.parametrize("typed", ["1.2", "6/5", "1,2", "120%", "1.2109", "1.1891"])
    def test_near_enough_is_right(self, typed: str) -> None:
        verdict = mark(COMPUTE, typed)
        assert (verdict.correct, verdict.score, verdict.feedback) == (True, 1.0, ())

    @pytest.mark.parametrize("typed", ["1.2111", "1.1889", "-1.2", "0"])
    def test_beyond_the_tolerance_and_half_a_percent_is_wrong(self, typed: str) -> None:
        verdict = mark(COMPUTE, typed)
        assert not verdict.correct
        assert verdict.feedback[0].startswith("The answer is 1.2, not ")

    def test_no_number_is_not_wrong_but_asked_again(self) -> None:
        with pytest.raises(UnclearAnswerError, match="no number"):
            mark(COMPUTE, "no idea")

    def test_the_mistake_that_gives_the_number_is_named(self) -> None:
        seen: list[float] = []

        def diagnose(value: float) -> str:
            seen.append(value)
            return "That is the sum."

        assert mark(COMPUTE, "3.6", diagnose=diagnose).feedback[1] == "That is the sum."
        assert seen == [3.6]

    def test_nothing_is_diagnosed_of_a_right_answer(self) -> None:
        def diagnose(_: float) -> str:
            raise AssertionError("asked without need")

        assert mark(COMPUTE, "1.2", diagnose=diagnose).correct

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
    def test_a_slip_that_shows_in_the_number_is_named(self, typed: str, says: str) -> None:
        assert says in mark(COMPUTE, typed).feedback[1]

    def test_any_other_wrong_number_gets_no_guess(self) -> None:
        assert len(mark(COMPUTE, "7.77").feedback) == 1

    @pytest.mark.parametrize(("typed", "near"), [(0.004, True), (0.006, False), (-0.004, True)])
    def test_around_zero_the_absolute_tolerance_holds(self, typed: float, near: bool) -> None:
        assert close(typed, 0.0, 0.005) is near


class TestExplanations:
    def test_points_are_found_whatever_the_case_and_across_lines(self) -> None:
        verdict = mark(EXPLAIN, "ROBUST against\nlarge errors;\nit is differentiable")
        assert verdict.correct
        assert verdict.score == 1.0
        assert [point.covered for point in verdict.points] == [True, True, False]
        assert verdict.feedback == ("2 of 3 points found; 2 make a pass.",)

    def test_too_few_points_fail_with_a_share_of_the_score(self) -> None:
        verdict = mark(EXPLAIN, "because of outliers")
        assert (verdict.correct, verdict.score) == (False, 0.5)

    def test_no_point_at_all(self) -> None:
        assert mark(EXPLAIN, "I do not know").score == 0.0

    @pytest.mark.parametrize("typed", ["42", "...", "!?"])
    def test_no_words_are_no_explanation(self, typed: str) -> None:
        with pytest.raises(UnclearAnswerError, match="sentence"):
            mark(EXPLAIN, typed)


class TestPrompts:
    def test_what_is_given_is_aligned_and_matrices_have_a_row_to_a_line(self) -> None:
        assert given_lines({"x": [[1.0, 0.5], [2.0, 3.0]], "target": [True, False], "margin": 0.25}) == (
            "x      = [[1, 0.5],",
            "          [2, 3]]",
            "target = [true, false]",
            "margin = 0.25",
        )

    def test_small_and_large_numbers_keep_their_digits(self) -> None:
        assert values([1e-7, 123456.0, -0.1]) == "[1e-07, 123456, -0.1]"

    def test_a_compute_question_without_words_asks_for_its_loss(self) -> None:
        assert asking(COMPUTE) == "Work out this loss: Title."

    def test_answers_and_explanations(self) -> None:
        assert [answer_of(q) for q in (CHOOSE, COMPUTE, EXPLAIN)] == ["Absolute error", "1.2", "A model answer."]
        assert [explanation_of(q) for q in (CHOOSE, COMPUTE, EXPLAIN)] == ["Because.", "By hand.", ""]

    def test_hints_rule_out_wrong_options_until_two_are_left(self) -> None:
        assert hints_of(CHOOSE, BANK, (0, 1, 2)) == ("It is not (c).",)
        assert hints_of(CHOOSE, BANK, (1, 0, 2)) == ("It is not (c).",)
        assert hints_of(CHOOSE, BANK, (0, 2, 1)) == ("It is not (b).",)

    def test_a_question_of_no_loss_in_the_bank_has_no_formula_to_give(self) -> None:
        assert hints_of(COMPUTE, BANK) == ()

    def test_the_hints_of_an_explanation_tell_how_much_is_asked(self) -> None:
        assert hints_of(EXPLAIN, BANK) == ("A good answer makes at least 2 of 3 points.", "One of them: Robust.")
