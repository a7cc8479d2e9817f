"""From the log to meetings, from meetings to the day on which a question comes back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from lossquiz.practice.reviews import PACE, grade_of, known_of, last_words, retrievability, reviews_of, standings
from lossquiz.practice.store import Attempt

UTC = timezone.utc
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
USUAL = 60.0  # seconds that are neither fast nor slow


def attempt(
    result: str = "right", day: float = 0, question: str = "q", kind: str = "choose", **more: object
) -> Attempt:
    at = (NOON + timedelta(days=day)).isoformat(timespec="milliseconds")
    return replace(Attempt(question, kind, result, seconds=USUAL, at=at), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("made", "tries", "grade"),
    [
        (attempt(), 1, "good"),
        (attempt(seconds=5), 1, "easy"),
        (attempt(seconds=0), 1, "good"),  # graded from the command line: nobody knows how long it took
        (attempt(seconds=PACE["choose"][1] + 1), 1, "hard"),
        (attempt(seconds=5, hints=1), 1, "hard"),
        (attempt(seconds=5, self_assessed=True), 1, "hard"),
        (attempt(seconds=5), 2, "hard"),
        (attempt(kind="implement", seconds=200), 1, "easy"),
        (attempt(kind="implement", seconds=900), 1, "good"),
        (attempt("wrong"), 1, "again"),
        (attempt("revealed", seconds=5), 1, "again"),
        (attempt(kind="of another program", seconds=1e6), 1, "good"),
    ],
)
def test_the_grade_follows_from_what_happened(made: Attempt, tries: int, grade: str) -> None:
    assert grade_of(made, tries) == grade


def test_what_is_not_judged_is_no_meeting() -> None:
    assert reviews_of([attempt("skipped"), attempt("hinted"), attempt("flagged")], UTC) == []


def test_tries_at_a_file_in_one_session_are_one_meeting_and_the_last_counts() -> None:
    log = [
        attempt("wrong", kind="implement", session="a"),
        attempt("wrong", kind="implement", session="a"),
        attempt("right", kind="implement", session="a", seconds=10),
        attempt("right", kind="implement", session="b", seconds=10),
        attempt("wrong", session="a"),
        attempt("right", session="a"),
    ]
    assert [review.grade for review in reviews_of(log, UTC)] == ["hard", "easy", "again", "good"]


def test_tries_outside_of_sessions_are_one_meeting_a_day() -> None:
    log = [attempt("wrong", day, kind="implement") for day in (0, 0.1, 1)] + [attempt("right", 1.1, kind="implement")]
    assert [(review.grade, review.day.day) for review in reviews_of(log, UTC)] == [("again", 1), ("hard", 2)]


NAMED = {"kind": "debug", "session": "a"}
MENDED = {"kind": "mend", "session": "a", "seconds": 2 * USUAL}


@pytest.mark.parametrize("named", ["wrong", "revealed"])
@pytest.mark.parametrize("mended", [MENDED, {**MENDED, "session": "b"}, {"kind": "mend", "day": 1}])
def test_a_mistake_that_was_named_wrongly_stays_due_however_its_code_is_mended(
    named: str, mended: dict[str, object]
) -> None:
    log = [attempt(named, **NAMED), attempt("right", **mended)]  # type: ignore[arg-type]
    assert [review.grade for review in reviews_of(log, UTC)] == ["again"]
    assert last_words(log)["q"].result == named
    standing = standings(reviews_of(log, UTC), UTC)["q"]
    assert standing.lapsed
    assert standing.due == date(2026, 3, 1)


def test_once_the_mistake_is_named_rightly_the_mend_counts_again() -> None:
    log = [attempt("wrong", **NAMED), attempt("right", **MENDED), attempt("right", **NAMED)]  # type: ignore[arg-type]
    assert [review.grade for review in reviews_of(log, UTC)] == ["again", "good"]
    log.append(attempt("right", **MENDED))  # type: ignore[arg-type]
    assert [review.grade for review in reviews_of(log, UTC)] == ["again", "good", "good"]
    assert last_words(log)["q"].kind == "mend"


def test_a_mend_that_fails_counts_however_the_mistake_was_named() -> None:
    for named in ("right", "wrong"):
        log = [attempt(named, **NAMED), attempt("wrong", **MENDED)]  # type: ignore[arg-type]
        assert last_words(log)["q"].kind == "mend"
        assert standings(reviews_of(log, UTC), UTC)["q"].lapsed


def test_a_day_is_the_candidate_s_own() -> None:
    late = [attempt(day=11.9 / 24), attempt(day=12.1 / 24)]  # a quarter of an hour around midnight in Greenwich
    assert [review.day for review in reviews_of(late, UTC)] == [date(2026, 3, 1), date(2026, 3, 2)]
    assert {review.day for review in reviews_of(late, ZoneInfo("Asia/Tokyo"))} == {date(2026, 3, 2)}
    assert {review.day for review in reviews_of(late, ZoneInfo("America/New_York"))} == {date(2026, 3, 1)}


@pytest.mark.parametrize("at", ["2019-01-01T00:00:00+00:00", "", "yesterday", "9999-99-99"])
def test_a_clock_that_was_set_back_or_says_nothing_counts_as_the_time_before(at: str) -> None:
    log = [attempt(day=3), replace(attempt(), at=at)]
    first, second = reviews_of(log, UTC)
    assert second.at == first.at
    assert standings([first, second], UTC)["q"].due > date(2026, 3, 4)


# The first interval is the initial stability, whole days and one at least: the parameters w0 to w3 of FSRS-6,
# 0.212, 1.2931, 2.3065 and 8.2956, for again, hard, good and easy. What went wrong is due at once.
@pytest.mark.parametrize(
    ("made", "days", "stability"),
    [
        (attempt("wrong"), 0, 0.212),
        (attempt(hints=1), 1, 1.2931),
        (attempt(), 2, 2.3065),
        (attempt(seconds=5), 8, 8.2956),
    ],
)
def test_the_first_interval_is_that_of_fsrs(made: Attempt, days: int, stability: float) -> None:
    standing = standings(reviews_of([made], UTC), UTC)["q"]
    assert standing.due == date(2026, 3, 1) + timedelta(days=days)
    assert standing.stability == pytest.approx(stability)
    assert standing.lapsed == (made.result == "wrong")


@pytest.mark.parametrize(
    ("results", "as_if"),
    [
        (("right",) * 8, ("right",)),
        (("right", "right", "wrong", "right", "right"), ("right", "wrong", "right")),
        (("wrong", "right", "right"), ("wrong", "right")),
    ],
)
def test_right_again_on_the_same_day_leaves_the_day_of_return_where_it_is(
    results: tuple[str, ...], as_if: tuple[str, ...]
) -> None:
    def stands(told: tuple[str, ...], *more: Attempt) -> tuple[date, float]:
        log = [attempt(result, number / 1000, seconds=5) for number, result in enumerate(told)]
        found = standings(reviews_of([*log, *more], UTC), UTC)["q"]
        return found.due, round(found.stability, 1)

    assert len(reviews_of([attempt(result) for result in results], UTC)) == len(results), "recorded all the same"
    assert stands(results) == stands(as_if)
    later = attempt(day=1)
    assert stands(results, later) == stands(as_if, later) != stands(as_if), "on another day it counts"


def test_it_is_recalled_with_nine_in_ten_when_it_comes_back_and_less_often_later() -> None:
    standing = standings(reviews_of([attempt(seconds=5)], UTC), UTC)["q"]
    # FSRS-6: R(t) = (1 + f t/S)^(-w20) with w20 = 0.1542 and f such that R(S) = 0.9; after t whole days.
    f = 0.9 ** (1 / -0.1542) - 1
    for days in (1, 8, 30):
        due = (1 + f * days / 8.2956) ** -0.1542
        assert retrievability(standing, NOON + timedelta(days=days)) == pytest.approx(due)
    assert (1 + f * 8.2956 / 8.2956) ** -0.1542 == pytest.approx(0.9)


@pytest.mark.parametrize(
    ("days", "known"),
    [
        ({0: "right"}, False),
        ({0: "right", 0.1: "right"}, False),
        ({0: "right", 1: "right"}, True),
        ({0: "wrong", 1: "right"}, False),
        ({0: "wrong", 1: "right", 2: "right"}, True),
        ({0: "right", 1: "right", 2: "wrong"}, False),
        ({0: "right", 1: "right", 2: "wrong", 2.1: "right"}, True),  # the last word of a day counts
        ({0: "right", 1: "right", 2: "revealed", 3: "right"}, False),
    ],
)
def test_known_is_right_on_two_days_and_since(days: dict[float, str], known: bool) -> None:
    log = [attempt(result, day) for day, result in days.items()]
    reviews = reviews_of(log, UTC)
    assert standings(reviews, UTC)["q"].known == known
    assert known_of(reviews) == ({"q"} if known else set())


def test_the_same_log_gives_the_same_standings() -> None:
    log = [attempt("right" if n % 3 else "wrong", n / 5, f"q{n % 7}") for n in range(100)]
    assert standings(reviews_of(log, UTC), UTC) == standings(reviews_of(log, UTC), UTC)
