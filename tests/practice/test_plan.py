"""The order of questions: missed, new, known; repeatable by seed; kinds spread."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lossquiz.errors import UsageError
from lossquiz.losses.catalogue import catalogue
from lossquiz.practice.plan import (
    DEFAULT_COUNT,
    Wanted,
    arrange,
    browse,
    draw_up,
    ideas_apart,
    order_options,
    plan,
    select,
)
from lossquiz.practice.store import Attempt, Result
from lossquiz.questions.bank import load_bank
from lossquiz.questions.kinds.choose import ChooseQuestion
from lossquiz.questions.kinds.compute import ComputeQuestion
from lossquiz.questions.model import Bank
from lossquiz.questions.options import Option
from lossquiz.questions.question import Frequency, Question

OPTIONS = (Option("A", correct=True, why="."), Option("B", correct=False, why="."))


def rng(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - an order to repeat


def choose(name: str, family: str = "f", difficulty: str = "easy") -> ChooseQuestion:
    return ChooseQuestion(name, "T", family, difficulty, "", "?", OPTIONS, ".", (), ())  # type: ignore[arg-type]


def compute(name: str) -> ComputeQuestion:
    return ComputeQuestion(name, "T", "g", "hard", "", "", {}, 1.0, 0.01, ".", ())


QUESTIONS: tuple[Question, ...] = (
    *(choose(f"c{i}") for i in range(8)),
    choose("other-family", "h", "medium"),
    *(compute(f"n{i}") for i in range(4)),
)
BANK = Bank({}, {question.id: question for question in QUESTIONS}, Path())


def answered(**results: Result) -> dict[str, Attempt]:
    return {name: Attempt(name, "choose", result) for name, result in results.items()}


def ids(questions: list[Question]) -> list[str]:
    return [question.id for question in questions]


def test_missed_ones_come_first_oldest_first_then_new_then_known() -> None:
    latest = answered(c5="wrong", c1="right", n2="revealed", c0="wrong")
    order = ids(arrange(QUESTIONS, latest, rng(0)))
    assert order[:3] == ["c5", "n2", "c0"]
    assert order[-1] == "c1"
    assert sorted(order) == sorted(BANK.questions)


def test_attempts_at_questions_that_are_not_wanted_change_nothing() -> None:
    assert ids(arrange([choose("c0")], answered(gone="wrong"), rng(0))) == ["c0"]


def test_the_same_seed_gives_the_same_order_and_another_seed_another() -> None:
    orders = [ids(arrange(QUESTIONS, {}, rng(seed))) for seed in (1, 1, 2, 3)]
    assert orders[0] == orders[1]
    assert len({tuple(order) for order in orders}) == 3


@pytest.mark.parametrize("seed", range(20))
def test_kinds_are_spread_over_the_session(seed: int) -> None:
    # 4 of 13 are to be computed: a fair share of any 7 in a row is 2, and none may have them all.
    kinds = [question.kind for question in arrange(QUESTIONS, {}, rng(seed))]
    for start in range(len(kinds) - 6):
        assert 1 <= kinds[start : start + 7].count("compute") <= 3


def test_of_the_new_ones_of_a_kind_those_that_interviews_ask_more_often_come_first() -> None:
    def asked(question: Question, level: int) -> Question:
        return replace(question, frequency=Frequency(level, ("a list",) * level))

    often = [
        asked(choose("c-three"), 3),
        asked(choose("c-one"), 1),
        asked(choose("c-two"), 2),
        asked(compute("n-three"), 3),
    ]
    for seed in range(10):
        order = ids(arrange([*QUESTIONS, *often], {}, rng(seed)))
        assert [name for name in order if name.startswith(("c", "o"))][:3] == ["c-three", "c-two", "c-one"]
        assert next(name for name in order if name.startswith("n")) == "n-three"
        for start in range(len(order) - 6):  # and the kinds stay spread
            assert 1 <= sum(name.startswith("n") for name in order[start : start + 7]) <= 3


def test_how_often_a_question_is_asked_moves_no_missed_and_no_known_one() -> None:
    often = [replace(choose(name), frequency=Frequency(3, ("a", "b", "c"))) for name in ("missed", "known")]
    latest = answered(c1="wrong", missed="wrong", known="right", **{f"c{i}": "right" for i in range(2, 8)})
    orders = [ids(arrange([*QUESTIONS, *often], latest, rng(seed))) for seed in range(10)]
    assert all(order[:2] == ["c1", "missed"] for order in orders)
    assert len({order.index("known") for order in orders}) > 1


def test_filters_combine() -> None:
    assert ids(list(select(BANK, Wanted(kinds=("compute",))))) == ["n0", "n1", "n2", "n3"]
    assert ids(list(select(BANK, Wanted(families=("H",), difficulties=("medium",))))) == ["other-family"]
    assert ids(list(select(BANK, Wanted(ids=("n1", "C0", "n1"))))) == ["n1", "c0"]


def test_nothing_that_fits_is_an_error() -> None:
    with pytest.raises(UsageError, match="no question fits"):
        select(BANK, Wanted(kinds=("compute",), families=("h",)))


def test_unknown_words_get_the_nearest() -> None:
    with pytest.raises(UsageError, match=r'unknown family "hh"; .*h'):
        select(BANK, Wanted(families=("hh",)))
    with pytest.raises(UsageError, match="did you mean other-family"):
        select(BANK, Wanted(ids=("other-familly",)))


@pytest.mark.parametrize(
    ("day", "days", "count"),
    [
        (date(2030, 1, 1), 0, 13),  # today: all that is left
        (date(2030, 1, 2), 1, 13),
        (date(2030, 1, 3), 2, 7),  # 13 / 2, rounded up
        (date(2031, 1, 1), 365, 5),  # never fewer than five
    ],
)
def test_a_day_s_share_before_an_interview(day: date, days: int, count: int) -> None:
    made = plan(QUESTIONS, {}, day, date(2030, 1, 1))
    assert (made.days, made.left, made.count) == (days, 13, count)


def test_what_is_known_need_not_be_shared_out() -> None:
    latest = answered(c0="right", c1="right", c2="wrong")
    assert plan(QUESTIONS, latest, date(2030, 1, 2), date(2030, 1, 1)).left == 11


def test_an_interview_in_the_past_is_an_error() -> None:
    with pytest.raises(UsageError, match="2 days ago"):
        plan(QUESTIONS, {}, date(2029, 12, 30), date(2030, 1, 1))


def test_options_are_shuffled_but_none_is_lost() -> None:
    orders = {order_options(4, rng(seed)) for seed in range(50)}
    assert all(sorted(order) == [0, 1, 2, 3] for order in orders)
    assert len(orders) > 10


TODAY = date(2030, 1, 1)


def test_a_session_says_how_its_questions_were_chosen() -> None:
    agenda = draw_up(BANK, Wanted(), {}, 7, TODAY)
    assert agenda.notes == (f"{DEFAULT_COUNT} of 13 questions, seed 7",)
    assert [(asked.number, asked.total) for asked in agenda.asked] == [(n, DEFAULT_COUNT) for n in range(1, 11)]


def test_the_seed_alone_decides_order_and_options() -> None:
    first, again, other = (draw_up(BANK, Wanted(count=13), {}, seed, TODAY).asked for seed in (3, 3, 4))
    assert first == again
    assert first != other
    assert all(sorted(asked.order) == [0, 1] for asked in first if asked.question.kind == "choose")
    assert {asked.order for asked in first if asked.question.kind == "choose"} == {(0, 1), (1, 0)}


def test_questions_that_are_named_are_asked_in_that_order_all_of_them_unless_a_count_is_given() -> None:
    wanted = Wanted(ids=("n1", "c0", "n0"))
    latest = answered(c0="wrong")
    assert [asked.question.id for asked in draw_up(BANK, wanted, latest, 1, TODAY).asked] == ["n1", "c0", "n0"]
    assert [asked.last for asked in draw_up(BANK, wanted, latest, 1, TODAY).asked] == [None, latest["c0"], None]
    fewer = draw_up(BANK, Wanted(ids=("n1", "c0"), count=1), {}, 1, TODAY)
    assert [asked.question.id for asked in fewer.asked] == ["n1"]
    assert fewer.notes == ("1 of 2 questions, seed 1",)


@pytest.mark.parametrize(
    ("wanted", "note", "count"),
    [
        (Wanted(interview=date(2030, 1, 3)), "2 days until the interview, 13 questions not known yet; today 7", 7),
        (Wanted(interview=date(2030, 1, 2)), "1 day until the interview, 13 questions not known yet; today 13", 13),
        (Wanted(interview=TODAY, count=2), "no day until the interview, 13 questions not known yet; today 2", 2),
    ],
)
def test_an_interview_sets_the_share_of_a_session_and_a_count_overrules_it(
    wanted: Wanted, note: str, count: int
) -> None:
    agenda = draw_up(BANK, wanted, {}, 1, TODAY)
    assert agenda.notes[0] == note
    assert len(agenda.asked) == count


def test_browsing_adds_the_losses_that_only_have_a_card() -> None:
    questions, cards = browse(BANK, Wanted())
    assert (questions, cards) == (QUESTIONS, tuple(catalogue().values()))
    questions, cards = browse(BANK, Wanted(families=("Survival",)))
    assert questions == ()
    assert {card.family for card in cards} == {"survival"}
    assert browse(BANK, Wanted(kinds=("compute",)))[1] == ()
    with pytest.raises(UsageError, match="leave an option out"):
        browse(BANK, Wanted(kinds=("compute",), families=("survival",)))


def test_a_session_asks_one_idea_once() -> None:
    bank = load_bank()
    ideas: dict[str, list[str]] = {}
    for question in bank.questions.values():
        if question.idea:
            ideas.setdefault(question.idea, []).append(question.id)
    assert ideas
    assert all(len(ids) > 1 for ids in ideas.values()), "a word that one question has tells nothing"
    chosen = ideas_apart(bank.questions.values())
    assert [len([q for q in chosen if q.idea == idea]) for idea in ideas] == [1] * len(ideas)
    assert len(chosen) == len(bank.questions) - sum(len(ids) - 1 for ids in ideas.values())
