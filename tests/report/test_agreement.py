"""Whatever came in and whatever people decided, all reports give everybody the same points."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from itertools import combinations
from typing import Any

import pytest
from class_rows import batch, failed, row

from lossquiz.report.class_pages.candidate import candidate_pages
from lossquiz.report.class_pages.overview import overview_of
from lossquiz.report.formats import Batch, format_named
from lossquiz.report.standing import standings
from lossquiz.takehome.overrides import Override

OPEN = {"status": "needs_review", "reason": "larger than 1 MiB", "points": None, "score": None}
HANDED_IN: Mapping[str, list[dict[str, Any]]] = {
    "both": [row("ann", "huber", "passed"), failed("ann", "mse")],
    "one": [failed("ann", "huber")],
    "one open": [row("ann", "huber", "error", **OPEN), row("ann", "mse", "passed")],
    "nobody can tell": [row("ann", None, "error", **OPEN)],
    "one, and nobody can tell": [row("ann", "huber", "passed"), row("ann", None, "error", **OPEN)],
    "both, and nobody can tell": [
        row("ann", "huber", "passed"),
        row("ann", "mse", "passed"),
        row("ann", None, "error", **OPEN),
    ],
    "nothing": [row("ann", None, "not_found", status="missing")],
    "nothing of two": [row("ann", name, "not_found", status="missing") for name in ("huber", "mse")],
    "another": [row("ann", "kl", "passed", max=1.0, points=1.0), row("ann", "huber", "passed")],
}
DECISIONS = {
    "huber": Override("ann", "huber", 3.25),
    "mse": Override("ann", "mse", 1.5),
    "": Override("ann", "", 6.0),
    "a word": Override("ann", "mse", None, "see me"),
}


def made(came: str, words: tuple[str, ...]) -> Batch:
    decided: dict[tuple[str, str], tuple[Override, ...]] = {}
    for word in words:
        one = DECISIONS[word]
        decided[one.key] = (*decided.get(one.key, ()), one)
    return batch(HANDED_IN[came], overrides=decided)


SETS = [words for count in range(len(DECISIONS) + 1) for words in combinations(DECISIONS, count)]


@pytest.mark.parametrize("came", HANDED_IN)
def test_all_reports_agree_on_points_and_on_what_is_open(came: str) -> None:
    for words in SETS:
        one = made(came, words)
        (standing,) = standings(one)
        expected = (standing.points, standing.max, standing.status)
        (person,) = overview_of(one).people
        assert (person.points, person.max, person.status) == expected, words
        (page,) = candidate_pages(one)
        assert (page.points, page.max) == expected[:2], words
        (suite,) = json.loads(str(format_named("gradescope").render(one))).values()
        assert suite["score"] == (standing.points or 0.0), words
        lines = list(csv.DictReader(io.StringIO(str(format_named("csv").render(one)))))
        assert sum(float(line["max"] or 0) for line in lines) == standing.max, words
        if standing.points is not None:
            assert sum(float(line["points"]) for line in lines) == standing.points, words


@pytest.mark.parametrize(
    ("came", "words", "points"),
    [
        ("both", (), 7.0),
        ("both", ("huber",), 5.25),
        ("nobody can tell", (), None),
        ("nobody can tell", ("huber",), None),
        ("nobody can tell", ("huber", "mse"), 4.75),
        ("nobody can tell", ("",), 6.0),
        ("one, and nobody can tell", ("mse",), 6.5),
        ("one, and nobody can tell", ("",), 6.0),
        ("both, and nobody can tell", (), None),
        ("both, and nobody can tell", ("huber",), None),
        ("both, and nobody can tell", ("huber", "mse"), 4.75),
        ("nothing", ("mse", "a word"), 1.5),
    ],
)
def test_points_by_hand(came: str, words: tuple[str, ...], points: float | None) -> None:
    (person,) = overview_of(made(came, words)).people
    assert person.points == points
    # What is settled needs nobody any more.
    assert bool(overview_of(made(came, words)).needs_you) == (points is None)


def test_a_decision_on_what_has_no_row_is_on_the_page_with_its_comment() -> None:
    (page,) = candidate_pages(made("nothing", ("mse", "a word")))
    (answer,) = [answer for answer in page.answers if answer.result.question == "mse"]
    assert (answer.result.mark.points, answer.result.mark.comment) == (1.5, "see me")
    assert all(change.known for change in overview_of(made("nothing", ("mse", "a word"))).changes)
