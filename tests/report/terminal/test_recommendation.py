"""The advisor's answer on a screen: what is there, and that it fits."""

from __future__ import annotations

import ast
import csv
import itertools
import textwrap
from pathlib import Path

import pytest

from lossquiz.report.terminal.pieces import respelled
from lossquiz.report.terminal.recommendation import recommendation_pieces
from lossquiz.selection import Recommendation, recommend
from lossquiz.selection.facts import read_given

SCENARIOS = Path(__file__).parents[2] / "selection" / "scenarios.csv"
WIDTH = 80


def answers() -> list[Recommendation]:
    with SCENARIOS.open(encoding="utf-8") as file:
        rows = [(row["task"], row["facts"]) for row in csv.DictReader(file)]
    return [recommend(task, dict(read_given(fact) for fact in facts.split(";") if fact)) for task, facts in rows]


def lines_of(answer: Recommendation, width: int = WIDTH, *, why: bool = False) -> list[str]:
    return "".join(text for text, _ in recommendation_pieces(answer, width, why=why)).splitlines()


def rows_of(lines: list[str], width: int = WIDTH) -> int:
    """Return how many rows of a terminal lines take, those that run over counted as often as they do."""
    return sum(max(1, (len(line) + width - 1) // width) for line in lines)


def test_every_answer_fits_a_screen_and_has_what_matters() -> None:
    for answer in answers():
        shown = lines_of(answer)
        first = answer.choices[0]
        labels = [line[:14].strip() for line in shown]
        assert rows_of(shown) <= 24, first.loss
        assert any(line.startswith(f"1 {first.loss}  ") for line in shown), first.loss
        assert "why" in labels, first.loss
        assert not first.switch_if or any(label.startswith("switch if") for label in labels), first.loss
        traps = [warned for warned in answer.warnings if not warned.first]
        assert not traps or any(label.startswith("beware") for label in labels), first.loss
        assert shown[-1].startswith("all of it"), first.loss


def test_what_did_not_decide_is_never_left_out() -> None:
    answer = recommend(
        "survival", {"competing_risks": True, "outliers": True, "huge_vocabulary": True, "streaming": True}
    )
    shown = lines_of(answer)
    said = shown[1 : next(place for place, line in enumerate(shown) if line.startswith("1 "))]
    assert rows_of(shown) <= 24
    for fact in ("outliers", "huge_vocabulary", "streaming"):
        assert f"{fact}: plays no part" in " ".join(" ".join(said).split())


@pytest.mark.parametrize("width", [40, 60, 100])
def test_other_widths_are_kept_to(width: int) -> None:
    shown = lines_of(recommend("regression", {"outliers": True}), width)
    assert max(len(line) for line in shown if not line.startswith("    #")) <= width  # comments in code stay whole
    assert rows_of(shown, width) <= 24 or width < WIDTH


@pytest.mark.parametrize("width", [60, 80])
def test_spelled_in_ascii_the_code_can_be_pasted_all_the_same(width: int) -> None:
    tried = 0
    for answer in answers():
        pieces = respelled(recommendation_pieces(answer, width), width, "ascii")
        lines = "".join(text for text, _ in pieces).splitlines()
        start = next(place for place, line in enumerate(lines) if line.startswith("1 ")) + 1
        code = "\n".join(
            itertools.takewhile(lambda line: line.startswith("    ") and line[4:8] != "why ", lines[start:])
        )
        if "import torch" in code and "..." not in code:
            ast.parse(textwrap.dedent(code))
            tried += 1
    assert tried > 20


def test_everything_has_all_losses_reasons_and_rules() -> None:
    answer = recommend("regression", {"outliers": True, "positive_target": True})
    told = " ".join(" ".join(lines_of(answer, why=True)).split())
    for place, choice in enumerate(answer.choices, 1):
        assert f"{place} {choice.loss} {choice.title}" in told
        for reason in (*choice.reasons, *choice.against):
            assert " ".join(reason.text.split()) in told
    for warned in answer.warnings:
        assert " ".join(warned.text.split()) in told
    for rule in answer.trace:
        assert f"{rule.id} ({rule.stage})" in told


@pytest.mark.parametrize("width", [40, 80])
def test_many_facts_that_did_not_decide_are_told_together_and_leave_room(width: int) -> None:
    facts = {"positive_target": True, "relative_error": True, "large_dynamic_range": True, "outliers": True}
    answer = recommend("regression", {**facts, "asymmetric_cost": "over_costly"})
    shown = lines_of(answer, width)
    assert [warned.id for warned in answer.warnings if warned.first] == ["fact_outweighed"]
    assert all(name in answer.warnings[0].text for name in facts)
    assert any(line.startswith("1 quantile") for line in shown)
    assert rows_of(shown, width) <= 24 or width < WIDTH
