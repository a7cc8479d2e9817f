"""A proposal is shown until a person agrees to it, and changed by what the person says is different."""

from __future__ import annotations

import io
import sys

import pytest
from rich.console import Console

from lossquiz.cli.recommend_confirm import choose_one, confirmed
from lossquiz.errors import UsageError
from lossquiz.selection.proposals import Proposal, Seen


def proposed(task: str) -> Proposal:
    """Return a proposal in which outliers and a rate are seen in every task."""
    seen = (Seen("outliers", True, "two far values"), Seen("pos_rate", 0.25, "a quarter"))
    return Proposal(task or "regression", "numbers", seen if task == "binary_classification" else seen[:1])


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch):  # noqa: ANN201 - a function
    def call(*lines: str, said: dict | None = None):  # noqa: ANN202 - what was settled, and what was shown
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        console = Console(file=io.StringIO(), width=80)
        return confirmed(console, proposed, "", said or {}, "t.csv"), console.file.getvalue()

    return call


def test_yes_takes_what_is_shown(answer) -> None:  # noqa: ANN001
    settled, shown = answer("y")
    assert settled == ("regression", {"outliers": True})
    assert shown.splitlines()[:3] == ["t.csv", "  task regression: numbers", "  outliers: two far values"]


@pytest.mark.parametrize(
    ("lines", "task", "facts"),
    [
        (["n", "no outliers", "y"], "regression", {"outliers": False}),
        (["-outliers", "y"], "regression", {"outliers": False}),
        (["outliers=gross", "yes"], "regression", {"outliers": "gross"}),
        (["task=forecasting", "y"], "forecasting", {"outliers": True}),
        (["forecasting, counts", "y"], "forecasting", {"outliers": True, "count_target": True}),
        (["bounded_target=[0, 10]; no outliers", "y"], "regression", {"bounded_target": "0_10", "outliers": False}),
        (["task=binary", "no pos_rate", "y"], "binary_classification", {"outliers": True}),
        (
            ["task=binary", "no pos_rate", "pos_rate=1:3", "no outliers", "y"],
            "binary_classification",
            {"outliers": False, "pos_rate": 0.25},
        ),
        (["nonsense", "task=nonsense", "", "counts", "y"], "regression", {"outliers": True, "count_target": True}),
    ],
)
def test_what_is_different_is_said_in_words(answer, lines: list[str], task: str, facts: dict) -> None:  # noqa: ANN001
    assert answer(*lines)[0] == (task, facts)


def test_a_question_mark_explains_what_is_proposed(answer) -> None:  # noqa: ANN001
    settled, shown = answer("?", "y")
    assert settled == ("regression", {"outliers": True})
    assert "outliers: a few values far outside the rest" in shown
    assert "regression: a real number for each row" in shown
    assert "unknown fact" not in shown


def test_a_wrong_word_is_told_and_asked_again(answer) -> None:  # noqa: ANN001
    assert 'unknown fact "nonsense"' in answer("nonsense", "y")[1]
    assert 'unknown task "nonsense"' in answer("task=nonsense", "y")[1]


def test_facts_that_cannot_both_hold_are_told_and_not_believed(answer) -> None:  # noqa: ANN001
    settled, shown = answer("counts", "circular_target", "y")
    assert settled == ("regression", {"outliers": True, "count_target": True})
    assert shown.count("Go on?") == 3


def test_what_was_said_wins_over_what_is_proposed(answer) -> None:  # noqa: ANN001
    settled, shown = answer("y", said={"outliers": False})
    assert settled == ("regression", {"outliers": False})
    assert "no outliers: as you said" in shown
    assert "two far values" not in shown


@pytest.mark.parametrize("lines", [[], ["n"], ["q"], ["n", "q"]])
def test_to_leave_is_one_line(answer, lines: list[str]) -> None:  # noqa: ANN001
    with pytest.raises(UsageError, match="nothing was confirmed; say what is different with --task"):
        answer(*lines)


def test_one_of_a_list_is_chosen_by_number_or_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def chosen(typed: str) -> int | str:
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        return choose_one(Console(file=io.StringIO()), "Which? ", ["a", "b"])

    assert chosen("2\n") == 1
    assert chosen("0\n3\n\n1\n") == 0
    assert chosen("ranking\n") == "ranking"
