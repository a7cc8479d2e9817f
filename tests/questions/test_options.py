"""Options: what is taken for a choice, in which order they are shown, and what is told of the one chosen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from lossquiz.questions.bank import load_bank
from lossquiz.questions.kinds.choose import ChooseQuestion
from lossquiz.questions.kinds.debug import DebugQuestion
from lossquiz.questions.model import Bank
from lossquiz.questions.options import LABELS, Option, label_of
from lossquiz.questions.replies import Answer, UnclearAnswerError

OPTIONS = (
    Option("Squared error", correct=False, why="It is not robust."),
    Option("Absolute error", correct=True, why="It is robust."),
    Option("Log-cosh", correct=False, why="Nearly."),
)
CHOOSE = ChooseQuestion("c", "Title", "fam", "easy", "", "Which?", OPTIONS, "Because.", (), ())
DEBUG = DebugQuestion("d", "Title", "fam", "easy", "x", "Which mistake?", "return 1", OPTIONS, "Because.", ())
BANK = Bank({}, {}, Path())


@pytest.mark.parametrize("question", [CHOOSE, DEBUG])
@pytest.mark.parametrize("typed", ["a", "A", "a)", "(a)", " a. ", "1", "absolute error", "Absolute Error.", "absolu"])
def test_the_right_option_by_letter_number_or_text(question: ChooseQuestion | DebugQuestion, typed: str) -> None:
    verdict = question.mark(typed, order=(1, 2, 0))
    assert (verdict.correct, verdict.score, verdict.chosen) == (True, 1.0, 1)
    assert verdict.feedback == ("It is robust.",)


def test_a_wrong_option_says_why_and_which_is_right_as_it_was_shown() -> None:
    verdict = CHOOSE.mark("a", order=(0, 2, 1))
    assert (verdict.correct, verdict.score, verdict.chosen) == (False, 0.0, 0)
    assert verdict.feedback == ("It is not robust.", "The answer is (c): Absolute error", "It is robust.")


@pytest.mark.parametrize("typed", ["d", "0", "4", "h", "error", "cosh and more", "!", "ab"])
def test_what_names_no_single_option_is_asked_again(typed: str) -> None:
    with pytest.raises(UnclearAnswerError, match="from a to c"):
        CHOOSE.mark(typed, order=(0, 1, 2))


def test_a_number_that_is_the_text_of_one_option_and_the_place_of_another_is_asked() -> None:
    options = tuple(Option(text, correct=text == "2", why=".") for text in ("2", "1", "3", "0"))
    question = ChooseQuestion("c2", "T", "f", "easy", "", "1 + 1?", options, "So.", (), ())
    told = r'"2" stands as \(a\), and is the place of another; type "option a" or "option 2"'
    with pytest.raises(UnclearAnswerError, match=told):
        question.mark("2", order=(0, 1, 2, 3))
    for typed, chosen in (("option 2", 1), ("option a", 0), ("b", 1), ("a", 0), ("3", 2), ("0", 3), ("4", 3)):
        assert question.mark(typed, order=(0, 1, 2, 3)).chosen == chosen, typed


@pytest.mark.parametrize(
    "typed",
    [
        *("option c", "Option C.", "c?", "(c)!", "the answer is c", "answer: c", "I think (c)", "option 3", "c,"),
        *("c) Huber = 2 × smooth L1", "c) Huber = 2 x smooth L1", "(c) huber=2*smooth L1", "c: Huber = 2 * smooth L1."),
        *("Huber = 2 x smooth L1", "huber = 2 * smooth l1", "c)  Huber = 2 ×\n    smooth L1"),
    ],
)
def test_an_option_as_people_say_it_and_as_it_is_shown(typed: str) -> None:
    question = load_bank().questions["huber-choose-vs-smooth-l1"]
    texts = [option.text for option in question.choices()]
    wanted = (
        "They differ only inside the threshold",
        "They are equal",
        "Huber = 2 × smooth L1",
        "Smooth L1 = 2 × Huber",
    )
    assert question.mark(typed, order=tuple(map(texts.index, wanted))).chosen == texts.index(wanted[2])


@pytest.mark.parametrize("typed", ["b) Absolute error", "option z", "a) because", "the answer", "a or b", "not a"])
def test_a_letter_that_does_not_go_with_its_text_is_asked_again(typed: str) -> None:
    with pytest.raises(UnclearAnswerError, match="from a to c"):
        CHOOSE.mark(typed, order=(1, 2, 0))


def test_the_texts_of_a_question_are_told_apart_whatever_is_typed_for_their_signs() -> None:
    for question in load_bank().questions.values():
        for place, option in enumerate(question.choices()):
            order = tuple(range(len(question.choices())))
            try:
                assert question.mark(option.text, order=order).chosen == place, question.id
            except UnclearAnswerError as error:
                assert "the place of another" in str(error), question.id  # noqa: PT017 - of small numbers alone


def test_no_option_is_called_like_a_command() -> None:
    assert not set("hsrq") & set(LABELS)
    assert [label_of(i) for i in range(8)] == list("abcdefgi")


def test_without_an_order_the_question_has_its_own() -> None:
    order = CHOOSE.own_order()
    assert sorted(order) == [0, 1, 2]
    assert order == CHOOSE.own_order()
    assert CHOOSE.mark(label_of(order.index(1))).correct


def test_the_fixed_orders_do_not_always_begin_with_the_right_one() -> None:
    places = {
        ChooseQuestion(f"q{i}", "T", "f", "easy", "", "?", OPTIONS, "So.", (), ()).own_order().index(1)
        for i in range(30)
    }
    assert places == {0, 1, 2}


def test_hints_speak_of_the_loss_and_never_of_a_letter() -> None:
    bank = load_bank()
    about_huber = replace(CHOOSE, loss="huber")
    assert about_huber.hints_in(bank, (0, 1, 2)) == about_huber.hints_in(bank, (2, 0, 1))
    assert about_huber.hints_in(bank) == (bank.losses["huber"].card.formula, bank.tasks["huber"].convention)
    assert replace(CHOOSE, hints=("Think.",)).hints_in(bank) == ("Think.",)
    assert CHOOSE.hints_in(BANK) == ()


def test_the_answer_has_the_letter_under_which_it_was_shown() -> None:
    assert CHOOSE.answer((1, 2, 0)) == Answer(text="Absolute error", place="a", why="It is robust.")
    assert CHOOSE.answer((0, 2, 1)).place == "c"
    assert CHOOSE.lesson() == "Because."
