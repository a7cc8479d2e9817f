"""The scorecard, from entries written by hand."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from lossquiz.errors import InputError
from lossquiz.practice.interview.scorecard import (
    Entry,
    PointMade,
    Result,
    Scorecard,
    Sum,
    card_json,
    card_text,
    read_card,
)


def entry(number: int, kind: str, family: str, result: Result, score: float = 0.0, seconds: float = 30.0) -> Entry:
    return Entry(
        number=number,
        question=f"q{number}",
        kind=kind,
        family=family,
        title="T",
        difficulty="easy",
        thread=0,
        lead="",
        asking="Which?",
        body="",
        code="",
        options=(),
        allowed=60,
        seconds=seconds,
        result=result,
        score=score,
    )


EXPLAINED = replace(
    entry(3, "explain", "binary", "wrong", 0.5, 200.0),
    points=(PointMade("It is convex.", True), PointMade("It saturates.", False)),
    needed=2,
)
SUMMED = {"mistake": "summed", "mistake_says": "The elements are summed."}
CARD = Scorecard(
    at="2026-03-05T12:00:00+00:00",
    session="abc",
    minutes=20,
    level="medium",
    families=(),
    seed=4,
    seconds=500.0,
    ending="time",
    entries=(
        entry(1, "choose", "binary", "right", 1.0),
        replace(entry(2, "compute", "regression", "wrong", 0.0, 61.0), **SUMMED),  # type: ignore[arg-type]
        EXPLAINED,
        entry(4, "choose", "regression", "skipped", 0.0, 5.0),
        replace(entry(5, "implement", "regression", "wrong", 0.25, 90.0), **SUMMED),  # type: ignore[arg-type]
        entry(6, "compute", "rl", "left", 0.0, 70.0),
        entry(7, "choose", "rl", "unreached", 0.0, 0.0),
    ),
)


def test_the_sums_are_those_worked_out_by_hand() -> None:
    assert CARD.total == Sum(5, 1, 1.75)
    assert CARD.total.share == pytest.approx(0.35)
    assert CARD.answered == 4
    assert list(CARD.topics().items()) == [("regression", Sum(3, 0, 0.25)), ("binary", Sum(2, 1, 1.5))]
    assert CARD.kinds() == {
        "choose": Sum(2, 1, 1.0),
        "compute": Sum(1, 0, 0.0),
        "explain": Sum(1, 0, 0.5),
        "implement": Sum(1, 0, 0.25),
    }


def test_what_there_is_to_learn() -> None:
    assert [late.number for late in CARD.slowest()] == [3, 5, 6]
    assert [(found.number, points) for found, points in CARD.missed_points()] == [(3, ("It saturates.",))]
    assert [(mistake.says, mistake.questions) for mistake in CARD.mistakes()] == [
        ("The elements are summed.", ("q2", "q5"))
    ]
    assert CARD.to_drill() == ("q2", "q3", "q4", "q5", "q6")


def test_where_nothing_was_late_the_slowest_is_the_one_nearest_to_it() -> None:
    card = replace(CARD, entries=(CARD.entries[0], replace(CARD.entries[1], seconds=59.0), CARD.entries[3]))
    assert [slow.number for slow in card.slowest()] == [2]


def test_an_interview_of_which_nothing_counts() -> None:
    card = replace(CARD, entries=CARD.entries[5:])
    assert card.total == Sum(0, 0, 0.0)
    assert card.total.share == 0.0


def test_ticking_turns_points_round_and_is_the_mark() -> None:
    assert EXPLAINED.ticked({1}).result == "right"
    assert EXPLAINED.ticked({1}).score == 1.0
    assert EXPLAINED.ticked({0}).score == 0.0


def test_it_is_kept_and_read_again() -> None:
    assert read_card(card_text(CARD)) == CARD
    kept = json.loads(card_text(CARD))
    assert (kept["version"], kept["score"], kept["asked"], kept["right"]) == (1, 0.35, 5, 1)
    assert kept["topics"]["binary"] == {"asked": 2, "right": 1, "score": 0.75}


def test_one_that_cannot_be_read_says_why() -> None:
    with pytest.raises(InputError, match="later lossquiz"):
        read_card(json.dumps({**card_json(CARD), "version": 2}))
    for text in ("", "[]", "{}", "null", json.dumps({**card_json(CARD), "entries": [1]})):
        with pytest.raises(InputError, match="damaged scorecard"):
            read_card(text)
