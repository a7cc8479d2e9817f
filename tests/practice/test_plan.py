"""The order of questions: missed, new, known; repeatable by seed; kinds spread."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta, timezone
from pathlib import Path

import pytest

from lossquiz.errors import UsageError
from lossquiz.losses.catalogue import catalogue
from lossquiz.practice.paths import PATHS, step_on
from lossquiz.practice.plan import (
    DEFAULT_COUNT,
    LEFT_OVER,
    USUAL_SECONDS,
    Agenda,
    Wanted,
    arrange,
    browse,
    draw_up,
    minutes_of,
    order_options,
    select,
    share_of_pool,
)
from lossquiz.practice.record import Record, record_of
from lossquiz.practice.schedule import NEW_A_DAY, Pace, apart
from lossquiz.practice.store import Attempt, Result
from lossquiz.questions.bank import load_bank
from lossquiz.questions.kinds.choose import ChooseQuestion
from lossquiz.questions.kinds.compute import ComputeQuestion
from lossquiz.questions.model import Bank
from lossquiz.questions.options import Option
from lossquiz.questions.question import Frequency, Label, Question

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


TODAY = date(2030, 1, 10)


def record(*log: tuple[str, Result, int], bank: Bank = BANK, pace: Pace = Pace()) -> Record:  # noqa: B008 - frozen
    """Return the record of answers: a question, what came of it, and how many days ago."""
    attempts = [
        Attempt(name, "choose", result, seconds=60, at=f"{TODAY - timedelta(days=ago)}T12:00:00+00:00")
        for name, result, ago in sorted(log, key=lambda line: -line[2])
    ]
    return record_of(attempts, bank, pace, TODAY, timezone.utc)


def ids(questions: Sequence[Label]) -> list[str]:
    return [question.id for question in questions]


def arranged(done: Record, seed: int, *, more: bool = True, pool: Sequence[Question] = QUESTIONS) -> list[str]:
    return ids(arrange(pool, share_of_pool(pool, done, TODAY), done, rng(seed), more=more))


def test_what_is_due_comes_first_the_longest_due_first_then_new_then_what_is_not_due_yet() -> None:
    # Right for the first time, a question comes back after two days; missed, at once.
    done = record(("c5", "right", 9), ("c1", "right", 1), ("n2", "revealed", 5), ("c0", "wrong", 3))
    order = arranged(done, 0)
    assert order[:3] == ["c5", "n2", "c0"]
    assert order[-1] == "c1"
    assert sorted(order) == sorted(BANK.questions)
    assert "c1" not in arranged(done, 0, more=False)


def test_attempts_at_questions_that_are_not_wanted_change_nothing() -> None:
    assert arranged(record(("gone", "wrong", 1)), 0, pool=[choose("c0")]) == ["c0"]


def test_the_same_seed_gives_the_same_order_and_another_seed_another() -> None:
    orders = [arranged(record(), seed) for seed in (1, 1, 2, 3)]
    assert orders[0] == orders[1]
    assert len({tuple(order) for order in orders}) == 3


@pytest.mark.parametrize("seed", range(20))
def test_kinds_are_spread_over_the_session(seed: int) -> None:
    # 4 of 13 are to be computed: a fair share of any 7 in a row is 2, and none may have them all.
    kinds = [BANK.questions[name].kind for name in arranged(record(), seed)]
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
        order = arranged(record(), seed, pool=[*QUESTIONS, *often])
        assert [name for name in order if name.startswith(("c", "o"))][:3] == ["c-three", "c-two", "c-one"]
        assert next(name for name in order if name.startswith("n")) == "n-three"
        for start in range(len(order) - 6):  # and the kinds stay spread
            assert 1 <= sum(name.startswith("n") for name in order[start : start + 7]) <= 3


def test_filters_combine() -> None:
    assert ids(select(BANK, Wanted(kinds=("compute",)))) == ["n0", "n1", "n2", "n3"]
    assert ids(select(BANK, Wanted(families=("H",), difficulties=("medium",)))) == ["other-family"]
    assert ids(select(BANK, Wanted(ids=("n1", "C0", "n1")))) == ["n1", "c0"]


def test_nothing_that_fits_is_an_error() -> None:
    with pytest.raises(UsageError, match="no question fits"):
        select(BANK, Wanted(kinds=("compute",), families=("h",)))


def test_unknown_words_get_the_nearest() -> None:
    with pytest.raises(UsageError, match=r'unknown family "hh"; .*h'):
        select(BANK, Wanted(families=("hh",)))
    with pytest.raises(UsageError, match="did you mean other-family"):
        select(BANK, Wanted(ids=("other-familly",)))


def test_options_are_shuffled_but_none_is_lost() -> None:
    orders = {order_options(4, rng(seed)) for seed in range(50)}
    assert all(sorted(order) == [0, 1, 2, 3] for order in orders)
    assert len(orders) > 10


def drawn(wanted: Wanted, seed: int = 1, done: Record | None = None, bank: Bank = BANK) -> Agenda:
    return draw_up(bank, wanted, done or record(bank=bank), seed, TODAY)


def test_a_session_says_how_its_questions_were_chosen() -> None:
    agenda = drawn(Wanted(), 7)
    assert agenda.notes == (f"{NEW_A_DAY} of 13 questions, seed 7",)
    assert [(asked.number, asked.total) for asked in agenda.asked] == [(n, DEFAULT_COUNT) for n in range(1, 11)]


def test_the_seed_alone_decides_order_and_options() -> None:
    first, again, other = (drawn(Wanted(count=13), seed).asked for seed in (3, 3, 4))
    assert first == again
    assert first != other
    assert all(sorted(asked.order) == [0, 1] for asked in first if asked.question.kind == "choose")
    assert {asked.order for asked in first if asked.question.kind == "choose"} == {(0, 1), (1, 0)}


def test_questions_that_are_named_are_asked_in_that_order_all_of_them_unless_a_count_is_given() -> None:
    wanted = Wanted(ids=("n1", "c0", "n0"))
    done = record(("c0", "wrong", 1))
    assert [asked.question.id for asked in drawn(wanted, done=done).asked] == ["n1", "c0", "n0"]
    assert [asked.last for asked in drawn(wanted, done=done).asked] == [None, done.latest["c0"], None]
    fewer = drawn(Wanted(ids=("n1", "c0"), count=1))
    assert [asked.question.id for asked in fewer.asked] == ["n1"]
    assert fewer.notes == ("1 of 2 questions, seed 1",)


def test_when_the_day_s_share_is_done_it_is_said_and_only_a_wish_goes_on() -> None:
    done = record(*[(f"c{n}", "right", 0) for n in range(8)], *[(f"n{n}", "right", 0) for n in range(4)])
    agenda = drawn(Wanted(), done=done)
    assert agenda.asked == ()
    assert agenda.notes[0].startswith("done for today; tomorrow 1.")  # the only question that is new to them
    assert [asked.question.id for asked in drawn(Wanted(count=1), done=done).asked] == ["other-family"]
    assert len(drawn(Wanted(kinds=("compute",)), done=done).asked) == 4


def test_an_interview_sets_the_share_and_a_count_overrules_it() -> None:
    done = record(pace=Pace(interview=TODAY + timedelta(days=13)))
    agenda = drawn(Wanted(), done=done)
    # 13 questions, each on two days, in 13 days.
    assert agenda.notes[0] == "13 days until the interview; 13 questions, each on two days; 2 left today"
    assert len(agenda.asked) == 2
    assert len(drawn(Wanted(count=9), done=done).asked) == 9


def test_a_session_by_minutes_has_enough_to_ask() -> None:
    asked = drawn(Wanted(minutes=2)).asked
    seconds = sum(USUAL_SECONDS[one.question.kind] for one in asked)
    assert seconds >= 2 * 60 * LEFT_OVER
    assert seconds - USUAL_SECONDS[asked[-1].question.kind] < 2 * 60 * LEFT_OVER
    assert minutes_of(one.question for one in asked) == round(seconds / 60)
    assert minutes_of([]) == 0


def test_a_loss_is_found_by_any_of_its_names() -> None:
    bank = load_bank()
    for word in ("huber", "HuberLoss", "Huber loss", "HUBER"):
        found = select(bank, Wanted(losses=(word,)))
        assert {label.loss for label in found} == {"huber"}
        assert len({label.kind for label in found}) == 5
    with pytest.raises(UsageError, match=r'unknown loss of the bank "hubber"; did you mean huber'):
        select(bank, Wanted(losses=("hubber",)))


def test_the_title_of_a_group_names_its_questions() -> None:
    bank = load_bank()
    groups = {label.title for label in bank.labels.values() if not label.loss}
    assert groups
    for title in groups:
        found = select(bank, Wanted(ids=(title.upper(),)))
        assert ids(found) == [label.id for label in bank.labels.values() if not label.loss and label.title == title]


def test_a_path_goes_on_where_something_was_never_met() -> None:
    bank = load_bank()
    for name, stages in PATHS.items():
        assert all(loss in bank.losses for stage in stages for loss in stage.losses)
        step = step_on(bank, name.upper(), ())
        assert step is not None
        assert (step.number, step.total, step.left) == (1, len(stages), len(step.questions))
        assert {bank.labels[one].loss for one in step.questions} == set(stages[0].losses)
        following = step_on(bank, name, step.questions)
        assert following is not None
        assert following.number == 2
        assert step_on(bank, name, tuple(bank.labels)) is None
    with pytest.raises(UsageError, match='unknown path "ten-dayz"; did you mean ten-days'):
        step_on(bank, "ten-dayz", ())


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
    chosen = apart(bank.questions.values())
    assert [len([q for q in chosen if q.idea == idea]) for idea in ideas] == [1] * len(ideas)
    assert len(chosen) == len(bank.questions) - sum(len(ids) - 1 for ids in ideas.values())
